/* The seals on the audit: made in the order of commits without anybody waiting, and whatever is
 * done to what is sealed comes out, with the row that it was done to. */
#include "audit/nazien.h"

#include <libpq-fe.h>
#include <string.h>

#include "api/regels.h"
#include "base/date.h"
#include "fixtures/region.h"
#include "store/migrations.h"

#define WORKERS 3
#define WRITERS 8

static struct world {
	struct loop *loop;
	struct db *db;
	struct auth_keys *keys;
	struct zegel_count count;
	struct nazien nazien;
	struct nazien_uitkomst uitkomst;
	int64_t rows;
	int running;
	struct task *waiting;
} w;

static void start(void)
{
	region_init();
	w = (struct world){ 0 };
	cr_assert_eq(auth_keys_parse(STR(REGION_KEYS), &w.keys), ERR_OK);
	w.loop = loop_create(&loop_limits_default);
	struct db_config dc = db_config_default;
	dc.uri = region_uri();
	dc.role = STORE_ROLE;
	dc.actor = &db_actor_systeem;
	w.db = db_create(w.loop, &dc, api_rules, api_rule_count);
}

static void end(void)
{
	db_destroy(w.db);
	loop_destroy(w.loop);
	auth_keys_destroy(w.keys);
	region_fini();
}

TestSuite(zegel, .init = start, .fini = end);

/* ---- what a test does ---- */

static int64_t number(const char *sql)
{
	int64_t n = -1;
	cr_assert_eq(str_to_int(str_from(region_value(sql)), 0, INT64_MAX, &n), ERR_OK);
	return n;
}

static enum err seal_task(struct task *t, void *arg)
{
	(void)arg;
	return zegel_round(t, w.db, w.keys, clock_now_us(), &w.count);
}

static int64_t seal_what_is_over(void)
{
	cr_assert_eq(loop_run_task(w.loop, seal_task, NULL, NULL), ERR_OK);
	return w.count.rows;
}

/* All there is: what runs in other databases of this server holds rows back, too. */
static int64_t seal(void)
{
	while (strcmp(region_value("select coalesce(max(transactie) < "
				   "pg_snapshot_xmin(pg_current_snapshot()), true) from audit"),
		       "t") != 0)
		;
	return seal_what_is_over();
}

static enum err walk_task(struct task *t, void *arg)
{
	(void)arg;
	return nazien_run(t, &w.nazien, &w.uitkomst);
}

/* What is wrong; "" when nothing is. */
static const char *fault(void)
{
	w.nazien.db = w.db;
	w.nazien.keys = w.keys;
	cr_assert_eq(loop_run_task(w.loop, walk_task, NULL, NULL), ERR_OK);
	return w.uitkomst.fault;
}

/* Rows 1001, 1002, … each in a transaction of its own, in two seals of three. */
static void six_rows_in_two_seals(void)
{
	region_sql("alter sequence audit_id_seq restart with 1001");
	seal();
	for (int i = 0; i < 6; i++) {
		region_sql("insert into audit (op, tabel, rij, handeling, versie) values "
			   "('2026-11-29Z', 'kring', '" KRING "', 'gewijzigd', 1)");
		if (i % 3 == 2)
			cr_assert_eq(seal(), 3);
	}
	cr_assert_str_eq(fault(), "");
}

/* As the owner of the tables can, who is not held by the trigger. */
static void tamper(const char *sql)
{
	region_sql("alter table audit disable trigger audit_blijft");
	region_sql("alter table zegel disable trigger zegel_blijft");
	region_sql(sql);
	region_sql("alter table audit enable trigger audit_blijft");
	region_sql("alter table zegel enable trigger zegel_blijft");
}

#define LAST_SEAL "(select max(nummer) from zegel)"

static const char *seal_before_last(void)
{
	return region_value("select max(nummer) - 1 from zegel");
}

/* ---- sealing ---- */

Test(zegel, binds_what_the_api_wrote_and_holds)
{
	assert_status(region_patch(MEDEWERKER, "/v1/kringen/" KRING, "\"1\"", "{'naam':'A'}"), 200);
	assert_status(region_get(MEDEWERKER, "/v1/vrijwilligers"), 200);
	cr_assert_gt(seal(), 2);
	cr_assert_str_eq(fault(), "");
	cr_assert_eq(w.count.waiting_us, 0);
	cr_assert_eq(w.uitkomst.rows, number("select count(*) from audit"));
	cr_assert_eq(seal(), 0, "a seal has at least one row");
}

