/*
 * What a letter about a match is about, in one line, in the language of who reads it: gastles
 * "Lassen zonder vonken" bij De Regenboog, 8-12-2026 (ochtend).
 */
#ifndef POST_OVER_H
#define POST_OVER_H

#include "base/arena.h"
#include "domain/dagdeel.h"
#include "post/tekst.h"

struct post_wat {
	struct str soort; /* as the contract names it */
	struct str titel, school_naam;
	int32_t datum;
	struct str dagdeel;
};

/* ERR_INVALID when there is no such dagdeel or type of activity. */
MUST_CHECK enum err post_over(
	struct arena *a, const struct post_wat *wat, enum post_taal taal, struct str *ret_over);

/* One half-day in it: 8-12-2026 (ochtend). */
struct str post_halve_dag(
	struct arena *a, int32_t datum, enum dagdeel dagdeel, enum post_taal taal);

#endif
