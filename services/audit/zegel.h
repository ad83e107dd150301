/*
 * Seals on the audit. Whoever writes a row waits for nobody; a worker binds the rows to each other
 * soon after, in batches, in the order of (transactie, id): only rows of transactions that are all
 * over, so that one that commits late is never skipped (as lib/queue follows the outbox).
 *
 * A seal has the fingerprint of each of its rows, and a hash over these, its number and the hash
 * before it: no row is changed, taken away, put in or moved without one of them being wrong
 * (nazien.h). The hash has no key, so that anybody can check it, also of an export; beside it
 * stands the same hash sealed with a key from outside of the database (auth/seal.h), so that who
 * has only the database cannot make another chain. Of what is cut off the end, seals and all, only
 * a seal that is known elsewhere tells: each is a line of the log of `schakel work`.
 */
#ifndef AUDIT_ZEGEL_H
#define AUDIT_ZEGEL_H

#include "auth/auth.h"
#include "auth/seal.h"
#include "db/db.h"
#include "store/sql.h"

#define ZEGEL_ROWS_MAX	  1000
#define ZEGEL_ENTRY_BYTES 40
#define ZEGEL_LATE_US	  (5 * 60 * INT64_C(1000000)) /* a row that waits longer is an alarm */

/* A row of the audit as one line of JSON, in the arena: what its fingerprint is of, and what an
 * export has. */
struct str zegel_line(struct arena *a, const struct audit_range_row *row);

/* Its id and its fingerprint. */
void zegel_entry(
	struct arena *a, const struct audit_range_row *row, uint8_t ret[static ZEGEL_ENTRY_BYTES]);

/* `before` is the hash of the seal before it, empty for the first. */
void zegel_hash(int64_t nummer, struct str before, struct str regels,
	uint8_t ret_hash[static AUTH_HASH_BYTES]);

/* What a mark is bound to; in the arena. */
struct str zegel_place(struct arena *a, int64_t nummer);

/*
 * Seals what is there; counts rows, and says how long the first that is left has been waiting: 0
 * when there is none. `keys` may be NULL. Any number of workers may do this at once.
 */
struct zegel_count {
	int64_t rows;
	int64_t waiting_us;
};
MUST_CHECK enum err zegel_round(struct task *t, struct db *d, const struct auth_keys *keys,
	int64_t now_us, struct zegel_count *ret_count);

/* How long the first row without a seal has been waiting; 0 when there is none. */
MUST_CHECK enum err zegel_waiting(
	struct task *t, struct db *d, int64_t now_us, int64_t *ret_waiting_us);

/* Logs `audit.onverzegeld` when that is long: whoever looks, for the one who seals may be down. */
void zegel_warn(int64_t waiting_us);

#endif
