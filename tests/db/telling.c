/*
 * What is counted in the transaction that changes it: circles, answers, marks; and the rules on
 * weights. The scene is that of a school with a class, a volunteer of a company in a circle.
 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "postgres.h"

#define ID(last) "'00000000-0000-7000-8000-0000000000" last "'"

static const char *const
	scene = "insert into kring (id, naam, gemeenten, max_per_week, versie, gemaakt_op, "
		"gewijzigd_op)"
		" values (" ID("07") ", 'K', '{}', 2, 1, now(), now());"
				     "insert into school (id, vestigingscode, naam, soort, "
				     "niveaus, zoektekst, bron, versie, "
				     "gemaakt_op, gewijzigd_op) values (" ID(
					     "01") ", '00AA00', 'S', 'po', 255, 's', 'demo', 1, "
						   "now(), now());"
						   "insert into bedrijf (id, naam, kring_id, "
						   "zoektekst, bron, versie, gemaakt_op, "
						   "gewijzigd_op) values (" ID("04") ", 'B', " ID(
							   "07") ", 'b', 'demo', 1, now(), now());"
								 "insert into vrijwilliger (id, "
								 "naam, email_open, bedrijf_id, "
								 "ambassadeur, versie, gemaakt_op, "
								 "gewijzigd_op) values (" ID("05") ", 'V', 'v@voorbeeld.nl', " ID(
									 "04") ", false, 1, now(), "
									       "now());"
									       "insert into aanbod "
									       "(id, "
									       "vrijwilliger_id, "
									       "soort, titel, "
									       "themas, niveaus, "
									       "talen, online, "
									       "groep_min, "
									       "groep_max, "
									       "plaatsen, "
									       "dagdelen, "
									       "van_datum, "
									       "uitzonderingen, "
									       "status, versie, "
									       "gemaakt_op, "
									       "gewijzigd_op) "
									       "values (" ID("06") ", " ID(
										       "05") ", "
											     "'gast"
											     "les',"
											     " 't',"
											     " '{}'"
											     ", "
											     "255, "
											     "'{nl}"
											     "', "
											     "false"
											     ", 1, "
											     "30, "
											     "9, "
											     "32767"
											     ", "
											     "'2026"
											     "-01-"
											     "01', "
											     "'{}',"
											     " '"
											     "actie"
											     "f', "
											     "1, "
											     "now()"
											     ", "
											     "now()"
											     ");";

/* A match of a class of its own on a day, proposed by the school; n tells them apart. */
static void propose(const char *uri, int n, const char *datum)
{
	char sql[2048];
	snprintf(sql, sizeof(sql),
		"insert into klas values (('00000000-0000-7000-8000-0000000001' || %d)::uuid, " ID(
			"01") ", 'k%d', now());"
			      "insert into aanvraag (id, school_id, klas_id, soort, onderwerp, "
			      "themas, "
			      "thema_vereist, niveau, taal, groepsgrootte, van_datum, tot_datum, "
			      "dagdelen, "
			      "online_toegestaan, vog_vereist, status, versie, gemaakt_op, "
			      "gewijzigd_op)"
			      " values (('00000000-0000-7000-8000-0000000002' || %d)::uuid, " ID(
				      "01") ", "
					    "('00000000-0000-7000-8000-0000000001' || %d)::uuid, "
					    "'gastles', 'o', '{}', false, "
					    "64, 'nl', 20, '2027-01-04', '2027-03-01', 32767, "
					    "false, false, 'open', 1, now(), "
					    "now());"
					    "insert into koppeling (id, aanvraag_id, aanbod_id, "
					    "school_id, klas_id, "
					    "bedrijf_id, vrijwilliger_id, datum, dagdeel, status, "
					    "score, factoren, "
					    "alternatieven, gewicht_versie, versie, gemaakt_op, "
					    "gewijzigd_op, gewijzigd_rol)"
					    " values (('00000000-0000-7000-8000-0000000003' || "
					    "%d)::uuid, "
					    "('00000000-0000-7000-8000-0000000002' || "
					    "%d)::uuid, " ID("06") ", " ID(
						    "01") ", "
							  "('00000000-0000-7000-8000-0000000001' "
							  "|| %d)::uuid, " ID("04") ", " ID(
								  "05") ", "
									"'%s', 'ochtend', "
									"'voorgesteld', 1, '[]', "
									"'[]', 1, 1, "
									"'2027-01-01Z', "
									"'2027-01-01Z', 'school')",
		n, n, n, n, n, n, n, datum);
	test_sql(uri, sql);
}

#define STEP(status, rol, op, more)                                                              \
	"update koppeling set status = '" status "', gewijzigd_rol = '" rol "', gewijzigd_op = " \
	"'" op "', reden = 'anders', versie = versie + 1" more ";"

