/* Which texts hold a burgerservicenummer, and which only a number. The numbers are made up. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "domain/bsn.h"

static void hold(const char *const *texts, size_t count, bool expected)
{
	struct arena a;
	arena_init(&a, (size_t)1 << 20);
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(bsn_in_text(&a, str_from(texts[i])), expected, "%s", texts[i]);
	arena_fini(&a);
}

#define HOLD(expected, ...)                                              \
	do {                                                             \
		static const char *const texts[] = { __VA_ARGS__ };      \
		hold(texts, sizeof(texts) / sizeof(texts[0]), expected); \
	} while (0)

Test(bsn, is_found_anywhere_in_a_text)
{
	HOLD(true, "123456782", "BSN 111222333.", "bsn:123456782", "(123456782)",
		"Sam, 123456782, groep 8", "Sam;123456782;2015-04-03", "eerst\n123456782\ndan",
		"“123456782”", "€123456782", "123456782/111222333", "012345672");
}

Test(bsn, is_found_however_it_is_grouped)
{
	HOLD(true, "123 456 782", "123.456.782", "123-456-782", "1234.56.782", "1234 56 782",
		"12 34 56 782", "1 2 3 4 5 6 7 8 2", "123\u00a0456\u00a0782",
		"123\u2011456\u2011782", "123\u2013456\u2013782", "Het is 123 456 782, zegt ze.");
}

Test(bsn, is_found_behind_its_own_name_and_beside_other_numbers)
{
	HOLD(true, "BSN123456782", "is bsn123456782", "groep 8 123456782", "123456782 15 jaar",
		"lokaal 12\u00a0123456782");
}

Test(bsn, is_found_with_one_hyphen_or_slash_in_it)
{
	HOLD(true, "12345-6782", "1234-56782", "123456-782", "123-456782", "12345/6782",
		"123/456/782", "12/34/56/782", "123456782/2026");
}

Test(bsn, is_found_whatever_the_width_or_script_of_its_digits)
{
	HOLD(true, "１２３４５６７８２", "１２３－４５６－７８２", "１２３．４５６．７８２",
		"١٢٣٤٥٦٧٨٢", "۱۲۳۴۵۶۷۸۲", "१२३४५६७८२", "𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟐", "𝟣𝟤𝟥𝟦𝟧𝟨𝟩𝟪𝟤",
		"１２３456七 123456782");
}

Test(bsn, is_found_with_signs_that_nobody_sees_in_it)
{
	HOLD(true, "1234\u200b56782", "123\u200c456\u200d782", "123\u00ad456782", "12345678\u20602",
		"1\ufe0f\u20e323456782", "123\u0332456782", "\ufeff123456782\u200b",
		"x\u200b 123\u200b 456 782");
}

Test(bsn, is_found_over_a_line_end)
{
	HOLD(true, "123\n456 782", "123 456\r\n782", "eerst 1234 56\n782 dan", "12\n123456782\n13");
}

Test(bsn, is_no_list_of_numbers_on_lines)
{
	HOLD(false, "123\n456\n782", "1\n2\n3\n4\n5\n6\n7\n8\n2", "12345\n6782", "123\n\n456 782");
}

Test(bsn, is_found_glued_to_a_word)
{
	HOLD(true, "Sam123456782", "nr123456782", "leerlingnummer123456782", "123456782Sam",
		"is 123456782en.", "Jan123456782Piet", "BSN123-456-782", "😀123456782");
}

Test(bsn, is_no_part_of_a_code_or_name)
{
	HOLD(false, "PO123456782", "3STEST123456782", "a123456782", "123456782B01",
		"7d0c1f2e-1234-7123-8123-abc123456782", "sam123456782@school.example",
		"sam_123456782", "@sam123456782", "https://school.example/sam123456782",
		"www.school123456782.example", "?q=nr123456782", "123456782sam@school.example",
		"123456782sam.docx");
}

Test(bsn, is_no_number_that_fails_the_proof)
{
	HOLD(false, "123456789", "123456783", "123 456 783", "000000000", "999999999",
		"100.000.000", "", "12345678", "kvk 12345678", "0 0 0 0 0 0 0 0 0");
}

Test(bsn, is_no_part_of_a_longer_number)
{
	HOLD(false, "1234567820", "0123456782", "1.123456782", "123456782.50", "2026-123456782",
		"123456782-1", "12 123 456 782", "123 456 782 10");
}

Test(bsn, is_no_telephone_number)
{
	HOLD(false, "0123456782", "012 345 67 82", "+31 123456782", "+31123456782",
		"0031 123456782", "+31 123 456 782", "+123456782", "036-1234567", "06 123456782",
		"+31 (0)123456782", "+31(0)12 345 67 82", "+31 (0) 123 456 782", "(+31) 123456782",
		"(0031) 12 345 67 82", "0123-456782", "0123/456782");
}

Test(bsn, is_no_iban_btw_number_uuid_or_address)
{
	HOLD(false, "NL91ABNA0123456782", "NL91 ABNA 0417 1643 00", "NL123456782B01",
		"12345678-1234-7123-8123-123456782123", "https://school.example/123456782",
		"123456782@school.example", "ref_123456782", "x123456782", "123456782é",
		"é123456782");
}

Test(bsn, is_no_number_of_a_year_part_of_a_year_or_amount)
{
	HOLD(false, "2026-12351", "2026/12351", "12340-2025", "2025/2026", "2026-10-12",
		"1234.56782", "12.3456782", "1234567-82", "12-3456782", "12345678-2",
		"KvK 12345678 2 locaties", "12345678/2", "12345678²", "12345678①");
}

Test(bsn, is_no_date_and_no_row_of_signs_that_differ)
{
	HOLD(false, "12-10-2026 9 uur", "12-10-2026", "123-456.782", "123  456  782",
		"1 23 456 782", "12345 6782", "123 - 456 - 782");
}

Test(bsn, tells_one_in_eleven_numbers_for_one)
{
	struct arena a;
	arena_init(&a, (size_t)1 << 20);
	unsigned found = 0;
	for (unsigned n = 0; n < 11000; n++) {
		char text[16];
		(void)snprintf(text, sizeof(text), "%u", 312345678 + n);
		found += bsn_in_text(&a, str_from(text));
	}
	arena_fini(&a);
	/* Of each ten with the same first eight, at most one passes: none when that would be 10. */
	cr_expect(found > 950 && found < 1050, "%u", found);
}
