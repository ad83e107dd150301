/* Which bytes are a request, and what is said to those that are not. */
#include <criterion/criterion.h>
#include <string.h>

#include "http/parse.h"
#include "parse_rows.h"

static const char next_request[] = "GET /next HTTP/1.1\r\nHost: h\r\n\r\n";

static struct http_limits limits;
static struct http_parser parser;

static void setup(void)
{
	limits = http_limits_default;
	http_parser_init(&parser, &limits);
}

static void teardown(void)
{
	http_parser_fini(&parser);
}

TestSuite(parse, .init = setup, .fini = teardown);

/* Feeds on past the head; says how much of the bytes was used in *used. */
static enum http_parse feed(struct str bytes, size_t *used)
{
	*used = 0;
	enum http_parse verdict = HTTP_PARSE_MORE;
	do {
		size_t n = 0;
		verdict = http_parser_feed(&parser, bytes.ptr + *used, bytes.len - *used, &n);
		*used += n;
	} while (verdict == HTTP_PARSE_HEAD && *used < bytes.len);
	return verdict;
}

static enum http_parse feed_all(struct str bytes)
{
	size_t used;
	return feed(bytes, &used);
}

static void check_understood(const struct row *row)
{
	const struct str body = parser.req.body;
	if (row->body == NULL)
		cr_assert_null(body.ptr, "%s: has a body", row->name);
	else
		cr_assert(str_eq(body, str_from(row->body)), "%s: body is '%.*s'", row->name,
			STR_FMT(body));
	cr_assert_eq(parser.keep_alive, row->after == KEEPS, "%s: keeps or closes", row->name);
}

static void check_row(const struct row *row)
{
	struct buf bytes;
	buf_init(&bytes, 1 << 20);
	buf_add_str(&bytes, row->bytes);
	buf_add_str(&bytes, STR(next_request));
	size_t used = 0;
	const enum http_parse verdict = feed(buf_str(&bytes), &used);
	if (row->status == 200) {
		cr_assert_eq(verdict, HTTP_PARSE_DONE, "%s: refused as %s", row->name,
			parser.refusal.code);
		check_understood(row);
		/* What follows is the next request: not a byte too much or too little was taken. */
		const struct str rest = { bytes.ptr + used, bytes.len - used };
		http_parser_next(&parser);
		cr_assert_eq(feed_all(rest), HTTP_PARSE_DONE, "%s: next refused", row->name);
	} else {
		cr_assert_eq(
			verdict, HTTP_PARSE_REFUSED, "%s: verdict %d", row->name, (int)verdict);
		cr_assert_eq(err_status(parser.refusal.why), row->status, "%s: answers %d",
			row->name, err_status(parser.refusal.why));
		cr_assert_gt(strlen(parser.refusal.detail), 0);
		cr_assert(!parser.keep_alive, "%s: stays open", row->name);
	}
	buf_fini(&bytes);
}

Test(parse, says_the_right_thing_to_each_row)
{
	cr_assert_geq(ROW_COUNT, 400);
	for (size_t i = 0; i < ROW_COUNT; i++) {
		check_row(row_at(i));
		teardown();
		setup();
	}
}

Test(parse, hands_on_all_of_a_request)
{
	cr_assert_eq(feed_all(STR("PATCH /v1/scholen/7?veld=a%20b&x HTTP/1.1\r\n"
				  "host:  Schakel.example:8080 \r\n"
				  "If-Match: \"3\"\r\nX-Twee: a\r\nx-twee: b\r\nContent-Length: "
				  "2\r\n\r\n{}")),
		HTTP_PARSE_DONE);
	const struct http_req *const r = &parser.req;
	cr_assert_eq(r->method, HTTP_PATCH);
	cr_assert(str_eq(r->method_text, STR("PATCH")));
	cr_assert(str_eq(r->target, STR("/v1/scholen/7?veld=a%20b&x")));
	cr_assert(str_eq(r->path, STR("/v1/scholen/7")));
	cr_assert(str_eq(r->query, STR("veld=a%20b&x")));
	cr_assert(str_eq(r->host, STR("Schakel.example:8080")));
	cr_assert(str_eq(r->body, STR("{}")));
	cr_assert_eq(r->header_count, 5);
	size_t count = 0;
	cr_assert(str_eq(http_req_header(r, "if-match", &count), STR("\"3\"")));
	cr_assert_eq(count, 1);
	cr_assert(str_eq(http_req_header(r, "X-TWEE", &count), STR("a")));
	cr_assert_eq(count, 2);
	cr_assert_null(http_req_header(r, "Accept", &count).ptr);
	cr_assert_eq(count, 0);
}

