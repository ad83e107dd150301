#include "api/req.h"

#include <string.h>

#include "api/app.h"
#include "config.h"
#include "motor/motor.h"

#define DEVICE_MAX_BYTES 200

struct db_tx *req_reader(struct req *r)
{
	return db_reader(r->app->db);
}

enum err req_begin(struct req *r, struct db_tx **ret_tx)
{
	if (r->tx == NULL)
		TRY(db_begin(r->t, r->app->db, &r->tx));
	*ret_tx = r->tx;
	return ERR_OK;
}

void req_drop(struct req *r)
{
	if (r->tx != NULL)
		db_rollback(r->tx);
	r->tx = NULL;
}

static void add_etag(struct req *r, int64_t versie)
{
	http_resp_header(r->resp, "ETag",
		str_from(arena_printf(task_arena(r->t), "\"%lld\"", (long long)versie)));
}

void req_item(struct req *r, int status, int64_t versie)
{
	r->resp->status = status;
	add_etag(r, versie);
}

static void add_location(struct req *r, const char *collection, struct uuid id)
{
	char text[UUID_TEXT_LEN + 1];
	uuid_format(id, text);
	http_resp_header(r->resp, "Location",
		str_from(arena_printf(task_arena(r->t), "%s%s", collection, text)));
}

void req_created(struct req *r, int64_t versie, const char *collection, struct uuid id)
{
	req_item(r, 201, versie);
	add_location(r, collection, id);
}

void req_accepted(struct req *r, const char *collection, struct uuid id)
{
	r->resp->status = 202;
	add_location(r, collection, id);
}

int64_t req_seen_after(const struct req *r)
{
	return r->now_us - r->app->config->session_idle_min * 60 * INT64_C(1000000);
}

struct str req_device(const struct req *r)
{
	size_t count = 0;
	struct str agent = http_req_header(r->http, "User-Agent", &count);
	if (count != 1 || str_check_text(agent) != NULL)
		return STR("");
	if (agent.len > DEVICE_MAX_BYTES)
		agent.len = DEVICE_MAX_BYTES;
	while (agent.len > 0 && str_code_points(agent) == SIZE_MAX)
		agent.len--; /* not inside a character */
	return agent;
}

struct str req_network(const struct req *r)
{
	char *text = arena_alloc(task_arena(r->t), ADDRESS_TEXT_SIZE);
	address_network_text(&r->from, text);
	return strcmp(text, "-") == 0 ? STR("") : str_from(text);
}

const char *req_word(struct req *r, struct str word)
{
	return task_say(r->t, arena_strndup(task_arena(r->t), word.ptr, word.len));
}

enum err req_not_found(struct req *r, const char *what)
{
	return motor_not_found(r->t, what);
}

enum err req_excuse(struct req *r, enum err e, struct str *ret_code, struct str *ret_uitleg)
{
	if (e != ERR_CONFLICT && e != ERR_FORBIDDEN && e != ERR_NOT_FOUND && e != ERR_INVALID)
		return e;
	if (db_lost_to_another(r->t))
		return e;
	size_t count = 0;
	const struct fault *first = task_faults(r->t, &count);
	const struct fault *f = e == ERR_INVALID && count > 0 ? first : task_error(r->t);
	*ret_code = str_dup(task_arena(r->t), str_from(f->code));
	*ret_uitleg = str_dup(task_arena(r->t), str_from(f->detail));
	task_clear_error(r->t);
	return ERR_OK;
}

enum err req_stale(struct req *r, int64_t versie)
{
	add_etag(r, versie);
	return task_fail(r->t, ERR_PRECONDITION_FAILED, "versie.verouderd",
		"Dit is intussen gewijzigd: de laatste versie is \"%lld\". Haal die op en pas je "
		"wijziging daarop toe.",
		(long long)versie);
}

bool req_is(const struct req *r, enum api_rol rol)
{
	return !uuid_is_nil(r->actor.lid_id) && r->actor.rol == rol;
}

bool req_is_school(const struct req *r)
{
	return req_is(r, API_ROL_SCHOOL) || req_is(r, API_ROL_DOCENT);
}
