/* Candidates for a request: ranked, explained, and why one is not possible. */
#include "api/motor.h"
#include "api/req.h"
#include "api/vorm.h"
#include "auth/auth.h"
#include "score/vergelijk.h"

#define TIJDVAKKEN_SHOWN 50

static void write_zin(struct jsn_out *o, struct score_zin zin)
{
	jsn_kv_str(o, "redenNl", zin.nl);
	jsn_kv_str(o, "redenEn", zin.en);
}

void motor_write_factoren(
	struct jsn_out *o, const struct motor *m, const struct score_uitleg *uitleg)
{
	jsn_array(o);
	for (size_t i = 0; i < SCORE_FACTOR_COUNT && uitleg->uitkomst.mogelijk; i++) {
		const struct score_deel *deel = &uitleg->uitkomst.delen[i];
		jsn_object(o);
		jsn_kv_cstr(o, "code", score_factor_table[i].code);
		jsn_kv_int(o, "waarde", deel->waarde);
		jsn_kv_int(o, "gewicht", m->config.gewichten.gewicht[i]);
		jsn_kv_int(o, "bijdrage", deel->bijdrage);
		jsn_kv_bool(o, "neutraal", deel->neutraal);
		write_zin(o, uitleg->factoren[i]);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

static void write_tijdvakken(struct jsn_out *o, const struct tijdvak_set *vrij)
{
	jsn_key(o, "tijdvakken");
	jsn_array(o);
	unsigned cursor = 0;
	struct tijdvak t;
	for (int n = 0; n < TIJDVAKKEN_SHOWN && tijdvak_set_next(vrij, &cursor, &t); n++)
		vorm_put_halve_dag(o, t);
	jsn_array_end(o);
}

static void write_aanbieder(struct jsn_out *o, const struct kandidaat_aanbod_row *row)
{
	jsn_key(o, "aanbieder");
	jsn_object(o);
	vorm_kv_uuid(o, "bedrijfId", row->has_bedrijf_id, row->bedrijf_id);
	jsn_kv_str(o, "bedrijfNaam", row->bedrijf_naam);
	vorm_kv_uuid(o, "vrijwilligerId", row->has_vrijwilliger_id, row->vrijwilliger_id);
	jsn_object_end(o);
}

static void write_regel(struct jsn_out *o, const struct score_uitleg *uitleg)
{
	jsn_key(o, "regel");
	if (uitleg->uitkomst.mogelijk) {
		jsn_null(o);
		return;
	}
	jsn_object(o);
	jsn_kv_cstr(o, "code", score_regel_table[uitleg->uitkomst.regel].code);
	write_zin(o, uitleg->regel);
	jsn_object_end(o);
}

/* What it loses and wins to the best. */
static void write_vergelijking(
	struct req *r, const struct score_uitkomst *u, const struct score_uitkomst *beste)
{
	struct jsn_out *o = &r->out;
	jsn_key(o, "vergelijking");
	if (beste == NULL || !u->mogelijk || uuid_eq(beste->id, u->id)) {
		jsn_null(o);
		return;
	}
	struct score_vergelijking *v = ARENA_NEW(task_arena(r->t), struct score_vergelijking);
	score_vergelijk(task_arena(r->t), u, beste, v);
	jsn_object(o);
	jsn_kv_uuid(o, "aanbodId", beste->id);
	jsn_kv_int(o, "score", beste->score);
	jsn_kv_int(o, "verschil", v->verschil);
	jsn_key(o, "factoren");
	jsn_array(o);
	for (size_t i = 0; i < SCORE_FACTOR_COUNT; i++) {
		jsn_object(o);
		jsn_kv_cstr(o, "code", score_factor_table[v->factoren[i].factor].code);
		jsn_kv_int(o, "verschil", v->factoren[i].verschil);
		write_zin(o, v->factoren[i].zin);
		jsn_object_end(o);
	}
	jsn_array_end(o);
	jsn_object_end(o);
}

void motor_write_kandidaat(struct req *r, const struct motor *m, size_t index, int64_t rang,
	const struct score_uitkomst *beste)
{
	struct score_uitleg *uitleg = ARENA_NEW(task_arena(r->t), struct score_uitleg);
	score_leg_uit(task_arena(r->t), &m->config, &m->vraag, &m->aanbod[index], uitleg);
	const struct score_uitkomst *u = &uitleg->uitkomst;
	const struct kandidaat_aanbod_row *row = &m->rijen[index];
	struct jsn_out *o = &r->out;
	jsn_object(o);
	vorm_kv_int(o, "rang", rang > 0, rang);
	jsn_kv_uuid(o, "aanbodId", row->id);
	jsn_kv_str(o, "titel", row->titel);
	write_aanbieder(o, row);
	jsn_kv_int(o, "score", u->score);
	jsn_kv_bool(o, "mogelijk", u->mogelijk);
	vorm_kv_int(o, "afstandM", u->afstand_m >= 0, u->afstand_m);
	jsn_key(o, "factoren");
	motor_write_factoren(o, m, uitleg);
	write_tijdvakken(o, &u->vrij);
	jsn_kv_int(o, "gewichtVersie", m->gewicht_versie);
	write_regel(o, uitleg);
	write_vergelijking(r, u, beste);
	jsn_object_end(o);
}

/* Why nobody: per rule how many offers fail on it first. */
static void write_geen_kandidaten(struct req *r, const struct motor *m, bool anybody)
{
	jsn_key(&r->out, "geenKandidaten");
	jsn_array(&r->out);
	struct score_niemand n = { 0 };
	if (!anybody)
		score_waarom_niemand(&m->config, &m->vraag, m->aanbod, m->count, &n);
	for (size_t i = 0; i < SCORE_REGEL_COUNT; i++) {
		if (n.eerste[i] == 0)
			continue;
		jsn_object(&r->out);
		jsn_kv_cstr(&r->out, "regel", score_regel_table[i].code);
		jsn_kv_cstr(&r->out, "redenNl", score_regel_table[i].nl);
		jsn_kv_cstr(&r->out, "redenEn", score_regel_table[i].en);
		jsn_kv_int(&r->out, "aantal", n.eerste[i]);
		jsn_object_end(&r->out);
	}
	jsn_array_end(&r->out);
}

/* The first of `rangen` that comes after the cursor's (score, id). */
static size_t skip(const struct score_rang *rangen, size_t count, const struct page *p)
{
	if (uuid_is_nil(p->after_id))
		return 0;
	size_t i = 0;
	while (i < count && (rangen[i].score > p->after_number ||
				    (rangen[i].score == p->after_number &&
					    uuid_cmp(rangen[i].id, p->after_id) <= 0)))
		i++;
	return i;
}

enum err h_kandidaat_list(struct req *r, const struct op_kandidaat_list *in)
{
	struct page page;
	TRY(page_init(r, in->cursor, in->limit, &page));
	struct motor *m = ARENA_NEW(task_arena(r->t), struct motor);
	TRY(motor_load_aanvraag(r, req_reader(r), in->id, m));
	TRY(motor_load_aanbod(r, req_reader(r), MOTOR_AANBOD_MAX, m));
	struct score_rang *rangen = ARENA_ARRAY(task_arena(r->t), SCORE_TOP_MAX, struct score_rang);
	size_t count = 0;
	score_rangschik(&m->config, &m->vraag, m->aanbod, m->count, SCORE_TOP_MAX, rangen, &count);

	const size_t first = skip(rangen, count, &page);
	page_open(r, &page, count - first);
	for (size_t i = first; i < first + page.shown; i++)
		motor_write_kandidaat(r, m, rangen[i].index, (int64_t)i + 1, NULL);
	const struct score_rang *last = page.shown > 0 ? &rangen[first + page.shown - 1] : NULL;
	page_close_items(r, &page, STR(""), last != NULL ? last->score : 0,
		last != NULL ? last->id : (struct uuid){ 0 });
	write_geen_kandidaten(r, m, count > 0);
	jsn_object_end(&r->out);
	return ERR_OK;
}

/* A judgement has no version of its own: its ETag is a fingerprint of what it says. */
static void add_fingerprint(struct req *r)
{
	uint8_t hash[AUTH_HASH_BYTES];
	const struct str body = buf_str(&r->resp->body);
	auth_fingerprint(&body, 1, hash);
	const struct str text = auth_base64url(task_arena(r->t), hash, 12);
	http_resp_header(r->resp, "ETag",
		str_from(arena_printf(task_arena(r->t), "\"%.*s\"", STR_FMT(text))));
}

/* The best of many, found by the offload thread in memory of the task that waits for it. */
struct beste {
	const struct motor *motor;
	bool found;
	struct score_uitkomst uitkomst;
};

static void find_best(void *arg)
{
	struct beste *b = arg;
	const struct motor *m = b->motor;
	struct score_rang rang;
	size_t count = 0;
	score_rangschik(&m->config, &m->vraag, m->aanbod, m->count, 1, &rang, &count);
	b->found = count > 0;
	if (b->found)
		score_beoordeel(&m->config, &m->vraag, &m->aanbod[rang.index], &b->uitkomst);
}

/* The best candidate; NULL when the offer of m is not possible, or nobody is. */
static enum err load_best(
	struct req *r, const struct motor *m, const struct score_uitkomst **ret_beste)
{
	struct beste *b = ARENA_NEW(task_arena(r->t), struct beste);
	score_beoordeel(&m->config, &m->vraag, &m->aanbod[0], &b->uitkomst);
	if (b->uitkomst.mogelijk) {
		struct motor *all = ARENA_NEW(task_arena(r->t), struct motor);
		*all = *m;
		TRY(motor_load_aanbod(r, req_reader(r), MOTOR_AANBOD_MAX, all));
		b->motor = all;
		TRY(task_offload(r->t, find_best, b));
	}
	*ret_beste = b->found ? &b->uitkomst : NULL;
	return ERR_OK;
}

enum err h_kandidaat_get(struct req *r, const struct op_kandidaat_get *in)
{
	struct motor *m = ARENA_NEW(task_arena(r->t), struct motor);
	TRY(motor_load_aanvraag(r, req_reader(r), in->id, m));
	TRY(motor_load_een(r, req_reader(r), in->aanbod_id, m));
	const struct score_uitkomst *beste = NULL;
	TRY(load_best(r, m, &beste));
	motor_write_kandidaat(r, m, 0, 0, beste);
	add_fingerprint(r);
	return ERR_OK;
}
