#include "auth/weak.h"

#include <sodium.h>
#include <string.h>

#include "auth/auth.h"
#include "base/arena.h"

#define OWN_WORD_MIN 3 /* code points */
/* Room for folding a password of AUTH_PASSWORD_MAX characters and a few names. */
#define MEMORY_BYTES (256u << 10)

/* Takes every `word` out of `text`; true when there was one. */
static bool take_out(char *text, size_t *len, struct str word)
{
	bool found = false;
	for (;;) {
		char *at = *len > 0 ? memmem(text, *len, word.ptr, word.len) : NULL;
		if (at == NULL)
			return found;
		found = true;
		const size_t behind = *len - (size_t)(at - text) - word.len;
		memmove(at, at + word.len, behind);
		*len -= word.len;
	}
}

static size_t folded_words(
	struct arena *a, const struct str *own, size_t own_count, struct str *ret_words)
{
	size_t count = 0;
	for (size_t i = 0; i < own_count; i++) {
		const struct str word = str_fold(a, own[i]);
		if (word.ptr != NULL && str_code_points(word) >= OWN_WORD_MIN)
			ret_words[count++] = word;
	}
	return count;
}

/* The longest first: "regenboogschool" before "regenboog". */
static void sort_words(struct str *words, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		const struct str word = words[i];
		size_t at = i;
		for (; at > 0 && words[at - 1].len < word.len; at--)
			words[at] = words[at - 1];
		words[at] = word;
	}
}

/* Each byte as far from the one before as the next: "00000000", "abcdefgh", "87654321". */
static bool is_row(const char *text, size_t len)
{
	const int step = len > 1 ? text[1] - text[0] : 0;
	if (len < 2 || step < -1 || step > 1)
		return false;
	for (size_t i = 2; i < len; i++)
		if (text[i] - text[i - 1] != step &&
			!(step == 1 && text[i - 1] == '9' && text[i] == '0'))
			return false;
	return true;
}

/* One to three signs over and over: "aaaaaaaa", "abababab", "12312312". */
static bool is_repeated(const char *text, size_t len)
{
	for (size_t part = 1; part <= 3; part++) {
		size_t i = part;
		while (i < len && text[i] == text[i - part])
			i++;
		if (i >= len)
			return true;
	}
	return false;
}

static enum auth_weak look(const struct auth_common *c, char *text, size_t len,
	const struct str *words, size_t word_count)
{
	if (auth_common_has(c, (struct str){ text, len }) || is_row(text, len) ||
		is_repeated(text, len))
		return AUTH_WEAK_COMMON;
	bool found = false;
	for (size_t i = 0; i < word_count; i++)
		found = take_out(text, &len, words[i]) || found;
	const struct str left = { text, len };
	if (found && (str_code_points(left) < AUTH_PASSWORD_MIN || auth_common_has(c, left)))
		return AUTH_WEAK_OWN;
	return AUTH_WEAK_NOT;
}

enum auth_weak auth_password_weak(
	const struct auth_common *c, struct str password, const struct str *own, size_t own_count)
{
	const size_t length = str_code_points(password);
	if (length < AUTH_PASSWORD_MIN)
		return AUTH_WEAK_SHORT;
	if (length > AUTH_PASSWORD_MAX)
		return AUTH_WEAK_LONG;
	struct arena a;
	arena_init(&a, MEMORY_BYTES);
	const struct str folded = str_fold(&a, password);
	char *text = (char *)folded.ptr; /* a copy in our own arena */
	struct str *words = ARENA_ARRAY(&a, own_count + 1, struct str);
	const size_t count = folded_words(&a, own, own_count, words);
	sort_words(words, count);
	const enum auth_weak weak = look(c, text, folded.len, words, count);
	sodium_memzero(text, folded.len);
	arena_fini(&a);
	return weak;
}
