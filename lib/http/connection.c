#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/date.h"
#include "http/conn.h"

/* Calls on events fail only on wrong use, so a failure is a bug of ours. */
static void must(int error)
{
	if (error != 0)
		abort();
}

/* ---- life ---- */

static void conn_leave(struct conn *c)
{
	c->users--;
	if (!c->gone || c->users > 0)
		return;
	struct http_server *const s = c->server;
	http_parser_fini(&c->parser);
	buf_fini(&c->resp.body);
	buf_fini(&c->head);
	buf_fini(&c->pending);
	if (s != NULL) {
		if (c->prev != NULL)
			c->prev->next = c->next;
		else
			s->conns = c->next;
		if (c->next != NULL)
			c->next->prev = c->prev;
		server_conn_ended(s);
	}
	free(c);
}

void conn_close(struct conn *c)
{
	if (c->gone)
		return;
	c->gone = true;
	must(event_del(&c->read_event));
	must(event_del(&c->write_event));
	must(event_del(&c->timer));
	(void)close(c->fd); /* nothing of ours is lost by it: what had to be sent was sent */
	c->fd = -1;
}

void conn_abandon(struct conn *c)
{
	c->users++;
	conn_close(c);
	c->server = NULL;
	conn_leave(c);
}

/* ---- reading or not ---- */

static void conn_deafen(struct conn *c)
{
	must(event_del(&c->read_event));
	c->deaf = true;
}

static void conn_listen(struct conn *c)
{
	if (c->deaf)
		must(event_add(&c->read_event, NULL));
	c->deaf = false;
}

/* ---- deadlines ---- */

/* From a grace on a minimum rate: as long as the bytes so far allow, and never over `most_ms`. */
static int64_t rate_ms(size_t bytes, size_t min_rate, int64_t grace_ms, int64_t most_ms)
{
	if (min_rate == 0)
		return most_ms;
	int64_t ms = (int64_t)(bytes * 1000 / min_rate);
	if (ms < grace_ms)
		ms = grace_ms;
	return ms < most_ms ? ms : most_ms;
}

static int64_t body_deadline_us(const struct conn *c)
{
	const struct http_limits *const limits = &c->server->config.limits;
	return c->since_us + rate_ms(http_parser_body_bytes(&c->parser), limits->body_min_rate,
				     limits->body_grace_ms, limits->body_ms) *
				     1000;
}

/* Progress alone is not enough: a byte now and then would hold the connection without end. */
static int64_t write_deadline_us(struct conn *c)
{
	const struct http_limits *const limits = &c->server->config.limits;
	conn_look_taken(c);
	const int64_t progress_us = c->since_us + limits->write_ms * 1000;
	const int64_t most_ms = (progress_us - c->write_us) / 1000;
	return c->write_us +
	       rate_ms(c->taken, limits->write_min_rate, limits->write_grace_ms, most_ms) * 1000;
}

static int64_t deadline_us(struct conn *c)
{
	const struct http_limits *const limits = &c->server->config.limits;
	switch (c->state) {
	case CONN_READING: break;
	case CONN_HANDLING: return 0; /* the handler's own waits have theirs */
	case CONN_WRITING: return write_deadline_us(c);
	case CONN_LINGERING: return c->since_us + CONN_LINGER_MS * 1000;
	}
	switch (http_parser_phase(&c->parser)) {
	case HTTP_PHASE_NONE: return c->since_us + limits->idle_ms * 1000;
	case HTTP_PHASE_HEAD: return c->parser.req.started_us + limits->head_ms * 1000;
	case HTTP_PHASE_BODY: return body_deadline_us(c);
	case HTTP_PHASE_DONE: break;
	}
	return 0;
}

static void timer_set(struct conn *c, int64_t now_us)
{
	const int64_t left_us = c->deadline_us > now_us ? c->deadline_us - now_us : 0;
	const struct timeval left = {
		.tv_sec = left_us / 1000000,
		.tv_usec = left_us % 1000000,
	};
	must(evtimer_add(&c->timer, &left));
	c->timer_us = c->deadline_us;
}

