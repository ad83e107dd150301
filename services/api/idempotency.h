/*
 * Idempotency-Key (IETF draft-ietf-httpapi-idempotency-key-header): the first answer to a request
 * under a key is written in the transaction of its effect and given again to every repetition by
 * the same account.
 */
#ifndef API_IDEMPOTENCY_H
#define API_IDEMPOTENCY_H

#include "api/req.h"

/*
 * Reads the key into r->idempotency_key: a bare token or a quoted string. NULL text when there is
 * none or its answer is not kept. A wrong one, or none where it is required, is a fault of the
 * input.
 */
void idempotency_read(struct req *r);

/*
 * Takes the key of this request, when it has one. *ret_replayed says that the stored answer was
 * written and the handler must not run. A repetition of a request still running waits
 * for it, without a connection; when that takes long it is a conflict, "sleutel.bezig".
 */
MUST_CHECK enum err idempotency_begin(struct req *r, bool *ret_replayed);

/* Stores the answer that stands in r->resp; to be called before the commit. */
MUST_CHECK enum err idempotency_store(struct req *r);

#endif
