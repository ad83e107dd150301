/*
 * Keys of partner systems. A key works as one member of whoever made it, and does no more than that
 * one may; of that only what its rights name: reading or writing what stands under a tag of the
 * contract (api_sleutel_recht). What asks for a proof of who one is, no key may.
 */
#ifndef API_SLEUTEL_H
#define API_SLEUTEL_H

#include "api/req.h"
#include "auth/auth.h"
#include "store/sql.h"

/* Every key begins so: whoever finds one somewhere knows whose it is and what it opens. */
#define SLEUTEL_PREFIX "schakel_"

/* The hash of a key that came in as a token; ERR_NOT_FOUND when it is none. */
MUST_CHECK enum err sleutel_hash(struct str token, uint8_t ret_hash[static AUTH_HASH_BYTES]);

/* Whether a key that holds may do this, and counts it: ERR_TOO_MANY over its quota of today,
 * ERR_FORBIDDEN when it has no right to it, `minute` when that is an error (its other quota). What
 * its member may is not looked at. */
MUST_CHECK enum err sleutel_check(
	struct req *r, const struct sleutel_find_row *key, enum err minute);

#endif
