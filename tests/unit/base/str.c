#include <criterion/criterion.h>
#include <string.h>

#include "base/str.h"

Test(str, tells_null_from_empty)
{
	cr_assert(str_eq(STR_NULL, str_from(NULL)));
	cr_assert_not(str_eq(STR_NULL, STR("")));
	cr_assert_not(str_eq(STR(""), STR_NULL));
	cr_assert_not(str_eq_nocase(STR_NULL, STR("")));
	cr_assert(str_eq(STR(""), str_from("")));
}

Test(str, compares_bytes_or_folds_ascii)
{
	cr_assert(str_eq(STR("a\0b"), STR("a\0b")));
	cr_assert_not(str_eq(STR("ab"), STR("aB")));
	cr_assert(str_eq_nocase(STR("Content-Type"), STR("content-TYPE")));
	cr_assert_not(str_eq_nocase(STR("a"), STR("ab")));
	cr_assert_not(str_eq_nocase(STR("[`"), STR("{@")));
	cr_assert_not(str_eq_nocase(STR("\xC3\x8B"), STR("\xC3\xAB")));
}

Test(str, finds_a_prefix)
{
	cr_assert(str_starts(STR("Bearer x"), STR("Bearer ")));
	cr_assert(str_starts(STR("x"), STR("")));
	cr_assert_not(str_starts(STR("Bear"), STR("Bearer")));
	cr_assert_not(str_starts(STR_NULL, STR("")));
}

Test(str, trims_spaces_and_tabs_only)
{
	cr_assert(str_eq(str_trim(STR(" \t a b \t")), STR("a b")));
	cr_assert_eq(str_trim(STR(" \t ")).len, 0);
	cr_assert(str_eq(str_trim(STR("\na\n")), STR("\na\n")));
	cr_assert(str_eq(str_trim(STR_NULL), STR_NULL));
}

Test(str, dup_makes_a_terminated_copy)
{
	struct arena a;
	arena_init(&a, 4096);
	const struct str copy = str_dup(&a, (struct str){ "Urk, Flevoland", 3 });
	cr_assert_str_eq(copy.ptr, "Urk");
	cr_assert_null(str_dup(&a, STR_NULL).ptr);
	cr_assert_not_null(str_dup(&a, STR("")).ptr);
	arena_fini(&a);
}

static void expect_parts(struct str text, size_t count, const char *const *parts)
{
	struct str part;
	for (size_t i = 0; i < count; i++) {
		cr_assert(str_cut(&text, ',', &part));
		cr_assert(str_eq(part, str_from(parts[i])), "%.*s", STR_FMT(part));
	}
	cr_assert_not(str_cut(&text, ',', &part));
	cr_assert_null(text.ptr);
}

Test(str, cut_gives_every_part)
{
	expect_parts(STR("a,b"), 2, (const char *const[]){ "a", "b" });
	expect_parts(STR(",a,,"), 4, (const char *const[]){ "", "a", "", "" });
	expect_parts(STR(""), 1, (const char *const[]){ "" });
	expect_parts(STR_NULL, 0, NULL);
}

static void expect_int(const char *text, int64_t value)
{
	int64_t got;
	cr_assert_eq(str_to_int(str_from(text), INT64_MIN, INT64_MAX, &got), ERR_OK, "%s", text);
	cr_assert_eq(got, value);
}

Test(str_to_int, reads_all_of_64_bits)
{
	expect_int("0", 0);
	expect_int("-0", 0);
	expect_int("007", 7);
	expect_int("9223372036854775807", INT64_MAX);
	expect_int("-9223372036854775808", INT64_MIN);
}

Test(str_to_int, refuses_what_is_no_integer_or_out_of_range)
{
	static const char *const texts[] = { "", "-", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "--1",
		"9223372036854775808", "-9223372036854775809", "99999999999999999999999" };
	int64_t value = 42;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		cr_assert_eq(str_to_int(str_from(texts[i]), INT64_MIN, INT64_MAX, &value),
			ERR_INVALID, "%s", texts[i]);
	cr_assert_eq(str_to_int(STR_NULL, 0, 9, &value), ERR_INVALID);
	cr_assert_eq(str_to_int(STR("0"), 1, 100, &value), ERR_INVALID);
	cr_assert_eq(str_to_int(STR("101"), 1, 100, &value), ERR_INVALID);
	cr_assert_eq(value, 42);
	cr_assert_eq(str_to_int(STR("1"), 1, 100, &value), ERR_OK);
	cr_assert_eq(str_to_int(STR("100"), 1, 100, &value), ERR_OK);
}

Test(str_code_points, counts_characters_of_valid_utf8)
{
	cr_assert_eq(str_code_points(STR("")), 0);
	cr_assert_eq(str_code_points(STR_NULL), 0);
	cr_assert_eq(str_code_points(STR("Mariënschool")), 12);
	cr_assert_eq(str_code_points(STR("€😀\xF4\x8F\xBF\xBF")), 3);
}

Test(str_code_points, refuses_what_is_no_utf8)
{
	static const char *const texts[] = { "\x80", "\xC3", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF",
		"\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80",
		"\xE2\x82", "\xE2\x28\xA1", "a\xFF" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		cr_assert_eq(str_code_points(str_from(texts[i])), SIZE_MAX);
		cr_assert_not_null(str_check_text(str_from(texts[i])));
	}
}

