/*
 * What saved searches find: events of the outbox that made or changed an offer or a request, in
 * order from a place that is kept, are held against all of them. Place and what was found are
 * written in one transaction, so that nothing is missed and nothing found twice, however many
 * workers there are. And each morning a letter tells whoever something was found for how much it
 * is: no more than one a day, and never of the same thing again.
 */
#ifndef WORKER_ZOEK_H
#define WORKER_ZOEK_H

#include "auth/seal.h"
#include "db/db.h"
#include "task/task.h"

struct zoeker {
	struct db *db;
	const struct auth_keys *keys;
	const char *public_url;
};

/* All that is new; how many were written to. */
MUST_CHECK enum err zoek_round(
	struct task *t, const struct zoeker *z, int64_t now_us, int64_t *ret_letters);

#endif
