/* The second factor of whoever is signed in: proposed, proved to work, taken away. */
#include <stdio.h>
#include <string.h>

#include "api/app.h"
#include "api/code.h"
#include "api/req.h"
#include "contact/contact.h"
#include "post/post.h"
#include "store/sql.h"

#define RECOVERY_CODES 10

static enum err owner(struct req *r, struct account_get_wachtwoord_row *ret_row)
{
	const struct account_get_wachtwoord_in get = { .id = r->actor.account_id };
	bool found = false;
	TRY(account_get_wachtwoord(r->t, req_reader(r), &get, &found, ret_row));
	if (!found)
		return req_not_found(r, "Dit account");
	return contact_open(
		r->t, r->app->keys, CONTACT_ACCOUNT_EMAIL, r->actor.account_id, &ret_row->email);
}

static enum err tell(struct req *r, struct db_tx *tx, enum post_soort soort)
{
	struct account_get_wachtwoord_row who;
	TRY(owner(r, &who));
	const struct post_brief brief = { .soort = soort,
		.taal = post_taal_of(who.taal),
		.has_account_id = true,
		.account_id = r->actor.account_id,
		.naar = who.email,
		.naam = who.aanhef };
	return post_write(r->t, tx, r->app->keys, &brief, r->now_us);
}

enum err h_tweede_factor_post(struct req *r, const struct op_tweede_factor_post *in)
{
	(void)in;
	struct account_get_wachtwoord_row who;
	TRY(owner(r, &who));
	uint8_t secret[AUTH_TOTP_SECRET_BYTES];
	auth_totp_secret_new(secret);
	struct tweede_factor_propose_in propose = { .account_id = r->actor.account_id,
		.nu = r->now_us };
	TRY(code_seal(r, r->actor.account_id, secret, &propose.geheim));
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	bool found = false;
	struct tweede_factor_propose_row row;
	TRY(tweede_factor_propose(r->t, tx, &propose, &found, &row));
	if (!found)
		return task_fail(r->t, ERR_CONFLICT, "tweede_factor.staat_aan",
			"De tweede factor staat al aan. Zet hem eerst uit.");
	struct arena *a = task_arena(r->t);
	const struct str text = auth_base32(a, secret, sizeof(secret));
	const struct str email = http_percent_encode(a, who.email);
	explicit_bzero(secret, sizeof(secret));
	r->resp->status = 201;
	jsn_object(&r->out);
	jsn_kv_str(&r->out, "geheim", text);
	jsn_kv_cstr(&r->out, "uri",
		arena_printf(a,
			"otpauth://totp/Schakel:%.*s?secret=%.*s&issuer=Schakel&algorithm=SHA1"
			"&digits=6&period=30",
			STR_FMT(email), STR_FMT(text)));
	jsn_object_end(&r->out);
	return ERR_OK;
}

/* New recovery codes: shown now, and known by their hash from then on. */
static enum err give_codes(struct req *r, struct db_tx *tx)
{
	struct arena *a = task_arena(r->t);
	struct str hashes[RECOVERY_CODES];
	char codes[RECOVERY_CODES][AUTH_RECOVERY_TEXT_LEN + 1];
	for (size_t i = 0; i < RECOVERY_CODES; i++) {
		uint8_t hash[AUTH_HASH_BYTES];
		auth_recovery_new(codes[i], hash);
		hashes[i] = auth_hex(a, auth_hash_str(hash));
	}
	const struct herstelcode_replace_in replace = { .account_id = r->actor.account_id,
		.hashes = { hashes, RECOVERY_CODES },
		.nu = r->now_us };
	TRY(herstelcode_replace(r->t, tx, &replace));
	r->resp->status = 201;
	jsn_object(&r->out);
	jsn_key(&r->out, "herstelcodes");
	jsn_array(&r->out);
	for (size_t i = 0; i < RECOVERY_CODES; i++)
		jsn_str(&r->out, str_from(codes[i]));
	jsn_array_end(&r->out);
	jsn_object_end(&r->out);
	explicit_bzero(codes, sizeof(codes));
	return ERR_OK;
}

enum err h_tweede_factor_activering_post(
	struct req *r, const struct op_tweede_factor_activering_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct tweede_factor_get_in get = { .account_id = r->actor.account_id };
	bool found = false;
	struct tweede_factor_get_row factor;
	TRY(tweede_factor_get(r->t, tx, &get, &found, &factor));
	if (found && factor.aan)
		return task_fail(r->t, ERR_CONFLICT, "tweede_factor.staat_aan",
			"De tweede factor staat al aan.");
	TRY(code_use(r, tx, r->actor.account_id, in->body.code));
	/* Whoever else was signed in without a code is not any more. */
	const struct sessie_end_in others = { .account_id = r->actor.account_id,
		.has_behalve = true,
		.behalve = r->actor.sessie_id };
	struct sessie_end_row ended;
	TRY(sessie_end(r->t, tx, &others, &ended));
	const struct sessie_set_code_in proved = { .id = r->actor.sessie_id, .met_code = true };
	TRY(sessie_set_code(r->t, tx, &proved));
	TRY(tell(r, tx, POST_TWEEDE_FACTOR_AAN));
	return give_codes(r, tx);
}

enum err h_herstelcodes_post(struct req *r, const struct op_herstelcodes_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	bool proved = false;
	TRY(code_ask(r, tx, r->actor.account_id, in->body.code, &proved));
	if (!proved)
		return task_fail(r->t, ERR_CONFLICT, "tweede_factor.staat_uit",
			"De tweede factor staat niet aan.");
	return give_codes(r, tx);
}

enum err h_tweede_factor_delete(struct req *r, const struct op_tweede_factor_delete *in)
{
	(void)in;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct tweede_factor_end_in end = { .account_id = r->actor.account_id };
	bool found = false;
	struct tweede_factor_end_row row;
	TRY(tweede_factor_end(r->t, tx, &end, &found, &row));
	if (!found)
		return task_fail(r->t, ERR_CONFLICT, "tweede_factor.staat_uit",
			"De tweede factor staat niet aan.");
	const struct sessie_end_in others = { .account_id = r->actor.account_id,
		.has_behalve = true,
		.behalve = r->actor.sessie_id };
	struct sessie_end_row ended;
	TRY(sessie_end(r->t, tx, &others, &ended));
	/* Keys that were made with it would go on as if it were there. */
	TRY(sleutel_end(r->t, tx, &(struct sleutel_end_in){ .account_id = r->actor.account_id }));
	TRY(sessie_set_code(r->t, tx,
		&(struct sessie_set_code_in){ .id = r->actor.sessie_id, .met_code = false }));
	TRY(tell(r, tx, POST_TWEEDE_FACTOR_UIT));
	jsn_object(&r->out);
	jsn_kv_int(&r->out, "sessiesBeeindigd", ended.aantal);
	jsn_object_end(&r->out);
	return ERR_OK;
}
