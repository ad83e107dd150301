/* What people change of themselves: name and telephone, and that their data is neither used nor
 * shown until they lift that. */
#include <string.h>

#include "fixtures/region.h"

#define IK "/v1/ik"

TestSuite(eigen, .init = region_init, .fini = region_fini, .timeout = 120);

static struct reply change(enum who who, const char *body)
{
	return region_patch(who, IK, region_get(who, IK).etag, body);
}

Test(eigen, changes_name_and_telephone_of_the_account_and_of_the_volunteer_that_it_is)
{
	const struct reply r = change(VRIJWILLIGER, "{'naam':'Aya Bos','telefoon':'06 12345678'}");
	assert_status(r, 200);
	assert_holds(r, "'naam':'Aya Bos','telefoon':'+31612345678','beperktOp':null");
	cr_expect_str_eq(
		region_value(
			"select concat_ws(' ', naam, telefoon is not null, gewijzigd_door) from "
			"vrijwilliger where id = '" AYA "'"),
		"Aya Bos t " ID("55"));
	assert_holds(region_get(MEDEWERKER, "/v1/vrijwilligers/" AYA), "'telefoon':'+31612345678'");
	assert_status(change(VRIJWILLIGER, "{'telefoon':null}"), 200);
	cr_expect_str_eq(region_value("select concat(naam, telefoon is null) from vrijwilliger "
				      "where id = '" AYA "'"),
		"Aya Bost");
}

Test(eigen, leaves_what_is_not_named_as_it_was)
{
	region_sql("update vrijwilliger set naam = 'Anders' where id = '" AYA "'");
	assert_status(change(VRIJWILLIGER, "{'beperkt':true}"), 200);
	assert_status(change(VRIJWILLIGER, "{'beperkt':false}"), 200);
	cr_expect_str_eq(
		region_value("select a.naam || v.naam || v.versie from account a, "
			     "vrijwilliger v where a.id = '" ID("55") "' and v.id = '" AYA "'"),
		"EAnders3");
}

Test(eigen, takes_a_change_of_the_version_that_was_seen_only)
{
	const struct reply seen = region_get(SCHOOL, IK);
	assert_status(region_patch(SCHOOL, IK, seen.etag, "{'naam':'Noor'}"), 200);
	const struct reply late = region_patch(SCHOOL, IK, seen.etag, "{'naam':'Ander'}");
	assert_status(late, 412);
	cr_expect_str_eq(late.etag, region_get(SCHOOL, IK).etag);
	cr_expect_str_eq(
		region_value("select naam from account where id = '" ID("51") "'"), "Noor");
}

Test(eigen, keeps_a_telephone_of_volunteers_alone)
{
	const struct reply r = change(SCHOOL, "{'telefoon':'06 12345678'}");
	assert_status(r, 400);
	assert_holds(r, "'code':'telefoon.alleen_vrijwilliger'");
	assert_holds(
		change(VRIJWILLIGER, "{'naam':'A B','telefoon':'12'}"), "'pointer':'/telefoon'");
}

/* ---- restricted ---- */

static const char *ask(void)
{
	const struct reply asked = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7a','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend','di-ochtend']}",
			region_day(3), region_day(40)));
	assert_status(asked, 201);
	const struct reply offered = region_post(VRIJWILLIGER, "/v1/aanbod",
		"{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],"
		"'dagdelen':['ma-ochtend','di-ochtend']}");
	assert_status(offered, 201);
	return region_text("/v1/aanvragen/%s/kandidaten", region_member(asked, "id"));
}

Test(eigen, are_not_proposed_while_restricted_and_are_again_once_that_is_lifted)
{
	const char *candidates = ask();
	assert_holds(region_get(SCHOOL, candidates), "'aanbodId':");
	assert_holds(change(VRIJWILLIGER, "{'beperkt':true}"), "'beperktOp':'20");
	assert_holds_not(region_get(SCHOOL, candidates), "'aanbodId':");
	assert_holds(change(VRIJWILLIGER, "{'beperkt':false}"), "'beperktOp':null");
	assert_holds(region_get(SCHOOL, candidates), "'aanbodId':");
}

Test(eigen, are_shown_to_nobody_else_while_restricted)
{
	static const char *const aya = "/v1/vrijwilligers/" AYA;
	const struct reply seen = region_get(MEDEWERKER, aya);
	assert_status(seen, 200);
	assert_status(change(VRIJWILLIGER, "{'beperkt':true}"), 200);
	for (enum who who = SCHOOL; who < WHO_COUNT; who++) {
		if (who == VRIJWILLIGER)
			continue;
		cr_expect_neq(region_get(who, aya).status, 200, "%d", who);
		assert_holds_not(region_get(who, "/v1/vrijwilligers?limit=100"), AYA);
		assert_holds_not(region_get(who, "/v1/leden?limit=100"), "'e@voorbeeld.nl'");
	}
	assert_status(region_patch(MEDEWERKER, aya, seen.etag, "{'naam':'X'}"), 404);
	assert_status(region_get(VRIJWILLIGER, aya), 200);
	assert_holds(region_get(VRIJWILLIGER, "/v1/leden?limit=100"), "'e@voorbeeld.nl'");
	/* Pages do not end before their time for it. */
	assert_holds(region_get(MEDEWERKER, "/v1/vrijwilligers?limit=1"), "'volgende':'");
}