void conn_schedule(struct conn *c)
{
	if (c->gone)
		return;
	c->deadline_us = deadline_us(c);
	/* Most deadlines move away before they are reached: then the timer is left to fire early.
	 */
	if (c->deadline_us != 0 && (c->timer_us == 0 || c->deadline_us < c->timer_us))
		timer_set(c, clock_mono_us());
}

static const struct http_refusal slow_head = { ERR_REQUEST_TIMEOUT, "http.te_traag",
	"Het verzoek kwam niet op tijd binnen." };
static const struct http_refusal slow_body = { ERR_REQUEST_TIMEOUT, "http.te_traag",
	"De body kwam niet snel genoeg binnen." };

static void deadline_passed(struct conn *c)
{
	if (c->state == CONN_READING) {
		switch (http_parser_phase(&c->parser)) {
		case HTTP_PHASE_HEAD: conn_refuse(c, slow_head, true); return;
		case HTTP_PHASE_BODY: conn_refuse(c, slow_body, true); return;
		case HTTP_PHASE_NONE:
		case HTTP_PHASE_DONE: break;
		}
	}
	conn_close(c);
}

static void on_timer(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what; /* a timer */
	struct conn *const c = arg;
	c->timer_us = 0;
	if (c->deadline_us == 0)
		return;
	c->deadline_us = deadline_us(c); /* a client takes of an answer without our hearing of it */
	const int64_t now_us = clock_mono_us();
	if (now_us < c->deadline_us) {
		timer_set(c, now_us);
		return;
	}
	c->users++;
	deadline_passed(c);
	conn_schedule(c);
	conn_leave(c);
}

/* ---- from bytes to requests ---- */

static void run_request(struct task *t, void *arg)
{
	struct conn *const c = arg;
	struct http_server *const s = c->server;
	s->config.on_request(t, &c->parser.req, &c->resp, s->config.ctx);
	/* From here on s may be gone, but then so is the connection. */
	if (c->server != NULL)
		s->stats.running--;
	if (!c->gone) {
		conn_answer(c);
		conn_schedule(c);
	}
	conn_leave(c);
}

static bool has_room(const struct http_server *s, const struct http_req *req)
{
	const struct http_server_config *const config = &s->config;
	return s->stats.running < config->limits.requests ||
	       (config->is_brief != NULL && config->is_brief(req, config->ctx));
}

static enum err start_request(struct conn *c)
{
	struct http_server *const s = c->server;
	if (!has_room(s, &c->parser.req))
		return ERR_UNAVAILABLE;
	c->users++; /* of run_request */
	s->stats.running++;
	const enum err e = task_spawn(s->loop, run_request, c);
	if (e != ERR_OK) {
		s->stats.running--;
		c->users--;
	}
	return e;
}

static void conn_handle(struct conn *c)
{
	struct http_server *const s = c->server;
	if (!http_hosts_include(s->config.hosts, c->parser.req.host)) {
		static const struct http_refusal elsewhere = { ERR_MISDIRECTED, "http.andere_host",
			"Deze service antwoordt niet voor de host in het verzoek." };
		conn_refuse(c, elsewhere, false);
		return;
	}
	s->stats.requests++;
	c->state = CONN_HANDLING;
	if (start_request(c) == ERR_OK)
		return;
	static const struct http_refusal busy = { ERR_UNAVAILABLE, "http.bezet",
		"Het is te druk. Probeer het zo weer." };
	conn_refuse(c, busy, false);
}

