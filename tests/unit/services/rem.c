#include <criterion/criterion.h>
#include <stdio.h>

#include "api/rem.h"
#include "auth/auth.h"

#define NOW (INT64_C(1800000000) * 1000000)

static void fail(struct str email, int times)
{
	for (int i = 0; i < times; i++)
		rem_count_failure(email, NOW);
}

Test(rem, is_on_after_too_many_failures)
{
	cr_assert_eq(auth_init(), ERR_OK);
	const struct str email = STR("juf@school.example");
	fail(email, REM_FAILURES - 1);
	cr_assert_not(rem_is_on(email, NOW));
	fail(email, 1);
	cr_assert(rem_is_on(email, NOW));
	cr_assert(rem_is_on(STR("JUF@School.example"), NOW));
}

Test(rem, is_off_when_its_time_is_over)
{
	cr_assert_eq(auth_init(), ERR_OK);
	const struct str email = STR("juf@school.example");
	fail(email, REM_FAILURES);
	cr_assert(rem_is_on(email, NOW + REM_WINDOW_US - 1));
	cr_assert_not(rem_is_on(email, NOW + REM_WINDOW_US));
}

Test(rem, begins_afresh_after_a_success)
{
	cr_assert_eq(auth_init(), ERR_OK);
	const struct str email = STR("juf@school.example");
	fail(email, REM_FAILURES - 1);
	rem_forget(email);
	fail(email, 1);
	cr_assert_not(rem_is_on(email, NOW));
}

Test(rem, stays_on_whatever_other_addresses_do)
{
	cr_assert_eq(auth_init(), ERR_OK);
	const struct str email = STR("juf@school.example");
	fail(email, REM_FAILURES);
	/* Enough of them to come to every place of the table. */
	for (int i = 0; i < 100000; i++) {
		char other[32];
		snprintf(other, sizeof(other), "%d@school.example", i);
		fail(str_from(other), 1);
		rem_forget(str_from(other));
	}
	cr_assert(rem_is_on(email, NOW));
}
