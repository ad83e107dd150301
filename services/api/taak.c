/* What staff writes down for each other about a request: notes, and tasks with an owner and a day.
 */
#include "api/aanvraag.h"
#include "api/req.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "store/sql.h"

/* ---- notes ---- */

static void put_notitie(struct jsn_out *o, const struct notitie_list_row *n)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", n->id);
	jsn_kv_uuid(o, "aanvraagId", n->aanvraag_id);
	vorm_kv_uuid(o, "koppelingId", n->has_koppeling_id, n->koppeling_id);
	jsn_kv_uuid(o, "accountId", n->account_id);
	jsn_kv_str(o, "tekst", n->tekst);
	jsn_kv_instant(o, "gemaaktOp", n->gemaakt_op);
	jsn_object_end(o);
}

enum err h_notitie_list(struct req *r, const struct op_notitie_list *in)
{
	struct page page;
	TRY(page_init(r, in->cursor, in->limit, &page));
	TRY(aanvraag_check_visible(r, req_reader(r), in->id));
	const struct notitie_list_in find = {
		.aanvraag_id = in->id, .na_id = page.after_id, .aantal = page.limit + 1
	};
	struct notitie_list_row *rows = NULL;
	size_t count = 0;
	TRY(notitie_list(r->t, req_reader(r), &find, &rows, &count));
	page_open(r, &page, count);
	for (size_t i = 0; i < page.shown; i++)
		put_notitie(&r->out, &rows[i]);
	page_close(r, &page, STR(""), 0,
		page.shown > 0 ? rows[page.shown - 1].id : (struct uuid){ { 0 } });
	return ERR_OK;
}

enum err h_notitie_post(struct req *r, const struct op_notitie_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(aanvraag_check_visible(r, tx, in->id));
	const struct notitie_create_in create = { .id = uuid_new(),
		.aanvraag_id = in->id,
		.has_koppeling_id = in->body.has_koppeling_id == JSN_VALUE,
		.koppeling_id = in->body.koppeling_id,
		.account_id = r->actor.account_id,
		.tekst = in->body.tekst,
		.nu = r->now_us };
	struct notitie_create_row made;
	TRY(notitie_create(r->t, tx, &create, &made));
	const struct notitie_list_row row = { .id = create.id,
		.aanvraag_id = in->id,
		.has_koppeling_id = create.has_koppeling_id,
		.koppeling_id = create.koppeling_id,
		.account_id = create.account_id,
		.tekst = create.tekst,
		.gemaakt_op = r->now_us };
	r->resp->status = 201;
	put_notitie(&r->out, &row);
	return ERR_OK;
}

/* ---- tasks ---- */

