/* The services elsewhere that open an account: their owner sees and ends them, and hears of each.
 */
#ifndef API_IDENTITEIT_H
#define API_IDENTITEIT_H

#include "api/req.h"
#include "post/tekst.h"

/* Writes to the owner of an account that a service was added or ended. */
MUST_CHECK enum err identiteit_tell(struct req *r, struct db_tx *tx, struct uuid account_id,
	enum post_soort soort, struct str dienst);

#endif
