/* Every row over a socket: its answer, whether the connection closes, and the request behind it. */
#include <stdio.h>

#include "fixture.h"
#include "parse_rows.h"
#include "response.h"

TestSuite(rows, .init = fixture_begin);

#define NEXT "GET /next HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"

static bool is_head(struct str bytes)
{
	return str_starts(bytes, STR("HEAD "));
}

static struct response take(struct str *rest, bool to_head, const char *name)
{
	struct response r = { 0 };
	const char *const fault = response_read(rest, to_head, &r);
	cr_assert_null(fault, "%s: %s in: %.*s", name, fault, STR_FMT(buf_str(&fx.in)));
	return r;
}

/* The answers to a row and the request behind it: `in` is all until the close. */
static void check_answers(const struct row *row, struct str in)
{
	struct str rest = in;
	const struct response r = take(&rest, is_head(row->bytes), row->name);
	cr_assert_eq(r.status, row->status, "%s: answers %d", row->name, r.status);
	cr_assert_eq(r.closes, row->after == CLOSES, "%s: keeps or closes", row->name);
	if (!r.closes) {
		const struct response next = take(&rest, false, row->name);
		cr_assert_eq(next.status, 200, "%s: next answers %d", row->name, next.status);
		cr_assert(str_eq(next.body, STR("/next")), "%s: next is another", row->name);
		cr_assert(next.closes, "%s: next stays open", row->name);
	}
	cr_assert_eq(rest.len, 0, "%s: more than was asked: %.*s", row->name, STR_FMT(rest));
}

static void ask(struct task *t, const struct row *row, size_t split)
{
	const int fd = client_connect(t);
	client_send_bytes(t, fd, row->bytes.ptr, split);
	if (split < row->bytes.len)
		cr_assert_eq(task_sleep(t, 0), ERR_OK);
	/* What is refused half way may be closed before the rest is there: that is no fault. */
	(void)send(fd, row->bytes.ptr + split, row->bytes.len - split, MSG_NOSIGNAL);
	(void)send(fd, NEXT, sizeof(NEXT) - 1, MSG_NOSIGNAL);
	buf_reset(&fx.in);
	cr_assert(client_read_more(t, fd, SIZE_MAX));
	(void)close(fd);
	check_answers(row, buf_str(&fx.in));
}

static enum err ask_all(struct task *t, void *arg)
{
	for (size_t i = 0; i < ROW_COUNT; i++)
		ask(t, row_at(i), row_at(i)->bytes.len);
	return ERR_OK;
}

Test(rows, give_one_answer_each_and_then_that_of_the_next)
{
	fixture_run(ask_all);
	unsigned handled = 0;
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (row_at(i)->status == 200)
			handled += row_at(i)->after == KEEPS ? 2 : 1;
	}
	cr_assert_eq(fx.handled, handled);
}

static const struct row split_rows[] = {
	{ "a plain GET", TARGET("/een?a=b"), 200, KEEPS, NULL },
	{ "a body", SENT("Content-Length: 5\r\n", "hallo"), 200, KEEPS, "hallo" },
	{ "a body that waits", SENT("Expect: 100-continue\r\nContent-Length: 2\r\n", "ja"), 200,
		KEEPS, "ja" },
	{ "chunks", CHUNKS("2;a=\"b\"\r\nja\r\n0\r\nA: b\r\n\r\n"), 200, KEEPS, "ja" },
	{ "the last request", FIELDS("Connection: close\r\n"), 200, CLOSES, NULL },
	{ "1.0", OLD("Host: h\r\n"), 200, CLOSES, NULL },
	{ "a wrong field", FIELDS("A : b\r\n"), REFUSED(400) },
	{ "an unknown method", LINE("BREW / HTTP/1.1"), REFUSED(501) },
};

static enum err split_each(struct task *t, void *arg)
{
	for (size_t i = 0; i < COUNT_OF(split_rows); i++) {
		for (size_t at = 1; at < split_rows[i].bytes.len; at++)
			ask(t, &split_rows[i], at);
	}
	return ERR_OK;
}

Test(rows, are_answered_the_same_when_split_at_any_byte)
{
	fixture_run(split_each);
}
