/*
 * A server on a loopback port and clients of it, on one loop: the test is a task as well, and waits
 * for what it expects. Nothing waits longer than PATIENCE_MS.
 */
#ifndef TESTS_UNIT_HTTP_FIXTURE_H
#define TESTS_UNIT_HTTP_FIXTURE_H

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/http.h"
#include "task/task.h"

#define PATIENCE_MS 10000

struct fixture {
	struct loop_limits loop_limits;
	struct http_server_config config;
	struct loop *loop;
	int listener;
	uint16_t port;
	struct http_server *server;
	struct task *test;
	struct task *held; /* the handler of /hold, that waits for a wake */
	unsigned handled;  /* handlers that came to their end */
	unsigned marked;   /* how many of them when /mark was asked */
	unsigned released; /* arenas of requests that ended */
	bool drained;
	struct buf in; /* what the last client_read gave */
};

static struct fixture fx;

static inline void count_released(void *object)
{
	(void)object;
	fx.released++;
}

/* The number at the end of a path like /slow/20. */
static inline int64_t number_of(const char *path)
{
	int64_t number = 0;
	cr_assert_eq(str_to_int(str_from(strrchr(path, '/') + 1), 0, INT32_MAX, &number), ERR_OK);
	return number;
}

/* /echo gives the body back, /slow/N waits N ms, /hold for a wake, /big/N has N bytes, /status/N,
 * /mark, /head/N has a field of N bytes.
 */
static inline void fixture_handle(
	struct task *t, const struct http_req *req, struct http_resp *resp, void *ctx)
{
	(void)ctx;
	arena_defer(task_arena(t), count_released, NULL);
	const char *const path = arena_strndup(task_arena(t), req->path.ptr, req->path.len);
	resp->status = 200;
	if (strncmp(path, "/slow/", 6) == 0)
		cr_assert_eq(task_sleep(t, number_of(path)), ERR_OK);
	if (strcmp(path, "/hold") == 0) {
		fx.held = t;
		cr_assert_eq(task_wait(t, PATIENCE_MS), ERR_OK);
		fx.held = NULL;
	}
	if (strncmp(path, "/status/", 8) == 0)
		resp->status = (int)number_of(path);
	if (strcmp(path, "/mark") == 0)
		fx.marked = fx.handled;
	if (strcmp(path, "/close") == 0)
		resp->close = true;
	if (strncmp(path, "/big/", 5) == 0) {
		for (int64_t left = number_of(path); left > 0; left--)
			buf_add_char(&resp->body, (char)('a' + left % 26));
	} else if (strcmp(path, "/echo") == 0) {
		buf_add_str(&resp->body, req->body);
	} else if (resp->status != 204 && resp->status != 304) {
		/* The request must still be readable after the wait. */
		cr_assert(str_eq(req->path, str_from(path)));
		buf_add_str(&resp->body, req->path);
	}
	http_resp_header(resp, "X-Pad", str_from(path));
	if (strncmp(path, "/head/", 6) == 0) {
		char *const text = arena_alloc(task_arena(t), (size_t)number_of(path) + 1);
		memset(text, 'h', (size_t)number_of(path));
		http_resp_header(resp, "X-Long", str_from(text));
	}
	fx.handled++;
}

static inline void fixture_refuse(enum err why, const char *code, const char *detail,
	struct http_resp *resp, struct arena *a, void *ctx)
{
	(void)ctx, (void)detail;
	buf_add_str(&resp->body, str_from(arena_printf(a, "%s %s", err_name(why), code)));
}

static inline void fixture_begin(void)
{
	fx = (struct fixture){
		.loop_limits = loop_limits_default,
		.config = {
			.limits = http_limits_default,
			.on_request = fixture_handle,
			.on_refusal = fixture_refuse,
		},
	};
	buf_init(&fx.in, 64 << 20);
}

/* Starts with the limits that the test has set; done by fixture_run. */
static inline void fixture_listen(void)
{
	fx.loop = loop_create(&fx.loop_limits);
	cr_assert_eq(http_listen("127.0.0.1", 0, 64, &fx.listener), ERR_OK);
	struct sockaddr_in address;
	socklen_t len = sizeof(address);
	cr_assert_eq(getsockname(fx.listener, (struct sockaddr *)&address, &len), 0);
	fx.port = ntohs(address.sin_port);
	fx.server = http_server_create(fx.loop, &fx.listener, 1, &fx.config);
}

static inline enum err wait_until_drained(struct task *t, void *arg)
{
	(void)arg;
	for (int i = 0; !fx.drained && i < PATIENCE_MS; i++)
		TRY(task_sleep(t, 1));
	return fx.drained ? ERR_OK : ERR_UNAVAILABLE;
}

