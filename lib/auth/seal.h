/*
 * Sealing: text that the database keeps and must not know, such as a mail that waits or the secret
 * of a second factor. XChaCha20-Poly1305 by libsodium, with keys that stand in a file outside of
 * the database.
 *
 * A sealed text names its key and is bound to a place (the `bound_to` of whoever seals it: table,
 * column and id): moved elsewhere it does not open. Of several keys the newest seals and all open,
 * so a new one can be added while every process runs on; each reads the file at its start.
 */
#ifndef AUTH_SEAL_H
#define AUTH_SEAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#define AUTH_KEYS_MAX  16
#define AUTH_KEY_BYTES 32
/* What sealing adds: the form, the number of the key, the nonce, the tag. */
#define AUTH_SEAL_EXTRA (1 + 4 + 24 + 16)
#define AUTH_SEAL_MAX	(1u << 20) /* bytes of plain text */

struct auth_keys;

/*
 * The keys of a file: a line each, its number (1 and on, the highest is the newest) and the key as
 * base64url. Lines that begin with # are skipped. ERR_NOT_FOUND when it cannot be read, ERR_INVALID
 * when a line has another form, a number stands there twice, or there is no key or too many.
 */
MUST_CHECK enum err auth_keys_create(const char *path, struct auth_keys **ret_keys);
MUST_CHECK enum err auth_keys_parse(struct str text, struct auth_keys **ret_keys);
void auth_keys_destroy(struct auth_keys *k);
size_t auth_keys_count(const struct auth_keys *k);
uint32_t auth_keys_newest(const struct auth_keys *k); /* its number */

/* Adds a new random key to the file, or makes the file (for its owner only). The old file stays
 * until the new one is whole. The errors are those of auth_keys_create, and ERR_UNAVAILABLE when it
 * cannot be written. */
MUST_CHECK enum err auth_keys_add(const char *path, uint32_t *ret_number);

/* In the arena: AUTH_SEAL_EXTRA longer than `plain`. */
struct str auth_seal(
	struct arena *a, const struct auth_keys *k, struct str plain, struct str bound_to);

/* ERR_INVALID for what was not sealed by one of these keys for this place, or was changed since. */
MUST_CHECK enum err auth_seal_open(struct arena *a, const struct auth_keys *k, struct str sealed,
	struct str bound_to, struct str *ret_plain);

/* The number of the key that sealed it; 0 when it is too short to be sealed at all. */
uint32_t auth_seal_key(struct str sealed);

#endif
