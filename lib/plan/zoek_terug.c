/*
 * The search from behind: a node lacks a unit that it passes on already, and the cheapest
 * way by which one comes to it is looked for along what flows, from there back to where it begins:
 * somebody who is not served, or a unit that ends elsewhere. Prices fall by as much as that gains.
 */
#include <assert.h>

#include "plan/zoek_intern.h"

/* By an arc that costs `cost`, from `from` to a node of which the way on is known. */
static void come(struct zoek *z, uint32_t from, uint32_t to, int64_t cost, uint32_t kandidaat)
{
	const struct zoek_node *const n = &z->nodes[to];
	zoek_reach(z, from, n->dist + cost + n->price - z->nodes[from].price, to, kandidaat);
}

/* By an arc from above: from the end itself when nothing is above. */
static void come_down(struct zoek *z, uint32_t boven, uint32_t to, int64_t cost)
{
	const struct zoek_node *const n = &z->nodes[to];
	if (boven != MODEL_SINK) {
		come(z, z->first_tree + boven, to, cost, ZOEK_NONE);
	} else if (n->dist + cost + n->price < z->bound) {
		z->bound = n->dist + cost + n->price;
		z->last = to;
	}
}

/* ---- to each kind of node ---- */

static void to_aanvraag(struct zoek *z, uint32_t r)
{
	const struct model_aanvraag *const a = &z->m->aanvragen[r];
	if (z->open[r] > 0)
		come_down(z, a->boven, r, -open_cost(a, z->m->big, z->open[r]));
	for (uint32_t x = z->of_aanvraag[r]; x != ZOEK_NONE; x = z->places[x].next_of_aanvraag) {
		const struct zoek_place *const p = &z->places[x];
		const int64_t cost = z->m->kandidaten[p->kandidaat].kosten;
		z->work++;
		if (has_splits(z, r))
			come(z, z->first_split + x, r, a->per_dag ? 0 : -cost, ZOEK_NONE);
		else if (p->tijdvak != PLAN_GEEN)
			come(z, z->first_place + x, r, -cost, ZOEK_NONE);
		else
			come(z, z->first_tree + p->aanbod, r, -cost, ZOEK_NONE);
	}
}

static void to_split(struct zoek *z, uint32_t node)
{
	const uint32_t x = node - z->first_split;
	const struct zoek_place *const p = &z->places[x];
	come(z, z->first_place + x, node,
		z->m->aanvragen[p->aanvraag].per_dag ? -z->m->kandidaten[p->kandidaat].kosten : 0,
		ZOEK_NONE);
}

/* Whether an aanbod is to be had among `venster`: the half-day of a place, or any that is free. */
static bool suits(const struct zoek *z, uint32_t aanbod, uint32_t tijdvak, const uint64_t *venster)
{
	if (tijdvak != PLAN_GEEN)
		return bit_of(venster, tijdvak);
	return z->m->in->woorden == 0 || zoek_first_leeg(z, aanbod, venster) != PLAN_GEEN;
}

/* Who keeps its day may take any aanbod on it instead. */
static void come_by_day(struct zoek *z, uint32_t to, uint32_t own, const struct zoek_wie *wie,
	uint32_t aanbod, uint32_t tijdvak)
{
	const struct model_aanvraag *const a = &z->m->aanvragen[wie->aanvraag];
	for (uint32_t y = z->of_aanvraag[wie->aanvraag]; y != ZOEK_NONE;
		y = z->places[y].next_of_aanvraag)
		if (y != own && suits(z, aanbod, tijdvak,
					zoek_only_day(z, a->venster, z->places[y].tijdvak)))
			come(z, z->first_split + y, to, z->m->kandidaten[wie->kandidaat].kosten,
				wie->kandidaat);
}

/* To a half-day of an aanbod: all that could have it. `own` is its place, ZOEK_NONE: a free one. */
static void come_to_half_day(struct zoek *z, uint32_t to, uint32_t aanbod, uint32_t own)
{
	const uint32_t tijdvak = own == ZOEK_NONE ? PLAN_GEEN : z->places[own].tijdvak;
	const uint32_t holder = own == ZOEK_NONE ? ZOEK_NONE : z->places[own].aanvraag;
	for (uint32_t i = z->wie_at[aanbod]; i < z->wie_at[aanbod + 1]; i++) {
		const struct zoek_wie *const wie = &z->wie[i];
		const int64_t cost = z->m->kandidaten[wie->kandidaat].kosten;
		z->work++;
		if (wie->kandidaat >= z->m->aanvragen[wie->aanvraag].end)
			continue; /* that one is out */
		if (has_splits(z, wie->aanvraag) && z->m->aanvragen[wie->aanvraag].per_dag)
			come_by_day(z, to, own, wie, aanbod, tijdvak);
		const struct zoek_node *const n = &z->nodes[to];
		if (wie->aanvraag == holder ||
			n->dist + cost + n->price - z->nodes[wie->aanvraag].price >= z->bound ||
			zoek_has_already(z, wie->aanvraag, wie->kandidaat))
			continue;
		if (suits(z, aanbod, tijdvak, zoek_venster(z, wie->aanvraag)))
			come(z, wie->aanvraag, to, cost, wie->kandidaat);
	}
	for (uint32_t y = z->of_aanbod[aanbod]; y != ZOEK_NONE; y = z->places[y].next_of_aanbod) {
		const struct zoek_place *const p = &z->places[y];
		const struct model_aanvraag *const a = &z->m->aanvragen[p->aanvraag];
		if (y != own && has_splits(z, p->aanvraag) && !a->per_dag &&
			suits(z, aanbod, tijdvak, a->venster))
			come(z, z->first_split + y, to, 0, p->kandidaat);
	}
}

