#include "api/aanmelddienst.h"

#include <stdlib.h>
#include <string.h>

#include "auth/auth.h"
#include "base/date.h"
#include "base/log.h"
#include "http/fetch.h"
#include "http/http.h"
#include "json/jsn.h"

#define FILE_MAX_BYTES	   (256u << 10)
#define DOCUMENT_MAX_BYTES (64u << 10)
#define FETCH_MS	   2500
#define FAILED_US	   (5 * INT64_C(1000000))
#define KNOWN_US	   (3600 * INT64_C(1000000))
#define KID_AGAIN_US	   (60 * INT64_C(1000000))
#define ASKING_MAX	   8
#define TRIES_MAX	   3 /* of one way */
#define MEMORY_MAX	   (1u << 20)

/* ---- the file ---- */

/* Of memory that is ours: a secret stood there. */
static void wipe(struct str s)
{
	if (s.len > 0)
		explicit_bzero((char *)(uintptr_t)s.ptr, s.len);
}

static void wipe_text(void *text)
{
	explicit_bzero(text, strlen(text));
}

static const char *text_in(struct arena *a, const struct jsn_doc *d, const char *name)
{
	const struct str s = jsn_text(jsn_get(d, name));
	return s.ptr == NULL ? "" : arena_strndup(a, s.ptr, s.len);
}

/* TLS, or this machine for a test; nothing behind the path. */
static bool is_issuer(const char *text)
{
	const struct str s = str_from(text);
	return (str_starts(s, STR("https://")) || str_starts(s, STR("http://127.0.0.1:"))) &&
	       strpbrk(text, "?#@\\ ") == NULL;
}

