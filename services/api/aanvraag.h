/*
 * Which requests a caller sees: one rule for all that is asked of a request.
 */
#ifndef API_AANVRAAG_H
#define API_AANVRAAG_H

#include "api/req.h"

/* Whether the caller sees this request, as aanvraagGet says it: 404 when it does not. */
MUST_CHECK enum err aanvraag_check_visible(struct req *r, struct db_tx *tx, struct uuid id);

#endif
