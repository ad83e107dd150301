#include <stdbool.h>
#include <utf8proc.h>

#include "base/utf8.h"

static bool is_decimal(uint32_t cp)
{
	return utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_ND;
}

int utf8_digit(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= '0' && cp <= '9' ? (int)(cp - '0') : -1;
	if (!is_decimal(cp))
		return -1;
	/* Unicode keeps the ten of a script together from its zero on, and at most five such rows
	 * side by side (styles of mathematics). */
	uint32_t before = 0;
	while (is_decimal(cp - before - 1))
		before++;
	return (int)(before % 10);
}

/* The only ones of which Unicode does not say what they look like. */
static int circled(uint32_t cp)
{
	if (cp == 0x24ff)
		return 0;
	if (cp >= 0x24f5 && cp <= 0x24fd)
		return (int)(cp - 0x24f5) + 1;
	if (cp >= 0x2776 && cp <= 0x2793 && (cp - 0x2776) % 10 < 9)
		return (int)((cp - 0x2776) % 10) + 1;
	return -1;
}

#define PARTS_MAX 20 /* of one character, the longest in Unicode has 18 */

int utf8_figure(uint32_t cp)
{
	if (cp < 0x80 || utf8proc_category((utf8proc_int32_t)cp) != UTF8PROC_CATEGORY_NO)
		return -1;
	utf8proc_int32_t parts[PARTS_MAX];
	int last_class = 0;
	const utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)cp, parts,
		PARTS_MAX, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &last_class);
	int figure = circled(cp);
	for (utf8proc_ssize_t i = 0; i < count && i < PARTS_MAX; i++) {
		const int digit = utf8_digit((uint32_t)parts[i]);
		if (digit >= 0 && figure >= 0) /* ½, ⑫ */
			return -1;
		if (digit >= 0)
			figure = digit;
	}
	return figure;
}
