/*
 * A file of keys, and behind its first empty line a sealed text: whatever is read as keys seals and
 * opens, and nothing opens that they did not seal.
 */
#include "auth/seal.h"

#include <string.h>

#include "auth/auth.h"
#include "fuzz.h"

#define MAX_BYTES 4096

static void check_keys(const struct auth_keys *k, struct str sealed)
{
	struct arena a;
	arena_init(&a, 1 << 20);
	struct str plain;
	FUZZ_CHECK(auth_keys_count(k) >= 1 && auth_keys_count(k) <= AUTH_KEYS_MAX);
	FUZZ_CHECK(auth_seal_open(&a, k, sealed, STR("fuzz"), &plain) == ERR_INVALID);
	const struct str ours = auth_seal(&a, k, sealed, STR("fuzz"));
	FUZZ_CHECK(auth_seal_key(ours) == auth_keys_sealing(k));
	FUZZ_CHECK(auth_seal_open(&a, k, ours, STR("fuzz"), &plain) == ERR_OK);
	FUZZ_CHECK(plain.len == sealed.len &&
		   (sealed.len == 0 || memcmp(plain.ptr, sealed.ptr, plain.len) == 0));
	FUZZ_CHECK(auth_seal_open(&a, k, ours, STR("elsewhere"), &plain) == ERR_INVALID);
	uint8_t finders[AUTH_KEYS_MAX][AUTH_FINDER_BYTES];
	FUZZ_CHECK(auth_finders(k, sealed, finders) == auth_keys_count(k));
	arena_fini(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > MAX_BYTES || auth_init() != ERR_OK)
		return 0;
	const char *text = (const char *)data;
	const char *gap = size > 1 ? memmem(text, size, "\n\n", 2) : NULL;
	const size_t head = gap == NULL ? size : (size_t)(gap - text);
	const size_t from = gap == NULL ? size : head + 2;
	struct auth_keys *k = NULL;
	if (auth_keys_parse((struct str){ text, head }, &k) != ERR_OK) {
		FUZZ_CHECK(k == NULL);
		return 0;
	}
	check_keys(k, (struct str){ text + from, size - from });
	auth_keys_destroy(k);
	return 0;
}
