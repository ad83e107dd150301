/* Rows of the OpenHolidays files: holidays, and the holiday region of each municipality. */
#include <string.h>

#include "admin/import_gemeenten.h"
#include "admin/import_rij.h"
#include "base/date.h"
#include "base/uuid.h"
#include "json/jsn.h"

#define NAAM_MAX	       100
#define DAGEN_VAKANTIE_NORMAAL 28 /* longer, outside summer, is a slip of somebody */
#define DAGEN_ZOMER_NORMAAL    60
#define DAGEN_FEESTDAG_NORMAAL 1
#define EERSTE_ZOMERMAAND      6
#define LAATSTE_ZOMERMAAND     8

/* "NL Herfstvakantie,DE Herbstferien,EN Autumn" → "Herfstvakantie": a comma only ends a name when
 * another language follows. STR_NULL when there is no Dutch. */
static struct str nederlands(struct str namen)
{
	const char *begin = NULL;
	for (size_t i = 0; i + 3 <= namen.len; i++) {
		const char *p = namen.ptr + i;
		const bool taal = (i == 0 || p[-1] == ',') && p[0] >= 'A' && p[0] <= 'Z' &&
				  p[1] >= 'A' && p[1] <= 'Z' && p[2] == ' ';
		if (taal && begin != NULL)
			return (struct str){ begin, (size_t)(p - 1 - begin) };
		if (taal && p[0] == 'N' && p[1] == 'L')
			begin = p + 3;
	}
	return begin == NULL ? STR_NULL
			     : (struct str){ begin, (size_t)(namen.ptr + namen.len - begin) };
}

/* The code of a region in these files; NULL when it is none. */
static const char *regio_van(struct str code)
{
	if (str_eq_nocase(code, STR("NO")))
		return "noord";
	if (str_eq_nocase(code, STR("MI")))
		return "midden";
	if (str_eq_nocase(code, STR("ZU")))
		return "zuid";
	return NULL;
}

/* ---- holidays ---- */

enum { VAK_ID, VAK_VAN, VAK_TOT, VAK_SOORT, VAK_NAAM, VAK_GROEPEN };

static bool datum(struct import_rij *r, size_t kolom, struct str tekst, int32_t *ret_datum)
{
	if (tekst.ptr != NULL && date_parse(tekst, ret_datum) == ERR_OK)
		return true;
	rij_fout(r, kolom, "Dit is geen datum (2027-02-21).");
	return false;
}

/* What may be, and hardly can be meant. */
static void let_op_lengte(
	struct import_rij *r, bool school, struct str naam, int32_t van, int32_t tot)
{
	int jaar, maand, dag;
	date_to_civil(van, &jaar, &maand, &dag);
	const bool zomer = maand >= EERSTE_ZOMERMAAND && maand <= LAATSTE_ZOMERMAAND;
	const int dagen = tot - van + 1;
	const int normaal = !school ? DAGEN_FEESTDAG_NORMAAL
			    : zomer ? DAGEN_ZOMER_NORMAAL
				    : DAGEN_VAKANTIE_NORMAAL;
	if (dagen > normaal)
		rij_waarschuw(r, VAK_TOT,
			"%.*s duurt %d dagen (hoogstens %d is gewoon): klopt de einddatum?",
			STR_FMT(naam), dagen, normaal);
}

static void zet_datums(struct import_rij *r, bool school, struct str naam)
{
	const struct str van_tekst = rij_tekst(r, VAK_VAN);
	struct str tot_tekst = rij_tekst(r, VAK_TOT);
	int32_t van, tot;
	if (tot_tekst.ptr == NULL)
		tot_tekst = van_tekst; /* empty: one day */
	if (!datum(r, VAK_VAN, van_tekst, &van) || !datum(r, VAK_TOT, tot_tekst, &tot))
		return;
	if (tot < van) {
		rij_fout(r, VAK_TOT, "De einddatum ligt voor de begindatum.");
		return;
	}
	jsn_kv_date(r->waarde, "van_datum", van);
	jsn_kv_date(r->waarde, "tot_datum", tot);
	let_op_lengte(r, school, naam, van, tot);
}

