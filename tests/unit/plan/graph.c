/* Graphs in the form of others: known answers, and what is wrong with its line. */
#include "plan/graph.h"

#include <criterion/criterion.h>

#include <stdlib.h>

struct known {
	const char *text;
	enum flow_verdict verdict;
	int64_t cost;
};

static void solve(const struct known *k)
{
	struct graph g;
	struct graph_fault fault;
	cr_assert_eq(graph_read(str_from(k->text), 0, &g, &fault), ERR_OK, "%zu: %s", fault.line,
		fault.why);
	int64_t *const flow = calloc(g.flow.arc_count + 1, sizeof(*flow));
	int64_t *const price = calloc(g.flow.node_count + 1, sizeof(*price));
	const struct flow_answer a = flow_solve(&g.flow, 0, flow, price);
	int64_t cost;
	cr_expect_eq(a.verdict, k->verdict, "%s", k->text);
	if (a.verdict == FLOW_OPTIMAL) {
		cr_expect_eq(a.cost, k->cost, "%s: %ld", k->text, a.cost);
		cr_expect(flow_check(&g.flow, flow, price, &cost) && cost == k->cost);
	}
	free(flow);
	free(price);
	graph_fini(&g);
}

Test(graph_read, gives_what_costs_as_known)
{
	static const struct known all[] = {
		{ "c the example of the DIMACS challenge\np min 4 5\nn 1 4\nn 4 -4\na 1 2 0 4 2\n"
		  "a 1 3 0 2 2\na 2 3 0 2 1\na 2 4 0 3 3\na 3 4 0 5 1\n",
			FLOW_OPTIMAL, 14 },
		{ "p min 2 1\nn 1 2\nn 2 -2\na 1 2 1 2 -7", FLOW_OPTIMAL, -14 },
		{ "p min 3 0\n", FLOW_OPTIMAL, 0 },
		{ "p min 2 2\na 1 2 0 3 -5\na 2 1 0 2 1\n", FLOW_OPTIMAL, -8 },
		{ "p min 2 1\nn 1 2\nn 2 -2\na 1 2 0 1 0\n", FLOW_INFEASIBLE, 0 },
		{ "p min 2 1\nn 1 2\nn 2 -1\na 1 2 0 9 0\n", FLOW_WRONG, 0 },
		{ "p asn 4 3\nn 1\nn 2\na 1 3 5\na 1 4 2\na 2 3 3\n", FLOW_OPTIMAL, 5 },
		{ "p asn 4 2\nn 1\nn 2\na 1 3 5\na 2 3 3\n", FLOW_INFEASIBLE, 0 },
		{ "p asn 3 2\nn 2\na 2 1 5\na 2 3 3\n", FLOW_WRONG, 0 },
		{ " 3\r\n 4 1 3\r\n 2 0 5\r\n 3 2 2\r\n", FLOW_OPTIMAL, 5 },
		{ "\n2\n1 2\n\n3\n-4", FLOW_OPTIMAL, -3 },
	};
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		solve(&all[i]);
}

Test(graph_read, names_the_line_that_is_wrong)
{
	static const struct {
		const char *text;
		size_t line;
		const char *why;
	} all[] = {
		{ "", 1, "er is geen p-regel" },
		{ "c only words\n", 2, "er is geen p-regel" },
		{ "n 1 2\n", 1, "eerst hoort er een p-regel" },
		{ "p max 2 1\n", 1, "alleen `p min` en `p asn` zijn te lezen" },
		{ "p min 2\n", 1, "er ontbreekt een getal" },
		{ "p min 0 0\n", 1, "een getal valt buiten de grenzen" },
		{ "p min 2 0 0\n", 1, "er staat te veel op deze regel" },
		{ "p min 2 400\na 1 2 0 1 1\n", 1, "zoveel a-regels heeft dit bestand niet" },
		{ "p min 2 0\nc x\np min 2 0\n", 3, "er is al een p-regel" },
		{ "p min 2 1\nn 1 x\n", 2, "hier hoort een geheel getal" },
		{ "p min 2 1\nn 1 2.5\n", 2, "hier hoort een geheel getal" },
		{ "p min 2 1\nn 3 1\n", 2, "een getal valt buiten de grenzen" },
		{ "p min 2 1\nn 1 1\nn 1 1\n", 3, "deze knoop had al een n-regel" },
		{ "p min 2 1\na 1 2 0 1 1\nn 1 1\n", 3, "n-regels horen voor de a-regels" },
		{ "p min 2 1\na 1 2 0 -1 1\n", 2, "een getal valt buiten de grenzen" },
		{ "p min 2 1\na 1 2 2 1 1\n", 2, "de ondergrens ligt boven de bovengrens" },
		{ "p min 2 1\na 1 2 0 1 1099511627777\n", 2, "een getal valt buiten de grenzen" },
		{ "p min 2 1\na 1 2 0 1 99999999999999999999\n", 2, "hier hoort een geheel getal" },
		{ "p min 2 1\nx 1 2\n", 2, "een regel begint met c, p, n of a" },
		{ "p min 2 1\na 1 2 0 1 1\na 1 2 0 1 1\n", 3,
			"er zijn meer a-regels dan de p-regel zegt" },
		{ "p min 2 2\na 1 2 0 1 1\n", 3, "er zijn minder a-regels dan de p-regel zegt" },
		{ "p asn 2 1\nn 1\na 2 1 0\n", 3,
			"een boog gaat van een knoop met een n-regel naar een zonder" },
		{ "2\n1 2\n3\n", 4, "er zijn minder kosten dan n × n" },
		{ "9\n1 2\n3\n", 1, "er zijn minder kosten dan n × n" },
		{ "2\n1 2\n3 4\n5\n", 4, "er zijn meer kosten dan n × n" },
		{ "2\n1 2\n3 a\n", 3, "hier hoort een geheel getal" },
	};
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		struct graph g;
		struct graph_fault fault;
		cr_expect_eq(graph_read(str_from(all[i].text), 0, &g, &fault), ERR_INVALID);
		cr_expect_eq(fault.line, all[i].line, "%s: %zu", all[i].text, fault.line);
		cr_expect_str_eq(fault.why, all[i].why, "%s", all[i].text);
	}
}

Test(graph_read, refuses_what_takes_more_memory_than_allowed_and_says_how_much)
{
	const struct str text = STR("p min 1000 1\nn 1 0\na 1 2 0 1 1\n");
	const size_t need = text.len + graph_bytes(1000, 1);
	struct graph g;
	struct graph_fault fault;
	cr_assert_eq(graph_read(text, need - 1, &g, &fault), ERR_TOO_LARGE);
	cr_assert_eq(fault.need_bytes, need);
	cr_assert_eq(fault.line, 1);
	cr_assert_eq(graph_read(text, need, &g, &fault), ERR_OK);
	graph_fini(&g);
	const struct str most = STR("p min 67108864 0\n");
	cr_assert_eq(graph_read(most, (size_t)1 << 30, &g, &fault), ERR_TOO_LARGE);
	const struct str over = STR("p min 67108865 0\n");
	cr_assert_eq(graph_read(over, 0, &g, &fault), ERR_INVALID);
}
