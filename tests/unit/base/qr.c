#include "base/qr.h"

#include <criterion/criterion.h>
#include <string.h>

static struct buf out;

static void begin(void)
{
	buf_init(&out, 1 << 20);
}

static void end(void)
{
	buf_fini(&out);
}

TestSuite(qr, .init = begin, .fini = end);

/* The number behind `c`; -1 when something else stands there. */
static int number(const char **p, char c)
{
	int n = 0;
	if (**p != c)
		return -1;
	for ((*p)++; **p >= '0' && **p <= '9'; (*p)++)
		n = 10 * n + (**p - '0');
	return n;
}

/* Whether a module is dark, by the strips of the last path: M x y h n v1h-n z. */
static bool is_dark(int x, int y)
{
	const char *p = strrchr(out.ptr, 'd') + 3; /* behind d=" */
	for (;;) {
		const int left = number(&p, 'M');
		const int top = number(&p, ' ');
		const int length = number(&p, 'h');
		if (length < 0)
			return false;
		if (top == y && x >= left && x < left + length)
			return true;
		p = strchr(p, 'z') + 1;
	}
}

Test(qr, has_the_three_corners_that_a_reader_looks_for)
{
	cr_assert_eq(qr_svg(&out, STR("A")), ERR_OK);
	buf_add_char(&out, '\0');
	cr_assert(strstr(out.ptr, "viewBox=\"0 0 29 29\"") != NULL, "%s", out.ptr);
	static const int corners[][2] = { { 4, 4 }, { 18, 4 }, { 4, 18 } };
	for (size_t c = 0; c < 3; c++)
		for (int y = 0; y < 7; y++)
			for (int x = 0; x < 7; x++) {
				const bool ring = x == 0 || y == 0 || x == 6 || y == 6;
				const bool heart = x > 1 && x < 5 && y > 1 && y < 5;
				cr_assert_eq(is_dark(corners[c][0] + x, corners[c][1] + y),
					ring || heart, "corner %zu, %d %d", c, x, y);
			}
	for (int i = 0; i < 4; i++)
		cr_assert(!is_dark(i, 10) && !is_dark(10, i), "white around it");
}

Test(qr, is_another_for_another_text)
{
	cr_assert_eq(qr_svg(&out, STR("https://schakel.example/aanwezig#a")), ERR_OK);
	const size_t len = out.len;
	cr_assert_eq(qr_svg(&out, STR("https://schakel.example/aanwezig#b")), ERR_OK);
	cr_assert(out.len != 2 * len || memcmp(out.ptr, out.ptr + len, len) != 0);
}

Test(qr, takes_texts_up_to_their_maximum)
{
	char text[QR_TEXT_MAX + 1];
	memset(text, 'x', sizeof(text));
	cr_assert_eq(qr_svg(&out, (struct str){ text, QR_TEXT_MAX }), ERR_OK);
	cr_assert_eq(qr_svg(&out, (struct str){ text, QR_TEXT_MAX + 1 }), ERR_INVALID);
	cr_assert_eq(qr_svg(&out, STR("")), ERR_INVALID);
	cr_assert_eq(qr_svg(&out, (struct str){ "a\0b", 3 }), ERR_INVALID);
}
