#include "domain/bsn.h"

#include <string.h>

#include "base/utf8.h"
#include "domain/teken.h"

#define BSN_DIGITS 9
#define MAX_GROUPS BSN_DIGITS
#define LETTER	   'x' /* any letter beyond ASCII */
#define MARK	   '*' /* any sign that is not looked at */

/* Groups of digits in a row with one sign between each two. Only the first groups and digits are
 * kept: a row with more is no number of nine digits. */
struct row {
	size_t from, to;
	size_t groups;
	size_t len[MAX_GROUPS];
	char digits[BSN_DIGITS];
	size_t digit_count;
	char sign; /* between all groups: one of SIGNS; '?' when they differ, 0 with one group */
};

#define SIGNS " .-/"

static bool passes(const char digits[static BSN_DIGITS])
{
	int sum = -(digits[BSN_DIGITS - 1] - '0');
	for (int i = 0; i < BSN_DIGITS - 1; i++)
		sum += (BSN_DIGITS - i) * (digits[i] - '0');
	return sum % 11 == 0 && (digits[0] != '0' || digits[1] != '0');
}

/* ---- as people see it: a byte for each character ---- */

struct range {
	uint32_t from, to;
};

static bool within(const struct range *ranges, size_t count, uint32_t cp)
{
	for (size_t i = 0; i < count; i++)
		if (cp >= ranges[i].from && cp <= ranges[i].to)
			return true;
	return false;
}

#define WITHIN(ranges, cp) within((ranges), sizeof(ranges) / sizeof((ranges)[0]), (cp))

/* Nothing of its own is seen of these: marks on a letter or digit, joiners, directions, variants.
 */
static const struct range unseen[] = { { '\r', '\r' }, { 0xad, 0xad }, { 0x300, 0x36f },
	{ 0x61c, 0x61c }, { 0x180b, 0x180e }, { 0x200b, 0x200f }, { 0x202a, 0x202e },
	{ 0x2060, 0x206f }, { 0x20d0, 0x20f0 }, { 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff },
	{ 0xe0000, 0xe0fff } };

static const struct range spaces[] = { { 0xa0, 0xa0 }, { 0x2000, 0x200a }, { 0x202f, 0x202f },
	{ 0x205f, 0x205f }, { 0x2800, 0x2800 }, { 0x3000, 0x3000 } };

/* No longer ones: those stand between sentences. */
static const struct range hyphens[] = { { 0x2010, 0x2013 }, { 0x2212, 0x2212 },
	{ 0xfe63, 0xfe63 } };

static const struct range slashes[] = { { 0x2044, 0x2044 }, { 0x2215, 0x2215 } };

/* The digits of a script stand together, from its zero: Arabic, Persian, Devanagari. */
static const struct range other_digits[] = { { 0x660, 0x669 }, { 0x6f0, 0x6f9 }, { 0x966, 0x96f } };

static const struct range marks[] = { { 0x80, 0xa9 }, { 0xab, 0xb4 }, { 0xb6, 0xb9 },
	{ 0xbb, 0xbf }, { 0xd7, 0xd7 }, { 0xf7, 0xf7 }, { 0x2000, 0x2bff }, { 0x3001, 0x303f },
	{ 0xe000, 0xf8ff }, { 0xfff0, 0xffff }, { 0x1f000, 0x10ffff } };

/* NUL for what is not seen. */
static char seen(uint32_t cp)
{
	if (cp >= 0xff01 && cp <= 0xff5e) /* ASCII, as wide as Chinese */
		cp -= 0xfee0;
	if (WITHIN(unseen, cp))
		return '\0';
	if (cp < 0x80)
		return cp == 0 ? MARK : (char)cp;
	if (cp >= 0x1d7ce && cp <= 0x1d7ff) /* five styles of mathematics */
		return (char)('0' + (cp - 0x1d7ce) % 10);
	for (size_t i = 0; i < sizeof(other_digits) / sizeof(other_digits[0]); i++)
		if (cp >= other_digits[i].from && cp <= other_digits[i].to)
			return (char)('0' + cp - other_digits[i].from);
	if (WITHIN(spaces, cp))
		return ' ';
	if (WITHIN(hyphens, cp))
		return '-';
	if (WITHIN(slashes, cp))
		return '/';
	return WITHIN(marks, cp) ? MARK : LETTER;
}

/* NUL-terminated. */
static char *as_seen(struct arena *a, struct str text, size_t *ret_len)
{
	char *out = arena_alloc(a, text.len + 1);
	size_t len = 0;
	struct utf8_state u = { 0 };
	for (size_t i = 0; i < text.len; i++) {
		const bool inside = u.missing > 0;
		enum utf8_step step = utf8_push(&u, (uint8_t)text.ptr[i]);
		if (step == UTF8_BAD) {
			out[len++] = MARK;
			/* The byte that broke a character off may begin the next. */
			if (inside)
				step = utf8_push(&u, (uint8_t)text.ptr[i]);
		}
		const char c = step == UTF8_DONE ? seen(u.code_point) : '\0';
		if (c != '\0')
			out[len++] = c;
	}
	*ret_len = len;
	return out;
}

/* ---- what stands beside ---- */

/* The character at `at`; NUL beyond the ends. */
static char at_or_nul(struct str text, size_t at)
{
	return at < text.len ? text.ptr[at] : '\0';
}

static char before(struct str text, size_t at)
{
	return at > 0 ? text.ptr[at - 1] : '\0';
}

