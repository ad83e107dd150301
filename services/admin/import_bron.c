#include "admin/import_bron.h"

#include <string.h>

#include "base/buf.h"

#define MAX_NAAM  64   /* bytes of a column's name that are compared */
#define MAX_REDEN 4096 /* of a refusal */

/* Columns in the order of the enums beside the row functions. */
static const struct import_kolom gemeente_kolommen[] = {
	{ "statcode|gemeentecode|code", true },
	{ "statnaam|gemeentenaam|naam", true },
};
static const struct import_kolom postcode_kolommen[] = {
	{ "zipcode|postal_code|postcode|pc4", true },
	{ "place|place_name|plaats", true },
	{ "province_code|admin_code2|gemeente_code", true },
	{ "latitude|lat|breedtegraad", true },
	{ "longitude|lon|lng|lengtegraad", true },
	{ "country_code|land", false },
};
static const struct import_kolom po_kolommen[] = {
	{ "VESTIGINGSCODE", true },
	{ "VESTIGINGSNAAM", true },
	{ "STRAATNAAM", true },
	{ "HUISNUMMER-TOEVOEGING", true },
	{ "POSTCODE", true },
	{ "PLAATSNAAM", true },
	{ "GEMEENTENUMMER|GEMEENTECODE", true },
	{ "VAKANTIEREGIO", false },
	{ "DENOMINATIE", false },
	{ "TELEFOONNUMMER|TELEFOON", false },
	{ "INTERNETADRES|WEBSITE", false },
};
static const struct import_kolom geo_kolommen[] = {
	{ "vestigingscode", true },
	{ "naam|vestigingsnaam", true },
	{ "type", true },
	{ "straat|straatnaam", false },
	{ "huisnummer", false },
	{ "huisletter", false },
	{ "huisnummertoevoeging", false },
	{ "postcode", true },
	{ "plaats|plaatsnaam", true },
	{ "gemeente|gemeentenaam", true },
	{ "provincie", false },
	{ "denominatie", false },
	{ "internetadres", false },
	{ "leerlingen", false },
};
static const struct import_kolom vo_kolommen[] = {
	{ "BRIN NUMMER|BRIN", true },
	{ "VESTIGINGSNUMMER", true },
	{ "ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR|ONDERWIJSTYPE VO", true },
	{ "VMBO SECTOR", true },
	{ "AFDELING", true },
	{ "ELEMENTCODE", true },
	{ "OPLEIDINGSNAAM", true },
	{ "TOTAAL", false },
	{ "LJ1", false },
	{ "LJ2", false },
	{ "LJ3", false },
	{ "LJ4", false },
	{ "LJ5", false },
	{ "LJ6", false },
	{ "LEER- OF VERBLIJFSJAAR 1 - MAN", false },
	{ "LEER- OF VERBLIJFSJAAR 1 - VROUW", false },
	{ "LEER- OF VERBLIJFSJAAR 2 - MAN", false },
	{ "LEER- OF VERBLIJFSJAAR 2 - VROUW", false },
	{ "LEER- OF VERBLIJFSJAAR 3 - MAN", false },
	{ "LEER- OF VERBLIJFSJAAR 3 - VROUW", false },
	{ "LEER- OF VERBLIJFSJAAR 4 - MAN", false },
	{ "LEER- OF VERBLIJFSJAAR 4 - VROUW", false },
	{ "LEER- OF VERBLIJFSJAAR 5 - MAN", false },
	{ "LEER- OF VERBLIJFSJAAR 5 - VROUW", false },
	{ "LEER- OF VERBLIJFSJAAR 6 - MAN", false },
	{ "LEER- OF VERBLIJFSJAAR 6 - VROUW", false },
};
static const struct import_kolom rdw_kolommen[] = {
	{ "volgnummer", true },
	{ "naam_bedrijf", true },
	{ "gevelnaam", false },
	{ "straat", true },
	{ "huisnummer", true },
	{ "huisnummer_toevoeging", false },
	{ "postcode_numeriek", true },
	{ "postcode_alfanumeriek", true },
	{ "plaats", true },
};
static const struct import_kolom ets_kolommen[] = {
	{ "id", true },
	{ "company|account_holder", true },
	{ "kvk_or_reg_no", false },
	{ "installation", true },
	{ "address", true },
	{ "postcode|postal_code", true },
	{ "city", true },
	{ "activity", true },
	{ "account_status", true },
};
static const struct import_kolom schoolvakantie_kolommen[] = {
	{ "Id", true },
	{ "StartDate", true },
	{ "EndDate", true },
	{ "Type", true },
	{ "Name", true },
	{ "Groups", true },
};
static const struct import_kolom feestdag_kolommen[] = {
	{ "Id", true },
	{ "StartDate", true },
	{ "EndDate", true },
	{ "Type", true },
	{ "Name", true },
};
static const struct import_kolom regio_kolommen[] = {
	{ "Code", true },
	{ "Category", true },
	{ "Name", true },
	{ "Groups", true },
	{ "Parent", false },
};
static const struct import_kolom groep_kolommen[] = {
	{ "Code", true },
	{ "ShortName", true },
	{ "Category", true },
	{ "Name", true },
};

