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
}

Test(erkenning, is_read_by_its_company_and_no_other)
{
	const char *of_zuivel = "/v1/bedrijven/" ZUIVEL "/erkenningen";
	assert_status(
		region_post(MEDEWERKER, LIST, "{'crebo':25297,'geldigTotDatum':'2030-06-30'}"),
		201);
	assert_status(
		region_post(MEDEWERKER, of_zuivel, "{'crebo':25298,'geldigTotDatum':'2030-06-30'}"),
		201);
	const struct reply own = region_get(BEDRIJF, LIST);
	assert_status(own, 200);
	assert_holds(own, "'crebo':25297,'geldigTotDatum':'2030-06-30'");
	const struct reply other = region_get(BEDRIJF, of_zuivel);
	assert_status(other, 403);
	assert_holds(other, "'code':'bedrijf.niet_eigen'");
	assert_status(
		region_post(BEDRIJF, LIST, "{'crebo':25299,'geldigTotDatum':'2030-06-30'}"), 403);
	assert_status(region_get(SCHOOL, LIST), 403);
	/* The schema holds it too. */
	cr_expect_str_eq(region_tried(VAN_DAM, "insert into erkenning (id, bedrijf_id, crebo, "
					       "geldig_tot_datum, versie, gemaakt_op, "
					       "gewijzigd_op) values (gen_random_uuid(), '" VAN_DAM
					       "', 25299, '2030-06-30', 1, now(), now())"),
		"42501");
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
