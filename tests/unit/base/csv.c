#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/csv.h"

/* Rows as text: "line:[field|field]". */
static enum err collect(void *arg, const struct csv_row *row)
{
	struct buf *seen = arg;
	buf_addf(seen, "%zu:[", row->line);
	for (size_t i = 0; i < row->count; i++) {
		cr_assert_not_null(row->fields[i].ptr);
		buf_addf(seen, "%s%.*s", i > 0 ? "|" : "", STR_FMT(row->fields[i]));
	}
	buf_add_char(seen, ']');
	return ERR_OK;
}

struct outcome {
	struct buf seen;
	enum err result;
	size_t line;
	const char *fault;
};

/* Pushes `text` in pieces: cut at `cut`, or byte by byte when that is SIZE_MAX. */
static struct outcome read_all(char separator, struct str text, size_t cut)
{
	struct outcome o = { .result = ERR_OK };
	buf_init(&o.seen, 1 << 20);
	struct csv_reader *r = csv_create(separator, collect, &o.seen);
	if (cut == SIZE_MAX) {
		for (size_t i = 0; i < text.len && o.result == ERR_OK; i++)
			o.result = csv_push(r, text.ptr + i, 1);
	} else {
		o.result = csv_push(r, text.ptr, cut);
		if (o.result == ERR_OK)
			o.result = csv_push(r, text.ptr + cut, text.len - cut);
	}
	if (o.result == ERR_OK)
		o.result = csv_end(r);
	o.line = csv_line(r);
	o.fault = csv_fault(r);
	csv_destroy(r);
	return o;
}

static void expect_rows(char separator, struct str text, const char *rows)
{
	for (size_t cut = 0; cut <= text.len + 1; cut++) {
		struct outcome o = read_all(separator, text, cut <= text.len ? cut : SIZE_MAX);
		cr_assert_eq(o.result, ERR_OK, "cut %zu: %s", cut, o.fault);
		cr_assert_null(o.fault);
		cr_assert(str_eq(buf_str(&o.seen), str_from(rows)), "cut %zu: %.*s", cut,
			STR_FMT(buf_str(&o.seen)));
		buf_fini(&o.seen);
	}
}

static void expect_fault(struct str text, const char *rows, size_t line, const char *fault_part)
{
	for (size_t cut = 0; cut <= text.len + 1; cut++) {
		struct outcome o = read_all(';', text, cut <= text.len ? cut : SIZE_MAX);
		cr_assert_eq(o.result, ERR_INVALID);
		cr_assert_eq(o.line, line, "cut %zu: line %zu", cut, o.line);
		cr_assert_not_null(strstr(o.fault, fault_part), "%s", o.fault);
		cr_assert(str_eq(buf_str(&o.seen), str_from(rows)));
		buf_fini(&o.seen);
	}
}

Test(csv, reads_rows_wherever_the_chunks_are_cut)
{
	expect_rows(';', STR("a;b\r\n;\r\n1;;3"), "1:[a|b]2:[|]3:[1||3]");
	expect_rows(',', STR("a;b,c\n"), "1:[a;b|c]");
	expect_rows('\t', STR("a\tb\n"), "1:[a|b]");
}

Test(csv, reads_quoted_fields_wherever_the_chunks_are_cut)
{
	expect_rows(';', STR("\"a;b\";\"zeg \"\"ja\"\"\";\"\"\r\n\"\"\"\"\n\"x\""),
		"1:[a;b|zeg \"ja\"|]2:[\"]3:[x]");
}

Test(csv, counts_lines_within_quotes)
{
	expect_rows(';', STR("\"1\r\n2\n3\";x\ny\n"), "1:[1\r\n2\n3|x]4:[y]");
}

Test(csv, skips_lines_without_any_byte)
{
	expect_rows(';', STR("\n\r\na\n\n\nb\n\n"), "3:[a]6:[b]");
	expect_rows(';', STR("\"\"\n"), "1:[]");
	expect_rows(';', STR(" \n"), "1:[ ]");
	expect_rows(';', STR(""), "");
}

