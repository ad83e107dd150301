/* One connection: requests in, answers out, in order, and what happens when the client leaves. */
#include <signal.h>
#include <stdio.h>

#include "fixture.h"

TestSuite(connection, .init = fixture_begin);

#define GET(path) "GET " path " HTTP/1.1\r\nHost: h\r\n\r\n"

static enum err ask_twice(struct task *t, void *arg)
{
	const int fd = client_connect(t);
	client_send(t, fd, GET("/een"));
	const char *const first = client_read_to(t, fd, "\r\n\r\n/een");
	cr_assert_eq(strncmp(first, "HTTP/1.1 200 OK\r\nDate: ", 23), 0);
	cr_assert_has(first, " GMT\r\nX-Pad: /een\r\nContent-Length: 4\r\n\r\n");
	cr_assert_lacks(first, "Connection:");
	client_send(t, fd, GET("/twee"));
	(void)client_read_to(t, fd, "\r\n\r\n/twee");
	(void)close(fd);
	cr_assert_eq(http_server_stats(fx.server).accepted, 1);
	cr_assert_eq(http_server_stats(fx.server).requests, 2);
	return ERR_OK;
}

Test(connection, answers_one_request_after_another)
{
	fixture_run(ask_twice);
	cr_assert_eq(fx.released, 2);
}

static enum err pipeline_slow(struct task *t, void *arg)
{
	const int fd = client_connect(t);
	client_send(t, fd, GET("/slow/30") GET("/a") GET("/slow/10") GET("/b") GET("/close"));
	const char *const all = client_read_all(t, fd);
	const char *const slow = strstr(all, "\r\n\r\n/slow/30");
	const char *const a = strstr(all, "\r\n\r\n/a");
	const char *const slow2 = strstr(all, "\r\n\r\n/slow/10");
	const char *const b = strstr(all, "\r\n\r\n/b");
	cr_assert(slow != NULL && slow < a && a < slow2 && slow2 < b, "%s", all);
	cr_assert_eq(count_of(all, "HTTP/1.1 200"), 5);
	cr_assert_eq(count_of(all, "Connection: close\r\n"), 1);
	(void)close(fd);
	return ERR_OK;
}

Test(connection, answers_pipelined_requests_in_order_though_handlers_sleep)
{
	fixture_run(pipeline_slow);
}

/* How many of a flood were answered when somebody else, who asked a little later, was heard. */
static unsigned answered_before_another(struct task *t, const char *path)
{
	struct buf flood;
	buf_init(&flood, 1 << 20);
	for (int i = 0; i < 200; i++)
		buf_addf(&flood, "GET %s HTTP/1.1\r\nHost: h\r\n\r\n", path);
	const int greedy = client_connect(t);
	const int other = client_connect(t);
	client_send_bytes(t, greedy, flood.ptr, flood.len);
	client_send(t, other, GET("/mark"));
	buf_fini(&flood);
	(void)client_read_to(t, other, "\r\n\r\n/mark");
	(void)close(other);
	(void)close(greedy);
	return fx.marked;
}

static enum err share_the_loop(struct task *t, void *arg)
{
	(void)arg;
	cr_assert_leq(answered_before_another(t, "/x"), 2 * 16);
	fx.handled = 0;
	cr_assert_leq(answered_before_another(t, "/big/20000"), 2 * 4);
	return ERR_OK;
}

Test(connection, who_pipelines_much_takes_turns_with_others)
{
	fixture_run(share_the_loop);
}

