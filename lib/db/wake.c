#include "db/wake.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/date.h"
#include "base/log.h"
#include "db/internal.h"

#define CHANNEL "schakel_gebeurtenis"
/* A command here takes no time; a server that is silent for longer is gone. */
#define ANSWER_MS 10000
/* The same when the process ends: others find out by their beat. */
#define LAST_ANSWER_MS 500
/* While the server does not take our bytes we look this often whether it sends its own. */
#define FLUSH_POLL_MS 10

const struct db_wake_config db_wake_config_default = { .beat_ms = 5000, .pause_ms = 20 };

struct db_wake {
	struct db *db;
	struct db_wake_config config;
	struct db_listener *listeners;
	struct task *task;  /* has the connection; NULL = over */
	struct task *ender; /* waits for that */
	PGconn *pg;	    /* NULL = none; it may still be opening */
	bool up;	    /* listening */
	bool down;	    /* and said so in the log */
	bool rung;	    /* there was a commit since the last announcement */
	bool stopping;
	int failures;	 /* since it listened last */
	int64_t next_us; /* no announcement before, clock_mono_us */
	int64_t beat_us; /* everybody is woken then */
	bool told;	 /* this connection has told `news` */
	char news[DB_WAKE_NEWS_BYTES + 1];
	struct db_wake_stats stats;
};

/* ---- those who listen ---- */

static void wake_all(struct db_wake *w, struct str news)
{
	w->stats.wakes++;
	for (struct db_listener *l = w->listeners; l; l = l->next)
		l->fn(l->arg, news);
}

void db_wake_listen(struct db_wake *w, struct db_listener *l)
{
	l->next = w->listeners;
	w->listeners = l;
}

void db_wake_unlisten(struct db_wake *w, struct db_listener *l)
{
	for (struct db_listener **at = &w->listeners; *at; at = &(*at)->next)
		if (*at == l) {
			*at = l->next;
			return;
		}
}

static void beat(struct db_wake *w)
{
	w->beat_us = db_deadline_in(w->config.beat_ms);
	wake_all(w, STR_NULL);
}

/* For a commit. Of many in a row only the first wakes the task: it has then to look at the clock.
 */
void db_wake_ring(struct db_wake *w)
{
	if (!w)
		return;
	wake_all(w, STR_NULL);
	if (!w->rung && w->up)
		task_wake(w->task);
	w->rung = true;
}

/* ---- hearing ---- */

bool db_wake_read(struct str channel, struct str payload, struct str *ret_news)
{
	if (!str_eq(channel, STR(CHANNEL)))
		return false;
	bool fine = payload.len > 0 && payload.len <= DB_WAKE_NEWS_BYTES;
	for (size_t i = 0; fine && i < payload.len; i++)
		fine = payload.ptr[i] > ' ' && payload.ptr[i] <= '~';
	*ret_news = fine ? payload : STR_NULL;
	return true;
}

/* After each read from the socket, so that a flood piles up with the server and not with us. */
static void hear(struct db_wake *w)
{
	for (PGnotify *n = PQnotifies(w->pg); n; n = PQnotifies(w->pg)) {
		struct str news;
		if (n->be_pid != PQbackendPID(w->pg) &&
			db_wake_read(str_from(n->relname), str_from(n->extra), &news)) {
			w->stats.received++;
			wake_all(w, news);
		}
		PQfreemem(n);
	}
}

static bool read_socket(struct db_wake *w)
{
	const bool alive = PQconsumeInput(w->pg) == 1;
	hear(w);
	return alive;
}

/* ---- speaking ---- */

/* All results that have arrived; the last is kept. True when the command is through. */
static bool take_results(struct db_wake *w, PGresult **last)
{
	while (!PQisBusy(w->pg)) {
		PGresult *res = PQgetResult(w->pg);
		if (!res)
			return true;
		PQclear(*last);
		*last = res;
	}
	return false;
}

/* Runs one command; NULL when the connection is no more. Whatever wakes us meanwhile is looked at
 * afterwards. */
