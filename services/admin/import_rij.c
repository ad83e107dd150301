#include "admin/import_rij.h"

#include <stdarg.h>
#include <string.h>

#include "admin/import_gemeenten.h"
#include "admin/import_melding.h"
#include "domain/bsn.h"
#include "domain/normaliseer.h"
#include "json/jsn.h"

/* The publisher's name of a column. */
static const char *kolom_naam(struct import_rij *r, size_t kolom)
{
	if (kolom == IMPORT_GEEN_KOLOM)
		return "";
	const char *namen = r->bron->kolommen[kolom].namen;
	return arena_strndup(r->arena, namen, strcspn(namen, "|"));
}

static struct str kolom_waarde(const struct import_rij *r, size_t kolom)
{
	if (kolom == IMPORT_GEEN_KOLOM || r->velden[kolom].ptr == NULL)
		return STR("");
	return r->velden[kolom];
}

void rij_fout(struct import_rij *r, size_t kolom, const char *reden_fmt, ...)
{
	va_list ap;
	va_start(ap, reden_fmt);
	const char *reden = arena_vprintf(r->arena, reden_fmt, ap);
	va_end(ap);
	r->fout = true;
	import_fout(r->melder, r->regel, kolom_naam(r, kolom), kolom_waarde(r, kolom), "%s", reden);
}

void rij_waarschuw(struct import_rij *r, size_t kolom, const char *reden_fmt, ...)
{
	va_list ap;
	va_start(ap, reden_fmt);
	const char *reden = arena_vprintf(r->arena, reden_fmt, ap);
	va_end(ap);
	import_waarschuwing(
		r->melder, r->regel, kolom_naam(r, kolom), kolom_waarde(r, kolom), "%s", reden);
}

bool rij_heeft(struct import_rij *r, size_t kolom)
{
	const bool heeft = r->velden[kolom].ptr != NULL;
	if (!heeft)
		r->mist |= UINT32_C(1) << kolom;
	return heeft;
}

void rij_gemeente_onbekend(struct import_rij *r, size_t kolom)
{
	if (import_gemeenten_count(r->gemeenten) == 0)
		return;
	r->gemeente_onbekend = true;
	rij_waarschuw(r, kolom, "Deze gemeente is niet bekend.");
}

/* What stands in the column, whatever it is. */
static struct str kale_tekst(struct import_rij *r, size_t kolom)
{
	const struct str ruw = r->velden[kolom];
	if (ruw.ptr == NULL)
		return STR_NULL;
	char *text = arena_alloc(r->arena, ruw.len + 1);
	size_t len = 0;
	bool space = false;
	for (size_t i = 0; i < ruw.len; i++) {
		const char c = ruw.ptr[i];
		const bool nbsp = c == '\xc2' && i + 1 < ruw.len && ruw.ptr[i + 1] == '\xa0';
		if (nbsp || c == ' ' || c == '\t' || c == '\n' || c == '\r') {
			space = len > 0;
			i += nbsp;
			continue;
		}
		if (space)
			text[len++] = ' ';
		space = false;
		text[len++] = c;
	}
	return len == 0 ? STR_NULL : (struct str){ text, len };
}

/* A number that may be a BSN is a fault of its row, told once and not shown. */
static bool heeft_bsn(struct import_rij *r, size_t kolom, struct str text)
{
	const uint32_t bit = UINT32_C(1) << kolom;
	if (text.ptr == NULL || !bsn_in_text(r->arena, text))
		return false;
	if ((r->bsn & bit) == 0)
		import_fout(r->melder, r->regel, kolom_naam(r, kolom), STR(""),
			"Hier staat een getal dat een burgerservicenummer kan zijn. Dat bewaren we "
			"niet: haal het uit het bestand.");
	r->bsn |= bit;
	r->fout = true;
	return true;
}

struct str rij_tekst(struct import_rij *r, size_t kolom)
{
	const struct str text = kale_tekst(r, kolom);
	return heeft_bsn(r, kolom, text) ? STR_NULL : text;
}

struct str rij_nodig(struct import_rij *r, size_t kolom, size_t max)
{
	const struct str text = kale_tekst(r, kolom);
	if (text.ptr == NULL) {
		rij_fout(r, kolom, "Deze kolom mag niet leeg zijn.");
		return STR_NULL;
	}
	if (heeft_bsn(r, kolom, text))
		return STR_NULL;
	if (str_code_points(text) > max) {
		rij_fout(r, kolom, "De tekst is langer dan %zu tekens.", max);
		return STR_NULL;
	}
	return text;
}

