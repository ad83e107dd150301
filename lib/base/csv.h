/*
 * A streaming reader of CSV (RFC 4180): bytes go in as they come, whole rows come out.
 *
 * The caller pushes chunks of any size and gets one call per row; memory is bounded whatever the
 * file's size. The reader knows no encoding beyond ASCII: give it UTF-8 without byte order mark
 * (base/text_encoding.h makes that). Rules: fields are split at the given separator; a field may
 * stand in double quotes, a quote in it is doubled, and it may hold separators and line ends;
 * rows end in LF or CRLF, the last one may lack it; a line without any byte is no row. Refused,
 * with the line number: a quote in the middle of a field, text behind a closing quote, a quote
 * that is never closed, NUL, CR without LF outside quotes, and more than the limits below.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

#define CSV_MAX_COLUMNS 256
#define CSV_MAX_ROW_BYTES                                                       \
	65536 /* of the fields of a row together, without quotes and separators \
	       */

/* One row. All of it is borrowed from the reader and gone after the callback returns. */
struct csv_row {
	size_t line;		  /* on which the row begins; the first line of a file is 1 */
	const struct str *fields; /* never NULL text: an empty field has len 0 */
	size_t count;		  /* 1 … CSV_MAX_COLUMNS; rows may differ in length */
};

struct csv_reader;

/* Called per row. Anything but ERR_OK stops the reading and comes out of csv_push or csv_end. */
typedef enum err csv_on_row(void *arg, const struct csv_row *row);

/* A reader on the heap. `separator` is ',' or ';' (or another ASCII mark that is no quote, CR or
 * LF). */
struct csv_reader *csv_create(char separator, csv_on_row *on_row, void *arg);
void csv_destroy(struct csv_reader *r);

/*
 * Reads the next chunk. ERR_INVALID when the text is no CSV (see csv_fault), else what on_row
 * gave. After an error every further push gives that same error.
 */
MUST_CHECK enum err csv_push(struct csv_reader *r, const char *bytes, size_t len);

/* Says that the file ends here: delivers a last row without line end, refuses an open quote. */
MUST_CHECK enum err csv_end(struct csv_reader *r);

/* The line that is being read, from 1; after an error the line of the fault. */
size_t csv_line(const struct csv_reader *r);

/* What is wrong with the text, in one Dutch line; NULL when csv_push and csv_end had no complaint
 * of their own. */
const char *csv_fault(const struct csv_reader *r);

/*
 * The separator of a file, from its first line: ';', ',' or tab, whichever stands most often
 * outside quotes; on a tie the first of these, and ';' when there is none.
 */
char csv_guess_separator(struct str head);

#endif
