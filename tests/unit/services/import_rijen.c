#include "domain/niveau.h"
#include "import_proef.h"

static struct proef p;

static void setup(void)
{
	proef_begin(&p);
}

static void teardown(void)
{
	proef_eind(&p);
}

TestSuite(import_rijen, .init = setup, .fini = teardown);

#define PO_GOED                                                                         \
	"VESTIGINGSCODE=03wu00\nVESTIGINGSNAAM= Kindcentrum  De\xc2\xa0Wegwijzer \n"    \
	"STRAATNAAM=Harm Tiesingstraat\nHUISNUMMER-TOEVOEGING=74-A\nPOSTCODE=9571 AZ\n" \
	"PLAATSNAAM=2E EXLOERMOND\nGEMEENTENUMMER=34\nVAKANTIEREGIO=NOORD\n"            \
	"DENOMINATIE= \nTELEFOONNUMMER=0599671206\nINTERNETADRES=www.ckc.nl"

Test(import_rijen, normalises_a_primary_school)
{
	proef_rij(&p, "duo-po", PO_GOED, NULL);
	cr_assert(p.json != NULL);
	cr_expect(str_eq(p.rij.sleutel, STR("03WU00")));
	cr_expect_str_eq(proef_tekst(&p, "naam"), "Kindcentrum De Wegwijzer");
	cr_expect_str_eq(proef_tekst(&p, "postcode"), "9571AZ");
	cr_expect_str_eq(proef_tekst(&p, "plaats"), "2e Exloermond");
	cr_expect_str_eq(proef_tekst(&p, "gemeente_code"), "0034");
	cr_expect_str_eq(proef_tekst(&p, "vakantieregio"), "noord");
	cr_expect_str_eq(proef_tekst(&p, "telefoon"), "+31599671206");
	cr_expect_str_eq(proef_tekst(&p, "website"), "https://www.ckc.nl");
	cr_expect_str_eq(proef_tekst(&p, "denominatie"), "(null)");
	cr_expect_eq(proef_getal(&p, "huisnummer"), 74);
	cr_expect_str_eq(proef_tekst(&p, "toevoeging"), "A");
	cr_expect_str_eq(proef_tekst(&p, "zoektekst"), "kindcentrum de wegwijzer 2e exloermond");
	cr_expect_eq((uint64_t)proef_getal(&p, "niveaus"), niveau_of_sector(NIVEAU_SECTOR_PO));
	cr_expect_eq(p.melder.waarschuwingen.count, 0);
}

Test(import_rijen, warns_of_a_municipality_that_nobody_knows)
{
	p.gemeenten = import_gemeenten_maak(&p.arena, (const struct str[]){ STR("0995") },
		(const struct str[]){ STR("Lelystad") }, 1);
	proef_rij(&p, "duo-po", PO_GOED, NULL);
	cr_assert(p.json != NULL);
	cr_expect(p.rij.gemeente_onbekend);
	cr_expect_str_eq(proef_laatste(&p.melder.waarschuwingen), "GEMEENTENUMMER");
	/* Kept: the municipality may be imported later. */
	cr_expect_str_eq(proef_tekst(&p, "gemeente_code"), "0034");
}

