#include "api/problem.h"

#include <assert.h>
#include <stdio.h>

#include "api/operations.h"
#include "json/jsn.h"

struct problem {
	enum err err;
	const char *code;
	const char *title;
	const char *detail; /* when nobody said more */
};

static const struct problem problems[] = {
	{ ERR_INVALID, "invoer.ongeldig", "Ongeldige invoer",
		"De invoer klopt niet. Onder `errors` staat wat er mis is." },
	{ ERR_UNAUTHENTICATED, "aanmelden.nodig", "Aanmelden nodig",
		"Meld je eerst aan met POST /v1/sessies." },
	{ ERR_FORBIDDEN, "rol.niet_toegestaan", "Niet toegestaan", "Met jouw rol kan dit niet." },
	{ ERR_NOT_FOUND, "niet_gevonden", "Niet gevonden",
		"Dit bestaat niet, of het is niet voor jou zichtbaar." },
	{ ERR_METHOD, "methode.niet_toegestaan", "Methode niet toegestaan",
		"Deze methode bestaat hier niet. De kop Allow noemt welke wel." },
	{ ERR_NOT_ACCEPTABLE, "antwoord.vorm", "Antwoordvorm niet mogelijk",
		"Het antwoord bestaat niet in de vorm die de kop Accept vraagt." },
	{ ERR_REQUEST_TIMEOUT, "te_langzaam", "Te langzaam",
		"Het verzoek kwam te langzaam binnen. Probeer het opnieuw." },
	{ ERR_CONFLICT, "conflict", "Conflict", "Dit kan niet in de huidige toestand." },
	{ ERR_PRECONDITION_FAILED, "versie.verouderd", "Intussen gewijzigd",
		"Iemand anders heeft dit gewijzigd. Haal het opnieuw op en pas je wijziging daarop "
		"toe." },
	{ ERR_TOO_LARGE, "te_groot", "Te groot", "De inhoud van het verzoek is te groot." },
	{ ERR_MEDIA_TYPE, "inhoud.vorm", "Inhoudsvorm niet mogelijk",
		"Stuur de inhoud in de vorm die het contract noemt." },
	{ ERR_EXPECTATION, "verwachting", "Verwachting niet mogelijk",
		"Alleen Expect: 100-continue wordt begrepen." },
	{ ERR_MISDIRECTED, "http.andere_host", "Andere host",
		"Deze service antwoordt niet voor de host in het verzoek." },
	{ ERR_KEY_REUSED, "sleutel.hergebruikt", "Idempotency-Key al gebruikt",
		"Deze Idempotency-Key hoort bij een ander verzoek. Kies een nieuwe." },
	{ ERR_PRECONDITION_REQUIRED, "versie.nodig", "If-Match nodig",
		"Stuur in de kop If-Match de ETag mee van wat je wijzigt." },
	{ ERR_TOO_MANY, "te_vaak", "Te vaak",
		"Dit is te vaak geprobeerd. Wacht even en probeer het dan opnieuw." },
	{ ERR_HEAD_TOO_LARGE, "kop.te_groot", "Koppen te groot",
		"De koppen van het verzoek zijn te groot." },
	{ ERR_URI_TOO_LONG, "adres.te_lang", "Adres te lang",
		"Het adres van het verzoek is te lang." },
	{ ERR_INTERNAL, "intern", "Er ging iets mis",
		"Er ging bij ons iets mis. Meld dit met het nummer onder `instance`." },
	{ ERR_NOT_IMPLEMENTED, "methode.onbekend", "Methode onbekend",
		"Deze methode kennen we niet." },
	{ ERR_UNAVAILABLE, "bezet", "Even niet beschikbaar",
		"Het is nu te druk. Probeer het zo nog eens." },
	{ ERR_HTTP_VERSION, "http.versie", "HTTP-versie niet mogelijk", "Gebruik HTTP/1.1." },
};

static const struct problem *find(enum err e)
{
	const struct problem *internal = NULL;
	for (size_t i = 0; i < sizeof(problems) / sizeof(problems[0]); i++) {
		if (problems[i].err == e)
			return &problems[i];
		if (problems[i].err == ERR_INTERNAL)
			internal = &problems[i];
	}
	assert(internal != NULL); /* it stands in the table */
	return internal;
}

