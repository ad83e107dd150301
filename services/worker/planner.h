/*
 * Makes the plannings that staff asks for, and publishes them.
 *
 * Making: the open requests are ranked in the supply in memory, page by page; what comes of it is
 * the question of motor/planning.h, which is solved on the offload thread. Each match is judged
 * once more by fresh facts, and two that cannot on that half-day after all are ruled out; what is
 * full in a week or a school year is taken away (worker/planner_verzamel.h); and it is solved anew.
 * A planning is claimed and begun by one worker, as a trial is (worker/proef.h): one that is not
 * heard of for PLANNER_VERGETEN_S has lost it, and whoever lost it writes nothing more.
 * While it is solved there are signs of life (worker/planner_reken.h): staff may cut it short or
 * stop it, and a worker that is told to end gives it back.
 *
 * Publishing: each match becomes a proposal, in batches, each in a part of its own; what may not
 * any more says why. Withdrawing takes back in batches what nobody decided about. How far it is
 * stands in a row, so that any worker goes on.
 */
#ifndef WORKER_PLANNER_H
#define WORKER_PLANNER_H

#include "motor/voorraad.h"
#include "task/keeper.h"

#define PLANNER_VERGETEN_S 900
#define PLANNER_POGINGEN   5

/* What it is given must outlive it. */
struct planner {
	struct db *db;
	struct taxonomie_cache *taxonomie;
	struct voorraad *voorraad;
	struct keeper keeper;
	bool found; /* by the last look */
};

/* One planning, when there is one to make; then what waits to be published. For a round that is
 * asked for (`work --once`); the supply is waited for. */
MUST_CHECK enum err planner_round(struct task *t, struct planner *p, int64_t now_us);

/* Whether there is anything for such a round. */
MUST_CHECK enum err planner_waits(struct task *t, struct db *d, bool *ret_waits);

/* Looks for them from now on, in a task of its own; keeper_end ends it. */
MUST_CHECK enum err planner_begin(struct loop *l, struct planner *p);

#endif
