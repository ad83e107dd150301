/* The certificate of who came, for an operation that answers with a page. */
#ifndef API_CERTIFICAAT_H
#define API_CERTIFICAAT_H

#include "api/req.h"

/* ERR_NOT_FOUND when the caller does not reach the match; ERR_CONFLICT when it has not been. */
MUST_CHECK enum err certificaat_toon(struct req *r, struct uuid koppeling_id);

#endif
