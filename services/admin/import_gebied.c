/* Rows about areas: municipalities with their border, and the PC4 table. */
#include <math.h>
#include <string.h>

#include "admin/import_rij.h"
#include "domain/normaliseer.h"
#include "domain/plaats.h"
#include "json/jsn.h"

/* ---- municipalities ---- */

enum { GEMEENTE_CODE, GEMEENTE_NAAM };

#define GRAADCIJFERS 7 /* decimals of a degree that we keep: about a centimetre */
#define GRAAD_SCHAAL 1e7

static bool write_hoek(struct import_rij *r, const struct jsn_doc *punt)
{
	double lengte, breedte;
	if (!jsn_number(jsn_at(punt, 0), &lengte) || !jsn_number(jsn_at(punt, 1), &breedte) ||
		!(fabs(lengte) <= 180) || !(fabs(breedte) <= 90))
		return false;
	jsn_array(r->waarde);
	jsn_fixed(r->waarde, llround(lengte * GRAAD_SCHAAL), GRAADCIJFERS);
	jsn_fixed(r->waarde, llround(breedte * GRAAD_SCHAAL), GRAADCIJFERS);
	jsn_array_end(r->waarde);
	return true;
}

/* A closed ring has four positions or more (RFC 7946, section 3.1.6). */
static bool write_ring(struct import_rij *r, const struct jsn_doc *ring)
{
	bool goed = jsn_count(ring) >= 4;
	jsn_array(r->waarde);
	for (size_t i = 0; goed && i < jsn_count(ring); i++)
		goed = write_hoek(r, jsn_at(ring, i));
	jsn_array_end(r->waarde);
	return goed;
}

static bool write_polygoon(struct import_rij *r, const struct jsn_doc *polygoon)
{
	bool goed = jsn_count(polygoon) > 0;
	jsn_array(r->waarde);
	for (size_t i = 0; goed && i < jsn_count(polygoon); i++)
		goed = write_ring(r, jsn_at(polygoon, i));
	jsn_array_end(r->waarde);
	return goed;
}

/* Writes the border always as MultiPolygon: one form for all who read it. */
static bool write_grens(struct import_rij *r)
{
	const struct jsn_doc *coordinaten = jsn_get(r->geometrie, "coordinates");
	const struct str soort = jsn_text(jsn_get(r->geometrie, "type"));
	const bool los = str_eq(soort, STR("Polygon"));
	bool goed = jsn_count(coordinaten) > 0 && (los || str_eq(soort, STR("MultiPolygon")));
	jsn_key(r->waarde, "grens");
	jsn_object(r->waarde);
	jsn_kv_cstr(r->waarde, "type", "MultiPolygon");
	jsn_key(r->waarde, "coordinates");
	jsn_array(r->waarde);
	if (goed && los)
		goed = write_polygoon(r, coordinaten);
	else
		for (size_t i = 0; goed && i < jsn_count(coordinaten); i++)
			goed = write_polygoon(r, jsn_at(coordinaten, i));
	jsn_array_end(r->waarde);
	jsn_object_end(r->waarde);
	return goed;
}

void import_rij_gemeente(struct import_rij *r)
{
	const struct str code = rij_nodig(r, GEMEENTE_CODE, 20);
	const struct str naam = rij_nodig(r, GEMEENTE_NAAM, 100);
	char vier[GEMEENTECODE_LEN + 1] = "";
	if (code.ptr != NULL && normaliseer_gemeentecode(code, vier) != ERR_OK)
		rij_fout(r, GEMEENTE_CODE, "Dit is geen gemeentecode (GM0034).");
	r->sleutel = str_dup(r->arena, str_from(vier));
	jsn_kv_str(r->waarde, "naam", naam);
	jsn_kv_str(r->waarde, "zoeknaam", str_fold(r->arena, naam));
	if (!write_grens(r))
		rij_fout(r, IMPORT_GEEN_KOLOM,
			"De geometrie is geen vlak (Polygon of MultiPolygon) met lengte en "
			"breedte in graden.");
}

/* ---- postcodes ---- */

enum { PC_CODE, PC_PLAATS, PC_GEMEENTE, PC_BREEDTE, PC_LENGTE, PC_LAND };

static bool to_degrees(struct str s, double *ret)
{
	/* Digits with one point and at most ten decimals, exactly: strtod would take more. */
	const bool minus = s.len > 0 && s.ptr[0] == '-';
	int64_t waarde = 0;
	int decimalen = -1;
	if (s.len == (size_t)minus || s.len > 14)
		return false;
	for (size_t i = minus; i < s.len; i++) {
		if (s.ptr[i] == '.' && decimalen < 0) {
			decimalen = 0;
			continue;
		}
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		waarde = waarde * 10 + (s.ptr[i] - '0');
		decimalen += decimalen >= 0;
	}
	*ret = (double)(minus ? -waarde : waarde) / pow(10, decimalen > 0 ? decimalen : 0);
	return true;
}

static struct plaats postcode_plaats(struct import_rij *r)
{
	struct plaats p = { .bekend = false };
	double breedte, lengte;
	if (!to_degrees(rij_tekst(r, PC_BREEDTE), &breedte))
		rij_fout(r, PC_BREEDTE, "Dit is geen breedtegraad (52.3508).");
	else if (!to_degrees(rij_tekst(r, PC_LENGTE), &lengte))
		rij_fout(r, PC_LENGTE, "Dit is geen lengtegraad (5.2647).");
	else if (plaats_from_wgs84(breedte, lengte, &p) != ERR_OK)
		rij_fout(r, PC_BREEDTE,
			"Dit punt ligt niet in Nederland; zijn lengte en breedte "
			"verwisseld?");
	return p;
}

void import_rij_postcode(struct import_rij *r)
{
	const struct str land = rij_tekst(r, PC_LAND);
	if (land.ptr != NULL && !str_eq_nocase(land, STR("NL"))) {
		rij_fout(r, PC_LAND, "Alleen Nederlandse postcodes (NL) horen hier.");
		return;
	}
	const struct str pc4 = rij_nodig(r, PC_CODE, 10);
	int64_t nummer;
	if (pc4.ptr != NULL && (pc4.len != 4 || str_to_int(pc4, 1000, 9999, &nummer) != ERR_OK))
		rij_fout(r, PC_CODE, "Dit zijn geen vier cijfers van een postcode.");
	jsn_kv_str(r->waarde, "pc4", pc4);
	const struct str plaats = rij_zet_plaats(r, PC_PLAATS);
	if (plaats.ptr != NULL && memchr(plaats.ptr, '|', plaats.len) != NULL)
		rij_fout(r, PC_PLAATS, "Een | kan hier niet staan."); /* it parts the key */
	/* GeoNames knows no municipality for some: 0000, which no join finds. */
	char code[GEMEENTECODE_LEN + 1] = "0000";
	const struct str gemeente = rij_tekst(r, PC_GEMEENTE);
	if (gemeente.ptr == NULL)
		rij_waarschuw(
			r, PC_GEMEENTE, "De gemeente van postcode %.*s ontbreekt.", STR_FMT(pc4));
	else if (normaliseer_gemeentecode(gemeente, code) != ERR_OK)
		rij_fout(r, PC_GEMEENTE, "Dit is geen gemeentecode (0034).");
	jsn_kv_cstr(r->waarde, "gemeente_code", code);
	rij_zet_rd(r, postcode_plaats(r));
	r->sleutel = str_from(
		arena_printf(r->arena, "%.*s|%s|%.*s", STR_FMT(pc4), code, STR_FMT(plaats)));
}
