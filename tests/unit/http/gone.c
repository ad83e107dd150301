/* A client may leave at any byte of its request, in either way: what it used is given back. */
#include "fixture.h"

TestSuite(gone, .init = fixture_begin);

static const char request[] = "POST /slow/1 HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n"
			      "Transfer-Encoding: chunked\r\n\r\n2;a\r\nja\r\n0\r\nA: b\r\n\r\n"
			      "GET /twee HTTP/1.1\r\nHost: h\r\n\r\n";

static void leave(int fd, bool reset)
{
	const struct linger now = { .l_onoff = 1 };
	if (reset)
		cr_assert_eq(setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now)), 0);
	(void)close(fd);
}

static enum err until_empty(struct task *t)
{
	for (int i = 0; http_server_stats(fx.server).connections > 0; i++) {
		cr_assert_lt(i, PATIENCE_MS);
		TRY(task_sleep(t, 1));
	}
	return ERR_OK;
}

static enum err leave_at_every_byte(struct task *t, bool reset)
{
	for (size_t at = 0; at < sizeof(request); at++) {
		/* Once with the server just ahead of the end, once with both at the same time. */
		for (int wait = 0; wait < 2; wait++) {
			const int fd = client_connect(t);
			client_send_bytes(t, fd, request, at);
			if (wait != 0)
				TRY(task_sleep(t, 0));
			leave(fd, reset);
		}
	}
	TRY(until_empty(t));
	const int fd = client_connect(t);
	client_send(t, fd, "GET /een HTTP/1.1\r\nHost: h\r\n\r\n");
	(void)client_read_to(t, fd, "\r\n\r\n/een");
	(void)close(fd);
	return until_empty(t);
}

static enum err leave_by_fin(struct task *t, void *arg)
{
	return leave_at_every_byte(t, false);
}

Test(gone, by_closing_at_every_byte)
{
	fixture_run(leave_by_fin);
	cr_assert_eq(fx.handled, fx.released);
}

static enum err leave_by_reset(struct task *t, void *arg)
{
	return leave_at_every_byte(t, true);
}

Test(gone, by_a_reset_at_every_byte)
{
	fixture_run(leave_by_reset);
	cr_assert_eq(fx.handled, fx.released);
}

/* It leaves while its answer is being written, after each so many bytes of it. */
static enum err leave_in_answer(struct task *t, void *arg)
{
	const int small = 4096;
	static char piece[65536]; /* read and forgotten */
	for (size_t read = 0; read < 40; read++) {
		const int fd = client_socket();
		cr_assert_eq(setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small)), 0);
		client_dial(t, fd);
		client_send(t, fd, "GET /big/4000000 HTTP/1.1\r\nHost: h\r\n\r\n");
		for (size_t i = 0; i < read; i++) {
			TRY(task_wait_fd(t, fd, false, PATIENCE_MS));
			(void)recv(fd, piece, sizeof(piece), 0);
		}
		leave(fd, read % 2 == 0);
	}
	return until_empty(t);
}

Test(gone, in_the_middle_of_an_answer)
{
	fixture_run(leave_in_answer);
	cr_assert_eq(fx.handled, fx.released);
}
