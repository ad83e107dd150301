/* Content negotiation and preconditions: what the headers of a request ask of its answer (RFC 9110
 * §8.3, §12.5.1, §13.1.1). */
#ifndef API_NEGOTIATE_H
#define API_NEGOTIATE_H

#include "api/req.h"

/* ERR_NOT_ACCEPTABLE when the field Accept leaves out both `media` and problem documents' fallback.
 */
MUST_CHECK enum err negotiate_accept(struct req *r, const char *media);

/* ERR_MEDIA_TYPE when a body came in another form than the operation's; parameters other than
 * charset=utf-8 are refused. */
MUST_CHECK enum err negotiate_body(struct req *r);

/* Reads If-Match into r->if_match: one strong ETag of ours. ERR_PRECONDITION_REQUIRED without it.
 */
MUST_CHECK enum err negotiate_if_match(struct req *r);

#endif
