#include "motor/voorstel.h"

#include "base/buf.h"
#include "json/jsn.h"

#define ALTERNATIEVEN_MAX  5
#define FACTOREN_MAX_BYTES (64u << 10)

struct alternatieven {
	struct uuid ids[ALTERNATIEVEN_MAX];
	int32_t scores[ALTERNATIEVEN_MAX];
	size_t count;
};

/* The next best offers beside the chosen one, as far as the supply of this process knows: advice
 * for whoever decides. */
static void pick_alternatives(
	const struct voorstel_oordeel *oordeel, struct uuid chosen, struct alternatieven *ret)
{
	*ret = (struct alternatieven){ 0 };
	for (size_t i = 0; i < oordeel->count && ret->count < ALTERNATIEVEN_MAX; i++) {
		if (uuid_eq(oordeel->rangen[i].id, chosen))
			continue;
		ret->ids[ret->count] = oordeel->rangen[i].id;
		ret->scores[ret->count++] = oordeel->rangen[i].score;
	}
}

static void release_buf(void *arg)
{
	buf_fini(arg);
}

/* Whoever reads it later chooses a language (koppeling/get.sql). */
struct str voorstel_factoren(
	struct task *t, const struct motor *m, const struct score_uitleg *dutch)
{
	struct score_uitleg *english = ARENA_NEW(task_arena(t), struct score_uitleg);
	score_leg_uit(SCORE_TAAL_EN, &m->config, &m->vraag, &m->aanbod[0], english);
	struct buf *text = ARENA_NEW(task_arena(t), struct buf);
	buf_init(text, FACTOREN_MAX_BYTES);
	arena_defer(task_arena(t), release_buf, text);
	struct jsn_out o;
	jsn_out_init(&o, text);
	jsn_array(&o);
	for (size_t i = 0; i < SCORE_FACTOR_COUNT; i++) {
		const struct score_deel *deel = &dutch->uitkomst.delen[i];
		jsn_object(&o);
		jsn_kv_cstr(&o, "code", score_factor_table[i].code);
		jsn_kv_int(&o, "waarde", deel->waarde);
		jsn_kv_int(&o, "gewicht", m->config.gewichten.gewicht[i]);
		jsn_kv_int(&o, "bijdrage", deel->bijdrage);
		jsn_kv_bool(&o, "neutraal", deel->neutraal);
		jsn_kv_str(&o, "redenNl", dutch->factoren[i]);
		jsn_kv_str(&o, "redenEn", english->factoren[i]);
		jsn_object_end(&o);
	}
	jsn_array_end(&o);
	return buf_str(text);
}

/* Why it cannot be. */
static struct str regel_in(struct task *t, const struct motor *m, enum score_taal taal,
	const struct score_uitleg *dutch)
{
	if (taal == SCORE_TAAL_NL)
		return dutch->regel;
	struct score_uitleg *other = ARENA_NEW(task_arena(t), struct score_uitleg);
	score_leg_uit(taal, &m->config, &m->vraag, &m->aanbod[0], other);
	return other->regel;
}

enum err voorstel_beoordeel(struct task *t, const struct motor *m, enum score_taal taal,
	struct tijdvak tijdvak, struct score_uitleg *ret_uitleg)
{
	score_leg_uit(SCORE_TAAL_NL, &m->config, &m->vraag, &m->aanbod[0], ret_uitleg);
	const struct score_uitkomst *u = &ret_uitleg->uitkomst;
	if (!u->mogelijk) {
		const char *code =
			arena_printf(task_arena(t), "regel.%s", score_regel_table[u->regel].code);
		return task_fail(
			t, ERR_CONFLICT, code, "%.*s", STR_FMT(regel_in(t, m, taal, ret_uitleg)));
	}
	if (!tijdvak_set_has(&u->vrij, tijdvak.datum, tijdvak.dagdeel))
		return task_fail(t, ERR_CONFLICT, "tijdvak.niet_vrij",
			"Op dit dagdeel kunnen niet allebei. Kies een van de tijdvakken bij deze "
			"kandidaat.");
	return ERR_OK;
}

bool voorstel_eerste_tijdvak(const struct score_aanvraag *vraag, const struct tijdvak_set *vrij,
	struct tijdvak *ret_tijdvak)
{
	unsigned cursor = 0;
	struct tijdvak_set liked = *vrij;
	(void)score_eerste_optie(vraag, vrij, &liked);
	return tijdvak_set_next(&liked, &cursor, ret_tijdvak);
}

static enum err create(struct task *t, struct db_tx *tx, const struct motor *m,
	const struct voorstel *voorstel, const struct score_uitleg *uitleg,
	const struct voorstel_oordeel *oordeel)
{
	const struct uuid aanbod_id = m->rijen[0].id;
	struct alternatieven others;
	pick_alternatives(oordeel, aanbod_id, &others);
	const struct koppeling_create_in args = { .id = voorstel->id,
		.aanvraag_id = m->aanvraag.id,
		.aanvraag_versie = m->aanvraag.versie,
		.aanbod_id = aanbod_id,
		.datum = voorstel->tijdvak.datum,
		.dagdeel = str_from(dagdeel_table[voorstel->tijdvak.dagdeel].code),
		.halte = voorstel->halte,
		.van_min = voorstel->van_min,
		.tot_min = voorstel->tot_min,
		.score = uitleg->uitkomst.score,
		.factoren = voorstel_factoren(t, m, uitleg),
		.alternatief_ids = { others.ids, others.count },
		.alternatief_scores = { others.scores, others.count },
		.gewicht_versie = m->gewicht_versie,
		.nu = voorstel->nu_us,
		.has_account_id = voorstel->has_account_id,
		.account_id = voorstel->account_id,
		.rol = str_from(rol_table[voorstel->rol].code) };
	struct koppeling_create_row row;
	bool found = false;
	TRY(koppeling_create(t, tx, &args, &found, &row));
	/* Changed since it was judged: whoever asked begins again with what it is now. */
	return found ? ERR_OK
		     : task_fail(t, ERR_CONFLICT, "opnieuw.proberen",
			       "De aanvraag is net gewijzigd. Probeer het opnieuw.");
}

enum err voorstel_doe(struct task *t, struct db_tx *tx, struct voorraad *v, const struct motor *m,
	const struct voorstel *voorstel, struct voorstel_oordeel *ret_oordeel)
{
	struct score_uitleg *uitleg = ARENA_NEW(task_arena(t), struct score_uitleg);
	if (!str_eq(m->aanvraag.status, STR("open")))
		return task_fail(t, ERR_CONFLICT, "aanvraag.niet_open",
			"Deze aanvraag staat niet open. Zet hem eerst op open.");
	TRY(voorstel_beoordeel(t, m, voorstel->taal, voorstel->tijdvak, uitleg));
	ret_oordeel->uitkomst = uitleg->uitkomst;
	TRY(voorraad_rangschik(v, task_arena(t), m, NULL, VOORSTEL_RANGEN, ret_oordeel->rangen,
		&ret_oordeel->count));
	return create(t, tx, m, voorstel, uitleg, ret_oordeel);
}
