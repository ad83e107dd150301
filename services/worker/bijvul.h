/*
 * Refills: after a match ended, proposes the next best offer for its request, as the table
 * bijvulling says; of a match that came of a published planning the one that this planning then has
 * for it (worker/bijvul_plan.h). The supply in memory orders, facts of the transaction judge, and
 * the proposal closes its row in the same transaction: any number of workers share them, and one
 * that dies at any moment has done it once or not at all.
 */
#ifndef WORKER_BIJVUL_H
#define WORKER_BIJVUL_H

#include "motor/voorraad.h"
#include "task/keeper.h"

struct bijvul_count {
	int64_t proposed;
	int64_t stopped; /* nobody was left */
	int64_t put_off; /* whoever fits could not be taken just now, or it failed, which is logged
			  */
};

/* In a task of its own, from bijvuller_begin on. Memory of the caller, zeroed but for these three,
 * which must outlive it. */
struct bijvuller {
	struct keeper keeper;
	struct db *db;
	struct taxonomie_cache *taxonomie;
	struct voorraad *voorraad;
};

/* All that wait at now_us. Waits for the supply when something does. Fails when the database or
 * the supply is not there. */
MUST_CHECK enum err bijvul_round(
	struct task *t, const struct bijvuller *b, int64_t now_us, struct bijvul_count *ret_count);

/* Whether something waits at now_us. */
MUST_CHECK enum err bijvul_waits(struct task *t, struct db *d, int64_t now_us, bool *ret_waits);

/* To be ended with keeper_end. */
MUST_CHECK enum err bijvuller_begin(struct loop *l, struct bijvuller *b);

#endif
