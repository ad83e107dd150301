#include "admin/import_gemeenten.h"

#include "import_proef.h"

static const char *const lijst[][2] = {
	{ "0034", "Almere" },
	{ "0050", "Zeewolde" },
	{ "0164", "Hengelo (O)" },
	{ "0373", "Bergen (NH.)" },
	{ "0893", "Bergen (L.)" },
	{ "0518", "'s-Gravenhage" },
	{ "0820", "Nuenen, Gerwen en Nederwetten" },
	{ "0737", "Tytsjerksteradiel" },
	{ "0059", "Achtkarspelen" },
	{ "0668", "West Maas en Waal" },
};

static struct import_gemeenten *maak(struct arena *a)
{
	struct str codes[16], namen[16];
	const size_t count = sizeof(lijst) / sizeof(lijst[0]);
	for (size_t i = 0; i < count; i++) {
		codes[i] = str_from(lijst[i][0]);
		namen[i] = str_from(lijst[i][1]);
	}
	return import_gemeenten_maak(a, codes, namen, count);
}

Test(import_gemeenten, finds_a_name_however_it_is_written)
{
	static const struct {
		const char *naam, *provincie, *code;
	} vragen[] = {
		{ "ALMERE", NULL, "0034" },
		{ "West  Maas-en-Waal", NULL, "0668" },
		{ "HENGELO", "Overijssel", "0164" },
		{ "Hengelo", NULL, "0164" },
		{ "Bergen", "NH", "0373" },
		{ "BERGEN", "Limburg", "0893" },
		{ "BERGEN NH", NULL, "0373" },
		{ "Bergen (L)", NULL, "0893" },
		{ "Den Haag('s-Gravenhage)", "ZH", "0518" },
		{ "'S-GRAVENHAGE", NULL, "0518" },
		{ "Nuenen c.a.", NULL, "0820" },
		{ "Tietjerksteradeel", "FR", "0737" },
	};
	struct arena a;
	arena_init(&a, 1 << 20);
	const struct import_gemeenten *g = maak(&a);
	for (size_t i = 0; i < sizeof(vragen) / sizeof(vragen[0]); i++) {
		const struct str code = import_gemeenten_naam(
			g, str_from(vragen[i].naam), str_from(vragen[i].provincie));
		cr_expect(str_eq(code, str_from(vragen[i].code)), "%s gives %.*s", vragen[i].naam,
			STR_FMT(code));
	}
	arena_fini(&a);
}

Test(import_gemeenten, does_not_guess_between_two_of_one_name)
{
	struct arena a;
	arena_init(&a, 1 << 20);
	const struct import_gemeenten *g = maak(&a);
	cr_expect(import_gemeenten_naam(g, STR("Bergen"), STR_NULL).ptr == NULL);
	cr_expect(import_gemeenten_naam(g, STR("Bergen"), STR("Groningen")).ptr == NULL);
	cr_expect(import_gemeenten_naam(g, STR("Atlantis"), STR("NH")).ptr == NULL);
	cr_expect(import_gemeenten_naam(g, STR(""), STR_NULL).ptr == NULL);
	cr_expect(import_gemeenten_naam(NULL, STR("Almere"), STR_NULL).ptr == NULL);
	cr_expect_eq(import_gemeenten_count(NULL), 0);
	arena_fini(&a);
}

/* Almere is a square with a hole, Zeewolde the square east of it, in two parts. */
static enum err grens_van(void *arg, struct str code, struct str *ret_geojson)
{
	++*(int *)arg;
	*ret_geojson = STR_NULL;
	if (str_eq(code, STR("0034")))
		*ret_geojson = STR("{\"type\":\"MultiPolygon\",\"coordinates\":[[[[5,52],[6,52],[6,"
				   "53],[5,53],[5,52]],"
				   "[[5.4,52.4],[5.6,52.4],[5.6,52.6],[5.4,52.6],[5.4,52.4]]]]}");
	if (str_eq(code, STR("0050")))
		*ret_geojson = STR(
			"{\"type\":\"MultiPolygon\",\"coordinates\":[[[[6,52],[7,52],[7,53],[6,53],"
			"[6,52]]],"
			"[[[5.45,52.45],[5.55,52.45],[5.55,52.55],[5.45,52.55],[5.45,52.45]]]]}");
	return ERR_OK;
}

Test(import_gemeenten, finds_the_border_around_a_point)
{
	static const struct {
		double lengte, breedte;
		const char *code;
	} punten[] = {
		{ 5.1, 52.1, "0034" },
		{ 6.5, 52.5, "0050" },
		{ 5.5, 52.5, "0050" },
		{ 5.42, 52.42, NULL },
		{ 4.0, 52.5, NULL },
	};
	int calls = 0;
	struct arena a;
	arena_init(&a, 1 << 20);
	struct import_gemeenten *g = maak(&a);
	import_gemeenten_grenzen(g, grens_van, &calls);
	for (size_t i = 0; i < sizeof(punten) / sizeof(punten[0]); i++) {
		struct str code;
		cr_assert_eq(import_gemeenten_punt(g, punten[i].lengte, punten[i].breedte, &code),
			ERR_OK);
		cr_expect(str_eq(code, str_from(punten[i].code)), "%f gives %.*s", punten[i].lengte,
			STR_FMT(code));
	}
	cr_expect_eq(calls, (int)import_gemeenten_count(g), "borders are read once");
	arena_fini(&a);
}

Test(import_gemeenten, has_no_points_without_borders)
{
	struct arena a;
	arena_init(&a, 1 << 20);
	struct str code;
	cr_assert_eq(import_gemeenten_punt(maak(&a), 5.1, 52.1, &code), ERR_OK);
	cr_expect(code.ptr == NULL);
	cr_assert_eq(import_gemeenten_punt(NULL, 5.1, 52.1, &code), ERR_OK);
	cr_expect(code.ptr == NULL);
	arena_fini(&a);
}
