/*
 * Memory of one request (or one command): taken piece by piece, given back as a whole.
 *
 * The owner calls arena_init and arena_fini; everybody else only takes. Foreign resources (a
 * pooled connection, a json_t) hang on the arena with arena_defer and are released in reverse
 * order. Passing the cap or running out of memory aborts the process: limits on input make both
 * unreachable from outside.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/err.h"

struct arena_block;
struct arena_deferred;

struct arena {
	struct arena_block *blocks;	 /* newest first */
	struct arena_deferred *deferred; /* newest first */
	size_t used_bytes;
	size_t cap_bytes;
};

/* Makes an empty arena in the caller's memory. `cap_bytes` is the most it may ever hand out. */
void arena_init(struct arena *a, size_t cap_bytes);

/* Runs the deferred calls in reverse order and frees everything. The arena may be used again. */
void arena_fini(struct arena *a);

/* The same, but keeps the first block of memory for what comes next: for arenas in a hurry. */
void arena_reset(struct arena *a);

/* Zeroed memory, aligned to 16 bytes, never NULL. */
void *arena_alloc(struct arena *a, size_t size_bytes) __attribute__((returns_nonnull));

/* Room for `count` items, overflow checked. */
void *arena_array(struct arena *a, size_t count, size_t item_bytes)
	__attribute__((returns_nonnull));

/* A NUL-terminated copy of `len` bytes. */
char *arena_strndup(struct arena *a, const char *s, size_t len) __attribute__((returns_nonnull));

/* printf into the arena. */
char *arena_printf(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3)
	__attribute__((returns_nonnull));
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap) PRINTF_LIKE(2, 0)
	__attribute__((returns_nonnull));

/* Calls release(object) when the arena ends, before any of its memory goes. */
void arena_defer(struct arena *a, void (*release)(void *), void *object);

#define ARENA_NEW(a, type)	    ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, count, type) ((type *)arena_array((a), (count), sizeof(type)))

#endif
