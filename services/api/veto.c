/*
 * Exclusions: a side says that it does not want the other. Each side sees and lifts its own, and is
 * not told of those against it; staff does all for both.
 */
#include "api/audit.h"
#include "api/invoer.h"
#include "api/req.h"
#include "api/vorm.h"
#include "store/sql.h"

static void put_veto(struct req *r, const struct veto_get_row *w)
{
	struct jsn_out *const o = &r->out;
	if (w->has_vrijwilliger_id)
		audit_shows(r, w->vrijwilliger_id);
	jsn_object(o);
	jsn_kv_uuid(o, "id", w->id);
	jsn_kv_uuid(o, "schoolId", w->school_id);
	vorm_kv_uuid(o, "bedrijfId", w->has_bedrijf_id, w->bedrijf_id);
	vorm_kv_uuid(o, "vrijwilligerId", w->has_vrijwilliger_id, w->vrijwilliger_id);
	jsn_kv_str(o, "kant", w->kant);
	jsn_kv_str(o, "reden", w->reden);
	jsn_kv_date(o, "vanDatum", w->van_datum);
	vorm_kv_date(o, "eindDatum", w->has_eind_datum, w->eind_datum);
	jsn_object_end(o);
}

/* ---- reading ---- */

static enum err get_all(struct req *r, struct db_tx *tx, struct db_uuids ids,
	struct veto_get_row **ret_rows, size_t *ret_count)
{
	const struct veto_get_in in = { .ids = ids,
		.alle = r->bereik.alle,
		.school_id = r->bereik.school_id,
		.bedrijf_id = r->bereik.bedrijf_id,
		.vrijwilliger_id = r->bereik.vrijwilliger_id };
	return veto_get(r->t, tx, &in, ret_rows, ret_count);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct veto_get_row *ret_row)
{
	struct veto_get_row *rows = NULL;
	size_t count = 0;
	TRY(get_all(r, tx, (struct db_uuids){ &id, 1 }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze uitsluiting");
	*ret_row = rows[0];
	return ERR_OK;
}

static enum err list_school(struct req *r, const struct page *p, struct db_uuids *ret_ids)
{
	const struct veto_list_school_in in = {
		.school_id = r->bereik.school_id, .na_id = p->after_id, .aantal = p->limit + 1
	};
	struct veto_list_school_row row;
	TRY(veto_list_school(r->t, req_reader(r), &in, &row));
	*ret_ids = row.ids;
	return ERR_OK;
}

static enum err list_bedrijf(struct req *r, const struct page *p, struct db_uuids *ret_ids)
{
	const struct veto_list_bedrijf_in in = {
		.bedrijf_id = r->bereik.bedrijf_id, .na_id = p->after_id, .aantal = p->limit + 1
	};
	struct veto_list_bedrijf_row row;
	TRY(veto_list_bedrijf(r->t, req_reader(r), &in, &row));
	*ret_ids = row.ids;
	return ERR_OK;
}

static enum err list_vrijwilliger(struct req *r, const struct page *p, struct db_uuids *ret_ids)
{
	const struct veto_list_vrijwilliger_in in = { .vrijwilliger_id = r->bereik.vrijwilliger_id,
		.na_id = p->after_id,
		.aantal = p->limit + 1 };
	struct veto_list_vrijwilliger_row row;
	TRY(veto_list_vrijwilliger(r->t, req_reader(r), &in, &row));
	*ret_ids = row.ids;
	return ERR_OK;
}

static enum err list_ids(struct req *r, const struct page *p, struct db_uuids *ret_ids)
{
	if (!uuid_is_nil(r->bereik.school_id))
		return list_school(r, p, ret_ids);
	if (!uuid_is_nil(r->bereik.bedrijf_id))
		return list_bedrijf(r, p, ret_ids);
	if (!uuid_is_nil(r->bereik.vrijwilliger_id))
		return list_vrijwilliger(r, p, ret_ids);
	struct veto_list_row row;
	TRY(veto_list(r->t, req_reader(r),
		&(struct veto_list_in){ .na_id = p->after_id, .aantal = p->limit + 1 }, &row));
	*ret_ids = row.ids;
	return ERR_OK;
}

enum err h_veto_list(struct req *r, const struct op_veto_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct db_uuids ids;
	TRY(list_ids(r, &p, &ids));
	struct veto_get_row *rows = NULL;
	size_t count = 0;
	TRY(get_all(r, req_reader(r), ids, &rows, &count));
	page_open(r, &p, count);
	struct uuid last = { { 0 } };
	for (size_t i = 0; i < p.shown; i++) {
		put_veto(r, &rows[i]);
		last = rows[i].id;
	}
	page_close(r, &p, STR_NULL, 0, last);
	return ERR_OK;
}

enum err h_veto_get(struct req *r, const struct op_veto_get *in)
{
	struct veto_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_veto(r, &row);
	return ERR_OK;
}

/* ---- writing ---- */

/* Whoever is of a side speaks for that side and for itself. */
static void choose_own(struct req *r, bool *has, struct uuid *id, struct uuid own,
	const char *pointer, const char *detail)
{
	if (*has && !uuid_eq(*id, own))
		task_fault(r->t, pointer, "veto.niet_eigen", "%s", task_say(r->t, detail));
	*has = true;
	*id = own;
}

static void choose_kant(
	struct req *r, const struct api_veto_nieuw *n, struct str own, struct veto_create_in *w)
{
	const bool given = n->has_kant == JSN_VALUE;
	w->kant = given ? vorm_choice(api_kant_names, n->kant) : own;
	if (!given && own.ptr == NULL)
		task_fault(r->t, "/kant", "veld.verplicht", "Zeg welke kant erom vraagt.");
	else if (given && own.ptr != NULL && !str_eq(w->kant, own))
		task_fault(r->t, "/kant", "veto.niet_eigen",
			"Je sluit alleen uit namens je eigen kant.");
}

static void choose_kanten(
	struct req *r, const struct api_veto_nieuw *n, bool *has_school, struct veto_create_in *w)
{
	if (r->bereik.alle) {
		choose_kant(r, n, STR_NULL, w);
	} else if (!uuid_is_nil(r->bereik.school_id)) {
		choose_own(r, has_school, &w->school_id, r->bereik.school_id, "/schoolId",
			"Je sluit alleen uit namens je eigen school.");
		choose_kant(r, n, STR("school"), w);
	} else if (!uuid_is_nil(r->bereik.bedrijf_id)) {
		choose_own(r, &w->has_bedrijf_id, &w->bedrijf_id, r->bereik.bedrijf_id,
			"/bedrijfId", "Je sluit alleen uit namens je eigen bedrijf.");
		choose_kant(r, n, STR("aanbieder"), w);
	} else {
		choose_own(r, &w->has_vrijwilliger_id, &w->vrijwilliger_id,
			r->bereik.vrijwilliger_id, "/vrijwilligerId",
			"Je sluit alleen uit namens jezelf.");
		choose_kant(r, n, STR("aanbieder"), w);
	}
}

static enum err check_vrijwilliger(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct vrijwilliger_bestaat_row row;
	TRY(vrijwilliger_bestaat(r->t, tx, &(struct vrijwilliger_bestaat_in){ .id = id }, &row));
	if (!row.bestaat)
		task_fault(r->t, "/vrijwilligerId", "vrijwilliger.onbekend",
			"Deze vrijwilliger bestaat niet.");
	return ERR_OK;
}

static enum err check_school(struct req *r, struct db_tx *tx, bool given, struct uuid id)
{
	if (!given) {
		task_fault(r->t, "/schoolId", "veld.verplicht", "Zeg om welke school het gaat.");
		return ERR_OK;
	}
	struct school_get_row *rows = NULL;
	size_t count = 0;
	TRY(school_get(r->t, tx, &(struct school_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 0)
		task_fault(r->t, "/schoolId", "school.onbekend", "Deze school bestaat niet.");
	return ERR_OK;
}

static void check_eind(struct req *r, bool has, int32_t eind_datum)
{
	if (has && eind_datum < r->today)
		task_fault(r->t, "/eindDatum", "datum.voorbij", "Deze dag is al voorbij.");
}

static enum err check(
	struct req *r, struct db_tx *tx, bool has_school, const struct veto_create_in *w)
{
	TRY(check_school(r, tx, has_school, w->school_id));
	if (w->has_bedrijf_id == w->has_vrijwilliger_id)
		task_fault(r->t, "/bedrijfId", "veto.een_aanbieder",
			"Noem een bedrijf of een vrijwilliger, niet allebei.");
	if (w->has_bedrijf_id)
		TRY(invoer_bedrijf(r, tx, w->bedrijf_id));
	if (w->has_vrijwilliger_id)
		TRY(check_vrijwilliger(r, tx, w->vrijwilliger_id));
	check_eind(r, w->has_eind_datum, w->eind_datum);
	return task_faults_check(r->t);
}

enum err h_veto_post(struct req *r, const struct op_veto_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct api_veto_nieuw *n = &in->body;
	bool has_school = n->has_school_id == JSN_VALUE;
	struct veto_create_in w = { .id = uuid_new(),
		.school_id = n->school_id,
		.has_bedrijf_id = n->has_bedrijf_id == JSN_VALUE,
		.bedrijf_id = n->bedrijf_id,
		.has_vrijwilliger_id = n->has_vrijwilliger_id == JSN_VALUE,
		.vrijwilliger_id = n->vrijwilliger_id,
		.reden = vorm_choice(api_reden_names, n->reden),
		.van_datum = r->today,
		.has_eind_datum = n->has_eind_datum == JSN_VALUE,
		.eind_datum = n->eind_datum,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	choose_kanten(r, n, &has_school, &w);
	TRY(check(r, tx, has_school, &w));
	struct veto_create_row made;
	TRY(veto_create(r->t, tx, &w, &made));
	struct veto_get_row row;
	TRY(get_one(r, tx, w.id, &row));
	req_created(r, row.versie, "/v1/vetos/", row.id);
	put_veto(r, &row);
	return ERR_OK;
}

/* Holds it for this transaction, in the version that If-Match names. */
static enum err hold(struct req *r, struct db_tx *tx, struct uuid id)
{
	const struct veto_lock_in in = { .id = id,
		.alle = r->bereik.alle,
		.school_id = r->bereik.school_id,
		.bedrijf_id = r->bereik.bedrijf_id,
		.vrijwilliger_id = r->bereik.vrijwilliger_id };
	bool found = false;
	struct veto_lock_row row;
	TRY(veto_lock(r->t, tx, &in, &found, &row));
	if (!found)
		return req_not_found(r, "Deze uitsluiting");
	return row.versie == r->if_match ? ERR_OK : req_stale(r, row.versie);
}

enum err h_veto_patch(struct req *r, const struct op_veto_patch *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(hold(r, tx, in->id));
	struct veto_get_row row;
	TRY(get_one(r, tx, in->id, &row));
	if (row.has_eind_datum && row.eind_datum <= r->today)
		return task_fail(r->t, ERR_CONFLICT, "veto.voorbij",
			"Deze uitsluiting is al voorbij. Maak een nieuwe.");
	struct veto_end_in w = { .id = row.id,
		.has_eind_datum = row.has_eind_datum,
		.eind_datum = row.eind_datum,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	vorm_merge_date(
		in->body.has_eind_datum, in->body.eind_datum, &w.has_eind_datum, &w.eind_datum);
	check_eind(r, w.has_eind_datum, w.eind_datum);
	TRY(task_faults_check(r->t));
	struct veto_end_row ended;
	TRY(veto_end(r->t, tx, &w, &ended));
	TRY(get_one(r, tx, row.id, &row));
	req_item(r, 200, row.versie);
	put_veto(r, &row);
	return ERR_OK;
}
