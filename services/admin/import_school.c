/* Rows about schools: DUO's primary schools, the geocoded file of all schools, and what secondary
 * schools offer. */
#include <string.h>

#include "admin/import_gemeenten.h"
#include "admin/import_niveau.h"
#include "admin/import_rij.h"
#include "domain/niveau.h"
#include "domain/normaliseer.h"
#include "domain/plaats.h"
#include "json/jsn.h"

#define SCHOOLNAAM_MAX	200
#define STRAAT_MAX	200
#define DENOMINATIE_MAX 100
#define LEERLINGEN_MAX	100000

/* The key of a school: its location code. */
static void zet_sleutel(struct import_rij *r, size_t kolom)
{
	const struct str tekst = rij_nodig(r, kolom, 20);
	char code[VESTIGINGSCODE_LEN + 1] = "";
	if (tekst.ptr != NULL && normaliseer_vestigingscode(tekst, code) != ERR_OK)
		rij_fout(r, kolom,
			"Dit is geen vestigingscode (twee cijfers, twee letters, twee "
			"cijfers).");
	r->sleutel = str_dup(r->arena, str_from(code));
}

/* ---- primary schools ---- */

enum {
	PO_CODE,
	PO_NAAM,
	PO_STRAAT,
	PO_HUISNUMMER,
	PO_POSTCODE,
	PO_PLAATS,
	PO_GEMEENTE,
	PO_REGIO,
	PO_DENOMINATIE,
	PO_TELEFOON,
	PO_WEBSITE,
};

static void zet_regio(struct import_rij *r, size_t kolom)
{
	if (!rij_heeft(r, kolom))
		return;
	static const char *const regios[] = { "noord", "midden", "zuid" };
	const struct str tekst = rij_tekst(r, kolom);
	struct str regio = STR_NULL;
	for (size_t i = 0; i < 3; i++)
		if (str_eq_nocase(tekst, str_from(regios[i])))
			regio = str_from(regios[i]);
	if (tekst.ptr != NULL && regio.ptr == NULL)
		rij_fout(r, kolom, "De vakantieregio is Noord, Midden of Zuid.");
	jsn_kv_str(r->waarde, "vakantieregio", regio);
}

static void zet_gemeentecode(struct import_rij *r, size_t kolom)
{
	const struct str tekst = rij_tekst(r, kolom);
	char code[GEMEENTECODE_LEN + 1] = "";
	if (tekst.ptr != NULL && normaliseer_gemeentecode(tekst, code) != ERR_OK)
		rij_fout(r, kolom, "Dit is geen gemeentecode (0034).");
	else if (tekst.ptr != NULL && !import_gemeenten_bevat(r->gemeenten, str_from(code)))
		rij_gemeente_onbekend(r, kolom);
	jsn_kv_str(r->waarde, "gemeente_code", tekst.ptr != NULL ? str_from(code) : STR_NULL);
}

void import_rij_school_po(struct import_rij *r)
{
	zet_sleutel(r, PO_CODE);
	const struct str naam = rij_nodig(r, PO_NAAM, SCHOOLNAAM_MAX);
	jsn_kv_str(r->waarde, "naam", naam);
	rij_zet_tekst(r, "straat", PO_STRAAT, STRAAT_MAX);
	rij_zet_huisnummer(r, PO_HUISNUMMER, rij_tekst(r, PO_HUISNUMMER), true);
	rij_zet_postcode(r, PO_POSTCODE, rij_tekst(r, PO_POSTCODE));
	const struct str plaats = rij_zet_plaats(r, PO_PLAATS);
	zet_gemeentecode(r, PO_GEMEENTE);
	zet_regio(r, PO_REGIO);
	rij_zet_tekst(r, "denominatie", PO_DENOMINATIE, DENOMINATIE_MAX);
	rij_zet_telefoon(r, PO_TELEFOON);
	rij_zet_website(r, PO_WEBSITE);
	jsn_kv_int(r->waarde, "niveaus", (int64_t)niveau_of_sector(NIVEAU_SECTOR_PO));
	rij_zet_zoektekst(r, (const struct str[]){ naam, plaats }, 2);
}

/* ---- all schools, with coordinates ---- */

enum {
	GEO_CODE,
	GEO_NAAM,
	GEO_TYPE,
	GEO_STRAAT,
	GEO_HUISNUMMER,
	GEO_HUISLETTER,
	GEO_TOEVOEGING,
	GEO_POSTCODE,
	GEO_PLAATS,
	GEO_GEMEENTE,
	GEO_PROVINCIE,
	GEO_DENOMINATIE,
	GEO_WEBSITE,
	GEO_LEERLINGEN,
};

