/* Classes of octets: RFC 9110, section 5.6 (tokens, field values) and RFC 3986, section 2
 * (targets). */
#ifndef HTTP_CHARS_H
#define HTTP_CHARS_H

#include <stdbool.h>

static inline bool char_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool char_is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The value of a hexadecimal digit; -1 for anything else. */
static inline int char_hex(char c)
{
	if (char_is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* tchar */
static inline bool char_is_token(char c)
{
	if (char_is_alpha(c) || char_is_digit(c))
		return true;
	switch (c) {
	case '!':
	case '#':
	case '$':
	case '%':
	case '&':
	case '\'':
	case '*':
	case '+':
	case '-':
	case '.':
	case '^':
	case '_':
	case '`':
	case '|':
	case '~': return true;
	default: return false;
	}
}

/* field-vchar, SP and HTAB; bytes over 127 are opaque and allowed. */
static inline bool char_is_value(char c)
{
	const unsigned char u = (unsigned char)c;
	return (u >= 0x20 && u != 0x7f) || u == '\t';
}

/* unreserved: what a host name and an IPv4 address are made of. */
static inline bool char_is_unreserved(char c)
{
	return char_is_alpha(c) || char_is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/* All that RFC 3986 lets stand in a URI, without '%' and without the '#' of a fragment. */
static inline bool char_is_target(char c)
{
	if (char_is_unreserved(c))
		return true;
	switch (c) {
	case '!':
	case '$':
	case '&':
	case '\'':
	case '(':
	case ')':
	case '*':
	case '+':
	case ',':
	case ';':
	case '=':
	case '/':
	case '?':
	case ':':
	case '@':
	case '[':
	case ']': return true;
	default: return false;
	}
}

#endif
