/* Links to a calendar, with a clock of our own: until when they hold, whose calendar it is and what
 * stays in it. */
#include <string.h>

#include "fixtures/aanmelden.h"

#define LINKS  "/v1/agendalinks"
#define DAY    (24 * HOUR)
#define BOOKED ID("71")

static const char *noor;

/* A match of Aya at Het Kompas, in three days. */
static void init(void)
{
	aanmelden_init();
	test_sql_file(region_uri(), PERSOON_SQL);
	region_seal();
	region_sql("alter table koppeling disable trigger user");
	region_sql("update koppeling set status = 'ingepland', school_bevestigd_op = gemaakt_op, "
		   "aanbieder_bevestigd_op = gemaakt_op, datum = '2026-12-02', dagdeel = 'ochtend' "
		   "where id = '" BOOKED "'");
	region_sql("alter table koppeling enable trigger user");
	const struct reply r = aanmelden_by_password(NOOR, OLD);
	assert_status(r, 201);
	noor = region_member(r, "token");
}

TestSuite(agendalink, .init = init, .fini = aanmelden_fini, .timeout = 60);

static const char *file_of(struct reply made)
{
	assert_status(made, 201);
	const char *file = strstr(region_member(made, "link"), "/v1/agenda/");
	cr_assert_not_null(file, "%s", made.body);
	return file;
}

static struct reply ask(void)
{
	return region_as(noor, "POST", LINKS, "{'naam':'Telefoon'}");
}

static struct reply read_at(const char *file)
{
	return region_as(NULL, "GET", file, NULL);
}

static void set(const char *columns)
{
	region_sql("alter table koppeling disable trigger user");
	region_sql(region_text("update koppeling set %s where id = '" BOOKED "'", columns));
	region_sql("alter table koppeling enable trigger user");
}

Test(agendalink, is_told_once_and_kept_as_a_hash)
{
	const char *file = file_of(ask());
	const char *secret = region_text("%.43s", file + strlen("/v1/agenda/"));
	assert_holds_not(region_as(noor, "GET", LINKS, NULL), secret);
	cr_assert_str_eq(
		region_value(region_text("select count(*) from agendalink k where k::text like "
					 "'%%%s%%' or encode(k.token_hash, 'escape') like "
					 "'%%%s%%'",
			secret, secret)),
		"0");
	cr_assert_str_eq(
		region_value(region_text(
			"select count(*) from audit a where a::text like '%%%s%%'", secret)),
		"0");
}

Test(agendalink, holds_for_400_days_and_five_are_of_one_account)
{
	const char *file = file_of(ask());
	aanmelden_now_us += 400 * DAY - SECOND;
	assert_status(read_at(file), 200);
	aanmelden_now_us += SECOND;
	assert_status(read_at(file), 404);
	region_sql("delete from agendalink");
	noor = region_member(aanmelden_by_password(NOOR, OLD), "token");
	for (int i = 0; i < 5; i++)
		assert_status(ask(), 201);
	assert_holds(ask(), "'code':'agendalink.te_veel'");
}

Test(agendalink, is_in_the_language_of_the_account)
{
	const char *file = file_of(ask());
	assert_holds(read_at(file), "\r\nDESCRIPTION:Klas: ");
	region_sql("update account set taal = 'en' where id = '" NOOR_ID "'");
	assert_holds(read_at(file), "\r\nDESCRIPTION:Class: ");
	assert_holds(read_at(file), "\r\nPRODID:-//Schakel//Calendar//EN\r\n");
}

Test(agendalink, ends_with_its_member_its_account_and_another_password)
{
	const char *file = file_of(ask());
	assert_status(read_at(file), 200);
	region_sql("update lid set status = 'beeindigd' where account_id = '" NOOR_ID "'");
	assert_status(read_at(file), 404);
	region_sql("update lid set status = 'actief', rol = 'lezer', school_id = null where "
		   "account_id = '" NOOR_ID "'");
	assert_status(read_at(file), 404);
	region_sql("update lid set rol = 'school', school_id = '" KOMPAS
		   "' where account_id = '" NOOR_ID "'");
	assert_status(read_at(file), 200);
	region_sql("update account set actief = false where id = '" NOOR_ID "'");
	assert_status(read_at(file), 404);
	region_sql("update account set actief = true where id = '" NOOR_ID "'");
	assert_status(region_as(noor, "POST", "/v1/ik/wachtwoord",
			      "{'wachtwoord':'" OLD "','nieuwWachtwoord':'" NEW "'}"),
		200);
	assert_status(read_at(file), 404);
}

Test(agendalink, names_nobody_who_is_restricted_and_says_what_stands_still)
{
	const char *file = file_of(ask());
	assert_holds(read_at(file), "Door: Zqxjvkaya");
	assert_holds(read_at(file), "STATUS:CONFIRMED");
	region_sql("update vrijwilliger set beperkt_op = now() where id = '" AYA "'");
	const struct reply r = read_at(file);
	assert_holds_not(r, "Zqxjvkaya");
	assert_holds(r, "Door: Afgeschermd");
	assert_holds(r, "STATUS:TENTATIVE");
}

Test(agendalink, keeps_what_was_called_off_for_30_days)
{
	const char *file = file_of(ask());
	set("status = 'geannuleerd', reden = 'ziekte', gewijzigd_op = '2026-11-29T09:00Z'");
	const struct reply r = read_at(file);
	assert_holds(r, "STATUS:CANCELLED");
	assert_holds(r, "LAST-MODIFIED:20261129T090000Z");
	assert_holds(r, "DTSTART:20261202T073000Z");
	aanmelden_now_us = INT64_C(1798534800) * SECOND; /* 2026-12-29T09:00Z */
	assert_holds_not(read_at(file), "BEGIN:VEVENT");
	aanmelden_now_us -= SECOND;
	assert_holds(read_at(file), "BEGIN:VEVENT");
}

Test(agendalink, is_for_no_staff)
{
	const struct reply staff = aanmelden_by_password(STAFF, OLD);
	const struct reply r =
		region_as(region_member(staff, "token"), "POST", LINKS, "{'naam':'Telefoon'}");
	assert_status(r, 403);
}

Test(agendalink, shows_what_runs_for_weeks_until_its_last_day)
{
	const char *file = file_of(ask());
	set("datum = '2026-10-13', weken = 10");
	const struct reply r = read_at(file);
	assert_status(r, 200);
	cr_expect(strstr(r.body, "DTSTART;VALUE=DATE:20261013\r\n") != NULL, "%s", r.body);
	cr_expect(strstr(r.body, "DTEND;VALUE=DATE:20261222\r\n") != NULL, "%s", r.body);
	set("weken = 1");
	cr_expect(strstr(read_at(file).body, "VEVENT") == NULL ||
		  strstr(read_at(file).body, "20261013") == NULL);
}
