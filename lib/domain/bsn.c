#include "domain/bsn.h"

#include <string.h>

#include "domain/teken.h"

#define BSN_DIGITS 9
#define MAX_GROUPS BSN_DIGITS

/* Groups of digits in a row with one sign between each two. Only the first groups and digits are
 * kept: a row with more is no number of nine digits. */
struct row {
	size_t from, to;
	size_t groups;
	size_t len[MAX_GROUPS];
	char digits[BSN_DIGITS];
	size_t digit_count;
	char sign; /* between all groups: ' ', '.' or '-'; '?' when they differ, 0 with one group */
};

static bool passes(const char digits[static BSN_DIGITS])
{
	int sum = -(digits[BSN_DIGITS - 1] - '0');
	for (int i = 0; i < BSN_DIGITS - 1; i++)
		sum += (BSN_DIGITS - i) * (digits[i] - '0');
	return sum % 11 == 0 && (digits[0] != '0' || digits[1] != '0');
}

/* The sign at `at`, and its bytes; 0 when there is none. */
static char sign_at(struct str text, size_t at, size_t *ret_len)
{
	static const struct {
		const char *bytes;
		char sign;
	} signs[] = { { " ", ' ' }, { ".", '.' }, { "-", '-' }, { "\u00a0", ' ' },
		{ "\u202f", ' ' }, { "\u2011", '-' }, { "\u2013", '-' } };
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		const size_t len = strlen(signs[i].bytes);
		if (text.len - at < len || memcmp(text.ptr + at, signs[i].bytes, len) != 0)
			continue;
		*ret_len = len;
		return signs[i].sign;
	}
	return 0;
}

static size_t digits_end(struct str text, size_t at)
{
	while (at < text.len && teken_is_digit(text.ptr[at]))
		at++;
	return at;
}

/* ---- what stands beside ---- */

/* Beyond ASCII all are letters, but for the blocks of Latin-1 signs (C2) and punctuation (E2). */
static bool is_wordlike(char c)
{
	const unsigned char byte = (unsigned char)c;
	return teken_is_letter(c) || c == '_' || c == '@' ||
	       (byte >= 0x80 && byte != 0xc2 && byte != 0xe2);
}

/* The first byte of the character before `at`; NUL at the start. */
static char before(struct str text, size_t at)
{
	while (at > 0 && ((unsigned char)text.ptr[at - 1] & 0xc0) == 0x80)
		at--;
	return at > 0 ? text.ptr[at - 1] : '\0';
}

static bool follows_the_word_bsn(struct str text, size_t at)
{
	return at >= 3 && str_eq_nocase((struct str){ text.ptr + at - 3, 3 }, STR("bsn")) &&
	       !is_wordlike(before(text, at - 3));
}

static bool begins_there(struct str text, size_t at)
{
	const char c = before(text, at);
	return c != '+' && c != '/' && (!is_wordlike(c) || follows_the_word_bsn(text, at));
}

static bool ends_there(struct str text, size_t at)
{
	return at == text.len || !is_wordlike(text.ptr[at]);
}

/* ---- rows ---- */

static void add_group(struct row *r, struct str text, size_t from, size_t to)
{
	if (r->groups < MAX_GROUPS)
		r->len[r->groups] = to - from;
	r->groups++;
	for (size_t i = from; i < to && r->digit_count <= BSN_DIGITS; i++) {
		if (r->digit_count < BSN_DIGITS)
			r->digits[r->digit_count] = text.ptr[i];
		r->digit_count++;
	}
	r->to = to;
}

/* The row that begins at the digit `from`. */
static struct row row_at(struct str text, size_t from)
{
	struct row r = { .from = from };
	add_group(&r, text, from, digits_end(text, from));
	for (;;) {
		size_t len = 0;
		const char sign = sign_at(text, r.to, &len);
		const size_t next = r.to + len;
		if (sign == 0 || next == text.len || !teken_is_digit(text.ptr[next]))
			return r;
		r.sign = r.groups == 1 || r.sign == sign ? sign : '?';
		add_group(&r, text, next, digits_end(text, next));
	}
}

static bool is_grouped_as_people_do(const struct row *r)
{
	if (r->groups == BSN_DIGITS)
		return true;
	if (r->groups > 4)
		return false;
	for (size_t i = 0; i < r->groups; i++)
		if (r->groups > 1 && (r->len[i] < 2 || r->len[i] > 4))
			return false;
	return true;
}

static bool is_bsn_as_a_whole(struct str text, const struct row *r)
{
	return r->digit_count == BSN_DIGITS && r->sign != '?' && is_grouped_as_people_do(r) &&
	       passes(r->digits) && begins_there(text, r->from) && ends_there(text, r->to);
}

/* Nine digits together at `from`, with spaces between them and the other groups of the row. */
static bool is_bsn_among_others(struct str text, const struct row *r, size_t from)
{
	const size_t to = from + BSN_DIGITS;
	size_t len;
	if (!passes(text.ptr + from) || text.ptr[r->from] == '0' || before(text, r->from) == '+')
		return false;
	const bool left = from == r->from
				  ? begins_there(text, from)
				  : text.ptr[from - 1] == ' ' || before(text, from) == '\xc2';
	const bool right = to == r->to ? ends_there(text, to) : sign_at(text, to, &len) == ' ';
	return left && right;
}

static bool holds_bsn(struct str text, const struct row *r)
{
	if (is_bsn_as_a_whole(text, r))
		return true;
	size_t at = r->from;
	while (r->groups > 1 && at < r->to) {
		const size_t end = digits_end(text, at);
		size_t len = 1;
		if (end - at == BSN_DIGITS && is_bsn_among_others(text, r, at))
			return true;
		if (end < r->to)
			(void)sign_at(text, end, &len);
		at = end + len;
	}
	return false;
}

bool bsn_in_text(struct str text)
{
	size_t at = 0;
	while (at < text.len) {
		if (!teken_is_digit(text.ptr[at])) {
			at++;
			continue;
		}
		const struct row r = row_at(text, at);
		if (holds_bsn(text, &r))
			return true;
		at = r.to;
	}
	return false;
}
