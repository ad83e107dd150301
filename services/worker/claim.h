/*
 * Things that wait in a table, one after the other: each is claimed, done and committed in a
 * transaction of its own, so that any number of workers share them. One that cannot be done is told
 * of in the log and put off: the others do not wait for it.
 */
#ifndef WORKER_CLAIM_H
#define WORKER_CLAIM_H

#include "base/uuid.h"
#include "db/db.h"
#include "task/task.h"

struct claim {
	const char *mislukt; /* what the log calls it when one fails: "bericht.mislukt" */
	const char *wat;     /* and whose id stands with it: "koppeling" */
	/* Claims the next and does it; `ret_found` false: there is none (any more). `ret_id` is set
	 * as soon as one is found. */
	enum err (*doe)(struct task *t, struct db_tx *tx, void *round, bool *ret_found,
		struct uuid *ret_id);
	/* The one that was found last waits. */
	enum err (*stel_uit)(struct task *t, struct db_tx *tx, void *round, struct uuid id);
};

/* All that are due; `ret_done` counts those that were done. ERR_UNAVAILABLE, and what goes wrong
 * before one is found, ends it. */
MUST_CHECK enum err claim_all(
	struct task *t, struct db *d, const struct claim *claim, void *round, int64_t *ret_done);

#endif
