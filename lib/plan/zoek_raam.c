/*
 * What each aanbod will cost, about, before anything is placed: whoever is in hand takes what is
 * cheapest and raises it by what it would lose with the second best and a little more, so that many
 * who want the same agree in few steps (the auction with ε-scaling of Bertsekas, 1979). Rounds with
 * ever smaller steps, each from a little below what the one before it came to.
 *
 * Nothing exact rests on it. The exact search begins with these prices: an aanbod that is dearer
 * than its next unit lacks units, as many as it has room for, and whoever comes to it fills one at
 * no more than its price. What nobody fills after all makes it cheaper again (zoek_daal).
 */
#include <string.h>

#include "plan/zoek_intern.h"

#define SCARCE	    6 /* one in so many has to go without its first choice */
#define STEP_FACTOR 5
#define FINEST	    64 /* parts of what kandidaten of one aanvraag differ */

struct bod {
	int64_t hoog;
	uint32_t aanvraag;
};

struct raam {
	struct zoek *z;
	uint32_t *at; /* of each aanbod: where its bids begin, a heap with the lowest first */
	struct bod *boden;
	uint32_t *count;
	int64_t *prijs;	  /* of its next unit */
	int64_t *geweerd; /* the highest bid that was turned away */
	int64_t stap;
};

static bool takes_part(const struct zoek *z, uint32_t r)
{
	return z->m->aanvragen[r].sessies == 1;
}

/* ---- the bids that an aanbod has ---- */

static uint32_t room_of(const struct raam *w, uint32_t aanbod)
{
	return w->at[aanbod + 1] - w->at[aanbod];
}

static void sift_down(struct bod *b, uint32_t count, struct bod moved)
{
	uint32_t at = 0;
	for (;;) {
		uint32_t c = 2 * at + 1;
		if (c >= count)
			break;
		if (c + 1 < count && b[c + 1].hoog < b[c].hoog)
			c++;
		if (b[c].hoog >= moved.hoog)
			break;
		b[at] = b[c];
		at = c;
	}
	b[at] = moved;
}

