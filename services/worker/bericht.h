/*
 * Tells the people of a match of a step in it, by a letter. Which step tells whom is a table
 * (stap_bericht); the trigger that reads it leaves a row with the step (bericht). A row is claimed
 * with its match, written and taken away, in one transaction: any number of workers share them, and
 * none is told twice, nor of what is no longer so.
 */
#ifndef WORKER_BERICHT_H
#define WORKER_BERICHT_H

#include "worker/herinner.h"

/* All that wait at now_us; how many sides were told. */
MUST_CHECK enum err bericht_round(struct task *t, struct db *d,
	const struct herinner_config *config, int64_t now_us, int64_t *ret_sides);

#endif
