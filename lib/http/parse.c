#include "http/parse.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "http/chars.h"

/* A body buffer over this is given back after its request. */
#define KEPT_BODY_BYTES (16 * 1024)

void http_parser_init(struct http_parser *p, const struct http_limits *limits)
{
	memset(p, 0, sizeof(*p));
	p->limits = limits;
	buf_init(&p->body, limits->body_bytes);
}

void http_parser_fini(struct http_parser *p)
{
	free(p->memory);
	buf_fini(&p->body);
}

void http_parser_next(struct http_parser *p)
{
	const struct http_limits *const limits = p->limits;
	char *const memory = p->memory;
	struct buf body = p->body;
	if (body.cap > KEPT_BODY_BYTES) {
		buf_fini(&body);
		buf_init(&body, limits->body_bytes);
	}
	buf_reset(&body);
	memset(p, 0, sizeof(*p));
	p->limits = limits;
	p->memory = memory;
	p->body = body;
}

char *http_parser_take_memory(struct http_parser *p)
{
	assert(http_parser_phase(p) == HTTP_PHASE_NONE);
	char *const memory = p->memory;
	p->memory = NULL;
	return memory;
}

void http_parser_lend_memory(struct http_parser *p, char *memory)
{
	assert(p->memory == NULL);
	p->memory = memory;
}

enum http_phase http_parser_phase(const struct http_parser *p)
{
	switch (p->state) {
	case PARSER_REQUEST_LINE:
		return p->line_bytes > 0 || p->skipped_line ? HTTP_PHASE_HEAD : HTTP_PHASE_NONE;
	case PARSER_FIELDS: return HTTP_PHASE_HEAD;
	case PARSER_LENGTH_BODY:
	case PARSER_CHUNK_LINE:
	case PARSER_CHUNK_DATA:
	case PARSER_CHUNK_END:
	case PARSER_TRAILERS: return HTTP_PHASE_BODY;
	case PARSER_DONE:
	case PARSER_REFUSED: break;
	}
	return HTTP_PHASE_DONE;
}

size_t http_parser_body_bytes(const struct http_parser *p)
{
	return p->body.len;
}

enum err http_parser_refuse(
	struct http_parser *p, enum err why, const char *code, const char *detail)
{
	p->state = PARSER_REFUSED;
	p->keep_alive = false;
	p->refusal = (struct http_refusal){ .why = why, .code = code, .detail = detail };
	return why;
}

static enum http_parse refuse(
	struct http_parser *p, enum err why, const char *code, const char *detail)
{
	(void)http_parser_refuse(p, why, code, detail); /* the verdict says it all */
	return HTTP_PARSE_REFUSED;
}

enum line { LINE_MORE, LINE_WHOLE, LINE_TOO_LONG, LINE_BARE };

/*
 * Collects a line of at most `max` bytes, line end included, behind the finished ones. What it says
 * depends on the bytes so far, not on the pieces they came in.
 */
static enum line line_collect(
	struct http_parser *p, size_t max, const char *bytes, size_t len, size_t *used)
{
	const char *const lf = memchr(bytes + *used, '\n', len - *used);
	const size_t n = lf != NULL ? (size_t)(lf - bytes) + 1 - *used : len - *used;
	if (n > max - p->line_bytes)
		return LINE_TOO_LONG;
	char *const line = p->memory + p->head_bytes;
	memcpy(line + p->line_bytes, bytes + *used, n);
	p->line_bytes += n;
	*used += n;
	if (lf == NULL)
		return LINE_MORE;
	return p->line_bytes >= 2 && line[p->line_bytes - 2] == '\r' ? LINE_WHOLE : LINE_BARE;
}

/* The line that was collected, without CRLF. */
static struct str line_text(const struct http_parser *p)
{
	return (struct str){ p->memory + p->head_bytes, p->line_bytes - 2 };
}

static enum http_parse refuse_bare(struct http_parser *p)
{
	return refuse(p, ERR_INVALID, "http.regeleinde",
		"Een regel van het verzoek eindigt niet op CR LF.");
}

