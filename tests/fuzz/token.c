/*
 * What stands behind "Authorization: " in a request, up to the hash of the token or key. One has
 * one form: whatever is taken comes back from its own bytes.
 */
#include <string.h>

#include "api/negotiate.h"
#include "api/sleutel.h"
#include "fuzz.h"
#include "http/parse.h"

#define MAX_BYTES 4096

static void check_taken(struct str value, const uint8_t *hash)
{
	struct str scheme;
	FUZZ_CHECK(str_cut(&value, ' ', &scheme) && str_eq_nocase(scheme, STR("bearer")));
	struct str text = str_trim(value);
	const struct str prefix = STR(SLEUTEL_PREFIX);
	if (str_starts(text, prefix))
		text = (struct str){ text.ptr + prefix.len, text.len - prefix.len };
	struct arena a;
	arena_init(&a, MAX_BYTES);
	struct str bytes;
	FUZZ_CHECK(auth_base64url_decode(&a, text, &bytes) == ERR_OK);
	FUZZ_CHECK(bytes.len == AUTH_TOKEN_BYTES);
	FUZZ_CHECK(str_eq(auth_base64url(&a, bytes.ptr, bytes.len), text));
	uint8_t again[AUTH_HASH_BYTES];
	FUZZ_CHECK(auth_token_hash(text, again) == ERR_OK);
	FUZZ_CHECK(memcmp(hash, again, sizeof(again)) == 0);
	arena_fini(&a);
}

static void read_request(const struct http_req *http)
{
	const struct req r = { .http = http };
	uint8_t hash[AUTH_HASH_BYTES];
	struct str token;
	enum err e = negotiate_bearer(&r, &token);
	if (e == ERR_OK) {
		e = sleutel_hash(token, hash);
		if (e == ERR_NOT_FOUND)
			e = auth_token_hash(token, hash);
	}
	size_t count = 0;
	const struct str value = http_req_header(http, "Authorization", &count);
	FUZZ_CHECK(e == ERR_OK || e == ERR_UNAUTHENTICATED);
	FUZZ_CHECK(e != ERR_OK || count == 1);
	if (e == ERR_OK)
		check_taken(value, hash);
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
	enum http_parse verdict =
		feed(&parser, STR("GET / HTTP/1.1\r\nHost: a\r\nAuthorization: "));
	FUZZ_CHECK(verdict == HTTP_PARSE_MORE);
	verdict = feed(&parser, (struct str){ (const char *)data, size });
	if (verdict == HTTP_PARSE_MORE)
		verdict = feed(&parser, STR("\r\n\r\n"));
	if (verdict == HTTP_PARSE_DONE)
		read_request(&parser.req);
	http_parser_fini(&parser);
	return 0;
}