static inline void note_drained(void *ctx)
{
	(void)ctx;
	fx.drained = true;
}

/* Runs the test as a task, drains the server and takes all apart. */
static inline void fixture_run(enum err (*test)(struct task *t, void *arg))
{
	fixture_listen();
	cr_assert_eq(loop_run_task(fx.loop, test, NULL, NULL), ERR_OK);
	if (fx.server != NULL && !fx.drained) {
		http_server_drain(fx.server, PATIENCE_MS, note_drained, NULL);
		cr_assert_eq(loop_run_task(fx.loop, wait_until_drained, NULL, NULL), ERR_OK);
	}
	http_server_destroy(fx.server);
	(void)close(fx.listener);
	loop_destroy(fx.loop);
	buf_fini(&fx.in);
}

/* ---- clients ---- */

static inline int client_socket(void)
{
	const int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	cr_assert_geq(fd, 0);
	return fd;
}

static inline void client_dial(struct task *t, int fd)
{
	const struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_port = htons(fx.port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	if (connect(fd, (const struct sockaddr *)&address, sizeof(address)) != 0)
		cr_assert_eq(errno, EINPROGRESS);
	cr_assert_eq(task_wait_fd(t, fd, true, PATIENCE_MS), ERR_OK);
}

static inline int client_connect(struct task *t)
{
	const int fd = client_socket();
	client_dial(t, fd);
	return fd;
}

static inline void client_send_bytes(struct task *t, int fd, const char *bytes, size_t len)
{
	size_t at = 0;
	while (at < len) {
		const ssize_t n = send(fd, bytes + at, len - at, MSG_NOSIGNAL);
		if (n > 0) {
			at += (size_t)n;
			continue;
		}
		cr_assert_eq(errno, EAGAIN, "send: %s", strerrorname_np(errno));
		cr_assert_eq(task_wait_fd(t, fd, true, PATIENCE_MS), ERR_OK);
	}
}

static inline void client_send(struct task *t, int fd, const char *text)
{
	client_send_bytes(t, fd, text, strlen(text));
}

/* Reads into fx.in until it holds `len` bytes or the server closes; says whether it closed. */
static inline bool client_read_more(struct task *t, int fd, size_t len)
{
	static char piece[16384]; /* used up before anybody else runs */
	while (fx.in.len < len) {
		const ssize_t n = recv(fd, piece, sizeof(piece), 0);
		if (n > 0) {
			buf_add(&fx.in, piece, (size_t)n);
			continue;
		}
		if (n == 0 || errno == ECONNRESET)
			return true;
		cr_assert_eq(errno, EAGAIN, "recv: %s", strerrorname_np(errno));
		cr_assert_eq(task_wait_fd(t, fd, false, PATIENCE_MS), ERR_OK,
			"nothing comes after: %.*s", STR_FMT(buf_str(&fx.in)));
	}
	return false;
}

/* All that the server says until it closes; as text. */
static inline const char *client_read_all(struct task *t, int fd)
{
	buf_reset(&fx.in);
	cr_assert(client_read_more(t, fd, SIZE_MAX));
	buf_add_char(&fx.in, '\0');
	return fx.in.ptr;
}

/* What the server says up to and with `end`, nothing behind it. */
static inline const char *client_read_to(struct task *t, int fd, const char *end)
{
	const size_t len = strlen(end);
	buf_reset(&fx.in);
	do {
		cr_assert(!client_read_more(t, fd, fx.in.len + 1), "closed before '%s': %.*s", end,
			STR_FMT(buf_str(&fx.in)));
	} while (fx.in.len < len || memmem(fx.in.ptr, fx.in.len, end, len) == NULL);
	cr_assert_eq(memcmp(fx.in.ptr + fx.in.len - len, end, len), 0, "more than '%s': %.*s", end,
		STR_FMT(buf_str(&fx.in)));
	buf_add_char(&fx.in, '\0');
	return fx.in.ptr;
}

static inline size_t count_of(const char *text, const char *what)
{
	size_t count = 0;
	for (const char *at = strstr(text, what); at != NULL; at = strstr(at + 1, what))
		count++;
	return count;
}

#define cr_assert_has(text, what) \
	cr_assert(strstr((text), (what)) != NULL, "no '%s' in: %s", (what), (text))
#define cr_assert_lacks(text, what) \
	cr_assert(strstr((text), (what)) == NULL, "'%s' in: %s", (what), (text))

#endif