void problem_common_headers(struct http_resp *resp)
{
	http_resp_header(resp, "API-Version", str_from(api_version));
	http_resp_header(
		resp, "Strict-Transport-Security", STR("max-age=31536000; includeSubDomains"));
	http_resp_header(resp, "X-Content-Type-Options", STR("nosniff"));
	http_resp_header(resp, "X-Frame-Options", STR("DENY"));
	http_resp_header(resp, "Referrer-Policy", STR("no-referrer"));
}

void problem_data_policy(struct http_resp *resp)
{
	http_resp_header(
		resp, "Content-Security-Policy", STR("default-src 'none'; frame-ancestors 'none'"));
}

static bool has_header(const struct http_resp *resp, const char *name)
{
	for (size_t i = 0; i < resp->header_count; i++)
		if (str_eq_nocase(resp->headers[i].name, str_from(name)))
			return true;
	return false;
}

static void status_headers(enum err e, const char *language, struct http_resp *resp)
{
	http_resp_header(resp, "Content-Language", str_from(language));
	http_resp_header(resp, "Vary", STR("Accept-Language"));
	http_resp_header(resp, "Content-Type", STR("application/problem+json; charset=utf-8"));
	http_resp_header(resp, "Cache-Control", STR("no-store"));
	problem_data_policy(resp);
	if (e == ERR_UNAUTHENTICATED)
		http_resp_header(resp, "WWW-Authenticate", STR("Bearer realm=\"schakel\""));
	if (e == ERR_UNAVAILABLE)
		http_resp_header(resp, "Retry-After", STR("1"));
	if (e == ERR_TOO_MANY && !has_header(resp, "Retry-After"))
		http_resp_header(resp, "Retry-After", STR("60"));
}

static void write_errors(struct jsn_out *o, const struct fault *faults, size_t count)
{
	jsn_key(o, "errors");
	jsn_array(o);
	for (size_t i = 0; i < count; i++) {
		jsn_object(o);
		jsn_kv_cstr(o, "pointer", faults[i].pointer != NULL ? faults[i].pointer : "");
		jsn_kv_cstr(o, "code", faults[i].code);
		jsn_kv_cstr(o, "detail", faults[i].detail);
		if (faults[i].bewijs != NULL)
			jsn_kv_cstr(o, "bevestiging", faults[i].bewijs);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

/* The title of p, and its detail when nobody said more, in the language of the answer. */
struct words {
	const char *language;
	const char *title;
	const char *detail;
};

static void write_body(enum err e, const struct words *words, const struct fault *said,
	const struct fault *faults, size_t count, const char *request_id, struct http_resp *resp)
{
	const int status = err_status(e);
	resp->status = status;
	buf_reset(&resp->body);
	struct jsn_out o;
	jsn_out_init(&o, &resp->body);
	jsn_object(&o);
	char type[48];
	snprintf(type, sizeof(type), "/v1/documentatie#probleem-%d", status);
	jsn_kv_cstr(&o, "type", type);
	jsn_kv_cstr(&o, "title", words->title);
	jsn_kv_int(&o, "status", status);
	jsn_kv_cstr(&o, "detail", said != NULL ? said->detail : words->detail);
	jsn_kv_cstr(&o, "code", said != NULL ? said->code : find(e)->code);
	if (request_id != NULL) {
		char instance[64];
		snprintf(instance, sizeof(instance), "urn:uuid:%s", request_id);
		jsn_kv_cstr(&o, "instance", instance);
	}
	if (count > 0)
		write_errors(&o, faults, count);
	jsn_object_end(&o);
	status_headers(e, words->language, resp);
}

void problem_write(struct task *t, enum err e, const char *language, const char *request_id,
	struct http_resp *resp)
{
	const struct problem *p = find(e);
	const struct words words = { language, task_say(t, p->title), task_say(t, p->detail) };
	size_t count = 0;
	const struct fault *faults = task_faults(t, &count);
	/* What went wrong inside is for the log, not for the client. */
	const struct fault *said = e == ERR_INTERNAL ? NULL : task_error(t);
	struct fault one;
	if (count == 0 && said != NULL && said->pointer != NULL) {
		one = *said;
		faults = &one;
		count = 1;
	}
	write_body(e, &words, said, faults, e == ERR_INTERNAL ? 0 : count, request_id, resp);
}

void problem_refusal(enum err e, const char *code, const char *detail, struct http_resp *resp)
{
	const struct problem *p = find(e);
	const struct words words = { "nl", p->title, p->detail };
	const struct fault said = { .code = code, .detail = detail };
	problem_common_headers(resp);
	write_body(e, &words, code != NULL && detail != NULL ? &said : NULL, NULL, 0, NULL, resp);
}
