/*
 * The certificate of who came: a page to print, with thanks. It is made of what took place and of
 * nothing else, for who came, their company and staff. All that is on it stands in it: it asks for
 * nothing elsewhere, and runs nothing.
 */
#include "api/audit.h"
#include "api/req.h"
#include "api/toegang.h"
#include "base/date.h"
#include "domain/soort.h"
#include "store/sql.h"

/* Its SHA-256 stands in CSP; the contract test says when it does not. */
#define STYLE                                                                             \
	"@page{size:A4 landscape;margin:2cm}body{font-family:Georgia,serif;text-align:"   \
	"center;margin:0 auto;max-width:60rem;padding:3rem;border:.4rem double #234}h1{"  \
	"font-size:3rem;letter-spacing:.1em}p{font-size:1.3rem}dl{display:grid;"          \
	"grid-template-columns:1fr 1fr;gap:.5rem 1rem}dt{text-align:right;color:#456}dd{" \
	"text-align:left;margin:0}"
#define CSP                                                                                     \
	"default-src 'none'; style-src 'sha256-B1d/WRzQLdEMD0J7UuCpGL1hzf8ALJFkCzU+CkgLjCY='; " \
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

struct woorden {
	const char *taal, *kop, *dank, *dat, *activiteit, *datum, *duur, *school, *bedrijf, *uur,
		*van;
};

static const struct woorden woorden[] = {
	[SCORE_TAAL_NL] = { "nl", "Certificaat", "Dank je wel, ", ", dat je er was.", "Activiteit",
		"Datum", "Duur", "School", "Bedrijf", "uur",
		"Namens de school, de leerlingen en het Technocentrum." },
	[SCORE_TAAL_EN] = { "en", "Certificate", "Thank you, ", ", for being there.", "Activity",
		"Date", "Time", "School", "Company", "hours",
		"On behalf of the school, its pupils and the Technocentrum." },
};

/* Text of people, that no tag can begin in. */
static void add_text(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		switch (s.ptr[i]) {
		case '&': buf_add_str(b, STR("&amp;")); break;
		case '<': buf_add_str(b, STR("&lt;")); break;
		case '>': buf_add_str(b, STR("&gt;")); break;
		case '"': buf_add_str(b, STR("&quot;")); break;
		default: buf_add_char(b, s.ptr[i]);
		}
	}
}

static void add_row(struct buf *b, const char *term, struct str text)
{
	buf_addf(b, "<dt>%s</dt><dd>", term);
	add_text(b, text);
	buf_add_str(b, STR("</dd>"));
}

/* Hours with halves and quarters as people say them: 1,5 in Dutch, 1.5 in English. */
static struct str hours(struct req *r, int32_t minutes, const struct woorden *w)
{
	const int32_t hundredths = (minutes * 100 + 30) / 60;
	const char comma = r->taal == SCORE_TAAL_NL ? ',' : '.';
	if (hundredths % 100 == 0)
		return str_from(arena_printf(task_arena(r->t), "%d %s", hundredths / 100, w->uur));
	if (hundredths % 10 == 0)
		return str_from(arena_printf(task_arena(r->t), "%d%c%d %s", hundredths / 100, comma,
			hundredths % 100 / 10, w->uur));
	return str_from(arena_printf(task_arena(r->t), "%d%c%02d %s", hundredths / 100, comma,
		hundredths % 100, w->uur));
}

static void add_page(struct req *r, const struct certificaat_get_row *c, struct str soort)
{
	struct buf *const b = &r->resp->body;
	const struct woorden *const w = &woorden[r->taal];
	int year, month, day;
	date_to_civil(c->datum, &year, &month, &day);
	buf_addf(b,
		"<!doctype html><html lang=\"%s\"><meta charset=\"utf-8\"><title>%s</title>"
		"<style>" STYLE "</style><h1>%s</h1><p>",
		w->taal, w->kop, w->kop);
	buf_add_str(b, str_from(w->dank));
	add_text(b, c->naam);
	buf_add_str(b, str_from(w->dat));
	buf_add_str(b, STR("</p><dl>"));
	add_row(b, w->activiteit,
		str_from(arena_printf(
			task_arena(r->t), "%.*s (%.*s)", STR_FMT(c->titel), STR_FMT(soort))));
	add_row(b, w->datum,
		str_from(arena_printf(task_arena(r->t), "%d-%d-%d", day, month, year)));
	add_row(b, w->duur, hours(r, c->minuten, w));
	add_row(b, w->school, c->school_naam);
	if (c->has_vrijwilliger_id && c->bedrijf_naam.ptr != NULL)
		add_row(b, w->bedrijf, c->bedrijf_naam);
	buf_addf(b, "</dl><p>%s</p></html>", w->van);
}

enum err h_certificaat_get(struct req *r, const struct op_certificaat_get *in)
{
	bool found = false;
	struct certificaat_get_row c;
	TRY(certificaat_get(r->t, req_reader(r),
		&(struct certificaat_get_in){ .id = in->id,
			.alle = r->bereik.alle,
			.bedrijf_id = r->bereik.bedrijf_id,
			.vrijwilliger_id = r->bereik.vrijwilliger_id },
		&found, &c));
	if (!found)
		return req_not_found(r, "Deze koppeling");
	if (!str_eq(c.status, STR("afgerond")) && !str_eq(c.status, STR("geevalueerd")))
		return task_fail(r->t, ERR_CONFLICT, "certificaat.niet_geweest",
			"Een certificaat is er als de activiteit is geweest.");
	enum soort soort;
	TRY(soort_from_code(c.soort, &soort));
	audit_shows(r, c.has_vrijwilliger_id ? c.vrijwilliger_id : c.bedrijf_id);
	http_resp_header(r->resp, "Content-Security-Policy", STR(CSP));
	add_page(r, &c,
		str_from(r->taal == SCORE_TAAL_NL ? soort_table[soort].nl : soort_table[soort].en));
	return ERR_OK;
}
