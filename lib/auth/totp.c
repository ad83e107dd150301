#include "auth/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>
#include <string.h>

#define SHA1_BYTES     20
#define RECOVERY_BYTES 15 /* 24 signs of base32 */
#define RECOVERY_SIGNS 24
#define GROUP	       6

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

void auth_totp_secret_new(uint8_t ret_secret[static AUTH_TOTP_SECRET_BYTES])
{
	randombytes_buf(ret_secret, AUTH_TOTP_SECRET_BYTES);
}

/* RFC 4226, section 5.3. */
uint32_t auth_totp_code(const uint8_t secret[static AUTH_TOTP_SECRET_BYTES], int64_t step)
{
	uint8_t counter[8];
	for (int i = 0; i < 8; i++)
		counter[i] = (uint8_t)((uint64_t)step >> (56 - 8 * i));
	uint8_t mac[SHA1_BYTES];
	unsigned len = 0;
	if (HMAC(EVP_sha1(), secret, AUTH_TOTP_SECRET_BYTES, counter, sizeof(counter), mac, &len) ==
			NULL ||
		len != sizeof(mac))
		err_fatal("libcrypto has no HMAC-SHA-1");
	const size_t at = mac[SHA1_BYTES - 1] & 0x0F;
	const uint32_t number = ((uint32_t)(mac[at] & 0x7F) << 24) | ((uint32_t)mac[at + 1] << 16) |
				((uint32_t)mac[at + 2] << 8) | mac[at + 3];
	sodium_memzero(mac, sizeof(mac));
	return number % 1000000;
}

static bool read_code(struct str code, uint32_t *ret_number)
{
	int64_t number = 0;
	if (code.ptr == NULL || code.len != AUTH_TOTP_DIGITS || code.ptr[0] == '-')
		return false;
	for (size_t i = 0; i < code.len; i++) {
		if (code.ptr[i] < '0' || code.ptr[i] > '9')
			return false;
		number = number * 10 + (code.ptr[i] - '0');
	}
	*ret_number = (uint32_t)number;
	return true;
}

enum err auth_totp_check(const uint8_t secret[static AUTH_TOTP_SECRET_BYTES], struct str code,
	int64_t now_us, int64_t last, int64_t *ret_step)
{
	uint32_t given = 0;
	if (!read_code(code, &given))
		return ERR_UNAUTHENTICATED;
	const int64_t now = now_us / AUTH_TOTP_STEP_US;
	int64_t found = 0;
	/* All of them, whichever it is: the time says nothing. */
	for (int64_t step = now - AUTH_TOTP_SPARE; step <= now + AUTH_TOTP_SPARE; step++) {
		const bool same = (auth_totp_code(secret, step) ^ given) == 0;
		if (same && step > last && found == 0)
			found = step;
	}
	if (found == 0)
		return ERR_UNAUTHENTICATED;
	*ret_step = found;
	return ERR_OK;
}

struct str auth_base32(struct arena *a, const void *bytes, size_t len)
{
	const uint8_t *in = bytes;
	const size_t size = (len * 8 + 4) / 5;
	char *text = arena_alloc(a, size + 1);
	for (size_t i = 0; i < size; i++) {
		unsigned five = 0;
		for (size_t bit = i * 5; bit < i * 5 + 5; bit++) {
			const unsigned byte = bit < len * 8 ? in[bit / 8] : 0;
			five = five << 1 | (byte >> (7 - bit % 8) & 1u);
		}
		text[i] = alphabet[five];
	}
	return (struct str){ text, size };
}

/* ---- recovery codes ---- */

static void hash_signs(
	const char signs[static RECOVERY_SIGNS], uint8_t ret_hash[static AUTH_HASH_BYTES])
{
	crypto_generichash(
		ret_hash, AUTH_HASH_BYTES, (const uint8_t *)signs, RECOVERY_SIGNS, NULL, 0);
}

void auth_recovery_new(
	char text[static AUTH_RECOVERY_TEXT_LEN + 1], uint8_t hash[static AUTH_HASH_BYTES])
{
	char signs[RECOVERY_SIGNS];
	for (size_t i = 0; i < RECOVERY_SIGNS; i++)
		signs[i] = alphabet[randombytes_uniform(sizeof(alphabet) - 1)];
	hash_signs(signs, hash);
	char *to = text;
	for (size_t i = 0; i < RECOVERY_SIGNS; i++) {
		if (i > 0 && i % GROUP == 0)
			*to++ = '-';
		*to++ = signs[i];
	}
	*to = '\0';
	sodium_memzero(signs, sizeof(signs));
}

enum err auth_recovery_hash(struct str text, uint8_t ret_hash[static AUTH_HASH_BYTES])
{
	char signs[RECOVERY_SIGNS];
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '-' || c == ' ')
			continue;
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (count == RECOVERY_SIGNS || c == '\0' || strchr(alphabet, c) == NULL)
			return ERR_UNAUTHENTICATED;
		signs[count++] = c;
	}
	if (count != RECOVERY_SIGNS)
		return ERR_UNAUTHENTICATED;
	hash_signs(signs, ret_hash);
	return ERR_OK;
}
