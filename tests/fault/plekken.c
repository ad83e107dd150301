/*
 * Contention for places at events: sixteen connections of lib/db take, confirm and give back few
 * places, and call off whole ones, with the statements of the store, for volunteers, classes and
 * companies, while the same volunteers and classes are proposed for lessons in the same half-days.
 * Afterwards every place that was acknowledged is there, no place holds more than fits, none that
 * was called off holds anybody, what its counter says is what is there, and nobody and no class
 * stands at two places or at an event and in a match at once.
 *
 * SCHAKEL_ATTEMPTS says how many transactions are tried (10,000), SCHAKEL_SEED which ones.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/dagdeel.h"
#include "postgres.h"
#include "store/sql.h"

#define CLIENTS	  16
#define PLEKKEN	  13
#define OPVOLGERS 70  /* a place that is called off is followed by the next of its kind and time */
#define LAPSES	  300 /* one in so many steps is calling off a place */
#define PERSONEN  6
#define KLASSEN	  10
#define BEDRIJVEN 2
#define VRAGEN	  48
#define WINDOW	  32	/* bookings and matches that everybody looks at */
#define FIRST_DAY 20795 /* 2026-12-08 */
#define DAY_US	  (INT64_C(86400) * 1000000)
#define NOW_US	  ((FIRST_DAY - 7) * DAY_US)

/* Four places in each of three half-days: one for a single volunteer, one for two where staff says
 * yes, one for two classes and a stand for companies, where staff says yes. */
static const char *const places =
	"insert into campagne (id, soort, titel, van_datum, tot_datum, soorten, doel, status, "
	"versie, gemaakt_op, gewijzigd_op) values ('00000000-0000-7000-8000-000000070000', "
	"'wedstrijd', 'W', '2026-12-01', '2026-12-31', '{}', 1, 'actief', 1, now(), now());"
	"insert into plek (id, campagne_id, soort, titel, van_op, tot_op, capaciteit, bezet, "
	"goedkeuring, status, versie, gemaakt_op, gewijzigd_op) select "
	"('00000000-0000-7000-8000-000000071' || to_char(n + 13 * o, 'FM000'))::uuid, "
	"'00000000-0000-7000-8000-000000070000', "
	"(array['jury', 'coach', 'tijdslot', 'stand'])[1 + n % 4], "
	"'P', d.op, d.op + interval '2 hours', (array[1, 2, 2, 3])[1 + n % 4], 0, n % 2 = 1, "
	"'actief', 1, now(), now() "
	"from generate_series(0, 11) n cross join generate_series(0, 69) o cross join lateral "
	"(select (array['2026-12-08 08:00Z', "
	"'2026-12-08 12:00Z', '2026-12-09 08:00Z'])[1 + n / 4]::timestamptz as op) d;"
	/* and another for classes at the time of the first */
	"insert into plek (id, campagne_id, soort, titel, van_op, tot_op, capaciteit, bezet, "
	"goedkeuring, status, versie, gemaakt_op, gewijzigd_op) select "
	"('00000000-0000-7000-8000-000000071' || to_char(12 + 13 * o, 'FM000'))::uuid, "
	"'00000000-0000-7000-8000-000000070000', "
	"'bezoek', 'P', '2026-12-08 09:00Z', '2026-12-08 11:00Z', 3, 0, false, 'actief', 1, now(), "
	"now() from generate_series(0, 69) o;";

