/*
 * A growing byte buffer with a maximum, on the heap. For answers, log lines and files.
 *
 * Adding past the maximum sets `overflow` and drops those bytes and all that follow until
 * buf_reset: writers need not check each call, the one who sends looks once. buf_fini frees; a
 * zeroed struct plus `max_bytes` is a valid start.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct buf {
	char *ptr;
	size_t len;
	size_t cap;
	size_t max_bytes;
	bool overflow;
};

void buf_init(struct buf *b, size_t max_bytes);
void buf_fini(struct buf *b);
void buf_reset(struct buf *b); /* len = 0, no overflow; keeps the memory */
void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_add_str(struct buf *b, struct str s);
/* Adds `len` bytes (1 or more) that the caller fills in before anything else is added; NULL past
 * the maximum. */
char *buf_extend(struct buf *b, size_t len);
/* Room for at most `most` bytes (1 or more) at the end, for who does not know yet how many it will
 * be; NULL past the maximum. buf_took says where they ended, before anything else is added. */
char *buf_room(struct buf *b, size_t most);
void buf_took(struct buf *b, const char *end);
void buf_add_char(struct buf *b, char c);
void buf_add_int(struct buf *b, int64_t n); /* in decimal */
void buf_addf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);

/*
 * Adds text as the inside of a JSON string, without the quotes (RFC 8259, section 7): '"', '\\' and
 * controls are escaped, other UTF-8 stays as it is. Bytes that are no UTF-8 become U+FFFD, so that
 * the result is always valid.
 */
void buf_add_json_text(struct buf *b, struct str s);
/* Whether that adds just these bytes, and they are ASCII. */
bool buf_json_is_plain(struct str s);

struct str buf_str(const struct buf *b); /* borrowed; valid until the next add */

#endif
