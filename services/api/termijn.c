/* How long a proposal waits for an answer, and how often the next one comes by itself: everyone who
 * is signed in may look, staff decides. */
#include "api/req.h"
#include "store/sql.h"

static void put_termijn(struct jsn_out *o, const struct termijn_list_row *t)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", t->id);
	jsn_kv_str(o, "soort", t->soort);
	jsn_kv_int(o, "besluitSchooldagen", t->besluit_schooldagen);
	jsn_kv_int(o, "reactieSchooldagen", t->reactie_schooldagen);
	jsn_kv_int(o, "bijvullenMax", t->bijvullen_max);
	jsn_kv_int(o, "herinneringSchooldagen", t->herinnering_schooldagen);
	jsn_object_end(o);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct termijn_list_row *ret_row)
{
	struct termijn_list_row *rows = NULL;
	size_t count = 0;
	TRY(termijn_list(
		r->t, tx, &(struct termijn_list_in){ .has_id = true, .id = id }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze termijn");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_termijn_list(struct req *r, const struct op_termijn_list *in)
{
	struct termijn_list_row *rows = NULL;
	size_t count = 0;
	TRY(termijn_list(r->t, req_reader(r), &(struct termijn_list_in){ 0 }, &rows, &count));
	jsn_object(&r->out);
	jsn_key(&r->out, "items");
	jsn_array(&r->out);
	for (size_t i = 0; i < count; i++)
		put_termijn(&r->out, &rows[i]);
	jsn_array_end(&r->out);
	jsn_object_end(&r->out);
	return ERR_OK;
}

enum err h_termijn_get(struct req *r, const struct op_termijn_get *in)
{
	struct termijn_list_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_termijn(&r->out, &row);
	return ERR_OK;
}

enum err h_termijn_patch(struct req *r, const struct op_termijn_patch *in)
{
	struct db_tx *tx;
	struct termijn_list_row row;
	TRY(req_begin(r, &tx));
	TRY(get_one(r, tx, in->id, &row));
	const struct termijn_save_in save = { .id = in->id,
		.has_besluit_schooldagen = in->body.has_besluit_schooldagen == JSN_VALUE,
		.besluit_schooldagen = (int32_t)in->body.besluit_schooldagen,
		.has_reactie_schooldagen = in->body.has_reactie_schooldagen == JSN_VALUE,
		.reactie_schooldagen = (int32_t)in->body.reactie_schooldagen,
		.has_bijvullen_max = in->body.has_bijvullen_max == JSN_VALUE,
		.bijvullen_max = (int32_t)in->body.bijvullen_max,
		.has_herinnering_schooldagen = in->body.has_herinnering_schooldagen == JSN_VALUE,
		.herinnering_schooldagen = (int32_t)in->body.herinnering_schooldagen,
		.versie = r->if_match,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	bool found = false;
	struct termijn_save_row saved;
	TRY(termijn_save(r->t, tx, &save, &found, &saved));
	if (!found)
		return req_stale(r, row.versie);
	TRY(get_one(r, tx, in->id, &row));
	req_item(r, 200, row.versie);
	put_termijn(&r->out, &row);
	return ERR_OK;
}
