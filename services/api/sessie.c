/* Signing in. */
#include "api/aanmeldverzoek.h"
#include "api/app.h"
#include "api/code.h"
#include "api/cookie.h"
#include "api/ik.h"
#include "api/link.h"
#include "api/rem.h"
#include "api/req.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "auth/auth.h"
#include "config.h"
#include "contact/contact.h"
#include "store/sql.h"

/* ---- signing in ---- */

/* Who comes, by what. */
struct comer {
	struct uuid account_id;
	struct str wachtwoord; /* the hash that was looked at; NULL: came by a link */
	const char *wijze;
	enum err (*refuse)(struct req *r); /* when its account is no longer as it was */
	struct str known;		   /* of a service elsewhere (aanmeldverzoek_finish) */
};

static enum err refuse(struct req *r)
{
	return task_fail(r->t, ERR_UNAUTHENTICATED, "aanmelden.mislukt",
		"Dit e-mailadres en wachtwoord horen niet bij elkaar.");
}

/* Precisely one way. */
static enum err check_way(struct req *r, const struct api_sessie_nieuw *b)
{
	const bool by_link = b->has_link == JSN_VALUE;
	const bool by_service = b->has_antwoord == JSN_VALUE;
	const struct {
		const char *pointer;
		bool there;
	} others[] = { { "/email", b->has_email == JSN_VALUE },
		{ "/wachtwoord", b->has_wachtwoord == JSN_VALUE } };
	if (by_link && by_service)
		task_fault(r->t, "/link", "aanmelden.vorm",
			"Bij het antwoord van een dienst hoort geen link.");
	for (size_t i = 0; i < 2; i++) {
		if ((by_link || by_service) && others[i].there)
			task_fault(r->t, others[i].pointer, "aanmelden.vorm",
				"Bij een link of een dienst hoort geen e-mailadres en geen "
				"wachtwoord.");
		else if (!by_link && !by_service && !others[i].there)
			task_fault(r->t, others[i].pointer, "aanmelden.vorm",
				"Geef een e-mailadres met wachtwoord, de link uit een mail, of het "
				"antwoord van een aanmelddienst.");
	}
	return task_faults_check(r->t);
}

static enum err come_by_password(
	struct req *r, const struct api_sessie_nieuw *b, struct comer *ret_comer)
{
	bool found = false;
	struct account_get_by_email_row account = { 0 };
	TRY(contact_account(r->t, req_reader(r), r->app->keys, b->email, &found, &account));
	const bool usable = found && account.actief;
	bool ok = false;
	TRY(rem_verify(r, "wachtwoord", b->email, b->wachtwoord,
		usable ? account.wachtwoord : STR_NULL, &ok));
	if (!ok)
		return refuse(r);
	*ret_comer =
		(struct comer){ account.id, account.wachtwoord, "wachtwoord", refuse, STR_NULL };
	return ERR_OK;
}

/* The link is taken in the transaction of the session: of two who come with it, one signs in. */
static enum err come_by_link(
	struct req *r, const struct api_sessie_nieuw *b, struct comer *ret_comer)
{
	uint8_t hash[AUTH_HASH_BYTES];
	if (auth_token_hash(b->link, hash) != ERR_OK)
		return link_refuse(r);
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct eenmalig_take_in take = {
		.token_hash = auth_hash_str(hash), .doel = STR("aanmelden"), .nu = r->now_us
	};
	bool found = false;
	struct eenmalig_take_row taken;
	TRY(eenmalig_take(r->t, tx, &take, &found, &taken));
	if (!found)
		return link_refuse(r);
	*ret_comer = (struct comer){ taken.account_id, STR_NULL, "link", link_refuse, STR_NULL };
	return ERR_OK;
}

static enum err come_by_service(
	struct req *r, const struct api_sessie_nieuw *b, struct comer *ret_comer)
{
	struct uuid account_id;
	struct str known;
	TRY(aanmeldverzoek_finish(r, &b->antwoord, &account_id, &known));
	*ret_comer = (struct comer){ account_id, STR_NULL, "dienst", aanmeldverzoek_refuse, known };
	return ERR_OK;
}

static enum err come(struct req *r, const struct api_sessie_nieuw *b, struct comer *ret_comer)
{
	if (b->has_antwoord == JSN_VALUE)
		return come_by_service(r, b, ret_comer);
	return b->has_link == JSN_VALUE ? come_by_link(r, b, ret_comer)
					: come_by_password(r, b, ret_comer);
}

/* Whoever came from a service elsewhere tries again with what we know by now. */
static enum err ask_code(struct req *r, struct db_tx *tx, const struct comer *comer,
	const struct api_sessie_nieuw *b, bool *ret_proved)
{
	const enum err e = code_ask(r, tx, comer->account_id,
		b->has_code == JSN_VALUE ? b->code : STR_NULL, ret_proved);
	if (comer->known.ptr == NULL)
		return e;
	if (e == ERR_OK)
		cookie_clear_way(r);
	else
		cookie_set_way(r, comer->known);
	return e;
}

static void write_sessie(struct req *r, struct uuid id, const char *token, bool cookie,
	int64_t until, const struct ik *ik)
{
	if (cookie)
		cookie_set(r, token, (until - r->now_us) / 1000000);
	r->resp->status = 201;
	jsn_object(&r->out);
	jsn_kv_uuid(&r->out, "id", id);
	jsn_kv_str(&r->out, "token", cookie ? STR_NULL : str_from(token));
	jsn_kv_cstr(&r->out, "soort", cookie ? "Cookie" : "Bearer");
	jsn_kv_instant(&r->out, "verlooptOp", until);
	jsn_key(&r->out, "account");
	ik_write(&r->out, ik);
	jsn_object_end(&r->out);
}

enum err h_sessie_post(struct req *r, const struct op_sessie_post *in)
{
	const struct api_sessie_nieuw *b = &in->body;
	struct comer comer = { .wijze = "", .refuse = refuse };
	const bool cookie = b->has_cookie == JSN_VALUE && b->cookie;
	/* Nobody signs in somebody else's browser. */
	if (cookie)
		TRY(cookie_check_origin(r));
	TRY(check_way(r, b));
	TRY(come(r, b, &comer));

	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	bool proved = false;
	TRY(ask_code(r, tx, &comer, b, &proved));
	char token[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t hash[AUTH_HASH_BYTES];
	auth_token_new(token, hash);
	const int64_t until = r->now_us + r->app->config->session_hours * 3600 * INT64_C(1000000);
	const struct sessie_create_in sessie = { .id = uuid_new(),
		.token_hash = auth_hash_str(hash),
		.account_id = comer.account_id,
		.wachtwoord = comer.wachtwoord,
		.wijze = str_from(comer.wijze),
		.toestel = req_device(r),
		.netwerk = req_network(r),
		.met_code = proved,
		.nu = r->now_us,
		.verloopt_op = until };
	bool found = false;
	struct sessie_create_row created;
	TRY(sessie_create(r->t, tx, &sessie, &found, &created));
	if (!found) /* it got another password just now, or is no longer active */
		return comer.refuse(r);
	struct ik ik;
	r->actor.account_id = comer.account_id; /* for the audit and the log, and the policies */
	toegang_act(r);
	TRY(ik_load(r, tx, comer.account_id, (struct uuid){ { 0 } }, &ik));
	write_sessie(r, sessie.id, token, cookie, until, &ik);
	return ERR_OK;
}
