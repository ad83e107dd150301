#include <assert.h>
#include <stdlib.h>

#include "base/date.h"
#include "queue/queue.h"

/* From one round to the next while there is always something: the first ring after a rest is
 * answered at once, of those that follow soon some share a round. */
#define ROUND_MS 20
/* The wake rings more often; this is for whoever forgot to. */
#define REST_MS 10000
/* Pauses after a failure, and while events are held back: each doubles up to its second. */
#define FAILED_MIN_MS 50
#define FAILED_MAX_MS 2000
#define HELD_MIN_MS   10
#define HELD_MAX_MS   250

struct queue_follower {
	struct db *db;
	struct db_wake *wake;
	struct queue_follow config;
	struct queue_place place;
	struct db_listener listener;
	struct task *task;  /* keeps the follower going; NULL = over */
	struct task *ender; /* waits for that */
	bool stopping;
	bool rung;	   /* since the last read began */
	bool full;	   /* the last read gave all it might */
	int64_t round_us;  /* when it began, clock_mono_us */
	int64_t pause_ms;  /* the last one after a failure or while held back; 0 = none */
	int64_t behind_us; /* when the first event that is not taken was written; 0 = none known */
	struct queue_stats stats;
};

/* ---- rings ---- */

static bool is_behind_us(const struct queue_follower *f, struct str news)
{
	struct queue_place told;
	if (queue_place_read(news, &told) != ERR_OK)
		return false;
	return !queue_place_before(f->place, told);
}

static void on_ring(void *arg, struct str news)
{
	struct queue_follower *f = arg;
	if (is_behind_us(f, news)) {
		f->stats.known++;
		return;
	}
	if (!f->rung && f->task)
		task_wake(f->task);
	f->rung = true;
}

/* ---- one round ---- */

static enum err hand_over(struct task *t, struct queue_follower *f,
	const struct gebeurtenis_list_row *rows, size_t count)
{
	const struct gebeurtenis_list_row *last = &rows[count - 1];
	f->behind_us = rows[0].op;
	TRY(f->config.take(t, f->config.arg, rows, count));
	f->place = (struct queue_place){ .transactie = last->transactie, .id = last->id };
	f->behind_us = last->op; /* more or less that of the next, if there is one */
	f->stats.events += count;
	f->stats.held_back = false;
	f->pause_ms = 0;
	return ERR_OK;
}

static enum err look_what_is_held_back(struct task *t, struct queue_follower *f)
{
	const struct gebeurtenis_pending_in in = { .na_transactie = f->place.transactie,
		.na_id = f->place.id };
	struct gebeurtenis_pending_row row;
	bool held_back = false;
	TRY(gebeurtenis_pending(t, db_reader(f->db), &in, &held_back, &row));
	f->stats.held_back = held_back;
	f->behind_us = held_back ? row.op : 0;
	return ERR_OK;
}

static enum err read_round(struct task *t, void *arg)
{
	struct queue_follower *f = arg;
	const struct gebeurtenis_list_in in = { .na_transactie = f->place.transactie,
		.na_id = f->place.id,
		.aantal = (int64_t)f->config.batch };
	struct gebeurtenis_list_row *rows = NULL;
	size_t count = 0;
	f->rung = false; /* before the read: what is committed meanwhile rings again */
	f->full = false;
	f->stats.rounds++;
	TRY(gebeurtenis_list(t, db_reader(f->db), &in, &rows, &count));
	if (f->stopping)
		return ERR_OK;
	if (count > 0)
		TRY(hand_over(t, f, rows, count));
	f->full = count == f->config.batch;
	return f->full ? ERR_OK : look_what_is_held_back(t, f);
}

/* ---- round after round ---- */

static int64_t twice(int64_t pause_ms, int64_t min_ms, int64_t max_ms)
{
	if (pause_ms < min_ms)
		return min_ms;
	return pause_ms * 2 < max_ms ? pause_ms * 2 : max_ms;
}

/* Until then, or the end; a ring ends it too when it may. */
static void wait_until(struct task *t, const struct queue_follower *f, int64_t until_us, bool may)
{
	for (;;) {
		const int64_t left_us = until_us - clock_mono_us();
		if (f->stopping || left_us <= 0 || (may && f->rung))
			return;
		const enum err e = task_wait(t, (left_us + 999) / 1000);
		(void)e; /* time or a wake: the loop looks which */
	}
}

static void rest(struct task *t, struct queue_follower *f, enum err e)
{
	const bool failed = e != ERR_OK;
	f->stats.failures += failed;
	if (failed)
		f->pause_ms = twice(f->pause_ms, FAILED_MIN_MS, FAILED_MAX_MS);
	else if (f->stats.held_back && !f->full)
		f->pause_ms = twice(f->pause_ms, HELD_MIN_MS, HELD_MAX_MS);
	else
		f->pause_ms = 0;
	if (f->full)
		return; /* go on: there is more */
	const int64_t rest_ms = f->pause_ms > 0 ? f->pause_ms : REST_MS;
	wait_until(t, f, clock_mono_us() + rest_ms * 1000, !failed);
	wait_until(t, f, f->round_us + ROUND_MS * 1000, false);
}

static void keep(struct task *t, void *arg)
{
	struct queue_follower *f = arg;
	f->task = t;
	while (!f->stopping) {
		f->round_us = clock_mono_us();
		rest(t, f, task_run(t, read_round, f, NULL));
	}
	f->task = NULL;
	if (f->ender)
		task_wake(f->ender);
}

/* ---- life ---- */

enum err queue_follow(struct loop *l, struct db *d, struct db_wake *w,
	const struct queue_follow *config, struct queue_follower **ret_follower)
{
	assert(config->take && config->batch > 0 && config->batch <= QUEUE_MAX_BATCH);
	struct queue_follower *f = calloc(1, sizeof(*f));
	if (!f)
		abort();
	f->db = d;
	f->wake = w;
	f->config = *config;
	f->place = config->from;
	f->listener = (struct db_listener){ .fn = on_ring, .arg = f };
	db_wake_listen(w, &f->listener);
	const enum err e = task_spawn(l, keep, f);
	if (e != ERR_OK) {
		db_wake_unlisten(w, &f->listener);
		free(f);
		return e;
	}
	*ret_follower = f;
	return ERR_OK;
}

void queue_unfollow(struct task *t, struct queue_follower *f)
{
	if (!f)
		return;
	db_wake_unlisten(f->wake, &f->listener);
	f->stopping = true;
	f->ender = t;
	if (f->task)
		task_wake(f->task);
	while (f->task) {
		const enum err e = task_wait(t, REST_MS);
		(void)e; /* the condition says whether it is over */
	}
	free(f);
}

bool queue_is_stopping(const struct queue_follower *f)
{
	return f->stopping;
}

struct queue_stats queue_stats(const struct queue_follower *f)
{
	struct queue_stats stats = f->stats;
	const int64_t now_us = clock_now_us();
	stats.place = f->place;
	if (f->behind_us > 0 && now_us > f->behind_us)
		stats.lag_us = now_us - f->behind_us;
	return stats;
}
