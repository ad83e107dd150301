#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "db/internal.h"

/* ---- one statement ---- */

static const struct call no_call = { 0 };

/* What an answered flight holds: its result, or what went wrong. Takes f. */
static enum err flight_outcome(
	struct task *t, const struct db *d, const char *name, struct flight *f, PGresult **ret_res)
{
	enum err e = ERR_OK;
	if (f->lost || f->skipped)
		e = db_fault_lost(t);
	else if (f->disowned)
		e = task_fail(
			t, ERR_UNAUTHENTICATED, "actor.weg", "Je bent niet (meer) aangemeld.");
	else if (f->failed)
		e = db_fault_from_result(t, d, name, f->result);
	else if (!f->result)
		e = db_fault_bug(t, name, "no result");
	if (e == ERR_OK) {
		*ret_res = f->result;
		f->result = NULL;
	}
	db_flight_free(f);
	return e;
}

static bool failed_with(const struct flight *f, const char *state)
{
	const char *seen = f->failed ? PQresultErrorField(f->result, PG_DIAG_SQLSTATE) : NULL;
	return seen && strcmp(seen, state) == 0;
}

/* True when the server no longer knows what we prepared, or a migration changed its columns: start
 * afresh. */
static bool retire_when_stale(struct conn *c, const struct flight *f)
{
	const bool stale = failed_with(f, "0A000") || failed_with(f, "26000");
	c->retired = c->retired || stale;
	return stale;
}

/* Nobody has to be stated only behind somebody. */
static bool is_stated(const struct db_actor *actor, bool before)
{
	return actor->bereik.len > 0 || before;
}

/* What an answered flight proved. */
static void note_proof(const struct db_actor *actor, const struct flight *f)
{
	if (actor->proof && f->actor_at >= 0 && !f->lost && !f->skipped && !f->failed)
		actor->proof->given = actor->proof->given || !f->disowned;
}

static enum err run_read(struct task *t, struct db *d, const struct call *call, int64_t timeout_ms,
	PGresult **ret_res)
{
	const struct db_actor actor = db_actor_of(t, d, call->stmt);
	struct args actor_args;
	const struct call state = db_actor_call(task_arena(t), &actor, &actor_args);
	const int64_t wait_ms = d->config.wait_ms;
	const int64_t connect_us = task_moment_in(t, timeout_ms < wait_ms ? timeout_ms : wait_ms);
	const int64_t deadline_us = task_moment_in(t, timeout_ms);
	enum flight_kind kind = FLIGHT_SHARED;
	/* A read whose connection ended, or is out of date, or that was skipped, harmed nothing:
	 * again. */
	for (size_t spare = d->config.read_connections;; spare--) {
		struct conn *c = NULL;
		TRY(db_reader_take(t, d, connect_us, &c));
		const bool shared = kind == FLIGHT_SHARED && c->stated;
		struct flight *f = db_flight_send(
			t, c, kind, is_stated(&actor, shared) ? &state : &no_call, call);
		if (f && !db_flight_await(t, c, f, deadline_us))
			return db_fault_slow(t);
		if (f)
			note_proof(&actor, f);
		const bool again = !f || f->lost || f->skipped || retire_when_stale(c, f);
		if (f && (!again || spare == 0))
			return flight_outcome(t, d, call->stmt->name, f, ret_res);
		if (f && f->skipped)
			kind = FLIGHT_ALONE;
		db_flight_free(f);
		if (spare == 0)
			return db_fault_lost(t);
	}
}

/* The server ends a statement by itself; a request that may not take that long ends before. */
static int64_t answer_deadline(const struct task *t, const struct conn *c)
{
	return task_moment_in(t, c->db->config.statement_timeout_ms + GRACE_MS);
}

static enum err run_write(
	struct task *t, struct db_tx *tx, const struct call *call, PGresult **ret_res)
{
	struct conn *c = tx->conn;
	assert(c); /* not after commit or rollback */
	const int64_t deadline_us = answer_deadline(t, c);
	if (!c->pg)
		return db_fault_lost(t);
	if (db_left_ms(deadline_us) == 0)
		return db_fault_slow(t);
	const struct db_actor actor = db_actor_of(t, tx->db, call->stmt);
	struct args actor_args;
	const struct call state = db_actor_call(task_arena(t), &actor, &actor_args);
	const bool known = db_actor_eq(&actor, &tx->stated);
	struct flight *f = db_flight_send(
		t, c, tx->begun ? FLIGHT_ALONE : FLIGHT_BEGINS, known ? &no_call : &state, call);
	tx->begun = true;
	tx->stated = actor;
	if (!f)
		return db_fault_lost(t);
	if (!db_flight_await(t, c, f, deadline_us)) {
		db_conn_break(c);
		return db_fault_slow(t);
	}
	note_proof(&actor, f);
	(void)retire_when_stale(c, f); /* the transaction has failed either way */
	if (failed_with(f, "25006")) {
		/* It became a standby, or reads only: the next connection finds who takes writes.
		 */
		c->retired = true;
		db_flight_free(f);
		return db_fault_lost(t);
	}
	return flight_outcome(t, tx->db, call->stmt->name, f, ret_res);
}

