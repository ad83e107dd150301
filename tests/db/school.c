/* Schools through the API. */
#include "fixtures/region.h"

TestSuite(school, .init = region_init, .fini = region_fini);

Test(school, shows_what_is_known_of_it)
{
	const struct reply r = region_get(VRIJWILLIGER, "/v1/scholen/" KOMPAS);
	assert_status(r, 200);
	cr_assert_str_eq(r.etag, "\"3\"");
	assert_holds(r, "'vestigingscode':'01AA00','naam':'Het Kompas','soort':'po'");
	assert_holds(r, "'adres':{'straat':'Dorpsweg','huisnummer':1,'toevoeging':null,'postcode':'"
			"1315AB','plaats':'Almere'}");
	assert_holds(r, "'gemeente':{'code':'0034','naam':'Almere'},'vakantieregio':'noord'");
	assert_holds(r, "'niveaus':['po-groep-7','po-groep-8']");
	assert_holds(r, "'locatie':{'rdX':143100,'rdY':487100},'vogVereist':false,'"
			"maxOpenAanvragen':100,'geslotenDatum':null");
	assert_holds(region_get(SCHOOL, "/v1/scholen/" MARIEN), "'locatie':null");
}

Test(school, that_is_closed_is_found_by_id_and_not_in_lists)
{
	assert_holds(region_get(SCHOOL, "/v1/scholen/" OUDE), "'geslotenDatum':'2025-08-01'");
	const struct reply r = region_get(SCHOOL, "/v1/scholen");
	assert_holds(r, "Het Kompas");
	assert_holds_not(r, "De Oude School");
	assert_status(region_get(SCHOOL, "/v1/scholen/" NOBODY), 404);
	assert_status(region_get(SCHOOL, "/v1/scholen/geen-id"), 404);
}

Test(school, is_listed_by_gemeente_in_every_way_to_name_one)
{
	static const char *const ways[] = { "0034", "GM0034", "34", "Almere", "ALMERE",
		"%20almere%20" };
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		const struct reply r =
			region_get(SCHOOL, region_text("/v1/scholen?gemeente=%s", ways[i]));
		assert_status(r, 200);
		assert_holds(r, "Het Kompas");
		assert_holds_not(r, "Mariënschool");
	}
	assert_holds(
		region_get(SCHOOL, "/v1/scholen?gemeente=Atlantis"), "'items':[],'volgende':null");
}

Test(school, is_found_by_words_without_their_accents)
{
	assert_holds(region_get(SCHOOL, "/v1/scholen?zoek=MARIENSCHOOL"), "Mariënschool");
	assert_holds(region_get(SCHOOL, "/v1/scholen?zoek=mari%C3%ABn%20zeewolde"), "Mariënschool");
	assert_holds_not(region_get(SCHOOL, "/v1/scholen?zoek=zeewolde"), "Het Kompas");
}

Test(school, takes_signs_of_like_as_they_are)
{
	assert_holds(region_get(SCHOOL, "/v1/scholen?zoek=100%25"), "Mariënschool");
	assert_holds(region_get(SCHOOL, "/v1/scholen?zoek=k_mpas"), "'items':[]");
	assert_holds(region_get(SCHOOL, "/v1/scholen?zoek=%25%25"), "'items':[]");
	assert_holds(region_get(SCHOOL, "/v1/scholen?zoek=a%5C"), "'items':[]");
}

Test(school, is_listed_by_kind)
{
	const struct reply r = region_get(SCHOOL, "/v1/scholen?soort=vo");
	assert_holds(r, "Mariënschool");
	assert_holds_not(r, "Het Kompas");
	assert_status(region_get(SCHOOL, "/v1/scholen?soort=vmbo"), 400);
}

Test(school, comes_by_name_over_the_pages_also_when_names_are_the_same)
{
	region_sql("insert into school (id, vestigingscode, naam, soort, niveaus, zoektekst, bron, "
		   "versie, gemaakt_op,"
		   " gewijzigd_op)"
		   " select ('00000000-0000-7000-8000-00000000010' || i)::uuid, '09ZZ0' || i, 'Aan "
		   "de Vaart', 'po', 0,"
		   " 'aan de vaart', 'demo', 1, '2026-01-01Z', '2026-01-01Z' from "
		   "generate_series(0, 2) i");
	const struct reply first = region_get(SCHOOL, "/v1/scholen?limit=2");
	assert_holds(first, "00000000-0000-7000-8000-000000000100");
	assert_holds(first, "00000000-0000-7000-8000-000000000101");
	const struct reply second = region_get(SCHOOL,
		region_text("/v1/scholen?limit=2&cursor=%s", region_member(first, "volgende")));
	assert_holds(second, "00000000-0000-7000-8000-000000000102");
	assert_holds(second, "Het Kompas");
	assert_holds_not(second, "000000000101");
	const struct reply third = region_get(SCHOOL,
		region_text("/v1/scholen?limit=2&cursor=%s", region_member(second, "volgende")));
	assert_holds(third, "Mariënschool");
	assert_holds(third, "'volgende':null");
}

Test(school, refuses_the_cursor_of_another_list)
{
	const struct reply first = region_get(SCHOOL, "/v1/scholen?limit=1");
	const struct reply r =
		region_get(SCHOOL, region_text("/v1/scholen?limit=1&soort=po&cursor=%s",
					   region_member(first, "volgende")));
	assert_status(r, 400);
	assert_holds(r, "'code':'cursor.ongeldig'");
}

Test(school, decides_itself_whether_it_asks_for_a_vog)
{
	static const char *const path = "/v1/scholen/" KOMPAS;
	const struct reply r =
		region_patch(SCHOOL, path, region_get(SCHOOL, path).etag, "{'vogVereist':true}");
	assert_status(r, 200);
	assert_holds(r, "'vogVereist':true,'maxOpenAanvragen':100");
	const struct reply other = region_patch(SCHOOL2, path, r.etag, "{'vogVereist':false}");
	assert_status(other, 403);
	assert_holds(other, "'code':'school.niet_eigen'");
	assert_status(region_patch(BEDRIJF, path, r.etag, "{'vogVereist':false}"), 403);
	assert_holds(region_patch(MEDEWERKER, path, r.etag, "{'vogVereist':false}"),
		"'vogVereist':false");
	/* The schema holds it too. */
	cr_expect_str_eq(
		region_tried(MARIEN,
			"with x as (update school set vog_vereist = false where id = '" KOMPAS
			"' returning id) select 1 / count(*) from x"),
		"22012");
	cr_expect_str_eq(region_tried(KOMPAS, "update school set max_open_aanvragen = 1000"),
		"school_maximum_van_medewerker");
}
