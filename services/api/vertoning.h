/* Keeps what stood in the list when a proposal was made, so that weights can be learnt from it. */
#ifndef API_VERTONING_H
#define API_VERTONING_H

#include "api/req.h"
#include "motor/voorstel.h"

#define VERTONING_MAX VOORSTEL_RANGEN /* lines that are kept of one list */

/*
 * Writes the row of one proposal, in its transaction: the ranking of the supply for `m` as it stood
 * beside it, judged once more here (what left the supply meanwhile is left out). When what was
 * proposed is not among it, it takes the place of the last, with the rank behind them.
 */
MUST_CHECK enum err vertoning_leg_vast(struct req *r, struct db_tx *tx, const struct motor *m,
	struct uuid koppeling_id, const struct voorstel_oordeel *oordeel);

#endif
