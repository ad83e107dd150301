/* What a class is due in a school year, everywhere or in one municipality: everyone who is signed
 * in may look, staff decides. */
#include "api/req.h"
#include "api/vorm.h"
#include "store/sql.h"

static void put_norm(struct jsn_out *o, const struct norm_get_row *n)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", n->id);
	vorm_kv_niveau(o, "niveau", n->niveau);
	jsn_kv_str(o, "eenheid", n->eenheid);
	jsn_kv_str(o, "gemeente", n->gemeente_code);
	jsn_kv_int(o, "vanafSchooljaar", n->vanaf_schooljaar);
	jsn_kv_int(o, "aantal", n->aantal);
	jsn_object_end(o);
}

enum err h_norm_list(struct req *r, const struct op_norm_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct norm_list_row *rows = NULL;
	size_t count = 0;
	TRY(norm_list(r->t, req_reader(r),
		&(struct norm_list_in){ .has_schooljaar = in->has_schooljaar == JSN_VALUE,
			.schooljaar = (int32_t)in->schooljaar,
			.na_id = p.after_id,
			.aantal = p.limit + 1 },
		&rows, &count));
	page_open(r, &p, count);
	struct uuid last = { { 0 } };
	for (size_t i = 0; i < p.shown; i++) {
		put_norm(&r->out, &(struct norm_get_row){ .id = rows[i].id,
					  .niveau = rows[i].niveau,
					  .eenheid = rows[i].eenheid,
					  .gemeente_code = rows[i].gemeente_code,
					  .vanaf_schooljaar = rows[i].vanaf_schooljaar,
					  .aantal = rows[i].aantal });
		last = rows[i].id;
	}
	page_close(r, &p, STR_NULL, 0, last);
	return ERR_OK;
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct norm_get_row *ret_row)
{
	bool found = false;
	TRY(norm_get(r->t, tx, &(struct norm_get_in){ .id = id }, &found, ret_row));
	return found ? ERR_OK : req_not_found(r, "Deze norm");
}

enum err h_norm_get(struct req *r, const struct op_norm_get *in)
{
	struct norm_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_norm(&r->out, &row);
	return ERR_OK;
}

enum err h_norm_post(struct req *r, const struct op_norm_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	if (in->body.vanaf_schooljaar < date_school_year(r->today))
		task_fault(r->t, "/vanafSchooljaar", "schooljaar.voorbij",
			"Een norm begint in dit schooljaar of een later.");
	TRY(task_faults_check(r->t));
	const struct norm_create_in create = { .id = uuid_new(),
		.niveau = vorm_niveau(in->body.niveau),
		.eenheid = vorm_choice(api_norm_eenheid_names, in->body.eenheid),
		.gemeente_code = in->body.gemeente,
		.vanaf_schooljaar = (int32_t)in->body.vanaf_schooljaar,
		.aantal = (int32_t)in->body.aantal,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	struct norm_create_row made;
	TRY(norm_create(r->t, tx, &create, &made));
	struct norm_get_row row;
	TRY(get_one(r, tx, create.id, &row));
	req_created(r, row.versie, "/v1/normen/", row.id);
	put_norm(&r->out, &row);
	return ERR_OK;
}

enum err h_norm_patch(struct req *r, const struct op_norm_patch *in)
{
	struct db_tx *tx;
	struct norm_get_row row;
	TRY(req_begin(r, &tx));
	TRY(get_one(r, tx, in->id, &row));
	bool found = false;
	struct norm_save_row saved;
	TRY(norm_save(r->t, tx,
		&(struct norm_save_in){ .id = in->id,
			.aantal = (int32_t)in->body.aantal,
			.versie = r->if_match,
			.account_id = r->actor.account_id,
			.nu = r->now_us },
		&found, &saved));
	if (!found)
		return req_stale(r, row.versie);
	TRY(get_one(r, tx, in->id, &row));
	req_item(r, 200, row.versie);
	put_norm(&r->out, &row);
	return ERR_OK;
}
