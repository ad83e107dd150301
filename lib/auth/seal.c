#include "auth/seal.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "auth/keys.h"

#define FORM	    1
#define NUMBER_AT   1
#define NONCE_AT    5
#define CIPHER_AT   (NONCE_AT + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
#define HEAD_BYTES  NONCE_AT
#define BOUND_BYTES 256

_Static_assert(AUTH_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "one length of keys");
_Static_assert(AUTH_SEAL_EXTRA == CIPHER_AT + crypto_aead_xchacha20poly1305_ietf_ABYTES,
	"what stands around the text");

/* What the tag covers beside the text: the head and the place. */
static size_t cover(const uint8_t *head, struct str bound_to, uint8_t ret_cover[static BOUND_BYTES])
{
	assert(bound_to.len <= BOUND_BYTES - HEAD_BYTES); /* a table, a column, an id */
	memcpy(ret_cover, head, HEAD_BYTES);
	if (bound_to.len > 0)
		memcpy(ret_cover + HEAD_BYTES, bound_to.ptr, bound_to.len);
	return HEAD_BYTES + bound_to.len;
}

struct str auth_seal(
	struct arena *a, const struct auth_keys *k, struct str plain, struct str bound_to)
{
	assert(plain.len <= AUTH_SEAL_MAX);
	const uint32_t number = auth_keys_sealing(k);
	uint8_t *sealed = arena_alloc(a, plain.len + AUTH_SEAL_EXTRA);
	sealed[0] = FORM;
	for (int i = 0; i < 4; i++)
		sealed[NUMBER_AT + i] = (uint8_t)(number >> (24 - 8 * i));
	randombytes_buf(sealed + NONCE_AT, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
	uint8_t covered[BOUND_BYTES];
	const size_t covered_len = cover(sealed, bound_to, covered);
	crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + CIPHER_AT, NULL,
		(const uint8_t *)plain.ptr, plain.len, covered, covered_len, NULL,
		sealed + NONCE_AT, auth_keys_get(k, number));
	return (struct str){ (const char *)sealed, plain.len + AUTH_SEAL_EXTRA };
}

uint32_t auth_seal_key(struct str sealed)
{
	if (sealed.len < AUTH_SEAL_EXTRA)
		return 0;
	uint32_t number = 0;
	for (int i = 0; i < 4; i++)
		number = number << 8 | (uint8_t)sealed.ptr[NUMBER_AT + i];
	return number;
}

enum err auth_seal_open(struct arena *a, const struct auth_keys *k, struct str sealed,
	struct str bound_to, struct str *ret_plain)
{
	const uint8_t *bytes = (const uint8_t *)sealed.ptr;
	if (sealed.len < AUTH_SEAL_EXTRA || sealed.len > AUTH_SEAL_MAX + AUTH_SEAL_EXTRA ||
		bytes[0] != FORM)
		return ERR_INVALID;
	const uint8_t *key = auth_keys_get(k, auth_seal_key(sealed));
	if (key == NULL)
		return ERR_INVALID;
	uint8_t covered[BOUND_BYTES];
	const size_t covered_len = cover(bytes, bound_to, covered);
	const size_t len = sealed.len - AUTH_SEAL_EXTRA;
	char *plain = arena_alloc(a, len + 1); /* a NUL behind it */
	if (crypto_aead_xchacha20poly1305_ietf_decrypt((uint8_t *)plain, NULL, NULL,
		    bytes + CIPHER_AT, sealed.len - CIPHER_AT, covered, covered_len,
		    bytes + NONCE_AT, key) != 0)
		return ERR_INVALID;
	*ret_plain = (struct str){ plain, len };
	return ERR_OK;
}

size_t auth_finders(const struct auth_keys *k, struct str text,
	uint8_t ret_finders[static AUTH_KEYS_MAX][AUTH_FINDER_BYTES])
{
	const size_t count = auth_keys_count(k);
	for (size_t i = 0; i < count; i++) {
		const uint32_t number = auth_keys_number(k, i);
		uint8_t hash[crypto_generichash_BYTES_MIN];
		_Static_assert(sizeof(hash) >= AUTH_FINDER_BYTES - 4, "enough for a finder");
		crypto_generichash(hash, sizeof(hash), (const uint8_t *)text.ptr, text.len,
			auth_keys_finding(k, number), AUTH_KEY_BYTES);
		for (int b = 0; b < 4; b++)
			ret_finders[i][b] = (uint8_t)(number >> (24 - 8 * b));
		memcpy(ret_finders[i] + 4, hash, AUTH_FINDER_BYTES - 4);
	}
	return count;
}
