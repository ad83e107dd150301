#include "admin/import_melding.h"

#include <stdarg.h>
#include <string.h>

#include "admin/import_grens.h"
#include "base/buf.h"
#include "json/jsn.h"

#define MAX_WAARDE_BYTES 100
#define MAX_MELDINGEN	 (IMPORT_MAX_GETOOND + IMPORT_MAX_ALGEMEEN)
#define MAX_MELDER_BYTES ((size_t)16 * 1024 * 1024)

void import_melder_init(struct import_melder *m)
{
	*m = (struct import_melder){ .bestand = "" };
	arena_init(&m->arena, MAX_MELDER_BYTES);
	m->fouten.items = ARENA_ARRAY(&m->arena, MAX_MELDINGEN, struct import_melding);
	m->waarschuwingen.items = ARENA_ARRAY(&m->arena, MAX_MELDINGEN, struct import_melding);
	m->verschillen = ARENA_ARRAY(&m->arena, IMPORT_MAX_VERSCHILLEN, const char *);
}

void import_melder_fini(struct import_melder *m)
{
	arena_fini(&m->arena);
}

void import_melder_bestand(struct import_melder *m, const char *bestand)
{
	m->bestand = bestand;
	m->verschil_count = 0;
}

/* A short copy on one line: a value may be anything. */
static const char *kort(struct arena *a, struct str s)
{
	size_t len = s.len;
	const bool cut = len > MAX_WAARDE_BYTES;
	if (cut) {
		len = MAX_WAARDE_BYTES;
		while (len > 0 && ((unsigned char)s.ptr[len] & 0xc0) == 0x80)
			len--; /* not inside a character */
	}
	char *text =
		arena_printf(a, "%.*s%s", (int)len, s.ptr != NULL ? s.ptr : "", cut ? "…" : "");
	for (char *p = text; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = ' ';
	return text;
}

static bool has_room(const struct import_meldingen *lijst, size_t regel)
{
	return regel > 0 ? lijst->rijen < IMPORT_MAX_GETOOND
			 : lijst->kept - lijst->rijen < IMPORT_MAX_ALGEMEEN;
}

static PRINTF_LIKE(5, 0) void add(struct import_melder *m, struct import_meldingen *lijst,
	struct import_melding wat, struct str waarde, const char *reden_fmt, va_list ap)
{
	lijst->count++;
	if (!has_room(lijst, wat.regel))
		return;
	wat.bestand = m->bestand;
	wat.kolom = arena_strndup(&m->arena, wat.kolom, strlen(wat.kolom));
	wat.waarde = kort(&m->arena, waarde);
	wat.reden = arena_vprintf(&m->arena, reden_fmt, ap);
	lijst->rijen += wat.regel > 0;
	lijst->items[lijst->kept++] = wat;
}

void import_fout(struct import_melder *m, size_t regel, const char *kolom, struct str waarde,
	const char *reden_fmt, ...)
{
	va_list ap;
	va_start(ap, reden_fmt);
	add(m, &m->fouten, (struct import_melding){ .regel = regel, .kolom = kolom }, waarde,
		reden_fmt, ap);
	va_end(ap);
}

void import_waarschuwing(struct import_melder *m, size_t regel, const char *kolom,
	struct str waarde, const char *reden_fmt, ...)
{
	va_list ap;
	va_start(ap, reden_fmt);
	add(m, &m->waarschuwingen, (struct import_melding){ .regel = regel, .kolom = kolom },
		waarde, reden_fmt, ap);
	va_end(ap);
}

/* ---- differences ---- */

int32_t import_verschil_ruimte(const struct import_melder *m)
{
	return (int32_t)(IMPORT_MAX_VERSCHILLEN - m->verschil_count);
}

static void add_verschil(struct import_melder *m, const char *wat, struct str sleutel,
	struct str naam, const char *velden)
{
	if (m->verschil_count == IMPORT_MAX_VERSCHILLEN)
		return;
	m->verschillen[m->verschil_count++] = arena_printf(&m->arena, "%-9s  %s%s%s%s%s", wat,
		kort(&m->arena, sleutel), naam.len > 0 ? "  " : "", kort(&m->arena, naam),
		velden[0] ? ": " : "", velden);
}

/* "naam: oud → nieuw; plaats: …" */
static const char *velden_tekst(struct import_melder *m, const struct jsn_doc *velden)
{
	struct buf b;
	buf_init(&b, IMPORT_MAX_ROW_BYTES);
	for (size_t i = 0; i < jsn_count(velden); i++) {
		const struct jsn_doc *veld = jsn_at(velden, i);
		const struct str oud = jsn_text(jsn_at(veld, 1));
		const struct str nieuw = jsn_text(jsn_at(veld, 2));
		buf_addf(&b, "%s%.*s: %s → %s", i > 0 ? "; " : "",
			STR_FMT(jsn_text(jsn_at(veld, 0))),
			oud.ptr != NULL ? kort(&m->arena, oud) : "(leeg)",
			nieuw.ptr != NULL ? kort(&m->arena, nieuw) : "(leeg)");
	}
	const char *tekst = arena_strndup(&m->arena, b.ptr != NULL ? b.ptr : "", b.len);
	buf_fini(&b);
	return tekst;
}

void import_verschillen(struct import_melder *m, const struct jsn_doc *lijst)
{
	for (size_t i = 0; i < jsn_count(lijst); i++) {
		const struct jsn_doc *item = jsn_at(lijst, i);
		const struct str stand = jsn_text(jsn_get(item, "stand"));
		const struct str sleutel = jsn_text(jsn_get(item, "sleutel"));
		const struct str naam = jsn_text(jsn_get(item, "naam"));
		if (str_eq(stand, STR("n"))) {
			add_verschil(m, "nieuw", sleutel, naam, "");
			continue;
		}
		const char *velden = velden_tekst(m, jsn_get(item, "velden"));
		add_verschil(m, str_eq(stand, STR("h")) ? "heropend" : "gewijzigd", sleutel, naam,
			velden[0] ? velden : "geen veld dat wij bewaren");
	}
}

void import_verschillen_gesloten(struct import_melder *m, const struct jsn_doc *sleutels)
{
	for (size_t i = 0; i < jsn_count(sleutels); i++)
		add_verschil(m, "gesloten", jsn_text(jsn_at(sleutels, i)), STR(""), "");
}

/* ---- telling ---- */

struct import_stand import_stand(const struct import_melder *m)
{
	return (struct import_stand){
		.fouten = m->fouten.count,
		.fouten_kept = m->fouten.kept,
		.waarschuwingen = m->waarschuwingen.count,
		.waarschuwingen_kept = m->waarschuwingen.kept,
	};
}

static void vertel_lijst(FILE *out, const char *wat, const struct import_meldingen *lijst,
	size_t count_voor, size_t kept_voor)
{
	const size_t count = lijst->count - count_voor;
	const size_t kept = lijst->kept - kept_voor;
	if (count == 0)
		return;
	fprintf(out, "  %s: %zu%s\n", wat, count, kept < count ? ", niet alle getoond" : "");
	for (size_t i = kept_voor; i < lijst->kept; i++) {
		const struct import_melding *m = &lijst->items[i];
		fputs("    ", out);
		if (m->regel > 0)
			fprintf(out, "regel %zu, ", m->regel);
		if (m->kolom[0])
			fprintf(out, "%s, ", m->kolom);
		if (m->waarde[0])
			fprintf(out, "\"%s\": ", m->waarde);
		fprintf(out, "%s\n", m->reden);
	}
}

void import_vertel(FILE *out, const struct import_melder *m, struct import_stand sinds)
{
	vertel_lijst(out, "fouten", &m->fouten, sinds.fouten, sinds.fouten_kept);
	vertel_lijst(out, "waarschuwingen", &m->waarschuwingen, sinds.waarschuwingen,
		sinds.waarschuwingen_kept);
	if (m->verschil_count > 0)
		fprintf(out, "  verschillen (de eerste %d):\n", IMPORT_MAX_VERSCHILLEN);
	for (size_t i = 0; i < m->verschil_count; i++)
		fprintf(out, "    %s\n", m->verschillen[i]);
}

static void schrijf_lijst(struct jsn_out *o, const char *key, const struct import_meldingen *lijst)
{
	jsn_key(o, key);
	jsn_array(o);
	for (size_t i = 0; i < lijst->kept; i++) {
		const struct import_melding *m = &lijst->items[i];
		jsn_object(o);
		jsn_kv_cstr(o, "bestand", m->bestand);
		jsn_kv_int(o, "regel", (int64_t)m->regel);
		jsn_kv_cstr(o, "kolom", m->kolom);
		jsn_kv_cstr(o, "waarde", m->waarde);
		jsn_kv_cstr(o, "reden", m->reden);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

void import_vertel_json(
	FILE *out, const struct import_melder *m, const struct import_telling *totaal)
{
	struct buf b;
	struct jsn_out o;
	buf_init(&b, MAX_MELDER_BYTES);
	jsn_out_init(&o, &b);
	jsn_object(&o);
	jsn_kv_int(&o, "nieuw", totaal->nieuw);
	jsn_kv_int(&o, "gewijzigd", totaal->gewijzigd);
	jsn_kv_int(&o, "gesloten", totaal->gesloten);
	jsn_kv_int(&o, "ongewijzigd", totaal->ongewijzigd);
	jsn_kv_int(&o, "overgeslagen", totaal->overgeslagen);
	schrijf_lijst(&o, "fouten", &m->fouten);
	schrijf_lijst(&o, "waarschuwingen", &m->waarschuwingen);
	jsn_kv_int(&o, "aantalFouten", (int64_t)m->fouten.count);
	jsn_kv_int(&o, "aantalWaarschuwingen", (int64_t)m->waarschuwingen.count);
	jsn_object_end(&o);
	fprintf(out, "%.*s\n", STR_FMT(buf_str(&b)));
	buf_fini(&b);
}
