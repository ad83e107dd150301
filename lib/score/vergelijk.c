#include "score/vergelijk.h"

#include <assert.h>
#include <stdlib.h>

#include "score/paar.h"

/* "850", "12.400" / "12,400": from five digits on in groups. */
static void add_points(struct score_zin *z, int32_t n)
{
	if (n == 1)
		ZIN_VAST(z, "1 punt", "1 point");
	else if (n < 10000)
		ZIN(z, "%1 punten", "%1 points", zin_getal(n));
	else
		ZIN(z, "%1.%2%3%4 punten", "%1,%2%3%4 points", zin_getal(n / 1000),
			zin_getal(n / 100 % 10), zin_getal(n / 10 % 10), zin_getal(n % 10));
}

static struct str sentence(
	struct arena *a, enum score_taal taal, enum score_factor factor, int32_t verschil)
{
	const struct score_factor_rij *f = &score_factor_table[factor];
	const struct score_stuk naam = zin_woord(f->nl, f->en);
	char tekst[SCORE_ZIN_MAX];
	struct score_zin z = score_zin_begin(taal, tekst);
	if (verschil == 0) {
		ZIN(&z, "Op %1 krijgt dit aanbod evenveel als de beste.",
			"On %1 this offer gets as much as the best.", naam);
		return score_zin_dup(a, &z);
	}
	ZIN(&z, "Op %1 krijgt dit aanbod ", "On %1 this offer gets ", naam);
	add_points(&z, verschil < 0 ? -verschil : verschil);
	ZIN(&z, " %1 dan de beste.", " %1 than the best.",
		verschil < 0 ? zin_woord("minder", "less") : zin_woord("meer", "more"));
	return score_zin_dup(a, &z);
}

static int compare(const void *x, const void *y)
{
	const struct score_verschil *a = x;
	const struct score_verschil *b = y;
	if (a->verschil != b->verschil)
		return a->verschil < b->verschil ? -1 : 1;
	return a->factor < b->factor ? -1 : a->factor > b->factor;
}

void score_vergelijk(struct arena *a, enum score_taal taal, const struct score_uitkomst *uitkomst,
	const struct score_uitkomst *ander, struct score_vergelijking *ret_vergelijking)
{
	assert(uitkomst->mogelijk && ander->mogelijk);
	ret_vergelijking->verschil = uitkomst->score - ander->score;
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++) {
		const int32_t verschil = uitkomst->delen[i].bijdrage - ander->delen[i].bijdrage;
		ret_vergelijking->factoren[i] = (struct score_verschil){ (enum score_factor)i,
			verschil, sentence(a, taal, (enum score_factor)i, verschil) };
	}
	qsort(ret_vergelijking->factoren, SCORE_FACTOR_COUNT, sizeof(struct score_verschil),
		compare);
}
