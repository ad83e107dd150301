/*
 * Graphs as text, as others exchange them, for flow.h:
 *   - DIMACS minimum-cost flow: `p min NODES ARCS`, then `n NODE SUPPLY`, then
 *     `a FROM TO LOW CAP COST` (nodes from 1, `c` begins a comment);
 *   - DIMACS assignment: `p asn NODES ARCS`, `n NODE` of who is assigned, `a FROM TO COST`;
 *   - assignment of the OR-Library: n, then n × n costs, row by row.
 *
 * Strict: a number outside of the limits below, a line that is none, too few or too many of them
 * is a fault that names the line. Pure; the text is borrowed, and nothing of it is kept.
 */
#ifndef PLAN_GRAPH_H
#define PLAN_GRAPH_H

#include "base/str.h"
#include "plan/flow.h"

#define GRAPH_NUMBER_MAX (INT64_C(1) << 40) /* size of any amount or cost */
#define GRAPH_ROWS_MAX	 16384		    /* of an assignment of the OR-Library */

struct graph {
	struct flow_problem flow;
	int64_t *supply;
	struct flow_arc *arcs;
	uint32_t columns_from; /* of rows and columns: the node of the first column; else 0 */
};

struct graph_fault {
	size_t line; /* from 1 */
	const char *why;
	size_t need_bytes; /* of ERR_TOO_LARGE */
};

/* Memory for reading and solving so much, all together. */
size_t graph_bytes(size_t node_count, size_t arc_count);

/*
 * ERR_INVALID says where and why; ERR_TOO_LARGE, as soon as the size is known, that it would need
 * more than `max_bytes` (0: no limit) with the text.
 */
MUST_CHECK enum err graph_read(
	struct str text, size_t max_bytes, struct graph *ret_graph, struct graph_fault *ret_fault);
void graph_fini(struct graph *g);

#endif
