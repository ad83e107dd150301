/*
 * Closures: days on which a school, a company or a volunteer can receive or give nothing. Each side
 * writes its own, and is not told of those of the other: there a day is just not possible. Staff
 * does all for all.
 */
#include "api/audit.h"
#include "api/invoer.h"
#include "api/req.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "store/sql.h"

static void put_sluiting(struct req *r, const struct sluiting_list_row *w)
{
	struct jsn_out *const o = &r->out;
	if (w->has_vrijwilliger_id)
		audit_shows(r, w->vrijwilliger_id);
	jsn_object(o);
	jsn_kv_uuid(o, "id", w->id);
	vorm_kv_uuid(o, "schoolId", w->has_school_id, w->school_id);
	vorm_kv_uuid(o, "bedrijfId", w->has_bedrijf_id, w->bedrijf_id);
	vorm_kv_uuid(o, "vrijwilligerId", w->has_vrijwilliger_id, w->vrijwilliger_id);
	jsn_kv_date(o, "vanDatum", w->van_datum);
	jsn_kv_date(o, "totDatum", w->tot_datum);
	jsn_kv_str(o, "reden", w->reden);
	jsn_kv_bool(o, "ingetrokken", w->ingetrokken);
	jsn_kv_int(o, "koppelingen", w->koppelingen);
	jsn_kv_int(o, "afgezegd", w->afgezegd);
	jsn_object_end(o);
}

/* ---- reading ---- */

/* When a person is away is not for everybody who reads all. */
static bool sees_people(const struct req *r)
{
	return toegang_ziet(r, api_zicht_sluiting_vrijwilliger_id, true);
}

