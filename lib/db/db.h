/*
 * PostgreSQL for tasks: two pools on one loop, statements from tables that the SQL generator made.
 *
 * db owns connections and binds arguments; it knows no table of ours. Reads (GET) run on the read
 * pool: pipeline mode, one Sync for those of one turn of the loop (a failing one harms none of the
 * others: they are asked again by themselves), default_transaction_read_only. Writes run in a
 * transaction on a connection of its own. Waiting for a connection is FIFO with a cap: over it
 * ERR_UNAVAILABLE (503). No wait goes beyond the deadline of the task. A commit is never cancelled;
 * when its outcome is unknown (connection lost or deadline passed while committing, or the server
 * warns that the wait for replication was cancelled) the answer is ERR_UNAVAILABLE with code
 * "uitkomst.onbekend" and the client's Idempotency-Key decides on retry.
 */
#ifndef DB_DB_H
#define DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "base/uuid.h"
#include "task/task.h"

/* How a C member and an SQL type correspond. N… = may be NULL. */
enum db_type {
	DB_BOOL, /* bool          ↔ bool */
	DB_INT4, /* int32_t       ↔ int4 */
	DB_INT8, /* int64_t       ↔ int8 */
	DB_TEXT, /* struct str    ↔ text (also json/jsonb cast to text in SQL); NULL ↔ ptr NULL */
	DB_BYTES,   /* struct str    ↔ bytea */
	DB_UUID,    /* struct uuid   ↔ uuid */
	DB_DATE,    /* int32_t days since 1970 ↔ date */
	DB_INSTANT, /* int64_t µs since 1970   ↔ timestamptz */
	DB_TEXTS,   /* struct db_texts  ↔ text[] without NULL members */
	DB_UUIDS,   /* struct db_uuids  ↔ uuid[] */
	DB_INTS, /* struct db_ints   ↔ int4[] (also for date[] as days: cast in C is not needed, see
		    DB_DATES) */
	DB_DATES, /* struct db_ints   ↔ date[] as days since 1970 */
};

struct db_texts {
	const struct str *items;
	size_t count;
};
struct db_uuids {
	const struct uuid *items;
	size_t count;
};
struct db_ints {
	const int32_t *items;
	size_t count;
};

struct db_field {
	const char *name;
	enum db_type type;
	uint16_t offset; /* in the struct */
	bool nullable;
	uint16_t has_offset; /* of the bool `has_<name>` when nullable and not text/bytes; true =
				has a value */
};

enum db_rows {
	DB_ROWS_NONE,  /* no result rows wanted */
	DB_ROWS_ONE,   /* exactly one: none is ERR_NOT_FOUND */
	DB_ROWS_MAYBE, /* none or one: *ret_found says which */
	DB_ROWS_MANY,  /* any number, up to DB_MAX_ROWS */
};
#define DB_MAX_ROWS 200000

/* One .sql file, made by the generator. `name` is "aanvraag/get" and serves as the prepared
 * statement's name. */
struct db_stmt {
	const char *name;
	const char *sql;
	const struct db_field *in;
	size_t in_count;
	const struct db_field *out;
	size_t out_count;
	size_t row_size;
	enum db_rows rows;
	/* The reach that it works with, whoever asks; NULL: that of the task's actor. */
	const char *as;
	/* For the plan test only: the indexes it leans on (names with ", " between), and why it may
	 * read a whole big table; or NULL. */
	const char *index, *seqscan;
};

/*
 * On whose behalf statements run. It is stated to the server in front of them, in the same flight
 * and for their transaction alone, and the policies of the schema (row-level security) show what is
 * within its reach. The actor of a task is borrowed; without one (and none in the configuration)
 * nothing is stated, and what the policies guard looks empty.
 */
struct db_actor {
	struct str bereik;	/* a word that the policies know */
	struct db_uuids ids;	/* what is its own: account, school, … */
	struct db_proof *proof; /* NULL: none is needed (any more) */
};

/*
 * A statement that states the actor by itself and gives a row when the actor still is who it was
 * taken for. It stands in for the plain one until it was given. When it gives none the statement
 * behind it counts for nothing: ERR_UNAUTHENTICATED with code "actor.weg".
 */
struct db_proof {
	const struct db_stmt *stmt;
	const void *in;
	bool given;
};

/* From now on t works for `actor` (NULL: for nobody); gives who it was. */
const struct db_actor *db_act(struct task *t, const struct db_actor *actor);

/* The program itself: whatever there is. */
extern const struct db_actor db_actor_systeem;

