/* The keys themselves, for what seals with them. Private to auth. */
#ifndef AUTH_KEYS_H
#define AUTH_KEYS_H

#include "auth/seal.h"

/* AUTH_KEY_BYTES of the key with this number; NULL when there is none. */
const uint8_t *auth_keys_get(const struct auth_keys *k, uint32_t number);

/* The same of the key derived of it, for finders: no key serves for two things. */
const uint8_t *auth_keys_finding(const struct auth_keys *k, uint32_t number);

#endif
