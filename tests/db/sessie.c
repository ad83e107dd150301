/* How long a session lasts and how it ends, with a clock of our own (ASVS 5.0, chapter 7). */
#include <string.h>

#include "api/gezien.h"
#include "api/regels.h"
#include "auth/auth.h"
#include "fixtures/aanmelden.h"

#define IDLE (60 * MINUTE)

TestSuite(sessie, .init = aanmelden_init, .fini = aanmelden_fini, .timeout = 60);

static struct reply sign_in(const char *email)
{
	const struct reply r = aanmelden_by_password(email, OLD);
	assert_status(r, 201);
	return r;
}

static int ik(struct reply session)
{
	return region_as(region_member(session, "token"), "GET", "/v1/ik", NULL).status;
}

/* As the task of the process writes it. */
static void use_at(int64_t us)
{
	region_sql(region_text(
		"update sessie set gezien_op = to_timestamp(%lld)", (long long)(us / SECOND)));
}

Test(sessie, asvs_7_3_1_ends_when_it_is_not_used)
{
	const struct reply session = sign_in(NOOR);
	aanmelden_now_us += IDLE - SECOND;
	cr_assert_eq(ik(session), 200);
	aanmelden_now_us += 2 * SECOND;
	cr_assert_eq(ik(session), 401);
}

Test(sessie, asvs_7_3_1_lasts_while_it_is_used)
{
	const struct reply session = sign_in(NOOR);
	for (int i = 0; i < 4; i++) {
		aanmelden_now_us += IDLE - SECOND;
		cr_assert_eq(ik(session), 200);
		use_at(aanmelden_now_us);
	}
}

Test(sessie, asvs_7_3_2_ends_at_its_time_however_much_it_is_used)
{
	const struct reply session = sign_in(NOOR);
	aanmelden_now_us += 12 * HOUR - SECOND;
	use_at(aanmelden_now_us);
	cr_assert_eq(ik(session), 200);
	aanmelden_now_us += 2 * SECOND;
	use_at(aanmelden_now_us);
	cr_assert_eq(ik(session), 401);
}

Test(sessie, asvs_7_2_4_has_a_new_token_each_time_one_signs_in)
{
	const struct reply first = sign_in(NOOR);
	const struct reply second = sign_in(NOOR);
	cr_assert_str_neq(region_member(first, "token"), region_member(second, "token"));
	cr_assert_str_neq(region_member(first, "id"), region_member(second, "id"));
}

Test(sessie, asvs_7_2_3_is_stored_as_a_hash_only)
{
	const struct reply session = sign_in(NOOR);
	cr_assert_str_eq(
		region_value(region_text("select count(*) from sessie s where s::text like "
					 "'%%%s%%' or encode(s.token_hash, 'escape') like "
					 "'%%%s%%'",
			region_member(session, "token"), region_member(session, "token"))),
		"0");
}

Test(sessie, asvs_7_5_2_is_shown_to_its_owner_and_ended_one_by_one)
{
	region_sql("delete from sessie");
	const struct reply first = sign_in(NOOR);
	aanmelden_now_us += SECOND;
	const struct reply second = sign_in(NOOR);
	const struct reply other = sign_in("b@voorbeeld.nl");
	const char *token = region_member(second, "token");
	const struct reply list = region_as(token, "GET", SIGN_IN, NULL);
	assert_status(list, 200);
	assert_holds(list,
		region_text("{'items':[{'id':'%s','huidig':true", region_member(second, "id")));
	assert_holds(list, region_text("{'id':'%s','huidig':false", region_member(first, "id")));
	assert_holds_not(list, region_member(other, "id"));
	/* That of another looks like one that is not there. */
	assert_status(region_as(token, "DELETE",
			      region_text("/v1/sessies?id=%s", region_member(other, "id")), NULL),
		404);
	assert_status(region_as(token, "DELETE",
			      region_text("/v1/sessies?id=%s", region_member(first, "id")), NULL),
		200);
	cr_assert_eq(ik(first), 401);
	cr_assert_eq(ik(second), 200);
	cr_assert_eq(ik(other), 200);
}

Test(sessie, asvs_7_4_1_signs_out)
{
	const struct reply session = sign_in(NOOR);
	assert_status(region_as(region_member(session, "token"), "DELETE",
			      region_text("/v1/sessies?id=%s", region_member(session, "id")), NULL),
		200);
	cr_assert_eq(ik(session), 401);
}

Test(sessie, asvs_7_4_3_ends_everywhere_else)
{
	const struct reply mine = sign_in(NOOR);
	const struct reply elsewhere = sign_in(NOOR);
	const struct reply r = region_as(region_member(mine, "token"), "DELETE", SIGN_IN, NULL);
	assert_status(r, 200);
	cr_assert_eq(ik(elsewhere), 401);
	cr_assert_eq(ik(mine), 200);
}