Test(import_rijen, refuses_a_school_without_what_it_needs)
{
	static const struct {
		const char *velden, *kolom;
	} fouten[] = {
		{ "VESTIGINGSCODE=\nVESTIGINGSNAAM=a\nPLAATSNAAM=b", "VESTIGINGSCODE" },
		{ "VESTIGINGSCODE=123\nVESTIGINGSNAAM=a\nPLAATSNAAM=b", "VESTIGINGSCODE" },
		{ "VESTIGINGSCODE=03WU00\nVESTIGINGSNAAM= \nPLAATSNAAM=b", "VESTIGINGSNAAM" },
		{ "VESTIGINGSCODE=03WU00\nVESTIGINGSNAAM=a\nPLAATSNAAM=", "PLAATSNAAM" },
		{ "VESTIGINGSCODE=03WU00\nVESTIGINGSNAAM=a\nPLAATSNAAM=b\nGEMEENTENUMMER=x",
			"GEMEENTENUMMER" },
		{ "VESTIGINGSCODE=03WU00\nVESTIGINGSNAAM=a\nPLAATSNAAM=b\nVAKANTIEREGIO=Oost",
			"VAKANTIEREGIO" },
	};
	for (size_t i = 0; i < sizeof(fouten) / sizeof(fouten[0]); i++) {
		proef_rij(&p, "duo-po", fouten[i].velden, NULL);
		cr_expect(p.rij.fout, "%s passes", fouten[i].velden);
		cr_expect_str_eq(proef_laatste(&p.melder.fouten), fouten[i].kolom);
	}
	cr_expect_eq(p.melder.fouten.items[1].regel, 2);
	cr_expect_str_eq(p.melder.fouten.items[1].waarde, "123");
}

Test(import_rijen, refuses_a_row_with_a_bsn_and_does_not_show_it)
{
	static const struct {
		const char *velden, *kolom;
	} fouten[] = {
		{ "VESTIGINGSCODE=03WU00\nVESTIGINGSNAAM=Sam 123456782\nPLAATSNAAM=b",
			"VESTIGINGSNAAM" },
		{ "VESTIGINGSCODE=03WU00\nVESTIGINGSNAAM=a\nPLAATSNAAM=123 456 782", "PLAATSNAAM" },
		{ "VESTIGINGSCODE=03WU00\nVESTIGINGSNAAM=a\nPLAATSNAAM=b\nSTRAATNAAM=bsn123456782",
			"STRAATNAAM" },
		{ "VESTIGINGSCODE=03WU00\nVESTIGINGSNAAM=a\nPLAATSNAAM=b\n"
		  "HUISNUMMER-TOEVOEGING=123456782",
			"HUISNUMMER-TOEVOEGING" },
	};
	for (size_t i = 0; i < sizeof(fouten) / sizeof(fouten[0]); i++) {
		proef_rij(&p, "duo-po", fouten[i].velden, NULL);
		cr_expect(p.rij.fout, "%s passes", fouten[i].velden);
		cr_expect_null(p.json);
		cr_expect_eq(p.melder.fouten.count, i + 1, "told once");
		cr_expect_str_eq(proef_laatste(&p.melder.fouten), fouten[i].kolom);
		cr_expect_str_eq(p.melder.fouten.items[i].waarde, "");
	}
}

Test(import_rijen, takes_a_telephone_number_that_looks_like_a_bsn)
{
	proef_rij(&p, "duo-po",
		"VESTIGINGSCODE=03WU00\nVESTIGINGSNAAM=a\nPLAATSNAAM=b\n"
		"TELEFOONNUMMER=+31123456782",
		NULL);
	cr_expect_not(p.rij.fout);
	proef_rij(&p, "duo-po",
		"VESTIGINGSCODE=03WU00\nVESTIGINGSNAAM=a\nPLAATSNAAM=b\nTELEFOONNUMMER=123456782",
		NULL);
	cr_expect_not(p.rij.fout);
}

Test(import_rijen, leaves_out_what_it_cannot_normalise)
{
	proef_rij(&p, "duo-po",
		"VESTIGINGSCODE=03WU00\nVESTIGINGSNAAM=a\nPLAATSNAAM=b\nTELEFOONNUMMER=bel ons\n"
		"INTERNETADRES=http://\nPOSTCODE=0123 AB\nHUISNUMMER-TOEVOEGING=naast nr 5",
		NULL);
	cr_assert(p.json != NULL);
	cr_expect_eq(p.melder.waarschuwingen.count, 4);
	cr_expect_str_eq(proef_tekst(&p, "telefoon"), "(null)");
	cr_expect_str_eq(proef_tekst(&p, "website"), "(null)");
	cr_expect_str_eq(proef_tekst(&p, "postcode"), "(null)");
	cr_expect_eq(proef_getal(&p, "huisnummer"), -1);
}

