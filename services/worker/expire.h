/*
 * Ends the proposals that nobody answered within their term (koppeling.verloopt_op). One match a
 * transaction: one that a rule refuses, or that another holds, does not keep the others. Any number
 * of workers may do this at the same time; each match is ended by one of them. Knows no clock and
 * no configuration. Bookings of facilities and places at events that nobody said yes to in time end
 * here as well.
 */
#ifndef WORKER_EXPIRE_H
#define WORKER_EXPIRE_H

#include "db/db.h"

struct expire_count {
	int64_t ended;
	int64_t failed; /* stay as they are until the next round; each is logged */
};

/* All that are past their term at now_us, oldest first. Fails only when the list cannot be read. */
MUST_CHECK enum err expire_matches(
	struct task *t, struct db *d, int64_t now_us, struct expire_count *ret_count);

/* Bookings of facilities that are past their term; how many ended. */
MUST_CHECK enum err expire_bookings(
	struct task *t, struct db *d, int64_t now_us, int64_t *ret_ended);

/* Places at events that are past their term; how many ended. */
MUST_CHECK enum err expire_places(struct task *t, struct db *d, int64_t now_us, int64_t *ret_ended);

#endif
