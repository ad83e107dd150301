#include "api/dispatch.h"

#include <string.h>

#include "api/app.h"
#include "api/audit.h"
#include "api/caller.h"
#include "api/health.h"
#include "api/idempotency.h"
#include "api/negotiate.h"
#include "api/oauth.h"
#include "api/problem.h"
#include "api/req.h"
#include "api/route.h"
#include "api/security_txt.h"
#include "base/log.h"
#include "config.h"
#include "store/sql.h"

/* A request that lost to another one inside the database is tried again, so often and as long as
 * this: whoever waited for a lock already does not wait for it once more. */
#define MAX_TRIES    5
#define TRY_AGAIN_US (2 * INT64_C(1000000))
#define STEP_US	     INT64_C(5000) /* a read takes a tenth of it */

/* ---- decode ---- */

static const struct jsn_member *find_member(const struct jsn_schema *schema, struct str name)
{
	for (size_t i = 0; schema != NULL && i < schema->member_count; i++)
		if (str_eq(str_from(schema->members[i].name), name))
			return &schema->members[i];
	return NULL;
}

/* An id or code that is not of its form is one that nothing has: the handler says so, in its words.
 */
static bool is_of_nothing(const struct jsn_member *m, char *in)
{
	if (m == NULL || (m->value.kind != JSN_UUID && m->value.kind != JSN_STRING))
		return false;
	const struct uuid id = uuid_new();
	const struct str code = STR("");
	if (m->value.kind == JSN_UUID)
		memcpy(in + m->offset, &id, sizeof(id));
	else
		memcpy(in + m->offset, &code, sizeof(code));
	return true;
}

static enum err decode_path(struct req *r, const struct route *route, char *in)
{
	for (size_t i = 0; i < route->param_count; i++) {
		const struct jsn_member *m = find_member(r->op->path_params, route->names[i]);
		struct str text;
		bool decoded = false;
		if (m != NULL && http_percent_decode(task_arena(r->t), route->params[i], false,
					 &text) == ERR_OK) {
			size_t faults = 0;
			jsn_decode_text(r->t, text, &m->value, m->name, in + m->offset);
			(void)task_faults(r->t, &faults);
			task_clear_error(r->t);
			decoded = faults == 0;
		}
		if (!decoded && !is_of_nothing(m, in))
			return ERR_NOT_FOUND;
	}
	if (route->param_count > 0 && uuid_parse(route->params[0], &r->onderwerp) != ERR_OK)
		r->onderwerp = (struct uuid){ { 0 } }; /* it goes by a code */
	return ERR_OK;
}

static void require_parameters(struct req *r, const struct jsn_schema *schema, const char *in)
{
	for (size_t i = 0; schema != NULL && i < schema->member_count; i++) {
		const struct jsn_member *m = &schema->members[i];
		enum jsn_has has;
		memcpy(&has, in + m->has_offset, sizeof(has));
		if (m->required && has == JSN_ABSENT)
			task_fault(r->t, arena_printf(task_arena(r->t), "?%s", m->name),
				"parameter.verplicht", "Deze parameter is verplicht.");
	}
}

/* Pairs of a query, or of a form: there what we do not know is passed over (RFC 6749, section 3.2).
 */
