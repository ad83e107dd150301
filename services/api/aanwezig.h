/*
 * A code of attendance: what it says, and its opening by the other side, whether that signed in or
 * not.
 */
#ifndef API_AANWEZIG_H
#define API_AANWEZIG_H

#include "api/req.h"

struct aanwezig_code {
	struct uuid koppeling_id, account_id; /* whose it is, and who shows it */
	uint8_t school;			      /* 1: the school shows it */
};

/* ERR_CONFLICT "aanwezigheid.ongeldig" when it is not one of today. */
MUST_CHECK enum err aanwezig_open(struct req *r, struct str code, struct aanwezig_code *ret_code);

/* Both sides say that it took place, and the answer says so. */
MUST_CHECK enum err aanwezig_samen(
	struct req *r, struct db_tx *tx, const struct aanwezig_code *shown);

#endif