/* Runs SQL that must be refused by this rule, at the end of the transaction too. */
static void assert_refused(const char *uri, const char *sql, const char *rule)
{
	char text[2048];
	snprintf(text, sizeof(text),
		"do $$ declare naam text; begin begin %s; set constraints all immediate;"
		" exception when check_violation or exclusion_violation or unique_violation or "
		"foreign_key_violation then get stacked diagnostics naam = constraint_name; end;"
		" if naam is distinct from '%s' then raise 'refused by %%', naam; end if; end $$",
		sql, rule);
	test_sql(uri, text);
}

static const char *const counts = "select concat_ws(' ', gevraagd, op_tijd, cijfers, cijfer_som) "
				  "from telling where houder = ";

Test(kring, counts_the_matches_of_its_suppliers_and_stops_at_its_maximum)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	propose(uri, 11, "2027-01-11");
	propose(uri, 12, "2027-01-12");
	static const char *const used = "select string_agg(soort || ' ' || bezet, ', ' order by "
					"soort) from bezetting where houder = " ID("07");
	cr_assert_str_eq(test_sql_value(uri, used), "schooljaar 2, week 2");
	assert_refused(uri,
		"insert into bezetting as b values (" ID(
			"07") ", 'week', 202702, 1, 2) on "
			      "conflict (houder, soort, periode) do update set bezet = b.bezet + 1",
		"maximum_per_week_niet_bereikt");
	test_sql(uri, STEP("afgewezen", "medewerker", "2027-01-02Z", ""));
	cr_assert_str_eq(test_sql_value(uri, used), "schooljaar 0, week 0");
}

Test(kring, gives_back_what_it_took_also_when_the_supplier_left_it)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	propose(uri, 11, "2027-01-11");
	test_sql(uri, "update bedrijf set kring_id = null");
	test_sql(uri, STEP("afgewezen", "medewerker", "2027-01-02Z", ""));
	cr_assert_str_eq(test_sql_value(uri, "select sum(bezet) from bezetting"), "0");
}

Test(telling, counts_a_yes_within_the_term_for_person_and_company)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	propose(uri, 11, "2027-01-21");
	test_sql(uri, STEP("goedgekeurd", "medewerker", "2027-01-02Z", ""));
	test_sql(uri, STEP("goedgekeurd", "vrijwilliger", "2027-01-08T22:59Z",
			      ", aanbieder_bevestigd_op = '2027-01-08T22:59Z'"));
	cr_assert_str_eq(test_sql_value(uri, "select concat_ws(' ', gevraagd, op_tijd, cijfers, "
					     "cijfer_som) from telling where houder = " ID("05")),
		"1 1 0 0");
	cr_assert_str_eq(test_sql_value(uri, "select concat_ws(' ', gevraagd, op_tijd, cijfers, "
					     "cijfer_som) from telling where houder = " ID("04")),
		"1 1 0 0");
}

Test(telling, counts_a_yes_after_a_holiday_that_the_term_leaves_out)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	test_sql(uri,
		"insert into vakantie (bron_id, soort, naam, regios, van_datum, tot_datum) values "
		"(gen_random_uuid(), 'feestdag', 'Vrij', '{}', '2027-01-04', '2027-01-08')");
	propose(uri, 11, "2027-01-21");
	test_sql(uri, STEP("goedgekeurd", "medewerker", "2027-01-02Z", ""));
	test_sql(uri, STEP("goedgekeurd", "vrijwilliger", "2027-01-13Z",
			      ", aanbieder_bevestigd_op = '2027-01-13Z'"));
	cr_assert_str_eq(test_sql_value(uri, "select concat_ws(' ', gevraagd, op_tijd, cijfers, "
					     "cijfer_som) from telling where houder = " ID("05")),
		"1 1 0 0");
}

/* What one proposal to the volunteer leaves in the count, after these steps. */
static const char *counted_after(const char *steps)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	propose(uri, 11, "2027-01-21");
	test_sql(uri, STEP("goedgekeurd", "medewerker", "2027-01-02Z", ""));
	test_sql(uri, steps);
	char question[256];
	snprintf(question, sizeof(question), "%s%s", counts, ID("05"));
	return test_sql_value(uri, question);
}

Test(telling, counts_a_no_as_an_answer)
{
	cr_assert_str_eq(
		counted_after(STEP("afgeslagen", "bedrijf", "2027-01-03Z", "")), "1 1 0 0");
}

Test(telling, counts_an_answer_after_the_term_as_late)
{
	cr_assert_str_eq(
		counted_after(STEP("afgeslagen", "vrijwilliger", "2027-01-10Z", "")), "1 0 0 0");
}

Test(telling, counts_what_ran_out_as_not_answered)
{
	cr_assert_str_eq(counted_after(STEP("verlopen", "systeem", "2027-01-03Z", "")), "1 0 0 0");
}

Test(telling, counts_nothing_that_the_school_does)
{
	cr_assert_str_eq(counted_after(STEP("afgeslagen", "school", "2027-01-03Z", "")), "");
}