Test(import_rijen, leaves_out_the_members_of_columns_that_are_absent)
{
	proef_rij(&p, "duo-po",
		"VESTIGINGSCODE=03WU00\nVESTIGINGSNAAM=a\nPLAATSNAAM=b\nDENOMINATIE=", NULL);
	cr_assert(p.json != NULL);
	cr_expect(jsn_get(p.json, "denominatie") != NULL);
	cr_expect_null(jsn_get(p.json, "telefoon"));
	cr_expect_null(jsn_get(p.json, "website"));
	cr_expect_null(jsn_get(p.json, "vakantieregio"));
}

Test(import_rijen, refuses_a_name_that_is_too_long)
{
	char velden[400] = "VESTIGINGSCODE=03WU00\nPLAATSNAAM=b\nVESTIGINGSNAAM=";
	memset(velden + strlen(velden), 'n', 200);
	proef_rij(&p, "duo-po", velden, NULL);
	cr_expect_not(p.rij.fout);
	velden[strlen(velden)] = 'n';
	proef_rij(&p, "duo-po", velden, NULL);
	cr_expect(p.rij.fout);
}

/* ---- the geocoded file ---- */

#define GEO_GOED                                                                              \
	"vestigingscode=13EU00\nnaam='s-Graveschool\ntype=VBO/MAVO/HAVO\nstraat=Rijnstraat\n" \
	"huisnummer=74\nhuisletter=B\nhuisnummertoevoeging=2\npostcode=1315AA\n"              \
	"plaats=Almere\ngemeente=ALMERE\nprovincie=Flevoland\nleerlingen=120"
#define PUNT "{\"type\":\"Point\",\"coordinates\":[5.2647,52.3508]}"

static struct import_gemeenten *almere(void)
{
	return import_gemeenten_maak(&p.arena, (const struct str[]){ STR("0034") },
		(const struct str[]){ STR("Almere") }, 1);
}

Test(import_rijen, places_a_school_on_the_map)
{
	p.gemeenten = almere();
	proef_rij(&p, "duo-geo", GEO_GOED, PUNT);
	cr_assert(p.json != NULL);
	cr_expect_str_eq(proef_tekst(&p, "soort"), "vo");
	cr_expect_str_eq(proef_tekst(&p, "gemeente_code"), "0034");
	cr_expect_eq(proef_getal(&p, "huisnummer"), 74);
	cr_expect_eq(proef_getal(&p, "leerlingen"), 120);
	/* The centre of Almere, in kilometres on the Dutch grid. */
	cr_expect_eq(proef_getal(&p, "rd_x") / 1000, 146);
	cr_expect_eq(proef_getal(&p, "rd_y") / 1000, 484);
	cr_expect_eq(p.melder.waarschuwingen.count, 0);
}

Test(import_rijen, refuses_points_that_cannot_be)
{
	static const char *const punten[] = {
		"{\"type\":\"Point\",\"coordinates\":[52.3508,5.2647]}",
		"{\"type\":\"Point\",\"coordinates\":[5.2]}",
		"{\"type\":\"Point\",\"coordinates\":[\"5\",\"52\"]}",
		"{\"type\":\"Point\"}",
		"{\"type\":\"LineString\",\"coordinates\":[[5,52],[5,53]]}",
		"7",
	};
	p.gemeenten = almere();
	for (size_t i = 0; i < sizeof(punten) / sizeof(punten[0]); i++) {
		proef_rij(&p, "duo-geo", GEO_GOED, punten[i]);
		cr_expect(p.rij.fout, "%s passes", punten[i]);
	}
}

Test(import_rijen, keeps_a_school_without_point_or_known_municipality)
{
	proef_rij(&p, "duo-geo", GEO_GOED, NULL);
	cr_assert(p.json != NULL);
	cr_expect_str_eq(proef_tekst(&p, "gemeente_code"), "(null)");
	cr_expect_eq(p.melder.waarschuwingen.count, 1, "no municipality at all: said once a file");
	p.gemeenten = import_gemeenten_maak(&p.arena, (const struct str[]){ STR("0995") },
		(const struct str[]){ STR("Lelystad") }, 1);
	proef_rij(&p, "duo-geo", GEO_GOED, PUNT);
	cr_assert(p.json != NULL);
	cr_expect_str_eq(proef_laatste(&p.melder.waarschuwingen), "gemeente");
}

