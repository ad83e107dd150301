/*
 * The session of a browser: the same token, in a cookie that no script reads and no other host sets
 * or gets (`__Host-`: Secure, Path=/, no Domain; RFC 6265bis). A cookie travels with what other
 * sites make a browser send, so a write that comes with one has to come from our own pages.
 */
#ifndef API_COOKIE_H
#define API_COOKIE_H

#include "api/req.h"
#include "auth/auth.h"

#define COOKIE_NAME "__Host-schakel"
/* What a browser shows that comes back from a service elsewhere (aanmeldverzoek.c). */
#define COOKIE_WAY_NAME "__Host-schakel-aanmelden"
#define COOKIE_WAY_S	600

/* The hash of the token in the one cookie of that name. ERR_UNAUTHENTICATED without it, with two of
 * them, and when it is not of a token's form. */
MUST_CHECK enum err cookie_read(
	const struct http_req *http, uint8_t ret_hash[static AUTH_HASH_BYTES]);

/* What stands in the one cookie of the way; ERR_UNAUTHENTICATED without it, or with two. */
MUST_CHECK enum err cookie_read_way(const struct http_req *http, struct str *ret_text);

/*
 * Whether this request comes from a page of ours, by Sec-Fetch-Site and Origin, whichever of them
 * the browser sends; ERR_FORBIDDEN "herkomst.vreemd" when one of them says no, or neither is there.
 */
MUST_CHECK enum err cookie_check_origin(const struct req *r);

/* Gives the browser its cookie, for so long; and takes it back. */
void cookie_set(struct req *r, const char *token, int64_t seconds);
void cookie_clear(struct req *r);
void cookie_set_way(struct req *r, struct str text);
void cookie_clear_way(struct req *r);

#endif
