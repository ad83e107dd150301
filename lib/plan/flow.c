#include "plan/flow.h"

#include <stdlib.h>
#include <string.h>

#include "plan/plan_intern.h"

#define NONE UINT32_MAX

enum state { AT_CAP = -1, IN_TREE = 0, AT_LOW = 1 };

/* A node in the spanning tree. */
struct node {
	uint32_t parent;
	uint32_t pred; /* the arc to the parent */
	uint32_t depth;
	uint32_t child, next, prev; /* children are a list */
	int64_t price;
};

struct edge {
	uint32_t from, to;
	int64_t cap; /* above its lower bound */
	int64_t cost;
	int64_t flow;
};

struct simplex {
	struct node *nodes;
	struct edge *edges; /* the arcs, then one artificial arc for each node */
	int8_t *states;
	uint32_t node_count; /* without the root, which comes last */
	uint32_t arc_count;
	uint32_t at; /* where the block search goes on */
	uint32_t block;
};

/* ---- checks ---- */

/* Everything that is summed stays below this. */
#define SAFE (INT64_C(1) << 61)

static enum flow_verdict look(const struct flow_problem *p, int64_t *ret_big)
{
	wide sum = 0;
	wide amount = 0;
	wide cost = 1;
	*ret_big = 0;
	if (p->node_count > FLOW_NODES_MAX || p->arc_count > FLOW_ARCS_MAX)
		return FLOW_OVERFLOW;
	for (size_t i = 0; i < p->node_count; i++) {
		sum += p->supply[i];
		amount += p->supply[i] < 0 ? -(wide)p->supply[i] : p->supply[i];
	}
	for (size_t i = 0; i < p->arc_count; i++) {
		const struct flow_arc *const a = &p->arcs[i];
		if (a->from >= p->node_count || a->to >= p->node_count || a->low > a->cap)
			return FLOW_WRONG;
		amount += a->low < 0 ? -(wide)a->low : a->low;
		if (a->cap > FLOW_UNLIMITED)
			return FLOW_OVERFLOW;
		const wide size = a->cost < 0 ? -(wide)a->cost : a->cost;
		cost = size + 1 > cost ? size + 1 : cost;
	}
	if (sum != 0)
		return FLOW_WRONG;
	const wide big = cost * ((wide)p->node_count + 1);
	/* a price is a sum of at most as many costs as there are nodes, and two artificial ones */
	if (amount > SAFE / 2 || big > SAFE / 8)
		return FLOW_OVERFLOW;
	*ret_big = (int64_t)big;
	return FLOW_OPTIMAL;
}

/* ---- the tree ---- */

static void unlink_child(struct simplex *s, uint32_t u)
{
	struct node *const n = &s->nodes[u];
	if (n->prev != NONE)
		s->nodes[n->prev].next = n->next;
	else
		s->nodes[n->parent].child = n->next;
	if (n->next != NONE)
		s->nodes[n->next].prev = n->prev;
}

static void link_child(struct simplex *s, uint32_t u, uint32_t parent, uint32_t arc)
{
	struct node *const n = &s->nodes[u];
	n->parent = parent;
	n->pred = arc;
	n->prev = NONE;
	n->next = s->nodes[parent].child;
	if (n->next != NONE)
		s->nodes[n->next].prev = u;
	s->nodes[parent].child = u;
}

/* Hangs the subtree that `out` was the top of under `to`, by its node `in`. */
static void move_subtree(struct simplex *s, uint32_t out, uint32_t in, uint32_t to, uint32_t arc)
{
	uint32_t u = in;
	for (;;) {
		const uint32_t up = s->nodes[u].parent;
		const uint32_t up_arc = s->nodes[u].pred;
		unlink_child(s, u);
		link_child(s, u, to, arc);
		if (u == out)
			return;
		to = u;
		arc = up_arc;
		u = up;
	}
}

/* Depth and price of all below `top`, which just came to its parent. */
static void renew_subtree(struct simplex *s, uint32_t top)
{
	struct node *const nodes = s->nodes;
	const struct edge *const e = &s->edges[nodes[top].pred];
	const int64_t parent = nodes[nodes[top].parent].price;
	const int64_t price = e->from == top ? parent - e->cost : parent + e->cost;
	const int64_t shift = price - nodes[top].price;
	uint32_t u = top;
	for (;;) {
		nodes[u].price += shift;
		nodes[u].depth = nodes[nodes[u].parent].depth + 1;
		if (nodes[u].child != NONE) {
			u = nodes[u].child;
			continue;
		}
		while (u != top && nodes[u].next == NONE)
			u = nodes[u].parent;
		if (u == top)
			return;
		u = nodes[u].next;
	}
}

/* ---- pivots ---- */

