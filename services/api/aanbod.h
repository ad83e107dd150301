/*
 * Which offers a caller sees: one rule for all that is asked of an offer.
 */
#ifndef API_AANBOD_H
#define API_AANBOD_H

#include "api/req.h"
#include "store/sql.h"

/* Whether the caller sees this offer, as aanbodGet says it: 404 when it does not. */
MUST_CHECK enum err aanbod_check_visible(struct req *r, struct db_tx *tx, struct uuid id);

/* Those of these offers that the caller sees, by id. */
MUST_CHECK enum err aanbod_load(struct req *r, struct db_tx *tx, struct db_uuids ids,
	struct aanbod_get_row **ret_rows, size_t *ret_count);

#endif
