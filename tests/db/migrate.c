/* Migrating: once, again, two at a time, and what must be refused. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/migrate.h"
#include "fixtures/harness.h"

#define HASH_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HASH_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define HASH_C "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"

static const struct db_migration list[] = {
	{ 1, "0001_eerste", "create table eerste (n int4); insert into eerste values (1)", HASH_A },
	{ 2, "0002_tweede", "create table tweede (n int4); select pg_sleep(0.2)", HASH_B },
	{ 3, "0003_derde", "alter table eerste add column m int4; select nonsense", HASH_C },
};

/* One run of db_migrate and what came of it. */
struct run {
	const char *uri;
	const struct db_migration *list;
	size_t count;
	enum err err;
	struct db *db; /* of check() */
	int applied;
	char code[64];
};

static void on_progress(const struct db_migration *m, void *ctx)
{
	int *calls = ctx;
	++*calls;
}

static enum err migrate(struct task *t, void *arg)
{
	struct run *r = arg;
	int calls = 0;
	r->applied = -1;
	r->err = db_migrate(t, r->uri, r->list, r->count, on_progress, &calls, &r->applied);
	const struct fault *f = task_error(t);
	snprintf(r->code, sizeof(r->code), "%s", f ? f->code : "");
	if (r->err == ERR_OK)
		cr_expect_eq(calls, r->applied);
	return ERR_OK;
}

static enum err check(struct task *t, void *arg)
{
	struct run *r = arg;
	struct db_config config = db_config_default;
	config.uri = r->uri;
	r->db = db_create(task_loop(t), &config, NULL, 0);
	r->err = db_migrate_check(t, r->db, r->list, r->count);
	const struct fault *f = task_error(t);
	snprintf(r->code, sizeof(r->code), "%s", f ? f->code : "");
	return ERR_OK;
}

static struct run run(enum err (*fn)(struct task *t, void *arg), const char *uri,
	const struct db_migration *migrations, size_t count)
{
	struct run r = { .uri = uri, .list = migrations, .count = count };
	struct loop *l = loop_create(&loop_limits_default);
	cr_assert_eq(loop_run_task(l, fn, &r, NULL), ERR_OK);
	db_destroy(r.db);
	loop_destroy(l);
	return r;
}

Test(db_migrate, applies_what_is_missing_and_nothing_twice)
{
	const char *uri = test_database_empty();
	cr_expect_eq(run(migrate, uri, list, 1).applied, 1);
	cr_expect_eq(run(migrate, uri, list, 2).applied, 1);
	cr_expect_eq(run(migrate, uri, list, 2).applied, 0);
	cr_expect_str_eq(test_sql_value(uri, "select count(*) from eerste"), "1");
	cr_expect_str_eq(test_sql_value(uri,
				 "select string_agg(nummer || naam || sha256, ' ' order by nummer)"
				 " from schema_migratie"),
		"10001_eerste" HASH_A " 20002_tweede" HASH_B);
}

Test(db_migrate, refuses_a_file_that_changed_after_it_was_applied)
{
	const char *uri = test_database_empty();
	struct db_migration changed[] = { list[0], list[1] };
	cr_expect_eq(run(migrate, uri, changed, 1).err, ERR_OK);
	changed[0].sha256 = HASH_C;
	const struct run r = run(migrate, uri, changed, 2);
	cr_expect_eq(r.err, ERR_UNAVAILABLE);
	cr_expect_str_eq(r.code, "schema.gewijzigd");
	cr_expect_str_eq(test_sql_value(uri, "select to_regclass('tweede') is null"), "t");
}

Test(db_migrate, refuses_a_database_that_is_newer)
{
	const char *uri = test_database_empty();
	cr_expect_eq(run(migrate, uri, list, 2).err, ERR_OK);
	const struct run r = run(migrate, uri, list, 1);
	cr_expect_eq(r.err, ERR_UNAVAILABLE);
	cr_expect_str_eq(r.code, "schema.nieuwer");
}

Test(db_migrate, leaves_nothing_of_a_migration_that_fails)
{
	const char *uri = test_database_empty();
	const struct run r = run(migrate, uri, list, 3);
	cr_expect_eq(r.err, ERR_INTERNAL);
	cr_expect_str_eq(r.code, "migratie.mislukt");
	cr_expect_str_eq(test_sql_value(uri, "select max(nummer) from schema_migratie"), "2");
	cr_expect_str_eq(test_sql_value(uri, "select count(*) from information_schema.columns"
					     " where table_name = 'eerste'"),
		"1");
}

