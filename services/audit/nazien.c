#include "audit/nazien.h"

#include <stdio.h>
#include <string.h>

/* More than a seal has: what was put in comes out, too. */
#define READ_MAX (ZEGEL_ROWS_MAX + 1)

struct walk {
	const struct nazien *n;
	struct nazien_uitkomst u;
	int64_t nummer, transactie, audit_id; /* of the last seal that holds */
	uint8_t hash[AUTH_HASH_BYTES];
	bool vouched; /* the last one has a mark of a key that we have, or none need have */
	bool end;
};

#define FAULT(w, ...) snprintf((w)->u.fault, sizeof((w)->u.fault), __VA_ARGS__)

static struct str hash_before(const struct walk *w)
{
	return w->nummer == 0 ? STR("") : auth_hash_str(w->hash);
}

/* ---- the rows of a seal ---- */

struct entries {
	const uint8_t *at;
	size_t count;
};

static long long id_of(struct entries e, size_t i)
{
	uint64_t id = 0;
	for (size_t b = 0; b < 8; b++)
		id = id << 8 | e.at[i * ZEGEL_ENTRY_BYTES + b];
	return (long long)id;
}

static bool has_id(struct entries e, long long id)
{
	for (size_t i = 0; i < e.count; i++)
		if (id_of(e, i) == id)
			return true;
	return false;
}

/* The first difference between what was sealed and what is there, in words. */
static void compare(struct walk *w, long long seal, struct entries sealed, struct entries there)
{
	size_t i = 0;
	while (i < sealed.count && i < there.count &&
		memcmp(sealed.at + i * ZEGEL_ENTRY_BYTES, there.at + i * ZEGEL_ENTRY_BYTES,
			ZEGEL_ENTRY_BYTES) == 0)
		i++;
	if (i == sealed.count && i == there.count)
		return;
	const long long is = i < there.count ? id_of(there, i) : -1;
	const long long was = i < sealed.count ? id_of(sealed, i) : -1;
	if (is == was)
		FAULT(w, "regel %lld (zegel %lld) is gewijzigd", is, seal);
	else if (was >= 0 && !has_id(there, was))
		FAULT(w, "regel %lld (zegel %lld) is weg", was, seal);
	else if (is >= 0 && !has_id(sealed, is))
		FAULT(w, "regel %lld (bij zegel %lld) is toegevoegd", is, seal);
	else
		FAULT(w, "regel %lld (zegel %lld) staat niet op zijn plaats", is, seal);
}

static enum err check_rows(struct task *t, struct walk *w, const struct zegel_list_row *z)
{
	const struct audit_range_in in = { .na_transactie = w->transactie,
		.na_id = w->audit_id,
		.tot_transactie = z->transactie,
		.tot_id = z->audit_id,
		.aantal = READ_MAX };
	struct audit_range_row *rows = NULL;
	size_t count = 0;
	TRY(audit_range(t, db_reader(w->n->db), &in, &rows, &count));
	struct arena *a = task_arena(t);
	uint8_t *entries = arena_alloc(a, (count + 1) * ZEGEL_ENTRY_BYTES);
	for (size_t i = 0; i < count; i++)
		zegel_entry(a, &rows[i], entries + i * ZEGEL_ENTRY_BYTES);
	compare(w, (long long)z->nummer,
		(struct entries){
			(const uint8_t *)z->regels.ptr, z->regels.len / ZEGEL_ENTRY_BYTES },
		(struct entries){ entries, count });
	for (size_t i = 0; i < count && w->u.fault[0] == '\0' && w->n->show_row != NULL; i++)
		w->n->show_row(w->n->arg, &rows[i], zegel_line(a, &rows[i]));
	w->u.rows += (int64_t)count;
	return ERR_OK;
}

/* ---- a seal ---- */

static bool is_known(const struct auth_keys *keys, uint32_t number)
{
	for (size_t i = 0; i < auth_keys_count(keys); i++)
		if (auth_keys_number(keys, i) == number)
			return true;
	return false;
}

/* Once there are marks, each seal has one. One whose key has gone says nothing; a later one vouches
 * for it, since its hash is of all before. */
static void check_mark(struct task *t, struct walk *w, const struct zegel_list_row *z)
{
	struct arena *a = task_arena(t);
	struct str hash;
	if (z->merk.ptr == NULL) {
		if (w->u.unmarked == w->nummer)
			w->u.unmarked++;
		else
			FAULT(w, "zegel %lld heeft geen merk", (long long)z->nummer);
		return;
	}
	if (w->n->keys == NULL)
		return;
	w->vouched = is_known(w->n->keys, auth_seal_key(z->merk));
	if (w->vouched && (auth_seal_open(a, w->n->keys, z->merk, zegel_place(a, z->nummer),
				   &hash) != ERR_OK ||
				  !str_eq(hash, z->hash)))
		FAULT(w, "zegel %lld heeft een merk dat niet van onze sleutel is",
			(long long)z->nummer);
}

static void check_seal(struct task *t, struct walk *w, const struct zegel_list_row *z)
{
	uint8_t hash[AUTH_HASH_BYTES];
	if (z->nummer != w->nummer + 1) {
		FAULT(w, "zegel %lld is weg", (long long)w->nummer + 1);
		return;
	}
	zegel_hash(z->nummer, hash_before(w), z->regels, hash);
	if (!str_eq(z->hash, auth_hash_str(hash)))
		FAULT(w, "zegel %lld is gewijzigd", (long long)z->nummer);
	else
		check_mark(t, w, z);
	if (w->u.fault[0] == '\0' && z->nummer == w->n->anker_nummer &&
		!str_eq(auth_hex(task_arena(t), z->hash), w->n->anker_hash))
		FAULT(w, "zegel %lld is een ander dan het anker", (long long)z->nummer);
}

/* One seal with its rows is a task, so that its memory is given back before the next. */
static enum err next_seal(struct task *t, void *arg)
{
	struct walk *w = arg;
	struct zegel_list_row *rows = NULL;
	size_t count = 0;
	const struct zegel_list_in in = { .na_nummer = w->nummer, .aantal = 1 };
	TRY(zegel_list(t, db_reader(w->n->db), &in, &rows, &count));
	w->end = count == 0;
	if (w->end)
		return ERR_OK;
	const struct zegel_list_row *z = &rows[0];
	check_seal(t, w, z);
	if (w->u.fault[0] == '\0')
		TRY(check_rows(t, w, z));
	if (w->u.fault[0] != '\0')
		return ERR_OK;
	if (w->n->show_seal != NULL)
		w->n->show_seal(w->n->arg, z, auth_hex(task_arena(t), hash_before(w)));
	w->nummer = z->nummer;
	w->transactie = z->transactie;
	w->audit_id = z->audit_id;
	memcpy(w->hash, z->hash.ptr, AUTH_HASH_BYTES);
	w->u.seals++;
	return ERR_OK;
}

enum err nazien_run(struct task *t, const struct nazien *n, struct nazien_uitkomst *ret_uitkomst)
{
	struct walk w = { .n = n, .vouched = true };
	while (!w.end && w.u.fault[0] == '\0')
		TRY(task_run(t, next_seal, &w, NULL));
	if (w.u.fault[0] == '\0' && !w.vouched)
		FAULT(&w, "zegel %lld, het laatste, heeft een merk dat niet van onze sleutels is",
			(long long)w.nummer);
	if (w.u.fault[0] == '\0' && n->anker_nummer > w.nummer)
		FAULT(&w, "zegel %lld is weg: het einde is afgesneden", (long long)n->anker_nummer);
	*ret_uitkomst = w.u;
	return ERR_OK;
}
