#include <criterion/criterion.h>

#include "base/date.h"
#include "domain/tijdvak.h"

/* A plain model beside the bits: one flag per half-day. */
struct model {
	int32_t van;
	int dagen;
	bool free[TIJDVAK_DAGEN_MAX][DAGDEEL_COUNT];
};

static void check_equal(const struct tijdvak_set *set, const struct model *m)
{
	unsigned count = 0;
	for (int day = -2; day < m->dagen + 2; day++) {
		for (unsigned d = 0; d < DAGDEEL_COUNT; d++) {
			const bool want = day >= 0 && day < m->dagen && m->free[day][d];
			cr_assert_eq(tijdvak_set_has(set, m->van + day, (enum dagdeel)d), want,
				"day %d part %u", day, d);
			count += want;
		}
	}
	cr_assert_eq(tijdvak_set_count(set), count);
	cr_assert_eq(tijdvak_set_is_empty(set), count == 0);
	unsigned cursor = 0;
	struct tijdvak t;
	int32_t last = INT32_MIN;
	for (; tijdvak_set_next(set, &cursor, &t); count--) {
		cr_assert_gt(tijdvak_to_number(t), last);
		cr_assert(m->free[t.datum - m->van][t.dagdeel]);
		last = tijdvak_to_number(t);
	}
	cr_assert_eq(count, 0);
}

static void fill_week(struct model *m, uint16_t week)
{
	for (int day = 0; day < m->dagen; day++) {
		const int weekday = date_weekday(m->van + day) - 1;
		for (int d = 0; d < DAGDEEL_COUNT; d++)
			m->free[day][d] = weekday < DAGDEEL_WEEKDAYS &&
					  ((week >> (weekday * DAGDEEL_COUNT + d)) & 1) != 0;
	}
}

Test(tijdvak, spreads_a_week_pattern_over_any_window)
{
	static struct model m;
	for (int first = 0; first < 7; first++) {
		for (int dagen = 1; dagen <= TIJDVAK_DAGEN_MAX; dagen += 19) {
			m = (struct model){ .van = 20000 + first, .dagen = dagen };
			fill_week(&m, 0x52a5);
			struct tijdvak_set set;
			cr_assert_eq(tijdvak_set_init_week(&set, m.van, m.van + dagen - 1, 0x52a5),
				ERR_OK);
			check_equal(&set, &m);
			struct tijdvak_set kept;
			tijdvak_set_init_like(&kept, &set);
			tijdvak_set_add_days(&kept, m.van, tijdvak_set_tot(&kept));
			tijdvak_set_keep_week(&kept, 0x52a5);
			check_equal(&kept, &m);
		}
	}
}

Test(tijdvak, accepts_the_longest_window_and_no_longer)
{
	struct tijdvak_set set;
	cr_assert_eq(tijdvak_set_init(&set, 0, TIJDVAK_DAGEN_MAX - 1), ERR_OK);
	cr_assert_eq(set.words, TIJDVAK_WORDS);
	cr_assert_eq(tijdvak_set_init(&set, 0, TIJDVAK_DAGEN_MAX), ERR_INVALID);
	cr_assert_eq(tijdvak_set_init(&set, 1, 0), ERR_INVALID);
	cr_assert_eq(tijdvak_set_init(&set, INT32_MIN, INT32_MAX), ERR_INVALID);
	cr_assert_eq(tijdvak_set_init(&set, -3, -3), ERR_OK);
	cr_assert_eq(tijdvak_set_tot(&set), -3);
}

Test(tijdvak, adds_and_removes_ranges_clipped_to_the_window)
{
	static struct model m;
	const int dagen = 130;
	for (int van = -3; van < dagen + 3; van += 7) {
		for (int tot = van - 2; tot < dagen + 9; tot += 5) {
			m = (struct model){ .van = -60, .dagen = dagen };
			struct tijdvak_set set;
			cr_assert_eq(tijdvak_set_init(&set, -60, -60 + dagen - 1), ERR_OK);
			tijdvak_set_add_days(&set, -60 + van, -60 + tot);
			for (int day = van < 0 ? 0 : van; day <= tot && day < dagen; day++)
				m.free[day][0] = m.free[day][1] = m.free[day][2] = true;
			check_equal(&set, &m);
			tijdvak_set_remove_days(&set, -60 + van + 3, -60 + tot - 1);
			for (int day = van + 3 < 0 ? 0 : van + 3; day < tot && day < dagen; day++)
				m.free[day][0] = m.free[day][1] = m.free[day][2] = false;
			check_equal(&set, &m);
		}
	}
	struct tijdvak_set set;
	cr_assert_eq(tijdvak_set_init(&set, 100, 110), ERR_OK);
	tijdvak_set_add_days(&set, INT32_MIN, INT32_MAX);
	cr_assert_eq(tijdvak_set_count(&set), 33);
}

Test(tijdvak, ignores_single_days_outside_the_window)
{
	struct tijdvak_set set;
	cr_assert_eq(tijdvak_set_init(&set, 100, 102), ERR_OK);
	tijdvak_set_add(&set, 99, TIJDVAK_DAG_ALLE);
	tijdvak_set_add(&set, 103, TIJDVAK_DAG_ALLE);
	tijdvak_set_add(&set, INT32_MIN, TIJDVAK_DAG_ALLE);
	tijdvak_set_add(&set, INT32_MAX, TIJDVAK_DAG_ALLE);
	cr_assert(tijdvak_set_is_empty(&set));
	tijdvak_set_add(&set, 101, 0x5);
	cr_assert_eq(tijdvak_set_count(&set), 2);
	cr_assert_not(tijdvak_set_has(&set, 101, DAGDEEL_MIDDAG));
	tijdvak_set_remove(&set, 101, 0x3);
	tijdvak_set_remove(&set, INT32_MAX, TIJDVAK_DAG_ALLE);
	cr_assert_eq(tijdvak_set_count(&set), 1);
	cr_assert(tijdvak_set_has(&set, 101, DAGDEEL_AVOND));
}

Test(tijdvak, combines_sets_of_one_window)
{
	struct tijdvak_set a;
	cr_assert_eq(tijdvak_set_init(&a, 0, 99), ERR_OK);
	struct tijdvak_set b = a;
	tijdvak_set_add_days(&a, 0, 59);
	tijdvak_set_add_days(&b, 40, 99);
	struct tijdvak_set c = a;
	tijdvak_set_intersect(&c, &b);
	cr_assert_eq(tijdvak_set_count(&c), 60);
	c = a;
	tijdvak_set_subtract(&c, &b);
	cr_assert_eq(tijdvak_set_count(&c), 120);
	c = a;
	tijdvak_set_union(&c, &b);
	cr_assert_eq(tijdvak_set_count(&c), 300);
}

Test(tijdvak, numbers_half_days_before_and_after_1970)
{
	for (int32_t number = -10; number < 10; number++) {
		const struct tijdvak t = tijdvak_from_number(number);
		cr_assert(t.dagdeel < DAGDEEL_COUNT);
		cr_assert_eq(tijdvak_to_number(t), number);
	}
	cr_assert_eq(tijdvak_from_number(-1).datum, -1);
	cr_assert_eq(tijdvak_from_number(-1).dagdeel, DAGDEEL_AVOND);
}
