/* What the worker ends because nobody answered in time: each match by itself, by any number of
 * workers. */
#include <libpq-fe.h>

#include "api/regels.h"
#include "base/date.h"
#include "fixtures/region.h"
#include "task/task.h"
#include "worker/expire.h"

#define MATCHES 450 /* more than the worker reads at once, and no multiple */
#define WORKERS 4

/* Proposals of the days before today, each of a request, a class and an offer of its own. */
static void make_proposals(void)
{
	region_sql("update school set max_open_aanvragen = 10000;"
		   "update bedrijf set max_voorstellen_per_week = 10000");
	region_sql(region_text(
		"create function v(soort text, n int) returns uuid language sql immutable return "
		"('00000000-0000-7000-80' || soort || '-' || lpad(n::text, 12, '0'))::uuid;"
		"insert into klas (id, school_id, naam, gemaakt_op) select v('02', n), '" KOMPAS
		"',"
		" 'Klas ' || n, '2026-01-01Z' from generate_series(1, %d) n;"
		"insert into aanbod (id, bedrijf_id, soort, titel, themas, niveaus, talen, online, "
		"groep_min, groep_max, plaatsen, dagdelen, van_datum, uitzonderingen, status, "
		"versie, "
		"gemaakt_op, gewijzigd_op) select v('05', n), '" ZUIVEL
		"', 'gastles', 'A', '{}', 255,"
		" '{nl}', false, 1, 30, 1, 32767, '2026-01-01', '{}', 'actief', 1, '2026-01-01Z', "
		"'2026-01-01Z' from generate_series(1, %d) n;"
		"insert into aanvraag (id, school_id, klas_id, soort, onderwerp, themas, "
		"thema_vereist, niveau, taal, groepsgrootte, van_datum, tot_datum, dagdelen, "
		"online_toegestaan, vog_vereist, status, versie, gemaakt_op, gewijzigd_op) select "
		"v('06', n), '" KOMPAS "', v('02', n), 'gastles', 'O', '{}', false, 64, 'nl', 20, "
		"'2026-09-01', '2027-07-01', 32767, false, false, 'open', 1, '2026-01-01Z', "
		"'2026-01-01Z' from generate_series(1, %d) n;"
		"insert into koppeling (id, aanvraag_id, aanbod_id, school_id, klas_id, "
		"bedrijf_id, "
		"datum, dagdeel, status, score, factoren, alternatieven, gewicht_versie, versie, "
		"gemaakt_op, gewijzigd_op, gewijzigd_rol) select v('07', n), v('06', n), v('05', "
		"n),"
		" '" KOMPAS "', v('02', n), '" ZUIVEL "', date '%s' - n / 100, 'ochtend', "
		"'voorgesteld', 1, '[]', '[]', 1, 1, '2026-01-01Z', '2026-01-01Z', 'school' "
		"from generate_series(1, %d) n",
		MATCHES, MATCHES, MATCHES, region_day(-1), MATCHES));
}

static void start(void)
{
	region_init();
	make_proposals();
}

TestSuite(verloop, .init = start, .fini = region_fini, .timeout = 60);

/* ---- workers, each with connections of its own ---- */

struct worker {
	struct db *db;
	struct expire_count count;
	struct task *waiting;
	size_t *left;
};

static void work(struct task *t, void *arg)
{
	struct worker *w = arg;
	cr_assert_eq(expire_matches(t, w->db, clock_now_us(), &w->count), ERR_OK);
	if (--*w->left == 0)
		task_wake(w->waiting);
}

struct workers {
	struct worker all[WORKERS];
	size_t count;
};

static enum err work_together(struct task *t, void *arg)
{
	struct workers *w = arg;
	size_t left = w->count + 1; /* one for us, who still start others */
	for (size_t i = 0; i < w->count; i++) {
		w->all[i].waiting = t;
		w->all[i].left = &left;
		cr_assert_eq(task_spawn(task_loop(t), work, &w->all[i]), ERR_OK);
	}
	left--;
	while (left > 0)
		cr_assert_eq(task_wait(t, 30000), ERR_OK, "%zu workers do not end", left);
	return ERR_OK;
}

static void report(struct task *t, enum err e, void *arg)
{
	cr_assert_eq(e, ERR_OK);
}

