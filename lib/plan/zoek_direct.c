/* Placing without moving anybody: what people do by hand, and how the rest goes when time is up. */
#include "plan/plan_intern.h"
#include "plan/zoek_intern.h"

/* What another unit costs from a node up to the end; INT64_MAX: no room. */
static int64_t cost_up(const struct zoek *z, uint32_t node)
{
	int64_t cost = 0;
	for (; node != MODEL_SINK; node = z->m->nodes[node].boven) {
		const struct model_node *const n = &z->m->nodes[node];
		if (z->load[node] >= n->cap)
			return INT64_MAX;
		cost += node_cost(n, z->m->big, z->load[node] + 1);
	}
	return cost;
}

static void pass_up(struct zoek *z, uint32_t node)
{
	for (; node != MODEL_SINK; node = z->m->nodes[node].boven)
		z->load[node]++;
}

/* The half-day that this pair can have; false: there is none. */
static bool slot_of(struct zoek *z, uint32_t r, uint32_t k, uint32_t *ret_tijdvak)
{
	*ret_tijdvak = PLAN_GEEN;
	for (uint32_t x = z->of_aanvraag[r]; x != ZOEK_NONE; x = z->places[x].next_of_aanvraag)
		if (!z->m->aanvragen[r].per_dag && z->places[x].kandidaat == k)
			return false;
	if (z->m->in->woorden == 0)
		return true;
	*ret_tijdvak = zoek_first_leeg(z, z->m->kandidaten[k].aanbod, zoek_venster(z, r));
	return *ret_tijdvak != PLAN_GEEN;
}

static int64_t cost_of_pair(const struct zoek *z, uint32_t k)
{
	const int64_t up = cost_up(z, z->m->kandidaten[k].aanbod);
	return up == INT64_MAX ? INT64_MAX : up + z->m->kandidaten[k].kosten;
}

static int64_t cost_of_none(const struct zoek *z, uint32_t r)
{
	const struct model_aanvraag *const a = &z->m->aanvragen[r];
	return cost_up(z, a->boven) + open_cost(a, z->m->big, z->open[r] + 1);
}

int64_t zoek_direct(struct zoek *z, uint32_t aanvraag)
{
	const struct model_aanvraag *const a = &z->m->aanvragen[aanvraag];
	int64_t best = cost_of_none(z, aanvraag);
	uint32_t kandidaat = ZOEK_NONE;
	uint32_t tijdvak = PLAN_GEEN;
	for (uint32_t k = a->first; k < a->end; k++) {
		uint32_t t;
		const int64_t cost = cost_of_pair(z, k);
		if (cost >= best || !slot_of(z, aanvraag, k, &t))
			continue;
		best = cost;
		kandidaat = k;
		tijdvak = t;
	}
	if (kandidaat == ZOEK_NONE) {
		z->open[aanvraag]++;
		pass_up(z, a->boven);
	} else {
		zoek_place_new(z, aanvraag, kandidaat, tijdvak);
		pass_up(z, z->m->kandidaten[kandidaat].aanbod);
	}
	return best;
}

bool zoek_direct_pair(struct zoek *z, uint32_t aanvraag, uint32_t kandidaat)
{
	uint32_t t;
	const int64_t cost = cost_of_pair(z, kandidaat);
	if (cost == INT64_MAX || cost >= cost_of_none(z, aanvraag) ||
		!slot_of(z, aanvraag, kandidaat, &t))
		return false;
	zoek_place_new(z, aanvraag, kandidaat, t);
	pass_up(z, z->m->kandidaten[kandidaat].aanbod);
	return true;
}
