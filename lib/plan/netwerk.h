/*
 * The flow of a season written out as a graph, every half-day and every unit of a measure an arc of
 * its own. Large, plain, and solved by anything that knows flows: what the tests hold the fast way
 * against.
 */
#ifndef PLAN_NETWERK_H
#define PLAN_NETWERK_H

#include "plan/flow.h"
#include "plan/model.h"

struct netwerk {
	struct flow_problem flow;
	int64_t *supply;
	struct flow_arc *arcs;
	struct plan_inzet *inzet; /* of each arc: what it means when it has flow … */
	bool *means;		  /* … if it means anything */
	uint32_t sink;
};

void netwerk_init(struct netwerk *n, const struct model *m);
void netwerk_fini(struct netwerk *n);

/* What a flow serves; room for all sessions. */
size_t netwerk_inzet(const struct netwerk *n, const int64_t *flow, struct plan_inzet *ret_inzet);

#endif
