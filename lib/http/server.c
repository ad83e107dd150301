#include <assert.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/conn.h"

/* Connections taken in one turn of the loop. */
#define ACCEPT_BATCH 16
/* How long we do not accept after running out of descriptors. */
#define PAUSE_MS 100

const struct http_limits http_limits_default = {
	.line_bytes = 8192,
	.head_bytes = 16384,
	.body_bytes = 65536,
	.chunks = 1000,
	.answer_bytes = 16 * 1024 * 1024,
	.connections = 1024,
	.requests = 1024,
	.head_ms = 10000,
	.body_ms = 30000,
	.body_grace_ms = 5000,
	.body_min_rate = 1024,
	.idle_ms = 60000,
	.write_ms = 30000,
	.write_grace_ms = 5000,
	.write_min_rate = 1024,
};

static void must(int error)
{
	if (error != 0)
		abort(); /* calls on events fail only on wrong use or without memory */
}

/* ---- accepting ---- */

static void listeners_on(struct http_server *s)
{
	for (size_t i = 0; i < s->listener_count; i++)
		must(event_add(&s->listeners[i].event, NULL));
}

static void listeners_off(struct http_server *s)
{
	for (size_t i = 0; i < s->listener_count; i++)
		must(event_del(&s->listeners[i].event));
}

static void on_resume(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what; /* a timer */
	struct http_server *const s = arg;
	s->stats.accept_paused = false;
	listeners_on(s);
}

/* Without this the listener would stay readable and the loop would spin. */
static void accept_pause(struct http_server *s)
{
	const struct timeval pause = { .tv_usec = PAUSE_MS * 1000 };
	s->stats.accept_paused = true;
	listeners_off(s);
	must(evtimer_add(&s->resume_timer, &pause));
}

static struct address address_of(const struct sockaddr_storage *from)
{
	struct address a = { { 0 } };
	if (from->ss_family == AF_INET6) {
		memcpy(a.b, &((const struct sockaddr_in6 *)from)->sin6_addr, sizeof(a.b));
	} else if (from->ss_family == AF_INET) {
		memset(a.b + 10, 0xff, 2);
		memcpy(a.b + 12, &((const struct sockaddr_in *)from)->sin_addr, 4);
	}
	return a;
}

static void take_connection(struct http_server *s, int fd, const struct sockaddr_storage *from)
{
	s->stats.accepted++;
	const size_t cap = s->config.limits.connections;
	if (s->stats.connections >= cap + HTTP_REFUSED_CONNECTIONS) {
		(void)close(fd); /* nothing was said on it */
		return;
	}
	const struct address peer = address_of(from);
	conn_open(s, fd, &peer, s->stats.connections >= cap);
}

enum accepted { ACCEPTED_ONE, ACCEPTED_NONE, ACCEPT_FAILED };

static enum accepted accept_one(struct http_server *s, int listener_fd)
{
	struct sockaddr_storage from = { .ss_family = AF_UNSPEC };
	socklen_t size = sizeof(from);
	const int fd =
		accept4(listener_fd, (struct sockaddr *)&from, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (fd >= 0) {
		take_connection(s, fd, &from);
		return ACCEPTED_ONE;
	}
	switch (errno) {
	case EAGAIN:
	case EINTR: return ACCEPTED_NONE;
	case ECONNABORTED:
	case EPROTO:
	case ENETDOWN:
	case ENETUNREACH:
	case EHOSTDOWN:
	case EHOSTUNREACH:
	case ENONET:
	case ENOPROTOOPT:
	case EOPNOTSUPP:
	case EPERM: return ACCEPTED_ONE; /* it ended by itself: see accept(2) */
	default: return ACCEPT_FAILED;
	}
}

static void on_acceptable(evutil_socket_t listener_fd, short what, void *arg)
{
	(void)what; /* readable */
	struct http_server *const s = ((struct listener *)arg)->server;
	enum accepted last = ACCEPTED_ONE;
	for (int i = 0; i < ACCEPT_BATCH && last == ACCEPTED_ONE; i++)
		last = accept_one(s, listener_fd);
	if (last == ACCEPT_FAILED)
		accept_pause(s);
}

/* ---- ending ---- */

static void on_drained(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what; /* a timer: none is left, or the grace is over */
	struct http_server *const s = arg;
	if (s->drain_told)
		return;
	s->drain_told = true;
	s->drain_done(s->drain_ctx); /* may destroy s */
}

static void drain_tell_in(struct http_server *s, int64_t ms)
{
	const struct timeval in = { .tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000 };
	must(evtimer_add(&s->drain_timer, &in));
}

void server_conn_ended(struct http_server *s)
{
	s->stats.connections--;
	if (s->draining && s->stats.connections == 0 && !s->drain_told)
		drain_tell_in(s, 0);
}

static void close_idle(struct http_server *s)
{
	struct conn *c = s->conns;
	while (c != NULL) {
		struct conn *const next = c->next;
		conn_close_idle(c);
		c = next;
	}
}

/* For those who wait to be accepted nobody comes after us. Who would be over the cap and told
 * nothing is left to the kernel, which tells as much. */
static void accept_all(struct http_server *s)
{
	const size_t most = s->config.limits.connections + HTTP_REFUSED_CONNECTIONS;
	for (size_t i = 0; i < s->listener_count; i++) {
		enum accepted last = ACCEPTED_ONE;
		while (last == ACCEPTED_ONE && s->stats.connections < most)
			last = accept_one(s, s->listeners[i].fd);
	}
}

void http_server_drain(struct http_server *s, int64_t grace_ms, void (*done)(void *ctx), void *ctx)
{
	assert(!s->draining);
	s->draining = true;
	s->drain_done = done;
	s->drain_ctx = ctx;
	listeners_off(s);
	must(event_del(&s->resume_timer));
	s->stats.accept_paused = false;
	close_idle(s); /* first, for its room */
	accept_all(s);
	close_idle(s);
	drain_tell_in(s, s->stats.connections > 0 ? grace_ms : 0);
}

void http_server_destroy(struct http_server *s)
{
	if (s == NULL)
		return;
	listeners_off(s);
	must(event_del(&s->resume_timer));
	must(event_del(&s->drain_timer));
	struct conn *c = s->conns;
	while (c != NULL) {
		struct conn *const next = c->next;
		conn_abandon(c);
		c = next;
	}
	while (s->head_count > 0) {
		s->head_count--;
		free(s->heads[s->head_count]);
	}
	free(s->listeners);
	free(s);
}

struct http_server_stats http_server_stats(const struct http_server *s)
{
	return s->stats;
}

struct http_server *http_server_create(
	struct loop *l, const int *fds, size_t fd_count, const struct http_server_config *config)
{
	struct http_server *const s = calloc(1, sizeof(*s));
	struct listener *const listeners = calloc(fd_count + 1, sizeof(*listeners));
	if (s == NULL || listeners == NULL)
		abort(); /* out of memory ends the process, as everywhere */
	struct event_base *const base = loop_base(l);
	s->loop = l;
	s->config = *config;
	s->listeners = listeners;
	s->listener_count = fd_count;
	for (size_t i = 0; i < fd_count; i++) {
		listeners[i] = (struct listener){ .fd = fds[i], .server = s };
		must(event_assign(&listeners[i].event, base, fds[i], EV_READ | EV_PERSIST,
			on_acceptable, &listeners[i]));
	}
	must(evtimer_assign(&s->resume_timer, base, on_resume, s));
	must(evtimer_assign(&s->drain_timer, base, on_drained, s));
	listeners_on(s);
	return s;
}
