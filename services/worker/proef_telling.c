#include "worker/proef_telling.h"

#include <stdlib.h>

/* Counts over some of the requests. */
struct groep {
	struct str code, naam; /* of a municipality; NULL: not known */
	int64_t aanvragen;
	int64_t zonder_kandidaat;
	int64_t lijsten_anders;
	int64_t eerste_anders;
	int64_t hoger, lager;	     /* another first comes, better, worse by its factors */
	int64_t score_nu, score_dan; /* sums over the first */
	int64_t bekend; /* requests of which both distances are known, and their sums */
	int64_t afstand_nu_m, afstand_dan_m;
};

struct voorbeeld {
	struct uuid koppeling_id, aanvraag_id, aanbod_id, nu, dan;
};

/* Pupils of a school below which a band ends. */
static const struct {
	const char *code;
	int32_t onder;
} groottes[] = { { "tot-200", 200 }, { "200-499", 500 }, { "500-999", 1000 },
	{ "vanaf-1000", INT32_MAX }, { "onbekend", 0 } };

#define GROOTTES	 (sizeof(groottes) / sizeof(groottes[0]))
#define GROOTTE_ONBEKEND (GROOTTES - 1)

struct proef_telling {
	struct arena *memory;
	struct groep alle;
	struct groep groottes[GROOTTES];
	struct groep gemeenten[1 + PROEF_GEMEENTEN_MAX]; /* the first: not known */
	size_t gemeente_count;
	/* The first of each list. */
	struct uuid *eersten_nu, *eersten_dan;
	size_t eerste_count, eerste_room;
	int64_t voorstellen, voorstellen_anders;
	struct voorbeeld voorbeelden[PROEF_VOORBEELDEN];
	size_t voorbeeld_count;
};

struct proef_telling *proef_telling_create(struct arena *a, size_t aanvragen)
{
	struct proef_telling *p = ARENA_NEW(a, struct proef_telling);
	p->memory = a;
	p->gemeente_count = 1;
	p->eerste_room = aanvragen;
	p->eersten_nu = ARENA_ARRAY(a, aanvragen + 1, struct uuid);
	p->eersten_dan = ARENA_ARRAY(a, aanvragen + 1, struct uuid);
	return p;
}

/* ---- counting ---- */

static struct groep *size_of(struct proef_telling *p, const struct proef_aanvraag *a)
{
	size_t i = GROOTTE_ONBEKEND;
	if (a->has_leerlingen)
		for (i = 0; a->leerlingen >= groottes[i].onder && i + 1 < GROOTTE_ONBEKEND;)
			i++;
	return &p->groottes[i];
}

static struct groep *place_of(struct proef_telling *p, const struct proef_aanvraag *a)
{
	if (a->gemeente_code.ptr == NULL)
		return &p->gemeenten[0];
	for (size_t i = 1; i < p->gemeente_count; i++)
		if (str_eq(p->gemeenten[i].code, a->gemeente_code))
			return &p->gemeenten[i];
	if (p->gemeente_count > PROEF_GEMEENTEN_MAX)
		return &p->gemeenten[0];
	struct groep *g = &p->gemeenten[p->gemeente_count++];
	g->code = str_dup(p->memory, a->gemeente_code);
	g->naam = str_dup(p->memory, a->gemeente_naam);
	return g;
}

static bool same_offers(const struct proef_lijst *a, const struct proef_lijst *b)
{
	for (size_t i = 0; i < a->count && i < b->count; i++)
		if (!uuid_eq(a->rangen[i].id, b->rangen[i].id))
			return false;
	return a->count == b->count;
}

/* Weights decide how good, not whether possible: both lists have candidates, or neither. */
static bool same_first(const struct proef_lijst *nu, const struct proef_lijst *dan)
{
	return nu->count == 0 || dan->count == 0 || uuid_eq(nu->rangen[0].id, dan->rangen[0].id);
}

static void count_in(struct groep *g, const struct proef_lijst *nu, const struct proef_lijst *dan)
{
	g->aanvragen++;
	if (nu->count == 0 || dan->count == 0) {
		g->zonder_kandidaat++;
		return;
	}
	const bool anders = !same_first(nu, dan);
	g->lijsten_anders += !same_offers(nu, dan);
	g->eerste_anders += anders;
	/* Scores of two versions are of two scales, by each of which its own first is the best. */
	g->hoger += anders && dan->waarde > nu->waarde;
	g->lager += anders && dan->waarde < nu->waarde;
	g->score_nu += nu->rangen[0].score;
	g->score_dan += dan->rangen[0].score;
	if (nu->afstand_m < 0 || dan->afstand_m < 0)
		return;
	g->bekend++;
	g->afstand_nu_m += nu->afstand_m;
	g->afstand_dan_m += dan->afstand_m;
}

