/* Companies through the API. */
#include "fixtures/region.h"

TestSuite(bedrijf, .init = region_init, .fini = region_fini);

Test(bedrijf, is_made_with_its_texts_in_one_form_and_its_place_from_the_postcode)
{
	const struct reply r = region_post(MEDEWERKER, "/v1/bedrijven",
		"{'naam':'Nieuw "
		"BV','adres':{'straat':'Havenstraat','huisnummer':7,'postcode':'3891 "
		"zz','plaats':'Zeewolde'},"
		"'telefoon':'036 123 45 "
		"67','website':'https://WWW.Voorbeeld.nl/Pad','kringId':'" KRING
		"','maxPerWeek':3}");
	assert_status(r, 201);
	assert_holds(r, "'postcode':'3891ZZ'");
	assert_holds(r, "'telefoon':'+31361234567'");
	assert_holds(r, "'website':'https://www.voorbeeld.nl/Pad'");
	assert_holds(r, "'gemeente':{'code':'0050','naam':'Zeewolde'}");
	assert_holds(r, "'locatie':{'rdX':163000,'rdY':482000}");
	assert_holds(r, "'maxPerWeek':3,'maxPerSchooljaar':null");
	cr_assert_str_eq(region_get(MEDEWERKER, r.location).body, r.body);
	assert_holds(region_get(SCHOOL, r.location), "'telefoon':null");
	assert_holds(region_get(SCHOOL, "/v1/bedrijven?zoek=nieuw%20zeewolde"), "Nieuw BV");
}

Test(bedrijf, shows_its_telephone_to_itself_its_circle_and_staff_who_leave_a_trace)
{
	const char *const one = "/v1/bedrijven/" VAN_DAM;
	region_sql("update bedrijf set telefoon_open = '+31361234567' where id = '" VAN_DAM "'");
	region_seal();
	assert_holds(region_get(BEDRIJF, one), "'telefoon':'+31361234567'");
	assert_holds(region_get(MEDEWERKER, one), "'telefoon':'+31361234567'");
	assert_holds(region_get(MEDEWERKER, "/v1/bedrijven"), "'telefoon':'+31361234567'");
	static const enum who others[] = { SCHOOL, SCHOOL2, BEDRIJF2, VRIJWILLIGER, VRIJWILLIGER2 };
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		assert_holds(region_get(others[i], one), "'telefoon':null");
		assert_holds_not(region_get(others[i], "/v1/bedrijven"), "+31361234567");
	}
	cr_assert_str_eq(region_value("select string_agg(handeling, ' ' order by id) from audit "
				      "where betreft = '{" VAN_DAM "}'"),
		"bedrijfGet bedrijfList");
}

Test(bedrijf, says_all_that_is_wrong_at_once)
{
	const struct reply r = region_post(MEDEWERKER, "/v1/bedrijven",
		"{'naam':'Twee\\nregels','telefoon':'0900 123 4567','kringId':'" NOBODY
		"','adres':{'postcode':'1315 SS'}}");
	assert_status(r, 400);
	assert_holds(r, "'pointer':'/naam','code':'veld.tekens'");
	assert_holds(r, "'pointer':'/telefoon','code':'telefoon.ongeldig'");
	assert_holds(r, "'pointer':'/kringId','code':'kring.onbekend'");
	assert_holds(r, "'pointer':'/adres/postcode','code':'postcode.ongeldig'");
}

Test(bedrijf, keeps_the_place_that_a_source_gave_while_the_postcode_stays)
{
	const struct reply same = region_patch(BEDRIJF, "/v1/bedrijven/" VAN_DAM, "\"1\"",
		"{'adres':{'straat':'Kade','postcode':'1315ab'},'branche':'metaal'}");
	assert_status(same, 200);
	assert_holds(same, "'locatie':{'rdX':143200,'rdY':487200}");
	assert_holds(same, "'straat':'Kade'");
	const struct reply moved = region_patch(
		BEDRIJF, "/v1/bedrijven/" VAN_DAM, "\"2\"", "{'adres':{'postcode':'3891 AA'}}");
	assert_holds(moved, "'locatie':{'rdX':163000,'rdY':482000}");
	assert_holds(moved, "'straat':'Kade'");
	assert_holds(moved, "'gemeente':{'code':'0050'");
	const struct reply gone = region_patch(BEDRIJF, "/v1/bedrijven/" VAN_DAM, "\"3\"",
		"{'adres':{'postcode':null},'kringId':null}");
	assert_holds(gone, "'locatie':null");
	assert_holds(gone, "'gemeente':null");
	assert_holds(gone, "'kringId':null");
}

