/* Matches, through the API. */
#include "fixtures/region.h"

TestSuite(koppeling, .init = region_init, .fini = region_fini);

/* A proposal of the school to who offers, for the first half-day that suits both; its id. */
static const char *propose_in(enum who by, const char *dagdelen)
{
	const struct reply asked = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7a','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':%s}",
			region_day(3), region_day(40), dagdelen));
	assert_status(asked, 201);
	const char *id = region_member(asked, "id");
	const struct reply offered = region_post(by, "/v1/aanbod",
		region_text("{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],"
			    "'dagdelen':%s}",
			dagdelen));
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

static const char *propose(void)
{
	return propose_in(BEDRIJF, "['ma-ochtend','di-ochtend']");
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

/* Agreed and in the calendar; where it is. */
static const char *schedule_of(enum who by, const char *id)
{
	const char *match = region_text("/v1/koppelingen/%s", id);
	assert_status(region_post(MEDEWERKER, region_text("%s/besluiten", match),
			      "{'besluit':'goedkeuren'}"),
		201);
	for (int i = 0; i < 2; i++)
		assert_status(region_post(i == 0 ? SCHOOL : by, region_text("%s/reacties", match),
				      "{'reactie':'bevestigen'}"),
			201);
	return match;
}

static const char *schedule(void)
{
	return schedule_of(BEDRIJF, propose());
}

/* By the company, to the first half-day that both have. */
static struct reply ask_to_move(const char *match)
{
	const struct reply both = region_get(SCHOOL, region_text("%s/_vrijetijdvakken", match));
	return region_post(BEDRIJF, region_text("%s/verzetvoorstellen", match),
		region_text("{'tijdvakken':[{'datum':'%s','dagdeel':'ochtend'}],'reden':'ziekte'}",
			region_member(both, "datum")));
}

Test(koppeling, moves_beyond_the_one_day_of_its_request_and_is_asked_three_times_a_day)
{
	const char *match = schedule();
	region_sql(
		"alter table aanvraag disable trigger user;"
		"update aanvraag a set van_datum = k.datum, tot_datum = k.datum from koppeling k "
		"where k.aanvraag_id = a.id; alter table aanvraag enable trigger user");
	for (int i = 0; i < 3; i++)
		assert_status(ask_to_move(match), 201);
	const struct reply r = ask_to_move(match);
	assert_status(r, 429);
	assert_holds(r, "'code':'verzetten.te_vaak'");
}

Test(koppeling, does_not_tell_a_reader_why_it_ended_nor_who_would_have_come)
{
	const char *match = schedule();
	const char *history = region_text("%s/geschiedenis", match);
	const char *moves = region_text("%s/verzetvoorstellen", match);
	assert_status(ask_to_move(match), 201);
	region_sql(
		"update lid set rol = 'lezer', bedrijf_id = null where bedrijf_id = '" ZUIVEL "'");
	const char *agenda = region_text("/v1/agenda?van=%s&tot=%s", region_day(0), region_day(60));
	assert_holds(region_get(MEDEWERKER, agenda), "'aanbieder':'Van Dam");
	assert_holds(region_get(BEDRIJF2, agenda), "'aanbieder':null");
	assert_holds(region_get(BEDRIJF2, moves), "'reden':null");
	assert_status(region_post(BEDRIJF, region_text("%s/annuleringen", match),
			      "{'reden':'ziekte','toelichting':'griep'}"),
		201);
	assert_holds(region_get(SCHOOL, match), "'reden':'ziekte','toelichting':'griep'");
	assert_holds(region_get(BEDRIJF2, match), "'reden':null,'toelichting':null");
	const struct reply told = region_get(BEDRIJF2, history);
	assert_status(told, 200);
	assert_holds_not(told, "ziekte");
	assert_holds_not(told, "griep");
}

/* From twelve to a quarter past one takes the afternoon as well, which is no reason not to move
 * into it. */
static void move_on(enum who by)
{
	const char *match = schedule_of(by, propose_in(by, "['ma-ochtend','ma-middag']"));
	assert_status(region_post(SCHOOL, region_text("%s/tijden", match),
			      "{'van':'12:00','tot':'13:15'}"),
		201);
	cr_assert_str_eq(region_value("select uitloop from koppeling"), "middag");
	const char *datum = region_value("select datum::text from koppeling");
	assert_holds(region_get(SCHOOL, region_text("%s/_vrijetijdvakken", match)),
		region_text("{'datum':'%s','dagdeel':'middag'", datum));
	assert_status(region_post(MEDEWERKER, region_text("%s/verzettingen", match),
			      region_text("{'tijdvak':{'datum':'%s','dagdeel':'middag'},'reden':"
					  "'anders'}",
				      datum)),
		201);
	cr_expect_str_eq(
		region_value("select string_agg(soort || ' ' || bezet, ', ' order by soort) from "
			     "(select distinct soort, bezet from bezetting where bezet > 0) b"),
		"schooljaar 1, tijdvak 1, week 1");
	cr_expect_str_eq(region_value("select count(*) from bezetting where soort = 'tijdvak' and "
				      "bezet > 0"),
		"1");
}

Test(koppeling, of_a_company_moves_into_the_half_day_that_it_runs_on_into)
{
	move_on(BEDRIJF);
}

Test(koppeling, of_a_volunteer_moves_into_the_half_day_that_it_runs_on_into)
{
	move_on(VRIJWILLIGER2);
}
