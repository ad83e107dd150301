/*
 * The second factor: codes of an authenticator app (TOTP, RFC 6238: 30 seconds, six digits,
 * HMAC-SHA-1, which is what those apps know), and recovery codes for who lost the app.
 *
 * SHA-1 comes from OpenSSL's libcrypto: libsodium has none. Nothing else here uses it.
 */
#ifndef AUTH_TOTP_H
#define AUTH_TOTP_H

#include <stdint.h>

#include "auth/auth.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#define AUTH_TOTP_SECRET_BYTES 20
#define AUTH_TOTP_STEP_US      (30 * INT64_C(1000000))
#define AUTH_TOTP_DIGITS       6
#define AUTH_TOTP_SPARE	       1 /* steps before and after now that are taken: clocks differ */

void auth_totp_secret_new(uint8_t ret_secret[static AUTH_TOTP_SECRET_BYTES]);

/* The code of a step: the count of 30 seconds since 1970. */
uint32_t auth_totp_code(const uint8_t secret[static AUTH_TOTP_SECRET_BYTES], int64_t step);

/*
 * Which step after `last` (the one that was used last; 0: none) and near now has this code.
 * ERR_UNAUTHENTICATED when none has, or it is not six digits. Whoever takes it keeps the step, so
 * that no code works twice.
 */
MUST_CHECK enum err auth_totp_check(const uint8_t secret[static AUTH_TOTP_SECRET_BYTES],
	struct str code, int64_t now_us, int64_t last, int64_t *ret_step);

/* RFC 4648 base32 without padding, in the arena: the form in which apps take a secret. */
struct str auth_base32(struct arena *a, const void *bytes, size_t len);

/* A recovery code: 120 random bits as four groups of six signs (A-Z, 2-7). */
#define AUTH_RECOVERY_TEXT_LEN 27
void auth_recovery_new(
	char text[static AUTH_RECOVERY_TEXT_LEN + 1], uint8_t hash[static AUTH_HASH_BYTES]);

/* The hash of a code that came in, small letters and missing dashes forgiven; ERR_UNAUTHENTICATED
 * when it has another form. */
MUST_CHECK enum err auth_recovery_hash(struct str text, uint8_t ret_hash[static AUTH_HASH_BYTES]);

#endif
