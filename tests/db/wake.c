/*
 * The bell between processes: two handles on one database stand for two processes. The beat is far
 * away unless a test is about it, so that nothing but a ring can wake anybody.
 */
#include <string.h>

#include "base/date.h"
#include "db/wake.h"
#include "fixtures/harness.h"

#define FAR_MS	    600000
#define COMMITS	    1000
#define FLOOD	    10000
#define DEADLINE_US (20 * INT64_C(1000000))

struct ear {
	struct task *task;
	size_t wakes, blind; /* blind: without news */
	char news[DB_WAKE_NEWS_BYTES + 1];
	struct db_listener listener;
};

static struct scene scene;
static struct db *other;
static struct db_wake *here, *there;
static struct ear ear_here, ear_there;

static void start(void)
{
	scene_init(&scene, NULL);
	struct db_config config = db_config_default;
	config.uri = scene.uri;
	other = db_create(scene.loop, &config, NULL, 0);
}

static void finish(void)
{
	db_destroy(other);
	scene_fini(&scene);
}

TestSuite(db_wake, .init = start, .fini = finish, .timeout = 120);

/* ---- listening ---- */

static void hear(void *arg, struct str news)
{
	struct ear *e = arg;
	e->wakes++;
	e->blind += news.ptr == NULL;
	cr_assert_leq(news.len, DB_WAKE_NEWS_BYTES);
	if (news.ptr) {
		memcpy(e->news, news.ptr, news.len);
		e->news[news.len] = '\0';
	}
	if (e->task)
		task_wake(e->task);
}

static void listen(struct task *t, struct db_wake *w, struct ear *e)
{
	*e = (struct ear){ .task = t, .listener = { .fn = hear, .arg = e } };
	db_wake_listen(w, &e->listener);
}

/* Looks until it holds; what changes is looked at after each wake, and every few milliseconds. */
static void until(struct task *t, bool (*holds)(void), const char *what)
{
	const int64_t until_us = clock_mono_us() + DEADLINE_US;
	while (!holds()) {
		cr_assert_lt(clock_mono_us(), until_us, "%s", what);
		const enum err e = task_wait(t, 5);
		(void)e;
	}
}
#define UNTIL(t, holds) until((t), (holds), #holds)

static bool both_listen(void)
{
	return db_wake_stats(here).listening && db_wake_stats(there).listening;
}

static bool there_was_told(void)
{
	return db_wake_stats(there).received > 0;
}

static bool here_was_told(void)
{
	return db_wake_stats(here).received > 0;
}

static bool there_was_told_twice(void)
{
	return db_wake_stats(there).received >= 2;
}

static bool there_heard_all(void)
{
	return db_wake_stats(there).received >= db_wake_stats(here).sent &&
	       db_wake_stats(here).sent > 0;
}

/* Both bells, listening, and their first wake behind them. */
static void begin(struct task *t, const struct db_stmt *news)
{
	const struct db_wake_config config = { .news = news, .beat_ms = FAR_MS, .pause_ms = 20 };
	cr_assert_eq(db_wake_create(scene.db, &config, &here), ERR_OK);
	cr_assert_eq(db_wake_create(other, &config, &there), ERR_OK);
	UNTIL(t, both_listen);
	listen(t, here, &ear_here);
	listen(t, there, &ear_there);
}

static void end(struct task *t)
{
	db_wake_unlisten(here, &ear_here.listener);
	db_wake_unlisten(there, &ear_there.listener);
	db_wake_destroy(t, here);
	db_wake_destroy(t, there);
}

/* ---- changing ---- */

static enum err insert(struct task *t, struct db *d, const char *naam)
{
	struct db_tx *tx;
	TRY(db_begin(t, d, &tx));
	const struct plaats_insert_in in = { .naam = str_from(naam), .vrij = 30000 };
	TRY(plaats_insert(t, tx, &in));
	return db_commit(t, tx);
}

