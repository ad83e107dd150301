/*
 * Every phase of a connection has its deadline. Each test makes one of them a matter of
 * milliseconds and the others longer than it has patience: the server acts on that one, not before
 * it and not much later.
 */
#include <stdio.h>

#include "base/date.h"
#include "fixture.h"

#define NEVER_MS (10 * PATIENCE_MS)
/* How late a busy machine may be. */
#define LATE_MS 3000

static void quick_limits(void)
{
	fixture_begin();
	struct http_limits *const limits = &fx.config.limits;
	limits->head_ms = NEVER_MS;
	limits->body_ms = NEVER_MS;
	limits->body_grace_ms = NEVER_MS;
	limits->idle_ms = NEVER_MS;
	limits->write_ms = NEVER_MS;
	limits->write_grace_ms = NEVER_MS;
}

/* The deadline came `limit_ms` after `begin_us`. A millisecond of grace: timers count in whole
 * ones. */
static void assert_on_time(int64_t begin_us, int64_t limit_ms)
{
	const int64_t took_ms = (clock_mono_us() - begin_us) / 1000;
	cr_assert_geq(took_ms, limit_ms - 1, "after %lld ms", (long long)took_ms);
	cr_assert_leq(took_ms, limit_ms + LATE_MS, "after %lld ms", (long long)took_ms);
}

/* Waits until the server holds no connection. */
static void wait_for_close(struct task *t)
{
	for (int i = 0; http_server_stats(fx.server).connections > 0 && i < PATIENCE_MS; i++)
		cr_assert_eq(task_sleep(t, 1), ERR_OK);
	cr_assert_eq(http_server_stats(fx.server).connections, 0);
}

TestSuite(deadline, .init = quick_limits);

static enum err say_nothing(struct task *t, void *arg)
{
	const int64_t begin_us = clock_mono_us();
	const int fd = client_connect(t);
	cr_assert_str_eq(client_read_all(t, fd), "");
	assert_on_time(begin_us, fx.config.limits.idle_ms);
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
	const int64_t begin_us = clock_mono_us();
	const int fd = client_connect(t);
	client_send(t, fd, "GET /slow/150 HTTP/1.1\r\nHost: h\r\n\r\n");
	const char *const all =
		client_read_all(t, fd); /* the handler is slower than the idle limit */
	cr_assert_has(all, "\r\n\r\n/slow/150");
	cr_assert_lacks(all, "Connection: close");
	cr_assert_eq(count_of(all, "HTTP/1.1"), 1);
	assert_on_time(begin_us, 150 + fx.config.limits.idle_ms);
	(void)close(fd);
	return ERR_OK;
}

Test(deadline, closes_an_idle_connection_but_no_busy_one)
{
	fx.config.limits.idle_ms = 100;
	fixture_run(ask_and_stay);
	cr_assert_eq(fx.handled, 1);
}

/* Sends `begin`, then a piece every 5 ms until the server answers, which it does after `limit_ms`;
 * gives the answer. */
static const char *trickle(struct task *t, const char *begin, const char *piece, int64_t limit_ms)
{
	const int64_t begin_us = clock_mono_us();
	const int fd = client_connect(t);
	client_send(t, fd, begin);
	for (int i = 0; task_wait_fd(t, fd, false, 5) != ERR_OK; i++) {
		cr_assert_lt(i, PATIENCE_MS / 5);
		client_send(t, fd, piece);
	}
	assert_on_time(begin_us, limit_ms);
	const char *const all = client_read_all(t, fd);
	(void)close(fd);
	return all;
}

static enum err slow_head(struct task *t, void *arg)
{
	const char *const all = trickle(t, "GET / HTTP/1.1\r\nX: ", "x", fx.config.limits.head_ms);
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
	const int64_t begin_us = clock_mono_us();
	const int fd = client_connect(t);
	client_send(t, fd, "GET /een HTTP/1.1\r\nHost: h\r\n\r\nG");
	const char *const all = client_read_all(t, fd);
	assert_on_time(begin_us, fx.config.limits.head_ms);
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
	cr_assert_has(trickle(t, BODY, "x", fx.config.limits.body_ms),
		"HTTP/1.1 408 Request Timeout\r\n");
	return ERR_OK;
}

Test(deadline, refuses_a_body_that_takes_too_long)
{
	fx.config.limits.body_ms = 60;
	fixture_run(slow_body);
	cr_assert_eq(fx.handled, 0);
}

static enum err thin_body(struct task *t, void *arg)
{
	cr_assert_has(trickle(t, BODY, "x", fx.config.limits.body_grace_ms),
		"HTTP/1.1 408 Request Timeout\r\n");
	return ERR_OK;
}

Test(deadline, refuses_a_body_under_the_minimum_rate)
{
	fx.config.limits.body_grace_ms = 30;
	fx.config.limits.body_min_rate = 100000;
	fixture_run(thin_body);
	cr_assert_eq(fx.handled, 0);
}

static enum err slow_chunks(struct task *t, void *arg)
{
	/* The framing is no body: endless extensions do not count. */
	cr_assert_has(
		trickle(t, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1;",
			"x", fx.config.limits.body_grace_ms),
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
	const int64_t begin_us = clock_mono_us();
	wait_for_close(t);
	assert_on_time(begin_us, fx.config.limits.write_ms);
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
	const int64_t begin_us = clock_mono_us();
	(void)take_slowly(t, 100);
	cr_assert_eq(http_server_stats(fx.server).connections, 0);
	assert_on_time(begin_us, fx.config.limits.write_grace_ms);
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
	const int64_t begin_us = clock_mono_us();
	wait_for_close(t);
	assert_on_time(begin_us, 1000 - 10); /* it began to linger before we had read all */
	(void)close(fd);
	return ERR_OK;
}

Test(deadline, lingers_no_longer_than_a_second)
{
	fixture_run(stay_after_refusal);
}

/* How often a client can say another 1000 bytes behind a refusal before the server has enough. */
static enum err talk_after_refusal(struct task *t, void *arg)
{
	(void)arg;
	char piece[1000];
	memset(piece, 'x', sizeof(piece));
	const int fd = client_connect(t);
	client_send(t, fd, "X\r\n\r\n");
	cr_assert_has(client_read_all(t, fd), "HTTP/1.1 400");
	size_t said = 0;
	while (http_server_stats(fx.server).connections > 0 && said < 1000 * sizeof(piece)) {
		said += send(fd, piece, sizeof(piece), MSG_NOSIGNAL) > 0 ? sizeof(piece) : 0;
		cr_assert_eq(task_sleep(t, 1), ERR_OK);
	}
	cr_assert_gt(said, 64 * 1024);
	cr_assert_leq(said, 128 * 1024);
	(void)close(fd);
	return ERR_OK;
}

Test(deadline, listens_to_64_kib_while_it_lingers)
{
	fixture_run(talk_after_refusal);
}
