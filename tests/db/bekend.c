/* Sessions that a process remembers: whatever ends or changes one elsewhere holds from the next
 * call on. */
#include <libpq-fe.h>
#include <string.h>

#include "api/bekend.h"
#include "api/gezien.h"
#include "auth/auth.h"
#include "fixtures/region.h"

TestSuite(bekend, .init = region_init, .fini = region_fini);

/* The question about a remembered session is asked as the owner, its look-up is not. */
#define NO_LOOK_UP "revoke select on sessie from schakel_dienst"

Test(bekend, is_not_looked_up_again)
{
	assert_status(region_get(SCHOOL, "/v1/aanvragen"), 200);
	region_sql(NO_LOOK_UP);
	assert_status(region_get(SCHOOL, "/v1/aanvragen"), 200);
	assert_status(region_get(MEDEWERKER, "/v1/aanvragen"), 500);
}

Test(bekend, a_session_that_ended_elsewhere_ends_here_at_once)
{
	static const char *const targets[] = { "/v1/ik", "/v1/aanvragen", "/v1/toegang-is-er-niet",
		"/v1/aanvragen/geen-id", "/v1/aanvragen?onbekend=1", "/v1/audit" };
	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
		const int before = region_get(SCHOOL, targets[i]).status;
		region_sql("create table bewaard as select * from sessie; delete from sessie");
		const int after = region_get(SCHOOL, targets[i]).status;
		cr_expect_eq(
			after, i == 2 ? 404 : 401, "%s: %d, then %d", targets[i], before, after);
		region_sql("insert into sessie select * from bewaard; drop table bewaard");
	}
}

Test(bekend, a_session_that_ended_elsewhere_writes_nothing)
{
	assert_status(region_patch(MEDEWERKER, "/v1/kringen/" KRING, "\"1\"", "{'naam':'A'}"), 200);
	region_sql("delete from sessie");
	assert_status(region_patch(MEDEWERKER, "/v1/kringen/" KRING, "\"2\"", "{'naam':'B'}"), 401);
	cr_expect_str_eq(region_value("select naam from kring where id = '" KRING "'"), "A");
}

Test(bekend, a_membership_that_changed_elsewhere_changes_here_at_once)
{
	assert_status(region_get(SCHOOL, "/v1/aanvragen"), 200);
	region_sql("update lid set status = 'beeindigd', versie = versie + 1 where rol = 'school'");
	assert_status(region_get(SCHOOL, "/v1/aanvragen"), 403);
	assert_status(region_get(SCHOOL, "/v1/aanvragen"), 403);
	region_sql("update lid set status = 'actief', versie = versie + 1 where rol = 'school'");
	assert_status(region_get(SCHOOL, "/v1/aanvragen"), 200);
}

Test(bekend, a_reach_that_ended_elsewhere_is_not_carried_over)
{
	assert_holds(region_get(MEDEWERKER, "/v1/leden"), "'accountId':'" ID("51") "'");
	region_sql("update lid set status = 'beeindigd', versie = versie + 1 where rol = "
		   "'medewerker'");
	assert_holds_not(region_get(MEDEWERKER, "/v1/leden"), "'accountId':'" ID("51") "'");
}

Test(bekend, an_account_that_is_switched_off_elsewhere_is_out_at_once)
{
	assert_status(region_get(SCHOOL, "/v1/aanvragen"), 200);
	region_sql("update account set actief = false");
	assert_status(region_get(SCHOOL, "/v1/aanvragen"), 401);
	region_sql("update account set actief = true");
	assert_status(region_get(SCHOOL, "/v1/aanvragen"), 200);
}

Test(bekend, what_was_proved_elsewhere_counts_here_at_once)
{
	region_sql("update sessie set bevestigd_op = null");
	assert_status(region_get(SCHOOL, "/v1/ik/gegevens"), 403);
	assert_status(region_get(SCHOOL, "/v1/ik/gegevens"), 403);
	region_sql("update sessie set bevestigd_op = now()");
	assert_status(region_get(SCHOOL, "/v1/ik/gegevens"), 200);
	region_sql("update sessie set bevestigd_op = null");
	assert_status(region_get(SCHOOL, "/v1/ik/gegevens"), 403);
}

#define MINE  "account_id = '" ID("51") "'"
#define STAND "select stand from sessie where " MINE