Test(zegel, waits_for_who_commits_late_and_then_has_all_of_it)
{
	seal();
	PGconn *late = PQconnectdb(region_uri());
	PQclear(PQexec(late, "begin"));
	PQclear(PQexec(late, "insert into audit (op, tabel, rij, handeling, versie) values "
			     "('2026-11-29Z', 'kring', '" KRING "', 'gewijzigd', 1)"));
	assert_status(region_patch(MEDEWERKER, "/v1/kringen/" KRING, "\"1\"", "{'naam':'A'}"), 200);
	cr_assert_eq(seal_what_is_over(), 0);
	cr_assert_gt(w.count.waiting_us, 0);
	PQclear(PQexec(late, "commit"));
	PQfinish(late);
	cr_assert_eq(seal(), 3);
	cr_assert_eq(w.count.waiting_us, 0);
	cr_assert_str_eq(fault(), "");
}

static void worker(struct task *t, void *arg)
{
	(void)arg;
	struct zegel_count count;
	cr_assert_eq(zegel_round(t, w.db, w.keys, clock_now_us(), &count), ERR_OK);
	w.rows += count.rows;
	if (--w.running == 0)
		task_wake(w.waiting);
}

static enum err all_workers(struct task *t, void *arg)
{
	(void)arg;
	w.waiting = t;
	w.running = WORKERS;
	for (int i = 0; i < WORKERS; i++)
		TRY(task_spawn(task_loop(t), worker, NULL));
	while (w.running > 0) {
		const enum err e = task_wait(t, 1000);
		(void)e; /* the condition says whether all are done */
	}
	return ERR_OK;
}

Test(zegel, has_each_row_once_with_many_writers_and_several_workers)
{
	PGconn *pg[WRITERS];
	for (int i = 0; i < WRITERS; i++)
		pg[i] = PQconnectdb(region_uri());
	for (int round = 0; round < 6; round++) {
		for (int i = 0; i < WRITERS; i++)
			cr_assert(PQsendQuery(pg[i],
				"do $$ begin for i in 1..60 loop insert into audit (op, tabel, "
				"rij, "
				"handeling, versie) values ('2026-11-29Z', 'kring', '" KRING
				"', 'gewijzigd', i); commit; end loop; end $$"));
		cr_assert_eq(loop_run_task(w.loop, all_workers, NULL, NULL), ERR_OK);
		for (int i = 0; i < WRITERS; i++)
			for (PGresult *res = PQgetResult(pg[i]); res != NULL;
				res = PQgetResult(pg[i])) {
				cr_assert_eq(PQresultStatus(res), PGRES_COMMAND_OK, "%s",
					PQresultErrorMessage(res));
				PQclear(res);
			}
	}
	for (int i = 0; i < WRITERS; i++)
		PQfinish(pg[i]);
	w.rows += seal();
	const int64_t all = number("select count(*) from audit");
	cr_assert_geq(all, WRITERS * 6 * 60);
	cr_assert_eq(w.rows, all);
	cr_assert_str_eq(fault(), "");
	cr_assert_eq(w.uitkomst.rows, all);
}

/* ---- tampering ---- */

Test(zegel, bio2_8_15_05_names_the_row_that_was_changed)
{
	six_rows_in_two_seals();
	tamper("update audit set account_id = '" NOBODY "' where id = 1002");
	cr_assert_str_eq(
		fault(), region_text("regel 1002 (zegel %s) is gewijzigd", seal_before_last()));
}

Test(zegel, bio2_8_15_05_names_the_row_that_was_taken_away)
{
	six_rows_in_two_seals();
	tamper("delete from audit where id = 1005");
	cr_assert_str_eq(fault(),
		region_text("regel 1005 (zegel %s) is weg", region_value("select " LAST_SEAL)));
}

Test(zegel, bio2_8_15_05_names_the_row_that_was_put_in)
{
	six_rows_in_two_seals();
	tamper("insert into audit (id, transactie, op, tabel, rij, handeling, versie) overriding "
	       "system value "
	       "select 9000, transactie, op, tabel, rij, handeling, versie from audit where id = "
	       "1001");
	cr_assert_str_eq(fault(),
		region_text("regel 9000 (bij zegel %s) is toegevoegd", seal_before_last()));
}

Test(zegel, bio2_8_15_05_names_the_row_that_was_moved)
{
	six_rows_in_two_seals();
	tamper("update audit a set transactie = case a.id when 1001 then (select b.transactie from "
	       "audit b where b.id = 1002) "
	       "else (select b.transactie from audit b where b.id = 1001) end where a.id in (1001, "
	       "1002)");
	cr_assert_str_eq(fault(),
		region_text("regel 1002 (zegel %s) staat niet op zijn plaats", seal_before_last()));
}

Test(zegel, bio2_8_15_05_tells_of_rows_cut_off_the_end)
{
	six_rows_in_two_seals();
	tamper("delete from audit where id >= 1006");
	cr_assert_str_eq(fault(),
		region_text("regel 1006 (zegel %s) is weg", region_value("select " LAST_SEAL)));
}

