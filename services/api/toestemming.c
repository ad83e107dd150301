/* Somebody who is signed in allows an app to act for them, or does not: what the page says to which
 * the app sent them. Their answer goes back to the app by way of their browser. */
#include <string.h>

#include "api/app.h"
#include "api/oauth.h"
#include "api/req.h"
#include "auth/auth.h"
#include "config.h"
#include "store/sql.h"

enum err h_app_get(struct req *r, const struct op_app_get *in)
{
	bool found = false;
	struct app_get_row app;
	TRY(app_get(r->t, req_reader(r), &(struct app_get_in){ .id = in->id }, &found, &app));
	if (!found)
		return req_not_found(r, "Deze app");
	req_item(r, 200, 1); /* it never changes */
	jsn_object(&r->out);
	jsn_kv_uuid(&r->out, "id", app.id);
	jsn_kv_str(&r->out, "naam", app.naam);
	jsn_object_end(&r->out);
	return ERR_OK;
}

/* An app that is not known, or another address: nobody is sent anywhere. */
static enum err check_app(struct req *r, const struct api_toestemming_nieuw *b)
{
	const struct app_get_in get = { .id = b->client_id };
	bool found = false;
	struct app_get_row app;
	TRY(app_get(r->t, req_reader(r), &get, &found, &app));
	bool ours = false;
	for (size_t i = 0; found && i < app.adressen.count; i++)
		ours = ours || str_eq(app.adressen.items[i], b->redirect_uri);
	if (!found)
		task_fault(r->t, "/clientId", "app.onbekend", "Deze app is hier niet bekend.");
	else if (!ours)
		task_fault(
			r->t, "/redirectUri", "app.ander_adres", "Dit adres is niet van deze app.");
	return task_faults_check(r->t);
}

/* The address of the app with the answer behind it; `iss` says whose it is (RFC 9207). */
static void write_answer(
	struct req *r, const struct api_toestemming_nieuw *b, const char *name, struct str value)
{
	struct arena *a = task_arena(r->t);
	const struct str state = http_percent_encode(a, b->state);
	const struct str iss = http_percent_encode(a, str_from(r->app->config->public_url));
	const bool has_query = memchr(b->redirect_uri.ptr, '?', b->redirect_uri.len) != NULL;
	r->resp->status = 201;
	jsn_object(&r->out);
	jsn_kv_cstr(&r->out, "redirectUri",
		arena_printf(a, "%.*s%c%s=%.*s&state=%.*s&iss=%.*s", STR_FMT(b->redirect_uri),
			has_query ? '&' : '?', name, STR_FMT(value), STR_FMT(state), STR_FMT(iss)));
	jsn_object_end(&r->out);
}

enum err h_toestemming_post(struct req *r, const struct op_toestemming_post *in)
{
	const struct api_toestemming_nieuw *b = &in->body;
	TRY(check_app(r, b));
	if (!b->toegestaan) {
		write_answer(r, b, "error", STR("access_denied"));
		return ERR_OK;
	}
	char code[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t hash[AUTH_HASH_BYTES];
	auth_token_new(code, hash);
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct toestemming_create_in create = {
		.code_hash = auth_hash_str(hash),
		.app_id = b->client_id,
		.account_id = r->actor.account_id,
		.sessie_id = r->actor.sessie_id,
		.adres = b->redirect_uri,
		.uitdaging = b->code_challenge,
		.nu = r->now_us,
		.verloopt_op = r->now_us + OAUTH_CODE_US,
	};
	TRY(toestemming_create(r->t, tx, &create));
	write_answer(r, b, "code", str_from(code));
	explicit_bzero(code, sizeof(code));
	return ERR_OK;
}
