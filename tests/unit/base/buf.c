#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"

static void expect(const struct buf *b, const char *text)
{
	cr_assert_eq(b->len, strlen(text), "%zu bytes", b->len);
	cr_assert_eq(memcmp(buf_str(b).ptr, text, b->len), 0, "%.*s", STR_FMT(buf_str(b)));
}

Test(buf, grows_with_what_is_added)
{
	struct buf b;
	buf_init(&b, 1 << 20);
	for (int i = 0; i < 5000; i++)
		buf_addf(&b, "%04d,", i);
	cr_assert_eq(b.len, 25000);
	cr_assert_eq(memcmp(b.ptr + 24990, "4998,4999,", 10), 0);
	cr_assert_not(b.overflow);
	buf_fini(&b);
}

Test(buf, starts_from_zeroes_and_a_maximum)
{
	struct buf b = { .max_bytes = 10 };
	cr_assert_eq(buf_str(&b).len, 0);
	cr_assert_not_null(buf_str(&b).ptr);
	buf_add_char(&b, 'x');
	expect(&b, "x");
	buf_fini(&b);
	cr_assert_null(b.ptr);
}

Test(buf, takes_exactly_its_maximum)
{
	struct buf b;
	buf_init(&b, 5);
	buf_addf(&b, "%s", "12345");
	cr_assert_not(b.overflow);
	expect(&b, "12345");
	buf_add_char(&b, '6');
	cr_assert(b.overflow);
	expect(&b, "12345");
	buf_fini(&b);
}

Test(buf, drops_all_that_follows_an_overflow)
{
	struct buf b;
	buf_init(&b, 5);
	buf_add_str(&b, STR("123"));
	buf_add_str(&b, STR("456"));
	buf_add_str(&b, STR("7"));
	cr_assert(b.overflow);
	expect(&b, "123");
	buf_reset(&b);
	buf_add_str(&b, STR("7"));
	cr_assert_not(b.overflow);
	expect(&b, "7");
	buf_fini(&b);
}

Test(buf, adding_nothing_needs_no_pointer)
{
	struct buf b;
	buf_init(&b, 0);
	buf_add(&b, NULL, 0);
	buf_add_str(&b, STR_NULL);
	buf_add_json_text(&b, STR_NULL);
	buf_addf(&b, "%s", "");
	cr_assert_not(b.overflow);
	buf_fini(&b);
	buf_fini(NULL);
}

Test(buf, escapes_json_text)
{
	static const struct {
		struct str in;
		const char *out;
	} cases[] = {
		{ STR_INIT("gewoon / tekst"), "gewoon / tekst" },
		{ STR_INIT("\"\\\b\f\n\r\t"), "\\\"\\\\\\b\\f\\n\\r\\t" },
		{ STR_INIT("\0\x01\x1f\x7f"), "\\u0000\\u0001\\u001f\\u007f" },
		{ STR_INIT("Mariënschool € 😀"), "Mariënschool € 😀" },
		/* What is no UTF-8 is replaced, byte by byte. */
		{ STR_INIT("a\xFF\xC3z"), "a\xEF\xBF\xBD\xEF\xBF\xBDz" },
		{ STR_INIT("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
		{ STR_INIT("\xE2\x82"), "\xEF\xBF\xBD\xEF\xBF\xBD" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf b;
		buf_init(&b, 100);
		buf_add_json_text(&b, cases[i].in);
		expect(&b, cases[i].out);
		buf_fini(&b);
	}
}

Test(buf, adds_whole_numbers)
{
	struct buf b;
	buf_init(&b, 100);
	buf_add_int(&b, 0);
	buf_add_char(&b, ' ');
	buf_add_int(&b, INT64_MIN);
	buf_add_char(&b, ' ');
	buf_add_int(&b, INT64_MAX);
	expect(&b, "0 -9223372036854775808 9223372036854775807");
	buf_fini(&b);
}

Test(buf, escapes_a_sign_wherever_it_stands_in_a_word)
{
	for (unsigned c = 0; c < 0x80; c++) {
		char plain[13] = "abcdefghijkl";
		char escaped[8] = { (char)c };
		if (c == '"' || c == '\\')
			(void)snprintf(escaped, sizeof(escaped), "\\%c", (char)c);
		else if (c < 0x20 || c == 0x7F)
			(void)snprintf(escaped, sizeof(escaped), "\\u%04x", c);
		if (c >= '\b' && c <= '\r' && c != '\v')
			(void)snprintf(escaped, sizeof(escaped), "\\%c", "btn?fr"[c - '\b']);
		for (size_t at = 0; at < 12; at++) {
			struct buf b;
			char whole[32];
			plain[at] = (char)c;
			buf_init(&b, 100);
			buf_add_json_text(&b, (struct str){ plain, 12 });
			plain[at] = (char)('a' + at);
			(void)snprintf(whole, sizeof(whole), "%.*s%s%s", (int)at, plain, escaped,
				plain + at + 1);
			expect(&b, whole);
			buf_fini(&b);
		}
	}
}

/* The quick look agrees with the writer, wherever in a text of any length a character stands. */
Test(buf, knows_which_text_is_plain_json)
{
	static const struct {
		const char *text;
		bool plain;
	} rows[] = { { "a", true }, { " ", true }, { "~", true }, { "\"", false }, { "\\", false },
		{ "\n", false }, { "\x1f", false }, { "\x7f", false }, { "é", false } };
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		for (size_t len = 0; len < 40; len++) {
			char text[64];
			memset(text, 'x', sizeof(text));
			const size_t at = len * 7 % (len + 1);
			const size_t added = strlen(rows[i].text);
			memcpy(text + at, rows[i].text, added);
			cr_assert_eq(buf_json_is_plain((struct str){ text, len + added }),
				rows[i].plain, "row %zu, length %zu", i, len);
		}
	}
	cr_assert(buf_json_is_plain(STR("")));
}

Test(buf, extends_up_to_its_maximum)
{
	struct buf b;
	buf_init(&b, 5);
	memcpy(buf_extend(&b, 5), "12345", 5);
	expect(&b, "12345");
	cr_assert_null(buf_extend(&b, 1));
	cr_assert(b.overflow);
	expect(&b, "12345");
	buf_fini(&b);
}