/* What so many workers did, beside each other. */
static struct expire_count run_workers(size_t count)
{
	struct loop *l = loop_create(&loop_limits_default);
	struct workers w = { .count = count };
	struct db_config config = db_config_default;
	config.uri = region_uri();
	config.write_connections = 1;
	for (size_t i = 0; i < count; i++)
		w.all[i].db = db_create(l, &config, api_rules, api_rule_count);
	cr_assert_eq(loop_run_task(l, work_together, &w, report), ERR_OK);
	struct expire_count sum = { 0 };
	for (size_t i = 0; i < count; i++) {
		sum.ended += w.all[i].count.ended;
		sum.failed += w.all[i].count.failed;
		db_destroy(w.all[i].db);
	}
	loop_destroy(l);
	return sum;
}

static const char *still_open(void)
{
	return region_value("select count(*) from koppeling where status = 'voorgesteld'");
}

/* ---- one, and several ---- */

Test(verloop, ends_all_whose_term_is_over_and_gives_their_places_back)
{
	const struct expire_count done = run_workers(1);
	cr_expect_eq(done.ended, MATCHES);
	cr_expect_eq(done.failed, 0);
	cr_expect_str_eq(still_open(), "0");
	cr_expect_str_eq(region_value("select sum(bezet) from bezetting"), "0");
	cr_expect_eq(run_workers(1).ended, 0);
}

Test(verloop, leaves_what_still_has_time)
{
	region_sql("alter table koppeling disable trigger user; update koppeling set verloopt_op = "
		   "now() + interval '1 minute' where id = v('07', 7); alter table koppeling "
		   "enable trigger user");
	cr_expect_eq(run_workers(1).ended, MATCHES - 1);
	cr_expect_str_eq(still_open(), "1");
}

Test(verloop, is_done_once_by_many_workers)
{
	const struct expire_count done = run_workers(WORKERS);
	cr_expect_eq(done.ended, MATCHES);
	cr_expect_eq(done.failed, 0);
	cr_expect_str_eq(still_open(), "0");
	cr_expect_str_eq(
		region_value("select count(*) from geschiedenis where stap = 'verlopen'"), "450");
}

/* ---- what stands in the way of one ---- */

static void refuse_one(void)
{
	region_sql("create function weiger() returns trigger language plpgsql as $$ begin "
		   "raise exception 'proef' using errcode = '23514', constraint = 'proef'; end $$;"
		   "create trigger weiger before update on koppeling for each row "
		   "when (new.id = v('07', 1)) execute function weiger()");
}

Test(verloop, one_that_a_rule_refuses_does_not_keep_the_others)
{
	refuse_one(); /* the oldest: its turn comes first */
	const struct expire_count done = run_workers(1);
	cr_expect_eq(done.ended, MATCHES - 1);
	cr_expect_eq(done.failed, 1);
	cr_expect_str_eq(still_open(), "1");
}

/* Looks until it is cancelled whether anybody in this database waits for a lock. */
static PGconn *watch_for_waits(void)
{
	PGconn *watch = PQconnectdb(region_uri());
	cr_assert_eq(PQsendQuery(watch,
			     "do $$ begin loop if exists (select from pg_locks l join "
			     "pg_stat_activity a using (pid) where not l.granted and a.datname = "
			     "current_database()) then raise 'somebody waits'; end if; perform "
			     "pg_sleep(0.01), pg_stat_clear_snapshot(); end loop; end $$"),
		1);
	return watch;
}

static void expect_no_waits(PGconn *watch)
{
	char text[256];
	PGcancel *cancel = PQgetCancel(watch);
	cr_assert_eq(PQcancel(cancel, text, sizeof(text)), 1, "%s", text);
	PQfreeCancel(cancel);
	PGresult *res = PQgetResult(watch);
	cr_expect_str_eq(
		PQresultErrorField(res, PG_DIAG_SQLSTATE), "57014", "%s", PQerrorMessage(watch));
	PQclear(res);
	PQfinish(watch);
}

Test(verloop, one_that_another_holds_is_left_for_the_next_round)
{
	static const char *const holds[] = {
		"select from koppeling where id = v('07', 450) for update",
		"select from aanvraag where id = v('06', 449) for update",
		"select from klas where id = v('02', 448) for update",
	};
	PGconn *other = PQconnectdb(region_uri());
	PQclear(PQexec(other, "begin"));
	for (size_t i = 0; i < 3; i++) {
		PGresult *res = PQexec(other, holds[i]);
		cr_assert_eq(PQntuples(res), 1, "%s", PQerrorMessage(other));
		PQclear(res);
	}
	PGconn *watch = watch_for_waits();
	const struct expire_count done = run_workers(1);
	expect_no_waits(watch);
	cr_expect_eq(done.ended, MATCHES - 3);
	cr_expect_eq(done.failed, 0);
	PQfinish(other);
	cr_expect_eq(run_workers(1).ended, 3);
}
