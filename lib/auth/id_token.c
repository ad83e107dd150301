#include "auth/id_token.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <stdlib.h>
#include <string.h>

#include "auth/auth.h"

#define EC_BYTES      32 /* of a coordinate of P-256, and of each half of a signature */
#define KID_MAX	      256
#define SUB_MAX	      255 /* OpenID Connect Core, section 2 */
#define AT_HASH_BYTES 16  /* the left half of SHA-256, which both algorithms have */
#define SECOND_US     INT64_C(1000000)

struct key {
	char kid[KID_MAX + 1]; /* "" for none */
	bool is_rsa;
	EVP_PKEY *key;
};

struct auth_jwks {
	struct key items[AUTH_JWKS_MAX_KEYS];
	size_t count;
};

/* ---- keys ---- */

static EVP_PKEY *key_of(const char *type, OSSL_PARAM_BLD *bld)
{
	EVP_PKEY *key = NULL;
	OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(bld);
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
	if (params == NULL || ctx == NULL || EVP_PKEY_fromdata_init(ctx) != 1 ||
		EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
		key = NULL;
	EVP_PKEY_CTX_free(ctx);
	OSSL_PARAM_free(params);
	return key;
}

static struct str member_bytes(struct arena *a, const struct jsn_doc *jwk, const char *name)
{
	struct str bytes = STR_NULL;
	const struct str text = jsn_text(jsn_get(jwk, name));
	if (text.ptr == NULL || auth_base64url_decode(a, text, &bytes) != ERR_OK)
		return STR_NULL;
	return bytes;
}

static EVP_PKEY *rsa_key(struct arena *a, const struct jsn_doc *jwk)
{
	const struct str n = member_bytes(a, jwk, "n");
	const struct str e = member_bytes(a, jwk, "e");
	if (n.len == 0 || n.len > 1024 || e.len == 0 || e.len > 8)
		return NULL;
	BIGNUM *bn_n = BN_bin2bn((const uint8_t *)n.ptr, (int)n.len, NULL);
	BIGNUM *bn_e = BN_bin2bn((const uint8_t *)e.ptr, (int)e.len, NULL);
	OSSL_PARAM_BLD *bld = OSSL_PARAM_BLD_new();
	EVP_PKEY *key = NULL;
	if (BN_num_bits(bn_n) >= AUTH_RSA_MIN_BITS &&
		OSSL_PARAM_BLD_push_BN(bld, OSSL_PKEY_PARAM_RSA_N, bn_n) == 1 &&
		OSSL_PARAM_BLD_push_BN(bld, OSSL_PKEY_PARAM_RSA_E, bn_e) == 1)
		key = key_of("RSA", bld);
	OSSL_PARAM_BLD_free(bld);
	BN_free(bn_n);
	BN_free(bn_e);
	return key;
}

static EVP_PKEY *ec_key(struct arena *a, const struct jsn_doc *jwk)
{
	const struct str x = member_bytes(a, jwk, "x");
	const struct str y = member_bytes(a, jwk, "y");
	if (!str_eq(jsn_text(jsn_get(jwk, "crv")), STR("P-256")) || x.len != EC_BYTES ||
		y.len != EC_BYTES)
		return NULL;
	uint8_t point[1 + 2 * EC_BYTES] = { 4 }; /* not compressed */
	memcpy(point + 1, x.ptr, EC_BYTES);
	memcpy(point + 1 + EC_BYTES, y.ptr, EC_BYTES);
	OSSL_PARAM_BLD *bld = OSSL_PARAM_BLD_new();
	EVP_PKEY *key = NULL;
	if (OSSL_PARAM_BLD_push_utf8_string(bld, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) == 1 &&
		OSSL_PARAM_BLD_push_octet_string(
			bld, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof(point)) == 1)
		key = key_of("EC", bld);
	OSSL_PARAM_BLD_free(bld);
	return key;
}

/* Absent, or this. */
static bool is_or_absent(const struct jsn_doc *jwk, const char *name, const char *value)
{
	const struct jsn_doc *d = jsn_get(jwk, name);
	return d == NULL || str_eq(jsn_text(d), str_from(value));
}

static void take_key(struct arena *a, struct auth_jwks *keys, const struct jsn_doc *jwk)
{
	const struct str kid = jsn_text(jsn_get(jwk, "kid"));
	const struct str type = jsn_text(jsn_get(jwk, "kty"));
	const bool is_rsa = str_eq(type, STR("RSA"));
	if ((!is_rsa && !str_eq(type, STR("EC"))) || kid.len > KID_MAX ||
		!is_or_absent(jwk, "use", "sig") ||
		!is_or_absent(jwk, "alg", is_rsa ? "RS256" : "ES256"))
		return;
	EVP_PKEY *key = is_rsa ? rsa_key(a, jwk) : ec_key(a, jwk);
	if (key == NULL)
		return;
	struct key *to = &keys->items[keys->count++];
	*to = (struct key){ .is_rsa = is_rsa, .key = key };
	if (kid.len > 0)
		memcpy(to->kid, kid.ptr, kid.len);
}

enum err auth_jwks_create(struct arena *a, struct str text, struct auth_jwks **ret_keys)
{
	const struct jsn_doc *doc = NULL;
	if (jsn_parse(a, text, AUTH_JWKS_MAX_BYTES, &doc) != ERR_OK)
		return ERR_INVALID;
	const struct jsn_doc *all = jsn_get(doc, "keys");
	if (!jsn_is_array(all) || jsn_count(all) > AUTH_JWKS_MAX_KEYS)
		return ERR_INVALID;
	struct auth_jwks *keys = calloc(1, sizeof(*keys));
	if (keys == NULL)
		err_fatal("out of memory");
	for (size_t i = 0; i < jsn_count(all); i++)
		take_key(a, keys, jsn_at(all, i));
	if (keys->count == 0) {
		auth_jwks_destroy(keys);
		return ERR_INVALID;
	}
	*ret_keys = keys;
	return ERR_OK;
}

void auth_jwks_destroy(struct auth_jwks *keys)
{
	for (size_t i = 0; keys != NULL && i < keys->count; i++)
		EVP_PKEY_free(keys->items[i].key);
	free(keys);
}

size_t auth_jwks_count(const struct auth_jwks *keys)
{
	return keys->count;
}

/* ---- signatures ---- */

/* The three parts of a JWS in compact form (RFC 7515, section 3.1), the header read. */
struct jws {
	struct str signed_text, payload, signature;
	struct str alg, kid;
};

static enum err parse(struct arena *a, struct str token, struct jws *ret_jws)
{
	struct str rest = token;
	struct str parts[3];
	if (token.ptr == NULL || token.len > AUTH_ID_TOKEN_MAX_BYTES)
		return ERR_INVALID;
	for (size_t i = 0; i < 3; i++)
		if (!str_cut(&rest, '.', &parts[i]) || parts[i].len == 0)
			return ERR_INVALID;
	if (rest.ptr != NULL)
		return ERR_INVALID;
	struct str head;
	const struct jsn_doc *doc = NULL;
	TRY(auth_base64url_decode(a, parts[0], &head));
	TRY(auth_base64url_decode(a, parts[1], &ret_jws->payload));
	TRY(auth_base64url_decode(a, parts[2], &ret_jws->signature));
	TRY(jsn_parse(a, head, AUTH_ID_TOKEN_MAX_BYTES, &doc));
	if (!jsn_is_object(doc) || jsn_get(doc, "crit") != NULL)
		return ERR_INVALID;
	ret_jws->alg = jsn_text(jsn_get(doc, "alg"));
	ret_jws->kid = jsn_text(jsn_get(doc, "kid"));
	ret_jws->signed_text = (struct str){ token.ptr, parts[0].len + 1 + parts[1].len };
	return ERR_OK;
}

/* The key that a token names; without a name the only one there is. */
static const struct key *find_key(const struct auth_jwks *keys, struct str kid)
{
	if (kid.ptr == NULL)
		return keys->count == 1 ? &keys->items[0] : NULL;
	for (size_t i = 0; i < keys->count; i++)
		if (kid.len > 0 && str_eq(kid, str_from(keys->items[i].kid)))
			return &keys->items[i];
	return NULL;
}

bool auth_jwks_has(struct arena *a, const struct auth_jwks *keys, struct str token)
{
	struct jws jws;
	return parse(a, token, &jws) != ERR_OK || find_key(keys, jws.kid) != NULL;
}

/* r and s side by side (RFC 7518, section 3.4) in the form that OpenSSL takes; NULL when not so. */
static uint8_t *ec_signature(struct str raw, size_t *ret_len)
{
	if (raw.len != 2 * EC_BYTES)
		return NULL;
	ECDSA_SIG *sig = ECDSA_SIG_new();
	BIGNUM *r = BN_bin2bn((const uint8_t *)raw.ptr, EC_BYTES, NULL);
	BIGNUM *s = BN_bin2bn((const uint8_t *)raw.ptr + EC_BYTES, EC_BYTES, NULL);
	uint8_t *der = NULL;
	if (sig == NULL || ECDSA_SIG_set0(sig, r, s) != 1) {
		BN_free(r);
		BN_free(s);
		ECDSA_SIG_free(sig);
		return NULL;
	}
	const int len = i2d_ECDSA_SIG(sig, &der);
	ECDSA_SIG_free(sig); /* r and s with it */
	*ret_len = len > 0 ? (size_t)len : 0;
	return len > 0 ? der : NULL;
}

static bool verify(EVP_PKEY *key, struct str text, const uint8_t *signature, size_t len)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	const bool ok =
		ctx != NULL && EVP_DigestVerifyInit(ctx, NULL, EVP_sha256(), NULL, key) == 1 &&
		EVP_DigestVerify(ctx, signature, len, (const uint8_t *)text.ptr, text.len) == 1;
	EVP_MD_CTX_free(ctx);
	return ok;
}