static enum http_parse feed_request_line(
	struct http_parser *p, const char *bytes, size_t len, size_t *used)
{
	/* What cannot begin a request (TLS, say) is told at once, not after the deadline. */
	if (p->line_bytes == 0 && !char_is_token(bytes[*used]) &&
		(bytes[*used] != '\r' || p->skipped_line))
		return refuse(p, ERR_INVALID, "http.verzoekregel", "Dit is geen HTTP-verzoek.");
	switch (line_collect(p, p->limits->line_bytes + 2, bytes, len, used)) {
	case LINE_MORE: return HTTP_PARSE_MORE;
	case LINE_BARE: return refuse_bare(p);
	case LINE_TOO_LONG:
		return refuse(p, ERR_URI_TOO_LONG, "http.verzoekregel_te_lang",
			"De eerste regel van het verzoek is te lang.");
	case LINE_WHOLE: break;
	}
	const struct str line = line_text(p);
	if (line.len == 0) {
		p->skipped_line = true;
		p->line_bytes = 0;
		return HTTP_PARSE_MORE;
	}
	if (http_head_request_line(p, line) != ERR_OK)
		return HTTP_PARSE_REFUSED;
	p->head_bytes += p->line_bytes;
	p->line_bytes = 0;
	p->state = PARSER_FIELDS;
	return HTTP_PARSE_MORE;
}

static enum http_parse refuse_fields(struct http_parser *p)
{
	return refuse(p, ERR_HEAD_TOO_LARGE, "http.kop_te_groot",
		"De velden van het verzoek zijn te groot of te veel.");
}

/* Collects one field line within what is left for all of them. */
static enum http_parse feed_field(struct http_parser *p, size_t count, const char *bytes,
	size_t len, size_t *used, bool *ret_whole)
{
	*ret_whole = false;
	switch (line_collect(p, p->limits->head_bytes - p->field_bytes, bytes, len, used)) {
	case LINE_MORE: return HTTP_PARSE_MORE;
	case LINE_BARE: return refuse_bare(p);
	case LINE_TOO_LONG: return refuse_fields(p);
	case LINE_WHOLE: break;
	}
	if (p->line_bytes > 2 && count == HTTP_MAX_HEADERS)
		return refuse_fields(p);
	p->field_bytes += p->line_bytes;
	*ret_whole = true;
	return HTTP_PARSE_MORE;
}

static enum http_parse feed_fields(
	struct http_parser *p, const char *bytes, size_t len, size_t *used)
{
	bool whole;
	const enum http_parse verdict =
		feed_field(p, p->req.header_count, bytes, len, used, &whole);
	if (!whole)
		return verdict;
	const struct str line = line_text(p);
	if (line.len > 0) {
		if (http_head_field(p, line) != ERR_OK)
			return HTTP_PARSE_REFUSED;
		p->head_bytes += p->line_bytes;
		p->line_bytes = 0;
		return HTTP_PARSE_MORE;
	}
	p->line_bytes = 0;
	if (http_head_finish(p) != ERR_OK)
		return HTTP_PARSE_REFUSED;
	if (p->is_chunked) {
		p->state = PARSER_CHUNK_LINE;
		return HTTP_PARSE_HEAD;
	}
	p->remaining = p->length;
	if (p->remaining > 0) {
		p->state = PARSER_LENGTH_BODY;
		return HTTP_PARSE_HEAD;
	}
	p->state = PARSER_DONE;
	return HTTP_PARSE_DONE;
}

/* Takes as much of the body, or of the chunk, as there is. */
static enum http_parse feed_data(struct http_parser *p, const char *bytes, size_t len, size_t *used)
{
	const size_t here = len - *used;
	const size_t n = p->remaining < here ? (size_t)p->remaining : here;
	if (http_body_add(p, bytes + *used, n) != ERR_OK)
		return HTTP_PARSE_REFUSED;
	*used += n;
	p->remaining -= n;
	if (p->remaining > 0)
		return HTTP_PARSE_MORE;
	if (p->state == PARSER_CHUNK_DATA) {
		p->state = PARSER_CHUNK_END;
		p->end_bytes = 0;
		return HTTP_PARSE_MORE;
	}
	p->state = PARSER_DONE;
	return HTTP_PARSE_DONE;
}

