#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "db/internal.h"

/* A transaction whose task does nothing is ended by the server after this many statement time-outs.
 */
#define IDLE_FACTOR 2
/* A reader that answered nothing for this long is busy with something long. */
#define STALL_US 5000
/* Nobody waits longer for a lock; then 55P03. */
#define LOCK_TIMEOUT_MS 3000

const struct db_config db_config_default = {
	.read_connections = 2,
	.write_connections = 8,
	.max_waiting = 512,
	.wait_ms = 5000,
	.statement_timeout_ms = 5000,
};

int64_t db_deadline_in(int64_t ms)
{
	return clock_mono_us() + ms * 1000;
}

int64_t db_left_ms(int64_t deadline_us)
{
	const int64_t us = deadline_us - clock_mono_us();
	return us <= 0 ? 0 : (us + 999) / 1000;
}

/* ---- the whole ---- */

/* What the URI itself asks for in options=, to be kept in front of ours. NULL when nothing. */
static char *own_options(const char *uri)
{
	char *text = NULL;
	PQconninfoOption *all = PQconninfoParse(uri, NULL);
	for (const PQconninfoOption *o = all; o && o->keyword; o++)
		if (strcmp(o->keyword, "options") == 0 && o->val && !text)
			text = strdup(o->val);
	PQconninfoFree(all);
	return text;
}

/*
 * Generic plans: made once, and those that the plan test looks at. Left to itself the server plans
 * many of our statements anew each time, because it thinks ten ids in an array of unknown length.
 * It also thinks them long enough to be compiled, or shared with a process that is begun for it
 * (a first page of 20 lines took 110 ms instead of 1), which takes many times what they take.
 */
static char *session_options(const struct db_config *config, const char *own, bool reader)
{
	char *text = NULL;
	const int len = asprintf(&text,
		"%s -c TimeZone=UTC -c statement_timeout=%lld -c lock_timeout=%d "
		"-c idle_in_transaction_session_timeout=%lld "
		"-c plan_cache_mode=force_generic_plan -c jit=off "
		"-c max_parallel_workers_per_gather=0%s%s%s",
		own ? own : "", (long long)config->statement_timeout_ms, LOCK_TIMEOUT_MS,
		(long long)config->statement_timeout_ms * IDLE_FACTOR,
		reader ? " -c default_transaction_read_only=on" : "",
		config->role ? " -c role=" : "", config->role ? config->role : "");
	if (len < 0)
		abort();
	return text;
}

static struct conn *conns_create(struct db *d, size_t count, bool reader)
{
	struct conn *list = calloc(count, sizeof(*list));
	if (!list)
		abort();
	for (size_t i = 0; i < count; i++) {
		list[i].db = d;
		list[i].reader = reader;
		list[i].sync = (struct loop_hook){ .fn = db_conn_sync, .arg = &list[i] };
	}
	return list;
}

struct db *db_create(struct loop *l, const struct db_config *config, const struct db_rule *rules,
	size_t rule_count)
{
	assert(config->uri && config->read_connections > 0 && config->write_connections > 0);
	struct db *d = calloc(1, sizeof(*d));
	if (!d)
		abort();
	d->loop = l;
	d->config = *config;
	d->rules = rules;
	d->rule_count = rule_count;
	d->uri = strdup(config->uri);
	if (!d->uri)
		abort();
	d->config.uri = d->uri;
	char *own = own_options(d->uri);
	d->reader_options = session_options(config, own, true);
	d->writer_options = session_options(config, own, false);
	free(own);
	d->readers = conns_create(d, config->read_connections, true);
	d->writers = conns_create(d, config->write_connections, false);
	d->reader_tx = (struct db_tx){ .db = d, .reader = true };
	return d;
}

static void conns_destroy(struct conn *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		assert(!list[i].taken && !list[i].driver && !list[i].opening);
		db_conn_lose(&list[i]);
		loop_hook_cancel(list[i].db->loop, &list[i].sync);
	}
	free(list);
}

void db_destroy(struct db *d)
{
	if (!d)
		return;
	assert(!d->read_queue && !d->write_queue && !d->wake);
	db_conns_stop_opening(d);
	conns_destroy(d->readers, d->config.read_connections);
	conns_destroy(d->writers, d->config.write_connections);
	free(d->reader_options);
	free(d->writer_options);
	free(d->uri);
	free(d);
}

struct db_tx *db_reader(struct db *d)
{
	return &d->reader_tx;
}

struct db_stats db_stats(const struct db *d)
{
	struct db_stats stats = { .waiting = d->waiting };
	for (size_t i = 0; i < d->config.read_connections; i++)
		stats.read_open += d->readers[i].pg != NULL;
	for (size_t i = 0; i < d->config.write_connections; i++) {
		stats.write_open += d->writers[i].pg != NULL;
		stats.write_busy += d->writers[i].taken;
	}
	return stats;
}

/* ---- waiting for a connection ---- */

/* Stands at the end of the queue for at most wait_ms; out of it again when this returns. */
static void queue_wait(struct db *d, struct waiter **queue, struct waiter *w, int64_t wait_ms)
{
	struct waiter **end = queue;
	while (*end)
		end = &(*end)->next;
	*end = w;
	w->next = NULL; /* it may have stood here before */
	d->waiting++;
	/* Woken or not: the caller looks at w and at the clock. */
	const enum err e = task_wait(w->task, wait_ms);
	(void)e;
	d->waiting--;
	for (struct waiter **at = queue; *at; at = &(*at)->next)
		if (*at == w) {
			*at = w->next;
			break;
		}
}

/* ---- readers ---- */

