/* All rows together. */
#ifndef TESTS_UNIT_HTTP_PARSE_ROWS_H
#define TESTS_UNIT_HTTP_PARSE_ROWS_H

#include <stddef.h>

#include "rows_body.h"
#include "rows_fields.h"
#include "rows_line.h"
#include "rows_smuggled.h"

#define COUNT_OF(table) (sizeof(table) / sizeof((table)[0]))
#define ROW_COUNT                                                            \
	(COUNT_OF(line_rows) + COUNT_OF(fields_rows) + COUNT_OF(body_rows) + \
		COUNT_OF(smuggled_rows))

static inline const struct row *row_at(size_t index)
{
	if (index < COUNT_OF(line_rows))
		return &line_rows[index];
	index -= COUNT_OF(line_rows);
	if (index < COUNT_OF(fields_rows))
		return &fields_rows[index];
	index -= COUNT_OF(fields_rows);
	if (index < COUNT_OF(body_rows))
		return &body_rows[index];
	return &smuggled_rows[index - COUNT_OF(body_rows)];
}

#endif
