/*
 * Writes what was solved: each match judged once more by the facts of now, with why. What cannot be
 * after all is ruled out in the question, for another round.
 */
#ifndef WORKER_PLANNER_SCHRIJF_H
#define WORKER_PLANNER_SCHRIJF_H

#include "worker/planner_werk.h"

/* The question of one request, with the weights of the planning. */
MUST_CHECK enum err planner_load_vraag(
	struct task *t, struct db_tx *tx, const struct werk *w, struct uuid id, struct motor *m);

/* All requests, page by page; w->ruled_out counts what could not be. */
MUST_CHECK enum err planner_schrijf(struct task *t, struct werk *w);

/* It is made: with what it was made of, and what came of it. */
MUST_CHECK enum err planner_schrijf_klaar(struct task *t, struct werk *w);

#endif
