/* What is full in an answer: the half-days that another one may not take any more. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "worker/planner_verzamel.h"

#define HALVE_DAGEN (PLAN_WOORDEN_MAX * 64)
#define WEKEN	    (HALVE_DAGEN / DAGDEEL_COUNT / 7 + 2)
#define JAREN	    3

static const int32_t aantal[VERZAMELING_PERIODES] = { WEKEN, JAREN };

struct dagen {
	uint64_t woorden[PLAN_WOORDEN_MAX];
};

/* An answer, as far as it is counted. */
struct stand {
	struct verzameling *v;
	int32_t periode_van[VERZAMELING_PERIODES][HALVE_DAGEN]; /* of each half-day, from 0 on */
	int32_t *ruimte[VERZAMELING_LAGEN][VERZAMELING_PERIODES];
	bool *past_niet[VERZAMELING_LAGEN]; /* somebody did not fit within their maximum */
	struct dagen *houder;		    /* half-days that each has by now … */
	struct dagen *klas;		    /* … and each class */
	uint32_t *over;			    /* requests that did not fit where they stood */
	size_t over_count;
};

static void *take_zeroed(size_t count, size_t size_bytes)
{
	void *const p = planning_take(NULL, count + 1, size_bytes);
	memset(p, 0, (count + 1) * size_bytes);
	return p;
}

static void add(uint64_t *woorden, int32_t bit)
{
	woorden[bit / 64] |= UINT64_C(1) << (bit % 64);
}

static void drop(uint64_t *woorden, int32_t bit)
{
	woorden[bit / 64] &= ~(UINT64_C(1) << (bit % 64));
}

/* ---- what there is room for ---- */

static int32_t key_of(enum verzameling_periode soort, int32_t datum)
{
	return soort == VERZAMELING_WEEK ? date_iso_week(datum) : date_school_year(datum);
}

static void set_room(struct stand *s, int laag, enum verzameling_periode soort)
{
	const struct verzameling_maxima *const m = &s->v->maxima[laag][soort];
	const int32_t *const max = m->max.items;
	const struct verzameling_bezet *const bezet = m->bezet.items;
	const int32_t n = aantal[soort];
	int32_t *const room = take_zeroed(m->max.count * (size_t)n, sizeof(*room));
	for (size_t i = 0; i < m->max.count * (size_t)n; i++)
		room[i] = max[i / (size_t)n] == 0 ? INT32_MAX : max[i / (size_t)n];
	s->ruimte[laag][soort] = room;
	for (size_t i = 0; i < m->bezet.count; i++)
		for (int32_t bit = 0; bit < HALVE_DAGEN && max[bezet[i].ding] != 0; bit++)
			if (key_of(soort, s->v->planning.van + bit / DAGDEEL_COUNT) ==
				bezet[i].periode) {
				room[bezet[i].ding * (size_t)n +
					(size_t)s->periode_van[soort][bit]] -= bezet[i].bezet;
				break;
			}
}

static struct stand *stand_create(struct verzameling *v)
{
	struct stand *const s = take_zeroed(0, sizeof(*s));
	const int32_t monday = v->planning.van - (date_weekday(v->planning.van) - 1);
	s->v = v;
	for (int32_t bit = 0; bit < HALVE_DAGEN; bit++) {
		const int32_t datum = v->planning.van + bit / DAGDEEL_COUNT;
		s->periode_van[VERZAMELING_WEEK][bit] = (datum - monday) / 7;
		s->periode_van[VERZAMELING_JAAR][bit] =
			date_school_year(datum) - date_school_year(v->planning.van);
	}
	for (int n = 0; n < VERZAMELING_LAGEN; n++) {
		for (int p = 0; p < VERZAMELING_PERIODES; p++)
			set_room(s, n, (enum verzameling_periode)p);
		s->past_niet[n] = take_zeroed(v->maxima[n][0].max.count, sizeof(bool));
	}
	s->houder = take_zeroed(v->planning.houders.count, sizeof(*s->houder));
	s->klas = take_zeroed(v->klassen.count, sizeof(*s->klas));
	s->over = take_zeroed(v->planning.aanvragen.count, sizeof(*s->over));
	return s;
}

