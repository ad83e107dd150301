/* The answer to a proposal to move a match, for whoever gives it. */
#ifndef API_VERZETTEN_H
#define API_VERZETTEN_H

#include "api/req.h"

/* One of the half-days of an open proposal of the other side (`naar`), or none of them (NULL); who
 * proposed hears of it. ERR_INVALID with what is wrong, ERR_CONFLICT when the proposal is over. */
MUST_CHECK enum err verzetten_kies(struct req *r, struct db_tx *tx, struct uuid koppeling_id,
	struct uuid voorstel_id, const struct api_tijdvak_keuze *naar);

#endif
