/* What a planning came to, beside what people do by hand: as the contract has it. */
#ifndef WORKER_PLANNER_UITKOMST_H
#define WORKER_PLANNER_UITKOMST_H

#include "worker/planner_verzamel.h"
#include "json/jsn.h"

/* Writes PlanningUitkomst into `text`; `planning` is what was solved, `van` where it came from.
 * Touches nothing of the loop. */
void planner_uitkomst_schrijf(struct buf *text, const struct verzameling *van,
	const struct planning *planning,
	const struct planning_antwoord antwoord[PLANNING_MANIEREN]);

#endif