#define KOLOMMEN(k) .kolommen = (k), .kolom_count = sizeof(k) / sizeof((k)[0])

/* Files given together are read in this order: what others lean on comes first. */
const struct import_bron import_bronnen[] = {
	{ .soort = "gemeenten",
		.naam = "cbs-gemeenten",
		.titel = "gemeentegrenzen (CBS/Kadaster)",
		.vorm = IMPORT_GEOJSON,
		.doel = IMPORT_GEMEENTE,
		KOLOMMEN(gemeente_kolommen),
		.rij = import_rij_gemeente },
	{ .soort = "postcodes",
		.naam = "geonames",
		.titel = "postcodes van vier cijfers (GeoNames)",
		.vorm = IMPORT_CSV,
		.doel = IMPORT_POSTCODE,
		KOLOMMEN(postcode_kolommen),
		.rij = import_rij_postcode },
	{ .soort = "scholen",
		.naam = "duo-po",
		.titel = "vestigingen basisonderwijs (DUO)",
		.vorm = IMPORT_CSV,
		.doel = IMPORT_SCHOOL_PO,
		KOLOMMEN(po_kolommen),
		.rij = import_rij_school_po },
	{ .soort = "scholen",
		.naam = "duo-geo",
		.titel = "scholen met coördinaten (DUO, BAG)",
		.vorm = IMPORT_GEOJSON,
		.doel = IMPORT_SCHOOL_GEO,
		KOLOMMEN(geo_kolommen),
		.rij = import_rij_school_geo,
		.eerste_telt = true },
	{ .soort = "scholen",
		.naam = "duo-vo",
		.titel = "opleidingen per vestiging voortgezet onderwijs (DUO)",
		.vorm = IMPORT_CSV,
		.doel = IMPORT_OPLEIDING,
		KOLOMMEN(vo_kolommen),
		.rij = import_rij_opleiding },
	{ .soort = "bedrijven",
		.naam = "rdw",
		.titel = "erkende bedrijven (RDW)",
		.vorm = IMPORT_CSV,
		.doel = IMPORT_BEDRIJF,
		KOLOMMEN(rdw_kolommen),
		.rij = import_rij_rdw },
	{ .soort = "bedrijven",
		.naam = "eu-ets",
		.titel = "installaties in het EU-emissieregister",
		.vorm = IMPORT_CSV,
		.doel = IMPORT_BEDRIJF,
		KOLOMMEN(ets_kolommen),
		.rij = import_rij_ets },
	{ .soort = "vakanties",
		.naam = "vakanties-school",
		.titel = "schoolvakanties (OpenHolidays)",
		.vorm = IMPORT_CSV,
		.doel = IMPORT_VAKANTIE,
		KOLOMMEN(schoolvakantie_kolommen),
		.rij = import_rij_vakantie },
	{ .soort = "vakanties",
		.naam = "vakanties-feestdagen",
		.titel = "feestdagen (OpenHolidays)",
		.vorm = IMPORT_CSV,
		.doel = IMPORT_VAKANTIE,
		KOLOMMEN(feestdag_kolommen),
		.rij = import_rij_vakantie },
	{ .soort = "vakanties",
		.naam = "vakanties-gebieden",
		.titel = "vakantieregio per gemeente (OpenHolidays)",
		.vorm = IMPORT_CSV,
		.doel = IMPORT_REGIO,
		KOLOMMEN(regio_kolommen),
		.rij = import_rij_regio },
	{ .soort = "vakanties",
		.naam = "vakanties-groepen",
		.titel = "namen van de vakantieregio's (OpenHolidays)",
		.vorm = IMPORT_CSV,
		.doel = IMPORT_NIETS,
		KOLOMMEN(groep_kolommen),
		.rij = NULL },
};
const size_t import_bron_count = sizeof(import_bronnen) / sizeof(import_bronnen[0]);

bool import_soort_bestaat(const char *soort)
{
	for (size_t i = 0; soort != NULL && i < import_bron_count; i++)
		if (strcmp(import_bronnen[i].soort, soort) == 0)
			return true;
	return false;
}

const char *import_soorten_tekst(void)
{
	return "gemeenten, postcodes, scholen, bedrijven, vakanties";
}