Test(parse, absolute_and_other_forms_give_a_path)
{
	cr_assert_eq(
		feed_all(STR("GET HTTP://H:1?a HTTP/1.1\r\nHost: h:1\r\n\r\n")), HTTP_PARSE_DONE);
	cr_assert(str_eq(parser.req.path, STR("/")));
	cr_assert(str_eq(parser.req.query, STR("a")));
	http_parser_next(&parser);
	cr_assert_eq(
		feed_all(STR("GET http://h/a/b HTTP/1.1\r\nHost: h\r\n\r\n")), HTTP_PARSE_DONE);
	cr_assert(str_eq(parser.req.path, STR("/a/b")));
	cr_assert_null(parser.req.query.ptr);
	http_parser_next(&parser);
	cr_assert_eq(feed_all(STR("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n")), HTTP_PARSE_DONE);
	cr_assert(str_eq(parser.req.path, STR("*")));
	http_parser_next(&parser);
	cr_assert_eq(feed_all(STR("GET /? HTTP/1.0\r\n\r\n")), HTTP_PARSE_DONE);
	cr_assert_not_null(parser.req.query.ptr);
	cr_assert_eq(parser.req.query.len, 0);
	cr_assert_null(parser.req.host.ptr);
}

Test(parse, knows_how_to_answer_a_refused_head)
{
	cr_assert_eq(feed_all(STR("HEAD / HTTP/3.0\r\n")), HTTP_PARSE_REFUSED);
	cr_assert_eq(parser.req.method, HTTP_HEAD);
}

/* ---- limits, each one under, at and one over ---- */

static void add_times(struct buf *b, const char *text, size_t times)
{
	for (size_t i = 0; i < times; i++)
		buf_add_str(b, str_from(text));
}

static int status_of(struct buf *b)
{
	const enum http_parse verdict = feed_all(buf_str(b));
	const int status =
		verdict == HTTP_PARSE_REFUSED ? err_status(parser.refusal.why) : (int)verdict;
	buf_fini(b);
	teardown();
	setup();
	return status;
}

static int status_of_line(size_t bytes)
{
	struct buf b;
	buf_init(&b, 1 << 20);
	buf_add_str(&b, STR("GET /"));
	add_times(&b, "a", bytes - 14);
	buf_add_str(&b, STR(" HTTP/1.1\r\nHost: h\r\n\r\n"));
	return status_of(&b);
}

Test(parse, limits_the_request_line)
{
	cr_assert_eq(status_of_line(8191), HTTP_PARSE_DONE);
	cr_assert_eq(status_of_line(8192), HTTP_PARSE_DONE);
	cr_assert_eq(status_of_line(8193), 414);
	cr_assert_eq(status_of_line(100000), 414);
}

Test(parse, limits_a_line_that_does_not_end)
{
	struct buf b;
	buf_init(&b, 1 << 20);
	add_times(&b, "A", 8195);
	cr_assert_eq(status_of(&b), 414);
}

static int status_of_fields(size_t bytes)
{
	struct buf b;
	buf_init(&b, 1 << 20);
	buf_add_str(&b, STR("GET / HTTP/1.1\r\nHost: h\r\nX: ")); /* 9 and 3 bytes of fields */
	add_times(&b, "x", bytes - 9 - 3 - 4);
	buf_add_str(&b, STR("\r\n\r\n"));
	return status_of(&b);
}

Test(parse, limits_the_fields_together)
{
	cr_assert_eq(status_of_fields(16383), HTTP_PARSE_DONE);
	cr_assert_eq(status_of_fields(16384), HTTP_PARSE_DONE);
	cr_assert_eq(status_of_fields(16385), 431);
	cr_assert_eq(status_of_fields(100000), 431);
}

static int status_of_count(size_t count, size_t trailers)
{
	struct buf b;
	buf_init(&b, 1 << 20);
	buf_add_str(&b, STR("GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n"));
	add_times(&b, "X: y\r\n", count - 2);
	buf_add_str(&b, STR("\r\n0\r\n"));
	add_times(&b, "X: y\r\n", trailers);
	buf_add_str(&b, STR("\r\n"));
	return status_of(&b);
}

Test(parse, limits_the_number_of_fields)
{
	cr_assert_eq(status_of_count(63, 0), HTTP_PARSE_DONE);
	cr_assert_eq(status_of_count(64, 0), HTTP_PARSE_DONE);
	cr_assert_eq(status_of_count(65, 0), 431);
	cr_assert_eq(status_of_count(2, 64), HTTP_PARSE_DONE);
	cr_assert_eq(status_of_count(2, 65), 431);
}

