/*
 * Signing in elsewhere: which services there are, the way to one, and the way back.
 *
 * What we have to know when somebody comes back (state, nonce, the verifier of PKCE, which service,
 * until when) is sealed in a cookie of that browser alone. So an answer that another browser began
 * means nothing, nothing is written before it is true, and no process needs to be the same. A code
 * works once, and we may have to ask for a second factor after that: then the cookie has what the
 * service said of whom, and the same answer is taken once more.
 */
#include "api/aanmeldverzoek.h"

#include <string.h>

#include "api/aanmelddienst.h"
#include "api/app.h"
#include "api/cookie.h"
#include "api/identiteit.h"
#include "auth/auth.h"
#include "auth/seal.h"
#include "config.h"
#include "contact/contact.h"
#include "store/sql.h"
#include "json/formats.h"

#define WAY_US		 (COOKIE_WAY_S * INT64_C(1000000))
#define PLACE		 STR("aanmelden.cookie")
#define RETURN		 "/aanmelden/terug/"
#define NAME_MAX_BYTES	 200
#define PERSON_MAX_BYTES 2048

enum err h_aanmelddienst_list(struct req *r, const struct op_aanmelddienst_list *in)
{
	(void)in;
	const struct aanmelddiensten *all = r->app->diensten;
	jsn_object(&r->out);
	jsn_key(&r->out, "items");
	jsn_array(&r->out);
	for (size_t i = 0; all != NULL && i < all->count; i++) {
		jsn_object(&r->out);
		jsn_kv_cstr(&r->out, "code", all->items[i].code);
		jsn_kv_cstr(&r->out, "naam", all->items[i].naam);
		jsn_object_end(&r->out);
	}
	jsn_array_end(&r->out);
	jsn_object_end(&r->out);
	return ERR_OK;
}

/* ---- the way there ---- */

/* Whoever came back, by what the service said: NULL for what it did not, or we do not believe. */
struct person {
	struct str sub, email, naam, vestigingscode;
};

/* The cookie's text, sealed: five with a space behind each, and the person once that is known. */
struct way {
	struct str dienst, state, nonce, verifier;
	int64_t until_us;
	struct str person; /* JSON; empty before */
};

static struct str seal_way(struct req *r, const struct way *w)
{
	struct arena *a = task_arena(r->t);
	const struct str plain = str_from(arena_printf(a, "%.*s %.*s %.*s %.*s %lld %.*s",
		STR_FMT(w->dienst), STR_FMT(w->state), STR_FMT(w->nonce), STR_FMT(w->verifier),
		(long long)w->until_us, STR_FMT(w->person)));
	const struct str sealed = auth_seal(a, r->app->keys, plain, PLACE);
	return auth_base64url(a, sealed.ptr, sealed.len);
}

static enum err open_way(struct req *r, struct str text, struct way *ret_way)
{
	struct arena *a = task_arena(r->t);
	struct str sealed;
	struct str until;
	struct str rest = STR_NULL;
	if (auth_base64url_decode(a, text, &sealed) != ERR_OK ||
		auth_seal_open(a, r->app->keys, sealed, PLACE, &rest) != ERR_OK)
		return ERR_UNAUTHENTICATED;
	if (!str_cut(&rest, ' ', &ret_way->dienst) || !str_cut(&rest, ' ', &ret_way->state) ||
		!str_cut(&rest, ' ', &ret_way->nonce) || !str_cut(&rest, ' ', &ret_way->verifier) ||
		!str_cut(&rest, ' ', &until) || rest.ptr == NULL)
		return ERR_UNAUTHENTICATED;
	ret_way->person = rest;
	return str_to_int(until, 0, INT64_MAX, &ret_way->until_us) == ERR_OK &&
			       ret_way->until_us > r->now_us
		       ? ERR_OK
		       : ERR_UNAUTHENTICATED;
}

