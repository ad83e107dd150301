/*
 * Which passwords may be chosen: long enough, not one that leaked or that many use, and not made of
 * what everybody knows about the person (NIST SP 800-63B, section 3.1.1.2; ASVS 6.2).
 *
 * No mix of kinds of characters is asked for, and nothing is changed: a password is hashed and
 * verified byte for byte as it came. It is not normalised either: what was accepted stays right
 * whatever a later Unicode says, and who types it twice on one device types the same bytes.
 */
#ifndef AUTH_WEAK_H
#define AUTH_WEAK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* The list of passwords that others use, in memory: lib/auth/veelgebruikt.txt, or another of the
 * same form. */
struct auth_common;

#define AUTH_COMMON_MAX_BYTES (8u << 20)
/* From here on the list is one (ASVS 6.2.4 asks for 3000). */
#define AUTH_COMMON_MIN_ENTRIES 3000

/* Reads it from the disk: for the start of a process. ERR_NOT_FOUND when it cannot be read,
 * ERR_INVALID when it is too big, too short or not sorted. */
MUST_CHECK enum err auth_common_create(const char *path, struct auth_common **ret_common);
void auth_common_destroy(struct auth_common *c);

bool auth_common_has(const struct auth_common *c, struct str password);
size_t auth_common_count(const struct auth_common *c);

enum auth_weak {
	AUTH_WEAK_NOT,
	AUTH_WEAK_SHORT,
	AUTH_WEAK_LONG,
	AUTH_WEAK_COMMON, /* on the list, whatever its capitals and accents; or one row of signs */
	AUTH_WEAK_OWN, /* without the words of `own` too little is left, or what is on the list */
};

/*
 * What is wrong with a password as a choice. `own` are the words that an attacker tries first: the
 * person's name and address, and what this service is called; words of less than three characters
 * do not count. Works in memory of its own, which it wipes.
 */
enum auth_weak auth_password_weak(
	const struct auth_common *c, struct str password, const struct str *own, size_t own_count);

#endif