Test(parse, counts_trailers_with_the_fields)
{
	struct buf b;
	buf_init(&b, 1 << 20);
	buf_add_str(&b, STR("GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nX: "));
	add_times(&b, "x", 10000);
	buf_add_str(&b, STR("\r\n\r\n0\r\nY: "));
	add_times(&b, "y", 7000);
	buf_add_str(&b, STR("\r\n\r\n"));
	cr_assert_eq(status_of(&b), 431);
}

static int status_of_body(size_t bytes, bool chunked)
{
	struct buf b;
	buf_init(&b, 1 << 20);
	buf_add_str(&b, STR("POST / HTTP/1.1\r\nHost: h\r\n"));
	if (chunked)
		buf_addf(&b, "Transfer-Encoding: chunked\r\n\r\n10\r\n0123456789abcdef\r\n%zx\r\n",
			bytes - 16);
	else
		buf_addf(&b, "Content-Length: %zu\r\n\r\n0123456789abcdef", bytes);
	add_times(&b, "z", bytes - 16);
	if (chunked)
		buf_add_str(&b, STR("\r\n0\r\n\r\n"));
	return status_of(&b);
}

Test(parse, limits_the_body)
{
	cr_assert_eq(status_of_body(65536, false), HTTP_PARSE_DONE);
	cr_assert_eq(status_of_body(65537, false), 413);
	cr_assert_eq(status_of_body(65536, true), HTTP_PARSE_DONE);
	cr_assert_eq(status_of_body(65537, true), 413);
}

static int status_of_chunks(size_t chunks)
{
	struct buf b;
	buf_init(&b, 1 << 20);
	buf_add_str(&b, STR("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"));
	add_times(&b, "1\r\na\r\n", chunks);
	buf_add_str(&b, STR("0\r\n\r\n"));
	return status_of(&b);
}

Test(parse, limits_the_number_of_chunks)
{
	cr_assert_eq(status_of_chunks(1000), HTTP_PARSE_DONE);
	cr_assert_eq(status_of_chunks(1001), 413);
}

static int status_of_chunk_line(size_t bytes)
{
	struct buf b;
	buf_init(&b, 1 << 20);
	buf_add_str(&b, STR("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1;"));
	add_times(&b, "a", bytes - 4); /* with its line end */
	buf_add_str(&b, STR("\r\nx\r\n0\r\n\r\n"));
	return status_of(&b);
}

Test(parse, limits_the_line_of_a_chunk)
{
	cr_assert_eq(status_of_chunk_line(HTTP_CHUNK_LINE_BYTES), HTTP_PARSE_DONE);
	cr_assert_eq(status_of_chunk_line(HTTP_CHUNK_LINE_BYTES + 1), 413);
	struct buf b;
	buf_init(&b, 1 << 20);
	buf_add_str(&b, STR("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"));
	add_times(&b, "0", 2000); /* digits without end */
	cr_assert_eq(status_of(&b), 413);
}

/* Fields and trailers together, the empty line behind each included. */
static int status_of_trailers(size_t bytes)
{
	static const char head[] = "Host: h\r\nTransfer-Encoding: chunked\r\n\r\n";
	struct buf b;
	buf_init(&b, 1 << 20);
	buf_add_str(&b, STR("POST / HTTP/1.1\r\n"));
	buf_add_str(&b, STR(head));
	buf_add_str(&b, STR("0\r\nA:"));
	add_times(&b, "a", bytes - (sizeof(head) - 1) - 2 - 2 - 2);
	buf_add_str(&b, STR("\r\n\r\n"));
	return status_of(&b);
}

Test(parse, limits_fields_and_trailers_together)
{
	cr_assert_eq(status_of_trailers(16384), HTTP_PARSE_DONE);
	cr_assert_eq(status_of_trailers(16385), 431);
}

Test(parse, takes_a_body_at_both_of_its_limits)
{
	/* As many chunks, and as many bytes, as there may be. */
	struct buf b;
	buf_init(&b, 1 << 20);
	buf_add_str(&b, STR("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"));
	for (int i = 0; i < 999; i++) {
		buf_add_str(&b, STR("41\r\n"));
		add_times(&b, "x", 65);
		buf_add_str(&b, STR("\r\n"));
	}
	buf_add_str(&b, STR("259\r\n"));
	add_times(&b, "y", 65536 - 999 * 65);
	buf_add_str(&b, STR("\r\n0\r\n\r\n"));
	cr_assert_eq(status_of(&b), HTTP_PARSE_DONE);
}
