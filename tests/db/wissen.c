/* Erasing a person: what was planted in every field that they can fill is in no table any more,
 * what they had running ends or goes to others, and what others have stays theirs. */
#include "privacy/wissen.h"

#include <string.h>

#include "fixtures/region.h"

#define IK	    "/v1/ik"
#define ONDERHANDEN ID("71") /* a match of hers that runs */
#define OPEN_VRAAG  ID("61") /* what she asked and is open */

static void begin(void)
{
	region_init();
	test_sql_file(region_uri(), PERSOON_SQL);
	region_sql("update sessie set bevestigd_op = clock_timestamp()");
}

TestSuite(wissen, .init = begin, .fini = region_fini, .timeout = 120);

/* The tables of which some row holds this text, in whatever column. */
static const char *tables_with(const char *text)
{
	return region_value(region_text(
		"select string_agg(t.relname, ' ' order by t.relname) from pg_class t "
		"where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') "
		"and (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %%I x "
		"where lower(x::text) like %%L', t.relname, '%%%s%%'), false, true, '')))[1]::text "
		"<> '0'",
		text));
}

static struct reply erase(void)
{
	return region_delete(VRIJWILLIGER, IK);
}

Test(wissen, finds_what_was_planted_before_it_is_erased)
{
	cr_expect_str_eq(tables_with("zqx"),
		"aanbod aanvraag account geschiedenis gewicht_activering idempotentie koppeling "
		"lid sessie sleutel vrijwilliger");
}

Test(wissen, leaves_nothing_of_what_was_planted_but_what_somebody_else_goes_on_with)
{
	assert_status(erase(), 200);
	/* Her open request went to the coordinator of the school, as it was. */
	cr_expect_str_eq(tables_with("zqx"), "aanvraag");
	cr_expect_str_eq(region_value("select string_agg(concat_ws(' ', id, gemaakt_door, status), "
				      "', ') from aanvraag where onderwerp like 'Zqx%'"),
		OPEN_VRAAG " " ID("51") " open, " ID("62") " " ID("51") " open");
}

Test(wissen, leaves_nothing_at_all_when_nobody_else_is_there)
{
	region_sql("update lid set status = 'beeindigd' where school_id = '" KOMPAS
		   "' and account_id <> '" ID("55") "'");
	assert_status(erase(), 200);
	cr_expect_str_eq(tables_with("zqx"), "");
	cr_expect_str_eq(
		region_value("select string_agg(concat_ws(' ', onderwerp, status), ', ') "
			     "from aanvraag where id in ('" OPEN_VRAAG "', '" ID("62") "')"),
		"Gewist ingetrokken, Gewist ingetrokken");
}

Test(wissen, ends_at_once_what_she_is_signed_in_with)
{
	assert_status(erase(), 200);
	assert_status(region_get(VRIJWILLIGER, IK), 401);
	static const char *const gone[] = { "account where id", "lid where account_id",
		"sessie where account_id", "eenmalig where account_id",
		"tweede_factor where account_id", "herstelcode where account_id",
		"post where account_id", "idempotentie where account_id" };
	for (size_t i = 0; i < sizeof(gone) / sizeof(gone[0]); i++)
		cr_expect_str_eq(region_value(region_text(
					 "select count(*) from %s = '" ID("55") "'", gone[i])),
			"0", "%s", gone[i]);
}

Test(wissen, ends_her_matches_and_closes_her_offers)
{
	const struct reply r = erase();
	assert_status(r, 200);
	assert_holds(r, "'aanvragenOvergedragen':2,'koppelingenBeeindigd':1");
	cr_expect_str_eq(region_value("select concat_ws(' ', status, reden, gewijzigd_rol) from "
				      "koppeling where id = '" ONDERHANDEN "'"),
		"afgeslagen anders vrijwilliger");
	cr_expect_str_eq(
		region_value("select status from aanbod where id = '" ID("81") "'"), "gesloten");
	cr_expect_str_eq(region_value("select count(*) from gebeurtenis where soort in "
				      "('koppeling.afslaan', 'aanbod.gewijzigd') and onderwerp in "
				      "('" ONDERHANDEN "', '" ID("81") "')"),
		"2", "who keeps the supply in memory hears of it");
}

