/*
 * The brake on guessing: passwords, codes, and asking for letters. Over all processes (limit.h).
 *
 * Three counts at once: of one account from one network, of one account from everywhere, and of one
 * network at all accounts. The second does not hold a network from where that account came in
 * before: whoever guesses from elsewhere does not keep the owner out.
 */
#ifndef API_REM_H
#define API_REM_H

#include <stdbool.h>
#include <stdint.h>

#include "api/req.h"

#define REM_PAIR	   10 /* of one account from one network, in … */
#define REM_PAIR_WINDOW_US (5 * 60 * INT64_C(1000000))
#define REM_WHOM	   50  /* of one account … */
#define REM_FROM	   200 /* and from one network, behind which a whole school may sit, … */
#define REM_LONG_WINDOW_US (3600 * INT64_C(1000000))	  /* … in an hour */
#define REM_KNOWN_US	   (30 * 24 * REM_LONG_WINDOW_US) /* a network is known so long */

/* Takes one guess before it is looked at, so that many at the same moment are no more than one
 * after another; false when there is none left, and then nothing is taken. `what` is what is
 * guessed, `whom` whose: an address of mail in whatever case, or an id. */
bool rem_take(const struct req *r, const char *what, struct str whom);

/* Gives back a guess that was right, or that nobody could look at. */
void rem_give(const struct req *r, const char *what, struct str whom);

/* Whether the password is that of the hash (auth_password_verify), as one guess. ERR_TOO_MANY
 * `aanmelden.te_vaak` when the brake is on; after a success the account is known from here. */
MUST_CHECK enum err rem_verify(struct req *r, const char *what, struct str whom,
	struct str wachtwoord, struct str hash, bool *ret_ok);

/* From here this account is known, and begins afresh. */
void rem_forget(const struct req *r, const char *what, struct str whom);

#endif