static const struct db_rule rules[] = {
	{ "plek_niet_vol", ERR_CONFLICT, "vol", NULL, "-" },
	{ "inschrijving_een_per_plek", ERR_CONFLICT, "al", NULL, "-" },
	{ "inschrijving_vrijwilliger_een_tegelijk", ERR_CONFLICT, "tegelijk", NULL, "-" },
	{ "inschrijving_klas_een_tegelijk", ERR_CONFLICT, "klas tegelijk", NULL, "-" },
	{ "inschrijving_naast_koppeling", ERR_CONFLICT, "les", NULL, "-" },
	{ "inschrijving_naast_koppeling_van_klas", ERR_CONFLICT, "les van klas", NULL, "-" },
	{ "koppeling_naast_plek_van_klas", ERR_CONFLICT, "plek van klas", NULL, "-" },
	{ "koppeling_naast_plek", ERR_CONFLICT, "plek", NULL, "-" },
	{ "inschrijving_op_open_plek", ERR_CONFLICT, "dicht", NULL, "-" },
	{ "plek_vervallen_blijft", ERR_CONFLICT, "vervallen", NULL, "-" },
	{ "inschrijving_stap_niet_toegestaan", ERR_CONFLICT, "stap", NULL, "-" },
	{ "vrijwilliger_niet_dubbel_geboekt", ERR_CONFLICT, "vrijwilliger", NULL, "-" },
	{ "klas_niet_dubbel_geboekt", ERR_CONFLICT, "klas", NULL, "-" },
	{ "plaatsen_niet_vol", ERR_CONFLICT, "plaatsen", NULL, "-" },
	{ "maximum_per_week_niet_bereikt", ERR_CONFLICT, "week", NULL, "-" },
	{ "maximum_per_schooljaar_niet_bereikt", ERR_CONFLICT, "schooljaar", NULL, "-" },
	{ "koppeling_een_lopende_per_aanvraag", ERR_CONFLICT, "lopende", NULL, "-" },
	{ "koppeling_stap_niet_toegestaan", ERR_CONFLICT, "einde", NULL, "-" },
};
#define RULE_COUNT (sizeof(rules) / sizeof(rules[0]))
#define OF_PLACES  9 /* the first so many are what this is about */

struct ring {
	struct uuid ids[WINDOW];
	uint32_t count;
};

static struct fight {
	struct db *db;
	struct task *waiting;
	int64_t attempts, begun, taken, proposed, again, lapsed;
	uint32_t volgend[PLEKKEN]; /* how many of its kind were called off */
	size_t running;
	uint64_t dice;
	struct ring bookings, matches;
	int64_t refused[RULE_COUNT];
} fight;

/* splitmix64 */
static uint32_t roll(uint32_t below)
{
	uint64_t z = fight.dice += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (uint32_t)((z ^ (z >> 31)) >> 32) % below;
}

static struct uuid id_of(const char *kind, uint32_t n)
{
	struct uuid id;
	char text[UUID_TEXT_LEN + 1];
	snprintf(text, sizeof(text), "00000000-0000-7000-8000-0000000%s%0*u", kind,
		5 - (int)strlen(kind), n);
	cr_assert_eq(uuid_parse(str_from(text), &id), ERR_OK, "%s", text);
	return id;
}

static void remember(struct ring *r, struct uuid id)
{
	r->ids[r->count < WINDOW ? r->count++ : roll(WINDOW)] = id;
}

/* ---- what is tried ---- */

struct plan {
	uint32_t kind; /* 0 takes, 1 steps, 2 proposes, 3 declines, 4 calls off a place */
	struct uuid id;
	uint32_t plek; /* that is called off */
};

static struct uuid place_now(uint32_t plek)
{
	return id_of("71", plek + PLEKKEN * fight.volgend[plek]);
}

static enum err take(struct task *t, struct db_tx *tx, const struct plan *p)
{
	const uint32_t plek = roll(PLEKKEN);
	const bool stand = plek % 4 == 3;
	const bool klas = plek % 4 == 2 || plek == PLEKKEN - 1;
	const uint32_t wie = roll(klas ? KLASSEN : PERSONEN);
	const struct inschrijving_create_in in = { .id = p->id,
		.plek_id = place_now(plek),
		.has_school_id = klas,
		.school_id = id_of("1", 1 + wie % 3),
		.has_klas_id = klas,
		.klas_id = id_of("2", wie),
		.has_bedrijf_id = stand,
		.bedrijf_id = id_of("3", wie % BEDRIJVEN),
		.has_vrijwilliger_id = !stand && !klas,
		.vrijwilliger_id = id_of("4", wie % PERSONEN),
		.has_aantal = true,
		.aantal = 1,
		.account_id = id_of("8", 0),
		.nu = NOW_US };
	struct inschrijving_create_row row;
	return inschrijving_create(t, tx, &in, &row);
}

static enum err step(struct task *t, struct db_tx *tx, const struct plan *p)
{
	static const char *const steps[] = { "bevestigd", "geannuleerd", "geweigerd" };
	const struct inschrijving_set_status_in in = { .id = p->id,
		.status = str_from(steps[roll(3)]),
		.versie = 1 + roll(2),
		.account_id = id_of("8", 0),
		.nu = NOW_US };
	bool found = false;
	struct inschrijving_set_status_row row;
	return inschrijving_set_status(t, tx, &in, &found, &row);
}

