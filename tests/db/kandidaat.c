/* Candidates for a request, through the API. */
#include "fixtures/region.h"

TestSuite(kandidaat, .init = region_init, .fini = region_fini);

static const char *ask(void)
{
	const struct reply r = region_post(SCHOOL, "/v1/aanvragen",
		region_text(
			"{'klas':'7a','soort':'gastles','onderwerp':'Robots','niveau':'po-groep-7',"
			"'groepsgrootte':25,'vanDatum':'%s','totDatum':'%s','dagdelen':['ma-"
			"ochtend','do-ochtend']}",
			region_day(3), region_day(40)));
	assert_status(r, 201);
	return region_member(r, "id");
}

/* So many offers of Bram. */
static void offer(int count)
{
	region_sql(region_text(
		"insert into aanbod (id, vrijwilliger_id, bedrijf_id, soort, titel, themas, "
		"niveaus, talen, online, groep_min,"
		" groep_max, plaatsen, dagdelen, van_datum, uitzonderingen, status, versie, "
		"gemaakt_op, gewijzigd_op)"
		" select gen_random_uuid(), '" BRAM
		"', null, 'gastles', 'Les ' || n, '{}', 192, '{nl}', false, 1, 30, 1, 32767,"
		" '2026-01-01', '{}', 'actief', 1, '2026-01-01Z', '2026-01-01Z' from "
		"generate_series(1, %d) n",
		count));
}

Test(kandidaat, are_found_however_many_offers_there_are)
{
	offer(10000);
	const char *id = ask();
	const struct reply r = region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", id));
	assert_status(r, 200);
	assert_holds(r, "'rang':20,");
}

Test(kandidaat, are_taken_from_nearby_when_not_all_fit)
{
	region_sql("update vrijwilliger set rd_x = 250000, rd_y = 600000 where id = '" BRAM "'");
	offer(5000);
	const struct reply near = region_post(BEDRIJF, "/v1/aanbod",
		"{'soort':'gastles','titel':'Vlakbij','niveaus':['po-groep-7'],'dagdelen':['ma-"
		"ochtend']}");
	assert_status(near, 201);
	const char *id = ask();
	const struct reply r =
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten?limit=1", id));
	assert_status(r, 200);
	assert_holds(r, "'titel':'Vlakbij'");
}

