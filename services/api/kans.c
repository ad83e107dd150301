/* Open requests that an offer fits, for the side that offers. */
#include "api/aanbod.h"
#include "api/app.h"
#include "api/kandidaat.h"
#include "api/vorm.h"

/* As many requests as one ranking holds, so that no rank depends on the page. */
#define KANSEN_MAX	 SCORE_TOP_MAX
#define TIJDVAKKEN_SHOWN 50

/* What the offload thread ranks, in memory of the task that waits for it. */
struct rangorde {
	const struct motor_kansen *kansen;
	struct score_rang *rangen;
	size_t count;
};

static void rank(void *arg)
{
	struct rangorde *o = arg;
	score_rangschik_kansen(&o->kansen->aanbod.aanbod[0], o->kansen->kansen, o->kansen->count,
		SCORE_TOP_MAX, o->rangen, &o->count);
}

/* What a supplier may know of a request before there is a proposal: nothing that names school or
 * class. */
static void write_aanvraag(struct jsn_out *o, const struct kandidaat_aanvraag_row *a)
{
	jsn_kv_uuid(o, "aanvraagId", a->id);
	jsn_kv_str(o, "soort", a->soort);
	vorm_kv_texts(o, "themas", a->themas);
	jsn_kv_bool(o, "themaVereist", a->thema_vereist);
	vorm_kv_niveau(o, "niveau", a->niveau);
	jsn_kv_str(o, "taal", a->taal);
	jsn_kv_int(o, "groepsgrootte", a->groepsgrootte);
	vorm_put_gemeente(o, a->gemeente_code, a->gemeente_naam);
	jsn_kv_date(o, "vanDatum", a->van_datum);
	jsn_kv_date(o, "totDatum", a->tot_datum);
	vorm_kv_dagdelen(o, "dagdelen", a->dagdelen);
	jsn_kv_bool(o, "onlineToegestaan", a->online_toegestaan);
	jsn_kv_bool(o, "vogVereist", a->vog_vereist);
}

static void write_kans(
	struct req *r, const struct motor_kansen *k, const struct score_rang *rang, int64_t plaats)
{
	const struct motor *m = &k->vragen[rang->index];
	struct score_aanbod aanbod = m->aanbod[0];
	aanbod.kring = k->kansen[rang->index].kring;
	struct score_uitleg *uitleg = ARENA_NEW(task_arena(r->t), struct score_uitleg);
	score_leg_uit(r->taal, &m->config, &m->vraag, &aanbod, uitleg);
	const struct score_uitkomst *u = &uitleg->uitkomst;
	struct jsn_out *o = &r->out;
	jsn_object(o);
	jsn_kv_int(o, "rang", plaats);
	write_aanvraag(o, &m->aanvraag);
	jsn_kv_int(o, "score", u->score);
	vorm_kv_int(o, "afstandM", u->afstand_m >= 0, u->afstand_m);
	kandidaat_write_factoren(o, uitleg);
	kandidaat_write_tijdvakken(o, &u->vrij, TIJDVAKKEN_SHOWN);
	jsn_object_end(o);
}

/* The first that comes after the last line of the page before. */
static size_t skip(const struct rangorde *o, const struct page *p)
{
	if (uuid_is_nil(p->after_id))
		return 0;
	const struct score_rang last = { .id = p->after_id, .score = (int32_t)p->after_number };
	size_t i = 0;
	while (i < o->count && score_rang_cmp(&o->rangen[i], &last) <= 0)
		i++;
	return i;
}

enum err h_kans_list(struct req *r, const struct op_kans_list *in)
{
	struct page page;
	TRY(page_init(r, in->cursor, in->limit, &page));
	TRY(aanbod_check_visible(r, req_reader(r), in->id));
	struct motor_kansen *k = ARENA_NEW(task_arena(r->t), struct motor_kansen);
	const struct motor_gemeente gemeente = in->has_gemeente
						       ? kandidaat_gemeente(r, in->gemeente)
						       : (struct motor_gemeente){ 0 };
	TRY(motor_load_kansen(r->t, req_reader(r), &r->app->taxonomie, in->id, gemeente, r->today,
		KANSEN_MAX, k));
	struct rangorde *o = ARENA_NEW(task_arena(r->t), struct rangorde);
	o->kansen = k;
	o->rangen = ARENA_ARRAY(task_arena(r->t), SCORE_TOP_MAX, struct score_rang);
	TRY(task_offload(r->t, rank, o));

	const size_t first = skip(o, &page);
	page_open(r, &page, o->count - first);
	for (size_t i = first; i < first + page.shown; i++)
		write_kans(r, k, &o->rangen[i], (int64_t)i + 1);
	const struct score_rang *last = page.shown > 0 ? &o->rangen[first + page.shown - 1] : NULL;
	page_close_items(r, &page, STR(""), last != NULL ? last->score : 0,
		last != NULL ? last->id : (struct uuid){ 0 });
	kandidaat_write_gewichten(&r->out, &k->aanbod);
	jsn_kv_int(&r->out, "bekeken", (int64_t)k->count);
	jsn_kv_int(&r->out, "passend", k->passend);
	jsn_object_end(&r->out);
	return ERR_OK;
}
