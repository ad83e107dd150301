/*
 * Answers of volunteers by a link: at the approval of a match its volunteer gets a letter with one,
 * and answers with it, whether they have an account or not.
 *
 * A link reaches one match and one step in it. Its token stands behind the # of an address and in
 * bodies, never where a log or a referrer could keep it; the database has its hash.
 */
#ifndef API_ANTWOORD_H
#define API_ANTWOORD_H

#include "api/req.h"
#include "post/post.h"
#include "store/sql.h"

#define ANTWOORD_US (14 * 24 * 3600 * INT64_C(1000000)) /* a link holds so long, at most */

/* Asks the volunteer of a match that was approved in this transaction, and in the same letter for
 * these half-days of its series (volgende); who has no keys to write letters does not ask. */
MUST_CHECK enum err antwoord_vraag(struct req *r, struct db_tx *tx,
	const struct koppeling_get_row *koppeling, struct db_ints volgende);

/* Fills in whom a letter about a match goes to, in which language, and what it is about: naar,
 * naam, taal, over, account_id. The address of its volunteer has to be there. */
MUST_CHECK enum err antwoord_brief_aan(struct req *r, struct db_tx *tx,
	const struct koppeling_get_row *koppeling, struct post_brief *brief);

#endif
