#include "score/vergelijk.h"

#include <assert.h>
#include <stdlib.h>

/* "850", "12.400" / "12,400": from five digits on in groups. */
static struct score_zin points(struct arena *a, int32_t n)
{
	const bool one = n == 1;
	if (n < 10000)
		return (struct score_zin){
			str_from(arena_printf(a, "%d %s", (int)n, one ? "punt" : "punten")),
			str_from(arena_printf(a, "%d %s", (int)n, one ? "point" : "points")),
		};
	return (struct score_zin){
		str_from(arena_printf(a, "%d.%03d punten", (int)(n / 1000), (int)(n % 1000))),
		str_from(arena_printf(a, "%d,%03d points", (int)(n / 1000), (int)(n % 1000))),
	};
}

static struct score_zin sentence(struct arena *a, enum score_factor factor, int32_t verschil)
{
	const struct score_factor_rij *f = &score_factor_table[factor];
	if (verschil == 0)
		return (struct score_zin){
			str_from(arena_printf(
				a, "Op %s krijgt dit aanbod evenveel als de beste.", f->nl)),
			str_from(arena_printf(
				a, "On %s this offer gets as much as the best.", f->en)),
		};
	const bool less = verschil < 0;
	const struct score_zin p = points(a, less ? -verschil : verschil);
	return (struct score_zin){
		str_from(arena_printf(a, "Op %s krijgt dit aanbod %s %s dan de beste.", f->nl,
			p.nl.ptr, less ? "minder" : "meer")),
		str_from(arena_printf(a, "On %s this offer gets %s %s than the best.", f->en,
			p.en.ptr, less ? "less" : "more")),
	};
}

static int compare(const void *x, const void *y)
{
	const struct score_verschil *a = x;
	const struct score_verschil *b = y;
	if (a->verschil != b->verschil)
		return a->verschil < b->verschil ? -1 : 1;
	return a->factor < b->factor ? -1 : a->factor > b->factor;
}

void score_vergelijk(struct arena *a, const struct score_uitkomst *uitkomst,
	const struct score_uitkomst *ander, struct score_vergelijking *ret_vergelijking)
{
	assert(uitkomst->mogelijk && ander->mogelijk);
	ret_vergelijking->verschil = uitkomst->score - ander->score;
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++) {
		const int32_t verschil = uitkomst->delen[i].bijdrage - ander->delen[i].bijdrage;
		ret_vergelijking->factoren[i] = (struct score_verschil){ (enum score_factor)i,
			verschil, sentence(a, (enum score_factor)i, verschil) };
	}
	qsort(ret_vergelijking->factoren, SCORE_FACTOR_COUNT, sizeof(struct score_verschil),
		compare);
}
