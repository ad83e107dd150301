/*
 * Why one candidate stands below another: factor by factor what it loses and wins. The differences
 * sum to the difference of the scores, because contributions sum to a score.
 */
#ifndef SCORE_VERGELIJK_H
#define SCORE_VERGELIJK_H

#include "base/arena.h"
#include "score/score.h"
#include "score/uitleg.h"

struct score_verschil {
	enum score_factor factor;
	int32_t verschil; /* of the contributions; below 0: the other has more */
	struct str zin;
};

struct score_vergelijking {
	int32_t verschil; /* of the scores */
	/* Where it loses most first, and where it wins last; between equals in the order of the
	 * table of factors. */
	struct score_verschil factoren[SCORE_FACTOR_COUNT];
};

/* Both must be possible (assert), for the same aanvraag by the same weights. */
void score_vergelijk(struct arena *a, enum score_taal taal, const struct score_uitkomst *uitkomst,
	const struct score_uitkomst *ander, struct score_vergelijking *ret_vergelijking);

#endif