static bool is_signed(const struct key *key, const struct jws *jws)
{
	if (key->is_rsa)
		return verify(key->key, jws->signed_text, (const uint8_t *)jws->signature.ptr,
			jws->signature.len);
	size_t len = 0;
	uint8_t *der = ec_signature(jws->signature, &len);
	const bool ok = der != NULL && verify(key->key, jws->signed_text, der, len);
	OPENSSL_free(der);
	return ok;
}

/* ---- claims ---- */

static bool is_for(const struct jsn_doc *claims, struct str client_id)
{
	const struct jsn_doc *aud = jsn_get(claims, "aud");
	if (!jsn_is_array(aud))
		return str_eq(jsn_text(aud), client_id);
	/* For others too is not for us alone. */
	return jsn_count(aud) == 1 && str_eq(jsn_text(jsn_at(aud, 0)), client_id);
}

/* A moment in whole seconds since 1970; false when it is not there or absurd. */
static bool moment(const struct jsn_doc *claims, const char *name, int64_t *ret_us)
{
	int64_t s = 0;
	if (!jsn_integer(jsn_get(claims, name), &s) || s < 0 || s > INT64_C(1) << 33)
		return false;
	*ret_us = s * SECOND_US;
	return true;
}

static const char *time_fault(const struct jsn_doc *claims, int64_t now_us)
{
	int64_t exp = 0;
	int64_t iat = 0;
	int64_t nbf = 0;
	if (!moment(claims, "exp", &exp) || exp + AUTH_ID_TOKEN_LEEWAY_US <= now_us)
		return "exp";
	if (!moment(claims, "iat", &iat) || iat > now_us + AUTH_ID_TOKEN_LEEWAY_US ||
		iat < now_us - AUTH_ID_TOKEN_AGE_US)
		return "iat";
	if (jsn_get(claims, "nbf") != NULL &&
		(!moment(claims, "nbf", &nbf) || nbf > now_us + AUTH_ID_TOKEN_LEEWAY_US))
		return "nbf";
	return NULL;
}