void import_kolomnaam(struct str naam, char *text, size_t size)
{
	size_t len = 0;
	for (size_t i = 0; i < naam.len && len + 1 < size; i++) {
		const char c = naam.ptr[i];
		if (c >= 'A' && c <= 'Z')
			text[len++] = (char)(c - 'A' + 'a');
		else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0)
			text[len++] = c;
	}
	text[len] = '\0';
}

/* Where a column stands in the file: the first of its names that is there. */
static size_t plek_van(const struct import_kolom *kolom, const struct str *namen, size_t count)
{
	struct str rest = str_from(kolom->namen);
	struct str naam;
	while (str_cut(&rest, '|', &naam)) {
		char gezocht[MAX_NAAM], gevonden[MAX_NAAM];
		import_kolomnaam(naam, gezocht, sizeof(gezocht));
		for (size_t i = 0; i < count; i++) {
			import_kolomnaam(namen[i], gevonden, sizeof(gevonden));
			if (strcmp(gezocht, gevonden) == 0)
				return i;
		}
	}
	return IMPORT_GEEN_KOLOM;
}

/* How well a header fits a source. */
struct pasvorm {
	struct import_kop kop;
	size_t gevonden;
	size_t mist; /* needed and absent */
};

static void pas(
	const struct import_bron *bron, const struct str *namen, size_t count, struct pasvorm *ret)
{
	*ret = (struct pasvorm){ .kop.bron = bron };
	for (size_t k = 0; k < bron->kolom_count; k++) {
		ret->kop.plek[k] = plek_van(&bron->kolommen[k], namen, count);
		if (ret->kop.plek[k] != IMPORT_GEEN_KOLOM)
			ret->gevonden++;
		else if (bron->kolommen[k].nodig)
			ret->mist++;
	}
}

static void add_kolommen(struct buf *b, const struct pasvorm *p, bool alleen_mist)
{
	const struct import_bron *bron = p->kop.bron;
	const char *between = "";
	for (size_t k = 0; k < bron->kolom_count; k++) {
		const struct import_kolom *kolom = &bron->kolommen[k];
		if (!kolom->nodig || (alleen_mist && p->kop.plek[k] != IMPORT_GEEN_KOLOM))
			continue;
		buf_addf(b, "%s%.*s", between, (int)strcspn(kolom->namen, "|"), kolom->namen);
		between = ", ";
	}
}

/* What was expected for this kind, and what was found. */
static const char *weigering(struct arena *a, const char *soort, enum import_vorm vorm,
	const struct str *namen, size_t count)
{
	struct buf b;
	buf_init(&b, MAX_REDEN);
	buf_addf(&b, "De %s wordt niet herkend. Gevonden: ",
		vorm == IMPORT_CSV ? "kop van dit bestand" : "inhoud van deze GeoJSON");
	for (size_t i = 0; i < count && b.len < MAX_REDEN / 4; i++)
		buf_addf(&b, "%s%.*s", i > 0 ? ", " : "", STR_FMT(namen[i]));
	buf_add_str(&b, count == 0 ? STR("niets.") : STR("."));
	for (size_t i = 0; i < import_bron_count; i++) {
		const struct import_bron *bron = &import_bronnen[i];
		struct pasvorm p;
		if (strcmp(bron->soort, soort) != 0)
			continue;
		pas(bron, namen, count, &p);
		buf_addf(&b, " Verwacht voor %s, als %s: ", bron->titel,
			bron->vorm == IMPORT_CSV ? "CSV" : "GeoJSON");
		add_kolommen(&b, &p, false);
		if (bron->vorm == vorm && p.gevonden > 0 && p.mist > 0) {
			buf_addf(&b, " (hiervan ontbreekt ");
			add_kolommen(&b, &p, true);
			buf_add_char(&b, ')');
		}
		buf_add_char(&b, '.');
	}
	const char *reden = arena_strndup(a, b.ptr, b.len);
	buf_fini(&b);
	return reden;
}

enum err import_herken(struct arena *a, const char *soort, enum import_vorm vorm,
	const struct str *namen, size_t count, struct import_kop *ret_kop, const char **ret_reden)
{
	struct pasvorm best = { .gevonden = 0 };
	for (size_t i = 0; i < import_bron_count; i++) {
		if (import_bronnen[i].vorm != vorm)
			continue;
		struct pasvorm p;
		pas(&import_bronnen[i], namen, count, &p);
		/* On a tie the kind that was asked for wins, else the first. */
		const bool gevraagd = strcmp(import_bronnen[i].soort, soort) == 0;
		if (p.mist == 0 &&
			(p.gevonden > best.gevonden || (p.gevonden == best.gevonden && gevraagd)))
			best = p;
	}
	if (best.gevonden == 0) {
		*ret_reden = weigering(a, soort, vorm, namen, count);
		return ERR_INVALID;
	}
	*ret_kop = best.kop;
	return ERR_OK;
}
