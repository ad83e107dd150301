#include "api/afdruk.h"

#include "base/date.h"
#include "base/uuid.h"

/* Of this file, so that the policy of the page names it by a number of this answer. */
static const char style[] =
	"body{font:11pt/1.45 system-ui,sans-serif;max-width:48em;margin:2em auto;padding:0 1em;"
	"color:#111;background:#fff}h1{font-size:1.6em}h2{font-size:1.15em;margin:1.6em 0 "
	".3em}.rij{"
	"display:flex;gap:1em;margin:0;padding:.35em 0;border-bottom:1px solid #ccc}.rij b{flex:0 "
	"0 "
	"38%}.leeg{flex:1;border-bottom:1px solid #111}.teken{margin:1.8em "
	"0;break-inside:avoid}.teken "
	".rij{border:0}@page{size:A4;margin:18mm}@page liggend{size:A4 "
	"landscape;margin:18mm}.oorkonde{page:liggend;"
	"border:.4rem double "
	"#234;padding:3rem;text-align:center;font-family:Georgia,serif}.oorkonde "
	".rij{text-align:left;border:0}.oorkonde .rij b{flex:0 0 50%;text-align:right}@media "
	"print{body{margin:0;padding:0;max-width:none}}";

static const char *in_language(const struct req *r, const char *nl, const char *en)
{
	return r->taal == SCORE_TAAL_NL ? nl : en;
}

static void add_text(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		switch (s.ptr[i]) {
		case '&': buf_add(b, "&amp;", 5); break;
		case '<': buf_add(b, "&lt;", 4); break;
		case '>': buf_add(b, "&gt;", 4); break;
		case '"': buf_add(b, "&quot;", 6); break;
		default: buf_add(b, &s.ptr[i], 1);
		}
	}
}

static void add_element(struct req *r, const char *tag, struct str text)
{
	struct buf *const b = &r->resp->body;
	buf_addf(b, "<%s>", tag);
	add_text(b, text);
	buf_addf(b, "</%s>\n", tag);
}

void afdruk_open(struct req *r, enum afdruk_vorm vorm, const char *nl, const char *en)
{
	char nonce[UUID_TEXT_LEN + 1];
	uuid_format(uuid_new(), nonce);
	http_resp_header(r->resp, "Content-Security-Policy",
		str_from(arena_printf(task_arena(r->t),
			"default-src 'none'; style-src 'nonce-%s'; base-uri 'none'; form-action "
			"'none'; frame-ancestors 'none'",
			nonce)));
	struct buf *const b = &r->resp->body;
	buf_addf(b,
		"<!doctype html>\n<html lang=\"%s\">\n<head><meta charset=\"utf-8\"><meta "
		"name=\"viewport\" content=\"width=device-width\"><title>",
		in_language(r, "nl", "en"));
	add_text(b, str_from(in_language(r, nl, en)));
	buf_addf(b, "</title><style nonce=\"%s\">%s</style></head>\n<body>\n<main%s>\n", nonce,
		style, vorm == AFDRUK_OORKONDE ? " class=\"oorkonde\"" : "");
	add_element(r, "h1", str_from(in_language(r, nl, en)));
}

void afdruk_kop(struct req *r, const char *nl, const char *en)
{
	add_element(r, "h2", str_from(in_language(r, nl, en)));
}

void afdruk_rij(struct req *r, const char *nl, const char *en, struct str value)
{
	struct buf *const b = &r->resp->body;
	buf_addf(b, "<p class=\"rij\"><b>");
	add_text(b, str_from(in_language(r, nl, en)));
	buf_addf(b, "</b> ");
	if (value.ptr == NULL)
		buf_addf(b, "<span class=\"leeg\"></span>");
	else
		add_element(r, "span", value);
	buf_addf(b, "</p>\n");
}

void afdruk_datum(struct req *r, const char *nl, const char *en, int32_t datum)
{
	int year, month, day;
	date_to_civil(datum, &year, &month, &day);
	afdruk_rij(
		r, nl, en, str_from(arena_printf(task_arena(r->t), "%d-%d-%d", day, month, year)));
}

void afdruk_getal(struct req *r, const char *nl, const char *en, bool has, int32_t n)
{
	afdruk_rij(
		r, nl, en, has ? str_from(arena_printf(task_arena(r->t), "%d", (int)n)) : STR_NULL);
}

void afdruk_alinea(struct req *r, const char *nl, const char *en)
{
	add_element(r, "p", str_from(in_language(r, nl, en)));
}

void afdruk_handtekening(struct req *r, const char *nl, const char *en)
{
	buf_addf(&r->resp->body, "<div class=\"teken\">\n");
	afdruk_rij(r, nl, en, STR_NULL);
	afdruk_rij(r, "Datum en plaats", "Day and place", STR_NULL);
	afdruk_rij(r, "Handtekening", "Signature", STR_NULL);
	buf_addf(&r->resp->body, "</div>\n");
}

void afdruk_close(struct req *r)
{
	buf_addf(&r->resp->body, "</main>\n</body>\n</html>\n");
}