Test(eigen, are_not_reached_over_a_match_while_restricted)
{
	test_sql_file(region_uri(), PERSOON_SQL);
	region_seal();
	region_sql("update koppeling set status = 'goedgekeurd', versie = 2, gewijzigd_rol = "
		   "'medewerker' where id = '" ID("71") "'");
	static const char *const match = "/v1/koppelingen/" ID("71");
	assert_holds(region_get(SCHOOL, match), "'email':'zqxjvkaya@voorbeeld.nl'");
	assert_status(change(VRIJWILLIGER, "{'beperkt':true}"), 200);
	const struct reply r = region_get(SCHOOL, match);
	assert_holds(r, "'aangehouden':true");
	assert_holds(r, "'contact':null");
	assert_holds_not(r, "zqxjvkaya");
	assert_holds_not(r, "+31611zqxjvk");
}

/* That they are restricted would tell that there is an account. */
Test(eigen, are_not_betrayed_by_an_open_invitation_while_restricted)
{
	region_sql("update account set naam = 'Aya Echt' where id = '" ID("55") "'");
	region_sql("insert into lid (id, account_id, rol, school_id, status, uitgenodigd_als, "
		   "versie, gemaakt_op, gewijzigd_op) values ('" ID("91") "', '" ID(
			   "55") "', 'docent', '" KOMPAS "', 'uitgenodigd', 'Aya Genodigd', 1, "
				 "'2026-01-01Z', '2026-01-01Z')");
	const char *const one = "/v1/leden/" ID("91");
	const char *before = region_text("%s", region_get(SCHOOL, one).body);
	assert_holds(region_get(SCHOOL, one), "'accountId':null,'naam':'Aya Genodigd'");
	assert_status(change(VRIJWILLIGER, "{'beperkt':true}"), 200);
	cr_expect_str_eq(region_get(SCHOOL, one).body, before);
	assert_holds_not(region_get(MEDEWERKER, one), "Aya Echt");
}

Test(eigen, have_no_offer_shown_to_the_coordinator_of_their_circle_while_restricted)
{
	(void)ask();
	region_sql("update lid set rol = 'kringcoordinator', bedrijf_id = null, kring_id = '" KRING
		   "' where bedrijf_id = '" ZUIVEL "'");
	region_sql("update vrijwilliger set kring_id = '" KRING "' where id = '" AYA "'");
	const char *one = region_text("/v1/aanbod/%s",
		region_value("select id from aanbod where vrijwilliger_id = '" AYA "'"));
	assert_holds(region_get(BEDRIJF2, "/v1/aanbod?limit=100"), "'titel':'Robots'");
	assert_status(region_get(BEDRIJF2, one), 200);
	assert_status(change(VRIJWILLIGER, "{'beperkt':true}"), 200);
	assert_holds_not(region_get(BEDRIJF2, "/v1/aanbod?limit=100"), "'titel':'Robots'");
	assert_status(region_get(BEDRIJF2, one), 404);
}

Test(eigen, have_no_offer_shown_to_schools_while_restricted)
{
	(void)ask();
	const char *one = region_text("/v1/aanbod/%s",
		region_value("select id from aanbod where vrijwilliger_id = '" AYA "'"));
	assert_holds(region_get(SCHOOL, "/v1/aanbod?limit=100"), "'titel':'Robots'");
	assert_status(region_get(SCHOOL, one), 200);
	assert_status(change(VRIJWILLIGER, "{'beperkt':true}"), 200);
	assert_holds_not(region_get(SCHOOL, "/v1/aanbod?limit=100"), "'titel':'Robots'");
	assert_status(region_get(SCHOOL, one), 404);
	assert_status(region_get(VRIJWILLIGER, one), 200);
}

