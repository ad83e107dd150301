/*
 * In which encoding a text file is, by its content, and a stream of its text as UTF-8.
 *
 * Publishers give UTF-8 with or without byte order mark and Windows-1252; which one is not to be
 * trusted from a name. Detection must see the whole file, since the first letter with an accent
 * may be its last: push all chunks, ask, then read the file again through a decoder. UTF-16,
 * UTF-32 and files with NUL bytes are refused. Windows-1252 leaves the bytes 81, 8D, 8F, 90 and 9D
 * (hexadecimal) undefined; they are faults (WHATWG maps them to C1 controls, which str_check_text
 * would refuse anyway).
 */
#ifndef BASE_TEXT_ENCODING_H
#define BASE_TEXT_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/utf8.h"

enum text_encoding { TEXT_UTF8, TEXT_UTF8_BOM, TEXT_WINDOWS_1252 };

/* How the encoding is called in messages: "UTF-8", "UTF-8 met BOM", "Windows-1252". */
const char *text_encoding_name(enum text_encoding encoding);

/* A detector, in the caller's memory. The fields are private. */
struct text_detector {
	uint8_t head[4];
	size_t head_len;
	size_t offset; /* bytes seen */
	size_t line;   /* of the byte to come, from 1 */
	struct utf8_state utf8;
	bool not_utf8;
	size_t nul_count;
	size_t undefined_line; /* of the first byte that Windows-1252 does not have; 0 = none */
	char fault[160];
};

void text_detector_init(struct text_detector *d);
void text_detector_push(struct text_detector *d, const char *bytes, size_t len);

/*
 * The encoding of all that was pushed. Pure ASCII (also an empty file) is TEXT_UTF8. ERR_INVALID
 * when it is none of the three: text_detector_fault says why.
 */
MUST_CHECK enum err text_detector_end(struct text_detector *d, enum text_encoding *ret_encoding);

/* Why text_detector_end refused, in one Dutch line; "" otherwise. Borrowed from the detector. */
const char *text_detector_fault(const struct text_detector *d);

/* A decoder, in the caller's memory. The fields are private. */
struct text_decoder {
	enum text_encoding encoding;
	size_t offset;
	struct utf8_state utf8;
};

void text_decoder_init(struct text_decoder *d, enum text_encoding encoding);

/*
 * Adds the text of the next chunk to `out` as UTF-8 without byte order mark; a sequence cut by the
 * end of a chunk is fine. `out` needs room for three times `len`. ERR_INVALID for bytes that the
 * encoding does not have.
 */
MUST_CHECK enum err text_decode(
	struct text_decoder *d, const char *bytes, size_t len, struct buf *out);

/* Says that the file ends here: ERR_INVALID when it ends inside a character. */
MUST_CHECK enum err text_decode_end(const struct text_decoder *d);

#endif
