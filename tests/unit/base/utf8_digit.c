/* What a character stands for in a number. */
#include <criterion/criterion.h>

#include "base/utf8.h"

Test(utf8_digit, knows_the_ten_of_a_script)
{
	static const uint32_t zeros[] = { '0', 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10, 0x11066,
		0x1d7ce, 0x1d7d8, 0x1d7f6 };
	for (size_t i = 0; i < sizeof(zeros) / sizeof(zeros[0]); i++)
		for (int digit = 0; digit < 10; digit++)
			cr_expect_eq(utf8_digit(zeros[i] + (uint32_t)digit), digit, "%x %d",
				(unsigned)zeros[i], digit);
}

Test(utf8_digit, takes_letters_signs_and_figures_for_none)
{
	static const uint32_t others[] = { 0, 'a', '/', ':', 0xb2, 0x2460, 0x4e00, 0x661 + 9,
		0xffff, 0x10ffff, 0xd800, 0x110000 };
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		cr_expect_eq(utf8_digit(others[i]), -1, "%x", (unsigned)others[i]);
}

Test(utf8_figure, knows_what_is_raised_lowered_or_enclosed)
{
	static const struct {
		uint32_t cp;
		int figure;
	} rows[] = { { 0xb2, 2 }, { 0xb9, 1 }, { 0x2070, 0 }, { 0x2079, 9 }, { 0x2084, 4 },
		{ 0x2460, 1 }, { 0x2474, 1 }, { 0x2488, 1 }, { 0x24ea, 0 }, { 0x24f5, 1 },
		{ 0x24ff, 0 }, { 0x2776, 1 }, { 0x2788, 9 }, { 0x278a, 1 } };
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_eq(utf8_figure(rows[i].cp), rows[i].figure, "%x", (unsigned)rows[i].cp);
}

Test(utf8_figure, takes_digits_fractions_and_larger_numbers_for_none)
{
	static const uint32_t others[] = { '1', 0x661, 0xbd, 0x2469, 0x277f, 0x2789, 0x24fe, 0x3251,
		'a', 0x110000 };
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		cr_expect_eq(utf8_figure(others[i]), -1, "%x", (unsigned)others[i]);
}
