#include "domain/bsn.h"

#include <string.h>

#include "base/utf8.h"
#include "domain/teken.h"

#define BSN_DIGITS 9
#define MAX_GAP	   3
#define SIGNS	   ".,-/:_" /* what may stand between groups, beside spaces */
#define LETTER	   'x'	    /* any letter beyond ASCII */
#define MARK	   '*'	    /* any sign that is not looked at */

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

static const struct range spaces[] = { { '\t', '\t' }, { 0xa0, 0xa0 }, { 0x2000, 0x200a },
	{ 0x202f, 0x202f }, { 0x205f, 0x205f }, { 0x2800, 0x2800 }, { 0x3000, 0x3000 } };

static const struct range line_ends[] = { { 0x0b, 0x0c }, { 0x85, 0x85 }, { 0x2028, 0x2029 } };

/* No longer ones: those stand between sentences. */
static const struct range hyphens[] = { { 0x2010, 0x2013 }, { 0x2212, 0x2212 },
	{ 0xfe63, 0xfe63 } };

static const struct range slashes[] = { { 0x2044, 0x2044 }, { 0x2215, 0x2215 } };

static const struct range points[] = { { 0xb7, 0xb7 }, { 0x2027, 0x2027 }, { 0x2219, 0x2219 },
	{ 0x22c5, 0x22c5 } };

static const struct range marks[] = { { 0x80, 0xa9 }, { 0xab, 0xb4 }, { 0xb6, 0xb9 },
	{ 0xbb, 0xbf }, { 0xd7, 0xd7 }, { 0xf7, 0xf7 }, { 0x2000, 0x2bff }, { 0x3001, 0x303f },
	{ 0xe000, 0xf8ff }, { 0xfff0, 0xffff }, { 0x1f000, 0x10ffff } };

/* Of what is no digit; NUL for what is not seen. */
static char seen(uint32_t cp)
{
	if (cp >= 0xff01 && cp <= 0xff5e) /* ASCII, as wide as Chinese */
		cp -= 0xfee0;
	if (WITHIN(unseen, cp))
		return '\0';
	if (WITHIN(spaces, cp))
		return ' ';
	if (WITHIN(line_ends, cp))
		return '\n';
	if (cp < 0x80)
		return cp == 0 ? MARK : (char)cp;
	if (WITHIN(hyphens, cp))
		return '-';
	if (WITHIN(slashes, cp))
		return '/';
	if (WITHIN(points, cp))
		return '.';
	return WITHIN(marks, cp) ? MARK : LETTER;
}

/* Adds to `out` how one character is seen, in no more bytes than it has in UTF-8. */
static size_t add_seen(char *out, size_t len, uint32_t cp, bool *raised)
{
	const int digit = utf8_digit(cp);
	const int figure = digit < 0 ? utf8_figure(cp) : -1;
	/* The number of a note is no digit of the number before it: 12345678² */
	if (figure >= 0 && !*raised && len > 0 && teken_is_digit(out[len - 1]))
		out[len++] = MARK;
	*raised = figure >= 0;
	const char c = digit >= 0    ? (char)('0' + digit)
		       : figure >= 0 ? (char)('0' + figure)
				     : seen(cp);
	if (c != '\0')
		out[len++] = c;
	return len;
}

static struct str as_seen(struct arena *a, struct str text)
{
	char *out = arena_alloc(a, text.len + 1);
	size_t len = 0;
	bool raised = false;
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
		if (step == UTF8_DONE)
			len = add_seen(out, len, u.code_point, &raised);
	}
	return (struct str){ out, len };
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
	return at - from >= 2 && teken_is_lower(text.ptr[at - 1]) && !is_joint(before(text, from));
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

/* An address of mail may begin with the number, not end with it: "sam123456782@…" is a name. */
static bool ends_there(struct str text, size_t from, size_t to)
{
	const char next = at_or_nul(text, to);
	if (next == '@')
		return !is_wordlike(before(text, from));
	return !is_wordlike(next) || glued_before_a_word(text, to);
}

/* ---- groups of digits ---- */

struct group {
	size_t from, to;
	size_t dialled; /* digits of a telephone number, up to and with these */
	bool is_later;	/* of them, and not the first */
};

static size_t next_digit(struct str text, size_t at, size_t end)
{
	while (at < end && !teken_is_digit(text.ptr[at]))
		at++;
	return at;
}

static size_t digits_end(struct str text, size_t at, size_t end)
{
	while (at < end && teken_is_digit(text.ptr[at]))
		at++;
	return at;
}

/* What stands between two groups. */
struct gap {
	char sign;	/* one of SIGNS, ' ' or '\n'; NUL when it is something else */
	bool is_spaced; /* also a space or line end */
	bool has_line;	/* a line end */
};