struct db_config {
	/*
	 * libpq connection string or URI. Of several hosts, writes go to the one that takes them. A
	 * host name in it is looked up while the loop stands still: name a socket folder or
	 * addresses (hostaddr).
	 */
	const char *uri;
	/* The role that its sessions work as, of which the user of the URI is a member; NULL: the
	 * user itself. */
	const char *role;
	/* Whom tasks work for that say nothing; NULL: for nobody. */
	const struct db_actor *actor;
	size_t read_connections;      /* 2 */
	size_t write_connections;     /* 8 */
	size_t max_waiting;	      /* 512: over it 503 */
	int64_t wait_ms;	      /* 5000 for a connection, then 503 */
	int64_t statement_timeout_ms; /* 5000 */
};
extern const struct db_config db_config_default;

/*
 * Which PostgreSQL constraint means what to people. `constraint` is the name in the schema (it
 * reads like the rule); one table of these for the whole program is given to db_create.
 */
struct db_rule {
	const char *constraint;
	enum err err;
	const char *code;    /* "tijdvak.bezet" */
	const char *pointer; /* the field it concerns, or NULL */
	const char *detail;  /* Dutch sentence */
};

struct db;
struct db_tx;

/* Never waits: connections are made when first needed and remade after a failure, with back-off. */
struct db *db_create(struct loop *l, const struct db_config *config, const struct db_rule *rules,
	size_t rule_count);
/* From outside of tasks: it may turn the loop, to end attempts to connect. */
void db_destroy(struct db *d);

/* The handle for reads: each statement by itself, read-only, never to be committed. Borrowed from
 * d. */
struct db_tx *db_reader(struct db *d);

/* Takes a write connection; BEGIN travels with the first statement. Rolled back when the task ends
 * without a commit. */
MUST_CHECK enum err db_begin(struct task *t, struct db *d, struct db_tx **ret_tx);
MUST_CHECK enum err db_commit(struct task *t, struct db_tx *tx);
void db_rollback(struct db_tx *tx); /* of an unfinished one; harmless after commit */

/*
 * A part of a transaction that fails by itself: db_part_begin after some statement, then what
 * belongs to it, then db_part_keep or, whatever went wrong in it, db_part_undo: all is as it was at
 * its beginning and the transaction goes on. One at a time. When the connection is lost, so is the
 * transaction.
 */
struct db_part {
	struct db_actor stated;
};
MUST_CHECK enum err db_part_begin(struct task *t, struct db_tx *tx, struct db_part *ret_part);
MUST_CHECK enum err db_part_keep(struct task *t, struct db_tx *tx);
MUST_CHECK enum err db_part_undo(struct task *t, struct db_tx *tx, const struct db_part *part);

/* Whether the error of the task is that somebody else was just at it ("opnieuw.proberen", here or
 * from the program): all of it may go well when it is done again. */
bool db_lost_to_another(const struct task *t);

/*
 * Runs one statement. `in` points at its argument struct (NULL when it takes none). Rows land in
 * the task's arena: ONE/MAYBE write *ret_row (the caller's struct), MANY gives *ret_rows and
 * *ret_count. Text in rows lives as long as the task. SQLSTATE classes map to errors by one table
 * in db: 23xxx through `rules`, 40001/40P01/55P03 ERR_CONFLICT "opnieuw.proberen", everything else
 * ERR_INTERNAL with the detail in the log only. P0001 raised by our triggers names a constraint
 * like 23xxx does. ERR_UNAVAILABLE has one of these codes: "database.traag" (57014, or no answer in
 * time), "database.weg" (connection lost or not to be had; nothing was committed), "database.druk"
 * (too many wait, or waited too long), "uitkomst.onbekend" (db_commit only). No row for ONE is
 * "niet.gevonden". After an error the transaction can only be rolled back: committing it is
 * ERR_INTERNAL. A read whose connection ends is tried again by itself.
 */
MUST_CHECK enum err db_none(
	struct task *t, struct db_tx *tx, const struct db_stmt *s, const void *in);
MUST_CHECK enum err db_one(
	struct task *t, struct db_tx *tx, const struct db_stmt *s, const void *in, void *ret_row);
MUST_CHECK enum err db_maybe(struct task *t, struct db_tx *tx, const struct db_stmt *s,
	const void *in, bool *ret_found, void *ret_row);
MUST_CHECK enum err db_many(struct task *t, struct db_tx *tx, const struct db_stmt *s,
	const void *in, void **ret_rows, size_t *ret_count);

/* SELECT 1 within timeout_ms, on the read pool or, when all of that waits for something long such
 * as a locked table, on the other: readiness. */
MUST_CHECK enum err db_ping(struct task *t, struct db *d, int64_t timeout_ms);

struct db_stats {
	size_t read_open, write_open, write_busy, waiting;
};
struct db_stats db_stats(const struct db *d);

#endif
