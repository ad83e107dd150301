/*
 * The strict HTTP/1.1 layer: bytes of a connection in, one request at a time to a handler that runs
 * as a task, one answer out, in order. TLS and HTTP/2 end at the proxy in front.
 *
 * It knows framing, limits, deadlines, pipelining, drain; it knows no routes, no JSON, no problem
 * documents (the owner gives a function that writes the body of a refusal). Rules and their
 * sources: RFC 9110, RFC 9112; every framing fault answers 400 and closes. A request that is right
 * but for somebody else's host answers 421 (RFC 9110, sections 7.4 and 15.5.20), which is neither.
 * The parser (parse.h) is pure and works on any split of the bytes.
 *
 * A client that closes its half of the connection is still answered; one that resets it is gone:
 * its handler runs to its end and the answer is dropped.
 */
#ifndef HTTP_HTTP_H
#define HTTP_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/address.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "task/task.h"

enum http_method {
	HTTP_GET,
	HTTP_HEAD,
	HTTP_POST,
	HTTP_PUT,
	HTTP_PATCH,
	HTTP_DELETE,
	HTTP_OPTIONS,
	HTTP_OTHER, /* a token that we do not know: 501 */
};

struct http_header {
	struct str name;  /* as received; compare with str_eq_nocase */
	struct str value; /* without the white space around it */
};

#define HTTP_MAX_HEADERS 64

/* Over the cap of connections so many more are told 503 (and may read it); those after them are
 * just closed. */
#define HTTP_REFUSED_CONNECTIONS 64

struct http_limits {
	size_t line_bytes;	/* request line, 8192: 414 */
	size_t head_bytes;	/* all fields, 16384: 431 */
	size_t body_bytes;	/* 65536: 413 */
	size_t chunks;		/* 1000: 413 */
	size_t answer_bytes;	/* most an answer may hold, 16 MiB */
	size_t connections;	/* of a server, 1024; over it 503 and close */
	size_t requests;	/* of a server at work, 1024; over it 503 */
	int64_t head_ms;	/* 10000, from the first byte of a request: 408 */
	int64_t body_ms;	/* 30000 in all: 408 */
	int64_t body_grace_ms;	/* 5000, from here on a body must have come at a minimum rate */
	size_t body_min_rate;	/* 1024 bytes a second on average: 408; 0 asks for none */
	int64_t idle_ms;	/* 60000 between requests: close */
	int64_t write_ms;	/* 30000 without progress: close */
	int64_t write_grace_ms; /* 5000, from here on an answer must have been taken at a minimum
				   rate */
	size_t write_min_rate;	/* 1024 bytes a second on average: close; 0 asks for none */
};
extern const struct http_limits http_limits_default;

/* Stays valid until the handler returns, also when the client is gone by then. */
struct http_req {
	enum http_method method;
	struct str method_text;
	struct str target; /* raw, as received */
	struct str path;   /* raw path without the query; starts with '/', or is "*" (OPTIONS) */
	struct str query;  /* raw, without '?'; ptr NULL when there is none */
	struct str host;   /* with its port, if any; ptr NULL in an HTTP/1.0 request without */
	struct http_header headers[HTTP_MAX_HEADERS];
	size_t header_count;
	struct str body;     /* whole, de-chunked; empty when none; ptr NULL when the request has no
				body at all */
	int64_t started_us;  /* clock_mono_us at its first byte */
	struct address peer; /* of the other end of the connection: a client, or a proxy */
};

/* The value of the one field of that name; STR_NULL when absent; *ret_count (may be NULL) says how
 * many there were. */
struct str http_req_header(const struct http_req *req, const char *name, size_t *ret_count);

/*
 * One percent-decoded path segment or query part. Refuses bad escapes, %00, and what decodes to
 * invalid UTF-8. '+' becomes a space only when `plus_is_space` (queries).
 */
MUST_CHECK enum err http_percent_decode(
	struct arena *a, struct str raw, bool plus_is_space, struct str *ret_text);

/* What is not plain (RFC 3986, section 2.3) as %XX: for one part of a path or query. */
struct str http_percent_encode(struct arena *a, struct str text);

