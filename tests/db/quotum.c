/* How much a school may ask, a company be asked and anybody invite. */
#include "fixtures/region.h"

TestSuite(quotum, .init = region_init, .fini = region_fini, .timeout = 60);

static struct reply ask(enum who who, const char *klas, const char *members)
{
	return region_post(who, "/v1/aanvragen",
		region_text("{'klas':'%s','soort':'gastles','onderwerp':'Robots','niveau':'po-"
			    "groep-7','groepsgrootte':25,'vanDatum':'%s','totDatum':'%s',"
			    "'dagdelen':['ma-ochtend','di-ochtend']%s}",
			klas, region_day(3), region_day(40), members));
}

/* Staff changes the maximum of the school. */
static struct reply allow(int max)
{
	const char *const school = "/v1/scholen/" KOMPAS;
	return region_patch(MEDEWERKER, school, region_get(MEDEWERKER, school).etag,
		region_text("{'maxOpenAanvragen':%d}", max));
}

static struct reply set_status(struct reply aanvraag, const char *status)
{
	const char *path = region_text("/v1/aanvragen/%s", region_member(aanvraag, "id"));
	return region_patch(SCHOOL, path, region_get(SCHOOL, path).etag,
		region_text("{'status':'%s'}", status));
}

static void assert_too_many(struct reply r)
{
	assert_status(r, 409);
	assert_holds(r, "'code':'aanvraag.te_veel_open'");
}

Test(quotum, is_what_the_contract_says_unless_staff_says_otherwise)
{
	assert_holds(region_get(SCHOOL, "/v1/scholen/" KOMPAS), "'maxOpenAanvragen':100");
	assert_holds(region_get(SCHOOL, "/v1/bedrijven/" VAN_DAM), "'maxVoorstellenPerWeek':50");
	assert_holds(region_post(MEDEWERKER, "/v1/bedrijven", "{'naam':'Nieuw'}"),
		"'maxVoorstellenPerWeek':50");
	const struct reply r = allow(3);
	assert_status(r, 200);
	assert_holds(r, "'maxOpenAanvragen':3");
}

Test(quotum, only_staff_changes_it)
{
	const char *const school = "/v1/scholen/" KOMPAS;
	assert_status(region_patch(SCHOOL, school, region_get(SCHOOL, school).etag,
			      "{'maxOpenAanvragen':1000}"),
		403);
	const char *const bedrijf = "/v1/bedrijven/" VAN_DAM;
	const struct reply r = region_patch(BEDRIJF, bedrijf, region_get(BEDRIJF, bedrijf).etag,
		"{'maxVoorstellenPerWeek':1000}");
	assert_status(r, 403);
	assert_holds(r, "'code':'maximum.alleen_medewerker'");
	assert_status(region_patch(MEDEWERKER, bedrijf, region_get(BEDRIJF, bedrijf).etag,
			      "{'maxVoorstellenPerWeek':7}"),
		200);
	assert_holds(region_patch(BEDRIJF, bedrijf, region_get(BEDRIJF, bedrijf).etag,
			     "{'branche':'Metaal'}"),
		"'maxVoorstellenPerWeek':7");
}

Test(quotum, asvs_2_3_2_of_a_school_so_many_requests_are_open_and_no_more)
{
	assert_status(allow(2), 200);
	assert_status(ask(SCHOOL, "7a", ""), 201);
	assert_status(ask(SCHOOL, "7b", ""), 201);
	assert_too_many(ask(SCHOOL, "7c", ""));
	assert_too_many(ask(MEDEWERKER, "7c", ",'schoolId':'" KOMPAS "'"));
	assert_status(allow(3), 200);
	assert_status(ask(SCHOOL, "7c", ""), 201);
	cr_assert_str_eq(
		region_value("select gebruikt || ' of ' || maximum from quotum"), "3 of 3");
}

Test(quotum, a_draft_counts_once_it_is_opened_and_a_withdrawal_gives_back)
{
	assert_status(allow(1), 200);
	const struct reply draft = ask(SCHOOL, "7a", ",'status':'concept'");
	assert_status(draft, 201);
	const struct reply open = ask(SCHOOL, "7b", "");
	assert_status(open, 201);
	assert_too_many(set_status(draft, "open"));
	assert_status(set_status(open, "ingetrokken"), 200);
	assert_status(set_status(draft, "open"), 200);
	assert_too_many(set_status(open, "open"));
}