Test(wissen, shows_nobody_a_volunteer_without_a_person)
{
	assert_status(erase(), 200);
	assert_status(region_get(MEDEWERKER, "/v1/vrijwilligers/" AYA), 404);
	assert_holds_not(region_get(MEDEWERKER, "/v1/vrijwilligers?limit=100"), AYA);
	assert_holds_not(region_get(BEDRIJF, "/v1/vrijwilligers?limit=100"), AYA);
	assert_status(
		region_post(SCHOOL2, "/v1/vetos", "{'vrijwilligerId':'" AYA "','reden':'anders'}"),
		400);
	/* The school still sees that there was a match. */
	assert_status(region_get(SCHOOL, "/v1/koppelingen/" ID("72")), 200);
}

Test(wissen, keeps_in_the_audit_by_number_what_she_did)
{
	const char *before =
		region_value("select count(*) from audit where account_id = '" ID("55") "'");
	assert_status(erase(), 200);
	cr_expect_str_eq(region_value(region_text("select count(*) >= %s from audit where "
						  "account_id = '" ID("55") "'",
				 before)),
		"t");
	cr_expect_str_eq(region_value("select concat_ws(' ', account_id, status) from audit where "
				      "handeling = 'ikDelete'"),
		ID("55") " 200");
}

Test(wissen, makes_no_history_of_erasing_words)
{
	const char *steps = region_value("select count(*) from geschiedenis");
	assert_status(erase(), 200);
	/* One step: the match that ended. */
	cr_expect_str_eq(
		region_value(region_text("select count(*) - %s from geschiedenis", steps)), "1");
}

Test(wissen, refuses_a_repetition_of_an_answer_that_was_about_her)
{
	assert_status(erase(), 200);
	cr_expect_str_eq(region_value("select coalesce(antwoord, '-') || coalesce(status, 0) from "
				      "idempotentie where sleutel = 'twee'"),
		"-0");
}

Test(wissen, leaves_what_others_have)
{
	const char *others = "select count(*) from account where id <> '" ID("55") "'";
	const char *before = region_value(others);
	assert_status(erase(), 200);
	cr_expect_str_eq(region_value(others), before);
	cr_expect_str_eq(region_value("select string_agg(naam, ' ' order by naam) from "
				      "vrijwilliger where gewist_op is null"),
		"Bram Chris");
	assert_status(region_get(SCHOOL, IK), 200);
}

Test(wissen, asks_for_a_proof_first)
{
	region_sql("update sessie set bevestigd_op = null");
	const struct reply r = erase();
	assert_status(r, 403);
	assert_holds(r, "'code':'bevestiging.nodig'");
	cr_expect_str_neq(tables_with("zqx"), "aanvraag");
}

Test(wissen, is_refused_to_the_last_administrator_until_there_is_another)
{
	region_sql(
		"insert into lid (id, account_id, rol, status, versie, gemaakt_op, gewijzigd_op) "
		"values ('" ID("96") "', '" ID("55") "', 'beheerder', 'actief', 1, "
						     "'2026-01-01Z', '2026-01-01Z')");
	const struct reply r = erase();
	assert_status(r, 409);
	assert_holds(r, "'code':'lid.laatste'");
	region_sql(
		"insert into lid (id, account_id, rol, status, versie, gemaakt_op, gewijzigd_op) "
		"values ('" ID("97") "', '" ID("56") "', 'beheerder', 'actief', 1, "
						     "'2026-01-01Z', '2026-01-01Z')");
	assert_status(erase(), 200);
}

Test(wissen, leaves_a_tombstone_by_number)
{
	assert_status(erase(), 200);
	cr_expect_str_eq(
		region_value("select concat_ws(' ', account_id, vrijwilliger_ids, brieven) "
			     "from grafsteen"),
		ID("55") " {" AYA "} {" ID("93") "}");
}

/* Numbers about an id: without them a school year would count less than was done in it. */
Test(wissen, keeps_what_is_counted_of_matches_that_stay)
{
	region_sql("insert into bezetting (houder, soort, periode, bezet) values ('" AYA
		   "', 'schooljaar', 2020, 3) on conflict do nothing");
	region_sql(
		"insert into telling (houder, gevraagd, op_tijd, cijfers, cijfer_som) values ('" AYA
		"', 4, 3, 0, 0) on conflict (houder) do update set gevraagd = 4, op_tijd = 3");
	assert_status(erase(), 200);
	cr_expect_str_eq(region_value("select bezet from bezetting where houder = '" AYA
				      "' and periode = 2020"),
		"3");
	cr_expect_str_eq(
		region_value("select gevraagd >= 4 from telling where houder = '" AYA "'"), "t");
}
