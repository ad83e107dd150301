/*
 * Following the outbox: a follower and its bell in this process, writers on connections of their
 * own who commit late, early or not at all. They do not ring; the test rings for them, as the
 * bell's beat would, by a foreign NOTIFY.
 */
#include <criterion/criterion.h>
#include <libpq-fe.h>
#include <string.h>

#include "base/date.h"
#include "postgres.h"
#include "queue/queue.h"

#define WRITERS	    8
#define ROUNDS	    3000
#define MAX_EVENTS  6000
#define DEADLINE_US (30 * INT64_C(1000000))
#define FAR_MS	    600000
/* Numbers from 1 on, so that each event says which one it is. */
#define EVENT                                                                                     \
	"insert into gebeurtenis (op, soort, onderwerp, versie) values (now(), 'proef.gemaakt', " \
	"'00000000-0000-7000-8000-000000000001', nextval('proef_teller'))"

static const char *uri;
static struct loop *loop;
static struct db *db;
static struct db_wake *bell;
static struct queue_follower *follower;

static struct {
	int64_t ids[MAX_EVENTS]; /* in the order in which they were taken */
	size_t count;
	size_t calls;
	size_t refuse;	   /* so many calls more are refused */
	size_t released;   /* memory of calls that is gone again */
	size_t given_up;   /* calls that were ended by the end of the follower */
	bool wait;	   /* until somebody wants to stop */
	size_t backwards;  /* an id below the one before: by id alone it would be missed */
	struct task *tell; /* after each call */
} seen;

static void start(void)
{
	uri = test_database();
	test_sql(uri, "create sequence proef_teller");
	struct db_config config = db_config_default;
	config.uri = uri;
	loop = loop_create(&loop_limits_default);
	db = db_create(loop, &config, NULL, 0);
}

static void finish(void)
{
	db_destroy(db);
	loop_destroy(loop);
}

TestSuite(db_queue, .init = start, .fini = finish, .timeout = 120);

/* ---- the follower ---- */

static void note_released(void *arg)
{
	size_t *count = arg;
	++*count;
}

static enum err take(
	struct task *t, void *arg, const struct gebeurtenis_list_row *events, size_t count)
{
	(void)arg;
	seen.calls++;
	arena_defer(task_arena(t), note_released, &seen.released);
	if (seen.tell)
		task_wake(seen.tell);
	if (seen.refuse > 0) {
		seen.refuse--;
		return ERR_UNAVAILABLE;
	}
	while (seen.wait && !queue_is_stopping(follower))
		cr_assert_eq(task_sleep(t, 1), ERR_OK);
	if (queue_is_stopping(follower)) {
		seen.given_up++;
		return ERR_UNAVAILABLE;
	}
	for (size_t i = 0; i < count; i++) {
		cr_assert_lt(seen.count, MAX_EVENTS);
		if (seen.count > 0 && events[i].id < seen.ids[seen.count - 1])
			seen.backwards++;
		seen.ids[seen.count++] = events[i].id;
	}
	return ERR_OK;
}

static void begin(struct task *t, struct queue_place from, size_t batch)
{
	const struct db_wake_config wake = {
		.news = &stmt_gebeurtenis_news, .beat_ms = FAR_MS, .pause_ms = 20
	};
	const struct queue_follow config = { .from = from, .batch = batch, .take = take };
	seen.tell = t;
	cr_assert_eq(db_wake_create(db, &wake, &bell), ERR_OK);
	cr_assert_eq(queue_follow(loop, db, bell, &config, &follower), ERR_OK);
}

static void end(struct task *t)
{
	queue_unfollow(t, follower);
	db_wake_destroy(t, bell);
}

/* The horizon is that of the whole server: a transaction of another test may hold it for a moment.
 */
static void await(struct task *t, const size_t *count, size_t least)
{
	const int64_t until_us = clock_mono_us() + DEADLINE_US;
	while (*count < least) {
		cr_assert_lt(clock_mono_us(), until_us, "%zu of %zu", *count, least);
		const enum err e = task_wait(t, 5);
		(void)e;
	}
}

static void await_rounds(struct task *t, uint64_t more)
{
	const uint64_t least = queue_stats(follower).rounds + more;
	const int64_t until_us = clock_mono_us() + DEADLINE_US;
	while (queue_stats(follower).rounds < least) {
		cr_assert_lt(clock_mono_us(), until_us);
		cr_assert_eq(task_sleep(t, 1), ERR_OK);
	}
}