/* Whose the caller may reach, when not all of them: its school, its company or itself. */
static bool holder(const struct req *r, struct uuid *ret_id)
{
	const struct uuid own[] = { r->bereik.school_id, r->bereik.bedrijf_id,
		r->bereik.vrijwilliger_id };
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		if (!uuid_is_nil(own[i])) {
			*ret_id = own[i];
			return true;
		}
	}
	return false;
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct sluiting_list_row *ret_row)
{
	struct sluiting_list_in in = { .has_id = true,
		.id = id,
		.alle = r->bereik.alle,
		.mensen = sees_people(r),
		.aantal = 1 };
	in.has_houder = holder(r, &in.houder);
	struct sluiting_list_row *rows = NULL;
	size_t count = 0;
	TRY(sluiting_list(r->t, tx, &in, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze sluiting");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_sluiting_list(struct req *r, const struct op_sluiting_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct sluiting_list_in find = { .alle = r->bereik.alle,
		.mensen = sees_people(r),
		.na_id = p.after_id,
		.aantal = p.limit + 1 };
	find.has_houder = holder(r, &find.houder);
	struct sluiting_list_row *rows = NULL;
	size_t count = 0;
	TRY(sluiting_list(r->t, req_reader(r), &find, &rows, &count));
	page_open(r, &p, count);
	for (size_t i = 0; i < p.shown; i++)
		put_sluiting(r, &rows[i]);
	page_close(r, &p, STR_NULL, 0, p.shown > 0 ? rows[p.shown - 1].id : (struct uuid){ { 0 } });
	return ERR_OK;
}

enum err h_sluiting_get(struct req *r, const struct op_sluiting_get *in)
{
	struct sluiting_list_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_sluiting(r, &row);
	return ERR_OK;
}

/* ---- writing ---- */

/* Whoever is of a side closes that side; a teacher, nothing (x-toegang). */
static void choose_own(
	struct req *r, bool *has, struct uuid *id, struct uuid own, const char *pointer)
{
	if (*has && !uuid_eq(*id, own))
		task_fault(r->t, pointer, "sluiting.niet_eigen",
			"Je kunt alleen je eigen kant sluiten.");
	*has = !uuid_is_nil(own);
	*id = own;
}

static enum err check_houder(struct req *r, struct db_tx *tx, const struct sluiting_create_in *w)
{
	if (w->has_school_id + w->has_bedrijf_id + w->has_vrijwilliger_id != 1)
		task_fault(r->t, "/schoolId", "sluiting.een_houder",
			"Noem een school, een bedrijf of een vrijwilliger: precies één.");
	if (w->has_school_id) {
		struct school_get_row *rows = NULL;
		size_t count = 0;
		const struct school_get_in find = { .ids = { &w->school_id, 1 } };
		TRY(school_get(r->t, tx, &find, &rows, &count));
		if (count == 0)
			task_fault(
				r->t, "/schoolId", "school.onbekend", "Deze school bestaat niet.");
	}
	if (w->has_bedrijf_id)
		TRY(invoer_bedrijf(r, tx, w->bedrijf_id));
	if (w->has_vrijwilliger_id) {
		struct vrijwilliger_bestaat_row row;
		const struct vrijwilliger_bestaat_in find = { .id = w->vrijwilliger_id };
		TRY(vrijwilliger_bestaat(r->t, tx, &find, &row));
		if (!row.bestaat)
			task_fault(r->t, "/vrijwilligerId", "vrijwilliger.onbekend",
				"Deze vrijwilliger bestaat niet.");
	}
	return ERR_OK;
}

static void check_days(struct req *r, int32_t from, int32_t to)
{
	if (to < from)
		task_fault(r->t, "/totDatum", "periode.omgekeerd",
			"De laatste dag ligt voor de eerste.");
	else if (to < r->today)
		task_fault(r->t, "/totDatum", "datum.voorbij", "Deze dagen zijn al voorbij.");
	else if (to - from >= 120)
		task_fault(r->t, "/totDatum", "periode.te_lang",
			"Een sluiting duurt hoogstens 120 dagen.");
}

enum err h_sluiting_post(struct req *r, const struct op_sluiting_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct api_sluiting_nieuw *n = &in->body;
	struct sluiting_create_in w = { .id = uuid_new(),
		.has_school_id = n->has_school_id == JSN_VALUE,
		.school_id = n->school_id,
		.has_bedrijf_id = n->has_bedrijf_id == JSN_VALUE,
		.bedrijf_id = n->bedrijf_id,
		.has_vrijwilliger_id = n->has_vrijwilliger_id == JSN_VALUE,
		.vrijwilliger_id = n->vrijwilliger_id,
		.van_datum = n->van_datum,
		.tot_datum = n->has_tot_datum == JSN_VALUE ? n->tot_datum : n->van_datum,
		.reden = vorm_choice(api_sluiting_reden_names, n->reden),
		.vandaag = r->today,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	if (!r->bereik.alle) {
		choose_own(r, &w.has_school_id, &w.school_id, r->bereik.school_id, "/schoolId");
		choose_own(r, &w.has_bedrijf_id, &w.bedrijf_id, r->bereik.bedrijf_id, "/bedrijfId");
		choose_own(r, &w.has_vrijwilliger_id, &w.vrijwilliger_id, r->bereik.vrijwilliger_id,
			"/vrijwilligerId");
	}
	check_days(r, w.van_datum, w.tot_datum);
	TRY(check_houder(r, tx, &w));
	TRY(task_faults_check(r->t));
	w.houder = w.has_school_id    ? w.school_id
		   : w.has_bedrijf_id ? w.bedrijf_id
				      : w.vrijwilliger_id;
	bool found = false;
	struct sluiting_create_row made;
	TRY(sluiting_create(r->t, tx, &w, &found, &made));
	if (!found)
		return task_fail(r->t, ERR_CONFLICT, "sluiting.te_veel",
			"Er staan al veertig sluitingen gepland. Trek er eerst een in.");
	struct sluiting_list_row row;
	TRY(get_one(r, tx, w.id, &row));
	req_created(r, row.versie, "/v1/sluitingen/", row.id);
	put_sluiting(r, &row);
	return ERR_OK;
}

/* Holds it for this transaction, in the version that If-Match names. */
static enum err hold(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct sluiting_lock_in in = { .id = id, .alle = r->bereik.alle };
	in.has_houder = holder(r, &in.houder);
	bool found = false;
	struct sluiting_lock_row row;
	TRY(sluiting_lock(r->t, tx, &in, &found, &row));
	if (!found)
		return req_not_found(r, "Deze sluiting");
	return row.versie == r->if_match ? ERR_OK : req_stale(r, row.versie);
}

enum err h_sluiting_patch(struct req *r, const struct op_sluiting_patch *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(hold(r, tx, in->id));
	struct sluiting_list_row row;
	TRY(get_one(r, tx, in->id, &row));
	if (row.tot_datum < r->today)
		return task_fail(r->t, ERR_CONFLICT, "sluiting.voorbij",
			"Deze dagen zijn al voorbij. Er valt niets meer te wijzigen.");
	struct sluiting_save_in w = { .id = row.id,
		.van_datum = row.van_datum,
		.tot_datum = row.tot_datum,
		.reden = row.reden,
		.ingetrokken = row.ingetrokken,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	vorm_set_date(in->body.has_van_datum, in->body.van_datum, &w.van_datum);
	vorm_set_date(in->body.has_tot_datum, in->body.tot_datum, &w.tot_datum);
	vorm_set_choice(in->body.has_reden, api_sluiting_reden_names, in->body.reden, &w.reden);
	vorm_set_bool(in->body.has_ingetrokken, in->body.ingetrokken, &w.ingetrokken);
	check_days(r, w.van_datum, w.tot_datum);
	TRY(task_faults_check(r->t));
	struct sluiting_save_row saved;
	TRY(sluiting_save(r->t, tx, &w, &saved));
	TRY(get_one(r, tx, row.id, &row));
	req_item(r, 200, row.versie);
	put_sluiting(r, &row);
	return ERR_OK;
}
