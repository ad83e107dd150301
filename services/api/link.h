/* Links that were sent by mail, as those see them who come with one. */
#ifndef API_LINK_H
#define API_LINK_H

#include "api/req.h"
#include "auth/auth.h"

/* The one answer for a link that does not work: unknown, used, too old, or of somebody who left. */
enum err link_refuse(struct req *r);

/* The hash of the token of a link, as a guess at `what` (rem.h), which who finds the link gives
 * back; of a text that is none the hash of nothing, which nobody has. ERR_TOO_MANY
 * "link.te_vaak". */
MUST_CHECK enum err link_hash(
	struct req *r, const char *what, struct str link, uint8_t ret_hash[static AUTH_HASH_BYTES]);

/* The caller is from now on the volunteer whom a link was sent to, as far as this match;
 * `account_id` is nil for who has none. */
void link_is_vrijwilliger(struct req *r, struct uuid koppeling_id, struct uuid vrijwilliger_id,
	struct uuid account_id);

#endif
