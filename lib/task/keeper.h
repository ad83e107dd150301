/*
 * A task that lives as long as its owner: it does its work in rounds until it is told to stop, and
 * whoever ends the owner waits for that. Memory of the owner, zeroed.
 */
#ifndef TASK_KEEPER_H
#define TASK_KEEPER_H

#include "task/task.h"

struct keeper {
	struct task *task;  /* NULL = not begun, or over */
	struct task *ender; /* waits for that */
	void (*fn)(struct task *t, void *arg);
	void *arg;
	bool stopping; /* to be looked at after every wait */
};

/* Starts fn(t, arg), which returns soon after `stopping` is true. */
MUST_CHECK enum err keeper_begin(
	struct loop *l, struct keeper *k, void (*fn)(struct task *t, void *arg), void *arg);

/* Tells it to stop, wakes it, and suspends until it is over, also past the deadline of t. */
void keeper_end(struct task *t, struct keeper *k);

#endif
