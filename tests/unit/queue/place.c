/* A place in the outbox as text has one form. */
#include <criterion/criterion.h>

#include "queue/queue.h"

Test(place, is_two_numbers_with_a_point_between)
{
	struct queue_place p;
	cr_assert_eq(queue_place_read(STR("7.12"), &p), ERR_OK);
	cr_expect_eq(p.transactie, 7);
	cr_expect_eq(p.id, 12);
	cr_assert_eq(queue_place_read(STR("9223372036854775807.9223372036854775807"), &p), ERR_OK);
	cr_expect_eq(p.transactie, INT64_MAX);
	cr_expect_eq(p.id, INT64_MAX);
}

Test(place, is_nothing_else_and_then_not_written)
{
	static const char *const wrong[] = { "", ".", "1", "1.", ".1", "1.2.", "1.2.3", "0.1",
		"1.0", "01.1", "1.01", "-1.1", "1.-1", "+1.1", " 1.1", "1.1 ", "1,1", "1. 1", "a.b",
		"1.a", "0x1.1", "9223372036854775808.1", "1.9223372036854775808",
		"99999999999999999999999999999999.1" };
	struct queue_place p = { 3, 4 };
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		cr_expect_eq(
			queue_place_read(str_from(wrong[i]), &p), ERR_INVALID, "'%s'", wrong[i]);
	cr_expect_eq(queue_place_read(STR_NULL, &p), ERR_INVALID);
	cr_expect_eq(p.transactie, 3);
	cr_expect_eq(p.id, 4);
}
