/*
 * What the files of db share. The rest of the program sees db.h, wake.h and migrate.h
 * only.
 *
 * A connection answers in the order in which it was asked. Each question ("flight": one or more
 * commands) stands in the connection's list until the Sync behind it came back. A writer's flight
 * has a Sync of its own. The reads of one turn of the loop share one: to the server a Sync costs a
 * turn of its own, too. When one of them fails the server does not look at those behind it up to
 * the Sync; these are asked again, each with a Sync of its own. Nobody but the waiting tasks reads
 * the socket: the first that finds no driver becomes the driver, reads for all, wakes whose answer
 * is complete, and passes the wheel on when its own is. So an idle connection costs no task and no
 * event, and a task that gave up leaves its flight behind as an orphan whose answer is thrown away.
 */
#ifndef DB_INTERNAL_H
#define DB_INTERNAL_H

#include <libpq-fe.h>

#include "db/db.h"

/* Longest wait for one new connection. */
#define CONNECT_MS 5000
/* The server ends a statement at its time-out; this much later we stop believing in the connection.
 */
#define GRACE_MS 2000
/* Pause after failed connections: doubles from the first to the second. */
#define BACKOFF_MIN_MS 50
#define BACKOFF_MAX_MS 2000
/* As many as the generator lets a statement have. */
#define MAX_ARGUMENTS 64

struct flight {
	struct task *task; /* who waits; NULL = nobody any more */
	PGresult *result;  /* of the last statement, or of the first that failed */
	bool failed;	   /* the server refused one of its statements */
	bool lost;	   /* the connection ended before the answer was complete */
	bool skipped;	   /* the server did not look at it: one before it in its batch failed */
	bool ends_batch;   /* a Sync stands behind it */
	bool done;
	int commands; /* each has one result */
	int results;  /* seen so far */
	struct {
		const struct db_stmt *stmt;
		int at; /* which of the commands prepares it */
	} prepares[2];
	int prepare_count;
	int actor_at;  /* which of the commands states the actor; -1: none */
	bool disowned; /* it was to be proved first, and is no more */
	struct flight *next;
};

/* Which statements a connection has prepared: open addressing by pointer. */
struct stmt_set {
	const struct db_stmt **slots;
	size_t cap; /* a power of two, or 0 */
	size_t count;
};

struct conn {
	struct db *db;
	bool reader;
	PGconn *pg;	     /* NULL = not open */
	bool opening;	     /* a task of its own is connecting it */
	struct task *opener; /* a writer: who took it and waits for that */
	bool taken;   /* a writer: belongs to a transaction, or to a task that prepares one */
	bool broken;  /* to be closed by its driver, who may not lose the socket under its feet */
	bool retired; /* no new flights; closed when empty */
	bool warned;  /* the server gave a warning since this was last cleared */
	struct task *driver;	  /* reads the socket now */
	struct flight *first;	  /* sent, answer not complete, oldest first */
	struct flight *last;	  /* of that list, when it is not empty */
	struct flight *answering; /* of that list: had the last result, or gets the next */
	struct loop_hook sync;	  /* at the end of the turn, while unsynced */
	bool unsynced;		  /* there is no Sync yet behind the last flight */
	bool stated;		  /* an actor, in front of one of those */
	size_t in_flight;	  /* length of that list */
	int64_t progress_us; /* last sign of life while flights were under way, clock_mono_us */
	int failures;	     /* attempts to connect since the last success */
	int64_t retry_us;    /* not to be tried before, clock_mono_us */
	struct stmt_set prepared;
};

/* A task in a queue for a connection; lives on that task's stack. */
struct waiter {
	struct task *task;
	struct conn *conn; /* handed over */
	struct waiter *next;
};

struct db_tx {
	struct db *db;
	struct conn *conn; /* NULL = over (or the reader) */
	bool reader;
	bool begun;		/* BEGIN was sent */
	struct db_actor stated; /* last, in this transaction; no bereik: nobody */
};

struct db {
	struct loop *loop;
	struct db_config config;
	char *uri;
	char *reader_options, *writer_options; /* of the server session */
	const struct db_rule *rules;
	size_t rule_count;
	struct conn *readers, *writers;
	struct waiter *read_queue;  /* while no reader is open: all are woken when that changes */
	struct waiter *write_queue; /* FIFO; a released writer goes to the first */
	size_t waiting;
	size_t openings; /* tasks that connect */
	bool stopping;	 /* no more of these */
	bool down;	 /* the last attempt to connect failed: logged once */
	struct db_tx reader_tx;
	struct db_wake *wake; /* told of each commit; NULL = none */
};

/* ---- conn.c ---- */

/* Begins to connect, with the server options of a pool; NULL without memory. */
PGconn *db_conn_start(const struct db *d, bool reader);

/* Waits until it is open; false when it cannot be had in time. */
bool db_conn_poll(struct task *t, const struct db *d, PGconn *pg, int64_t deadline_us);