static void await_held_back(struct task *t, bool held_back)
{
	const int64_t until_us = clock_mono_us() + DEADLINE_US;
	while (queue_stats(follower).held_back != held_back) {
		cr_assert_lt(clock_mono_us(), until_us);
		cr_assert_eq(task_sleep(t, 1), ERR_OK);
	}
}

/* Until nothing is left to be looked at: for longer than from one round to the next, and with the
 * bell listening, which rings once when it begins to. */
static void await_rest(struct task *t)
{
	uint64_t before;
	do {
		before = queue_stats(follower).rounds;
		cr_assert_eq(task_sleep(t, 60), ERR_OK);
	} while (queue_stats(follower).rounds != before || queue_stats(follower).lag_us > 0 ||
		 !db_wake_stats(bell).listening);
}

/* ---- writers ---- */

static void run(PGconn *pg, const char *sql)
{
	PGresult *res = PQexec(pg, sql);
	const ExecStatusType status = PQresultStatus(res);
	cr_assert(
		status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, "%s", PQerrorMessage(pg));
	PQclear(res);
}

static PGconn *connect_writer(void)
{
	PGconn *pg = PQconnectdb(uri);
	cr_assert_eq(PQstatus(pg), CONNECTION_OK, "%s", PQerrorMessage(pg));
	return pg;
}

#define RING "select pg_notify('schakel_gebeurtenis', '')"

/* ---- in order ---- */

static enum err follow_pages(struct task *t, void *arg)
{
	for (int i = 0; i < 7; i++)
		test_sql(uri, EVENT);
	begin(t, (struct queue_place){ 0 }, 3);
	await(t, &seen.count, 7);
	cr_expect_eq(seen.calls, 3);
	await(t, &seen.released, 3);
	for (size_t i = 0; i < 7; i++)
		cr_expect_eq(seen.ids[i], (int64_t)i + 1);
	const struct queue_stats stats = queue_stats(follower);
	cr_expect_eq(stats.events, 7);
	cr_expect_eq(stats.place.id, 7);
	end(t);
	return ERR_OK;
}

Test(db_queue, gives_what_is_there_page_by_page_and_in_order)
{
	cr_assert_eq(loop_run_task(loop, follow_pages, NULL, NULL), ERR_OK);
}

static enum err commit_event(struct task *t)
{
	static const struct db_stmt event = { .name = "proef/event", .sql = EVENT };
	struct db_tx *tx;
	TRY(db_begin(t, db, &tx));
	TRY(db_none(t, tx, &event, NULL));
	return db_commit(t, tx);
}

static enum err follow_own_commits(struct task *t, void *arg)
{
	begin(t, (struct queue_place){ 0 }, 10);
	await_rounds(t, 1);
	for (size_t i = 1; i <= 5; i++) {
		TRY(commit_event(t));
		await(t, &seen.count, i);
	}
	end(t);
	return ERR_OK;
}

Test(db_queue, is_woken_by_a_commit_of_its_own_process)
{
	cr_assert_eq(loop_run_task(loop, follow_own_commits, NULL, NULL), ERR_OK);
}

/* Whether a ring with news that was seen leads to a round. */
static bool looks_again(struct task *t)
{
	const struct queue_stats before = queue_stats(follower);
	test_sql(uri, "select pg_notify('schakel_gebeurtenis', transactie::text || '.' || id) "
		      "from gebeurtenis");
	while (queue_stats(follower).known == before.known)
		cr_assert_eq(task_sleep(t, 1), ERR_OK);
	return queue_stats(follower).rounds != before.rounds;
}

static enum err follow_known_news(struct task *t, void *arg)
{
	begin(t, (struct queue_place){ 0 }, 10);
	TRY(commit_event(t));
	await(t, &seen.count, 1);
	/* A round of its own may fall between, now and then: one that it leads to would each time.
	 */
	bool again = true;
	for (int i = 0; i < 20 && again; i++) {
		await_rest(t);
		again = looks_again(t);
	}
	cr_expect_not(again);
	/* Whatever is not understood, or lies, is a ring. */
	test_sql(uri, "select pg_notify('schakel_gebeurtenis', '9000000000000000000.9')");
	await_rounds(t, 1);
	test_sql(uri, "select pg_notify('schakel_gebeurtenis', '1.1.1')");
	await_rounds(t, 1);
	TRY(commit_event(t));
	await(t, &seen.count, 2);
	end(t);
	return ERR_OK;
}

