/* What is counted of keys between two writes. */
#include <criterion/criterion.h>

#include "api/gebruik.h"

#define TODAY 20000

static const struct uuid one = { { 1 } };
static const struct uuid other = { { 2 } };

Test(gebruik, counts_what_was_taken_of_a_key_on_a_day)
{
	struct gebruik *g = gebruik_create();
	gebruik_note(g, one, TODAY, "kringList", false);
	gebruik_note(g, one, TODAY, "kringList", false);
	gebruik_note(g, one, TODAY, "schoolList", false);
	gebruik_note(g, one, TODAY, "schoolList", true);
	gebruik_note(g, one, TODAY - 1, "kringList", false);
	gebruik_note(g, other, TODAY, "kringList", false);
	cr_expect_eq(gebruik_pending(g, one, TODAY), 3);
	cr_expect_eq(gebruik_pending(g, one, TODAY - 1), 1);
	cr_expect_eq(gebruik_pending(g, other, TODAY), 1);
	cr_expect_eq(gebruik_pending(g, other, TODAY - 1), 0);
	gebruik_destroy(g);
}

Test(gebruik, has_room_for_so_many_and_passes_over_the_rest)
{
	struct gebruik *g = gebruik_create();
	for (int day = 0; day <= GEBRUIK_MAX; day++)
		gebruik_note(g, one, day, "kringList", false);
	cr_expect_eq(gebruik_pending(g, one, GEBRUIK_MAX - 1), 1);
	cr_expect_eq(gebruik_pending(g, one, GEBRUIK_MAX), 0);
	gebruik_note(g, one, 0, "kringList", false);
	cr_expect_eq(gebruik_pending(g, one, 0), 2);
	gebruik_destroy(g);
}
