/* The read pool: many tasks on few connections, and what happens when one of them is slow, wrong or
 * gone. */
#include "base/date.h"
#include "fixtures/harness.h"

static struct scene scene;

static void start(void)
{
	scene_init(&scene, NULL);
}

static void finish(void)
{
	scene_fini(&scene);
}

TestSuite(db_reads, .init = start, .fini = finish, .timeout = 60);

/* ---- sharing ---- */

static enum err echo_often(struct task *t, void *arg)
{
	const int32_t *n = arg;
	for (int i = 0; i < 10; i++) {
		struct getal_echo_row row;
		TRY(getal_echo(t, db_reader(scene.db), &(struct getal_echo_in){ *n + i }, &row));
		cr_assert_eq(row.n, *n + i);
	}
	return ERR_OK;
}

static void make_numbers(int32_t *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		numbers[i] = (int32_t)i * 1000;
}

/* The second reader is opened beside the first, while that one answers. */
static enum err open_both(struct task *t)
{
	int32_t numbers[64];
	make_numbers(numbers, 64);
	crowd_run(t, &(struct crowd){ echo_often, (char *)numbers, sizeof(int32_t), 64 });
	while (db_stats(scene.db).read_open < 2)
		TRY(task_sleep(t, 1));
	return ERR_OK;
}

static enum err share(struct task *t, void *arg)
{
	TRY(open_both(t));
	const struct db_stats stats = db_stats(scene.db);
	cr_expect_eq(stats.write_open, 0);
	cr_expect_eq(stats.waiting, 0);
	return ERR_OK;
}

Test(db_reads, tasks_on_shared_connections_get_their_own_answers)
{
	scene_run(&scene, share, NULL);
}

/* Every third asks what cannot be answered. */
static enum err divide(struct task *t, void *arg)
{
	const int32_t *n = arg;
	const bool wrong = *n % 3000 == 0;
	struct getal_divide_row row;
	const struct getal_divide_in in = { wrong ? 0 : 5 };
	const enum err e = getal_divide(t, db_reader(scene.db), &in, &row);
	cr_assert_eq(e, wrong ? ERR_INTERNAL : ERR_OK, "%s", err_name(e));
	return ERR_OK;
}

static enum err divide_all(struct task *t, void *arg)
{
	int32_t numbers[64];
	make_numbers(numbers, 64);
	crowd_run(t, &(struct crowd){ divide, (char *)numbers, sizeof(int32_t), 64 });
	return ERR_OK;
}

Test(db_reads, a_failing_statement_harms_no_neighbour_in_the_pipeline)
{
	scene_run(&scene, divide_all, NULL);
}

/* ---- preparing ---- */

#define MANY_STATEMENTS 200

/* Statements without a file: the connection's memory of what it prepared grows, and forgets what
 * failed. */
static enum err prepare_many(struct task *t, void *arg)
{
	struct db_stmt *all = ARENA_ARRAY(task_arena(t), MANY_STATEMENTS, struct db_stmt);
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < MANY_STATEMENTS; i++) {
			const bool bad = i % 7 == 0;
			all[i].name = arena_printf(task_arena(t), "proef/%d", i);
			all[i].sql = bad ? "select no_such_column" : "select 1::int4";
			const enum err e = db_none(t, db_reader(scene.db), &all[i], NULL);
			cr_assert_eq(e, bad ? ERR_INTERNAL : ERR_OK, "%d in round %d", i, round);
		}
	}
	return ERR_OK;
}

Test(db_reads, statements_are_prepared_once_and_again_after_a_failure)
{
	scene_run(&scene, prepare_many, NULL);
}

static enum err bad_statement(struct task *t, void *arg)
{
	static const struct db_stmt bad = { .name = "proef/bad", .sql = "select no_such_column" };
	const int32_t *n = arg;
	if (*n % 2000 == 0)
		return echo_often(t, arg);
	/* Those behind the one that was to prepare it fail too, each in its own way. */
	const enum err e = db_none(t, db_reader(scene.db), &bad, NULL);
	cr_assert(e == ERR_INTERNAL || e == ERR_UNAVAILABLE, "%s", err_name(e));
	return ERR_OK;
}

static enum err prepare_badly(struct task *t, void *arg)
{
	int32_t numbers[32];
	make_numbers(numbers, 32);
	crowd_run(t, &(struct crowd){ bad_statement, (char *)numbers, sizeof(int32_t), 32 });
	return db_ping(t, scene.db, 1000);
}

Test(db_reads, a_statement_that_cannot_be_prepared_harms_no_other)
{
	scene_run(&scene, prepare_badly, NULL);
}

/* ---- slow ---- */

