/*
 * All that is held about a person: the rows that are about them, of the tables of the catalogue, in
 * an order that stays. What of a row is shown, and why it is kept, stands in the catalogue; a
 * column that is new there is shown by itself.
 */
#ifndef PRIVACY_GEGEVENS_H
#define PRIVACY_GEGEVENS_H

#include "auth/seal.h"
#include "db/db.h"
#include "task/task.h"
#include "json/jsn.h"

/* Where a row stands: the number of its table in the catalogue, and its key there. */
struct gegevens_plaats {
	int64_t tabel;
	struct str sleutel;
};

struct gegevens_rij {
	struct gegevens_plaats plaats;
	const struct jsn_doc *rij; /* its columns by name, each as text */
};

/* Whether this can be the place of a row. */
bool gegevens_plaats_ok(const struct jsn_doc *catalogus, struct gegevens_plaats plaats);

/* The rows behind a place, at most `most` of them, into `ret_rows`. Borrows from the task. */
MUST_CHECK enum err gegevens_list(struct task *t, struct db_tx *tx, const struct jsn_doc *catalogus,
	struct uuid account_id, struct gegevens_plaats na, size_t most,
	struct gegevens_rij *ret_rows, size_t *ret_count);

/* One row: its table, and its columns by the entries of the catalogue; what is sealed and shown is
 * opened. */
MUST_CHECK enum err gegevens_put(struct task *t, const struct auth_keys *keys, struct jsn_out *o,
	const struct jsn_doc *catalogus, const struct gegevens_rij *row);

#endif
