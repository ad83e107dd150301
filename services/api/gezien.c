#include "api/gezien.h"

#include <stdlib.h>

#include "store/sql.h"

#define INDEX_SIZE (2 * GEZIEN_MAX) /* a power of two, never more than half full */
#define BATCH	   512

struct seen {
	struct uuid id;
	int64_t seen_us, written_us;
};

struct gezien {
	struct seen items[GEZIEN_MAX];
	size_t count;
	uint32_t index[INDEX_SIZE]; /* of items, counted from 1; 0: none */
};

_Static_assert((INDEX_SIZE & (INDEX_SIZE - 1)) == 0, "for the mask");

struct gezien *gezien_create(void)
{
	struct gezien *g = calloc(1, sizeof(*g));
	if (g == NULL)
		err_fatal("out of memory");
	return g;
}

void gezien_destroy(struct gezien *g)
{
	free(g);
}

/* Where an id stands in the index, or would. */
static uint32_t *place_of(struct gezien *g, struct uuid id)
{
	size_t at = (size_t)uuid_hash(id) & (INDEX_SIZE - 1);
	while (g->index[at] != 0 && !uuid_eq(g->items[g->index[at] - 1].id, id))
		at = (at + 1) & (INDEX_SIZE - 1);
	return &g->index[at];
}

void gezien_note(struct gezien *g, struct uuid sessie_id, int64_t written_us, int64_t now_us)
{
	uint32_t *place = place_of(g, sessie_id);
	if (*place == 0 && g->count == GEZIEN_MAX)
		return;
	if (*place == 0) {
		g->items[g->count++] = (struct seen){ .id = sessie_id };
		*place = (uint32_t)g->count;
	}
	struct seen *s = &g->items[*place - 1];
	if (now_us > s->seen_us)
		s->seen_us = now_us;
	if (written_us > s->written_us)
		s->written_us = written_us;
}

struct batch {
	struct uuid ids[BATCH];
	int32_t ago_s[BATCH];
	size_t count;
};

static bool is_due(const struct seen *s, int64_t now_us, bool all)
{
	return s->seen_us > s->written_us && (all || now_us - s->written_us >= GEZIEN_EVERY_US);
}

/* Takes up to BATCH that are due out of the table, and what has nothing to tell. */
static void take_batch(struct gezien *g, int64_t now_us, bool all, struct batch *b)
{
	size_t kept = 0;
	b->count = 0;
	for (size_t i = 0; i < g->count; i++) {
		const struct seen *s = &g->items[i];
		if (s->seen_us <= s->written_us)
			continue;
		if (b->count < BATCH && is_due(s, now_us, all)) {
			const int64_t ago = (now_us - s->seen_us) / 1000000;
			b->ids[b->count] = s->id;
			b->ago_s[b->count++] = ago > INT32_MAX ? INT32_MAX : (int32_t)ago;
			continue;
		}
		g->items[kept++] = *s;
	}
	g->count = kept;
	for (size_t i = 0; i < INDEX_SIZE; i++)
		g->index[i] = 0;
	for (size_t i = 0; i < kept; i++)
		*place_of(g, g->items[i].id) = (uint32_t)i + 1;
}

static enum err write_batch(struct task *t, struct db *d, struct batch *b, int64_t now_us)
{
	struct db_tx *tx;
	TRY(db_begin(t, d, &tx));
	const struct sessie_seen_in in = {
		.ids = { b->ids, b->count }, .geleden = { b->ago_s, b->count }, .nu = now_us
	};
	TRY(sessie_seen(t, tx, &in));
	return db_commit(t, tx);
}

enum err gezien_flush(struct task *t, struct db *d, struct gezien *g, int64_t now_us, bool all)
{
	struct batch *b = ARENA_NEW(task_arena(t), struct batch);
	for (;;) {
		take_batch(g, now_us, all, b);
		if (b->count == 0)
			return ERR_OK;
		TRY(write_batch(t, d, b, now_us)); /* what was lost is noted when it comes again */
	}
}
