/*
 * ID tokens (OpenID Connect): what a provider says about somebody, signed by it, and believed only
 * as far as is checked here. The only place that verifies signatures of others (libcrypto).
 *
 * RS256 and ES256 are taken, whatever the token says of itself: no other algorithm is known here,
 * so neither "none" nor a key that is mistaken for a secret has a way in. The key is one of the
 * provider's published ones; what a token brings along (jwk, jku, x5u) is not looked at. Of a
 * document with a member twice nothing is taken.
 */
#ifndef AUTH_ID_TOKEN_H
#define AUTH_ID_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "json/jsn.h"

#define AUTH_ID_TOKEN_MAX_BYTES (16u << 10)
#define AUTH_JWKS_MAX_BYTES	(64u << 10)
#define AUTH_JWKS_MAX_KEYS	32
#define AUTH_RSA_MIN_BITS	2048
/* What clocks may differ, and how old a token may be that was made for us just now. */
#define AUTH_ID_TOKEN_LEEWAY_US (60 * INT64_C(1000000))
#define AUTH_ID_TOKEN_AGE_US	(600 * INT64_C(1000000))

/* The keys that a provider signs with. */
struct auth_jwks;

/* Keys of another kind or use are passed over; ERR_INVALID when that leaves none, or it is no JWK
 * set. On the heap. */
MUST_CHECK enum err auth_jwks_create(struct arena *a, struct str text, struct auth_jwks **ret_keys);
void auth_jwks_destroy(struct auth_jwks *keys);
size_t auth_jwks_count(const struct auth_jwks *keys);

/* Whether the key that a token names is among them: else they may have been changed since. */
bool auth_jwks_has(struct arena *a, const struct auth_jwks *keys, struct str token);

struct auth_id_expected {
	struct str issuer, client_id, nonce;
	struct str access_token; /* that came with it; NULL for none */
	int64_t now_us;
};

/*
 * The claims of a token: signed by one of the keys, from this issuer, for us alone, for this nonce,
 * made just now, and with a subject. ERR_UNAUTHENTICATED otherwise; *ret_why says in English what
 * was wrong, for the log.
 */
MUST_CHECK enum err auth_id_token_open(struct arena *a, const struct auth_jwks *keys,
	struct str token, const struct auth_id_expected *expected,
	const struct jsn_doc **ret_claims, const char **ret_why);

#endif
