/*
 * Who calls: from a token to an account, as one of its members, within the limits of how often.
 * What it may do then is for toegang.h.
 */
#ifndef API_CALLER_H
#define API_CALLER_H

#include "api/req.h"

/*
 * Finds the caller of an operation (r->actor, r->bereik); an open operation has none. Counts the
 * request: of an account, or of the address when there is none or its token is not valid.
 * ERR_UNAUTHENTICATED, ERR_FORBIDDEN, ERR_TOO_MANY.
 */
MUST_CHECK enum err caller_find(struct req *r);

/* Tells the fault of a Schakel-Lid that is no id, beside those of the rest of the request. */
void caller_lid_fault(struct req *r);

/* What is left of the limit that counted the request: RateLimit and RateLimit-Policy
 * (draft-ietf-httpapi-ratelimit-headers-10), and Retry-After when nothing is. */
void caller_limit_headers(struct req *r);

/* For a caller that was remembered and about whom no statement asked yet: ERR_UNAUTHENTICATED with
 * code "actor.weg" when it is no longer so. */
MUST_CHECK enum err caller_prove(struct req *r);

/* Whether that is why the call ended as it did: then it is made again, and looked up. The fault is
 * gone. */
bool caller_changed(struct req *r, enum err e);

#endif
