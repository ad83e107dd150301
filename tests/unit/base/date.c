#include <criterion/criterion.h>
#include <string.h>

#include "base/date.h"

#define DAY_US ((int64_t)86400 * 1000000)

static int32_t date_of(const char *text)
{
	int32_t date;
	cr_assert_eq(date_parse(str_from(text), &date), ERR_OK, "%s", text);
	return date;
}

static int64_t instant_of(const char *text)
{
	int64_t us;
	cr_assert_eq(instant_parse(str_from(text), &us), ERR_OK, "%s", text);
	return us;
}

Test(date, counts_days_since_1970)
{
	cr_assert_eq(date_from_civil(1970, 1, 1), 0);
	cr_assert_eq(date_from_civil(1969, 12, 31), -1);
	cr_assert_eq(date_from_civil(2000, 3, 1), 11017);
	cr_assert_eq(date_from_civil(0, 3, 1), -719468);
	cr_assert_eq(date_from_civil(-1, 12, 31), date_from_civil(0, 1, 1) - 1);
}

Test(date, goes_to_a_civil_date_and_back_for_every_day_of_six_centuries)
{
	for (int32_t date = date_from_civil(1800, 1, 1); date < date_from_civil(2400, 1, 1);
		date++) {
		int year;
		int month;
		int day;
		date_to_civil(date, &year, &month, &day);
		cr_assert_eq(date_from_civil(year, month, day), date);
	}
}

Test(date, parses_and_formats_the_same_text)
{
	static const char *const texts[] = { "1900-01-01", "1900-02-28", "2000-02-29", "2024-02-29",
		"2026-11-24", "2199-12-31" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		char text[DATE_TEXT_LEN + 1];
		date_format(date_of(texts[i]), text);
		cr_assert_str_eq(text, texts[i]);
	}
}

Test(date, refuses_days_that_do_not_exist_and_other_shapes)
{
	static const char *const texts[] = { "", "2026-02-29", "2026-02-31", "1900-02-29",
		"2100-02-29", "2026-04-31", "2026-00-01", "2026-13-01", "2026-01-00", "2026-01-32",
		"1899-12-31", "2200-01-01", "2026-1-01", "2026-01-1", "20260101", "2026/01/01",
		"2026-01-01 ", " 2026-01-01", "2026-01-01T00:00:00Z", "+026-01-01", "-026-01-01",
		"2026-01-0a", "2026-01-" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		int32_t date = 42;
		cr_assert_eq(date_parse(str_from(texts[i]), &date), ERR_INVALID, "%s", texts[i]);
		cr_assert_eq(date, 42);
	}
	int32_t date;
	cr_assert_eq(date_parse(STR_NULL, &date), ERR_INVALID);
}

Test(date, knows_weekdays)
{
	cr_assert_eq(date_weekday(date_of("1970-01-01")), 4);
	cr_assert_eq(date_weekday(date_of("2026-11-23")), 1);
	cr_assert_eq(date_weekday(date_of("2026-11-29")), 7);
	cr_assert_eq(date_weekday(date_of("1900-01-01")), 1);
	cr_assert_eq(date_weekday(-4), 7);
}

Test(date, knows_iso_weeks_at_the_turn_of_the_year)
{
	cr_assert_eq(date_iso_week(date_of("2020-12-31")), 202053);
	cr_assert_eq(date_iso_week(date_of("2021-01-03")), 202053);
	cr_assert_eq(date_iso_week(date_of("2021-01-04")), 202101);
	cr_assert_eq(date_iso_week(date_of("2024-12-30")), 202501);
	cr_assert_eq(date_iso_week(date_of("2026-01-01")), 202601);
	cr_assert_eq(date_iso_week(date_of("2027-01-03")), 202653);
}

Test(date, finds_the_same_day_of_the_same_week_in_another_year)
{
	cr_assert_eq(date_same_week(date_of("2025-11-25"), 1), date_of("2026-11-24"));
	cr_assert_eq(date_same_week(date_of("2025-11-25"), 2), date_of("2027-11-23") + 7);
	cr_assert_eq(date_same_week(date_of("2026-11-24"), 0), date_of("2026-11-24"));
	cr_assert_eq(date_same_week(date_of("2026-12-31"), 1), date_of("2027-12-30"));
	for (int32_t day = date_of("2019-12-25"); day < date_of("2033-01-10"); day++) {
		const int32_t next = date_same_week(day, 1);
		const int now = date_iso_week(day), then = date_iso_week(next);
		cr_assert_eq(date_weekday(next), date_weekday(day));
		cr_assert_eq(then / 100, now / 100 + 1);
		cr_assert(then % 100 == now % 100 || (now % 100 == 53 && then % 100 == 52));
	}
}