Test(db_migrate, refuses_a_migration_that_ends_its_own_transaction)
{
	const char *uri = test_database_empty();
	const struct db_migration own = { 1, "0001_eigen", "create table x (n int4); commit",
		HASH_A };
	const struct run r = run(migrate, uri, &own, 1);
	cr_expect_eq(r.err, ERR_INTERNAL);
	cr_expect_str_eq(r.code, "migratie.mislukt");
}

static void wait_until(const char *uri, const char *condition)
{
	char sql[256];
	snprintf(sql, sizeof(sql),
		"do $$ begin while not (%s) loop perform pg_sleep(0.01); end loop; end $$",
		condition);
	test_sql(uri, sql);
}

/* Somebody reads `eerste` for a while; the migration wants the table for itself. */
Test(db_migrate, lets_readers_pass_while_it_waits_for_a_table)
{
	const char *uri = test_database_empty();
	const struct db_migration wants[] = { list[0],
		{ 2, "0002_wil", "alter table eerste add column m int4", HASH_B } };
	cr_assert_eq(run(migrate, uri, list, 1).applied, 1);
	const pid_t holder = fork();
	if (holder == 0) {
		test_sql(uri, "begin; select * from eerste; select pg_sleep(3); commit");
		_exit(0);
	}
	wait_until(uri, "exists (select from pg_locks where relation = 'eerste'::regclass)");
	const pid_t migrator = fork();
	if (migrator == 0)
		_exit(run(migrate, uri, wants, 2).applied == 1 ? 0 : 1);
	/* It stands in the queue now, in front of us: with a time-out of a second we get through.
	 */
	wait_until(uri, "exists (select from pg_locks where not granted)");
	cr_expect_str_eq(
		test_sql_value(uri, "set lock_timeout = '1500ms'; select count(*) from eerste"),
		"1");
	cr_expect_str_eq(test_sql_value(uri, "select max(nummer) from schema_migratie"), "1");
	int status = 0;
	cr_assert_eq(waitpid(holder, &status, 0), holder);
	cr_assert_eq(waitpid(migrator, &status, 0), migrator);
	cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	cr_expect_str_eq(test_sql_value(uri, "select max(nummer) from schema_migratie"), "2");
}

Test(db_migrate, lets_one_of_several_starters_work_while_the_others_wait)
{
	const char *uri = test_database_empty();
	pid_t starters[4];
	for (size_t i = 0; i < 4; i++) {
		starters[i] = fork();
		if (starters[i] == 0) {
			const struct run r = run(migrate, uri, list, 2);
			_exit(r.err == ERR_OK && r.applied >= 0 ? r.applied : 99);
		}
	}
	int applied = 0;
	for (size_t i = 0; i < 4; i++) {
		int status = 0;
		cr_assert_eq(waitpid(starters[i], &status, 0), starters[i]);
		cr_expect(WIFEXITED(status));
		applied += WEXITSTATUS(status);
	}
	cr_expect_eq(applied, 2, "%d", applied);
	cr_expect_str_eq(test_sql_value(uri, "select count(*) from eerste"), "1");
}

Test(db_migrate, says_whether_the_schema_fits_the_program)
{
	const char *uri = test_database_empty();
	cr_expect_str_eq(run(check, uri, list, 2).code, "schema.verouderd");
	cr_expect_eq(run(migrate, uri, list, 1).err, ERR_OK);
	cr_expect_eq(run(check, uri, list, 1).err, ERR_OK);
	cr_expect_str_eq(run(check, uri, list, 2).code, "schema.verouderd");
	cr_expect_eq(run(migrate, uri, list, 2).err, ERR_OK);
	cr_expect_str_eq(run(check, uri, list, 1).code, "schema.nieuwer");
	struct db_migration changed[] = { list[0], list[1] };
	changed[1].sha256 = HASH_C;
	const struct run r = run(check, uri, changed, 2);
	cr_expect_eq(r.err, ERR_UNAVAILABLE);
	cr_expect_str_eq(r.code, "schema.gewijzigd");
}
