#include "base/str.h"

#include <stdint.h>
#include <string.h>

struct str str_from(const char *cstr)
{
	return cstr == NULL ? STR_NULL : (struct str){ cstr, strlen(cstr) };
}

bool str_eq(struct str a, struct str b)
{
	if (a.ptr == NULL || b.ptr == NULL)
		return a.ptr == b.ptr;
	return a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0;
}

static char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool str_eq_nocase(struct str a, struct str b)
{
	if (a.ptr == NULL || b.ptr == NULL)
		return a.ptr == b.ptr;
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++) {
		if (ascii_lower(a.ptr[i]) != ascii_lower(b.ptr[i]))
			return false;
	}
	return true;
}

bool str_starts(struct str s, struct str prefix)
{
	if (s.ptr == NULL || prefix.ptr == NULL)
		return false;
	return s.len >= prefix.len && memcmp(s.ptr, prefix.ptr, prefix.len) == 0;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

struct str str_trim(struct str s)
{
	while (s.len > 0 && is_blank(s.ptr[0])) {
		s.ptr++;
		s.len--;
	}
	while (s.len > 0 && is_blank(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

struct str str_dup(struct arena *a, struct str s)
{
	if (s.ptr == NULL)
		return STR_NULL;
	return (struct str){ arena_strndup(a, s.ptr, s.len), s.len };
}

bool str_cut(struct str *rest, char sep, struct str *ret_part)
{
	if (rest->ptr == NULL)
		return false;
	const char *end = rest->len > 0 ? memchr(rest->ptr, sep, rest->len) : NULL;
	if (end == NULL) {
		*ret_part = *rest;
		*rest = STR_NULL;
		return true;
	}
	const size_t len = (size_t)(end - rest->ptr);
	*ret_part = (struct str){ rest->ptr, len };
	*rest = (struct str){ end + 1, rest->len - len - 1 };
	return true;
}

enum err str_to_int(struct str s, int64_t min, int64_t max, int64_t *ret_value)
{
	const bool negative = s.len > 0 && s.ptr[0] == '-';
	size_t i = negative ? 1 : 0;
	if (i == s.len)
		return ERR_INVALID;
	int64_t value = 0;
	for (; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return ERR_INVALID;
		/* Built up below zero: there is one more number on that side. */
		if (__builtin_mul_overflow(value, 10, &value) ||
			__builtin_sub_overflow(value, s.ptr[i] - '0', &value))
			return ERR_INVALID;
	}
	if (!negative && __builtin_sub_overflow((int64_t)0, value, &value))
		return ERR_INVALID;
	if (value < min || value > max)
		return ERR_INVALID;
	*ret_value = value;
	return ERR_OK;
}
