#include "api/code.h"

#include <string.h>

#include "api/app.h"
#include "api/rem.h"
#include "auth/seal.h"
#include "post/post.h"
#include "store/sql.h"

#define WRONG                                                                                  \
	"Deze code klopt niet, of is al gebruikt. Wacht op de volgende in je app, of gebruik " \
	"een herstelcode."

/* ---- the secret ---- */

static struct str place(struct req *r, struct uuid account_id)
{
	char id[UUID_TEXT_LEN + 1];
	uuid_format(account_id, id);
	return str_from(arena_printf(task_arena(r->t), "tweede_factor.geheim %s", id));
}

enum err code_seal(struct req *r, struct uuid account_id,
	const uint8_t secret[static AUTH_TOTP_SECRET_BYTES], struct str *ret_sealed)
{
	const struct str plain = { (const char *)secret, AUTH_TOTP_SECRET_BYTES };
	*ret_sealed = auth_seal(task_arena(r->t), r->app->keys, plain, place(r, account_id));
	return ERR_OK;
}

enum err code_open(struct req *r, struct uuid account_id, struct str sealed,
	uint8_t ret_secret[static AUTH_TOTP_SECRET_BYTES])
{
	struct str plain;
	if (auth_seal_open(task_arena(r->t), r->app->keys, sealed, place(r, account_id), &plain) !=
			ERR_OK ||
		plain.len != AUTH_TOTP_SECRET_BYTES)
		return task_fail(r->t, ERR_INTERNAL, "intern",
			"The secret of a second factor does not open: is its key still there?");
	memcpy(ret_secret, plain.ptr, AUTH_TOTP_SECRET_BYTES);
	return ERR_OK;
}

/* ---- codes ---- */

static struct str id_text(struct req *r, struct uuid account_id)
{
	char id[UUID_TEXT_LEN + 1];
	uuid_format(account_id, id);
	return str_dup(task_arena(r->t), str_from(id));
}

static enum err refuse(struct req *r)
{
	/* Who is signed in stays so: the code is what is wrong. */
	if (!r->op->open) {
		task_fault(r->t, "/code", "code.onjuist", WRONG);
		return task_faults_check(r->t);
	}
	return task_fail(r->t, ERR_UNAUTHENTICATED, "code.onjuist", WRONG);
}

static enum err use_step(struct req *r, struct db_tx *tx, struct uuid account_id,
	const struct tweede_factor_get_row *factor, struct str code)
{
	uint8_t secret[AUTH_TOTP_SECRET_BYTES];
	TRY(code_open(r, account_id, factor->geheim, secret));
	if (!rem_take(r, "code", id_text(r, account_id))) {
		explicit_bzero(secret, sizeof(secret));
		return task_fail(r->t, ERR_TOO_MANY, "code.te_vaak",
			"Er is te vaak een verkeerde code gegeven. Wacht een paar minuten, of "
			"gebruik een herstelcode.");
	}
	struct tweede_factor_use_step_in use = { .account_id = account_id, .nu = r->now_us };
	const enum err e =
		auth_totp_check(secret, code, r->now_us, factor->laatste_stap, &use.stap);
	explicit_bzero(secret, sizeof(secret));
	if (e != ERR_OK)
		return refuse(r);
	bool found = false;
	struct tweede_factor_use_step_row used;
	TRY(tweede_factor_use_step(r->t, tx, &use, &found, &used));
	if (!found) /* another just came with it */
		return refuse(r);
	rem_give(r, "code", id_text(r, account_id));
	rem_forget(r, "code", id_text(r, account_id));
	return ERR_OK;
}

static enum err use_recovery(struct req *r, struct db_tx *tx, struct uuid account_id,
	const uint8_t hash[static AUTH_HASH_BYTES])
{
	const struct herstelcode_take_in take = { .account_id = account_id,
		.code_hash = auth_hash_str(hash) };
	bool found = false;
	struct herstelcode_take_row taken;
	TRY(herstelcode_take(r->t, tx, &take, &found, &taken));
	return found ? ERR_OK : refuse(r); /* too many to guess: no brake */
}

enum err code_ask(
	struct req *r, struct db_tx *tx, struct uuid account_id, struct str code, bool *ret_proved)
{
	const struct tweede_factor_get_in get = { .account_id = account_id };
	bool found = false;
	struct tweede_factor_get_row factor;
	TRY(tweede_factor_get(r->t, tx, &get, &found, &factor));
	*ret_proved = found && factor.aan;
	if (!*ret_proved)
		return ERR_OK;
	if (code.ptr == NULL)
		return task_fail(r->t, ERR_UNAUTHENTICATED, "code.nodig",
			"Geef ook de code uit je app, of een herstelcode.");
	uint8_t hash[AUTH_HASH_BYTES];
	return auth_recovery_hash(code, hash) == ERR_OK
		       ? use_recovery(r, tx, account_id, hash)
		       : use_step(r, tx, account_id, &factor, code);
}

enum err code_use(struct req *r, struct db_tx *tx, struct uuid account_id, struct str code)
{
	const struct tweede_factor_get_in get = { .account_id = account_id };
	bool found = false;
	struct tweede_factor_get_row factor;
	TRY(tweede_factor_get(r->t, tx, &get, &found, &factor));
	return found ? use_step(r, tx, account_id, &factor, code)
		     : task_fail(r->t, ERR_CONFLICT, "tweede_factor.niet_gevraagd",
			       "Vraag eerst een geheim met POST /v1/ik/tweede-factor.");
}
