/*
 * Another address of mail. Whoever has the account asks for it, whoever reads the mail there says
 * yes by a link, and whoever reads the mail of the old address stops it or takes it back.
 *
 * Asking looks for no account with the new address: the answer, and the time that it takes, are the
 * same whoever has it. Only who reads the mail there learns that it is taken. The old address stays
 * taken for as long as it can be taken back, though nobody signs in by it.
 */
#include "api/app.h"
#include "api/link.h"
#include "api/rem.h"
#include "api/req.h"
#include "api/toegang.h"
#include "auth/auth.h"
#include "config.h"
#include "contact/contact.h"
#include "post/post.h"
#include "store/sql.h"

#define HOUR_US	    (3600 * INT64_C(1000000))
#define DAY_US	    (24 * HOUR_US)
#define FOLLOW_US   DAY_US	 /* the link to the new address works so long … */
#define BACK_US	    (7 * DAY_US) /* … and that to the old one */
#define MAX_PER_DAY 5		 /* wishes of one account */

/* ---- asking ---- */

static enum err refuse_often(struct req *r)
{
	return task_fail(r->t, ERR_TOO_MANY, "email.te_vaak",
		"Er is net vaak om een ander e-mailadres gevraagd. Kijk in je mail, of probeer het "
		"later nog eens.");
}

static enum err check_wish(struct req *r, struct db_tx *tx, struct str email, struct str now)
{
	if (str_eq_nocase(email, now)) {
		task_fault(r->t, "/email", "email.zelfde", "Dit is je e-mailadres al.");
		return task_faults_check(r->t);
	}
	const struct emailwissel_count_in in = { .account_id = r->actor.account_id,
		.sinds = r->now_us - DAY_US };
	struct emailwissel_count_row asked;
	TRY(emailwissel_count(r->t, tx, &in, &asked));
	/* And no mailbox is filled by many accounts. */
	return asked.aantal < MAX_PER_DAY && rem_take(r, "link", email) ? ERR_OK : refuse_often(r);
}

static struct str link_to(struct req *r, const char *page, const char *token)
{
	return str_from(
		arena_printf(task_arena(r->t), "%s%s#%s", r->app->config->public_url, page, token));
}

static enum err write_letter(
	struct req *r, struct db_tx *tx, const struct post_brief *brief, enum post_taal taal)
{
	struct post_brief b = *brief;
	b.taal = taal;
	b.has_account_id = true;
	b.account_id = r->actor.account_id;
	return post_write(r->t, tx, r->app->keys, &b, r->now_us);
}