static PGresult *ask(struct task *t, struct db_wake *w, const char *sql, const char *const *values)
{
	const int64_t begin_us = clock_mono_us();
	PGresult *res = NULL;
	bool alive =
		PQsendQueryParams(w->pg, sql, values ? 2 : 0, NULL, values, NULL, NULL, 0) == 1;
	while (alive) {
		const int64_t patience_ms = w->stopping ? LAST_ANSWER_MS : ANSWER_MS;
		int64_t wait_ms = db_left_ms(begin_us + patience_ms * 1000);
		const int unsent = PQflush(w->pg);
		if (wait_ms == 0 || unsent < 0)
			break;
		if (unsent > 0 && wait_ms > FLUSH_POLL_MS)
			wait_ms = FLUSH_POLL_MS;
		/* Ready, woken or too late: all is looked at when the loop comes round. */
		const enum err e = task_wait_fd_or_wake(t, PQsocket(w->pg), unsent > 0, wait_ms);
		(void)e;
		alive = read_socket(w);
		if (take_results(w, &res) && res)
			return res;
	}
	PQclear(res);
	return NULL;
}

/* Again at each beat: it costs nothing, and a server that is silent is found out. */
static bool listen_again(struct task *t, struct db_wake *w)
{
	PGresult *res = ask(t, w, "listen " CHANNEL, NULL);
	const bool fine = PQresultStatus(res) == PGRES_COMMAND_OK;
	PQclear(res);
	if (!fine)
		return false;
	if (w->down)
		LOG(LOG_INFO, "luisteren.hersteld", LOG_INT("mislukte_pogingen", w->failures));
	w->down = false;
	w->up = true;
	w->failures = 0;
	beat(w);
	return true;
}

/* What the statement says now, or "" when it says nothing that can be told. False = connection
 * lost. */
static bool look_for_news(
	struct task *t, struct db_wake *w, char ret_news[static DB_WAKE_NEWS_BYTES + 1])
{
	PGresult *res = ask(t, w, w->config.news->sql, NULL);
	struct str news = STR_NULL;
	if (PQntuples(res) == 1 && PQnfields(res) == 1)
		(void)db_wake_read(STR(CHANNEL), str_from(PQgetvalue(res, 0, 0)), &news);
	if (news.ptr)
		memcpy(ret_news, news.ptr, news.len);
	ret_news[news.len] = '\0';
	const bool alive = res != NULL;
	PQclear(res);
	return alive;
}

/* One NOTIFY for all that was committed; none when it changed nothing that is news. */
static bool announce(struct task *t, struct db_wake *w)
{
	char news[DB_WAKE_NEWS_BYTES + 1] = "";
	w->rung = false; /* before we look: what is committed meanwhile rings again */
	w->next_us = db_deadline_in(w->config.pause_ms);
	bool alive = !w->config.news || look_for_news(t, w, news);
	if (alive && (news[0] == '\0' || !w->told || strcmp(news, w->news) != 0)) {
		PGresult *res = ask(
			t, w, "select pg_notify($1, $2)", (const char *const[]){ CHANNEL, news });
		alive = PQresultStatus(res) == PGRES_TUPLES_OK;
		PQclear(res);
		w->stats.sent += alive;
		w->told = alive;
		memcpy(w->news, news, sizeof(news));
	}
	w->rung = w->rung || !alive;
	return alive;
}

/* ---- the connection ---- */

/* A warning of the server is for nobody; libpq would write it to standard error. */
static void on_notice(void *arg, const PGresult *res)
{
	(void)arg, (void)res;
}

static bool open_connection(struct task *t, struct db_wake *w)
{
	w->pg = db_conn_start(w->db, false);
	const bool open = w->pg && db_conn_poll(t, w->db, w->pg, db_deadline_in(CONNECT_MS)) &&
			  PQsetnonblocking(w->pg, 1) == 0;
	if (open)
		PQsetNoticeReceiver(w->pg, on_notice, NULL);
	return open;
}

