/* Links to a calendar: made, given another address and ended by their owner. */
#include "api/app.h"
#include "api/req.h"
#include "auth/auth.h"
#include "config.h"
#include "store/sql.h"

#define HOLDS_US (400 * 24 * 3600 * INT64_C(1000000))

static void put_link(struct jsn_out *o, const struct agendalink_list_row *k)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", k->id);
	jsn_kv_uuid(o, "lidId", k->lid_id);
	jsn_kv_str(o, "naam", k->naam);
	jsn_kv_instant(o, "gemaaktOp", k->gemaakt_op);
	jsn_kv_instant(o, "verlooptOp", k->verloopt_op);
	jsn_object_end(o);
}

/* One of the caller's own. */
static enum err get_own(
	struct req *r, struct db_tx *tx, struct uuid id, struct agendalink_list_row *ret_row)
{
	const struct agendalink_list_in in = {
		.account_id = r->actor.account_id, .has_id = true, .id = id
	};
	struct agendalink_list_row *rows;
	size_t count = 0;
	TRY(agendalink_list(r->t, tx, &in, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze agendalink");
	*ret_row = rows[0];
	return ERR_OK;
}

/* The only time that its address is told. */
static enum err answer_secret(struct req *r, struct db_tx *tx, struct uuid id, const char *token)
{
	struct agendalink_list_row row;
	TRY(get_own(r, tx, id, &row));
	r->resp->status = 201;
	jsn_object(&r->out);
	jsn_key(&r->out, "agendalink");
	put_link(&r->out, &row);
	jsn_kv_cstr(&r->out, "link",
		arena_printf(task_arena(r->t), "%s/v1/agenda/%s.ics", r->app->config->public_url,
			token));
	jsn_object_end(&r->out);
	return ERR_OK;
}

enum err h_agendalink_list(struct req *r, const struct op_agendalink_list *in)
{
	(void)in;
	const struct agendalink_list_in mine = { .account_id = r->actor.account_id };
	struct agendalink_list_row *rows;
	size_t count = 0;
	TRY(agendalink_list(r->t, req_reader(r), &mine, &rows, &count));
	jsn_object(&r->out);
	jsn_key(&r->out, "items");
	jsn_array(&r->out);
	for (size_t i = 0; i < count; i++)
		put_link(&r->out, &rows[i]);
	jsn_array_end(&r->out);
	jsn_object_end(&r->out);
	return ERR_OK;
}

enum err h_agendalink_post(struct req *r, const struct op_agendalink_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	char token[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t hash[AUTH_HASH_BYTES];
	auth_token_new(token, hash);
	const struct agendalink_create_in create = { .id = uuid_new(),
		.account_id = r->actor.account_id,
		.lid_id = r->actor.lid_id,
		.naam = in->body.naam,
		.token_hash = auth_hash_str(hash),
		.nu = r->now_us,
		.verloopt_op = r->now_us + HOLDS_US };
	struct account_lock_row held;
	TRY(account_lock(r->t, tx, &(struct account_lock_in){ .id = create.account_id }, &held));
	bool found = false;
	struct agendalink_create_row made;
	TRY(agendalink_create(r->t, tx, &create, &found, &made));
	if (!found)
		return task_fail(r->t, ERR_CONFLICT, "agendalink.te_veel",
			"Je hebt al vijf agendalinks. Beëindig er eerst een.");
	r->onderwerp = create.id;
	return answer_secret(r, tx, create.id, token);
}

enum err h_agendalink_rotatie_post(struct req *r, const struct op_agendalink_rotatie_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	char token[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t hash[AUTH_HASH_BYTES];
	auth_token_new(token, hash);
	const struct agendalink_rotate_in rotate = { .id = in->id,
		.account_id = r->actor.account_id,
		.token_hash = auth_hash_str(hash),
		.nu = r->now_us,
		.verloopt_op = r->now_us + HOLDS_US };
	bool found = false;
	struct agendalink_rotate_row rotated;
	TRY(agendalink_rotate(r->t, tx, &rotate, &found, &rotated));
	if (!found)
		return req_not_found(r, "Deze agendalink");
	return answer_secret(r, tx, in->id, token);
}

enum err h_agendalinks_delete(struct req *r, const struct op_agendalinks_delete *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct agendalink_list_row row;
	TRY(get_own(r, tx, in->id, &row));
	const struct agendalink_delete_in end = { .id = in->id, .account_id = r->actor.account_id };
	bool found = false;
	struct agendalink_delete_row ended;
	TRY(agendalink_delete(r->t, tx, &end, &found, &ended));
	if (!found)
		return req_not_found(r, "Deze agendalink");
	r->onderwerp = in->id;
	put_link(&r->out, &row);
	return ERR_OK;
}