static struct gap gap_of(struct str text, size_t from, size_t to)
{
	struct gap gap = { .sign = '\0' };
	if (from >= to || to - from > MAX_GAP)
		return gap;
	for (size_t i = from; i < to; i++) {
		const char c = text.ptr[i];
		const bool is_space = c == ' ' || c == '\n';
		const bool has_sign = gap.sign != '\0' && strchr(SIGNS, gap.sign) != NULL;
		if (!is_space &&
			(c == '\0' || strchr(SIGNS, c) == NULL || (has_sign && gap.sign != c)))
			return (struct gap){ .sign = '\0' };
		gap.is_spaced = gap.is_spaced || is_space;
		gap.has_line = gap.has_line || c == '\n';
		if (!is_space || (!has_sign && gap.sign != '\n'))
			gap.sign = c;
	}
	return gap;
}

/* Up to three signs that are no letters, whatever they are. */
static bool is_any_gap(struct str text, size_t from, size_t to)
{
	if (to - from > MAX_GAP)
		return false;
	for (size_t i = from; i < to; i++)
		if (teken_is_letter(text.ptr[i]))
			return false;
	return true;
}

static bool goes_on_dialling(struct gap gap)
{
	return (gap.sign == ' ' || gap.sign == '-') && !gap.has_line;
}

/* Begins a telephone number, or goes on with it: "06 …", "+31 6 …", "0031 36 …". */
static void dial(struct str text, const struct group *last, struct group *g)
{
	const size_t len = g->to - g->from;
	g->is_later = goes_on_dialling(gap_of(text, last->to, g->from)) && last->dialled > 0 &&
		      last->dialled <= BSN_DIGITS;
	if (g->is_later)
		g->dialled = last->dialled + len;
	else if (before(text, g->from) == '+' || (text.ptr[g->from] == '0' && len <= 4))
		g->dialled = len;
}

/* ---- nine digits ---- */

/* Groups one after another with nine digits together. */
struct window {
	size_t groups;
	size_t from[BSN_DIGITS], to[BSN_DIGITS];
	char digits[BSN_DIGITS];
	bool is_later; /* in a telephone number */
};

static size_t end_of(const struct window *w)
{
	return w->to[w->groups - 1];
}

/* False unless there are just nine and they pass. Looks no further than nine digits. */
static bool window_at(struct str text, const struct group *first, struct window *w)
{
	*w = (struct window){ .is_later = first->is_later };
	size_t count = 0;
	size_t from = first->from;
	while (count < BSN_DIGITS) {
		const size_t end = from + BSN_DIGITS - count;
		const size_t to = digits_end(text, from, end < text.len ? end : text.len);
		memcpy(w->digits + count, text.ptr + from, to - from);
		count += to - from;
		w->from[w->groups] = from;
		w->to[w->groups++] = to;
		if (count == BSN_DIGITS)
			break;
		const size_t reach = to + MAX_GAP + 1;
		from = next_digit(text, to, reach < text.len ? reach : text.len);
		if (from - to > MAX_GAP || from >= text.len)
			return false;
	}
	return !teken_is_digit(at_or_nul(text, end_of(w))) && passes(w->digits);
}

/* The digit behind the window, when just a gap stands between; else the end of the window. */
static size_t digit_behind(struct str text, const struct window *w)
{
	const size_t to = end_of(w);
	const size_t reach = to + MAX_GAP + 1;
	const size_t next = next_digit(text, to, reach < text.len ? reach : text.len);
	return next < text.len && next - to <= MAX_GAP ? next : to;
}

/* ---- beside a word that says it ---- */

static const char *const words[] = { "bsn", "bsnnr", "bsnnummer", "burgerservicenr",
	"burgerservicenummer", "citizenservicenumber", "persoonsnummer", "sociaalfiscaalnummer",
	"sofi", "sofinr", "sofinummer" };

#define NEAR_BEFORE 40 /* from where the word begins to the number */
#define NEAR_AFTER  12

/* Behind the word at `at`, with at most one sign between two letters ("b.s.n.", "burger service
 * nummer"); 0 when it is not there as a whole. */
static size_t word_end(struct str text, size_t at, const char *word)
{
	for (const char *w = word; *w != '\0'; w++, at++) {
		const char c = at_or_nul(text, at);
		if (w != word && (c == ' ' || c == '.' || c == '-' || c == '_'))
			at++;
		if (teken_lower(at_or_nul(text, at)) != *w)
			return 0;
	}
	return teken_is_letter(at_or_nul(text, at)) ? 0 : at;
}

static bool has_word_at(struct str text, size_t at, size_t end)
{
	if (teken_is_letter(before(text, at)))
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const size_t to = word_end(text, at, words[i]);
		if (to > 0 && to <= end)
			return true;
	}
	return false;
}

static bool has_word_near(struct str text, const struct window *w)
{
	const size_t from = w->from[0];
	for (size_t at = from > NEAR_BEFORE ? from - NEAR_BEFORE : 0; at < from; at++)
		if (has_word_at(text, at, from))
			return true;
	const size_t to = end_of(w);
	for (size_t at = to; at < text.len && at <= to + NEAR_AFTER; at++)
		if (has_word_at(text, at, text.len))
			return true;
	return false;
}

/* "BSN? Bel 036 123 456 7" */
static bool is_dialled(struct str text, const struct window *w)
{
	if (w->is_later || before(text, w->from[0]) == '+')
		return true;
	return w->groups > 1 && w->digits[0] == '0' &&
	       goes_on_dialling(gap_of(text, end_of(w), digit_behind(text, w)));
}

