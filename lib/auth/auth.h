/*
 * Secrets: passwords, session tokens, fingerprints. The only place that knows libsodium.
 *
 * Secrets in memory of this module are wiped before they go; comparing is in constant time.
 */
#ifndef AUTH_AUTH_H
#define AUTH_AUTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "task/task.h"

/* Once at the start of every process. */
MUST_CHECK enum err auth_init(void);

const char *auth_library(void); /* the version of libsodium that is loaded */

#define AUTH_PASSWORD_MIN      8 /* code points (NIST SP 800-63B, ASVS 6.2.1); 15 is advised */
#define AUTH_PASSWORD_MAX      128
#define AUTH_PASSWORD_HASH_MAX 128 /* bytes with the NUL, libsodium's string form */

/*
 * Argon2id (RFC 9106) with the parameters below, on the offload thread. *ret_hash is text of the
 * task's arena. ERR_UNAVAILABLE when too many are waiting already.
 */
#define AUTH_ARGON2_OPS	      2
#define AUTH_ARGON2_MEM_BYTES (19u << 20) /* 19 MiB: OWASP's minimum, 20 ms here */
MUST_CHECK enum err auth_password_hash(struct task *t, struct str password, struct str *ret_hash);

/* Whether a password belongs to a hash, on the offload thread. With `hash` NULL it does the same
 * work and says no: an unknown account takes as long as a known one. */
MUST_CHECK enum err auth_password_verify(
	struct task *t, struct str password, struct str hash, bool *ret_ok);

#define AUTH_TOKEN_BYTES    32
#define AUTH_TOKEN_TEXT_LEN 43 /* base64url without padding */
#define AUTH_HASH_BYTES	    32

/* A hash as the bytes that a statement takes; borrowed. */
static inline struct str auth_hash_str(const uint8_t hash[static AUTH_HASH_BYTES])
{
	return (struct str){ (const char *)hash, AUTH_HASH_BYTES };
}

/* A new random bearer token as text, and the hash under which it is stored. */
void auth_token_new(
	char text[static AUTH_TOKEN_TEXT_LEN + 1], uint8_t hash[static AUTH_HASH_BYTES]);

/* The hash of a token that came in; ERR_UNAUTHENTICATED when it is not of a token's form. */
MUST_CHECK enum err auth_token_hash(struct str text, uint8_t ret_hash[static AUTH_HASH_BYTES]);

/*
 * PKCE (RFC 7636), S256: the challenge of a verifier, which has the length of a token's text.
 * ERR_INVALID when it is not of a verifier's form: 43 to 128 signs that need no escape in a URI.
 */
MUST_CHECK enum err auth_pkce_challenge(
	struct str verifier, char ret_text[static AUTH_TOKEN_TEXT_LEN + 1]);

/* BLAKE2b-256 over parts, each with its length: fingerprints of requests, keys of cursors. */
void auth_fingerprint(
	const struct str *parts, size_t count, uint8_t ret_hash[static AUTH_HASH_BYTES]);

/* Hexadecimal figures, small letters, in the arena. */
struct str auth_hex(struct arena *a, struct str bytes);

/* base64url without padding, in the arena; and back (ERR_INVALID on anything else). */
struct str auth_base64url(struct arena *a, const void *bytes, size_t len);
MUST_CHECK enum err auth_base64url_decode(struct arena *a, struct str text, struct str *ret_bytes);

#endif
