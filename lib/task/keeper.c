#include "task/keeper.h"

/* Its end wakes whoever waits; this only bounds one wait. */
#define LOOK_MS 1000

static void run(struct task *t, void *arg)
{
	struct keeper *k = arg;
	k->task = t;
	k->fn(t, k->arg);
	k->task = NULL;
	if (k->ender != NULL)
		task_wake(k->ender);
}

enum err keeper_begin(
	struct loop *l, struct keeper *k, void (*fn)(struct task *t, void *arg), void *arg)
{
	k->fn = fn;
	k->arg = arg;
	return task_spawn(l, run, k);
}

void keeper_end(struct task *t, struct keeper *k)
{
	k->stopping = true;
	k->ender = t;
	if (k->task != NULL)
		task_wake(k->task);
	while (k->task != NULL) {
		const enum err e = task_wait(t, LOOK_MS);
		(void)e; /* the condition says whether it is over */
	}
}
