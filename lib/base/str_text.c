/* What strings mean as Unicode text: counting, checking at the border, folding. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/str.h"
#include "base/utf8.h"

size_t str_code_points(struct str s)
{
	struct utf8_state u = { 0 };
	size_t count = 0;
	for (size_t i = 0; i < s.len; i++) {
		const enum utf8_step step = utf8_push(&u, (uint8_t)s.ptr[i]);
		if (step == UTF8_BAD)
			return SIZE_MAX;
		count += step == UTF8_DONE;
	}
	return u.missing == 0 ? count : SIZE_MAX;
}

static bool is_control(uint32_t cp)
{
	return (cp < 0x20 && cp != '\n' && cp != '\t') || (cp >= 0x7F && cp <= 0x9F);
}

static bool is_bidi_control(uint32_t cp)
{
	return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0x200E ||
	       cp == 0x200F || cp == 0x061C;
}

static bool is_non_character(uint32_t cp)
{
	return (cp >= 0xFDD0 && cp <= 0xFDEF) || (cp & 0xFFFE) == 0xFFFE;
}

static bool is_blank(utf8proc_int32_t cp)
{
	switch (utf8proc_category(cp)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_CC: return true;
	/* Soft hyphen, zero-width space, word joiner, empty braille, filler, byte order mark. */
	default:
		return cp == 0x00AD || cp == 0x200B || cp == 0x2060 || cp == 0x2800 ||
		       cp == 0x3164 || cp == 0xFEFF;
	}
}

static bool begins_blank(struct str s)
{
	utf8proc_int32_t cp = 0;
	return utf8proc_iterate((const utf8proc_uint8_t *)s.ptr, (utf8proc_ssize_t)s.len, &cp) >
		       0 &&
	       is_blank(cp);
}

bool str_has_blank_edge(struct str s)
{
	size_t last = s.len;
	while (last > 0 && ((unsigned char)s.ptr[last - 1] & 0xC0) == 0x80)
		last--;
	if (s.len == 0 || last == 0)
		return false;
	return begins_blank(s) || begins_blank((struct str){ s.ptr + last - 1, s.len - last + 1 });
}

const char *str_check_text(struct str s)
{
	static const char not_utf8[] = "Deze tekst is geen geldige UTF-8.";
	struct utf8_state u = { 0 };
	for (size_t i = 0; i < s.len; i++) {
		const enum utf8_step step = utf8_push(&u, (uint8_t)s.ptr[i]);
		if (step == UTF8_BAD)
			return not_utf8;
		if (step == UTF8_MORE)
			continue;
		if (is_control(u.code_point))
			return "In deze tekst staat een stuurteken.";
		if (is_bidi_control(u.code_point))
			return "In deze tekst staat een teken dat de leesrichting omkeert.";
		if (is_non_character(u.code_point))
			return "In deze tekst staat een teken dat niet bestaat.";
	}
	return u.missing == 0 ? NULL : not_utf8;
}

struct str str_fold(struct arena *a, struct str s)
{
	if (s.ptr == NULL)
		return STR_NULL;
	utf8proc_uint8_t *folded = NULL;
	const utf8proc_ssize_t len =
		utf8proc_map((const utf8proc_uint8_t *)s.ptr, (utf8proc_ssize_t)s.len, &folded,
			UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
				UTF8PROC_STRIPMARK);
	if (len == UTF8PROC_ERROR_NOMEM)
		err_fatal("out of memory");
	if (len < 0)
		return str_dup(a, s);
	const struct str copy = { arena_strndup(a, (const char *)folded, (size_t)len),
		(size_t)len };
	free(folded);
	return copy;
}
