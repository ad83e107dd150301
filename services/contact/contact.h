/*
 * How to reach somebody, and why they object: fields that the database has sealed, each bound to
 * its table, column and row. Here they are sealed, opened, and found by; nothing else reads or
 * writes them. A search
 * or an order of theirs does not exist: an address is found whole, by its finders (auth/seal.h).
 */
#ifndef CONTACT_CONTACT_H
#define CONTACT_CONTACT_H

#include "auth/seal.h"
#include "base/uuid.h"
#include "db/db.h"
#include "store/sql.h"
#include "task/task.h"

enum contact_veld {
	CONTACT_ACCOUNT_EMAIL,
	CONTACT_VRIJWILLIGER_EMAIL,
	CONTACT_VRIJWILLIGER_TELEFOON,
	CONTACT_BEDRIJF_TELEFOON,
	CONTACT_LID_UITGENODIGD_EMAIL,
	CONTACT_EMAILWISSEL_NIEUW,
	CONTACT_EMAILWISSEL_OUD,
	CONTACT_BEZWAAR_REDEN,
	CONTACT_BEZWAAR_TOELICHTING
};

/* Of the row with this id; what is absent stays so. */
struct str contact_seal(struct arena *a, const struct auth_keys *keys, enum contact_veld veld,
	struct uuid id, struct str plain);

/* Opens it in its place. ERR_INTERNAL when no key does: it was changed, or its key is gone; the
 * task then says which row, and not what stood there. */
MUST_CHECK enum err contact_open(struct task *t, const struct auth_keys *keys,
	enum contact_veld veld, struct uuid id, struct str *text);

/* The same of a place, "table.column id". */
MUST_CHECK enum err contact_open_at(
	struct task *t, const struct auth_keys *keys, const char *plaats, struct str *text);

/* What an address is found by, however it is written: in small letters. */
struct db_uuids contact_vinders(struct arena *a, const struct auth_keys *keys, struct str email);

/* Whether the keys are those of this database, by what was sealed last. ERR_INVALID, with why on
 * the task, when one is missing or none opens a thing; a row that was damaged does not count. */
MUST_CHECK enum err contact_proef(struct task *t, struct db *d, const struct auth_keys *keys);

/* The account with this address. */
MUST_CHECK enum err contact_account(struct task *t, struct db_tx *tx, const struct auth_keys *keys,
	struct str email, bool *ret_found, struct account_get_by_email_row *ret_row);

/* The same, made without a password when there is none. Not found while somebody can take this
 * address back: it is theirs. ERR_CONFLICT with code "opnieuw.proberen" when somebody made it at
 * this moment: the transaction is over. */
MUST_CHECK enum err contact_invite(struct task *t, struct db_tx *tx, const struct auth_keys *keys,
	struct str email, struct str naam, struct str taal, int64_t now_us, bool *ret_found,
	struct account_invite_row *ret_row);

#endif
