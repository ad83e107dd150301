/* Answers: head, body, one sendmsg. */
#include <assert.h>
#include <errno.h>
#include <linux/sockios.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "base/date.h"
#include "http/conn.h"

static const char *reason_phrase(int status)
{
	switch (status) {
	case 200: return "OK";
	case 201: return "Created";
	case 202: return "Accepted";
	case 204: return "No Content";
	case 206: return "Partial Content";
	case 301: return "Moved Permanently";
	case 302: return "Found";
	case 303: return "See Other";
	case 304: return "Not Modified";
	case 307: return "Temporary Redirect";
	case 308: return "Permanent Redirect";
	case 400: return "Bad Request";
	case 401: return "Unauthorized";
	case 403: return "Forbidden";
	case 404: return "Not Found";
	case 405: return "Method Not Allowed";
	case 406: return "Not Acceptable";
	case 408: return "Request Timeout";
	case 409: return "Conflict";
	case 410: return "Gone";
	case 412: return "Precondition Failed";
	case 413: return "Content Too Large";
	case 414: return "URI Too Long";
	case 415: return "Unsupported Media Type";
	case 417: return "Expectation Failed";
	case 421: return "Misdirected Request";
	case 422: return "Unprocessable Content";
	case 428: return "Precondition Required";
	case 429: return "Too Many Requests";
	case 431: return "Request Header Fields Too Large";
	case 500: return "Internal Server Error";
	case 501: return "Not Implemented";
	case 503: return "Service Unavailable";
	case 505: return "HTTP Version Not Supported";
	default: return ""; /* RFC 9112, section 4: it may be empty */
	}
}

/* IMF-fixdate (RFC 9110, section 5.6.7), made once a second. */
static struct str date_text(struct http_server *s)
{
	static const char days[7][4] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char months[12][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
		"Sep", "Oct", "Nov", "Dec" };
	const int64_t now_s = clock_now_us() / 1000000;
	if (now_s != s->date_s) {
		const int32_t date = (int32_t)(now_s / 86400);
		const unsigned second = (unsigned)(now_s % 86400);
		int year;
		int month;
		int day;
		date_to_civil(date, &year, &month, &day);
		(void)snprintf(s->date, sizeof(s->date), "%s, %02u %s %04u %02u:%02u:%02u GMT",
			days[date_weekday(date) - 1], (unsigned)day, months[month - 1],
			(unsigned)year, second / 3600, second / 60 % 60, second % 60);
		s->date_s = now_s;
	}
	return str_from(s->date);
}

static void add_field(struct buf *b, struct str name, struct str value)
{
	buf_add_str(b, name);
	buf_add_str(b, STR(": "));
	buf_add_str(b, value);
	buf_add_str(b, STR("\r\n"));
}

/* 204 and 304 end with their head (RFC 9112, section 6.3). */
static bool status_has_body(int status)
{
	return status != 204 && status != 304;
}

static void write_head(struct conn *c)
{
	struct buf *const b = &c->head;
	const struct http_resp *const resp = &c->resp;
	buf_reset(b);
	buf_add_str(b, STR("HTTP/1.1 "));
	buf_add_int(b, resp->status);
	buf_add_char(b, ' ');
	buf_add_str(b, str_from(reason_phrase(resp->status)));
	buf_add_str(b, STR("\r\n"));
	add_field(b, STR("Date"), date_text(c->server));
	for (size_t i = 0; i < resp->header_count; i++)
		add_field(b, resp->headers[i].name, resp->headers[i].value);
	if (status_has_body(resp->status)) {
		buf_add_str(b, STR("Content-Length: "));
		buf_add_int(b, (int64_t)resp->body.len);
		buf_add_str(b, STR("\r\n"));
	}
	if (c->closing)
		buf_add_str(b, STR("Connection: close\r\n"));
	else if (c->parser.is_http_10)
		buf_add_str(b, STR("Connection: keep-alive\r\n"));
	buf_add_str(b, STR("\r\n"));
}

