/*
 * A request that loses to another one inside the database: it is tried again without anybody
 * noticing, and when that does not help the client is told to come back, soon.
 */
#include <libpq-fe.h>
#include <pthread.h>

#include "base/date.h"
#include "fixtures/region.h"

TestSuite(opnieuw, .init = region_init, .fini = region_fini, .timeout = 60);

static const char *lassen(void)
{
	return region_text("{'klas':'7B','soort':'gastles','onderwerp':'Lassen','niveau':'po-"
			   "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			   "'dagdelen':['di-ochtend']}",
		region_day(7), region_day(60));
}

static struct reply ask(void)
{
	return region_post(SCHOOL, "/v1/aanvragen", lassen());
}

/* The database refuses the first `times` requests at this table; a sequence counts over rollbacks.
 */
static void refuse(const char *table, const char *state, int times, bool at_commit)
{
	region_sql(region_text(
		"create sequence if not exists teller; alter sequence teller restart;"
		"create or replace function weiger() returns trigger language plpgsql "
		"security definer as $$ begin "
		"if nextval('teller') <= %d then raise exception 'proef' using errcode = '%s'; "
		"end if; return null; end $$;"
		"create %s trigger weiger after insert on %s %s for each row execute function "
		"weiger()",
		times, state, at_commit ? "constraint" : "", table,
		at_commit ? "deferrable initially deferred" : ""));
}

static void assert_asked(int count)
{
	cr_assert_str_eq(region_value("select count(*) from aanvraag where onderwerp = 'Lassen'"),
		region_text("%d", count));
	cr_assert_str_eq(
		region_value("select count(*) from idempotentie"), region_text("%d", count));
}

Test(opnieuw, what_is_refused_once_is_done_once)
{
	static const char *const states[] = { "40001", "40P01", "55P03" };
	static const char *const tables[] = { "aanvraag", "audit", "gebeurtenis", "idempotentie" };
	int count = 0;
	for (int s = 0; s < 3; s++)
		for (int t = 0; t < 4; t++) {
			refuse(tables[t], states[s], 1, false);
			assert_status(ask(), 201);
			assert_asked(++count);
			region_sql(region_text("drop trigger weiger on %s", tables[t]));
		}
}

Test(opnieuw, what_the_commit_refuses_once_is_done_once)
{
	refuse("audit", "40001", 1, true);
	assert_status(ask(), 201);
	assert_asked(1);
}

Test(opnieuw, what_is_refused_each_time_is_for_later)
{
	refuse("aanvraag", "40001", 100, false);
	const struct reply r = ask();
	assert_status(r, 503);
	assert_holds(r, "'code':'opnieuw.proberen'");
	assert_asked(0);
}

/* On a connection of its own. */
static void *hold_lock(void *arg)
{
	region_sql("lock table aanvraag in exclusive mode; select pg_sleep(5)");
	return arg;
}

Test(opnieuw, a_lock_that_is_held_is_waited_for_once)
{
	pthread_t other;
	assert_status(ask(), 201);
	cr_assert_eq(pthread_create(&other, NULL, hold_lock, NULL), 0);
	while (*region_value("select 1 from pg_locks where mode = 'ExclusiveLock' and granted and "
			     "relation = 'aanvraag'::regclass") == '\0')
		;
	const int64_t start_us = clock_mono_us();
	const struct reply r = ask();
	const int64_t ms = (clock_mono_us() - start_us) / 1000;
	cr_assert_eq(pthread_join(other, NULL), 0);
	assert_status(r, 503);
	assert_holds(r, "'code':'opnieuw.proberen'");
	cr_assert_lt(ms, 4900, "it took %lld ms", (long long)ms);
	assert_asked(1);
	assert_status(ask(), 201);
}

/* ---- repetitions ---- */

Test(opnieuw, a_repetition_that_waits_too_long_hears_that_the_first_is_busy)
{
	/* The first is at work under the key for as long as we like: it holds the key's lock. */
	PGconn *first = PQconnectdb(region_uri());
	PQclear(PQexec(first, region_text("select pg_advisory_lock(hashtextextended(concat_ws(' ', "
					  "id, 'aanvraagPost', 'sleutel-1'), 0)) from account "
					  "where school_id = '%s'",
				      KOMPAS)));
	const struct reply busy = region_post_under("sleutel-1", SCHOOL, "/v1/aanvragen", lassen());
	assert_status(busy, 409);
	assert_holds(busy, "'code':'sleutel.bezig'");
	assert_asked(0);
	/* Another key does not wait for it. */
	assert_status(region_post_under("sleutel-2", SCHOOL, "/v1/aanvragen", lassen()), 201);
	assert_asked(1);
	PQfinish(first);
	/* And what was busy is not remembered: the key is free for the same request. */
	const struct reply done = region_post_under("sleutel-1", SCHOOL, "/v1/aanvragen", lassen());
	assert_status(done, 201);
	const struct reply again =
		region_post_under("sleutel-1", SCHOOL, "/v1/aanvragen", lassen());
	assert_status(again, 201);
	cr_assert_str_eq(again.body, done.body);
	assert_asked(2);
}
