/* The write pool: commit, rollback, tasks that walk away, rules, and connections that end half-way.
 */
#include <poll.h>

#include "base/date.h"
#include "db/internal.h"
#include "fixtures/harness.h"

static struct scene scene;

/* The linker lets lib/db read this clock, so that a test can move it. */
int64_t __real_clock_mono_us(void);
int64_t __wrap_clock_mono_us(void);
static int64_t clock_moved_us;

int64_t __wrap_clock_mono_us(void)
{
	return __real_clock_mono_us() + clock_moved_us;
}

static void start(void)
{
	scene_init(&scene, NULL);
}

static void finish(void)
{
	scene_fini(&scene);
}

TestSuite(db_transactions, .init = start, .fini = finish, .timeout = 60);

static enum err add(struct task *t, struct db_tx *tx, const char *naam)
{
	return plaats_insert(t, tx, &(struct plaats_insert_in){ str_from(naam), 2 });
}

static int64_t places(struct task *t)
{
	struct plaats_count_row row;
	cr_assert_eq(plaats_count(t, db_reader(scene.db), &row), ERR_OK);
	return row.n;
}

/* Runs fn in a task of its own and waits for its end: its transaction is then abandoned. */
static void in_own_task(struct task *t, enum err (*fn)(struct task *t, void *arg))
{
	char nothing = 0;
	crowd_run(t, &(struct crowd){ fn, &nothing, 1, 1 });
}

/* ---- a server that takes no writes any more ---- */

static int32_t pid_of(struct task *t, struct db_tx *tx)
{
	struct sessie_pid_row row;
	cr_assert_eq(sessie_pid(t, tx, &row), ERR_OK);
	return row.pid;
}

static int32_t refused_pid;

static enum err write_on_a_standby(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	struct sessie_read_only_row row;
	TRY(db_begin(t, scene.db, &tx));
	refused_pid = pid_of(t, tx);
	TRY(sessie_read_only(t, tx, &row));
	cr_expect_eq(add(t, tx, "a"), ERR_UNAVAILABLE);
	cr_expect(failed_with(t, "database.weg"));
	return ERR_OK;
}

static enum err leave_the_standby(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	in_own_task(t, write_on_a_standby);
	TRY(db_begin(t, scene.db, &tx));
	cr_expect_neq(pid_of(t, tx), refused_pid, "the connection was kept");
	TRY(add(t, tx, "b"));
	return db_commit(t, tx);
}

Test(db_transactions, a_connection_that_takes_no_writes_is_replaced)
{
	scene_run(&scene, leave_the_standby, NULL);
}

/* ---- the ways out ---- */

static enum err commit(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	TRY(db_begin(t, scene.db, &tx));
	TRY(add(t, tx, "a"));
	TRY(add(t, tx, "b"));
	cr_expect_eq(places(t), 0, "nothing is seen before the commit");
	TRY(db_commit(t, tx));
	db_rollback(tx);
	cr_expect_eq(places(t), 2);
	cr_expect_eq(db_stats(scene.db).write_busy, 0);
	return ERR_OK;
}

Test(db_transactions, commit_makes_it_seen_and_a_rollback_after_it_is_harmless)
{
	scene_run(&scene, commit, NULL);
}

static enum err rollback(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	TRY(db_begin(t, scene.db, &tx));
	TRY(add(t, tx, "a"));
	db_rollback(tx);
	db_rollback(tx);
	cr_expect_eq(places(t), 0);
	TRY(db_begin(t, scene.db, &tx));
	TRY(add(t, tx, "a"));
	TRY(db_commit(t, tx));
	cr_expect_eq(places(t), 1);
	return ERR_OK;
}

Test(db_transactions, rollback_leaves_nothing_and_the_connection_goes_on)
{
	scene_run(&scene, rollback, NULL);
}

/* A part that failed, one that was only tried, and one that stays. */
static enum err parts(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	struct db_part part;
	TRY(db_begin(t, scene.db, &tx));
	TRY(add(t, tx, "a"));
	TRY(db_part_begin(t, tx, &part));
	cr_expect_eq(add(t, tx, "a"), ERR_CONFLICT);
	TRY(db_part_undo(t, tx, &part));
	TRY(db_part_begin(t, tx, &part));
	TRY(add(t, tx, "b"));
	TRY(db_part_undo(t, tx, &part));
	TRY(db_part_begin(t, tx, &part));
	TRY(add(t, tx, "c"));
	TRY(db_part_keep(t, tx));
	TRY(add(t, tx, "b"));
	TRY(db_commit(t, tx));
	cr_expect_eq(places(t), 3);
	return ERR_OK;
}

Test(db_transactions, go_on_after_a_part_that_failed_and_leave_nothing_of_it)
{
	scene_run(&scene, parts, NULL);
}

