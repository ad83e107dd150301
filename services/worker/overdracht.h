/*
 * Handing over what somebody leaves behind: each step is a batch in a transaction of its own, and
 * the row says how far it is, so that any worker goes on where another one died.
 */
#ifndef WORKER_OVERDRACHT_H
#define WORKER_OVERDRACHT_H

#include "db/db.h"
#include "task/task.h"

/* Until nothing runs any more, or only what another worker has in hand; how much was done. */
MUST_CHECK enum err overdracht_round(
	struct task *t, struct db *d, int64_t now_us, int64_t *ret_done);

#endif
