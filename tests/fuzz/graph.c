/* A graph in any text: what is read is within its limits, and solved without a fault; a flow that
 * is found proves itself. */
#include <string.h>

#include "fuzz.h"
#include "plan/graph.h"

#define MEMORY	((size_t)1 << 20)
#define WORK	20000
#define CHECKED 4096 /* larger ones are only read */

static void look_at(const struct graph *g)
{
	const struct flow_problem *const p = &g->flow;
	for (size_t i = 0; i < p->arc_count; i++) {
		const struct flow_arc *const a = &p->arcs[i];
		FUZZ_CHECK(a->from < p->node_count && a->to < p->node_count);
		FUZZ_CHECK(a->low >= 0 && a->low <= a->cap && a->cap <= GRAPH_NUMBER_MAX);
	}
	if (p->node_count > CHECKED || p->arc_count > CHECKED)
		return;
	int64_t *const flow = calloc(p->arc_count + 1, sizeof(*flow));
	int64_t *const price = calloc(p->node_count, sizeof(*price));
	FUZZ_CHECK(flow != NULL && price != NULL);
	const struct flow_answer a = flow_solve(p, WORK, flow, price);
	int64_t cost = 0;
	FUZZ_CHECK(a.verdict != FLOW_UNBOUNDED); /* every bound is finite */
	if (a.verdict == FLOW_OPTIMAL)
		FUZZ_CHECK(flow_check(p, flow, price, &cost) && cost == a.cost);
	free(flow);
	free(price);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* A copy of just its size: the sanitizer sees one byte too far. */
	char *text = size > 0 ? malloc(size) : NULL;
	if (text != NULL)
		memcpy(text, data, size);
	struct graph g;
	struct graph_fault fault;
	const enum err e = graph_read((struct str){ text, size }, MEMORY, &g, &fault);
	if (e == ERR_OK)
		look_at(&g);
	else
		FUZZ_CHECK(fault.why[0] != '\0' && (e == ERR_TOO_LARGE) == (fault.need_bytes > 0));
	graph_fini(&g);
	free(text);
	return 0;
}