/* Aya's offer for Van Dam, as the company, a reader and staff see it. */
Test(eigen, have_no_offer_shown_to_company_and_reader_while_restricted)
{
	const struct reply offered = region_post(VRIJWILLIGER, "/v1/aanbod",
		"{'soort':'gastles','titel':'Robots','bedrijfId':'" VAN_DAM
		"','niveaus':['po-groep-7'],'dagdelen':['ma-ochtend']}");
	assert_status(offered, 201);
	region_sql(
		"update lid set rol = 'lezer', bedrijf_id = null where bedrijf_id = '" ZUIVEL "'");
	static const enum who shown[] = { BEDRIJF, BEDRIJF2 };
	for (int restricted = 0; restricted < 2; restricted++) {
		if (restricted)
			assert_status(change(VRIJWILLIGER, "{'beperkt':true}"), 200);
		for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
			const struct reply list = region_get(shown[i], "/v1/aanbod?limit=100");
			const struct reply typed =
				region_get(shown[i], "/v1/aanbod?soort=gastles&status=actief");
			cr_expect_eq(region_holds(list, "'titel':'Robots'"), !restricted);
			cr_expect_eq(region_holds(typed, "'titel':'Robots'"), !restricted);
			assert_status(
				region_get(shown[i], offered.location), restricted ? 404 : 200);
		}
		assert_status(region_patch(BEDRIJF, offered.location,
				      restricted ? "\"2\"" : "\"1\"", "{'groepMax':20}"),
			restricted ? 404 : 200);
		assert_status(region_get(BEDRIJF, region_text("%s/kansen", offered.location)),
			restricted ? 404 : 200);
	}
	assert_holds(region_get(MEDEWERKER, "/v1/aanbod?limit=100"), "'titel':'Robots'");
	assert_status(region_patch(MEDEWERKER, offered.location, "\"2\"", "{'groepMax':21}"), 200);
	assert_status(
		region_patch(VRIJWILLIGER, offered.location, "\"3\"", "{'groepMax':22}"), 200);
	assert_holds(region_get(VRIJWILLIGER, "/v1/aanbod?limit=100"), "'titel':'Robots'");
}

Test(eigen, have_no_offer_judged_for_schools_while_restricted)
{
	const char *candidates = ask();
	const char *aanbod =
		region_value("select id from aanbod where vrijwilliger_id = '" AYA "'");
	const char *one = region_text("%s/%s", candidates, aanbod);
	assert_holds(region_get(SCHOOL, one), "'mogelijk':true");
	assert_status(change(VRIJWILLIGER, "{'beperkt':true}"), 200);
	const struct reply hidden = region_get(SCHOOL, one);
	assert_status(hidden, 404);
	const struct reply absent = region_get(SCHOOL, region_text("%s/" NOBODY, candidates));
	assert_status(absent, 404);
	cr_assert_str_eq(region_member(hidden, "detail"), region_member(absent, "detail"));
	assert_holds(region_get(MEDEWERKER, one), "'mogelijk':false");
	/* Nor does a proposal tell that there is something. */
	const char *matches = region_text(
		"%.*s/koppelingen", (int)(strlen(candidates) - strlen("/kandidaten")), candidates);
	const struct reply r = region_post(SCHOOL, matches,
		region_text("{'aanbodId':'%s','tijdvak':{'datum':'%s','dagdeel':'ochtend'}}",
			aanbod, region_day(5)));
	assert_status(r, 400);
	assert_holds(r, "'code':'aanbod.onbekend'");
}

Test(eigen, are_in_no_answer_that_is_given_again_while_restricted)
{
	const char *body = "{'naam':'Zoë','email':'zoe@voorbeeld.example'}";
	static const char *const all = "/v1/vrijwilligers";
	const struct reply made = region_post_under("een", MEDEWERKER, all, body);
	assert_status(made, 201);
	assert_holds(region_post_under("een", MEDEWERKER, all, body), "'zoe@voorbeeld.example'");
	const char *id = region_member(made, "id");
	assert_status(region_post(MEDEWERKER, "/v1/bezwaren",
			      region_text("{'vrijwilligerId':'%s','doel':'koppelen','reden':'Per "
					  "brief.'}",
				      id)),
		201);
	assert_status(region_get(MEDEWERKER, made.location), 404);
	const struct reply again = region_post_under("een", MEDEWERKER, all, body);
	assert_status(again, 503); /* as after an erasure */
	assert_holds(again, "'code':'opnieuw.proberen'");
	assert_holds_not(again, "zoe@");
	/* What they did themselves they hear again. */
	static const char *const objection = "{'doel':'koppelen','reden':'Nee.'}";
	static const char *const mine = "/v1/ik/bezwaren";
	assert_status(region_post_under("twee", VRIJWILLIGER, mine, objection), 201);
	assert_status(region_post_under("twee", VRIJWILLIGER, mine, objection), 201);
}

/* ---- leaving ---- */

Test(eigen, leave_what_is_open_to_a_coordinator_when_they_name_nobody)
{
	static const char *const own = "/v1/leden/" ID("91");
	static const char *const end = "{'status':'beeindigd'}";
	test_sql_file(region_uri(), PERSOON_SQL);
	region_seal();
	region_sql("update lid set status = 'beeindigd' where account_id = '" ID("51") "'");
	const struct reply alone = region_patch(VRIJWILLIGER, own, "\"1\"", end);
	assert_status(alone, 409);
	assert_holds(alone, "'code':'lid.open_werk'");
	assert_holds(alone, "geen coördinator");
	region_sql("update lid set status = 'actief' where account_id = '" ID("51") "'");
	assert_status(region_patch(VRIJWILLIGER, own, "\"1\"", end), 200);
	cr_expect_str_eq(region_value("select string_agg(gemaakt_door::text, ' ') from aanvraag "
				      "where id in ('" ID("61") "', '" ID("62") "')"),
		ID("51") " " ID("51"));
}
