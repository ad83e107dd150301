#include "api/health.h"

#include "api/app.h"
#include "base/log.h"
#include "contact/contact.h"
#include "motor/voorraad.h"
#include "store/migrations.h"

#define PING_MS 2000

static void write_state(struct req *r, int status, const char *state)
{
	r->resp->status = status;
	http_resp_header(r->resp, "Content-Type", STR("application/json; charset=utf-8"));
	http_resp_header(r->resp, "Cache-Control", STR("no-store"));
	if (status != 200)
		http_resp_header(r->resp, "Retry-After", STR("1"));
	jsn_object(&r->out);
	jsn_kv_cstr(&r->out, "status", state);
	jsn_object_end(&r->out);
}

/* Whether what is sealed opens, asked until it does. Why not is for the log. */
static bool keys_fit(struct req *r)
{
	struct app *app = r->app;
	if (app->keys_ok)
		return true;
	app->keys_ok = contact_proef(r->t, app->db, app->keys) == ERR_OK;
	const struct fault *f = task_error(r->t);
	if (!app->keys_ok)
		LOG(LOG_ERROR, "sleutels.passen_niet",
			LOG_STR("melding", str_from(f != NULL ? f->detail : "")));
	return app->keys_ok;
}

static void ready(struct req *r)
{
	struct app *app = r->app;
	if (app->draining) {
		write_state(r, 503, "stopt");
		return;
	}
	/* The ping first: it gives up soon, and without it nothing is known of the schema. */
	const bool there = db_ping(r->t, app->db, PING_MS) == ERR_OK;
	if (there && !app->schema_ok)
		app->schema_ok = db_migrate_check(r->t, app->db, store_migrations,
					 store_migration_count) == ERR_OK;
	if (!there)
		write_state(r, 503, "database");
	else if (!app->schema_ok)
		write_state(r, 503, "schema");
	else if (!keys_fit(r))
		write_state(r, 503, "sleutels");
	else if (!voorraad_is_ready(app->voorraad))
		write_state(r, 503, "voorraad");
	else
		write_state(r, 200, "gereed");
	task_clear_error(r->t);
}

static bool is_readiness(struct str path)
{
	return str_eq(path, STR("/readyz"));
}

bool health_is_liveness(struct str path)
{
	return str_eq(path, STR("/healthz"));
}

bool health_is_path(struct str path)
{
	return is_readiness(path) || health_is_liveness(path);
}

bool health_answer(struct req *r)
{
	if (!health_is_path(r->http->path) || (HEALTH_METHODS & 1u << r->http->method) == 0)
		return false;
	if (is_readiness(r->http->path))
		ready(r);
	else
		write_state(r, 200, "leeft");
	return true;
}
