#include "json/formats.h"

#include <string.h>

#define EMAIL_MAX_BYTES 254
#define LOCAL_MAX_BYTES 64
#define LABEL_MAX_BYTES 63

static bool is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_one_of(char c, const char *marks)
{
	return c != '\0' && strchr(marks, c) != NULL;
}

/* ---- mail ---- */

static bool is_atom(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (!is_alpha(s.ptr[i]) && !is_digit(s.ptr[i]) &&
			!is_one_of(s.ptr[i], "!#$%&'*+/=?^_`{|}~-"))
			return false;
	}
	return s.len > 0;
}

static bool is_label(struct str s)
{
	if (s.len == 0 || s.len > LABEL_MAX_BYTES || s.ptr[0] == '-' || s.ptr[s.len - 1] == '-')
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (!is_alpha(s.ptr[i]) && !is_digit(s.ptr[i]) && s.ptr[i] != '-')
			return false;
	}
	return true;
}

bool jsn_is_email(struct str s)
{
	struct str domain = s;
	struct str local;
	if (s.len > EMAIL_MAX_BYTES || !str_cut(&domain, '@', &local) || domain.ptr == NULL ||
		local.len > LOCAL_MAX_BYTES)
		return false;
	struct str part;
	while (str_cut(&local, '.', &part)) {
		if (!is_atom(part))
			return false;
	}
	size_t labels = 0;
	while (str_cut(&domain, '.', &part)) {
		if (!is_label(part))
			return false;
		labels++;
	}
	return labels >= 2;
}

/* ---- URI ---- */

static bool is_unreserved_or_sub_delim(char c)
{
	return is_alpha(c) || is_digit(c) || is_one_of(c, "-._~!$&'()*+,;=");
}

/*
 * The length of the run at the front of `s` of unreserved characters, sub-delims, percent-encoded
 * bytes and `also`.
 */
static size_t run_len(struct str s, const char *also)
{
	size_t at = 0;
	while (at < s.len) {
		if (is_unreserved_or_sub_delim(s.ptr[at]) || is_one_of(s.ptr[at], also))
			at++;
		else if (s.ptr[at] == '%' && s.len - at >= 3 && is_hex(s.ptr[at + 1]) &&
			 is_hex(s.ptr[at + 2]))
			at += 3;
		else
			break;
	}
	return at;
}

static void skip(struct str *s, size_t len)
{
	s->ptr += len;
	s->len -= len;
}

static bool skip_scheme(struct str *s)
{
	size_t len = 0;
	while (len < s->len &&
		(is_alpha(s->ptr[len]) ||
			(len > 0 && (is_digit(s->ptr[len]) || is_one_of(s->ptr[len], "+-.")))))
		len++;
	if (len == 0 || len == s->len || s->ptr[len] != ':')
		return false;
	skip(s, len + 1);
	return true;
}

/* [userinfo "@"] host [":" port], behind "//". */
static bool skip_authority(struct str *s)
{
	const size_t userinfo = run_len(*s, ":");
	if (userinfo < s->len && s->ptr[userinfo] == '@')
		skip(s, userinfo + 1);
	const size_t host = run_len(*s, "");
	if (host == 0)
		return false;
	skip(s, host);
	if (s->len > 0 && s->ptr[0] == ':') {
		skip(s, 1);
		while (s->len > 0 && is_digit(s->ptr[0]))
			skip(s, 1);
	}
	return s->len == 0 || is_one_of(s->ptr[0], "/?#");
}

bool jsn_is_uri(struct str s)
{
	if (!skip_scheme(&s) || s.len == 0)
		return false;
	if (str_starts(s, STR("//"))) {
		skip(&s, 2);
		if (!skip_authority(&s))
			return false;
	} else if (is_one_of(s.ptr[0], "?#")) {
		return false;
	}
	skip(&s, run_len(s, ":@/"));
	if (s.len > 0 && s.ptr[0] == '?') {
		skip(&s, 1);
		skip(&s, run_len(s, ":@/?"));
	}
	if (s.len > 0 && s.ptr[0] == '#') {
		skip(&s, 1);
		skip(&s, run_len(s, ":@/?"));
	}
	return s.len == 0;
}
