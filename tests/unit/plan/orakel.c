/* Flows and seasons against LEMON and CLP: the same cost, to the unit. */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "base/buf.h"
#include "lemon.h"
#include "plan/graph.h"
#include "plan/model.h"
#include "plan/netwerk.h"
#include "seizoen.h"

#define CLP_EACH 8 /* its memory is slow to watch */

static const struct plan_grenzen no_limits = { .max_bytes = 0 };

static void same_cost(const struct flow_problem *p, bool clp, uint64_t seed)
{
	int64_t *const flow = calloc(p->arc_count + 1, sizeof(*flow));
	int64_t *const price = calloc(p->node_count + 1, sizeof(*price));
	const struct flow_answer a = flow_solve(p, 0, flow, price);
	int64_t cost = 0;
	const bool found = lemon_cost(p, &cost);
	cr_assert_eq(a.verdict == FLOW_OPTIMAL, found, "seed %lu: %d", seed, a.verdict);
	if (found) {
		cr_assert_eq(a.cost, cost, "seed %lu", seed);
		cr_assert(!clp || (clp_cost(p, &cost) && a.cost == cost), "seed %lu", seed);
		cr_assert(flow_check(p, flow, price, &cost) && a.cost == cost, "seed %lu", seed);
	}
	free(flow);
	free(price);
}

Test(flow_solve, costs_what_lemon_and_clp_say)
{
	for (uint64_t seed = 1; seed <= 1500; seed++) {
		uint64_t state = seed;
		const uint32_t nodes = 2 + trek_onder(&state, 12);
		int64_t supply[14] = { 0 };
		struct flow_arc arcs[60];
		const size_t count = 1 + trek_onder(&state, 60);
		for (size_t i = 0; i < count; i++) {
			const int64_t low = (int64_t)trek_onder(&state, 5) - 2;
			arcs[i] = (struct flow_arc){ trek_onder(&state, nodes),
				trek_onder(&state, nodes), low > 0 ? low : 0,
				(low > 0 ? low : 0) + trek_onder(&state, 12),
				(int64_t)trek_onder(&state, 100) - 20 };
		}
		for (uint32_t i = 0; i < nodes / 2; i++) {
			const int64_t some = trek_onder(&state, 6);
			supply[i] += some;
			supply[nodes - 1 - i] -= some;
		}
		same_cost(&(struct flow_problem){ supply, nodes, arcs, count },
			seed % CLP_EACH == 0, seed);
	}
}

/* ---- the same as text ---- */

#define TEXT_MAX 8192
#define SIDE_MAX 8

static void reads_as(struct buf *text, const struct flow_problem *p, uint64_t seed)
{
	struct graph g;
	struct graph_fault fault;
	cr_assert_eq(graph_read(buf_str(text), 0, &g, &fault), ERR_OK, "seed %lu, %zu: %s", seed,
		fault.line, fault.why);
	int64_t want = 0, got = 0;
	const bool found = lemon_cost(p, &want);
	cr_assert_eq(lemon_cost(&g.flow, &got), found, "seed %lu", seed);
	cr_assert_eq(got, want, "seed %lu", seed);
	same_cost(&g.flow, false, seed);
	graph_fini(&g);
	buf_reset(text);
}

static void flow_as_text(struct buf *text, uint64_t seed)
{
	uint64_t state = seed;
	const uint32_t nodes = 2 + trek_onder(&state, 12);
	int64_t supply[14] = { 0 };
	struct flow_arc arcs[60];
	const size_t count = 1 + trek_onder(&state, 60);
	for (uint32_t i = 0; i < nodes / 2; i++) {
		const int64_t some = trek_onder(&state, 6);
		supply[i] += some;
		supply[nodes - 1 - i] -= some;
	}
	buf_addf(text, "c %lu\np min %u %zu\n", seed, nodes, count);
	for (uint32_t i = 0; i < nodes; i++)
		if (supply[i] != 0)
			buf_addf(text, "n %u %ld\n", i + 1, supply[i]);
	for (size_t i = 0; i < count; i++) {
		const int64_t low = trek_onder(&state, 8) == 0 ? 1 : 0;
		const struct flow_arc a = { trek_onder(&state, nodes), trek_onder(&state, nodes),
			low, low + trek_onder(&state, 12), (int64_t)trek_onder(&state, 100) - 20 };
		arcs[i] = a;
		buf_addf(text, "a %u %u %ld %ld %ld\n", a.from + 1, a.to + 1, a.low, a.cap, a.cost);
	}
	reads_as(text, &(struct flow_problem){ supply, nodes, arcs, count }, seed);
}