static enum err empty(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	TRY(db_begin(t, scene.db, &tx));
	TRY(db_commit(t, tx));
	TRY(db_begin(t, scene.db, &tx));
	db_rollback(tx);
	cr_expect_eq(db_stats(scene.db).write_busy, 0);
	return ERR_OK;
}

Test(db_transactions, without_statements_cost_nothing)
{
	scene_run(&scene, empty, NULL);
}

static enum err walk_away(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	TRY(db_begin(t, scene.db, &tx));
	return add(t, tx, "a");
}

static enum err abandoned(struct task *t, void *arg)
{
	for (int i = 0; i < 5; i++) {
		in_own_task(t, walk_away);
		cr_expect_eq(places(t), 0);
	}
	cr_expect_eq(db_stats(scene.db).write_busy, 0);
	struct db_tx *tx = NULL;
	TRY(db_begin(t, scene.db, &tx));
	TRY(add(t, tx, "a")); /* no lock of theirs is in the way */
	return db_commit(t, tx);
}

Test(db_transactions, of_a_task_that_ends_without_commit_are_rolled_back)
{
	scene_run(&scene, abandoned, NULL);
}

/* ---- rules ---- */

static enum err rules(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	TRY(db_begin(t, scene.db, &tx));
	TRY(add(t, tx, "a"));
	TRY(db_commit(t, tx));

	TRY(db_begin(t, scene.db, &tx));
	cr_expect_eq(add(t, tx, "a"), ERR_CONFLICT);
	cr_expect(failed_with(t, "naam.bestaat"));
	size_t count = 0;
	const struct fault *faults = task_faults(t, &count);
	cr_assert_eq(count, 1);
	cr_expect_str_eq(faults[0].pointer, "/naam");
	cr_expect_eq(db_commit(t, tx), ERR_INTERNAL, "a failed transaction cannot commit");

	for (int i = 0; i < 3; i++) {
		TRY(db_begin(t, scene.db, &tx));
		struct plaats_take_row row;
		const enum err e = plaats_take(t, tx, &(struct plaats_take_in){ STR("a") }, &row);
		cr_expect_eq(e, i < 2 ? ERR_OK : ERR_CONFLICT);
		if (e == ERR_OK)
			TRY(db_commit(t, tx));
	}
	cr_expect(failed_with(t, "plaats.vol"));
	db_rollback(tx);

	TRY(db_begin(t, scene.db, &tx));
	cr_expect_eq(add(t, tx, "verboden"), ERR_FORBIDDEN, "raised by a trigger");
	cr_expect(failed_with(t, "naam.verboden"));
	return ERR_OK;
}

/* The answer to the rollback came while nobody read; the connection was not slow, but idle. */
static enum err idle_after_refusal(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	TRY(db_begin(t, scene.db, &tx));
	TRY(add(t, tx, "a"));
	TRY(db_commit(t, tx));
	TRY(db_begin(t, scene.db, &tx));
	cr_expect_eq(add(t, tx, "a"), ERR_CONFLICT);
	db_rollback(tx);
	cr_assert_eq(db_stats(scene.db).write_open, 1);
	/* Nobody reads it; it waits in the socket. */
	struct pollfd answer = { .fd = PQsocket(scene.db->writers[0].pg), .events = POLLIN };
	cr_assert_eq(poll(&answer, 1, 10000), 1, "the rollback is not answered");
	clock_moved_us += 3600 * INT64_C(1000000);
	TRY(db_begin(t, scene.db, &tx));
	cr_expect_eq(add(t, tx, "b"), ERR_OK, "the connection was taken for a slow one");
	TRY(db_commit(t, tx));
	cr_expect_eq(places(t), 2);
	cr_expect_eq(db_stats(scene.db).write_open, 1, "it is the same connection");
	return ERR_OK;
}

Test(db_transactions, go_on_when_a_refused_one_lies_longer_back_than_the_time_out)
{
	scene_run(&scene, idle_after_refusal, NULL);
}

Test(db_transactions, constraints_answer_in_words)
{
	scene_run(&scene, rules, NULL);
}

static enum err deferred(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	TRY(db_begin(t, scene.db, &tx));
	TRY(plaats_twice(t, tx));
	cr_expect_eq(db_commit(t, tx), ERR_CONFLICT);
	cr_expect(failed_with(t, "los.dubbel"));
	return ERR_OK;
}

Test(db_transactions, a_deferred_rule_speaks_at_commit)
{
	scene_run(&scene, deferred, NULL);
}

static enum err no_rule(struct task *t, void *arg)
{
	const struct proef_insert_in in = { .id = { { 7 } } };
	struct db_tx *tx = NULL;
	TRY(db_begin(t, scene.db, &tx));
	TRY(proef_insert(t, tx, &in));
	cr_expect_eq(proef_insert(t, tx, &in), ERR_INTERNAL);
	cr_expect(failed_with(t, "intern"));
	return ERR_OK;
}

