/* What handlers that are about versions of the weights share. */
#ifndef API_GEWICHT_H
#define API_GEWICHT_H

#include "api/req.h"
#include "store/sql.h"

/* The version; 404 when there is none. */
MUST_CHECK enum err gewicht_find(
	struct req *r, struct db_tx *tx, struct uuid id, struct gewicht_get_row *ret_row);

/*
 * Holds all versions of the type of this one, and gives the one in force. 404 when there is no such
 * version, 409 when it is itself in force, or another is than the one that the caller has seen.
 */
MUST_CHECK enum err gewicht_hold_against(struct req *r, struct db_tx *tx, struct uuid id,
	int64_t seen, struct gewicht_lock_row *ret_active);

/* The member `gewichten`: every factor of the engine with its weight. */
void gewicht_write_factoren(struct jsn_out *o, struct db_texts factoren, struct db_ints gewichten);

#endif
