/*
 * A line of iCalendar: whatever text goes in, it is one line of at most 75 octets between folds,
 * none of them inside a character, and a reader of its own gets that text back out of it.
 */
#include <string.h>

#include "base/buf.h"
#include "base/ical.h"
#include "base/utf8.h"
#include "fuzz.h"

#define MAX_BYTES 4096
#define OUT_BYTES (8 * MAX_BYTES)
#define NAME	  "DESCRIPTION"

/* Unfolds one line, and looks at each of its parts. */
static size_t unfold(const char *line, size_t len, char *ret)
{
	size_t used = 0;
	size_t octets = 0;
	struct utf8_state u = { 0 };
	size_t at = 0;
	for (; at + 1 < len && !(line[at] == '\r' && (at + 2 == len || line[at + 2] != ' '));) {
		if (line[at] == '\r') {
			FUZZ_CHECK(line[at + 1] == '\n' && u.missing == 0);
			octets = 1;
			at += 3;
			continue;
		}
		FUZZ_CHECK(line[at] != '\n' && ++octets <= ICAL_LINE_MAX);
		FUZZ_CHECK(utf8_push(&u, (uint8_t)line[at]) != UTF8_BAD);
		ret[used++] = line[at++];
	}
	FUZZ_CHECK(at + 2 == len && line[at] == '\r' && line[at + 1] == '\n' && u.missing == 0);
	return used;
}

/* The text of a value (RFC 5545, section 3.3.11). */
static size_t unescape(const char *value, size_t len, char *ret)
{
	size_t used = 0;
	for (size_t i = 0; i < len; i++) {
		FUZZ_CHECK(value[i] != ';' && value[i] != ',');
		if (value[i] != '\\') {
			ret[used++] = value[i];
			continue;
		}
		FUZZ_CHECK(++i < len && strchr("n\\;,", value[i]) != NULL);
		ret[used++] = value[i] == 'n' ? '\n' : value[i];
	}
	return used;
}

/* What the writer says it keeps of a text; SIZE_MAX when some of it is no UTF-8. */
static size_t kept(const char *text, size_t len, char *ret)
{
	size_t used = 0;
	struct utf8_state u = { 0 };
	for (size_t i = 0; i < len; i++) {
		const unsigned char c = (unsigned char)text[i];
		if (utf8_push(&u, c) == UTF8_BAD)
			return SIZE_MAX;
		if (c == '\r' || (c == '\n' && (i == 0 || text[i - 1] != '\r')))
			ret[used++] = '\n';
		else if (c == '\t' || (c >= 0x20 && c != 0x7F))
			ret[used++] = text[i];
	}
	return u.missing == 0 ? used : SIZE_MAX;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char line[OUT_BYTES], back[OUT_BYTES], expected[MAX_BYTES];
	if (size > MAX_BYTES)
		return 0;
	const struct str text = { (const char *)data, size };
	struct buf b;
	buf_init(&b, OUT_BYTES);
	ical_text(&b, NAME, text);
	FUZZ_CHECK(!b.overflow);
	const size_t len = unfold(b.ptr, b.len, line);
	const size_t head = sizeof(NAME) - 1 + 1;
	FUZZ_CHECK(len >= head && memcmp(line, NAME ":", head) == 0);
	const size_t read = unescape(line + head, len - head, back);
	const size_t wanted = kept(text.ptr, text.len, expected);
	FUZZ_CHECK(wanted == SIZE_MAX || (read == wanted && memcmp(back, expected, read) == 0));
	buf_reset(&b);
	ical_value(&b, NAME, text);
	(void)unfold(b.ptr, b.len, line);
	buf_fini(&b);
	return 0;
}