static enum err pipeline_flood(struct task *t, void *arg)
{
	/* Far more than is read ahead while a handler runs. */
	struct buf flood;
	buf_init(&flood, 1 << 20);
	buf_add_str(&flood, STR(GET("/slow/5")));
	for (int i = 0; i < 3000; i++)
		buf_addf(&flood, "GET /n%d HTTP/1.1\r\nHost: h\r\n\r\n", i);
	buf_add_str(&flood, STR(GET("/close")));
	const int fd = client_connect(t);
	client_send_bytes(t, fd, flood.ptr, flood.len);
	buf_fini(&flood);
	const char *at = client_read_all(t, fd);
	cr_assert_eq(count_of(at, "HTTP/1.1 200"), 3002);
	for (int i = 0; i < 3000; i++) {
		char body[32];
		(void)snprintf(body, sizeof(body), "\r\n\r\n/n%d", i);
		at = strstr(at, body);
		cr_assert_not_null(at, "%d is missing", i);
	}
	(void)close(fd);
	return ERR_OK;
}

Test(connection, answers_a_flood_of_pipelined_requests)
{
	fixture_run(pipeline_flood);
}

static enum err send_bytewise(struct task *t, void *arg)
{
	static const char text[] =
		"POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
		"3\r\nhal\r\n2;x=y\r\nlo\r\n0\r\nA: b\r\n\r\n" GET("/close");
	const int fd = client_connect(t);
	for (size_t i = 0; i < sizeof(text) - 1; i++) {
		client_send_bytes(t, fd, text + i, 1);
		cr_assert_eq(task_sleep(t, 0), ERR_OK);
	}
	const char *const all = client_read_all(t, fd);
	cr_assert_has(all, "\r\n\r\nhalloHTTP/1.1 200");
	cr_assert_has(all, "\r\n\r\n/close");
	(void)close(fd);
	return ERR_OK;
}

Test(connection, takes_a_request_byte_by_byte)
{
	fixture_run(send_bytewise);
}

static enum err head_without_body(struct task *t, void *arg)
{
	const int fd = client_connect(t);
	client_send(t, fd,
		"HEAD /een HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc" GET("/close"));
	const char *const all = client_read_all(t, fd);
	cr_assert_has(all, "Content-Length: 4\r\n\r\nHTTP/1.1 200");
	cr_assert_eq(count_of(all, "HTTP/1.1"), 2);
	(void)close(fd);
	return ERR_OK;
}

Test(connection, answers_HEAD_without_a_body)
{
	fixture_run(head_without_body);
}

static enum err refuse_head(struct task *t, void *arg)
{
	const int fd = client_connect(t);
	client_send(t, fd, "HEAD / HTTP/1.1\r\n\r\n");
	const char *const all = client_read_all(t, fd);
	cr_assert_has(all, "HTTP/1.1 400");
	cr_assert_str_eq(all + strlen(all) - 4, "\r\n\r\n");
	(void)close(fd);
	return ERR_OK;
}

Test(connection, refuses_a_HEAD_without_a_body)
{
	fixture_run(refuse_head);
}

static enum err bodiless_statuses(struct task *t, void *arg)
{
	const int fd = client_connect(t);
	client_send(t, fd, GET("/status/204") GET("/status/304") GET("/close"));
	const char *const all = client_read_all(t, fd);
	cr_assert_has(all, "HTTP/1.1 204 No Content\r\n");
	cr_assert_has(all, "HTTP/1.1 304 Not Modified\r\n");
	cr_assert_eq(count_of(all, "Content-Length"), 1);
	(void)close(fd);
	return ERR_OK;
}

Test(connection, gives_204_and_304_no_length)
{
	fixture_run(bodiless_statuses);
}

