#include "api/gebruik.h"

#include <stdlib.h>
#include <string.h>

#include "store/sql.h"

#define BATCH 512

struct count {
	struct uuid sleutel_id;
	int32_t day;
	const char *operation;
	int32_t taken, refused;
};

struct table {
	struct count items[GEBRUIK_MAX];
	size_t count;
};

/* Two, so that what is being written still counts. */
struct gebruik {
	struct table tables[2];
	struct table *now, *writing;
};

struct gebruik *gebruik_create(void)
{
	struct gebruik *g = calloc(1, sizeof(*g));
	if (g == NULL)
		err_fatal("out of memory");
	g->now = &g->tables[0];
	g->writing = &g->tables[1];
	return g;
}

void gebruik_destroy(struct gebruik *g)
{
	free(g);
}

/* ---- counting ---- */

/* Few keys are at work at once, and the table is emptied every few seconds: a walk is enough. */
static struct count *place_of(struct table *t, const struct count *c)
{
	for (size_t i = 0; i < t->count; i++) {
		struct count *at = &t->items[i];
		if (at->day == c->day && strcmp(at->operation, c->operation) == 0 &&
			uuid_eq(at->sleutel_id, c->sleutel_id))
			return at;
	}
	if (t->count == GEBRUIK_MAX)
		return NULL;
	struct count *at = &t->items[t->count++];
	*at = (struct count){ c->sleutel_id, c->day, c->operation, 0, 0 };
	return at;
}

static void add(struct table *t, const struct count *c)
{
	struct count *at = place_of(t, c);
	if (at == NULL)
		return;
	at->taken += c->taken;
	at->refused += c->refused;
}

void gebruik_note(
	struct gebruik *g, struct uuid sleutel_id, int32_t day, const char *operation, bool refused)
{
	const struct count one = { sleutel_id, day, operation, refused ? 0 : 1, refused ? 1 : 0 };
	add(g->now, &one);
}

static int64_t sum(const struct table *t, struct uuid sleutel_id, int32_t day)
{
	int64_t all = 0;
	for (size_t i = 0; i < t->count; i++)
		if (t->items[i].day == day && uuid_eq(t->items[i].sleutel_id, sleutel_id))
			all += t->items[i].taken;
	return all;
}

int64_t gebruik_pending(const struct gebruik *g, struct uuid sleutel_id, int32_t day)
{
	return sum(g->now, sleutel_id, day) + sum(g->writing, sleutel_id, day);
}

/* ---- writing ---- */

struct batch {
	struct uuid sleutels[BATCH];
	int32_t dagen[BATCH], aantallen[BATCH], geweigerd[BATCH];
	struct str operaties[BATCH];
};

/* The last of the table, up to BATCH of them. */
static enum err write_last(
	struct task *t, struct db *d, const struct table *table, struct batch *b, size_t *ret_count)
{
	const size_t count = table->count < BATCH ? table->count : BATCH;
	for (size_t i = 0; i < count; i++) {
		const struct count *c = &table->items[table->count - count + i];
		b->sleutels[i] = c->sleutel_id;
		b->dagen[i] = c->day;
		b->operaties[i] = str_from(c->operation);
		b->aantallen[i] = c->taken;
		b->geweigerd[i] = c->refused;
	}
	const struct gebruik_add_in in = { .sleutels = { b->sleutels, count },
		.dagen = { b->dagen, count },
		.operaties = { b->operaties, count },
		.aantallen = { b->aantallen, count },
		.geweigerd = { b->geweigerd, count } };
	struct db_tx *tx;
	TRY(db_begin(t, d, &tx));
	TRY(gebruik_add(t, tx, &in));
	TRY(db_commit(t, tx));
	*ret_count = count;
	return ERR_OK;
}

enum err gebruik_flush(struct task *t, struct db *d, struct gebruik *g)
{
	struct table *const table = g->now;
	g->now = g->writing;
	g->writing = table;
	struct batch *b = ARENA_NEW(task_arena(t), struct batch);
	enum err e = ERR_OK;
	while (e == ERR_OK && table->count > 0) {
		size_t written = 0;
		e = write_last(t, d, table, b, &written);
		table->count -= written;
	}
	for (size_t i = 0; i < table->count; i++)
		add(g->now, &table->items[i]);
	table->count = 0;
	return e;
}