Test(csv, refuses_what_is_no_csv)
{
	expect_fault(STR("a\n\"b\n\nc"), "1:[a]", 2, "niet gesloten");
	expect_fault(STR("a\nb\"c\n"), "1:[a]", 2, "midden in een veld");
	expect_fault(STR("a\n\"b\"c\n"), "1:[a]", 2, "Na een aanhalingsteken");
	expect_fault(STR("a\n\"b\" ;c\n"), "1:[a]", 2, "Na een aanhalingsteken");
	expect_fault(STR("a\nb\0;\n"), "1:[a]", 2, "NUL");
	expect_fault(STR("a\n\"\0\"\n"), "1:[a]", 2, "NUL");
	expect_fault(STR("a\nb\rc\n"), "1:[a]", 2, "CR");
	expect_fault(STR("a\nb\r"), "1:[a]", 2, "CR");
	expect_fault(STR("a\n\r\r\n"), "1:[a]", 2, "CR");
}

static enum err count_fields(void *arg, const struct csv_row *row)
{
	*(size_t *)arg = row->count;
	return ERR_OK;
}

Test(csv, takes_256_columns_and_not_one_more)
{
	char separators[CSV_MAX_COLUMNS + 1];
	memset(separators, ';', sizeof(separators));
	size_t count = 0;
	struct csv_reader *r = csv_create(';', count_fields, &count);
	cr_assert_eq(csv_push(r, separators, CSV_MAX_COLUMNS - 1), ERR_OK);
	cr_assert_eq(csv_push(r, "\n", 1), ERR_OK);
	cr_assert_eq(count, CSV_MAX_COLUMNS);
	cr_assert_eq(csv_push(r, separators, CSV_MAX_COLUMNS), ERR_OK);
	cr_assert_eq(csv_push(r, "\n", 1), ERR_INVALID);
	cr_assert_eq(csv_line(r), 2);
	cr_assert_not_null(strstr(csv_fault(r), "256"));
	csv_destroy(r);
	r = csv_create(';', count_fields, &count);
	cr_assert_eq(csv_push(r, separators, CSV_MAX_COLUMNS + 1), ERR_INVALID);
	csv_destroy(r);
}

Test(csv, takes_rows_of_64_kib_and_not_a_byte_more)
{
	char *row = malloc(CSV_MAX_ROW_BYTES + 2);
	memset(row, 'x', CSV_MAX_ROW_BYTES);
	memcpy(row + CSV_MAX_ROW_BYTES, ";\n", 2);
	size_t count = 0;
	struct csv_reader *r = csv_create(';', count_fields, &count);
	cr_assert_eq(csv_push(r, row, CSV_MAX_ROW_BYTES + 2), ERR_OK);
	cr_assert_eq(count, 2);
	cr_assert_eq(csv_push(r, row, CSV_MAX_ROW_BYTES + 1), ERR_OK);
	cr_assert_eq(csv_push(r, row, 1), ERR_INVALID);
	cr_assert_eq(csv_line(r), 2);
	cr_assert_not_null(strstr(csv_fault(r), "te lang"));
	csv_destroy(r);
	free(row);
}

static enum err stop(void *arg, const struct csv_row *row)
{
	size_t *calls = arg;
	(*calls)++;
	return row->line == 2 ? ERR_CONFLICT : ERR_OK;
}

Test(csv, stops_for_good_when_the_caller_says_so)
{
	size_t calls = 0;
	struct csv_reader *r = csv_create(';', stop, &calls);
	cr_assert_eq(csv_push(r, "a\nb\nc\n", 6), ERR_CONFLICT);
	cr_assert_eq(csv_push(r, "d\n", 2), ERR_CONFLICT);
	cr_assert_eq(csv_end(r), ERR_CONFLICT);
	cr_assert_eq(calls, 2);
	cr_assert_null(csv_fault(r));
	csv_destroy(r);
	csv_destroy(NULL);
}

Test(csv, guesses_the_separator_from_the_first_line)
{
	cr_assert_eq(csv_guess_separator(STR("a;b;c\n1,2,3,4,5")), ';');
	cr_assert_eq(csv_guess_separator(STR("a,b;c,d\n")), ',');
	cr_assert_eq(csv_guess_separator(STR("\"a;;;;\",b\n")), ',');
	cr_assert_eq(csv_guess_separator(STR("\"a\n;\",b\n")), ',');
	cr_assert_eq(csv_guess_separator(STR("a\tb\n")), '\t');
	cr_assert_eq(csv_guess_separator(STR("alleen")), ';');
	cr_assert_eq(csv_guess_separator(STR_NULL), ';');
}