/* Whether the access token beside it is the one that was made with it (Core, 3.1.3.6); it need not
 * say so. */
static bool is_beside(struct arena *a, const struct jsn_doc *claims, struct str access_token)
{
	const struct jsn_doc *said = jsn_get(claims, "at_hash");
	uint8_t hash[EVP_MAX_MD_SIZE];
	if (said == NULL)
		return true;
	if (access_token.ptr == NULL ||
		EVP_Digest(access_token.ptr, access_token.len, hash, NULL, EVP_sha256(), NULL) != 1)
		return false;
	return str_eq(jsn_text(said), auth_base64url(a, hash, AT_HASH_BYTES));
}

static const char *claim_fault(
	struct arena *a, const struct jsn_doc *claims, const struct auth_id_expected *e)
{
	const struct str sub = jsn_text(jsn_get(claims, "sub"));
	if (!jsn_is_object(claims))
		return "claims";
	if (!str_eq(jsn_text(jsn_get(claims, "iss")), e->issuer))
		return "iss";
	if (!is_for(claims, e->client_id))
		return "aud";
	if (jsn_get(claims, "azp") != NULL &&
		!str_eq(jsn_text(jsn_get(claims, "azp")), e->client_id))
		return "azp";
	if (!str_eq(jsn_text(jsn_get(claims, "nonce")), e->nonce))
		return "nonce";
	if (sub.len == 0 || sub.len > SUB_MAX || str_check_text(sub) != NULL)
		return "sub";
	if (!is_beside(a, claims, e->access_token))
		return "at_hash";
	return time_fault(claims, e->now_us);
}

enum err auth_id_token_open(struct arena *a, const struct auth_jwks *keys, struct str token,
	const struct auth_id_expected *expected, const struct jsn_doc **ret_claims,
	const char **ret_why)
{
	struct jws jws = { .kid = STR_NULL };
	*ret_why = "form";
	if (parse(a, token, &jws) != ERR_OK)
		return ERR_UNAUTHENTICATED;
	const struct key *key = find_key(keys, jws.kid);
	*ret_why = "kid";
	if (key == NULL)
		return ERR_UNAUTHENTICATED;
	*ret_why = "alg";
	if (!str_eq(jws.alg, key->is_rsa ? STR("RS256") : STR("ES256")))
		return ERR_UNAUTHENTICATED;
	*ret_why = "signature";
	if (!is_signed(key, &jws))
		return ERR_UNAUTHENTICATED;
	const struct jsn_doc *claims = NULL;
	*ret_why = "claims";
	if (jsn_parse(a, jws.payload, AUTH_ID_TOKEN_MAX_BYTES, &claims) != ERR_OK)
		return ERR_UNAUTHENTICATED;
	*ret_why = claim_fault(a, claims, expected);
	if (*ret_why != NULL)
		return ERR_UNAUTHENTICATED;
	*ret_claims = claims;
	return ERR_OK;
}