struct http_query_pair {
	struct str key, value; /* decoded */
	bool again;	       /* one before it has the same key */
};
#define HTTP_MAX_QUERY_PAIRS 32

/* Splits and decodes a raw query string; too many pairs are ERR_INVALID, as is what cannot be
 * decoded. */
MUST_CHECK enum err http_query_parse(struct arena *a, struct str raw,
	struct http_query_pair pairs[static HTTP_MAX_QUERY_PAIRS], size_t *ret_count);

#define HTTP_MAX_RESP_HEADERS 32

struct http_resp {
	int status;
	struct http_header headers[HTTP_MAX_RESP_HEADERS]; /* memory of the task's arena */
	size_t header_count;
	struct buf body; /* limited by answer_bytes; Content-Length is made from it */
	bool close;	 /* close the connection after this answer */
};

/*
 * Adds a field; aborts over HTTP_MAX_RESP_HEADERS, and on a value that holds CR, LF or NUL.
 * `name` and `value` are borrowed until the handler returns. Date, Content-Length, Connection and
 * Transfer-Encoding are the layer's own. A 204 or 304 has no body; that of HEAD is dropped here.
 */
void http_resp_header(struct http_resp *resp, const char *name, struct str value);

/*
 * A list of hosts is names with commas between them, each with or without a port: a name without
 * one stands for that name with any port. Empty: every host.
 */
bool http_hosts_is_valid(struct str hosts);

/* Whether a valid Host (ptr NULL: none) is on a valid list. */
bool http_hosts_include(struct str hosts, struct str host);

struct http_server_config {
	struct http_limits limits;
	struct str hosts; /* that we answer for, any other 421; outlives the server */
	/* Runs in a task of its own for each request. Must set resp->status. The client may be gone
	 * meanwhile: not an error. */
	void (*on_request)(
		struct task *t, const struct http_req *req, struct http_resp *resp, void *ctx);
	/* Whether the handler of this request never waits: then it runs over limits.requests too.
	 * NULL: none is so. */
	bool (*is_brief)(const struct http_req *req, void *ctx);
	/*
	 * Fills the answer of what the layer itself refuses (400, 408, 413, 414, 417, 421, 431,
	 * 500, 501, 503, 505). resp->status is set; `a` lives until the answer is made. Runs
	 * outside of any task and cannot suspend. A 503 gets Retry-After: 1 when this gives none.
	 */
	void (*on_refusal)(enum err why, const char *code, const char *detail,
		struct http_resp *resp, struct arena *a, void *ctx);
	void *ctx;
};

struct http_server_stats {
	size_t connections;
	size_t running; /* requests at work */
	uint64_t accepted;
	uint64_t requests;
	uint64_t refused;   /* answered by the layer itself */
	bool accept_paused; /* out of descriptors just now */
};

struct http_server;

/* Serves on listening sockets that the caller opened (non-blocking) and owns. */
struct http_server *http_server_create(
	struct loop *l, const int *fds, size_t fd_count, const struct http_server_config *config);

/*
 * Accepts who waits for it and stops accepting, closes idle connections, answers what runs with
 * Connection: close. Calls done(ctx) once, from the loop, when no connection is left or after
 * grace_ms. From its return on nobody is taken from the listening sockets: the caller closes them,
 * or the kernel goes on making connections that nobody serves.
 */
void http_server_drain(struct http_server *s, int64_t grace_ms, void (*done)(void *ctx), void *ctx);

/* Closes what is open. Handlers that still run end on their own; they need no server, only ctx. */
void http_server_destroy(struct http_server *s);
struct http_server_stats http_server_stats(const struct http_server *s);

/*
 * Opens a non-blocking listening TCP socket of the caller on the first address of `host` (NULL:
 * all). ERR_INVALID when there is no such host; ERR_UNAVAILABLE when the address cannot be had,
 * and errno says why (EADDRINUSE, EACCES, …). May ask DNS: for the start of a program only.
 */
MUST_CHECK enum err http_listen(const char *host, uint16_t port, int backlog, int *ret_fd);

#endif
