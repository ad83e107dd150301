/*
 * How an activity went, by both sides: whether it took place, for how long and with how many
 * pupils, and what they thought of it.
 *
 * Who tells first takes the step of the table; the other side's word stands beside it. Two words
 * that differ are disputed until staff says which holds. What a side thought of it the other sees
 * when it has said so itself, or after AFLOOP_BLIND_US: nobody answers to the other's mark.
 */
#ifndef API_AFLOOP_H
#define API_AFLOOP_H

#include "api/req.h"
#include "store/sql.h"

#define AFLOOP_DAG_US	    (24 * 3600 * INT64_C(1000000))
#define AFLOOP_BLIND_US	    (14 * AFLOOP_DAG_US)
#define AFLOOP_WEERWOORD_US (14 * AFLOOP_DAG_US) /* after its end a side may still tell */

/* One side, or staff, tells how it went. ERR_NOT_FOUND when the caller does not reach it;
 * ERR_CONFLICT when it has not begun, it was told already, or staff has decided. */
MUST_CHECK enum err afloop_meld(
	struct req *r, struct db_tx *tx, struct uuid id, const struct api_uitkomst_nieuw *body);

/* Whether the side of the caller told just this already, since staff last turned an outcome back.
 */
MUST_CHECK enum err afloop_meldde(struct req *r, struct db_tx *tx, struct uuid id,
	const struct api_uitkomst_nieuw *body, bool *ret_same);

/* Both sides say that it took place: the one that shows it, by an account of its own, and the
 * caller, who is of the other. What the first has told already stays. As afloop_meld; ERR_CONFLICT
 * too when the caller is of the side that shows it. */
MUST_CHECK enum err afloop_samen(struct req *r, struct db_tx *tx, struct uuid id, bool school_toont,
	struct uuid toont_account);

/* One side says what it thought of it; that of a school is a step. */
MUST_CHECK enum err afloop_beoordeel(
	struct req *r, struct db_tx *tx, struct uuid id, const struct api_beoordeling_nieuw *body);

/* Whether the side of the caller, which is not the school, said just this of it already. */
MUST_CHECK enum err afloop_beoordeelde(struct req *r, struct db_tx *tx, struct uuid id,
	const struct api_beoordeling_nieuw *body, bool *ret_same);

/* Writes all that is known of how it went, as far as the caller sees it. ERR_NOT_FOUND when the
 * caller does not reach it. */
MUST_CHECK enum err afloop_schrijf(
	struct req *r, struct db_tx *tx, struct uuid id, int64_t *ret_version);

/* The thanks of the school, in a letter to the volunteer. */
MUST_CHECK enum err afloop_bedank(struct req *r, struct db_tx *tx,
	const struct koppeling_get_row *koppeling, struct str dankwoord);

#endif
