/* Matches judged again: the score of then by the weights of then, whatever is in force now. */
#include <string.h>

#include "fixtures/region.h"

TestSuite(herberekening, .init = region_init, .fini = region_fini);

static const char *offer(void)
{
	const struct reply r = region_post(BEDRIJF, "/v1/aanbod",
		"{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],'dagdelen':['ma-"
		"ochtend']}");
	assert_status(r, 201);
	return region_member(r, "id");
}

/* A proposal for another class each time, on the first half-day that is left; its id. */
static const char *propose(const char *aanbod)
{
	static int classes = 0;
	const struct reply asked = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7-%d','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend']}",
			++classes, region_day(3), region_day(60)));
	assert_status(asked, 201);
	const char *place = region_text("/v1/aanvragen/%s", region_member(asked, "id"));
	const struct reply fits =
		region_get(SCHOOL, region_text("%s/kandidaten/%s", place, aanbod));
	const struct reply r = region_post(SCHOOL, region_text("%s/koppelingen", place),
		region_text("{'aanbodId':'%s','tijdvak':{'datum':'%s','dagdeel':'ochtend'}}",
			aanbod, region_member(fits, "datum")));
	assert_status(r, 201);
	return region_member(r, "id");
}

static void activate(int version, int instead_of)
{
	const struct reply r = region_post(MEDEWERKER,
		region_text("/v1/gewichten/%s/activeringen",
			region_value(region_text("select id from gewicht_versie where soort = "
						 "'gastles' and versie = %d",
				version))),
		region_text("{'vervangt':%d}", instead_of));
	assert_status(r, 201);
}

static struct reply recompute(const char *id)
{
	const struct reply r =
		region_get(MEDEWERKER, region_text("/v1/koppelingen/%s/_herberekening", id));
	assert_status(r, 200);
	return r;
}

static void assert_exact(const char *id, int version)
{
	const struct reply r = recompute(id);
	const char *score =
		region_value(region_text("select score from koppeling where id = '%s'", id));
	assert_holds(
		r, region_text("'gewichtVersie':%d,'scoreBewaard':%s,'scoreHerberekend':%s,'klopt':"
			       "true",
			   version, score, score));
}

Test(herberekening, gives_the_score_of_every_version_whatever_is_active_now)
{
	const char *aanbod = offer();
	activate(1, 2);
	const char *first = propose(aanbod);
	activate(2, 1);
	const char *second = propose(aanbod);
	const struct reply draft = region_post(MEDEWERKER, "/v1/gewichten",
		"{'soort':'gastles','gewichten':[{'factor':'datum','gewicht':333},{'factor':'"
		"niveau','gewicht':667}]}");
	assert_status(draft, 201);
	activate(3, 2);
	const char *third = propose(aanbod);
	assert_exact(first, 1);
	assert_exact(second, 2);
	assert_exact(third, 3);
	cr_assert_str_neq(
		region_value(region_text("select score from koppeling where id = '%s'", first)),
		region_value(region_text("select score from koppeling where id = '%s'", third)));
}

Test(herberekening, rests_on_what_was_kept_and_not_on_the_request_of_today)
{
	const char *id = propose(offer());
	region_sql("update aanvraag set soort = 'workshop', groepsgrootte = 400");
	assert_exact(id, 2);
	assert_holds(recompute(id), "'soort':'gastles'");
	assert_holds(
		recompute(id), "'vandaag':{'mogelijk':false,'score':0,'regel':{'code':'soort'");
}

Test(herberekening, shows_the_facts_of_today_beside_it)
{
	const char *id = propose(offer());
	region_sql("update koppeling set status = 'afgewezen', reden = 'anders', gewijzigd_rol = "
		   "'medewerker', versie = versie + 1");
	const struct reply same = recompute(id);
	assert_holds(same, "'vandaag':{'mogelijk':true");
	region_sql("update aanbod set niveaus = (1::int8 << 48) - 1");
	const struct reply changed = recompute(id);
	assert_exact(id, 2);
	cr_assert_str_neq(same.body, changed.body);
}

Test(herberekening, shows_a_factor_that_came_later_as_not_kept)
{
	const char *aanbod = offer();
	activate(1, 2);
	const char *id = propose(aanbod);
	region_sql("alter table koppeling disable trigger user");
	region_sql("update koppeling set factoren = jsonb_path_query_array(factoren, '$[*] ? "
		   "(@.code != \"wensen\")')");
	region_sql("alter table koppeling enable trigger user");
	assert_exact(id, 1);
	assert_holds(recompute(id), "{'factor':'wensen','gewicht':0,'waardeBewaard':null");
}

Test(herberekening, is_for_staff_and_of_a_match_that_is_there)
{
	const char *id = propose(offer());
	assert_status(
		region_get(SCHOOL, region_text("/v1/koppelingen/%s/_herberekening", id)), 403);
	assert_status(region_get(MEDEWERKER, "/v1/koppelingen/" NOBODY "/_herberekening"), 404);
}
