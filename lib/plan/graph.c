#include "plan/graph.h"

#include <string.h>

#include "plan/plan_intern.h"

#define ARC_TEXT_MIN 8 /* bytes of the shortest line that is an arc, "a 1 2 0\n" */

struct reader {
	struct str rest; /* lines to come */
	struct str line; /* of the line at hand */
	size_t text_bytes, max_bytes;
	struct graph *g;
	struct graph_fault *fault;
	size_t nodes, arcs; /* that are announced */
	bool assignment;
	bool *seen; /* nodes that had a line */
};

static enum err wrong(struct reader *r, const char *why)
{
	r->fault->why = why;
	return ERR_INVALID;
}

/* ---- words ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool next_line(struct reader *r)
{
	if (!str_cut(&r->rest, '\n', &r->line))
		return false;
	r->fault->line++;
	return true;
}

/* The next word of the line; empty when there is none. */
static struct str next_word(struct reader *r)
{
	struct str *const l = &r->line;
	while (l->len > 0 && is_blank(l->ptr[0])) {
		l->ptr++;
		l->len--;
	}
	struct str word = { l->ptr, 0 };
	while (word.len < l->len && !is_blank(word.ptr[word.len]))
		word.len++;
	l->ptr += word.len;
	l->len -= word.len;
	return word;
}

static enum err next_number(struct reader *r, int64_t min, int64_t max, int64_t *ret_value)
{
	const struct str word = next_word(r);
	if (word.len == 0)
		return wrong(r, "er ontbreekt een getal");
	if (str_to_int(word, min, max, ret_value) == ERR_OK)
		return ERR_OK;
	int64_t any;
	return wrong(r, str_to_int(word, INT64_MIN, INT64_MAX, &any) == ERR_OK
				? "een getal valt buiten de grenzen"
				: "hier hoort een geheel getal");
}

static enum err next_node(struct reader *r, uint32_t *ret_node)
{
	int64_t node = 0;
	TRY(next_number(r, 1, (int64_t)r->nodes, &node));
	*ret_node = (uint32_t)(node - 1);
	return ERR_OK;
}

static enum err end_of_line(struct reader *r)
{
	return next_word(r).len == 0 ? ERR_OK : wrong(r, "er staat te veel op deze regel");
}

/* ---- room ---- */

size_t graph_bytes(size_t node_count, size_t arc_count)
{
	/* with a flow of each arc, a price of each node, and what flow_check takes */
	return flow_bytes(node_count, arc_count) +
	       node_count * (3 * sizeof(int64_t) + sizeof(bool)) +
	       arc_count * (sizeof(struct flow_arc) + sizeof(int64_t));
}

/* Once it is known how large it is. */
static enum err make_room(struct reader *r, size_t nodes, size_t arcs)
{
	const size_t need = r->text_bytes + graph_bytes(nodes, arcs);
	if (r->max_bytes > 0 && need > r->max_bytes) {
		r->fault->need_bytes = need;
		r->fault->why = "dit past niet in het geheugen";
		return ERR_TOO_LARGE;
	}
	r->nodes = nodes;
	r->arcs = arcs;
	r->seen = plan_alloc(nodes, sizeof(*r->seen));
	r->g->supply = plan_alloc(nodes, sizeof(*r->g->supply));
	r->g->arcs = plan_alloc(arcs, sizeof(*r->g->arcs));
	r->g->flow = (struct flow_problem){ r->g->supply, nodes, r->g->arcs, 0 };
	return ERR_OK;
}

static void add_arc(struct reader *r, struct flow_arc arc)
{
	r->g->arcs[r->g->flow.arc_count] = arc;
	r->g->flow.arc_count++;
}

/* ---- DIMACS ---- */

static enum err read_size(struct reader *r)
{
	int64_t nodes = 0, arcs = 0;
	if (r->seen != NULL)
		return wrong(r, "er is al een p-regel");
	const struct str kind = next_word(r);
	r->assignment = str_eq(kind, STR("asn"));
	if (!r->assignment && !str_eq(kind, STR("min")))
		return wrong(r, "alleen `p min` en `p asn` zijn te lezen");
	TRY(next_number(r, 1, FLOW_NODES_MAX, &nodes));
	TRY(next_number(r, 0, FLOW_ARCS_MAX, &arcs));
	TRY(end_of_line(r));
	if ((size_t)arcs > r->text_bytes / ARC_TEXT_MIN)
		return wrong(r, "zoveel a-regels heeft dit bestand niet");
	return make_room(r, (size_t)nodes, (size_t)arcs);
}

static enum err read_node(struct reader *r)
{
	uint32_t node = 0;
	int64_t supply = 1;
	if (r->g->flow.arc_count > 0)
		return wrong(r, "n-regels horen voor de a-regels");
	TRY(next_node(r, &node));
	if (!r->assignment)
		TRY(next_number(r, -GRAPH_NUMBER_MAX, GRAPH_NUMBER_MAX, &supply));
	TRY(end_of_line(r));
	if (r->seen[node])
		return wrong(r, "deze knoop had al een n-regel");
	r->seen[node] = true;
	r->g->supply[node] = supply;
	return ERR_OK;
}