/* Everybody with everybody, as rows and as DIMACS. */
static void assignment_as_text(struct buf *text, uint64_t seed)
{
	uint64_t state = seed;
	const uint32_t n = 1 + trek_onder(&state, SIDE_MAX);
	int64_t supply[2 * SIDE_MAX];
	struct flow_arc arcs[SIDE_MAX * SIDE_MAX];
	const struct flow_problem p = { supply, 2 * n, arcs, n * n };
	for (uint32_t i = 0; i < n * n; i++) {
		supply[i / n] = 1;
		supply[n + i / n] = -1;
		arcs[i] = (struct flow_arc){ i / n, n + i % n, 0, 1,
			(int64_t)trek_onder(&state, 100) - 20 };
	}
	buf_addf(text, " %u", n);
	for (uint32_t i = 0; i < n * n; i++)
		buf_addf(text, "%s%ld", i % 5 == 0 ? "\n" : " ", arcs[i].cost);
	reads_as(text, &p, seed);
	buf_addf(text, "p asn %u %u\n", 2 * n, n * n);
	for (uint32_t i = 0; i < n; i++)
		buf_addf(text, "n %u\n", i + 1);
	for (uint32_t i = 0; i < n * n; i++)
		buf_addf(text, "a %u %u %ld\n", arcs[i].from + 1, arcs[i].to + 1, arcs[i].cost);
	reads_as(text, &p, seed);
}

Test(graph_read, gives_what_lemon_costs_the_same)
{
	struct buf text;
	buf_init(&text, TEXT_MAX);
	for (uint64_t seed = 1; seed <= 1500; seed++) {
		flow_as_text(&text, seed);
		assignment_as_text(&text, seed);
	}
	buf_fini(&text);
}

/* ---- seasons ---- */

static struct seizoen_maten some_maten(uint64_t *state)
{
	return (struct seizoen_maten){ .aanvragen = 1 + trek_onder(state, 30),
		.aanbod = 1 + trek_onder(state, 20),
		.kandidaten = 1 + trek_onder(state, 8),
		.halve_dagen = trek_onder(state, 3) == 0 ? 0 : 1 + trek_onder(state, 12),
		.sessies_max = 1 + trek_onder(state, 4),
		.maten = trek_onder(state, 3) > 0,
		.minima = trek_onder(state, 4) == 0,
		.vast = trek_onder(state, 3) == 0 };
}

/* The cost of the flow, of those who know, is that of what the flow means. */
static void season_costs_the_same(const struct plan_opgave *o, uint64_t seed)
{
	struct plan_weigering w;
	struct model m;
	struct plan_uitkomst fast;
	if (plan_check(o, &w) != ERR_OK)
		return;
	cr_assert_eq(model_init(&m, o, false, &w), ERR_OK);
	struct netwerk n;
	netwerk_init(&n, &m);
	same_cost(&n.flow, seed % CLP_EACH == 0 && m.big < 1000000, seed);
	int64_t *const flow = calloc(n.flow.arc_count + 1, sizeof(*flow));
	int64_t *const price = calloc(n.flow.node_count + 1, sizeof(*price));
	struct plan_inzet *const inzet = calloc(m.sessies + 1, sizeof(*inzet));
	cr_assert_eq(flow_solve(&n.flow, 0, flow, price).verdict, FLOW_OPTIMAL);
	struct plan_uitkomst plain;
	model_uitkomst(&m, inzet, netwerk_inzet(&n, flow, inzet), &plain);
	const enum err e = plan_los(o, &no_limits, &fast, &w);
	cr_assert_eq(e == ERR_OK, !uitkomst_misses(o, &plain), "seed %lu", seed);
	if (e == ERR_OK) {
		int64_t kosten;
		cr_assert(
			seizoen_kosten(o, fast.inzet, fast.inzet_count, &kosten), "seed %lu", seed);
		cr_assert_eq(fast.doel, plain.doel, "seed %lu", seed);
		cr_assert_eq(fast.doel, kosten, "seed %lu", seed);
		cr_assert(fast.bewezen, "seed %lu", seed);
	}
	plan_uitkomst_fini(&plain);
	plan_uitkomst_fini(&fast);
	free(flow);
	free(price);
	free(inzet);
	netwerk_fini(&n);
	model_fini(&m);
}

Test(plan_los, costs_what_lemon_and_clp_say)
{
	for (uint64_t seed = 1; seed <= 1500; seed++) {
		uint64_t state = seed;
		const struct seizoen_maten maten = some_maten(&state);
		struct seizoen s;
		seizoen_init(&s, &maten, seed);
		season_costs_the_same(&s.opgave, seed);
		seizoen_fini(&s);
	}
}

/* More who ask than there is, so that prices are estimated first (zoek_raam). */
Test(plan_los, costs_what_lemon_and_clp_say_when_much_is_missing)
{
	for (uint64_t seed = 1; seed <= 1500; seed++) {
		uint64_t state = seed;
		const struct seizoen_maten maten = { .aanvragen = 10 + trek_onder(&state, 40),
			.aanbod = 1 + trek_onder(&state, 12),
			.kandidaten = 1 + trek_onder(&state, 8),
			.halve_dagen = trek_onder(&state, 2) == 0 ? 0 : 1 + trek_onder(&state, 12),
			.sessies_max = 1 + (trek_onder(&state, 3) == 0),
			.maten = trek_onder(&state, 3) == 0,
			.minima = trek_onder(&state, 6) == 0,
			.vast = trek_onder(&state, 6) == 0 };
		struct seizoen s;
		seizoen_init(&s, &maten, seed);
		season_costs_the_same(&s.opgave, seed);
		seizoen_fini(&s);
	}
}
