#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>

#include "json/jsn.h"

static struct buf buf;
static struct jsn_out out;

static void set_up(void)
{
	buf_init(&buf, 1 << 16);
	jsn_out_init(&out, &buf);
}

static void tear_down(void)
{
	buf_fini(&buf);
}

TestSuite(jsn_out, .init = set_up, .fini = tear_down);

static void expect(const char *json)
{
	cr_assert_eq(out.depth, 0);
	cr_assert(str_eq(buf_str(&buf), str_from(json)), "%.*s", STR_FMT(buf_str(&buf)));
}

Test(jsn_out, keeps_commas_and_nesting)
{
	jsn_object(&out);
	jsn_key(&out, "leeg");
	jsn_object(&out);
	jsn_object_end(&out);
	jsn_key(&out, "lijst");
	jsn_array(&out);
	jsn_int(&out, 1);
	jsn_array(&out);
	jsn_array_end(&out);
	jsn_object(&out);
	jsn_kv_bool(&out, "a", true);
	jsn_kv_bool(&out, "b", false);
	jsn_object_end(&out);
	jsn_null(&out);
	jsn_array_end(&out);
	jsn_kv_int(&out, "n", -5);
	jsn_object_end(&out);
	expect("{\"leeg\":{},\"lijst\":[1,[],{\"a\":true,\"b\":false},null],\"n\":-5}");
}

Test(jsn_out, writes_every_kind_of_value)
{
	struct uuid id;
	cr_assert_eq(uuid_parse(STR("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"), &id), ERR_OK);
	jsn_object(&out);
	jsn_kv_str(&out, "tekst", STR("Mariën \"x\"\n"));
	jsn_kv_str(&out, "geen", STR_NULL);
	jsn_kv_str(&out, "leeg", STR(""));
	jsn_kv_cstr(&out, "c", "y");
	jsn_kv_cstr(&out, "nul", NULL);
	jsn_kv_uuid(&out, "id", id);
	jsn_kv_date(&out, "datum", date_from_civil(2026, 11, 24));
	jsn_kv_instant(&out, "op", 1500000);
	jsn_key(&out, "rauw");
	jsn_raw(&out, STR("{\"a\":[1]}"));
	jsn_key(&out, "leeg\"");
	jsn_raw(&out, STR_NULL);
	jsn_kv_int(&out, "min", INT64_MIN);
	jsn_object_end(&out);
	expect("{\"tekst\":\"Mariën "
	       "\\\"x\\\"\\n\",\"geen\":null,\"leeg\":\"\",\"c\":\"y\",\"nul\":null,"
	       "\"id\":\"017f22e2-79b0-7cc3-98c4-dc0c0c07398f\",\"datum\":\"2026-11-24\","
	       "\"op\":\"1970-01-01T00:00:01.500000Z\",\"rauw\":{\"a\":[1]},\"leeg\\\"\":null,"
	       "\"min\":-9223372036854775808}");
}

Test(jsn_out, writes_fixed_decimals_exactly)
{
	jsn_array(&out);
	jsn_fixed(&out, 523001, 4);
	jsn_fixed(&out, 520000, 4);
	jsn_fixed(&out, -5, 2);
	jsn_fixed(&out, 0, 1);
	jsn_fixed(&out, 7, 0);
	jsn_fixed(&out, INT64_MIN, 18);
	jsn_array_end(&out);
	expect("[52.3001,52.0000,-0.05,0.0,7,-9.223372036854775808]");
}

Test(jsn_out, may_write_a_single_value)
{
	jsn_str(&out, STR("x"));
	expect("\"x\"");
}

Test(jsn_out, what_it_writes_reads_back_equal)
{
	char text[3 * 256];
	size_t len = 0;
	/* Every character that the border accepts, up to U+017F. */
	for (unsigned cp = 1; cp < 0x180; cp++) {
		char c[2] = { (char)cp, '\0' };
		size_t c_len = 1;
		if (cp >= 0x80) {
			c[0] = (char)(0xC0 | cp >> 6);
			c[1] = (char)(0x80 | (cp & 0x3F));
			c_len = 2;
		}
		memcpy(text + len, c, c_len);
		len += c_len;
	}
	jsn_str(&out, (struct str){ text, len });
	struct arena a;
	arena_init(&a, 1 << 16);
	const struct jsn_doc *d;
	cr_assert_eq(jsn_parse(&a, buf_str(&buf), 1 << 16, &d), ERR_OK);
	cr_assert(str_eq(jsn_text(d), (struct str){ text, len }));
	arena_fini(&a);
}

Test(jsn_out, says_so_when_the_buffer_is_full)
{
	buf.max_bytes = 10;
	jsn_array(&out);
	for (int i = 0; i < 100; i++)
		jsn_cstr(&out, "tekst");
	jsn_array_end(&out);
	cr_assert(buf.overflow);
	cr_assert_leq(buf.len, 10);
}

Test(jsn_out, nests_63_deep)
{
	for (int i = 0; i < 63; i++)
		jsn_array(&out);
	for (int i = 0; i < 63; i++)
		jsn_array_end(&out);
	cr_assert_eq(buf.len, 126);
	cr_assert_eq(out.depth, 0);
}

#ifndef NDEBUG /* our own mistakes are asserts */

Test(jsn_out, does_not_nest_64_deep, .signal = SIGABRT)
{
	for (int i = 0; i < 64; i++)
		jsn_array(&out);
}

Test(jsn_out, does_not_take_a_value_without_a_key, .signal = SIGABRT)
{
	jsn_object(&out);
	jsn_int(&out, 1);
}

Test(jsn_out, does_not_end_what_was_not_begun, .signal = SIGABRT)
{
	jsn_array(&out);
	jsn_object_end(&out);
}

Test(jsn_out, does_not_end_an_object_behind_a_key, .signal = SIGABRT)
{
	jsn_object(&out);
	jsn_key(&out, "a");
	jsn_object_end(&out);
}

#endif