static enum err read_arc(struct reader *r)
{
	struct flow_arc arc = { .cap = 1 };
	if (r->g->flow.arc_count == r->arcs)
		return wrong(r, "er zijn meer a-regels dan de p-regel zegt");
	TRY(next_node(r, &arc.from));
	TRY(next_node(r, &arc.to));
	if (!r->assignment) {
		TRY(next_number(r, 0, GRAPH_NUMBER_MAX, &arc.low));
		TRY(next_number(r, 0, GRAPH_NUMBER_MAX, &arc.cap));
	}
	TRY(next_number(r, -GRAPH_NUMBER_MAX, GRAPH_NUMBER_MAX, &arc.cost));
	TRY(end_of_line(r));
	if (arc.low > arc.cap)
		return wrong(r, "de ondergrens ligt boven de bovengrens");
	if (r->assignment && (!r->seen[arc.from] || r->seen[arc.to]))
		return wrong(r, "een boog gaat van een knoop met een n-regel naar een zonder");
	add_arc(r, arc);
	return ERR_OK;
}

static enum err read_line(struct reader *r)
{
	const struct str kind = next_word(r);
	if (kind.len == 0 || kind.ptr[0] == 'c')
		return ERR_OK;
	if (str_eq(kind, STR("p")))
		return read_size(r);
	if (r->seen == NULL)
		return wrong(r, "eerst hoort er een p-regel");
	if (str_eq(kind, STR("n")))
		return read_node(r);
	if (str_eq(kind, STR("a")))
		return read_arc(r);
	return wrong(r, "een regel begint met c, p, n of a");
}

static enum err read_dimacs(struct reader *r)
{
	while (next_line(r))
		TRY(read_line(r));
	if (r->seen == NULL)
		return wrong(r, "er is geen p-regel");
	if (r->g->flow.arc_count < r->arcs)
		return wrong(r, "er zijn minder a-regels dan de p-regel zegt");
	for (size_t i = 0; r->assignment && i < r->nodes; i++)
		if (!r->seen[i])
			r->g->supply[i] = -1;
	return ERR_OK;
}

/* ---- rows and columns ---- */

static bool at_word(struct reader *r)
{
	while (r->line.len > 0 && is_blank(r->line.ptr[0])) {
		r->line.ptr++;
		r->line.len--;
	}
	return r->line.len > 0;
}

/* A number on this line or a later one. */
static enum err number_on(struct reader *r, int64_t min, int64_t max, int64_t *ret_value)
{
	while (!at_word(r))
		if (!next_line(r))
			return wrong(r, "er zijn minder kosten dan n × n");
	return next_number(r, min, max, ret_value);
}

static enum err read_rows(struct reader *r)
{
	int64_t n = 0;
	TRY(number_on(r, 1, GRAPH_ROWS_MAX, &n));
	if ((size_t)(n * n) > r->text_bytes / 2)
		return wrong(r, "er zijn minder kosten dan n × n");
	TRY(make_room(r, (size_t)(2 * n), (size_t)(n * n)));
	r->g->columns_from = (uint32_t)n;
	for (uint32_t row = 0; row < n; row++) {
		r->g->supply[row] = 1;
		r->g->supply[n + row] = -1;
		for (uint32_t column = 0; column < n; column++) {
			struct flow_arc arc = { row, (uint32_t)n + column, 0, 1, 0 };
			TRY(number_on(r, -GRAPH_NUMBER_MAX, GRAPH_NUMBER_MAX, &arc.cost));
			add_arc(r, arc);
		}
	}
	do {
		if (at_word(r))
			return wrong(r, "er zijn meer kosten dan n × n");
	} while (next_line(r));
	return ERR_OK;
}

/* ---- all together ---- */

/* DIMACS begins with a letter. */
static bool begins_with_number(struct str text)
{
	size_t i = 0;
	while (i < text.len && (is_blank(text.ptr[i]) || text.ptr[i] == '\n'))
		i++;
	return i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9';
}

void graph_fini(struct graph *g)
{
	free(g->supply);
	free(g->arcs);
	*g = (struct graph){ .supply = NULL };
}

enum err graph_read(
	struct str text, size_t max_bytes, struct graph *ret_graph, struct graph_fault *ret_fault)
{
	struct reader r = { .rest = text,
		.text_bytes = text.len,
		.max_bytes = max_bytes,
		.g = ret_graph,
		.fault = ret_fault };
	*ret_graph = (struct graph){ .supply = NULL };
	*ret_fault = (struct graph_fault){ .why = "" };
	const enum err e = begins_with_number(text) ? read_rows(&r) : read_dimacs(&r);
	free(r.seen);
	if (e != ERR_OK)
		graph_fini(ret_graph);
	return e;
}