Test(import_rijen, knows_the_levels_of_each_type_of_school)
{
	static const struct {
		const char *type, *soort;
		const char *codes; /* some of its levels, and after '!' some that it has not */
		const char *niet;
	} types[] = {
		{ "basisschool", "po", "po-groep-1,po-groep-8", "havo-1" },
		{ "SBAO", "so", "po-groep-3,so", "vso" },
		{ "SO", "so", "so", "vso" },
		{ "VSO", "so", "vso", "so" },
		{ "(V)SO", "so", "so,vso", "po-groep-1" },
		{ "VBO/MAVO/HAVO/VWO", "vo", "vmbo-bb-1,vmbo-kb-4,vmbo-tl-4,havo-5,vwo-6",
			"pro-1" },
		{ "PRO", "vo", "pro-1,pro-6", "vmbo-bb-1" },
		{ "BRUGJAAR", "vo", "vmbo-bb-1,havo-2,vwo-2", "havo-3" },
		{ "HAVO/VWO", "vo", "havo-1,vwo-6", "vmbo-tl-4" },
	};
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		const char *soort = "";
		uint64_t niveaus = 0, wel, niet;
		cr_assert_eq(
			import_niveaus_van_type(str_from(types[i].type), &soort, &niveaus), ERR_OK);
		cr_assert_eq(niveau_set_parse(str_from(types[i].codes), &wel), ERR_OK);
		cr_assert_eq(niveau_set_parse(str_from(types[i].niet), &niet), ERR_OK);
		cr_expect_str_eq(soort, types[i].soort);
		cr_expect_eq(niveaus & wel, wel, "%s", types[i].type);
		cr_expect_eq(niveaus & niet, 0, "%s", types[i].type);
	}
	const char *soort;
	uint64_t niveaus;
	cr_expect_eq(import_niveaus_van_type(STR("MBO"), &soort, &niveaus), ERR_INVALID);
	cr_expect_eq(import_niveaus_van_type(STR("VBO//HAVO"), &soort, &niveaus), ERR_INVALID);
	cr_expect_eq(import_niveaus_van_type(STR(""), &soort, &niveaus), ERR_INVALID);
}

/* ---- what secondary schools offer ---- */

Test(import_rijen, knows_the_levels_of_each_opleiding)
{
	static const struct {
		const char *type, *naam, *codes;
	} soorten[] = {
		{ "VMBO BL lj 3-4", "x", "vmbo-bb-3,vmbo-bb-4" },
		{ "VMBO TL lj 3-4", "x", "vmbo-tl-3,vmbo-tl-4" },
		{ "HAVO lj 4-5", "HAVO Prf Cul/Maat", "havo-4,havo-5" },
		{ "VWO lj 4-6", "x", "vwo-4,vwo-5,vwo-6" },
		{ "HAVO/VWO lj 3", "HAVO", "havo-3" },
		{ "HAVO/VWO lj 3", "VWO-GYMNASIUMSTROOM", "vwo-3" },
		{ "Brugjaar 1-2", "Ljvb op VWO/HAVO", "havo-1,havo-2,vwo-1,vwo-2" },
		{ "Brugjaar 1-2", "Ljvb op VMBO-Th/Gm Lw",
			"vmbo-gl-1,vmbo-gl-2,vmbo-tl-1,vmbo-tl-2" },
		{ "Brugjaar 1-2", "Ljvb op VMBO-BBg Lw", "vmbo-bb-1,vmbo-bb-2" },
		{ "Praktijkonderwijs alle vj", "x", "pro-1,pro-2,pro-3,pro-4,pro-5,pro-6" },
		{ "HAVO uitbest. aan VAVO", "HAVO", "" },
		{ "Int. Baccelaureaat", "x", "" },
	};
	for (size_t i = 0; i < sizeof(soorten) / sizeof(soorten[0]); i++) {
		uint64_t set;
		cr_assert_eq(niveau_set_parse(str_from(soorten[i].codes), &set), ERR_OK);
		cr_expect_eq(import_niveaus_van_opleiding(
				     str_from(soorten[i].type), str_from(soorten[i].naam)),
			set, "%s, %s", soorten[i].type, soorten[i].naam);
	}
}

