/*
 * Text into memory that is known to have room: each puts its bytes at `at` and gives the place
 * behind them. For what is written thousands of times in one answer; a struct buf is for the rest.
 */
#ifndef BASE_PUT_H
#define BASE_PUT_H

#include <stdint.h>
#include <string.h>

#include "base/str.h"

#define PUT_INT_MAX 20 /* bytes of a number at most */

static inline char *put_str(char *at, struct str s)
{
	if (s.len > 0)
		memcpy(at, s.ptr, s.len);
	return at + s.len;
}

/* Of a literal: its length is known when it is compiled. */
#define PUT(at, literal) put_str(at, STR(literal))

static inline char *put_cstr(char *at, const char *s)
{
	return put_str(at, (struct str){ s, __builtin_strlen(s) });
}

static inline char *put_int(char *at, int64_t n)
{
	char digits[PUT_INT_MAX];
	size_t from = sizeof(digits);
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	do {
		from--;
		digits[from] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (n < 0)
		*at++ = '-';
	return put_str(at, (struct str){ digits + from, sizeof(digits) - from });
}

#endif
