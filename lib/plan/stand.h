/*
 * A best planning that is kept while its season changes: each change is made good from the answer
 * and the prices that are there, by a few searches around what changed, and what comes is a best
 * planning of the season as it then is, as if it had been planned anew.
 *
 * What is agreed is pinned and stays; `trouw` of the season says what keeping the rest is worth.
 *
 * Pure: no I/O, no clock. The season that it was made of is borrowed until plan_stand_destroy.
 */
#ifndef PLAN_STAND_H
#define PLAN_STAND_H

#include "plan/plan.h"

struct plan_stand;

/* As plan_los; what changes later has to be in the season from the start, an aanvraag that is not
 * there yet as any other (plan_stand_aanvraag takes it out). ERR_UNAVAILABLE: the limits cut the
 * work short. */
MUST_CHECK enum err plan_stand_create(const struct plan_opgave *opgave,
	const struct plan_grenzen *grenzen, struct plan_stand **ret_stand,
	struct plan_weigering *ret_weigering);
void plan_stand_destroy(struct plan_stand *s);

/* Changes; false, with nothing changed, when a pin is in the way, or the index is none. */

/* An aanvraag comes or goes, with all of its sessions. */
bool plan_stand_aanvraag(struct plan_stand *s, uint32_t aanvraag, bool erin);

/* Another maximum: of an aanbod, which goes with 0; or of a bedrijf or kring that had an effective
 * one from the start. */
bool plan_stand_max(struct plan_stand *s, enum plan_ding ding, uint32_t index, int32_t max);

/* A half-day of an aanbod is free from now on, or no longer. */
bool plan_stand_halfdag(struct plan_stand *s, uint32_t aanbod, uint32_t tijdvak, bool vrij);

/* The planning as it is now, with its certificate; an aanvraag that is out has no session. Not
 * winst_aanvraag. ERR_INVALID: a minimum cannot be met any more. */
MUST_CHECK enum err plan_stand_uitkomst(
	const struct plan_stand *s, struct plan_uitkomst *ret_uitkomst);

/* Steps of search until now. */
uint64_t plan_stand_werk(const struct plan_stand *s);

#endif