static struct str random_text(struct req *r)
{
	char text[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t unused[AUTH_HASH_BYTES];
	auth_token_new(text, unused);
	return str_dup(task_arena(r->t), str_from(text));
}

/* Each service sends browsers back to an address of its own: the answer of one, which another had
 * asked it for, is seen there (RFC 9700, 4.4). */
static const char *way_back(struct req *r, const struct aanmelddienst *d)
{
	return arena_printf(
		task_arena(r->t), "%s" RETURN "%s", r->app->config->public_url, d->code);
}

static const char *way_there(struct req *r, const struct aanmelddienst *d, const struct way *w)
{
	struct arena *a = task_arena(r->t);
	char challenge[AUTH_TOKEN_TEXT_LEN + 1] = "";
	const enum err e = auth_pkce_challenge(w->verifier, challenge);
	(void)e; /* it has the form of a token */
	const struct str id = http_percent_encode(a, str_from(d->client_id));
	const struct str scopes = http_percent_encode(a, str_from(d->scopes));
	const struct str back = http_percent_encode(a, str_from(way_back(r, d)));
	return arena_printf(a,
		"%s%cresponse_type=code&client_id=%.*s&redirect_uri=%.*s&scope=%.*s&state=%.*s"
		"&nonce=%.*s&code_challenge=%s&code_challenge_method=S256",
		d->authorization_endpoint,
		strchr(d->authorization_endpoint, '?') != NULL ? '&' : '?', STR_FMT(id),
		STR_FMT(back), STR_FMT(scopes), STR_FMT(w->state), STR_FMT(w->nonce), challenge);
}

enum err h_aanmeldverzoek_post(struct req *r, const struct op_aanmeldverzoek_post *in)
{
	TRY(cookie_check_origin(r));
	struct aanmelddienst *d = aanmelddiensten_find(r->app->diensten, in->body.dienst);
	if (d == NULL) {
		task_fault(
			r->t, "/dienst", "aanmelddienst.onbekend", "Deze dienst kennen we niet.");
		return task_faults_check(r->t);
	}
	TRY(aanmelddienst_know(r->t, d));
	const struct way w = { .dienst = str_from(d->code),
		.state = random_text(r),
		.nonce = random_text(r),
		.verifier = random_text(r),
		.until_us = r->now_us + WAY_US,
		.person = STR("") };
	cookie_set_way(r, seal_way(r, &w));
	r->resp->status = 201;
	jsn_object(&r->out);
	jsn_kv_cstr(&r->out, "url", way_there(r, d, &w));
	jsn_object_end(&r->out);
	return ERR_OK;
}

/* ---- the way back ---- */

enum err aanmeldverzoek_refuse(struct req *r)
{
	return task_fail(r->t, ERR_UNAUTHENTICATED, "aanmelddienst.mislukt",
		"Dit antwoord hoort niet bij een aanmelding van deze browser, of het is te oud. "
		"Begin opnieuw.");
}

static bool is_same(struct str a, struct str b)
{
	uint8_t hash_a[AUTH_HASH_BYTES];
	uint8_t hash_b[AUTH_HASH_BYTES];
	auth_fingerprint(&a, 1, hash_a);
	auth_fingerprint(&b, 1, hash_b);
	return memcmp(hash_a, hash_b, sizeof(hash_a)) == 0; /* of hashes: tells nothing */
}

/* An answer came on the address of its service, and says which that is where the service does so:
 * of two, nobody mixes them up. */
static bool is_of(const struct aanmelddienst *d, const struct api_dienst_antwoord *b)
{
	if (!str_eq(b->dienst, str_from(d->code)))
		return false;
	if (b->has_iss != JSN_VALUE)
		return !d->says_iss;
	return str_eq(b->iss, str_from(d->issuer));
}

/* ---- who ---- */

static struct str text_of(const struct jsn_doc *value)
{
	const struct str s = jsn_text(value);
	return s.ptr != NULL && str_check_text(s) == NULL ? str_trim(s) : STR_NULL;
}

static struct str claim(const struct jsn_doc *claims, const char *name)
{
	return text_of(jsn_get(claims, name));
}

static bool answers_for(const struct aanmelddienst *d, struct str email)
{
	const char *at = email.ptr != NULL ? memrchr(email.ptr, '@', email.len) : NULL;
	if (at == NULL)
		return false;
	const struct str domain = { at + 1, email.len - (size_t)(at + 1 - email.ptr) };
	for (size_t i = 0; i < d->email_domein_count; i++)
		if (str_eq_nocase(domain, str_from(d->email_domeinen[i])))
			return true;
	return false;
}

/* An address that the service answers for; it may say itself that it did not look. */
static struct str email_of(const struct aanmelddienst *d, const struct jsn_doc *claims)
{
	const struct str email = claim(claims, "email");
	const struct jsn_doc *said = jsn_get(claims, "email_verified");
	bool verified = said == NULL;
	(void)jsn_boolean(said, &verified);
	return verified && jsn_is_email(email) && answers_for(d, email) ? email : STR_NULL;
}

/* A school goes by its BRIN, with or without the two digits of a location; some services put what
 * may be more than one in a list. Of two, nobody knows which. */
static struct str vestigingscode_of(
	struct arena *a, const struct aanmelddienst *d, const struct jsn_doc *claims)
{
	const struct jsn_doc *said =
		d->brin_claim[0] != '\0' ? jsn_get(claims, d->brin_claim) : NULL;
	const struct str brin =
		text_of(jsn_is_array(said) && jsn_count(said) == 1 ? jsn_at(said, 0) : said);
	if (brin.len != 4 && brin.len != 6)
		return STR_NULL;
	char *code = arena_printf(a, "%.*s%s", STR_FMT(brin), brin.len == 4 ? "00" : "");
	for (char *c = code; *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return str_from(code);
}

/* A service of schools knows pupils too, and they have no account here. */
static bool is_let_in(const struct aanmelddienst *d, const struct jsn_doc *claims)
{
	const struct str waarde = str_from(d->alleen_waarde);
	if (d->alleen_claim[0] == '\0')
		return true;
	const struct jsn_doc *said = jsn_get(claims, d->alleen_claim);
	for (size_t i = 0; jsn_is_array(said) && i < jsn_count(said); i++)
		if (str_eq(jsn_text(jsn_at(said, i)), waarde))
			return true;
	return str_eq(jsn_text(said), waarde);
}

static struct person person_of(
	struct arena *a, const struct aanmelddienst *d, const struct jsn_doc *claims)
{
	const struct str naam = claim(claims, "name");
	return (struct person){ .sub = jsn_text(jsn_get(claims, "sub")),
		.email = email_of(d, claims),
		.naam = naam.len > 0 && naam.len <= NAME_MAX_BYTES ? naam : STR_NULL,
		.vestigingscode = vestigingscode_of(a, d, claims) };
}

/* The cookie of the way once it is known who this is. */
static struct str seal_person(struct req *r, const struct way *w, const struct person *p)
{
	struct buf text;
	struct jsn_out o;
	struct way known = *w;
	buf_init(&text, PERSON_MAX_BYTES);
	jsn_out_init(&o, &text);
	jsn_object(&o);
	jsn_kv_str(&o, "sub", p->sub);
	jsn_kv_str(&o, "email", p->email);
	jsn_kv_str(&o, "naam", p->naam);
	jsn_kv_str(&o, "vestigingscode", p->vestigingscode);
	jsn_object_end(&o);
	known.nonce = known.verifier = STR("-"); /* used */
	known.person = buf_str(&text);
	const struct str sealed = seal_way(r, &known);
	buf_fini(&text);
	return sealed;
}

static enum err read_person(struct req *r, struct str text, struct person *ret_person)
{
	const struct jsn_doc *doc = NULL;
	TRY(jsn_parse(task_arena(r->t), text, PERSON_MAX_BYTES, &doc));
	*ret_person = (struct person){ .sub = jsn_text(jsn_get(doc, "sub")),
		.email = jsn_text(jsn_get(doc, "email")),
		.naam = jsn_text(jsn_get(doc, "naam")),
		.vestigingscode = jsn_text(jsn_get(doc, "vestigingscode")) };
	return ERR_OK;
}

/* By the code, or by what it gave a moment ago: to this browser, or to this request. */
static enum err find_person(struct req *r, struct aanmelddienst *d, const struct way *w,
	struct str code, struct person *ret_person)
{
	struct arena *a = task_arena(r->t);
	const struct jsn_doc *claims = NULL;
	if (w->person.len > 0)
		return read_person(r, w->person, ret_person);
	if (r->opgehaald != NULL) {
		*ret_person = *(const struct person *)r->opgehaald;
		return ERR_OK;
	}
	TRY(aanmelddienst_exchange(
		r->t, d, code, w->verifier, w->nonce, way_back(r, d), r->now_us, &claims));
	if (!is_let_in(d, claims))
		return task_fail(r->t, ERR_FORBIDDEN, "aanmelddienst.niet_voor_jou",
			"Met dit account van %s kun je hier niet terecht.", d->naam);
	*ret_person = person_of(a, d, claims);
	struct person *kept = ARENA_NEW(a, struct person);
	*kept = *ret_person;
	r->opgehaald = kept;
	return ERR_OK;
}

/* ---- its account ---- */

/* An account of before, by its address, when the service answers for that; or a new one. It is
 * held: who takes the address back at this moment ends this way in too, or it is nobody's any more.
 */
static enum err account_of(struct req *r, struct db_tx *tx, const struct aanmelddienst *d,
	const struct person *p, struct account_invite_row *ret_account)
{
	const struct str naam = p->naam.ptr != NULL ? p->naam : STR("Zonder naam");
	bool found = false;
	TRY(contact_invite(
		r->t, tx, r->app->keys, p->email, naam, STR("nl"), r->now_us, &found, ret_account));
	if (!found)
		return task_fail(r->t, ERR_FORBIDDEN, "aanmelddienst.geen_adres",
			"Het e-mailadres dat %s noemt, is van iemand anders. Vraag een "
			"uitnodiging.",
			d->naam);
	if (ret_account->nieuw)
		return ERR_OK; /* nobody else sees it yet */
	struct account_hold_row held;
	const struct account_hold_in hold = { .id = ret_account->id,
		.vinders = contact_vinders(task_arena(r->t), r->app->keys, p->email) };
	TRY(account_hold(r->t, tx, &hold, &found, &held));
	return found ? ERR_OK
		     : task_fail(r->t, ERR_CONFLICT, "opnieuw.proberen",
			       "Dit account kreeg net een ander adres. Probeer het zo nog eens.");
}

static enum err link_account(struct req *r, struct db_tx *tx, const struct aanmelddienst *d,
	const struct person *p, struct uuid *ret_id)
{
	if (p->email.ptr == NULL)
		return task_fail(r->t, ERR_FORBIDDEN, "aanmelddienst.geen_adres",
			"%s noemt geen e-mailadres waar wij op kunnen bouwen. Vraag een "
			"uitnodiging.",
			d->naam);
	struct account_invite_row account;
	TRY(account_of(r, tx, d, p, &account));
	const struct identiteit_create_in link = { .issuer = str_from(d->issuer),
		.onderwerp = p->sub,
		.account_id = account.id,
		.nu = r->now_us };
	TRY(identiteit_create(r->t, tx, &link));
	*ret_id = account.id;
	return account.nieuw
		       ? ERR_OK
		       : identiteit_tell(r, tx, account.id, POST_DIENST_ERBIJ, str_from(d->naam));
}

/* Teachers of a school that is known here are its members, at once or when somebody says yes. */
static enum err join_school(struct req *r, struct db_tx *tx, const struct aanmelddienst *d,
	const struct person *p, struct uuid account_id)
{
	if (p->vestigingscode.ptr == NULL)
		return ERR_OK;
	const struct identiteit_join_in join = { .id = uuid_new(),
		.account_id = account_id,
		.vestigingscode = p->vestigingscode,
		.status = d->lid_actief ? STR("actief") : STR("gevraagd"),
		.nu = r->now_us };
	bool found = false;
	struct identiteit_join_row row;
	return identiteit_join(r->t, tx, &join, &found, &row);
}

enum err aanmeldverzoek_finish(struct req *r, const struct api_dienst_antwoord *answer,
	struct uuid *ret_account_id, struct str *ret_known)
{
	struct way w;
	struct str text;
	struct person p;
	TRY(cookie_check_origin(r));
	if (cookie_read_way(r->http, &text) != ERR_OK || open_way(r, text, &w) != ERR_OK ||
		!is_same(w.state, answer->state))
		return aanmeldverzoek_refuse(r);
	struct aanmelddienst *d = aanmelddiensten_find(r->app->diensten, w.dienst);
	if (d == NULL)
		return aanmeldverzoek_refuse(r);
	TRY(aanmelddienst_know(r->t, d));
	if (!is_of(d, answer))
		return aanmeldverzoek_refuse(r);
	TRY(find_person(r, d, &w, answer->code, &p));
	*ret_known = seal_person(r, &w, &p);
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct identiteit_get_in get = { .issuer = str_from(d->issuer), .onderwerp = p.sub };
	bool found = false;
	struct identiteit_get_row known;
	TRY(identiteit_get(r->t, tx, &get, &found, &known));
	*ret_account_id = known.account_id;
	if (!found)
		TRY(link_account(r, tx, d, &p, ret_account_id));
	return join_school(r, tx, d, &p, *ret_account_id);
}
