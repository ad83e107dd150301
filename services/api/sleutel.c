/* Keys: made, changed for another secret and ended by their owner, and what they were used for. */
#include "api/sleutel.h"

#include <string.h>

#include "api/app.h"
#include "api/gebruik.h"
#include "api/vorm.h"
#include "store/sql.h"

#define HOUR_US (3600 * INT64_C(1000000))
#define DAY_US	(24 * HOUR_US)
/* Of the token: enough to tell keys apart, and nothing to guess the rest by. */
#define BEGIN_LEN   6
#define REPORT_DAYS 31

/* ---- showing ---- */

static void put_sleutel(struct jsn_out *o, const struct sleutel_list_row *k)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", k->id);
	jsn_kv_uuid(o, "lidId", k->lid_id);
	jsn_kv_str(o, "naam", k->naam);
	jsn_kv_str(o, "begintMet", k->begin);
	vorm_kv_texts(o, "rechten", k->rechten);
	jsn_kv_int(o, "perMinuut", k->per_minuut);
	jsn_kv_int(o, "perDag", k->per_dag);
	jsn_kv_instant(o, "gemaaktOp", k->gemaakt_op);
	jsn_kv_instant(o, "verlooptOp", k->verloopt_op);
	vorm_kv_instant(o, "vorigeTotOp", k->has_vorige_tot, k->vorige_tot);
	jsn_object_end(o);
}