static void decode_pairs(
	struct req *r, struct str raw, const struct jsn_schema *schema, bool form, char *in)
{
	struct http_query_pair pairs[HTTP_MAX_QUERY_PAIRS];
	size_t count = 0;
	if (http_query_parse(task_arena(r->t), raw, pairs, &count) != ERR_OK)
		task_fault(r->t, "?", "vraag.ongeldig",
			"De vraag achter het vraagteken klopt niet: naam=waarde, met & ertussen, "
			"in UTF-8.");
	for (size_t i = 0; i < count; i++) {
		const struct jsn_member *m = find_member(schema, pairs[i].key);
		const char *pointer =
			arena_printf(task_arena(r->t), "?%.*s", STR_FMT(pairs[i].key));
		if (pairs[i].again) {
			task_fault(r->t, pointer, "parameter.dubbel",
				"Deze parameter mag er maar één keer staan.");
			continue;
		}
		if (m == NULL) {
			if (!form)
				task_fault(r->t, pointer, "parameter.onbekend",
					"Deze parameter bestaat hier niet.");
			continue;
		}
		const enum jsn_has has = JSN_VALUE;
		memcpy(in + m->has_offset, &has, sizeof(has));
		jsn_decode_text(r->t, pairs[i].value, &m->value, pointer, in + m->offset);
	}
	if (!form)
		require_parameters(r, schema, in);
}

/* The faults of headers, query and body make one answer. Those of the body come last: there may be
 * more of them than are kept. */
static enum err decode(struct req *r, const struct route *route, char *in)
{
	TRY(decode_path(r, route, in));
	TRY(negotiate_body(r));
	caller_lid_fault(r);
	negotiate_if_match(r);
	negotiate_bevestigd(r);
	idempotency_read(r);
	decode_pairs(r, r->http->query, r->op->query, false, in);
	if (oauth_is(r->op)) {
		decode_pairs(r, r->http->body, r->op->body, true, in);
	} else if (r->op->body != NULL) {
		const enum err e =
			jsn_decode(r->t, r->http->body, r->op->body, in + r->op->body_offset);
		if (e != ERR_OK && e != ERR_INVALID)
			return e;
	}
	TRY(task_faults_check(r->t));
	if (r->op->defaults != NULL)
		r->op->defaults(in);
	return negotiate_has_version(r) ? ERR_OK : ERR_PRECONDITION_REQUIRED;
}

/* ---- run ---- */

static enum err run_once(struct req *r, const void *in)
{
	bool replayed = false;
	TRY(idempotency_begin(r, &replayed));
	if (replayed)
		return ERR_OK;
	TRY(r->op->handler(r, in));
	if (r->resp->body.overflow)
		return ERR_INTERNAL;
	TRY(caller_prove(r));
	TRY(audit_write(r));
	if (r->tx == NULL)
		return ERR_OK;
	TRY(idempotency_store(r));
	return db_commit(r->t, r->tx);
}

static void start_over(struct req *r, size_t header_count)
{
	req_drop(r);
	r->betreft_count = 0;
	r->resp->status = 200;
	r->resp->header_count = header_count;
	buf_reset(&r->resp->body);
	jsn_out_init(&r->out, &r->resp->body);
}

/* Longer each time, and not the same for two that met. */
static enum err back_off(struct req *r, int try)
{
	const int64_t ms = INT64_C(4) << try;
	return task_sleep(r->t, ms + clock_mono_us() % ms);
}

static enum err give_up(struct req *r)
{
	task_clear_error(r->t);
	return task_fail(r->t, ERR_UNAVAILABLE, "opnieuw.proberen",
		"Anderen waren hier net mee bezig. Probeer het zo nog eens.");
}

static enum err run(struct req *r, const void *in)
{
	const size_t header_count = r->resp->header_count;
	const int64_t until_us = clock_mono_us() + TRY_AGAIN_US;
	for (int try = 1;; try++) {
		start_over(r, header_count);
		const enum err e = run_once(r, in);
		if (!(e == ERR_CONFLICT && db_lost_to_another(r->t)))
			return e;
		if (r->tx != NULL)
			db_rollback(r->tx); /* nobody shall wait for us meanwhile */
		if (try == MAX_TRIES || clock_mono_us() >= until_us || back_off(r, try) != ERR_OK)
			return give_up(r);
		task_clear_error(r->t);
	}
}

static enum err wrong_method(struct req *r, const struct route *route)
{
	if (route->methods == 0)
		return ERR_NOT_FOUND;
	http_resp_header(r->resp, "Allow", route_allow(task_arena(r->t), route->methods));
	if (r->http->method != HTTP_OPTIONS)
		return ERR_METHOD;
	r->resp->status = 204;
	return ERR_OK;
}