static enum err take(struct task *t, struct db *d, const char *naam)
{
	struct db_tx *tx;
	TRY(db_begin(t, d, &tx));
	struct plaats_take_row row;
	TRY(plaats_take(t, tx, &(struct plaats_take_in){ .naam = str_from(naam) }, &row));
	return db_commit(t, tx);
}

static enum err commit_once(struct task *t, void *arg)
{
	begin(t, NULL);
	TRY(insert(t, scene.db, "a"));
	cr_expect_eq(ear_here.wakes, 1, "at once, before the commit returns");
	cr_expect_eq(ear_there.wakes, 0);
	UNTIL(t, there_was_told);
	cr_expect_eq(ear_there.wakes, 1);
	cr_expect_eq(ear_here.wakes, 1, "one's own announcement is no news");
	end(t);
	return ERR_OK;
}

Test(db_wake, a_commit_wakes_listeners_here_and_in_another_process)
{
	scene_run(&scene, commit_once, NULL);
}

static enum err roll_back(struct task *t, void *arg)
{
	begin(t, NULL);
	struct db_tx *tx;
	TRY(db_begin(t, scene.db, &tx));
	const struct plaats_insert_in in = { .naam = STR("a"), .vrij = 1 };
	TRY(plaats_insert(t, tx, &in));
	db_rollback(tx);
	cr_expect_eq(ear_here.wakes, 0);
	TRY(insert(t, other, "a"));
	UNTIL(t, here_was_told);
	cr_expect_eq(ear_here.wakes, 1);
	cr_expect_eq(db_wake_stats(here).sent, 0);
	end(t);
	return ERR_OK;
}

Test(db_wake, a_transaction_that_was_given_up_rings_for_nobody)
{
	scene_run(&scene, roll_back, NULL);
}

static enum err commit_many(struct task *t, void *arg)
{
	begin(t, NULL);
	TRY(insert(t, scene.db, "a"));
	const int64_t begin_us = clock_mono_us();
	for (int i = 0; i < COMMITS; i++)
		TRY(take(t, scene.db, "a"));
	cr_expect_eq(ear_here.wakes, COMMITS + 1);
	UNTIL(t, there_heard_all);
	const int64_t spent_ms = (clock_mono_us() - begin_us) / 1000;
	const struct db_wake_stats stats = db_wake_stats(here);
	cr_expect_leq((int64_t)stats.sent, spent_ms / 20 + 2, "%lu in %ld ms",
		(unsigned long)stats.sent, (long)spent_ms);
	end(t);
	return ERR_OK;
}

Test(db_wake, a_thousand_commits_give_at_most_fifty_notifies_a_second)
{
	scene_run(&scene, commit_many, NULL);
}

static enum err say_nothing_new(struct task *t, void *arg)
{
	begin(t, &stmt_plaats_news);
	TRY(insert(t, scene.db, "a"));
	UNTIL(t, there_was_told);
	cr_expect_str_eq(ear_there.news, "a");
	for (int i = 0; i < 10; i++) {
		TRY(take(t, scene.db, "a"));
		cr_assert_eq(task_sleep(t, 25), ERR_OK);
	}
	cr_expect_eq(db_wake_stats(here).sent, 1, "the last place is the same");
	cr_expect_eq(ear_here.wakes, 11);
	TRY(insert(t, scene.db, "met spatie"));
	UNTIL(t, there_was_told_twice);
	cr_expect_eq(ear_there.blind, 1, "what is no news is told as a ring");
	end(t);
	return ERR_OK;
}

Test(db_wake, tells_others_only_what_is_new)
{
	scene_run(&scene, say_nothing_new, NULL);
}

static enum err leave_at_once(struct task *t, void *arg)
{
	begin(t, NULL);
	TRY(insert(t, scene.db, "a"));
	TRY(insert(t, scene.db, "b"));
	db_wake_unlisten(here, &ear_here.listener);
	db_wake_destroy(t, here);
	UNTIL(t, there_was_told);
	db_wake_unlisten(there, &ear_there.listener);
	db_wake_destroy(t, there);
	return ERR_OK;
}

