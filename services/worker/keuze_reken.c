#include "worker/keuze_reken.h"

#include "base/buf.h"
#include "plan/stabiel.h"
#include "json/jsn.h"

#define CIJFERS_MAX_BYTES 4096

/* A pair while its ranks are found; 0 = on no list of that side. */
struct rangen {
	uint16_t vraag;
	uint16_t aanbod;
	bool zelf_vraag; /* ranked by the side itself */
	bool zelf_aanbod;
};

static void release_buf(void *arg)
{
	buf_fini(arg);
}

static struct buf *buf_of(struct arena *a, size_t max_bytes)
{
	struct buf *b = ARENA_NEW(a, struct buf);
	buf_init(b, max_bytes);
	arena_defer(a, release_buf, b);
	return b;
}

/* ---- ranks ---- */

static uint16_t place_in(struct db_uuids keuzes, struct uuid id)
{
	for (size_t i = 0; i < keuzes.count; i++)
		if (uuid_eq(keuzes.items[i], id))
			return (uint16_t)(i + 1);
	return 0;
}

/* What was not ranked comes behind it, by score; equal scores are as good. */
static void fill_vragen(const struct keuze_invoer *in, struct rangen *r)
{
	for (size_t i = 0; i < in->paar_count; i++) {
		const struct keuze_paar *const p = &in->paren[i];
		if (r[i].zelf_vraag)
			continue;
		size_t better = 0;
		for (size_t k = i; k-- > 0 && in->paren[k].vraag == p->vraag;)
			better += !r[k].zelf_vraag && in->paren[k].score > p->score;
		for (size_t k = i + 1; k < in->paar_count && in->paren[k].vraag == p->vraag; k++)
			better += !r[k].zelf_vraag && in->paren[k].score > p->score;
		r[i].vraag = (uint16_t)(in->vragen[p->vraag].keuzes.count + better + 1);
	}
}

/* The same for the offers, whose pairs do not stand together: `of` has them, `begin` where. */
static void fill_aanbod(
	const struct keuze_invoer *in, const uint32_t *begin, const uint32_t *of, struct rangen *r)
{
	for (size_t i = 0; i < in->paar_count; i++) {
		const struct keuze_paar *const p = &in->paren[i];
		if (r[i].zelf_aanbod)
			continue;
		size_t better = 0;
		for (uint32_t k = begin[p->aanbod]; k < begin[p->aanbod + 1]; k++)
			better += !r[of[k]].zelf_aanbod && in->paren[of[k]].score > p->score;
		r[i].aanbod = (uint16_t)(in->aanbod[p->aanbod].keuzes.count + better + 1);
	}
}

static void group_by_aanbod(
	struct arena *a, const struct keuze_invoer *in, uint32_t **ret_begin, uint32_t **ret_of)
{
	uint32_t *const begin = ARENA_ARRAY(a, in->aanbod_count + 2, uint32_t);
	uint32_t *const of = ARENA_ARRAY(a, in->paar_count + 1, uint32_t);
	for (size_t i = 0; i < in->paar_count; i++)
		begin[in->paren[i].aanbod + 2]++;
	for (size_t j = 0; j < in->aanbod_count; j++)
		begin[j + 2] += begin[j + 1];
	for (size_t i = 0; i < in->paar_count; i++)
		of[begin[in->paren[i].aanbod + 1]++] = (uint32_t)i;
	*ret_begin = begin;
	*ret_of = of;
}

static const struct rangen *find_ranks(struct arena *a, const struct keuze_invoer *in)
{
	struct rangen *const r = ARENA_ARRAY(a, in->paar_count + 1, struct rangen);
	uint32_t *begin = NULL;
	uint32_t *of = NULL;
	for (size_t i = 0; i < in->paar_count; i++) {
		const struct keuze_deelnemer *const v = &in->vragen[in->paren[i].vraag];
		const struct keuze_deelnemer *const o = &in->aanbod[in->paren[i].aanbod];
		r[i].vraag = place_in(v->keuzes, o->id);
		r[i].aanbod = place_in(o->keuzes, v->id);
		r[i].zelf_vraag = r[i].vraag > 0;
		r[i].zelf_aanbod = r[i].aanbod > 0;
	}
	if (!in->aanvullen)
		return r;
	group_by_aanbod(a, in, &begin, &of);
	fill_vragen(in, r);
	fill_aanbod(in, begin, of, r);
	return r;
}

