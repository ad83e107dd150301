/* Where somebody is signed in, and ending that: each session by itself, all others, or by an
 * administrator all of an account. A session is looked up for each request, so an end holds at once
 * for every process. */
#include "api/app.h"
#include "api/cookie.h"
#include "api/oauth.h"
#include "api/req.h"
#include "config.h"
#include "store/sql.h"

static void write_count(struct req *r, int64_t count)
{
	jsn_object(&r->out);
	jsn_kv_int(&r->out, "sessiesBeeindigd", count);
	jsn_object_end(&r->out);
}

enum err h_sessie_list(struct req *r, const struct op_sessie_list *in)
{
	(void)in;
	const struct sessie_list_in mine = { .account_id = r->actor.account_id,
		.nu = r->now_us,
		.gezien_na = req_seen_after(r),
		.app_gezien_na = r->now_us - OAUTH_IDLE_US };
	struct sessie_list_row *rows;
	size_t count = 0;
	TRY(sessie_list(r->t, req_reader(r), &mine, &rows, &count));
	jsn_object(&r->out);
	jsn_key(&r->out, "items");
	jsn_array(&r->out);
	for (size_t i = 0; i < count; i++) {
		jsn_object(&r->out);
		jsn_kv_uuid(&r->out, "id", rows[i].id);
		jsn_kv_bool(&r->out, "huidig", uuid_eq(rows[i].id, r->actor.sessie_id));
		jsn_kv_str(&r->out, "wijze", rows[i].wijze);
		jsn_kv_str(&r->out, "app", rows[i].app);
		jsn_kv_bool(&r->out, "metCode", rows[i].met_code);
		jsn_kv_str(&r->out, "toestel", rows[i].toestel);
		jsn_kv_str(&r->out, "netwerk", rows[i].netwerk);
		jsn_kv_instant(&r->out, "gemaaktOp", rows[i].gemaakt_op);
		jsn_kv_instant(&r->out, "gezienOp", rows[i].gezien_op);
		jsn_kv_instant(&r->out, "verlooptOp", rows[i].verloopt_op);
		jsn_object_end(&r->out);
	}
	jsn_array_end(&r->out);
	jsn_object_end(&r->out);
	return ERR_OK;
}

static enum err end_one(struct req *r, struct db_tx *tx, struct uuid id)
{
	const struct sessie_end_one_in end = { .id = id, .account_id = r->actor.account_id };
	bool found = false;
	struct sessie_end_one_row ended;
	TRY(sessie_end_one(r->t, tx, &end, &found, &ended));
	if (!found)
		return req_not_found(r, "Deze sessie");
	if (r->by_cookie && uuid_eq(id, r->actor.sessie_id))
		cookie_clear(r);
	write_count(r, 1);
	return ERR_OK;
}

static enum err end_others(struct req *r, struct db_tx *tx)
{
	const struct sessie_end_in others = { .account_id = r->actor.account_id,
		.has_behalve = true,
		.behalve = r->actor.sessie_id };
	struct sessie_end_row ended;
	TRY(sessie_end(r->t, tx, &others, &ended));
	write_count(r, ended.aantal);
	return ERR_OK;
}

enum err h_sessies_delete(struct req *r, const struct op_sessies_delete *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	return in->has_id == JSN_VALUE ? end_one(r, tx, in->id) : end_others(r, tx);
}

enum err h_account_sessies_delete(struct req *r, const struct op_account_sessies_delete *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	bool found = false;
	struct account_get_row account;
	TRY(account_get(r->t, tx, &(struct account_get_in){ .id = in->id }, &found, &account));
	if (!found)
		return req_not_found(r, "Dit account");
	struct sessie_end_row ended;
	TRY(sessie_end(r->t, tx, &(struct sessie_end_in){ .account_id = in->id }, &ended));
	TRY(eenmalig_end(r->t, tx, &(struct eenmalig_end_in){ .account_id = in->id }));
	TRY(sleutel_end(r->t, tx, &(struct sleutel_end_in){ .account_id = in->id }));
	TRY(agendalink_end(r->t, tx, &(struct agendalink_end_in){ .account_id = in->id }));
	write_count(r, ended.aantal);
	return ERR_OK;
}
