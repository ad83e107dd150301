#include "plan/netwerk.h"

#include <string.h>

#include "plan/plan_intern.h"

struct builder {
	struct netwerk *n;
	const struct model *m;
	uint32_t node_count;
	uint32_t *slots; /* of each aanbod, its first half-day … */
	uint64_t *bits;	 /* … of those that are free and suit a kandidaat */
};

/* Without room for arcs yet it only counts. */
static void add_arc(struct netwerk *n, uint32_t from, uint32_t to, int64_t cost)
{
	if (n->arcs != NULL)
		n->arcs[n->flow.arc_count] = (struct flow_arc){ from, to, 0, 1, cost };
	n->flow.arc_count++;
}

static void add_inzet(
	struct netwerk *n, uint32_t from, uint32_t to, int64_t cost, struct plan_inzet inzet)
{
	if (n->arcs != NULL) {
		n->inzet[n->flow.arc_count] = inzet;
		n->means[n->flow.arc_count] = true;
	}
	add_arc(n, from, to, cost);
}

static uint32_t tree_node(const struct builder *b, uint32_t node)
{
	return node == MODEL_SINK ? b->n->sink : (uint32_t)(b->m->in->aanvraag_count + node);
}

static void add_tree(struct builder *b)
{
	for (uint32_t i = 0; i < b->m->node_count; i++) {
		const struct model_node *const node = &b->m->nodes[i];
		for (int32_t u = 1; u <= node->cap; u++)
			add_arc(b->n, tree_node(b, i), tree_node(b, node->boven),
				node_cost(node, b->m->big, u));
	}
}

static void find_slots(struct builder *b)
{
	const struct model *const m = b->m;
	const uint32_t woorden = m->in->woorden;
	for (size_t r = 0; r < m->in->aanvraag_count; r++)
		for (uint32_t k = m->aanvragen[r].first; k < m->aanvragen[r].end; k++) {
			const uint32_t aanbod = m->kandidaten[k].aanbod;
			for (uint32_t w = 0; w < woorden; w++)
				b->bits[(size_t)aanbod * woorden + w] |=
					model_samen(m, &m->aanvragen[r], aanbod, w);
		}
}

static void add_slots(struct builder *b)
{
	const struct plan_opgave *const in = b->m->in;
	for (uint32_t o = 0; o < in->aanbod_count; o++) {
		b->slots[o] = b->node_count;
		for (uint32_t t = 0; t < in->woorden * 64; t++) {
			if ((b->bits[o * in->woorden + t / 64] >> (t % 64) & 1) == 0)
				continue;
			add_arc(b->n, b->node_count, tree_node(b, o), 0);
			b->node_count++;
		}
	}
}

/* The node of half-day `t`, which is free and suits. */
static uint32_t slot_node(const struct builder *b, uint32_t aanbod, uint32_t t)
{
	uint32_t node = b->slots[aanbod];
	const uint64_t *const bits = &b->bits[(size_t)aanbod * b->m->in->woorden];
	for (uint32_t w = 0; w < t / 64; w++)
		node += (uint32_t)__builtin_popcountll(bits[w]);
	return node +
	       (uint32_t)__builtin_popcountll(bits[t / 64] & ((UINT64_C(1) << (t % 64)) - 1));
}

static void add_by_aanbod(struct builder *b, uint32_t r, const struct model_kandidaat *k)
{
	const struct model_aanvraag *const a = &b->m->aanvragen[r];
	const uint32_t woorden = b->m->in->woorden;
	if (woorden == 0) {
		add_inzet(b->n, r, tree_node(b, k->aanbod), k->kosten,
			(struct plan_inzet){ r, k->aanbod, PLAN_GEEN });
		return;
	}
	const uint32_t once = b->node_count;
	b->node_count++;
	add_arc(b->n, r, once, k->kosten);
	for (uint32_t t = 0; t < woorden * 64; t++)
		if ((model_samen(b->m, a, k->aanbod, t / 64) >> (t % 64) & 1) != 0)
			add_inzet(b->n, once, slot_node(b, k->aanbod, t), 0,
				(struct plan_inzet){ r, k->aanbod, t });
}

static void add_by_day(struct builder *b, uint32_t r)
{
	const struct model_aanvraag *const a = &b->m->aanvragen[r];
	const uint32_t halves = b->m->in->woorden * 64;
	const uint32_t first_day = b->node_count;
	for (uint32_t day = 0; 3 * day < halves; day++) {
		add_arc(b->n, r, b->node_count, 0);
		b->node_count++;
	}
	for (uint32_t i = a->first; i < a->end; i++) {
		const struct model_kandidaat *const k = &b->m->kandidaten[i];
		for (uint32_t t = 0; t < halves; t++)
			if ((model_samen(b->m, a, k->aanbod, t / 64) >> (t % 64) & 1) != 0)
				add_inzet(b->n, first_day + t / 3, slot_node(b, k->aanbod, t),
					k->kosten, (struct plan_inzet){ r, k->aanbod, t });
	}
}

static void add_aanvraag(struct builder *b, uint32_t r)
{
	const struct model_aanvraag *const a = &b->m->aanvragen[r];
	for (int32_t u = 1; u <= a->sessies; u++)
		add_arc(b->n, r, tree_node(b, a->boven), open_cost(a, b->m->big, u));
	if (a->per_dag)
		add_by_day(b, r);
	else
		for (uint32_t i = a->first; i < a->end; i++)
			add_by_aanbod(b, r, &b->m->kandidaten[i]);
}

static void add_all(struct builder *b)
{
	b->node_count = b->n->sink + 1;
	b->n->flow.arc_count = 0;
	add_tree(b);
	add_slots(b);
	for (uint32_t r = 0; r < b->m->in->aanvraag_count; r++)
		add_aanvraag(b, r);
}

void netwerk_init(struct netwerk *n, const struct model *m)
{
	const struct plan_opgave *const in = m->in;
	*n = (struct netwerk){ .sink = (uint32_t)(in->aanvraag_count + m->node_count) };
	struct builder b = { .n = n,
		.m = m,
		.slots = plan_alloc(in->aanbod_count, sizeof(*b.slots)),
		.bits = plan_alloc(in->aanbod_count * in->woorden, sizeof(*b.bits)) };
	find_slots(&b);
	add_all(&b);
	n->arcs = plan_alloc(n->flow.arc_count, sizeof(*n->arcs));
	n->inzet = plan_alloc(n->flow.arc_count, sizeof(*n->inzet));
	n->means = plan_alloc(n->flow.arc_count, sizeof(*n->means));
	add_all(&b);
	free(b.slots);
	free(b.bits);
	n->supply = plan_alloc(b.node_count, sizeof(*n->supply));
	for (size_t r = 0; r < in->aanvraag_count; r++)
		n->supply[r] = m->aanvragen[r].sessies;
	n->supply[n->sink] = -(int64_t)m->sessies;
	n->flow.supply = n->supply;
	n->flow.node_count = b.node_count;
	n->flow.arcs = n->arcs;
}

void netwerk_fini(struct netwerk *n)
{
	free(n->supply);
	free(n->arcs);
	free(n->inzet);
	free(n->means);
	*n = (struct netwerk){ .supply = NULL };
}

size_t netwerk_inzet(const struct netwerk *n, const int64_t *flow, struct plan_inzet *ret_inzet)
{
	size_t count = 0;
	for (size_t i = 0; i < n->flow.arc_count; i++)
		if (n->means[i] && flow[i] > 0) {
			ret_inzet[count] = n->inzet[i];
			count++;
		}
	return count;
}