static enum err propose(struct task *t, struct db_tx *tx, const struct plan *p)
{
	struct uuid asked = id_of("6", roll(VRAGEN));
	struct aanvraag_get_row *aanvraag = NULL;
	size_t count = 0;
	TRY(aanvraag_get(t, tx, &(struct aanvraag_get_in){ .ids = { &asked, 1 }, .alle = true },
		&aanvraag, &count));
	const uint32_t half_day = roll(3);
	const struct koppeling_create_in in = { .id = p->id,
		.aanvraag_id = asked,
		.aanvraag_versie = aanvraag->versie,
		.aanbod_id = id_of("5", roll(7)),
		.datum = FIRST_DAY + (int32_t)half_day / 2,
		.dagdeel = str_from(dagdeel_table[half_day % 2].code),
		.score = 1,
		.factoren = STR("[]"),
		.gewicht_versie = 1,
		.nu = NOW_US,
		.rol = STR("school") };
	bool found = false;
	struct koppeling_create_row row;
	TRY(koppeling_create(t, tx, &in, &found, &row));
	return found ? ERR_OK
		     : task_fail(t, ERR_CONFLICT, "opnieuw.proberen", "The request changed.");
}

static enum err decline(struct task *t, struct db_tx *tx, const struct plan *p)
{
	const struct koppeling_set_status_in in = { .id = p->id,
		.status = STR("afgeslagen"),
		.reden = STR("dubbele-aanvraag"),
		.nu = NOW_US,
		.rol = STR("school") };
	struct koppeling_set_status_row row;
	return koppeling_set_status(t, tx, &in, &row);
}

static enum err lapse(struct task *t, struct db_tx *tx, const struct plan *p)
{
	struct uuid id = place_now(p->plek);
	struct plek_get_row *plek = NULL;
	size_t count = 0;
	bool found = false;
	struct plek_lock_row held;
	struct plek_save_row saved;
	TRY(plek_lock(t, tx, &(struct plek_lock_in){ .id = id }, &found, &held));
	TRY(plek_get(t, tx, &(struct plek_get_in){ .ids = { &id, 1 } }, &plek, &count));
	return plek_save(t, tx,
		&(struct plek_save_in){ .id = id,
			.campagne_id = plek->campagne_id,
			.soort = plek->soort,
			.titel = plek->titel,
			.van_op = plek->van_op,
			.tot_op = plek->tot_op,
			.capaciteit = plek->capaciteit,
			.goedkeuring = plek->goedkeuring,
			.status = STR("vervallen"),
			.reden = STR("anders"),
			.account_id = id_of("8", 0),
			.nu = NOW_US },
		&saved);
}

static struct plan any_plan(void)
{
	struct plan p = { .kind = roll(4), .id = uuid_new(), .plek = roll(PLEKKEN) };
	if (roll(LAPSES) == 0 && fight.volgend[p.plek] < OPVOLGERS - 1) {
		p.kind = 4;
		return p;
	}
	const struct ring *r = p.kind == 1 ? &fight.bookings : &fight.matches;
	if (p.kind % 2 == 1 && r->count == 0)
		p.kind--;
	if (p.kind % 2 == 1)
		p.id = r->ids[roll(r->count)];
	return p;
}

static enum err do_it(struct task *t, void *arg)
{
	static enum err (*const all[])(struct task *, struct db_tx *, const struct plan *) = { take,
		step, propose, decline, lapse };
	const struct plan *p = arg;
	struct db_tx *tx;
	TRY(db_begin(t, fight.db, &tx));
	enum err e = all[p->kind](t, tx, p);
	if (e == ERR_OK)
		e = db_commit(t, tx);
	db_rollback(tx);
	return e;
}

static void note(struct task *t, enum err e, void *arg)
{
	const struct plan *p = arg;
	const struct fault *f = task_error(t);
	if (e == ERR_OK && p->kind == 0) {
		fight.taken++;
		remember(&fight.bookings, p->id);
	} else if (e == ERR_OK && p->kind == 2) {
		fight.proposed++;
		remember(&fight.matches, p->id);
	} else if (e == ERR_OK && p->kind == 4) {
		fight.lapsed++;
		fight.volgend[p->plek]++;
	}
	if (e == ERR_OK)
		return;
	cr_assert_eq(e, ERR_CONFLICT, "%s: %s", err_name(e), f != NULL ? f->code : "");
	if (strcmp(f->code, "opnieuw.proberen") == 0)
		fight.again++;
	for (size_t i = 0; i < RULE_COUNT; i++)
		fight.refused[i] += strcmp(f->code, rules[i].code) == 0;
}