Test(db_queue, does_not_look_again_for_news_that_it_has)
{
	cr_assert_eq(loop_run_task(loop, follow_known_news, NULL, NULL), ERR_OK);
}

/* ---- what goes wrong ---- */

static enum err follow_refused(struct task *t, void *arg)
{
	seen.refuse = 2;
	for (int i = 0; i < 3; i++)
		test_sql(uri, EVENT);
	begin(t, (struct queue_place){ 0 }, 2);
	await(t, &seen.count, 3);
	cr_expect_eq(seen.calls, 4);
	cr_expect_eq(queue_stats(follower).failures, 2);
	for (size_t i = 0; i < 3; i++)
		cr_expect_eq(seen.ids[i], (int64_t)i + 1);
	end(t);
	return ERR_OK;
}

Test(db_queue, gives_again_what_was_not_taken)
{
	cr_assert_eq(loop_run_task(loop, follow_refused, NULL, NULL), ERR_OK);
}

/* Connections that the pool opens beside are tasks as well, and end by themselves. */
static void await_alone(struct task *t)
{
	const int64_t until_us = clock_mono_us() + DEADLINE_US;
	while (loop_stats(loop).tasks > 1) {
		cr_assert_lt(clock_mono_us(), until_us, "%zu tasks", loop_stats(loop).tasks);
		cr_assert_eq(task_sleep(t, 1), ERR_OK);
	}
}

static enum err stop_midway(struct task *t, void *arg)
{
	seen.wait = true;
	for (int i = 0; i < 5; i++)
		test_sql(uri, EVENT);
	begin(t, (struct queue_place){ 0 }, 2);
	await(t, &seen.calls, 1);
	cr_expect_eq(seen.count, 0);
	end(t);
	cr_expect_eq(seen.calls, 1);
	cr_expect_eq(seen.given_up, 1);
	cr_expect_eq(seen.released, 1, "its memory went with it");
	await_alone(t);
	return ERR_OK;
}

Test(db_queue, ends_in_the_midst_of_a_batch_when_that_gives_up)
{
	cr_assert_eq(loop_run_task(loop, stop_midway, NULL, NULL), ERR_OK);
}

static enum err stop_in_a_read(struct task *t, void *arg)
{
	test_sql(uri, EVENT);
	begin(t, (struct queue_place){ 0 }, 2);
	end(t); /* the first read is under way */
	cr_expect_eq(seen.calls, 0);
	return ERR_OK;
}

Test(db_queue, ends_in_the_midst_of_a_read_and_hands_nothing_over)
{
	cr_assert_eq(loop_run_task(loop, stop_in_a_read, NULL, NULL), ERR_OK);
}

static enum err lose_all_connections(struct task *t, void *arg)
{
	begin(t, (struct queue_place){ 0 }, 10);
	for (size_t i = 1; i <= 5; i++) {
		test_sql(uri, "select pg_terminate_backend(pid, 5000) from pg_stat_activity where "
			      "datname = current_database() and pid <> pg_backend_pid()");
		test_sql(uri, EVENT "; " RING);
		await(t, &seen.count, i); /* by the ring, or by the reconnect behind it */
	}
	end(t);
	return ERR_OK;
}

Test(db_queue, goes_on_after_all_connections_were_ended)
{
	cr_assert_eq(loop_run_task(loop, lose_all_connections, NULL, NULL), ERR_OK);
}

/* ---- late commits ---- */

static enum err follow_late(struct task *t, void *arg)
{
	PGconn *late = connect_writer();
	begin(t, (struct queue_place){ 0 }, 10);
	run(late, "begin");
	run(late, EVENT);
	TRY(commit_event(t));
	await_held_back(t, true);
	cr_expect_eq(seen.count, 0, "the earlier one is not over yet");
	cr_expect_gt(queue_stats(follower).lag_us, 0);
	run(late, "rollback"); /* nobody tells */
	await(t, &seen.count, 1);
	cr_expect_eq(seen.ids[0], 2);
	await_rest(t);
	cr_expect_eq(queue_stats(follower).held_back, false);
	PQfinish(late);
	end(t);
	return ERR_OK;
}