#define VO_GOED                                                                      \
	"BRIN NUMMER=00AH\nONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR=HAVO lj 4-5\n" \
	"VMBO SECTOR=N.v.t.\nAFDELING=Economie en Maatschappij\nELEMENTCODE=0372\n"  \
	"OPLEIDINGSNAAM=HAVO Prf Ec/Maat\n"

Test(import_rijen, adds_up_the_pupils_of_an_opleiding)
{
	proef_rij(&p, "duo-vo", VO_GOED "VESTIGINGSNUMMER=0\nLJ1=1\nLJ4=42\nLJ6=", NULL);
	cr_assert(p.json != NULL);
	cr_expect_eq(proef_getal(&p, "leerlingen"), 43);
	cr_expect_str_eq(proef_tekst(&p, "vestigingscode"), "00AH00");
	cr_expect_str_eq(proef_tekst(&p, "sector"), "");
	cr_expect(str_eq(p.rij.sleutel, STR("00AH00|0372|HAVO lj 4-5||Economie en Maatschappij")));
	proef_rij(&p, "duo-vo",
		VO_GOED "VESTIGINGSNUMMER=00\nLEER- OF VERBLIJFSJAAR 4 - MAN=20\n"
			"LEER- OF VERBLIJFSJAAR 4 - VROUW=22",
		NULL);
	cr_expect_eq(proef_getal(&p, "leerlingen"), 42);
	proef_rij(&p, "duo-vo", VO_GOED "VESTIGINGSNUMMER=00\nTOTAAL=80\nLJ4=42", NULL);
	cr_expect_eq(proef_getal(&p, "leerlingen"), 80);
	proef_rij(&p, "duo-vo", VO_GOED "VESTIGINGSNUMMER=00\nTOTAAL=<5", NULL);
	cr_expect(p.rij.fout);
	proef_rij(&p, "duo-vo", VO_GOED "VESTIGINGSNUMMER=000", NULL);
	cr_expect(p.rij.fout);
}

Test(import_rijen, holds_the_kinds_of_opleiding_to_their_maximum)
{
	struct import_soorten *s = import_soorten_create(&p.arena);
	char code[16];
	for (int i = 0; i < IMPORT_MAX_SOORTEN; i++) {
		snprintf(code, sizeof(code), "%d", i);
		cr_assert(import_soorten_zet(s, STR("HAVO"), str_from(code), 1));
	}
	cr_expect(import_soorten_zet(s, STR("HAVO"), STR("7"), 2), "known already");
	cr_expect_not(import_soorten_zet(s, STR("VWO"), STR("7"), 1));
}

/* ---- companies ---- */

#define RDW_GOED                                                             \
	"volgnummer=298732\nnaam_bedrijf=KOOIKER  BV\nstraat=KEMPENAAR 01\n" \
	"postcode_numeriek=8024\npostcode_alfanumeriek=ae\nplaats=ALPHEN AAN DEN RIJN\n"