/*
 * Begins to connect c, in a task of its own: whoever asks for a connection may have less time than
 * a handshake takes, and the next would begin all over. When it is over conn->pg is set, or
 * conn->retry_us; whoever waits for it is woken. Logs only the change between up and down.
 */
void db_conn_open(struct conn *c);

/* Ends all attempts to connect; turns the loop until they are over. */
void db_conns_stop_opening(struct db *d);

/* False (and closed) when the server hung up while nobody was looking. */
bool db_conn_check(struct conn *c);

/* Closes at once; every flight on it is lost. Only its driver may, or anybody when there is none.
 */
void db_conn_lose(struct conn *c);

/* The same from any task: a driver is made to find out. */
void db_conn_break(struct conn *c);

bool db_stmt_set_has(const struct stmt_set *set, const struct db_stmt *s);
void db_stmt_set_add(struct stmt_set *set, const struct db_stmt *s);
void db_stmt_set_remove(struct stmt_set *set, const struct db_stmt *s);
void db_stmt_set_clear(struct stmt_set *set);

/* ---- flight.c ---- */

struct args {
	const char *values[MAX_ARGUMENTS];
	int lengths[MAX_ARGUMENTS];
	int formats[MAX_ARGUMENTS];
};

enum flight_kind {
	FLIGHT_SHARED, /* its Sync comes at the end of the turn, for all */
	FLIGHT_ALONE,
	FLIGHT_BEGINS, /* alone, after a BEGIN */
};

/* A statement with its arguments. */
struct call {
	const struct db_stmt *stmt;
	const struct args *args;
};

/* Sends the call (prepared first when need be), behind the one that states the actor, unless that
 * is empty. NULL = the connection is gone. */
struct flight *db_flight_send(struct task *t, struct conn *c, enum flight_kind kind,
	const struct call *actor, const struct call *call);

/* Sends the Sync that is due on c, a connection (at the end of a turn). */
void db_conn_sync(void *c);

/* Sends one command of ours without arguments and Sync; t may be NULL: then nobody waits for it. */
struct flight *db_flight_send_command(struct task *t, struct conn *c, const char *command);

/* False when the deadline passed; the flight is then no longer the caller's. */
MUST_CHECK bool db_flight_await(
	struct task *t, struct conn *c, struct flight *f, int64_t deadline_us);

void db_flight_free(struct flight *f);

/* ---- pool.c ---- */

int64_t db_deadline_in(int64_t ms);	 /* clock_mono_us then */
int64_t db_left_ms(int64_t deadline_us); /* 0 when passed; rounded up */

/* An open reader, the least loaded one. */
MUST_CHECK enum err db_reader_take(
	struct task *t, struct db *d, int64_t deadline_us, struct conn **ret_conn);

/* Whether every open reader is busy with something long. */
bool db_readers_stall(const struct db *d);

/* An open writer of one's own, in order of asking; give it back with db_writer_release. */
MUST_CHECK enum err db_writer_take(
	struct task *t, struct db *d, int64_t deadline_us, struct conn **ret_conn);
void db_writer_release(struct conn *c);

/* Tasks that wait for a reader look again. */
void db_readers_changed(struct db *d);

/* ---- wake.c ---- */

/* Something may have been committed; harmless with NULL. */
void db_wake_ring(struct db_wake *w);

/* ---- actor.c ---- */

/* Whom s runs for when t asks; one without bereik is nobody. */
struct db_actor db_actor_of(const struct task *t, const struct db *d, const struct db_stmt *s);

bool db_actor_eq(const struct db_actor *a, const struct db_actor *b);

/* What states it; the arguments go into the caller's memory and the arena. */
struct call db_actor_call(struct arena *a, const struct db_actor *actor, struct args *ret_args);

/* ---- value.c ---- */

/* Arguments in the server's binary form, in the arena or pointing into `in`. */
void db_args_encode(
	struct arena *a, const struct db_stmt *s, const void *in, struct args *ret_args);

/* One row into the statement's row struct; gives what does not fit its declaration, or NULL. */
const char *db_row_decode(
	struct arena *a, const struct db_stmt *s, const PGresult *res, int row, void *ret_row);

/* ---- fault.c ---- */

/* What a refusal of the server means: by SQLSTATE, and for rules by the name of the constraint. */
enum err db_fault_from_result(
	struct task *t, const struct db *d, const char *stmt_name, const PGresult *res);

enum err db_fault_lost(struct task *t);	   /* the connection ended; nothing was committed */
enum err db_fault_slow(struct task *t);	   /* no answer in time */
enum err db_fault_busy(struct task *t);	   /* too many wait, or no connection in time */
enum err db_fault_unknown(struct task *t); /* a commit without a clear outcome */

/* A bug of ours: `what` in plain words goes to the log. */
enum err db_fault_bug(struct task *t, const char *stmt_name, const char *what);

#endif
