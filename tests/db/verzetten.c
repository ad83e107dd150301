/* Moving a match: the trigger holds it to what a proposal is, and to the word of both sides. */
#include <criterion/criterion.h>

#include "scene.h"

/* What is taken of the half-days and weeks of the scene, where anything is. */
static const char *const taken = "select string_agg(soort || ' ' || periode || ' ' || bezet, ', ' "
				 "order by soort, periode) from bezetting where bezet > 0";

Test(verzetten, gives_one_half_day_back_and_takes_the_other)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	confirm_both(uri);
	cr_assert_str_eq(
		test_sql_value(uri, taken), "schooljaar 2026 1, tijdvak 62490 1, week 202702 1");
	/* The maximum of the week is one: within the week that is no more than before. */
	take(uri, "datum = '2027-01-14', dagdeel = 'middag', gewijzigd_rol = 'medewerker'");
	cr_assert_str_eq(
		test_sql_value(uri, taken), "schooljaar 2026 1, tijdvak 62497 1, week 202702 1");
	take(uri, "datum = '2027-09-07', gewijzigd_rol = 'medewerker'");
	cr_assert_str_eq(
		test_sql_value(uri, taken), "schooljaar 2027 1, tijdvak 63205 1, week 202736 1");
	cr_assert_str_eq(test_sql_value(uri, "select string_agg(halve_dag::text, ' ' order by "
					     "volgnummer) from geschiedenis"),
		"62490 62497 63205");
	cr_assert_str_eq(test_sql_value(uri, "select count(*) from gebeurtenis where soort = "
					     "'koppeling.verzetten'"),
		"2");
}

#define BY_STAFF  "datum = '2027-01-19', gewijzigd_rol = 'medewerker'"
#define BY_SCHOOL "datum = '2027-01-19', gewijzigd_op = '2027-01-05Z', gewijzigd_rol = 'school'"

Test(verzetten, is_held_to_what_a_proposal_for_that_half_day_is)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	assert_refused(uri, "koppeling_blijft_dezelfde", "reden = 'ziekte', " BY_STAFF);
	confirm_both(uri);
	assert_no_step(uri, "datum = '2027-01-19', reden = null, gewijzigd_rol = 'medewerker'");
	assert_no_step(uri, "datum = '2027-01-19', reden = 'ziekte', gewijzigd_rol = 'systeem'");
	test_sql(uri, "insert into bezetting values ('00000000-0000-7000-8000-000000000004', "
		      "'week', 202703, 1, 1)");
	assert_refused(uri, "maximum_per_week_niet_bereikt", "reden = 'ziekte', " BY_STAFF);
	test_sql(uri, "update bezetting set bezet = 0 where periode = 202703;"
		      "insert into sluiting (id, school_id, van_datum, tot_datum, reden, versie, "
		      "gemaakt_op, gewijzigd_op) values (gen_random_uuid(), "
		      "'00000000-0000-7000-8000-000000000001', '2027-01-19', '2027-01-19', "
		      "'studiedag', 1, now(), now())");
	assert_refused(uri, "koppeling_op_open_dag", "reden = 'ziekte', " BY_STAFF);
	test_sql(uri, "update sluiting set ingetrokken_op = now()");
	take(uri, BY_STAFF);
}

Test(verzetten, of_a_side_goes_only_to_what_the_other_one_proposed)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	confirm_both(uri);
	assert_refused(uri, "koppeling_verzet_met_beide_kanten", "reden = 'ziekte', " BY_SCHOOL);
	test_sql(uri, "insert into verzetvoorstel (id, koppeling_id, kant, tijdvakken, reden, "
		      "status, gekozen, token_hash, verloopt_op, versie, gemaakt_op, gewijzigd_op) "
		      "values (gen_random_uuid(), '00000000-0000-7000-8000-000000000006', "
		      "'school', '{62511,62514}', 'ziekte', 'gekozen', 62511, sha256('x'), now(), "
		      "1, now(), '2027-01-05Z')");
	assert_refused(uri, "koppeling_verzet_met_beide_kanten", "reden = 'ziekte', " BY_SCHOOL);
	test_sql(uri, "update verzetvoorstel set kant = 'aanbieder', gekozen = 62514");
	assert_refused(uri, "koppeling_verzet_met_beide_kanten", "reden = 'ziekte', " BY_SCHOOL);
	test_sql(uri, "update verzetvoorstel set gekozen = 62511");
	take(uri, BY_SCHOOL);
	/* Once. */
	take(uri, "datum = '2027-01-20', gewijzigd_op = '2027-01-06Z', gewijzigd_rol = "
		  "'medewerker'");
	assert_refused(uri, "koppeling_verzet_met_beide_kanten",
		"datum = '2027-01-19', reden = 'ziekte', gewijzigd_op = '2027-01-07Z', "
		"gewijzigd_rol = 'school'");
}

