/* Keeps what stood in the list when a proposal was made, so that weights can be learnt from it. */
#ifndef API_VERTONING_H
#define API_VERTONING_H

#include "api/req.h"
#include "motor/voorraad.h"

#define VERTONING_MAX 20 /* lines that are kept of one list */

/*
 * Writes the row of one proposal, in its transaction. `rangen` is the ranking of the supply for
 * `m`, best first, judged once more here (one that left the supply meanwhile is left out); at most
 * VERTONING_MAX are taken; `gekozen` is the judgement of the offer that was proposed. When it is
 * not among these it takes the place of the last, with the rank behind them.
 */
MUST_CHECK enum err vertoning_leg_vast(struct req *r, struct db_tx *tx, const struct motor *m,
	struct uuid koppeling_id, const struct score_uitkomst *gekozen,
	const struct score_rang *rangen, size_t count);

#endif
