/*
 * Guaranteed learn-and-work places of a sector in a school year, beside what was agreed on:
 * everyone who is signed in may look, staff decides.
 */
#include "api/req.h"
#include "api/vorm.h"
#include "store/sql.h"

static void put_garantie(struct jsn_out *o, const struct garantie_list_row *g)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", g->id);
	jsn_kv_str(o, "thema", g->thema);
	jsn_kv_str(o, "naamNl", g->naam_nl);
	jsn_kv_str(o, "naamEn", g->naam_en);
	jsn_kv_int(o, "schooljaar", g->schooljaar);
	jsn_kv_int(o, "aantal", g->aantal);
	jsn_kv_int(o, "afgesproken", g->afgesproken);
	jsn_kv_int(o, "geweest", g->geweest);
	jsn_kv_int(o, "nogNodig", g->aantal > g->afgesproken ? g->aantal - g->afgesproken : 0);
	jsn_object_end(o);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct garantie_list_row *ret_row)
{
	struct garantie_list_row *rows = NULL;
	size_t count = 0;
	TRY(garantie_list(r->t, tx,
		&(struct garantie_list_in){
			.nu = r->now_us, .has_id = true, .id = id, .aantal = 1 },
		&rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze garantie");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_garantie_list(struct req *r, const struct op_garantie_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct garantie_list_row *rows = NULL;
	size_t count = 0;
	TRY(garantie_list(r->t, req_reader(r),
		&(struct garantie_list_in){ .nu = r->now_us,
			.has_schooljaar = in->has_schooljaar == JSN_VALUE,
			.schooljaar = (int32_t)in->schooljaar,
			.na_id = p.after_id,
			.aantal = p.limit + 1 },
		&rows, &count));
	page_open(r, &p, count);
	for (size_t i = 0; i < p.shown; i++)
		put_garantie(&r->out, &rows[i]);
	page_close(r, &p, STR_NULL, 0, p.shown > 0 ? rows[p.shown - 1].id : (struct uuid){ { 0 } });
	return ERR_OK;
}

enum err h_garantie_get(struct req *r, const struct op_garantie_get *in)
{
	struct garantie_list_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_garantie(&r->out, &row);
	return ERR_OK;
}

enum err h_garantie_post(struct req *r, const struct op_garantie_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct garantie_create_in create = { .id = uuid_new(),
		.thema = in->body.thema,
		.schooljaar = (int32_t)in->body.schooljaar,
		.aantal = (int32_t)in->body.aantal,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	struct garantie_create_row made;
	TRY(garantie_create(r->t, tx, &create, &made));
	struct garantie_list_row row;
	TRY(get_one(r, tx, create.id, &row));
	req_created(r, row.versie, "/v1/garanties/", row.id);
	put_garantie(&r->out, &row);
	return ERR_OK;
}

enum err h_garantie_patch(struct req *r, const struct op_garantie_patch *in)
{
	struct db_tx *tx;
	struct garantie_list_row row;
	TRY(req_begin(r, &tx));
	TRY(get_one(r, tx, in->id, &row));
	bool found = false;
	struct garantie_save_row saved;
	TRY(garantie_save(r->t, tx,
		&(struct garantie_save_in){ .id = in->id,
			.aantal = (int32_t)in->body.aantal,
			.versie = r->if_match,
			.account_id = r->actor.account_id,
			.nu = r->now_us },
		&found, &saved));
	if (!found)
		return req_stale(r, row.versie);
	TRY(get_one(r, tx, in->id, &row));
	req_item(r, 200, row.versie);
	put_garantie(&r->out, &row);
	return ERR_OK;
}
