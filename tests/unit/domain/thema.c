#include <criterion/criterion.h>

#include "domain/thema.h"

/* 0 world: 1, 2 fields; 3, 4 topics of 1; 5 topic of 2. 6 world: 7 field. */
static const uint16_t parents[] = { THEMA_GEEN, 0, 0, 1, 1, 2, THEMA_GEEN, 6 };
#define COUNT ((uint16_t)(sizeof(parents) / sizeof(*parents)))

Test(thema, measures_nearness_by_the_tree)
{
	uint16_t near[COUNT * COUNT];
	struct thema_boom boom;
	cr_assert_eq(thema_boom_size(COUNT), COUNT * COUNT);
	cr_assert_eq(thema_boom_init(&boom, parents, COUNT, near), ERR_OK);
	static const struct {
		uint16_t a;
		uint16_t b;
		uint16_t value;
	} cases[] = { { 3, 3, 1000 }, { 3, 1, 700 }, { 1, 0, 700 }, { 3, 4, 500 }, { 1, 2, 500 },
		{ 3, 5, 250 }, { 3, 0, 250 }, { 3, 2, 250 }, { 3, 6, 0 }, { 3, 7, 0 },
		{ 0, 6, 0 } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		cr_assert_eq(thema_nabijheid(&boom, cases[i].a, cases[i].b), cases[i].value,
			"%u %u", cases[i].a, cases[i].b);
		cr_assert_eq(thema_nabijheid(&boom, cases[i].b, cases[i].a), cases[i].value);
	}
}

Test(thema, finds_nothing_near_to_what_is_not_in_the_tree)
{
	uint16_t near[COUNT * COUNT];
	struct thema_boom boom;
	cr_assert_eq(thema_boom_init(&boom, parents, COUNT, near), ERR_OK);
	cr_assert_eq(thema_nabijheid(&boom, COUNT, COUNT), 0);
	cr_assert_eq(thema_nabijheid(&boom, 0, THEMA_GEEN), 0);
}

Test(thema, refuses_cycles_absent_parents_and_a_fourth_layer)
{
	static const uint16_t self[] = { 0 };
	static const uint16_t cycle[] = { 1, 2, 0 };
	static const uint16_t absent[] = { THEMA_GEEN, 2 };
	static const uint16_t deep[] = { THEMA_GEEN, 0, 1, 2 };
	uint16_t near[16];
	struct thema_boom boom;
	cr_assert_eq(thema_boom_init(&boom, self, 1, near), ERR_INVALID);
	cr_assert_eq(thema_boom_init(&boom, cycle, 3, near), ERR_INVALID);
	cr_assert_eq(thema_boom_init(&boom, absent, 2, near), ERR_INVALID);
	cr_assert_eq(thema_boom_init(&boom, deep, 4, near), ERR_INVALID);
}

Test(thema, takes_the_largest_tree_and_no_larger)
{
	static uint16_t many[THEMA_MAX + 1];
	static uint16_t near[THEMA_MAX * THEMA_MAX];
	for (unsigned i = 0; i <= THEMA_MAX; i++)
		many[i] = THEMA_GEEN;
	struct thema_boom boom;
	cr_assert_eq(thema_boom_init(&boom, many, THEMA_MAX, near), ERR_OK);
	cr_assert_eq(thema_nabijheid(&boom, THEMA_MAX - 1, THEMA_MAX - 1), 1000);
	cr_assert_eq(thema_boom_init(&boom, many, THEMA_MAX + 1, near), ERR_TOO_LARGE);
}

Test(thema, accepts_an_empty_tree)
{
	struct thema_boom boom;
	cr_assert_eq(thema_boom_init(&boom, NULL, 0, NULL), ERR_OK);
	cr_assert_eq(thema_nabijheid(&boom, 0, 0), 0);
}