Test(import_rijen, normalises_a_company_of_rdw)
{
	proef_rij(&p, "rdw",
		RDW_GOED "huisnummer=4\nhuisnummer_toevoeging=- 15\ngevelnaam=kooiker bv", NULL);
	cr_assert(p.json != NULL);
	cr_expect_str_eq(proef_tekst(&p, "naam"), "KOOIKER BV");
	cr_expect_str_eq(proef_tekst(&p, "handelsnaam"), "(null)");
	cr_expect_str_eq(proef_tekst(&p, "postcode"), "8024AE");
	cr_expect_str_eq(proef_tekst(&p, "plaats"), "Alphen aan den Rijn");
	cr_expect_eq(proef_getal(&p, "huisnummer"), 4);
	cr_expect_str_eq(proef_tekst(&p, "toevoeging"), "15");
	proef_rij(&p, "rdw", RDW_GOED "huisnummer=\nhuisnummer_toevoeging=A", NULL);
	cr_assert(p.json != NULL);
	cr_expect_eq(proef_getal(&p, "huisnummer"), -1);
	proef_rij(&p, "rdw", "volgnummer=x1\nnaam_bedrijf=a\nplaats=b", NULL);
	cr_expect(p.rij.fout);
}

#define ETS_GOED                                                     \
	"id=NL-340\ncompany=Koole B.V.\ninstallation=Koole Pernis\n" \
	"postcode=3196 KE\ncity=De Lier\nactivity=Combustion of fuels\n"

Test(import_rijen, parts_street_and_number_only_when_that_is_sure)
{
	static const struct {
		const char *adres, *straat;
		int64_t nummer;
	} adressen[] = {
		{ "Bredeweg 86 B", "Bredeweg", 86 },
		{ "Konneweg 1a", "Konneweg", 1 },
		{ "Evert van de Beekstraat 202", "Evert van de Beekstraat", 202 },
		{ "Technisch Areaal Zuid", "Technisch Areaal Zuid", -1 },
		{ "Plein 1940 5", "Plein 1940 5", -1 },
		{ "12", "12", -1 },
	};
	for (size_t i = 0; i < sizeof(adressen) / sizeof(adressen[0]); i++) {
		proef_rij(&p, "eu-ets",
			arena_printf(&p.arena, ETS_GOED "account_status=open\naddress=%s",
				adressen[i].adres),
			NULL);
		cr_assert(p.json != NULL);
		cr_expect_str_eq(proef_tekst(&p, "straat"), adressen[i].straat);
		cr_expect_eq(proef_getal(&p, "huisnummer"), adressen[i].nummer);
	}
	cr_expect_eq(p.melder.waarschuwingen.count, 3);
}

Test(import_rijen, reads_the_status_and_number_of_an_account)
{
	proef_rij(&p, "eu-ets", ETS_GOED "account_status=Closed\nkvk_or_reg_no=24250858", NULL);
	cr_assert(p.json != NULL);
	cr_expect_str_eq(proef_tekst(&p, "kvk_nummer"), "24250858");
	cr_expect(memmem(p.waarde.ptr, p.waarde.len, "\"gesloten\":true", 15) != NULL);
	proef_rij(&p, "eu-ets", ETS_GOED "account_status=open\nkvk_or_reg_no=DE123", NULL);
	cr_assert(p.json != NULL);
	cr_expect_str_eq(proef_tekst(&p, "kvk_nummer"), "(null)");
	cr_expect_str_eq(proef_laatste(&p.melder.waarschuwingen), "kvk_or_reg_no");
	proef_rij(&p, "eu-ets", ETS_GOED "account_status=blocked", NULL);
	cr_expect(p.rij.fout);
}

/* ---- areas ---- */

Test(import_rijen, reads_a_border_of_either_form_and_refuses_others)
{
	static const struct {
		const char *geometrie;
		bool goed;
	} vormen[] = {
		{ "{\"type\":\"Polygon\",\"coordinates\":[[[5,52],[6,52],[6,53],[5,52]]]}", true },
		{ "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[5,52],[6,52],[6,53],[5,52]]]]}",
			true },
		{ "{\"type\":\"Polygon\",\"coordinates\":[[[5,52],[6,52],[5,52]]]}", false },
		{ "{\"type\":\"Polygon\",\"coordinates\":[[[5,152],[6,52],[6,53],[5,52]]]}",
			false },
		{ "{\"type\":\"Polygon\",\"coordinates\":[]}", false },
		{ "{\"type\":\"Polygon\",\"coordinates\":[[[[5,52]]]]}", false },
		{ "{\"type\":\"Point\",\"coordinates\":[5,52]}", false },
		{ "{}", false },
		{ NULL, false },
	};
	for (size_t i = 0; i < sizeof(vormen) / sizeof(vormen[0]); i++) {
		proef_rij(&p, "cbs-gemeenten", "statcode=GM0034\nstatnaam=Almere",
			vormen[i].geometrie);
		cr_expect_eq(p.rij.fout, !vormen[i].goed, "%s",
			vormen[i].geometrie ? vormen[i].geometrie : "none");
	}
	proef_rij(&p, "cbs-gemeenten", "statcode=GM34567\nstatnaam=Almere", vormen[0].geometrie);
	cr_expect(p.rij.fout);
	cr_expect_str_eq(proef_laatste(&p.melder.fouten), "statcode");
}

