#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/text_encoding.h"

/* Detects `text` given in two chunks. */
static enum err detect(struct str text, size_t cut, enum text_encoding *ret_encoding, char *fault)
{
	struct text_detector d;
	text_detector_init(&d);
	text_detector_push(&d, text.ptr, cut);
	text_detector_push(&d, text.ptr + cut, text.len - cut);
	const enum err e = text_detector_end(&d, ret_encoding);
	snprintf(fault, 200, "%s", text_detector_fault(&d));
	return e;
}

static void expect_encoding(struct str text, enum text_encoding expected)
{
	for (size_t cut = 0; cut <= text.len; cut++) {
		enum text_encoding got;
		char fault[200];
		cr_assert_eq(detect(text, cut, &got, fault), ERR_OK, "%s", fault);
		cr_assert_eq(got, expected, "%s", text_encoding_name(got));
		cr_assert_str_empty(fault);
	}
}

static void expect_refused(struct str text, const char *fault_part)
{
	for (size_t cut = 0; cut <= text.len; cut++) {
		enum text_encoding got;
		char fault[200];
		cr_assert_eq(detect(text, cut, &got, fault), ERR_INVALID);
		cr_assert_not_null(strstr(fault, fault_part), "%s", fault);
	}
}

Test(text_encoding, is_detected_by_content)
{
	expect_encoding(STR(""), TEXT_UTF8);
	expect_encoding(STR("alleen ASCII"), TEXT_UTF8);
	expect_encoding(STR("Mariënschool"), TEXT_UTF8);
	expect_encoding(STR("\xEF\xBB\xBFMariënschool"), TEXT_UTF8_BOM);
	expect_encoding(STR("Mari\xEBnschool"), TEXT_WINDOWS_1252);
	expect_encoding(STR("cut at the end \xC3"), TEXT_WINDOWS_1252);
	expect_encoding(STR("\x80 100"), TEXT_WINDOWS_1252);
}

Test(text_encoding, refuses_utf16_and_other_things_with_nul)
{
	expect_refused(STR("\xFF\xFEq\0r\0"), "UTF-16");
	expect_refused(STR("\xFE\xFF\0a\0b"), "UTF-16");
	expect_refused(STR("a\0b\0"), "UTF-16");
	expect_refused(STR("\0a\0b"), "UTF-16");
	expect_refused(STR("abc\0def"), "NUL");
}

Test(text_encoding, refuses_what_is_neither_and_says_where)
{
	expect_refused(STR("\xEF\xBB\xBFMari\xEBn"), "geen geldige UTF-8");
	expect_refused(STR("een\ntwee\n\xEB\x81\n\x9D"), "regel 3");
}

static void expect_decoded(enum text_encoding encoding, struct str text, const char *expected)
{
	for (size_t cut = 0; cut <= text.len; cut++) {
		struct buf out;
		buf_init(&out, 3 * text.len);
		struct text_decoder d;
		text_decoder_init(&d, encoding);
		cr_assert_eq(text_decode(&d, text.ptr, cut, &out), ERR_OK);
		cr_assert_eq(text_decode(&d, text.ptr + cut, text.len - cut, &out), ERR_OK);
		cr_assert_eq(text_decode_end(&d), ERR_OK);
		cr_assert(
			str_eq(buf_str(&out), str_from(expected)), "%.*s", STR_FMT(buf_str(&out)));
		cr_assert_not(out.overflow);
		buf_fini(&out);
	}
}

Test(text_decode, gives_utf8_without_its_mark)
{
	expect_decoded(TEXT_UTF8, STR("Mariënschool €"), "Mariënschool €");
	expect_decoded(TEXT_UTF8_BOM, STR("\xEF\xBB\xBFMariën"), "Mariën");
	expect_decoded(TEXT_UTF8_BOM, STR("\xEF\xBB\xBF"), "");
}

Test(text_decode, turns_windows_1252_into_utf8)
{
	expect_decoded(TEXT_WINDOWS_1252, STR("Mari\xEBnschool \x80 5 \x91q\x92 \x9F\xA0\xFF"),
		"Mariënschool € 5 ‘q’ Ÿ\xC2\xA0ÿ");
	expect_decoded(TEXT_WINDOWS_1252, STR("\x80\x80\x80"), "€€€");
}

Test(text_decode, refuses_the_five_bytes_that_windows_1252_does_not_have)
{
	for (int byte = 0; byte < 256; byte++) {
		const bool undefined = byte == 0x81 || byte == 0x8D || byte == 0x8F ||
				       byte == 0x90 || byte == 0x9D;
		const char c = (char)byte;
		struct buf out;
		buf_init(&out, 3);
		struct text_decoder d;
		text_decoder_init(&d, TEXT_WINDOWS_1252);
		cr_assert_eq(text_decode(&d, &c, 1, &out), undefined ? ERR_INVALID : ERR_OK);
		if (!undefined)
			cr_assert_eq(str_code_points(buf_str(&out)), 1);
		buf_fini(&out);
	}
}

Test(text_decode, refuses_utf8_that_is_broken_or_cut)
{
	struct buf out;
	buf_init(&out, 100);
	struct text_decoder d;
	text_decoder_init(&d, TEXT_UTF8);
	cr_assert_eq(text_decode(&d, "a\xFF", 2, &out), ERR_INVALID);
	text_decoder_init(&d, TEXT_UTF8);
	cr_assert_eq(text_decode(&d, "a\xC3", 2, &out), ERR_OK);
	cr_assert_eq(text_decode_end(&d), ERR_INVALID);
	buf_fini(&out);
}