Test(date, begins_the_school_year_on_the_first_of_august)
{
	cr_assert_eq(date_school_year(date_of("2026-07-31")), 2025);
	cr_assert_eq(date_school_year(date_of("2026-08-01")), 2026);
	cr_assert_eq(date_school_year(date_of("2027-01-01")), 2026);
}

Test(instant, reads_every_offset_as_utc)
{
	const int64_t noon = date_of("2026-11-24") * DAY_US + DAY_US / 2;
	cr_assert_eq(instant_of("2026-11-24T12:00:00Z"), noon);
	cr_assert_eq(instant_of("2026-11-24t12:00:00z"), noon);
	cr_assert_eq(instant_of("2026-11-24T13:00:00+01:00"), noon);
	cr_assert_eq(instant_of("2026-11-24T06:30:00-05:30"), noon);
	cr_assert_eq(instant_of("2026-11-24T12:00:00-00:00"), noon);
	cr_assert_eq(instant_of("2026-11-25T11:59:00+23:59"), noon);
	cr_assert_eq(instant_of("2026-11-24T12:00:00.5Z"), noon + 500000);
	cr_assert_eq(instant_of("2026-11-24T12:00:00.000001Z"), noon + 1);
	cr_assert_eq(instant_of("1969-12-31T23:59:59.999999Z"), -1);
}

Test(instant, refuses_other_shapes)
{
	static const char *const texts[] = { "", "2026-11-24", "2026-11-24T12:00:00",
		"2026-11-24T12:00Z", "2026-11-24 12:00:00Z", "2026-11-24T24:00:00Z",
		"2026-11-24T12:60:00Z", "2026-11-24T12:00:60Z", "2026-02-30T12:00:00Z",
		"2026-11-24T12:00:00.Z", "2026-11-24T12:00:00.1234567Z", "2026-11-24T12:00:00,5Z",
		"2026-11-24T12:00:00+0100", "2026-11-24T12:00:00+01", "2026-11-24T12:00:00+24:00",
		"2026-11-24T12:00:00+01:60", "2026-11-24T12:00:00Zx", "2026-11-24T12:00:00ZZ",
		"2026-11-24T1:00:00Z", "2026-11-24T12:00:00+", "2026-11-24T12:00:00 Z",
		"2026-11-24T-1:00:00Z" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		int64_t us = 42;
		cr_assert_eq(instant_parse(str_from(texts[i]), &us), ERR_INVALID, "%s", texts[i]);
		cr_assert_eq(us, 42);
	}
}

Test(instant, formats_a_fraction_only_when_there_is_one)
{
	static const char *const texts[] = { "2026-11-24T08:15:00Z", "2026-11-24T08:15:00.000001Z",
		"1969-12-31T23:59:59.999999Z", "2199-12-31T23:59:59Z",
		"1900-01-01T00:00:00.500000Z" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		char text[INSTANT_TEXT_LEN + 1];
		instant_format(instant_of(texts[i]), text);
		cr_assert_str_eq(text, texts[i]);
	}
}

static void expect_dutch_date(const char *instant, const char *date)
{
	cr_assert_eq(date_in_netherlands(instant_of(instant)), date_of(date), "%s", instant);
}

Test(date_in_netherlands, is_one_hour_ahead_in_winter)
{
	expect_dutch_date("2026-01-15T22:59:59.999999Z", "2026-01-15");
	expect_dutch_date("2026-01-15T23:00:00Z", "2026-01-16");
	expect_dutch_date("2025-12-31T23:00:00Z", "2026-01-01");
	expect_dutch_date("2025-12-31T22:59:59Z", "2025-12-31");
	expect_dutch_date("1969-12-31T23:30:00Z", "1970-01-01");
}

Test(date_in_netherlands, is_two_hours_ahead_in_summer)
{
	expect_dutch_date("2026-07-15T21:59:59.999999Z", "2026-07-15");
	expect_dutch_date("2026-07-15T22:00:00Z", "2026-07-16");
}

