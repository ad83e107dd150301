#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUF_FIRST_BYTES ((size_t)256)

void buf_init(struct buf *b, size_t max_bytes)
{
	*b = (struct buf){ .max_bytes = max_bytes };
}

void buf_fini(struct buf *b)
{
	if (b == NULL)
		return;
	free(b->ptr);
	*b = (struct buf){ .max_bytes = b->max_bytes };
}

void buf_reset(struct buf *b)
{
	b->len = 0;
	b->overflow = false;
}

/*
 * Room for `more` bytes behind len, and one for the NUL that printf wants; false, and overflow set,
 * when the maximum forbids it.
 */
static bool buf_grow(struct buf *b, size_t more)
{
	if (!b->overflow && more < b->cap - b->len)
		return true;
	if (b->overflow || more > b->max_bytes - b->len) {
		b->overflow = true;
		return false;
	}
	const size_t needed = b->len + more + 1;
	if (needed <= b->cap)
		return true;
	size_t cap = b->cap * 2;
	if (cap < BUF_FIRST_BYTES)
		cap = BUF_FIRST_BYTES;
	if (cap > b->max_bytes)
		cap = b->max_bytes + 1;
	if (cap < needed)
		cap = needed;
	char *ptr = realloc(b->ptr, cap);
	if (ptr == NULL)
		err_fatal("out of memory");
	b->ptr = ptr;
	b->cap = cap;
	return true;
}

void buf_add(struct buf *b, const void *bytes, size_t len)
{
	if (len == 0 || !buf_grow(b, len))
		return;
	memcpy(b->ptr + b->len, bytes, len);
	b->len += len;
}

char *buf_extend(struct buf *b, size_t len)
{
	if (!buf_grow(b, len))
		return NULL;
	char *const at = b->ptr + b->len;
	b->len += len;
	return at;
}

char *buf_room(struct buf *b, size_t most)
{
	return buf_grow(b, most) ? b->ptr + b->len : NULL;
}

void buf_took(struct buf *b, const char *end)
{
	b->len = (size_t)(end - b->ptr);
}

void buf_add_str(struct buf *b, struct str s)
{
	buf_add(b, s.ptr, s.len);
}

void buf_add_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_add_int(struct buf *b, int64_t n)
{
	char text[20];
	size_t at = sizeof(text);
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	do {
		at--;
		text[at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (n < 0) {
		at--;
		text[at] = '-';
	}
	buf_add(b, text + at, sizeof(text) - at);
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	va_list again;
	va_copy(again, ap);
	const size_t room = b->cap - b->len;
	const int len = vsnprintf(room > 0 ? b->ptr + b->len : NULL, room, fmt, ap);
	if (len < 0)
		err_fatal("a text could not be formatted");
	if (buf_grow(b, (size_t)len)) {
		if ((size_t)len >= room)
			vsnprintf(b->ptr + b->len, (size_t)len + 1, fmt, again);
		b->len += (size_t)len;
	}
	va_end(again);
	va_end(ap);
}

struct str buf_str(const struct buf *b)
{
	return (struct str){ b->ptr != NULL ? b->ptr : "", b->len };
}