Test(str_check_text, accepts_what_people_write)
{
	static const char *const texts[] = { "", "Basisschool 't Schrijverke\n\tLelystad",
		"IJburg — “tekst” …", "schoo\xCC\x88l", "👩‍🔬", "Ὀδυσσεύς", "\xEF\xBF\xBD",
		"regel\xE2\x80\xA8regel" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		cr_assert_null(str_check_text(str_from(texts[i])), "%s", texts[i]);
	cr_assert_null(str_check_text(STR_NULL));
}

/* `cp` between two letters. */
static const char *check_code_point(uint32_t cp)
{
	char text[8] = "a";
	size_t len = 1;
	if (cp < 0x80) {
		text[len++] = (char)cp;
	} else if (cp < 0x800) {
		text[len++] = (char)(0xC0 | cp >> 6);
		text[len++] = (char)(0x80 | (cp & 0x3F));
	} else if (cp < 0x10000) {
		text[len++] = (char)(0xE0 | cp >> 12);
		text[len++] = (char)(0x80 | (cp >> 6 & 0x3F));
		text[len++] = (char)(0x80 | (cp & 0x3F));
	} else {
		text[len++] = (char)(0xF0 | cp >> 18);
		text[len++] = (char)(0x80 | (cp >> 12 & 0x3F));
		text[len++] = (char)(0x80 | (cp >> 6 & 0x3F));
		text[len++] = (char)(0x80 | (cp & 0x3F));
	}
	text[len++] = 'b';
	return str_check_text((struct str){ text, len });
}

Test(str_check_text, refuses_controls_other_than_newline_and_tab)
{
	for (uint32_t cp = 0; cp < 0x20; cp++)
		cr_assert_eq(check_code_point(cp) == NULL, cp == '\n' || cp == '\t', "%x", cp);
	cr_assert_null(check_code_point(0x7E));
	for (uint32_t cp = 0x7F; cp < 0xA0; cp++)
		cr_assert_not_null(check_code_point(cp), "%x", cp);
	cr_assert_null(check_code_point(0xA0));
}

Test(str_check_text, refuses_bidirectional_controls)
{
	static const uint32_t refused[] = { 0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D,
		0x202E, 0x2066, 0x2067, 0x2068, 0x2069 };
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		cr_assert_not_null(check_code_point(refused[i]), "%x", refused[i]);
	static const uint32_t accepted[] = { 0x061B, 0x061D, 0x200D, 0x2010, 0x2029, 0x202F, 0x2065,
		0x206A };
	for (size_t i = 0; i < sizeof(accepted) / sizeof(accepted[0]); i++)
		cr_assert_null(check_code_point(accepted[i]), "%x", accepted[i]);
}

Test(str_check_text, refuses_non_characters)
{
	for (uint32_t cp = 0xFDD0; cp <= 0xFDEF; cp++)
		cr_assert_not_null(check_code_point(cp));
	for (uint32_t plane = 0; plane <= 0x10; plane++) {
		cr_assert_null(check_code_point(plane << 16 | 0xFFFD));
		cr_assert_not_null(check_code_point(plane << 16 | 0xFFFE));
		cr_assert_not_null(check_code_point(plane << 16 | 0xFFFF));
	}
	cr_assert_null(check_code_point(0xFDCF));
	cr_assert_null(check_code_point(0xFDF0));
}

static void expect_fold(struct str text, const char *folded)
{
	struct arena a;
	arena_init(&a, 1 << 16);
	const struct str got = str_fold(&a, text);
	cr_assert(str_eq(got, str_from(folded)), "%.*s", STR_FMT(got));
	arena_fini(&a);
}

Test(str_fold, takes_off_case_and_accents)
{
	expect_fold(STR("Mariënschool"), "marienschool");
	expect_fold(STR("Marie\xCC\x88nschool"), "marienschool");
	expect_fold(STR("ÉÉN Straße"), "een strasse");
	expect_fold(STR("\xC4\xB2sselmeer"), "ijsselmeer");
	expect_fold(STR("8232 AB"), "8232 ab");
	expect_fold(STR(""), "");
	expect_fold(STR_NULL, NULL);
}

Test(str_fold, leaves_invalid_text_alone)
{
	expect_fold(STR("A\xFF"), "A\xFF");
}

Test(str, sees_what_is_unseen_at_the_edges)
{
	static const char *const blank[] = { " a", "a ", "\ta", "a\n",
		"\xC2\xA0"
		"a",
		"a\xE3\x80\x80", "\xE2\x80\x8B", " ", "a\xEF\xBB\xBF", "\u00ad", "a\u2800",
		"\u3164" };
	static const char *const fine[] = { "a", "a b", "\xC3\xAB",
		"a\xC2\xA0"
		"b",
		"", "\xF0\x9F\x98\x80" };
	for (size_t i = 0; i < sizeof(blank) / sizeof(blank[0]); i++)
		cr_expect(str_has_blank_edge(str_from(blank[i])), "%zu", i);
	for (size_t i = 0; i < sizeof(fine) / sizeof(fine[0]); i++)
		cr_expect_not(str_has_blank_edge(str_from(fine[i])), "%zu", i);
}
