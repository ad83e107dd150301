/*
 * Explanations in plain words with the real figures, in Dutch or in English. Made only for what is
 * shown, in the language that is asked.
 */
#ifndef SCORE_UITLEG_H
#define SCORE_UITLEG_H

#include "base/arena.h"
#include "base/str.h"
#include "score/score.h"

enum score_taal { SCORE_TAAL_NL, SCORE_TAAL_EN, SCORE_TAAL_COUNT };

#define SCORE_ZIN_MAX 250 /* bytes of the longest sentence */

/* A sentence while it is made, in memory of the caller: SCORE_ZIN_MAX bytes. Nothing in it needs
 * escaping in JSON. */
struct score_zin {
	enum score_taal taal;
	char *tekst;
	size_t len;
};

static inline struct score_zin score_zin_begin(
	enum score_taal taal, char memory[static SCORE_ZIN_MAX])
{
	return (struct score_zin){ taal, memory, 0 };
}

/* What it says so far: borrowed, or NUL-terminated in the arena. */
struct str score_zin_str(const struct score_zin *z);
struct str score_zin_dup(struct arena *a, const struct score_zin *z);

struct score_uitleg {
	struct score_uitkomst uitkomst;		 /* the judgement that is explained */
	struct str regel;			 /* not possible: why not; otherwise STR_NULL */
	struct str factoren[SCORE_FACTOR_COUNT]; /* possible: per factor; otherwise STR_NULL */
	char tekst[SCORE_FACTOR_COUNT * SCORE_ZIN_MAX]; /* where these stand */
};

/* Judges one pair and says why. The uitkomst equals that of score_beoordeel. */
void score_leg_uit(enum score_taal taal, const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanbod *aanbod,
	struct score_uitleg *ret_uitleg);

/* Add "22,4 km", "850 m" (to the nearest 0,1 km from 1 km on). */
void score_zin_afstand(struct score_zin *z, int32_t afstand_m);

/* The same rounded up: for a distance that must be reached, or that is too far. */
void score_zin_afstand_op(struct score_zin *z, int32_t afstand_m);

/* The same as it is, "10,25 km": for the most that somebody accepts. */
void score_zin_grens(struct score_zin *z, int32_t afstand_m);

/* "24 november 2026" / "24 November 2026". */
void score_zin_datum(struct score_zin *z, int32_t datum);

#endif
