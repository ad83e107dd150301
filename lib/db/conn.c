#include <assert.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/date.h"
#include "base/log.h"
#include "db/internal.h"

/* While connecting we look this often whether it is still wanted. */
#define OPENING_POLL_MS 20

/* ---- what is prepared ---- */

static size_t stmt_set_slot(const struct stmt_set *set, const struct db_stmt *s)
{
	size_t i = ((uintptr_t)s >> 4) * 2654435761u & (set->cap - 1);
	while (set->slots[i] && set->slots[i] != s)
		i = (i + 1) & (set->cap - 1);
	return i;
}

bool db_stmt_set_has(const struct stmt_set *set, const struct db_stmt *s)
{
	return set->cap > 0 && set->slots[stmt_set_slot(set, s)] == s;
}

void db_stmt_set_add(struct stmt_set *set, const struct db_stmt *s)
{
	if (set->count * 2 >= set->cap) {
		const struct stmt_set old = *set;
		set->cap = old.cap ? old.cap * 2 : 64;
		set->slots = calloc(set->cap, sizeof(*set->slots));
		if (!set->slots)
			abort();
		for (size_t i = 0; i < old.cap; i++)
			if (old.slots[i])
				set->slots[stmt_set_slot(set, old.slots[i])] = old.slots[i];
		free(old.slots);
	}
	const size_t i = stmt_set_slot(set, s);
	set->count += set->slots[i] == NULL;
	set->slots[i] = s;
}

void db_stmt_set_remove(struct stmt_set *set, const struct db_stmt *s)
{
	if (!db_stmt_set_has(set, s))
		return;
	size_t i = stmt_set_slot(set, s);
	set->slots[i] = NULL;
	set->count--;
	/* What was pushed behind it must stay reachable: put the rest of the run in again. */
	for (i = (i + 1) & (set->cap - 1); set->slots[i]; i = (i + 1) & (set->cap - 1)) {
		const struct db_stmt *moved = set->slots[i];
		set->slots[i] = NULL;
		set->slots[stmt_set_slot(set, moved)] = moved;
	}
}

void db_stmt_set_clear(struct stmt_set *set)
{
	free(set->slots);
	*set = (struct stmt_set){ 0 };
}

/* ---- opening ---- */

/* Notices are for nobody, but a warning while committing says that the outcome is not certain. */
static void on_notice(void *arg, const PGresult *res)
{
	struct conn *c = arg;
	const char *severity = PQresultErrorField(res, PG_DIAG_SEVERITY_NONLOCALIZED);
	if (severity && strcmp(severity, "WARNING") == 0)
		c->warned = true;
}

/*
 * What stands before dbname gives way to the URI, what stands behind it does not. lc_messages stays
 * the server's: only a superuser may set it, and we read codes, never texts. tcp_user_timeout looks
 * at bytes under way only; a connection on which we just listen needs the kernel to ask.
 */
PGconn *db_conn_start(const struct db *d, bool reader)
{
	const char *const keys[] = { "application_name", "tcp_user_timeout", "keepalives_idle",
		"keepalives_interval", "keepalives_count", "target_session_attrs", "dbname",
		"client_encoding", "options", NULL };
	/* Of several hosts a standby is good enough to read from. */
	const char *const values[] = { "schakel", "10000", "5", "3", "3",
		reader ? "any" : "read-write", d->uri, "UTF8",
		reader ? d->reader_options : d->writer_options, NULL };
	return PQconnectStartParams(keys, values, 1);
}

/* The socket may be another after each step (several hosts, SSL refused), so it is asked for anew.
 */
bool db_conn_poll(struct task *t, const struct db *d, PGconn *pg, int64_t deadline_us)
{
	PostgresPollingStatusType next = PGRES_POLLING_WRITING;
	while (PQstatus(pg) != CONNECTION_BAD && next != PGRES_POLLING_FAILED) {
		if (next == PGRES_POLLING_OK)
			return true;
		const int64_t left_ms = db_left_ms(deadline_us);
		const int64_t wait_ms = left_ms < OPENING_POLL_MS ? left_ms : OPENING_POLL_MS;
		if (wait_ms == 0 || d->stopping)
			return false;
		if (task_wait_fd(t, PQsocket(pg), next == PGRES_POLLING_WRITING, wait_ms) == ERR_OK)
			next = PQconnectPoll(pg);
	}
	return false;
}

