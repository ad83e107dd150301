/*
 * The table of ids: where an offer stands. Open addressing, with a byte of each id in an array of
 * its own: this tells ids apart without reading them, which would be a wait for memory each.
 */
#include "score/snapshot_intern.h"

#define TABEL_MIN 64
#define VRIJ	  0 /* the first two values of a byte; the others are of ids */
#define GEWIST	  1 /* was used: what was put behind it must still be found */

static uint8_t mark_of(uint64_t hash)
{
	return (uint8_t)hash | 2;
}

/* The upper half of a product with a number below 1 is a place, whatever the size. */
static size_t place_of(const struct ids *ids, uint64_t hash)
{
	return (size_t)((hash >> 32) * ids->cap >> 32);
}

static size_t next_place(const struct ids *ids, size_t place)
{
	return place + 1 < ids->cap ? place + 1 : 0;
}

bool ids_find(const struct score_snapshot *s, struct uuid id, size_t *ret_place)
{
	const struct ids *ids = &s->ids;
	if (ids->cap == 0)
		return false;
	const uint64_t hash = uuid_hash(id);
	const uint8_t mark = mark_of(hash);
	for (size_t i = place_of(ids, hash); ids->merken[i] != VRIJ; i = next_place(ids, i)) {
		if (ids->merken[i] == mark && uuid_eq(id_at(s, ids->handles[i]), id)) {
			*ret_place = i;
			return true;
		}
	}
	return false;
}

/* The id is not in the table, and the table has a free place. */
static void add(struct ids *ids, struct uuid id, uint32_t handle)
{
	const uint64_t hash = uuid_hash(id);
	size_t i = place_of(ids, hash);
	while (ids->merken[i] != VRIJ)
		i = next_place(ids, i);
	ids->merken[i] = mark_of(hash);
	ids->handles[i] = handle;
	ids->vol++;
}

/* A fifth stays free. */
static size_t cap_for(size_t count)
{
	return count + count / 4 + TABEL_MIN;
}

static size_t room_for(size_t count)
{
	return cap_for(count) * (sizeof(uint8_t) + sizeof(uint32_t));
}

size_t ids_growth_bytes(const struct score_snapshot *s)
{
	return cap_for(s->ids.vol + 1) > s->ids.cap ? room_for(2 * (s->count + 1)) : 0;
}

static void clear(struct score_snapshot *s, struct ids *ids)
{
	snapshot_free(s, ids->merken, ids->cap);
	snapshot_free(s, ids->handles, ids->cap * sizeof(*ids->handles));
}

/* Reads the ids in the order in which they stand, not in that of the table. */
void ids_reserve(struct score_snapshot *s, size_t count)
{
	struct ids ids = { .cap = cap_for(count) };
	ids.merken = snapshot_alloc(s, ids.cap);
	ids.handles = snapshot_alloc_raw(s, ids.cap * sizeof(*ids.handles));
	for (unsigned i = 0; i < s->deel_count; i++) {
		for (uint32_t n = 0; n < s->delen[i].rijen; n++) {
			if (is_alive(&s->delen[i], n))
				add(&ids, s->delen[i].ids[n], (uint32_t)i << RIJ_BITS | n);
		}
	}
	clear(s, &s->ids);
	s->ids = ids;
}

void ids_add(struct score_snapshot *s, struct uuid id, uint32_t handle)
{
	add(&s->ids, id, handle);
}

void ids_forget(struct score_snapshot *s, size_t place)
{
	s->ids.merken[place] = GEWIST;
}

void ids_fetch(const struct score_snapshot *s, struct uuid id)
{
	const size_t place = place_of(&s->ids, uuid_hash(id));
	__builtin_prefetch(&s->ids.merken[place], 1);
	__builtin_prefetch(&s->ids.handles[place], 1);
}

void ids_clear(struct score_snapshot *s)
{
	clear(s, &s->ids);
}
