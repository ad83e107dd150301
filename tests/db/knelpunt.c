/* Why nobody fits a request, through the API. */
#include <string.h>

#include "fixtures/region.h"

TestSuite(knelpunt, .init = region_init, .fini = region_fini);

static const char *ask(const char *more)
{
	const struct reply r = region_post(SCHOOL, "/v1/aanvragen",
		region_text(
			"{'klas':'7a','soort':'gastles','onderwerp':'Robots','niveau':'po-groep-7',"
			"'groepsgrootte':25,'vanDatum':'%s','totDatum':'%s','dagdelen':['ma-"
			"ochtend','do-ochtend']%s}",
			region_day(3), region_day(40), more));
	assert_status(r, 201);
	return region_member(r, "id");
}

static struct reply why_nobody(const char *id, const char *query)
{
	const struct reply r =
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/knelpunten%s", id, query));
	assert_status(r, 200);
	return r;
}

/* An offer of Bram that differs from what is asked in these members. */
static void offer(const char *more)
{
	const struct reply r = region_post(VRIJWILLIGER2, "/v1/aanbod",
		region_text("{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],"
			    "'dagdelen':['ma-ochtend']%s}",
			more));
	assert_status(r, 201);
}

Test(knelpunt, are_none_without_offers_and_none_with_candidates)
{
	const char *id = ask("");
	const struct reply none = why_nobody(id, "");
	assert_holds(none, "'items':[]");
	assert_holds(none, "'bekeken':0,'mogelijk':0");
	offer("");
	const struct reply one = why_nobody(id, "");
	assert_holds(one, "'items':[]");
	assert_holds(one, "'bekeken':1,'mogelijk':1");
	assert_holds(one, "'samenvatting':'Er is 1 kandidaat; niets staat in de weg.'");
}

Test(knelpunt, come_with_the_cheapest_remedy_first_and_page_by_page)
{
	offer(",'groepMax':24");
	offer(",'talen':['en','de']");
	const char *id = ask("");
	const struct reply first = why_nobody(id, "?limit=1");
	assert_holds(first, "'bekeken':2,'mogelijk':0");
	assert_holds(first, "'kosten':4");
	assert_holds(
		first, "'regel':'groepsgrootte','advies':'Kom met een groep van hoogstens 24.'");
	assert_holds(first, "'groepsgrootte':24");
	assert_holds_not(first, "'code':'taal'");
	const struct reply second =
		why_nobody(id, region_text("?limit=1&cursor=%s", region_member(first, "volgende")));
	assert_holds(second, "'code':'taal'");
	assert_holds(second, "'talen':['en','de']");
	assert_holds(second, "'kosten':5");
	assert_holds(second, "'volgende':null");
}

/* A practical lesson, of which there is none. */
static struct reply why_no_instruction(const char *more)
{
	const struct reply r = region_post(SCHOOL, "/v1/aanvragen",
		region_text(
			"{'klas':'7a','soort':'praktijkinstructie','onderwerp':'Solderen',"
			"'niveau':'po-groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			"'dagdelen':['ma-ochtend','do-ochtend']%s}",
			region_day(3), region_day(40), more));
	assert_status(r, 201);
	return why_nobody(region_member(r, "id"), "");
}

Test(knelpunt, name_another_kind_where_there_is_nobody_of_this)
{
	offer("");
	const struct reply r = why_no_instruction("");
	assert_holds(r, "'bekeken':0,'mogelijk':0");
	assert_holds(r, "'regels':[{'code':'soort','reden':'Het aanbod is van een andere soort.'}],"
			"'aantal':1,'kosten':9");
	assert_holds(r, "'advies':'Vraag een gastles in plaats hiervan.','soort':'gastles'");
}

Test(knelpunt, weigh_another_kind_against_what_stands_in_the_way)
{
	offer("");
	const struct reply made = region_post(VRIJWILLIGER2, "/v1/aanbod",
		"{'soort':'praktijkinstructie','titel':'Solderen','niveaus':['po-groep-8'],"
		"'groepMax':20,'dagdelen':['ma-ochtend']}");
	assert_status(made, 201);
	const struct reply r = why_no_instruction("");
	assert_holds(r, "'bekeken':1,'mogelijk':0");
	/* The other level and the smaller group would take more of people than another activity. */
	assert_holds(r, "'items':[{'regels':[{'code':'soort',");
	assert_holds(r, "'kosten':11");
}

Test(knelpunt, are_never_advised_where_safety_counts)
{
	offer("");
	const struct reply r = why_nobody(ask(",'vogVereist':true"), "");
	assert_holds(r, "'code':'vog'");
	assert_holds(r, "'kosten':null");
	assert_holds(r, "'adviezen':[]");
}

Test(knelpunt, find_a_half_day_behind_the_window_and_outside_the_holidays)
{
	offer(region_text(",'vanDatum':'%s'", region_day(60)));
	const char *id = ask("");
	const struct reply r = why_nobody(id, "");
	assert_holds(r, "'regel':'tijdvak'");
	const char *soonest = region_member(r, "datum");
	cr_assert_geq(strcmp(soonest, region_day(60)), 0, "%s", soonest);
	region_sql(region_text("insert into vakantie (bron_id, soort, naam, regios, van_datum, "
			       "tot_datum) values (gen_random_uuid(), 'schoolvakantie', 'Vrij', "
			       "'{noord}', '%s', '%s')",
		soonest, soonest));
	const char *later = region_member(why_nobody(id, ""), "datum");
	cr_assert_gt(strcmp(later, soonest), 0, "%s", later);
}
