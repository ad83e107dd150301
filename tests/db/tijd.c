/* Real times: within the half-day, by the clock of the Netherlands, and gone with the half-day. */
#include <criterion/criterion.h>

#include "scene.h"

/* The time of the match of the scene on a day, from and to so many minutes after midnight. */
static void set_time(const char *uri, int from, int to)
{
	char sql[640];
	snprintf(sql, sizeof(sql),
		"insert into tijd (id, begint_op, eindigt_op, versie, gemaakt_op, gewijzigd_op) "
		"select k.id, (k.datum + make_interval(mins => %d)) at time zone "
		"'Europe/Amsterdam', (k.datum + make_interval(mins => %d)) at time zone "
		"'Europe/Amsterdam', 1, now(), now() from koppeling k on conflict (id) do update "
		"set begint_op = excluded.begint_op, eindigt_op = excluded.eindigt_op, versie = "
		"tijd.versie + 1",
		from, to);
	test_sql(uri, sql);
}

static void move_to(const char *uri, const char *datum, const char *dagdeel)
{
	char sql[256];
	snprintf(sql, sizeof(sql),
		"alter table koppeling disable trigger user; update koppeling set datum = '%s', "
		"dagdeel = '%s'; alter table koppeling enable trigger user",
		datum, dagdeel);
	test_sql(uri, sql);
}

/* "in" when the table takes that time, else the constraint that refuses it. */
static const char *tried(const char *uri, int from, int to)
{
	char sql[900];
	snprintf(sql, sizeof(sql),
		"create or replace function probeer() returns text language plpgsql as $$ declare "
		"naam text; begin insert into tijd (id, begint_op, eindigt_op, versie, "
		"gemaakt_op, gewijzigd_op) select k.id, (k.datum + make_interval(mins => %d)) at "
		"time zone 'Europe/Amsterdam', (k.datum + make_interval(mins => %d)) at time zone "
		"'Europe/Amsterdam', 1, now(), now() from koppeling k; delete from tijd; return "
		"'in'; exception when check_violation then get stacked diagnostics naam = "
		"constraint_name; return naam; end $$",
		from, to);
	test_sql(uri, sql);
	return test_sql_value(uri, "select probeer()");
}

Test(tijd, lies_within_the_half_day)
{
	static const struct {
		const char *dagdeel;
		int from, to; /* the first and the last minute */
	} days[] = { { "ochtend", 420, 750 }, { "middag", 750, 1080 }, { "avond", 1080, 1380 } };
	const char *uri = test_database();
	test_sql(uri, scene);
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		move_to(uri, "2027-01-12", days[i].dagdeel);
		cr_expect_str_eq(tried(uri, days[i].from, days[i].to), "in");
		cr_expect_str_eq(tried(uri, days[i].from - 1, days[i].to), "tijd_binnen_dagdeel");
		cr_expect_str_eq(tried(uri, days[i].from, days[i].to + 1), "tijd_binnen_dagdeel");
		cr_expect_str_eq(
			tried(uri, days[i].from + 60, days[i].from + 60), "tijd_begint_voor_einde");
	}
}

Test(tijd, is_what_the_clock_says_on_both_sides_of_summer_time)
{
	static const char *const begins =
		"select to_char(begint_op at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from tijd";
	const char *uri = test_database();
	test_sql(uri, scene);
	move_to(uri, "2027-03-26", "ochtend");
	set_time(uri, 600, 650);
	cr_expect_str_eq(test_sql_value(uri, begins), "2027-03-26 09:00");
	move_to(uri, "2027-03-29", "ochtend");
	set_time(uri, 600, 650);
	cr_expect_str_eq(test_sql_value(uri, begins), "2027-03-29 08:00");
	move_to(uri, "2026-10-26", "ochtend");
	set_time(uri, 600, 650);
	cr_expect_str_eq(test_sql_value(uri, begins), "2026-10-26 09:00");
}

Test(tijd, ends_when_the_match_goes_to_another_half_day)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	confirm_both(uri);
	set_time(uri, 600, 650);
	take(uri, "datum = '2027-01-14', gewijzigd_rol = 'medewerker'");
	cr_expect_str_eq(
		test_sql_value(uri, "select concat(begint_op, eindigt_op, versie) from tijd"), "2");
	take(uri, "dagdeel = 'middag', gewijzigd_rol = 'medewerker'");
	cr_expect_str_eq(test_sql_value(uri, "select versie from tijd"), "2");
}

Test(lestijd, is_one_period_after_the_other)
{
	static const struct {
		const char *van, *tot, *told;
	} cases[] = {
		{ "{510,560}", "{560,610}", "t" },
		{ "{510}", "{560,610}", "f" },
		{ "{510,559}", "{560,610}", "f" },
		{ "{560,510}", "{610,555}", "f" },
		{ "{510}", "{510}", "f" },
		{ "{-1}", "{510}", "f" },
		{ "{510}", "{1440}", "f" },
		{ "{}", "{}", "f" },
	};
	const char *uri = test_database();
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char sql[128];
		snprintf(sql, sizeof(sql), "select coalesce(zijn_lessen('%s', '%s'), false)",
			cases[i].van, cases[i].tot);
		cr_expect_str_eq(test_sql_value(uri, sql), cases[i].told, "%s %s", cases[i].van,
			cases[i].tot);
	}
}
