/*
 * Tells who booked a place at an event, or whose visit it is, what became of the booking, by a
 * letter: confirmed, refused, called off by another, or the whole place is. A trigger leaves a row
 * with the step (inschrijving_bericht); a row is claimed, written and taken away in one
 * transaction: any number of workers share them, and none is told twice.
 */
#ifndef WORKER_PLEKBERICHT_H
#define WORKER_PLEKBERICHT_H

#include "worker/herinner.h"

/* All that wait at now_us; how many sides were told. */
MUST_CHECK enum err plekbericht_round(struct task *t, struct db *d,
	const struct herinner_config *config, int64_t now_us, int64_t *ret_sides);

#endif
