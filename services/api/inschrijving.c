/*
 * Who takes places at an event: a class, a company or a volunteer. Who books and whose the visit is
 * see it. That no place holds more than fits, and nobody stands at two at once, the database
 * decides.
 */
#include "api/audit.h"
#include "api/req.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "store/sql.h"

static void put_inschrijving(struct req *r, const struct inschrijving_get_row *i)
{
	struct jsn_out *const o = &r->out;
	if (i->has_vrijwilliger_id)
		audit_shows(r, i->vrijwilliger_id);
	jsn_object(o);
	jsn_kv_uuid(o, "id", i->id);
	jsn_kv_uuid(o, "plekId", i->plek_id);
	jsn_kv_uuid(o, "campagneId", i->campagne_id);
	jsn_kv_str(o, "soort", i->soort);
	jsn_kv_str(o, "titel", i->titel);
	jsn_kv_instant(o, "vanOp", i->van_op);
	jsn_kv_instant(o, "totOp", i->tot_op);
	vorm_kv_uuid(o, "schoolId", i->has_school_id, i->school_id);
	vorm_kv_uuid(o, "klasId", i->has_klas_id, i->klas_id);
	vorm_kv_uuid(o, "bedrijfId", i->has_bedrijf_id, i->bedrijf_id);
	vorm_kv_uuid(o, "vrijwilligerId", i->has_vrijwilliger_id, i->vrijwilliger_id);
	jsn_kv_int(o, "aantal", i->aantal);
	jsn_kv_str(o, "status", i->status);
	vorm_kv_instant(o, "verlooptOp", i->has_verloopt_op, i->verloopt_op);
	jsn_object_end(o);
}

