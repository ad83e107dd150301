/* The way of a class along several companies: held against all ways, looked at in the plainest way.
 */
#include "score/rondgang.h"

#include <criterion/criterion.h>
#include <string.h>

#include "paren.h"

#define MONDAY PAREN_MAANDAG
#define DAYS   12

struct scene {
	struct score_aanvraag aanvraag;
	struct tijdvak_set vrij[RONDGANG_KANDIDATEN_MAX];
	struct rondgang_uren bezet[RONDGANG_KANDIDATEN_MAX];
	struct rondgang_kandidaat kandidaten[RONDGANG_KANDIDATEN_MAX];
	struct score_optie optie;
	size_t count;
};

static struct plaats at(int32_t x_km, int32_t y_km)
{
	return (struct plaats){ 140000 + x_km * 1000, 480000 + y_km * 1000, true };
}

/* Companies that are always there, all of the same score. */
static void init(struct scene *s, const struct plaats *places, size_t count)
{
	memset(s, 0, sizeof(*s));
	s->aanvraag.plaats = at(0, 0);
	s->count = count;
	for (size_t i = 0; i < count; i++) {
		cr_assert_eq(tijdvak_set_init_week(&s->vrij[i], MONDAY, MONDAY + DAYS - 1,
				     DAGDEEL_WEEK_SCHOOLDAG),
			ERR_OK);
		s->kandidaten[i] = (struct rondgang_kandidaat){
			.plaats = places[i], .score = 50000, .vrij = &s->vrij[i]
		};
	}
}

static bool choose(const struct scene *s, size_t haltes, int32_t minuten, struct rondgang *ret)
{
	const struct rondgang_vraag vraag = { &s->aanvraag, haltes, minuten };
	return rondgang_kies(&vraag, s->kandidaten, s->count, ret);
}

Test(rondgang, goes_the_shortest_way_round)
{
	const struct plaats places[] = { at(9, 0), at(3, 0), at(6, 0) };
	static struct scene s;
	struct rondgang g;
	init(&s, places, 3);
	cr_assert(choose(&s, 3, 45, &g));
	/* One way or the other takes as long; the first of the ranking goes first. */
	cr_assert_eq(g.haltes[0].index, 0);
	cr_assert_eq(g.haltes[1].index, 2);
	cr_assert_eq(g.haltes[2].index, 1);
	cr_assert_eq(g.reis_min, 12 + 4 + 4 + 4);
	cr_assert_eq(g.datum, MONDAY);
	/* 08:30 and 12 minutes is 08:42: the visit begins on the quarter. */
	cr_assert_eq(g.haltes[0].van_min, 8 * 60 + 45);
	cr_assert_eq(g.haltes[0].tot_min, 9 * 60 + 30);
	cr_assert_eq(g.haltes[1].van_min, 9 * 60 + 45);
	cr_assert_eq(g.haltes[2].van_min, 10 * 60 + 45);
	cr_assert_eq(g.terug_min, 11 * 60 + 34);
}

Test(rondgang, rather_travels_less_than_scores_more)
{
	const struct plaats places[] = { at(30, 0), at(2, 0), at(3, 0) };
	static struct scene s;
	struct rondgang g;
	init(&s, places, 3);
	s.kandidaten[0].score = 90000;
	cr_assert(choose(&s, 2, 60, &g));
	cr_assert(g.haltes[0].index != 0 && g.haltes[1].index != 0);
	s.kandidaten[0].plaats = at(3, 0);
	cr_assert(choose(&s, 2, 60, &g));
	cr_assert_eq(g.score, 140000);
	cr_assert(g.haltes[0].index == 0 || g.haltes[1].index == 0);
}

Test(rondgang, goes_on_after_noon_what_does_not_fit_before)
{
	const struct plaats places[] = { at(5, 0), at(6, 0), at(7, 0) };
	static struct scene s;
	struct rondgang g;
	init(&s, places, 3);
	cr_assert(choose(&s, 3, 100, &g));
	cr_assert_eq(g.haltes[0].dagdeel, DAGDEEL_OCHTEND);
	cr_assert_eq(g.haltes[1].dagdeel, DAGDEEL_MIDDAG);
	cr_assert_eq(g.haltes[1].van_min, 12 * 60 + 30);
	cr_assert_eq(g.haltes[2].tot_min, 15 * 60 + 55);
	cr_assert(g.terug_min <= 16 * 60 + RONDGANG_UITLOOP_MIN);
	cr_assert_not(choose(&s, 3, 110, &g));
}