static void success_headers(struct req *r)
{
	if (r->resp->status == 204)
		return;
	if (r->op->talig) {
		http_resp_header(
			r->resp, "Content-Language", str_from(negotiate_language_code(r->taal)));
		http_resp_header(r->resp, "Vary", STR("Accept-Language"));
	}
	if (r->resp->status != 304)
		http_resp_header(r->resp, "Content-Type",
			str_from(arena_printf(
				task_arena(r->t), "%s; charset=utf-8", r->op->answer_media)));
	if (r->op->open && r->op->method == HTTP_GET && r->op->secret) {
		http_resp_header(r->resp, "Cache-Control", STR("private, max-age=300"));
	} else if (r->op->open && r->op->method == HTTP_GET) {
		http_resp_header(r->resp, "Cache-Control", STR("public, max-age=300"));
		http_resp_header(r->resp, "Access-Control-Allow-Origin", STR("*"));
	} else {
		http_resp_header(r->resp, "Cache-Control", STR("no-store"));
	}
	if (strcmp(r->op->answer_media, "text/html") != 0)
		problem_data_policy(r->resp);
}

/* The paths of health, of security.txt and of OAuth stand outside the contract. */
static struct route find_route(const struct config *config, const struct http_req *http)
{
	if (health_is_path(http->path) || security_txt_is_path(config, http->path))
		return (struct route){ .methods = HEALTH_METHODS };
	struct route route = { 0 };
	route.op = oauth_find(http, &route.methods);
	return route.methods != 0 ? route : route_find(http->method, http->path);
}

static enum err call(struct req *r, const struct route *route)
{
	TRY(caller_find(r));
	char *in = arena_alloc(task_arena(r->t), r->op->in_size);
	TRY(decode(r, route, in));
	return run(r, in);
}

static enum err answer(struct req *r)
{
	if (health_answer(r) || security_txt_answer(r))
		return ERR_OK;
	const struct route route = find_route(r->app->config, r->http);
	if (route.op == NULL)
		return wrong_method(r, &route);
	r->op = route.op;
	TRY(negotiate_accept(r, r->op->answer_media));
	const size_t header_count = r->resp->header_count;
	enum err e = call(r, &route);
	if (caller_changed(r, e)) {
		start_over(r, header_count);
		e = call(r, &route);
	}
	TRY(e);
	success_headers(r);
	return ERR_OK;
}

/* ---- answer and log ---- */

/*
 * An answer may not tell by its time what it does not say (req.h, stap_us).
 *
 * What is another's takes the database a little longer than what is not there. To somebody signed
 * in both are told at the end of the same step of time after the whole request was here: when it
 * began to come is the caller's choice.
 */
static void hide_the_time(struct req *r, int64_t begun_us, int64_t step_us)
{
	if (uuid_is_nil(r->actor.account_id))
		return;
	req_drop(r); /* nobody waits for what we hold */
	const int64_t took_us = clock_mono_us() - begun_us;
	const int64_t end_us = begun_us + (took_us / step_us + 1) * step_us;
	if (task_sleep_until(r->t, end_us) != ERR_OK)
		LOG(LOG_WARN, "tijd_verraadt", LOG_STR("verzoek", str_from(r->id)));
}

