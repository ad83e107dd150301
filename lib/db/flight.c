#include <assert.h>
#include <stdlib.h>

#include "base/date.h"
#include "db/internal.h"

/* While the server does not take our bytes we look this often whether it wants to get rid of its
 * own. */
#define FLUSH_POLL_MS 10
/* And while we wait, others send: this often we look whether all of that went out. */
#define LATE_FLUSH_POLL_MS 100

/* ---- sending ---- */

static struct flight *flight_create(struct task *t)
{
	struct flight *f = calloc(1, sizeof(*f));
	if (!f)
		abort();
	f->task = t;
	f->actor_at = -1;
	return f;
}

void db_flight_free(struct flight *f)
{
	if (!f)
		return;
	PQclear(f->result);
	free(f);
}

void db_conn_sync(void *arg)
{
	struct conn *c = arg;
	if (!c->unsynced)
		return; /* it was lost meanwhile, or another has sent the Sync */
	c->unsynced = false;
	c->stated = false;
	c->last->ends_batch = true;
	if (PQpipelineSync(c->pg) != 1)
		db_conn_break(c);
}

/* Behind the last; NULL (and the connection given up) when libpq could not take it all. */
static struct flight *flight_launch(struct conn *c, struct flight *f, bool shared, bool sent)
{
	if (!sent || (!shared && PQpipelineSync(c->pg) != 1)) {
		db_flight_free(f);
		db_conn_break(c);
		return NULL;
	}
	if (c->first)
		c->last->next = f;
	else
		c->first = c->answering = f;
	c->last = f;
	f->ends_batch = !shared;
	c->unsynced = shared;
	if (shared)
		loop_at_turn_end(c->db->loop, &c->sync);
	if (c->in_flight++ == 0)
		c->progress_us = clock_mono_us();
	return f;
}

/* Commands go by the extended protocol, the only one that pipeline mode has. */
static bool send_command(struct conn *c, const char *command)
{
	return PQsendQueryParams(c->pg, command, 0, NULL, NULL, NULL, NULL, 1) == 1;
}

struct flight *db_flight_send_command(struct task *t, struct conn *c, const char *command)
{
	struct flight *f = flight_create(t);
	f->commands = 1;
	return flight_launch(c, f, false, send_command(c, command));
}

static bool send_call(struct conn *c, struct flight *f, const struct call *call)
{
	const struct db_stmt *s = call->stmt;
	bool sent = true;
	if (!db_stmt_set_has(&c->prepared, s)) {
		f->prepares[f->prepare_count].stmt = s;
		f->prepares[f->prepare_count++].at = f->commands++;
		/* At once: the next flight on this connection may count on it. */
		db_stmt_set_add(&c->prepared, s);
		sent = PQsendPrepare(c->pg, s->name, s->sql, 0, NULL) == 1;
	}
	f->commands++;
	return sent && PQsendQueryPrepared(c->pg, s->name, (int)s->in_count, call->args->values,
			       call->args->lengths, call->args->formats, 1) == 1;
}

struct flight *db_flight_send(struct task *t, struct conn *c, enum flight_kind kind,
	const struct call *actor, const struct call *call)
{
	if (kind != FLIGHT_SHARED)
		db_conn_sync(c); /* so that nobody's failure is also this one's */
	if (!c->pg)
		return NULL;
	struct flight *f = flight_create(t);
	bool sent = true;
	if (kind == FLIGHT_BEGINS) {
		sent = send_command(c, "begin");
		f->commands++;
	}
	if (actor->stmt) {
		sent = sent && send_call(c, f, actor);
		f->actor_at = f->commands - 1;
	}
	sent = sent && send_call(c, f, call);
	f = flight_launch(c, f, kind == FLIGHT_SHARED, sent);
	c->stated = c->unsynced && (c->stated || actor->stmt);
	return f;
}

/* ---- receiving ---- */

/* Their Sync came back: all up to the one before it are complete. */
static void batch_finish(struct conn *c)
{
	bool last = false;
	assert(c->first);
	while (!last) {
		struct flight *f = c->first;
		last = f->ends_batch;
		c->first = f->next;
		c->in_flight--;
		f->done = true;
		if (!f->task)
			db_flight_free(f);
		else if (f->task != c->driver)
			task_wake(f->task);
	}
	c->answering = c->first;
}