static bool is_told(struct str text, const struct window *w)
{
	for (size_t i = 1; i < w->groups; i++)
		if (!is_any_gap(text, w->to[i - 1], w->from[i]))
			return false;
	return !is_dialled(text, w) && has_word_near(text, w);
}

/* ---- without such a word ---- */

static bool is_year(const struct window *w, struct str text, size_t i)
{
	const char *digits = text.ptr + w->from[i];
	return w->to[i] - w->from[i] == 4 &&
	       (memcmp(digits, "19", 2) == 0 || memcmp(digits, "20", 2) == 0);
}

static bool has_groups_of(const struct window *w, size_t fewest, size_t most)
{
	for (size_t i = 0; i < w->groups; i++)
		if (w->to[i] - w->from[i] < fewest || w->to[i] - w->from[i] > most)
			return false;
	return true;
}

/* Two years, or a day, a month and a year. */
static bool has_date(const struct window *w, struct str text)
{
	size_t years = 0;
	for (size_t i = 0; i < w->groups; i++) {
		if (!is_year(w, text, i))
			continue;
		years++;
		const bool is_last = i >= 2 && w->to[i - 1] - w->from[i - 1] <= 2 &&
				     w->to[i - 2] - w->from[i - 2] <= 2;
		const bool is_first = i + 2 < w->groups && w->to[i + 1] - w->from[i + 1] <= 2 &&
				      w->to[i + 2] - w->from[i + 2] <= 2;
		if (years == 2 || is_last || is_first)
			return true;
	}
	return false;
}

/* A decimal number, a number of a year, a telephone number, or two numbers beside each other. */
static bool is_other_pair(const struct window *w, struct str text, char sign)
{
	return sign == '.' || w->digits[0] == '0' || is_year(w, text, 0) || is_year(w, text, 1) ||
	       (sign == ' ' && !has_groups_of(w, 3, 6));
}

/* The gap that all groups have between them; NUL when they differ. */
static struct gap gap_within(struct str text, const struct window *w)
{
	struct gap all = gap_of(text, w->to[0], w->from[1]);
	for (size_t i = 2; i < w->groups; i++) {
		const struct gap gap = gap_of(text, w->to[i - 1], w->from[i]);
		const bool is_line = gap.sign == '\n';
		if (gap.sign != all.sign && (!is_line || all.sign != ' ') &&
			(all.sign != '\n' || gap.sign != ' '))
			return (struct gap){ .sign = '\0' };
		all.is_spaced = all.is_spaced || gap.is_spaced;
		all.has_line = all.has_line || gap.has_line;
		if (all.sign == '\n')
			all.sign = gap.sign;
	}
	return all;
}

/* Whether what stands between the number and other digits parts them. `within`: a NUL sign for
 * nine digits together. */
static bool parts(struct gap gap, struct gap within)
{
	if (gap.has_line)
		return gap.sign != within.sign || !within.has_line;
	if (gap.sign == within.sign)
		return gap.is_spaced && !within.is_spaced;
	return gap.is_spaced || gap.sign == ':' || (gap.sign == ',' && within.sign != '.');
}

/* Nothing that belongs to it stands before or behind. */
static bool stands_alone(struct str text, const struct window *w, size_t last_to, struct gap within)
{
	const size_t from = w->from[0];
	const struct gap left = gap_of(text, last_to, from);
	if (w->is_later || (left.sign != '\0' ? !parts(left, within) : !begins_there(text, from)))
		return false;
	const size_t to = end_of(w);
	const struct gap right = gap_of(text, to, digit_behind(text, w));
	if (right.sign == '\0')
		return ends_there(text, from, to);
	return parts(right, within) || (w->groups == 1 && right.sign == '/');
}

/* `last_to`: the end of the group before it; 0 without. */
static bool looks_it(struct str text, const struct window *w, size_t last_to)
{
	if (w->groups == 1)
		return stands_alone(text, w, last_to, (struct gap){ .sign = '\0' });
	const struct gap within = gap_within(text, w);
	if (within.sign == '\0')
		return false;
	if (within.has_line || within.sign == ',') { /* else a list of numbers */
		if (w->groups > 4 || !has_groups_of(w, 2, 4))
			return false;
	}
	if (w->groups == 2 ? is_other_pair(w, text, within.sign) : has_date(w, text))
		return false;
	return stands_alone(text, w, last_to, within);
}

bool bsn_in_text(struct arena *a, struct str text)
{
	const struct str shown = as_seen(a, text);
	struct group last = { .from = 0 };
	for (size_t at = next_digit(shown, 0, shown.len); at < shown.len;
		at = next_digit(shown, last.to, shown.len)) {
		struct group g = { .from = at, .to = digits_end(shown, at, shown.len) };
		dial(shown, &last, &g);
		struct window w;
		if (window_at(shown, &g, &w) &&
			(is_told(shown, &w) || looks_it(shown, &w, last.to)))
			return true;
		last = g;
	}
	return false;
}
