#include "admin/import_bron.h"

#include "import_proef.h"

struct kop_proef {
	struct arena arena;
	enum err err;
	struct import_kop kop;
	const char *reden;
};

/* A header with commas between its names. */
static void herken(struct kop_proef *p, const char *soort, enum import_vorm vorm, const char *kop)
{
	struct str namen[64];
	size_t count = 0;
	struct str rest = str_from(kop);
	*p = (struct kop_proef){ .reden = "" };
	arena_init(&p->arena, 1 << 20);
	while (str_cut(&rest, ',', &namen[count]))
		count++;
	p->err = import_herken(&p->arena, soort, vorm, namen, count, &p->kop, &p->reden);
}

static const char po_kop[] =
	"VESTIGINGSCODE,VESTIGINGSNAAM,STRAATNAAM,HUISNUMMER-TOEVOEGING,POSTCODE,PLAATSNAAM,"
	"GEMEENTENUMMER,GEMEENTENAAM,TELEFOONNUMMER,STRAATNAAM CORRESPONDENTIEADRES";

Test(import_bron, knows_every_source_by_its_header)
{
	static const struct {
		const char *soort, *naam, *kop;
		enum import_vorm vorm;
	} koppen[] = {
		{ "scholen", "duo-po", po_kop, IMPORT_CSV },
		{ "scholen", "duo-vo",
			"BRIN NUMMER,VESTIGINGSNUMMER,ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR,"
			"VMBO SECTOR,AFDELING,ELEMENTCODE,OPLEIDINGSNAAM,LJ1,TOTAAL",
			IMPORT_CSV },
		{ "scholen", "duo-geo", "naam,type,postcode,plaats,gemeente,vestigingscode",
			IMPORT_GEOJSON },
		{ "gemeenten", "cbs-gemeenten", "statcode,jrstatcode,statnaam,rubriek,id",
			IMPORT_GEOJSON },
		{ "postcodes", "geonames", "zipcode,place,province_code,latitude,longitude",
			IMPORT_CSV },
		{ "bedrijven", "rdw",
			"volgnummer,naam_bedrijf,gevelnaam,straat,huisnummer,"
			"huisnummer_toevoeging,postcode_numeriek,postcode_alfanumeriek,plaats",
			IMPORT_CSV },
		{ "bedrijven", "eu-ets",
			"id,company,kvk_or_reg_no,installation,address,postcode,city,"
			"activity_code,activity,account_status,parent_company",
			IMPORT_CSV },
		{ "vakanties", "vakanties-school",
			"Id,Country,StartDate,EndDate,Type,RegionalScope,Name,Groups", IMPORT_CSV },
		{ "vakanties", "vakanties-feestdagen",
			"Id,Country,StartDate,EndDate,Type,RegionalScope,Name", IMPORT_CSV },
		{ "vakanties", "vakanties-gebieden",
			"Country,Code,IsoCode,ShortName,OfficialLanguages,Category,Name,Groups,"
			"Parent",
			IMPORT_CSV },
		{ "vakanties", "vakanties-groepen", "Country,Code,ShortName,Category,Name",
			IMPORT_CSV },
	};
	for (size_t i = 0; i < sizeof(koppen) / sizeof(koppen[0]); i++) {
		struct kop_proef p;
		herken(&p, koppen[i].soort, koppen[i].vorm, koppen[i].kop);
		cr_assert_eq(p.err, ERR_OK, "%s: %s", koppen[i].naam, p.reden);
		cr_expect_str_eq(p.kop.bron->naam, koppen[i].naam);
		arena_fini(&p.arena);
	}
}

Test(import_bron, does_not_mind_case_punctuation_order_and_more_columns)
{
	struct kop_proef p;
	herken(&p, "scholen", IMPORT_CSV,
		"x,plaatsnaam,Postcode,\xef\xbb\xbf,huisnummer_toevoeging,straat naam,"
		"Vestigings Naam,VESTIGINGSCODE,gemeente-nummer");
	cr_assert_eq(p.err, ERR_OK, "%s", p.reden);
	cr_expect_str_eq(p.kop.bron->naam, "duo-po");
	cr_expect_eq(p.kop.plek[0], 7);			/* VESTIGINGSCODE */
	cr_expect_eq(p.kop.plek[5], 1);			/* PLAATSNAAM */
	cr_expect_eq(p.kop.plek[9], IMPORT_GEEN_KOLOM); /* no telephone */
	arena_fini(&p.arena);
}

Test(import_bron, finds_the_source_of_another_kind_too)
{
	struct kop_proef p;
	herken(&p, "bedrijven", IMPORT_CSV, po_kop);
	cr_assert_eq(p.err, ERR_OK);
	cr_expect_str_eq(p.kop.bron->soort, "scholen");
	arena_fini(&p.arena);
}

Test(import_bron, says_what_it_expected_and_what_it_found)
{
	struct kop_proef p;
	herken(&p, "scholen", IMPORT_CSV, "VESTIGINGSCODE,NAAM,POSTCODE");
	cr_assert_eq(p.err, ERR_INVALID);
	cr_expect(strstr(p.reden, "Gevonden: VESTIGINGSCODE, NAAM, POSTCODE.") != NULL, "%s",
		p.reden);
	cr_expect(strstr(p.reden, "VESTIGINGSCODE, VESTIGINGSNAAM, STRAATNAAM") != NULL);
	cr_expect(strstr(p.reden, "ontbreekt VESTIGINGSNAAM, STRAATNAAM") != NULL);
	cr_expect(strstr(p.reden, "volgnummer") == NULL, "only its own kind");
	arena_fini(&p.arena);
}

Test(import_bron, does_not_take_a_csv_for_a_geojson)
{
	struct kop_proef p;
	herken(&p, "gemeenten", IMPORT_CSV, "statcode,statnaam");
	cr_expect_eq(p.err, ERR_INVALID);
	arena_fini(&p.arena);
}

Test(import_bron, survives_a_header_of_long_and_empty_names)
{
	static char kop[4096];
	struct kop_proef p;
	memset(kop, 'x', sizeof(kop));
	kop[sizeof(kop) - 1] = '\0';
	kop[2000] = kop[2001] = kop[3000] = ',';
	herken(&p, "scholen", IMPORT_CSV, kop);
	cr_expect_eq(p.err, ERR_INVALID);
	arena_fini(&p.arena);
	herken(&p, "scholen", IMPORT_CSV, "");
	cr_expect_eq(p.err, ERR_INVALID);
	arena_fini(&p.arena);
}

Test(import_bron, knows_its_kinds)
{
	cr_expect(import_soort_bestaat("scholen"));
	cr_expect_not(import_soort_bestaat("boeken"));
	cr_expect_not(import_soort_bestaat(NULL));
	for (size_t i = 0; i < import_bron_count; i++) {
		cr_expect(strstr(import_soorten_tekst(), import_bronnen[i].soort) != NULL);
		cr_expect_leq(import_bronnen[i].kolom_count, IMPORT_MAX_KOLOMMEN);
	}
}