static void fight_on(struct task *t, void *arg)
{
	(void)arg;
	while (fight.begun < fight.attempts) {
		struct plan p = any_plan();
		fight.begun++;
		(void)!task_run(t, do_it, &p, note); /* noted */
	}
	if (--fight.running == 0)
		task_wake(fight.waiting);
}

static enum err run(struct task *t, void *arg)
{
	(void)arg;
	fight.waiting = t;
	fight.running = CLIENTS + 1; /* one for us */
	for (int i = 0; i < CLIENTS; i++)
		TRY(task_spawn(task_loop(t), fight_on, NULL));
	fight.running--;
	while (fight.running > 0)
		if (task_wait(t, 60000) != ERR_OK)
			task_clear_error(t);
	return ERR_OK;
}

/* ---- afterwards ---- */

static void assert_none(const char *uri, const char *what, const char *sql)
{
	cr_expect_str_eq(test_sql_value(uri, sql), "0", "%s", what);
}

#define STANDS "('gevraagd', 'bevestigd')"

static void check(const char *uri)
{
	char taken[32];
	snprintf(taken, sizeof(taken), "%lld", (long long)fight.taken);
	cr_expect_str_eq(test_sql_value(uri, "select count(*) from inschrijving"), taken);
	assert_none(uri, "more than fits",
		"select count(*) from plek p where p.bezet > p.capaciteit or p.bezet <> (select "
		"coalesce(sum(i.aantal), 0) from inschrijving i where i.plek_id = p.id and "
		"i.status in " STANDS ")");
	assert_none(uri, "at a place that was called off",
		"select count(*) from inschrijving i join plek p on p.id = i.plek_id where "
		"p.status = 'vervallen' and i.status in " STANDS);
	assert_none(uri, "at two places at once",
		"select count(*) from inschrijving i join inschrijving j on j.id > i.id and "
		"(j.vrijwilliger_id = i.vrijwilliger_id or j.klas_id = i.klas_id) and j.tijd && "
		"i.tijd where i.status in " STANDS " and j.status in " STANDS);
	assert_none(uri, "at an event and in a match",
		"select count(*) from inschrijving i join koppeling k on (k.vrijwilliger_id = "
		"i.vrijwilliger_id or k.klas_id = i.klas_id) and k.tijdvak && i.tijd where "
		"i.status in " STANDS " and koppeling_loopt(k.status)");
}

TestSuite(fault_plekken, .timeout = 3600);

Test(fault_plekken, no_place_over_fills_and_nobody_is_at_two_at_once)
{
	const char *uri = test_database();
	fight = (struct fight){ .dice = (uint64_t)test_setting("SCHAKEL_SEED", 20261130),
		.attempts = test_setting("SCHAKEL_ATTEMPTS", 10000) };
	test_sql_file(uri, CONTENTION_SQL);
	test_sql(uri, places);
	struct db_config config = db_config_default;
	config.uri = uri;
	config.write_connections = CLIENTS;
	struct loop *l = loop_create(&loop_limits_default);
	fight.db = db_create(l, &config, rules, RULE_COUNT);
	cr_assert_eq(loop_run_task(l, run, NULL, NULL), ERR_OK);
	db_destroy(fight.db);
	loop_destroy(l);
	printf("%lld attempts: %lld places taken, %lld matches, %lld tried in vain\n",
		(long long)fight.attempts, (long long)fight.taken, (long long)fight.proposed,
		(long long)fight.again);
	for (size_t i = 0; i < RULE_COUNT; i++)
		printf("  %s: %lld\n", rules[i].constraint, (long long)fight.refused[i]);
	(void)fflush(stdout); /* before an assertion ends us */
	check(uri);
	cr_expect_gt(fight.taken, 0);
	cr_expect_gt(fight.proposed, 0);
	cr_expect_gt(fight.lapsed, 0);
	for (size_t i = 0; i < OF_PLACES; i++)
		cr_expect_gt(fight.refused[i], 0, "nobody met %s", rules[i].constraint);
}
