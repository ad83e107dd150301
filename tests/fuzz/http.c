/*
 * All bytes of a connection. The first byte of the input chooses how the rest is split: the outcome
 * must be that of the whole. What is understood must be as clean as the parser promises.
 */
#include <string.h>

#include "../unit/http/parse_digest.h"
#include "fuzz.h"

/* Small, so that every limit is within reach. */
static const struct http_limits small_limits = {
	.line_bytes = 120,
	.head_bytes = 400,
	.body_bytes = 200,
	.chunks = 8,
};

static void check_text(struct str s)
{
	FUZZ_CHECK(memchr(s.ptr, '\r', s.len) == NULL && memchr(s.ptr, '\n', s.len) == NULL &&
		   memchr(s.ptr, '\0', s.len) == NULL);
}

static void check_request(const struct http_parser *p)
{
	const struct http_req *const r = &p->req;
	FUZZ_CHECK(r->method != HTTP_OTHER);
	FUZZ_CHECK(str_eq(r->path, STR("*")) ? r->method == HTTP_OPTIONS : r->path.ptr[0] == '/');
	FUZZ_CHECK(r->host.ptr != NULL ? r->host.len > 0 : p->is_http_10);
	FUZZ_CHECK(r->target.len <= small_limits.line_bytes);
	FUZZ_CHECK(r->header_count <= HTTP_MAX_HEADERS);
	FUZZ_CHECK(r->body.len <= small_limits.body_bytes);
	check_text(r->target);
	size_t lengths = 0;
	size_t codings = 0;
	size_t hosts = 0;
	(void)http_req_header(r, "Content-Length", &lengths);
	(void)http_req_header(r, "Transfer-Encoding", &codings);
	(void)http_req_header(r, "Host", &hosts);
	FUZZ_CHECK(lengths + codings <= 1 && hosts <= 1);
	FUZZ_CHECK((lengths + codings == 1) == (r->body.ptr != NULL));
	for (size_t i = 0; i < r->header_count; i++) {
		FUZZ_CHECK(r->headers[i].name.len > 0);
		check_text(r->headers[i].name);
		check_text(r->headers[i].value);
	}
}

/* The same as digest_feed, and looks at each request before it is forgotten. */
static void feed_checked(const char *bytes, size_t len)
{
	static struct http_parser parser;
	http_parser_init(&parser, &small_limits);
	size_t at = 0;
	bool open = true;
	while (at < len && open) {
		size_t used = 0;
		const enum http_parse verdict =
			http_parser_feed(&parser, bytes + at, len - at, &used);
		at += used;
		FUZZ_CHECK(at <= len);
		if (verdict == HTTP_PARSE_DONE) {
			check_request(&parser);
			open = parser.keep_alive;
			http_parser_next(&parser);
		}
		if (verdict == HTTP_PARSE_REFUSED) {
			FUZZ_CHECK(err_status(parser.refusal.why) >= 400 && !parser.keep_alive);
			open = false;
		}
		FUZZ_CHECK(verdict != HTTP_PARSE_MORE || at == len);
	}
	http_parser_fini(&parser);
}

/* Pieces of 1 to 32 bytes, mostly small: a linear congruence (Knuth's MMIX) of the chosen byte. */
static size_t piece_next(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return 1 + (size_t)(*state >> 59) % (1 + (size_t)(*state >> 55 & 31));
}

static void digest_split(struct digest *d, uint8_t choice, const char *bytes, size_t len)
{
	uint64_t state = choice;
	digest_begin(d, &small_limits);
	for (size_t at = 0; at < len;) {
		const size_t piece = choice == 0 ? 1 : piece_next(&state);
		const size_t n = len - at < piece ? len - at : piece;
		digest_feed(d, bytes + at, n);
		at += n;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct digest whole;
	static struct digest split;
	if (size == 0)
		return 0;
	const char *const bytes = (const char *)data + 1;
	feed_checked(bytes, size - 1);
	digest_begin(&whole, &small_limits);
	digest_feed(&whole, bytes, size - 1);
	digest_split(&split, data[0], bytes, size - 1);
	FUZZ_CHECK(str_eq(buf_str(&whole.text), buf_str(&split.text)));
	FUZZ_CHECK(http_parser_phase(&whole.parser) == http_parser_phase(&split.parser));
	digest_end(&split);
	digest_end(&whole);
	return 0;
}
