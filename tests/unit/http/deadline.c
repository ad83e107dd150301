/* Every phase of a connection has its deadline. The limits here are milliseconds. */
#include <stdio.h>

#include "fixture.h"

static void quick_limits(void)
{
	fixture_begin();
	struct http_limits *const limits = &fx.config.limits;
	limits->head_ms = PATIENCE_MS;
	limits->body_ms = PATIENCE_MS;
	limits->body_grace_ms = PATIENCE_MS;
	limits->idle_ms = PATIENCE_MS;
	limits->write_ms = PATIENCE_MS;
}

TestSuite(deadline, .init = quick_limits);

static enum err say_nothing(struct task *t, void *arg)
{
	const int fd = client_connect(t);
	cr_assert_str_eq(client_read_all(t, fd), "");
	(void)close(fd);
	return ERR_OK;
}

Test(deadline, closes_a_connection_on_which_nothing_comes)
{
	fx.config.limits.idle_ms = 30;
	fixture_run(say_nothing);
	cr_assert_eq(fx.handled, 0);
}

static enum err ask_and_stay(struct task *t, void *arg)
{
	const int fd = client_connect(t);
	client_send(t, fd, "GET /slow/150 HTTP/1.1\r\nHost: h\r\n\r\n");
	const char *const all =
		client_read_all(t, fd); /* the handler is slower than the idle limit */
	cr_assert_has(all, "\r\n\r\n/slow/150");
	cr_assert_lacks(all, "Connection: close");
	cr_assert_eq(count_of(all, "HTTP/1.1"), 1);
	(void)close(fd);
	return ERR_OK;
}

Test(deadline, closes_an_idle_connection_but_no_busy_one)
{
	fx.config.limits.idle_ms = 100;
	fixture_run(ask_and_stay);
	cr_assert_eq(fx.handled, 1);
}

/* Sends `begin`, then a piece every 5 ms until the server answers; gives the answer. */
static const char *trickle(struct task *t, const char *begin, const char *piece)
{
	const int fd = client_connect(t);
	client_send(t, fd, begin);
	for (int i = 0; task_wait_fd(t, fd, false, 5) != ERR_OK; i++) {
		cr_assert_lt(i, PATIENCE_MS / 5);
		client_send(t, fd, piece);
	}
	const char *const all = client_read_all(t, fd);
	(void)close(fd);
	return all;
}

static enum err slow_head(struct task *t, void *arg)
{
	const char *const all = trickle(t, "GET / HTTP/1.1\r\nX: ", "x");
	cr_assert_has(all, "HTTP/1.1 408 Request Timeout\r\n");
	cr_assert_has(all, "Connection: close\r\n");
	return ERR_OK;
}

Test(deadline, refuses_a_head_that_trickles_in)
{
	fx.config.limits.head_ms = 60;
	fixture_run(slow_head);
}

static enum err stalled_head(struct task *t, void *arg)
{
	const int fd = client_connect(t);
	client_send(t, fd, "GET /een HTTP/1.1\r\nHost: h\r\n\r\nG");
	const char *const all = client_read_all(t, fd);
	cr_assert_has(all, "\r\n\r\n/eenHTTP/1.1 408");
	(void)close(fd);
	return ERR_OK;
}

Test(deadline, counts_for_the_second_request_from_its_first_byte)
{
	fx.config.limits.head_ms = 30;
	fixture_run(stalled_head);
}

#define BODY "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 60000\r\n\r\n"

static enum err slow_body(struct task *t, void *arg)
{
	cr_assert_has(trickle(t, BODY, "x"), "HTTP/1.1 408 Request Timeout\r\n");
	return ERR_OK;
}

Test(deadline, refuses_a_body_that_takes_too_long)
{
	fx.config.limits.body_ms = 60;
	fixture_run(slow_body);
	cr_assert_eq(fx.handled, 0);
}

Test(deadline, refuses_a_body_under_the_minimum_rate)
{
	fx.config.limits.body_grace_ms = 30;
	fx.config.limits.body_min_rate = 100000;
	fixture_run(slow_body);
}

static enum err slow_chunks(struct task *t, void *arg)
{
	/* The framing is no body: endless extensions do not count. */
	cr_assert_has(
		trickle(t, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1;",
			"x"),
		"HTTP/1.1 408 Request Timeout\r\n");
	return ERR_OK;
}

Test(deadline, refuses_chunks_that_bring_no_body)
{
	fx.config.limits.body_grace_ms = 30;
	fixture_run(slow_chunks);
}

