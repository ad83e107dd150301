/*
 * Which requests a caller sees: one rule for all that is asked of a request.
 */
#ifndef API_AANVRAAG_H
#define API_AANVRAAG_H

#include "api/req.h"
#include "store/sql.h"

/* A request that the caller sees: 404 otherwise. */
MUST_CHECK enum err aanvraag_read(
	struct req *r, struct db_tx *tx, struct uuid id, struct aanvraag_get_row *ret_row);
/* Those of them that the caller sees, by id. */
MUST_CHECK enum err aanvraag_read_all(struct req *r, struct db_tx *tx, struct db_uuids ids,
	struct aanvraag_get_row **ret_rows, size_t *ret_count);

/* As the contract has it. */
void aanvraag_put(struct jsn_out *o, const struct aanvraag_get_row *a);

/* The same once more, to be changed and written. */
struct aanvraag_save_in aanvraag_again(const struct aanvraag_get_row *a);

/* Writes it, with its class, and reads it back for the answer. */
MUST_CHECK enum err aanvraag_write(struct req *r, struct db_tx *tx, struct aanvraag_save_in *a,
	struct str klas, struct aanvraag_get_row *ret_row);

/* Whether the caller sees this request, as aanvraagGet says it: 404 when it does not. */
MUST_CHECK enum err aanvraag_check_visible(struct req *r, struct db_tx *tx, struct uuid id);

#endif