static void count_proposal(struct proef_telling *p, const struct proef_aanvraag *a,
	const struct proef_lijst *nu, const struct proef_lijst *dan)
{
	if (!a->has_koppeling)
		return;
	p->voorstellen++;
	if (same_first(nu, dan))
		return;
	p->voorstellen_anders++;
	if (p->voorbeeld_count < PROEF_VOORBEELDEN)
		p->voorbeelden[p->voorbeeld_count++] = (struct voorbeeld){ a->koppeling_id, a->id,
			a->aanbod_id, nu->rangen[0].id, dan->rangen[0].id };
}

void proef_tel(struct proef_telling *p, const struct proef_aanvraag *aanvraag,
	const struct proef_lijst *nu, const struct proef_lijst *dan)
{
	count_in(&p->alle, nu, dan);
	count_in(size_of(p, aanvraag), nu, dan);
	count_in(place_of(p, aanvraag), nu, dan);
	count_proposal(p, aanvraag, nu, dan);
	if (nu->count == 0 || dan->count == 0 || p->eerste_count == p->eerste_room)
		return;
	p->eersten_nu[p->eerste_count] = nu->rangen[0].id;
	p->eersten_dan[p->eerste_count++] = dan->rangen[0].id;
}

/* ---- writing ---- */

static int compare_uuids(const void *a, const void *b)
{
	return uuid_cmp(*(const struct uuid *)a, *(const struct uuid *)b);
}

static int64_t count_different(struct uuid *ids, size_t count)
{
	int64_t different = 0;
	if (count > 0)
		qsort(ids, count, sizeof(*ids), compare_uuids);
	for (size_t i = 0; i < count; i++)
		different += i == 0 || !uuid_eq(ids[i - 1], ids[i]);
	return different;
}

static void put_mean(struct jsn_out *o, const char *key, int64_t sum, int64_t count)
{
	jsn_key(o, key);
	if (count == 0)
		jsn_null(o);
	else
		jsn_int(o, sum / count);
}

static void put_groep(struct jsn_out *o, const struct groep *g)
{
	const int64_t met = g->aanvragen - g->zonder_kandidaat;
	jsn_key(o, "telling");
	jsn_object(o);
	jsn_kv_int(o, "aanvragen", g->aanvragen);
	jsn_kv_int(o, "zonderKandidaat", g->zonder_kandidaat);
	jsn_kv_int(o, "lijstenAnders", g->lijsten_anders);
	jsn_kv_int(o, "eersteAnders", g->eerste_anders);
	jsn_kv_int(o, "hoger", g->hoger);
	jsn_kv_int(o, "lager", g->lager);
	put_mean(o, "scoreNu", g->score_nu, met);
	put_mean(o, "scoreDan", g->score_dan, met);
	put_mean(o, "afstandNuM", g->afstand_nu_m, g->bekend);
	put_mean(o, "afstandDanM", g->afstand_dan_m, g->bekend);
	jsn_object_end(o);
}

static void put_voorbeelden(struct jsn_out *o, const struct proef_telling *p)
{
	jsn_key(o, "voorbeelden");
	jsn_array(o);
	for (size_t i = 0; i < p->voorbeeld_count; i++) {
		const struct voorbeeld *v = &p->voorbeelden[i];
		jsn_object(o);
		jsn_kv_uuid(o, "koppelingId", v->koppeling_id);
		jsn_kv_uuid(o, "aanvraagId", v->aanvraag_id);
		jsn_kv_uuid(o, "aanbodId", v->aanbod_id);
		jsn_kv_uuid(o, "eersteNu", v->nu);
		jsn_kv_uuid(o, "eersteDan", v->dan);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

static void put_gemeenten(struct jsn_out *o, const struct proef_telling *p)
{
	jsn_key(o, "gemeenten");
	jsn_array(o);
	for (size_t i = 0; i < p->gemeente_count; i++) {
		if (p->gemeenten[i].aanvragen == 0)
			continue;
		jsn_object(o);
		jsn_kv_str(o, "code", p->gemeenten[i].code);
		jsn_kv_str(o, "naam", p->gemeenten[i].naam);
		put_groep(o, &p->gemeenten[i]);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

static void put_groottes(struct jsn_out *o, const struct proef_telling *p)
{
	jsn_key(o, "schoolgroottes");
	jsn_array(o);
	for (size_t i = 0; i < GROOTTES; i++) {
		jsn_object(o);
		jsn_kv_cstr(o, "grootte", groottes[i].code);
		put_groep(o, &p->groottes[i]);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

void proef_telling_write(struct proef_telling *p, struct jsn_out *o)
{
	jsn_object(o);
	put_groep(o, &p->alle);
	jsn_kv_int(o, "aanbodEerstNu", count_different(p->eersten_nu, p->eerste_count));
	jsn_kv_int(o, "aanbodEerstDan", count_different(p->eersten_dan, p->eerste_count));
	jsn_kv_int(o, "voorstellen", p->voorstellen);
	jsn_kv_int(o, "voorstellenAnders", p->voorstellen_anders);
	put_voorbeelden(o, p);
	put_gemeenten(o, p);
	put_groottes(o, p);
	jsn_object_end(o);
}