static enum err steady_body(struct task *t, void *arg)
{
	/* 100 bytes each 5 ms, over a minimum of 100 a second: past the grace, and in time. */
	char piece[101];
	memset(piece, 'x', sizeof(piece) - 1);
	piece[100] = '\0';
	char begin[256];
	(void)snprintf(begin, sizeof(begin),
		"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2000\r\n\r\n%s", piece);
	const int fd = client_connect(t);
	client_send(t, fd, begin);
	for (int i = 1; i < 20; i++) {
		cr_assert_eq(task_sleep(t, 5), ERR_OK);
		client_send(t, fd, piece);
	}
	(void)client_read_to(t, fd, piece);
	cr_assert_has(fx.in.ptr, "HTTP/1.1 200");
	(void)close(fd);
	return ERR_OK;
}

Test(deadline, takes_a_body_that_keeps_the_rate)
{
	fx.config.limits.body_grace_ms = 10;
	fx.config.limits.body_min_rate = 100;
	fixture_run(steady_body);
}

static enum err read_nothing(struct task *t, void *arg)
{
	const int small = 4096;
	const int fd = client_socket();
	cr_assert_eq(setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small)), 0);
	client_dial(t, fd);
	client_send(t, fd, "GET /big/16000000 HTTP/1.1\r\nHost: h\r\n\r\n");
	while (fx.handled == 0)
		cr_assert_eq(task_sleep(t, 1), ERR_OK);
	for (int i = 0; http_server_stats(fx.server).connections > 0 && i < PATIENCE_MS; i++)
		cr_assert_eq(task_sleep(t, 1), ERR_OK);
	cr_assert_eq(http_server_stats(fx.server).connections, 0);
	(void)close(fd);
	return ERR_OK;
}

Test(deadline, closes_on_a_client_that_does_not_read_its_answer)
{
	fx.config.limits.write_ms = 30;
	fixture_run(read_nothing);
}

/* Asks for much, takes so many bytes every 5 ms; how many there were until the end. */
static size_t take_slowly(struct task *t, size_t bytes)
{
	const int small = 4096;
	const int fd = client_socket();
	cr_assert_eq(setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small)), 0);
	client_dial(t, fd);
	client_send(t, fd, "GET /big/8000000 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
	static char piece[65536]; /* used up before anybody else runs */
	size_t total = 0;
	ssize_t n = 1;
	for (int i = 0; i < PATIENCE_MS / 5 && n != 0; i++) {
		cr_assert_eq(task_sleep(t, 5), ERR_OK);
		n = recv(fd, piece, bytes, 0);
		if (n < 0 && errno == ECONNRESET)
			break;
		total += n > 0 ? (size_t)n : 0;
		if (http_server_stats(fx.server).connections == 0 && fx.handled > 0)
			break;
	}
	(void)close(fd);
	return total;
}

static enum err take_too_slowly(struct task *t, void *arg)
{
	(void)arg;
	(void)take_slowly(t, 100);
	cr_assert_eq(http_server_stats(fx.server).connections, 0);
	return ERR_OK;
}

Test(deadline, closes_on_a_client_that_takes_its_answer_under_the_minimum_rate)
{
	fx.config.limits.write_grace_ms = 50;
	fx.config.limits.write_min_rate = 10000000;
	fixture_run(take_too_slowly);
	cr_assert_eq(fx.handled, 1);
}

static enum err take_steadily(struct task *t, void *arg)
{
	(void)arg;
	/* Some bytes at a time, for longer than the grace; then the rest. */
	const int fd = client_connect(t);
	client_send(t, fd, "GET /big/8000000 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
	for (size_t i = 1; i <= 20; i++) {
		cr_assert_eq(task_sleep(t, 5), ERR_OK);
		cr_assert(!client_read_more(t, fd, i * 1000));
	}
	cr_assert(client_read_more(t, fd, SIZE_MAX));
	cr_assert_gt(fx.in.len, 8000000);
	(void)close(fd);
	return ERR_OK;
}

Test(deadline, gives_the_whole_answer_to_who_keeps_the_rate)
{
	fx.config.limits.write_grace_ms = 10;
	fx.config.limits.write_min_rate = 1000;
	fixture_run(take_steadily);
}

static enum err stay_after_refusal(struct task *t, void *arg)
{
	const int fd = client_connect(t);
	client_send(t, fd, "X\r\n\r\n");
	cr_assert_has(client_read_all(t, fd), "HTTP/1.1 400");
	/* We never close; the server does, a second later. */
	for (int i = 0; http_server_stats(fx.server).connections > 0 && i < PATIENCE_MS; i++)
		cr_assert_eq(task_sleep(t, 1), ERR_OK);
	cr_assert_eq(http_server_stats(fx.server).connections, 0);
	(void)close(fd);
	return ERR_OK;
}

Test(deadline, lingers_no_longer_than_a_second)
{
	fixture_run(stay_after_refusal);
}