static void close_connection(struct db_wake *w)
{
	if (!w->stopping) {
		w->stats.lost++;
		if (!w->down)
			LOG(LOG_WARN, "luisteren.weg",
				LOG_STR("melding",
					str_from(w->pg ? PQerrorMessage(w->pg) : "out of memory")));
		w->down = true;
	}
	PQfinish(w->pg);
	w->pg = NULL;
	w->up = false;
	w->told = false;
}

/* Until the connection is no more, or nothing is left to be said at the end. */
static void attend(struct task *t, struct db_wake *w)
{
	bool alive = true;
	while (alive && (!w->stopping || (w->up && w->rung))) {
		const int64_t now_us = clock_mono_us();
		if (!w->up || now_us >= w->beat_us) {
			alive = listen_again(t, w);
			continue;
		}
		if (w->rung && (w->stopping || now_us >= w->next_us)) {
			alive = announce(t, w);
			continue;
		}
		const bool soon = w->rung && w->next_us < w->beat_us;
		/* Ready, woken or time: all is looked at when the loop comes round. */
		const enum err e = task_wait_fd_or_wake(
			t, PQsocket(w->pg), false, db_left_ms(soon ? w->next_us : w->beat_us));
		(void)e;
		alive = read_socket(w);
	}
}

static void pause_after_loss(struct task *t, struct db_wake *w)
{
	int64_t pause_ms = BACKOFF_MIN_MS;
	for (int i = 0; i < w->failures && pause_ms < BACKOFF_MAX_MS; i++)
		pause_ms *= 2;
	w->failures++;
	const int64_t until_us =
		db_deadline_in(pause_ms < BACKOFF_MAX_MS ? pause_ms : BACKOFF_MAX_MS);
	while (!w->stopping && db_left_ms(until_us) > 0) {
		const enum err e = task_wait(t, db_left_ms(until_us));
		(void)e; /* time, or a wake that came too late for the connection */
	}
	if (clock_mono_us() >= w->beat_us)
		beat(w);
}

static void wake_main(struct task *t, void *arg)
{
	struct db_wake *w = arg;
	w->task = t;
	while (!w->stopping) {
		if (open_connection(t, w))
			attend(t, w);
		close_connection(w);
		if (!w->stopping)
			pause_after_loss(t, w);
	}
	w->task = NULL;
	if (w->ender)
		task_wake(w->ender);
}

/* ---- life ---- */

enum err db_wake_create(
	struct db *d, const struct db_wake_config *config, struct db_wake **ret_wake)
{
	assert(!d->wake && config->beat_ms > 0 && config->pause_ms > 0);
	struct db_wake *w = calloc(1, sizeof(*w));
	if (!w)
		abort();
	w->db = d;
	w->config = *config;
	w->beat_us = db_deadline_in(config->beat_ms);
	const enum err e = task_spawn(d->loop, wake_main, w);
	if (e != ERR_OK) {
		free(w);
		return e;
	}
	d->wake = w;
	*ret_wake = w;
	return ERR_OK;
}

void db_wake_destroy(struct task *t, struct db_wake *w)
{
	if (!w)
		return;
	assert(!w->listeners);
	w->stopping = true;
	w->ender = t;
	/* Waiting for a server that does not let us in, no wake is heard. */
	if (w->pg && !w->up)
		(void)shutdown(PQsocket(w->pg), SHUT_RDWR); /* fails only when it is down already */
	if (w->task)
		task_wake(w->task);
	while (w->task) {
		const enum err e = task_wait(t, CONNECT_MS);
		(void)e; /* the condition says whether it is over */
	}
	w->db->wake = NULL;
	free(w);
}

struct db_wake_stats db_wake_stats(const struct db_wake *w)
{
	if (!w)
		return (struct db_wake_stats){ 0 };
	struct db_wake_stats stats = w->stats;
	stats.listening = w->up;
	return stats;
}
