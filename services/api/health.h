/* /healthz (the process turns) and /readyz (it can serve: schema right, database answers, not
 * draining). Outside the contract. */
#ifndef API_HEALTH_H
#define API_HEALTH_H

#include "api/req.h"

/* Answers when the path is one of the two; false otherwise. */
bool health_answer(struct req *r);

#endif
