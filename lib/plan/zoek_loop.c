/*
 * Following the way that a search found, from its end back to its beginning turned round: who takes
 * what, and who moves over.
 */
#include <assert.h>

#include "plan/zoek_intern.h"

/* Who stands at a node of the way with a session in hand. */
struct walker {
	uint32_t aanvraag;
	uint32_t kandidaat;
	uint32_t tijdvak;
	int64_t split; /* price of its split, when it keeps that */
};

/* Turns `pred` round, so that it says what comes next. Returns the first node. */
static uint32_t turn_round(struct zoek *z)
{
	uint32_t next = ZOEK_NONE;
	uint32_t at = z->last;
	for (;;) {
		const uint32_t before = z->nodes[at].pred;
		z->nodes[at].pred = next;
		next = at;
		if (before == ZOEK_NONE)
			return at;
		at = before;
	}
}

/* What a split costs that is used from now on: as much as the aanvraag, less what the pair costs
 * when that stands before the split. */
static int64_t new_split(const struct zoek *z, uint32_t r, uint32_t k)
{
	const int64_t price = z->nodes[r].price;
	return z->m->aanvragen[r].per_dag ? price : price - z->m->kandidaten[k].kosten;
}

static bool is_tree(const struct zoek *z, uint32_t node)
{
	return node >= z->first_tree && node < z->first_place;
}

/* The walker goes on to a half-day: an empty one of the aanbod `to` is the node of, or the place
 * `to`, whose holder has to go on. False: the walker stays, the unit goes up the tree. */
static bool settle(struct zoek *z, struct walker *w, uint32_t to, const uint64_t *venster)
{
	const uint32_t k = z->nodes[to].kandidaat;
	if (is_tree(z, to)) {
		uint32_t tijdvak = PLAN_GEEN;
		if (z->m->in->woorden > 0) {
			tijdvak = zoek_first_leeg(z, to - z->first_tree, venster);
			assert(tijdvak != PLAN_GEEN);
		}
		const uint32_t x = zoek_place_new(z, w->aanvraag, k, tijdvak);
		z->nodes[z->first_place + x].price = z->nodes[to].price;
		z->nodes[z->first_split + x].price = w->split;
		return false;
	}
	const uint32_t x = to - z->first_place;
	const struct zoek_place old = z->places[x];
	const int64_t old_split = z->nodes[z->first_split + x].price;
	zoek_place_hand_over(z, x, w->aanvraag, k);
	z->nodes[z->first_split + x].price = w->split;
	*w = (struct walker){ old.aanvraag, old.kandidaat, old.tijdvak, old_split };
	return true;
}

/* A place of this aanbod becomes empty; its holder has to go on. */
static void vacate(struct zoek *z, struct walker *w, uint32_t x)
{
	const struct zoek_place old = z->places[x];
	*w = (struct walker){ old.aanvraag, old.kandidaat, old.tijdvak,
		z->nodes[z->first_split + x].price };
	zoek_place_drop(z, x);
}

static uint32_t place_with(const struct zoek *z, uint32_t aanbod, uint32_t aanvraag)
{
	uint32_t x = z->of_aanbod[aanbod];
	while (z->places[x].aanvraag != aanvraag)
		x = z->places[x].next_of_aanbod;
	return x;
}

/* From an aanvraag with a session in hand. */
static void step_aanvraag(struct zoek *z, struct walker *w, uint32_t r, uint32_t next)
{
	const uint32_t boven = z->m->aanvragen[r].boven;
	if (next == ZOEK_NONE || (boven != MODEL_SINK && next == z->first_tree + boven)) {
		z->open[r]++;
		return;
	}
	w->aanvraag = r;
	w->split = new_split(z, r, z->nodes[next].kandidaat);
	settle(z, w, next, z->m->in->woorden > 0 ? zoek_venster(z, r) : NULL);
}

static void step_tree(struct zoek *z, struct walker *w, uint32_t node, uint32_t next)
{
	const uint32_t v = node - z->first_tree;
	const uint32_t boven = z->m->nodes[v].boven;
	if (next == ZOEK_NONE || (boven != MODEL_SINK && next == z->first_tree + boven)) {
		z->load[v]++;
	} else if (is_tree(z, next)) {
		z->load[next - z->first_tree]--;
	} else if (next >= z->first_place) {
		vacate(z, w, next - z->first_place);
	} else if (v < z->m->in->aanbod_count) {
		vacate(z, w, place_with(z, v, next));
	} else {
		z->open[next]--;
	}
}

/* From a split, whose session keeps its aanbod or its day: to another half-day, or back to the
 * aanvraag. */
static void step_split(struct zoek *z, struct walker *w, uint32_t next)
{
	if (next == w->aanvraag)
		return;
	const struct model_aanvraag *const a = &z->m->aanvragen[w->aanvraag];
	if (!a->per_dag) {
		settle(z, w, next, a->venster);
		return;
	}
	uint64_t day[PLAN_WOORDEN_MAX] = { 0 };
	const uint32_t first = w->tijdvak / 3 * 3;
	for (uint32_t t = first; t < first + 3 && t < z->m->in->woorden * 64; t++)
		if (bit_of(a->venster, t))
			day[t / 64] |= UINT64_C(1) << (t % 64);
	settle(z, w, next, day);
}

void zoek_volg(struct zoek *z, uint32_t first, uint32_t einde)
{
	struct walker w = { .aanvraag = first };
	for (uint32_t at = first; at != einde && at != ZOEK_NONE; at = z->nodes[at].pred) {
		const uint32_t next = z->nodes[at].pred;
		if (at < z->first_tree)
			step_aanvraag(z, &w, at, next);
		else if (at < z->first_place)
			step_tree(z, &w, at, next);
		else if (at >= z->first_split)
			step_split(z, &w, next);
	}
}

void zoek_loop(struct zoek *z)
{
	zoek_volg(z, turn_round(z), z->gat);
}
