/* Percent escapes and query strings: what is decoded is text, and comes back from its own escapes.
 */
#include <string.h>

#include "base/buf.h"
#include "fuzz.h"
#include "http/http.h"

static void add_escaped(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		buf_addf(b, "%%%02x", (unsigned char)s.ptr[i]);
}

static void check_decode(struct arena *a, struct str raw, bool plus_is_space)
{
	struct str text;
	if (http_percent_decode(a, raw, plus_is_space, &text) != ERR_OK)
		return;
	FUZZ_CHECK(text.len <= raw.len);
	FUZZ_CHECK(memchr(text.ptr, '\0', text.len) == NULL);
	FUZZ_CHECK(str_code_points(text) != SIZE_MAX);
	struct buf escaped;
	buf_init(&escaped, 3 * raw.len + 1);
	add_escaped(&escaped, text);
	struct str again;
	FUZZ_CHECK(http_percent_decode(a, buf_str(&escaped), plus_is_space, &again) == ERR_OK);
	FUZZ_CHECK(str_eq(text, again));
	buf_fini(&escaped);
}

static void check_query(struct arena *a, struct str raw)
{
	struct http_query_pair pairs[HTTP_MAX_QUERY_PAIRS];
	struct http_query_pair again[HTTP_MAX_QUERY_PAIRS];
	size_t count = 0;
	size_t count_again = 0;
	if (http_query_parse(a, raw, pairs, &count) != ERR_OK)
		return;
	FUZZ_CHECK(count <= HTTP_MAX_QUERY_PAIRS && (count > 0) == (raw.len > 0));
	struct buf escaped;
	buf_init(&escaped, 4 * raw.len + 2);
	for (size_t i = 0; i < count; i++) {
		FUZZ_CHECK(pairs[i].key.len > 0 && pairs[i].value.ptr != NULL);
		bool before = false;
		for (size_t j = 0; j < i; j++)
			before = before || str_eq(pairs[i].key, pairs[j].key);
		FUZZ_CHECK(pairs[i].again == before);
		if (i > 0)
			buf_add_char(&escaped, '&');
		add_escaped(&escaped, pairs[i].key);
		buf_add_char(&escaped, '=');
		add_escaped(&escaped, pairs[i].value);
	}
	FUZZ_CHECK(!escaped.overflow);
	FUZZ_CHECK(http_query_parse(a, buf_str(&escaped), again, &count_again) == ERR_OK);
	FUZZ_CHECK(count == count_again);
	for (size_t i = 0; i < count; i++)
		FUZZ_CHECK(str_eq(pairs[i].key, again[i].key) &&
			   str_eq(pairs[i].value, again[i].value));
	buf_fini(&escaped);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str raw = { (const char *)data, size };
	struct arena a;
	arena_init(&a, ((size_t)1 << 20) + 64 * size);
	check_decode(&a, raw, false);
	check_decode(&a, raw, true);
	check_query(&a, raw);
	arena_fini(&a);
	return 0;
}