Test(import_rijen, reads_postcodes_with_and_without_municipality)
{
	proef_rij(&p, "geonames",
		"zipcode=1315\nplace=Almere\nprovince_code=0034\nlatitude=52.3508\nlongitude=5."
		"2647",
		NULL);
	cr_assert(p.json != NULL);
	cr_expect(str_eq(p.rij.sleutel, STR("1315|0034|Almere")));
	cr_expect_eq(proef_getal(&p, "rd_x") / 1000, 146);
	proef_rij(&p, "geonames",
		"zipcode=3221\nplace=Hellevoetsluis\nprovince_code=\nlatitude=51.8314\nlongitude=4."
		"1219",
		NULL);
	cr_assert(p.json != NULL);
	cr_expect_str_eq(proef_tekst(&p, "gemeente_code"), "0000");
	cr_expect_eq(p.melder.waarschuwingen.count, 1);
}

Test(import_rijen, refuses_postcodes_that_cannot_be)
{
	static const struct {
		const char *pc4, *breedte, *lengte, *kolom;
	} fouten[] = {
		{ "0999", "52.3", "5.2", "zipcode" },
		{ "1315 AA", "52.3", "5.2", "zipcode" },
		{ "1315", "5.2", "52.3", "latitude" },
		{ "1315", "52,3", "5.2", "latitude" },
		{ "1315", "", "5.2", "latitude" },
		{ "1315", "52.3", "1e1", "longitude" },
		{ "1315", "52.3", "5.2.1", "longitude" },
		{ "1315", "52.3", "-", "longitude" },
		{ "1315", "52.3", "123456789012345", "longitude" },
	};
	for (size_t i = 0; i < sizeof(fouten) / sizeof(fouten[0]); i++) {
		proef_rij(&p, "geonames",
			arena_printf(&p.arena,
				"zipcode=%s\nplace=A\nprovince_code=0034\nlatitude=%s\nlongitude=%"
				"s",
				fouten[i].pc4, fouten[i].breedte, fouten[i].lengte),
			NULL);
		cr_expect(p.rij.fout, "row %zu passes", i);
		cr_expect_str_eq(proef_laatste(&p.melder.fouten), fouten[i].kolom);
	}
}

/* ---- holidays ---- */

#define VAKANTIE                                                 \
	"Id=3E2C8F33-6faa-488c-9142-36fb28047b1a\nType=School\n" \
	"Name=NL Voorjaars, en krokusvakantie,DE Ferien,EN Spring\n"

Test(import_rijen, reads_a_holiday_and_warns_of_a_long_one)
{
	proef_rij(&p, "vakanties-school",
		VAKANTIE "StartDate=2027-02-13\nEndDate=2027-02-21\nGroups=NO, ZU", NULL);
	cr_assert(p.json != NULL);
	cr_expect(str_eq(p.rij.sleutel, STR("3e2c8f33-6faa-488c-9142-36fb28047b1a")));
	cr_expect_str_eq(proef_tekst(&p, "naam"), "Voorjaars, en krokusvakantie");
	cr_expect_eq(jsn_count(jsn_get(p.json, "regios")), 2);
	cr_expect_eq(p.melder.waarschuwingen.count, 0);
	proef_rij(&p, "vakanties-school",
		VAKANTIE "StartDate=2027-02-13\nEndDate=2027-03-21\nGroups=ZU", NULL);
	cr_assert(p.json != NULL);
	cr_expect_eq(p.melder.waarschuwingen.count, 1);
	proef_rij(&p, "vakanties-school",
		VAKANTIE "StartDate=2027-07-10\nEndDate=2027-08-22\nGroups=ZU", NULL);
	cr_expect_eq(p.melder.waarschuwingen.count, 1, "summer is long");
}