static enum err sleep_for(struct task *t, int32_t ms)
{
	struct getal_sleep_row row;
	return getal_sleep(t, db_reader(scene.db), &(struct getal_sleep_in){ 1, ms }, &row);
}

struct passer {
	bool slow;
	bool *slow_ended;
};

static enum err pass(struct task *t, void *arg)
{
	const struct passer *p = arg;
	int32_t n = 7;
	if (p->slow) {
		TRY(sleep_for(t, 800));
		*p->slow_ended = true;
		return ERR_OK;
	}
	TRY(task_sleep(t, 50)); /* until the connection of the slow one is seen to stand still */
	TRY(echo_often(t, &n));
	cr_assert_not(*p->slow_ended);
	return ERR_OK;
}

static enum err pass_a_slow_one(struct task *t, void *arg)
{
	bool slow_ended = false;
	struct passer people[6];
	TRY(open_both(t)); /* how long that takes is another matter */
	for (size_t i = 0; i < 6; i++)
		people[i] = (struct passer){ i == 0, &slow_ended };
	crowd_run(t, &(struct crowd){ pass, (char *)people, sizeof(people[0]), 6 });
	cr_assert(slow_ended);
	return ERR_OK;
}

Test(db_reads, short_statements_go_round_a_long_one)
{
	scene_run(&scene, pass_a_slow_one, NULL);
}

static enum err too_slow(struct task *t, void *arg)
{
	cr_expect_eq(sleep_for(t, 10000), ERR_UNAVAILABLE);
	cr_expect(failed_with(t, "database.traag"));
	task_clear_error(t);
	return sleep_for(t, 1);
}

Test(db_reads, a_slow_statement_is_ended_by_the_server)
{
	scene_run(&scene, too_slow, NULL);
}

static enum err sleeper(struct task *t, void *arg)
{
	const enum err e = sleep_for(t, 1500);
	cr_assert(e == ERR_OK || failed_with(t, "database.traag"));
	return ERR_OK;
}

static size_t given_up;

/* Behind a sleeper when it comes within the moment that such a reader still seems to move. */
static enum err ping_soon(struct task *t, void *arg)
{
	const int64_t before_us = clock_mono_us();
	if (db_ping(t, scene.db, 100) != ERR_OK) {
		cr_expect(failed_with(t, "database.traag"));
		given_up++;
	}
	cr_expect_lt(clock_mono_us() - before_us, 1400000);
	task_clear_error(t);
	return ERR_OK;
}

static enum err either(struct task *t, void *arg)
{
	const int32_t *n = arg;
	return *n < 2000 ? sleeper(t, NULL) : ping_soon(t, NULL);
}

static enum err give_up(struct task *t, void *arg)
{
	int32_t numbers[6];
	TRY(open_both(t));
	make_numbers(numbers, 6);
	for (int i = 0; i < 20 && given_up == 0; i++)
		crowd_run(t, &(struct crowd){ either, (char *)numbers, sizeof(int32_t), 6 });
	cr_assert_gt(given_up, 0);
	/* The answers that nobody waited for are read past. */
	crowd_run(t, &(struct crowd){ echo_often, (char *)numbers, sizeof(int32_t), 6 });
	return ERR_OK;
}

Test(db_reads, a_task_that_gives_up_leaves_the_connection_usable)
{
	scene_run(&scene, give_up, NULL);
}

/* The third comes when both readers, one after the other, are seen to stand still. */
static enum err ping_beside(struct task *t, void *arg)
{
	const int32_t *n = arg;
	TRY(task_sleep(t, *n / 20));
	if (*n < 2000)
		return sleep_for(t, 700);
	TRY(db_ping(t, scene.db, 400));
	return db_ping(t, scene.db, 400); /* the connection was given back */
}

static enum err ready_beside(struct task *t, void *arg)
{
	int32_t numbers[3];
	TRY(open_both(t));
	make_numbers(numbers, 3);
	crowd_run(t, &(struct crowd){ ping_beside, (char *)numbers, sizeof(int32_t), 3 });
	cr_expect_eq(db_stats(scene.db).write_open, 1);
	cr_expect_eq(db_stats(scene.db).write_busy, 0);
	return ERR_OK;
}

Test(db_reads, a_ping_goes_round_readers_that_all_wait_for_something_long)
{
	scene_run(&scene, ready_beside, NULL);
}

/* ---- gone ---- */

static enum err kill_reader(struct task *t, void *arg)
{
	for (int i = 0; i < 3; i++) {
		struct sessie_pid_row old, new;
		TRY(sessie_pid(t, db_reader(scene.db), &old));
		test_sql(scene.uri,
			"select pg_terminate_backend(pid) from pg_stat_activity"
			" where application_name = 'schakel' and datname = current_database()");
		TRY(sessie_pid(t, db_reader(scene.db), &new));
		cr_expect_neq(new.pid, old.pid);
	}
	return ERR_OK;
}

