/* An import file: encoding, separator, rows. However it is cut into chunks, the outcome is the
 * same. */
#include <string.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/text_encoding.h"
#include "fuzz.h"

#define MAX_BYTES ((size_t)1 << 22)

struct outcome {
	struct buf rows;
	enum err result;
	size_t line;
	const char *fault;
};

static enum err note_row(void *arg, const struct csv_row *row)
{
	struct outcome *o = arg;
	FUZZ_CHECK(row->count > 0 && row->count <= CSV_MAX_COLUMNS);
	buf_addf(&o->rows, "%zu %zu\n", row->line, row->count);
	size_t size = 0;
	for (size_t i = 0; i < row->count; i++) {
		FUZZ_CHECK(row->fields[i].ptr != NULL);
		buf_addf(&o->rows, "%zu:", row->fields[i].len);
		buf_add_str(&o->rows, row->fields[i]);
		size += row->fields[i].len;
	}
	FUZZ_CHECK(size <= CSV_MAX_ROW_BYTES);
	return ERR_OK;
}

static struct outcome read_in_chunks(struct str text, size_t chunk, char separator)
{
	struct outcome o = { .result = ERR_OK };
	buf_init(&o.rows, 16 * MAX_BYTES);
	struct csv_reader *r = csv_create(separator, note_row, &o);
	for (size_t at = 0; at < text.len && o.result == ERR_OK; at += chunk)
		o.result =
			csv_push(r, text.ptr + at, text.len - at < chunk ? text.len - at : chunk);
	if (o.result == ERR_OK)
		o.result = csv_end(r);
	o.line = csv_line(r);
	o.fault = csv_fault(r);
	FUZZ_CHECK((o.result == ERR_INVALID) == (o.fault != NULL));
	csv_destroy(r);
	return o;
}

static void read_both_ways(struct str text)
{
	const char separator = csv_guess_separator(text);
	struct outcome whole = read_in_chunks(text, MAX_BYTES, separator);
	struct outcome pieces = read_in_chunks(text, 1 + text.len % 7, separator);
	FUZZ_CHECK(whole.result == pieces.result && whole.line == pieces.line &&
		   whole.fault == pieces.fault);
	FUZZ_CHECK(str_eq(buf_str(&whole.rows), buf_str(&pieces.rows)));
	buf_fini(&whole.rows);
	buf_fini(&pieces.rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > MAX_BYTES / 4)
		return 0;
	const char *bytes = (const char *)data;
	struct text_detector detector;
	text_detector_init(&detector);
	text_detector_push(&detector, bytes, size / 2);
	text_detector_push(&detector, bytes + size / 2, size - size / 2);
	enum text_encoding encoding;
	if (text_detector_end(&detector, &encoding) != ERR_OK) {
		FUZZ_CHECK(text_detector_fault(&detector)[0] != '\0');
		return 0;
	}
	struct buf text;
	buf_init(&text, 3 * size);
	struct text_decoder decoder;
	text_decoder_init(&decoder, encoding);
	FUZZ_CHECK(text_decode(&decoder, bytes, size / 3, &text) == ERR_OK);
	FUZZ_CHECK(text_decode(&decoder, bytes + size / 3, size - size / 3, &text) == ERR_OK);
	FUZZ_CHECK(text_decode_end(&decoder) == ERR_OK);
	FUZZ_CHECK(!text.overflow && str_code_points(buf_str(&text)) != SIZE_MAX);
	read_both_ways(buf_str(&text));
	buf_fini(&text);
	return 0;
}
