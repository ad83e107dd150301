/*
 * Sealing: text that the database keeps and must not know, such as an address, a mail that waits or
 * the secret of a second factor. XChaCha20-Poly1305 by libsodium, with keys that stand in a file
 * outside of the database.
 *
 * A sealed text names its key and is bound to a place (the `bound_to` of whoever seals it: table,
 * column and id): moved elsewhere it does not open.
 *
 * A key has three ages. A new one only opens, until every process has it; then it seals; and when a
 * newer one seals, it only opens what is left of its time. So processes may take up each step one
 * after the other, and at no moment is there a text that one of them cannot open.
 *
 * A sealed text cannot be searched for. What stands beside it for that is its finder: a keyed hash
 * (BLAKE2b), one for each key of the file, that names its key too. Whoever writes leaves all of
 * them, and whoever searches asks for any: so two processes find the same as long as they have one
 * key in common.
 */
#ifndef AUTH_SEAL_H
#define AUTH_SEAL_H

#include <stdbool.h>
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
/* The number of its key (4), most significant first, and 96 bits of hash. */
#define AUTH_FINDER_BYTES 16

struct auth_keys;

/*
 * The keys of a file: a line each, its number (1 and on) and the key as base64url, and behind a
 * new one the word `opens`: it does not seal yet. Of the others the highest number seals. Lines
 * that begin with # are skipped. ERR_NOT_FOUND when it cannot be read, ERR_INVALID when a line has
 * another form, a number stands there twice, none seals, one that only opens is not the newest, or
 * there are too many.
 */
MUST_CHECK enum err auth_keys_create(const char *path, struct auth_keys **ret_keys);
MUST_CHECK enum err auth_keys_parse(struct str text, struct auth_keys **ret_keys);
void auth_keys_destroy(struct auth_keys *k);
size_t auth_keys_count(const struct auth_keys *k);
uint32_t auth_keys_number(const struct auth_keys *k, size_t nth); /* in order, from 0 */
bool auth_keys_has(const struct auth_keys *k, uint32_t number);
uint32_t auth_keys_sealing(const struct auth_keys *k); /* the number of that one */

/* `k` has what is in `from` now: whoever holds `k` goes on with that. */
void auth_keys_renew(struct auth_keys *k, const struct auth_keys *from);

/*
 * What changes the file; the old one stays until the new one is whole. `add`: a new random key that
 * only opens; in a file that is new (made for its owner only) it seals. `use`: the newest seals.
 * `drop`: one that does not seal goes. The errors are those of auth_keys_create, ERR_UNAVAILABLE
 * when it cannot be written, and ERR_CONFLICT when the step is not due: the newest does not seal
 * yet (add), it does (use), or this one does (drop); ERR_NOT_FOUND for a number that is not there.
 */
MUST_CHECK enum err auth_keys_add(const char *path, uint32_t *ret_number);
MUST_CHECK enum err auth_keys_use(const char *path, uint32_t *ret_number);
MUST_CHECK enum err auth_keys_drop(const char *path, uint32_t number);

/* In the arena: AUTH_SEAL_EXTRA longer than `plain`. */
struct str auth_seal(
	struct arena *a, const struct auth_keys *k, struct str plain, struct str bound_to);

/* ERR_INVALID for what was not sealed by one of these keys for this place, or was changed since. */
MUST_CHECK enum err auth_seal_open(struct arena *a, const struct auth_keys *k, struct str sealed,
	struct str bound_to, struct str *ret_plain);

/* The number of the key that sealed it; 0 when it is too short to be sealed at all. */
uint32_t auth_seal_key(struct str sealed);

/* The finders of a text, one for each key in the order of their numbers; how many. */
size_t auth_finders(const struct auth_keys *k, struct str text,
	uint8_t ret_finders[static AUTH_KEYS_MAX][AUTH_FINDER_BYTES]);

#endif
