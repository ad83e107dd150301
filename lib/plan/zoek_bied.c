/*
 * Bidding: the quick way to place a session, before a search is worth its time. Who has a session
 * in hand takes the cheapest there is, and raises its price by as much as it would lose with the
 * second best; who had it goes on. Prices stay right all the time, so that a search may take over
 * at any moment, and does when nothing rises or it takes long (the row reduction of Jonker and
 * Volgenant, Computing 38, 1987; the auction of Bertsekas, 1979, without its ε).
 */
#include "plan/zoek_intern.h"

#define STEPS_MAX 200 /* before a search takes over */

enum kind {
	KIND_NONE,
	KIND_OPEN,  /* not served */
	KIND_MORE,  /* one more of an aanbod that has room */
	KIND_UNIT,  /* instead of the weakest of an aanbod, on a half-day that is free */
	KIND_PLACE, /* instead of who has that half-day */
	KIND_HARD   /* something that only a search can do */
};

struct option {
	enum kind kind;
	int64_t value;
	uint32_t kandidaat;
	uint32_t place;
};

struct choice {
	struct option best;
	int64_t second;
};

static void offer(struct choice *c, struct option o)
{
	if (o.value < c->best.value) {
		c->second = c->best.value;
		c->best = o;
	} else if (o.value < c->second) {
		c->second = o.value;
	}
}

/* What a place may cost at most without its holder wanting to leave: the price that it gets. */
static int64_t unit_price(const struct zoek *z, uint32_t x)
{
	const struct zoek_place *const p = &z->places[x];
	const int64_t *const price = &z->nodes[z->first_place + x].price;
	if (has_splits(z, p->aanvraag))
		return *price;
	const int64_t most = z->nodes[p->aanvraag].price - z->m->kandidaten[p->kandidaat].kosten;
	z->nodes[z->first_place + x].price = most;
	return most;
}

/* What another unit of an aanbod costs; INT64_MAX: it is full. Only when nothing is above it. */
static int64_t more_price(const struct zoek *z, uint32_t aanbod)
{
	const struct model_node *const n = &z->m->nodes[aanbod];
	return z->load[aanbod] < n->cap ? zoek_next_cost(z, aanbod) : INT64_MAX;
}

/* All ways to come into an aanbod that still has a half-day: the cheapest of its units, and what
 * the next would cost. Its own price rises to the first. */
static void offer_units(struct zoek *z, struct choice *c, uint32_t k)
{
	const int64_t cost = z->m->kandidaten[k].kosten;
	const uint32_t aanbod = z->m->kandidaten[k].aanbod;
	if (z->m->nodes[aanbod].boven != MODEL_SINK) {
		offer(c, (struct option){ KIND_HARD, cost + *tree_price(z, aanbod), k, 0 });
		return;
	}
	const int64_t more = more_price(z, aanbod);
	int64_t weakest = more;
	int64_t next = INT64_MAX;
	uint32_t place = ZOEK_NONE;
	for (uint32_t x = z->of_aanbod[aanbod]; x != ZOEK_NONE; x = z->places[x].next_of_aanbod) {
		z->work++;
		const int64_t price = unit_price(z, x);
		if (price < weakest) {
			next = weakest;
			weakest = price;
			place = x;
		} else if (price < next) {
			next = price;
		}
	}
	if (weakest == INT64_MAX)
		return; /* nothing may pass here */
	*tree_price(z, aanbod) = weakest;
	const bool hard = place != ZOEK_NONE && has_splits(z, z->places[place].aanvraag);
	const enum kind unit = hard ? KIND_HARD : KIND_UNIT;
	offer(c,
		(struct option){ place == ZOEK_NONE ? KIND_MORE : unit, cost + weakest, k, place });
	if (next != INT64_MAX)
		offer(c, (struct option){ KIND_HARD, cost + next, k, 0 });
}

