/*
 * Which offers a caller sees: one rule for all that is asked of an offer.
 */
#ifndef API_AANBOD_H
#define API_AANBOD_H

#include "api/req.h"

/* Whether the caller sees this offer, as aanbodGet says it: 404 when it does not. */
MUST_CHECK enum err aanbod_check_visible(struct req *r, struct db_tx *tx, struct uuid id);

#endif