Test(verzetten, ends_what_was_proposed_before_and_gives_the_room_of_the_old_half_day_back)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	confirm_both(uri);
	test_sql(uri, "insert into faciliteit (id, school_id, soort, titel, plaats, eenheid, "
		      "capaciteit, dagdelen, van_datum, uitzonderingen, extra, open_voor, "
		      "goedkeuring, status, versie, gemaakt_op, gewijzigd_op) values "
		      "('00000000-0000-7000-8000-00000000000a', "
		      "'00000000-0000-7000-8000-000000000001', 'fablab', 'F', 'P', 'groep', 1, "
		      "32767, '2026-01-01', '{}', '{}', '{scholen}', false, 'actief', 1, now(), "
		      "now());"
		      "insert into reservering (id, faciliteit_id, school_id, koppeling_id, datum, "
		      "dagdeel, aantal, status, versie, gemaakt_op, gewijzigd_op) select "
		      "gen_random_uuid(), '00000000-0000-7000-8000-00000000000a', k.school_id, "
		      "k.id, k.datum, k.dagdeel, 1, 'bevestigd', 1, now(), now() from koppeling k");
	test_sql(uri,
		"insert into verzetvoorstel (id, koppeling_id, kant, tijdvakken, reden, "
		"status, token_hash, verloopt_op, versie, gemaakt_op, gewijzigd_op) "
		"values (gen_random_uuid(), '00000000-0000-7000-8000-000000000006', "
		"'school', '{62511}', 'ziekte', 'open', sha256('x'), now(), 1, now(), now())");
	take(uri, "datum = '2027-01-14', gewijzigd_rol = 'medewerker'");
	cr_expect_str_eq(test_sql_value(uri, "select status || ' ' || versie from verzetvoorstel"),
		"vervallen 2");
	cr_expect_str_eq(test_sql_value(uri, "select r.status || ' ' || b.bezet from reservering "
					     "r, faciliteit_bezetting b"),
		"geannuleerd 0");
}

Test(verzetten, of_a_volunteer_stays_within_its_week)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	/* Mondays and Tuesdays, in the morning. */
	test_sql(uri, "insert into vrijwilliger (id, naam, email_open, ambassadeur, dagdelen, "
		      "versie, gemaakt_op, gewijzigd_op) values "
		      "('00000000-0000-7000-8000-000000000007', 'V', 'v@voorbeeld.nl', false, 9, "
		      "1, now(), now());"
		      "alter table koppeling disable trigger user;"
		      "update koppeling set vrijwilliger_id = "
		      "'00000000-0000-7000-8000-000000000007';"
		      "alter table koppeling enable trigger user");
	confirm_both(uri);
	assert_refused(uri, "koppeling_in_week_van_vrijwilliger",
		"datum = '2027-01-13', reden = 'ziekte', gewijzigd_rol = 'medewerker'");
	assert_refused(uri, "koppeling_in_week_van_vrijwilliger",
		"dagdeel = 'middag', reden = 'ziekte', gewijzigd_rol = 'medewerker'");
	take(uri, "datum = '2027-01-18', gewijzigd_rol = 'medewerker'");
	/* What was agreed stays when the week becomes another; to propose it again is to agree. */
	test_sql(uri, "update vrijwilliger set dagdelen = 2");
	take(uri, "status = 'geannuleerd', gewijzigd_rol = 'medewerker'");
	assert_refused(uri, "koppeling_in_week_van_vrijwilliger",
		"status = 'voorgesteld', reden = 'anders', gewijzigd_rol = 'medewerker'");
	test_sql(uri,
		"update vrijwilliger set gewist_op = now(), naam = 'Gewist', email_open = null");
	cr_expect_str_eq(test_sql_value(uri, "select dagdelen from vrijwilliger"), "32767");
}
