/* Which texts hold a burgerservicenummer, and which only a number. The numbers are made up. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

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

Test(bsn, is_found_however_it_is_parted_behind_its_own_name)
{
	HOLD(true, "BSN 1234 5678 2", "BSN: 12345678 2", "bsn 12 34 56 78 2",
		"burgerservicenummer 123456 782", "BSN 1234 56782",
		"Burger Service Nummer 1234-5678 2", "BSN-nummer: 1.2345678.2",
		"b.s.n. (1234) (56782)", "sofinummer 1 2345678,2", "sofi-nr. 12345678/2",
		"persoonsnummer #12345678 2", "bsn_123456782", "bsn_nr_1234_56782",
		"bsn nr 123456782x", "het bsn van Sam is 1234567 82", "bsn groep 8: 1234 5678 2",
		"BSN\n1234 5678\n2", "bsn 12345678²", "ＢＳＮ 1234*5678*2",
		"BSN 123456782 06 12345678");
}

Test(bsn, is_found_before_its_own_name)
{
	HOLD(true, "12345678 2 (bsn)", "1234 5678 2 is mijn BSN",
		"12345678 2: burgerservicenummer");
}

Test(bsn, is_no_number_that_only_stands_near_its_name)
{
	HOLD(false, "BSN 1234 5678 3", "bsn 1234567820", "Geen BSN. Bel 036 123 456 78",
		"BSN? +31 6 12 34 56 78", "geen bsn, wel een KvK-nummer: 12345678",
		"bsn 1234a5678b2", "Sofie 12345678 2", "bsnoep 12345678 2",
		"een BSN vragen we nooit en aan niemand, dat weet u vast wel: 12345678 2");
}

Test(bsn, is_found_with_any_one_sign_and_spaces_between)
{
	HOLD(true, "12345678-2", "1-23456782", "123  456  782", "123 - 456 - 782", "123,456,782",
		"123·456·782", "123:456:782", "123_456_782", "123\t456\t782", "123\n456\n782",
		"123, 456, 782", "12 34 56 78 2", "1 23 456 782", "12345 6782", "123 456 782\n10",
		"123.456.782. 15 jaar", "groep 8, 123 456 782", "12345678/2", "123\n\n456 782",
		"123\u2028456\u2028782");
}

Test(bsn, is_found_in_the_figures_of_any_script)
{
	HOLD(true, "১২৩৪৫৬৭৮২", "๑๒๓๔๕๖๗๘๒", "𑁧𑁨𑁩𑁪𑁫𑁬𑁭𑁮𑁨", "¹²³⁴⁵⁶⁷⁸²", "₁₂₃₄₅₆₇₈₂", "①②③④⑤⑥⑦⑧②",
		"❶❷❸❹❺❻❼❽❷", "⑴⑵⑶⑷⑸⑹⑺⑻⑵", "১২৩ ৪৫৬ ৭৮২");
}

Test(bsn, is_found_as_the_name_in_an_address_of_mail)
{
	HOLD(true, "123456782@x.example", "mail 123.456.782@x.example", "jan.123456782@x.example");
}

Test(bsn, is_found_behind_a_telephone_number_that_is_whole)
{
	HOLD(true, "06 12345678 123456782", "06 12345678, 123456782", "012345672 123456782");
}

Test(bsn, is_found_over_a_line_end)
{
	HOLD(true, "123\n456 782", "123 456\r\n782", "eerst 1234 56\n782 dan", "12\n123456782\n13");
}

Test(bsn, is_no_list_of_numbers_on_lines)
{
	HOLD(false, "1\n2\n3\n4\n5\n6\n7\n8\n2", "12345\n6782", "10\n123\n456\n782",
		"12\n34\n56\n78\n2", "1, 2, 3, 4, 5, 6, 7, 8, 2", "12, 34, 56, 78, 2");
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
		"(0031) 12 345 67 82", "0123-456782", "0123/456782", "01-2345672", "0123 45672",
		"+31 6-12345678", "06 - 12345678", "06-12 34 56 78", "(036) 123 45 67",
		"+31-6-12345678");
}

Test(bsn, is_no_iban_btw_number_uuid_or_address)
{
	HOLD(false, "NL91ABNA0123456782", "NL91 ABNA 0417 1643 00", "NL123456782B01",
		"12345678-1234-7123-8123-123456782123", "https://school.example/123456782",
		"sam123456782@school.example", "ref_123456782", "ref_123_456_782", "x123456782",
		"123456782é", "é123456782");
}

Test(bsn, is_no_number_of_a_year_part_of_a_year_or_amount)
{
	HOLD(false, "2026-12351", "2026/12351", "12340-2025", "2025/2026", "2026-10-12",
		"1234.56782", "12.3456782", "12345678,2", "1234567, 82", "123.456.782,00",
		"KvK 12345678 2 locaties", "12345678²", "12345678①");
}

Test(bsn, is_no_date_and_no_row_of_signs_that_differ)
{
	HOLD(false, "12-10-2026 9 uur", "12-10-2026", "123-456.782", "12 10 2025 9 uur",
		"2025 2026 1", "12:30 - 456782", "1.234.567,82", "123    456    782");
}

Test(bsn, is_looked_for_in_a_time_that_grows_with_the_text_only)
{
	struct arena a;
	arena_init(&a, (size_t)1 << 22);
	/* A look at every pair of places would take minutes for each. */
	static const char *const parts[] = { "1", "1 ", "a", "0 ", "12345678-2 bs", " ", "bsn1 ",
		")1" };
	const size_t len = 500000;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		char *text = arena_alloc(&a, len);
		const size_t part = strlen(parts[i]);
		for (size_t at = 0; at < len; at++)
			text[at] = parts[i][at % part];
		(void)bsn_in_text(&a, (struct str){ text, len });
		arena_reset(&a);
	}
	arena_fini(&a);
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
