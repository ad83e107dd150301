/* What the handlers of matches share. */
#ifndef API_KOPPELING_H
#define API_KOPPELING_H

#include "api/req.h"

/* 201 with the match as it is now, after a step that was taken in this transaction. */
MUST_CHECK enum err koppeling_answer(struct req *r, struct db_tx *tx, struct uuid id);

#endif
