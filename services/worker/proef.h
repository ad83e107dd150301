/*
 * Tries versions of the weights on the requests that are open, when staff asked for it: ranks each
 * request twice in the supply in memory, with the weights in force and with the ones tried, and
 * keeps what differs.
 *
 * A trial is claimed in the database and begun by one worker. Page by page the worker says that it
 * lives and how far it is; one that is not heard of for PROEF_VERGETEN_S has lost its trial, and
 * another begins it anew: its counts are in memory and cost a minute, a state kept half way would
 * have to be right. After PROEF_POGINGEN workers the trial has failed. Who lost it writes nothing
 * more: every write names the attempt.
 */
#ifndef WORKER_PROEF_H
#define WORKER_PROEF_H

#include "motor/voorraad.h"

#define PROEF_VERGETEN_S 60
#define PROEF_POGINGEN	 5

struct proever;

/* Looks for trials from now on, in a task of its own. What is given must outlive it. */
MUST_CHECK enum err proever_create(struct loop *l, struct db *d, struct taxonomie_cache *taxonomie,
	struct voorraad *voorraad, struct proever **ret_proever);

/* Suspends until its task is over: a trial that it is at is left to the next. Takes NULL. */
void proever_destroy(struct task *t, struct proever *p);

#endif