static void stand_destroy(struct stand *s)
{
	for (int n = 0; n < VERZAMELING_LAGEN; n++) {
		for (int p = 0; p < VERZAMELING_PERIODES; p++)
			free(s->ruimte[n][p]);
		free(s->past_niet[n]);
	}
	free(s->houder);
	free(s->klas);
	free(s->over);
	free(s);
}

static uint32_t ding_of(const struct stand *s, int laag, uint32_t houder)
{
	const struct planning_houder *const houders = s->v->planning.houders.items;
	const struct planning_bedrijf *const bedrijven = s->v->planning.bedrijven.items;
	const uint32_t bedrijf = houders[houder].bedrijf;
	if (laag == VERZAMELING_HOUDER)
		return houder;
	return laag == VERZAMELING_BEDRIJF ? bedrijf : bedrijven[bedrijf].kring;
}

/* Room of one of a level in the period of a half-day. */
static int32_t *room_at(const struct stand *s, int laag, int soort, uint32_t ding, int32_t bit)
{
	return &s->ruimte[laag][soort]
			 [ding * (size_t)aantal[soort] + (size_t)s->periode_van[soort][bit]];
}

static bool is_full(const struct stand *s, int laag, uint32_t ding, int32_t bit)
{
	return *room_at(s, laag, VERZAMELING_WEEK, ding, bit) <= 0 ||
	       *room_at(s, laag, VERZAMELING_JAAR, ding, bit) <= 0;
}

static bool fits(const struct stand *s, uint32_t houder, int32_t bit)
{
	for (int n = 0; n < VERZAMELING_LAGEN; n++) {
		const uint32_t ding = ding_of(s, n, houder);
		if (ding != PLAN_GEEN && is_full(s, n, ding, bit))
			return false;
	}
	return true;
}

static void take(struct stand *s, uint32_t aanvraag, uint32_t houder, int32_t bit)
{
	for (int n = 0; n < VERZAMELING_LAGEN; n++)
		for (int p = 0; p < VERZAMELING_PERIODES; p++) {
			const uint32_t ding = ding_of(s, n, houder);
			if (ding != PLAN_GEEN && *room_at(s, n, p, ding, bit) != INT32_MAX)
				--*room_at(s, n, p, ding, bit);
		}
	add(s->houder[houder].woorden, bit);
	add(s->klas[((const uint32_t *)s->v->klas_van.items)[aanvraag]].woorden, bit);
}

/* ---- who stays, who goes elsewhere ---- */

static struct dagen *class_of(const struct stand *s, uint32_t aanvraag)
{
	return &s->klas[((const uint32_t *)s->v->klas_van.items)[aanvraag]];
}

static void keep(struct stand *s, uint32_t aanvraag, uint32_t houder, int32_t bit)
{
	struct planning_aanvraag *const a =
		(struct planning_aanvraag *)s->v->planning.aanvragen.items + aanvraag;
	const bool twice = planning_heeft(class_of(s, aanvraag)->woorden, bit);
	if (!twice && fits(s, houder, bit)) {
		take(s, aanvraag, houder, bit);
		return;
	}
	s->over[s->over_count++] = aanvraag;
	if (twice)
		drop(a->venster, bit);
	for (int n = 0; n < VERZAMELING_LAGEN; n++) {
		const uint32_t ding = ding_of(s, n, houder);
		if (ding != PLAN_GEEN && is_full(s, n, ding, bit))
			s->past_niet[n][ding] = true;
	}
}

