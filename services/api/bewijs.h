/* Proving again, while signed in, to be who one is: before what matters. */
#ifndef API_BEWIJS_H
#define API_BEWIJS_H

#include "api/req.h"
#include "store/sql.h"

/* How long a proof counts for the operations that the contract marks x-bevestiging. Signing in is
 * one. */
#define BEWIJS_US (10 * 60 * INT64_C(1000000))

/*
 * Whether this is the password of the caller, whose row it gives. Guesses are counted by account,
 * so that whoever has a token does not find the password with it. A wrong one is a fault at
 * /wachtwoord; to who has none it says what else is a proof.
 */
MUST_CHECK enum err bewijs_wachtwoord(
	struct req *r, struct str wachtwoord, struct account_get_wachtwoord_row *ret_row);

#endif
