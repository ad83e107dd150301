/*
 * Places at the events of a campaign: everyone who is signed in may look, staff keeps them. How
 * much of one is taken its counter in the database says; what groups want is told as counts.
 */
#include "api/invoer.h"
#include "api/req.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "domain/reden.h"
#include "store/sql.h"

static void put_plek(struct jsn_out *o, const struct plek_get_row *p)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", p->id);
	jsn_kv_uuid(o, "campagneId", p->campagne_id);
	jsn_kv_str(o, "soort", p->soort);
	jsn_kv_str(o, "titel", p->titel);
	jsn_kv_str(o, "plaats", p->plaats);
	vorm_kv_uuid(o, "bedrijfId", p->has_bedrijf_id, p->bedrijf_id);
	jsn_kv_instant(o, "vanOp", p->van_op);
	jsn_kv_instant(o, "totOp", p->tot_op);
	jsn_kv_int(o, "capaciteit", p->capaciteit);
	jsn_kv_int(o, "vrij", p->capaciteit - p->bezet);
	jsn_kv_bool(o, "goedkeuring", p->goedkeuring);
	jsn_key(o, "wensen");
	jsn_object(o);
	jsn_kv_int(o, "eerste", p->eerste);
	jsn_kv_int(o, "tweede", p->tweede);
	jsn_kv_int(o, "derde", p->derde);
	jsn_object_end(o);
	jsn_kv_str(o, "status", p->status);
	jsn_kv_str(o, "reden", p->reden);
	jsn_object_end(o);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct plek_get_row *ret_row)
{
	struct plek_get_row *rows = NULL;
	size_t count = 0;
	TRY(plek_get(r->t, tx, &(struct plek_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze plek");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_plek_list(struct req *r, const struct op_plek_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct plek_list_row list;
	TRY(plek_list(r->t, req_reader(r),
		&(struct plek_list_in){ .has_campagne_id = in->has_campagne_id == JSN_VALUE,
			.campagne_id = in->campagne_id,
			.na_op = p.after_number,
			.na_id = p.after_id,
			.aantal = p.limit + 1 },
		&list));
	struct plek_get_row *rows = NULL;
	size_t count = 0;
	TRY(plek_get(r->t, req_reader(r), &(struct plek_get_in){ .ids = list.ids }, &rows, &count));
	page_open(r, &p, count);
	struct plek_get_row last = { .van_op = 0 };
	for (size_t i = 0; i < p.shown; i++) {
		last = rows[i];
		put_plek(&r->out, &last);
	}
	page_close(r, &p, STR(""), last.van_op, last.id);
	return ERR_OK;
}

enum err h_plek_get(struct req *r, const struct op_plek_get *in)
{
	struct plek_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_plek(&r->out, &row);
	return ERR_OK;
}

/* ---- writing ---- */

static enum err save(
	struct req *r, struct db_tx *tx, struct plek_save_in *p, struct plek_get_row *ret_row)
{
	invoer_line(r, "/titel", &p->titel);
	if (p->plaats.ptr != NULL)
		invoer_line(r, "/plaats", &p->plaats);
	if (str_eq(p->soort, STR("bezoek")) && !p->has_bedrijf_id && p->plaats.ptr == NULL)
		task_fault(r->t, "/plaats", "plek.waar",
			"Zeg waar het bezoek is: bij een bedrijf, of op een plaats.");
	TRY(task_faults_check(r->t));
	p->account_id = r->actor.account_id;
	p->nu = r->now_us;
	struct plek_save_row saved;
	TRY(plek_save(r->t, tx, p, &saved));
	return get_one(r, tx, p->id, ret_row);
}

enum err h_plek_post(struct req *r, const struct op_plek_post *in)
{
	const struct api_plek_nieuw *const n = &in->body;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct plek_save_in p = { .id = uuid_new(),
		.campagne_id = n->campagne_id,
		.soort = vorm_choice(api_plek_soort_names, n->soort),
		.titel = n->titel,
		.plaats = n->plaats,
		.has_bedrijf_id = n->has_bedrijf_id == JSN_VALUE,
		.bedrijf_id = n->bedrijf_id,
		.van_op = n->van_op,
		.tot_op = n->tot_op,
		.capaciteit = (int32_t)n->capaciteit,
		.goedkeuring = n->goedkeuring,
		.status = STR("actief") };
	struct plek_get_row row;
	TRY(save(r, tx, &p, &row));
	req_created(r, row.versie, "/v1/plekken/", row.id);
	put_plek(&r->out, &row);
	return ERR_OK;
}

/* That a place is called off has a reason, and nothing else does. */
static void set_reden(struct req *r, const struct api_plek_wijziging *w, struct plek_save_in *p)
{
	const bool ends = w->has_status == JSN_VALUE && w->status == API_PLEK_STATUS_VERVALLEN;
	const struct reden *reden = NULL;
	if (ends != (w->has_reden == JSN_VALUE))
		task_fault(r->t, "/reden", "reden.nodig",
			"Kies een reden als je de plek laat vervallen, en alleen dan.");
	else if (ends && reden_from_code(str_from(api_reden_names[w->reden]), STAP_ANNULEREN,
				 &reden) != ERR_OK)
		task_fault(r->t, "/reden", "reden.past_niet", "Deze reden past niet bij afzeggen.");
	p->reden = ends					 ? str_from(api_reden_names[w->reden])
		   : str_eq(p->status, STR("vervallen")) ? p->reden
							 : STR_NULL;
}

static enum err too_small(struct req *r, int32_t bezet)
{
	const char *text = task_sayf(r->t, "Er zijn al %d plekken bezet. Minder kan niet.", bezet);
	task_fault(r->t, "/capaciteit", "plek.vol", "%s", text);
	return task_fail(r->t, ERR_CONFLICT, "plek.vol", "%s", text);
}

enum err h_plek_patch(struct req *r, const struct op_plek_patch *in)
{
	const struct api_plek_wijziging *const w = &in->body;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	bool found = false;
	struct plek_lock_row held;
	TRY(plek_lock(r->t, tx, &(struct plek_lock_in){ .id = in->id }, &found, &held));
	if (!found)
		return req_not_found(r, "Deze plek");
	if (held.versie != r->if_match)
		return req_stale(r, held.versie);
	struct plek_get_row row;
	TRY(get_one(r, tx, in->id, &row));
	struct plek_save_in p = { .id = row.id,
		.campagne_id = row.campagne_id,
		.soort = row.soort,
		.titel = row.titel,
		.plaats = row.plaats,
		.has_bedrijf_id = row.has_bedrijf_id,
		.bedrijf_id = row.bedrijf_id,
		.van_op = w->has_van_op == JSN_VALUE ? w->van_op : row.van_op,
		.tot_op = w->has_tot_op == JSN_VALUE ? w->tot_op : row.tot_op,
		.capaciteit = row.capaciteit,
		.goedkeuring = row.goedkeuring,
		.status = row.status,
		.reden = row.reden };
	vorm_merge_text(w->has_titel, w->titel, &p.titel);
	vorm_merge_text(w->has_plaats, w->plaats, &p.plaats);
	vorm_set_int(w->has_capaciteit, w->capaciteit, &p.capaciteit);
	if (p.capaciteit < row.bezet)
		return too_small(r, row.bezet);
	vorm_set_bool(w->has_goedkeuring, w->goedkeuring, &p.goedkeuring);
	vorm_set_choice(w->has_status, api_plek_status_names, w->status, &p.status);
	set_reden(r, w, &p);
	TRY(save(r, tx, &p, &row));
	req_item(r, 200, row.versie);
	put_plek(&r->out, &row);
	return ERR_OK;
}

/* ---- what groups want ---- */

static void put_wens(struct jsn_out *o, const struct plekwens_list_row *w)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", w->id);
	jsn_kv_uuid(o, "plekId", w->plek_id);
	jsn_kv_uuid(o, "schoolId", w->school_id);
	jsn_kv_uuid(o, "klasId", w->klas_id);
	jsn_kv_int(o, "eerste", w->eerste);
	jsn_kv_int(o, "tweede", w->tweede);
	jsn_kv_int(o, "derde", w->derde);
	jsn_object_end(o);
}

enum err h_plekwens_list(struct req *r, const struct op_plekwens_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct plekwens_list_row *rows = NULL;
	size_t count = 0;
	TRY(plekwens_list(r->t, req_reader(r),
		&(struct plekwens_list_in){ .has_school_id = !r->bereik.alle,
			.school_id = r->actor.school_id,
			.has_plek_id = in->has_plek_id == JSN_VALUE,
			.plek_id = in->plek_id,
			.na_id = p.after_id,
			.aantal = p.limit + 1 },
		&rows, &count));
	page_open(r, &p, count);
	for (size_t i = 0; i < p.shown; i++)
		put_wens(&r->out, &rows[i]);
	page_close(r, &p, STR(""), 0, p.shown > 0 ? rows[p.shown - 1].id : (struct uuid){ { 0 } });
	return ERR_OK;
}

enum err h_plekwens_post(struct req *r, const struct op_plekwens_post *in)
{
	const struct api_plekwens_nieuw *const n = &in->body;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	bool found = false;
	struct school_get_row school;
	TRY(invoer_eigen_school(
		r, tx, n->has_school_id == JSN_VALUE, n->school_id, &found, &school));
	TRY(task_faults_check(r->t));
	const struct plekwens_save_in save_in = { .id = uuid_new(),
		.plek_id = n->plek_id,
		.school_id = school.id,
		.klas_id = n->klas_id,
		.eerste = (int32_t)n->eerste,
		.tweede = (int32_t)n->tweede,
		.derde = (int32_t)n->derde,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	struct plekwens_save_row saved;
	TRY(plekwens_save(r->t, tx, &save_in, &saved));
	r->resp->status = 201;
	put_wens(&r->out, &(struct plekwens_list_row){ .id = saved.id,
				  .plek_id = save_in.plek_id,
				  .school_id = save_in.school_id,
				  .klas_id = save_in.klas_id,
				  .eerste = save_in.eerste,
				  .tweede = save_in.tweede,
				  .derde = save_in.derde });
	return ERR_OK;
}
