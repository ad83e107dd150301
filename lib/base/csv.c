#include "base/csv.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum csv_state {
	FIELD_START, /* nothing of the field yet */
	PLAIN,	     /* in a field without quotes */
	QUOTED,	     /* between quotes */
	QUOTE_SEEN,  /* a quote between quotes: the end, or the first of two */
	CR_SEEN,     /* outside quotes: LF must follow */
};

struct csv_reader {
	csv_on_row *on_row;
	void *arg;
	char separator;
	enum csv_state state;
	enum err result; /* of the first error, for good */
	const char *fault;
	size_t line;
	size_t row_line; /* where the row began */
	bool has_bytes;	 /* the row has any byte, be it a quote */
	size_t field_start;
	size_t field_count; /* finished ones */
	struct str fields[CSV_MAX_COLUMNS];
	size_t len;
	char bytes[CSV_MAX_ROW_BYTES];
};

struct csv_reader *csv_create(char separator, csv_on_row *on_row, void *arg)
{
	assert(separator != '"' && separator != '\r' && separator != '\n' && separator != '\0');
	struct csv_reader *r = malloc(sizeof(*r));
	if (r == NULL)
		err_fatal("out of memory");
	/* Not the fields and bytes: only what was written is read. */
	memset(r, 0, offsetof(struct csv_reader, fields));
	r->len = 0;
	r->on_row = on_row;
	r->arg = arg;
	r->separator = separator;
	r->line = 1;
	r->row_line = 1;
	return r;
}

void csv_destroy(struct csv_reader *r)
{
	free(r);
}

static enum err refuse(struct csv_reader *r, const char *fault)
{
	r->fault = fault;
	r->result = ERR_INVALID;
	return ERR_INVALID;
}

static enum err add_byte(struct csv_reader *r, char c)
{
	if (r->len == CSV_MAX_ROW_BYTES)
		return refuse(r, "Deze rij is te lang. Het maximum is 65.536 bytes.");
	r->bytes[r->len++] = c;
	return ERR_OK;
}

static enum err end_field(struct csv_reader *r)
{
	if (r->field_count == CSV_MAX_COLUMNS)
		return refuse(r, "Deze rij heeft te veel kolommen. Het maximum is 256.");
	r->fields[r->field_count++] =
		(struct str){ r->bytes + r->field_start, r->len - r->field_start };
	r->field_start = r->len;
	r->state = FIELD_START;
	return ERR_OK;
}

/* The row is complete; the line end itself is counted by the caller. */
static enum err end_row(struct csv_reader *r)
{
	if (r->has_bytes) {
		TRY(end_field(r));
		const struct csv_row row = { r->row_line, r->fields, r->field_count };
		r->result = r->on_row(r->arg, &row);
	}
	r->state = FIELD_START;
	r->len = 0;
	r->field_start = 0;
	r->field_count = 0;
	r->has_bytes = false;
	return r->result;
}

static enum err end_line(struct csv_reader *r)
{
	TRY(end_row(r));
	r->line++;
	r->row_line = r->line;
	return ERR_OK;
}

/* A byte outside quotes, or behind a closing one. */
static enum err step_outside(struct csv_reader *r, char c)
{
	if (c == '\n')
		return end_line(r);
	if (c == '\r') {
		r->state = CR_SEEN;
		return ERR_OK;
	}
	r->has_bytes = true;
	if (c == r->separator)
		return end_field(r);
	if (r->state == QUOTE_SEEN)
		return refuse(r, "Na een aanhalingsteken dat sluit, staat nog tekst in het veld.");
	if (c == '"') {
		if (r->state == PLAIN)
			return refuse(r, "Er staat een aanhalingsteken midden in een veld.");
		r->state = QUOTED;
		return ERR_OK;
	}
	r->state = PLAIN;
	return add_byte(r, c);
}

static enum err step(struct csv_reader *r, char c)
{
	if (c == '\0')
		return refuse(r, "Er staat een NUL-byte in het bestand.");
	switch (r->state) {
	case QUOTED:
		if (c == '"') {
			r->state = QUOTE_SEEN;
			return ERR_OK;
		}
		r->line += c == '\n';
		return add_byte(r, c);
	case QUOTE_SEEN:
		if (c == '"') {
			r->state = QUOTED;
			return add_byte(r, c);
		}
		return step_outside(r, c);
	case CR_SEEN:
		if (c == '\n')
			return end_line(r);
		return refuse(r, "Er staat een CR zonder LF: dit is geen regeleinde.");
	case FIELD_START:
	case PLAIN: break;
	}
	return step_outside(r, c);
}

enum err csv_push(struct csv_reader *r, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len && r->result == ERR_OK; i++)
		r->result = step(r, bytes[i]);
	return r->result;
}

enum err csv_end(struct csv_reader *r)
{
	if (r->result != ERR_OK)
		return r->result;
	if (r->state == QUOTED) {
		r->line = r->row_line;
		return refuse(r, "In deze rij wordt een aanhalingsteken niet gesloten.");
	}
	if (r->state == CR_SEEN)
		return refuse(r, "Er staat een CR zonder LF: dit is geen regeleinde.");
	r->result = end_row(r);
	return r->result;
}

size_t csv_line(const struct csv_reader *r)
{
	return r->line;
}

const char *csv_fault(const struct csv_reader *r)
{
	return r->fault;
}

char csv_guess_separator(struct str head)
{
	static const char marks[] = { ';', ',', '\t' };
	size_t counts[sizeof(marks)] = { 0 };
	bool quoted = false;
	for (size_t i = 0; i < head.len && (quoted || head.ptr[i] != '\n'); i++) {
		if (head.ptr[i] == '"')
			quoted = !quoted;
		for (size_t m = 0; m < sizeof(marks); m++)
			counts[m] += !quoted && head.ptr[i] == marks[m];
	}
	size_t best = 0;
	for (size_t m = 1; m < sizeof(marks); m++) {
		if (counts[m] > counts[best])
			best = m;
	}
	return marks[best];
}