static bool is_code(const char *text)
{
	const size_t len = strlen(text);
	return len >= 1 && len <= 40 &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

/* The issuers of Entra for all tenants at once: a token names another issuer, that of its tenant.
 */
static bool is_of_many(const char *issuer)
{
	static const char *const many[] = { "common", "organizations", "consumers" };
	if (!str_starts(str_from(issuer), STR("https://login.microsoftonline.")))
		return false;
	const char *path = strchr(issuer + strlen("https://"), '/');
	const size_t len = path != NULL ? strcspn(path + 1, "/") : 0;
	for (size_t i = 0; i < sizeof(many) / sizeof(many[0]); i++)
		if (len == strlen(many[i]) && strncasecmp(path + 1, many[i], len) == 0)
			return true;
	return false;
}

static bool is_certificate(const char *path)
{
	char text[2048]; /* room for words before it */
	FILE *file = fopen(path, "rb");
	const size_t len = file != NULL ? fread(text, 1, sizeof(text), file) : 0;
	if (file != NULL)
		(void)fclose(file);
	const struct str begin = STR("-----BEGIN CERTIFICATE-----");
	return len > 0 && memmem(text, len, begin.ptr, begin.len) != NULL;
}

/* Names end with NULL. What is misspelt is refused: a slip in `alleen` would let everybody in. */
static const char *odd_member(struct arena *a, const struct jsn_doc *doc, const char *const *texts,
	const char *const *others)
{
	if (!jsn_is_object(doc))
		return "dit is geen object";
	for (size_t i = 0; i < jsn_object_count(doc); i++) {
		const char *name = jsn_key_at(doc, i);
		const char *const *known = texts;
		while (*known != NULL && strcmp(*known, name) != 0)
			known++;
		if (*known != NULL && jsn_text(jsn_get(doc, name)).ptr == NULL)
			return arena_printf(a, "%s: hier hoort een tekst", name);
		for (known = *known == NULL ? others : known; *known != NULL; known++)
			if (strcmp(*known, name) == 0)
				break;
		if (*known == NULL)
			return arena_printf(a, "een veld dat niet bestaat: %.40s", name);
	}
	return NULL;
}

static const char *odd_entry(struct arena *a, const struct jsn_doc *doc)
{
	static const char *const texts[] = { "code", "naam", "issuer", "clientId", "geheim",
		"scopes", "ca", "brinClaim", "lid", NULL };
	static const char *const others[] = { "alleen", "emailDomeinen", NULL };
	static const char *const of_alleen[] = { "claim", "waarde", NULL };
	static const char *const none[] = { NULL };
	const char *fault = odd_member(a, doc, texts, others);
	const struct jsn_doc *alleen = jsn_get(doc, "alleen");
	if (fault != NULL || alleen == NULL)
		return fault;
	fault = odd_member(a, alleen, of_alleen, none);
	return fault != NULL ? arena_printf(a, "alleen: %s", fault) : NULL;
}

static bool is_domain(const char *text)
{
	const size_t len = strlen(text);
	return len >= 1 && len <= 253 && text[0] != '.' &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-.") == len;
}

/* Of no list no address is believed. */
static bool read_domains(struct arena *a, const struct jsn_doc *list, struct aanmelddienst *d)
{
	if (list == NULL)
		return true;
	if (!jsn_is_array(list) || jsn_count(list) > AANMELDDIENST_DOMEIN_MAX)
		return false;
	for (size_t i = 0; i < jsn_count(list); i++) {
		const struct str s = jsn_text(jsn_at(list, i));
		const char *text = s.ptr == NULL ? "" : arena_strndup(a, s.ptr, s.len);
		if (!is_domain(text))
			return false;
		d->email_domeinen[d->email_domein_count++] = text;
	}
	return true;
}

static const char *read_one(struct aanmelddiensten *all, const struct jsn_doc *doc)
{
	struct arena *a = &all->memory;
	const char *odd = odd_entry(a, doc);
	if (odd != NULL)
		return odd;
	struct aanmelddienst *d = &all->items[all->count]; /* it counts once it is whole */
	d->code = text_in(a, doc, "code");
	d->naam = text_in(a, doc, "naam");
	d->issuer = text_in(a, doc, "issuer");
	d->client_id = text_in(a, doc, "clientId");
	d->geheim = text_in(a, doc, "geheim");
	d->scopes = text_in(a, doc, "scopes");
	d->ca_file = text_in(a, doc, "ca");
	d->brin_claim = text_in(a, doc, "brinClaim");
	arena_defer(a, wipe_text, (char *)(uintptr_t)d->geheim);
	const char *lid = text_in(a, doc, "lid");
	const struct jsn_doc *alleen = jsn_get(doc, "alleen");
	d->alleen_claim = text_in(a, alleen, "claim");
	d->alleen_waarde = text_in(a, alleen, "waarde");
	if (!read_domains(a, jsn_get(doc, "emailDomeinen"), d))
		return "emailDomeinen: een lijst van hoogstens 64 domeinen in kleine letters";
	if (alleen != NULL && (d->alleen_claim[0] == '\0' || d->alleen_waarde[0] == '\0'))
		return "alleen: met claim en waarde";
	if (d->brin_claim[0] != '\0' && alleen == NULL)
		return "brinClaim: met alleen erbij, anders worden leerlingen docent";
	d->lid_actief = strcmp(lid, "actief") == 0;
	if (!is_code(d->code) || aanmelddiensten_find(all, str_from(d->code)) != NULL)
		return "code: kleine letters, cijfers en streepjes, en elk een andere";
	if (d->naam[0] == '\0' || d->client_id[0] == '\0' || d->geheim[0] == '\0')
		return "naam, clientId en geheim zijn nodig";
	if (!is_issuer(d->issuer))
		return "issuer: een adres met https://";
	if (is_of_many(d->issuer))
		return "issuer: die van een tenant, niet common, organizations of consumers";
	if (d->ca_file[0] != '\0' && !is_certificate(d->ca_file))
		return "ca: een bestand met een certificaat (PEM) dat te lezen is";
	if (strstr(d->scopes, "openid") == NULL)
		return "scopes: met openid erin";
	if (lid[0] != '\0' && !d->lid_actief && strcmp(lid, "gevraagd") != 0)
		return "lid: actief of gevraagd";
	all->count++;
	return NULL;
}

static bool read_all(struct aanmelddiensten *all, struct str text, FILE *errors)
{
	const struct jsn_doc *doc = NULL;
	if (jsn_parse(&all->memory, text, FILE_MAX_BYTES, &doc) != ERR_OK) {
		fputs("SCHAKEL_AANMELDDIENSTEN: dit is geen JSON.\n", errors);
		return false;
	}
	const struct jsn_doc *list = jsn_get(doc, "diensten");
	const bool well = jsn_is_array(list) && jsn_count(list) <= AANMELDDIENST_MAX &&
			  jsn_object_count(doc) == 1;
	if (!well)
		fputs("SCHAKEL_AANMELDDIENSTEN: { \"diensten\": [ … ] }, hoogstens zestien.\n",
			errors);
	const char *fault = NULL;
	for (size_t i = 0; well && fault == NULL && i < jsn_count(list); i++) {
		fault = read_one(all, jsn_at(list, i));
		if (fault != NULL)
			fprintf(errors, "SCHAKEL_AANMELDDIENSTEN, dienst %zu: %s.\n", i + 1, fault);
	}
	for (size_t i = 0; i < jsn_count(list); i++)
		wipe(jsn_text(jsn_get(jsn_at(list, i), "geheim")));
	return well && fault == NULL;
}

enum err aanmelddiensten_create(
	const char *path, struct aanmelddiensten **ret_diensten, FILE *errors)
{
	*ret_diensten = NULL;
	if (path[0] == '\0')
		return ERR_OK;
	struct aanmelddiensten *all = calloc(1, sizeof(*all));
	if (all == NULL)
		err_fatal("out of memory");
	arena_init(&all->memory, MEMORY_MAX);
	char *room = arena_alloc(&all->memory, FILE_MAX_BYTES);
	FILE *file = fopen(path, "rb");
	if (file != NULL)
		(void)setvbuf(file, NULL, _IONBF, 0); /* no second copy of the secrets */
	const size_t len = file != NULL ? fread(room, 1, FILE_MAX_BYTES, file) : 0;
	if (file != NULL)
		(void)fclose(file);
	const struct str text = { room, len };
	bool read = false;
	if (len == 0 || len == FILE_MAX_BYTES)
		fprintf(errors, "SCHAKEL_AANMELDDIENSTEN='%s' kan niet gelezen worden.\n", path);
	else
		read = read_all(all, text, errors);
	wipe(text);
	if (read)
		*ret_diensten = all;
	else
		aanmelddiensten_destroy(all);
	return read ? ERR_OK : ERR_INVALID;
}

void aanmelddiensten_destroy(struct aanmelddiensten *all)
{
	if (all == NULL)
		return;
	for (size_t i = 0; i < all->count; i++) {
		auth_jwks_destroy(all->items[i].keys);
		free(all->items[i].authorization_endpoint);
		free(all->items[i].token_endpoint);
		free(all->items[i].jwks_uri);
	}
	arena_fini(&all->memory);
	free(all);
}

struct aanmelddienst *aanmelddiensten_find(struct aanmelddiensten *all, struct str code)
{
	for (size_t i = 0; all != NULL && i < all->count; i++)
		if (str_eq(code, str_from(all->items[i].code)))
			return &all->items[i];
	return NULL;
}

/* ---- what the service says ---- */

static enum err unavailable(
	struct task *t, const struct aanmelddienst *d, const char *what, const char *why)
{
	LOG(LOG_WARN, "aanmelddienst", LOG_STR("dienst", str_from(d->code)),
		LOG_STR("wat", str_from(what)), LOG_STR("waarom", str_from(why)));
	return task_fail(t, ERR_UNAVAILABLE, "aanmelddienst.antwoordt_niet",
		"%s antwoordt nu niet zoals het hoort. Probeer het zo nog eens.", d->naam);
}

static enum err ask(struct task *t, const struct aanmelddienst *d, const char *what,
	const char *url, struct str form, struct http_fetched *ret_answer)
{
	const struct http_fetch f = { .url = url,
		.form = form,
		.timeout_ms = FETCH_MS,
		.max_bytes = DOCUMENT_MAX_BYTES,
		.ca_file = d->ca_file[0] != '\0' ? d->ca_file : NULL };
	const char *why = "";
	if (http_fetch(t, &f, ret_answer, &why) != ERR_OK)
		return unavailable(t, d, what, why);
	return ERR_OK;
}

/*
 * What a service publishes. Whoever asks us often makes us not ask others as often: one that failed
 * has a rest, and few ask at once.
 */
static enum err ask_published(struct task *t, struct aanmelddienst *d, const char *what,
	const char *url, struct str *ret_text)
{
	struct http_fetched answer = { .status = 0 };
	if (d->asking >= ASKING_MAX ||
		(d->failed_us != 0 && clock_mono_us() < d->failed_us + FAILED_US))
		return unavailable(t, d, what, "failed just now, or is asked by many");
	d->asking++;
	enum err e = ask(t, d, what, url, STR_NULL, &answer);
	d->asking--;
	if (e == ERR_OK && answer.status != 200)
		e = unavailable(t, d, what, "has another status");
	*ret_text = answer.body;
	d->failed_us = e == ERR_OK ? 0 : clock_mono_us();
	return e;
}

/* On the service's own origin: an endpoint elsewhere would be somebody else's, or inside. */
static bool is_own(const struct aanmelddienst *d, struct str url)
{
	const char *host = strstr(d->issuer, "://") + 3;
	const size_t len = (size_t)(host - d->issuer) + strcspn(host, "/");
	return str_starts(url, (struct str){ d->issuer, len }) && url.len > len &&
	       url.ptr[len] == '/' && url.len < 1000 && strpbrk(url.ptr, "#@\\ \r\n") == NULL;
}

static char *endpoint(
	struct arena *a, const struct aanmelddienst *d, const struct jsn_doc *doc, const char *name)
{
	const struct str url = jsn_text(jsn_get(doc, name));
	if (url.ptr == NULL || str_check_text(url) != NULL)
		return NULL;
	const char *text = arena_strndup(a, url.ptr, url.len);
	return is_own(d, str_from(text)) ? strdup(text) : NULL;
}

static void replace(char **place, char *text)
{
	free(*place);
	*place = text;
}

/* False when the document is not that of this service, or lacks something; nothing changes then. */
static bool take_document(struct arena *a, struct aanmelddienst *d, const struct jsn_doc *doc)
{
	if (!str_eq(jsn_text(jsn_get(doc, "issuer")), str_from(d->issuer)))
		return false;
	char *authorization = endpoint(a, d, doc, "authorization_endpoint");
	char *token = endpoint(a, d, doc, "token_endpoint");
	char *jwks = endpoint(a, d, doc, "jwks_uri");
	if (authorization == NULL || token == NULL || jwks == NULL) {
		free(authorization);
		free(token);
		free(jwks);
		return false;
	}
	replace(&d->authorization_endpoint, authorization);
	replace(&d->token_endpoint, token);
	replace(&d->jwks_uri, jwks);
	d->says_iss = false;
	(void)jsn_boolean(
		jsn_get(doc, "authorization_response_iss_parameter_supported"), &d->says_iss);
	d->known_until_us = clock_mono_us() + KNOWN_US;
	return true;
}

static enum err ask_document(struct task *t, struct aanmelddienst *d)
{
	struct arena *a = task_arena(t);
	const size_t len = strlen(d->issuer);
	const char *slash = d->issuer[len - 1] == '/' ? "" : "/";
	const struct jsn_doc *doc = NULL;
	struct str text = STR_NULL;
	TRY(ask_published(t, d, "document",
		arena_printf(a, "%s%s.well-known/openid-configuration", d->issuer, slash), &text));
	if (jsn_parse(a, text, DOCUMENT_MAX_BYTES, &doc) == ERR_OK && take_document(a, d, doc))
		return ERR_OK;
	d->failed_us = clock_mono_us();
	return unavailable(t, d, "document", "is not that of this issuer");
}

/* ---- its keys ---- */

static enum err ask_keys(struct task *t, struct aanmelddienst *d)
{
	struct arena *a = task_arena(t);
	struct auth_jwks *keys = NULL;
	struct str text = STR_NULL;
	/* The address may be another when the answer comes. */
	TRY(ask_published(
		t, d, "sleutels", arena_strndup(a, d->jwks_uri, strlen(d->jwks_uri)), &text));
	if (auth_jwks_create(a, text, &keys) != ERR_OK) {
		d->failed_us = clock_mono_us();
		return unavailable(t, d, "sleutels", "are none that can be used");
	}
	auth_jwks_destroy(d->keys);
	d->keys = keys;
	d->keys_until_us = clock_mono_us() + KNOWN_US;
	return ERR_OK;
}

enum err aanmelddienst_know(struct task *t, struct aanmelddienst *d)
{
	enum err e = ERR_OK;
	if (d->token_endpoint == NULL || clock_mono_us() >= d->known_until_us)
		e = ask_document(t, d);
	if (d->token_endpoint == NULL)
		return e;
	if (e == ERR_OK && (d->keys == NULL || clock_mono_us() >= d->keys_until_us))
		e = ask_keys(t, d);
	if (e == ERR_OK || d->keys == NULL)
		return e;
	task_clear_error(t); /* what it said before still holds, until it says something else */
	return ERR_OK;
}

/* Asks anew when the key that a token names is not among those of now. */
static enum err know_key_of(struct task *t, struct aanmelddienst *d, struct str token)
{
	const int64_t now_us = clock_mono_us();
	if (now_us < d->kid_again_us || auth_jwks_has(task_arena(t), d->keys, token))
		return ERR_OK;
	d->kid_again_us = now_us + KID_AGAIN_US; /* also when it fails: who lies is not asked on */
	return ask_keys(t, d);
}

/* ---- a code ---- */

static enum err refuse(struct task *t, const struct aanmelddienst *d, const char *why)
{
	LOG(LOG_WARN, "aanmelddienst.geweigerd", LOG_STR("dienst", str_from(d->code)),
		LOG_STR("waarom", str_from(why)));
	return task_fail(t, ERR_UNAUTHENTICATED, "aanmelddienst.mislukt",
		"Aanmelden bij %s is niet gelukt. Begin opnieuw.", d->naam);
}

static struct str form_of(struct task *t, const struct aanmelddienst *d, struct str code,
	struct str verifier, const char *redirect_uri)
{
	struct arena *a = task_arena(t);
	const struct str id = http_percent_encode(a, str_from(d->client_id));
	const struct str secret = http_percent_encode(a, str_from(d->geheim));
	const struct str back = http_percent_encode(a, str_from(redirect_uri));
	const struct str text = http_percent_encode(a, code);
	const struct str form = str_from(arena_printf(a,
		"grant_type=authorization_code&client_id=%.*s&client_secret=%.*s&redirect_uri=%.*s"
		"&code_verifier=%.*s&code=%.*s",
		STR_FMT(id), STR_FMT(secret), STR_FMT(back), STR_FMT(verifier), STR_FMT(text)));
	wipe(secret);
	return form;
}

/*
 * Whoever began one way may send us to the service with any code, but not for ever with the same:
 * of the last exchanges few are of one.
 */
static bool may_try(struct aanmelddienst *d, struct str verifier)
{
	uint8_t hash[AUTH_HASH_BYTES];
	uint64_t way = 0;
	size_t tries = 0;
	auth_fingerprint(&verifier, 1, hash);
	memcpy(&way, hash, sizeof(way));
	for (size_t i = 0; i < AANMELDDIENST_TRIED; i++)
		tries += d->tried[i] == way;
	if (tries >= TRIES_MAX)
		return false;
	d->tried[d->tried_next++ % AANMELDDIENST_TRIED] = way;
	return true;
}

/* The form holds a secret, and goes. */
static enum err ask_token(
	struct task *t, struct aanmelddienst *d, struct str form, struct http_fetched *ret_answer)
{
	const char *url =
		arena_strndup(task_arena(t), d->token_endpoint, strlen(d->token_endpoint));
	d->asking++;
	const enum err e = ask(t, d, "token", url, form, ret_answer);
	d->asking--;
	wipe(form);
	return e;
}

enum err aanmelddienst_exchange(struct task *t, struct aanmelddienst *d, struct str code,
	struct str verifier, struct str nonce, const char *redirect_uri, int64_t now_us,
	const struct jsn_doc **ret_claims)
{
	struct arena *a = task_arena(t);
	struct http_fetched answer;
	const struct jsn_doc *doc = NULL;
	if (d->asking >= ASKING_MAX)
		return unavailable(t, d, "token", "is asked by many");
	if (!may_try(d, verifier))
		return refuse(t, d, "too many tries");
	TRY(ask_token(t, d, form_of(t, d, code, verifier, redirect_uri), &answer));
	if (answer.status != 200)
		return refuse(t, d, "token endpoint");
	if (jsn_parse(a, answer.body, DOCUMENT_MAX_BYTES, &doc) != ERR_OK)
		return refuse(t, d, "token answer");
	const struct str token = jsn_text(jsn_get(doc, "id_token"));
	if (token.ptr == NULL)
		return refuse(t, d, "no id_token");
	TRY(know_key_of(t, d, token));
	const struct auth_id_expected expected = { .issuer = str_from(d->issuer),
		.client_id = str_from(d->client_id),
		.nonce = nonce,
		.access_token = jsn_text(jsn_get(doc, "access_token")),
		.now_us = now_us };
	const char *why = "";
	/* Nothing is waited for from here on: the keys stay. */
	if (auth_id_token_open(a, d->keys, token, &expected, ret_claims, &why) != ERR_OK)
		return refuse(t, d, why);
	return ERR_OK;
}