Test(date_in_netherlands, changes_on_the_last_sunday_of_march)
{
	/* 2026-03-29 is that Sunday: the evening before is winter time, its own evening summer
	 * time. */
	expect_dutch_date("2026-03-28T22:30:00Z", "2026-03-28");
	expect_dutch_date("2026-03-28T23:00:00Z", "2026-03-29");
	expect_dutch_date("2026-03-29T00:59:59Z", "2026-03-29");
	expect_dutch_date("2026-03-29T21:59:59Z", "2026-03-29");
	expect_dutch_date("2026-03-29T22:00:00Z", "2026-03-30");
	/* The 31st itself is the last Sunday in 2024. */
	expect_dutch_date("2024-03-30T22:30:00Z", "2024-03-30");
	expect_dutch_date("2024-03-31T22:00:00Z", "2024-04-01");
}

Test(date_in_netherlands, changes_on_the_last_sunday_of_october)
{
	expect_dutch_date("2026-10-24T21:59:59Z", "2026-10-24");
	expect_dutch_date("2026-10-24T22:00:00Z", "2026-10-25");
	expect_dutch_date("2026-10-25T22:00:00Z", "2026-10-25");
	expect_dutch_date("2026-10-25T23:00:00Z", "2026-10-26");
	expect_dutch_date("2027-10-30T22:00:00Z", "2027-10-31");
	expect_dutch_date("2027-10-31T22:59:59Z", "2027-10-31");
}

static void expect_wall_clock(const char *date, int hour, int minute, const char *instant)
{
	char text[INSTANT_TEXT_LEN + 1];
	instant_format(instant_from_netherlands(date_of(date), hour * 60 + minute), text);
	cr_assert_str_eq(text, instant);
}

Test(instant_from_netherlands, knows_winter_and_summer)
{
	expect_wall_clock("2026-01-15", 0, 0, "2026-01-14T23:00:00Z");
	expect_wall_clock("2026-07-15", 9, 30, "2026-07-15T07:30:00Z");
	expect_wall_clock("2026-01-01", 0, 30, "2025-12-31T23:30:00Z");
	expect_wall_clock("2026-07-15", 24, 0, "2026-07-15T22:00:00Z");
}

Test(instant_from_netherlands, goes_an_hour_back_from_the_hour_that_march_skips)
{
	expect_wall_clock("2026-03-29", 1, 59, "2026-03-29T00:59:00Z");
	expect_wall_clock("2026-03-29", 2, 0, "2026-03-29T00:00:00Z");
	expect_wall_clock("2026-03-29", 2, 59, "2026-03-29T00:59:00Z");
	expect_wall_clock("2026-03-29", 3, 0, "2026-03-29T01:00:00Z");
}

Test(instant_from_netherlands, takes_the_second_of_the_hour_that_october_has_twice)
{
	expect_wall_clock("2026-10-25", 1, 59, "2026-10-24T23:59:00Z");
	expect_wall_clock("2026-10-25", 2, 0, "2026-10-25T01:00:00Z");
	expect_wall_clock("2026-10-25", 2, 59, "2026-10-25T01:59:00Z");
	expect_wall_clock("2026-10-25", 3, 0, "2026-10-25T02:00:00Z");
}

Test(minutes_in_netherlands, are_those_of_the_clock_on_the_wall)
{
	cr_expect_eq(minutes_in_netherlands(instant_of("2026-12-08T09:45:59Z")), 10 * 60 + 45);
	cr_expect_eq(minutes_in_netherlands(instant_of("2026-06-08T22:30:00Z")), 30);
	cr_expect_eq(minutes_in_netherlands(instant_of("2027-03-28T00:59:00Z")), 60 + 59);
	cr_expect_eq(minutes_in_netherlands(instant_of("2027-03-28T01:00:00Z")), 3 * 60);
	cr_expect_eq(minutes_in_netherlands(instant_of("1969-12-31T22:00:00Z")), 23 * 60);
}

Test(instant_from_netherlands, is_the_inverse_of_date_in_netherlands)
{
	for (int32_t date = date_of("2026-01-01"); date < date_of("2028-01-01"); date++) {
		const int64_t midnight = instant_from_netherlands(date, 0);
		cr_assert_eq(date_in_netherlands(midnight), date);
		cr_assert_eq(date_in_netherlands(midnight - 1), date - 1);
	}
}

Test(clock, moves_forward)
{
	const int64_t before = clock_mono_us();
	cr_assert_geq(clock_mono_us(), before);
	cr_assert_gt(clock_now_us(), instant_of("2024-01-01T00:00:00Z"));
}