static enum err expect_continue(struct task *t, void *arg)
{
	const int fd = client_connect(t);
	client_send(t, fd,
		"POST /echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: "
		"2\r\n\r\n");
	cr_assert_str_eq(client_read_to(t, fd, "\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
	client_send(t, fd, "ja");
	(void)client_read_to(t, fd, "\r\n\r\nja");
	/* Who sends the body along needs no permission. */
	client_send(t, fd,
		"POST /echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: "
		"2\r\n\r\nzo");
	cr_assert_lacks(client_read_to(t, fd, "\r\n\r\nzo"), "HTTP/1.1 100");
	(void)close(fd);
	return ERR_OK;
}

Test(connection, says_100_before_a_body_that_waits_for_it)
{
	fixture_run(expect_continue);
}

static enum err expect_too_much(struct task *t, void *arg)
{
	int fd = client_connect(t);
	client_send(t, fd,
		"POST /echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: "
		"65537\r\n\r\n");
	const char *all = client_read_all(t, fd);
	cr_assert_has(all, "HTTP/1.1 413 Content Too Large\r\n");
	cr_assert_lacks(all, "HTTP/1.1 100");
	(void)close(fd);
	fd = client_connect(t);
	client_send(t, fd,
		"POST /echo HTTP/1.1\r\nHost: h\r\nExpect: koffie\r\nContent-Length: 1\r\n\r\n");
	all = client_read_all(t, fd);
	cr_assert_has(all, "HTTP/1.1 417 Expectation Failed\r\n");
	(void)close(fd);
	return ERR_OK;
}

Test(connection, refuses_what_it_would_not_take_without_100)
{
	fixture_run(expect_too_much);
}

static enum err refused_once(struct task *t, void *arg)
{
	const int fd = client_connect(t);
	client_send(t, fd, GET("/een") "GET / HTTP/1.1\r\nHost: h\r\nA : b\r\n\r\n" GET("/twee"));
	const char *const all = client_read_all(t, fd);
	cr_assert_has(all, "\r\n\r\n/een");
	cr_assert_has(all, "HTTP/1.1 400 Bad Request\r\n");
	cr_assert_has(all, "Connection: close\r\n\r\ninvalid http.veld");
	cr_assert_eq(count_of(all, "HTTP/1.1"), 2);
	(void)close(fd);
	cr_assert_eq(http_server_stats(fx.server).refused, 1);
	cr_assert_eq(http_server_stats(fx.server).requests, 1);
	return ERR_OK;
}

Test(connection, says_nothing_after_a_refusal)
{
	fixture_run(refused_once);
	cr_assert_eq(fx.handled, 1);
}

static enum err refused_while_sending(struct task *t, void *arg)
{
	/* The rest of a body that was refused is read away, so that the answer is not reset. */
	const int fd = client_connect(t);
	client_send(t, fd, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n");
	char piece[1000];
	memset(piece, 'x', sizeof(piece));
	for (int i = 0; i < 50; i++)
		client_send_bytes(t, fd, piece, sizeof(piece));
	cr_assert_has(client_read_all(t, fd), "HTTP/1.1 413");
	(void)close(fd);
	return ERR_OK;
}

Test(connection, lets_a_client_read_its_refusal)
{
	fixture_run(refused_while_sending);
}

static enum err old_clients(struct task *t, void *arg)
{
	int fd = client_connect(t);
	client_send(t, fd, "GET /een HTTP/1.0\r\n\r\n");
	cr_assert_has(client_read_all(t, fd), "Connection: close\r\n\r\n/een");
	(void)close(fd);
	fd = client_connect(t);
	client_send(t, fd, "GET /een HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
	cr_assert_has(client_read_to(t, fd, "/een"), "Connection: keep-alive\r\n\r\n/een");
	client_send(t, fd, "GET /twee HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
	cr_assert_has(client_read_all(t, fd), "Connection: close\r\n\r\n/twee");
	(void)close(fd);
	return ERR_OK;
}

Test(connection, closes_as_the_client_and_its_version_ask)
{
	fixture_run(old_clients);
}

static enum err half_closed(struct task *t, void *arg)
{
	const int fd = client_connect(t);
	client_send(t, fd, GET("/slow/20") GET("/twee"));
	cr_assert_eq(shutdown(fd, SHUT_WR), 0);
	const char *const all = client_read_all(t, fd);
	cr_assert_has(all, "\r\n\r\n/slow/20");
	cr_assert_has(all, "\r\n\r\n/twee");
	(void)close(fd);
	return ERR_OK;
}

Test(connection, answers_a_client_that_has_closed_its_half)
{
	fixture_run(half_closed);
}

static enum err half_request(struct task *t, void *arg)
{
	const int fd = client_connect(t);
	client_send(t, fd, "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhal");
	cr_assert_eq(shutdown(fd, SHUT_WR), 0);
	cr_assert_has(client_read_all(t, fd), "HTTP/1.1 400");
	(void)close(fd);
	return ERR_OK;
}

Test(connection, refuses_a_request_that_ends_half_way)
{
	fixture_run(half_request);
	cr_assert_eq(fx.handled, 0);
}

/* ---- the client leaves while a handler waits ---- */

static void until_held(struct task *t)
{
	for (int i = 0; fx.held == NULL && i < PATIENCE_MS; i++)
		cr_assert_eq(task_sleep(t, 1), ERR_OK);
	cr_assert_not_null(fx.held);
}

static void until_connections(struct task *t, size_t count)
{
	for (int i = 0; http_server_stats(fx.server).connections != count && i < PATIENCE_MS; i++)
		cr_assert_eq(task_sleep(t, 1), ERR_OK);
	cr_assert_eq(http_server_stats(fx.server).connections, count);
}

static void leave_by_reset(int fd)
{
	const struct linger now = { .l_onoff = 1 };
	cr_assert_eq(setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now)), 0);
	(void)close(fd);
}

static enum err leave_while_held(struct task *t, bool reset)
{
	const int fd = client_connect(t);
	client_send(t, fd, GET("/hold") GET("/twee"));
	until_held(t);
	if (reset)
		leave_by_reset(fd);
	else
		(void)close(fd);
	cr_assert_eq(task_sleep(t, 10), ERR_OK); /* the server hears of it first */
	cr_assert_eq(http_server_stats(fx.server).connections, 1);
	task_wake(fx.held);
	until_connections(t, 0);
	return ERR_OK;
}

static enum err leave_with_fin(struct task *t, void *arg)
{
	return leave_while_held(t, false);
}

Test(connection, survives_a_client_that_closes_while_its_handler_waits)
{
	fixture_run(leave_with_fin);
	cr_assert_geq(fx.handled, 1);
	cr_assert_eq(fx.handled, fx.released);
}

static enum err leave_with_reset(struct task *t, void *arg)
{
	return leave_while_held(t, true);
}

Test(connection, drops_the_answer_to_a_client_that_resets_while_its_handler_waits)
{
	fixture_run(leave_with_reset);
	cr_assert_eq(fx.handled, 1);
	cr_assert_eq(fx.released, 1);
}

static enum err reset_in_body(struct task *t, void *arg)
{
	const int fd = client_connect(t);
	client_send(t, fd, "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhal");
	until_connections(t, 1);
	leave_by_reset(fd);
	until_connections(t, 0);
	return ERR_OK;
}

Test(connection, survives_a_reset_in_the_middle_of_a_body)
{
	fixture_run(reset_in_body);
	cr_assert_eq(fx.handled, 0);
}

/* ---- answers ---- */

static enum err large_answer(struct task *t, void *arg)
{
	const int small = 4096;
	const int fd = client_socket();
	cr_assert_eq(setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small)), 0);
	client_dial(t, fd);
	client_send(t, fd, GET("/big/5000000") GET("/close"));
	cr_assert_eq(task_sleep(t, 5), ERR_OK); /* until the socket is full */
	const char *const all = client_read_all(t, fd);
	cr_assert_has(all, "Content-Length: 5000000\r\n\r\n");
	const char *const body = strstr(all, "\r\n\r\n") + 4;
	long right = 0;
	while (right < 5000000 && body[right] == (char)('a' + (5000000 - right) % 26))
		right++;
	cr_assert_eq(right, 5000000);
	cr_assert_eq(strncmp(body + 5000000, "HTTP/1.1 200", 12), 0);
	(void)close(fd);
	return ERR_OK;
}

Test(connection, writes_an_answer_that_does_not_fit_the_socket)
{
	fixture_run(large_answer);
}

static enum err too_large_answer(struct task *t, void *arg)
{
	const int fd = client_connect(t);
	client_send(t, fd, GET("/big/1001"));
	const char *const all = client_read_all(t, fd);
	cr_assert_has(all, "HTTP/1.1 500 Internal Server Error\r\n");
	cr_assert_has(all, "internal http.antwoord_te_groot");
	cr_assert_lacks(all, "X-Pad");
	(void)close(fd);
	return ERR_OK;
}

Test(connection, says_500_when_the_answer_is_over_its_limit)
{
	fx.config.limits.answer_bytes = 1000;
	fixture_run(too_large_answer);
}

static enum err long_heads(struct task *t, void *arg)
{
	(void)arg;
	const int fd = client_connect(t);
	client_send(t, fd, GET("/head/65000"));
	(void)client_read_to(t, fd, "\r\n\r\n/head/65000");
	client_send(t, fd, GET("/head/65536"));
	const char *const all = client_read_all(t, fd);
	cr_assert_has(all, "HTTP/1.1 500 Internal Server Error\r\n");
	cr_assert_has(all, "internal http.antwoord_te_groot");
	cr_assert_lacks(all, "X-Long");
	(void)close(fd);
	return ERR_OK;
}

Test(connection, says_500_when_the_head_of_the_answer_is_over_its_limit)
{
	fixture_run(long_heads);
}

static enum err too_many_tasks(struct task *t, void *arg)
{
	const int held = client_connect(t);
	client_send(t, held, GET("/hold"));
	until_held(t);
	const int fd = client_connect(t);
	client_send(t, fd, GET("/een"));
	const char *const busy = client_read_to(t, fd, "unavailable http.bezet");
	cr_assert_has(busy, "HTTP/1.1 503 Service Unavailable\r\n");
	cr_assert_has(busy, "Retry-After: 1\r\n");
	task_wake(fx.held);
	(void)client_read_to(t, held, "\r\n\r\n/hold");
	client_send(t, fd, GET("/een"));
	(void)client_read_to(t, fd, "\r\n\r\n/een");
	(void)close(held);
	(void)close(fd);
	return ERR_OK;
}

Test(connection, says_503_without_closing_when_no_task_can_be_had)
{
	fx.loop_limits.max_tasks = 2; /* the test is one of them */
	fixture_run(too_many_tasks);
}

static bool is_brief(const struct http_req *req, void *ctx)
{
	(void)ctx;
	return str_eq(req->path, STR("/kort"));
}

static enum err brief_while_full(struct task *t, void *arg)
{
	const int held = client_connect(t);
	client_send(t, held, GET("/hold"));
	until_held(t);
	const int fd = client_connect(t);
	client_send(t, fd, GET("/een"));
	(void)client_read_to(t, fd, "unavailable http.bezet");
	client_send(t, fd, GET("/kort"));
	(void)client_read_to(t, fd, "\r\n\r\n/kort");
	cr_assert_eq(http_server_stats(fx.server).running, 1);
	task_wake(fx.held);
	(void)client_read_to(t, held, "\r\n\r\n/hold");
	cr_assert_eq(http_server_stats(fx.server).running, 0);
	client_send(t, fd, GET("/een"));
	(void)client_read_to(t, fd, "\r\n\r\n/een");
	(void)close(held);
	(void)close(fd);
	return ERR_OK;
}

Test(connection, says_503_over_its_cap_of_requests_but_answers_what_never_waits)
{
	fx.config.limits.requests = 1;
	fx.config.is_brief = is_brief;
	fixture_run(brief_while_full);
}

Test(answer, cannot_hold_a_line_end_in_a_field, .signal = SIGABRT)
{
	static struct http_resp resp;
	http_resp_header(&resp, "Location", STR("/a\r\nSet-Cookie: b"));
}

Test(answer, leaves_framing_to_the_layer, .signal = SIGABRT)
{
	static struct http_resp resp;
	http_resp_header(&resp, "content-length", STR("5"));
}
