/*
 * Real times: in the half-day and at most one beside it, by the clock of the Netherlands, and gone
 * with the half-day.
 */
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

Test(tijd, lies_in_its_half_day_and_one_beside_it_at_most)
{
	static const struct {
		const char *dagdeel;
		int from, to; /* in minutes after midnight */
		const char *told;
	} cases[] = {
		{ "ochtend", 420, 750, "in" },
		{ "ochtend", 419, 750, "tijd_binnen_dagdeel" },
		{ "ochtend", 720, 795, "in" },
		{ "ochtend", 420, 1080, "in" },
		{ "ochtend", 420, 1081, "tijd_binnen_dagdeel" },
		{ "ochtend", 750, 795, "tijd_binnen_dagdeel" },
		{ "middag", 750, 1080, "in" },
		{ "middag", 749, 1080, "in" },
		{ "middag", 750, 1081, "in" },
		{ "middag", 749, 1081, "tijd_binnen_dagdeel" },
		{ "avond", 1050, 1380, "in" },
		{ "avond", 1080, 1381, "tijd_binnen_dagdeel" },
		{ "avond", 749, 1380, "tijd_binnen_dagdeel" },
		{ "avond", 1100, 1100, "tijd_begint_voor_einde" },
	};
	const char *uri = test_database();
	test_sql(uri, scene);
	test_sql(uri, "update aanbod set plaatsen = 9");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		move_to(uri, "2027-01-12", cases[i].dagdeel);
		cr_expect_str_eq(tried(uri, cases[i].from, cases[i].to), cases[i].told, "%s %d-%d",
			cases[i].dagdeel, cases[i].from, cases[i].to);
		test_sql(uri, "update koppeling set uitloop = null");
	}
}

/* The scene in the calendar, with a time past the edge: from twelve to a quarter past one. */
static const char *past_the_edge(void)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	test_sql(uri, "update bedrijf set max_per_week = null");
	confirm_both(uri);
	set_time(uri, 720, 795);
	cr_assert_str_eq(test_sql_value(uri, "select uitloop from koppeling"), "middag");
	return uri;
}

/* Another match in that afternoon: "in", or the constraint that refuses it. */
static const char *beside(const char *uri, const char *klas, const char *aanbod)
{
	char sql[2048];
	snprintf(sql, sizeof(sql),
		"create or replace function ernaast() returns text language plpgsql as $$ declare "
		"naam text; begin insert into aanvraag select (jsonb_populate_record(a, "
		"jsonb_build_object('id', '00000000-0000-7000-8000-000000000013', 'klas_id', '%s', "
		"'status', 'open'))).* from aanvraag a where a.id = "
		"'00000000-0000-7000-8000-000000000003'; insert into koppeling (id, aanvraag_id, "
		"aanbod_id, school_id, klas_id, bedrijf_id, datum, dagdeel, status, score, "
		"factoren, "
		"alternatieven, gewicht_versie, versie, gemaakt_op, gewijzigd_op, gewijzigd_rol) "
		"select '00000000-0000-7000-8000-000000000016', "
		"'00000000-0000-7000-8000-000000000013', '%s', school_id, '%s', bedrijf_id, datum, "
		"'middag', 'voorgesteld', 1, '[]', '[]', 1, 1, now(), now(), 'school' from "
		"koppeling "
		"where uitloop is not null; raise 'done' using errcode = '22000'; exception when "
		"sqlstate '22000' then return 'in'; when check_violation then get stacked "
		"diagnostics naam = constraint_name; return naam; end $$",
		klas, aanbod, klas);
	test_sql(uri, sql);
	return test_sql_value(uri, "select ernaast()");
}

static const char *const other =
	"insert into klas select '00000000-0000-7000-8000-000000000012', school_id, '8', now() "
	"from klas;"
	"insert into aanbod select (jsonb_populate_record(o, jsonb_build_object('id', "
	"'00000000-0000-7000-8000-000000000015'))).* from aanbod o;";
#define KLAS	 "00000000-0000-7000-8000-000000000002"
#define KLAS_8	 "00000000-0000-7000-8000-000000000012"
#define AANBOD	 "00000000-0000-7000-8000-000000000005"
#define AANBOD_2 "00000000-0000-7000-8000-000000000015"

