/* The search for the cheapest way: what can be reached from a node, and at which cost. */
#include <assert.h>
#include <string.h>

#include "plan/zoek_intern.h"

/* ---- relaxing ---- */

static void reach_end(struct zoek *z, uint32_t node, int64_t dist)
{
	if (dist < z->bound && !z->overal) {
		z->bound = dist;
		z->last = node;
	}
}

/* By an arc that costs `cost`, from a node with this distance and price. */
static void go(struct zoek *z, uint32_t from, uint32_t to, int64_t cost)
{
	const struct zoek_node *const n = &z->nodes[from];
	zoek_reach(z, to, n->dist + cost - n->price + z->nodes[to].price, from, ZOEK_NONE);
}

static void go_up(struct zoek *z, uint32_t from, uint32_t boven, int64_t cost)
{
	const struct zoek_node *const n = &z->nodes[from];
	if (boven == MODEL_SINK)
		reach_end(z, from, n->dist + cost - n->price);
	else
		go(z, from, z->first_tree + boven, cost);
}

uint32_t zoek_first_leeg(const struct zoek *z, uint32_t aanbod, const uint64_t *venster)
{
	const uint32_t woorden = z->m->in->woorden;
	const uint64_t *const leeg = z->leeg[aanbod];
	for (uint32_t w = 0; w < woorden; w++) {
		const uint64_t both = leeg[w] & venster[w];
		if (both != 0)
			return w * 64 + (uint32_t)__builtin_ctzll(both);
	}
	return PLAN_GEEN;
}

const uint64_t *zoek_venster(struct zoek *z, uint32_t aanvraag)
{
	const struct model_aanvraag *const a = &z->m->aanvragen[aanvraag];
	if (!a->per_dag || z->of_aanvraag[aanvraag] == ZOEK_NONE || !has_splits(z, aanvraag))
		return a->venster;
	memcpy(z->day, a->venster, z->m->in->woorden * sizeof(*z->day));
	for (uint32_t x = z->of_aanvraag[aanvraag]; x != ZOEK_NONE;
		x = z->places[x].next_of_aanvraag) {
		const uint32_t first = z->places[x].tijdvak / 3 * 3;
		for (uint32_t t = first; t < first + 3 && t < z->m->in->woorden * 64; t++)
			z->day[t / 64] &= ~(UINT64_C(1) << (t % 64));
	}
	return z->day;
}

/*
 * From `from` to a half-day of a kandidaat: an empty one when there is one, else those that others
 * have. Whoever has one costs no less than the aanbod itself, from which all of them are reached;
 * so once that is known to be as near, there is nothing to gain here.
 */
static void take(struct zoek *z, uint32_t from, uint32_t k, int64_t cost, const uint64_t *venster)
{
	const struct zoek_node *const n = &z->nodes[from];
	const uint32_t aanbod = z->m->kandidaten[k].aanbod;
	const uint32_t tree = z->first_tree + aanbod;
	const struct zoek_node *const t = &z->nodes[tree];
	const int64_t base = n->dist + cost - n->price;
	const int64_t dist = base + t->price;
	z->work++;
	if (dist >= z->bound || (t->stamp == z->stamp && t->dist <= dist))
		return;
	if (zoek_first_leeg(z, aanbod, venster) != PLAN_GEEN) {
		zoek_reach(z, tree, dist, from, k);
		return;
	}
	const uint32_t own = from < z->first_tree ? from : ZOEK_NONE;
	for (uint32_t x = z->of_aanbod[aanbod]; x != ZOEK_NONE; x = z->places[x].next_of_aanbod)
		if (z->places[x].aanvraag != own && from != z->first_split + x &&
			bit_of(venster, z->places[x].tijdvak))
			zoek_reach(z, z->first_place + x, base + z->nodes[z->first_place + x].price,
				from, k);
}

/* ---- from each kind of node ---- */

