/* The server as a whole: listening, the cap, running out of descriptors, drain, the end. */
#include <fcntl.h>
#include <sys/resource.h>

#include "fixture.h"

TestSuite(server, .init = fixture_begin);

#define GET(path) "GET " path " HTTP/1.1\r\nHost: h\r\n\r\n"

Test(server, cannot_listen_where_somebody_else_does)
{
	fixture_listen();
	int fd = -1;
	cr_assert_eq(http_listen("127.0.0.1", fx.port, 8, &fd), ERR_UNAVAILABLE);
	cr_assert_eq(errno, EADDRINUSE);
	cr_assert_eq(http_listen("300.0.0.1", 0, 8, &fd), ERR_INVALID);
	cr_assert_eq(fd, -1);
	http_server_destroy(fx.server);
	(void)close(fx.listener);
	loop_destroy(fx.loop);
}

static enum err until_connections(struct task *t, size_t count)
{
	for (int i = 0; http_server_stats(fx.server).connections != count; i++) {
		cr_assert_lt(i, PATIENCE_MS, "%zu connections",
			http_server_stats(fx.server).connections);
		TRY(task_sleep(t, 1));
	}
	return ERR_OK;
}

static enum err until_held(struct task *t)
{
	for (int i = 0; fx.held == NULL; i++) {
		cr_assert_lt(i, PATIENCE_MS);
		TRY(task_sleep(t, 1));
	}
	return ERR_OK;
}

static enum err other_host(struct task *t, void *arg)
{
	(void)arg;
	const int fd = client_connect(t);
	client_send(t, fd,
		"POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nja"
		"GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n"
		"GET /1 HTTP/1.1\r\nHost: H:81\r\n\r\n"
		"GET /2 HTTP/1.0\r\n\r\n");
	const char *const all = client_read_all(t, fd);
	cr_assert_eq(count_of(all, "HTTP/1.1 421 Misdirected Request\r\n"), 3, "%s", all);
	cr_assert_eq(count_of(all, "\r\n\r\nmisdirected http.andere_host"), 3, "%s", all);
	cr_assert_has(all, "\r\n\r\n/1HTTP/1.1 421");
	(void)close(fd);
	return ERR_OK;
}

Test(server, answers_421_to_who_names_another_host_and_goes_on)
{
	fx.config.hosts = STR("h, schakel.example:80");
	fixture_run(other_host);
	cr_assert_eq(fx.handled, 1);
}

static enum err over_the_cap(struct task *t, void *arg)
{
	const int first = client_connect(t);
	const int second = client_connect(t);
	TRY(until_connections(t, 2));
	const int third = client_connect(t);
	client_send(t, third, GET("/drie"));
	const char *const all = client_read_all(t, third);
	cr_assert_has(all, "HTTP/1.1 503 Service Unavailable\r\n");
	cr_assert_has(all, "Retry-After: 1\r\n");
	cr_assert_has(all, "Connection: close\r\n");
	(void)close(third);
	TRY(until_connections(t, 2));

	client_send(t, first, GET("/een"));
	(void)client_read_to(t, first, "\r\n\r\n/een");
	(void)close(first);
	TRY(until_connections(t, 1));
	const int fourth = client_connect(t);
	client_send(t, fourth, GET("/vier"));
	(void)client_read_to(t, fourth, "\r\n\r\n/vier");
	(void)close(fourth);
	(void)close(second);
	return ERR_OK;
}

Test(server, says_503_over_its_cap_of_connections)
{
	fx.config.limits.connections = 2;
	fixture_run(over_the_cap);
	cr_assert_eq(fx.handled, 2);
}

static enum err far_over_the_cap(struct task *t, void *arg)
{
	/* Nobody reads: those who linger with their 503 are bounded as well. */
	int fds[150];
	const size_t count = sizeof(fds) / sizeof(fds[0]);
	size_t most = 0;
	for (size_t i = 0; i < count; i++) {
		fds[i] = client_connect(t);
		const size_t now = http_server_stats(fx.server).connections;
		most = now > most ? now : most;
	}
	TRY(task_sleep(t, 5));
	cr_assert_geq(most, 60);
	cr_assert_leq(most, 65);
	for (size_t i = 0; i < count; i++)
		(void)close(fds[i]);
	return until_connections(t, 0);
}

Test(server, does_not_let_the_refused_pile_up)
{
	fx.config.limits.connections = 1;
	fixture_run(far_over_the_cap);
}

static enum err out_of_descriptors(struct task *t, void *arg)
{
	const int client = client_socket();
	const int late = client_socket();
	/* From here on no descriptor is left for the server. */
	struct rlimit before;
	cr_assert_eq(getrlimit(RLIMIT_NOFILE, &before), 0);
	const struct rlimit none = { .rlim_cur = (rlim_t)late + 1, .rlim_max = before.rlim_max };
	cr_assert_eq(setrlimit(RLIMIT_NOFILE, &none), 0);
	client_dial(t, client);
	client_dial(t, late);
	client_send(t, client, GET("/een"));
	for (int i = 0; !http_server_stats(fx.server).accept_paused; i++) {
		cr_assert_lt(i, PATIENCE_MS);
		TRY(task_sleep(t, 1));
	}
	cr_assert_eq(http_server_stats(fx.server).accepted, 0);
	cr_assert_eq(setrlimit(RLIMIT_NOFILE, &before), 0);
	(void)client_read_to(t, client, "\r\n\r\n/een");
	cr_assert(!http_server_stats(fx.server).accept_paused);
	client_send(t, late, GET("/twee"));
	(void)client_read_to(t, late, "\r\n\r\n/twee");
	(void)close(client);
	(void)close(late);
	return ERR_OK;
}

