/* Signing in, and who I am. */
#include <string.h>

#include "api/app.h"
#include "api/rem.h"
#include "api/req.h"
#include "auth/auth.h"
#include "config.h"
#include "store/sql.h"

static void write_uuid_or_null(struct jsn_out *o, const char *key, bool has, struct uuid id)
{
	if (has)
		jsn_kv_uuid(o, key, id);
	else
		jsn_kv_str(o, key, STR_NULL);
}

static void write_ik(struct jsn_out *o, const struct account_get_row *row)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", row->id);
	jsn_kv_str(o, "email", row->email);
	jsn_kv_str(o, "naam", row->naam);
	jsn_kv_str(o, "rol", row->rol);
	write_uuid_or_null(o, "schoolId", row->has_school_id, row->school_id);
	write_uuid_or_null(o, "bedrijfId", row->has_bedrijf_id, row->bedrijf_id);
	write_uuid_or_null(o, "vrijwilligerId", row->has_vrijwilliger_id, row->vrijwilliger_id);
	jsn_object_end(o);
}

static enum err refuse(struct req *r, struct str email)
{
	rem_count_failure(email, r->now_us);
	return task_fail(r->t, ERR_UNAUTHENTICATED, "aanmelden.mislukt",
		"Dit e-mailadres en wachtwoord horen niet bij elkaar.");
}

enum err h_sessie_post(struct req *r, const struct op_sessie_post *in)
{
	const struct api_sessie_nieuw *b = &in->body;
	if (rem_is_on(b->email, r->now_us))
		return task_fail(r->t, ERR_TOO_MANY, "aanmelden.te_vaak",
			"Er is te vaak een verkeerd wachtwoord gegeven. Wacht een paar minuten en "
			"probeer het dan opnieuw.");
	const struct account_get_by_email_in by_email = { .email = b->email };
	bool found = false;
	struct account_get_by_email_row account = { 0 };
	TRY(account_get_by_email(r->t, req_reader(r), &by_email, &found, &account));
	const bool usable = found && account.actief;
	bool ok = false;
	TRY(auth_password_verify(r->t, b->wachtwoord, usable ? account.wachtwoord : STR_NULL, &ok));
	if (!ok)
		return refuse(r, b->email);
	rem_forget(b->email);

	char token[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t hash[AUTH_HASH_BYTES];
	auth_token_new(token, hash);
	const int64_t until = r->now_us + r->app->config->session_hours * 3600 * INT64_C(1000000);
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct sessie_create_in sessie = { .token_hash = { (const char *)hash, sizeof(hash) },
		.account_id = account.id,
		.wachtwoord = account.wachtwoord,
		.nu = r->now_us,
		.verloopt_op = until };
	struct sessie_create_row created;
	TRY(sessie_create(r->t, tx, &sessie, &found, &created));
	if (!found)
		return refuse(r, b->email); /* it got another password just now */
	const struct account_get_in by_id = { .id = account.id };
	struct account_get_row ik;
	TRY(account_get(r->t, tx, &by_id, &found, &ik));

	r->resp->status = 201;
	jsn_object(&r->out);
	jsn_kv_cstr(&r->out, "token", token);
	jsn_kv_cstr(&r->out, "soort", "Bearer");
	jsn_kv_instant(&r->out, "verlooptOp", until);
	jsn_key(&r->out, "account");
	write_ik(&r->out, &ik);
	jsn_object_end(&r->out);
	return ERR_OK;
}

enum err h_ik_get(struct req *r, const struct op_ik_get *in)
{
	(void)in;
	const struct account_get_in by_id = { .id = r->actor.account_id };
	bool found = false;
	struct account_get_row row;
	TRY(account_get(r->t, req_reader(r), &by_id, &found, &row));
	if (!found)
		return req_not_found(r, "Dit account");
	write_ik(&r->out, &row);
	return ERR_OK;
}