void rij_zet_tekst(struct import_rij *r, const char *lid, size_t kolom, size_t max)
{
	if (!rij_heeft(r, kolom))
		return;
	struct str text = rij_tekst(r, kolom);
	if (text.ptr != NULL && str_code_points(text) > max) {
		rij_waarschuw(r, kolom, "De tekst is langer dan %zu tekens en is weggelaten.", max);
		text = STR_NULL;
	}
	jsn_kv_str(r->waarde, lid, text);
}

void rij_zet_postcode(struct import_rij *r, size_t kolom, struct str tekst)
{
	char code[POSTCODE_LEN + 1];
	struct str postcode = STR_NULL;
	if (tekst.ptr != NULL && normaliseer_postcode(tekst, code) == ERR_OK)
		postcode = (struct str){ code, POSTCODE_LEN };
	else if (tekst.ptr != NULL)
		rij_waarschuw(r, kolom, "Dit is geen postcode (1234 AB); weggelaten.");
	jsn_kv_str(r->waarde, "postcode", postcode);
}

void rij_zet_telefoon(struct import_rij *r, size_t kolom)
{
	if (!rij_heeft(r, kolom))
		return;
	const struct str tekst = kale_tekst(r, kolom);
	char nummer[TELEFOON_LEN_MAX + 1];
	struct str telefoon = STR_NULL;
	if (tekst.ptr != NULL && normaliseer_telefoon(tekst, nummer) == ERR_OK)
		telefoon = str_from(nummer);
	else if (tekst.ptr != NULL)
		rij_waarschuw(r, kolom, "Dit is geen bruikbaar telefoonnummer; weggelaten.");
	jsn_kv_str(r->waarde, "telefoon", telefoon);
}

void rij_zet_website(struct import_rij *r, size_t kolom)
{
	if (!rij_heeft(r, kolom))
		return;
	const struct str tekst = rij_tekst(r, kolom);
	struct str adres = STR_NULL;
	if (tekst.ptr != NULL && normaliseer_internetadres(r->arena, tekst, &adres) != ERR_OK)
		rij_waarschuw(r, kolom, "Dit is geen bruikbaar webadres; weggelaten.");
	jsn_kv_str(r->waarde, "website", adres);
}

void rij_zet_getal(struct import_rij *r, const char *lid, bool bekend, int64_t getal)
{
	jsn_key(r->waarde, lid);
	if (bekend)
		jsn_int(r->waarde, getal);
	else
		jsn_null(r->waarde);
}

void rij_zet_huisnummer(struct import_rij *r, size_t kolom, struct str tekst, bool heel)
{
	struct huisnummer h = { 0 };
	const bool bekend = tekst.ptr != NULL && normaliseer_huisnummer(tekst, &h) == ERR_OK;
	if (!bekend && tekst.ptr != NULL)
		rij_waarschuw(r, kolom, "Dit is geen huisnummer; weggelaten.");
	rij_zet_getal(r, "huisnummer", bekend, h.nummer);
	if (heel || !bekend || h.toevoeging.len > 0)
		jsn_kv_str(r->waarde, "toevoeging", bekend ? h.toevoeging : STR_NULL);
}

struct str rij_zet_plaats(struct import_rij *r, size_t kolom)
{
	const struct str tekst = rij_nodig(r, kolom, PLAATSNAAM_MAX);
	struct str naam = STR_NULL;
	if (tekst.ptr != NULL && normaliseer_plaatsnaam(r->arena, tekst, &naam) != ERR_OK)
		rij_fout(r, kolom, "Dit is geen plaatsnaam.");
	jsn_kv_str(r->waarde, "plaats", naam);
	return naam;
}

void rij_zet_zoektekst(struct import_rij *r, const struct str *teksten, size_t count)
{
	struct buf b;
	buf_init(&b, IMPORT_MAX_ROW_BYTES);
	for (size_t i = 0; i < count; i++) {
		if (teksten[i].ptr == NULL)
			continue;
		if (b.len > 0)
			buf_add_char(&b, ' ');
		buf_add_str(&b, teksten[i]);
	}
	jsn_kv_str(r->waarde, "zoektekst", str_fold(r->arena, buf_str(&b)));
	buf_fini(&b);
}

void rij_zet_rd(struct import_rij *r, struct plaats plaats)
{
	rij_zet_getal(r, "rd_x", plaats.bekend, plaats.x_m);
	rij_zet_getal(r, "rd_y", plaats.bekend, plaats.y_m);
}