static void add_bod(struct bod *b, uint32_t count, struct bod new)
{
	uint32_t at = count;
	while (at > 0 && b[(at - 1) / 2].hoog > new.hoog) {
		b[at] = b[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	b[at] = new;
}

/* What the next unit costs: the weakest of its bids when it is full. */
static void renew_price(struct raam *w, uint32_t aanbod)
{
	const struct model_node *const n = &w->z->m->nodes[aanbod];
	const uint32_t count = w->count[aanbod];
	int64_t prijs = *tree_price(w->z, aanbod);
	if (count < room_of(w, aanbod)) {
		const int64_t next = node_cost(n, w->z->m->big, (int32_t)count + 1);
		prijs = next > prijs ? next : prijs;
	} else if (count > 0) {
		prijs = w->boden[w->at[aanbod]].hoog;
	}
	w->prijs[aanbod] = prijs;
}

/* ---- bidding ---- */

struct keus {
	int64_t beste, tweede;
	uint32_t kandidaat; /* ZOEK_NONE: not served */
};

static struct keus choose(const struct raam *w, uint32_t r)
{
	const struct zoek *const z = w->z;
	const struct model_aanvraag *const a = &z->m->aanvragen[r];
	const int64_t above = a->boven == MODEL_SINK ? 0 : *tree_price(z, a->boven);
	const int64_t open = open_cost(a, z->m->big, 1) + above;
	struct keus best = { open, open, ZOEK_NONE };
	for (uint32_t k = a->first; k < a->end; k++) {
		const struct model_kandidaat *const c = &z->m->kandidaten[k];
		const int64_t cost = c->kosten + w->prijs[c->aanbod];
		if (c->kosten + z->least >= best.tweede)
			break;
		if (cost >= best.tweede ||
			(z->m->in->woorden > 0 &&
				zoek_first_leeg(z, c->aanbod, a->venster) == PLAN_GEEN))
			continue;
		best.tweede = cost < best.beste ? best.beste : cost;
		if (cost < best.beste) {
			best.beste = cost;
			best.kandidaat = k;
		}
	}
	return best;
}

/* Who goes on; ZOEK_NONE: nobody. */
static uint32_t bied(struct raam *w, uint32_t r)
{
	const struct keus best = choose(w, r);
	w->z->work += w->z->m->aanvragen[r].end - w->z->m->aanvragen[r].first;
	if (best.kandidaat == ZOEK_NONE)
		return ZOEK_NONE;
	const struct model_kandidaat *const k = &w->z->m->kandidaten[best.kandidaat];
	struct bod *const boden = &w->boden[w->at[k->aanbod]];
	const struct bod new = { best.tweede - k->kosten + w->stap, r };
	const uint32_t room = room_of(w, k->aanbod);
	uint32_t old = ZOEK_NONE;
	if (w->count[k->aanbod] < room) {
		add_bod(boden, w->count[k->aanbod], new);
		w->count[k->aanbod]++;
	} else {
		old = boden[0].aanvraag;
		if (boden[0].hoog > w->geweerd[k->aanbod])
			w->geweerd[k->aanbod] = boden[0].hoog;
		sift_down(boden, room, new);
	}
	renew_price(w, k->aanbod);
	return old;
}

/* ---- rounds ---- */

/* All bid, from the prices that the aanbod have; these become what was turned away, and a bit less.
 */
static void round_of(struct raam *w)
{
	struct zoek *const z = w->z;
	const size_t aanbod_count = z->m->in->aanbod_count;
	for (uint32_t o = 0; o < aanbod_count; o++) {
		w->count[o] = 0;
		w->geweerd[o] = INT64_MIN;
		renew_price(w, o);
	}
	for (uint32_t r = 0; r < z->m->in->aanvraag_count; r++)
		for (uint32_t who = r; takes_part(z, r) && who != ZOEK_NONE;)
			who = bied(w, who);
	for (uint32_t o = 0; o < aanbod_count; o++) {
		const struct model_node *const n = &z->m->nodes[o];
		if (n->boven != MODEL_SINK || n->cap == 0)
			continue;
		const int64_t least = node_cost(n, z->m->big, 1);
		const int64_t prijs =
			w->geweerd[o] == INT64_MIN ? least : w->geweerd[o] - 2 * w->stap;
		*tree_price(z, o) = prijs > least ? prijs : least;
	}
}

/* How coarse the first round is and how fine the last: of what is at stake, and of what kandidaten
 * of one aanvraag differ. */
static void find_steps(const struct zoek *z, int64_t *ret_coarse, int64_t *ret_fine)
{
	wide differ = 0;
	int64_t most = 0;
	int64_t count = 0;
	for (uint32_t r = 0; r < z->m->in->aanvraag_count; r++) {
		const struct model_aanvraag *const a = &z->m->aanvragen[r];
		if (!takes_part(z, r) || a->first == a->end)
			continue;
		const int64_t stake =
			open_cost(a, z->m->big, 1) - z->m->kandidaten[a->first].kosten;
		most = stake > most ? stake : most;
		differ += z->m->kandidaten[a->end - 1].kosten - z->m->kandidaten[a->first].kosten;
		count++;
	}
	*ret_coarse = most / 16;
	*ret_fine = count == 0 ? 0 : (int64_t)(differ / count) / FINEST;
}

/* Whether enough cannot have their first choice, for what all of this takes. */
static bool is_scarce(const struct zoek *z, uint32_t *count)
{
	const struct model *const m = z->m;
	uint64_t crowded = 0;
	for (uint32_t r = 0; r < m->in->aanvraag_count; r++) {
		const struct model_aanvraag *const a = &m->aanvragen[r];
		if (!takes_part(z, r) || a->first == a->end)
			continue;
		const uint32_t o = m->kandidaten[a->first].aanbod;
		count[o]++;
		crowded += count[o] > (uint32_t)m->nodes[o].cap;
	}
	return crowded > m->sessies / SCARCE;
}

/* Where bids of each aanbod stand: no more than it may have, or than there are who may want it. */
static void find_room(struct raam *w)
{
	const struct model *const m = w->z->m;
	memset(w->count, 0, m->in->aanbod_count * sizeof(*w->count));
	for (uint32_t r = 0; r < m->in->aanvraag_count; r++) {
		const struct model_aanvraag *const a = &m->aanvragen[r];
		for (uint32_t k = a->first; takes_part(w->z, r) && k < a->end; k++)
			w->count[m->kandidaten[k].aanbod]++;
	}
	for (uint32_t o = 0; o < m->in->aanbod_count; o++) {
		const uint32_t cap = (uint32_t)m->nodes[o].cap;
		w->at[o + 1] = w->at[o] + (w->count[o] < cap ? w->count[o] : cap);
	}
}

static void all_rounds(struct raam *w)
{
	int64_t coarse;
	int64_t fine;
	find_room(w);
	find_steps(w->z, &coarse, &fine);
	const size_t aanbod_count = w->z->m->in->aanbod_count;
	w->boden = plan_alloc(w->at[aanbod_count], sizeof(*w->boden));
	w->prijs = plan_alloc(aanbod_count, sizeof(*w->prijs));
	w->geweerd = plan_alloc(aanbod_count, sizeof(*w->geweerd));
	for (w->stap = fine; w->stap > 0 && w->stap * STEP_FACTOR < coarse;)
		w->stap *= STEP_FACTOR;
	for (; w->stap > 0 && w->stap >= fine; w->stap /= STEP_FACTOR)
		round_of(w);
	free(w->boden);
	free(w->prijs);
	free(w->geweerd);
}

void zoek_raam(struct zoek *z)
{
	const size_t aanbod_count = z->m->in->aanbod_count;
	struct raam w = { .z = z,
		.at = plan_alloc(aanbod_count + 1, sizeof(*w.at)),
		.count = plan_alloc(aanbod_count, sizeof(*w.count)) };
	if (is_scarce(z, w.count))
		all_rounds(&w);
	free(w.at);
	free(w.count);
}