/* ---- the division ---- */

/* What plan/stabiel.h is given, and of which pair each of its pairs is. */
struct opgave {
	struct plan_stabiel_opgave o;
	uint32_t *paar_van;
};

static void make_opgave(
	struct arena *a, const struct keuze_invoer *in, const struct rangen *r, struct opgave *ret)
{
	struct uuid *const vragen = ARENA_ARRAY(a, in->vraag_count + 1, struct uuid);
	struct plan_stabiel_aanbod *const aanbod =
		ARENA_ARRAY(a, in->aanbod_count + 1, struct plan_stabiel_aanbod);
	struct plan_stabiel_paar *const paren =
		ARENA_ARRAY(a, in->paar_count + 1, struct plan_stabiel_paar);
	ret->paar_van = ARENA_ARRAY(a, in->paar_count + 1, uint32_t);
	size_t count = 0;
	for (size_t i = 0; i < in->vraag_count; i++)
		vragen[i] = in->vragen[i].id;
	for (size_t j = 0; j < in->aanbod_count; j++)
		aanbod[j] = (struct plan_stabiel_aanbod){ in->aanbod[j].id, in->aanbod[j].plekken };
	for (size_t i = 0; i < in->paar_count; i++) {
		if (r[i].vraag == 0 || r[i].aanbod == 0)
			continue;
		ret->paar_van[count] = (uint32_t)i;
		paren[count++] = (struct plan_stabiel_paar){ in->paren[i].vraag,
			in->paren[i].aanbod, r[i].vraag, r[i].aanbod };
	}
	ret->o = (struct plan_stabiel_opgave){ .vragen = vragen,
		.vraag_count = in->vraag_count,
		.aanbod = aanbod,
		.aanbod_count = in->aanbod_count,
		.paren = paren,
		.paar_count = count,
		.seed = in->zaad };
}

static struct str write_opgave(struct arena *a, const struct plan_stabiel_opgave *o)
{
	struct buf *const b = buf_of(a, KEUZE_OPGAVE_MAX_BYTES);
	char id[UUID_TEXT_LEN + 1];
	for (size_t i = 0; i < o->vraag_count; i++) {
		uuid_format(o->vragen[i], id);
		buf_addf(b, "aanvraag %s\n", id);
	}
	for (size_t j = 0; j < o->aanbod_count; j++) {
		uuid_format(o->aanbod[j].id, id);
		buf_addf(b, "aanbod %s %u\n", id, o->aanbod[j].plekken);
	}
	for (size_t i = 0; i < o->paar_count; i++) {
		const struct plan_stabiel_paar *const p = &o->paren[i];
		buf_addf(b, "paar %u %u %u %u\n", p->vraag, p->aanbod, p->rang_vraag,
			p->rang_aanbod);
	}
	return b->overflow ? STR_NULL : buf_str(b);
}

static void put_telling(
	struct jsn_out *o, const char *key, const struct plan_stabiel_telling *telling)
{
	jsn_key(o, key);
	jsn_object(o);
	jsn_key(o, "keuzes");
	jsn_array(o);
	for (unsigned i = 0; i < PLAN_STABIEL_KEUZES; i++)
		jsn_int(o, telling->keuze[i]);
	jsn_array_end(o);
	jsn_kv_int(o, "verder", telling->keuze[PLAN_STABIEL_KEUZES]);
	jsn_kv_int(o, "voorzien", telling->voorzien);
	jsn_kv_int(o, "zonder", telling->zonder);
	jsn_kv_int(o, "keuzeSom", (int64_t)telling->rang_som);
	jsn_object_end(o);
}