enum err h_emailwissel_post(struct req *r, const struct op_emailwissel_post *in)
{
	const struct api_emailwissel_nieuw *b = &in->body;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct account_get_wachtwoord_in get = { .id = r->actor.account_id };
	bool found = false;
	struct account_get_wachtwoord_row account;
	TRY(account_get_wachtwoord(r->t, tx, &get, &found, &account));
	if (!found)
		return req_not_found(r, "Dit account");
	TRY(contact_open(
		r->t, r->app->keys, CONTACT_ACCOUNT_EMAIL, r->actor.account_id, &account.email));
	TRY(check_wish(r, tx, b->email, account.email));
	char token[AUTH_TOKEN_TEXT_LEN + 1], terug[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t token_hash[AUTH_HASH_BYTES], terug_hash[AUTH_HASH_BYTES];
	auth_token_new(token, token_hash);
	auth_token_new(terug, terug_hash);
	const struct uuid id = uuid_new();
	const struct emailwissel_create_in wissel = { .id = id,
		.account_id = r->actor.account_id,
		.token_hash = auth_hash_str(token_hash),
		.terug_hash = auth_hash_str(terug_hash),
		.nieuw = contact_seal(
			task_arena(r->t), r->app->keys, CONTACT_EMAILWISSEL_NIEUW, id, b->email),
		.oud = contact_seal(
			task_arena(r->t), r->app->keys, CONTACT_EMAILWISSEL_OUD, id, account.email),
		.oud_vinders = contact_vinders(task_arena(r->t), r->app->keys, account.email),
		.nu = r->now_us,
		.verloopt_op = r->now_us + FOLLOW_US,
		.terug_tot_op = r->now_us + BACK_US };
	TRY(emailwissel_create(r->t, tx, &wissel));
	/* The warning is for the owner, whoever asks; only the other letter follows the body. */
	const enum post_taal own = post_taal_of(account.taal);
	const enum post_taal asked = b->taal == API_POST_TAAL_EN ? POST_EN : POST_NL;
	const struct post_brief to_new = { .soort = POST_EMAIL_BEVESTIGEN,
		.naar = b->email,
		.link = link_to(r, "/emailadres", token) };
	const struct post_brief to_old = { .soort = POST_EMAIL_GEVRAAGD,
		.naar = account.email,
		.naam = account.aanhef,
		.link = link_to(r, "/emailadres-terug", terug) };
	TRY(write_letter(r, tx, &to_new, b->has_taal == JSN_VALUE ? asked : own));
	TRY(write_letter(r, tx, &to_old, own));
	r->resp->status = 202;
	jsn_object(&r->out);
	jsn_kv_instant(&r->out, "geldigTotOp", wissel.verloopt_op);
	jsn_kv_instant(&r->out, "terugTotOp", wissel.terug_tot_op);
	jsn_object_end(&r->out);
	return ERR_OK;
}

/* ---- following a link ---- */

/* From here it is the account that acts: for the audit, the log and the policies. */
static void act_as(struct req *r, struct uuid account_id)
{
	r->actor.account_id = account_id;
	toegang_act(r);
}

/* Of the account, and of the volunteers that it is and that went by the same address: a seal is for
 * one row. */
static enum err set_email(struct req *r, struct db_tx *tx, struct uuid id, struct str email)
{
	struct arena *a = task_arena(r->t);
	const struct auth_keys *keys = r->app->keys;
	const struct db_uuids vinders = contact_vinders(a, keys, email);
	TRY(account_forget_unused(
		r->t, tx, &(struct account_forget_unused_in){ .vinders = vinders }));
	const struct account_set_email_in set = { .id = id,
		.email = contact_seal(a, keys, CONTACT_ACCOUNT_EMAIL, id, email),
		.vinders = vinders };
	struct account_set_email_row had;
	TRY(account_set_email(r->t, tx, &set, &had));
	struct lid_list_account_row *leden = NULL;
	size_t count = 0;
	TRY(lid_list_account(
		r->t, tx, &(struct lid_list_account_in){ .account_id = id }, &leden, &count));
	for (size_t i = 0; i < count; i++) {
		if (!leden[i].has_vrijwilliger_id || !str_eq(leden[i].status, STR("actief")))
			continue;
		const struct uuid as = leden[i].vrijwilliger_id;
		const struct vrijwilliger_set_email_in also = { .id = as,
			.email = contact_seal(a, keys, CONTACT_VRIJWILLIGER_EMAIL, as, email),
			.vinders = vinders,
			.van = had.van,
			.account_id = id,
			.nu = r->now_us };
		TRY(vrijwilliger_set_email(r->t, tx, &also));
	}
	return ERR_OK;
}

/* Nothing that was sent to the address of before works, and who was signed in is out. */
static enum err end_all(struct req *r, struct db_tx *tx, struct uuid id, int64_t *ret_sessies)
{
	struct sessie_end_row ended;
	TRY(sessie_end(r->t, tx, &(struct sessie_end_in){ .account_id = id }, &ended));
	TRY(eenmalig_end(r->t, tx, &(struct eenmalig_end_in){ .account_id = id }));
	TRY(emailwissel_end(r->t, tx, &(struct emailwissel_end_in){ .account_id = id }));
	const struct antwoordlink_end_in links = { .account_id = id, .nu = r->now_us };
	TRY(antwoordlink_end(r->t, tx, &links));
	*ret_sessies = ended.aantal;
	return ERR_OK;
}

enum err h_emailbevestiging_post(struct req *r, const struct op_emailbevestiging_post *in)
{
	uint8_t hash[AUTH_HASH_BYTES];
	if (auth_token_hash(in->body.link, hash) != ERR_OK)
		return link_refuse(r);
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct emailwissel_take_in take = { .token_hash = auth_hash_str(hash),
		.nu = r->now_us };
	bool found = false;
	struct emailwissel_take_row wissel;
	TRY(emailwissel_take(r->t, tx, &take, &found, &wissel));
	if (!found)
		return link_refuse(r);
	struct str email = wissel.nieuw;
	TRY(contact_open(r->t, r->app->keys, CONTACT_EMAILWISSEL_NIEUW, wissel.id, &email));
	act_as(r, wissel.account_id);
	TRY(set_email(r, tx, wissel.account_id, email));
	int64_t sessies = 0;
	TRY(end_all(r, tx, wissel.account_id, &sessies));
	jsn_object(&r->out);
	jsn_kv_int(&r->out, "sessiesBeeindigd", sessies);
	jsn_object_end(&r->out);
	return ERR_OK;
}

/* Whoever had the account meanwhile knows its password and may have turned on a factor: its owner
 * chooses anew, by the mail there. */
static enum err give_back(struct req *r, struct db_tx *tx,
	const struct emailwissel_undo_row *wissel, struct str email)
{
	TRY(set_email(r, tx, wissel->account_id, email));
	const struct account_end_proofs_in proofs = { .account_id = wissel->account_id,
		.sinds = wissel->gemaakt_op };
	return account_end_proofs(r->t, tx, &proofs);
}

/* Whoever asked may have been somebody else: keys end as well, and signing in elsewhere with an
 * address that was not the account's. */
enum err h_emailherroeping_post(struct req *r, const struct op_emailherroeping_post *in)
{
	uint8_t hash[AUTH_HASH_BYTES];
	if (auth_token_hash(in->body.link, hash) != ERR_OK)
		return link_refuse(r);
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct emailwissel_undo_in undo = { .terug_hash = auth_hash_str(hash),
		.nu = r->now_us };
	bool found = false;
	struct emailwissel_undo_row wissel;
	TRY(emailwissel_undo(r->t, tx, &undo, &found, &wissel));
	if (!found)
		return link_refuse(r);
	struct str email = wissel.oud;
	TRY(contact_open(r->t, r->app->keys, CONTACT_EMAILWISSEL_OUD, wissel.id, &email));
	act_as(r, wissel.account_id);
	if (wissel.gewisseld)
		TRY(give_back(r, tx, &wissel, email));
	const struct identiteit_end_in since = { .account_id = wissel.account_id,
		.sinds = wissel.gemaakt_op };
	TRY(identiteit_end(r->t, tx, &since));
	int64_t sessies = 0;
	TRY(end_all(r, tx, wissel.account_id, &sessies));
	TRY(sleutel_end(r->t, tx, &(struct sleutel_end_in){ .account_id = wissel.account_id }));
	TRY(agendalink_end(
		r->t, tx, &(struct agendalink_end_in){ .account_id = wissel.account_id }));
	jsn_object(&r->out);
	jsn_kv_bool(&r->out, "teruggezet", wissel.gewisseld);
	jsn_kv_int(&r->out, "sessiesBeeindigd", sessies);
	jsn_object_end(&r->out);
	return ERR_OK;
}
