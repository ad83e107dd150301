#include "api/oauth.h"

#include <stdio.h>
#include <string.h>

#include "api/app.h"
#include "api/problem.h"
#include "api/toegang.h"
#include "auth/auth.h"
#include "auth/seal.h"
#include "base/log.h"
#include "config.h"
#include "post/post.h"
#include "store/sql.h"

/* The forms of both operations; a text that is empty counts as absent (RFC 6749, section 3.2). */
struct form {
	enum jsn_has has_grant_type, has_client_id, has_code, has_redirect_uri, has_code_verifier,
		has_refresh_token, has_token;
	struct str grant_type, client_id, code, redirect_uri, code_verifier, refresh_token, token;
};

#define TEXT(field)                                                                    \
	{                                                                              \
		.name = #field, .value = { .kind = JSN_STRING, .min = 0, .max = 500 }, \
		.offset = offsetof(struct form, field),                                \
		.has_offset = offsetof(struct form, has_##field)                       \
	}

static const struct jsn_member members[] = { TEXT(grant_type), TEXT(client_id), TEXT(code),
	TEXT(redirect_uri), TEXT(code_verifier), TEXT(refresh_token), TEXT(token) };
static const struct jsn_schema form_schema = { .name = "OAuth",
	.members = members,
	.member_count = sizeof(members) / sizeof(members[0]),
	.size = sizeof(struct form) };

/* ---- refusing ---- */

#define INVALID_GRANT "Deze code of dit token geldt niet (meer). Vraag opnieuw toestemming."

/* Nothing that was done stays. */
static enum err refuse(struct req *r, const char *error, const char *why)
{
	return task_fail(r->t, ERR_INVALID, error, "%s", task_say(r->t, why));
}

static void write_error(struct req *r, const char *error, const char *why)
{
	r->resp->status = 400;
	jsn_object(&r->out);
	jsn_kv_cstr(&r->out, "error", error);
	jsn_kv_cstr(&r->out, "error_description", why);
	jsn_object_end(&r->out);
}

/* A code or refresh token came again: who has it beside the app is out, and that stays. */
static enum err refuse_reuse(struct req *r, const char *what)
{
	char account[UUID_TEXT_LEN + 1];
	uuid_format(r->actor.account_id, account);
	LOG(LOG_WARN, "oauth.hergebruik", LOG_STR("wat", str_from(what)),
		LOG_STR("account", str_from(account)));
	write_error(r, "invalid_grant", INVALID_GRANT);
	return ERR_OK;
}

/* ---- giving ---- */

struct pair {
	char token[AUTH_TOKEN_TEXT_LEN + 1], renewal[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t token_hash[AUTH_HASH_BYTES], renewal_hash[AUTH_HASH_BYTES];
};

static void pair_new(struct pair *p)
{
	auth_token_new(p->token, p->token_hash);
	auth_token_new(p->renewal, p->renewal_hash);
}

static void write_pair(struct req *r, struct str token, struct str renewal, int64_t until_us)
{
	jsn_object(&r->out);
	jsn_kv_str(&r->out, "access_token", token);
	jsn_kv_cstr(&r->out, "token_type", "Bearer");
	jsn_kv_int(&r->out, "expires_in", (until_us - r->now_us) / 1000000);
	jsn_kv_str(&r->out, "refresh_token", renewal);
	jsn_object_end(&r->out);
}

/* ---- a code ---- */

static enum err give_session(struct req *r, struct db_tx *tx,
	const uint8_t code_hash[static AUTH_HASH_BYTES], const struct pair *pair)
{
	const int64_t until_us = r->now_us + OAUTH_TOKEN_US;
	const struct toestemming_use_in use = { .code_hash = auth_hash_str(code_hash),
		.sessie_id = uuid_new(),
		.token_hash = auth_hash_str(pair->token_hash),
		.verversing_hash = auth_hash_str(pair->renewal_hash),
		.toestel = req_device(r),
		.netwerk = req_network(r),
		.nu = r->now_us,
		.gezien_na = req_seen_after(r),
		.token_verloopt_op = until_us,
		.verloopt_op = r->now_us + OAUTH_SESSION_US };
	bool found = false;
	struct toestemming_use_row made;
	TRY(toestemming_use(r->t, tx, &use, &found, &made));
	if (!found)
		return refuse(r, "invalid_grant", INVALID_GRANT);
	write_pair(r, str_from(pair->token), str_from(pair->renewal), until_us);
	return ERR_OK;
}

static enum err begin_session(
	struct req *r, struct db_tx *tx, const uint8_t code_hash[static AUTH_HASH_BYTES])
{
	struct pair pair;
	pair_new(&pair);
	const enum err e = give_session(r, tx, code_hash, &pair);
	explicit_bzero(&pair, sizeof(pair));
	return e;
}

static enum err take_code(struct req *r, const struct form *f, struct uuid app_id)
{
	if (f->code.len == 0 || f->redirect_uri.len == 0 || f->code_verifier.len == 0)
		return refuse(r, "invalid_request",
			"Geef code, redirect_uri, client_id en code_verifier.");
	uint8_t hash[AUTH_HASH_BYTES];
	char challenge[AUTH_TOKEN_TEXT_LEN + 1];
	if (auth_token_hash(f->code, hash) != ERR_OK ||
		auth_pkce_challenge(f->code_verifier, challenge) != ERR_OK)
		return refuse(r, "invalid_grant", INVALID_GRANT);
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct toestemming_lock_in lock = { .code_hash = auth_hash_str(hash) };
	bool found = false;
	struct toestemming_lock_row given;
	TRY(toestemming_lock(r->t, tx, &lock, &found, &given));
	if (!found)
		return refuse(r, "invalid_grant", INVALID_GRANT);
	r->actor.account_id = given.account_id; /* for the audit and the log */
	toegang_act(r);
	if (given.has_gaf_sessie) {
		const struct sessie_end_one_in end = { .id = given.gaf_sessie,
			.account_id = given.account_id };
		struct sessie_end_one_row ended;
		TRY(sessie_end_one(r->t, tx, &end, &found, &ended));
		return refuse_reuse(r, "code");
	}
	if (!uuid_eq(given.app_id, app_id) || !str_eq(given.adres, f->redirect_uri) ||
		!str_eq(given.uitdaging, str_from(challenge)) || given.verloopt_op <= r->now_us)
		return refuse(r, "invalid_grant", INVALID_GRANT);
	return begin_session(r, tx, hash);
}

/* ---- a refresh token ---- */

/* What is sealed of a successor: the two tokens, one behind the other. */
#define SUCCESSOR_LEN (2 * AUTH_TOKEN_TEXT_LEN)

static struct str place(struct req *r, const uint8_t hash[static AUTH_HASH_BYTES])
{
	struct arena *a = task_arena(r->t);
	const struct str of = auth_base64url(a, hash, AUTH_HASH_BYTES);
	return str_from(arena_printf(a, "verversing.opvolger %.*s", STR_FMT(of)));
}

static enum err write_successor(struct req *r, struct str sealed, struct str at, int64_t until_us)
{
	struct str plain;
	if (auth_seal_open(task_arena(r->t), r->app->keys, sealed, at, &plain) != ERR_OK ||
		plain.len != SUCCESSOR_LEN)
		return task_fail(r->t, ERR_INTERNAL, "intern",
			"The tokens of a renewal do not open: is their key still there?");
	write_pair(r, (struct str){ plain.ptr, AUTH_TOKEN_TEXT_LEN },
		(struct str){ plain.ptr + AUTH_TOKEN_TEXT_LEN, AUTH_TOKEN_TEXT_LEN }, until_us);
	return ERR_OK;
}

static enum err renew(struct req *r, const uint8_t hash[static AUTH_HASH_BYTES], struct str at,
	struct uuid app_id, bool *ret_found, struct verversing_renew_row *ret_row)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct pair pair;
	pair_new(&pair);
	char plain[SUCCESSOR_LEN + 1];
	snprintf(plain, sizeof(plain), "%s%s", pair.token, pair.renewal);
	const struct verversing_renew_in in = { .token_hash = auth_hash_str(hash),
		.app_id = app_id,
		.nu = r->now_us,
		.sinds = r->now_us - OAUTH_GRACE_US,
		.gezien_na = r->now_us - OAUTH_IDLE_US,
		.opvolger = auth_seal(task_arena(r->t), r->app->keys, str_from(plain), at),
		.nieuw_hash = auth_hash_str(pair.renewal_hash),
		.sessie_hash = auth_hash_str(pair.token_hash),
		.token_verloopt_op = r->now_us + OAUTH_TOKEN_US };
	const enum err e = verversing_renew(r->t, tx, &in, ret_found, ret_row);
	explicit_bzero(&pair, sizeof(pair));
	explicit_bzero(plain, sizeof(plain));
	return e;
}

static enum err take_renewal(struct req *r, const struct form *f, struct uuid app_id)
{
	uint8_t hash[AUTH_HASH_BYTES];
	if (f->refresh_token.len == 0)
		return refuse(r, "invalid_request", "Geef refresh_token en client_id.");
	if (auth_token_hash(f->refresh_token, hash) != ERR_OK)
		return refuse(r, "invalid_grant", INVALID_GRANT);
	const struct str at = place(r, hash);
	bool found = false;
	struct verversing_renew_row row;
	TRY(renew(r, hash, at, app_id, &found, &row));
	if (!found)
		return refuse(r, "invalid_grant", INVALID_GRANT);
	r->actor.account_id = row.account_id; /* for the audit and the log */
	if (row.hergebruikt)
		return refuse_reuse(r, "verversing");
	return write_successor(r, row.opvolger, at, row.gebruikt_op + OAUTH_TOKEN_US);
}

/* ---- the operations ---- */

static enum err find_app(struct req *r, const struct form *f, struct uuid *ret_id)
{
	struct app_get_in get;
	bool found = false;
	struct app_get_row row;
	if (uuid_parse(f->client_id, &get.id) == ERR_OK)
		TRY(app_get(r->t, req_reader(r), &get, &found, &row));
	if (!found)
		return refuse(r, "invalid_client", "Deze client_id is hier niet bekend.");
	*ret_id = get.id;
	return ERR_OK;
}

static enum err token(struct req *r, const void *in)
{
	const struct form *f = in;
	const bool by_code = str_eq(f->grant_type, STR("authorization_code"));
	struct uuid app_id;
	if (f->grant_type.len == 0)
		return refuse(r, "invalid_request", "Geef grant_type.");
	if (!by_code && !str_eq(f->grant_type, STR("refresh_token")))
		return refuse(r, "unsupported_grant_type",
			"Hier kan authorization_code en refresh_token.");
	TRY(find_app(r, f, &app_id));
	return by_code ? take_code(r, f, app_id) : take_renewal(r, f, app_id);
}

/* The answer does not say whether there was such a token. */
static enum err revoke(struct req *r, const void *in)
{
	const struct form *f = in;
	struct uuid app_id;
	uint8_t hash[AUTH_HASH_BYTES];
	if (f->token.len == 0)
		return refuse(r, "invalid_request", "Geef token en client_id.");
	TRY(find_app(r, f, &app_id));
	if (auth_token_hash(f->token, hash) == ERR_OK) {
		struct db_tx *tx;
		TRY(req_begin(r, &tx));
		const struct verversing_revoke_in end = { .token_hash = auth_hash_str(hash),
			.app_id = app_id };
		bool found = false;
		struct verversing_revoke_row ended;
		TRY(verversing_revoke(r->t, tx, &end, &found, &ended));
		if (found)
			r->actor.account_id = ended.account_id;
		else
			req_drop(r); /* whoever tries words leaves no rows in the audit */
	}
	jsn_object(&r->out);
	jsn_object_end(&r->out);
	return ERR_OK;
}

static void kv_only(struct jsn_out *o, const char *key, const char *first, const char *second)
{
	jsn_key(o, key);
	jsn_array(o);
	jsn_str(o, str_from(first));
	if (second != NULL)
		jsn_str(o, str_from(second));
	jsn_array_end(o);
}

static void kv_url(struct req *r, const char *key, const char *path)
{
	jsn_kv_cstr(&r->out, key,
		arena_printf(task_arena(r->t), "%s%s", r->app->config->public_url, path));
}

static enum err metadata(struct req *r, const void *in)
{
	(void)in;
	struct jsn_out *o = &r->out;
	jsn_object(o);
	kv_url(r, "issuer", "");
	kv_url(r, "authorization_endpoint", "/toestemming");
	kv_url(r, "token_endpoint", "/oauth/token");
	kv_url(r, "revocation_endpoint", "/oauth/revoke");
	kv_url(r, "service_documentation", "/v1/documentatie");
	kv_only(o, "response_types_supported", "code", NULL);
	kv_only(o, "response_modes_supported", "query", NULL);
	kv_only(o, "grant_types_supported", "authorization_code", "refresh_token");
	kv_only(o, "token_endpoint_auth_methods_supported", "none", NULL);
	kv_only(o, "revocation_endpoint_auth_methods_supported", "none", NULL);
	kv_only(o, "code_challenge_methods_supported", "S256", NULL);
	jsn_kv_bool(o, "authorization_response_iss_parameter_supported", true);
	jsn_object_end(o);
	return ERR_OK;
}

#define FORM                                                                                   \
	.open = true, .body = &form_schema, .body_media = "application/x-www-form-urlencoded", \
	.secret = true, .in_size = sizeof(struct form), .answer_media = "application/json"

static const struct api_operation operations[] = {
	{ .method = HTTP_GET,
		.path = "/.well-known/oauth-authorization-server",
		.operation_id = "oauthGet",
		.open = true,
		.answer_media = "application/json",
		.in_size = 1,
		.handler = metadata },
	{ .method = HTTP_POST,
		.path = "/oauth/token",
		.operation_id = "oauthTokenPost",
		.handler = token,
		FORM },
	{ .method = HTTP_POST,
		.path = "/oauth/revoke",
		.operation_id = "oauthRevokePost",
		.handler = revoke,
		FORM },
};

#define OPERATION_COUNT (sizeof(operations) / sizeof(operations[0]))

const struct api_operation *oauth_find(const struct http_req *http, uint32_t *ret_methods)
{
	const enum http_method wanted = http->method == HTTP_HEAD ? HTTP_GET : http->method;
	*ret_methods = 0;
	for (size_t i = 0; i < OPERATION_COUNT; i++) {
		if (!str_eq(http->path, str_from(operations[i].path)))
			continue;
		*ret_methods = 1u << operations[i].method;
		if (operations[i].method == HTTP_GET)
			*ret_methods |= 1u << HTTP_HEAD;
		return operations[i].method == wanted ? &operations[i] : NULL;
	}
	return NULL;
}

bool oauth_is(const struct api_operation *op)
{
	return op >= operations && op < operations + OPERATION_COUNT;
}

/* ---- errors ---- */

void oauth_write_error(struct req *r)
{
	const struct fault *f = task_error(r->t);
	const bool ours = f != NULL && (strncmp(f->code, "invalid_", 8) == 0 ||
					       strcmp(f->code, "unsupported_grant_type") == 0);
	buf_reset(&r->resp->body);
	jsn_out_init(&r->out, &r->resp->body);
	write_error(r, ours ? f->code : "invalid_request",
		ours ? f->detail
		     : task_say(r->t,
			       "Elk veld hooguit een keer, in UTF-8, van hooguit 500 tekens."));
	http_resp_header(r->resp, "Content-Type", STR("application/json; charset=utf-8"));
	http_resp_header(r->resp, "Cache-Control", STR("no-store"));
	problem_data_policy(r->resp);
}
