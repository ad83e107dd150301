#include "domain/woorden.h"

#include <string.h>

#include "domain/teken.h"

#define GETAL_MAX_CIJFERS 8

/* Latin-1 letters from U+00C0 on without their accents; 0 for what is no letter. */
static const char latin[] = "aaaaaaaceeeeiiiidnooooo\0ouuuuytsaaaaaaaceeeeiiiidnooooo\0ouuuuyty";

static bool is_wide(char c)
{
	return ((unsigned char)c & 0x80) != 0;
}

/* The bytes of a sign beyond ASCII that parts words: Latin-1 signs (C2) and punctuation (E2). */
static size_t sign_len(struct str text, size_t at)
{
	const size_t whole = text.ptr[at] == '\xc2' ? 2 : text.ptr[at] == '\xe2' ? 3 : 0;
	size_t len = whole > 0;
	/* Cut off, it takes no byte of what follows. */
	while (len < whole && at + len < text.len && is_wide(text.ptr[at + len]))
		len++;
	return len;
}

/* What such a sign is to us: a curly quote, a dash, a bullet; 0 for all others. */
static char plain_sign(struct str text, size_t at, size_t len)
{
	static const struct {
		const char *bytes;
		char teken;
	} signs[] = { { "\u2018", '\'' }, { "\u2019", '\'' }, { "\u2010", '-' }, { "\u2011", '-' },
		{ "\u2013", '-' }, { "\u2022", '*' }, { "\u00b7", '*' } };
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strlen(signs[i].bytes) == len &&
			memcmp(text.ptr + at, signs[i].bytes, len) == 0)
			return signs[i].teken;
	return '\0';
}

/* Spaces within a line, unbreakable ones too. */
static size_t space_len(struct str text, size_t at)
{
	static const char *const spaces[] = { " ", "\r", "\u00a0", "\u202f" };
	for (size_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++) {
		const size_t len = strlen(spaces[i]);
		if (text.len - at >= len && memcmp(text.ptr + at, spaces[i], len) == 0)
			return len;
	}
	return 0;
}

/* One letter at `at`, small and without its accent, 0 for what we cannot fold; its bytes, and
 * whether it is a capital. */
static char fold(struct str text, size_t at, size_t *ret_len, bool *ret_upper)
{
	const char c = text.ptr[at];
	*ret_len = 1;
	*ret_upper = teken_is_upper(c);
	if (!is_wide(c))
		return teken_lower(c);
	if (c != '\xc3' || at + 1 == text.len || !is_wide(text.ptr[at + 1]))
		return 0;
	*ret_len = 2;
	const size_t index = (unsigned char)text.ptr[at + 1] & 0x3f;
	*ret_upper = index < 0x1f;
	return latin[index];
}

static bool is_letter(struct str text, size_t at)
{
	const char c = text.ptr[at];
	return teken_is_letter(c) || (is_wide(c) && sign_len(text, at) == 0);
}

static void read_word(struct str text, struct woord *w)
{
	size_t at = w->from;
	size_t len = 0;
	bool known = true;
	while (at < text.len && is_letter(text, at)) {
		size_t bytes;
		bool upper;
		const char c = fold(text, at, &bytes, &upper);
		w->hoofdletter = w->hoofdletter || (at == w->from && upper);
		w->klein = w->klein || !upper;
		known = known && c != 0 && len < WOORD_MAX;
		if (known)
			w->gevouwen[len++] = c;
		at += bytes;
	}
	w->gevouwen[known ? len : 0] = '\0';
	w->soort = WOORD_WOORD;
	w->to = at;
}

static void read_number(struct str text, struct woord *w)
{
	size_t at = w->from;
	int value = 0;
	for (; at < text.len && teken_is_digit(text.ptr[at]); at++)
		if (at - w->from < GETAL_MAX_CIJFERS)
			value = value * 10 + (text.ptr[at] - '0');
	const size_t digits = at - w->from;
	w->soort = WOORD_GETAL;
	w->to = at;
	w->cijfers = digits > GETAL_MAX_CIJFERS ? GETAL_MAX_CIJFERS + 1 : (int)digits;
	w->getal = digits > GETAL_MAX_CIJFERS ? -1 : value;
}

struct woord woord_at(struct str text, size_t at)
{
	const size_t first = at;
	while (at < text.len && space_len(text, at) > 0)
		at += space_len(text, at);
	struct woord w = { .soort = WOORD_EINDE, .from = at, .to = at, .los = at > first };
	if (at >= text.len)
		return w;
	if (is_letter(text, at)) {
		read_word(text, &w);
	} else if (teken_is_digit(text.ptr[at])) {
		read_number(text, &w);
	} else {
		const size_t wide = sign_len(text, at);
		w.soort = WOORD_TEKEN;
		w.to = at + (wide > 0 ? wide : 1);
		w.teken = wide > 0 ? plain_sign(text, at, wide) : text.ptr[at];
	}
	return w;
}

bool woord_is(const struct woord *w, const char *gevouwen)
{
	return w->soort == WOORD_WOORD && strcmp(w->gevouwen, gevouwen) == 0;
}

bool woord_is_teken(const struct woord *w, char teken)
{
	return w->soort == WOORD_TEKEN && w->teken == teken && teken != '\0';
}

bool woord_is_een_van(const struct woord *w, const char *const *lijst)
{
	for (; w->soort == WOORD_WOORD && *lijst != NULL; lijst++)
		if (strcmp(w->gevouwen, *lijst) == 0)
			return true;
	return false;
}