static enum err run(struct task *t, struct db_tx *tx, const struct db_stmt *s, const void *in,
	PGresult **ret_res)
{
	const struct db_config *config = &tx->db->config;
	struct args args;
	db_args_encode(task_arena(t), s, in, &args);
	const struct call call = { s, &args };
	return tx->reader ? run_read(t, tx->db, &call,
				    config->wait_ms + config->statement_timeout_ms, ret_res)
			  : run_write(t, tx, &call, ret_res);
}

/* ---- its rows ---- */

static enum err decode_rows(
	struct task *t, const struct db_stmt *s, const PGresult *res, size_t count, void *rows)
{
	for (size_t i = 0; i < count; i++) {
		const char *fault = db_row_decode(
			task_arena(t), s, res, (int)i, (char *)rows + i * s->row_size);
		if (fault)
			return db_fault_bug(t, s->name, fault);
	}
	return ERR_OK;
}

/* Checks the shape, then gives the rows in the arena. Takes res. */
static enum err take_rows(struct task *t, const struct db_stmt *s, PGresult *res, size_t max,
	void **ret_rows, size_t *ret_count)
{
	const size_t count = (size_t)PQntuples(res);
	void *rows = NULL;
	enum err e = ERR_OK;
	if ((size_t)PQnfields(res) != s->out_count)
		e = db_fault_bug(t, s->name, "other columns than declared");
	else if (count > max)
		e = db_fault_bug(t, s->name, "more rows than declared");
	else
		rows = arena_array(task_arena(t), count ? count : 1, s->row_size);
	if (e == ERR_OK)
		e = decode_rows(t, s, res, count, rows);
	PQclear(res);
	if (e == ERR_OK) {
		*ret_rows = rows;
		*ret_count = count;
	}
	return e;
}

enum err db_none(struct task *t, struct db_tx *tx, const struct db_stmt *s, const void *in)
{
	PGresult *res = NULL;
	TRY(run(t, tx, s, in, &res));
	PQclear(res);
	return ERR_OK;
}

enum err db_many(struct task *t, struct db_tx *tx, const struct db_stmt *s, const void *in,
	void **ret_rows, size_t *ret_count)
{
	PGresult *res = NULL;
	TRY(run(t, tx, s, in, &res));
	return take_rows(t, s, res, DB_MAX_ROWS, ret_rows, ret_count);
}

enum err db_maybe(struct task *t, struct db_tx *tx, const struct db_stmt *s, const void *in,
	bool *ret_found, void *ret_row)
{
	PGresult *res = NULL;
	void *rows = NULL;
	size_t count = 0;
	TRY(run(t, tx, s, in, &res));
	TRY(take_rows(t, s, res, 1, &rows, &count));
	*ret_found = count > 0;
	if (count > 0)
		memcpy(ret_row, rows, s->row_size);
	return ERR_OK;
}

enum err db_one(
	struct task *t, struct db_tx *tx, const struct db_stmt *s, const void *in, void *ret_row)
{
	bool found = false;
	TRY(db_maybe(t, tx, s, in, &found, ret_row));
	return found ? ERR_OK : task_fail(t, ERR_NOT_FOUND, "niet.gevonden", "Dit is er niet.");
}

static const struct db_stmt ping_stmt = { .name = "db/ping", .sql = "select 1::int4" };
static const struct args ping_args = { .values = { NULL } };
static const struct call ping = { &ping_stmt, &ping_args };

static enum err ping_reader(struct task *t, struct db *d, int64_t timeout_ms)
{
	PGresult *res = NULL;
	TRY(run_read(t, d, &ping, timeout_ms, &res));
	PQclear(res);
	return ERR_OK;
}

static enum err ping_writer(struct task *t, struct db *d, int64_t timeout_ms)
{
	struct conn *c = NULL;
	const int64_t deadline_us = task_moment_in(t, timeout_ms);
	TRY(db_writer_take(t, d, deadline_us, &c));
	struct flight *f = db_flight_send(t, c, FLIGHT_ALONE, &no_call, &ping);
	const bool answered = f && db_flight_await(t, c, f, deadline_us);
	if (f && !answered)
		db_conn_break(c);
	db_writer_release(c);
	if (!answered)
		return f ? db_fault_slow(t) : db_fault_lost(t);
	PGresult *res = NULL;
	TRY(flight_outcome(t, d, ping_stmt.name, f, &res));
	PQclear(res);
	return ERR_OK;
}

enum err db_ping(struct task *t, struct db *d, int64_t timeout_ms)
{
	/* Readers that stand behind a locked table say nothing of the database. */
	if (!db_readers_stall(d))
		return ping_reader(t, d, timeout_ms);
	if (ping_writer(t, d, timeout_ms / 2) == ERR_OK)
		return ERR_OK;
	task_clear_error(t);
	return ping_reader(t, d, timeout_ms / 2);
}

