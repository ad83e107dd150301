#include "domain/thema_woord.h"

#include <string.h>

#include "domain/teken.h"

/* ---- words ---- */

enum teken_soort { SOORT_WOORD, SOORT_APOSTROF, SOORT_TUSSEN };

/* What stands at p, and of how many bytes. General punctuation (U+2000 … U+207F) and that of
 * Latin-1 (U+0080 … U+00BF) is between words; whatever else is not ASCII may be a letter. */
static enum teken_soort classify(const char *p, const char *end, size_t *ret_len)
{
	const unsigned char c = (unsigned char)*p;
	const unsigned char next = p + 1 < end ? (unsigned char)p[1] : 0;
	*ret_len = 1;
	if (c < 0x80)
		return teken_is_letter(*p) || teken_is_digit(*p) ? SOORT_WOORD
		       : c == '\''				 ? SOORT_APOSTROF
								 : SOORT_TUSSEN;
	if (c == 0xc2 && next >= 0x80 && next < 0xc0) {
		*ret_len = 2;
		return SOORT_TUSSEN;
	}
	if (c == 0xe2 && (next == 0x80 || next == 0x81) && p + 2 < end) {
		*ret_len = 3;
		const bool quote = next == 0x80 && ((unsigned char)p[2] & 0xfe) == 0x98;
		return quote ? SOORT_APOSTROF : SOORT_TUSSEN;
	}
	return SOORT_WOORD;
}

static struct str next_run(struct str *rest)
{
	const char *p = rest->ptr;
	const char *const end = rest->ptr + rest->len;
	size_t len = 1;
	while (p < end && classify(p, end, &len) != SOORT_WOORD)
		p += len;
	const char *const start = p;
	const char *last = p; /* behind the last character of the word */
	while (p < end) {
		const enum teken_soort soort = classify(p, end, &len);
		if (soort == SOORT_TUSSEN || (soort == SOORT_APOSTROF && p > last))
			break;
		p += len;
		if (soort == SOORT_WOORD)
			last = p;
	}
	*rest = (struct str){ p, (size_t)(end - p) };
	return (struct str){ start, (size_t)(last - start) };
}

static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] >= 0x80)
			return false;
	return true;
}

/* False when it is too short or too long to count. */
static bool fold_word(struct arena *a, struct str text, struct thema_woord *w)
{
	if (text.len > 4 * (size_t)THEMA_WOORD_MAX)
		return false;
	const struct str folded = is_ascii(text) ? text : str_fold(a, text);
	size_t len = 0;
	for (size_t i = 0; i < folded.len; i++) {
		const char c = teken_lower(folded.ptr[i]);
		if (!teken_is_lower(c) && !teken_is_digit(c))
			continue;
		if (len == THEMA_WOORD_MAX)
			return false;
		w->vorm[len++] = c;
	}
	w->vorm[len] = '\0';
	w->len = (uint8_t)len;
	w->tekst = text;
	return len >= THEMA_WOORD_MIN;
}

bool thema_woord_next(struct arena *a, struct str *rest, struct thema_woord *ret_woord)
{
	while (rest->len > 0) {
		const struct str text = next_run(rest);
		struct thema_woord w;
		if (text.len > 0 && fold_word(a, text, &w)) {
			*ret_woord = w;
			return true;
		}
	}
	return false;
}

struct str thema_woord_vorm(struct arena *a, struct str tekst)
{
	const struct str folded = str_fold(a, tekst);
	char *out = ARENA_ARRAY(a, folded.len + 1, char);
	size_t len = 0;
	bool gap = false;
	size_t step = 1;
	for (size_t i = 0; i < folded.len; i += step) {
		const char c = teken_lower(folded.ptr[i]);
		const enum teken_soort soort =
			classify(folded.ptr + i, folded.ptr + folded.len, &step);
		if (soort == SOORT_TUSSEN)
			gap = len > 0;
		if (!teken_is_lower(c) && !teken_is_digit(c))
			continue;
		if (gap)
			out[len++] = ' ';
		gap = false;
		out[len++] = c;
	}
	return (struct str){ out, len };
}

