#include "api/risico.h"

#include "domain/risico.h"
#include "store/sql.h"

struct str risico_grade(bool vier_ogen, struct db_texts codes)
{
	if (vier_ogen)
		return STR("hoog");
	return codes.count > 0 ? STR("verhoogd") : STR("laag");
}

void risico_put_redenen(struct req *r, struct db_texts codes)
{
	jsn_key(&r->out, "risicoRedenen");
	jsn_array(&r->out);
	for (size_t i = 0; i < codes.count; i++) {
		const struct risico *risico = NULL;
		if (risico_from_code(codes.items[i], &risico) != ERR_OK)
			continue; /* of a newer version, that went back */
		jsn_object(&r->out);
		jsn_kv_cstr(&r->out, "code", risico->code);
		jsn_kv_cstr(&r->out, "reden", r->taal == SCORE_TAAL_NL ? risico->nl : risico->en);
		jsn_object_end(&r->out);
	}
	jsn_array_end(&r->out);
}

/* ---- for which of them two persons approve ---- */

static void put_regel(struct req *r, const struct risicoregel_list_row *row)
{
	const struct risico *risico = NULL;
	const bool known = risico_from_code(row->code, &risico) == ERR_OK;
	jsn_object(&r->out);
	jsn_kv_uuid(&r->out, "id", row->id);
	jsn_kv_str(&r->out, "code", row->code);
	jsn_kv_str(&r->out, "zinNl", known ? str_from(risico->nl) : row->code);
	jsn_kv_str(&r->out, "zinEn", known ? str_from(risico->en) : row->code);
	jsn_kv_bool(&r->out, "vierOgen", row->vier_ogen);
	jsn_object_end(&r->out);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct risicoregel_list_row *ret_row)
{
	const struct risicoregel_list_in in = { .has_id = true, .id = id };
	struct risicoregel_list_row *rows = NULL;
	size_t count = 0;
	TRY(risicoregel_list(r->t, tx, &in, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze regel");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_risicoregel_list(struct req *r, const struct op_risicoregel_list *in)
{
	struct risicoregel_list_row *rows = NULL;
	size_t count = 0;
	TRY(risicoregel_list(
		r->t, req_reader(r), &(struct risicoregel_list_in){ 0 }, &rows, &count));
	jsn_object(&r->out);
	jsn_key(&r->out, "items");
	jsn_array(&r->out);
	for (size_t i = 0; i < count; i++)
		put_regel(r, &rows[i]);
	jsn_array_end(&r->out);
	jsn_object_end(&r->out);
	return ERR_OK;
}

enum err h_risicoregel_get(struct req *r, const struct op_risicoregel_get *in)
{
	struct risicoregel_list_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_regel(r, &row);
	return ERR_OK;
}

enum err h_risicoregel_patch(struct req *r, const struct op_risicoregel_patch *in)
{
	struct db_tx *tx;
	struct risicoregel_list_row row;
	TRY(req_begin(r, &tx));
	TRY(get_one(r, tx, in->id, &row));
	const struct risicoregel_save_in save = { .id = in->id,
		.vier_ogen = in->body.vier_ogen,
		.versie = r->if_match,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	bool found = false;
	struct risicoregel_save_row saved;
	TRY(risicoregel_save(r->t, tx, &save, &found, &saved));
	if (!found)
		return req_stale(r, row.versie);
	TRY(get_one(r, tx, in->id, &row));
	req_item(r, 200, row.versie);
	put_regel(r, &row);
	return ERR_OK;
}
