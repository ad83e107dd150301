#include "motor/voorraad_tabel.h"

#include <stdlib.h>

#include "base/err.h"

#define FIRST_CAP ((size_t)64)
/* Of a cache; the text of a card stands on its second. */
#define LINE_BYTES 64

static size_t place_of(const struct tabel *t, struct uuid id)
{
	return (size_t)uuid_hash(id) & (t->cap - 1);
}

/* Where it stands, or the free place where it would. */
static size_t slot_of(const struct tabel *t, struct uuid id)
{
	size_t i = place_of(t, id);
	while (t->plekken[i] != NULL && !uuid_eq(t->plekken[i]->id, id))
		i = (i + 1) & (t->cap - 1);
	return i;
}

static size_t grown(const struct tabel *t)
{
	return t->cap == 0 ? FIRST_CAP : 2 * t->cap;
}

/* At most half of the places are taken. */
static bool is_tight(const struct tabel *t)
{
	return 2 * (t->count + 1) > t->cap;
}

static void grow(struct tabel *t)
{
	struct tabel_stuk **const old = t->plekken;
	const size_t old_cap = t->cap;
	t->cap = grown(t);
	t->plekken = calloc(t->cap, sizeof(struct tabel_stuk *));
	if (t->plekken == NULL)
		err_fatal("out of memory");
	t->bytes += (t->cap - old_cap) * sizeof(struct tabel_stuk *);
	for (size_t i = 0; i < old_cap; i++)
		if (old[i] != NULL)
			t->plekken[slot_of(t, old[i]->id)] = old[i];
	free(old);
}

bool tabel_fits(const struct tabel *t, struct uuid id, size_t bytes, size_t max_bytes)
{
	const struct tabel_stuk *old = tabel_find(t, id);
	const size_t more = old == NULL && is_tight(t) ? grown(t) - t->cap : 0;
	const size_t spare = old != NULL ? old->bytes : 0;
	return t->bytes + bytes + more * sizeof(struct tabel_stuk *) <= max_bytes + spare;
}

void tabel_put(struct tabel *t, struct tabel_stuk *stuk)
{
	tabel_remove(t, stuk->id);
	if (is_tight(t))
		grow(t);
	t->plekken[slot_of(t, stuk->id)] = stuk;
	t->count++;
	t->bytes += stuk->bytes;
}

void tabel_remove(struct tabel *t, struct uuid id)
{
	if (t->count == 0)
		return;
	size_t hole = slot_of(t, id);
	if (t->plekken[hole] == NULL)
		return;
	t->bytes -= t->plekken[hole]->bytes;
	t->count--;
	free(t->plekken[hole]);
	t->plekken[hole] = NULL;
	/* Whoever was pushed on past the hole moves into it. */
	for (size_t i = (hole + 1) & (t->cap - 1); t->plekken[i] != NULL;
		i = (i + 1) & (t->cap - 1)) {
		const size_t home = place_of(t, t->plekken[i]->id);
		if (((i - home) & (t->cap - 1)) < ((i - hole) & (t->cap - 1)))
			continue;
		t->plekken[hole] = t->plekken[i];
		t->plekken[i] = NULL;
		hole = i;
	}
}

const struct tabel_stuk *tabel_find(const struct tabel *t, struct uuid id)
{
	return t->count == 0 ? NULL : t->plekken[slot_of(t, id)];
}

void tabel_fetch_place(const struct tabel *t, struct uuid id)
{
	if (t->count > 0)
		__builtin_prefetch(&t->plekken[place_of(t, id)]);
}

void tabel_fetch(const struct tabel *t, struct uuid id)
{
	if (t->count == 0)
		return;
	const struct tabel_stuk *stuk = t->plekken[place_of(t, id)];
	if (stuk == NULL)
		return;
	__builtin_prefetch(stuk);
	__builtin_prefetch((const char *)stuk + LINE_BYTES);
}

bool tabel_fini(struct tabel *t, size_t most)
{
	for (; t->ended < t->cap && most > 0; most--)
		free(t->plekken[t->ended++]);
	if (t->ended < t->cap)
		return false;
	free(t->plekken);
	*t = (struct tabel){ 0 };
	return true;
}
