/* Offers through the API. */
#include "fixtures/region.h"

TestSuite(aanbod, .init = region_init, .fini = region_fini);

#define LES                                                                                      \
	"'soort':'gastles','titel':'Lassen','niveaus':['po-groep-7'],'dagdelen':['di-ochtend','" \
	"ma-middag']"

static struct reply offer(enum who who, const char *more)
{
	return region_post(who, "/v1/aanbod", region_text("{" LES "%s}", more));
}

Test(aanbod, is_filled_in_where_the_offer_is_silent)
{
	const struct reply r = offer(BEDRIJF, "");
	assert_status(r, 201);
	assert_holds(r, "'bedrijfId':'" VAN_DAM "','vrijwilligerId':null");
	assert_holds(r, "'themas':[],'niveaus':['po-groep-7'],'talen':['nl'],'online':false,'"
			"reisafstandM':null");
	assert_holds(r,
		"'groepMin':1,'groepMax':30,'leeftijdMin':null,'leerlingenPerBegeleider':null,"
		"'traploos':false,'bescherming':[],'plaatsen':1,'dagdelen':['"
		"ma-middag','di-ochtend']");
	assert_holds(r, region_text("'vanDatum':'%s','totDatum':null", region_day(0)));
	assert_holds(r, "'uitzonderingen':[],'lespakketId':null,'status':'actief'");
	cr_assert_str_eq(region_get(BEDRIJF, r.location).body, r.body);
}

Test(aanbod, of_a_company_is_by_one_of_its_own_people)
{
	assert_status(offer(BEDRIJF, ",'vrijwilligerId':'" AYA "'"), 201);
	const struct reply other =
		offer(BEDRIJF, ",'vrijwilligerId':'" CHRIS "','bedrijfId':'" ZUIVEL "'");
	assert_status(other, 400);
	assert_holds(other, "'pointer':'/vrijwilligerId','code':'vrijwilliger.onbekend'");
	assert_holds(other, "'pointer':'/bedrijfId','code':'bedrijf.niet_eigen'");
}

Test(aanbod, of_a_volunteer_is_its_own_and_for_its_own_company_when_it_says_so)
{
	const struct reply private = offer(VRIJWILLIGER, "");
	assert_status(private, 201);
	assert_holds(private, "'bedrijfId':null,'vrijwilligerId':'" AYA "'");
	assert_holds(
		offer(VRIJWILLIGER, ",'bedrijfId':'" VAN_DAM "'"), "'bedrijfId':'" VAN_DAM "'");
	assert_status(offer(VRIJWILLIGER, ",'bedrijfId':'" ZUIVEL "'"), 400);
	assert_status(offer(VRIJWILLIGER2, ",'bedrijfId':'" VAN_DAM "'"), 400);
	assert_status(offer(VRIJWILLIGER, ",'vrijwilligerId':'" BRAM "'"), 400);
}

Test(aanbod, of_staff_names_who_offers)
{
	const struct reply nobody = offer(MEDEWERKER, "");
	assert_status(nobody, 400);
	assert_holds(nobody, "'code':'aanbod.zonder_aanbieder'");
	assert_status(offer(MEDEWERKER, ",'vrijwilligerId':'" BRAM "'"), 201);
	assert_holds(offer(MEDEWERKER, ",'bedrijfId':'" GESTOPT "'"), "'code':'bedrijf.gesloten'");
	assert_holds(offer(MEDEWERKER, ",'bedrijfId':'" NOBODY "'"), "'code':'bedrijf.onbekend'");
	assert_status(offer(SCHOOL, ",'bedrijfId':'" VAN_DAM "'"), 403);
}

Test(aanbod, says_all_that_is_wrong_at_once)
{
	const struct reply r =
		offer(BEDRIJF, ",'themas':['lassen','niets'],'groepMin':20,'groepMax':10,'vanDatum'"
			       ":'2026-09-02','totDatum':'2026-09-01',"
			       "'uitzonderingen':[{'datum':'2026-10-01'},{'datum':'2026-10-01','"
			       "dagdeel':'avond'}]");
	assert_status(r, 400);
	assert_holds(r, "'pointer':'/themas/1','code':'thema.onbekend'");
	assert_holds(r, "'pointer':'/groepMax','code':'groep.omgekeerd'");
	assert_holds(r, "'pointer':'/totDatum','code':'periode.omgekeerd'");
	assert_holds(r, "'pointer':'/uitzonderingen/1','code':'uitzondering.dubbel'");
}

