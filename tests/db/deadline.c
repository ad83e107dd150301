/* The deadline of a request: no wait for the database goes beyond it. */
#include "base/date.h"
#include "fixtures/harness.h"

/* Of the request; everything else may take many times longer. */
#define DEADLINE_MS   300
#define MUCH_LATER_US (2 * INT64_C(1000000))

static struct scene scene;

static void patient(struct db_config *config)
{
	config->wait_ms = 20000;
	config->statement_timeout_ms = 20000;
}

static void start(void)
{
	scene_init(&scene, patient);
	test_sql(scene.uri, "insert into plaats (naam, vrij) values ('a', 20)");
}

static void finish(void)
{
	scene_fini(&scene);
}

TestSuite(db_deadline, .init = start, .fini = finish, .timeout = 60);

static int64_t begin_request(struct task *t)
{
	const int64_t now_us = clock_mono_us();
	task_set_deadline(t, now_us + DEADLINE_MS * 1000);
	return now_us;
}

static void check_in_time(int64_t begin_us)
{
	const int64_t took_us = clock_mono_us() - begin_us;
	cr_expect_geq(took_us, (DEADLINE_MS - 10) * 1000);
	cr_expect_lt(took_us, MUCH_LATER_US, "%lld us", (long long)took_us);
}

static enum err take(struct task *t, struct db_tx *tx)
{
	struct plaats_take_row row;
	return plaats_take(t, tx, &(struct plaats_take_in){ STR("a") }, &row);
}

static enum err late_for_the_lock(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	const int64_t begin_us = begin_request(t);
	TRY(db_begin(t, scene.db, &tx));
	cr_expect_eq(take(t, tx), ERR_UNAVAILABLE);
	cr_expect(failed_with(t, "database.traag"));
	check_in_time(begin_us);
	return ERR_OK;
}

static enum err behind_a_lock(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	TRY(db_begin(t, scene.db, &tx));
	TRY(take(t, tx));
	char nothing = 0;
	crowd_run(t, &(struct crowd){ late_for_the_lock, &nothing, 1, 1 });
	TRY(db_commit(t, tx));
	/* Its connection serves the next one. */
	for (int i = 0; i < 2; i++) {
		TRY(db_begin(t, scene.db, &tx));
		TRY(take(t, tx));
		TRY(db_commit(t, tx));
	}
	cr_expect_str_eq(test_sql_value(scene.uri, "select vrij from plaats"), "17");
	return ERR_OK;
}

Test(db_deadline, ends_the_wait_for_a_locked_row)
{
	scene_run(&scene, behind_a_lock, NULL);
}

static enum err late_for_a_connection(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	const int64_t begin_us = begin_request(t);
	cr_expect_eq(db_begin(t, scene.db, &tx), ERR_UNAVAILABLE);
	cr_expect(failed_with(t, "database.druk"));
	check_in_time(begin_us);
	return ERR_OK;
}

static enum err no_connection(struct task *t, void *arg)
{
	struct db_tx *one = NULL;
	struct db_tx *two = NULL;
	TRY(db_begin(t, scene.db, &one));
	TRY(db_begin(t, scene.db, &two));
	char nothing = 0;
	crowd_run(t, &(struct crowd){ late_for_a_connection, &nothing, 1, 1 });
	cr_expect_eq(db_stats(scene.db).waiting, 0);
	return ERR_OK;
}

Test(db_deadline, ends_the_wait_for_a_connection)
{
	scene_run(&scene, no_connection, NULL);
}

static enum err late_for_a_read(struct task *t, void *arg)
{
	struct getal_sleep_row row;
	const int64_t begin_us = begin_request(t);
	cr_expect_eq(
		getal_sleep(t, db_reader(scene.db), &(struct getal_sleep_in){ 1, 10000 }, &row),
		ERR_UNAVAILABLE);
	cr_expect(failed_with(t, "database.traag"));
	check_in_time(begin_us);
	return ERR_OK;
}

Test(db_deadline, ends_the_wait_for_a_read)
{
	scene_run(&scene, late_for_a_read, NULL);
}

static enum err late_for_the_commit(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	(void)begin_request(t);
	TRY(db_begin(t, scene.db, &tx));
	TRY(take(t, tx));
	task_set_deadline(t, clock_mono_us() - 1);
	cr_expect_eq(take(t, tx), ERR_UNAVAILABLE);
	cr_expect_eq(db_commit(t, tx), ERR_UNAVAILABLE);
	cr_expect(failed_with(t, "database.traag"), "a commit that was not sent is no riddle");
	cr_expect_eq(db_stats(scene.db).write_busy, 0);
	task_set_deadline(t, 0);
	TRY(db_begin(t, scene.db, &tx));
	TRY(take(t, tx)); /* nothing of it is locked any more */
	TRY(db_commit(t, tx));
	cr_expect_str_eq(test_sql_value(scene.uri, "select vrij from plaats"), "19");
	return ERR_OK;
}

Test(db_deadline, lets_nobody_begin_a_commit_after_it)
{
	scene_run(&scene, late_for_the_commit, NULL);
}

static enum err late_in_the_commit(struct task *t, void *arg)
{
	test_sql(scene.uri,
		"create function dralen() returns trigger language plpgsql as $$ begin"
		" perform pg_sleep(1); return null; end $$;"
		"create constraint trigger dralen after update on plaats"
		" deferrable initially deferred for each row execute function dralen()");
	struct db_tx *tx = NULL;
	const int64_t begin_us = begin_request(t);
	TRY(db_begin(t, scene.db, &tx));
	TRY(take(t, tx));
	cr_expect_eq(db_commit(t, tx), ERR_UNAVAILABLE);
	cr_expect(failed_with(t, "uitkomst.onbekend"));
	check_in_time(begin_us);
	task_set_deadline(t, clock_mono_us() + 20 * INT64_C(1000000));
	while (strcmp(test_sql_value(scene.uri, "select vrij from plaats"), "19") != 0)
		TRY(task_sleep(t, 20)); /* the server was never told to stop */
	return ERR_OK;
}

Test(db_deadline, does_not_cancel_a_commit_that_was_sent)
{
	scene_run(&scene, late_in_the_commit, NULL);
}