Test(zegel, bio2_8_15_05_tells_of_an_end_cut_off_with_its_seals_by_one_that_is_known)
{
	six_rows_in_two_seals();
	w.nazien.anker_nummer = number("select " LAST_SEAL);
	w.nazien.anker_hash = str_from(
		region_value("select encode(hash, 'hex') from zegel order by nummer desc limit 1"));
	cr_assert_str_eq(fault(), "");
	tamper("delete from audit where id >= 1004; delete from zegel where nummer = " LAST_SEAL);
	cr_assert_str_eq(fault(), region_text("zegel %lld is weg: het einde is afgesneden",
					  (long long)w.nazien.anker_nummer));
}

Test(zegel, tells_of_a_seal_that_was_taken_away_or_changed)
{
	six_rows_in_two_seals();
	const char *before = seal_before_last();
	tamper("delete from zegel where nummer = " LAST_SEAL " - 1");
	cr_assert_str_eq(fault(), region_text("zegel %s is weg", before));
}

Test(zegel, tells_of_a_seal_whose_rows_were_changed_with_it)
{
	six_rows_in_two_seals();
	tamper("update zegel set regels = overlay(regels placing '\\x00' from 20) where nummer "
	       "= " LAST_SEAL);
	cr_assert_str_eq(
		fault(), region_text("zegel %s is gewijzigd", region_value("select " LAST_SEAL)));
}

/* Who has the database can compute every hash, and has no key. */
Test(zegel, tells_of_a_chain_that_was_made_without_our_key)
{
	six_rows_in_two_seals();
	struct auth_keys *const ours = w.keys;
	cr_assert_eq(
		auth_keys_parse(STR("1 HhwdHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA\n"), &w.keys),
		ERR_OK);
	tamper("truncate zegel");
	seal();
	cr_assert_str_eq(fault(), "");
	auth_keys_destroy(w.keys);
	w.keys = ours;
	cr_assert_str_eq(fault(), "zegel 1 heeft een merk dat niet van onze sleutel is");
}

static void have_keys(const char *text)
{
	struct auth_keys *keys;
	cr_assert_eq(auth_keys_parse(str_from(text), &keys), ERR_OK);
	auth_keys_renew(w.keys, keys);
	auth_keys_destroy(keys);
}

#define KEY_2 "2 HhwdHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA\n"

/* The hash that a mark seals is of all before it. */
Test(zegel, asvs_11_1_1_a_later_mark_vouches_for_those_whose_key_has_gone)
{
	six_rows_in_two_seals();
	have_keys(KEY_2);
	cr_assert_str_eq(
		fault(), region_text("zegel %s, het laatste, heeft een merk dat niet van onze "
				     "sleutels is",
				 region_value("select " LAST_SEAL)));
	assert_status(region_patch(MEDEWERKER, "/v1/kringen/" KRING, "\"1\"", "{'naam':'A'}"), 200);
	seal();
	cr_assert_str_eq(fault(), "");
	tamper("update zegel set hash = set_byte(hash, 3, get_byte(hash, 3) # 1) where nummer = 1");
	cr_assert_str_eq(fault(), "zegel 1 is gewijzigd");
}

Test(zegel, tells_of_a_seal_whose_mark_was_taken_off)
{
	six_rows_in_two_seals();
	tamper("update zegel set merk = null where nummer = " LAST_SEAL);
	cr_assert_str_eq(fault(),
		region_text("zegel %s heeft geen merk", region_value("select " LAST_SEAL)));
}

Test(zegel, counts_seals_from_before_there_was_a_key)
{
	struct auth_keys *const keys = w.keys;
	w.keys = NULL;
	cr_assert_gt(seal(), 0);
	w.keys = keys;
	assert_status(region_patch(MEDEWERKER, "/v1/kringen/" KRING, "\"1\"", "{'naam':'A'}"), 200);
	seal();
	cr_assert_str_eq(fault(), "");
	cr_assert_eq(w.uitkomst.unmarked, 1);
}

static enum err wait_task(struct task *t, void *arg)
{
	(void)db_act(t, NULL); /* as the figures of a process are told */
	return zegel_waiting(t, arg, clock_now_us(), &w.count.waiting_us);
}

Test(zegel, that_is_late_is_seen_by_whoever_asks)
{
	struct db_config dc = db_config_default;
	dc.uri = region_uri();
	dc.role = STORE_ROLE;
	struct db *const nobodys = db_create(w.loop, &dc, api_rules, api_rule_count);
	region_sql("insert into audit (op, tabel, rij, handeling, versie) values "
		   "(now() - interval '1 hour', 'kring', '" KRING "', 'gewijzigd', 1)");
	cr_assert_eq(loop_run_task(w.loop, wait_task, nobodys, NULL), ERR_OK);
	cr_expect_gt(w.count.waiting_us, ZEGEL_LATE_US);
	db_destroy(nobodys);
}