Test(telling, counts_no_answer_twice)
{
	cr_assert_str_eq(counted_after(STEP("goedgekeurd", "vrijwilliger", "2027-01-03Z",
				 ", aanbieder_bevestigd_op = '2027-01-03Z'")
					 STEP("afgeslagen", "vrijwilliger", "2027-01-20Z", "")),
		"1 1 0 0");
}

Test(beoordeling, of_a_school_counts_once_and_in_hundredths)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	propose(uri, 11, "2027-01-11");
	test_sql(uri, "alter table koppeling disable trigger user; "
		      "update koppeling set status = 'afgerond', school_bevestigd_op = now(), "
		      "aanbieder_bevestigd_op = now(); alter table koppeling enable trigger user");
	test_sql(uri, "insert into beoordeling (koppeling_id, kant, cijfer, versie, gemaakt_op, "
		      "gewijzigd_op) select id, kant, 4, 1, now(), now() from koppeling, "
		      "(values ('school'), ('aanbieder')) k (kant)");
	char question[256];
	snprintf(question, sizeof(question), "%s%s", counts, ID("05"));
	cr_assert_str_eq(test_sql_value(uri, question), "0 0 1 400");
	test_sql(uri, "update beoordeling set cijfer = 2, versie = 2");
	cr_assert_str_eq(test_sql_value(uri, question), "0 0 1 200");
	cr_assert_str_eq(test_sql_value(uri, "select string_agg(soort, ' ' order by id) from "
					     "gebeurtenis where soort like 'beoordeling%'"),
		"beoordeling.gemaakt beoordeling.gemaakt beoordeling.gewijzigd "
		"beoordeling.gewijzigd");
	assert_refused(uri,
		"insert into beoordeling (koppeling_id, kant, cijfer, versie, gemaakt_op, "
		"gewijzigd_op) select koppeling_id, kant, 3, 1, now(), now() from beoordeling",
		"beoordeling_een_per_kant");
	assert_refused(uri, "update beoordeling set cijfer = 6", "beoordeling_cijfer_1_tot_5");
}

Test(gewicht, of_an_active_version_sums_to_1000_at_the_end_of_the_transaction)
{
	const char *uri = test_database();
	test_sql(uri, "insert into gewicht_versie values ('gastles', 9, 'concept', now());"
		      "insert into gewicht_factor values ('gastles', 9, 'thema', 999)");
	assert_refused(uri,
		"update gewicht_versie set status = 'vervallen' where soort = 'gastles' and status "
		"= 'actief'; update gewicht_versie set status = 'actief' where versie = 9",
		"gewichten_zijn_samen_1000");
	test_sql(uri, "begin; insert into gewicht_factor values ('gastles', 9, 'nieuw', 1);"
		      "update gewicht_versie set status = 'vervallen' where soort = 'gastles' and "
		      "status = 'actief';"
		      "update gewicht_versie set status = 'actief' where versie = 9; commit");
}

Test(gewicht, has_just_one_active_version_of_a_kind)
{
	const char *uri = test_database();
	assert_refused(uri, "update gewicht_versie set status = 'vervallen'",
		"gewicht_precies_een_actief");
	test_sql(uri, "insert into gewicht_versie values ('gastles', 9, 'concept', now())");
	assert_refused(uri, "update gewicht_versie set status = 'actief' where versie = 9",
		"gewicht_versie_een_actief_per_soort");
}

Test(gewicht, changes_in_a_draft_only)
{
	const char *uri = test_database();
	assert_refused(
		uri, "update gewicht_factor set gewicht = gewicht", "gewicht_alleen_in_concept");
	assert_refused(uri, "delete from gewicht_factor", "gewicht_alleen_in_concept");
	assert_refused(uri, "insert into gewicht_factor values ('gastles', 1, 'nieuw', 0)",
		"gewicht_alleen_in_concept");
}

Test(norm, gives_groep_7_and_8_two_days_and_a_visit)
{
	cr_assert_str_eq(test_sql_value(test_database(),
				 "select string_agg(concat_ws(' ', niveau, eenheid, aantal), ', ' "
				 "order by niveau, eenheid) from norm"),
		"64 bezoek 1, 64 dagdeel 4, 128 bezoek 1, 128 dagdeel 4");
}

Test(vakantie, tells_of_its_changes)
{
	const char *uri = test_database();
	test_sql(uri, "insert into vakantie (bron_id, soort, naam, regios, van_datum, tot_datum) "
		      "values (" ID("09") ", 'feestdag', 'F', '{}', '2027-05-05', '2027-05-05')");
	test_sql(uri, "update vakantie set gesloten_op = '2027-01-01'");
	cr_assert_str_eq(test_sql_value(uri, "select string_agg(soort || ' ' || onderwerp, ' ' "
					     "order by id) from gebeurtenis"),
		"vakantie.gemaakt 00000000-0000-7000-8000-000000000009 vakantie.gewijzigd "
		"00000000-0000-7000-8000-000000000009");
}
