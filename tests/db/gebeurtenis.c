/*
 * Reading the outbox: several connections write events and commit late, early or not at all, while
 * a reader goes on from where it was. It must see every committed event once, in order, and never
 * run past one that commits later.
 */
#include <criterion/criterion.h>
#include <libpq-fe.h>
#include <stdlib.h>

#include "base/date.h"
#include "postgres.h"
#include "store/sql.h"

#define WRITERS	   8
#define ROUNDS	   4000
#define MAX_EVENTS 8000
/* Numbers from 1 on, so that each event says which one it is. */
#define EVENT                                                                                     \
	"insert into gebeurtenis (op, soort, onderwerp, versie) values (now(), 'proef.gemaakt', " \
	"'00000000-0000-7000-8000-000000000001', nextval('proef_teller'))"

struct reader {
	struct loop *loop;
	struct db *db;
	int64_t transactie, id; /* where it is */
	int64_t limit;
	int64_t seen[MAX_EVENTS]; /* the ids, in order */
	size_t count;
	size_t backwards; /* an id below one that was seen before: by id alone it would be missed */
};

static struct reader reader;
static const char *uri;

static void start(void)
{
	uri = test_database();
	test_sql(uri, "create sequence proef_teller");
	struct db_config config = db_config_default;
	config.uri = uri;
	reader.loop = loop_create(&loop_limits_default);
	reader.db = db_create(reader.loop, &config, NULL, 0);
}

static void finish(void)
{
	db_destroy(reader.db);
	loop_destroy(reader.loop);
}

TestSuite(db_gebeurtenis, .init = start, .fini = finish, .timeout = 120);

/* ---- reader ---- */

static enum err read_page(struct task *t, void *arg)
{
	size_t *ret_count = arg;
	const struct gebeurtenis_list_in in = {
		.na_transactie = reader.transactie, .na_id = reader.id, .aantal = reader.limit
	};
	struct gebeurtenis_list_row *rows = NULL;
	TRY(gebeurtenis_list(t, db_reader(reader.db), &in, &rows, ret_count));
	for (size_t i = 0; i < *ret_count; i++) {
		cr_assert(rows[i].transactie > reader.transactie ||
			  (rows[i].transactie == reader.transactie && rows[i].id > reader.id));
		cr_assert_lt(reader.count, MAX_EVENTS);
		if (reader.count > 0 && rows[i].id < reader.seen[reader.count - 1])
			reader.backwards++;
		reader.seen[reader.count++] = rows[i].id;
		reader.transactie = rows[i].transactie;
		reader.id = rows[i].id;
	}
	return ERR_OK;
}

static size_t read_on(int64_t limit)
{
	size_t count = 0;
	reader.limit = limit;
	cr_assert_eq(loop_run_task(reader.loop, read_page, &count, NULL), ERR_OK);
	return count;
}

/* The horizon is that of the whole server: a transaction of another test may hold it for a moment.
 */
static void read_until(size_t count, int64_t limit)
{
	const int64_t until_us = clock_mono_us() + 30 * INT64_C(1000000);
	while (reader.count < count && clock_mono_us() < until_us)
		cr_assert_leq(read_on(limit), (size_t)limit);
	cr_assert_eq(reader.count, count);
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

Test(db_gebeurtenis, a_transaction_that_commits_late_is_waited_for)
{
	PGconn *late = connect_writer();
	PGconn *early = connect_writer();
	run(late, "begin");
	run(late, EVENT);
	run(early, "begin");
	run(early, EVENT);
	run(early, "commit");
	cr_expect_eq(read_on(10), 0, "the earlier one is not over yet");
	run(late, EVENT);
	run(late, "commit");
	read_until(3, 10);
	cr_expect_eq(reader.seen[0], 1);
	cr_expect_eq(reader.seen[1], 3);
	cr_expect_eq(reader.seen[2], 2);
	cr_expect_eq(read_on(10), 0);
	PQfinish(late);
	PQfinish(early);
}

Test(db_gebeurtenis, a_transaction_that_was_given_up_holds_nothing_back)
{
	PGconn *lost = connect_writer();
	PGconn *other = connect_writer();
	run(lost, "begin");
	run(lost, EVENT);
	run(other, EVENT);
	cr_expect_eq(read_on(10), 0);
	run(lost, "rollback");
	read_until(1, 10);
	cr_expect_eq(reader.seen[0], 2);
	PQfinish(lost);
	PQfinish(other);
}

Test(db_gebeurtenis, pages_go_on_in_the_midst_of_a_transaction)
{
	PGconn *pg = connect_writer();
	run(pg, "begin");
	for (int i = 0; i < 7; i++)
		run(pg, EVENT);
	run(pg, "commit");
	read_until(7, 3);
	cr_expect_eq(read_on(3), 0);
	for (size_t i = 0; i < reader.count; i++)
		cr_expect_eq(reader.seen[i], (int64_t)i + 1);
	PQfinish(pg);
}

/* ---- a long run by chance ---- */

static uint32_t roll(uint32_t below)
{
	static uint64_t dice = 20261124;
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
	cr_assert_eq((size_t)PQntuples(res), reader.count);
	for (size_t i = 0; i < reader.count; i++)
		cr_assert_eq(number(PQgetvalue(res, (int)i, 0)), reader.seen[i]);
	PQclear(res);
	PQfinish(pg);
}

Test(db_gebeurtenis, no_event_of_eight_writers_is_skipped_or_seen_twice)
{
	PGconn *writers[WRITERS];
	for (size_t i = 0; i < WRITERS; i++)
		writers[i] = connect_writer();
	for (int i = 0; i < ROUNDS; i++) {
		writer_moves(writers[roll(WRITERS)]);
		if (roll(4) == 0)
			(void)read_on(1 + roll(7)); /* how many it is, the end tells */
	}
	for (size_t i = 0; i < WRITERS; i++) {
		if (PQtransactionStatus(writers[i]) != PQTRANS_IDLE)
			run(writers[i], "commit");
		PQfinish(writers[i]);
	}
	const char *count = test_sql_value(uri, "select count(*) from gebeurtenis");
	read_until((size_t)number(count), 7);
	check_all_seen();
	cr_expect_gt(reader.count, ROUNDS / 4);
	cr_expect_gt(reader.backwards, 20, "nothing committed late, so nothing was tried");
}