Test(db_wake, tells_what_is_left_to_tell_before_it_ends)
{
	scene_run(&scene, leave_at_once, NULL);
}

/* ---- losing the connection ---- */

static bool both_listen_again(void)
{
	return both_listen() && db_wake_stats(there).lost > 0 && ear_there.wakes > 0;
}

static enum err lose_the_connection(struct task *t, void *arg)
{
	begin(t, NULL);
	for (uint64_t i = 0; i < 3; i++) {
		ear_there.wakes = 0;
		test_sql(scene.uri,
			"select pg_terminate_backend(pid, 5000) from pg_stat_activity "
			"where datname = current_database() and pid <> pg_backend_pid() "
			"and (query like 'listen %' or query like '%pg_notify%')");
		while (db_wake_stats(there).lost <= i)
			cr_assert_eq(task_sleep(t, 1), ERR_OK);
		UNTIL(t, both_listen_again);
		const uint64_t before = db_wake_stats(there).received;
		TRY(insert(t, scene.db, (const char *const[]){ "a", "b", "c" }[i]));
		while (db_wake_stats(there).received == before)
			cr_assert_eq(task_sleep(t, 1), ERR_OK);
	}
	end(t);
	return ERR_OK;
}

Test(db_wake, listens_again_after_its_connection_was_ended_and_wakes_all)
{
	scene_run(&scene, lose_the_connection, NULL);
}

static bool here_beats(void)
{
	return ear_here.wakes >= 3;
}

static enum err beat(struct task *t, void *arg)
{
	const struct db_wake_config config = { .beat_ms = 30, .pause_ms = 20 };
	cr_assert_eq(db_wake_create(arg, &config, &here), ERR_OK);
	listen(t, here, &ear_here);
	UNTIL(t, here_beats);
	cr_expect_eq(ear_here.blind, ear_here.wakes);
	cr_expect_eq(db_wake_stats(here).sent, 0);
	db_wake_unlisten(here, &ear_here.listener);
	db_wake_destroy(t, here);
	return ERR_OK;
}

Test(db_wake, wakes_all_from_time_to_time_when_nothing_is_heard)
{
	scene_run(&scene, beat, scene.db);
}

Test(db_wake, wakes_all_from_time_to_time_without_a_server)
{
	struct db_config config = db_config_default;
	config.uri = "postgresql:///x?host=/nonexistent";
	struct db *away = db_create(scene.loop, &config, NULL, 0);
	scene_run(&scene, beat, away);
	db_destroy(away);
}

/* ---- what others send ---- */

static bool flood_is_over(void)
{
	return db_wake_stats(there).received >= FLOOD && db_wake_stats(here).received >= FLOOD;
}

static enum err flood(struct task *t, void *arg)
{
	begin(t, NULL);
	test_sql(scene.uri, "select pg_notify('schakel_gebeurtenis', lpad(n::text, 7999, 'x')) "
			    "from generate_series(1, 10000) n");
	test_sql(scene.uri, "select pg_notify('anders', n::text) from generate_series(1, 100) n");
	/* In the midst of it a change goes through as ever. */
	TRY(insert(t, scene.db, "a"));
	UNTIL(t, flood_is_over);
	UNTIL(t, there_heard_all);
	cr_expect_eq(db_wake_stats(here).received, FLOOD, "other channels are not heard");
	cr_expect_eq(ear_there.blind, ear_there.wakes, "such a payload says nothing");
	cr_expect_eq(db_wake_stats(here).lost + db_wake_stats(there).lost, 0);
	end(t);
	return ERR_OK;
}

Test(db_wake, ten_thousand_huge_payloads_are_rings_and_do_no_harm)
{
	scene_run(&scene, flood, NULL);
}
