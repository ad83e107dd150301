/*
 * One planning while a worker makes it: what it has in hand, and what it writes in the row of that
 * planning: that it has it, that it lives, that it gives it back, or why there will be none. All of
 * that only as long as it is the worker that was last to take it.
 */
#ifndef WORKER_PLANNER_WERK_H
#define WORKER_PLANNER_WERK_H

#include "store/sql.h"
#include "worker/planner.h"
#include "worker/planner_verzamel.h"

#define WERK_CODE_MAX 64

/* A pair that staff pinned; `eis` is its number in the planning, PLAN_GEEN when it is no chance. */
struct wens {
	struct uuid aanvraag_id, aanbod_id;
	uint32_t eis;
};

struct werk {
	struct planner *planner;
	struct planning_claim_row row;
	struct score_gewichten gewichten;
	int32_t vandaag;
	struct uuid na;	  /* the last request that was collected */
	size_t aanbod_na; /* the same of the offers */
	int32_t gedaan;
	struct str fase;
	int64_t begonnen_us; /* clock_mono_us when solving began */
	int32_t na_nr;	     /* of another planning: the last that was read */
	bool more;
	bool klaar;    /* it is written, or why it is not */
	bool verloren; /* another worker has it, or staff stopped it */
	struct verzameling verzameling;
	struct buf invoer;
	struct planning planning; /* read from these bytes */
	struct planning_antwoord antwoord[PLANNING_MANIEREN];
	struct planning_rest *rest; /* that the best one leaves */
	struct buf uitkomst;
	struct buf bytes;    /* of the best answer */
	struct wens *wensen; /* the pins of staff, in the order of theirs */
	size_t wens_count;
	size_t nr; /* of the request that is written next */
	size_t ruled_out;
	/* No planning is worth more: of before full weeks took half-days out of the season. What
	 * cannot be at all is no loss, and counts in the bound. */
	int64_t grens;
	bool begrensd;
	char fout[WERK_CODE_MAX]; /* of a task within, which took its faults along */
	bool opnieuw;		  /* of the same: somebody else was just at it */
};

/* Whether there is anything left to do for it here. */
static inline bool werk_gaat_door(const struct werk *w)
{
	return !w->verloren && !w->planner->keeper.stopping;
}

/* The code of an error of this task. */
struct str werk_code(struct task *t, enum err e);

/* At the end of a task within: keeps why it failed. `arg` is the werk. */
void werk_keep_fault(struct task *t, enum err e, void *arg);

/* Ends a transaction: as committed when `said` is well; not `ours` means that it is lost. */
MUST_CHECK enum err werk_end_tx(
	struct task *t, struct db_tx *tx, struct werk *w, bool ours, enum err said);

/* Takes the next planning that waits; ret_found false: there is none. */
MUST_CHECK enum err werk_claim(struct task *t, struct werk *w, bool *ret_found);

/* Gives it to another worker, at once. */
MUST_CHECK enum err werk_release(struct task *t, struct werk *w);

/* A sign of life, with how far solving is (NULL: it is not solved just now): whether it is still
 * ours. The row is held until the end of the transaction. */
MUST_CHECK enum err werk_leeft(struct task *t, struct db_tx *tx, struct werk *w,
	const struct plan_voortgang *v, bool *ret_ours);

/* The same by itself. */
MUST_CHECK enum err werk_teken(struct task *t, struct werk *w, const struct plan_voortgang *v);

/* There will be no planning: why, by code; because a pin is of a pair that is no chance; because
 * the best answer was refused. */
MUST_CHECK enum err werk_fail(struct task *t, struct werk *w, struct str code);
MUST_CHECK enum err werk_fail_impossible(struct task *t, struct werk *w);
MUST_CHECK enum err werk_fail_refused(struct task *t, struct werk *w);

#endif