static bool is_wordlike(char c)
{
	return teken_is_letter(c) || c == '_' || c == '@';
}

/* It holds the parts of an address or a code together. */
static bool is_joint(char c)
{
	return c != '\0' && (teken_is_digit(c) || strchr("-_/@.=&?%#+~", c) != NULL);
}

/* A word, not a code: "Sam123456782", and not "x123456782", "NL91ABNA…", "…-ab123456782". */
static bool glued_behind_a_word(struct str text, size_t at)
{
	size_t from = at;
	while (teken_is_letter(before(text, from)))
		from--;
	const bool is_bsn =
		at - from == 3 && str_eq_nocase((struct str){ text.ptr + from, 3 }, STR("bsn"));
	const bool is_word = at - from >= 2 && teken_is_lower(text.ptr[at - 1]);
	return (is_bsn || is_word) && !is_joint(before(text, from));
}

static bool glued_before_a_word(struct str text, size_t at)
{
	size_t to = at;
	while (teken_is_letter(at_or_nul(text, to)))
		to++;
	const char next = at_or_nul(text, to);
	if (next == '.') /* the end of a sentence, or of a name of a file or site */
		return to - at >= 2 && !teken_is_letter(at_or_nul(text, to + 1));
	return to - at >= 2 && !is_joint(next);
}

/* "+31 (0)36 …", "(0031) 6 …", "(+31) 6 …" */
static bool follows_net_number(struct str text, size_t at)
{
	while (before(text, at) == ' ')
		at--;
	if (before(text, at) != ')')
		return false;
	size_t from = at - 1;
	while (teken_is_digit(before(text, from)) || before(text, from) == '+')
		from--;
	return before(text, from) == '(' && (text.ptr[from] == '0' || text.ptr[from] == '+');
}

static bool begins_there(struct str text, size_t at)
{
	const char c = before(text, at);
	if (is_wordlike(c))
		return glued_behind_a_word(text, at);
	return c != '+' && c != '/' && !follows_net_number(text, at);
}

static bool ends_there(struct str text, size_t at)
{
	return !is_wordlike(at_or_nul(text, at)) || glued_before_a_word(text, at);
}

/* ---- rows ---- */

static size_t digits_end(struct str text, size_t at)
{
	while (at < text.len && teken_is_digit(text.ptr[at]))
		at++;
	return at;
}

static bool is_sign(char c)
{
	return c != '\0' && strchr(SIGNS, c) != NULL;
}

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
		const char sign = at_or_nul(text, r.to);
		const size_t next = r.to + 1;
		if (!is_sign(sign) || !teken_is_digit(at_or_nul(text, next)))
			return r;
		r.sign = r.groups == 1 || r.sign == sign ? sign : '?';
		add_group(&r, text, next, digits_end(text, next));
	}
}

static bool has_groups_of(const struct row *r, size_t fewest, size_t most)
{
	for (size_t i = 0; i < r->groups; i++)
		if (r->len[i] < fewest || r->len[i] > most)
			return false;
	return true;
}

static bool is_year(const char *digits, size_t len)
{
	return len == 4 && (memcmp(digits, "19", 2) == 0 || memcmp(digits, "20", 2) == 0);
}

/* A full stop there is a decimal one, and a space stands between two numbers. */
static bool is_split_once(const struct row *r)
{
	return r->groups == 2 && (r->sign == '-' || r->sign == '/') && has_groups_of(r, 3, 6) &&
	       !is_year(r->digits, r->len[0]) && !is_year(r->digits + r->len[0], r->len[1]);
}

static bool is_grouped_as_people_do(const struct row *r)
{
	return r->groups == 1 || r->groups == BSN_DIGITS ||
	       (r->groups <= 4 && has_groups_of(r, 2, 4)) || is_split_once(r);
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
	if (!passes(text.ptr + from) || text.ptr[r->from] == '0' || before(text, r->from) == '+')
		return false;
	const bool left = from == r->from ? begins_there(text, from) : before(text, from) == ' ';
	const bool right =
		to == r->to ? ends_there(text, to) : text.ptr[to] == ' ' || text.ptr[to] == '/';
	return left && right;
}

static bool holds_bsn(struct str text, const struct row *r)
{
	if (is_bsn_as_a_whole(text, r))
		return true;
	size_t at = r->from;
	while (r->groups > 1 && at < r->to) {
		const size_t end = digits_end(text, at);
		if (end - at == BSN_DIGITS && is_bsn_among_others(text, r, at))
			return true;
		at = end + 1;
	}
	return false;
}

/* Digits at the end of the line before it and at its begin. */
static bool goes_on(const char *last, const char *line)
{
	return last != NULL && line - last > 1 && teken_is_digit(line[-2]) &&
	       teken_is_digit(line[0]);
}

static bool in_line(struct str text)
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

/* Each line, and each two as if a space stood between: a list of numbers is no number. */
bool bsn_in_text(struct arena *a, struct str text)
{
	size_t len = 0;
	char *seen_text = as_seen(a, text, &len);
	char *last = NULL;
	for (char *line = seen_text;; line++) {
		char *end = memchr(line, '\n', len - (size_t)(line - seen_text));
		if (end == NULL)
			end = seen_text + len;
		if (in_line((struct str){ line, (size_t)(end - line) }))
			return true;
		if (goes_on(last, line)) {
			line[-1] = ' ';
			if (in_line((struct str){ last, (size_t)(end - last) }))
				return true;
			line[-1] = '\n';
		}
		if (end == seen_text + len)
			return false;
		last = line;
		line = end;
	}
}