Test(bekend, each_change_of_what_is_remembered_raises_its_number)
{
	static const char *const changes[] = {
		"update account set actief = false",
		"update account set actief = true",
		"update lid set status = 'beeindigd', versie = versie + 1 where " MINE,
		"update lid set account_id = '" ID("52") "' where " MINE,
		"insert into lid (id, account_id, rol, versie, status, gemaakt_op, gewijzigd_op) "
		"values ('" ID("99") "', '" ID("51") "', 'lezer', 1, 'actief', now(), now())",
		"delete from lid where " MINE,
		"update sessie set met_code = true, bevestigd_op = now()",
		"update sessie set verloopt_op = verloopt_op + interval '1 hour'",
	};
	assert_status(region_get(SCHOOL, "/v1/aanvragen"), 200);
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		const char *before = region_value(STAND);
		region_sql(changes[i]);
		cr_expect_str_neq(region_value(STAND), before, "%s", changes[i]);
	}
	const char *before = region_value(STAND);
	region_sql("update sessie set gezien_op = now()");
	cr_expect_str_eq(region_value(STAND), before, "that it was used changes nothing");
}

Test(bekend, what_ends_with_time_is_not_remembered_beyond_it)
{
	static const uint8_t hash[AUTH_HASH_BYTES] = { 1 };
	const struct sessie_get_row row = { .gezien_op = 100,
		.verloopt_op = 5000,
		.has_token_verloopt_op = true,
		.token_verloopt_op = 4000 };
	struct sessie_get_in in = { .token_hash = auth_hash_str(hash), .nu = 200 };
	struct sessie_get_row found;
	struct bekend *b = bekend_create();
	bekend_keep(b, &in, &row);
	in.nu = 3999;
	cr_expect(bekend_find(b, &in, &found));
	in.gezien_na = 100;
	cr_expect(!bekend_find(b, &in, &found), "idle for too long");
	in.gezien_na = 99;
	in.nu = 4000;
	cr_expect(!bekend_find(b, &in, &found), "the token of the app has ended");
	bekend_keep(b, &in, &(struct sessie_get_row){ .gezien_op = 100, .verloopt_op = 5000 });
	cr_expect(bekend_find(b, &in, &found));
	in.nu = 5000;
	cr_expect(!bekend_find(b, &in, &found), "the session has ended");
	bekend_keep(b, &in, &(struct sessie_get_row){ .gezien_op = 100, .verloopt_op = INT64_MAX });
	in.nu = 100 + GEZIEN_EVERY_US;
	cr_expect(!bekend_find(b, &in, &found), "when it was used last is not known any more");
	bekend_destroy(b);
}

/* Whether `second` has to wait for the transaction in which `first` was done. */
static bool waits_for(const char *second, const char *first)
{
	PGconn *one = PQconnectdb(region_uri());
	PGconn *two = PQconnectdb(region_uri());
	PQclear(PQexec(one, "begin"));
	PGresult *done = PQexec(one, first);
	cr_assert(
		PQresultStatus(done) == PGRES_COMMAND_OK || PQresultStatus(done) == PGRES_TUPLES_OK,
		"%s", PQerrorMessage(one));
	PQclear(PQexec(two, "begin; set local lock_timeout = '200ms'"));
	PGresult *res = PQexec(two, second);
	const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
	const bool waited = state != NULL && strcmp(state, "55P03") == 0;
	cr_assert(waited || PQresultStatus(res) == PGRES_COMMAND_OK ||
			  PQresultStatus(res) == PGRES_TUPLES_OK,
		"%s", PQerrorMessage(two));
	PQclear(done);
	PQclear(res);
	PQfinish(one);
	PQfinish(two);
	return waited;
}

/* Otherwise a session that came meanwhile would miss the change, and be remembered as it was. */
Test(bekend, a_sign_in_and_a_change_of_the_member_come_one_after_the_other)
{
	static const char change[] = "update lid set versie = versie + 1 where rol = 'school'";
	static const char sign_in[] =
		"insert into sessie (token_hash, account_id, gemaakt_op, verloopt_op) select "
		"sha256(random()::text::bytea), account_id, now(), now() + interval '1 hour' from "
		"sessie";
	assert_status(region_get(SCHOOL, "/v1/aanvragen"), 200);
	cr_expect(waits_for(sign_in, change));
	cr_expect(waits_for(change, sign_in));
	cr_expect(!waits_for(sign_in, sign_in));
}

/* Otherwise the session would come after the sessions were ended. */
Test(bekend, a_sign_in_elsewhere_and_the_end_of_it_come_one_after_the_other)
{
	static const char end[] = "delete from identiteit";
	const char *sign_in = region_text(
		"prepare s as %s; execute s ('https://x.example', 'x')", stmt_identiteit_get.sql);
	region_sql("insert into identiteit (issuer, onderwerp, account_id, gemaakt_op) values "
		   "('https://x.example', 'x', '" ID("51") "', '2026-01-01Z')");
	cr_expect(waits_for(end, sign_in));
	cr_expect(waits_for(sign_in, end));
	cr_expect(!waits_for(sign_in, sign_in));
}
