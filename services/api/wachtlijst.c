/* Who waits for an offer, in order of waiting. A request goes on the list, and off it, as it is
 * changed (aanvraag.c); the worker tells its school once that there is one (worker/wacht.h). */
#include "api/req.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "store/sql.h"

static void put_plaats(struct jsn_out *o, const struct wachtlijst_list_row *w)
{
	jsn_object(o);
	jsn_kv_uuid(o, "aanvraagId", w->id);
	jsn_kv_uuid(o, "schoolId", w->school_id);
	jsn_kv_str(o, "schoolNaam", w->school_naam);
	jsn_kv_str(o, "klas", w->klas);
	jsn_kv_str(o, "soort", w->soort);
	jsn_kv_str(o, "onderwerp", w->onderwerp);
	jsn_kv_date(o, "vanDatum", w->van_datum);
	jsn_kv_date(o, "totDatum", w->tot_datum);
	jsn_kv_instant(o, "sindsOp", w->wacht_sinds);
	vorm_kv_instant(o, "berichtOp", w->has_wacht_bericht_op, w->wacht_bericht_op);
	jsn_object_end(o);
}

enum err h_wachtlijst_list(struct req *r, const struct op_wachtlijst_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	const bool docent = !uuid_is_nil(r->bereik.docent_id);
	struct wachtlijst_list_row *rows = NULL;
	size_t count = 0;
	TRY(wachtlijst_list(r->t, req_reader(r),
		&(struct wachtlijst_list_in){ .alle = r->bereik.alle,
			.has_school_id = !r->bereik.alle && !docent,
			.school_id = r->bereik.school_id,
			.has_docent_id = docent,
			.docent_id = r->bereik.docent_id,
			.na_sinds = p.after_number,
			.na_id = p.after_id,
			.aantal = p.limit + 1 },
		&rows, &count));
	page_open(r, &p, count);
	for (size_t i = 0; i < p.shown; i++)
		put_plaats(&r->out, &rows[i]);
	const struct wachtlijst_list_row *last = p.shown > 0 ? &rows[p.shown - 1] : NULL;
	page_close(r, &p, STR_NULL, last != NULL ? last->wacht_sinds : 0,
		last != NULL ? last->id : (struct uuid){ { 0 } });
	return ERR_OK;
}
