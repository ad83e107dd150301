/* Where a request goes: RFC 9112, section 3.2, and the authority of RFC 3986, section 3.2. */
#include <arpa/inet.h>
#include <string.h>

#include "http/chars.h"
#include "http/parse.h"

static bool port_is_valid(struct str port)
{
	unsigned number = 0;
	for (size_t i = 0; i < port.len; i++) {
		if (!char_is_digit(port.ptr[i]))
			return false;
		number = number * 10 + (unsigned)(port.ptr[i] - '0');
		if (number > 65535)
			return false;
	}
	return true; /* the grammar lets it be empty */
}

/* An IPv6 address, as it stands between brackets; other literals nobody has (RFC 3986, 3.2.2). */
static bool literal_is_valid(struct str inside)
{
	char text[INET6_ADDRSTRLEN];
	struct in6_addr address;
	if (inside.len >= sizeof(text) || memchr(inside.ptr, '\0', inside.len) != NULL)
		return false;
	memcpy(text, inside.ptr, inside.len);
	text[inside.len] = '\0';
	return inet_pton(AF_INET6, text, &address) == 1;
}

/*
 * A registered name or an IPv4 address. Of what the grammar lets stand in a name we take only what
 * a name in use may hold: escapes and sub-delims ("a,b") are read by each server in its own way.
 */
static bool name_is_valid(struct str name)
{
	for (size_t i = 0; i < name.len; i++) {
		if (!char_is_unreserved(name.ptr[i]))
			return false;
	}
	return name.len > 0;
}

static struct str from(struct str s, size_t at)
{
	return (struct str){ s.ptr + at, s.len - at };
}

static size_t find(struct str s, char c)
{
	size_t i = 0;
	while (i < s.len && s.ptr[i] != c)
		i++;
	return i;
}

bool http_host_is_valid(struct str host)
{
	if (host.len == 0)
		return false;
	if (host.ptr[0] != '[') {
		const size_t colon = find(host, ':');
		return name_is_valid((struct str){ host.ptr, colon }) &&
		       (colon == host.len || port_is_valid(from(host, colon + 1)));
	}
	const size_t end = find(host, ']');
	if (end == host.len || !literal_is_valid((struct str){ host.ptr + 1, end - 1 }))
		return false;
	const struct str rest = from(host, end + 1);
	return rest.len == 0 || (rest.ptr[0] == ':' && port_is_valid(from(rest, 1)));
}

static bool starts_nocase(struct str s, struct str prefix)
{
	return s.len >= prefix.len && str_eq_nocase((struct str){ s.ptr, prefix.len }, prefix);
}

/* "/path?query" */
static void split_path(struct str text, struct http_target *ret_target)
{
	const size_t mark = find(text, '?');
	ret_target->path = (struct str){ text.ptr, mark };
	ret_target->query = mark < text.len ? from(text, mark + 1) : STR_NULL;
}

static bool split_absolute(struct str rest, struct http_target *ret_target)
{
	size_t end = 0;
	while (end < rest.len && rest.ptr[end] != '/' && rest.ptr[end] != '?')
		end++;
	struct http_target split = { .authority = { rest.ptr, end } };
	if (!http_host_is_valid(split.authority))
		return false;
	split_path(from(rest, end), &split);
	if (split.path.len == 0)
		split.path = STR("/");
	*ret_target = split;
	return true;
}

bool http_target_split(enum http_method method, struct str text, struct http_target *ret_target)
{
	if (method == HTTP_OPTIONS && str_eq(text, STR("*"))) {
		*ret_target = (struct http_target){ .path = text };
		return true;
	}
	if (starts_nocase(text, STR("http://")))
		return split_absolute(from(text, 7), ret_target);
	if (starts_nocase(text, STR("https://")))
		return split_absolute(from(text, 8), ret_target);
	if (text.len == 0 || text.ptr[0] != '/')
		return false;
	*ret_target = (struct http_target){ 0 };
	split_path(text, ret_target);
	return true;
}
