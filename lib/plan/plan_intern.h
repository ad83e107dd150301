/* What the files of lib/plan share; nothing outside includes it. */
#ifndef PLAN_PLAN_INTERN_H
#define PLAN_PLAN_INTERN_H

#include <stddef.h>
#include <stdlib.h>

#include "base/err.h"

/* Sums of what fits 64 bits, to look whether they do too. */
__extension__ typedef __int128 wide;

/* Zeroed memory, to be freed; never NULL: limits are looked at before. */
static inline __attribute__((returns_nonnull)) void *plan_alloc(size_t count, size_t size_bytes)
{
	void *const p = calloc(count > 0 ? count : 1, size_bytes);
	if (p == NULL)
		err_fatal("no memory for a plan");
	return p;
}

#endif