/* Another half-day for a request with the same houder, so that the next answer knows one. */
static void move(struct stand *s, uint32_t aanvraag, uint32_t houder)
{
	const struct planning_aanvraag *const a =
		(const struct planning_aanvraag *)s->v->planning.aanvragen.items + aanvraag;
	const struct planning_houder *const h =
		(const struct planning_houder *)s->v->planning.houders.items + houder;
	for (int32_t bit = 0; bit < HALVE_DAGEN; bit++)
		if (planning_heeft(a->venster, bit) && planning_heeft(h->vrij, bit) &&
			!planning_heeft(s->houder[houder].woorden, bit) &&
			!planning_heeft(class_of(s, aanvraag)->woorden, bit) &&
			fits(s, houder, bit)) {
			take(s, aanvraag, houder, bit);
			return;
		}
}

/* Of what is full a houder keeps the half-days that were taken. */
static void close_full(const struct stand *s, uint32_t houder)
{
	struct planning_houder *const h =
		(struct planning_houder *)s->v->planning.houders.items + houder;
	for (int n = 0; n < VERZAMELING_LAGEN; n++) {
		const uint32_t ding = ding_of(s, n, houder);
		if (ding == PLAN_GEEN || !s->past_niet[n][ding])
			continue;
		for (int32_t bit = 0; bit < HALVE_DAGEN; bit++)
			if (is_full(s, n, ding, bit) &&
				!planning_heeft(s->houder[houder].woorden, bit))
				drop(h->vrij, bit);
	}
}

static int32_t bit_of(const struct verzameling *v, const struct planning_inzet *z)
{
	return tijdvak_to_number(z->tijdvak) -
	       tijdvak_to_number((struct tijdvak){ .datum = v->planning.van });
}

static bool *pins_of(const struct verzameling *v)
{
	const struct planning_eis *const eisen = v->planning.eisen.items;
	bool *const pinned = take_zeroed(v->planning.aanvragen.count, sizeof(*pinned));
	for (size_t i = 0; i < v->planning.eisen.count; i++)
		if (eisen[i].soort == PLANNING_VAST)
			pinned[eisen[i].aanvraag] = true;
	return pinned;
}

static void keep_all(struct stand *s, const struct planning_antwoord *a)
{
	const struct planning_kans *const kansen = s->v->planning.kansen.items;
	bool *const pinned = pins_of(s->v);
	for (int turn = 0; turn < 2; turn++)
		for (uint32_t i = 0; i < s->v->planning.aanvragen.count; i++)
			if (a->inzet[i].kans != PLAN_GEEN && pinned[i] == (turn == 0))
				keep(s, i, kansen[a->inzet[i].kans].houder,
					bit_of(s->v, &a->inzet[i]));
	free(pinned);
}

size_t verzameling_weer_vol(struct verzameling *v, const struct planning_antwoord *a)
{
	const struct planning_kans *const kansen = v->planning.kansen.items;
	const struct planning_aanvraag *const aanvragen = v->planning.aanvragen.items;
	const struct planning_houder *const houders = v->planning.houders.items;
	struct stand *const s = stand_create(v);
	keep_all(s, a);
	for (size_t i = 0; i < s->over_count; i++)
		move(s, s->over[i], kansen[a->inzet[s->over[i]].kans].houder);
	for (uint32_t i = 0; s->over_count > 0 && i < v->planning.houders.count; i++)
		close_full(s, i);
	/* Where others with places on the same half-day stay, only this pair can go. */
	for (size_t i = 0; i < s->over_count; i++) {
		const struct planning_inzet *const z = &a->inzet[s->over[i]];
		const uint32_t houder = kansen[z->kans].houder;
		const int32_t bit = bit_of(v, z);
		if (planning_heeft(aanvragen[s->over[i]].venster, bit) &&
			planning_heeft(houders[houder].vrij, bit))
			planning_add_eis(&v->planning, s->over[i], houder, PLANNING_VERBODEN);
	}
	const size_t count = s->over_count;
	stand_destroy(s);
	return count;
}