Test(kandidaat, are_not_pushed_out_by_nearer_offers_on_other_topics)
{
	region_sql("update bedrijf set rd_x = 150000, rd_y = 490000 where id = '" VAN_DAM "'");
	region_sql("update vrijwilliger set rd_x = 143100, rd_y = 487100 where id = '" BRAM "'");
	offer(5000);
	region_sql("update aanbod set themas = '{lassen}'");
	const struct reply other = region_post(BEDRIJF, "/v1/aanbod",
		"{'soort':'gastles','titel':'Verder "
		"weg','themas':['robotica'],'niveaus':['po-groep-7'],'dagdelen':['ma-ochtend']}");
	assert_status(other, 201);
	const struct reply asked = region_post(SCHOOL, "/v1/aanvragen",
		region_text("{'klas':'7a','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','themas':['robotica'],"
			    "'themaVereist':true,'groepsgrootte':25,'vanDatum':'%s','totDatum':'%s'"
			    ",'dagdelen':['ma-ochtend']}",
			region_day(3), region_day(40)));
	assert_status(asked, 201);
	const struct reply r = region_get(
		SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", region_member(asked, "id")));
	assert_status(r, 200);
	assert_holds(r, "'titel':'Verder weg'");
}

Test(kandidaat, are_found_however_many_exceptions_the_offers_have)
{
	offer(4000);
	region_sql("update aanbod set uitzonderingen ="
		   " (select array_agg(90000 + n order by n) from generate_series(1, 1200) n)");
	const char *id = ask();
	const struct reply r = region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", id));
	assert_status(r, 200);
	assert_holds(r, "'rang':20,");
}

Test(kandidaat, are_not_of_a_closed_company)
{
	const struct reply offered = region_post(BEDRIJF, "/v1/aanbod",
		"{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],'dagdelen':['ma-"
		"ochtend']}");
	assert_status(offered, 201);
	region_sql("update bedrijf set gesloten_op = '2026-01-01' where id = '" VAN_DAM "'");
	const char *id = ask();
	const struct reply list =
		region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", id));
	assert_status(list, 200);
	assert_holds(list, "'items':[]");
	const struct reply one = region_get(SCHOOL,
		region_text("/v1/aanvragen/%s/kandidaten/%s", id, region_member(offered, "id")));
	assert_status(one, 200);
	assert_holds(one, "'mogelijk':false");
}

Test(kandidaat, is_for_a_school_what_the_offer_itself_is)
{
	const struct reply offered = region_post(BEDRIJF, "/v1/aanbod",
		"{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],'dagdelen':['ma-"
		"ochtend']}");
	assert_status(offered, 201);
	const char *aanbod = region_member(offered, "id");
	const char *id = ask();
	static const char *const states[] = { "actief", "gepauzeerd", "gesloten" };
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		region_sql(region_text(
			"update aanbod set status = '%s' where id = '%s'", states[i], aanbod));
		const char *one = region_text("/v1/aanvragen/%s/kandidaten/%s", id, aanbod);
		assert_status(region_get(SCHOOL, one), i == 0 ? 200 : 404);
		assert_status(region_get(SCHOOL, offered.location), i == 0 ? 200 : 404);
		assert_holds(region_get(MEDEWERKER, one),
			i == 0 ? "'mogelijk':true" : "'regel':{'code':'gepauzeerd'");
	}
}

/* One offer of each: Van Dam itself, Aya of Van Dam, Chris of Zuivel, Bram of no company. */
static const char *ask_of_four(void)
{
	region_sql("insert into gemeente (code, naam, zoeknaam) values ('9951', 'Dammerdam', "
		   "'dammerdam'), ('9952', 'Elders', 'elders')");
	region_sql("update bedrijf set gemeente_code = case id when '" VAN_DAM
		   "' then '9951' else '9952' end");
	region_sql("insert into aanbod (id, vrijwilliger_id, bedrijf_id, soort, titel, themas, "
		   "niveaus, talen, online, groep_min, groep_max, plaatsen, dagdelen, van_datum, "
		   "uitzonderingen, status, versie, gemaakt_op, gewijzigd_op) select "
		   "gen_random_uuid(), v.v, v.b, 'gastles', v.t, '{}', 192, '{nl}', false, 1, 30, "
		   "1, 32767, '2026-01-01', '{}', 'actief', 1, '2026-01-01Z', '2026-01-01Z' from "
		   "(values (null::uuid, '" VAN_DAM "'::uuid, 'Van Dam zelf'), ('" AYA
		   "', null, 'Aya'), ('" CHRIS "', null, 'Chris'), ('" BRAM
		   "', null, 'Bram')) v (v, b, t)");
	return ask();
}

static struct reply list(const char *id, const char *query)
{
	return region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten?%s", id, query));
}

Test(kandidaat, are_of_one_company_when_that_is_asked)
{
	const char *id = ask_of_four();
	const struct reply all = list(id, "limit=100");
	assert_holds(all, "'rang':4,");
	const struct reply r = list(id, "bedrijfId=" VAN_DAM);
	assert_status(r, 200);
	assert_holds(r, "'titel':'Van Dam zelf'");
	assert_holds(r, "'titel':'Aya'");
	assert_holds(r, "'rang':2,");
	assert_holds_not(r, "'rang':3,");
}