static int64_t reduced(const struct simplex *s, uint32_t arc)
{
	const struct edge *const e = &s->edges[arc];
	return s->states[arc] * (e->cost + s->nodes[e->from].price - s->nodes[e->to].price);
}

/* The worst arc of the first block that has one; NONE when the flow is a best one. */
static uint32_t entering(struct simplex *s)
{
	uint32_t best = NONE;
	int64_t worst = 0;
	uint32_t left = s->block;
	for (uint32_t seen = 0; seen < s->arc_count; seen++) {
		const int64_t r = reduced(s, s->at);
		if (r < worst) {
			worst = r;
			best = s->at;
		}
		s->at = s->at + 1 == s->arc_count ? 0 : s->at + 1;
		left--;
		if (left == 0) {
			if (best != NONE)
				return best;
			left = s->block;
		}
	}
	return best;
}

static uint32_t meeting(const struct simplex *s, uint32_t u, uint32_t v)
{
	while (u != v) {
		if (s->nodes[u].depth >= s->nodes[v].depth)
			u = s->nodes[u].parent;
		else
			v = s->nodes[v].parent;
	}
	return u;
}

struct cycle {
	uint32_t join;
	uint32_t first, second; /* flow goes from the first to the second over the entering arc */
	uint32_t out;		/* the node under the leaving arc; NONE: the entering one turns */
	bool out_first;
	int64_t delta;
};

/* How much can go round. Of several arcs that stop it the last one leaves, seen from the meeting
 * on in the direction of the flow: that keeps the tree strongly feasible. */
static void find_leaving(const struct simplex *s, struct cycle *c)
{
	for (uint32_t u = c->first; u != c->join; u = s->nodes[u].parent) {
		const struct edge *const e = &s->edges[s->nodes[u].pred];
		const int64_t room = e->from == u ? e->flow : e->cap - e->flow;
		if (room < c->delta) {
			c->delta = room;
			c->out = u;
			c->out_first = true;
		}
	}
	for (uint32_t u = c->second; u != c->join; u = s->nodes[u].parent) {
		const struct edge *const e = &s->edges[s->nodes[u].pred];
		const int64_t room = e->from == u ? e->cap - e->flow : e->flow;
		if (room <= c->delta) {
			c->delta = room;
			c->out = u;
			c->out_first = false;
		}
	}
}

static void send(struct simplex *s, const struct cycle *c, uint32_t arc)
{
	if (c->delta == 0)
		return;
	s->edges[arc].flow += s->states[arc] == AT_LOW ? c->delta : -c->delta;
	for (uint32_t u = c->first; u != c->join; u = s->nodes[u].parent) {
		struct edge *const e = &s->edges[s->nodes[u].pred];
		e->flow += e->from == u ? -c->delta : c->delta;
	}
	for (uint32_t u = c->second; u != c->join; u = s->nodes[u].parent) {
		struct edge *const e = &s->edges[s->nodes[u].pred];
		e->flow += e->from == u ? c->delta : -c->delta;
	}
}

/* False when flow without end could go round at a gain. */
static bool pivot(struct simplex *s, uint32_t arc)
{
	const struct edge *const e = &s->edges[arc];
	const bool from_low = s->states[arc] == AT_LOW;
	struct cycle c = { .first = from_low ? e->from : e->to,
		.second = from_low ? e->to : e->from,
		.out = NONE,
		.delta = e->cap };
	c.join = meeting(s, c.first, c.second);
	find_leaving(s, &c);
	if (c.delta >= FLOW_UNLIMITED / 2)
		return false;
	send(s, &c, arc);
	if (c.out == NONE) {
		s->states[arc] = (int8_t)-s->states[arc];
		return true;
	}
	const uint32_t leaving = s->nodes[c.out].pred;
	s->states[arc] = IN_TREE;
	s->states[leaving] = s->edges[leaving].flow == 0 ? AT_LOW : AT_CAP;
	const uint32_t in = c.out_first ? c.first : c.second;
	move_subtree(s, c.out, in, c.out_first ? c.second : c.first, arc);
	renew_subtree(s, in);
	return true;
}

/* ---- begin and end ---- */