static void opened(struct conn *c, PGconn *pg)
{
	if (c->db->down)
		LOG(LOG_INFO, "db.bereikbaar", LOG_INT("mislukte_pogingen", c->failures));
	c->db->down = false;
	c->pg = pg;
	c->failures = 0;
	c->retry_us = 0;
	c->broken = false;
	c->retired = false;
}

static void failed(struct conn *c, PGconn *pg)
{
	int64_t pause_ms = BACKOFF_MIN_MS;
	for (int i = 0; i < c->failures && pause_ms < BACKOFF_MAX_MS; i++)
		pause_ms *= 2;
	c->failures++;
	c->retry_us = db_deadline_in(pause_ms < BACKOFF_MAX_MS ? pause_ms : BACKOFF_MAX_MS);
	if (!c->db->down && !c->db->stopping) /* given up by ourselves */
		LOG(LOG_ERROR, "db.onbereikbaar",
			LOG_STR("melding", str_from(pg ? PQerrorMessage(pg) : "out of memory")));
	c->db->down = true;
	PQfinish(pg);
}

static void open_main(struct task *t, void *arg)
{
	struct conn *c = arg;
	struct db *d = c->db;
	const int64_t deadline_us = db_deadline_in(CONNECT_MS);
	PGconn *pg = db_conn_start(d, c->reader);
	const bool open = pg && db_conn_poll(t, d, pg, deadline_us) &&
			  PQsetnonblocking(pg, 1) == 0 && PQenterPipelineMode(pg) == 1;
	c->opening = false;
	d->openings--;
	if (open) {
		PQsetNoticeReceiver(pg, on_notice, c);
		opened(c, pg);
	} else {
		failed(c, pg);
	}
	if (c->reader)
		db_readers_changed(d);
	else if (c->opener)
		task_wake(c->opener);
}

void db_conn_open(struct conn *c)
{
	assert(!c->pg && !c->opening);
	c->opening = true;
	c->db->openings++;
	if (task_spawn(c->db->loop, open_main, c) == ERR_OK)
		return;
	/* Too many tasks: later. */
	c->opening = false;
	c->db->openings--;
	c->retry_us = db_deadline_in(BACKOFF_MIN_MS);
}

static enum err openings_over(struct task *t, void *arg)
{
	const struct db *d = arg;
	while (d->openings > 0)
		TRY(task_sleep(t, OPENING_POLL_MS));
	return ERR_OK;
}

void db_conns_stop_opening(struct db *d)
{
	d->stopping = true;
	if (d->openings == 0)
		return;
	const enum err e = loop_run_task(d->loop, openings_over, d, NULL);
	(void)e; /* it can only sleep */
}

/* ---- closing ---- */

bool db_conn_check(struct conn *c)
{
	if (c->first)
		return c->pg != NULL; /* whoever reads the answers will notice */
	while (c->pg) {
		struct pollfd p = { .fd = PQsocket(c->pg), .events = POLLIN };
		if (poll(&p, 1, 0) == 0)
			return true;
		/* A last message may come before the end of file: look until nothing is there. */
		if (PQconsumeInput(c->pg) == 0 || PQstatus(c->pg) == CONNECTION_BAD)
			db_conn_lose(c);
		else
			(void)PQisBusy(c->pg); /* for its effect: reads the notice away */
	}
	return false;
}

void db_conn_lose(struct conn *c)
{
	struct flight *f = c->first;
	c->first = NULL;
	c->answering = NULL;
	c->unsynced = false;
	c->stated = false;
	c->in_flight = 0;
	while (f) {
		struct flight *next = f->next;
		f->lost = true;
		f->done = true;
		if (!f->task)
			db_flight_free(f);
		else if (f->task != c->driver)
			task_wake(f->task);
		f = next;
	}
	PQfinish(c->pg);
	c->pg = NULL;
	c->broken = false;
	c->retired = false;
	db_stmt_set_clear(&c->prepared);
	if (c->reader)
		db_readers_changed(c->db);
}

void db_conn_break(struct conn *c)
{
	if (!c->driver) {
		db_conn_lose(c);
		return;
	}
	c->broken = true;
	(void)shutdown(PQsocket(c->pg), SHUT_RDWR); /* fails only when it is down already */
}
