/*
 * One connection and its server, as the files of http share them.
 *
 * A connection does one thing at a time: read a request, wait for its handler, write the answer,
 * linger before the close. Bytes that come in meanwhile wait in `pending`. It is freed when it is
 * closed and nobody uses it: a handler keeps it (and the request) until it ends, even when the
 * client or the server itself has gone.
 */
#ifndef HTTP_CONN_H
#define HTTP_CONN_H

#include <event2/event.h>
#include <event2/event_struct.h>

#include "http/http.h"
#include "http/parse.h"

/* Pipelined bytes behind the request that runs; over it we stop reading. */
#define CONN_PENDING_BYTES (16 * 1024)
/* What pipelined requests of one connection may take of a turn of the loop; then it is for others.
 */
#define CONN_TURN_REQUESTS 16
#define CONN_TURN_BYTES	   (64 * 1024)
/* How much we let a client say, and how long, between our last answer and the close. */
#define CONN_LINGER_BYTES (64 * 1024)
#define CONN_LINGER_MS	  1000
/* Fields of an answer together; more is a bug of the handler. */
#define CONN_ANSWER_HEAD_BYTES (64 * 1024)
/* A body up to this size goes out in one piece with the head. */
#define CONN_COPIED_BYTES 4096
/* Memory for heads that is kept for the next requests. */
#define SERVER_SPARE_HEADS 64
/* Buffers over this are given back after use. */
#define CONN_KEPT_BYTES (64 * 1024)

enum conn_state {
	CONN_READING, /* the parser's phase says what */
	CONN_HANDLING,
	CONN_WRITING,
	CONN_LINGERING, /* the last answer is out; closing at once could make the client lose it */
};

struct conn {
	struct http_server *server; /* NULL when it was destroyed */
	struct conn *prev, *next;
	int fd;
	struct address peer;
	enum conn_state state;
	unsigned users;	 /* callbacks and tasks that are inside; no freeing while there are any */
	bool gone;	 /* closed: only waits for its users */
	bool eof;	 /* the client will say no more, but may listen */
	bool closing;	 /* the answer under way is the last */
	bool processing; /* conn_process is in its loop */
	bool deaf;	 /* read_event is off */
	struct http_parser parser;
	struct http_resp resp;
	struct buf head; /* of the answer */
	size_t sent;	 /* of head and body together */
	size_t to_send;
	size_t before;	  /* of earlier answers, in the socket when this one first had to wait */
	size_t taken;	  /* by the client since then, these too; as last seen */
	int64_t write_us; /* when it first had to wait; 0: not yet */
	struct buf pending;
	size_t pending_at;
	size_t lingered;
	struct event read_event, write_event, timer;
	int64_t since_us; /* begin of waiting, of the body, of lingering; last progress of writing
			   */
	int64_t deadline_us; /* 0: none */
	int64_t timer_us;    /* when `timer` fires; it is moved only when that is too late */
};

struct listener {
	struct event event;
	int fd;
	struct http_server *server;
};

struct http_server {
	struct loop *loop;
	struct http_server_config config;
	struct listener *listeners;
	size_t listener_count;
	struct conn *conns;
	struct http_server_stats stats;
	struct event resume_timer; /* ends a pause of accepting */
	bool draining;
	bool drain_told;
	struct event drain_timer;
	void (*drain_done)(void *ctx);
	void *drain_ctx;
	char *heads[SERVER_SPARE_HEADS]; /* memory of parsers that wait for a request */
	size_t head_count;
	int64_t date_s; /* the second that `date` is of */
	char date[40];
	char scratch[16 * 1024]; /* what recv fills; used up or copied before anybody else reads */
};

/* ---- connection.c ---- */

/* Takes over fd. With `refuse` it only says 503. */
void conn_open(struct http_server *s, int fd, const struct address *peer, bool refuse);

/* Lets go of the socket at once. */
void conn_close(struct conn *c);

/* Lets go of the socket and of the server, which is being destroyed. */
void conn_abandon(struct conn *c);

/* Closes when it waits for a request and none is coming in. For draining. */
void conn_close_idle(struct conn *c);

/* The answer is out: next request, or the end. */
void conn_answered(struct conn *c);

/* Sets the deadline that belongs to the state. */
void conn_schedule(struct conn *c);

/* ---- answer.c ---- */

/* Sends what stands in c->resp. */
void conn_answer(struct conn *c);

/* Goes on sending after a full socket. */
void conn_write(struct conn *c);

/* Notes how much of the answer the client has taken: what stands in the socket is not with it yet,
 * and may be megabytes. */
void conn_look_taken(struct conn *c);

/* ---- refusal.c ---- */

/* Answers in place of a handler. With `close` it is the last answer. */
void conn_refuse(struct conn *c, struct http_refusal refusal, bool close);

/* ---- server.c ---- */

/* A connection was freed: there is room again, and a drain may be over. */
void server_conn_ended(struct http_server *s);

#endif
