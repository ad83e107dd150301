/*
 * The parser of requests: pure, incremental, strict (RFC 9112; where that leaves a choice we take
 * the one that cannot be read two ways). It knows no sockets and no clock, and its verdict depends
 * on the bytes alone, never on how they were split.
 *
 * The memory that a request points into is the parser's: it stays until http_parser_next.
 */
#ifndef HTTP_PARSE_H
#define HTTP_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "http/http.h"

/* Longest line before a chunk: 16 digits and some extension that nobody reads. 413. */
#define HTTP_CHUNK_LINE_BYTES  1024
#define HTTP_CHUNK_SIZE_DIGITS 16

enum http_parse {
	HTTP_PARSE_MORE, /* all bytes were used and the request is not whole */
	HTTP_PARSE_HEAD, /* the head is whole and a body follows: the moment for 100 (Continue) */
	HTTP_PARSE_DONE, /* `req` is whole; bytes that were not used are of the next one */
	HTTP_PARSE_REFUSED, /* see `refusal`; nothing that follows may be understood as a request */
};

enum http_phase {
	HTTP_PHASE_NONE, /* not a byte of a request yet */
	HTTP_PHASE_HEAD,
	HTTP_PHASE_BODY,
	HTTP_PHASE_DONE, /* or refused */
};

struct http_refusal {
	enum err why;
	const char *code;
	const char *detail; /* Dutch, static */
};

enum http_parser_state {
	PARSER_REQUEST_LINE,
	PARSER_FIELDS,
	PARSER_LENGTH_BODY,
	PARSER_CHUNK_LINE,
	PARSER_CHUNK_DATA,
	PARSER_CHUNK_END,
	PARSER_TRAILERS,
	PARSER_DONE,
	PARSER_REFUSED,
};

struct http_parser {
	struct http_req req; /* started_us is for the owner of the parser */
	struct http_refusal refusal;
	bool keep_alive;       /* the client wants, and may, go on after this request */
	bool expects_continue; /* and has not sent its body yet, as far as it says */

	/* The rest is the parser's own. */
	const struct http_limits *limits;
	enum http_parser_state state;
	bool skipped_line; /* one empty line before a request is forgiven */
	bool is_http_10;
	char *memory;	   /* request line and fields, then one line of chunks or trailers */
	size_t head_bytes; /* of finished lines in memory */
	size_t line_bytes; /* of the line behind it that is coming in */
	size_t field_bytes;
	struct str authority; /* of an absolute target */
	bool has_length;
	bool is_chunked;
	bool other_expectation;
	bool wants_close;
	bool wants_keep;
	uint64_t length;    /* Content-Length */
	uint64_t remaining; /* of the body, or of the chunk */
	size_t chunks;
	size_t trailers;
	size_t end_bytes; /* of the CRLF behind a chunk */
	struct buf body;
};

/* `limits` must outlive the parser. */
void http_parser_init(struct http_parser *p, const struct http_limits *limits);
void http_parser_fini(struct http_parser *p);

/* Forgets the request that was done and begins with the next. */
void http_parser_next(struct http_parser *p);

/*
 * The memory that requests point into, for a parser that is between two requests: so that those who
 * wait need none. Taking gives NULL when it has none; without lending it makes its own.
 */
char *http_parser_take_memory(struct http_parser *p);
void http_parser_lend_memory(struct http_parser *p, char *memory);

enum http_phase http_parser_phase(const struct http_parser *p);

/* Bytes of the body that came in so far, without the framing. */
size_t http_parser_body_bytes(const struct http_parser *p);

/* Takes bytes until they are used up or the verdict changes. Not to be called when done or refused.
 */
enum http_parse http_parser_feed(
	struct http_parser *p, const char *bytes, size_t len, size_t *ret_used);

/* ---- between the files of the parser ---- */

/* The verdict is HTTP_PARSE_REFUSED from now on. Gives `why` back. */
enum err http_parser_refuse(
	struct http_parser *p, enum err why, const char *code, const char *detail);

/*
 * Each takes a whole line without its CRLF. ERR_OK, or the refusal is in the parser (the value is
 * then its reason).
 */
MUST_CHECK enum err http_head_request_line(struct http_parser *p, struct str line);
MUST_CHECK enum err http_head_field(struct http_parser *p, struct str line);
MUST_CHECK enum err http_head_finish(struct http_parser *p);
MUST_CHECK enum err http_body_chunk_line(struct http_parser *p, struct str line);
MUST_CHECK enum err http_body_add(struct http_parser *p, const char *bytes, size_t len);

/* Splits a field line; false when name, colon or value are wrong. */
bool http_field_split(struct str line, struct http_header *ret_header);

/* Whether the layer itself acts upon a field of this name, for framing or routing. */
bool http_field_is_known(struct str name);

/* uri-host [ ":" port ] (RFC 3986, section 3.2): not empty, and no name with escapes or sub-delims.
 */
bool http_host_is_valid(struct str host);

struct http_target {
	struct str authority; /* of an absolute target, else NULL */
	struct str path;
	struct str query;
};

/* False when the target has no form that this method may have. */
bool http_target_split(enum http_method method, struct str text, struct http_target *ret_target);

#endif