static void log_request(const struct req *r, enum err e)
{
	const struct fault *f = task_error(r->t);
	char from[ADDRESS_TEXT_SIZE];
	char account[UUID_TEXT_LEN + 1] = "-";
	address_network_text(&r->from, from);
	if (!uuid_is_nil(r->actor.account_id))
		uuid_format(r->actor.account_id, account);
	LOG_LATER(e == ERR_INTERNAL ? LOG_ERROR : LOG_INFO, "verzoek",
		LOG_STR("verzoek", str_from(r->id)),
		LOG_STR("operatie", str_from(r->op != NULL ? r->op->operation_id : "-")),
		LOG_STR("methode", r->http->method == HTTP_OTHER ? STR("-") : r->http->method_text),
		LOG_INT("status", r->resp->status),
		LOG_STR("code", str_from(e == ERR_OK ? "-"
					 : f != NULL ? f->code
						     : err_name(e))),
		LOG_STR("account", str_from(account)),
		LOG_STR("rol",
			str_from(uuid_is_nil(r->actor.lid_id) ? "-" : api_rol_names[r->actor.rol])),
		LOG_STR("van", str_from(from)), LOG_INT("bytes", (int64_t)r->resp->body.len),
		LOG_INT("us", clock_mono_us() - r->http->started_us));
}

/* Of a failed request only the headers that explain the failure may stay, and the cookie of whoever
 * has to show more before signing in (sessie.c); of what is too often, also when it may again. */
static void keep_headers(struct http_resp *resp, enum err e, size_t common)
{
	const size_t count = resp->header_count;
	if (e == ERR_PRECONDITION_FAILED || e == ERR_METHOD)
		return;
	resp->header_count = common;
	const bool again = e == ERR_UNAUTHENTICATED || e == ERR_TOO_MANY;
	for (size_t i = common; again && i < count; i++)
		if (str_eq_nocase(resp->headers[i].name, STR("Set-Cookie")) ||
			str_eq_nocase(resp->headers[i].name, STR("Retry-After")))
			resp->headers[resp->header_count++] = resp->headers[i];
}

void dispatch_request(
	struct task *t, const struct http_req *http, struct http_resp *resp, void *ctx)
{
	struct app *app = ctx;
	char *id = arena_alloc(task_arena(t), UUID_TEXT_LEN + 1);
	uuid_format(uuid_new(), id);
	const int64_t begun_us = clock_mono_us();
	const int64_t now_us = clock_now_us();
	struct req r = { .t = t,
		.app = app,
		.http = http,
		.resp = resp,
		.now_us = now_us,
		.today = date_in_netherlands(now_us),
		.from = http_sender(&app->proxies, http),
		.id = id };
	jsn_out_init(&r.out, &resp->body);
	task_set_deadline(t, begun_us + app->config->request_ms * 1000);
	resp->status = 200;
	problem_common_headers(resp);
	http_resp_header(resp, "X-Request-Id", str_from(id));
	const size_t common = resp->header_count;
	negotiate_language(&r);
	negotiate_speak(&r, r.taal);
	const enum err e = answer(&r);
	if (e == ERR_NOT_FOUND || r.stap_us > 0)
		hide_the_time(&r, begun_us, r.stap_us > 0 ? r.stap_us : STEP_US);
	if (e != ERR_OK)
		keep_headers(resp, e, common);
	caller_limit_headers(&r);
	if (e == ERR_INVALID && oauth_is(r.op))
		oauth_write_error(&r);
	else if (e != ERR_OK)
		problem_write(t, e, negotiate_language_code(r.taal), id, resp);
	metrics_count(&app->requests, resp->status, clock_mono_us() - http->started_us);
	log_request(&r, e);
	loop_at_turn_end(app->loop, &app->log_hook);
}

/* A process that is full lives: whoever kills those that do not must not kill this one. */
bool dispatch_is_brief(const struct http_req *http, void *ctx)
{
	(void)ctx;
	return health_is_liveness(http->path);
}

void dispatch_refusal(enum err why, const char *code, const char *detail, struct http_resp *resp,
	struct arena *a, void *ctx)
{
	(void)a;
	(void)ctx;
	problem_refusal(why, code, detail, resp);
	LOG(LOG_INFO, "geweigerd", LOG_INT("status", resp->status),
		LOG_STR("code", str_from(code != NULL ? code : err_name(why))));
}