/* What states the actor gives a row; a proof that fails gives none. */
static bool says_no(const PGresult *res)
{
	return PQresultStatus(res) == PGRES_TUPLES_OK && PQntuples(res) == 0;
}

/* One answer, of the flight whose turn it is or of the Sync behind it. Takes res. */
static void take_result(struct conn *c, PGresult *res)
{
	const ExecStatusType status = PQresultStatus(res);
	c->progress_us = clock_mono_us();
	if (status == PGRES_PIPELINE_SYNC) {
		PQclear(res);
		batch_finish(c);
		return;
	}
	struct flight *f = c->answering;
	/* A connection that is being ended may give more results than were asked for. */
	if (f->results >= f->commands && !f->ends_batch && f->next)
		f = c->answering = f->next;
	f->disowned = f->disowned || (f->results == f->actor_at && says_no(res));
	if (f->failed || status == PGRES_PIPELINE_ABORTED) {
		f->skipped = !f->failed;
		PQclear(res);
	} else {
		PQclear(f->result);
		f->result = res;
		f->failed = status == PGRES_FATAL_ERROR;
	}
	for (int i = 0; (f->failed || f->skipped) && i < f->prepare_count; i++)
		if (f->results <= f->prepares[i].at)
			db_stmt_set_remove(&c->prepared, f->prepares[i].stmt);
	f->results++;
}

/* Takes all answers that have arrived. False when the connection is no more. */
static bool collect(struct conn *c)
{
	int nulls = 0; /* one stands between two answers; two mean that libpq has nothing to give */
	while (c->first && !PQisBusy(c->pg)) {
		PGresult *res = PQgetResult(c->pg);
		if (res) {
			nulls = 0;
			take_result(c, res);
		} else if (++nulls > 1) {
			return false;
		}
	}
	return PQstatus(c->pg) != CONNECTION_BAD;
}

/* Reads for all who wait on c, until f is done, the deadline passes, or the connection ends. */
static void drive(struct task *t, struct conn *c, const struct flight *f, int64_t deadline_us)
{
	c->driver = t;
	/* What came while nobody read, such as the answer to a rollback long ago, is progress. */
	bool alive = PQconsumeInput(c->pg) == 1;
	alive = collect(c) && alive;
	while (alive && !f->done) {
		const int64_t patience_ms = c->db->config.statement_timeout_ms + GRACE_MS;
		const int64_t give_up_us = c->progress_us + patience_ms * 1000;
		if (db_left_ms(give_up_us) == 0)
			break;
		if (db_left_ms(deadline_us) == 0) {
			c->driver = NULL;
			return;
		}
		/* What has no Sync yet goes out with it. */
		const int unsent = c->unsynced ? 0 : PQflush(c->pg);
		const int64_t poll_ms = unsent > 0 ? FLUSH_POLL_MS : LATE_FLUSH_POLL_MS;
		int64_t wait_ms = db_left_ms(deadline_us < give_up_us ? deadline_us : give_up_us);
		if (wait_ms > poll_ms)
			wait_ms = poll_ms;
		/* A time-out is looked at when the loop comes round. */
		const enum err e = task_wait_fd(t, PQsocket(c->pg), unsent > 0, wait_ms);
		(void)e;
		alive = !c->broken && PQconsumeInput(c->pg) == 1;
		alive = collect(c) && alive;
	}
	if (!alive || !f->done)
		db_conn_lose(c);
	c->driver = NULL;
}

bool db_flight_await(struct task *t, struct conn *c, struct flight *f, int64_t deadline_us)
{
	while (!f->done) {
		const int64_t wait_ms = db_left_ms(deadline_us);
		if (wait_ms == 0) {
			f->task = NULL;
			break;
		}
		if (!c->driver) {
			drive(t, c, f, deadline_us);
		} else {
			/* Woken or not: the loop looks at the flight and at the clock. */
			const enum err e = task_wait(t, wait_ms);
			(void)e;
		}
	}
	const bool done = f->done;
	for (struct flight *next = c->driver ? NULL : c->first; next; next = next->next)
		if (next->task) {
			task_wake(next->task); /* it finds no driver */
			break;
		}
	return done;
}
