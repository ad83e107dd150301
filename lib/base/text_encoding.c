#include "base/text_encoding.h"

#include <stdio.h>
#include <string.h>

/* Windows-1252 in 0x80–0x9F; the rest is equal to Unicode. 0 = undefined (unicode.org, CP1252.TXT).
 */
static const uint16_t windows_1252_high[32] = {
	0x20AC,
	0,
	0x201A,
	0x0192,
	0x201E,
	0x2026,
	0x2020,
	0x2021,
	0x02C6,
	0x2030,
	0x0160,
	0x2039,
	0x0152,
	0,
	0x017D,
	0,
	0,
	0x2018,
	0x2019,
	0x201C,
	0x201D,
	0x2022,
	0x2013,
	0x2014,
	0x02DC,
	0x2122,
	0x0161,
	0x203A,
	0x0153,
	0,
	0x017E,
	0x0178,
};

static const uint8_t bom[3] = { 0xEF, 0xBB, 0xBF };

/* The code point of a Windows-1252 byte above 0x7F; 0 when undefined. */
static uint32_t windows_1252(uint8_t byte)
{
	return byte < 0xA0 ? windows_1252_high[byte - 0x80] : byte;
}

const char *text_encoding_name(enum text_encoding encoding)
{
	switch (encoding) {
	case TEXT_UTF8: return "UTF-8";
	case TEXT_UTF8_BOM: return "UTF-8 met BOM";
	case TEXT_WINDOWS_1252: return "Windows-1252";
	}
	return "onbekend";
}

void text_detector_init(struct text_detector *d)
{
	*d = (struct text_detector){ .line = 1 };
}

void text_detector_push(struct text_detector *d, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		const uint8_t byte = (uint8_t)bytes[i];
		if (d->head_len < sizeof(d->head))
			d->head[d->head_len++] = byte;
		if (utf8_push(&d->utf8, byte) == UTF8_BAD)
			d->not_utf8 = true;
		d->nul_count += byte == 0;
		if (byte >= 0x80 && windows_1252(byte) == 0 && d->undefined_line == 0)
			d->undefined_line = d->line;
		d->line += byte == '\n';
	}
}

static bool head_is(const struct text_detector *d, const uint8_t *mark, size_t len)
{
	return d->head_len >= len && memcmp(d->head, mark, len) == 0;
}

/* UTF-16 by its mark; without one, by a NUL beside the first character. UTF-32 begins alike. */
static bool is_utf16(const struct text_detector *d)
{
	static const uint8_t little[] = { 0xFF, 0xFE };
	static const uint8_t big[] = { 0xFE, 0xFF };
	static const uint8_t big_32[] = { 0, 0, 0xFE, 0xFF };
	if (head_is(d, little, sizeof(little)) || head_is(d, big, sizeof(big)) ||
		head_is(d, big_32, sizeof(big_32)))
		return true;
	return d->head_len >= 2 && (d->head[0] == 0) != (d->head[1] == 0);
}

static enum err refuse(struct text_detector *d, const char *fault)
{
	snprintf(d->fault, sizeof(d->fault), "%s", fault);
	return ERR_INVALID;
}

enum err text_detector_end(struct text_detector *d, enum text_encoding *ret_encoding)
{
	if (is_utf16(d))
		return refuse(
			d, "Dit bestand is UTF-16. Sla het op als UTF-8 en probeer het opnieuw.");
	if (d->nul_count > 0)
		return refuse(d, "In dit bestand staan NUL-bytes. Het is geen tekstbestand.");
	const bool has_bom = head_is(d, bom, sizeof(bom));
	if (!d->not_utf8 && d->utf8.missing == 0) {
		*ret_encoding = has_bom ? TEXT_UTF8_BOM : TEXT_UTF8;
		return ERR_OK;
	}
	if (has_bom)
		return refuse(d, "Dit bestand begint als UTF-8, maar is geen geldige UTF-8.");
	if (d->undefined_line > 0) {
		snprintf(d->fault, sizeof(d->fault),
			"Dit bestand is geen UTF-8 en geen Windows-1252 (zie regel %zu).",
			d->undefined_line);
		return ERR_INVALID;
	}
	*ret_encoding = TEXT_WINDOWS_1252;
	return ERR_OK;
}

const char *text_detector_fault(const struct text_detector *d)
{
	return d->fault;
}

void text_decoder_init(struct text_decoder *d, enum text_encoding encoding)
{
	*d = (struct text_decoder){ .encoding = encoding };
}

/* Undefined bytes were refused before. */
static void add_windows_1252(struct buf *out, uint8_t byte)
{
	const uint32_t cp = windows_1252(byte);
	if (cp >= 0x800) {
		buf_add_char(out, (char)(0xE0 | cp >> 12));
		buf_add_char(out, (char)(0x80 | (cp >> 6 & 0x3F)));
	} else {
		buf_add_char(out, (char)(0xC0 | cp >> 6));
	}
	buf_add_char(out, (char)(0x80 | (cp & 0x3F)));
}

static enum err decode_windows_1252(const char *bytes, size_t len, struct buf *out)
{
	size_t from = 0; /* start of the run of ASCII */
	for (size_t i = 0; i < len; i++) {
		const uint8_t byte = (uint8_t)bytes[i];
		if (byte < 0x80)
			continue;
		if (windows_1252(byte) == 0)
			return ERR_INVALID;
		buf_add(out, bytes + from, i - from);
		add_windows_1252(out, byte);
		from = i + 1;
	}
	buf_add(out, bytes + from, len - from);
	return ERR_OK;
}

static enum err decode_utf8(struct text_decoder *d, const char *bytes, size_t len, struct buf *out)
{
	for (size_t i = 0; i < len; i++) {
		if (utf8_push(&d->utf8, (uint8_t)bytes[i]) == UTF8_BAD)
			return ERR_INVALID;
	}
	size_t skip = 0;
	if (d->encoding == TEXT_UTF8_BOM && d->offset < sizeof(bom))
		skip = sizeof(bom) - d->offset;
	if (skip > len)
		skip = len;
	d->offset += len;
	buf_add(out, bytes + skip, len - skip);
	return ERR_OK;
}

enum err text_decode(struct text_decoder *d, const char *bytes, size_t len, struct buf *out)
{
	if (len == 0)
		return ERR_OK;
	if (d->encoding == TEXT_WINDOWS_1252)
		return decode_windows_1252(bytes, len, out);
	return decode_utf8(d, bytes, len, out);
}

enum err text_decode_end(const struct text_decoder *d)
{
	return d->utf8.missing == 0 ? ERR_OK : ERR_INVALID;
}
