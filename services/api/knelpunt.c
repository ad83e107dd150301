/* Why nobody fits a request, and what would help. */
#include "score/knelpunt.h"

#include "api/app.h"
#include "api/kandidaat.h"
#include "api/vorm.h"
#include "domain/niveau.h"
#include "domain/soort.h"
#include "domain/taal.h"
#include "motor/rondgang.h"

#define DAGEN_PER_WEEK 7
/* How far behind the window a first half-day is looked for: no longer than people plan ahead. */
#define RUIM_DAGEN (13 * DAGEN_PER_WEEK)

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
	struct jsn_out *o, const struct motor *m, const struct voorraad_raad *adviezen)
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
	const struct voorraad_raad *adviezen)
{
	struct jsn_out *o = &r->out;
	jsn_object(o);
	write_regels(o, r->taal, b->regels);
	jsn_kv_int(o, "aantal", b->aantal);
	vorm_kv_int(o, "kosten", b->kosten > 0, b->kosten);
	jsn_kv_uuid(o, "aanbodId", b->voorbeeld);
	jsn_kv_str(o, "titel", adviezen->titel);
	write_adviezen(o, m, adviezen);
	jsn_object_end(o);
}

static void write_samenvatting(
	struct req *r, const struct score_knelpunten *k, const struct rondgang_beeld *rondgang)
{
	char tekst[SCORE_ZIN_MAX];
	struct score_zin zin = score_zin_begin(r->taal, tekst);
	if (rondgang->haltes > 0)
		score_zin_rondgang(&zin, (uint32_t)rondgang->haltes, (uint32_t)rondgang->past);
	else
		score_zin_knelpunten(&zin, k->bekeken, k->mogelijk);
	jsn_kv_int(&r->out, "bekeken", k->bekeken);
	jsn_kv_int(&r->out, "mogelijk", k->mogelijk);
	jsn_kv_str(&r->out, "samenvatting", score_zin_str(&zin));
}

/* Those of the page, but for one whose example has just gone. */
static void write_page(struct req *r, const struct motor *m, const struct score_aanvraag *ruim,
	const struct score_blokkade *blokkaden, size_t count)
{
	struct voorraad_raad *raad = ARENA_NEW(task_arena(r->t), struct voorraad_raad);
	for (size_t i = 0; i < count; i++) {
		if (voorraad_raad(r->app->voorraad, task_arena(r->t), r->taal, m, ruim,
			    &blokkaden[i], raad) == ERR_OK)
			write_knelpunt(r, m, &blokkaden[i], raad);
	}
}

enum err h_knelpunt_list(struct req *r, const struct op_knelpunt_list *in)
{
	struct page page;
	TRY(page_init(r, in->cursor, in->limit, &page));
	struct motor *m = ARENA_NEW(task_arena(r->t), struct motor);
	struct score_aanvraag *ruim = ARENA_NEW(task_arena(r->t), struct score_aanvraag);
	struct score_knelpunten k;
	TRY(kandidaat_load_for_list(r, in->id, m));
	TRY(voorraad_ruim(r->t, r->app->voorraad, m, RUIM_DAGEN, ruim));
	TRY(voorraad_knelpunten(r->t, r->app->voorraad, m, ruim, &k));
	/* They have no key of their own: the cursor counts them. */
	const size_t asked = page.after_number > 0 ? (size_t)page.after_number : 0;
	const size_t first = asked < k.count ? asked : k.count;

	page_open(r, &page, k.count - first);
	write_page(r, m, ruim, k.blokkaden + first, page.shown);
	page_close_items(r, &page, STR(""), (int64_t)(first + page.shown), (struct uuid){ 0 });
	struct rondgang_beeld rondgang = { 0 };
	if (k.mogelijk > 0)
		TRY(rondgang_bekijk(r->t, req_reader(r), r->app->voorraad, m, &rondgang));
	write_samenvatting(r, &k, &rondgang);
	jsn_object_end(&r->out);
	return ERR_OK;
}
