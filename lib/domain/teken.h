/* ASCII characters, whatever the locale. For this module only. */
#ifndef DOMAIN_TEKEN_H
#define DOMAIN_TEKEN_H

#include <stdbool.h>

static inline bool teken_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool teken_is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool teken_is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool teken_is_letter(char c)
{
	return teken_is_upper(c) || teken_is_lower(c);
}

static inline char teken_upper(char c)
{
	return teken_is_lower(c) ? (char)(c - 'a' + 'A') : c;
}

static inline char teken_lower(char c)
{
	return teken_is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

#endif
