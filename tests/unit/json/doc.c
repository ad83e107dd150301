#include <criterion/criterion.h>

#include "json/jsn.h"

static struct arena arena;

static void set_up(void)
{
	arena_init(&arena, 1 << 20);
}

static void tear_down(void)
{
	arena_fini(&arena);
}

TestSuite(jsn_doc, .init = set_up, .fini = tear_down);

static const struct jsn_doc *parse(const char *text)
{
	const struct jsn_doc *d;
	cr_assert_eq(jsn_parse(&arena, str_from(text), 10000, &d), ERR_OK, "%s", text);
	return d;
}

Test(jsn_doc, reads_values_by_key_and_index)
{
	const struct jsn_doc *d = parse("{\"naam\":\"Urk\",\"plaats\":[5.6,52,null],\"n\":12.0}");
	cr_assert(str_eq(jsn_text(jsn_get(d, "naam")), STR("Urk")));
	const struct jsn_doc *plaats = jsn_get(d, "plaats");
	cr_assert_eq(jsn_count(plaats), 3);
	double real;
	cr_assert(jsn_number(jsn_at(plaats, 0), &real));
	cr_assert_float_eq(real, 5.6, 1e-12);
	cr_assert(jsn_number(jsn_at(plaats, 1), &real));
	cr_assert_float_eq(real, 52, 1e-12);
	int64_t whole;
	cr_assert(jsn_integer(jsn_at(plaats, 1), &whole));
	cr_assert_eq(whole, 52);
	cr_assert(jsn_integer(jsn_get(d, "n"), &whole));
	cr_assert_eq(whole, 12);
	cr_assert_not(jsn_integer(jsn_at(plaats, 0), &whole));
	cr_assert_eq(whole, 12);
	cr_assert(jsn_is_null(jsn_at(plaats, 2)));
}

Test(jsn_doc, gives_nothing_for_what_is_absent_or_of_another_type)
{
	const struct jsn_doc *d = parse("{\"a\":[],\"b\":\"\"}");
	cr_assert_null(jsn_get(d, "c"));
	cr_assert_null(jsn_get(jsn_get(d, "a"), "x"));
	cr_assert_null(jsn_get(NULL, "x"));
	cr_assert_null(jsn_at(jsn_get(d, "a"), 0));
	cr_assert_null(jsn_at(d, 0));
	cr_assert_eq(jsn_count(d), 0);
	cr_assert_eq(jsn_count(NULL), 0);
	cr_assert_null(jsn_text(jsn_get(d, "a")).ptr);
	cr_assert_null(jsn_text(NULL).ptr);
	cr_assert_not_null(jsn_text(jsn_get(d, "b")).ptr);
	double real;
	cr_assert_not(jsn_number(jsn_get(d, "b"), &real));
	cr_assert_not(jsn_number(NULL, &real));
	cr_assert(jsn_is_null(NULL));
	cr_assert_not(jsn_is_null(d));
}

Test(jsn_doc, takes_any_value_as_the_whole)
{
	cr_assert_eq(jsn_count(parse("[1,2]")), 2);
	cr_assert(str_eq(jsn_text(parse("\"x\"")), STR("x")));
	cr_assert(jsn_is_null(parse("null")));
}

Test(jsn_doc, refuses_what_is_no_json_or_too_large)
{
	const struct jsn_doc *d = NULL;
	cr_assert_eq(jsn_parse(&arena, STR("{"), 100, &d), ERR_INVALID);
	cr_assert_eq(jsn_parse(&arena, STR(""), 100, &d), ERR_INVALID);
	cr_assert_eq(jsn_parse(&arena, STR_NULL, 100, &d), ERR_INVALID);
	cr_assert_eq(jsn_parse(&arena, STR("{\"a\":1,\"a\":1}"), 100, &d), ERR_INVALID);
	cr_assert_eq(jsn_parse(&arena, STR("[1]"), 2, &d), ERR_TOO_LARGE);
	cr_assert_null(d);
	cr_assert_eq(jsn_parse(&arena, STR("[1]"), 3, &d), ERR_OK);
}

Test(jsn_doc, walks_over_an_object_in_the_order_of_the_text)
{
	const struct jsn_doc *d = parse("{\"z\": 1, \"a\": [true], \"m\": {\"x\": null}}");
	cr_assert_eq(jsn_object_count(d), 3);
	cr_assert_str_eq(jsn_key_at(d, 0), "z");
	cr_assert_str_eq(jsn_key_at(d, 1), "a");
	cr_assert_str_eq(jsn_key_at(d, 2), "m");
	cr_assert_null(jsn_key_at(d, 3));
}

Test(jsn_doc, tells_objects_arrays_and_booleans_apart)
{
	const struct jsn_doc *d = parse("{\"lijst\": [], \"ding\": {}, \"waar\": true}");
	bool waar = false;
	cr_assert(jsn_is_array(jsn_get(d, "lijst")));
	cr_assert_not(jsn_is_object(jsn_get(d, "lijst")));
	cr_assert(jsn_is_object(jsn_get(d, "ding")));
	cr_assert_eq(jsn_object_count(jsn_get(d, "lijst")), 0);
	cr_assert(jsn_boolean(jsn_get(d, "waar"), &waar));
	cr_assert(waar);
	cr_assert_not(jsn_boolean(jsn_get(d, "lijst"), &waar));
	cr_assert_null(jsn_key_at(NULL, 0));
}
