/*
 * The cursor of a list: what a client sends as ?cursor=, and the one that we send. The input is an
 * operation, a query, and behind a line end the text of a cursor. That text is read as it is; and
 * its bytes make the last row of a page, whose cursor must come back equal, for the same list only.
 */
#include <string.h>

#include "api/req.h"
#include "fuzz.h"

#define MAX_BYTES 4096

struct given {
	const struct api_operation *op;
	struct str query;
	struct str cursor;
};

/* The parser lets no other byte into a target (and '#', '<', '>' and their like neither). */
static bool is_of_target(struct str query)
{
	for (size_t i = 0; i < query.len; i++) {
		const unsigned char c = (unsigned char)query.ptr[i];
		if (c <= ' ' || c >= 0x7F || strchr("\"#<>\\^`{|}", c) != NULL)
			return false;
	}
	return true;
}

/* What the client gets: the member "volgende", and the same behind cursor= in the Link. */
static struct str cursor_made(
	struct req *r, struct page *p, struct str text, int64_t number, struct uuid id)
{
	buf_reset(&r->resp->body);
	r->resp->header_count = 0;
	jsn_out_init(&r->out, &r->resp->body);
	page_open(r, p, (size_t)p->limit + 1);
	page_close(r, p, text, number, id);
	FUZZ_CHECK(p->more && !r->resp->body.overflow);
	const struct jsn_doc *doc;
	FUZZ_CHECK(jsn_parse(task_arena(r->t), buf_str(&r->resp->body), 8 * MAX_BYTES, &doc) ==
		   ERR_OK);
	const struct str cursor = jsn_text(jsn_get(doc, "volgende"));
	FUZZ_CHECK(r->resp->header_count == 1);
	const struct str link = r->resp->headers[0].value;
	const struct str end = STR(">; rel=\"next\"");
	FUZZ_CHECK(link.len > cursor.len + end.len);
	const struct str tail = { link.ptr + link.len - end.len, end.len };
	FUZZ_CHECK(str_eq(tail, end));
	FUZZ_CHECK(memchr(link.ptr, '>', link.len) == tail.ptr);
	FUZZ_CHECK(str_eq((struct str){ tail.ptr - cursor.len, cursor.len }, cursor));
	return cursor;
}

/* Taken, and found to say the same; or refused as every other fault of the input. */
static bool is_taken(struct req *r, struct str cursor, struct page *ret_page)
{
	task_clear_error(r->t);
	const enum err e = page_init(r, cursor, 10, ret_page);
	FUZZ_CHECK(e == ERR_OK || (e == ERR_INVALID && task_error(r->t) != NULL));
	FUZZ_CHECK(e != ERR_OK || str_check_text(ret_page->after_text) == NULL);
	return e == ERR_OK;
}

static void check_foreign(struct req *r, struct str cursor)
{
	struct page p;
	if (!is_taken(r, cursor, &p) || cursor.ptr == NULL)
		return;
	struct page full = { .limit = 10 };
	const struct str again = cursor_made(r, &full, p.after_text, p.after_number, p.after_id);
	FUZZ_CHECK(str_eq(again, cursor));
}

static void check_own(struct req *r, struct str bytes)
{
	struct uuid id = { 0 };
	int64_t number = 0;
	if (bytes.len < sizeof(id) + sizeof(number))
		return;
	memcpy(&id, bytes.ptr, sizeof(id));
	memcpy(&number, bytes.ptr + sizeof(id), sizeof(number));
	const size_t fixed = sizeof(id) + sizeof(number);
	const struct str text = { bytes.ptr + fixed, bytes.len - fixed };
	struct page full = { .limit = 1 + number % 100 };
	if (full.limit < 1)
		full.limit = 1;
	const struct str cursor = cursor_made(r, &full, text, number, id);
	struct page p;
	const bool taken = is_taken(r, cursor, &p);
	FUZZ_CHECK(taken == (str_check_text(text) == NULL));
	FUZZ_CHECK(!taken || (str_eq(p.after_text, text) && p.after_number == number &&
				     uuid_eq(p.after_id, id)));
	/* With a bit changed it is refused, or says something else in its one form. */
	char *const changed = arena_strndup(task_arena(r->t), cursor.ptr, cursor.len);
	changed[(size_t)number % cursor.len] ^= (char)(1 << id.b[0] % 8);
	check_foreign(r, (struct str){ changed, cursor.len });
	/* Of another list it is refused. */
	struct http_req other = *r->http;
	other.path = STR("/v1/elders");
	struct req there = *r;
	there.http = &other;
	FUZZ_CHECK(!is_taken(&there, cursor, &p));
}

static enum err run(struct task *t, void *arg)
{
	const struct given *const g = arg;
	struct http_req *const http = ARENA_NEW(task_arena(t), struct http_req);
	struct http_resp *const resp = ARENA_NEW(task_arena(t), struct http_resp);
	http->path = STR("/v1/aanvragen");
	http->query = g->query;
	buf_init(&resp->body, 8 * MAX_BYTES);
	struct req r = { .t = t, .http = http, .resp = resp, .op = g->op };
	struct http_query_pair pairs[HTTP_MAX_QUERY_PAIRS];
	size_t count = 0;
	/* Any other query was refused before there is a list. */
	if (http_query_parse(task_arena(t), g->query, pairs, &count) == ERR_OK) {
		check_foreign(&r, g->cursor);
		check_own(&r, g->cursor);
	}
	buf_fini(&resp->body);
	return ERR_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct loop *loop;
	if (loop == NULL)
		loop = loop_create(&loop_limits_default);
	if (size < 1 || size > MAX_BYTES)
		return 0;
	struct given g = { .op = &api_operations[data[0] % api_operation_count] };
	struct str rest = { (const char *)data + 1, size - 1 };
	if (!str_cut(&rest, '\n', &g.query) || !is_of_target(g.query))
		return 0;
	g.cursor = rest;
	FUZZ_CHECK(loop_run_task(loop, run, &g, NULL) == ERR_OK);
	return 0;
}