/* One of the caller's own. */
static enum err get_own(
	struct req *r, struct db_tx *tx, struct uuid id, struct sleutel_list_row *ret_row)
{
	const struct sleutel_list_in in = {
		.account_id = r->actor.account_id, .has_id = true, .id = id
	};
	struct sleutel_list_row *rows;
	size_t count = 0;
	TRY(sleutel_list(r->t, tx, &in, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze sleutel");
	*ret_row = rows[0];
	return ERR_OK;
}

/* The only time that its secret is told. */
static enum err answer_secret(struct req *r, struct db_tx *tx, struct uuid id, const char *secret)
{
	struct sleutel_list_row row;
	TRY(get_own(r, tx, id, &row));
	r->resp->status = 201;
	jsn_object(&r->out);
	jsn_key(&r->out, "sleutel");
	put_sleutel(&r->out, &row);
	jsn_kv_cstr(&r->out, "geheim", secret);
	jsn_object_end(&r->out);
	return ERR_OK;
}

enum err h_sleutel_list(struct req *r, const struct op_sleutel_list *in)
{
	(void)in;
	const struct sleutel_list_in mine = { .account_id = r->actor.account_id };
	struct sleutel_list_row *rows;
	size_t count = 0;
	TRY(sleutel_list(r->t, req_reader(r), &mine, &rows, &count));
	jsn_object(&r->out);
	jsn_key(&r->out, "items");
	jsn_array(&r->out);
	for (size_t i = 0; i < count; i++)
		put_sleutel(&r->out, &rows[i]);
	jsn_array_end(&r->out);
	jsn_object_end(&r->out);
	return ERR_OK;
}

/* ---- making and ending ---- */

struct secret {
	const char *text;
	struct str begin, hash;
};

static struct secret secret_new(struct req *r)
{
	struct arena *a = task_arena(r->t);
	char token[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t *hash = arena_alloc(a, AUTH_HASH_BYTES);
	auth_token_new(token, hash);
	const char *text = arena_printf(a, SLEUTEL_PREFIX "%s", token);
	explicit_bzero(token, sizeof(token));
	return (struct secret){ .text = text,
		.begin = { text, sizeof(SLEUTEL_PREFIX) - 1 + BEGIN_LEN },
		.hash = auth_hash_str(hash) };
}

/* Whether a role may do anything at all that a right is for. */
static bool is_of_role(int recht, enum api_rol rol)
{
	for (size_t i = 0; i < api_operation_count; i++) {
		const struct api_operation *op = &api_operations[i];
		if (op->recht == recht && (op->iedereen || op->toegang[rol] != API_TOEGANG_GEEN))
			return true;
	}
	return false;
}

static enum err check_rechten(struct req *r, struct jsn_array rechten)
{
	for (size_t i = 0; i < rechten.count; i++)
		if (!is_of_role(((const int32_t *)rechten.items)[i], r->actor.rol))
			task_fault(r->t, arena_printf(task_arena(r->t), "/rechten/%zu", i),
				"recht.niet_van_rol",
				"Met jouw rol kan dit niet, ook niet met een sleutel.");
	return task_faults_check(r->t);
}

/* Keys are of people who work somewhere. */
static enum err check_maker(struct req *r)
{
	if (uuid_is_nil(r->actor.lid_id))
		return task_fail(r->t, ERR_FORBIDDEN, "rol.geen",
			"Je doet nog nergens aan mee: een sleutel zou niets kunnen.");
	return ERR_OK;
}

enum err h_sleutel_post(struct req *r, const struct op_sleutel_post *in)
{
	const struct api_sleutel_nieuw *b = &in->body;
	TRY(check_maker(r));
	TRY(check_rechten(r, b->rechten));
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct secret secret = secret_new(r);
	const struct sleutel_create_in create = { .id = uuid_new(),
		.account_id = r->actor.account_id,
		.lid_id = r->actor.lid_id,
		.naam = b->naam,
		.rechten = vorm_choices(task_arena(r->t), api_sleutel_recht_names, b->rechten),
		.met_code = r->actor.met_code,
		.begin = secret.begin,
		.token_hash = secret.hash,
		.per_minuut = (int32_t)b->per_minuut,
		.per_dag = (int32_t)b->per_dag,
		.nu = r->now_us,
		.verloopt_op = r->now_us + b->geldig_dagen * DAY_US };
	struct account_lock_row held;
	TRY(account_lock(r->t, tx, &(struct account_lock_in){ .id = create.account_id }, &held));
	bool found = false;
	struct sleutel_create_row made;
	TRY(sleutel_create(r->t, tx, &create, &found, &made));
	if (!found)
		return task_fail(r->t, ERR_CONFLICT, "sleutel.te_veel",
			"Je hebt al twintig sleutels. Beëindig er eerst een.");
	r->onderwerp = create.id;
	return answer_secret(r, tx, create.id, secret.text);
}

enum err h_sleutel_rotatie_post(struct req *r, const struct op_sleutel_rotatie_post *in)
{
	TRY(check_maker(r));
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct secret secret = secret_new(r);
	const struct sleutel_rotate_in rotate = { .id = in->id,
		.account_id = r->actor.account_id,
		.begin = secret.begin,
		.token_hash = secret.hash,
		.vorige_tot = r->now_us + in->body.overlap_uren * HOUR_US };
	bool found = false;
	struct sleutel_rotate_row rotated;
	TRY(sleutel_rotate(r->t, tx, &rotate, &found, &rotated));
	if (!found)
		return req_not_found(r, "Deze sleutel");
	return answer_secret(r, tx, in->id, secret.text);
}

enum err h_sleutels_delete(struct req *r, const struct op_sleutels_delete *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct sleutel_list_row row;
	TRY(get_own(r, tx, in->id, &row));
	const struct sleutel_delete_in end = { .id = in->id, .account_id = r->actor.account_id };
	bool found = false;
	struct sleutel_delete_row ended;
	TRY(sleutel_delete(r->t, tx, &end, &found, &ended));
	if (!found)
		return req_not_found(r, "Deze sleutel");
	r->onderwerp = in->id;
	put_sleutel(&r->out, &row);
	return ERR_OK;
}

/* ---- what it was used for ---- */

/* Per day or per operation: the rows that have one or the other. */
static int64_t put_rows(struct req *r, const struct gebruik_list_row *rows, size_t count, bool days)
{
	int64_t today = 0;
	jsn_array(&r->out);
	for (size_t i = 0; i < count; i++) {
		if (rows[i].has_dag != days)
			continue;
		jsn_object(&r->out);
		if (days)
			jsn_kv_date(&r->out, "datum", rows[i].dag);
		else
			jsn_kv_str(&r->out, "operatie", rows[i].operatie);
		jsn_kv_int(&r->out, "aantal", rows[i].aantal);
		jsn_kv_int(&r->out, "geweigerd", rows[i].geweigerd);
		jsn_object_end(&r->out);
		if (days && rows[i].dag == r->today)
			today = rows[i].aantal;
	}
	jsn_array_end(&r->out);
	return today;
}

enum err h_sleutel_gebruik_get(struct req *r, const struct op_sleutel_gebruik_get *in)
{
	const struct uuid self = r->actor.sleutel_id;
	if (!uuid_is_nil(self) && !uuid_eq(self, in->id))
		return req_not_found(r, "Deze sleutel");
	struct sleutel_list_row key;
	TRY(get_own(r, req_reader(r), in->id, &key));
	const struct gebruik_list_in since = { .sleutel_id = in->id,
		.sinds = r->today - REPORT_DAYS + 1 };
	struct gebruik_list_row *rows;
	size_t count = 0;
	TRY(gebruik_list(r->t, req_reader(r), &since, &rows, &count));
	jsn_object(&r->out);
	jsn_key(&r->out, "dagen");
	int64_t today = put_rows(r, rows, count, true);
	jsn_key(&r->out, "operaties");
	(void)put_rows(r, rows, count, false);
	if (r->app->gebruik != NULL)
		today += gebruik_pending(r->app->gebruik, in->id, r->today);
	jsn_kv_int(&r->out, "perMinuut", key.per_minuut);
	jsn_kv_int(&r->out, "perDag", key.per_dag);
	jsn_kv_int(&r->out, "vandaag", today);
	jsn_object_end(&r->out);
	return ERR_OK;
}