static enum http_parse feed_chunk_line(
	struct http_parser *p, const char *bytes, size_t len, size_t *used)
{
	switch (line_collect(p, HTTP_CHUNK_LINE_BYTES, bytes, len, used)) {
	case LINE_MORE: return HTTP_PARSE_MORE;
	case LINE_BARE: return refuse_bare(p);
	case LINE_TOO_LONG:
		return refuse(p, ERR_TOO_LARGE, "http.brok_te_groot",
			"De regel voor een brok van de body is te lang.");
	case LINE_WHOLE: break;
	}
	if (http_body_chunk_line(p, line_text(p)) != ERR_OK)
		return HTTP_PARSE_REFUSED;
	p->line_bytes = 0;
	p->state = p->remaining > 0 ? PARSER_CHUNK_DATA : PARSER_TRAILERS;
	return HTTP_PARSE_MORE;
}

static enum http_parse feed_chunk_end(struct http_parser *p, const char *bytes, size_t *used)
{
	if (bytes[*used] != "\r\n"[p->end_bytes])
		return refuse(p, ERR_INVALID, "http.brok",
			"Een brok van de body is langer dan erbij staat.");
	(*used)++;
	p->end_bytes++;
	if (p->end_bytes == 2)
		p->state = PARSER_CHUNK_LINE;
	return HTTP_PARSE_MORE;
}

static enum http_parse feed_trailers(
	struct http_parser *p, const char *bytes, size_t len, size_t *used)
{
	bool whole;
	const enum http_parse verdict = feed_field(p, p->trailers, bytes, len, used, &whole);
	if (!whole)
		return verdict;
	const struct str line = line_text(p);
	p->line_bytes = 0; /* dropped: nothing we do depends on them */
	if (line.len == 0) {
		p->state = PARSER_DONE;
		return HTTP_PARSE_DONE;
	}
	struct http_header trailer;
	/* RFC 9110, section 6.5.1: what frames or routes may not come behind the body. */
	if (!http_field_split(line, &trailer) || http_field_is_known(trailer.name))
		return refuse(p, ERR_INVALID, "http.veld", "Een veld achter de body is onjuist.");
	p->trailers++;
	return HTTP_PARSE_MORE;
}

static enum http_parse feed_some(struct http_parser *p, const char *bytes, size_t len, size_t *used)
{
	switch (p->state) {
	case PARSER_REQUEST_LINE: return feed_request_line(p, bytes, len, used);
	case PARSER_FIELDS: return feed_fields(p, bytes, len, used);
	case PARSER_LENGTH_BODY:
	case PARSER_CHUNK_DATA: return feed_data(p, bytes, len, used);
	case PARSER_CHUNK_LINE: return feed_chunk_line(p, bytes, len, used);
	case PARSER_CHUNK_END: return feed_chunk_end(p, bytes, used);
	case PARSER_TRAILERS: return feed_trailers(p, bytes, len, used);
	case PARSER_DONE:
	case PARSER_REFUSED: break;
	}
	abort(); /* fed after its verdict */
}

enum http_parse http_parser_feed(
	struct http_parser *p, const char *bytes, size_t len, size_t *ret_used)
{
	if (p->memory == NULL) {
		/* One block that never moves, so that a request may point into it. */
		p->memory = malloc(
			p->limits->line_bytes + 2 + p->limits->head_bytes + HTTP_CHUNK_LINE_BYTES);
		if (p->memory == NULL)
			abort(); /* out of memory ends the process, as everywhere */
	}
	size_t used = 0;
	enum http_parse verdict = HTTP_PARSE_MORE;
	while (used < len && verdict == HTTP_PARSE_MORE)
		verdict = feed_some(p, bytes, len, &used);
	if (verdict == HTTP_PARSE_DONE && (p->has_length || p->is_chunked))
		p->req.body = (struct str){ p->body.len > 0 ? p->body.ptr : "", p->body.len };
	*ret_used = used;
	return verdict;
}
