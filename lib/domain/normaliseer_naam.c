/* Names of places that registers keep in capitals. */
#include <string.h>

#include "domain/normaliseer.h"
#include "domain/teken.h"

static const char *const particles[] = { "AAN", "AD", "BIJ", "DE", "DEN", "DER", "DES", "EN", "GEM",
	"GEM.", "HET", "IN", "ONDER", "OP", "OVER", "TE", "TEN", "TER", "TOT", "UIT", "VAN",
	"VOOR" };

/* Provinces as they stand behind a name that exists twice: "Den Hoorn ZH", "Bergen (NH.)". */
static const char *const provinces[] = { "DR", "FL", "FR", "GLD", "GR", "LB", "NB", "NH", "OV",
	"UT", "ZH", "ZLD" };

static bool is_one_of(struct str s, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (str_eq(s, str_from(list[i])))
			return true;
	}
	return false;
}

#define IS_ONE_OF(s, list) is_one_of((s), (list), sizeof(list) / sizeof(*(list)))

/* The second byte of a two-byte letter U+00C0 … U+00FF, by whether the first is 0xC3. */
static bool is_lower_latin1(unsigned char c)
{
	return c >= 0xa0 && c != 0xb7;
}

static bool has_lower(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (teken_is_lower(s.ptr[i]))
			return true;
		if ((unsigned char)s.ptr[i] == 0xc3 && i + 1 < s.len &&
			is_lower_latin1((unsigned char)s.ptr[i + 1]))
			return true;
	}
	return false;
}

/* Single spaces, none at the ends, in a fresh copy. */
static char *tidy_spaces(struct arena *a, struct str s, size_t *ret_len)
{
	char *text = arena_alloc(a, s.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == ' ' && (len == 0 || text[len - 1] == ' '))
			continue;
		text[len++] = s.ptr[i];
	}
	while (len > 0 && text[len - 1] == ' ')
		len--;
	text[len] = '\0';
	*ret_len = len;
	return text;
}

/* Lower case of ASCII letters and of À … Þ in two bytes, in place. */
static void lower(char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		text[i] = teken_lower(text[i]);
		if ((unsigned char)text[i] != 0xc3 || i + 1 == len)
			continue;
		i++;
		const unsigned char c = (unsigned char)text[i];
		if (c >= 0x80 && c <= 0x9e && c != 0x97)
			text[i] = (char)(c + 0x20);
	}
}

/* Lowers a part but for its first letter, or first two where that is the Dutch IJ. */
static void capitalise(char *text, size_t len)
{
	size_t first = 0;
	while (first < len && text[first] == '(')
		first++;
	if (first == len)
		return;
	size_t keep = 1;
	const bool is_accented = (unsigned char)text[first] == 0xc3;
	if (is_accented || (len - first >= 2 && text[first] == 'I' && text[first + 1] == 'J'))
		keep = 2;
	if (text[first] == '\'' || teken_is_digit(text[first]))
		keep = 0; /* 's, 't, 2e */
	if (first + keep < len)
		lower(text + first + keep, len - first - keep);
}

/* One word; a hyphen begins a new part. Particles are lower case, but not as the first of all. */
static void write_word(char *text, size_t len, bool first_word)
{
	size_t begin = 0;
	while (begin <= len) {
		const char *hyphen = memchr(text + begin, '-', len - begin);
		const size_t end = hyphen != NULL ? (size_t)(hyphen - text) : len;
		const struct str part = { text + begin, end - begin };
		if (!(first_word && begin == 0) && IS_ONE_OF(part, particles))
			lower(text + begin, end - begin);
		else
			capitalise(text + begin, end - begin);
		begin = end + 1;
	}
}

static bool is_province(struct str word)
{
	while (word.len > 0 && word.ptr[0] == '(') {
		word.ptr++;
		word.len--;
	}
	while (word.len > 0 && strchr(").", word.ptr[word.len - 1]) != NULL)
		word.len--;
	return IS_ONE_OF(word, provinces);
}

enum err normaliseer_plaatsnaam(struct arena *a, struct str s, struct str *ret_naam)
{
	if (s.len > PLAATSNAAM_MAX)
		return ERR_INVALID;
	size_t len = 0;
	char *text = tidy_spaces(a, s, &len);
	const struct str naam = { text, len };
	if (naam.len == 0)
		return ERR_INVALID;
	*ret_naam = naam;
	if (has_lower(naam))
		return ERR_OK;
	size_t begin = 0;
	while (begin < naam.len) {
		const char *space = memchr(text + begin, ' ', naam.len - begin);
		const size_t end = space != NULL ? (size_t)(space - text) : naam.len;
		const struct str word = { text + begin, end - begin };
		if (begin == 0 || end < naam.len || !is_province(word))
			write_word(text + begin, end - begin, begin == 0);
		begin = end + 1;
	}
	return ERR_OK;
}
