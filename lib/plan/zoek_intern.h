/* What zoek.c, zoek_pad.c (the search), zoek_terug.c (the same from behind), zoek_loop.c (the way
 * that was found), zoek_bied.c and zoek_raam.c share. */
#ifndef PLAN_ZOEK_INTERN_H
#define PLAN_ZOEK_INTERN_H

#include "plan/plan_intern.h"
#include "plan/zoek.h"

#define ZOEK_FAR (INT64_C(1) << 60) /* a price that no search goes to */

static inline int64_t *tree_price(const struct zoek *z, uint32_t node)
{
	return &z->nodes[z->first_tree + node].price;
}

static inline bool bit_of(const uint64_t *bits, uint32_t tijdvak)
{
	return (bits[tijdvak / 64] >> (tijdvak % 64) & 1) != 0;
}

/* Of several sessions, or bound to an aanbod or a day once: then what is placed has a split. */
static inline bool has_splits(const struct zoek *z, uint32_t aanvraag)
{
	return z->m->in->woorden > 0 && z->m->aanvragen[aanvraag].sessies > 1;
}

/* What another unit of a tree node costs that has room: as its own cost, and of an aanbod that
 * lacks units at its price (zoek_raam) that price. */
static inline int64_t zoek_next_cost(const struct zoek *z, uint32_t node)
{
	const struct model_node *const n = &z->m->nodes[node];
	const int64_t cost = node_cost(n, z->m->big, z->load[node] + 1);
	const int64_t price = *tree_price(z, node);
	return n->boven == MODEL_SINK && price > cost ? price : cost;
}

/* ---- the heap, four children each ---- */

static inline void zoek_push(struct zoek *z, int64_t dist, uint32_t node)
{
	if (z->heap_count == z->heap_room) {
		z->heap_room = 2 * z->heap_room + 256;
		z->heap = reallocarray(z->heap, z->heap_room, sizeof(*z->heap));
		if (z->heap == NULL)
			err_fatal("no memory for a plan");
	}
	size_t at = z->heap_count;
	z->heap_count++;
	while (at > 0 && z->heap[(at - 1) / 4].dist > dist) {
		z->heap[at] = z->heap[(at - 1) / 4];
		at = (at - 1) / 4;
	}
	z->heap[at] = (struct zoek_spot){ dist, node };
}

static inline struct zoek_spot zoek_pop(struct zoek *z)
{
	struct zoek_spot *const heap = z->heap;
	const struct zoek_spot top = heap[0];
	z->heap_count--;
	const size_t count = z->heap_count;
	const struct zoek_spot moved = heap[count];
	size_t at = 0;
	for (;;) {
		const size_t first = 4 * at + 1;
		if (first >= count)
			break;
		size_t least = first;
		for (size_t c = first + 1; c < first + 4 && c < count; c++)
			if (heap[c].dist < heap[least].dist)
				least = c;
		if (heap[least].dist >= moved.dist)
			break;
		heap[at] = heap[least];
		at = least;
	}
	heap[at] = moved;
	return top;
}

static inline void zoek_reach(
	struct zoek *z, uint32_t node, int64_t dist, uint32_t pred, uint32_t kandidaat)
{
	struct zoek_node *const n = &z->nodes[node];
	if (dist >= z->bound || (n->stamp == z->stamp && n->dist <= dist))
		return;
	n->stamp = z->stamp;
	n->dist = dist;
	n->pred = pred;
	n->kandidaat = kandidaat;
	zoek_push(z, dist, node);
}

void zoek_begin(struct zoek *z, int64_t bound);

/* Whether the aanvraag has this kandidaat already, and may have each but once. */
bool zoek_has_already(const struct zoek *z, uint32_t aanvraag, uint32_t kandidaat);

/* Half-days that a new session of the aanvraag may have; into z->day when days are taken. */
const uint64_t *zoek_venster(struct zoek *z, uint32_t aanvraag);

/* Those of the day of `tijdvak`; into z->day. */
const uint64_t *zoek_only_day(struct zoek *z, const uint64_t *venster, uint32_t tijdvak);

/* The first half-day that an aanbod still has, of these; PLAN_GEEN: none. */
uint32_t zoek_first_leeg(const struct zoek *z, uint32_t aanbod, const uint64_t *venster);

uint32_t zoek_place_new(struct zoek *z, uint32_t aanvraag, uint32_t kandidaat, uint32_t tijdvak);
void zoek_place_drop(struct zoek *z, uint32_t x);
void zoek_place_hand_over(struct zoek *z, uint32_t x, uint32_t aanvraag, uint32_t kandidaat);

/* Follows the way that ends at z->last. */
void zoek_loop(struct zoek *z);

/* Follows a way from `first` on, each node of which knows in `pred` what comes next; up to `einde`,
 * of which nothing is done; ZOEK_NONE: that too. */
void zoek_volg(struct zoek *z, uint32_t first, uint32_t einde);

#endif
