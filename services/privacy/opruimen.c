#include "privacy/opruimen.h"

#include <assert.h>
#include <string.h>

#include "store/sql.h"

#define HOUR_US (3600 * INT64_C(1000000))
#define DAY_US	(24 * HOUR_US)

/* The terms of all that goes by itself: here, or in the setting named. */
const struct opruim_regel opruim_regels[] = {
	{ "sessie", "sessies die zijn geëindigd", &stmt_sessie_purge, DAY_US, 0, 0, NULL },
	{ "eenmalig", "links die niet meer werken", &stmt_eenmalig_purge, DAY_US, 0, 0, NULL },
	{ "idempotentie", "antwoorden onder een Idempotency-Key", &stmt_idempotentie_purge, HOUR_US,
		0, offsetof(struct config, idempotency_hours), "SCHAKEL_IDEMPOTENCY_HOURS" },
	{ "vertoning", "lijsten waaruit een voorstel kwam", &stmt_vertoning_purge, DAY_US, 0,
		offsetof(struct config, shown_days), "SCHAKEL_SHOWN_DAYS" },
	{ "post", "brieven, bezorgd of niet", &stmt_post_purge, DAY_US, 30, 0, NULL },
	{ "lid", "uitnodigingen waar niemand ja op zei", &stmt_lid_purge, DAY_US, 30, 0, NULL },
	{ "account", "accounts die nergens bij horen", &stmt_account_purge, DAY_US, 30, 0, NULL },
	{ "proef", "proeven met gewichten", &stmt_proef_purge, DAY_US, 90, 0, NULL },
	{ "werkvoorraad", "wat op een besluit wachtte en voorbij is", &stmt_werkvoorraad_purge,
		DAY_US, 0, 0, NULL },
	{ "notitie", "notities van medewerkers", &stmt_notitie_purge, DAY_US, 730, 0, NULL },
	{ "taak", "taken van medewerkers die klaar zijn", &stmt_taak_purge, DAY_US, 730, 0, NULL },
	{ "ingreep", "wat medewerkers bij een aanvraag voorrang gaven of uitsloten",
		&stmt_ingreep_purge, DAY_US, 730, 0, NULL },
	{ "bundel", "stappen die een medewerker met veel tegelijk zette", &stmt_bundel_purge,
		DAY_US, 90, 0, NULL },
	{ "overdracht", "wat iemand achterliet en is overgedragen", &stmt_overdracht_purge, DAY_US,
		90, 0, NULL },
	{ "planning", "planningen die klaar zijn", &stmt_planning_purge, DAY_US, 365, 0, NULL },
	{ "antwoordlink", "links om te antwoorden die niet meer werken", &stmt_antwoordlink_purge,
		DAY_US, 0, 0, NULL },
	{ "aflooplink", "links om te vertellen hoe het ging die niet meer werken",
		&stmt_aflooplink_purge, DAY_US, 0, 0, NULL },
	{ "sleutel", "sleutels die zijn verlopen", &stmt_sleutel_purge, DAY_US, 30, 0, NULL },
	{ "agendalink", "links naar een agenda die zijn verlopen", &stmt_agendalink_purge, DAY_US,
		30, 0, NULL },
	{ "zoekopdracht", "zoekopdrachten die niemand gebruikt", &stmt_zoekopdracht_purge, DAY_US,
		180, 0, NULL },
	{ "zoektreffer", "wat zoekopdrachten vonden die er niet meer zijn", &stmt_zoektreffer_purge,
		DAY_US, 180, 0, NULL },
	{ "sluiting", "dagen waarop iemand niet kon", &stmt_sluiting_purge, DAY_US, 365, 0, NULL },
	{ "inschrijving", "inschrijvingen voor evenementen die voorbij zijn",
		&stmt_inschrijving_purge, DAY_US, 365, 0, NULL },
	{ "keuzeronde", "rondes waarin beide kanten kozen", &stmt_keuzeronde_purge, DAY_US, 365, 0,
		NULL },
	{ "akkoord", "toestemming die is ingetrokken", &stmt_akkoord_purge, DAY_US, 730, 0, NULL },
	{ "bezwaar", "bezwaren die zijn afgewezen of ingetrokken", &stmt_bezwaar_purge, DAY_US, 730,
		0, NULL },
	{ "emailwissel", "andere e-mailadressen die niet meer terug te draaien zijn",
		&stmt_emailwissel_purge, DAY_US, 0, 0, NULL },
	{ "uitnodiging_dag", "hoeveel er op een dag is uitgenodigd", &stmt_uitnodiging_purge,
		DAY_US, 0, 0, NULL },
	{ "melding", "meldingen over veiligheid die zijn afgesloten", &stmt_melding_purge, DAY_US,
		730, 0, NULL },
	/* Until then a code that comes again is known as used. */
	{ "toestemming", "codes voor apps", &stmt_toestemming_purge, DAY_US, 1, 0, NULL },
};
const size_t opruim_regel_count = sizeof(opruim_regels) / sizeof(opruim_regels[0]);

const struct opruim_regel *opruim_find(const char *naam)
{
	for (size_t i = 0; i < opruim_regel_count; i++)
		if (strcmp(opruim_regels[i].naam, naam) == 0)
			return &opruim_regels[i];
	return NULL;
}

static int64_t term(const struct opruim_regel *regel, const struct config *config)
{
	if (regel->instelling == 0)
		return regel->standaard;
	int64_t value = 0;
	memcpy(&value, (const char *)config + regel->instelling, sizeof(value));
	return value;
}

int64_t opruim_term_us(const struct opruim_regel *regel, const struct config *config)
{
	return term(regel, config) * regel->eenheid_us;
}

const char *opruim_term_text(
	struct arena *a, const struct opruim_regel *regel, const struct config *config)
{
	const int64_t count = term(regel, config);
	if (count == 0)
		return "meteen";
	const char *unit = regel->eenheid_us == HOUR_US ? "uur" : count == 1 ? "dag" : "dagen";
	if (regel->instelling == 0)
		return arena_printf(a, "%lld %s", (long long)count, unit);
	return arena_printf(a, "%lld %s (%s)", (long long)count, unit, regel->instelling_naam);
}

enum err opruim_run(struct task *t, struct db *d, const struct opruim_regel *regel,
	const struct config *config, int64_t now_us, bool proef,
	struct opruim_uitkomst *ret_uitkomst)
{
	/* All have the same form, so one of them names it. */
	const struct sessie_purge_in in = { .voor = now_us - opruim_term_us(regel, config) };
	struct sessie_purge_row row = { 0 };
	assert(regel->stmt->in_count == 1 && regel->stmt->in[0].type == DB_INSTANT);
	assert(regel->stmt->out_count == 2 && regel->stmt->row_size == sizeof(row));
	struct db_tx *tx;
	TRY(db_begin(t, d, &tx));
	TRY(db_one(t, tx, regel->stmt, &in, &row));
	if (proef)
		db_rollback(tx);
	else
		TRY(db_commit(t, tx));
	*ret_uitkomst = (struct opruim_uitkomst){ row.aantal, row.has_oudste, row.oudste };
	return ERR_OK;
}