Test(rondgang, begins_after_noon_when_the_morning_is_taken)
{
	const struct plaats places[] = { at(5, 0), at(6, 0) };
	static struct scene s;
	struct rondgang g;
	init(&s, places, 2);
	for (size_t i = 0; i < 2; i++)
		tijdvak_set_keep_week(&s.vrij[i], 1u << 4); /* Tuesday afternoon */
	cr_assert(choose(&s, 2, 60, &g));
	cr_assert_eq(g.datum, MONDAY + 1);
	cr_assert_eq(g.haltes[0].van_min, 12 * 60 + 45);
}

Test(rondgang, comes_when_no_other_class_is_there)
{
	const struct plaats places[] = { at(2, 0), at(4, 0) };
	static struct scene s;
	struct rondgang g;
	init(&s, places, 2);
	s.bezet[0] = (struct rondgang_uren){ MONDAY, 9 * 60, 10 * 60 };
	s.kandidaten[0].bezet = &s.bezet[0];
	s.kandidaten[0].bezet_count = 1;
	cr_assert(choose(&s, 2, 60, &g));
	/* The other way round, at ten. */
	cr_assert_eq(g.datum, MONDAY);
	cr_assert_eq(g.haltes[0].index, 1);
	cr_assert_eq(g.haltes[1].van_min, 10 * 60);
}

Test(rondgang, comes_when_the_school_likes_it_best)
{
	const struct plaats places[] = { at(2, 0), at(4, 0) };
	static struct scene s;
	struct rondgang g;
	init(&s, places, 2);
	s.optie = (struct score_optie){ MONDAY + 8, MONDAY + 9, DAGDEEL_WEEK_ALLE };
	s.aanvraag.opties = &s.optie;
	s.aanvraag.optie_count = 1;
	cr_assert(choose(&s, 2, 60, &g));
	cr_assert_eq(g.datum, MONDAY + 8);
}

Test(rondgang, fills_a_gap_only_with_whom_it_reaches_in_time)
{
	const struct rondgang_gat gat = { .voor = at(0, 0),
		.voor_min = 570,
		.van_min = 585,
		.tot_min = 645,
		.na = at(10, 0),
		.na_min = 660 };
	cr_assert(rondgang_past(&gat, at(5, 0)));
	cr_assert(rondgang_past(&gat, at(11, 0)));
	cr_assert_not(rondgang_past(&gat, at(12, 0)));
	cr_assert_not(rondgang_past(&gat, at(-2, 0)));
}

/* ---- all ways ---- */

struct way {
	size_t pick[RONDGANG_HALTES_MAX];
	int32_t reis, score, datum, half_day;
	size_t keus;
	bool found;
};

/* Whether the class can go this way on this day, from this half-day on; by the clock alone. */
static bool can_go(const struct scene *s, const struct way *w, size_t haltes, int32_t minuten,
	int32_t datum, bool after_noon)
{
	int32_t now = after_noon ? 750 : 510;
	struct plaats here = s->aanvraag.plaats;
	bool noon = after_noon;
	for (size_t i = 0; i < haltes; i++) {
		const struct rondgang_kandidaat *k = &s->kandidaten[w->pick[i]];
		now += plaats_reis_min(plaats_afstand_m(here, k->plaats));
		while (now % 15 != 0)
			now++;
		if (!noon && now + minuten > 720) {
			noon = true;
			now = now < 750 ? 750 : now;
		}
		const enum dagdeel d = noon ? DAGDEEL_MIDDAG : DAGDEEL_OCHTEND;
		if (!tijdvak_set_has(k->vrij, datum, d) || now + minuten > (noon ? 960 : 720))
			return false;
		for (size_t b = 0; b < k->bezet_count; b++)
			if (k->bezet[b].datum == datum && k->bezet[b].van_min < now + minuten &&
				k->bezet[b].tot_min > now)
				return false;
		now += minuten;
		here = k->plaats;
	}
	now += plaats_reis_min(plaats_afstand_m(here, s->aanvraag.plaats));
	return now <= (noon ? 990 : 750);
}

static size_t option_of(const struct scene *s, int32_t datum, bool after_noon)
{
	const uint16_t bit = (uint16_t)(1u << ((datum - MONDAY) % 7 * 3 + (after_noon ? 1 : 0)));
	for (size_t i = 0; i < s->aanvraag.optie_count; i++) {
		const struct score_optie *o = &s->aanvraag.opties[i];
		if (datum >= o->van && datum <= o->tot && (o->dagdelen & bit) != 0)
			return i;
	}
	return s->aanvraag.optie_count;
}

