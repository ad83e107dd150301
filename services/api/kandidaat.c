/* Candidates for a request: ranked, explained, and why one is not possible. */
#include "api/kandidaat.h"

#include <string.h>

#include "api/aanbod.h"
#include "api/app.h"
#include "api/audit.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "auth/auth.h"
#include "base/put.h"
#include "config.h"
#include "domain/normaliseer.h"
#include "score/vergelijk.h"

/* Offers that one filter may leave: more than the companies of a large city have of one type. */
#define KEUZE_MAX 10000

/* Half-days of one candidate: what a card in a list needs, and all that somebody chooses from. */
#define TIJDVAKKEN_LIST 5
#define TIJDVAKKEN_ONE	50

/* One factor in the form of a list. Twenty lines have hundreds of them: it is put together from
 * whole pieces, in memory that has room. */
static char *put_factor(
	char *at, enum score_factor factor, const struct score_deel *deel, struct str reden)
{
	at = PUT(at, "{\"code\":\"");
	at = put_cstr(at, score_factor_table[factor].code);
	at = PUT(at, "\",\"waarde\":");
	at = put_int(at, deel->waarde);
	at = PUT(at, ",\"bijdrage\":");
	at = put_int(at, deel->bijdrage);
	at = deel->neutraal ? PUT(at, ",\"neutraal\":true,\"reden\":\"")
			    : PUT(at, ",\"neutraal\":false,\"reden\":\"");
	at = put_str(at, reden);
	return PUT(at, "\"},");
}

/* Bytes of one at most: names and code, two numbers, and the sentence. */
#define FACTOR_MAX (80 + 20 + 2 * PUT_INT_MAX + SCORE_ZIN_MAX)

void kandidaat_write_factoren(struct jsn_out *o, const struct score_uitleg *uitleg)
{
	jsn_key(o, "factoren");
	char *at = jsn_raw_begin(o, 2 + SCORE_FACTOR_COUNT * FACTOR_MAX);
	if (at == NULL)
		return; /* the buffer says so at the end */
	at = PUT(at, "[");
	for (size_t i = 0; i < SCORE_FACTOR_COUNT; i++)
		at = put_factor(
			at, (enum score_factor)i, &uitleg->uitkomst.delen[i], uitleg->factoren[i]);
	at[-1] = ']'; /* where a comma stood */
	jsn_raw_end(o, at);
}

