#include "worker/work.h"

#include <signal.h>
#include <time.h>

#include "api/regels.h"
#include "base/date.h"
#include "base/log.h"
#include "store/sql.h"
#include "task/task.h"

#define EXPIRE_BATCH 500
#define HOUR_US	     (3600 * INT64_C(1000000))

struct worker {
	const struct config *config;
	struct db *db;
};

/* Runs one piece of work in a transaction of its own. */
static enum err purge_sessions(struct task *t, struct db *d, int64_t now_us, int64_t *ret_count)
{
	struct db_tx *tx;
	TRY(db_begin(t, d, &tx));
	struct sessie_purge_row row;
	TRY(sessie_purge(t, tx, &(struct sessie_purge_in){ .nu = now_us }, &row));
	*ret_count = row.aantal;
	return db_commit(t, tx);
}

static enum err purge_keys(struct task *t, struct db *d, int64_t before_us, int64_t *ret_count)
{
	struct db_tx *tx;
	TRY(db_begin(t, d, &tx));
	struct idempotentie_purge_row row;
	TRY(idempotentie_purge(t, tx, &(struct idempotentie_purge_in){ .voor = before_us }, &row));
	*ret_count = row.aantal;
	return db_commit(t, tx);
}

static enum err expire(struct task *t, struct db *d, int64_t now_us, int64_t *ret_count)
{
	*ret_count = 0;
	for (;;) {
		struct db_tx *tx;
		TRY(db_begin(t, d, &tx));
		const struct koppeling_expire_in in = {
			.vandaag = date_in_netherlands(now_us), .nu = now_us, .aantal = EXPIRE_BATCH
		};
		struct koppeling_expire_row *rows = NULL;
		size_t count = 0;
		TRY(koppeling_expire(t, tx, &in, &rows, &count));
		TRY(db_commit(t, tx));
		*ret_count += (int64_t)count;
		if (count < EXPIRE_BATCH)
			return ERR_OK;
	}
}

static enum err round_of_work(struct task *t, struct worker *w)
{
	const int64_t now_us = clock_now_us();
	int64_t sessions = 0;
	int64_t keys = 0;
	int64_t expired = 0;
	TRY(purge_sessions(t, w->db, now_us, &sessions));
	TRY(purge_keys(t, w->db, now_us - w->config->idempotency_hours * HOUR_US, &keys));
	TRY(expire(t, w->db, now_us, &expired));
	LOG(LOG_INFO, "ronde", LOG_INT("sessies", sessions), LOG_INT("sleutels", keys),
		LOG_INT("verlopen", expired));
	return ERR_OK;
}

/* Each round is a task of its own, so that its memory goes with it. */
static enum err one_round(struct task *t, void *arg)
{
	return round_of_work(t, arg);
}

/* Waits for the next round; false when it is time to stop. */
static bool wait_for_next(struct worker *w)
{
	const struct timespec interval = { .tv_sec = w->config->work_interval_s };
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	return sigtimedwait(&set, NULL, &interval) < 0;
}

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		LOG(LOG_ERROR, "ronde.mislukt",
			LOG_STR("code", str_from(f != NULL ? f->code : err_name(e))));
}

int work_run(const struct config *config, bool once)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	(void)pthread_sigmask(SIG_BLOCK, &set, NULL);
	struct loop *l = loop_create(&loop_limits_default);
	struct db_config dc = db_config_default;
	dc.uri = config->database;
	dc.write_connections = 1;
	struct worker w = { .config = config, .db = db_create(l, &dc, api_rules, api_rule_count) };
	enum err e = ERR_OK;
	do {
		e = loop_run_task(l, one_round, &w, report);
	} while (!once && wait_for_next(&w));
	db_destroy(w.db);
	loop_destroy(l);
	return once && e != ERR_OK ? 1 : 0;
}
