/* Saved views of what waits for staff: one's own, and those that are shared, which are everybody's.
 */
#include "api/invoer.h"
#include "api/req.h"
#include "api/vorm.h"
#include "store/sql.h"

static void put_weergave(struct req *r, const struct weergave_get_row *w)
{
	struct jsn_out *const o = &r->out;
	jsn_object(o);
	jsn_kv_uuid(o, "id", w->id);
	jsn_kv_str(o, "naam", w->naam);
	jsn_kv_bool(o, "gedeeld", w->gedeeld);
	jsn_kv_bool(o, "eigen", uuid_eq(w->account_id, r->actor.account_id));
	jsn_kv_str(o, "wat", w->wat);
	jsn_kv_str(o, "soort", w->soort);
	jsn_kv_str(o, "risico", w->risico);
	jsn_kv_str(o, "gemeente", w->gemeente_code);
	vorm_kv_uuid(o, "kringId", w->has_kring_id, w->kring_id);
	vorm_kv_uuid(o, "campagneId", w->has_campagne_id, w->campagne_id);
	jsn_kv_str(o, "toegewezen", w->toegewezen);
	vorm_kv_int(o, "wachtDagen", w->has_wacht_dagen, w->wacht_dagen);
	jsn_object_end(o);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct weergave_get_row *ret_row)
{
	const struct weergave_get_in in = { .ids = { &id, 1 }, .account_id = r->actor.account_id };
	struct weergave_get_row *rows = NULL;
	size_t count = 0;
	TRY(weergave_get(r->t, tx, &in, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze weergave");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_weergave_list(struct req *r, const struct op_weergave_list *in)
{
	struct page page;
	TRY(page_init(r, in->cursor, in->limit, &page));
	const struct weergave_list_in find = {
		.account_id = r->actor.account_id, .na_id = page.after_id, .aantal = page.limit + 1
	};
	struct weergave_list_row list;
	TRY(weergave_list(r->t, req_reader(r), &find, &list));
	const struct weergave_get_in get = { .ids = list.ids, .account_id = find.account_id };
	struct weergave_get_row *rows = NULL;
	size_t count = 0;
	TRY(weergave_get(r->t, req_reader(r), &get, &rows, &count));
	page_open(r, &page, count);
	for (size_t i = 0; i < page.shown; i++)
		put_weergave(r, &rows[i]);
	page_close(r, &page, STR(""), 0,
		page.shown > 0 ? rows[page.shown - 1].id : (struct uuid){ { 0 } });
	return ERR_OK;
}

enum err h_weergave_get(struct req *r, const struct op_weergave_get *in)
{
	struct weergave_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_weergave(r, &row);
	return ERR_OK;
}

/* Writes it and reads it back for the answer. */
static enum err save(struct req *r, struct db_tx *tx, struct weergave_save_in *w,
	struct weergave_get_row *ret_row)
{
	invoer_line(r, "/naam", &w->naam);
	if (w->has_kring_id)
		TRY(invoer_kring(r, tx, w->kring_id));
	TRY(task_faults_check(r->t));
	w->door = r->actor.account_id;
	w->nu = r->now_us;
	struct weergave_save_row saved;
	TRY(weergave_save(r->t, tx, w, &saved));
	return get_one(r, tx, w->id, ret_row);
}

enum err h_weergave_post(struct req *r, const struct op_weergave_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct api_weergave_nieuw *b = &in->body;
	struct weergave_save_in w = { .id = uuid_new(),
		.account_id = r->actor.account_id,
		.naam = b->naam,
		.gedeeld = b->gedeeld };
	vorm_merge_choice(b->has_wat, api_werk_soort_names, b->wat, &w.wat);
	vorm_merge_choice(b->has_soort, api_activiteitsoort_names, b->soort, &w.soort);
	vorm_merge_choice(b->has_risico, api_risicograad_names, b->risico, &w.risico);
	vorm_merge_text(b->has_gemeente, b->gemeente, &w.gemeente_code);
	vorm_merge_uuid(b->has_kring_id, b->kring_id, &w.has_kring_id, &w.kring_id);
	vorm_merge_uuid(b->has_campagne_id, b->campagne_id, &w.has_campagne_id, &w.campagne_id);
	vorm_merge_choice(
		b->has_toegewezen, api_werk_toegewezen_names, b->toegewezen, &w.toegewezen);
	vorm_merge_int(b->has_wacht_dagen, b->wacht_dagen, &w.has_wacht_dagen, &w.wacht_dagen);
	struct weergave_get_row row;
	TRY(save(r, tx, &w, &row));
	req_created(r, row.versie, "/v1/weergaven/", row.id);
	put_weergave(r, &row);
	return ERR_OK;
}

/* Holds it for this transaction, in the version that If-Match names. */
static enum err hold(struct req *r, struct db_tx *tx, struct uuid id)
{
	const struct weergave_lock_in in = { .id = id, .account_id = r->actor.account_id };
	bool found = false;
	struct weergave_lock_row row;
	TRY(weergave_lock(r->t, tx, &in, &found, &row));
	if (!found)
		return req_not_found(r, "Deze weergave");
	return row.versie == r->if_match ? ERR_OK : req_stale(r, row.versie);
}

enum err h_weergave_patch(struct req *r, const struct op_weergave_patch *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(hold(r, tx, in->id));
	struct weergave_get_row row;
	TRY(get_one(r, tx, in->id, &row));
	const struct api_weergave_wijziging *b = &in->body;
	struct weergave_save_in w = { .id = row.id,
		.account_id = row.account_id,
		.naam = row.naam,
		.gedeeld = row.gedeeld,
		.wat = row.wat,
		.soort = row.soort,
		.risico = row.risico,
		.gemeente_code = row.gemeente_code,
		.has_kring_id = row.has_kring_id,
		.kring_id = row.kring_id,
		.has_campagne_id = row.has_campagne_id,
		.campagne_id = row.campagne_id,
		.toegewezen = row.toegewezen,
		.has_wacht_dagen = row.has_wacht_dagen,
		.wacht_dagen = row.wacht_dagen };
	vorm_merge_text(b->has_naam, b->naam, &w.naam);
	vorm_set_bool(b->has_gedeeld, b->gedeeld, &w.gedeeld);
	vorm_merge_choice(b->has_wat, api_werk_soort_names, b->wat, &w.wat);
	vorm_merge_choice(b->has_soort, api_activiteitsoort_names, b->soort, &w.soort);
	vorm_merge_choice(b->has_risico, api_risicograad_names, b->risico, &w.risico);
	vorm_merge_text(b->has_gemeente, b->gemeente, &w.gemeente_code);
	vorm_merge_uuid(b->has_kring_id, b->kring_id, &w.has_kring_id, &w.kring_id);
	vorm_merge_uuid(b->has_campagne_id, b->campagne_id, &w.has_campagne_id, &w.campagne_id);
	vorm_merge_choice(
		b->has_toegewezen, api_werk_toegewezen_names, b->toegewezen, &w.toegewezen);
	vorm_merge_int(b->has_wacht_dagen, b->wacht_dagen, &w.has_wacht_dagen, &w.wacht_dagen);
	TRY(save(r, tx, &w, &row));
	req_item(r, 200, row.versie);
	put_weergave(r, &row);
	return ERR_OK;
}

enum err h_weergaven_delete(struct req *r, const struct op_weergaven_delete *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct weergave_get_row row;
	TRY(get_one(r, tx, in->id, &row));
	const struct weergave_delete_in end = { .id = in->id, .account_id = r->actor.account_id };
	bool found = false;
	struct weergave_delete_row ended;
	TRY(weergave_delete(r->t, tx, &end, &found, &ended));
	if (!found)
		return req_not_found(r, "Deze weergave");
	r->onderwerp = in->id;
	put_weergave(r, &row);
	return ERR_OK;
}
