/*
 * Explanations in plain Dutch and English with the real figures. Made only for what is shown.
 */
#ifndef SCORE_UITLEG_H
#define SCORE_UITLEG_H

#include "base/arena.h"
#include "base/str.h"
#include "score/score.h"

/* One sentence, in both languages. */
struct score_zin {
	struct str nl;
	struct str en;
};

struct score_uitleg {
	struct score_uitkomst uitkomst; /* the judgement that is explained */
	struct score_zin regel;		/* not possible: why not; otherwise STR_NULL */
	struct score_zin
		factoren[SCORE_FACTOR_COUNT]; /* possible: per factor; otherwise STR_NULL */
};

/* Judges one pair and says why, in memory of the arena. The uitkomst equals that of
 * score_beoordeel. */
void score_leg_uit(struct arena *a, const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanbod *aanbod,
	struct score_uitleg *ret_uitleg);

/* "22,4 km", "850 m" (rounded down to 0,1 km from 1 km on). */
struct score_zin score_zin_afstand(struct arena *a, int32_t afstand_m);

/* The same rounded up: for a distance that must be reached, or that is too far. */
struct score_zin score_zin_afstand_op(struct arena *a, int32_t afstand_m);

/* "24 november 2026" / "24 November 2026". */
struct score_zin score_zin_datum(struct arena *a, int32_t datum);

#endif
