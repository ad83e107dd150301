/* Whose school it is: that there is one is no secret, what it has is its own. */
#ifndef API_SCHOOL_H
#define API_SCHOOL_H

#include "api/req.h"

/* ERR_OK when it is the caller's, one of its circle, or the caller sees all; 404 when there is no
 * such school, else 403. */
MUST_CHECK enum err school_check_eigen(struct req *r, struct db_tx *tx, struct uuid id);

#endif