Test(sessie, asvs_7_4_5_is_ended_by_an_administrator_and_by_nobody_else)
{
	const struct reply theirs = sign_in(NOOR);
	const char *target = region_text("/v1/accounts/%s/sessies", ID("51"));
	assert_status(
		region_as(region_member(sign_in(STAFF), "token"), "DELETE", target, NULL), 403);
	region_sql("update lid set rol = 'beheerder' where account_id = (select id from account "
		   "where id = '" STAFF_ID "')");
	const char *admin = region_member(sign_in(STAFF), "token");
	assert_status(region_as(admin, "DELETE", "/v1/accounts/" NOBODY "/sessies", NULL), 404);
	assert_status(region_as(admin, "DELETE", target, NULL), 200);
	cr_assert_eq(ik(theirs), 401);
	aanmelden_now_us += 11 * MINUTE;
	assert_status(region_as(admin, "DELETE", target, NULL), 403);
}

Test(sessie, asvs_7_4_2_ends_when_its_account_is_switched_off)
{
	const struct reply session = sign_in(NOOR);
	region_sql("update account set actief = false where id = '" NOOR_ID "'");
	cr_assert_eq(ik(session), 401);
	assert_status(aanmelden_by_password(NOOR, OLD), 401);
}

/* ---- when it was used ---- */

static struct {
	struct gezien *gezien;
	struct db *db;
	bool all;
} w;

static enum err flush(struct task *t, void *arg)
{
	(void)arg;
	return gezien_flush(t, w.db, w.gezien, aanmelden_now_us, w.all);
}

static const char *seconds_ago(void)
{
	return region_value(region_text("select extract(epoch from to_timestamp(%lld) - "
					"gezien_op)::int8 from sessie",
		(long long)(aanmelden_now_us / SECOND)));
}

Test(sessie, asvs_7_3_1_is_noted_by_many_and_written_once_a_minute)
{
	region_sql("delete from sessie");
	struct uuid id;
	cr_assert_eq(uuid_parse(str_from(region_member(sign_in(NOOR), "id")), &id), ERR_OK);
	struct loop *l = loop_create(&loop_limits_default);
	struct db_config dc = db_config_default;
	dc.uri = region_uri();
	w.db = db_create(l, &dc, api_rules, api_rule_count);
	w.gezien = gezien_create();
	const int64_t written = aanmelden_now_us;
	/* Used after half a minute: not written yet, and not forgotten. */
	aanmelden_now_us += 30 * SECOND;
	gezien_note(w.gezien, id, written, aanmelden_now_us);
	cr_assert_eq(loop_run_task(l, flush, NULL, NULL), ERR_OK);
	cr_assert_str_eq(seconds_ago(), "30");
	aanmelden_now_us += 30 * SECOND;
	cr_assert_eq(loop_run_task(l, flush, NULL, NULL), ERR_OK);
	cr_assert_str_eq(seconds_ago(), "30", "as long ago as it was used");
	/* At the end of a process all is written. */
	const int64_t again = aanmelden_now_us - 30 * SECOND;
	gezien_note(w.gezien, id, again, aanmelden_now_us);
	w.all = true;
	cr_assert_eq(loop_run_task(l, flush, NULL, NULL), ERR_OK);
	cr_assert_str_eq(seconds_ago(), "0");
	gezien_destroy(w.gezien);
	db_destroy(w.db);
	loop_destroy(l);
}

Test(sessie, more_than_there_is_room_for_are_noted_when_they_come_again)
{
	struct loop *l = loop_create(&loop_limits_default);
	struct db_config dc = db_config_default;
	dc.uri = region_uri();
	w.db = db_create(l, &dc, api_rules, api_rule_count);
	w.gezien = gezien_create();
	for (int i = 0; i < GEZIEN_MAX + 100; i++)
		gezien_note(w.gezien, uuid_new(), 0, aanmelden_now_us);
	struct uuid id;
	region_sql("delete from sessie");
	cr_assert_eq(uuid_parse(str_from(region_member(sign_in(NOOR), "id")), &id), ERR_OK);
	gezien_note(w.gezien, id, 0, aanmelden_now_us);
	cr_assert_eq(loop_run_task(l, flush, NULL, NULL), ERR_OK);
	aanmelden_now_us += 5 * MINUTE;
	gezien_note(w.gezien, id, 0, aanmelden_now_us);
	cr_assert_eq(loop_run_task(l, flush, NULL, NULL), ERR_OK);
	cr_assert_str_eq(seconds_ago(), "0");
	gezien_destroy(w.gezien);
	db_destroy(w.db);
	loop_destroy(l);
}
