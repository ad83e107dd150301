/* Who calls: an account, what it is a member of, and what it changes of itself. */
#ifndef API_IK_H
#define API_IK_H

#include "api/req.h"
#include "store/sql.h"

/* An account with all that it is a member of, and as which of these it acts: NULL for none. */
struct ik {
	struct account_get_row account;
	struct lid_list_account_row *leden;
	size_t count;
	const struct lid_list_account_row *lid;
};

/* `lid_id` nil: as the first that holds. */
MUST_CHECK enum err ik_load(struct req *r, struct db_tx *tx, struct uuid account_id,
	struct uuid lid_id, struct ik *ret_ik);
void ik_write(struct jsn_out *o, const struct ik *ik);

#endif
