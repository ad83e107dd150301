#include "base/ical.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"

#define CHARACTER_MAX 4

/* The line that is being written. */
struct line {
	struct buf *b;
	size_t octets;
};

/* What stands together on one line: a character, or a mark with its backslash. */
static void put(struct line *l, const char *bytes, size_t len)
{
	if (l->octets + len > ICAL_LINE_MAX) {
		buf_add_str(l->b, STR("\r\n "));
		l->octets = 1;
	}
	buf_add(l->b, bytes, len);
	l->octets += len;
}

static void put_ascii(struct line *l, unsigned char c, bool escaped)
{
	char pair[2] = { '\\', (char)c };
	if (escaped && c == '\n')
		put(l, "\\n", 2);
	else if (escaped && (c == '\\' || c == ';' || c == ','))
		put(l, pair, 2);
	else if (c == '\t' || (c >= 0x20 && c != 0x7F))
		put(l, pair + 1, 1);
}

/* A line end of any kind is one. */
static bool is_second_of_crlf(struct str s, size_t at)
{
	return s.ptr[at] == '\n' && at > 0 && s.ptr[at - 1] == '\r';
}

static void put_all(struct line *l, struct str s, bool escaped)
{
	struct utf8_state u = { 0 };
	char character[CHARACTER_MAX];
	size_t len = 0;
	for (size_t i = 0; i < s.len; i++) {
		const unsigned char c = (unsigned char)s.ptr[i];
		const enum utf8_step step = utf8_push(&u, c);
		if (step == UTF8_BAD) {
			put(l, "\xEF\xBF\xBD", 3); /* U+FFFD */
			/* A byte that breaks off a character may begin another one. */
			i -= len > 0 ? 1 : 0;
			len = 0;
			continue;
		}
		character[len++] = (char)c;
		if (step == UTF8_MORE)
			continue;
		if (len > 1)
			put(l, character, len);
		else if (!is_second_of_crlf(s, i))
			put_ascii(l, c == '\r' ? '\n' : c, escaped);
		len = 0;
	}
	if (len > 0)
		put(l, "\xEF\xBF\xBD", 3);
}

static void put_line(struct buf *b, const char *name, struct str value, bool escaped)
{
	struct line l = { .b = b };
	put_all(&l, str_from(name), false);
	put(&l, ":", 1);
	put_all(&l, value, escaped);
	buf_add_str(b, STR("\r\n"));
}

void ical_text(struct buf *b, const char *name, struct str text)
{
	put_line(b, name, text, true);
}

void ical_value(struct buf *b, const char *name, struct str value)
{
	put_line(b, name, value, false);
}

void ical_begin(struct buf *b, const char *component)
{
	buf_addf(b, "BEGIN:%s\r\n", component);
}

void ical_end(struct buf *b, const char *component)
{
	buf_addf(b, "END:%s\r\n", component);
}

void ical_int(struct buf *b, const char *name, int64_t n)
{
	buf_addf(b, "%s:%lld\r\n", name, (long long)n);
}

void ical_instant(struct buf *b, const char *name, int64_t us)
{
	char text[INSTANT_TEXT_LEN + 1];
	instant_format(us, text); /* 2026-11-24T08:15:00Z */
	buf_addf(b, "%s:%.4s%.2s%.2sT%.2s%.2s%.2sZ\r\n", name, text, text + 5, text + 8, text + 11,
		text + 14, text + 17);
}