Test(db_queue, waits_for_an_earlier_transaction_and_finds_out_that_it_was_given_up)
{
	cr_assert_eq(loop_run_task(loop, follow_late, NULL, NULL), ERR_OK);
}

/* A counter that is loaded, and followed from the horizon: nothing may be missing. */
static enum err load_and_follow(struct task *t, void *arg)
{
	PGconn *late = connect_writer();
	run(late, "begin");
	run(late, EVENT);
	TRY(commit_event(t));
	struct queue_place from = { 0 };
	TRY(queue_horizon(t, db_reader(db), &from));
	cr_expect_gt(from.transactie, 0);
	TRY(commit_event(t)); /* before the state is loaded: comes again */
	const char *loaded = test_sql_value(uri, "select string_agg(id::text, ' ' order by id) "
						 "from gebeurtenis");
	cr_expect_str_eq(loaded, "2 3");
	run(late, "commit"); /* behind it */
	begin(t, from, 10);
	await(t, &seen.count, 3);
	cr_expect_eq(seen.ids[0], 1, "what was not over at the horizon comes");
	PQfinish(late);
	end(t);
	return ERR_OK;
}

Test(db_queue, from_the_horizon_on_misses_nothing_that_the_state_did_not_have)
{
	cr_assert_eq(loop_run_task(loop, load_and_follow, NULL, NULL), ERR_OK);
}

/* ---- a long run by chance ---- */

static uint32_t roll(uint32_t below)
{
	static uint64_t dice = 20261128;
	dice = dice * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(dice >> 33) % below;
}

/* A writer is between transactions, or some statements into one; it stays there for long. */
static void writer_moves(PGconn *pg)
{
	if (PQtransactionStatus(pg) == PQTRANS_IDLE) {
		run(pg, "begin");
		return;
	}
	const uint32_t n = roll(10);
	if (n < 7)
		run(pg, EVENT);
	else
		run(pg, n < 9 ? "commit" : "rollback");
	if (n >= 7 && roll(3) > 0)
		run(pg, RING); /* not always: some rings are lost */
}

static int64_t number(const char *text)
{
	int64_t n = 0;
	cr_assert_eq(str_to_int(str_from(text), 0, INT64_MAX, &n), ERR_OK, "%s", text);
	return n;
}

static void check_all_seen(void)
{
	PGconn *pg = connect_writer();
	PGresult *res = PQexec(pg, "select id from gebeurtenis order by transactie, id");
	cr_assert_eq((size_t)PQntuples(res), seen.count);
	for (size_t i = 0; i < seen.count; i++)
		cr_assert_eq(number(PQgetvalue(res, (int)i, 0)), seen.ids[i]);
	PQclear(res);
	PQfinish(pg);
}

static enum err follow_writers(struct task *t, void *arg)
{
	PGconn *writers[WRITERS];
	for (size_t i = 0; i < WRITERS; i++)
		writers[i] = connect_writer();
	begin(t, (struct queue_place){ 0 }, 5);
	for (int i = 0; i < ROUNDS; i++) {
		writer_moves(writers[roll(WRITERS)]);
		if (roll(4) == 0)
			cr_assert_eq(task_sleep(t, roll(3)), ERR_OK);
	}
	for (size_t i = 0; i < WRITERS; i++) {
		if (PQtransactionStatus(writers[i]) != PQTRANS_IDLE)
			run(writers[i], "commit");
		PQfinish(writers[i]);
	}
	test_sql(uri, RING);
	const char *count = test_sql_value(uri, "select count(*) from gebeurtenis");
	await(t, &seen.count, (size_t)number(count));
	check_all_seen();
	cr_expect_gt(seen.count, ROUNDS / 4);
	cr_expect_gt(seen.backwards, 20, "nothing committed late, so nothing was tried");
	cr_expect_gt(queue_stats(follower).rounds, 20);
	end(t);
	return ERR_OK;
}

Test(db_queue, no_event_of_eight_writers_is_skipped_or_given_twice)
{
	cr_assert_eq(loop_run_task(loop, follow_writers, NULL, NULL), ERR_OK);
}
