/*
 * The rules and factors once more, day by day and without any of the library's sets, bits or order
 * of work: the measure that the engine is held against.
 */
#ifndef TEST_SCORE_OPNIEUW_H
#define TEST_SCORE_OPNIEUW_H

#include "score/score.h"

/* The first rule of the mask that fails; SCORE_REGEL_COUNT when the pair is possible. */
unsigned opnieuw_regel(
	const struct score_aanvraag *v, const struct score_aanbod *b, uint32_t regels);

/* Whether one half-day survives the rules on time 0 … tot-1 of the mask. */
bool opnieuw_vrij(const struct score_aanvraag *v, const struct score_aanbod *b, uint32_t regels,
	unsigned tot, int32_t datum, enum dagdeel dagdeel);

/* The value of one factor when these half-days are left; 500 and neutral without data. */
int opnieuw_waarde(const struct score_aanvraag *v, const struct score_aanbod *b,
	const struct tijdvak_set *left, enum score_factor factor, bool *ret_neutraal);

#endif
