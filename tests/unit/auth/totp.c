/* Codes of an app (RFC 6238) and recovery codes (ASVS 5.0, 6.5). */
#include "auth/totp.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define SECOND INT64_C(1000000)

/* Of RFC 6238, appendix B. */
static const uint8_t secret[] = "12345678901234567890";

static struct arena arena;

static void start(void)
{
	cr_assert_eq(auth_init(), ERR_OK);
	arena_init(&arena, 1 << 20);
}

static void end(void)
{
	arena_fini(&arena);
}

TestSuite(auth_totp, .init = start, .fini = end);
TestSuite(auth_recovery, .init = start, .fini = end);
TestSuite(auth_base32, .init = start, .fini = end);

/* The table of appendix B, of whose eight digits ours are the last six. */
Test(auth_totp, gives_the_codes_of_rfc_6238)
{
	static const struct {
		int64_t second;
		uint32_t code;
	} vectors[] = { { 59, 287082 }, { 1111111109, 81804 }, { 1111111111, 50471 },
		{ 1234567890, 5924 }, { 2000000000, 279037 }, { 20000000000, 353130 } };
	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++)
		cr_expect_eq(auth_totp_code(secret, vectors[i].second / 30), vectors[i].code,
			"%lld", (long long)vectors[i].second);
}

static const char *code_at(int64_t step)
{
	return arena_printf(&arena, "%06u", auth_totp_code(secret, step));
}

Test(auth_totp, asvs_6_5_5_takes_the_code_of_now_and_of_a_step_before_and_after)
{
	int64_t step = 0;
	const int64_t later = INT64_C(1000) * 30 * SECOND;
	for (int64_t s = 997; s <= 1003; s++) {
		const bool near = s >= 999 && s <= 1001;
		cr_expect_eq(auth_totp_check(secret, str_from(code_at(s)), later, 0, &step),
			near ? ERR_OK : ERR_UNAUTHENTICATED, "step %lld", (long long)s);
		if (near)
			cr_expect_eq(step, s);
	}
}

Test(auth_totp, asvs_6_5_1_takes_no_code_twice_nor_an_earlier_one)
{
	const int64_t now_us = INT64_C(1000) * 30 * SECOND;
	int64_t step = 0;
	cr_assert_eq(auth_totp_check(secret, str_from(code_at(1000)), now_us, 0, &step), ERR_OK);
	cr_assert_eq(auth_totp_check(secret, str_from(code_at(1000)), now_us, step, &step),
		ERR_UNAUTHENTICATED);
	cr_assert_eq(auth_totp_check(secret, str_from(code_at(999)), now_us, step, &step),
		ERR_UNAUTHENTICATED);
	cr_assert_eq(auth_totp_check(secret, str_from(code_at(1001)), now_us, step, &step), ERR_OK);
}

Test(auth_totp, takes_six_digits_and_nothing_else)
{
	static const char *const wrong[] = { "", "87082", "0287082", "-28708", "28708a", " 28708",
		"287 082", "+28708" };
	int64_t step = 0;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		cr_expect_eq(auth_totp_check(secret, str_from(wrong[i]), 59 * SECOND, 0, &step),
			ERR_UNAUTHENTICATED, "%s", wrong[i]);
	cr_assert_eq(auth_totp_check(secret, STR_NULL, 59 * SECOND, 0, &step), ERR_UNAUTHENTICATED);
}

Test(auth_totp, has_a_secret_of_its_own_each_time)
{
	uint8_t a[AUTH_TOTP_SECRET_BYTES];
	uint8_t b[AUTH_TOTP_SECRET_BYTES];
	auth_totp_secret_new(a);
	auth_totp_secret_new(b);
	cr_assert_arr_neq(a, b, sizeof(a));
}

/* RFC 4648, section 10, without the padding. */
Test(auth_base32, gives_the_texts_of_rfc_4648)
{
	static const char *const vectors[][2] = { { "", "" }, { "f", "MY" }, { "fo", "MZXQ" },
		{ "foo", "MZXW6" }, { "foob", "MZXW6YQ" }, { "fooba", "MZXW6YTB" },
		{ "foobar", "MZXW6YTBOI" } };
	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		const struct str text = auth_base32(&arena, vectors[i][0], strlen(vectors[i][0]));
		cr_expect(str_eq(text, str_from(vectors[i][1])), "%s", vectors[i][1]);
	}
}

Test(auth_recovery, comes_back_to_its_hash_however_it_is_typed)
{
	char text[AUTH_RECOVERY_TEXT_LEN + 1];
	uint8_t stored[AUTH_HASH_BYTES];
	uint8_t seen[AUTH_HASH_BYTES];
	auth_recovery_new(text, stored);
	cr_assert_eq(strlen(text), AUTH_RECOVERY_TEXT_LEN);
	cr_assert_eq(auth_recovery_hash(str_from(text), seen), ERR_OK);
	cr_assert_arr_eq(stored, seen, sizeof(seen));
	char typed[AUTH_RECOVERY_TEXT_LEN + 1];
	for (size_t i = 0; i <= AUTH_RECOVERY_TEXT_LEN; i++)
		typed[i] = text[i] == '-'		      ? ' '
			   : text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a')
							      : text[i];
	cr_assert_eq(auth_recovery_hash(str_from(typed), seen), ERR_OK);
	cr_assert_arr_eq(stored, seen, sizeof(seen));
}

Test(auth_recovery, refuses_every_other_form)
{
	static const char *const wrong[] = { "", "287082", "ABCDEF-ABCDEF-ABCDEF-ABCDE",
		"ABCDEF-ABCDEF-ABCDEF-ABCDEFG", "ABCDEF-ABCDEF-ABCDEF-ABCDE1",
		"ABCDEF-ABCDEF-ABCDEF-ABCDE\xc3" };
	uint8_t hash[AUTH_HASH_BYTES];
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		cr_expect_eq(auth_recovery_hash(str_from(wrong[i]), hash), ERR_UNAUTHENTICATED,
			"%s", wrong[i]);
}
