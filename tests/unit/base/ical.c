#include <criterion/criterion.h>
#include <string.h>

#include "base/ical.h"

static struct buf out;

static void begin(void)
{
	buf_init(&out, 4096);
}

static void end(void)
{
	buf_fini(&out);
}

TestSuite(ical, .init = begin, .fini = end);

static void assert_written(const char *expected)
{
	buf_add_char(&out, '\0');
	cr_assert_str_eq(out.ptr, expected);
}

Test(ical, text_is_escaped)
{
	ical_text(&out, "SUMMARY", STR("Lassen; zagen, boren \\ en: \"klaar\""));
	assert_written("SUMMARY:Lassen\\; zagen\\, boren \\\\ en: \"klaar\"\r\n");
}

Test(ical, a_line_end_of_any_kind_is_one_and_begins_no_property)
{
	ical_text(&out, "X", STR("a\nb\rc\r\nd\n\nATTACH:http://x"));
	assert_written("X:a\\nb\\nc\\nd\\n\\nATTACH:http://x\r\n");
}

Test(ical, another_value_ends_its_line_as_little)
{
	ical_value(&out, "COLOR", STR("te\r\nal;,\\"));
	assert_written("COLOR:teal;,\\\r\n");
}

Test(ical, controls_go_but_for_tabs_and_what_is_no_utf8_is_replaced)
{
	ical_text(&out, "X", STR("a\x01\x7F\tb\xFF\xC3(\xE2\x82"));
	assert_written("X:a\tb\xEF\xBF\xBD\xEF\xBF\xBD(\xEF\xBF\xBD\r\n");
}

Test(ical, a_line_of_75_octets_stays_whole_and_one_more_folds)
{
	char text[74];
	memset(text, 'a', sizeof(text));
	ical_text(&out, "X", (struct str){ text, 73 });
	cr_assert_eq(out.len, 75 + 2);
	buf_reset(&out);
	ical_text(&out, "X", (struct str){ text, 74 });
	cr_assert_eq(out.len, 75 + 3 + 1 + 2);
	cr_assert_eq(memcmp(out.ptr + 75, "\r\n a\r\n", 6), 0);
}

Test(ical, no_fold_stands_inside_a_character)
{
	char text[200];
	for (size_t pad = 0; pad < 4; pad++) {
		buf_reset(&out);
		memset(text, 'a', pad);
		for (size_t i = 0; i < 30; i++)
			memcpy(text + pad + i * 4, "\xF0\x9F\x9A\xB2", 4);
		ical_text(&out, "X", (struct str){ text, pad + 120 });
		for (size_t i = 2; i < out.len; i++)
			cr_assert(out.ptr[i - 2] != '\r' || out.ptr[i] != ' ' ||
				  (unsigned char)out.ptr[i + 1] == 0xF0);
	}
}

Test(ical, an_instant_is_in_utc_and_whole_seconds)
{
	ical_instant(&out, "DTSTART", INT64_C(1796717700999999));
	ical_int(&out, "SEQUENCE", 7);
	ical_begin(&out, "VEVENT");
	ical_end(&out, "VEVENT");
	assert_written("DTSTART:20261208T081500Z\r\nSEQUENCE:7\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n");
}