Test(import_rijen, refuses_a_holiday_that_cannot_be)
{
	static const char *const fouten[] = {
		VAKANTIE "StartDate=2027-02-21\nEndDate=2027-02-13\nGroups=ZU",
		VAKANTIE "StartDate=2027-02-30\nEndDate=2027-03-13\nGroups=ZU",
		VAKANTIE "StartDate=\nEndDate=2027-03-13\nGroups=ZU",
		VAKANTIE "StartDate=2027-02-13\nEndDate=\nGroups=OO",
		VAKANTIE "StartDate=2027-02-13\nEndDate=\nGroups=",
		"Id=x\nType=School\nName=NL A\nStartDate=2027-02-13\nGroups=ZU",
		"Id=3e2c8f33-6faa-488c-9142-36fb28047b1a\nType=Public\nName=NL A\n"
		"StartDate=2027-02-13\nGroups=ZU",
		"Id=3e2c8f33-6faa-488c-9142-36fb28047b1a\nType=School\nName=DE A\n"
		"StartDate=2027-02-13\nGroups=ZU",
	};
	for (size_t i = 0; i < sizeof(fouten) / sizeof(fouten[0]); i++) {
		proef_rij(&p, "vakanties-school", fouten[i], NULL);
		cr_expect(p.rij.fout, "row %zu passes", i);
	}
}

Test(import_rijen, takes_a_public_holiday_for_one_day_in_all_regions)
{
	proef_rij(&p, "vakanties-feestdagen",
		"Id=3e2c8f33-6faa-488c-9142-36fb28047b1a\nType=Public\nName=NL Koningsdag\n"
		"StartDate=2027-04-27\nEndDate=",
		NULL);
	cr_assert(p.json != NULL);
	cr_expect_str_eq(proef_tekst(&p, "soort"), "feestdag");
	cr_expect_str_eq(proef_tekst(&p, "tot_datum"), "2027-04-27");
	cr_expect_eq(jsn_count(jsn_get(p.json, "regios")), 3);
}

#define GEBIED "Code=NL-FL-AL\nCategory=NL gemeente,EN municipality\nParent=FL\n"

Test(import_rijen, gives_a_municipality_its_region)
{
	p.gemeenten = almere();
	proef_rij(&p, "vakanties-gebieden", GEBIED "Name=NL Almere,EN Almere\nGroups=NO", NULL);
	cr_assert(p.json != NULL);
	cr_expect_str_eq(proef_tekst(&p, "gemeente_code"), "0034");
	cr_expect_str_eq(proef_tekst(&p, "vakantieregio"), "noord");
	proef_rij(&p, "vakanties-gebieden", GEBIED "Name=NL Almere\nGroups=NO,MI", NULL);
	cr_expect(p.rij.overslaan && !p.rij.fout, "two regions: not guessed");
	proef_rij(&p, "vakanties-gebieden", GEBIED "Name=NL Atlantis\nGroups=NO", NULL);
	cr_expect(p.rij.overslaan && !p.rij.fout);
	cr_expect_eq(p.melder.waarschuwingen.count, 2);
	proef_rij(&p, "vakanties-gebieden",
		"Code=NL-FL\nCategory=NL provincie\nName=NL Flevoland\nGroups=NO", NULL);
	cr_expect(p.rij.overslaan);
	cr_expect_eq(p.melder.waarschuwingen.count, 2, "a province is no news");
	proef_rij(&p, "vakanties-gebieden", GEBIED "Name=NL Almere\nGroups=XX", NULL);
	cr_expect(p.rij.fout);
}
