/* What the handlers of matches share. */
#ifndef API_KOPPELING_H
#define API_KOPPELING_H

#include "api/req.h"

/* Proposes the offer for the request at this half-day, as a koppeling with this id. The caller
 * waited for the supply (kandidaat_wait) before the transaction. */
MUST_CHECK enum err koppeling_stel_voor(struct req *r, struct db_tx *tx, struct uuid aanvraag_id,
	struct uuid aanbod_id, const struct api_tijdvak_keuze *tijdvak, struct uuid id);

/* 201 with the match as it is now, after a step that was taken in this transaction. */
MUST_CHECK enum err koppeling_answer(struct req *r, struct db_tx *tx, struct uuid id);

/* The match as the contract has it, into the answer. */
MUST_CHECK enum err koppeling_write(struct req *r, struct db_tx *tx, struct uuid id);

#endif