static enum err get_all(struct req *r, struct db_tx *tx, struct db_uuids ids,
	struct inschrijving_get_row **ret_rows, size_t *ret_count)
{
	return inschrijving_get(r->t, tx,
		&(struct inschrijving_get_in){ .ids = ids,
			.alle = r->bereik.alle,
			.school_id = r->actor.school_id,
			.bedrijf_id = r->actor.bedrijf_id,
			.vrijwilliger_id = r->actor.vrijwilliger_id },
		ret_rows, ret_count);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct inschrijving_get_row *ret_row)
{
	struct inschrijving_get_row *rows = NULL;
	size_t count = 0;
	TRY(get_all(r, tx, (struct db_uuids){ &id, 1 }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze inschrijving");
	*ret_row = rows[0];
	return ERR_OK;
}

static enum err list_ids(struct req *r, const struct op_inschrijving_list *in, const struct page *p,
	struct db_uuids *ret_ids)
{
	const bool side = !r->bereik.alle;
	struct inschrijving_list_row row;
	TRY(inschrijving_list(r->t, req_reader(r),
		&(struct inschrijving_list_in){
			.has_school_id = side && !uuid_is_nil(r->actor.school_id),
			.school_id = r->actor.school_id,
			.has_bedrijf_id = side && !uuid_is_nil(r->actor.bedrijf_id),
			.bedrijf_id = r->actor.bedrijf_id,
			.has_vrijwilliger_id = side && !uuid_is_nil(r->actor.vrijwilliger_id),
			.vrijwilliger_id = r->actor.vrijwilliger_id,
			.has_plek_id = in->has_plek_id == JSN_VALUE,
			.plek_id = in->plek_id,
			.has_campagne_id = in->has_campagne_id == JSN_VALUE,
			.campagne_id = in->campagne_id,
			.wacht = in->has_wacht == JSN_VALUE && in->wacht,
			.na_id = p->after_id,
			.aantal = p->limit + 1 },
		&row));
	*ret_ids = row.ids;
	return ERR_OK;
}

enum err h_inschrijving_list(struct req *r, const struct op_inschrijving_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct db_uuids ids;
	TRY(list_ids(r, in, &p, &ids));
	struct inschrijving_get_row *rows = NULL;
	size_t count = 0;
	TRY(get_all(r, req_reader(r), ids, &rows, &count));
	page_open(r, &p, count);
	for (size_t i = 0; i < p.shown; i++)
		put_inschrijving(r, &rows[i]);
	page_close(r, &p, STR(""), 0, p.shown > 0 ? rows[p.shown - 1].id : (struct uuid){ { 0 } });
	return ERR_OK;
}

enum err h_inschrijving_get(struct req *r, const struct op_inschrijving_get *in)
{
	struct inschrijving_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_inschrijving(r, &row);
	return ERR_OK;
}

/* ---- booking ---- */

/* Whose it is: of who asks, or of whom staff says. */
static bool choose(struct req *r, enum jsn_has has, struct uuid given, struct uuid own,
	const char *pointer, struct uuid *ret_id)
{
	*ret_id = r->bereik.alle ? given : own;
	if (r->bereik.alle)
		return has == JSN_VALUE;
	if (has == JSN_VALUE && !uuid_eq(given, own))
		task_fault(
			r->t, pointer, "inschrijving.niet_eigen", "Je schrijft alleen jezelf in.");
	return !uuid_is_nil(own);
}

static void choose_kant(
	struct req *r, const struct api_inschrijving_nieuw *n, struct inschrijving_create_in *b)
{
	b->has_school_id = choose(
		r, n->has_school_id, n->school_id, r->actor.school_id, "/schoolId", &b->school_id);
	b->has_bedrijf_id = choose(r, n->has_bedrijf_id, n->bedrijf_id, r->actor.bedrijf_id,
		"/bedrijfId", &b->bedrijf_id);
	b->has_vrijwilliger_id = choose(r, n->has_vrijwilliger_id, n->vrijwilliger_id,
		r->actor.vrijwilliger_id, "/vrijwilligerId", &b->vrijwilliger_id);
	if (b->has_school_id + b->has_bedrijf_id + b->has_vrijwilliger_id != 1)
		task_fault(r->t, "/schoolId", "inschrijving.een_kant",
			"Zeg voor welke school, welk bedrijf of welke vrijwilliger dit is.");
	else if (b->has_school_id != b->has_klas_id)
		task_fault(r->t, "/klasId", "inschrijving.klas",
			b->has_school_id ? "Zeg welke klas komt. Een stand is niet voor een school."
					 : "Een klas hoort alleen bij een school.");
}

enum err h_inschrijving_post(struct req *r, const struct op_inschrijving_post *in)
{
	const struct api_inschrijving_nieuw *const n = &in->body;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct inschrijving_create_in b = { .id = uuid_new(),
		.plek_id = n->plek_id,
		.has_klas_id = n->has_klas_id == JSN_VALUE,
		.klas_id = n->klas_id,
		.has_aantal = n->has_aantal == JSN_VALUE,
		.aantal = (int32_t)n->aantal,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	choose_kant(r, n, &b);
	TRY(task_faults_check(r->t));
	struct inschrijving_create_row made;
	TRY(inschrijving_create(r->t, tx, &b, &made));
	struct inschrijving_get_row row;
	TRY(get_one(r, tx, b.id, &row));
	req_created(r, row.versie, "/v1/inschrijvingen/", row.id);
	put_inschrijving(r, &row);
	return ERR_OK;
}

/* Staff or the company says yes or no; either side calls off. Which step is left, the database
 * knows. */
enum err h_inschrijving_patch(struct req *r, const struct op_inschrijving_patch *in)
{
	struct db_tx *tx;
	struct inschrijving_get_row row;
	TRY(req_begin(r, &tx));
	TRY(get_one(r, tx, in->id, &row));
	const struct str status = vorm_choice(api_reservering_stap_names, in->body.status);
	if (!str_eq(status, STR("geannuleerd")) && !row.eigen && !r->bereik.alle)
		return task_fail(r->t, ERR_FORBIDDEN, "plek.niet_eigen",
			"%s beslist hierover. Je kunt je inschrijving wel annuleren.",
			task_say(r->t, row.bij_bedrijf ? "Het bedrijf waar het bezoek is"
						       : "Het Technocentrum"));
	bool found = false;
	struct inschrijving_set_status_row saved;
	if (row.versie == r->if_match)
		TRY(inschrijving_set_status(r->t, tx,
			&(struct inschrijving_set_status_in){ .id = in->id,
				.status = status,
				.versie = r->if_match,
				.account_id = r->actor.account_id,
				.nu = r->now_us },
			&found, &saved));
	if (!found)
		return req_stale(r, row.versie);
	TRY(get_one(r, tx, in->id, &row));
	req_item(r, 200, row.versie);
	put_inschrijving(r, &row);
	return ERR_OK;
}