Test(quotum, what_is_open_stays_so_when_staff_lowers_it)
{
	const struct reply first = ask(SCHOOL, "7a", "");
	assert_status(first, 201);
	assert_status(ask(SCHOOL, "7b", ""), 201);
	assert_status(allow(0), 200);
	assert_status(set_status(first, "ingetrokken"), 200);
	assert_too_many(ask(SCHOOL, "7c", ""));
}

Test(quotum, what_a_match_gives_back_is_never_too_much)
{
	const struct reply first = ask(SCHOOL, "7a", "");
	region_sql("update aanvraag set status = 'gekoppeld'");
	assert_status(allow(1), 200);
	assert_status(ask(SCHOOL, "7b", ""), 201);
	region_sql(region_text(
		"update aanvraag set status = 'open' where id = '%s'", region_member(first, "id")));
	cr_assert_str_eq(region_value("select gebruikt from quotum"), "2");
	assert_too_many(ask(SCHOOL, "7c", ""));
}

Test(quotum, a_company_and_its_volunteers_get_so_many_proposals_in_a_week_however_they_end)
{
	const char *const bedrijf = "/v1/bedrijven/" VAN_DAM;
	assert_status(region_patch(MEDEWERKER, bedrijf, region_get(BEDRIJF, bedrijf).etag,
			      "{'maxVoorstellenPerWeek':1}"),
		200);
	static const enum who suppliers[] = { BEDRIJF, VRIJWILLIGER, VRIJWILLIGER2 };
	static const int expected[] = { 201, 409, 201 }; /* the third is of no company */
	for (int i = 0; i < 3; i++) {
		const struct reply offer = region_post(suppliers[i], "/v1/aanbod",
			"{'soort':'gastles','titel':'Robots','niveaus':['po-groep-7'],"
			"'dagdelen':['ma-ochtend','di-ochtend']}");
		assert_status(offer, 201);
		const struct reply asked = ask(SCHOOL, region_text("7%c", 'a' + i), "");
		assert_status(asked, 201);
		const char *id = region_member(asked, "id");
		const struct reply list =
			region_get(SCHOOL, region_text("/v1/aanvragen/%s/kandidaten", id));
		assert_status(list, 200);
		const struct reply r =
			region_post(SCHOOL, region_text("/v1/aanvragen/%s/koppelingen", id),
				region_text("{'aanbodId':'%s','tijdvak':{'datum':'%s','dagdeel':"
					    "'ochtend'}}",
					region_member(offer, "id"), region_member(list, "datum")));
		assert_status(r, expected[i]);
		if (expected[i] == 409)
			assert_holds(r, "'code':'bedrijf.te_veel_voorstellen'");
		else
			assert_status(region_post(SCHOOL,
					      region_text("/v1/koppelingen/%s/reacties",
						      region_member(r, "id")),
					      "{'reactie':'afslaan','reden':'geen-tijd'}"),
				201);
	}
	cr_assert_str_eq(region_value("select gebruikt from quotum where soort = 'voorstel'"), "1");
}

Test(quotum, for_one_organisation_so_many_are_invited_in_a_day_whoever_invites)
{
	region_sql("insert into uitnodiging_dag (organisatie, tot_op, aantal) select '" KOMPAS
		   "', ((now() at time zone 'Europe/Amsterdam')::date + 1)::timestamp at time "
		   "zone 'Europe/Amsterdam', 48");
	static const enum who inviters[] = { SCHOOL, MEDEWERKER, SCHOOL, MEDEWERKER };
	static const int expected[] = { 201, 201, 429, 429 };
	for (int i = 0; i < 4; i++) {
		const struct reply r = region_post(inviters[i], "/v1/uitnodigingen",
			region_text("{'email':'n%d@voorbeeld.nl','naam':'N','rol':'docent',"
				    "'schoolId':'" KOMPAS "'}",
				i));
		assert_status(r, expected[i]);
		if (expected[i] == 429)
			assert_holds(r, "'code':'uitnodiging.te_veel_vandaag'");
	}
	assert_status(region_post(MEDEWERKER, "/v1/uitnodigingen",
			      "{'email':'m@voorbeeld.nl','naam':'N','rol':'docent',"
			      "'schoolId':'" MARIEN "'}"),
		201);
	/* What was refused counts for nobody. */
	cr_assert_str_eq(region_value("select string_agg(aantal::text, ',' order by aantal) from "
				      "uitnodiging_dag where account_id is not null"),
		"1,2");
}
