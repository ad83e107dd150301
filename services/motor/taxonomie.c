#include "motor/taxonomie.h"

#include <stdlib.h>
#include <string.h>

#include "store/sql.h"

/* Far above THEMA_MAX topics with all the synonyms that the contract allows. */
#define MEMORY_CAP_BYTES ((size_t)32 << 20)

/* What is shared. The process holds one user of the newest; every task that got it another. */
struct taxonomie_gedeeld {
	struct taxonomie taxonomie; /* first: what is borrowed leads back to all of it */
	struct arena memory;
	size_t users;
};

static void unuse(void *object)
{
	struct taxonomie_gedeeld *g = object;
	if (--g->users > 0)
		return;
	arena_fini(&g->memory);
	free(g);
}

static int compare(struct str a, struct str b)
{
	const int order = memcmp(a.ptr, b.ptr, a.len < b.len ? a.len : b.len);
	return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

uint16_t taxonomie_index(const struct taxonomie *t, struct str code)
{
	uint16_t low = 0;
	uint16_t high = t->count;
	while (low < high) {
		const uint16_t middle = (uint16_t)((low + high) / 2);
		const int order = compare(code, t->themas[middle].code);
		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = (uint16_t)(middle + 1);
	}
	return THEMA_GEEN;
}

/* ---- making one ---- */

/* One number for each entry of SBI and crebo; 0 for what is no reason to be near: a section of SBI
 * (a letter) and a vmbo profile are too broad. */
static uint32_t link_number(struct str stelsel, struct str code)
{
	int64_t n = 0;
	if (str_to_int(code, 0, 99999, &n) != ERR_OK)
		return 0;
	/* SBI 01 and 011 differ by their length. */
	if (str_eq(stelsel, STR("sbi")))
		return (uint32_t)(code.len * 100000 + (size_t)n);
	return str_eq(stelsel, STR("crebo")) ? 1000000 + (uint32_t)n : 0;
}

static void add_links(
	struct taxonomie *t, struct arena *a, const struct thema_list_row *rows, uint16_t *near)
{
	size_t most = 0;
	for (uint16_t i = 0; i < t->count; i++)
		most += rows[i].stelsels.count;
	struct thema_link *links = ARENA_ARRAY(a, most + 1, struct thema_link);
	size_t count = 0;
	for (uint16_t i = 0; i < t->count; i++) {
		for (size_t j = 0; j < rows[i].stelsels.count; j++) {
			const uint32_t doel = link_number(
				rows[i].stelsels.items[j], rows[i].stelsel_codes.items[j]);
			if (doel != 0)
				links[count++] = (struct thema_link){ doel, i };
		}
	}
	thema_boom_link(&t->boom, links, count, near);
}

static void add_terms(
	struct thema_term *terms, size_t *count, uint16_t thema, struct db_texts texts)
{
	for (size_t i = 0; i < texts.count; i++)
		terms[(*count)++] = (struct thema_term){ texts.items[i], thema };
}

/* Names and synonyms of what may be chosen. Copied by the index. */
static void make_index(struct taxonomie *t, struct arena *a, const struct thema_list_row *rows)
{
	size_t most = 0;
	for (uint16_t i = 0; i < t->count; i++)
		most += 2 + rows[i].synoniemen_nl.count + rows[i].synoniemen_en.count;
	struct thema_term *terms = ARENA_ARRAY(a, most + 1, struct thema_term);
	size_t count = 0;
	for (uint16_t i = 0; i < t->count; i++) {
		if (rows[i].has_gesloten_op)
			continue;
		add_terms(terms, &count, i, (struct db_texts){ &rows[i].naam_nl, 1 });
		add_terms(terms, &count, i, (struct db_texts){ &rows[i].naam_en, 1 });
		add_terms(terms, &count, i, rows[i].synoniemen_nl);
		add_terms(terms, &count, i, rows[i].synoniemen_en);
	}
	t->zoek = thema_zoek_create(a, t->ouder, t->count, terms, count);
}

/* Everything is copied: the rows belong to the task that read them. */
static enum err fill(struct taxonomie *t, struct arena *a, const struct thema_list_row *rows)
{
	struct taxonomie_thema *themas = ARENA_ARRAY(a, t->count + 1u, struct taxonomie_thema);
	for (uint16_t i = 0; i < t->count; i++)
		themas[i] = (struct taxonomie_thema){ str_dup(a, rows[i].code),
			str_dup(a, rows[i].naam_nl), str_dup(a, rows[i].naam_en),
			rows[i].has_gesloten_op };
	t->themas = themas;
	uint16_t *ouder = ARENA_ARRAY(a, t->count + 1u, uint16_t);
	for (uint16_t i = 0; i < t->count; i++)
		ouder[i] =
			rows[i].ouder.ptr == NULL ? THEMA_GEEN : taxonomie_index(t, rows[i].ouder);
	t->ouder = ouder;
	uint16_t *near = ARENA_ARRAY(a, thema_boom_size(t->count) + 1, uint16_t);
	TRY(thema_boom_init(&t->boom, ouder, t->count, near));
	add_links(t, a, rows, near);
	make_index(t, a, rows);
	return ERR_OK;
}

/* What the offload thread makes of the rows: for a large taxonomy more than the loop may spend. */
struct making {
	struct taxonomie_gedeeld *gedeeld;
	const struct thema_list_row *rows;
	enum err result;
};

static void make(void *arg)
{
	struct making *m = arg;
	m->result = fill(&m->gedeeld->taxonomie, &m->gedeeld->memory, m->rows);
}

static enum err load(
	struct task *t, struct db_tx *tx, int64_t versie, struct taxonomie_gedeeld **ret_gedeeld)
{
	struct thema_list_row *rows = NULL;
	size_t count = 0;
	TRY(thema_list(t, tx, &rows, &count));
	if (count > THEMA_MAX)
		return ERR_INTERNAL;
	struct taxonomie_gedeeld *g = calloc(1, sizeof(*g));
	if (g == NULL)
		err_fatal("out of memory");
	arena_init(&g->memory, MEMORY_CAP_BYTES);
	g->users = 1;
	g->taxonomie.versie = versie;
	g->taxonomie.count = (uint16_t)count;
	struct making m = { .gedeeld = g, .rows = rows };
	enum err e = task_offload(t, make, &m);
	if (e == ERR_OK)
		e = m.result;
	if (e != ERR_OK) {
		unuse(g);
		return e;
	}
	*ret_gedeeld = g;
	return ERR_OK;
}

/* Gives the newest, made by this task or by another that was at it already: one at a time, because
 * all requests miss a new version at once. */
static enum err refresh(struct task *t, struct db_tx *tx, struct taxonomie_cache *cache)
{
	for (;;) {
		while (cache->busy)
			TRY(task_sleep(t, 1));
		/* The version first: if topics change in between, what is read is newer than it
		 * says, and read once more at the next question. */
		struct taxonomie_versie_row row;
		TRY(taxonomie_versie(t, tx, &row));
		if (cache->newest != NULL && cache->newest->taxonomie.versie == row.versie)
			return ERR_OK;
		if (cache->busy)
			continue;
		struct taxonomie_gedeeld *g = NULL;
		cache->busy = true;
		const enum err e = load(t, tx, row.versie, &g);
		cache->busy = false;
		TRY(e);
		taxonomie_forget(cache);
		cache->newest = g;
		return ERR_OK;
	}
}

enum err taxonomie_get(struct task *t, struct db_tx *tx, struct taxonomie_cache *cache,
	const struct taxonomie **ret_taxonomie)
{
	TRY(refresh(t, tx, cache));
	struct taxonomie_gedeeld *g = cache->newest;
	g->users++;
	arena_defer(task_arena(t), unuse, g);
	*ret_taxonomie = &g->taxonomie;
	return ERR_OK;
}

void taxonomie_hold(const struct taxonomie *t)
{
	((struct taxonomie_gedeeld *)t)->users++;
}

void taxonomie_release(const struct taxonomie *t)
{
	unuse((void *)t);
}

void taxonomie_forget(struct taxonomie_cache *cache)
{
	if (cache->newest != NULL)
		unuse(cache->newest);
	cache->newest = NULL;
}
