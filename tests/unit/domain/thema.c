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

/* ---- links ---- */

Test(thema, makes_siblings_of_topics_that_share_a_link)
{
	uint16_t near[COUNT * COUNT];
	struct thema_boom boom;
	cr_assert_eq(thema_boom_init(&boom, parents, COUNT, near), ERR_OK);
	struct thema_link links[] = { { 62, 7 }, { 41, 5 }, { 62, 3 }, { 41, 2 }, { 62, 4 },
		{ 62, COUNT } };
	thema_boom_link(&boom, links, sizeof(links) / sizeof(*links), near);
	cr_assert_eq(thema_nabijheid(&boom, 3, 7), THEMA_NABIJ_BROER);
	cr_assert_eq(thema_nabijheid(&boom, 7, 4), THEMA_NABIJ_BROER);
	cr_assert_eq(thema_nabijheid(&boom, 5, 2), THEMA_NABIJ_OUDER, "nearer already");
	cr_assert_eq(thema_nabijheid(&boom, 3, 5), THEMA_NABIJ_WERELD, "another link");
	cr_assert_eq(thema_nabijheid(&boom, 6, 3), 0, "the parent of one that has it");
}

/* ---- places ---- */

Test(thema, has_a_place_wherever_the_tree_keeps_three_layers)
{
	cr_assert_eq(thema_plek(parents, COUNT, THEMA_GEEN, THEMA_GEEN), THEMA_PLEK_GOED);
	cr_assert_eq(thema_plek(parents, COUNT, THEMA_GEEN, 1), THEMA_PLEK_GOED);
	cr_assert_eq(thema_plek(parents, COUNT, THEMA_GEEN, 3), THEMA_PLEK_TE_DIEP);
	cr_assert_eq(thema_plek(parents, COUNT, 3, 7), THEMA_PLEK_GOED);
	cr_assert_eq(thema_plek(parents, COUNT, 1, 6), THEMA_PLEK_GOED, "with its topics");
	cr_assert_eq(thema_plek(parents, COUNT, 1, 7), THEMA_PLEK_TE_DIEP, "with its topics");
	cr_assert_eq(thema_plek(parents, COUNT, 0, 6), THEMA_PLEK_TE_DIEP);
	cr_assert_eq(thema_plek(parents, COUNT, 6, 0), THEMA_PLEK_GOED);
	cr_assert_eq(thema_plek(parents, COUNT, 1, THEMA_GEEN), THEMA_PLEK_GOED);
}

Test(thema, has_no_place_below_itself)
{
	cr_assert_eq(thema_plek(parents, COUNT, 1, 1), THEMA_PLEK_ONDER_ZICHZELF);
	cr_assert_eq(thema_plek(parents, COUNT, 1, 3), THEMA_PLEK_ONDER_ZICHZELF);
	cr_assert_eq(thema_plek(parents, COUNT, 0, 4), THEMA_PLEK_ONDER_ZICHZELF);
}

Test(thema, can_be_moved_where_and_only_where_the_result_is_a_valid_tree)
{
	for (uint16_t moved = 0; moved < COUNT; moved++) {
		for (unsigned to = 0; to <= COUNT; to++) {
			uint16_t after[COUNT];
			for (uint16_t i = 0; i < COUNT; i++)
				after[i] = parents[i];
			after[moved] = to == COUNT ? THEMA_GEEN : (uint16_t)to;
			uint16_t near[COUNT * COUNT];
			struct thema_boom boom;
			const bool valid = thema_boom_init(&boom, after, COUNT, near) == ERR_OK;
			cr_assert_eq(
				thema_plek(parents, COUNT, moved, after[moved]) == THEMA_PLEK_GOED,
				valid, "%u below %u", moved, to);
		}
	}
}
