/*
 * Reminds the side that has not answered what was approved, by a letter, once (table herinnering).
 * A reminder is claimed with its match, written and then said to be, in one transaction: any number
 * of workers share them, none goes twice, and none after an answer.
 */
#ifndef WORKER_HERINNER_H
#define WORKER_HERINNER_H

#include "auth/seal.h"
#include "db/db.h"
#include "task/task.h"

struct herinner_config {
	const struct auth_keys *keys;
	const char *public_url;
};

/* All that are due at now_us; how many sides were reminded. */
MUST_CHECK enum err herinner_round(struct task *t, struct db *d,
	const struct herinner_config *config, int64_t now_us, int64_t *ret_sides);

#endif
