/* Solving a season, step by step: for plan.h, and for stand.h which goes on from what came of it.
 */
#ifndef PLAN_LOS_H
#define PLAN_LOS_H

#include "plan/zoek.h"

struct los {
	struct zoek z;
	const struct plan_grenzen *grenzen;
	size_t done, next_call;
	bool moet; /* those that have to be served are placed */
	bool stopped;
	int64_t gap; /* how far from the best it can be */
};

/* Looks at a season and makes a model of it; `wisselt` as in model.h. */
MUST_CHECK enum err los_begin(const struct plan_opgave *opgave, const struct plan_grenzen *grenzen,
	bool wisselt, struct model *m, struct plan_weigering *ret_weigering);

/* Places all sessions, or what the limits allow. */
void los_alles(struct los *run);

/* Places another session of an aanvraag. */
void los_een(struct zoek *z, uint32_t aanvraag);

/* The certificate (plan/bewijs.h). */
bool los_bewezen(const struct zoek *z);

void los_antwoord(const struct zoek *z, int64_t gap, struct plan_uitkomst *ret_uitkomst);

#endif