static void begin(struct simplex *s, const struct flow_problem *p, int64_t big)
{
	int64_t *const supply = plan_alloc(p->node_count + 1, sizeof(*supply));
	memcpy(supply, p->supply, p->node_count * sizeof(*supply));
	for (uint32_t i = 0; i < s->arc_count; i++) {
		const struct flow_arc *const a = &p->arcs[i];
		const int64_t cap = a->cap == FLOW_UNLIMITED ? FLOW_UNLIMITED : a->cap - a->low;
		s->edges[i] = (struct edge){ a->from, a->to, cap, a->cost, 0 };
		s->states[i] = AT_LOW;
		supply[a->from] -= a->low;
		supply[a->to] += a->low;
	}
	const uint32_t root = s->node_count;
	s->nodes[root] = (struct node){
		.parent = NONE, .pred = NONE, .child = NONE, .next = NONE, .prev = NONE
	};
	for (uint32_t i = 0; i < s->node_count; i++) {
		const uint32_t arc = s->arc_count + i;
		const bool out = supply[i] >= 0;
		s->edges[arc] = (struct edge){ out ? i : root, out ? root : i, FLOW_UNLIMITED, big,
			out ? supply[i] : -supply[i] };
		s->states[arc] = IN_TREE;
		s->nodes[i] = (struct node){ .depth = 1, .child = NONE, .price = out ? -big : big };
		link_child(s, i, root, arc);
	}
	uint32_t block = 16;
	while ((uint64_t)block * block < s->arc_count)
		block++;
	s->block = block;
	free(supply);
}

static enum flow_verdict finish(const struct simplex *s, const struct flow_problem *p,
	int64_t *ret_flow, int64_t *ret_price, int64_t *ret_cost)
{
	for (uint32_t i = 0; i < s->node_count; i++)
		if (s->edges[s->arc_count + i].flow > 0)
			return FLOW_INFEASIBLE;
	wide cost = 0;
	for (uint32_t i = 0; i < s->arc_count; i++) {
		ret_flow[i] = s->edges[i].flow + p->arcs[i].low;
		cost += (wide)ret_flow[i] * p->arcs[i].cost;
	}
	for (uint32_t i = 0; i < s->node_count; i++)
		ret_price[i] = s->nodes[i].price;
	if (cost > INT64_MAX || cost < INT64_MIN)
		return FLOW_OVERFLOW;
	*ret_cost = (int64_t)cost;
	return FLOW_OPTIMAL;
}

size_t flow_bytes(size_t node_count, size_t arc_count)
{
	return (node_count + 1) * (sizeof(struct node) + sizeof(int64_t)) +
	       (arc_count + node_count) * (sizeof(struct edge) + 1);
}

struct flow_answer flow_solve(const struct flow_problem *problem, uint64_t work_max,
	int64_t *ret_flow, int64_t *ret_price)
{
	int64_t big;
	struct flow_answer answer = { .verdict = look(problem, &big) };
	if (answer.verdict != FLOW_OPTIMAL)
		return answer;
	const size_t edge_count = problem->arc_count + problem->node_count;
	struct simplex s = { .nodes = plan_alloc(problem->node_count + 1, sizeof(*s.nodes)),
		.edges = plan_alloc(edge_count, sizeof(*s.edges)),
		.states = plan_alloc(edge_count, sizeof(*s.states)),
		.node_count = (uint32_t)problem->node_count,
		.arc_count = (uint32_t)problem->arc_count };
	begin(&s, problem, big);
	for (;;) {
		const uint32_t arc = s.arc_count == 0 ? NONE : entering(&s);
		if (arc == NONE) {
			answer.verdict = finish(&s, problem, ret_flow, ret_price, &answer.cost);
			break;
		}
		if (work_max > 0 && answer.work >= work_max) {
			answer.verdict = FLOW_STOPPED;
			break;
		}
		answer.work++;
		if (!pivot(&s, arc)) {
			answer.verdict = FLOW_UNBOUNDED;
			break;
		}
	}
	free(s.nodes);
	free(s.edges);
	free(s.states);
	return answer;
}

bool flow_check(const struct flow_problem *problem, const int64_t *flow, const int64_t *price,
	int64_t *ret_cost)
{
	bool good = true;
	wide cost = 0;
	int64_t *const left = plan_alloc(problem->node_count + 1, sizeof(*left));
	memcpy(left, problem->supply, problem->node_count * sizeof(*left));
	for (size_t i = 0; i < problem->arc_count; i++) {
		const struct flow_arc *const a = &problem->arcs[i];
		const wide r = (wide)a->cost + price[a->from] - price[a->to];
		good = good && flow[i] >= a->low && flow[i] <= a->cap &&
		       !(r < 0 && flow[i] < a->cap) && !(r > 0 && flow[i] > a->low);
		good = good && !__builtin_sub_overflow(left[a->from], flow[i], &left[a->from]) &&
		       !__builtin_add_overflow(left[a->to], flow[i], &left[a->to]);
		cost += (wide)flow[i] * a->cost;
	}
	for (size_t i = 0; i < problem->node_count; i++)
		good = good && left[i] == 0;
	good = good && cost <= INT64_MAX && cost >= INT64_MIN;
	*ret_cost = good ? (int64_t)cost : 0;
	free(left);
	return good;
}
