/* Accreditations of companies, kept by staff; a company reads its own. */
#include "api/req.h"
#include "api/vorm.h"
#include "store/sql.h"

static void put_erkenning(struct jsn_out *o, const struct erkenning_get_row *e)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", e->id);
	jsn_kv_uuid(o, "bedrijfId", e->bedrijf_id);
	jsn_kv_int(o, "crebo", e->crebo);
	jsn_kv_date(o, "geldigTotDatum", e->geldig_tot_datum);
	jsn_object_end(o);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct erkenning_get_row *ret_row)
{
	struct erkenning_get_row *rows = NULL;
	size_t count = 0;
	TRY(erkenning_get(
		r->t, tx, &(struct erkenning_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze erkenning");
	*ret_row = rows[0];
	return ERR_OK;
}

/* The company of the path must exist; one that closed keeps what it had. */
static enum err check_bedrijf(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct bedrijf_get_row *rows = NULL;
	size_t count = 0;
	TRY(bedrijf_get(r->t, tx, &(struct bedrijf_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Dit bedrijf");
	if (!r->bereik.alle && !uuid_eq(id, r->bereik.bedrijf_id))
		return task_fail(
			r->t, ERR_FORBIDDEN, "bedrijf.niet_eigen", "Dit is niet jouw bedrijf.");
	return ERR_OK;
}

enum err h_erkenning_list(struct req *r, const struct op_erkenning_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	TRY(check_bedrijf(r, req_reader(r), in->id));
	const struct erkenning_list_in find = {
		.bedrijf_id = in->id, .na_id = p.after_id, .aantal = p.limit + 1
	};
	struct erkenning_list_row list;
	TRY(erkenning_list(r->t, req_reader(r), &find, &list));
	struct erkenning_get_row *rows = NULL;
	size_t count = 0;
	TRY(erkenning_get(
		r->t, req_reader(r), &(struct erkenning_get_in){ .ids = list.ids }, &rows, &count));
	page_open(r, &p, count);
	struct uuid last = { { 0 } };
	for (size_t i = 0; i < p.shown; i++) {
		put_erkenning(&r->out, &rows[i]);
		last = rows[i].id;
	}
	page_close(r, &p, STR_NULL, 0, last);
	return ERR_OK;
}

enum err h_erkenning_get(struct req *r, const struct op_erkenning_get *in)
{
	struct erkenning_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_erkenning(&r->out, &row);
	return ERR_OK;
}

/* Writes it and reads it back for the answer. */
static enum err save(struct req *r, struct db_tx *tx, struct erkenning_save_in *e,
	struct erkenning_get_row *ret_row)
{
	e->account_id = r->actor.account_id;
	e->nu = r->now_us;
	struct erkenning_save_row saved;
	TRY(erkenning_save(r->t, tx, e, &saved));
	return get_one(r, tx, e->id, ret_row);
}

enum err h_erkenning_post(struct req *r, const struct op_erkenning_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(check_bedrijf(r, tx, in->id));
	struct erkenning_save_in e = { .id = uuid_new(),
		.bedrijf_id = in->id,
		.crebo = (int32_t)in->body.crebo,
		.geldig_tot_datum = in->body.geldig_tot_datum };
	struct erkenning_get_row row;
	TRY(save(r, tx, &e, &row));
	req_created(r, row.versie, "/v1/erkenningen/", row.id);
	put_erkenning(&r->out, &row);
	return ERR_OK;
}

/* Holds it for this transaction, in the version that If-Match names. */
static enum err hold(struct req *r, struct db_tx *tx, struct uuid id)
{
	bool found = false;
	struct erkenning_lock_row row;
	TRY(erkenning_lock(r->t, tx, &(struct erkenning_lock_in){ .id = id }, &found, &row));
	if (!found)
		return req_not_found(r, "Deze erkenning");
	return row.versie == r->if_match ? ERR_OK : req_stale(r, row.versie);
}

enum err h_erkenning_patch(struct req *r, const struct op_erkenning_patch *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(hold(r, tx, in->id));
	struct erkenning_get_row row;
	TRY(get_one(r, tx, in->id, &row));
	struct erkenning_save_in e = { .id = row.id,
		.bedrijf_id = row.bedrijf_id,
		.crebo = row.crebo,
		.geldig_tot_datum = row.geldig_tot_datum };
	vorm_set_date(
		in->body.has_geldig_tot_datum, in->body.geldig_tot_datum, &e.geldig_tot_datum);
	TRY(save(r, tx, &e, &row));
	req_item(r, 200, row.versie);
	put_erkenning(&r->out, &row);
	return ERR_OK;
}
