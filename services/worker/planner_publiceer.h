/* Publishing a planning: its matches become proposals (worker/planner.h). Withdrawing it: those
 * that nobody decided about are rejected. */
#ifndef WORKER_PLANNER_PUBLICEER_H
#define WORKER_PLANNER_PUBLICEER_H

#include "worker/planner.h"

/* Until nothing waits any more, or only what another worker has in hand; how many were proposed. */
MUST_CHECK enum err planner_publiceer(
	struct task *t, const struct planner *p, int64_t now_us, int64_t *ret_proposed);

#endif
