#include "auth/auth.h"

#include <sodium.h>
#include <string.h>

_Static_assert(AUTH_PASSWORD_HASH_MAX >= crypto_pwhash_STRBYTES, "room for the hash");
_Static_assert(AUTH_HASH_BYTES == crypto_generichash_BYTES, "BLAKE2b-256");

const char *auth_library(void)
{
	return sodium_version_string();
}

enum err auth_init(void)
{
	return sodium_init() < 0 ? ERR_INTERNAL : ERR_OK;
}

/* What travels to the offload thread and back. The password is a copy that is wiped there. */
struct hash_job {
	char *password;
	size_t password_len;
	char hash[AUTH_PASSWORD_HASH_MAX];
	bool ok;
};

static void wipe_password(void *arg)
{
	struct hash_job *job = arg;
	sodium_memzero(job->password, job->password_len);
}

static struct hash_job *job_new(struct task *t, struct str password)
{
	struct hash_job *job = ARENA_NEW(task_arena(t), struct hash_job);
	job->password = arena_strndup(task_arena(t), password.ptr, password.len);
	job->password_len = password.len;
	arena_defer(task_arena(t), wipe_password, job);
	return job;
}

static void hash_work(void *arg)
{
	struct hash_job *job = arg;
	job->ok =
		crypto_pwhash_str_alg(job->hash, job->password, job->password_len, AUTH_ARGON2_OPS,
			AUTH_ARGON2_MEM_BYTES, crypto_pwhash_ALG_ARGON2ID13) == 0;
}

enum err auth_password_hash(struct task *t, struct str password, struct str *ret_hash)
{
	struct hash_job *job = job_new(t, password);
	TRY(task_offload(t, hash_work, job));
	if (!job->ok)
		return task_fail(t, ERR_UNAVAILABLE, "geheugen.vol",
			"Er is nu te weinig geheugen. Probeer het zo nog eens.");
	*ret_hash = str_from(job->hash);
	return ERR_OK;
}

static void verify_work(void *arg)
{
	struct hash_job *job = arg;
	if (job->hash[0] == '\0') {
		/* No such account: spend the time all the same. */
		hash_work(job);
		job->ok = false;
		return;
	}
	job->ok = crypto_pwhash_str_verify(job->hash, job->password, job->password_len) == 0;
}

enum err auth_password_verify(struct task *t, struct str password, struct str hash, bool *ret_ok)
{
	struct hash_job *job = job_new(t, password);
	if (hash.len >= sizeof(job->hash))
		return task_fail(
			t, ERR_INTERNAL, "intern", "Het opgeslagen wachtwoord is niet leesbaar.");
	if (hash.ptr != NULL)
		memcpy(job->hash, hash.ptr, hash.len);
	TRY(task_offload(t, verify_work, job));
	*ret_ok = job->ok;
	return ERR_OK;
}

void auth_token_new(char text[static AUTH_TOKEN_TEXT_LEN + 1], uint8_t hash[static AUTH_HASH_BYTES])
{
	uint8_t token[AUTH_TOKEN_BYTES];
	randombytes_buf(token, sizeof(token));
	sodium_bin2base64(text, AUTH_TOKEN_TEXT_LEN + 1, token, sizeof(token),
		sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	crypto_generichash(hash, AUTH_HASH_BYTES, token, sizeof(token), NULL, 0);
	sodium_memzero(token, sizeof(token));
}

/* libsodium 1.0.18 takes every byte from 0x80 on for the last sign of the alphabet. */
static bool is_ascii(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] >= 0x80)
			return false;
	return true;
}

enum err auth_token_hash(struct str text, uint8_t ret_hash[static AUTH_HASH_BYTES])
{
	uint8_t token[AUTH_TOKEN_BYTES];
	size_t len = 0;
	if (text.ptr == NULL || text.len != AUTH_TOKEN_TEXT_LEN || !is_ascii(text) ||
		sodium_base642bin(token, sizeof(token), text.ptr, text.len, NULL, &len, NULL,
			sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
		len != sizeof(token))
		return ERR_UNAUTHENTICATED;
	crypto_generichash(ret_hash, AUTH_HASH_BYTES, token, sizeof(token), NULL, 0);
	sodium_memzero(token, sizeof(token));
	return ERR_OK;
}

#define VERIFIER_MIN 43
#define VERIFIER_MAX 128

enum err auth_pkce_challenge(struct str verifier, char ret_text[static AUTH_TOKEN_TEXT_LEN + 1])
{
	static const char signs[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
	if (verifier.len < VERIFIER_MIN || verifier.len > VERIFIER_MAX)
		return ERR_INVALID;
	for (size_t i = 0; i < verifier.len; i++)
		if (memchr(signs, verifier.ptr[i], sizeof(signs) - 1) == NULL)
			return ERR_INVALID;
	uint8_t hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256(hash, (const uint8_t *)verifier.ptr, verifier.len);
	sodium_bin2base64(ret_text, AUTH_TOKEN_TEXT_LEN + 1, hash, sizeof(hash),
		sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return ERR_OK;
}

void auth_fingerprint(
	const struct str *parts, size_t count, uint8_t ret_hash[static AUTH_HASH_BYTES])
{
	crypto_generichash_state state;
	crypto_generichash_init(&state, NULL, 0, AUTH_HASH_BYTES);
	for (size_t i = 0; i < count; i++) {
		const uint64_t len = parts[i].len;
		crypto_generichash_update(&state, (const uint8_t *)&len, sizeof(len));
		if (len > 0)
			crypto_generichash_update(&state, (const uint8_t *)parts[i].ptr, len);
	}
	crypto_generichash_final(&state, ret_hash, AUTH_HASH_BYTES);
}

struct str auth_hex(struct arena *a, struct str bytes)
{
	const size_t size = 2 * bytes.len + 1;
	char *text = arena_alloc(a, size);
	sodium_bin2hex(text, size, (const uint8_t *)bytes.ptr, bytes.len);
	return (struct str){ text, size - 1 };
}

struct str auth_base64url(struct arena *a, const void *bytes, size_t len)
{
	const size_t size =
		sodium_base64_encoded_len(len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *text = arena_alloc(a, size);
	sodium_bin2base64(text, size, bytes, len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return str_from(text);
}

enum err auth_base64url_decode(struct arena *a, struct str text, struct str *ret_bytes)
{
	char *bytes = arena_alloc(a, text.len + 1);
	size_t len = 0;
	if (!is_ascii(text) ||
		sodium_base642bin((uint8_t *)bytes, text.len, text.ptr, text.len, NULL, &len, NULL,
			sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
		return ERR_INVALID;
	*ret_bytes = (struct str){ bytes, len };
	return ERR_OK;
}