static void to_place(struct zoek *z, uint32_t node)
{
	const uint32_t x = node - z->first_place;
	come(z, z->first_tree + z->places[x].aanbod, node, 0, ZOEK_NONE);
	come_to_half_day(z, node, z->places[x].aanbod, x);
}

static void to_tree(struct zoek *z, uint32_t node)
{
	const uint32_t v = node - z->first_tree;
	const struct model *const m = z->m;
	const struct model_node *const n = &m->nodes[v];
	if (z->load[v] > 0)
		come_down(z, n->boven, node, -node_cost(n, m->big, z->load[v]));
	if (v < m->in->aanbod_count) {
		come_to_half_day(z, node, v, ZOEK_NONE);
		return;
	}
	const size_t above = v - m->in->aanbod_count;
	for (uint32_t i = z->child_at[above]; i < z->child_at[above + 1]; i++) {
		const uint32_t c = z->children[i];
		z->work++;
		if (z->load[c] < m->nodes[c].cap)
			come(z, z->first_tree + c, node,
				node_cost(&m->nodes[c], m->big, z->load[c] + 1), ZOEK_NONE);
	}
	for (uint32_t i = z->leaf_at[above]; i < z->leaf_at[above + 1]; i++) {
		const uint32_t r = z->leaves[i];
		z->work++;
		if (z->of_aanvraag[r] != ZOEK_NONE)
			come(z, r, node, open_cost(&m->aanvragen[r], m->big, z->open[r] + 1),
				ZOEK_NONE);
	}
}

/* ---- the search ---- */

void zoek_list_wie(struct zoek *z)
{
	const struct model *const m = z->m;
	z->wie_at = plan_alloc(m->in->aanbod_count + 2, sizeof(*z->wie_at));
	z->wie = plan_alloc(m->in->kandidaat_count, sizeof(*z->wie));
	for (uint32_t r = 0; r < m->in->aanvraag_count; r++)
		for (uint32_t k = m->aanvragen[r].first; k < m->aanvragen[r].end; k++)
			z->wie_at[m->kandidaten[k].aanbod + 2]++;
	for (size_t o = 2; o < m->in->aanbod_count + 2; o++)
		z->wie_at[o] += z->wie_at[o - 1];
	for (uint32_t r = 0; r < m->in->aanvraag_count; r++)
		for (uint32_t k = m->aanvragen[r].first; k < m->aanvragen[r].end; k++)
			z->wie[z->wie_at[m->kandidaten[k].aanbod + 1]++] =
				(struct zoek_wie){ r, k };
}

static void search_back(struct zoek *z)
{
	while (z->heap_count > 0) {
		const struct zoek_spot spot = zoek_pop(z);
		if (spot.dist >= z->bound)
			break;
		if (spot.dist > z->nodes[spot.node].dist)
			continue;
		z->seen[z->seen_count] = spot.node;
		z->seen_count++;
		z->work++;
		if (spot.node < z->first_tree)
			to_aanvraag(z, spot.node);
		else if (spot.node < z->first_place)
			to_tree(z, spot.node);
		else if (spot.node < z->first_split)
			to_place(z, spot.node);
		else
			to_split(z, spot.node);
	}
}

/* Each node of the way says by which kandidaat one goes on; zoek_volg wants to know by which one
 * came. */
static void shift_kandidaten(struct zoek *z, uint32_t from, uint32_t to)
{
	uint32_t carried = ZOEK_NONE;
	for (uint32_t at = from;; at = z->nodes[at].pred) {
		const uint32_t own = z->nodes[at].kandidaat;
		z->nodes[at].kandidaat = carried;
		carried = own;
		if (at == to)
			return;
	}
}

void zoek_vul(struct zoek *z, uint32_t node)
{
	if (z->wie == NULL)
		zoek_list_wie(z);
	zoek_begin(z, INT64_MAX);
	zoek_reach(z, node, 0, ZOEK_NONE, ZOEK_NONE);
	search_back(z);
	assert(z->last != ZOEK_NONE);
	for (size_t i = 0; i < z->seen_count; i++)
		z->nodes[z->seen[i]].price -= z->bound - z->nodes[z->seen[i]].dist;
	if (z->last < z->first_tree)
		z->open[z->last]--;
	else
		z->load[z->last - z->first_tree]--;
	shift_kandidaten(z, z->last, node);
	zoek_volg(z, z->last, node);
}

/* What unit `u` of an aanbod costs less than its price; 0: it does not lack that. */
static int64_t lacks(const struct zoek *z, uint32_t aanbod, int32_t u)
{
	const struct model_node *const n = &z->m->nodes[aanbod];
	if (n->boven != MODEL_SINK || u > n->cap)
		return 0;
	const int64_t less = *tree_price(z, aanbod) - node_cost(n, z->m->big, u);
	return less > 0 ? less : 0;
}

int64_t zoek_gemis(const struct zoek *z)
{
	int64_t sum = 0;
	for (uint32_t o = 0; o < z->m->in->aanbod_count; o++)
		for (int32_t u = z->load[o] + 1; lacks(z, o, u) > 0; u++)
			sum += lacks(z, o, u);
	return sum;
}

void zoek_daal(struct zoek *z)
{
	for (uint32_t o = 0; o < z->m->in->aanbod_count; o++)
		while (lacks(z, o, z->load[o] + 1) > 0) {
			z->load[o]++;
			zoek_vul(z, z->first_tree + o);
		}
}