/* A public holiday is for all regions. */
static void zet_regios(struct import_rij *r, bool school)
{
	struct str groepen = school ? rij_nodig(r, VAK_GROEPEN, 100) : STR("NO,MI,ZU");
	struct str groep;
	jsn_key(r->waarde, "regios");
	jsn_array(r->waarde);
	while (str_cut(&groepen, ',', &groep)) {
		const char *regio = regio_van(str_trim(groep));
		if (regio == NULL)
			rij_fout(r, VAK_GROEPEN, "Een regio is NO, MI of ZU.");
		else
			jsn_cstr(r->waarde, regio);
	}
	jsn_array_end(r->waarde);
}

void import_rij_vakantie(struct import_rij *r)
{
	const bool school = strcmp(r->bron->naam, "vakanties-school") == 0;
	const struct str id_tekst = rij_nodig(r, VAK_ID, 40);
	struct uuid id = { 0 };
	if (id_tekst.ptr != NULL && uuid_parse(id_tekst, &id) != ERR_OK)
		rij_fout(r, VAK_ID, "Dit is geen uuid.");
	char id_text[UUID_TEXT_LEN + 1];
	uuid_format(id, id_text);
	r->sleutel = str_dup(r->arena, str_from(id_text));
	const struct str soort = rij_nodig(r, VAK_SOORT, 20);
	const struct str verwacht = school ? STR("School") : STR("Public");
	if (soort.ptr != NULL && !str_eq_nocase(soort, verwacht))
		rij_fout(r, VAK_SOORT, "In dit bestand is het soort %.*s.", STR_FMT(verwacht));
	jsn_kv_cstr(r->waarde, "soort", school ? "schoolvakantie" : "feestdag");
	const struct str naam = nederlands(rij_nodig(r, VAK_NAAM, NAAM_MAX * 4));
	if (!r->fout && (naam.ptr == NULL || naam.len == 0))
		rij_fout(r, VAK_NAAM, "Er is geen Nederlandse naam (NL …).");
	jsn_kv_str(r->waarde, "naam", naam);
	zet_regios(r, school);
	zet_datums(r, school, naam);
}

/* ---- regions ---- */

enum { REG_CODE, REG_SOORT, REG_NAAM, REG_GROEPEN, REG_PROVINCIE };

void import_rij_regio(struct import_rij *r)
{
	r->sleutel = rij_nodig(r, REG_CODE, 40);
	const struct str soort = rij_nodig(r, REG_SOORT, NAAM_MAX * 4);
	if (soort.ptr != NULL && !str_eq_nocase(nederlands(soort), STR("gemeente"))) {
		r->overslaan = true; /* a province */
		return;
	}
	const struct str groepen = rij_nodig(r, REG_GROEPEN, 100);
	const char *regio = regio_van(groepen);
	const struct str naam = nederlands(rij_nodig(r, REG_NAAM, NAAM_MAX * 4));
	if (r->fout)
		return;
	if (regio == NULL && memchr(groepen.ptr, ',', groepen.len) != NULL) {
		rij_waarschuw(r, REG_GROEPEN,
			"Deze gemeente ligt in meer dan een vakantieregio; overgeslagen.");
		r->overslaan = true;
		return;
	}
	if (regio == NULL)
		rij_fout(r, REG_GROEPEN, "Een regio is NO, MI of ZU.");
	const struct str code =
		import_gemeenten_naam(r->gemeenten, naam, rij_tekst(r, REG_PROVINCIE));
	if (code.ptr == NULL) {
		if (import_gemeenten_count(r->gemeenten) > 0)
			rij_waarschuw(r, REG_NAAM, "Deze gemeente is niet bekend; overgeslagen.");
		r->overslaan = true;
		return;
	}
	jsn_kv_str(r->waarde, "gemeente_code", code);
	jsn_kv_cstr(r->waarde, "vakantieregio", regio);
}