void conn_answer(struct conn *c)
{
	struct http_resp *const resp = &c->resp;
	assert(resp->status >= 200 && resp->status <= 599);
	assert(status_has_body(resp->status) || resp->body.len == 0);
	c->closing = c->closing || resp->close || !c->parser.keep_alive || c->server->draining;
	write_head(c);
	if (c->head.len > CONN_ANSWER_HEAD_BYTES || c->head.overflow || resp->body.overflow) {
		static const struct http_refusal too_large = { ERR_INTERNAL,
			"http.antwoord_te_groot", "Het antwoord is te groot." };
		conn_refuse(c, too_large, true);
		return;
	}
	if (c->parser.req.method == HTTP_HEAD)
		buf_reset(&resp->body);
	/* A copy costs less than a second piece in the call. */
	if (resp->body.len <= CONN_COPIED_BYTES) {
		buf_add_str(&c->head, buf_str(&resp->body));
		buf_reset(&resp->body);
	}
	c->sent = 0;
	c->to_send = c->head.len + resp->body.len;
	c->state = CONN_WRITING;
	c->write_us = 0;
	conn_write(c);
}

static ssize_t send_some(const struct conn *c)
{
	if (c->to_send == c->head.len)
		return send(c->fd, c->head.ptr + c->sent, c->to_send - c->sent,
			MSG_NOSIGNAL | MSG_DONTWAIT);
	struct iovec parts[2];
	size_t count = 0;
	const size_t head_sent = c->sent < c->head.len ? c->sent : c->head.len;
	const size_t body_sent = c->sent - head_sent;
	if (head_sent < c->head.len) {
		parts[count].iov_base = c->head.ptr + head_sent;
		parts[count].iov_len = c->head.len - head_sent;
		count++;
	}
	const size_t body_left = c->to_send - c->head.len - body_sent;
	if (body_left > 0) {
		parts[count].iov_base = c->resp.body.ptr + body_sent;
		parts[count].iov_len = body_left;
		count++;
	}
	const struct msghdr message = { .msg_iov = parts, .msg_iovlen = count };
	return sendmsg(c->fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* What the kernel holds that the client has not taken. */
static size_t socket_holds(const struct conn *c)
{
	int bytes = 0;
	return ioctl(c->fd, SIOCOUTQ, &bytes) == 0 && bytes > 0 ? (size_t)bytes : 0;
}

void conn_look_taken(struct conn *c)
{
	const size_t total = c->sent + c->before;
	const size_t held = socket_holds(c);
	if (held > total || total - held <= c->taken)
		return;
	c->taken = total - held;
	c->since_us = clock_mono_us();
}

static void wait_begins(struct conn *c)
{
	const size_t held = socket_holds(c);
	c->before = held > c->sent ? held - c->sent : 0;
	c->taken = 0;
	c->write_us = clock_mono_us();
	c->since_us = c->write_us;
}

void conn_write(struct conn *c)
{
	while (c->sent < c->to_send) {
		const ssize_t n = send_some(c);
		if (n > 0) {
			c->sent += (size_t)n;
			continue;
		}
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK) {
			conn_close(c); /* the client is gone */
			return;
		}
		if (c->write_us == 0)
			wait_begins(c);
		if (event_add(&c->write_event, NULL) != 0)
			abort(); /* fails only without memory */
		return;
	}
	conn_answered(c);
}

static bool is_ours(struct str name)
{
	return str_eq_nocase(name, STR("content-length")) ||
	       str_eq_nocase(name, STR("transfer-encoding")) ||
	       str_eq_nocase(name, STR("connection")) || str_eq_nocase(name, STR("date"));
}

/* A line end in a value would let whoever made it write our answer: never, in no build. */
static bool value_is_clean(struct str value)
{
	for (size_t i = 0; i < value.len; i++) {
		if (value.ptr[i] == '\r' || value.ptr[i] == '\n' || value.ptr[i] == '\0')
			return false;
	}
	return true;
}

void http_resp_header(struct http_resp *resp, const char *name, struct str value)
{
	const struct str text = str_from(name);
	if (resp->header_count == HTTP_MAX_RESP_HEADERS || is_ours(text) || !value_is_clean(value))
		abort(); /* a bug of the handler */
	resp->headers[resp->header_count] = (struct http_header){ .name = text, .value = value };
	resp->header_count++;
}
