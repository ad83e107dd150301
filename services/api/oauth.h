/*
 * The authorization server for apps (OAuth 2.1: code with PKCE, public clients): what the standards
 * fix, outside of the contract, for it has other names, forms and errors than the rest of the API.
 *
 *   GET  /.well-known/oauth-authorization-server   RFC 8414
 *   POST /oauth/token                              a code, or a refresh token, for tokens
 *   POST /oauth/revoke                             RFC 7009
 *
 * They go the way of every request all the same: limits, audit, log. What the standards have a code
 * for is answered in their form; what is about HTTP itself is a problem document as elsewhere.
 *
 * What an app gets is a session of the person who allowed it (POST /v1/toestemmingen): it stands in
 * their list, and ends as any other. Its token holds for minutes and is found like every token; a
 * refresh token gives it the next one.
 */
#ifndef API_OAUTH_H
#define API_OAUTH_H

#include "api/req.h"

#define OAUTH_CODE_US	 (60 * INT64_C(1000000))
#define OAUTH_TOKEN_US	 (600 * INT64_C(1000000))
#define OAUTH_GRACE_US	 (60 * INT64_C(1000000)) /* a refresh token gives the same again */
#define OAUTH_IDLE_US	 (30 * 86400 * INT64_C(1000000))
#define OAUTH_SESSION_US (90 * 86400 * INT64_C(1000000))

/* The operation of such a path; NULL, and the methods that it has (none: not one of these paths).
 */
const struct api_operation *oauth_find(const struct http_req *http, uint32_t *ret_methods);
bool oauth_is(const struct api_operation *op);

/* The answer for a form that cannot be read or was refused (ERR_INVALID): RFC 6749, section 5.2. */
void oauth_write_error(struct req *r);

#endif
