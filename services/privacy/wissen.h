/*
 * Erasing a person: their account and the volunteers that it is, in the transaction of the caller.
 * What that means for each table stands in the migration of wis_persoon(); a tombstone stays.
 */
#ifndef PRIVACY_WISSEN_H
#define PRIVACY_WISSEN_H

#include "db/db.h"
#include "store/sql.h"
#include "task/task.h"

/* `known`: volunteers that a tombstone named, beside those that the account is now. An account
 * that is not there leaves a tombstone too. */
MUST_CHECK enum err wissen_persoon(struct task *t, struct db_tx *tx, struct uuid account_id,
	struct db_uuids known, int64_t now_us, struct account_wis_row *ret_row);

#endif
