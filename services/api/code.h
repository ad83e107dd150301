/*
 * Proving a second factor: the code of an app, or a recovery code. Signing in and proving again who
 * one is ask here.
 *
 * Wrong codes of an app are counted by account and wait after some; a recovery code cannot be
 * guessed and is always taken, so nobody can lock the owner out by guessing.
 */
#ifndef API_CODE_H
#define API_CODE_H

#include "api/req.h"
#include "auth/totp.h"

/* The secret of an account's app, sealed for its row; and opened (ERR_INTERNAL on the task when it
 * does not open, ERR_UNAVAILABLE without keys). */
MUST_CHECK enum err code_seal(struct req *r, struct uuid account_id,
	const uint8_t secret[static AUTH_TOTP_SECRET_BYTES], struct str *ret_sealed);
MUST_CHECK enum err code_open(struct req *r, struct uuid account_id, struct str sealed,
	uint8_t ret_secret[static AUTH_TOTP_SECRET_BYTES]);

/*
 * What an account with a second factor has to show: uses up the code in the transaction. Without
 * one (ptr NULL) it is 401 "code.nodig", with a wrong one 401 "code.onjuist", after many 429.
 * *ret_proved is false for an account that has no second factor.
 */
MUST_CHECK enum err code_ask(
	struct req *r, struct db_tx *tx, struct uuid account_id, struct str code, bool *ret_proved);

/* The same for a code of an app alone, also of one that is not on yet: it is on after that. */
MUST_CHECK enum err code_use(
	struct req *r, struct db_tx *tx, struct uuid account_id, struct str code);

#endif
