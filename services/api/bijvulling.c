/* What is proposed by itself after a match ended, and why that stopped: for staff, and for the
 * school of the request. */
#include "api/req.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "store/sql.h"

static void put_bijvulling(struct jsn_out *o, const struct bijvulling_list_row *b)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", b->id);
	jsn_kv_uuid(o, "aanvraagId", b->aanvraag_id);
	jsn_kv_uuid(o, "koppelingId", b->koppeling_id);
	jsn_kv_int(o, "poging", b->poging);
	jsn_kv_int(o, "maximum", b->maximum);
	jsn_kv_str(o, "status", b->status);
	jsn_kv_str(o, "reden", b->reden);
	vorm_kv_uuid(o, "voorstelId", b->has_voorstel_id, b->voorstel_id);
	vorm_kv_uuid(o, "planningId", b->has_planning_id, b->planning_id);
	jsn_kv_instant(o, "gemaaktOp", b->gemaakt_op);
	jsn_kv_instant(o, "gewijzigdOp", b->gewijzigd_op);
	jsn_object_end(o);
}

enum err h_bijvulling_list(struct req *r, const struct op_bijvulling_list *in)
{
	struct page page;
	TRY(page_init(r, in->cursor, in->limit, &page));
	const bool first = uuid_is_nil(page.after_id);
	const struct bijvulling_list_in find = { .has_aanvraag_id =
							 in->has_aanvraag_id == JSN_VALUE,
		.aanvraag_id = in->aanvraag_id,
		.has_docent_id = !uuid_is_nil(r->bereik.docent_id),
		.docent_id = r->bereik.docent_id,
		.has_school_id = !uuid_is_nil(r->bereik.school_id),
		.school_id = r->bereik.school_id,
		.status = in->has_status ? str_from(api_bijvulling_status_names[in->status])
					 : STR_NULL,
		.voor_op = first ? r->now_us + 1 : page.after_number,
		.voor_id = page.after_id,
		.aantal = page.limit + 1 };
	struct bijvulling_list_row *rows = NULL;
	size_t count = 0;
	TRY(bijvulling_list(r->t, req_reader(r), &find, &rows, &count));
	page_open(r, &page, count);
	for (size_t i = 0; i < page.shown; i++)
		put_bijvulling(&r->out, &rows[i]);
	const struct bijvulling_list_row *last = page.shown > 0 ? &rows[page.shown - 1] : NULL;
	page_close(r, &page, STR(""), last != NULL ? last->gemaakt_op : 0,
		last != NULL ? last->id : (struct uuid){ 0 });
	return ERR_OK;
}