Test(db_transactions, a_constraint_without_a_rule_is_our_bug)
{
	scene_run(&scene, no_rule, NULL);
}

/* ---- locks ---- */

static enum err take_slowly(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	TRY(db_begin(t, scene.db, &tx));
	struct plaats_take_row row;
	TRY(plaats_take(t, tx, &(struct plaats_take_in){ STR("a") }, &row));
	TRY(task_sleep(t, 50));
	return db_commit(t, tx);
}

static enum err contend(struct task *t, void *arg)
{
	test_sql(scene.uri, "insert into plaats (naam, vrij) values ('a', 20)");
	char nothing[20];
	crowd_run(t, &(struct crowd){ take_slowly, nothing, 1, 20 });
	cr_expect_str_eq(test_sql_value(scene.uri, "select vrij from plaats"), "0");
	cr_expect_leq(db_stats(scene.db).write_open, 2);
	return ERR_OK;
}

Test(db_transactions, wait_their_turn_for_two_connections)
{
	scene_run(&scene, contend, NULL);
}

/* ---- exhausted ---- */

static void impatient(struct db_config *config)
{
	config->max_waiting = 2;
	config->wait_ms = 800;
}

static int late, full;

static enum err hold(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	const int64_t before_us = clock_mono_us();
	const enum err e = db_begin(t, scene.db, &tx);
	const int64_t waited_us = clock_mono_us() - before_us;
	if (e == ERR_OK)
		return task_sleep(t, 2000);
	cr_assert_eq(e, ERR_UNAVAILABLE);
	cr_assert(failed_with(t, "database.druk"));
	if (waited_us > 400000)
		late++;
	else
		full++;
	return ERR_OK;
}

static enum err exhaust(struct task *t, void *arg)
{
	char nothing[6];
	crowd_run(t, &(struct crowd){ hold, nothing, 1, 6 });
	cr_expect_eq(late, 2, "%d waited in vain", late);
	cr_expect_eq(full, 2, "%d were refused at once", full);
	cr_expect_eq(db_stats(scene.db).waiting, 0);
	in_own_task(t, walk_away);
	return ERR_OK;
}

Test(db_transactions, over_the_cap_or_too_late_are_refused)
{
	scene_fini(&scene);
	scene_init(&scene, impatient);
	scene_run(&scene, exhaust, NULL);
}

/* ---- ended half-way ---- */

static const char kill_all[] =
	"select pg_terminate_backend(pid) from pg_stat_activity"
	" where application_name = 'schakel' and datname = current_database()";

static enum err killed(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	TRY(db_begin(t, scene.db, &tx));
	TRY(add(t, tx, "a"));
	test_sql(scene.uri, kill_all);
	cr_expect_eq(add(t, tx, "b"), ERR_UNAVAILABLE);
	cr_expect(failed_with(t, "database.weg"));
	cr_expect_eq(add(t, tx, "c"), ERR_UNAVAILABLE);
	cr_expect_eq(db_commit(t, tx), ERR_UNAVAILABLE);
	cr_expect(failed_with(t, "database.weg"), "COMMIT was never sent");
	task_clear_error(t);

	TRY(db_begin(t, scene.db, &tx));
	TRY(add(t, tx, "a"));
	TRY(db_commit(t, tx));
	cr_expect_eq(places(t), 1);
	return ERR_OK;
}

Test(db_transactions, a_backend_killed_half_way_is_a_clear_no)
{
	scene_run(&scene, killed, NULL);
}

static enum err killed_before_commit(struct task *t, void *arg)
{
	struct db_tx *tx = NULL;
	TRY(db_begin(t, scene.db, &tx));
	TRY(add(t, tx, "a"));
	test_sql(scene.uri, kill_all);
	cr_expect_eq(db_commit(t, tx), ERR_UNAVAILABLE);
	cr_expect(failed_with(t, "uitkomst.onbekend"));
	cr_expect_eq(places(t), 0);
	return ERR_OK;
}

Test(db_transactions, a_lost_commit_is_an_unknown_outcome)
{
	scene_run(&scene, killed_before_commit, NULL);
}

static enum err warned(struct task *t, void *arg)
{
	test_sql(scene.uri,
		"create function waarschuw() returns trigger language plpgsql as $$ begin"
		" raise warning 'canceling wait for synchronous replication'; return null; end $$;"
		"create constraint trigger waarschuw after insert on plaats"
		" deferrable initially deferred for each row execute function waarschuw()");
	struct db_tx *tx = NULL;
	TRY(db_begin(t, scene.db, &tx));
	TRY(add(t, tx, "a"));
	cr_expect_eq(db_commit(t, tx), ERR_UNAVAILABLE);
	cr_expect(failed_with(t, "uitkomst.onbekend"));
	return ERR_OK;
}

Test(db_transactions, a_warning_while_committing_is_an_unknown_outcome)
{
	scene_run(&scene, warned, NULL);
}
