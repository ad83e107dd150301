/*
 * Solving on the offload thread, with signs of life: meanwhile a task of its own tells every few
 * seconds how far it is, hears whether it is still wanted and how long it may take, and ends it
 * early where need be; then the best answer so far is the answer (plan_grenzen.voortgang).
 */
#ifndef WORKER_PLANNER_REKEN_H
#define WORKER_PLANNER_REKEN_H

#include <stdatomic.h>

#include "plan/plan.h"
#include "task/keeper.h"

struct planner_reken {
	/* Of the owner. Solves within these limits; touches nothing of the loop. */
	void (*los)(void *arg, const struct plan_grenzen *grenzen);
	/* A sign of life: whether it is wanted still, and for how many seconds in all. */
	enum err (*teken)(struct task *t, void *arg, const struct plan_voortgang *voortgang,
		bool *ret_gewild, int32_t *ret_seconden);
	void *arg;
	const bool *stopping; /* looked at all the time: it has to end now */
	size_t max_bytes;
	int64_t begonnen_us; /* clock_mono_us from which the seconds count */
	int32_t seconden;
	/* its own */
	struct keeper keeper;
	atomic_bool klaar;
	_Atomic size_t gedaan, totaal, bediend;
	_Atomic int64_t ondergrens;
	_Atomic int64_t tot_us;
};

MUST_CHECK enum err planner_reken(struct task *t, struct planner_reken *r);

#endif
