/* Accreditations of companies through the API. */
#include "fixtures/region.h"

#define LIST "/v1/bedrijven/" VAN_DAM "/erkenningen"

TestSuite(erkenning, .init = region_init, .fini = region_fini);

Test(erkenning, is_kept_by_staff_and_read_back)
{
	const struct reply made =
		region_post(MEDEWERKER, LIST, "{'crebo':25297,'geldigTotDatum':'2030-06-30'}");
	assert_status(made, 201);
	assert_holds(made, "'bedrijfId':'" VAN_DAM "','crebo':25297,'geldigTotDatum':'2030-06-30'");
	cr_assert_str_eq(region_get(MEDEWERKER, made.location).body, made.body);
	assert_status(region_get(BEDRIJF, made.location), 403);
	assert_status(region_get(BEDRIJF, LIST), 403);
}

Test(erkenning, is_one_per_company_and_qualification)
{
	const char *body = "{'crebo':25297,'geldigTotDatum':'2030-06-30'}";
	assert_status(region_post(MEDEWERKER, LIST, body), 201);
	const struct reply again = region_post(MEDEWERKER, LIST, body);
	assert_status(again, 409);
	assert_holds(again, "'code':'erkenning.bestaat'");
	assert_status(region_post(MEDEWERKER, "/v1/bedrijven/" ZUIVEL "/erkenningen", body), 201);
}

Test(erkenning, ends_and_is_prolonged_in_its_version)
{
	const struct reply made =
		region_post(MEDEWERKER, LIST, "{'crebo':25297,'geldigTotDatum':'2030-06-30'}");
	const struct reply ended =
		region_patch(MEDEWERKER, made.location, "\"1\"", "{'geldigTotDatum':'2026-01-01'}");
	assert_status(ended, 200);
	assert_holds(ended, "'geldigTotDatum':'2026-01-01'");
	assert_status(
		region_patch(MEDEWERKER, made.location, "\"1\"", "{'geldigTotDatum':'2031-01-01'}"),
		412);
}

Test(erkenning, of_a_company_that_is_not_there_is_not_found)
{
	assert_status(region_get(MEDEWERKER, "/v1/bedrijven/" NOBODY "/erkenningen"), 404);
	assert_status(region_post(MEDEWERKER, "/v1/bedrijven/" NOBODY "/erkenningen",
			      "{'crebo':25297,'geldigTotDatum':'2030-06-30'}"),
		404);
}
