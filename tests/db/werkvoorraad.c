/* What waits for staff: the list against what it is made of, step by step. */
#include "fixtures/region.h"

#define LIST "/v1/werkvoorraad"

TestSuite(werkvoorraad, .init = region_init, .fini = region_fini);
TestSuite(weergave, .init = region_init, .fini = region_fini);

static const char *ask(const char *klas)
{
	const struct reply asked = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'%s','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend','di-ochtend']}",
			klas, region_day(3), region_day(40)));
	assert_status(asked, 201);
	return region_member(asked, "id");
}

static const char *propose(const char *aanvraag)
{
	const struct reply offered = region_post(BEDRIJF, "/v1/aanbod",
		"{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],'dagdelen':['ma-"
		"ochtend','di-ochtend']}");
	assert_status(offered, 201);
	const struct reply list =
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", aanvraag));
	const struct reply r = region_post(SCHOOL,
		region_text("/v1/aanvragen/%s/koppelingen", aanvraag),
		region_text("{'aanbodId':'%s','tijdvak':{'datum':'%s','dagdeel':'ochtend'}}",
			region_member(offered, "id"), region_member(list, "datum")));
	assert_status(r, 201);
	return region_member(r, "id");
}

static void decide(const char *id, const char *body)
{
	assert_status(
		region_post(MEDEWERKER, region_text("/v1/koppelingen/%s/besluiten", id), body),
		201);
}

/* What of all waits, as "wat wat …" from the top. */
static const char *waits(void)
{
	return region_value(
		"select coalesce(string_agg(wat, ' ' order by eindigt_op, id), '') from "
		"werkvoorraad");
}

Test(werkvoorraad, holds_a_request_until_it_is_proposed_for_and_again_when_that_ends)
{
	const char *asked = ask("7a");
	cr_expect_str_eq(waits(), "aanvraag");
	const struct reply first = region_get(MEDEWERKER, LIST);
	assert_holds(first,
		region_text("'id':'%s','wat':'aanvraag','aanvraagId':'%s','koppelingId':null",
			asked, asked));
	const char *id = propose(asked);
	cr_expect_str_eq(waits(), "voorstel");
	assert_holds(region_get(MEDEWERKER, LIST),
		region_text("'id':'%s','wat':'voorstel','aanvraagId':'%s','koppelingId':'%s'", id,
			asked, id));
	decide(id, "{'besluit':'afwijzen','reden':'te-ver'}");
	/* It is refilled by itself; only when that stops somebody has to look. */
	cr_expect_str_eq(waits(), "");
	region_sql(
		"update bijvulling set status = 'gestopt', reden = 'niemand', versie = versie + 1");
	cr_expect_str_eq(waits(), "aanvraag");
	decide(id, "{'besluit':'heropenen','reden':'kan-toch'}");
	cr_expect_str_eq(waits(), "voorstel");
	decide(id, "{'besluit':'goedkeuren'}");
	cr_expect_str_eq(waits(), "");
	region_sql("update termijn set bijvullen_max = 0");
	region_sql("update koppeling set status = 'verlopen', versie = versie + 1, gewijzigd_rol = "
		   "'systeem', gewijzigd_door = null");
	cr_expect_str_eq(waits(), "aanvraag");
	region_sql("update aanvraag set status = 'ingetrokken', versie = versie + 1");
	cr_expect_str_eq(waits(), "");
}

Test(werkvoorraad, ends_with_the_term_of_a_proposal_and_with_the_last_day_of_a_request)
{
	const char *asked = ask("7a");
	cr_expect_str_eq(region_value("select w.eindigt_op = (a.tot_datum + 1)::timestamp at time "
				      "zone 'Europe/Amsterdam' from werkvoorraad w join aanvraag a "
				      "using (id)"),
		"t");
	region_sql("update aanvraag set tot_datum = tot_datum + 7, versie = versie + 1");
	cr_expect_str_eq(region_value("select w.eindigt_op = (a.tot_datum + 1)::timestamp at time "
				      "zone 'Europe/Amsterdam' from werkvoorraad w join aanvraag a "
				      "using (id)"),
		"t");
	(void)propose(asked);
	cr_expect_str_eq(
		region_value("select w.eindigt_op = k.verloopt_op and w.sinds_op = "
			     "k.gewijzigd_op from werkvoorraad w join koppeling k using (id)"),
		"t");
	region_sql("update werkvoorraad set eindigt_op = now()");
	assert_holds(region_get(MEDEWERKER, LIST), "'items':[]");
}