/* Half-days that others have, when the aanbod has none left that suits. */
static void offer_places(struct zoek *z, struct choice *c, uint32_t r, uint32_t k)
{
	const int64_t cost = z->m->kandidaten[k].kosten;
	const uint64_t *const venster = z->m->aanvragen[r].venster;
	const uint32_t aanbod = z->m->kandidaten[k].aanbod;
	for (uint32_t x = z->of_aanbod[aanbod]; x != ZOEK_NONE; x = z->places[x].next_of_aanbod) {
		z->work++;
		if (!bit_of(venster, z->places[x].tijdvak))
			continue;
		const enum kind kind =
			has_splits(z, z->places[x].aanvraag) ? KIND_HARD : KIND_PLACE;
		offer(c, (struct option){ kind, cost + unit_price(z, x), k, x });
	}
}

static struct choice look_round(struct zoek *z, uint32_t r)
{
	const struct model_aanvraag *const a = &z->m->aanvragen[r];
	struct choice c = { { KIND_NONE, INT64_MAX, 0, 0 }, INT64_MAX };
	const bool top = a->boven == MODEL_SINK;
	offer(&c, (struct option){ top ? KIND_OPEN : KIND_HARD,
			  open_cost(a, z->m->big, z->open[r] + 1) +
				  (top ? 0 : *tree_price(z, a->boven)),
			  0, 0 });
	for (uint32_t k = a->first; k < a->end; k++) {
		const struct model_kandidaat *const x = &z->m->kandidaten[k];
		if (x->kosten + z->least >= c.second)
			break;
		z->work++;
		if (x->kosten + *tree_price(z, x->aanbod) >= c.second)
			continue;
		if (z->m->in->woorden == 0 ||
			zoek_first_leeg(z, x->aanbod, a->venster) != PLAN_GEEN)
			offer_units(z, &c, k);
		else
			offer_places(z, &c, r, k);
	}
	return c;
}

/* Takes a half-day that is free, at this price. */
static void settle(struct zoek *z, uint32_t r, uint32_t k, int64_t price)
{
	const uint32_t aanbod = z->m->kandidaten[k].aanbod;
	const uint32_t tijdvak = z->m->in->woorden == 0
					 ? PLAN_GEEN
					 : zoek_first_leeg(z, aanbod, z->m->aanvragen[r].venster);
	const uint32_t x = zoek_place_new(z, r, k, tijdvak);
	z->nodes[z->first_place + x].price = price;
	z->nodes[z->first_split + x].price = price;
}

/* Who goes on with a session in hand; ZOEK_NONE: nobody. */
static uint32_t take(struct zoek *z, uint32_t r, const struct choice *c)
{
	const struct option *const o = &c->best;
	const int64_t cost = o->kind == KIND_OPEN ? 0 : z->m->kandidaten[o->kandidaat].kosten;
	if (o->kind == KIND_OPEN) {
		z->nodes[r].price = o->value;
		z->open[r]++;
		return ZOEK_NONE;
	}
	if (o->kind == KIND_MORE) {
		z->nodes[r].price = o->value;
		settle(z, r, o->kandidaat, o->value - cost);
		z->load[z->m->kandidaten[o->kandidaat].aanbod]++;
		return ZOEK_NONE;
	}
	const uint32_t old = z->places[o->place].aanvraag;
	z->nodes[r].price = c->second;
	if (o->kind == KIND_UNIT) {
		settle(z, r, o->kandidaat, c->second - cost);
		zoek_place_drop(z, o->place);
		*tree_price(z, z->m->kandidaten[o->kandidaat].aanbod) = c->second - cost;
	} else {
		zoek_place_hand_over(z, o->place, r, o->kandidaat);
		z->nodes[z->first_place + o->place].price = c->second - cost;
		z->nodes[z->first_split + o->place].price = c->second - cost;
	}
	return old;
}

uint32_t zoek_bied(struct zoek *z, uint32_t aanvraag)
{
	uint32_t r = aanvraag;
	for (unsigned step = 0; step < STEPS_MAX; step++) {
		if (z->m->aanvragen[r].sessies > 1)
			return r;
		const struct choice c = look_round(z, r);
		if (c.best.kind == KIND_HARD)
			return r;
		const bool evicts = c.best.kind == KIND_UNIT || c.best.kind == KIND_PLACE;
		if (evicts && c.second <= c.best.value)
			return r;
		r = take(z, r, &c);
		if (r == ZOEK_NONE)
			return r;
	}
	return r;
}
