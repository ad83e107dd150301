/* The backtest of score/leer.h. */
#include <stdlib.h>

#include "base/arena.h"
#include "score/leer_intern.h"

#define TOP	   10
#define TREKKINGEN 2000
#define STAART	   (TREKKINGEN / 40) /* 2.5 % at either end */
#define MILJOEN	   1e6

/* What the decisions of one request add: to the sums of both and to what these are divided by. */
struct bijdrage {
	double oud;
	double nieuw;
	double gewicht;
};

/* As the engine does it, contributions rounded down. */
static int32_t score_of(const struct score_leer_regel *regel, const struct score_gewichten *g)
{
	int32_t score = 0;
	for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++)
		score += (int32_t)regel->waarden[f] * g->gewicht[f] / 10;
	return score;
}

/* One line is good, the chosen one, so that the best list has DCG 1. Equal scores: as was shown. */
static double ndcg(const struct score_leer_besluit *b, const struct score_gewichten *g)
{
	const struct score_leer_regel *gekozen = &b->regels[b->gekozen];
	const int32_t score = score_of(gekozen, g);
	unsigned rang = 1;
	for (unsigned j = 0; j < b->aantal; j++) {
		const int32_t s = score_of(&b->regels[j], g);
		rang += s > score || (s == score && b->regels[j].rang < gekozen->rang);
	}
	return rang <= TOP ? leer_ln(2) / leer_ln(1 + rang) : 0;
}

static int by_request(const void *a, const void *b)
{
	const struct score_leer_besluit *x = *(const struct score_leer_besluit *const *)a;
	const struct score_leer_besluit *y = *(const struct score_leer_besluit *const *)b;
	const int order = uuid_cmp(x->aanvraag_id, y->aanvraag_id);
	return order != 0 ? order : uuid_cmp(x->id, y->id);
}

/* One contribution a request, whose decisions share its weight. */
static size_t per_request(const struct score_leer_besluit **besluiten, size_t count,
	const struct score_gewichten *oud, const struct score_leer_fit *fit,
	struct bijdrage *ret_bijdragen)
{
	size_t groups = 0;
	for (size_t i = 0, end = 0; i < count; i = end) {
		while (end < count &&
			uuid_eq(besluiten[end]->aanvraag_id, besluiten[i]->aanvraag_id))
			end++;
		struct bijdrage som = { 0 };
		for (size_t j = i; j < end; j++) {
			const double gewicht =
				leer_gewicht(besluiten[j], fit->eta) / (double)(end - i);
			som.oud += gewicht * ndcg(besluiten[j], oud);
			som.nieuw += gewicht * ndcg(besluiten[j], &fit->gewichten);
			som.gewicht += gewicht;
		}
		ret_bijdragen[groups++] = som;
	}
	return groups;
}

/* SplitMix64 (G. Steele, D. Lea, C. Flood 2014). */
static uint64_t next(uint64_t *state)
{
	*state += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t z = *state;
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static int32_t millionths(double value)
{
	return (int32_t)(value * MILJOEN + (value < 0 ? -0.5 : 0.5));
}

static int by_value(const void *a, const void *b)
{
	const int32_t x = *(const int32_t *)a;
	const int32_t y = *(const int32_t *)b;
	return (x > y) - (x < y);
}

/* The gain in so many requests drawn with replacement, again and again. */
static void draw(struct arena *a, const struct bijdrage *bijdragen, size_t count, uint64_t seed,
	struct score_leer_oordeel *oordeel)
{
	int32_t *verschillen = ARENA_ARRAY(a, TREKKINGEN, int32_t);
	for (int t = 0; t < TREKKINGEN; t++) {
		double verschil = 0;
		double gewicht = 0;
		for (size_t i = 0; i < count; i++) {
			const struct bijdrage *b = &bijdragen[((next(&seed) >> 32) * count) >> 32];
			verschil += b->nieuw - b->oud;
			gewicht += b->gewicht;
		}
		verschillen[t] = millionths(verschil / gewicht);
	}
	qsort(verschillen, TREKKINGEN, sizeof(*verschillen), by_value);
	oordeel->laag = verschillen[STAART];
	oordeel->hoog = verschillen[TREKKINGEN - 1 - STAART];
}

void score_leer_toets(struct arena *a, const struct score_leer_besluit *const *besluiten,
	size_t count, const struct score_gewichten *oud, const struct score_leer_fit *fit,
	uint64_t seed, struct score_leer_oordeel *ret_oordeel)
{
	*ret_oordeel = (struct score_leer_oordeel){ 0 };
	if (count == 0)
		return;
	const struct score_leer_besluit **sorted =
		ARENA_ARRAY(a, count, const struct score_leer_besluit *);
	for (size_t i = 0; i < count; i++)
		sorted[i] = besluiten[i];
	qsort(sorted, count, sizeof(*sorted), by_request);
	struct bijdrage *bijdragen = ARENA_ARRAY(a, count, struct bijdrage);
	const size_t groups = per_request(sorted, count, oud, fit, bijdragen);
	struct bijdrage som = { 0 };
	for (size_t i = 0; i < groups; i++) {
		som.oud += bijdragen[i].oud;
		som.nieuw += bijdragen[i].nieuw;
		som.gewicht += bijdragen[i].gewicht;
	}
	ret_oordeel->oud = millionths(som.oud / som.gewicht);
	ret_oordeel->nieuw = millionths(som.nieuw / som.gewicht);
	ret_oordeel->verschil = ret_oordeel->nieuw - ret_oordeel->oud;
	draw(a, bijdragen, groups, seed, ret_oordeel);
}