void db_readers_changed(struct db *d)
{
	struct waiter *w = d->read_queue;
	d->read_queue = NULL;
	while (w) {
		struct waiter *next = w->next; /* w is on the stack of its task */
		task_wake(w->task);
		w = next;
	}
}

static size_t reads_under_way(const struct db *d)
{
	size_t count = 0;
	for (size_t i = 0; i < d->config.read_connections; i++)
		count += d->readers[i].in_flight;
	return count;
}

/* Whether what was asked on c is being answered, or nothing was. */
static bool is_moving(const struct conn *c, int64_t now_us)
{
	return c->in_flight == 0 || now_us - c->progress_us < STALL_US;
}

bool db_readers_stall(const struct db *d)
{
	const int64_t now_us = clock_mono_us();
	bool stall = false;
	for (size_t i = 0; i < d->config.read_connections; i++) {
		if (d->readers[i].pg && is_moving(&d->readers[i], now_us))
			return false;
		stall = stall || d->readers[i].pg;
	}
	return stall;
}

/* The readers as they are now. */
struct reader_view {
	struct conn
		*best; /* the first open one that moves, else the least loaded; NULL = none open */
	struct conn *closed; /* the first that could be opened now */
	bool opening;	     /* some task is opening one */
	int64_t retry_us;    /* when one can be opened */
};

/*
 * One connection with many short statements under way costs the server and us fewer turns than
 * several with a few, so the first is preferred; the others are for when a long statement stands in
 * the way.
 */
static struct reader_view look_at_readers(struct db *d)
{
	const int64_t now_us = clock_mono_us();
	struct reader_view v = { .retry_us = INT64_MAX };
	for (size_t i = 0; i < d->config.read_connections; i++) {
		struct conn *c = &d->readers[i];
		const bool enough = v.best && is_moving(v.best, now_us);
		if (c->retired && !c->first && !c->driver)
			db_conn_lose(c);
		if (c->pg && !c->broken && !c->retired && (enough || db_conn_check(c))) {
			if (!v.best || (!enough && (is_moving(c, now_us) ||
							   c->in_flight < v.best->in_flight)))
				v.best = c;
		} else if (!c->pg && !c->opening && !c->driver) {
			if (db_left_ms(c->retry_us) == 0 && !v.closed)
				v.closed = c;
			if (c->retry_us < v.retry_us)
				v.retry_us = c->retry_us;
		}
		v.opening = v.opening || c->opening;
	}
	return v;
}

enum err db_reader_take(struct task *t, struct db *d, int64_t deadline_us, struct conn **ret_conn)
{
	if (reads_under_way(d) + d->waiting >= d->config.max_waiting)
		return db_fault_busy(t);
	for (;;) {
		struct reader_view v = look_at_readers(d);
		if (v.closed && (!v.best || v.best->in_flight > 0)) {
			db_conn_open(v.closed);
			v = look_at_readers(d);
		}
		/* Rather a moment for the one that is coming than behind a long statement. */
		if (v.best && (!v.opening || is_moving(v.best, clock_mono_us()))) {
			*ret_conn = v.best;
			return ERR_OK;
		}
		const int64_t until_us = v.retry_us < deadline_us ? v.retry_us : deadline_us;
		if (db_left_ms(deadline_us) == 0)
			return db_fault_lost(t);
		struct waiter w = { .task = t };
		if (db_left_ms(until_us) > 0)
			queue_wait(d, &d->read_queue, &w, db_left_ms(until_us));
	}
}

/* ---- writers ---- */

/* A free one, rather an open one. */
static struct conn *look_for_writer(struct db *d)
{
	struct conn *best = NULL;
	for (size_t i = 0; i < d->config.write_connections; i++) {
		struct conn *c = &d->writers[i];
		if (!c->taken && (!best || (c->pg && !best->pg)))
			best = c;
	}
	return best;
}

static enum err writer_wait(
	struct task *t, struct db *d, int64_t deadline_us, struct conn **ret_conn)
{
	struct conn *c = d->write_queue ? NULL : look_for_writer(d);
	if (!c) {
		if (d->waiting >= d->config.max_waiting)
			return db_fault_busy(t);
		struct waiter w = { .task = t };
		while (!w.conn && db_left_ms(deadline_us) > 0)
			queue_wait(d, &d->write_queue, &w, db_left_ms(deadline_us));
		c = w.conn;
	}
	if (!c)
		return db_fault_busy(t);
	c->taken = true;
	*ret_conn = c;
	return ERR_OK;
}

enum err db_writer_take(struct task *t, struct db *d, int64_t deadline_us, struct conn **ret_conn)
{
	struct conn *c = NULL;
	TRY(writer_wait(t, d, deadline_us, &c));
	while (!db_conn_check(c)) {
		if (db_left_ms(deadline_us) == 0) {
			db_writer_release(c);
			return db_fault_lost(t);
		}
		if (!c->opening && db_left_ms(c->retry_us) == 0)
			db_conn_open(c);
		const int64_t until_us =
			!c->opening && c->retry_us < deadline_us ? c->retry_us : deadline_us;
		c->opener = t;
		const enum err e = c->pg ? ERR_OK : task_wait(t, db_left_ms(until_us));
		(void)e; /* woken or not: the connection and the clock are looked at */
		c->opener = NULL;
	}
	*ret_conn = c;
	return ERR_OK;
}

void db_writer_release(struct conn *c)
{
	struct db *d = c->db;
	if (c->retired && c->pg)
		db_conn_lose(c);
	struct waiter *w = d->write_queue;
	if (!w) {
		c->taken = false;
		return;
	}
	d->write_queue = w->next;
	w->conn = c; /* handed over: nobody can come in between */
	task_wake(w->task);
}
