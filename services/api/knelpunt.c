/* Why nobody fits a request, and what would help. */
#include "score/knelpunt.h"

#include "api/kandidaat.h"
#include "api/vorm.h"
#include "domain/niveau.h"
#include "domain/soort.h"
#include "domain/taal.h"

#define DAGEN_PER_WEEK 7
/* How far behind the window a first half-day is looked for: no longer than people plan ahead. */
#define RUIM_DAGEN (13 * DAGEN_PER_WEEK)

/* What one blokkade asks. */
struct adviezen {
	unsigned count;
	struct score_raad raad[SCORE_REGEL_COUNT];
};

/* One question while it is worked out by the offload thread, in memory of the task that waits for
 * it: the loop touches none of it meanwhile. */
struct onderzoek {
	struct arena *arena;
	enum score_taal taal;
	const struct motor *motor;
	struct score_aanvraag ruim;
	size_t first, limit; /* which of the blokkaden are shown */
	struct score_niemand niemand;
	struct score_knelpunten knelpunten;
	struct adviezen *adviezen; /* of those that are shown */
};

static size_t min(size_t a, size_t b)
{
	return a < b ? a : b;
}

static void work_out(void *arg)
{
	struct onderzoek *o = arg;
	const struct motor *m = o->motor;
	score_waarom_niemand(&m->config, &m->vraag, m->aanbod, m->count, &o->niemand);
	if (o->niemand.mogelijk == 0)
		score_knelpunten(o->arena, &m->config, &m->vraag, &o->ruim, m->aanbod, m->count,
			&o->knelpunten);
	o->first = min(o->first, o->knelpunten.count);
	o->adviezen = ARENA_ARRAY(o->arena, o->limit, struct adviezen);
	const size_t shown = min(o->limit, o->knelpunten.count - o->first);
	for (size_t i = 0; i < shown; i++) {
		const struct score_blokkade *b = &o->knelpunten.blokkaden[o->first + i];
		o->adviezen[i].count = score_raad_geven(o->arena, o->taal, &m->config, &m->vraag,
			&o->ruim, &m->aanbod[b->voorbeeld], b, o->adviezen[i].raad);
	}
}

/* What to change to which value; one of these members is not null, by the rule. */
static void write_waarden(
	struct jsn_out *o, const struct motor *m, enum score_regel regel, int32_t waarde)
{
	const bool soort = regel == SCORE_REGEL_SOORT;
	jsn_kv_str(o, "soort", soort ? str_from(soort_table[waarde].code) : STR_NULL);
	const bool niveau = regel == SCORE_REGEL_NIVEAU;
	jsn_kv_str(o, "niveau", niveau ? str_from(niveau_table[waarde].code) : STR_NULL);
	const bool thema = regel == SCORE_REGEL_THEMA && waarde >= 0;
	jsn_kv_str(o, "thema", thema ? m->taxonomie->themas[waarde].code : STR_NULL);
	jsn_key(o, "talen");
	jsn_array(o);
	for (unsigned t = 0; t < TAAL_COUNT && regel == SCORE_REGEL_TAAL; t++) {
		if ((waarde & TAAL_BIT(t)) != 0)
			jsn_str(o, str_from(taal_table[t].code));
	}
	jsn_array_end(o);
	vorm_kv_int(o, "afstandM", regel == SCORE_REGEL_AFSTAND, waarde);
	vorm_kv_int(o, "groepsgrootte", regel == SCORE_REGEL_GROEPSGROOTTE, waarde);
	jsn_key(o, "tijdvak");
	if (regel == SCORE_REGEL_TIJDVAK && waarde != SCORE_DATUM_GEEN)
		vorm_put_halve_dag(o, tijdvak_from_number(waarde));
	else
		jsn_null(o);
	/* Fewer days take fewer half-days, so the weeks that fit in them do as well. */
	vorm_kv_int(o, "wachttijdWeken", regel == SCORE_REGEL_WACHTTIJD, waarde / DAGEN_PER_WEEK);
	vorm_kv_int(o, "grens",
		regel == SCORE_REGEL_PLAATSEN || regel == SCORE_REGEL_MAXIMUM_SCHOOLJAAR ||
			regel == SCORE_REGEL_MAXIMUM_WEEK,
		waarde);
	vorm_kv_date(o, "gepauzeerdTotDatum",
		regel == SCORE_REGEL_GEPAUZEERD && waarde != SCORE_DATUM_ALTIJD, waarde);
}