static bool is_better(const struct way *a, const struct way *b)
{
	if (!b->found || a->reis != b->reis)
		return !b->found || a->reis < b->reis;
	if (a->score != b->score)
		return a->score > b->score;
	return a->keus != b->keus ? a->keus < b->keus : a->half_day < b->half_day;
}

/* Every choice of companies is a number with as many digits as there are stops. */
static struct way oracle(const struct scene *s, size_t haltes, int32_t minuten)
{
	struct way best = { .found = false };
	size_t all = 1;
	for (size_t i = 0; i < haltes; i++)
		all *= s->count;
	for (size_t number = 0; number < all; number++) {
		struct way w = { .found = true };
		bool twice = false;
		size_t rest = number;
		struct plaats here = s->aanvraag.plaats;
		for (size_t i = haltes; i-- > 0; rest /= s->count)
			w.pick[i] = rest % s->count;
		for (size_t i = 0; i < haltes; i++) {
			const struct rondgang_kandidaat *k = &s->kandidaten[w.pick[i]];
			for (size_t j = 0; j < i; j++)
				twice = twice || w.pick[j] == w.pick[i];
			w.reis += plaats_reis_min(plaats_afstand_m(here, k->plaats));
			w.score += k->score;
			here = k->plaats;
		}
		w.reis += plaats_reis_min(plaats_afstand_m(here, s->aanvraag.plaats));
		for (int32_t day = 0; day < DAYS * 2 && !twice; day++) {
			w.datum = MONDAY + day / 2;
			w.half_day = day;
			w.keus = option_of(s, w.datum, day % 2 == 1);
			if (can_go(s, &w, haltes, minuten, w.datum, day % 2 == 1) &&
				is_better(&w, &best))
				best = w;
		}
	}
	return best;
}

/* Few places and scores, so that much is alike; companies that are often away. */
static void random_scene(struct scene *s, struct toeval *t)
{
	struct plaats places[RONDGANG_KANDIDATEN_MAX];
	const size_t count = 2 + toeval_below(t, 5);
	for (size_t i = 0; i < count; i++)
		places[i] = at(
			(int32_t)toeval_below(t, 4) * 9 - 12, (int32_t)toeval_below(t, 3) * 9 - 9);
	init(s, places, count);
	for (size_t i = 0; i < count; i++) {
		s->kandidaten[i].score = 40000 + (int32_t)toeval_below(t, 3) * 1000;
		tijdvak_set_keep_week(&s->vrij[i], (uint16_t)(toeval_below(t, 32768) | 1 << 6));
		if (toeval_below(t, 3) > 0)
			continue;
		const int32_t from = 510 + (int32_t)toeval_below(t, 300);
		s->bezet[i] = (struct rondgang_uren){ MONDAY + 2, from, from + 60 };
		s->kandidaten[i].bezet = &s->bezet[i];
		s->kandidaten[i].bezet_count = 1;
	}
	if (toeval_below(t, 2) == 0)
		return;
	s->optie = (struct score_optie){ MONDAY + (int32_t)toeval_below(t, 6), MONDAY + 9,
		(uint16_t)(toeval_below(t, 32767) + 1) };
	s->aanvraag.opties = &s->optie;
	s->aanvraag.optie_count = 1;
}

Test(rondgang, is_the_best_of_all_ways, .timeout = 120)
{
	struct toeval t = { 27 };
	unsigned none = 0;
	for (unsigned n = 0; n < 400; n++) {
		static struct scene s;
		struct rondgang g = { .count = 0 };
		random_scene(&s, &t);
		const size_t haltes = 1 + toeval_below(&t, s.count < 4 ? (unsigned)s.count : 4);
		const int32_t minuten = 30 + (int32_t)toeval_below(&t, 6) * 24;
		const struct way w = oracle(&s, haltes, minuten);
		cr_assert_eq(choose(&s, haltes, minuten, &g), w.found, "%u", n);
		none += !w.found;
		if (!w.found)
			continue;
		cr_assert_eq(g.count, haltes);
		cr_assert_eq(g.reis_min, w.reis, "%u: %d, not %d", n, g.reis_min, w.reis);
		cr_assert_eq(g.score, w.score, "%u", n);
		cr_assert_eq(g.datum, w.datum, "%u", n);
		for (size_t i = 0; i < haltes; i++)
			cr_assert_eq(g.haltes[i].index, w.pick[i], "%u", n);
	}
	cr_assert(none > 20 && none < 300, "%u", none);
}
