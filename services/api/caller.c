#include "api/caller.h"

#include "api/app.h"
#include "api/cookie.h"
#include "api/gezien.h"
#include "api/negotiate.h"
#include "api/toegang.h"
#include "auth/auth.h"
#include "config.h"
#include "store/sql.h"

static enum api_rol rol_from(struct str code)
{
	for (int i = 0; api_rol_names[i] != NULL; i++)
		if (str_eq(code, str_from(api_rol_names[i])))
			return (enum api_rol)i;
	return API_ROL_LEZER; /* the schema allows no other text: the least reach */
}

/* As which of its members the caller acts, when it says so. */
static enum err read_lid(struct req *r, struct sessie_get_in *in)
{
	size_t count = 0;
	const struct str value = http_req_header(r->http, "Schakel-Lid", &count);
	in->has_lid_id = count > 0;
	if (count <= 1 && (count == 0 || uuid_parse(value, &in->lid_id) == ERR_OK))
		return ERR_OK;
	return task_fail(r->t, ERR_INVALID, "lid.ongeldig",
		"De kopregel Schakel-Lid noemt één lidmaatschap: een id uit GET /v1/ik.");
}

#define MINUTE_US (60 * INT64_C(1000000))

/* One more of this key; the answer says what is left (RateLimit). */
static enum err count_request(
	struct req *r, const char *name, int64_t count, const void *key, size_t len)
{
	struct limit *l = ARENA_NEW(task_arena(r->t), struct limit);
	*l = (struct limit){ .name = name, .count = count, .window_us = MINUTE_US };
	r->limit = l;
	r->limit_state = limit_take(r->app->limits, l, (struct str){ key, len }, clock_mono_us());
	if (r->limit_state.ok)
		return ERR_OK;
	return task_fail(r->t, ERR_TOO_MANY, "te_veel.verzoeken",
		"Dit zijn er te veel in een minuut: hoogstens %lld. Wacht zo lang als Retry-After "
		"zegt.",
		(long long)count);
}

static enum err count_address(struct req *r)
{
	const struct address network = address_subscriber(&r->from);
	return count_request(
		r, "adres", r->app->config->address_requests, network.b, sizeof(network.b));
}

static enum err refuse_caller(struct req *r, enum err e)
{
	const enum err limit = count_address(r); /* who tries tokens, tries them so often */
	return limit != ERR_OK ? limit : e;
}

/* A token in Authorization, else in a cookie; and then from a page of ours, when it is to write. */
static enum err find_token(struct req *r, uint8_t ret_hash[static AUTH_HASH_BYTES])
{
	size_t count = 0;
	(void)http_req_header(r->http, "Authorization", &count);
	if (count > 0)
		return negotiate_bearer(r, ret_hash);
	TRY(cookie_read(r->http, ret_hash));
	r->by_cookie = true;
	return r->op->method == HTTP_GET ? ERR_OK : cookie_check_origin(r);
}

enum err caller_find(struct req *r)
{
	if (r->op->open)
		return count_address(r);
	uint8_t hash[AUTH_HASH_BYTES];
	const enum err e = find_token(r, hash);
	if (e != ERR_OK)
		return refuse_caller(r, e);
	struct sessie_get_in in = { .token_hash = { (const char *)hash, sizeof(hash) },
		.nu = r->now_us,
		.gezien_na = req_seen_after(r) };
	TRY(read_lid(r, &in));
	bool found = false;
	struct sessie_get_row row;
	TRY(sessie_get(r->t, req_reader(r), &in, &found, &row));
	if (!found)
		return refuse_caller(r, task_fail(r->t, ERR_UNAUTHENTICATED, "sessie.verlopen",
						"Je bent niet (meer) aangemeld. Meld je opnieuw "
						"aan met POST /v1/sessies."));
	TRY(count_request(r, "account", r->app->config->account_requests, row.account_id.b,
		sizeof(row.account_id.b)));
	if (in.has_lid_id && !row.has_lid_id)
		return task_fail(r->t, ERR_FORBIDDEN, "lid.niet_actief",
			"Dit lidmaatschap is niet van jou, of geldt niet (meer).");
	r->actor = (struct actor){ .account_id = row.account_id,
		.sessie_id = row.sessie_id,
		.app_id = row.app_id,
		.lid_id = row.lid_id,
		.rol = row.has_lid_id ? rol_from(row.rol) : API_ROL_LEZER,
		.school_id = row.school_id,
		.bedrijf_id = row.bedrijf_id,
		.vrijwilliger_id = row.vrijwilliger_id,
		.kring_id = row.kring_id,
		.soorten = row.soorten,
		.gemeenten = row.gemeenten };
	if (r->app->gezien != NULL)
		gezien_note(r->app->gezien, row.sessie_id, row.gezien_op, r->now_us);
	TRY(toegang_session(r, &row));
	return toegang_check(r);
}

void caller_limit_headers(struct req *r)
{
	if (r->limit == NULL)
		return;
	struct arena *const a = task_arena(r->t);
	const long long wait_s = (long long)((r->limit_state.wait_us + 999999) / 1000000);
	http_resp_header(r->resp, "RateLimit-Policy",
		str_from(arena_printf(
			a, "\"%s\";q=%lld;w=60", r->limit->name, (long long)r->limit->count)));
	http_resp_header(r->resp, "RateLimit",
		str_from(arena_printf(a, "\"%s\";r=%lld;t=%lld", r->limit->name,
			(long long)r->limit_state.left, r->limit_state.ok ? 60 : wait_s)));
	if (!r->limit_state.ok)
		http_resp_header(r->resp, "Retry-After", str_from(arena_printf(a, "%lld", wait_s)));
}