Test(db_reads, an_idle_connection_that_was_ended_is_replaced_unseen)
{
	scene_run(&scene, kill_reader, NULL);
}

static enum err kill_self(struct task *t, void *arg)
{
	struct sessie_pid_row pid;
	TRY(sessie_pid(t, db_reader(scene.db), &pid));
	struct sessie_kill_row killed;
	const enum err e =
		sessie_kill(t, db_reader(scene.db), &(struct sessie_kill_in){ pid.pid }, &killed);
	/* Its own end comes before its answer; the second try, on another connection, finds it
	 * dead. */
	cr_expect(e == ERR_OK || failed_with(t, "database.weg"));
	task_clear_error(t);
	return db_ping(t, scene.db, 1000);
}

Test(db_reads, a_connection_that_ends_under_a_read_is_replaced)
{
	scene_run(&scene, kill_self, NULL);
}

static enum err stale_plan(struct task *t, void *arg)
{
	bool found = false;
	struct proef_get_row row;
	const struct proef_get_in in = { .id = { { 1 } } };
	TRY(proef_get(t, db_reader(scene.db), &in, &found, &row));
	/* What was prepared would now give a column of another type: the server refuses it. */
	test_sql(scene.uri, "alter table proef alter column tekst type varchar(80)");
	return proef_get(t, db_reader(scene.db), &in, &found, &row);
}

Test(db_reads, survive_a_migration)
{
	scene_run(&scene, stale_plan, NULL);
}

/* ---- rules ---- */

static enum err write_on_reader(struct task *t, void *arg)
{
	const enum err e =
		plaats_insert(t, db_reader(scene.db), &(struct plaats_insert_in){ STR("a"), 1 });
	cr_expect_eq(e, ERR_INTERNAL);
	return ERR_OK;
}

Test(db_reads, cannot_write)
{
	scene_run(&scene, write_on_reader, NULL);
}

static enum err settings(struct task *t, void *arg)
{
	struct sessie_settings_row row;
	TRY(sessie_settings(t, db_reader(scene.db), &row));
	cr_expect_str_eq(row.tekst.ptr, "2s 3s 4s UTC UTF8 schakel on force_generic_plan off 0");
	return ERR_OK;
}

Test(db_reads, sessions_have_time_outs_utc_and_plans_for_short_answers)
{
	scene_run(&scene, settings, NULL);
}

/* ---- no server ---- */

static struct scene nowhere;

static enum err ask_nobody(struct task *t, void *arg)
{
	const int64_t before_us = clock_mono_us();
	cr_expect_eq(db_ping(t, nowhere.db, 300), ERR_UNAVAILABLE);
	cr_expect(failed_with(t, "database.weg"));
	struct db_tx *tx = NULL;
	cr_expect_eq(db_begin(t, nowhere.db, &tx), ERR_UNAVAILABLE);
	struct getal_three_row row;
	cr_expect_eq(getal_three(t, db_reader(nowhere.db), &row), ERR_UNAVAILABLE);
	cr_expect_lt(clock_mono_us() - before_us, 2000000);
	return ERR_OK;
}

Test(db_reads, without_a_server_the_answer_is_unavailable_in_time)
{
	struct db_config config = db_config_default;
	config.uri = "postgresql:///x?host=/nonexistent";
	config.wait_ms = 500;
	nowhere.loop = loop_create(&loop_limits_default);
	nowhere.db = db_create(nowhere.loop, &config, NULL, 0);
	scene_run(&nowhere, ask_nobody, NULL);
	scene_fini(&nowhere);
}

/* ---- too many ---- */

static void three_waiting(struct db_config *config)
{
	config->max_waiting = 3;
}

static int refused;

static enum err sleep_or_refused(struct task *t, void *arg)
{
	const enum err e = sleep_for(t, 50);
	if (e == ERR_OK)
		return ERR_OK;
	cr_assert(failed_with(t, "database.druk"));
	refused++;
	return ERR_OK;
}

static enum err overload(struct task *t, void *arg)
{
	char nothing[10];
	TRY(db_ping(t, scene.db, 1000));
	crowd_run(t, &(struct crowd){ sleep_or_refused, nothing, 1, 10 });
	/* Three sleep; beside them one may have been under way to a second connection. */
	cr_expect(refused == 6 || refused == 7, "%d were refused", refused);
	return ERR_OK;
}

Test(db_reads, over_the_cap_are_refused_at_once)
{
	scene_fini(&scene);
	scene_init(&scene, three_waiting);
	scene_run(&scene, overload, NULL);
}