bool thema_woord_is_leeg(const char *vorm)
{
	static const char *const empty[] = { "aan", "al", "alle", "als", "and", "at", "bij", "dat",
		"de", "den", "der", "die", "dit", "door", "een", "en", "er", "for", "from", "graag",
		"heel", "het", "hoe", "how", "ik", "in", "is", "je", "jullie", "kan", "kunnen",
		"maak", "maakt", "maken", "make", "making", "meer", "met", "mijn", "naar", "niet",
		"nog", "of", "om", "on", "ons", "onze", "ook", "op", "or", "over", "te", "the",
		"tot", "uit", "van", "veel", "voor", "wat", "we", "werkt", "wij", "willen", "with",
		"worden", "wordt", "ze", "zelf", "zich", "zijn" };
	for (size_t i = 0; i < sizeof(empty) / sizeof(*empty); i++)
		if (strcmp(vorm, empty[i]) == 0)
			return true;
	return false;
}

/* ---- what the forms of a word share ---- */

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static bool ends(const char *s, size_t len, const char *tail)
{
	const size_t n = strlen(tail);
	return len > n && memcmp(s + len - n, tail, n) == 0;
}

/* Length without the ending of a diminutive. */
static size_t cut_diminutive(const char *s, size_t len)
{
	if (!ends(s, len, "je") || len < 5)
		return len;
	const size_t base = len - 2;
	/* arm-pje, boom-pje: behind a long vowel or r, l; lamp-je keeps its p. */
	if (ends(s, base, "mp") && base >= 4 && (!is_vowel(s[base - 3]) || is_vowel(s[base - 4])))
		return base - 1;
	/* paneel-tje, vrouw-tje; robot-je and straat-je keep their t. */
	if (ends(s, base, "t") && base > 3 && strchr("lnrw", s[base - 2]) != NULL)
		return base - 1;
	return base;
}

static size_t cut_plural(const char *s, size_t len)
{
	if (ends(s, len, "en") && len >= 5 && s[len - 3] != 'e')
		return len - 2;
	if (!ends(s, len, "s") || ends(s, len, "ss") || len < 4)
		return len;
	if (!is_vowel(s[len - 2]))
		return ends(s, len, "ijs") ? len : len - 1; /* robots, apps; not bewijs */
	/* drones, fotos; not glas and bus, nor huis and frees. */
	return len >= 5 && !is_vowel(s[len - 3]) ? len - 1 : len;
}

void thema_woord_stam(char *vorm)
{
	size_t len = strlen(vorm);
	if (ends(vorm, len, "jes"))
		len--;
	const size_t whole = len;
	len = cut_diminutive(vorm, len);
	if (len == whole)
		len = cut_plural(vorm, len);
	if (ends(vorm, len, "e") && len >= 5 && !ends(vorm, len, "ie") && !ends(vorm, len, "ee"))
		len--;
	if (len >= 3 && vorm[len - 1] == 'z')
		vorm[len - 1] = 's';
	if (len >= 3 && vorm[len - 1] == 'v')
		vorm[len - 1] = 'f';
	size_t to = 0;
	for (size_t i = 0; i < len; i++)
		if (to == 0 || vorm[i] != vorm[to - 1] || teken_is_digit(vorm[i]))
			vorm[to++] = vorm[i];
	vorm[to] = '\0';
}

/* ---- spelling ---- */

static unsigned min3(unsigned a, unsigned b, unsigned c)
{
	const unsigned ab = a < b ? a : b;
	return ab < c ? ab : c;
}

unsigned thema_woord_afstand(
	const char *a, size_t a_len, const char *b, size_t b_len, unsigned most)
{
	const size_t apart = a_len > b_len ? a_len - b_len : b_len - a_len;
	if (apart > most || a_len > THEMA_WOORD_MAX || b_len > THEMA_WOORD_MAX)
		return most + 1;
	unsigned rows[3][THEMA_WOORD_MAX + 1];
	for (size_t j = 0; j <= b_len; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= a_len; i++) {
		unsigned *const here = rows[i % 3];
		const unsigned *const up = rows[(i + 2) % 3];
		const unsigned *const up2 = rows[(i + 1) % 3];
		unsigned best = here[0] = (unsigned)i;
		for (size_t j = 1; j <= b_len; j++) {
			here[j] = min3(
				up[j] + 1, here[j - 1] + 1, up[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
				up2[j - 2] + 1 < here[j])
				here[j] = up2[j - 2] + 1;
			best = here[j] < best ? here[j] : best;
		}
		if (best > most)
			return most + 1;
	}
	const unsigned distance = rows[a_len % 3][b_len];
	return distance > most ? most + 1 : distance;
}