/* Number, letter and addition stand in three fields: "12", "A", "3" → "12A-3". */
static void zet_huisnummer(struct import_rij *r)
{
	const bool met_letter = rij_heeft(r, GEO_HUISLETTER);
	const bool met_toevoeging = rij_heeft(r, GEO_TOEVOEGING);
	if (!rij_heeft(r, GEO_HUISNUMMER))
		return;
	const struct str nummer = rij_tekst(r, GEO_HUISNUMMER);
	const struct str letter = rij_tekst(r, GEO_HUISLETTER);
	const struct str toevoeging = rij_tekst(r, GEO_TOEVOEGING);
	if (nummer.ptr == NULL) {
		rij_zet_huisnummer(r, GEO_HUISNUMMER, STR_NULL, true);
		return;
	}
	const char *heel = arena_printf(r->arena, "%.*s%.*s%s%.*s", STR_FMT(nummer),
		STR_FMT(letter), toevoeging.ptr != NULL ? "-" : "", STR_FMT(toevoeging));
	rij_zet_huisnummer(r, GEO_HUISNUMMER, str_from(heel), met_letter && met_toevoeging);
}

/* Name first: a border is generalised, so near it a point may lie on the wrong side. */
static void zet_gemeente(struct import_rij *r, bool punt, double lengte, double breedte)
{
	const struct str naam = rij_tekst(r, GEO_GEMEENTE);
	struct str code = import_gemeenten_naam(r->gemeenten, naam, rij_tekst(r, GEO_PROVINCIE));
	if (code.ptr == NULL && punt &&
		import_gemeenten_punt(r->gemeenten, lengte, breedte, &code) != ERR_OK)
		rij_fout(r, GEO_GEMEENTE, "De grenzen van de gemeenten zijn niet te lezen.");
	if (code.ptr == NULL && naam.ptr != NULL)
		rij_gemeente_onbekend(r, GEO_GEMEENTE);
	jsn_kv_str(r->waarde, "gemeente_code", code);
}

static void zet_punt(struct import_rij *r)
{
	const struct jsn_doc *punt = jsn_get(r->geometrie, "coordinates");
	double lengte = 0, breedte = 0;
	struct plaats plaats = { .bekend = false };
	const bool bekend = str_eq(jsn_text(jsn_get(r->geometrie, "type")), STR("Point")) &&
			    jsn_number(jsn_at(punt, 0), &lengte) &&
			    jsn_number(jsn_at(punt, 1), &breedte);
	if (r->geometrie == NULL)
		rij_waarschuw(r, IMPORT_GEEN_KOLOM, "De school heeft geen coördinaten.");
	else if (!bekend)
		rij_fout(r, IMPORT_GEEN_KOLOM, "De geometrie is geen punt (Point).");
	else if (plaats_from_wgs84(breedte, lengte, &plaats) != ERR_OK)
		rij_fout(r, IMPORT_GEEN_KOLOM,
			"Het punt (%.5f, %.5f) ligt niet in Nederland; de eerste is de lengte.",
			lengte, breedte);
	rij_zet_rd(r, plaats);
	zet_gemeente(r, plaats.bekend, lengte, breedte);
}

static void zet_leerlingen(struct import_rij *r)
{
	if (!rij_heeft(r, GEO_LEERLINGEN))
		return;
	const struct str tekst = rij_tekst(r, GEO_LEERLINGEN);
	int64_t aantal = 0;
	const bool bekend =
		tekst.ptr != NULL && str_to_int(tekst, 0, LEERLINGEN_MAX, &aantal) == ERR_OK;
	if (!bekend && tekst.ptr != NULL)
		rij_waarschuw(r, GEO_LEERLINGEN, "Dit is geen aantal leerlingen; weggelaten.");
	rij_zet_getal(r, "leerlingen", bekend, aantal);
}

void import_rij_school_geo(struct import_rij *r)
{
	zet_sleutel(r, GEO_CODE);
	const struct str naam = rij_nodig(r, GEO_NAAM, SCHOOLNAAM_MAX);
	jsn_kv_str(r->waarde, "naam", naam);
	const struct str type = rij_nodig(r, GEO_TYPE, 100);
	const char *soort = "vo";
	uint64_t niveaus = 0;
	if (type.ptr != NULL && import_niveaus_van_type(type, &soort, &niveaus) != ERR_OK)
		rij_fout(r, GEO_TYPE,
			"Dit soort school is niet bekend; verwacht basisschool, SBAO, SO, VSO, "
			"(V)SO, PRO, BRUGJAAR of VBO, MAVO, HAVO, VWO met / ertussen.");
	jsn_kv_cstr(r->waarde, "soort", soort);
	jsn_kv_int(r->waarde, "niveaus", (int64_t)niveaus);
	rij_zet_tekst(r, "straat", GEO_STRAAT, STRAAT_MAX);
	zet_huisnummer(r);
	rij_zet_postcode(r, GEO_POSTCODE, rij_tekst(r, GEO_POSTCODE));
	const struct str plaats = rij_zet_plaats(r, GEO_PLAATS);
	zet_punt(r);
	rij_zet_tekst(r, "denominatie", GEO_DENOMINATIE, DENOMINATIE_MAX);
	rij_zet_website(r, GEO_WEBSITE);
	zet_leerlingen(r);
	rij_zet_zoektekst(r, (const struct str[]){ naam, plaats }, 2);
}

