/*
 * A set of keys, and behind its first newline a token: nothing that was not signed by one of them
 * is taken, and what was, is taken only with a nonce that nobody has.
 */
#include <string.h>

#include "auth/auth.h"
#include "auth/id_token.h"
#include "fuzz.h"

#define MAX_BYTES 8192

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > MAX_BYTES || auth_init() != ERR_OK)
		return 0;
	struct str rest = { (const char *)data, size };
	struct str text;
	struct arena a;
	arena_init(&a, 1 << 20);
	struct auth_jwks *keys = NULL;
	if (str_cut(&rest, '\n', &text) && auth_jwks_create(&a, text, &keys) == ERR_OK) {
		const struct auth_id_expected expected = { .issuer = STR("https://elders.example"),
			.client_id = STR("schakel"),
			.nonce = STR("\x01"),
			.now_us = INT64_C(1795926978) * 1000000 };
		const struct jsn_doc *claims = NULL;
		const char *why = NULL;
		FUZZ_CHECK(
			auth_jwks_count(keys) >= 1 && auth_jwks_count(keys) <= AUTH_JWKS_MAX_KEYS);
		(void)auth_jwks_has(&a, keys, rest);
		FUZZ_CHECK(auth_id_token_open(&a, keys, rest, &expected, &claims, &why) ==
			   ERR_UNAUTHENTICATED);
		FUZZ_CHECK(claims == NULL && why != NULL);
	}
	auth_jwks_destroy(keys);
	arena_fini(&a);
	return 0;
}
