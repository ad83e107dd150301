#include "api/caller.h"

#include <string.h>

#include "api/app.h"
#include "api/bekend.h"
#include "api/cookie.h"
#include "api/gezien.h"
#include "api/negotiate.h"
#include "api/sleutel.h"
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

/* As which of its members the caller acts, when it says so. What is no id is told with all other
 * faults (dispatch.c): until then the caller acts as its first. */
static void read_lid(struct req *r, bool *ret_has, struct uuid *ret_id)
{
	size_t count = 0;
	const struct str value = http_req_header(r->http, "Schakel-Lid", &count);
	*ret_has = count == 1 && uuid_parse(value, ret_id) == ERR_OK;
	r->lid_onleesbaar = count > 0 && !*ret_has;
}

void caller_lid_fault(struct req *r)
{
	if (r->lid_onleesbaar)
		task_fault(r->t, "Schakel-Lid", "lid.ongeldig",
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

/* What somebody calls with: the token of a session, or a key. */
struct proof {
	uint8_t hash[AUTH_HASH_BYTES];
	bool is_key;
};

/* In Authorization, else in a cookie; and then from a page of ours, when it is to write. */
static enum err find_proof(struct req *r, struct proof *ret_proof)
{
	size_t count = 0;
	(void)http_req_header(r->http, "Authorization", &count);
	if (count > 0) {
		struct str token;
		TRY(negotiate_bearer(r, &token));
		const enum err e = sleutel_hash(token, ret_proof->hash);
		ret_proof->is_key = e != ERR_NOT_FOUND;
		return ret_proof->is_key ? e : auth_token_hash(token, ret_proof->hash);
	}
	TRY(cookie_read(r->http, ret_proof->hash));
	r->by_cookie = true;
	return r->op->method == HTTP_GET ? ERR_OK : cookie_check_origin(r);
}

static enum err refuse_lid(struct req *r)
{
	return task_fail(r->t, ERR_FORBIDDEN, "lid.niet_actief",
		"Dit lidmaatschap is niet van jou, of geldt niet (meer).");
}

/* What was remembered of it is asked about with the first statement of the call. */
static void ask_later(
	struct req *r, const struct sessie_get_in *in, const struct sessie_get_row *row)
{
	char *hash = arena_strndup(task_arena(r->t), in->token_hash.ptr, in->token_hash.len);
	r->gevraagd = *in;
	r->gevraagd.token_hash.ptr = hash;
	r->vraag = (struct sessie_namens_in){
		.bereik = STR(""), .token_hash = { hash, in->token_hash.len }, .stand = row->stand
	};
	r->nog_zo = (struct db_proof){ .stmt = &stmt_sessie_namens, .in = &r->vraag };
}

static enum err look_up(struct req *r, const struct sessie_get_in *in, bool *ret_found,
	struct sessie_get_row *ret_row)
{
	struct bekend *known = r->app->bekend;
	r->nog_zo = (struct db_proof){ .stmt = NULL };
	if (known != NULL && bekend_find(known, in, ret_row)) {
		ask_later(r, in, ret_row);
		*ret_found = true;
		return ERR_OK;
	}
	TRY(sessie_get(r->t, req_reader(r), in, ret_found, ret_row));
	if (known != NULL && *ret_found)
		bekend_keep(known, in, ret_row);
	return ERR_OK;
}

enum err caller_prove(struct req *r)
{
	if (r->nog_zo.stmt == NULL || r->nog_zo.given)
		return ERR_OK;
	struct sessie_namens_row row;
	const struct db_actor *before = db_act(r->t, NULL);
	const enum err e = sessie_namens(r->t, req_reader(r), &r->vraag, &r->nog_zo.given, &row);
	(void)db_act(r->t, before);
	TRY(e);
	return r->nog_zo.given ? ERR_OK
			       : task_fail(r->t, ERR_UNAUTHENTICATED, "actor.weg",
					 "Je bent niet (meer) aangemeld.");
}

bool caller_changed(struct req *r, enum err e)
{
	if (r->nog_zo.stmt == NULL || r->nog_zo.given || e == ERR_UNAVAILABLE)
		return false;
	const struct fault *f = task_error(r->t);
	const bool gone =
		e == ERR_UNAUTHENTICATED && f != NULL && strcmp(f->code, "actor.weg") == 0;
	if (!gone && caller_prove(r) != ERR_UNAUTHENTICATED)
		return false;
	bekend_forget(r->app->bekend, &r->gevraagd);
	r->nog_zo = (struct db_proof){ .stmt = NULL };
	(void)db_act(r->t, NULL);
	task_clear_error(r->t);
	return true;
}

static enum err call_by_session(struct req *r, const struct proof *proof)
{
	struct sessie_get_in in = { .token_hash = auth_hash_str(proof->hash),
		.nu = r->now_us,
		.gezien_na = req_seen_after(r) };
	read_lid(r, &in.has_lid_id, &in.lid_id);
	bool found = false;
	struct sessie_get_row row;
	TRY(look_up(r, &in, &found, &row));
	if (!found)
		return refuse_caller(r, task_fail(r->t, ERR_UNAUTHENTICATED, "sessie.verlopen",
						"Je bent niet (meer) aangemeld. Meld je opnieuw "
						"aan met POST /v1/sessies."));
	negotiate_language_of_account(r, row.engels);
	TRY(count_request(r, "account", r->app->config->account_requests, row.account_id.b,
		sizeof(row.account_id.b)));
	if (in.has_lid_id && !row.has_lid_id)
		return refuse_lid(r);
	r->actor = (struct actor){ .account_id = row.account_id,
		.sessie_id = row.sessie_id,
		.met_code = row.met_code,
		.app_id = row.app_id,
		.lid_id = row.lid_id,
		.rol = row.has_lid_id ? rol_from(row.rol) : API_ROL_LEZER,
		.school_id = row.school_id,
		.bedrijf_id = row.bedrijf_id,
		.vrijwilliger_id = row.vrijwilliger_id,
		.kring_id = row.kring_id,
		.soorten = row.soorten,
		.gemeenten = row.gemeenten,
		.vertrouwenspersoon = row.vertrouwenspersoon };
	if (r->app->gezien != NULL)
		gezien_note(r->app->gezien, row.sessie_id, row.gezien_op, r->now_us);
	return toegang_session(r, row.has_bevestigd_op ? row.bevestigd_op : INT64_MIN);
}

static enum err call_by_key(struct req *r, const struct proof *proof)
{
	const struct sleutel_find_in in = {
		.token_hash = auth_hash_str(proof->hash), .nu = r->now_us, .vandaag = r->today
	};
	bool has_lid = false;
	struct uuid lid_id;
	read_lid(r, &has_lid, &lid_id);
	bool found = false;
	struct sleutel_find_row row;
	TRY(sleutel_find(r->t, req_reader(r), &in, &found, &row));
	if (!found)
		return refuse_caller(r, task_fail(r->t, ERR_UNAUTHENTICATED, "sleutel.ongeldig",
						"Deze sleutel geldt niet (meer)."));
	r->actor = (struct actor){ .account_id = row.account_id,
		.sleutel_id = row.id,
		.met_code = row.met_code,
		.lid_id = row.lid_id,
		.rol = rol_from(row.rol),
		.school_id = row.school_id,
		.bedrijf_id = row.bedrijf_id,
		.vrijwilliger_id = row.vrijwilliger_id,
		.kring_id = row.kring_id,
		.soorten = row.soorten,
		.gemeenten = row.gemeenten };
	negotiate_language_of_account(r, row.engels);
	const enum err minute =
		count_request(r, "sleutel", row.per_minuut, row.id.b, sizeof(row.id.b));
	TRY(sleutel_check(r, &row, minute));
	if (has_lid && !uuid_eq(lid_id, row.lid_id))
		return refuse_lid(r);
	return toegang_session(r, INT64_MIN);
}

enum err caller_find(struct req *r)
{
	if (r->op->open)
		return count_address(r);
	struct proof proof = { .is_key = false };
	const enum err e = find_proof(r, &proof);
	if (e != ERR_OK)
		return refuse_caller(r, e);
	TRY(proof.is_key ? call_by_key(r, &proof) : call_by_session(r, &proof));
	const enum err refused = toegang_check(r);
	if (refused != ERR_FORBIDDEN || !r->lid_onleesbaar)
		return refused;
	task_clear_error(r->t); /* another member of theirs may do it */
	caller_lid_fault(r);
	return task_faults_check(r->t);
}

/* In seconds; a moment that has begun counts. */
static long long seconds(int64_t us)
{
	return (long long)((us + 999999) / 1000000);
}

static const char *policy(struct arena *a, const struct limit *l)
{
	return arena_printf(
		a, "\"%s\";q=%lld;w=%lld", l->name, (long long)l->count, seconds(l->window_us));
}

static const char *state(struct arena *a, const struct limit *l, const struct limit_state *s)
{
	return arena_printf(a, "\"%s\";r=%lld;t=%lld", l->name, (long long)s->left,
		seconds(s->wait_us > 0 ? s->wait_us : l->window_us));
}

void caller_limit_headers(struct req *r)
{
	if (r->limit == NULL)
		return;
	struct arena *const a = task_arena(r->t);
	const char *policies = policy(a, r->limit);
	const char *states = state(a, r->limit, &r->limit_state);
	if (r->day != NULL) {
		policies = arena_printf(a, "%s, %s", policies, policy(a, r->day));
		states = arena_printf(a, "%s, %s", states, state(a, r->day, &r->day_state));
	}
	http_resp_header(r->resp, "RateLimit-Policy", str_from(policies));
	http_resp_header(r->resp, "RateLimit", str_from(states));
	const int64_t wait_us = !r->limit_state.ok		     ? r->limit_state.wait_us
				: r->day != NULL && !r->day_state.ok ? r->day_state.wait_us
								     : 0;
	if (wait_us > 0)
		http_resp_header(r->resp, "Retry-After",
			str_from(arena_printf(a, "%lld", seconds(wait_us))));
}
