/* Keeping the audit of calls, and showing it: who saw somebody's data, and when. */
#include "api/audit.h"

#include <assert.h>

#include "api/vorm.h"
#include "store/sql.h"

/* ---- keeping ---- */

static bool is_own(const struct actor *a, struct uuid id)
{
	return uuid_eq(id, a->account_id) || uuid_eq(id, a->school_id) ||
	       uuid_eq(id, a->bedrijf_id) || uuid_eq(id, a->vrijwilliger_id);
}

static void note(struct req *r, struct uuid id)
{
	for (size_t i = 0; i < r->betreft_count; i++)
		if (uuid_eq(r->betreft[i], id))
			return;
	if (r->betreft == NULL)
		r->betreft = ARENA_ARRAY(task_arena(r->t), AUDIT_BETREFT_MAX, struct uuid);
	assert(r->betreft_count < AUDIT_BETREFT_MAX); /* no page is that long */
	r->betreft[r->betreft_count++] = id;
}

void audit_shows(struct req *r, struct uuid id)
{
	if (!uuid_is_nil(id) && !is_own(&r->actor, id))
		note(r, id);
}

void audit_shows_self(struct req *r)
{
	note(r, r->actor.account_id);
}

enum err audit_write(struct req *r)
{
	if (r->tx == NULL && r->betreft_count == 0)
		return ERR_OK;
	char from[ADDRESS_TEXT_SIZE];
	address_network_text(&r->from, from);
	struct audit_create_in in = { .nu = r->now_us,
		.operatie = str_from(r->op->operation_id),
		.has_account_id = !uuid_is_nil(r->actor.account_id),
		.account_id = r->actor.account_id,
		.has_lid_id = !uuid_is_nil(r->actor.lid_id),
		.lid_id = r->actor.lid_id,
		.van = str_from(from),
		.has_onderwerp = !uuid_is_nil(r->onderwerp),
		.onderwerp = r->onderwerp,
		.betreft = { r->betreft, r->betreft_count },
		.status = r->resp->status };
	if (in.has_lid_id || !uuid_is_nil(r->actor.vrijwilliger_id)) /* or by a link */
		in.rol = str_from(api_rol_names[r->actor.rol]);
	if (uuid_parse(str_from(r->id), &in.id) != ERR_OK)
		return ERR_INTERNAL;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	return audit_create(r->t, tx, &in);
}

/* ---- showing ---- */

static void put_row(struct jsn_out *o, const struct audit_list_row *a)
{
	const bool call = str_eq(a->tabel, STR("verzoek"));
	jsn_object(o);
	jsn_kv_instant(o, "op", a->op);
	jsn_kv_str(o, "handeling", a->handeling);
	vorm_kv_uuid(o, "verzoekId", call, a->rij);
	vorm_kv_uuid(o, "onderwerpId", !call || a->has_onderwerp, call ? a->onderwerp : a->rij);
	vorm_kv_uuid(o, "accountId", a->has_account_id, a->account_id);
	vorm_kv_uuid(o, "lidId", a->has_lid_id, a->lid_id);
	jsn_kv_str(o, "rol", a->rol);
	jsn_kv_str(o, "van", a->van);
	vorm_kv_int(o, "status", a->has_status, a->status);
	jsn_object_end(o);
}

enum err h_audit_list(struct req *r, const struct op_audit_list *in)
{
	struct page page;
	TRY(page_init(r, in->cursor, in->limit, &page));
	if (in->tot_op <= in->van_op) {
		task_fault(r->t, "?totOp", "periode.omgekeerd",
			"De periode eindigt voordat zij begint: kies totOp na vanOp.");
		return task_faults_check(r->t);
	}
	const struct audit_list_in find = { .persoon_id = in->persoon_id,
		.van = in->van_op,
		.tot = in->tot_op,
		.na_id = page.after_number,
		.aantal = page.limit + 1 };
	struct audit_list_row *rows = NULL;
	size_t count = 0;
	TRY(audit_list(r->t, req_reader(r), &find, &rows, &count));
	audit_shows(r, in->persoon_id);
	page_open(r, &page, count);
	for (size_t i = 0; i < page.shown; i++)
		put_row(&r->out, &rows[i]);
	page_close(r, &page, STR(""), page.shown > 0 ? rows[page.shown - 1].id : 0, in->persoon_id);
	return ERR_OK;
}