Test(kandidaat, are_of_one_municipality_by_its_code_or_name)
{
	const char *id = ask_of_four();
	static const char *const ways[] = { "gemeente=9951", "gemeente=GM9951",
		"gemeente=DammerDam", "gemeente=9951&bedrijfId=" VAN_DAM };
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		const struct reply r = list(id, ways[i]);
		assert_status(r, 200);
		assert_holds(r, "'titel':'Van Dam zelf'");
		assert_holds(r, "'titel':'Aya'");
		assert_holds_not(r, "'rang':3,");
	}
	const struct reply other = list(id, "gemeente=elders");
	assert_holds(other, "'titel':'Chris'");
	assert_holds_not(other, "'rang':2,");
}

Test(kandidaat, are_of_the_municipality_where_a_volunteer_of_no_company_lives)
{
	const char *id = ask_of_four();
	region_sql("insert into postcode (pc4, gemeente_code, plaats, rd_x, rd_y) values ('8241', "
		   "'9951', 'Dam', 1, 1), ('8241', '9951', 'Dijk', 1, 1), ('8242', '9952', 'Veld', "
		   "1, 1)");
	region_sql("update vrijwilliger set postcode = '8241AB' where id in ('" BRAM "', '" CHRIS
		   "')");
	const struct reply here = list(id, "gemeente=9951");
	assert_status(here, 200);
	assert_holds(here, "'titel':'Bram'");
	assert_holds_not(here, "'titel':'Chris'"); /* of a company elsewhere */
	assert_holds_not(here, "'rang':4,");
	assert_holds_not(list(id, "gemeente=elders"), "'titel':'Bram'");
	assert_holds_not(list(id, "gemeente=9951&bedrijfId=" VAN_DAM), "'titel':'Bram'");
	region_sql("update postcode set gesloten_op = '2026-01-01' where pc4 = '8241'");
	assert_holds_not(list(id, "gemeente=9951"), "'titel':'Bram'");
}

Test(kandidaat, say_why_nobody_of_what_the_filter_leaves)
{
	const char *id = ask_of_four();
	const struct reply none = list(id, "gemeente=9951&bedrijfId=" ZUIVEL);
	assert_status(none, 200);
	assert_holds(none, "'items':[],'volgende':null");
	assert_holds(none, "'geenKandidaten':[]");
	region_sql("update aanbod set talen = '{de}' where titel = 'Chris'");
	const struct reply one = list(id, "bedrijfId=" ZUIVEL);
	assert_holds(one, "'items':[]");
	assert_holds(one, "'geenKandidaten':[{'regel':'taal'");
	assert_holds(one, "'aantal':1}]");
}

Test(kandidaat, are_paged_within_the_filter_that_the_cursor_was_made_for)
{
	const char *id = ask_of_four();
	const struct reply first = list(id, "limit=1&bedrijfId=" VAN_DAM);
	assert_holds(first, "'rang':1,");
	const char *cursor = region_member(first, "volgende");
	const struct reply second =
		list(id, region_text("limit=1&bedrijfId=" VAN_DAM "&cursor=%s", cursor));
	assert_status(second, 200);
	assert_holds(second, "'rang':2,");
	assert_holds(second, "'volgende':null");
	const struct reply other =
		list(id, region_text("limit=1&bedrijfId=" ZUIVEL "&cursor=%s", cursor));
	assert_status(other, 400);
	assert_holds(other, "'cursor.ongeldig'");
	assert_holds(other, "een ander filter");
	assert_status(list(id, region_text("limit=1&cursor=%s", cursor)), 400);
}

Test(kandidaat, are_refused_when_a_filter_leaves_more_than_can_be_handled)
{
	region_sql("update bedrijf set gemeente_code = '9951'");
	region_sql("insert into gemeente (code, naam, zoeknaam) values ('9951', 'D', 'd')");
	region_sql("update vrijwilliger set bedrijf_id = '" VAN_DAM "' where id = '" BRAM "'");
	offer(10001);
	const char *id = ask();
	const struct reply r = list(id, "gemeente=9951");
	assert_status(r, 400);
	assert_holds(r, "'filter.te_ruim'");
}
