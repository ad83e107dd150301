/* Another password: with the one of now, or with a link that was sent by mail. */
#include "api/app.h"
#include "api/bewijs.h"
#include "api/link.h"
#include "api/rem.h"
#include "api/req.h"
#include "api/wachtwoord.h"
#include "auth/auth.h"
#include "contact/contact.h"
#include "post/post.h"
#include "store/sql.h"

#define PURPOSE "wachtwoord" /* of the tokens that allow it, as the table eenmalig has it */

/* Whether this person may choose it; else a fault at `pointer`. */
static enum err check_choice(struct req *r, const char *pointer, struct str wachtwoord,
	struct str naam, struct str email)
{
	const struct wachtwoord_bezwaar *b =
		wachtwoord_bezwaar(r->app->common, wachtwoord, naam, email);
	if (b != NULL)
		task_fault(r->t, pointer, b->code, "%s", task_say(r->t, b->detail));
	return task_faults_check(r->t);
}

static enum err open_email(struct req *r, struct uuid account_id, struct str *email)
{
	return contact_open(r->t, r->app->keys, CONTACT_ACCOUNT_EMAIL, account_id, email);
}

/* What follows a change: who was signed in is out, keys and links that are under way hold no more,
 * and the owner hears of it. */
static enum err finish(struct req *r, struct db_tx *tx, struct uuid account_id,
	struct account_set_wachtwoord_row *account, bool keep_mine)
{
	const struct sessie_end_in end = {
		.account_id = account_id, .has_behalve = keep_mine, .behalve = r->actor.sessie_id
	};
	struct sessie_end_row ended;
	TRY(sessie_end(r->t, tx, &end, &ended));
	TRY(eenmalig_end(r->t, tx, &(struct eenmalig_end_in){ .account_id = account_id }));
	TRY(emailwissel_end(r->t, tx, &(struct emailwissel_end_in){ .account_id = account_id }));
	TRY(sleutel_end(r->t, tx, &(struct sleutel_end_in){ .account_id = account_id }));
	TRY(agendalink_end(r->t, tx, &(struct agendalink_end_in){ .account_id = account_id }));
	const struct post_brief brief = { .soort = POST_WACHTWOORD_GEWIJZIGD,
		.taal = post_taal_of(account->taal),
		.has_account_id = true,
		.account_id = account_id,
		.naar = account->email,
		.naam = account->aanhef };
	TRY(post_write(r->t, tx, r->app->keys, &brief, r->now_us));
	jsn_object(&r->out);
	jsn_kv_int(&r->out, "sessiesBeeindigd", ended.aantal);
	jsn_object_end(&r->out);
	return ERR_OK;
}

enum err h_wachtwoord_post(struct req *r, const struct op_wachtwoord_post *in)
{
	uint8_t hash[AUTH_HASH_BYTES];
	if (auth_token_hash(in->body.link, hash) != ERR_OK)
		return link_refuse(r);
	const struct str token_hash = auth_hash_str(hash);
	const struct eenmalig_get_in get = {
		.token_hash = token_hash, .doel = STR(PURPOSE), .nu = r->now_us
	};
	bool found = false;
	struct eenmalig_get_row who;
	TRY(eenmalig_get(r->t, req_reader(r), &get, &found, &who));
	if (!found)
		return link_refuse(r);
	/* A choice that is refused costs no link. */
	TRY(open_email(r, who.account_id, &who.email));
	TRY(check_choice(r, "/wachtwoord", in->body.wachtwoord, who.naam, who.email));
	struct account_set_wachtwoord_in set = { .id = who.account_id };
	TRY(auth_password_hash(r->t, in->body.wachtwoord, &set.wachtwoord));
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct eenmalig_take_in take = {
		.token_hash = token_hash, .doel = STR(PURPOSE), .nu = r->now_us
	};
	struct eenmalig_take_row taken;
	TRY(eenmalig_take(r->t, tx, &take, &found, &taken));
	if (!found)
		return link_refuse(r);
	struct account_set_wachtwoord_row account;
	TRY(account_set_wachtwoord(r->t, tx, &set, &found, &account));
	if (!found)
		return link_refuse(r);
	TRY(open_email(r, who.account_id, &account.email));
	rem_forget(r, "wachtwoord",
		account.email); /* others may have guessed: the owner signs in all the same */
	return finish(r, tx, who.account_id, &account, false);
}

static enum err refuse_password(struct req *r)
{
	task_fault(r->t, "/wachtwoord", "wachtwoord.onjuist", "Dit is niet je wachtwoord van nu.");
	return task_faults_check(r->t);
}

enum err h_ik_wachtwoord_post(struct req *r, const struct op_ik_wachtwoord_post *in)
{
	bool found = false;
	struct account_get_wachtwoord_row now;
	TRY(bewijs_wachtwoord(r, in->body.wachtwoord, &now));
	TRY(open_email(r, r->actor.account_id, &now.email));
	TRY(check_choice(r, "/nieuwWachtwoord", in->body.nieuw_wachtwoord, now.naam, now.email));
	struct account_set_wachtwoord_in set = { .id = r->actor.account_id, .was = now.wachtwoord };
	TRY(auth_password_hash(r->t, in->body.nieuw_wachtwoord, &set.wachtwoord));
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct account_set_wachtwoord_row account;
	TRY(account_set_wachtwoord(r->t, tx, &set, &found, &account));
	if (!found)
		return refuse_password(r);
	TRY(open_email(r, r->actor.account_id, &account.email));
	return finish(r, tx, r->actor.account_id, &account, true);
}