static struct str write_cijfers(struct arena *a, const struct plan_stabiel_telling *vragen,
	const struct plan_stabiel_telling *aanbod)
{
	struct buf *const b = buf_of(a, CIJFERS_MAX_BYTES);
	struct jsn_out o;
	jsn_out_init(&o, b);
	jsn_object(&o);
	put_telling(&o, "aanvragen", vragen);
	put_telling(&o, "aanbod", aanbod);
	jsn_object_end(&o);
	return buf_str(b);
}

/* Why a request goes without: for each of its pairs `possible`, `listed` for what both rank. */
static struct str reason(const struct keuze_deelnemer *vraag, bool possible, bool listed)
{
	if (vraag->niet_open)
		return STR("niet_open");
	if (!possible)
		return STR("niemand_mogelijk");
	return listed ? STR("vol") : STR("niet_gekozen");
}

static void write_regels(struct arena *a, const struct keuze_invoer *in, const struct rangen *r,
	const struct opgave *opgave, const uint32_t *paar_van, struct keuze_uitslag *u)
{
	bool *const possible = ARENA_ARRAY(a, in->vraag_count + 1, bool);
	bool *const listed = ARENA_ARRAY(a, in->vraag_count + 1, bool);
	for (size_t i = 0; i < in->paar_count; i++) {
		possible[in->paren[i].vraag] = true;
		listed[in->paren[i].vraag] |= r[i].vraag > 0 && r[i].aanbod > 0;
	}
	u->aanvraag_ids = ARENA_ARRAY(a, in->vraag_count + 1, struct uuid);
	u->aanbod_ids = ARENA_ARRAY(a, in->vraag_count + 1, struct uuid);
	u->rangen_school = ARENA_ARRAY(a, in->vraag_count + 1, int32_t);
	u->rangen_aanbieder = ARENA_ARRAY(a, in->vraag_count + 1, int32_t);
	u->gekozen = ARENA_ARRAY(a, in->vraag_count + 1, int32_t);
	u->redenen = ARENA_ARRAY(a, in->vraag_count + 1, struct str);
	u->count = in->vraag_count;
	for (size_t v = 0; v < in->vraag_count; v++) {
		u->aanvraag_ids[v] = in->vragen[v].id;
		u->redenen[v] = STR("");
		if (paar_van[v] == PLAN_STABIEL_GEEN) {
			u->redenen[v] = reason(&in->vragen[v], possible[v], listed[v]);
			continue;
		}
		const uint32_t paar = opgave->paar_van[paar_van[v]];
		u->aanbod_ids[v] = in->aanbod[in->paren[paar].aanbod].id;
		u->rangen_school[v] = r[paar].vraag;
		u->rangen_aanbieder[v] = r[paar].aanbod;
		u->gekozen[v] = (r[paar].zelf_vraag ? 1 : 0) | (r[paar].zelf_aanbod ? 2 : 0);
	}
}

enum err keuze_reken(
	struct arena *a, const struct keuze_invoer *in, struct keuze_uitslag *ret_uitslag)
{
	const struct rangen *const r = find_ranks(a, in);
	struct opgave opgave;
	uint32_t *paar_van = NULL;
	make_opgave(a, in, r, &opgave);
	if (plan_stabiel_verdeel(a, &opgave.o, &paar_van) != ERR_OK)
		return ERR_INTERNAL;
	struct plan_stabiel_fouten fouten;
	plan_stabiel_toets(a, &opgave.o, paar_van, &fouten);
	if (fouten.blokkades + fouten.oneigen + fouten.vol > 0)
		return ERR_INTERNAL; /* such a division leaves nobody's hands */
	struct plan_stabiel_telling vragen;
	struct plan_stabiel_telling aanbod;
	plan_stabiel_tel(a, &opgave.o, paar_van, &vragen, &aanbod);
	struct keuze_uitslag u = { .opgave = write_opgave(a, &opgave.o),
		.cijfers = write_cijfers(a, &vragen, &aanbod) };
	if (u.opgave.ptr == NULL)
		return ERR_INTERNAL;
	write_regels(a, in, r, &opgave, paar_van, &u);
	*ret_uitslag = u;
	return ERR_OK;
}
