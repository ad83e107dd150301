#include <criterion/criterion.h>

#include "base/date.h"
#include "domain/dagdeel.h"
#include "domain/reeks.h"

#define MONDAY_MORNING	1u
#define TUESDAY_MORNING (1u << DAGDEEL_COUNT)

/* Five Tuesday mornings from a day on, every week, within the school year. */
static struct reeks_ritme tuesdays(int year, int month, int day)
{
	const int32_t van = date_from_civil(year, month, day);
	return (struct reeks_ritme){ .van = van,
		.tot = van,
		.dagdelen = TUESDAY_MORNING,
		.weken = 1,
		.aantal = 5,
		.laatste = date_from_civil(date_school_year(van) + 1, 7, 31) };
}

static void expect_days(const struct reeks_dagen *d, const int32_t *days, size_t count)
{
	cr_assert_eq(d->count, count, "%zu times", d->count);
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(d->dagen[i], days[i], "time %zu lies %d days behind", i, d->dagen[i]);
}

Test(reeks, comes_every_week_or_every_so_many)
{
	struct reeks_ritme ritme = tuesdays(2026, 9, 1);
	struct reeks_dagen d;
	cr_assert_eq(reeks_plan(&ritme, NULL, 0, &d), REEKS_GOED);
	expect_days(&d, (int32_t[]){ 0, 7, 14, 21, 28 }, 5);
	cr_expect_eq(d.over_count, 0);
	ritme.weken = 3;
	ritme.aantal = 2;
	cr_assert_eq(reeks_plan(&ritme, NULL, 0, &d), REEKS_GOED);
	expect_days(&d, (int32_t[]){ 0, 21 }, 2);
}

Test(reeks, passes_over_what_is_closed_and_goes_on_behind_it)
{
	/* Autumn holiday 17 to 25 October, and a study day on Tuesday 3 November. */
	const struct reeks_dicht dicht[] = {
		{ date_from_civil(2026, 10, 17), date_from_civil(2026, 10, 25) },
		{ date_from_civil(2026, 11, 3), date_from_civil(2026, 11, 3) },
	};
	const struct reeks_ritme ritme = tuesdays(2026, 10, 13);
	struct reeks_dagen d;
	cr_assert_eq(reeks_plan(&ritme, dicht, 2, &d), REEKS_GOED);
	expect_days(&d, (int32_t[]){ 0, 14, 28, 35, 42 }, 5);
	cr_assert_eq(d.over_count, 2);
	cr_expect(d.over[0].dagen == 7 && d.over[0].dicht == 0);
	cr_expect(d.over[1].dagen == 21 && d.over[1].dicht == 1);
}

Test(reeks, stays_on_its_day_of_the_week_when_the_clock_changes)
{
	/* Clocks go back on 25 October 2026 and forward on 28 March 2027. */
	const int32_t begins[] = { date_from_civil(2026, 10, 20), date_from_civil(2027, 3, 23) };
	for (size_t i = 0; i < 2; i++) {
		struct reeks_ritme ritme = tuesdays(2026, 10, 20);
		struct reeks_dagen d;
		ritme.van = begins[i];
		ritme.tot = begins[i];
		cr_assert_eq(reeks_plan(&ritme, NULL, 0, &d), REEKS_GOED);
		for (size_t k = 0; k < d.count; k++) {
			const int32_t day = ritme.van + d.dagen[k];
			cr_expect_eq(date_weekday(day), 2);
			cr_expect_eq(date_in_netherlands(instant_from_netherlands(day, 510)), day);
		}
	}
}

Test(reeks, keeps_a_time_of_which_one_wanted_day_is_open)
{
	struct reeks_ritme ritme = tuesdays(2026, 9, 1);
	struct reeks_dagen d;
	const struct reeks_dicht tuesday = { ritme.van + 7, ritme.van + 7 };
	ritme.van -= 1;
	ritme.tot = ritme.van + 4;
	ritme.dagdelen = MONDAY_MORNING | TUESDAY_MORNING;
	ritme.aantal = 2;
	cr_assert_eq(reeks_plan(&ritme, &tuesday, 1, &d), REEKS_GOED);
	expect_days(&d, (int32_t[]){ 0, 7 }, 2);
	ritme.dagdelen = TUESDAY_MORNING; /* other days of that week are open, and not wanted */
	cr_assert_eq(reeks_plan(&ritme, &tuesday, 1, &d), REEKS_GOED);
	expect_days(&d, (int32_t[]){ 0, 14 }, 2);
}

Test(reeks, says_when_it_cannot_be)
{
	struct reeks_ritme ritme = tuesdays(2026, 9, 1);
	struct reeks_dagen d;
	const struct reeks_dicht first = { ritme.van, ritme.van };
	cr_expect_eq(reeks_plan(&ritme, &first, 1, &d), REEKS_EERSTE_DICHT);
	ritme.laatste = ritme.van + 27;
	cr_expect_eq(reeks_plan(&ritme, NULL, 0, &d), REEKS_TE_KORT);
	ritme.laatste = ritme.van + 28;
	cr_expect_eq(reeks_plan(&ritme, NULL, 0, &d), REEKS_GOED);
	ritme.aantal = 0;
	cr_expect_eq(reeks_plan(&ritme, NULL, 0, &d), REEKS_GOED);
	expect_days(&d, (int32_t[]){ 0, 7, 14, 21, 28 }, 5);
	ritme.laatste = ritme.van + 6;
	cr_expect_eq(reeks_plan(&ritme, NULL, 0, &d), REEKS_TE_KORT, "one time is no series");
	ritme.laatste = ritme.van + 7 * (REEKS_KEREN_MAX - 1);
	cr_expect_eq(reeks_plan(&ritme, NULL, 0, &d), REEKS_GOED);
	cr_expect_eq(d.count, REEKS_KEREN_MAX);
	ritme.laatste += 7;
	cr_expect_eq(reeks_plan(&ritme, NULL, 0, &d), REEKS_TE_LANG);
	ritme.dagdelen = 0;
	cr_expect_eq(reeks_plan(&ritme, NULL, 0, &d), REEKS_EERSTE_DICHT, "no half-day at all");
}
