/*
 * A client leaves while its task is suspended, in each way that a task can be: the task comes to
 * its end when what it waits for comes, its memory is given back, and nobody else notices.
 */
#include <pthread.h>

#include "fixture.h"

TestSuite(suspended, .init = fixture_begin);

enum way {
	IN_WAIT,
	IN_WAIT_WITH_DEADLINE,
	IN_SLEEP,
	IN_READ,
	IN_OFFLOAD,
	IN_CHILD, /* it waits for a task that it spawned */
	WAYS,
};

static struct {
	struct task *waiting;
	int pipe[2];
	unsigned inside; /* handlers that are about to suspend */
	pthread_mutex_t gate;
	bool child_done;
} is;

static void pass_gate(void *arg)
{
	(void)arg;
	cr_assert_eq(pthread_mutex_lock(&is.gate), 0);
	cr_assert_eq(pthread_mutex_unlock(&is.gate), 0);
}

static void child(struct task *t, void *arg)
{
	struct task *const parent = arg;
	is.waiting = t;
	cr_assert_eq(task_wait(t, PATIENCE_MS), ERR_OK);
	is.child_done = true;
	task_wake(parent);
}

static void suspend(struct task *t, enum way way)
{
	char byte = 0;
	is.waiting = t;
	switch (way) {
	case IN_WAIT: cr_assert_eq(task_wait(t, PATIENCE_MS), ERR_OK); break;
	case IN_WAIT_WITH_DEADLINE: cr_assert_eq(task_wait(t, 30), ERR_UNAVAILABLE); break;
	case IN_SLEEP: cr_assert_eq(task_sleep(t, 30), ERR_OK); break;
	case IN_READ:
		cr_assert_eq(task_wait_fd(t, is.pipe[0], false, PATIENCE_MS), ERR_OK);
		cr_assert_eq(read(is.pipe[0], &byte, 1), 1);
		break;
	case IN_OFFLOAD: cr_assert_eq(task_offload(t, pass_gate, NULL), ERR_OK); break;
	default:
		cr_assert_eq(task_spawn(task_loop(t), child, t), ERR_OK);
		while (!is.child_done)
			cr_assert_eq(task_wait(t, PATIENCE_MS), ERR_OK);
		is.child_done = false;
		break;
	}
}

static void handle(struct task *t, const struct http_req *req, struct http_resp *resp, void *ctx)
{
	(void)ctx;
	arena_defer(task_arena(t), count_released, NULL);
	const struct str body = str_dup(task_arena(t), req->body);
	resp->status = 200;
	is.inside++;
	if (req->path.len == 2)
		suspend(t, (enum way)(req->path.ptr[1] - '0'));
	/* The request is still there, whoever else is not. */
	cr_assert(req->body.len == body.len && (body.len == 0 || str_eq(req->body, body)));
	buf_add_str(&resp->body, req->body);
	fx.handled++;
}

static void let_go_on(enum way way)
{
	if (way == IN_WAIT || way == IN_CHILD)
		task_wake(is.waiting);
	if (way == IN_READ)
		cr_assert_eq(write(is.pipe[1], "x", 1), 1);
	if (way == IN_OFFLOAD)
		cr_assert_eq(pthread_mutex_unlock(&is.gate), 0);
}

static enum err until(struct task *t, const unsigned *count, unsigned least)
{
	for (int i = 0; *count < least; i++) {
		cr_assert_lt(i, PATIENCE_MS);
		TRY(task_sleep(t, 1));
	}
	return ERR_OK;
}

static enum err leave_in(struct task *t, enum way way, bool reset)
{
	const struct linger now = { .l_onoff = 1 };
	const int fd = client_connect(t);
	const char request[] = { 'P', 'O', 'S', 'T', ' ', '/', (char)('0' + (int)way), '\0' };
	client_send(t, fd, request);
	const unsigned inside = is.inside;
	if (way == IN_OFFLOAD)
		cr_assert_eq(pthread_mutex_lock(&is.gate), 0);
	/* A second request stands behind it, which may run or not: it left after sending it. */
	client_send(t, fd,
		" HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nblij"
		"GET /twee HTTP/1.1\r\nHost: h\r\n\r\n");
	TRY(until(t, &is.inside, inside + 1));
	if (reset)
		cr_assert_eq(setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now)), 0);
	(void)close(fd);
	TRY(task_sleep(t, 5)); /* the server may see it now, or later */
	const unsigned handled = fx.handled;
	let_go_on(way);
	return until(t, &fx.handled, handled + (way == IN_SLEEP ? 0 : 1));
}

static enum err leave_in_every_way(struct task *t, void *arg)
{
	(void)arg;
	cr_assert_eq(pthread_mutex_init(&is.gate, NULL), 0);
	cr_assert_eq(pipe(is.pipe), 0);
	for (int way = 0; way < WAYS; way++) {
		TRY(leave_in(t, (enum way)way, false));
		TRY(leave_in(t, (enum way)way, true));
	}
	for (int i = 0; http_server_stats(fx.server).connections > 0; i++) {
		cr_assert_lt(i, PATIENCE_MS);
		TRY(task_sleep(t, 1));
	}
	const int fd = client_connect(t);
	client_send(t, fd, "POST /na HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nhoi");
	(void)client_read_to(t, fd, "\r\n\r\nhoi");
	(void)close(fd);
	(void)close(is.pipe[0]);
	(void)close(is.pipe[1]);
	return ERR_OK;
}

Test(suspended, a_task_ends_in_its_own_time_when_its_client_has_gone)
{
	fx.config.on_request = handle;
	fixture_run(leave_in_every_way);
	cr_assert_geq(fx.handled, 2 * WAYS + 1);
	cr_assert_eq(fx.handled, fx.released);
}