Test(bedrijf, is_changed_by_itself_and_by_staff_only)
{
	assert_status(
		region_patch(MEDEWERKER, "/v1/bedrijven/" VAN_DAM, "\"1\"", "{'branche':'metaal'}"),
		200);
	const struct reply r =
		region_patch(BEDRIJF2, "/v1/bedrijven/" VAN_DAM, "\"2\"", "{'branche':'zuivel'}");
	assert_status(r, 403);
	assert_holds(r, "'code':'bedrijf.niet_eigen'");
	assert_status(
		region_patch(BEDRIJF2, "/v1/bedrijven/" NOBODY, "\"1\"", "{'branche':'zuivel'}"),
		404);
	assert_status(
		region_patch(SCHOOL, "/v1/bedrijven/" VAN_DAM, "\"2\"", "{'branche':'zuivel'}"),
		403);
	assert_holds(region_get(SCHOOL, "/v1/bedrijven/" VAN_DAM), "'branche':'metaal'");
}

Test(bedrijf, is_found_under_its_new_name_after_a_change)
{
	assert_status(region_patch(BEDRIJF, "/v1/bedrijven/" VAN_DAM, "\"1\"",
			      "{'handelsnaam':'Lasatelier Één'}"),
		200);
	assert_holds(region_get(SCHOOL, "/v1/bedrijven?zoek=lasatelier%20een"), VAN_DAM);
	assert_holds(region_get(SCHOOL, "/v1/bedrijven?zoek=van%20dam"), VAN_DAM);
}

Test(bedrijf, is_listed_by_kring_and_not_when_closed)
{
	const struct reply all = region_get(SCHOOL, "/v1/bedrijven");
	assert_holds(all, VAN_DAM);
	assert_holds(all, ZUIVEL);
	assert_holds_not(all, GESTOPT);
	const struct reply circle = region_get(SCHOOL, "/v1/bedrijven?kringId=" KRING);
	assert_holds(circle, VAN_DAM);
	assert_holds_not(circle, ZUIVEL);
	assert_holds(region_get(SCHOOL, "/v1/bedrijven/" GESTOPT), "'geslotenDatum':'2025-08-01'");
}

Test(bedrijf, does_not_choose_its_own_number_in_the_trade_register)
{
	const char *const path = "/v1/bedrijven/" VAN_DAM;
	const char *etag = region_get(BEDRIJF, path).etag;
	const struct reply r = region_patch(BEDRIJF, path, etag, "{'kvkNummer':'12345678'}");
	assert_status(r, 403);
	assert_holds(r, "'code':'kvk.alleen_medewerker'");
	assert_status(region_patch(BEDRIJF, path, etag, "{'kvkNummer':null}"), 403);
	assert_holds(region_patch(MEDEWERKER, path, etag, "{'kvkNummer':'12345678'}"),
		"'kvkNummer':'12345678'");
}

Test(bedrijf, may_be_a_school_that_supplies_other_schools)
{
	const struct reply made = region_post(MEDEWERKER, "/v1/bedrijven",
		"{'naam':'Het "
		"Kompas','adres':{'postcode':'1311AA','plaats':'Almere'},'schoolId':'" KOMPAS "'}");
	assert_status(made, 201);
	assert_holds(made, "'schoolId':'" KOMPAS "'");
	assert_status(region_post(MEDEWERKER, "/v1/bedrijven",
			      "{'naam':'Nog een','adres':{},'schoolId':'" KOMPAS "'}"),
		409);
	const char *id = region_member(made, "id");
	const struct reply visit = region_post(MEDEWERKER, "/v1/aanbod",
		region_text("{'bedrijfId':'%s','soort':'bedrijfsbezoek','titel':'Bij ons',"
			    "'niveaus':['po-groep-7'],'dagdelen':['ma-ochtend']}",
			id));
	assert_status(visit, 400);
	assert_holds(visit, "'code':'soort.niet_van_school'");
	const struct reply training = region_post(MEDEWERKER, "/v1/aanbod",
		region_text("{'bedrijfId':'%s','soort':'nascholing','titel':'Techniek geven',"
			    "'niveaus':['po-groep-7'],'dagdelen':['ma-ochtend','di-ochtend']}",
			id));
	assert_status(training, 201);
	static const struct {
		enum who who;
		bool fits;
	} schools[] = { { SCHOOL, false }, { SCHOOL2, true } };
	for (int i = 0; i < 2; i++) {
		const struct reply asked = region_post(schools[i].who, "/v1/aanvragen",
			region_text("{'klas':'7A','soort':'nascholing','onderwerp':'Techniek',"
				    "'niveau':'po-groep-7','groepsgrootte':8,'vogVereist':false,"
				    "'vanDatum':'%s','totDatum':'%s','dagdelen':['ma-ochtend','di-"
				    "ochtend']}",
				region_day(3), region_day(40)));
		assert_status(asked, 201);
		const struct reply list = region_get(schools[i].who,
			region_text("/v1/aanvragen/%s/kandidaten", region_member(asked, "id")));
		assert_status(list, 200);
		cr_expect_eq(region_holds(list,
				     region_text("'aanbodId':'%s'", region_member(training, "id"))),
			schools[i].fits);
	}
}