bool zoek_has_already(const struct zoek *z, uint32_t aanvraag, uint32_t kandidaat)
{
	if (z->m->in->woorden > 0 &&
		(z->m->aanvragen[aanvraag].per_dag || !has_splits(z, aanvraag)))
		return false;
	for (uint32_t x = z->of_aanvraag[aanvraag]; x != ZOEK_NONE;
		x = z->places[x].next_of_aanvraag)
		if (z->places[x].kandidaat == kandidaat)
			return true;
	return false;
}

static void from_aanvraag(struct zoek *z, uint32_t r)
{
	const struct model_aanvraag *const a = &z->m->aanvragen[r];
	const struct zoek_node *const n = &z->nodes[r];
	go_up(z, r, a->boven, open_cost(a, z->m->big, z->open[r] + 1));
	const bool calendar = z->m->in->woorden > 0;
	const uint64_t *const venster = calendar ? zoek_venster(z, r) : NULL;
	for (uint32_t k = a->first; k < a->end; k++) {
		const int64_t cost = z->m->kandidaten[k].kosten;
		if (n->dist + cost - n->price + z->least >= z->bound)
			break;
		if (zoek_has_already(z, r, k))
			continue;
		if (calendar) {
			take(z, r, k, cost, venster);
			continue;
		}
		const uint32_t tree = z->first_tree + z->m->kandidaten[k].aanbod;
		z->work++;
		zoek_reach(z, tree, n->dist + cost - n->price + z->nodes[tree].price, r, k);
	}
}

static void from_tree(struct zoek *z, uint32_t node)
{
	const uint32_t v = node - z->first_tree;
	const struct model_node *const n = &z->m->nodes[v];
	if (z->load[v] < n->cap)
		go_up(z, node, n->boven, zoek_next_cost(z, v));
	if (v < z->m->in->aanbod_count) {
		for (uint32_t x = z->of_aanbod[v]; x != ZOEK_NONE;
			x = z->places[x].next_of_aanbod) {
			const struct zoek_place *const p = &z->places[x];
			z->work++;
			if (p->tijdvak != PLAN_GEEN)
				go(z, node, z->first_place + x, 0);
			else
				go(z, node, p->aanvraag, -z->m->kandidaten[p->kandidaat].kosten);
		}
		return;
	}
	const size_t above = v - z->m->in->aanbod_count;
	for (uint32_t i = z->child_at[above]; i < z->child_at[above + 1]; i++) {
		const uint32_t c = z->children[i];
		z->work++;
		if (z->load[c] > 0)
			go(z, node, z->first_tree + c,
				-node_cost(&z->m->nodes[c], z->m->big, z->load[c]));
	}
	for (uint32_t i = z->leaf_at[above]; i < z->leaf_at[above + 1]; i++) {
		const uint32_t r = z->leaves[i];
		z->work++;
		if (z->open[r] > 0)
			go(z, node, r, -open_cost(&z->m->aanvragen[r], z->m->big, z->open[r]));
	}
}

static void from_place(struct zoek *z, uint32_t node)
{
	const uint32_t x = node - z->first_place;
	const struct zoek_place *const p = &z->places[x];
	const int64_t cost = z->m->kandidaten[p->kandidaat].kosten;
	if (!has_splits(z, p->aanvraag))
		go(z, node, p->aanvraag, -cost);
	else
		go(z, node, z->first_split + x, z->m->aanvragen[p->aanvraag].per_dag ? -cost : 0);
}

const uint64_t *zoek_only_day(struct zoek *z, const uint64_t *venster, uint32_t tijdvak)
{
	memset(z->day, 0, z->m->in->woorden * sizeof(*z->day));
	const uint32_t first = tijdvak / 3 * 3;
	for (uint32_t t = first; t < first + 3 && t < z->m->in->woorden * 64; t++)
		if (bit_of(venster, t))
			z->day[t / 64] |= UINT64_C(1) << (t % 64);
	return z->day;
}