/* RFC 9110, section 10.1.1. When the socket is full the client goes on without after a while. */
static void send_continue(struct conn *c)
{
	static const char text[] = "HTTP/1.1 100 Continue\r\n\r\n";
	const ssize_t n = send(c->fd, text, sizeof(text) - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
	if (n > 0 && (size_t)n < sizeof(text) - 1)
		conn_close(c); /* half a line cannot be taken back */
}

/* A connection that waits for a request holds no memory for one. */
static void request_begins(struct conn *c)
{
	struct http_server *const s = c->server;
	c->parser.req.started_us = clock_mono_us();
	c->parser.req.peer = c->peer;
	if (c->parser.memory == NULL && s->head_count > 0) {
		s->head_count--;
		http_parser_lend_memory(&c->parser, s->heads[s->head_count]);
	}
}

static void request_ends(struct conn *c)
{
	struct http_server *const s = c->server;
	http_parser_next(&c->parser);
	char *const memory = http_parser_take_memory(&c->parser);
	if (memory != NULL && s->head_count < SERVER_SPARE_HEADS) {
		s->heads[s->head_count] = memory;
		s->head_count++;
	} else {
		free(memory);
	}
}

/* Feeds the parser until the bytes are used up, something else has to happen first, or it is the
 * turn of others: then the loop comes back. */
static size_t conn_process(struct conn *c, const char *bytes, size_t len)
{
	size_t at = 0;
	size_t answered_bytes = 0;
	unsigned requests = 0;
	assert(!c->processing);
	c->processing = true;
	while (at < len && !c->gone && c->state == CONN_READING) {
		if (requests == CONN_TURN_REQUESTS || answered_bytes >= CONN_TURN_BYTES) {
			event_active(&c->read_event, EV_READ, 1);
			break;
		}
		if (http_parser_phase(&c->parser) == HTTP_PHASE_NONE)
			request_begins(c);
		size_t used = 0;
		const enum http_parse verdict =
			http_parser_feed(&c->parser, bytes + at, len - at, &used);
		at += used;
		switch (verdict) {
		case HTTP_PARSE_MORE: break;
		case HTTP_PARSE_HEAD:
			c->since_us = clock_mono_us();
			if (c->parser.expects_continue && at == len)
				send_continue(c);
			break;
		case HTTP_PARSE_DONE:
			conn_handle(c);
			requests++;
			answered_bytes += c->state == CONN_READING ? c->to_send : 0;
			break;
		case HTTP_PARSE_REFUSED:
			conn_refuse(c, c->parser.refusal, true);
			at = len;
			break;
		}
	}
	c->processing = false;
	return at;
}

static void process_pending(struct conn *c)
{
	c->pending_at +=
		conn_process(c, c->pending.ptr + c->pending_at, c->pending.len - c->pending_at);
	if (c->pending_at < c->pending.len)
		return;
	buf_reset(&c->pending);
	c->pending_at = 0;
}

/* Room for bytes that cannot be used yet. */
static size_t pending_room(struct conn *c)
{
	if (c->pending_at > 0) {
		memmove(c->pending.ptr, c->pending.ptr + c->pending_at,
			c->pending.len - c->pending_at);
		c->pending.len -= c->pending_at;
		c->pending_at = 0;
	}
	return CONN_PENDING_BYTES - c->pending.len;
}

static const struct http_refusal incomplete = { ERR_INVALID, "http.onvolledig",
	"De verbinding eindigde voordat het verzoek compleet was." };

/* All was said and handled: nothing more can come of this connection. */
static void end_of_input(struct conn *c)
{
	if (!c->eof || c->gone || c->state != CONN_READING || c->pending_at < c->pending.len)
		return;
	if (http_parser_phase(&c->parser) == HTTP_PHASE_NONE)
		conn_close(c);
	else
		conn_refuse(c, incomplete, true);
}

static void take_bytes(struct conn *c, size_t len)
{
	const char *const bytes = c->server->scratch;
	size_t used = 0;
	switch (c->state) {
	case CONN_LINGERING:
		c->lingered += len;
		if (c->lingered > CONN_LINGER_BYTES)
			conn_close(c);
		return;
	case CONN_READING: used = conn_process(c, bytes, len); break;
	case CONN_HANDLING:
	case CONN_WRITING: break;
	}
	if (!c->gone && c->state != CONN_LINGERING && used < len)
		buf_add(&c->pending, bytes + used, len - used);
}

static void conn_receive(struct conn *c)
{
	struct http_server *const s = c->server;
	size_t room = sizeof(s->scratch);
	if (c->state == CONN_HANDLING || c->state == CONN_WRITING)
		room = pending_room(c);
	if (room == 0) {
		conn_deafen(c); /* until the answer is out */
		return;
	}
	const ssize_t n = recv(c->fd, s->scratch, room, MSG_DONTWAIT);
	if (n > 0) {
		take_bytes(c, (size_t)n);
		return;
	}
	if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
		return;
	if (n < 0 || c->state == CONN_LINGERING) {
		conn_close(c); /* reset, or said goodbye back */
		return;
	}
	/* A client may close its half and still wait for answers: we go on with what it asked. */
	c->eof = true;
	conn_deafen(c);
}

static void on_readable(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what; /* also activated by hand, when pipelined bytes are waiting */
	struct conn *const c = arg;
	c->users++;
	if (c->state == CONN_READING && c->pending_at < c->pending.len)
		process_pending(c);
	else if (!c->eof)
		conn_receive(c);
	end_of_input(c);
	conn_schedule(c);
	conn_leave(c);
}

static void on_writable(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what; /* writable, the only thing it waits for */
	struct conn *const c = arg;
	c->users++;
	conn_write(c);
	conn_schedule(c);
	conn_leave(c);
}

/* ---- between requests ---- */

static void conn_linger(struct conn *c)
{
	if (c->eof || shutdown(c->fd, SHUT_WR) != 0) {
		conn_close(c);
		return;
	}
	c->state = CONN_LINGERING;
	c->lingered = 0;
	buf_fini(&c->pending);
	c->pending_at = 0;
	conn_listen(c);
}

/* What was needed for a large answer is not kept for small ones. */
static void buffer_trim(struct buf *b)
{
	if (b->cap > CONN_KEPT_BYTES)
		buf_fini(b);
	else
		buf_reset(b);
}

void conn_answered(struct conn *c)
{
	c->since_us = clock_mono_us();
	buffer_trim(&c->head);
	buffer_trim(&c->resp.body);
	if (c->closing) {
		conn_linger(c);
		return;
	}
	request_ends(c);
	c->state = CONN_READING;
	c->resp.status = 0;
	c->resp.header_count = 0;
	c->resp.close = false;
	if (!c->eof)
		conn_listen(c);
	/* Inside conn_process its loop goes on; else the loop comes back for what is waiting. */
	if (!c->processing && (c->eof || c->pending_at < c->pending.len))
		event_active(&c->read_event, EV_READ, 1);
}

void conn_close_idle(struct conn *c)
{
	c->users++;
	/* A request may have come in just now: that one is still answered. */
	if (c->state == CONN_READING && c->pending_at == c->pending.len && !c->eof)
		conn_receive(c);
	end_of_input(c);
	if (!c->gone && c->state == CONN_READING && c->pending_at == c->pending.len &&
		http_parser_phase(&c->parser) == HTTP_PHASE_NONE)
		conn_close(c);
	conn_schedule(c);
	conn_leave(c);
}

void conn_open(struct http_server *s, int fd, const struct address *peer, bool refuse)
{
	struct conn *const c = calloc(1, sizeof(*c));
	if (c == NULL)
		abort(); /* out of memory ends the process, as everywhere */
	c->server = s;
	c->fd = fd;
	c->peer = *peer;
	http_parser_init(&c->parser, &s->config.limits);
	buf_init(&c->head, CONN_ANSWER_HEAD_BYTES + CONN_COPIED_BYTES);
	buf_init(&c->pending, CONN_PENDING_BYTES);
	buf_init(&c->resp.body, s->config.limits.answer_bytes);
	struct event_base *const base = loop_base(s->loop);
	must(event_assign(&c->read_event, base, fd, EV_READ | EV_PERSIST, on_readable, c));
	must(event_assign(&c->write_event, base, fd, EV_WRITE, on_writable, c));
	must(evtimer_assign(&c->timer, base, on_timer, c));
	must(event_add(&c->read_event, NULL));
	c->next = s->conns;
	if (s->conns != NULL)
		s->conns->prev = c;
	s->conns = c;
	s->stats.connections++;
	c->since_us = clock_mono_us();
	c->users++;
	if (refuse) {
		static const struct http_refusal full = { ERR_UNAVAILABLE, "http.bezet",
			"Er zijn te veel verbindingen. Probeer het zo weer." };
		conn_refuse(c, full, true);
	}
	conn_schedule(c);
	conn_leave(c);
}