Test(tijd, past_the_edge_takes_the_class_and_the_place_of_the_half_day_beside_it)
{
	const char *uri = past_the_edge();
	test_sql(uri, other);
	cr_expect_str_eq(beside(uri, KLAS_8, AANBOD_2), "in");
	cr_expect_str_eq(beside(uri, KLAS, AANBOD_2), "klas_niet_dubbel_geboekt");
	cr_expect_str_eq(beside(uri, KLAS_8, AANBOD), "plaatsen_niet_vol");
	set_time(uri, 660, 740);
	cr_expect_str_eq(beside(uri, KLAS, AANBOD), "in");
	cr_expect_str_eq(test_sql_value(uri, "select coalesce(uitloop, '-') from koppeling"), "-");
}

Test(tijd, past_the_edge_is_given_back_when_the_match_ends_or_moves)
{
	static const char *const counted = "select coalesce(string_agg(periode % 3 || ':' || "
					   "bezet, ' ' order by periode), '') "
					   "from bezetting where soort = 'tijdvak' and bezet > 0";
	const char *uri = past_the_edge();
	cr_expect_str_eq(test_sql_value(uri, counted), "0:1 1:1");
	take(uri, "dagdeel = 'middag', gewijzigd_rol = 'medewerker'");
	cr_expect_str_eq(test_sql_value(uri, counted), "1:1");
	cr_expect_str_eq(test_sql_value(uri, "select coalesce(uitloop, '-') from koppeling"), "-");
	set_time(uri, 1020, 1110);
	cr_expect_str_eq(test_sql_value(uri, counted), "1:1 2:1");
	take(uri, "status = 'geannuleerd', gewijzigd_rol = 'school'");
	cr_expect_str_eq(test_sql_value(uri, counted), "");
}

static void book_room(const char *uri, const char *dagdeel)
{
	char sql[512];
	snprintf(sql, sizeof(sql),
		"insert into reservering (id, faciliteit_id, school_id, koppeling_id, datum, "
		"dagdeel, "
		"aantal, status, versie, gemaakt_op, gewijzigd_op) select gen_random_uuid(), f.id, "
		"k.school_id, k.id, k.datum, '%s', 1, 'bevestigd', 1, '2027-01-01', '2027-01-01' "
		"from "
		"koppeling k, faciliteit f",
		dagdeel);
	test_sql(uri, sql);
}

Test(tijd, past_the_edge_needs_the_room_there_too)
{
	const char *uri = past_the_edge();
	set_time(uri, 660, 740);
	test_sql(uri,
		"insert into faciliteit (id, soort, titel, school_id, plaats, eenheid, capaciteit, "
		"goedkeuring, dagdelen, uitzonderingen, extra, open_voor, van_datum, status, "
		"versie, "
		"gemaakt_op, gewijzigd_op) select '00000000-0000-7000-8000-000000000021', "
		"'fablab', "
		"'f', id, 'p', 'groep', 1, false, 32767, '{}', '{}', '{scholen}', '2026-01-01', "
		"'actief', 1, now(), now() from school");
	book_room(uri, "ochtend");
	test_sql(uri,
		"create or replace function uitlopen() returns text language plpgsql as $$ declare "
		"naam text; begin update tijd set eindigt_op = begint_op + interval '2 hours'; "
		"return 'in'; exception when check_violation then get stacked diagnostics naam = "
		"constraint_name; return naam; end $$");
	cr_expect_str_eq(test_sql_value(uri, "select uitlopen()"), "tijd_met_ruimte");
	book_room(uri, "middag");
	cr_expect_str_eq(test_sql_value(uri, "select uitlopen()"), "in");
	/* Who gives one back gives back the other; the one beside comes first again. */
	test_sql(uri, "update reservering set status = 'geannuleerd' where dagdeel = 'middag'");
	cr_expect_str_eq(test_sql_value(uri, "select string_agg(status, ',') from reservering"),
		"geannuleerd,geannuleerd");
	test_sql(uri,
		"do $$ declare naam text; begin insert into reservering (id, faciliteit_id, "
		"school_id, koppeling_id, datum, dagdeel, aantal, status, versie, gemaakt_op, "
		"gewijzigd_op) select gen_random_uuid(), faciliteit_id, school_id, koppeling_id, "
		"datum, dagdeel, 1, 'bevestigd', 1, gemaakt_op, gemaakt_op from reservering where "
		"dagdeel = 'ochtend'; raise 'was let through' using errcode = 'XX000'; exception "
		"when check_violation then get stacked diagnostics naam = constraint_name; if naam "
		"<> 'tijd_met_ruimte' then raise '%', naam using errcode = 'XX000'; end if; end "
		"$$");
	book_room(uri, "middag");
	book_room(uri, "ochtend");
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