Test(werkvoorraad, holds_who_stayed_away_for_two_weeks_and_the_request_beside_it)
{
	const char *id = propose(ask("7a"));
	decide(id, "{'besluit':'goedkeuren'}");
	region_sql(
		"update koppeling set school_bevestigd_op = now(), versie = versie + 1, "
		"gewijzigd_rol = 'school';"
		"update koppeling set aanbieder_bevestigd_op = now(), status = 'bevestigd', versie "
		"= versie + 1, gewijzigd_rol = 'bedrijf';"
		"update koppeling set status = 'ingepland', versie = versie + 1, gewijzigd_rol = "
		"'systeem'");
	cr_expect_str_eq(waits(), "");
	region_sql("update koppeling set status = 'niet_verschenen', reden = 'ziekte', versie = "
		   "versie + 1, gewijzigd_rol = 'school', gewijzigd_op = now()");
	cr_expect_str_eq(waits(), "weggebleven aanvraag");
	decide(id, "{'besluit':'terugdraaien','reden':'betwist'}");
	cr_expect_str_eq(waits(), "");
}

Test(werkvoorraad, is_assigned_with_the_request_and_stays_so_from_one_step_to_the_next)
{
	const char *asked = ask("7a");
	const char *assign = region_text("/v1/aanvragen/%s/toewijzingen", asked);
	const struct reply mine = region_post(MEDEWERKER, assign, "{'accountId':'" ID("57") "'}");
	assert_status(mine, 201);
	assert_holds(region_get(MEDEWERKER, LIST "?toegewezen=mij"), asked);
	assert_holds(region_get(MEDEWERKER, LIST "?toegewezen=niemand"), "'items':[]");
	const char *id = propose(asked);
	assert_holds(region_get(MEDEWERKER, LIST "?toegewezen=mij"), id);
	assert_status(region_post(MEDEWERKER, assign, "{'accountId':null}"), 201);
	assert_holds(region_get(MEDEWERKER, LIST "?toegewezen=mij"), "'items':[]");
	assert_holds(region_get(MEDEWERKER, LIST "?toegewezen=niemand"), id);
	const struct reply school = region_post(MEDEWERKER, assign, "{'accountId':'" ID("51") "'}");
	assert_status(school, 400);
	assert_holds(school, "'code':'medewerker.onbekend'");
	assert_status(region_post(SCHOOL, assign, "{'accountId':null}"), 403);
}

Test(werkvoorraad, is_filtered_by_what_it_is_where_and_how_long_it_waits)
{
	(void)propose(ask("7a"));
	const char *other = ask("7b");
	static const struct {
		const char *query;
		bool has_proposal, has_request;
	} rows[] = {
		{ "", true, true },
		{ "?wat=voorstel", true, false },
		{ "?wat=aanvraag", false, true },
		{ "?soort=gastles", true, true },
		{ "?soort=workshop", false, false },
		{ "?gemeente=0034", true, true },
		{ "?gemeente=0050", false, false },
		{ "?kringId=" KRING, true, false },
		{ "?wachtDagen=1", false, true },
		{ "?wachtDagen=3", false, false },
		{ "?gemeente=0034&wat=aanvraag&toegewezen=niemand", false, true },
		{ "?gemeente=0034&wat=aanvraag&soort=workshop", false, false },
	};
	region_sql(region_text("update werkvoorraad set sinds_op = now() - interval '2 days' where "
			       "id = '%s'",
		other));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct reply r =
			region_get(MEDEWERKER, region_text(LIST "%s", rows[i].query));
		assert_status(r, 200);
		cr_expect_eq(region_holds(r, "'wat':'voorstel'"), rows[i].has_proposal, "%s",
			rows[i].query);
		cr_expect_eq(region_holds(r, "'wat':'aanvraag'"), rows[i].has_request, "%s",
			rows[i].query);
	}
	assert_status(region_get(SCHOOL, LIST), 403);
}

Test(weergave, is_for_whose_it_is_until_it_is_shared)
{
	const struct reply made = region_post(MEDEWERKER, "/v1/weergaven",
		"{'naam':'Van niemand','soort':'gastles','toegewezen':'niemand','wachtDagen':3}");
	assert_status(made, 201);
	assert_holds(made, "'gedeeld':false,'eigen':true,'wat':null,'soort':'gastles'");
	const struct reply again =
		region_post(MEDEWERKER, "/v1/weergaven", "{'naam':'van NIEMAND'}");
	assert_status(again, 409);
	assert_holds(again, "'code':'weergave.naam_bestaat'");
	region_sql("update weergave set account_id = '" ID("51") "'");
	assert_status(region_get(MEDEWERKER, made.location), 404);
	assert_holds(region_get(MEDEWERKER, "/v1/weergaven"), "'items':[]");
	region_sql("update weergave set gedeeld = true");
	assert_holds(region_get(MEDEWERKER, "/v1/weergaven"), "'eigen':false");
	const struct reply changed = region_patch(MEDEWERKER, made.location, "\"1\"",
		"{'soort':null,'wachtDagen':null,'wat':'antwoord'}");
	assert_status(changed, 200);
	assert_holds(changed, "'wat':'antwoord','soort':null");
	cr_expect_str_eq(region_value("select account_id from weergave"), ID("51"));
}
