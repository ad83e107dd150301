/* Circles of companies: everyone who is signed in may look, staff keeps them. */
#include "api/invoer.h"
#include "api/req.h"
#include "api/vorm.h"
#include "store/sql.h"

static void put_kring(struct jsn_out *o, const struct kring_get_row *k)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", k->id);
	jsn_kv_str(o, "naam", k->naam);
	jsn_kv_str(o, "omschrijving", k->omschrijving);
	vorm_kv_texts(o, "gemeenten", k->gemeenten);
	vorm_kv_int(o, "maxPerWeek", k->has_max_per_week, k->max_per_week);
	vorm_kv_int(o, "maxPerSchooljaar", k->has_max_per_schooljaar, k->max_per_schooljaar);
	jsn_object_end(o);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct kring_get_row *ret_row)
{
	struct kring_get_row *rows = NULL;
	size_t count = 0;
	TRY(kring_get(r->t, tx, &(struct kring_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze kring");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_kring_list(struct req *r, const struct op_kring_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct kring_list_row list;
	TRY(kring_list(r->t, req_reader(r),
		&(struct kring_list_in){ .na_id = p.after_id, .aantal = p.limit + 1 }, &list));
	struct kring_get_row *rows = NULL;
	size_t count = 0;
	TRY(kring_get(
		r->t, req_reader(r), &(struct kring_get_in){ .ids = list.ids }, &rows, &count));
	page_open(r, &p, count);
	struct uuid last = { { 0 } };
	for (size_t i = 0; i < p.shown; i++) {
		put_kring(&r->out, &rows[i]);
		last = rows[i].id;
	}
	page_close(r, &p, STR_NULL, 0, last);
	return ERR_OK;
}

enum err h_kring_get(struct req *r, const struct op_kring_get *in)
{
	struct kring_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_kring(&r->out, &row);
	return ERR_OK;
}

static enum err check(struct req *r, struct db_tx *tx, struct kring_save_in *k)
{
	invoer_line(r, "/naam", &k->naam);
	struct kring_unknown_gemeenten_row *rows = NULL;
	size_t count = 0;
	TRY(kring_unknown_gemeenten(r->t, tx,
		&(struct kring_unknown_gemeenten_in){ .codes = k->gemeenten }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		const char *pointer =
			arena_printf(task_arena(r->t), "/gemeenten/%d", rows[i].plaats);
		task_fault(r->t, pointer, "gemeente.onbekend", "De gemeente %.*s bestaat niet.",
			STR_FMT(rows[i].code));
	}
	return task_faults_check(r->t);
}

/* Writes it and reads it back for the answer. */
static enum err save(
	struct req *r, struct db_tx *tx, struct kring_save_in *k, struct kring_get_row *ret_row)
{
	TRY(check(r, tx, k));
	k->account_id = r->actor.account_id;
	k->nu = r->now_us;
	struct kring_save_row saved;
	TRY(kring_save(r->t, tx, k, &saved));
	return get_one(r, tx, k->id, ret_row);
}

enum err h_kring_post(struct req *r, const struct op_kring_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct kring_save_in k = {
		.id = uuid_new(),
		.naam = in->body.naam,
		.omschrijving = in->body.omschrijving,
		.gemeenten = vorm_texts(in->body.gemeenten),
		.has_max_per_week = in->body.has_max_per_week == JSN_VALUE,
		.max_per_week = (int32_t)in->body.max_per_week,
		.has_max_per_schooljaar = in->body.has_max_per_schooljaar == JSN_VALUE,
		.max_per_schooljaar = (int32_t)in->body.max_per_schooljaar,
	};
	struct kring_get_row row;
	TRY(save(r, tx, &k, &row));
	req_created(r, row.versie, "/v1/kringen/", row.id);
	put_kring(&r->out, &row);
	return ERR_OK;
}

/* Holds it for this transaction, in the version that If-Match names. */
static enum err hold(struct req *r, struct db_tx *tx, struct uuid id)
{
	bool found = false;
	struct kring_lock_row row;
	TRY(kring_lock(r->t, tx, &(struct kring_lock_in){ .id = id }, &found, &row));
	if (!found)
		return req_not_found(r, "Deze kring");
	return row.versie == r->if_match ? ERR_OK : req_stale(r, row.versie);
}

enum err h_kring_patch(struct req *r, const struct op_kring_patch *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(hold(r, tx, in->id));
	struct kring_get_row row;
	TRY(get_one(r, tx, in->id, &row));
	struct kring_save_in k = {
		.id = row.id,
		.naam = row.naam,
		.omschrijving = row.omschrijving,
		.gemeenten = row.gemeenten,
		.has_max_per_week = row.has_max_per_week,
		.max_per_week = row.max_per_week,
		.has_max_per_schooljaar = row.has_max_per_schooljaar,
		.max_per_schooljaar = row.max_per_schooljaar,
	};
	vorm_merge_text(in->body.has_naam, in->body.naam, &k.naam);
	vorm_merge_text(in->body.has_omschrijving, in->body.omschrijving, &k.omschrijving);
	if (in->body.has_gemeenten == JSN_VALUE)
		k.gemeenten = vorm_texts(in->body.gemeenten);
	vorm_merge_int(in->body.has_max_per_week, in->body.max_per_week, &k.has_max_per_week,
		&k.max_per_week);
	vorm_merge_int(in->body.has_max_per_schooljaar, in->body.max_per_schooljaar,
		&k.has_max_per_schooljaar, &k.max_per_schooljaar);
	TRY(save(r, tx, &k, &row));
	req_item(r, 200, row.versie);
	put_kring(&r->out, &row);
	return ERR_OK;
}
