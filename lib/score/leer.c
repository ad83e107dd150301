#include "score/leer.h"

#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"

#define LEER_TIENDEN 7 /* of ten decisions so many are fitted, the rest is for the backtest */

static int by_time(const void *a, const void *b)
{
	const struct score_leer_besluit *x = *(const struct score_leer_besluit *const *)a;
	const struct score_leer_besluit *y = *(const struct score_leer_besluit *const *)b;
	if (x->op_us != y->op_us)
		return x->op_us < y->op_us ? -1 : 1;
	return uuid_cmp(x->id, y->id);
}

static int by_id(const void *a, const void *b)
{
	return uuid_cmp(*(const struct uuid *)a, *(const struct uuid *)b);
}

/* Sorts the requests of these decisions, each once. */
static size_t requests_of(
	const struct score_leer_besluit *const *besluiten, size_t count, struct uuid *ret_aanvragen)
{
	for (size_t i = 0; i < count; i++)
		ret_aanvragen[i] = besluiten[i]->aanvraag_id;
	qsort(ret_aanvragen, count, sizeof(*ret_aanvragen), by_id);
	size_t unique = 0;
	for (size_t i = 0; i < count; i++)
		if (i == 0 || !uuid_eq(ret_aanvragen[i], ret_aanvragen[unique - 1]))
			ret_aanvragen[unique++] = ret_aanvragen[i];
	return unique;
}

/* Of the later decisions those whose request is not among the earlier ones, in their order. */
static size_t drop_known(const struct score_leer_besluit **later, size_t count,
	const struct uuid *known, size_t known_count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (bsearch(&later[i]->aanvraag_id, known, known_count, sizeof(*known), by_id) ==
			NULL)
			later[kept++] = later[i];
	return kept;
}

void score_leer_deel(struct arena *a, const struct score_leer_besluit *besluiten, size_t count,
	struct score_leer_delen *ret_delen)
{
	const struct score_leer_besluit **all =
		ARENA_ARRAY(a, count + 1, const struct score_leer_besluit *);
	struct score_leer_delen d = { .leer = all };
	for (size_t i = 0; i < count; i++) {
		const struct score_leer_besluit *b = &besluiten[i];
		assert(b->gekozen < b->aantal && b->aantal <= SCORE_LEER_LIJST_MAX);
		d.niet_passend += b->uitkomst == SCORE_LEER_NIET_PASSEND;
		if (b->uitkomst != SCORE_LEER_NIET_PASSEND && b->aantal > 1)
			all[d.bruikbaar++] = b;
	}
	qsort(all, d.bruikbaar, sizeof(*all), by_time);
	d.leer_count = d.bruikbaar * LEER_TIENDEN / 10;
	d.toets = all + d.leer_count;
	struct uuid *aanvragen = ARENA_ARRAY(a, d.bruikbaar + 1, struct uuid);
	const size_t known = requests_of(d.leer, d.leer_count, aanvragen);
	d.toets_count = drop_known(d.toets, d.bruikbaar - d.leer_count, aanvragen, known);
	d.toets_aanvragen = requests_of(d.toets, d.toets_count, aanvragen);
	*ret_delen = d;
}

bool score_leer_genoeg(const struct score_leer_delen *delen)
{
	return delen->bruikbaar >= SCORE_LEER_BESLUIT_MIN &&
	       delen->toets_aanvragen >= SCORE_LEER_AANVRAAG_MIN;
}

bool score_leer_is_beter(const struct score_leer_oordeel *oordeel)
{
	return oordeel->laag > 0;
}
