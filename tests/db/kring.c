/* Circles through the API. */
#include <string.h>

#include "fixtures/region.h"

TestSuite(kring, .init = region_init, .fini = region_fini);

Test(kring, is_made_by_staff_and_read_back)
{
	const struct reply made = region_post(MEDEWERKER, "/v1/kringen",
		"{'naam':'Poort','omschrijving':'Zuid','gemeenten':['0034','0050']}");
	assert_status(made, 201);
	cr_assert_str_eq(made.etag, "\"1\"");
	const struct reply read = region_get(SCHOOL, made.location);
	assert_status(read, 200);
	cr_assert_str_eq(read.body, made.body);
	assert_holds(read, "'naam':'Poort','omschrijving':'Zuid','gemeenten':['0034','0050']");
}

Test(kring, is_not_made_by_others)
{
	assert_status(
		region_post(BEDRIJF, "/v1/kringen", "{'naam':'Poort','gemeenten':['0034']}"), 403);
}

Test(kring, names_every_unknown_gemeente)
{
	const struct reply r = region_post(
		MEDEWERKER, "/v1/kringen", "{'naam':' ','gemeenten':['0001','0034','0002']}");
	assert_status(r, 400);
	assert_holds(r, "'pointer':'/naam'");
	assert_holds(r, "'pointer':'/gemeenten/0','code':'gemeente.onbekend'");
	assert_holds(r, "'pointer':'/gemeenten/2'");
	assert_holds_not(r, "'pointer':'/gemeenten/1'");
}

Test(kring, has_a_name_of_its_own_in_any_case)
{
	const struct reply r = region_post(
		MEDEWERKER, "/v1/kringen", "{'naam':'ALMEERSE kring','gemeenten':['0034']}");
	assert_status(r, 409);
	assert_holds(r, "'code':'kring.naam_bestaat'");
}

Test(kring, changes_what_the_patch_names_and_nothing_else)
{
	const struct reply r =
		region_patch(MEDEWERKER, "/v1/kringen/" KRING, "\"1\"", "{'omschrijving':'Nieuw'}");
	assert_status(r, 200);
	cr_assert_str_eq(r.etag, "\"2\"");
	assert_holds(r, "'naam':'Almeerse kring','omschrijving':'Nieuw','gemeenten':['0034']");
	const struct reply cleared =
		region_patch(MEDEWERKER, "/v1/kringen/" KRING, "\"2\"", "{'omschrijving':null}");
	assert_holds(cleared, "'omschrijving':null");
}

Test(kring, refuses_a_patch_of_an_older_version)
{
	assert_status(region_patch(MEDEWERKER, "/v1/kringen/" KRING, "\"1\"", "{'naam':'A'}"), 200);
	const struct reply r =
		region_patch(MEDEWERKER, "/v1/kringen/" KRING, "\"1\"", "{'naam':'B'}");
	assert_status(r, 412);
	cr_assert_str_eq(r.etag, "\"2\"");
	assert_holds(region_get(SCHOOL, "/v1/kringen/" KRING), "'naam':'A'");
}

Test(kring, that_is_not_there_is_not_found)
{
	assert_status(region_get(SCHOOL, "/v1/kringen/" NOBODY), 404);
	assert_status(
		region_patch(MEDEWERKER, "/v1/kringen/" NOBODY, "\"1\"", "{'naam':'A'}"), 404);
}

Test(kring, comes_in_pages_that_miss_and_repeat_nothing)
{
	for (int i = 0; i < 4; i++)
		assert_status(region_post(MEDEWERKER, "/v1/kringen",
				      region_text("{'naam':'Kring %d','gemeenten':['0034']}", i)),
			201);
	const struct reply first = region_get(SCHOOL, "/v1/kringen?limit=3");
	assert_status(first, 200);
	assert_holds(first, "'naam':'Kring 1'");
	assert_holds_not(first, "'naam':'Kring 2'");
	cr_assert(strstr(first.link, "rel=\"next\"") != NULL);
	const struct reply second = region_get(SCHOOL,
		region_text("/v1/kringen?limit=3&cursor=%s", region_member(first, "volgende")));
	assert_holds(second, "'naam':'Kring 2'");
	assert_holds(second, "'naam':'Kring 3'");
	assert_holds_not(second, "'naam':'Kring 1'");
	assert_holds(second, "'volgende':null");
}

Test(kring, leaves_an_audit_row_and_an_event_with_each_change)
{
	assert_status(region_patch(MEDEWERKER, "/v1/kringen/" KRING, "\"1\"", "{'naam':'A'}"), 200);
	cr_assert_str_eq(region_value("select handeling || versie from audit where tabel = 'kring' "
				      "and account_id = '" ID("57") "'"),
		"gewijzigd2");
	cr_assert_str_eq(
		region_value("select soort from gebeurtenis where versie = 2"), "kring.gewijzigd");
}
