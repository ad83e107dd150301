/* The inside of JSON strings: here, because the log needs it too. */
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

#define REPLACEMENT STR("\xEF\xBF\xBD") /* U+FFFD */

static void add_escaped(struct buf *b, char c)
{
	switch (c) {
	case '"': buf_add_str(b, STR("\\\"")); return;
	case '\\': buf_add_str(b, STR("\\\\")); return;
	case '\b': buf_add_str(b, STR("\\b")); return;
	case '\f': buf_add_str(b, STR("\\f")); return;
	case '\n': buf_add_str(b, STR("\\n")); return;
	case '\r': buf_add_str(b, STR("\\r")); return;
	case '\t': buf_add_str(b, STR("\\t")); return;
	default: buf_addf(b, "\\u%04x", (unsigned)(unsigned char)c);
	}
}

/* The length of the valid character that starts at `at`; 0 when there is none. */
static size_t character_len(struct str s, size_t at)
{
	struct utf8_state u = { 0 };
	for (size_t i = at; i < s.len; i++) {
		const enum utf8_step step = utf8_push(&u, (uint8_t)s.ptr[i]);
		if (step == UTF8_DONE)
			return i - at + 1;
		if (step == UTF8_BAD)
			return 0;
	}
	return 0;
}

/*
 * Whether eight bytes are all plain: ASCII from 0x20 to 0x7E but for '"' and '\\'. By the sign bits
 * of byte-wise sums: each test sets that of a byte which fails it (or of one above a failing one,
 * so a "no" may be too careful; a "yes" is always right).
 */
static bool is_plain_word(const char *bytes)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t w;
	memcpy(&w, bytes, sizeof(w));
	const uint64_t quote = w ^ ones * '"';
	const uint64_t slash = w ^ ones * '\\';
	const uint64_t fails = w | (w + ones) | (w - ones * 0x20) | (quote - ones) | (slash - ones);
	return (fails & ones * 0x80) == 0;
}

static bool is_plain_byte(unsigned char c)
{
	return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

bool buf_json_is_plain(struct str s)
{
	size_t at = 0;
	for (; at + sizeof(uint64_t) <= s.len; at += sizeof(uint64_t))
		if (!is_plain_word(s.ptr + at))
			return false;
	/* The last few once more with those before them. */
	if (at > 0)
		return at == s.len || is_plain_word(s.ptr + s.len - sizeof(uint64_t));
	while (at < s.len && is_plain_byte((unsigned char)s.ptr[at]))
		at++;
	return at == s.len;
}

void buf_add_json_text(struct buf *b, struct str s)
{
	size_t from = 0; /* start of the run that can be copied as it is */
	size_t at = 0;
	while (at < s.len) {
		if (s.len - at >= sizeof(uint64_t) && is_plain_word(s.ptr + at)) {
			at += sizeof(uint64_t);
			continue;
		}
		const unsigned char c = (unsigned char)s.ptr[at];
		if (is_plain_byte(c)) {
			at++;
			continue;
		}
		const size_t len = c >= 0x80 ? character_len(s, at) : 0;
		if (len > 0) {
			at += len;
			continue;
		}
		buf_add(b, s.ptr + from, at - from);
		if (c >= 0x80)
			buf_add_str(b, REPLACEMENT);
		else
			add_escaped(b, (char)c);
		at++;
		from = at;
	}
	if (s.len > from)
		buf_add(b, s.ptr + from, s.len - from);
}
