/*
 * What stands behind "Cookie: " in a request, up to the hash of the token: what is taken holds the
 * one cookie of our name, and its token comes back from its own bytes.
 */
#include <string.h>

#include "api/cookie.h"
#include "fuzz.h"
#include "http/parse.h"

#define MAX_BYTES 4096

/* How often our cookie's name stands in a field at all. */
static size_t times(struct str value)
{
	size_t count = 0;
	const struct str name = STR(COOKIE_NAME "=");
	for (size_t i = 0; i + name.len <= value.len; i++)
		count += memcmp(value.ptr + i, name.ptr, name.len) == 0;
	return count;
}

static void read_request(const struct http_req *http)
{
	uint8_t hash[AUTH_HASH_BYTES];
	uint8_t again[AUTH_HASH_BYTES];
	const enum err e = cookie_read(http, hash);
	FUZZ_CHECK(e == ERR_OK || e == ERR_UNAUTHENTICATED);
	size_t count = 0;
	bool ours = false;
	for (size_t i = 0; i < http->header_count; i++) {
		if (!str_eq_nocase(http->headers[i].name, STR("Cookie")))
			continue;
		struct str rest = http->headers[i].value;
		count += times(rest);
		struct str pair;
		while (str_cut(&rest, ';', &pair)) {
			pair = str_trim(pair);
			const struct str name = STR(COOKIE_NAME "=");
			if (!str_starts(pair, name))
				continue;
			pair = (struct str){ pair.ptr + name.len, pair.len - name.len };
			ours = ours || (auth_token_hash(pair, again) == ERR_OK &&
					       memcmp(hash, again, sizeof(again)) == 0);
		}
	}
	FUZZ_CHECK(e != ERR_OK || (count > 0 && ours));
}

static enum http_parse feed(struct http_parser *p, struct str bytes)
{
	size_t used = 0;
	enum http_parse verdict = HTTP_PARSE_MORE;
	while (bytes.len > 0 && verdict == HTTP_PARSE_MORE) {
		verdict = http_parser_feed(p, bytes.ptr, bytes.len, &used);
		bytes = (struct str){ bytes.ptr + used, bytes.len - used };
	}
	return verdict;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct http_parser parser;
	if (size > MAX_BYTES)
		return 0;
	http_parser_init(&parser, &http_limits_default);
	enum http_parse verdict = feed(&parser, STR("GET / HTTP/1.1\r\nHost: a\r\nCookie: "));
	FUZZ_CHECK(verdict == HTTP_PARSE_MORE);
	verdict = feed(&parser, (struct str){ (const char *)data, size });
	if (verdict == HTTP_PARSE_MORE)
		verdict = feed(&parser, STR("\r\n\r\n"));
	if (verdict == HTTP_PARSE_DONE)
		read_request(&parser.req);
	http_parser_fini(&parser);
	return 0;
}
