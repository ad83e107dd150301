#include "auth/auth.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void init(void)
{
	cr_assert_eq(auth_init(), ERR_OK);
}

TestSuite(auth_token, .init = init);
TestSuite(auth_password, .init = init);
TestSuite(auth_fingerprint, .init = init);
TestSuite(auth_base64url, .init = init);

Test(auth_token, comes_back_to_the_hash_it_is_stored_under)
{
	char text[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t stored[AUTH_HASH_BYTES];
	uint8_t seen[AUTH_HASH_BYTES];
	auth_token_new(text, stored);
	cr_assert_eq(strlen(text), AUTH_TOKEN_TEXT_LEN);
	cr_assert_eq(auth_token_hash(str_from(text), seen), ERR_OK);
	cr_assert_arr_eq(stored, seen, AUTH_HASH_BYTES);
}

Test(auth_token, is_never_the_same_twice)
{
	char a[AUTH_TOKEN_TEXT_LEN + 1];
	char b[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t hash[AUTH_HASH_BYTES];
	auth_token_new(a, hash);
	auth_token_new(b, hash);
	cr_assert_str_neq(a, b);
}

static int compare_tokens(const void *a, const void *b)
{
	return memcmp(a, b, AUTH_HASH_BYTES);
}

Test(auth_token, asvs_7_2_1_a_million_of_them_are_all_different)
{
	enum { MANY = 1000000 };
	uint8_t(*hashes)[AUTH_HASH_BYTES] = malloc(MANY * sizeof(*hashes));
	cr_assert_not_null(hashes);
	char text[AUTH_TOKEN_TEXT_LEN + 1];
	for (size_t i = 0; i < MANY; i++)
		auth_token_new(text, hashes[i]);
	qsort(hashes, MANY, sizeof(*hashes), compare_tokens);
	size_t same = 0;
	for (size_t i = 1; i < MANY; i++)
		same += compare_tokens(hashes[i - 1], hashes[i]) == 0;
	free(hashes);
	cr_assert_eq(same, 0);
}

Test(auth_token, refuses_every_other_form)
{
	static const char *const wrong[] = { "", "abc",
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA A",
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+/A" };
	uint8_t hash[AUTH_HASH_BYTES];
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		cr_assert_eq(auth_token_hash(str_from(wrong[i]), hash), ERR_UNAUTHENTICATED, "%s",
			wrong[i]);
	cr_assert_eq(auth_token_hash(STR_NULL, hash), ERR_UNAUTHENTICATED);
}

Test(auth_fingerprint, sees_where_one_part_ends)
{
	uint8_t a[AUTH_HASH_BYTES];
	uint8_t b[AUTH_HASH_BYTES];
	auth_fingerprint((const struct str[]){ STR("ab"), STR("c") }, 2, a);
	auth_fingerprint((const struct str[]){ STR("a"), STR("bc") }, 2, b);
	cr_assert_arr_neq(a, b, AUTH_HASH_BYTES);
}

Test(auth_base64url, comes_back_equal_at_every_length)
{
	struct arena arena;
	arena_init(&arena, 1 << 20);
	uint8_t bytes[40];
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)(i * 37);
	for (size_t len = 0; len <= sizeof(bytes); len++) {
		struct str back;
		const struct str text = auth_base64url(&arena, bytes, len);
		cr_assert_eq(auth_base64url_decode(&arena, text, &back), ERR_OK);
		cr_assert_eq(back.len, len);
		cr_assert_arr_eq(back.ptr, bytes, len);
	}
	arena_fini(&arena);
}

Test(auth_base64url, refuses_other_characters)
{
	struct arena arena;
	arena_init(&arena, 1 << 20);
	struct str back;
	cr_assert_eq(auth_base64url_decode(&arena, STR("a+/b"), &back), ERR_INVALID);
	cr_assert_eq(auth_base64url_decode(&arena, STR("YQ=="), &back), ERR_INVALID);
	for (int c = 0; c < 256; c++) {
		const char text[4] = { 'Y', 'W', 'F', (char)c };
		const bool listed = c != '\0' && strchr("-_", c) != NULL;
		cr_expect_eq(auth_base64url_decode(&arena, (struct str){ text, 4 }, &back),
			listed || (c < 0x80 && isalnum(c)) ? ERR_OK : ERR_INVALID, "byte %d", c);
	}
	arena_fini(&arena);
}

Test(auth_token, has_one_form_only)
{
	char text[AUTH_TOKEN_TEXT_LEN + 1] = "AAECAwQFBgcI_QoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
	uint8_t hash[AUTH_HASH_BYTES];
	cr_assert_eq(auth_token_hash(str_from(text), hash), ERR_OK);
	text[12] = (char)0xCF; /* that libsodium reads as '_' */
	cr_assert_eq(auth_token_hash(str_from(text), hash), ERR_UNAUTHENTICATED);
}

struct passwords {
	struct str password;
	struct str other;
	bool right, wrong, nobody;
	struct str hash;
	char text[AUTH_PASSWORD_HASH_MAX];
};

static enum err hash_and_verify(struct task *t, void *arg)
{
	struct passwords *p = arg;
	TRY(auth_password_hash(t, p->password, &p->hash));
	memcpy(p->text, p->hash.ptr, p->hash.len + 1);
	TRY(auth_password_verify(t, p->password, p->hash, &p->right));
	TRY(auth_password_verify(t, p->other, p->hash, &p->wrong));
	return auth_password_verify(t, p->password, STR_NULL, &p->nobody);
}

Test(auth_password, is_known_by_its_hash_only)
{
	struct passwords p = { .password = STR("één lang wachtwoord"),
		.other = STR("een lang wachtwoord"),
		.wrong = true,
		.nobody = true };
	struct loop *l = loop_create(&loop_limits_default);
	cr_assert_eq(loop_run_task(l, hash_and_verify, &p, NULL), ERR_OK);
	loop_destroy(l);
	cr_assert(p.right);
	cr_assert_not(p.wrong);
	cr_assert_not(p.nobody);
	cr_assert_eq(strncmp(p.text, "$argon2id$v=19$m=19456,t=2,p=1$", 31), 0, "%s", p.text);
}

Test(auth_password, keeps_every_byte_of_a_long_one_apart)
{
	char a[129];
	char b[129];
	memset(a, 'x', 128);
	memset(b, 'x', 128);
	b[127] = 'y';
	struct passwords p = { .password = { a, 128 }, .other = { b, 128 }, .wrong = true };
	struct loop *l = loop_create(&loop_limits_default);
	cr_assert_eq(loop_run_task(l, hash_and_verify, &p, NULL), ERR_OK);
	loop_destroy(l);
	cr_assert(p.right);
	cr_assert_not(p.wrong);
}

static enum err challenge(const char *verifier, char *text)
{
	return auth_pkce_challenge(str_from(verifier), text);
}

Test(auth_pkce, is_that_of_rfc_7636_appendix_b)
{
	char text[AUTH_TOKEN_TEXT_LEN + 1];
	cr_assert_eq(challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", text), ERR_OK);
	cr_assert_str_eq(text, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

Test(auth_pkce, takes_43_to_128_plain_signs)
{
	char verifier[130];
	char text[AUTH_TOKEN_TEXT_LEN + 1];
	memset(verifier, 'a', sizeof(verifier));
	for (size_t len = 42; len <= 129; len++) {
		const bool fits = len >= 43 && len <= 128;
		cr_expect_eq(auth_pkce_challenge((struct str){ verifier, len }, text),
			fits ? ERR_OK : ERR_INVALID, "%zu", len);
	}
	cr_expect_eq(challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX=", text), ERR_INVALID);
	cr_expect_eq(challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX ", text), ERR_INVALID);
	cr_expect_eq(auth_pkce_challenge(STR_NULL, text), ERR_INVALID);
}