static void put_taak(struct jsn_out *o, const struct taak_get_row *t)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", t->id);
	jsn_kv_uuid(o, "aanvraagId", t->aanvraag_id);
	vorm_kv_uuid(o, "koppelingId", t->has_koppeling_id, t->koppeling_id);
	jsn_kv_uuid(o, "accountId", t->account_id);
	vorm_kv_uuid(o, "eigenaarId", t->has_eigenaar_id, t->eigenaar_id);
	jsn_kv_str(o, "tekst", t->tekst);
	vorm_kv_date(o, "voorDatum", t->has_voor_datum, t->voor_datum);
	vorm_kv_instant(o, "klaarOp", t->has_klaar_op, t->klaar_op);
	jsn_kv_instant(o, "gemaaktOp", t->gemaakt_op);
	jsn_object_end(o);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct taak_get_row *ret_row)
{
	struct taak_get_row *rows = NULL;
	size_t count = 0;
	TRY(taak_get(r->t, tx, &(struct taak_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze taak");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_taak_list(struct req *r, const struct op_taak_list *in)
{
	struct page page;
	TRY(page_init(r, in->cursor, in->limit, &page));
	const bool assigned = in->has_toegewezen == JSN_VALUE;
	const struct taak_list_in find = { .has_aanvraag_id = in->has_aanvraag_id == JSN_VALUE,
		.aanvraag_id = in->aanvraag_id,
		.has_eigenaar_id = assigned && in->toegewezen == API_WERK_TOEGEWEZEN_MIJ,
		.eigenaar_id = r->actor.account_id,
		.niemand = assigned && in->toegewezen == API_WERK_TOEGEWEZEN_NIEMAND,
		.na_id = page.after_id,
		.aantal = page.limit + 1 };
	struct taak_list_row list;
	TRY(taak_list(r->t, req_reader(r), &find, &list));
	struct taak_get_row *rows = NULL;
	size_t count = 0;
	TRY(taak_get(r->t, req_reader(r), &(struct taak_get_in){ .ids = list.ids }, &rows, &count));
	page_open(r, &page, count);
	for (size_t i = 0; i < page.shown; i++)
		put_taak(&r->out, &rows[i]);
	page_close(r, &page, STR(""), 0,
		page.shown > 0 ? rows[page.shown - 1].id : (struct uuid){ { 0 } });
	return ERR_OK;
}

enum err h_taak_get(struct req *r, const struct op_taak_get *in)
{
	struct taak_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_taak(&r->out, &row);
	return ERR_OK;
}

/* Writes it and reads it back for the answer. */
static enum err save(
	struct req *r, struct db_tx *tx, struct taak_save_in *t, struct taak_get_row *ret_row)
{
	t->door = r->actor.account_id;
	t->nu = r->now_us;
	bool found = false;
	struct taak_save_row saved;
	TRY(taak_save(r->t, tx, t, &found, &saved));
	if (!found)
		task_fault(r->t, "/eigenaarId", "medewerker.onbekend",
			"Dit is geen medewerker van het Technocentrum.");
	TRY(task_faults_check(r->t));
	return get_one(r, tx, t->id, ret_row);
}

enum err h_taak_post(struct req *r, const struct op_taak_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(aanvraag_check_visible(r, tx, in->id));
	const struct api_taak_nieuw *b = &in->body;
	struct taak_save_in t = { .id = uuid_new(),
		.aanvraag_id = in->id,
		.has_koppeling_id = b->has_koppeling_id == JSN_VALUE,
		.koppeling_id = b->koppeling_id,
		.account_id = r->actor.account_id,
		.has_eigenaar_id = b->has_eigenaar_id == JSN_VALUE,
		.eigenaar_id = b->eigenaar_id,
		.tekst = b->tekst,
		.has_voor_datum = b->has_voor_datum == JSN_VALUE,
		.voor_datum = b->voor_datum };
	struct taak_get_row row;
	if (t.has_voor_datum && t.voor_datum < r->today)
		task_fault(r->t, "/voorDatum", "taak.voorbij", "Deze dag is al voorbij.");
	TRY(task_faults_check(r->t));
	TRY(save(r, tx, &t, &row));
	req_created(r, row.versie, "/v1/taken/", row.id);
	put_taak(&r->out, &row);
	return ERR_OK;
}

/* Holds it for this transaction, in the version that If-Match names. */
static enum err hold(struct req *r, struct db_tx *tx, struct uuid id)
{
	bool found = false;
	struct taak_lock_row row;
	TRY(taak_lock(r->t, tx, &(struct taak_lock_in){ .id = id }, &found, &row));
	if (!found)
		return req_not_found(r, "Deze taak");
	return row.versie == r->if_match ? ERR_OK : req_stale(r, row.versie);
}

enum err h_taak_patch(struct req *r, const struct op_taak_patch *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(hold(r, tx, in->id));
	struct taak_get_row row;
	TRY(get_one(r, tx, in->id, &row));
	const struct api_taak_wijziging *b = &in->body;
	struct taak_save_in t = { .id = row.id,
		.aanvraag_id = row.aanvraag_id,
		.has_koppeling_id = row.has_koppeling_id,
		.koppeling_id = row.koppeling_id,
		.account_id = row.account_id,
		.has_eigenaar_id = row.has_eigenaar_id,
		.eigenaar_id = row.eigenaar_id,
		.tekst = row.tekst,
		.has_voor_datum = row.has_voor_datum,
		.voor_datum = row.voor_datum,
		.has_klaar_op = row.has_klaar_op,
		.klaar_op = row.klaar_op };
	vorm_merge_text(b->has_tekst, b->tekst, &t.tekst);
	vorm_merge_uuid(b->has_eigenaar_id, b->eigenaar_id, &t.has_eigenaar_id, &t.eigenaar_id);
	vorm_merge_date(b->has_voor_datum, b->voor_datum, &t.has_voor_datum, &t.voor_datum);
	if (b->has_klaar == JSN_VALUE && b->klaar != t.has_klaar_op) {
		t.has_klaar_op = b->klaar;
		t.klaar_op = r->now_us;
	}
	TRY(save(r, tx, &t, &row));
	req_item(r, 200, row.versie);
	put_taak(&r->out, &row);
	return ERR_OK;
}
