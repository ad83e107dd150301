/* Percent escapes and query strings. */
#include <criterion/criterion.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "http/http.h"

static struct arena arena;

static void setup(void)
{
	arena_init(&arena, 1 << 20);
}

static void teardown(void)
{
	arena_fini(&arena);
}

TestSuite(decode, .init = setup, .fini = teardown);

static void check(const char *raw, bool plus, const char *expected)
{
	struct str text = STR_NULL;
	cr_assert_eq(http_percent_decode(&arena, str_from(raw), plus, &text), ERR_OK, "%s", raw);
	cr_assert(str_eq(text, str_from(expected)), "%s became %.*s", raw, STR_FMT(text));
	cr_assert_eq(text.ptr[text.len], '\0');
}

static void check_refused(struct str raw)
{
	struct str text;
	cr_assert_eq(
		http_percent_decode(&arena, raw, true, &text), ERR_INVALID, "%.*s", STR_FMT(raw));
}

Test(decode, turns_escapes_into_bytes)
{
	check("", true, "");
	check("abc", true, "abc");
	check("a%20b", false, "a b");
	check("%2f%2F", false, "//");
	check("caf%C3%a9", false, "caf\xc3\xa9");
	check("%25%32%35", false, "%25"); /* once, not again */
	check("a+b", false, "a+b");
	check("a+b%2B", true, "a b+");
}

Test(decode, refuses_what_is_no_escape_or_no_text)
{
	check_refused(STR("%"));
	check_refused(STR("a%2"));
	check_refused(STR("%g0"));
	check_refused(STR("%0g"));
	check_refused(STR("%%20"));
	check_refused(STR("%00"));
	check_refused(STR("a\0b"));
	check_refused(STR("%c3"));
	check_refused(STR("%c0%af"));	    /* an overlong slash */
	check_refused(STR("%ed%a0%80"));    /* a surrogate */
	check_refused(STR("%f4%90%80%80")); /* past U+10FFFF */
	check_refused(STR("\xff"));
}

Test(decode, what_is_encoded_comes_back_and_only_plain_signs_stay)
{
	char every[160] = { 0 };
	for (size_t i = 1; i < 128; i++)
		every[i - 1] = (char)i;
	memcpy(every + 127, "é€😀", sizeof("é€😀"));
	const struct str encoded = http_percent_encode(&arena, str_from(every));
	for (size_t i = 0; i < encoded.len; i++)
		cr_assert(isalnum((unsigned char)encoded.ptr[i]) ||
			  strchr("-._~%", encoded.ptr[i]) != NULL);
	struct str back;
	cr_assert_eq(http_percent_decode(&arena, encoded, false, &back), ERR_OK);
	cr_assert(str_eq(back, str_from(every)));
	cr_assert(str_eq(http_percent_encode(&arena, STR("a b/ü~")), STR("a%20b%2F%C3%BC~")));
}

Test(decode, splits_a_query_into_decoded_pairs)
{
	struct http_query_pair pairs[HTTP_MAX_QUERY_PAIRS];
	size_t count = 99;
	cr_assert_eq(
		http_query_parse(&arena, STR("gemeente=Almere&zoek=de+%26+b%3D&leeg=&kaal&x=a=b"),
			pairs, &count),
		ERR_OK);
	cr_assert_eq(count, 5);
	cr_assert(str_eq(pairs[0].key, STR("gemeente")));
	cr_assert(str_eq(pairs[0].value, STR("Almere")));
	cr_assert(str_eq(pairs[1].value, STR("de & b=")));
	cr_assert(str_eq(pairs[2].value, STR("")));
	cr_assert(str_eq(pairs[3].key, STR("kaal")));
	cr_assert(str_eq(pairs[3].value, STR("")));
	cr_assert(str_eq(pairs[4].value, STR("a=b")));
}

Test(decode, marks_a_key_that_came_before)
{
	struct http_query_pair pairs[HTTP_MAX_QUERY_PAIRS];
	size_t count = 99;
	cr_assert_eq(http_query_parse(&arena, STR("a=1&A=2&%61=1&b=3&b=4"), pairs, &count), ERR_OK);
	cr_assert_eq(count, 5);
	static const bool expected[] = { false, false, true, false, true };
	for (size_t i = 0; i < count; i++)
		cr_assert_eq(pairs[i].again, expected[i], "%zu", i);
}

Test(decode, no_query_has_no_pairs)
{
	struct http_query_pair pairs[HTTP_MAX_QUERY_PAIRS];
	size_t count = 99;
	cr_assert_eq(http_query_parse(&arena, STR_NULL, pairs, &count), ERR_OK);
	cr_assert_eq(count, 0);
	count = 99;
	cr_assert_eq(http_query_parse(&arena, STR(""), pairs, &count), ERR_OK);
	cr_assert_eq(count, 0);
}

Test(decode, refuses_queries_that_can_be_read_two_ways)
{
	static const char *const wrong[] = { "&", "a=1&", "&a=1", "a=1&&b=2", "=1", "a=%", "%=a",
		"a=%00" };
	struct http_query_pair pairs[HTTP_MAX_QUERY_PAIRS];
	size_t count;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		cr_assert_eq(http_query_parse(&arena, str_from(wrong[i]), pairs, &count),
			ERR_INVALID, "%s", wrong[i]);
}

Test(decode, refuses_too_many_pairs)
{
	struct http_query_pair pairs[HTTP_MAX_QUERY_PAIRS];
	char text[8 * (HTTP_MAX_QUERY_PAIRS + 1)];
	size_t len = 0;
	size_t count = 0;
	for (int i = 0; i < HTTP_MAX_QUERY_PAIRS; i++)
		len += (size_t)snprintf(
			text + len, sizeof(text) - len, "%sk%d=v", i > 0 ? "&" : "", i);
	cr_assert_eq(http_query_parse(&arena, (struct str){ text, len }, pairs, &count), ERR_OK);
	cr_assert_eq(count, HTTP_MAX_QUERY_PAIRS);
	len += (size_t)snprintf(text + len, sizeof(text) - len, "&z=v");
	cr_assert_eq(
		http_query_parse(&arena, (struct str){ text, len }, pairs, &count), ERR_INVALID);
}
