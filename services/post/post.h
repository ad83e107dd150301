/*
 * Outgoing mail: written as a row in the transaction of what causes it, delivered by a worker.
 *
 * A letter is made of the catalogue (tekst.h) and of what it is about, and sealed at once: the
 * database does not know to whom it goes nor what it says, and when it is delivered the seal goes
 * too. What stays of a letter, for a while, is that there was one. It holds no more about people
 * than it is for.
 */
#ifndef POST_POST_H
#define POST_POST_H

#include "auth/seal.h"
#include "base/uuid.h"
#include "db/db.h"
#include "post/tekst.h"
#include "task/task.h"

#define POST_NAAR_MAX  254 /* as an address of the contract */
#define POST_TEKST_MAX (16u << 10)
#define POST_LINK_US   (15 * 60 * INT64_C(1000000)) /* a link holds so long after it was asked */

struct post_brief {
	enum post_soort soort;
	enum post_taal taal;
	bool has_account_id; /* whose it is; without: of nobody who has an account */
	struct uuid account_id;
	struct str naar;
	struct str naam;       /* of who reads it; absent when they did not say it themself */
	struct str link;       /* where it leads; absent when it leads nowhere */
	struct str over;       /* what it is about, a line; absent when that is always the same */
	bool has_koppeling_id; /* which match it asks about: it goes only while that waits for an
				  answer */
	struct uuid koppeling_id;
	struct str woorden; /* of somebody, that it passes on (post_zonder_link) */
};

/* Writes the letter for delivery. */
MUST_CHECK enum err post_write(struct task *t, struct db_tx *tx, const struct auth_keys *keys,
	const struct post_brief *brief, int64_t now_us);

/*
 * Writes the wish of somebody for a letter to an address, which may be of nobody: whoever delivers
 * looks for the account and makes the letter, or drops the wish. Of the letter only soort, taal,
 * naar and naam count. So who asks learns nothing, not by
 * the time that it takes either.
 */
MUST_CHECK enum err post_wish(struct task *t, struct db_tx *tx, const struct auth_keys *keys,
	const struct post_brief *brief, int64_t now_us);
MUST_CHECK enum err post_open_wish(struct arena *a, const struct auth_keys *keys, struct uuid id,
	struct str sealed, struct str *ret_naar, struct str *ret_naam);

/* What a sealed letter says, opened by whoever delivers it. */
struct post_inhoud {
	struct str naar, onderwerp, tekst;
};

struct str post_seal(
	struct arena *a, const struct auth_keys *keys, struct uuid id, const struct post_brief *b);
MUST_CHECK enum err post_open(struct arena *a, const struct auth_keys *keys, struct uuid id,
	struct str sealed, struct post_inhoud *ret_inhoud);

#endif
