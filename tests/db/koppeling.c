/* Matches, through the API. */
#include "fixtures/region.h"

TestSuite(koppeling, .init = region_init, .fini = region_fini);

/* A proposal of the school to the company, for the first half-day that suits both; its id. */
static const char *propose(void)
{
	const struct reply asked = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7a','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend','di-ochtend']}",
			region_day(3), region_day(40)));
	assert_status(asked, 201);
	const char *id = region_member(asked, "id");
	const struct reply offered = region_post(BEDRIJF, "/v1/aanbod",
		"{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],'dagdelen':['ma-"
		"ochtend','di-ochtend']}");
	assert_status(offered, 201);
	const struct reply list =
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", id));
	assert_status(list, 200);
	const struct reply r = region_post(SCHOOL, region_text("/v1/aanvragen/%s/koppelingen", id),
		region_text("{'aanbodId':'%s','tijdvak':{'datum':'%s','dagdeel':'ochtend'}}",
			region_member(offered, "id"), region_member(list, "datum")));
	assert_status(r, 201);
	return region_member(r, "id");
}

static void move_to_yesterday(const char *id)
{
	region_sql("alter table koppeling disable trigger user");
	region_sql(region_text(
		"update koppeling set datum = '%s' where id = '%s'", region_day(-1), id));
	region_sql("alter table koppeling enable trigger user");
}

Test(koppeling, cannot_be_approved_when_its_day_is_over)
{
	const char *id = propose();
	move_to_yesterday(id);
	const struct reply r = region_post(MEDEWERKER,
		region_text("/v1/koppelingen/%s/besluiten", id), "{'besluit':'goedkeuren'}");
	assert_status(r, 409);
	assert_holds(r, "'code':'tijdvak.voorbij'");
}

Test(koppeling, cannot_be_approved_when_its_term_is_over)
{
	const char *id = propose();
	region_sql("alter table koppeling disable trigger user");
	region_sql(region_text(
		"update koppeling set verloopt_op = now() - interval '1 second' where id = '%s'",
		id));
	region_sql("alter table koppeling enable trigger user");
	const struct reply r = region_post(MEDEWERKER,
		region_text("/v1/koppelingen/%s/besluiten", id), "{'besluit':'goedkeuren'}");
	assert_status(r, 409);
	assert_holds(r, "'code':'koppeling.verlopen'");
}

Test(koppeling, cannot_be_confirmed_when_its_day_is_over)
{
	const char *id = propose();
	const struct reply approved = region_post(MEDEWERKER,
		region_text("/v1/koppelingen/%s/besluiten", id), "{'besluit':'goedkeuren'}");
	assert_status(approved, 201);
	move_to_yesterday(id);
	const struct reply r = region_post(
		SCHOOL, region_text("/v1/koppelingen/%s/reacties", id), "{'reactie':'bevestigen'}");
	assert_status(r, 409);
	const struct reply declined =
		region_post(SCHOOL, region_text("/v1/koppelingen/%s/reacties", id),
			"{'reactie':'afslaan','reden':'geen-tijd'}");
	assert_status(declined, 201);
}

Test(koppeling, keeps_what_a_side_says_when_it_confirms)
{
	const char *id = propose();
	const char *answers = region_text("/v1/koppelingen/%s/reacties", id);
	assert_status(region_post(MEDEWERKER, region_text("/v1/koppelingen/%s/besluiten", id),
			      "{'besluit':'goedkeuren'}"),
		201);
	assert_holds(region_post(SCHOOL, answers,
			     "{'reactie':'bevestigen','toelichting':'Bel aan de achterkant.'}"),
		"'toelichting':'Bel aan de achterkant.'");
	assert_status(region_post(BEDRIJF, answers,
			      "{'reactie':'bevestigen','toelichting':'Wij komen met twee.'}"),
		201);
	const struct reply history =
		region_get(SCHOOL, region_text("/v1/koppelingen/%s/geschiedenis", id));
	assert_holds(history, "'toelichting':'Bel aan de achterkant.'");
	assert_holds(history, "'toelichting':'Wij komen met twee.'");
}
