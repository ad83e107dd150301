/* Trials of weights on the open requests: staff asks, a worker does it (worker/proef.h), staff
 * looks. */
#include "api/gewicht.h"
#include "api/vorm.h"

static void put_proef(struct jsn_out *o, const struct proef_get_row *row)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", row->id);
	jsn_kv_uuid(o, "gewichtId", row->gewicht_id);
	jsn_kv_str(o, "soort", row->soort);
	jsn_kv_int(o, "versie", row->gewicht_versie);
	jsn_kv_int(o, "tegen", row->tegen_versie);
	gewicht_write_factoren(o, row->factoren, row->gewichten);
	jsn_kv_str(o, "status", row->status);
	jsn_kv_str(o, "stand", row->stand);
	vorm_kv_int(o, "aanvragen", row->has_aanvragen, row->aanvragen);
	jsn_kv_int(o, "gedaan", row->gedaan);
	jsn_key(o, "uitkomst");
	jsn_raw(o, row->uitkomst);
	jsn_kv_instant(o, "gemaaktOp", row->gemaakt_op);
	jsn_kv_instant(o, "gewijzigdOp", row->gewijzigd_op);
	jsn_object_end(o);
}

static enum err find_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct proef_get_row *ret_row)
{
	struct proef_get_row *rows = NULL;
	size_t count = 0;
	TRY(proef_get(r->t, tx, &(struct proef_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze proef");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_proef_list(struct req *r, const struct op_proef_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct gewicht_get_row version;
	TRY(gewicht_find(r, req_reader(r), in->id, &version));
	const struct proef_list_in find = {
		.gewicht_id = in->id, .na_id = p.after_id, .aantal = p.limit + 1
	};
	struct proef_list_row list;
	TRY(proef_list(r->t, req_reader(r), &find, &list));
	struct proef_get_row *rows = NULL;
	size_t count = 0;
	TRY(proef_get(
		r->t, req_reader(r), &(struct proef_get_in){ .ids = list.ids }, &rows, &count));
	page_open(r, &p, count);
	for (size_t i = 0; i < p.shown; i++)
		put_proef(&r->out, &rows[i]);
	page_close(r, &p, STR(""), 0, p.shown > 0 ? rows[p.shown - 1].id : (struct uuid){ { 0 } });
	return ERR_OK;
}

enum err h_proef_get(struct req *r, const struct op_proef_get *in)
{
	struct proef_get_row row;
	TRY(find_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_proef(&r->out, &row);
	return ERR_OK;
}

enum err h_proef_post(struct req *r, const struct op_proef_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct gewicht_lock_row active;
	TRY(gewicht_hold_against(r, tx, in->id, in->body.tegen, &active));
	const struct proef_create_in args = { .id = uuid_new(),
		.gewicht_id = in->id,
		.tegen_id = active.id,
		.nu = r->now_us,
		.account_id = r->actor.account_id };
	struct proef_create_row made;
	TRY(proef_create(r->t, tx, &args, &made));
	struct proef_get_row row;
	TRY(find_one(r, tx, args.id, &row));
	req_accepted(r, "/v1/proeven/", row.id);
	put_proef(&r->out, &row);
	return ERR_OK;
}