static void write_regels(struct jsn_out *o, enum score_taal taal, uint32_t regels)
{
	jsn_key(o, "regels");
	jsn_array(o);
	for (uint32_t left = regels; left != 0; left &= left - 1) {
		const struct score_regel_rij *regel = &score_regel_table[__builtin_ctz(left)];
		jsn_object(o);
		jsn_kv_cstr(o, "code", regel->code);
		jsn_kv_cstr(o, "reden", taal == SCORE_TAAL_NL ? regel->nl : regel->en);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

static void write_adviezen(
	struct jsn_out *o, const struct motor *m, const struct adviezen *adviezen)
{
	jsn_key(o, "adviezen");
	jsn_array(o);
	for (unsigned i = 0; i < adviezen->count; i++) {
		const struct score_raad *raad = &adviezen->raad[i];
		jsn_object(o);
		jsn_kv_cstr(o, "regel", score_regel_table[raad->regel].code);
		jsn_kv_str(o, "advies", raad->zin);
		write_waarden(o, m, raad->regel, raad->stap.waarde);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

static void write_knelpunt(struct req *r, const struct motor *m, const struct score_blokkade *b,
	const struct adviezen *adviezen)
{
	struct jsn_out *o = &r->out;
	const struct kandidaat_aanbod_row *voorbeeld = &m->rijen[b->voorbeeld];
	jsn_object(o);
	write_regels(o, r->taal, b->regels);
	jsn_kv_int(o, "aantal", b->aantal);
	vorm_kv_int(o, "kosten", b->kosten > 0, b->kosten);
	jsn_kv_uuid(o, "aanbodId", voorbeeld->id);
	jsn_kv_str(o, "titel", voorbeeld->titel);
	write_adviezen(o, m, adviezen);
	jsn_object_end(o);
}

static void write_samenvatting(struct req *r, const struct score_niemand *n)
{
	char tekst[SCORE_ZIN_MAX];
	struct score_zin zin = score_zin_begin(r->taal, tekst);
	score_zin_knelpunten(&zin, n->bekeken, n->mogelijk);
	jsn_kv_int(&r->out, "bekeken", n->bekeken);
	jsn_kv_int(&r->out, "mogelijk", n->mogelijk);
	jsn_kv_str(&r->out, "samenvatting", score_zin_str(&zin));
}

enum err h_knelpunt_list(struct req *r, const struct op_knelpunt_list *in)
{
	struct page page;
	TRY(page_init(r, in->cursor, in->limit, &page));
	struct motor *m = ARENA_NEW(task_arena(r->t), struct motor);
	TRY(kandidaat_load(r, req_reader(r), in->id, m));
	TRY(motor_load_aanbod(r->t, req_reader(r), MOTOR_AANBOD_MAX, m));
	struct onderzoek *o = ARENA_NEW(task_arena(r->t), struct onderzoek);
	o->arena = task_arena(r->t);
	o->taal = r->taal;
	o->motor = m;
	/* They have no key of their own: the cursor counts them. */
	o->first = page.after_number > 0 ? (size_t)page.after_number : 0;
	o->limit = (size_t)page.limit;
	TRY(motor_load_ruim(r->t, req_reader(r), m, RUIM_DAGEN, &o->ruim));
	TRY(task_offload(r->t, work_out, o));

	page_open(r, &page, o->knelpunten.count - o->first);
	for (size_t i = 0; i < page.shown; i++)
		write_knelpunt(r, m, &o->knelpunten.blokkaden[o->first + i], &o->adviezen[i]);
	page_close_items(r, &page, STR(""), (int64_t)(o->first + page.shown), (struct uuid){ 0 });
	write_samenvatting(r, &o->niemand);
	jsn_object_end(&r->out);
	return ERR_OK;
}
