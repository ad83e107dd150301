/*
 * The link by which a volunteer without an account sees what was agreed, calls it off, and tells
 * how it went: made with the letter that it stands in. Its token stands behind the # of an address;
 * the database has its hash.
 */
#ifndef POST_AFLOOPLINK_H
#define POST_AFLOOPLINK_H

#include "base/str.h"
#include "base/uuid.h"
#include "db/db.h"
#include "task/task.h"

#define AFLOOPLINK_US (28 * 24 * 3600 * INT64_C(1000000)) /* a link holds so long */

/* It holds AFLOOPLINK_US from now, and as long after the end of the activity, wherever that moves.
 * Those of before go on holding. */
MUST_CHECK enum err post_aflooplink(struct task *t, struct db_tx *tx, struct str public_url,
	struct uuid koppeling_id, int64_t now_us, struct str *ret_link);

#endif