/* ---- transactions ---- */

static void release_tx(void *arg)
{
	db_rollback(arg);
}

enum err db_begin(struct task *t, struct db *d, struct db_tx **ret_tx)
{
	struct conn *c = NULL;
	TRY(db_writer_take(t, d, task_moment_in(t, d->config.wait_ms), &c));
	struct db_tx *tx = ARENA_NEW(task_arena(t), struct db_tx);
	tx->db = d;
	tx->conn = c;
	arena_defer(task_arena(t), release_tx, tx);
	*ret_tx = tx;
	return ERR_OK;
}

static void tx_end(struct db_tx *tx)
{
	struct conn *c = tx->conn;
	tx->conn = NULL;
	db_writer_release(c);
}

/* Nobody waits for the answer: whoever gets the connection next reads past it. */
void db_rollback(struct db_tx *tx)
{
	struct conn *c = tx->conn;
	if (!c)
		return;
	if (tx->begun && c->pg && PQtransactionStatus(c->pg) != PQTRANS_IDLE)
		(void)db_flight_send_command(
			NULL, c, "rollback"); /* else the connection is gone: as good */
	tx_end(tx);
}

/* One command of the transaction, which has begun. */
static enum err command(struct task *t, struct db_tx *tx, const char *text)
{
	struct conn *c = tx->conn;
	assert(c && tx->begun && !tx->reader);
	const int64_t deadline_us = answer_deadline(t, c);
	if (!c->pg)
		return db_fault_lost(t);
	if (db_left_ms(deadline_us) == 0)
		return db_fault_slow(t);
	struct flight *f = db_flight_send_command(t, c, text);
	if (!f)
		return db_fault_lost(t);
	if (!db_flight_await(t, c, f, deadline_us)) {
		db_conn_break(c);
		return db_fault_slow(t);
	}
	PGresult *res = NULL;
	TRY(flight_outcome(t, tx->db, text, f, &res));
	PQclear(res);
	return ERR_OK;
}

enum err db_part_begin(struct task *t, struct db_tx *tx, struct db_part *ret_part)
{
	TRY(command(t, tx, "savepoint part"));
	ret_part->stated = tx->stated;
	return ERR_OK;
}

enum err db_part_keep(struct task *t, struct db_tx *tx)
{
	return command(t, tx, "release savepoint part");
}

/* Who was stated in it is forgotten with it. */
enum err db_part_undo(struct task *t, struct db_tx *tx, const struct db_part *part)
{
	TRY(command(t, tx, "rollback to savepoint part"));
	tx->stated = part->stated;
	return command(t, tx, "release savepoint part");
}

/* An ERROR at commit is a clear no; anything that ends the session on the way is not. */
static enum err commit_outcome(struct task *t, struct db_tx *tx, struct flight *f)
{
	const struct conn *c = tx->conn;
	const char *severity =
		f->failed ? PQresultErrorField(f->result, PG_DIAG_SEVERITY_NONLOCALIZED) : NULL;
	if (f->lost || c->warned || (f->failed && (!severity || strcmp(severity, "ERROR") != 0))) {
		db_flight_free(f);
		return db_fault_unknown(t);
	}
	PGresult *res = NULL;
	TRY(flight_outcome(t, tx->db, "commit", f, &res));
	/* After a failed statement the server answers COMMIT with ROLLBACK. */
	const bool committed = strcmp(PQcmdStatus(res), "COMMIT") == 0;
	PQclear(res);
	return committed ? ERR_OK : db_fault_bug(t, "commit", "commit after a failed statement");
}

enum err db_commit(struct task *t, struct db_tx *tx)
{
	struct conn *c = tx->conn;
	assert(c && !tx->reader);
	if (!tx->begun) {
		tx_end(tx);
		return ERR_OK;
	}
	const int64_t deadline_us = answer_deadline(t, c);
	if (db_left_ms(deadline_us) == 0) {
		db_rollback(tx); /* of what was not asked for yet the outcome is known */
		return db_fault_slow(t);
	}
	enum err e = ERR_OK;
	struct flight *f = NULL;
	if (!c->pg) {
		e = db_fault_lost(t); /* before COMMIT was sent: the server rolled back */
	} else {
		c->warned = false;
		f = db_flight_send_command(t, c, "commit");
		if (!f)
			e = db_fault_unknown(t);
	}
	if (f && !db_flight_await(t, c, f, deadline_us)) {
		db_conn_break(c); /* closing does not cancel a commit that waits for its replica */
		e = db_fault_unknown(t);
	} else if (f) {
		e = commit_outcome(t, tx, f);
	}
	if (e == ERR_OK || e == ERR_UNAVAILABLE) /* the latter may have been committed as well */
		db_wake_ring(tx->db->wake);
	tx_end(tx);
	return e;
}