void kandidaat_write_gewichten(struct jsn_out *o, const struct motor *m)
{
	jsn_kv_int(o, "gewichtVersie", m->gewicht_versie);
	jsn_key(o, "gewichten");
	jsn_array(o);
	for (size_t i = 0; i < SCORE_FACTOR_COUNT; i++) {
		jsn_object(o);
		jsn_kv_cstr(o, "factor", score_factor_table[i].code);
		jsn_kv_int(o, "gewicht", m->config.gewichten.gewicht[i]);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

/* The factors of one judgement with their weights. */
static void write_gewogen(
	struct jsn_out *o, const struct motor *m, const struct score_uitleg *uitleg)
{
	jsn_key(o, "factoren");
	jsn_array(o);
	for (size_t i = 0; i < SCORE_FACTOR_COUNT && uitleg->uitkomst.mogelijk; i++) {
		const struct score_deel *deel = &uitleg->uitkomst.delen[i];
		jsn_object(o);
		jsn_kv_cstr(o, "code", score_factor_table[i].code);
		jsn_kv_int(o, "waarde", deel->waarde);
		jsn_kv_int(o, "gewicht", m->config.gewichten.gewicht[i]);
		jsn_kv_int(o, "bijdrage", deel->bijdrage);
		jsn_kv_bool(o, "neutraal", deel->neutraal);
		jsn_kv_str(o, "reden", uitleg->factoren[i]);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

void kandidaat_write_tijdvakken(struct jsn_out *o, const struct tijdvak_set *vrij, unsigned most)
{
	jsn_key(o, "tijdvakken");
	jsn_array(o);
	unsigned cursor = 0;
	struct tijdvak t;
	for (unsigned n = 0; n < most && tijdvak_set_next(vrij, &cursor, &t); n++)
		vorm_put_halve_dag(o, t);
	jsn_array_end(o);
	jsn_kv_int(o, "tijdvakkenAantal", tijdvak_set_count(vrij));
}

/* Whose offer it is, as far as the caller may know before there is a match. */
static void write_aanbieder(struct req *r, const struct motor_kaart *k)
{
	struct jsn_out *const o = &r->out;
	const bool whose = !uuid_is_nil(k->vrijwilliger_id) &&
			   toegang_ziet(r, api_zicht_aanbieder_vrijwilliger_id, false);
	if (whose)
		audit_shows(r, k->vrijwilliger_id);
	jsn_key(o, "aanbieder");
	jsn_object(o);
	vorm_kv_uuid(o, "bedrijfId", !uuid_is_nil(k->bedrijf_id), k->bedrijf_id);
	jsn_kv_str(o, "bedrijfNaam", k->bedrijf_naam);
	vorm_kv_uuid(o, "vrijwilligerId", whose, k->vrijwilliger_id);
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
	jsn_kv_str(o, "reden", uitleg->regel);
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
	score_vergelijk(task_arena(r->t), r->taal, u, beste, v);
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
		jsn_kv_str(o, "reden", v->factoren[i].zin);
		jsn_object_end(o);
	}
	jsn_array_end(o);
	jsn_object_end(o);
}

static void write_wie(
	struct req *r, const struct motor_kaart *kaart, const struct score_uitkomst *u)
{
	struct jsn_out *const o = &r->out;
	jsn_kv_uuid(o, "aanbodId", kaart->id);
	jsn_kv_str(o, "titel", kaart->titel);
	write_aanbieder(r, kaart);
	jsn_kv_int(o, "score", u->score);
	vorm_kv_int(o, "afstandM", u->afstand_m >= 0, u->afstand_m);
}

/* The lines of a list while they are written; so many stood before. */
struct regels {
	struct req *req;
	int64_t before;
	struct uuid voorrang_id;
};

/* A line of the list: Kandidaat. */
static void write_kandidaat(void *arg, size_t index, const struct voorraad_uitleg *uitleg)
{
	const struct regels *regels = arg;
	struct jsn_out *o = &regels->req->out;
	const struct score_uitkomst *u = &uitleg->uitleg.uitkomst;
	jsn_object(o);
	jsn_kv_int(o, "rang", regels->before + (int64_t)index + 1);
	write_wie(regels->req, &uitleg->kaart, u);
	jsn_kv_bool(o, "voorrang", uuid_eq(uitleg->kaart.id, regels->voorrang_id));
	kandidaat_write_factoren(o, &uitleg->uitleg);
	jsn_key(o, "tijdvakken");
	jsn_array(o);
	unsigned cursor = 0;
	struct tijdvak t;
	for (unsigned n = 0; n < TIJDVAKKEN_LIST && tijdvak_set_next(&u->vrij, &cursor, &t); n++)
		vorm_put_keuze(o, t);
	jsn_array_end(o);
	jsn_kv_int(o, "tijdvakkenAantal", tijdvak_set_count(&u->vrij));
	jsn_object_end(o);
}

/* One judged offer: Oordeel, compared with the best candidate when that is given and is another. */
static void write_oordeel(struct req *r, const struct motor *m, const struct motor_kaart *kaart,
	const struct score_uitleg *uitleg, const struct score_uitkomst *beste)
{
	const struct score_uitkomst *u = &uitleg->uitkomst;
	struct jsn_out *o = &r->out;
	jsn_object(o);
	write_wie(r, kaart, u);
	jsn_kv_bool(o, "voorrang", uuid_eq(kaart->id, m->voorrang_id));
	jsn_kv_bool(o, "mogelijk", u->mogelijk);
	write_gewogen(o, m, uitleg);
	kandidaat_write_tijdvakken(o, &u->vrij, TIJDVAKKEN_ONE);
	jsn_kv_int(o, "gewichtVersie", m->gewicht_versie);
	write_regel(o, uitleg);
	write_vergelijking(r, u, beste);
	jsn_object_end(o);
}

/* Why nobody: per rule how many offers fail on it first. */
static void write_geen_kandidaten(struct req *r, const struct score_niemand *n)
{
	jsn_key(&r->out, "geenKandidaten");
	jsn_array(&r->out);
	for (size_t i = 0; i < SCORE_REGEL_COUNT; i++) {
		if (n->eerste[i] == 0)
			continue;
		jsn_object(&r->out);
		jsn_kv_cstr(&r->out, "regel", score_regel_table[i].code);
		jsn_kv_cstr(&r->out, "reden",
			r->taal == SCORE_TAAL_NL ? score_regel_table[i].nl
						 : score_regel_table[i].en);
		jsn_kv_int(&r->out, "aantal", n->eerste[i]);
		jsn_object_end(&r->out);
	}
	jsn_array_end(&r->out);
}

/* The request when the caller may see it. */
static struct kandidaat_aanvraag_in visible(const struct req *r, struct uuid *aanvraag_id)
{
	return (struct kandidaat_aanvraag_in){ .ids = { aanvraag_id, 1 },
		.has_docent_id = !uuid_is_nil(r->bereik.docent_id),
		.docent_id = r->bereik.docent_id,
		.has_school_id = !uuid_is_nil(r->bereik.school_id),
		.school_id = r->bereik.school_id,
		.vanaf = r->today };
}

enum err kandidaat_load(struct req *r, struct db_tx *tx, struct uuid aanvraag_id, struct motor *m)
{
	const struct kandidaat_aanvraag_in in = visible(r, &aanvraag_id);
	return motor_load_aanvraag(r->t, tx, &r->app->taxonomie, &in, m);
}

enum err kandidaat_load_for_list(struct req *r, struct uuid aanvraag_id, struct motor *m)
{
	const struct kandidaat_aanvraag_in in = visible(r, &aanvraag_id);
	return voorraad_load_vraag(
		r->t, r->app->voorraad, req_reader(r), &in, r->app->config->request_ms / 2, m);
}

enum err kandidaat_wait(struct req *r, struct str nieuws)
{
	return voorraad_wacht(r->t, r->app->voorraad, nieuws, r->app->config->request_ms / 2);
}

enum err kandidaat_wait_now(struct req *r)
{
	bool found;
	struct gebeurtenis_news_row news = { 0 };
	TRY(gebeurtenis_news(r->t, req_reader(r), &found, &news));
	return kandidaat_wait(r, found ? news.nieuws : STR_NULL);
}

/* Where the page before ended: its last line, and in the text of the cursor its rang. */
static int64_t ranked_before(const struct page *p, struct score_rang *ret_last)
{
	int64_t rang = 0;
	if (str_to_int(p->after_text, 1, INT32_MAX, &rang) != ERR_OK)
		return 0;
	*ret_last = (struct score_rang){ .id = p->after_id, .score = (int32_t)p->after_number };
	return rang;
}

static void close_page(
	struct req *r, struct page *p, const struct score_rang *rangen, int64_t before)
{
	if (p->shown == 0) {
		page_close_items(r, p, STR(""), 0, (struct uuid){ 0 });
		return;
	}
	const struct score_rang *last = &rangen[p->shown - 1];
	const long long shown = before + (int64_t)p->shown;
	const struct str rang = str_from(arena_printf(task_arena(r->t), "%lld", shown));
	page_close_items(r, p, rang, last->score, last->id);
}

struct motor_gemeente kandidaat_gemeente(struct req *r, struct str text)
{
	char code[GEMEENTECODE_LEN + 1];
	const bool is_code = normaliseer_gemeentecode(text, code) == ERR_OK;
	return (struct motor_gemeente){ .code = is_code ? str_dup(task_arena(r->t), str_from(code))
							: STR(""),
		.zoeknaam = str_fold(task_arena(r->t), str_trim(text)) };
}

/* Which offers the filters leave; all when there are none. */
static enum err read_keuze(struct req *r, const struct op_kandidaat_list *in, const struct motor *m,
	struct voorraad_keuze *keuze)
{
	if (!in->has_bedrijf_id && !in->has_gemeente)
		return ERR_OK;
	struct kandidaat_keuze_in choice = { .soort = m->aanvraag.soort,
		.has_bedrijf_id = in->has_bedrijf_id,
		.bedrijf_id = in->bedrijf_id,
		.aantal = KEUZE_MAX + 1 };
	if (in->has_gemeente) {
		const struct motor_gemeente gemeente = kandidaat_gemeente(r, in->gemeente);
		choice.gemeente_code = gemeente.code;
		choice.gemeente_zoeknaam = gemeente.zoeknaam;
	}
	struct kandidaat_keuze_row row;
	TRY(kandidaat_keuze(r->t, req_reader(r), &choice, &row));
	if (row.ids.count > KEUZE_MAX) {
		task_fault(r->t, in->has_gemeente ? "?gemeente" : "?bedrijfId", "filter.te_ruim",
			in->has_bedrijf_id ? "Hier is te veel aanbod van."
					   : "Hier is te veel aanbod van: kies ook een bedrijf.");
		return task_faults_check(r->t);
	}
	static const struct uuid nobody;
	keuze->alleen = row.ids.count > 0 ? row.ids.items : &nobody;
	keuze->alleen_count = row.ids.count;
	return ERR_OK;
}

/* What staff wants first stands before every score, so that the next page begins with the best. */
#define VOORAAN INT32_MAX

static bool is_chosen(const struct voorraad_keuze *keuze, struct uuid id)
{
	for (size_t i = 0; i < keuze->alleen_count; i++)
		if (uuid_eq(keuze->alleen[i], id))
			return true;
	return keuze->alleen == NULL;
}

/* Puts it before the others on the first page, when it is a candidate; they have room for it. */
static enum err put_first(struct req *r, const struct motor *m, const struct voorraad_keuze *keuze,
	struct score_rang *rangen, size_t *count)
{
	const struct voorraad_keuze just = { .alleen = &m->voorrang_id, .alleen_count = 1 };
	struct score_rang first;
	size_t found = 0;
	if (keuze->na != NULL || !is_chosen(keuze, m->voorrang_id))
		return ERR_OK;
	TRY(voorraad_rangschik(r->app->voorraad, task_arena(r->t), m, &just, 1, &first, &found));
	if (found == 0)
		return ERR_OK;
	memmove(&rangen[1], rangen, *count * sizeof(*rangen));
	rangen[0] = first;
	rangen[0].score = VOORAAN;
	++*count;
	return ERR_OK;
}

/* The lines of a page, and whether more follow: k, but what staff wants first is not among them
 * twice. There is room for k + 2. */
static enum err rank(struct req *r, const struct motor *m, const struct voorraad_keuze *keuze,
	size_t k, struct score_rang *rangen, size_t *ret_count)
{
	const bool first = !uuid_is_nil(m->voorrang_id);
	size_t count = 0;
	TRY(voorraad_rangschik(
		r->app->voorraad, task_arena(r->t), m, keuze, first ? k + 1 : k, rangen, &count));
	size_t left = 0;
	for (size_t i = 0; i < count; i++)
		if (!first || !uuid_eq(rangen[i].id, m->voorrang_id))
			rangen[left++] = rangen[i];
	if (first)
		TRY(put_first(r, m, keuze, rangen, &left));
	*ret_count = left < k ? left : k;
	return ERR_OK;
}

enum err h_kandidaat_list(struct req *r, const struct op_kandidaat_list *in)
{
	struct page page;
	TRY(page_init(r, in->cursor, in->limit, &page));
	struct motor *m = ARENA_NEW(task_arena(r->t), struct motor);
	TRY(kandidaat_load_for_list(r, in->id, m));
	struct score_rang last;
	const int64_t before = ranked_before(&page, &last);
	struct voorraad_keuze keuze = { .na = before > 0 ? &last : NULL };
	TRY(read_keuze(r, in, m, &keuze));
	const size_t k = (size_t)page.limit + 1;
	struct score_rang *rangen = ARENA_ARRAY(task_arena(r->t), k + 2, struct score_rang);
	size_t count = 0;
	TRY(rank(r, m, &keuze, k, rangen, &count));
	struct score_niemand niemand = { 0 };
	if (before + (int64_t)count == 0)
		TRY(voorraad_niemand(r->t, r->app->voorraad, m, &keuze, &niemand));

	page_open(r, &page, count);
	struct regels regels = { r, before, m->voorrang_id };
	TRY(voorraad_leg_uit(r->app->voorraad, task_arena(r->t), r->taal, m, rangen, page.shown,
		write_kandidaat, &regels));
	close_page(r, &page, rangen, before);
	kandidaat_write_gewichten(&r->out, m);
	write_geen_kandidaten(r, &niemand);
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

/* The best candidate of the supply; none when nobody is, or it just left. */
static enum err find_best(
	struct req *r, const struct motor *m, bool *ret_found, struct score_uitkomst *ret_beste)
{
	struct score_rang rang;
	size_t count = 0;
	TRY(kandidaat_wait(r, m->aanvraag.nieuws));
	TRY(voorraad_rangschik(r->app->voorraad, task_arena(r->t), m, NULL, 1, &rang, &count));
	*ret_found = count > 0 && voorraad_beoordeel(r->app->voorraad, task_arena(r->t), m, rang.id,
					  ret_beste) == ERR_OK;
	return ERR_OK;
}

enum err h_kandidaat_get(struct req *r, const struct op_kandidaat_get *in)
{
	struct motor *m = ARENA_NEW(task_arena(r->t), struct motor);
	TRY(kandidaat_load(r, req_reader(r), in->id, m));
	TRY(aanbod_check_visible(r, req_reader(r), in->aanbod_id));
	TRY(motor_load_een(r->t, req_reader(r), in->aanbod_id, m));
	struct score_uitkomst *beste = ARENA_NEW(task_arena(r->t), struct score_uitkomst);
	bool found = false;
	TRY(find_best(r, m, &found, beste));
	struct score_uitleg *uitleg = ARENA_NEW(task_arena(r->t), struct score_uitleg);
	score_leg_uit(r->taal, &m->config, &m->vraag, &m->aanbod[0], uitleg);
	const struct motor_kaart kaart = motor_kaart_van(&m->rijen[0]);
	write_oordeel(r, m, &kaart, uitleg, found ? beste : NULL);
	add_fingerprint(r);
	return ERR_OK;
}
