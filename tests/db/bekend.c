/* Sessions that a process remembers: whatever ends or changes one elsewhere holds from the next
 * call on. */
#include <string.h>

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
	assert_status(region_get(SCHOOL, "/v1/aanvragen"), 200);
	region_sql("update sessie set met_code = not met_code, bevestigd_op = '2026-01-01Z'");
	assert_status(region_get(SCHOOL, "/v1/aanvragen"), 200);
	region_sql(NO_LOOK_UP);
	assert_status(region_get(SCHOOL, "/v1/aanvragen"), 200);
}