Test(aanbod, gives_its_exceptions_back_in_order_with_whole_days_as_one)
{
	const struct reply r = offer(BEDRIJF, ",'uitzonderingen':[{'datum':'2026-12-04','dagdeel':'"
					      "middag'},{'datum':'2026-10-01','dagdeel':null},"
					      "{'datum':'2026-12-04','dagdeel':'ochtend'}]");
	assert_status(r, 201);
	assert_holds(r, "'uitzonderingen':[{'datum':'2026-10-01','dagdeel':null},{'datum':'2026-12-"
			"04','dagdeel':'ochtend'},"
			"{'datum':'2026-12-04','dagdeel':'middag'}]");
}

Test(aanbod, is_seen_by_its_own_side_by_staff_and_when_active_by_schools)
{
	const struct reply r = offer(BEDRIJF, ",'status':'gepauzeerd','vrijwilligerId':'" AYA "'");
	assert_status(region_get(BEDRIJF, r.location), 200);
	assert_status(region_get(VRIJWILLIGER, r.location), 200);
	assert_status(region_get(MEDEWERKER, r.location), 200);
	assert_status(region_get(BEDRIJF2, r.location), 404);
	assert_status(region_get(VRIJWILLIGER2, r.location), 404);
	assert_status(region_get(SCHOOL, r.location), 404);
	assert_status(region_patch(BEDRIJF2, r.location, "\"1\"", "{'titel':'X'}"), 404);
	assert_status(region_patch(BEDRIJF, r.location, "\"1\"", "{'status':'actief'}"), 200);
	assert_status(region_get(SCHOOL, r.location), 200);
	assert_status(region_patch(SCHOOL, r.location, "\"2\"", "{'titel':'X'}"), 403);
}

Test(aanbod, is_listed_for_each_as_it_is_seen)
{
	assert_status(offer(BEDRIJF, ",'omschrijving':'van dam'"), 201);
	assert_status(offer(BEDRIJF2, ",'omschrijving':'zuivel','status':'gesloten'"), 201);
	assert_status(offer(VRIJWILLIGER, ",'omschrijving':'aya'"), 201);
	const struct reply school = region_get(SCHOOL, "/v1/aanbod");
	assert_holds(school, "van dam");
	assert_holds(school, "aya");
	assert_holds_not(school, "zuivel");
	assert_holds(region_get(SCHOOL, "/v1/aanbod?status=gesloten"), "'items':[]");
	const struct reply company = region_get(BEDRIJF, "/v1/aanbod");
	assert_holds(company, "van dam");
	assert_holds_not(company, "aya");
	const struct reply volunteer = region_get(VRIJWILLIGER, "/v1/aanbod");
	assert_holds(volunteer, "aya");
	assert_holds_not(volunteer, "van dam");
	const struct reply staff =
		region_get(MEDEWERKER, "/v1/aanbod?status=gesloten&soort=gastles");
	assert_holds(staff, "zuivel");
	assert_holds_not(staff, "van dam");
	assert_holds(region_get(MEDEWERKER, "/v1/aanbod?soort=workshop"), "'items':[]");
}

Test(aanbod, changes_what_the_patch_names_and_nothing_else)
{
	const struct reply r = offer(BEDRIJF, ",'reisafstandM':5000,'themas':['lassen'],'"
					      "uitzonderingen':[{'datum':'2026-10-01'}]");
	const struct reply changed =
		region_patch(BEDRIJF, r.location, r.etag, "{'groepMax':24,'talen':['en','nl']}");
	assert_status(changed, 200);
	assert_holds(changed, "'groepMin':1,'groepMax':24");
	assert_holds(changed, "'talen':['en','nl']");
	assert_holds(changed, "'reisafstandM':5000");
	assert_holds(changed, "'themas':['lassen']");
	assert_holds(changed, "'uitzonderingen':[{'datum':'2026-10-01','dagdeel':null}]");
	const struct reply cleared = region_patch(BEDRIJF, r.location, "\"2\"",
		"{'reisafstandM':null,'themas':[],'uitzonderingen':[],'totDatum':null}");
	assert_holds(cleared, "'reisafstandM':null");
	assert_holds(cleared, "'themas':[]");
	assert_holds(cleared, "'uitzonderingen':[]");
	assert_status(region_patch(BEDRIJF, r.location, "\"3\"", "{'groepMin':25}"), 400);
	assert_status(region_patch(BEDRIJF, r.location, "\"1\"", "{'groepMin':2}"), 412);
}
