/*
 * Minimum-cost flow over a graph that is written out: nodes with a supply (or a demand, below 0),
 * arcs with bounds and an integer cost. For graphs of any form, as DIMACS files have them; a season
 * has a solver of its own (plan/plan.h), which this one is an oracle of.
 *
 * Primal network simplex: a strongly feasible spanning tree, so that it never cycles (Cunningham,
 * Mathematical Programming 11, 1976), and the entering arc by block search. The answer is integral,
 * and comes with node potentials that prove it (flow_check).
 *
 * Pure: no I/O, no clock, nothing that outlives the call; the lists are borrowed, the answer is
 * written into the caller's. Everything is checked arithmetic: what could overflow is refused.
 */
#ifndef PLAN_FLOW_H
#define PLAN_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FLOW_NODES_MAX ((size_t)1 << 26)
#define FLOW_ARCS_MAX  ((size_t)1 << 28)
#define FLOW_UNLIMITED (INT64_MAX / 4) /* a capacity that no flow reaches */

struct flow_arc {
	uint32_t from, to;
	int64_t low, cap; /* at least and at most so much */
	int64_t cost;	  /* of a unit */
};

struct flow_problem {
	const int64_t *supply; /* of each node; they sum to 0 */
	size_t node_count;
	const struct flow_arc *arcs;
	size_t arc_count;
};

enum flow_verdict {
	FLOW_OPTIMAL,
	FLOW_INFEASIBLE, /* no flow meets all supplies and bounds */
	FLOW_UNBOUNDED,	 /* a circle of negative cost without a limit */
	FLOW_OVERFLOW,	 /* costs or amounts too large to compute with */
	FLOW_WRONG,	 /* an arc to nowhere, low over cap, supplies that do not sum to 0 */
	FLOW_STOPPED	 /* the limit of work was reached */
};

struct flow_answer {
	enum flow_verdict verdict;
	int64_t cost;
	uint64_t work; /* pivots */
};

/* Bytes that flow_solve takes while it runs. */
size_t flow_bytes(size_t node_count, size_t arc_count);

/*
 * Fills `ret_flow` (of each arc) and `ret_price` (of each node) when the verdict is FLOW_OPTIMAL.
 * `work_max` pivots at most; 0 = no limit.
 */
struct flow_answer flow_solve(const struct flow_problem *problem, uint64_t work_max,
	int64_t *ret_flow, int64_t *ret_price);

/*
 * Whether the flow is a best one, looked at from outside: bounds and supplies hold, and with
 * reduced cost c + price(from) − price(to) an arc that could take more has none below 0, and one
 * that could do with less none above (complementary slackness). `ret_cost` is its cost.
 */
bool flow_check(const struct flow_problem *problem, const int64_t *flow, const int64_t *price,
	int64_t *ret_cost);

#endif
