/*
 * What the supply keeps beside the snapshot, found by id: pieces of memory of the size of what
 * stands in them, each beginning with a struct tabel_stuk. `bytes` counts all of it. For the files
 * voorraad_*.c only.
 */
#ifndef MOTOR_VOORRAAD_TABEL_H
#define MOTOR_VOORRAAD_TABEL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/uuid.h"

struct tabel_stuk {
	struct uuid id;
	size_t bytes; /* of the whole piece */
};

struct tabel {
	struct tabel_stuk **plekken; /* open addressing, a power of two */
	size_t cap;
	size_t count;
	size_t bytes;
	size_t ended; /* places that tabel_fini has been at */
};

/* Whether a piece of so many bytes fits, in place of the one with its id. */
bool tabel_fits(const struct tabel *t, struct uuid id, size_t bytes, size_t max_bytes);

/* Takes a piece from the heap, in place of the one with its id. */
void tabel_put(struct tabel *t, struct tabel_stuk *stuk);
void tabel_remove(struct tabel *t, struct uuid id);

/* NULL when there is none. */
const struct tabel_stuk *tabel_find(const struct tabel *t, struct uuid id);

/* Brings what stands there nearer, in two steps: the first for all ids that will be asked for, then
 * the second. Memory that is far away comes for all of them at once. */
void tabel_fetch_place(const struct tabel *t, struct uuid id);
void tabel_fetch(const struct tabel *t, struct uuid id);

/* Gives back what stands at so many places; true when that was the last. Nothing may be asked any
 * more from the first call on. */
bool tabel_fini(struct tabel *t, size_t most);

#endif
