/* /healthz (the process turns) and /readyz (it can serve: schema right, database answers, not
 * draining). Outside the contract. */
#ifndef API_HEALTH_H
#define API_HEALTH_H

#include "api/req.h"

/* What both paths have, as bits 1 << enum http_method. */
#define HEALTH_METHODS (1u << HTTP_GET | 1u << HTTP_HEAD)

bool health_is_path(struct str path);
bool health_is_liveness(struct str path); /* answered without waiting */

/* Answers GET and HEAD of the two paths; false otherwise. */
bool health_answer(struct req *r);

#endif
