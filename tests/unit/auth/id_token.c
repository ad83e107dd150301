/* ID tokens: what is believed, and each way to lie that is not. */
#include <criterion/criterion.h>
#include <string.h>

#include "auth/auth.h"
#include "auth/id_token.h"
#include "id_token_rows.h"

#define NOW_US (INT64_C(1795926978) * 1000000)

static struct arena arena;
static struct auth_jwks *keys;

static void begin(void)
{
	cr_assert_eq(auth_init(), ERR_OK);
	arena_init(&arena, 4 << 20);
	cr_assert_eq(auth_jwks_create(&arena, STR(JWKS), &keys), ERR_OK);
}

static void end(void)
{
	auth_jwks_destroy(keys);
	arena_fini(&arena);
}

TestSuite(id_token, .init = begin, .fini = end);

static const struct auth_id_expected expected = { .issuer = STR_INIT("https://elders.example"),
	.client_id = STR_INIT("schakel"),
	.nonce = STR_INIT("n-0S6"),
	.now_us = NOW_US };

/* Why it is refused; NULL when it is not. */
static const char *why(const struct auth_jwks *by, const char *token)
{
	const struct jsn_doc *claims = NULL;
	const char *said = NULL;
	const enum err e =
		auth_id_token_open(&arena, by, str_from(token), &expected, &claims, &said);
	if (e == ERR_OK) {
		cr_assert(str_eq(jsn_text(jsn_get(claims, "sub")), STR("24400320")));
		return NULL;
	}
	cr_assert_eq(e, ERR_UNAUTHENTICATED);
	cr_assert_null(claims);
	return said;
}

static void refused(const char *reason, const char *token)
{
	const char *said = why(keys, token);
	cr_expect(said != NULL && strcmp(said, reason) == 0, "%s, not %s: %s",
		said != NULL ? said : "taken", reason, token);
}

Test(id_token, is_taken_when_all_of_it_is_right)
{
	cr_expect_null(why(keys, T_RS256));
	cr_expect_null(why(keys, T_ES256));
	cr_expect_null(why(keys, T_AUD_LIST));
	cr_expect_null(why(keys, T_EXP_JUST));
}

Test(id_token, is_signed_by_one_of_two_algorithms_whatever_it_says)
{
	refused("kid", T_NONE);
	refused("alg", T_NONE_KID);
	refused("alg", T_HS256);
	refused("alg", T_RS_AS_ES);
	refused("alg", T_ES_BY_R1);
	refused("alg", T_PS256);
}

Test(id_token, is_signed_by_a_key_of_the_provider)
{
	refused("kid", T_NO_KID);
	refused("kid", T_OTHER_KID);
	refused("kid", T_WEAK);
	refused("kid", T_ENC);
	refused("kid", T_JWK_INSIDE);
	refused("form", T_CRIT);
	refused("signature", T_CHANGED);
	refused("signature", T_ES_SHORT);
}

Test(id_token, needs_no_name_of_a_key_when_there_is_one_key)
{
	struct auth_jwks *one = NULL;
	cr_assert_eq(auth_jwks_create(&arena, STR(JWKS_ONE), &one), ERR_OK);
	cr_expect_null(why(one, T_NO_KID));
	cr_expect_not_null(why(one, T_OTHER_KID));
	auth_jwks_destroy(one);
}

Test(id_token, is_for_us_and_for_this_time)
{
	refused("iss", T_ISS);
	refused("aud", T_AUD);
	refused("aud", T_AUD_TWO);
	refused("aud", T_AUD_NONE);
	refused("azp", T_AZP);
	refused("nonce", T_NONCE);
	refused("nonce", T_NONCE_NONE);
	refused("sub", T_SUB);
	refused("sub", T_SUB_NUMBER);
}

Test(id_token, was_made_just_now)
{
	refused("exp", T_EXP);
	refused("exp", T_EXP_NONE);
	refused("exp", T_EXP_TEXT);
	refused("exp", T_EXP_HUGE);
	refused("iat", T_IAT_AHEAD);
	refused("iat", T_IAT_OLD);
	refused("iat", T_IAT_NONE);
	refused("nbf", T_NBF);
}

Test(id_token, says_each_thing_once)
{
	refused("claims", T_TWICE);
	refused("claims", T_ARRAY);
	refused("claims", T_TEXT);
}

Test(id_token, has_three_parts_and_no_more_bytes_than_are_read)
{
	refused("form", "");
	refused("form", "a.b");
	refused("form", "..");
	refused("form", T_RS256 ".x");
	refused("form", "x" T_RS256);
	char *big = arena_alloc(&arena, AUTH_ID_TOKEN_MAX_BYTES + 2);
	memset(big, 'a', AUTH_ID_TOKEN_MAX_BYTES + 1);
	big[AUTH_ID_TOKEN_MAX_BYTES + 1] = '\0';
	refused("form", big);
}

Test(id_token, names_a_key_that_is_there_or_not)
{
	cr_expect(auth_jwks_has(&arena, keys, STR(T_RS256)));
	cr_expect_not(auth_jwks_has(&arena, keys, STR(T_OTHER_KID)));
}

static enum err read(const char *text)
{
	struct auth_jwks *read_keys = NULL;
	const enum err e = auth_jwks_create(&arena, str_from(text), &read_keys);
	auth_jwks_destroy(read_keys);
	return e;
}

Test(id_token, comes_with_a_set_of_keys_that_can_be_read)
{
	cr_expect_eq(auth_jwks_count(keys), 2);
	cr_expect_eq(read("{"), ERR_INVALID);
	cr_expect_eq(read("{}"), ERR_INVALID);
	cr_expect_eq(read("{\"keys\":{}}"), ERR_INVALID);
	cr_expect_eq(read("{\"keys\":[]}"), ERR_INVALID);
	cr_expect_eq(read("{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}"), ERR_INVALID);
	cr_expect_eq(read("{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAA\",\"y\":"
			  "\"AAAA\"}]}"),
		ERR_INVALID);
	/* Not on the curve. */
	cr_expect_eq(read("{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\","
			  "\"x\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\","
			  "\"y\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}]}"),
		ERR_INVALID);
}