/* ---- what secondary schools offer ---- */

enum {
	VO_BRIN,
	VO_VESTIGING,
	VO_ONDERWIJSTYPE,
	VO_SECTOR,
	VO_AFDELING,
	VO_ELEMENT,
	VO_OPLEIDING,
	VO_TOTAAL,
	VO_EERSTE_JAAR, /* six years, or twelve columns of boys and girls: added up */
	VO_LAATSTE_JAAR = VO_EERSTE_JAAR + 17,
};

#define VO_TEKST_MAX 200

/* A part of the key: its parts are told apart by bars. "N.v.t." is how the publisher writes that
 * there is none. */
static struct str vo_tekst(struct import_rij *r, size_t kolom)
{
	const struct str tekst = rij_tekst(r, kolom);
	if (tekst.ptr == NULL || str_eq_nocase(tekst, STR("N.v.t.")))
		return STR("");
	if (memchr(tekst.ptr, '|', tekst.len) != NULL || str_code_points(tekst) > VO_TEKST_MAX)
		rij_fout(r, kolom, "Hier past geen tekst met een | of van meer dan %d tekens.",
			VO_TEKST_MAX);
	return tekst;
}

/* The same, and not empty. */
static struct str vo_nodig(struct import_rij *r, size_t kolom)
{
	const struct str tekst = vo_tekst(r, kolom);
	if (tekst.len == 0)
		rij_fout(r, kolom, "Deze kolom mag niet leeg zijn.");
	return tekst;
}

/* Either form will do; with neither there is no member. */
static void zet_vo_leerlingen(struct import_rij *r)
{
	int64_t som = 0;
	bool bekend = false;
	const size_t eerste = r->velden[VO_TOTAAL].ptr != NULL ? VO_TOTAAL : VO_EERSTE_JAAR;
	const size_t laatste = eerste == VO_TOTAAL ? VO_TOTAAL : VO_LAATSTE_JAAR;
	for (size_t k = eerste; k <= laatste; k++) {
		const struct str tekst = rij_tekst(r, k);
		int64_t aantal;
		bekend = bekend || r->velden[k].ptr != NULL;
		if (tekst.ptr == NULL)
			continue;
		if (str_to_int(tekst, 0, LEERLINGEN_MAX, &aantal) == ERR_OK)
			som += aantal;
		else
			rij_fout(r, k, "Dit is geen aantal leerlingen.");
	}
	if (bekend || rij_heeft(r, VO_TOTAAL))
		jsn_kv_int(r->waarde, "leerlingen", som);
}

void import_rij_opleiding(struct import_rij *r)
{
	const struct str brin = rij_nodig(r, VO_BRIN, 4);
	const struct str vestiging = rij_nodig(r, VO_VESTIGING, 2);
	/* A spreadsheet eats the zero of "00". */
	const char *heel = arena_printf(r->arena, "%.*s%s%.*s", STR_FMT(brin),
		vestiging.len == 1 ? "0" : "", STR_FMT(vestiging));
	char code[VESTIGINGSCODE_LEN + 1] = "";
	if (!r->fout && normaliseer_vestigingscode(str_from(heel), code) != ERR_OK)
		rij_fout(r, VO_BRIN, "BRIN en vestigingsnummer vormen geen vestigingscode: %s.",
			heel);
	const struct str type = vo_nodig(r, VO_ONDERWIJSTYPE);
	const struct str element = vo_nodig(r, VO_ELEMENT);
	const struct str sector = vo_tekst(r, VO_SECTOR);
	const struct str afdeling = vo_tekst(r, VO_AFDELING);
	jsn_kv_cstr(r->waarde, "vestigingscode", code);
	jsn_kv_str(r->waarde, "onderwijstype", type);
	jsn_kv_str(r->waarde, "sector", sector);
	jsn_kv_str(r->waarde, "afdeling", afdeling);
	jsn_kv_str(r->waarde, "elementcode", element);
	zet_vo_leerlingen(r);
	if (r->fout)
		return;
	const uint64_t niveaus = import_niveaus_van_opleiding(type, rij_tekst(r, VO_OPLEIDING));
	if (r->soorten != NULL && !import_soorten_zet(r->soorten, type, element, niveaus))
		rij_fout(r, VO_ELEMENT, "Het bestand heeft te veel soorten opleidingen.");
	r->sleutel = str_from(arena_printf(r->arena, "%s|%.*s|%.*s|%.*s|%.*s", code,
		STR_FMT(element), STR_FMT(type), STR_FMT(sector), STR_FMT(afdeling)));
}