static void from_split(struct zoek *z, uint32_t node)
{
	const struct zoek_place *const p = &z->places[node - z->first_split];
	const struct model_aanvraag *const a = &z->m->aanvragen[p->aanvraag];
	if (!a->per_dag) {
		go(z, node, p->aanvraag, -z->m->kandidaten[p->kandidaat].kosten);
		take(z, node, p->kandidaat, 0, a->venster);
		return;
	}
	go(z, node, p->aanvraag, 0);
	const uint64_t *const day = zoek_only_day(z, a->venster, p->tijdvak);
	const struct zoek_node *const n = &z->nodes[node];
	for (uint32_t k = a->first; k < a->end; k++) {
		const int64_t cost = z->m->kandidaten[k].kosten;
		if (n->dist + cost - n->price + z->least >= z->bound)
			break;
		take(z, node, k, cost, day);
	}
}

/* ---- the search ---- */

static void raise_prices(struct zoek *z)
{
	for (size_t i = 0; i < z->seen_count; i++) {
		struct zoek_node *const n = &z->nodes[z->seen[i]];
		n->price += z->bound - n->dist;
	}
}

void zoek_begin(struct zoek *z, int64_t bound)
{
	z->stamp++;
	z->heap_count = 0;
	z->seen_count = 0;
	z->bound = bound;
	z->last = ZOEK_NONE;
}

static void search(struct zoek *z)
{
	while (z->heap_count > 0) {
		const struct zoek_spot spot = zoek_pop(z);
		if (spot.dist >= z->bound)
			break;
		if (spot.dist > z->nodes[spot.node].dist)
			continue;
		if (spot.node == z->gat) {
			z->bound = spot.dist;
			z->last = spot.node;
			break;
		}
		z->seen[z->seen_count] = spot.node;
		z->seen_count++;
		z->work++;
		if (spot.node < z->first_tree)
			from_aanvraag(z, spot.node);
		else if (spot.node < z->first_place)
			from_tree(z, spot.node);
		else if (spot.node < z->first_split)
			from_place(z, spot.node);
		else
			from_split(z, spot.node);
	}
}

bool zoek_plaats_of_vul(struct zoek *z, uint32_t node, uint32_t gat)
{
	z->gat = gat;
	zoek_begin(z, INT64_MAX);
	zoek_reach(z, node, 0, ZOEK_NONE, ZOEK_NONE);
	search(z);
	assert(z->last != ZOEK_NONE);
	raise_prices(z);
	zoek_loop(z);
	z->gat = ZOEK_NONE;
	return z->last == gat;
}

void zoek_plaats(struct zoek *z, uint32_t node)
{
	(void)zoek_plaats_of_vul(z, node, ZOEK_NONE);
}

/* From the end back along what flows: the cheapest way to an aanvraag is what changes when a
 * session of it needs no way any more. */
void zoek_winst(struct zoek *z, int64_t *ret_winst)
{
	const struct model *const m = z->m;
	zoek_begin(z, ZOEK_FAR);
	z->overal = true;
	for (uint32_t i = 0; i < m->node_count; i++)
		if (m->nodes[i].boven == MODEL_SINK && z->load[i] > 0)
			zoek_reach(z, z->first_tree + i,
				*tree_price(z, i) - node_cost(&m->nodes[i], m->big, z->load[i]),
				ZOEK_NONE, ZOEK_NONE);
	for (uint32_t r = 0; r < m->in->aanvraag_count; r++)
		if (m->aanvragen[r].boven == MODEL_SINK && z->open[r] > 0)
			zoek_reach(z, r,
				z->nodes[r].price - open_cost(&m->aanvragen[r], m->big, z->open[r]),
				ZOEK_NONE, ZOEK_NONE);
	search(z);
	z->overal = false;
	for (uint32_t r = 0; r < m->in->aanvraag_count; r++) {
		const struct zoek_node *const n = &z->nodes[r];
		ret_winst[r] = n->stamp == z->stamp && n->price > n->dist ? n->price - n->dist : 0;
	}
}
