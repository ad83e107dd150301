/* Schools: what the import knows of them, whether they ask for a VOG, which they decide themselves,
 * and how much they may ask at once, which staff sets. Everyone who is signed in may look. */
#include "api/school.h"
#include "api/invoer.h"
#include "api/req.h"
#include "api/vorm.h"
#include "domain/normaliseer.h"
#include "store/sql.h"

static void put_school(struct jsn_out *o, const struct school_get_row *s)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", s->id);
	jsn_kv_str(o, "vestigingscode", s->vestigingscode);
	jsn_kv_str(o, "naam", s->naam);
	jsn_kv_str(o, "soort", s->soort);
	vorm_put_adres(o, &(struct vorm_adres){ s->straat, s->has_huisnummer, s->huisnummer,
				  s->toevoeging, s->postcode, s->plaats });
	vorm_put_gemeente(o, s->gemeente_code, s->gemeente_naam);
	jsn_kv_str(o, "vakantieregio", s->vakantieregio);
	jsn_kv_str(o, "denominatie", s->denominatie);
	jsn_kv_str(o, "telefoon", s->telefoon);
	jsn_kv_str(o, "website", s->website);
	vorm_kv_int(o, "leerlingen", s->has_leerlingen, s->leerlingen);
	vorm_kv_niveaus(o, "niveaus", s->niveaus);
	vorm_put_locatie(o, s->has_rd_x && s->has_rd_y, s->rd_x, s->rd_y);
	jsn_kv_bool(o, "vogVereist", s->vog_vereist);
	jsn_kv_int(o, "maxOpenAanvragen", s->max_open_aanvragen);
	vorm_kv_date(o, "geslotenDatum", s->has_gesloten_op, s->gesloten_op);
	jsn_object_end(o);
}

static enum err list_all(struct req *r, const struct op_school_list *in, const struct page *p,
	struct db_uuids *ret_ids)
{
	struct school_list_row row;
	TRY(school_list(r->t, req_reader(r),
		&(struct school_list_in){
			.soort = in->has_soort ? vorm_choice(api_schoolsoort_names, in->soort)
					       : STR_NULL,
			.zoek = invoer_zoek(r, in->zoek),
			.na_naam = p->after_text,
			.na_id = p->after_id,
			.aantal = p->limit + 1,
		},
		&row));
	*ret_ids = row.ids;
	return ERR_OK;
}

/* A municipality is given by its code ("0034", "GM0034") or by its name. */
static enum err list_gemeente(struct req *r, const struct op_school_list *in, const struct page *p,
	struct db_uuids *ret_ids)
{
	char code[GEMEENTECODE_LEN + 1];
	const bool is_code = normaliseer_gemeentecode(in->gemeente, code) == ERR_OK;
	struct school_list_gemeente_row row;
	TRY(school_list_gemeente(r->t, req_reader(r),
		&(struct school_list_gemeente_in){
			.gemeente_code = is_code ? str_from(code) : STR(""),
			.gemeente_zoeknaam = str_fold(task_arena(r->t), str_trim(in->gemeente)),
			.soort = in->has_soort ? vorm_choice(api_schoolsoort_names, in->soort)
					       : STR_NULL,
			.zoek = invoer_zoek(r, in->zoek),
			.na_naam = p->after_text,
			.na_id = p->after_id,
			.aantal = p->limit + 1,
		},
		&row));
	*ret_ids = row.ids;
	return ERR_OK;
}

enum err h_school_list(struct req *r, const struct op_school_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct school_get_in get = { .ids = { NULL, 0 } };
	if (in->has_gemeente)
		TRY(list_gemeente(r, in, &p, &get.ids));
	else
		TRY(list_all(r, in, &p, &get.ids));
	struct school_get_row *rows = NULL;
	size_t count = 0;
	TRY(school_get(r->t, req_reader(r), &get, &rows, &count));
	page_open(r, &p, count);
	struct school_get_row last = { .naam = STR_NULL };
	for (size_t i = 0; i < p.shown; i++) {
		last = rows[i];
		put_school(&r->out, &last);
	}
	page_close(r, &p, last.naam, 0, last.id);
	return ERR_OK;
}

enum err school_check_eigen(struct req *r, struct db_tx *tx, struct uuid id)
{
	bool found = false;
	struct school_is_eigen_row row;
	TRY(school_is_eigen(r->t, tx,
		&(struct school_is_eigen_in){ .id = id,
			.alle = r->bereik.alle,
			.school_id = r->actor.school_id,
			.kring_id = r->bereik.kring_id },
		&found, &row));
	if (!found)
		return req_not_found(r, "Deze school");
	return row.eigen ? ERR_OK
			 : task_fail(r->t, ERR_FORBIDDEN, "school.niet_eigen",
				   "Dit kan alleen voor je eigen school, of voor een school in je "
				   "kring.");
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct school_get_row *ret_row)
{
	struct school_get_row *rows = NULL;
	size_t count = 0;
	TRY(school_get(r->t, tx, &(struct school_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze school");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_school_get(struct req *r, const struct op_school_get *in)
{
	struct school_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_school(&r->out, &row);
	return ERR_OK;
}

static enum err may_change(struct req *r, const struct api_school_wijziging *w)
{
	if (!r->bereik.alle && w->has_max_open_aanvragen != JSN_ABSENT)
		return task_fail(r->t, ERR_FORBIDDEN, "maximum.alleen_medewerker",
			"Alleen een medewerker wijzigt hoeveel aanvragen open kunnen staan.");
	return ERR_OK;
}

enum err h_school_patch(struct req *r, const struct op_school_patch *in)
{
	const struct api_school_wijziging *const w = &in->body;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(school_check_eigen(r, tx, in->id));
	bool found = false;
	struct school_lock_row held;
	TRY(school_lock(r->t, tx, &(struct school_lock_in){ .id = in->id }, &found, &held));
	if (!found)
		return req_not_found(r, "Deze school");
	if (held.versie != r->if_match)
		return req_stale(r, held.versie);
	TRY(may_change(r, w));
	struct school_update_in set = { .id = in->id,
		.vog_vereist = held.vog_vereist,
		.max_open_aanvragen = held.max_open_aanvragen,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	vorm_set_bool(w->has_vog_vereist, w->vog_vereist, &set.vog_vereist);
	vorm_set_int(w->has_max_open_aanvragen, w->max_open_aanvragen, &set.max_open_aanvragen);
	struct school_update_row saved;
	TRY(school_update(r->t, tx, &set, &saved));
	struct school_get_row row;
	TRY(get_one(r, tx, in->id, &row));
	req_item(r, 200, row.versie);
	put_school(&r->out, &row);
	return ERR_OK;
}