Test(server, pauses_without_descriptors_and_goes_on_with_them)
{
	fixture_run(out_of_descriptors);
}

static enum err drain_all_kinds(struct task *t, void *arg)
{
	const int idle = client_connect(t);
	const int busy = client_connect(t);
	const int half = client_connect(t);
	const int late = client_connect(t);
	TRY(until_connections(t, 4));
	client_send(t, busy, GET("/hold") GET("/nooit"));
	client_send(t, half, "GET /half HTTP/1.1\r\n");
	TRY(until_held(t));
	TRY(task_sleep(t, 2));
	client_send(t, late, GET("/laat")); /* not read when the drain begins */
	http_server_drain(fx.server, PATIENCE_MS, note_drained, NULL);

	cr_assert_str_eq(client_read_all(t, idle), "");
	cr_assert_has(client_read_all(t, late), "Connection: close\r\n\r\n/laat");
	client_send(t, half, "Host: h\r\n\r\n");
	cr_assert_has(client_read_all(t, half), "Connection: close\r\n\r\n/half");
	cr_assert(!fx.drained);
	task_wake(fx.held);
	const char *const last = client_read_all(t, busy);
	cr_assert_has(last, "Connection: close\r\n\r\n/hold");
	cr_assert_lacks(last, "/nooit");
	(void)close(idle);
	(void)close(busy);
	(void)close(half);
	(void)close(late);
	return wait_until_drained(t, NULL);
}

Test(server, drains_what_runs_and_closes_what_is_idle)
{
	fixture_run(drain_all_kinds);
	cr_assert_eq(fx.handled, 3);
}

static enum err drain_a_queue(struct task *t, void *arg)
{
	(void)arg;
	/* The loop does not turn meanwhile: only the kernel knows of these clients. */
	int fds[40];
	const size_t count = sizeof(fds) / sizeof(fds[0]);
	const struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_port = htons(fx.port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	for (size_t i = 0; i < count; i++) {
		fds[i] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		cr_assert_eq(
			connect(fds[i], (const struct sockaddr *)&address, sizeof(address)), 0);
		client_send(t, fds[i], GET("/rij"));
		cr_assert_eq(fcntl(fds[i], F_SETFL, O_NONBLOCK), 0);
	}
	cr_assert_eq(http_server_stats(fx.server).accepted, 0);
	http_server_drain(fx.server, PATIENCE_MS, note_drained, NULL);
	cr_assert_eq(http_server_stats(fx.server).accepted, count);
	for (size_t i = 0; i < count; i++) {
		cr_assert_has(client_read_all(t, fds[i]), "Connection: close\r\n\r\n/rij");
		(void)close(fds[i]);
	}
	return wait_until_drained(t, NULL);
}

Test(server, drains_who_waits_to_be_accepted)
{
	fixture_run(drain_a_queue);
	cr_assert_eq(fx.handled, 40);
}

static enum err drain_without_patience(struct task *t, void *arg)
{
	const int fd = client_connect(t);
	client_send(t, fd, GET("/hold"));
	TRY(until_held(t));
	http_server_drain(fx.server, 10, note_drained, NULL);
	TRY(wait_until_drained(t, NULL));
	cr_assert_eq(http_server_stats(fx.server).connections, 1);

	/* The server goes while its handler still waits. */
	http_server_destroy(fx.server);
	fx.server = NULL;
	cr_assert_str_eq(client_read_all(t, fd), "");
	task_wake(fx.held);
	while (fx.handled == 0)
		TRY(task_sleep(t, 1));
	(void)close(fd);
	return ERR_OK;
}

Test(server, waits_no_longer_than_its_grace_and_may_go_before_its_handlers)
{
	fixture_run(drain_without_patience);
	cr_assert_eq(fx.released, 1);
}

static enum err destroy_while_open(struct task *t, void *arg)
{
	const int idle = client_connect(t);
	const int half = client_connect(t);
	client_send(t, half, "GET / HT");
	TRY(until_connections(t, 2));
	TRY(task_sleep(t, 2));
	http_server_destroy(fx.server);
	fx.server = NULL;
	cr_assert_str_eq(client_read_all(t, idle), "");
	cr_assert_str_eq(client_read_all(t, half), "");
	(void)close(idle);
	(void)close(half);
	return ERR_OK;
}

Test(server, closes_all_when_it_is_destroyed)
{
	fixture_run(destroy_while_open);
}

struct wave {
	int left;
};

static void one_client(struct task *t, void *arg)
{
	struct wave *const wave = arg;
	const int fd = client_connect(t);
	for (int i = 0; i < 5; i++) {
		client_send(t, fd, GET("/slow/1"));
		char piece[512];
		size_t len = 0;
		while (len < 8 || memcmp(piece + len - 7, "/slow/1", 7) != 0) {
			cr_assert_eq(task_wait_fd(t, fd, false, PATIENCE_MS), ERR_OK);
			const ssize_t n = recv(fd, piece + len, sizeof(piece) - len, 0);
			cr_assert_gt(n, 0);
			len += (size_t)n;
		}
	}
	(void)close(fd);
	wave->left--;
}

static enum err many_clients(struct task *t, void *arg)
{
	struct wave wave = { .left = 200 };
	for (int i = 0; i < 200; i++)
		cr_assert_eq(task_spawn(fx.loop, one_client, &wave), ERR_OK);
	for (int i = 0; wave.left > 0; i++) {
		cr_assert_lt(i, PATIENCE_MS);
		TRY(task_sleep(t, 1));
	}
	return ERR_OK;
}

Test(server, serves_many_clients_at_once)
{
	fixture_run(many_clients);
	cr_assert_eq(fx.handled, 1000);
}
