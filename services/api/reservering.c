/*
 * Bookings of facilities: who books and whose the facility is see them, and either side calls one
 * off. What may be booked, and that no half-day holds more than fits, the database decides.
 */
#include "api/req.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "store/sql.h"

static void put_reservering(struct jsn_out *o, const struct reservering_get_row *b)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", b->id);
	jsn_kv_uuid(o, "faciliteitId", b->faciliteit_id);
	jsn_kv_str(o, "faciliteit", b->faciliteit);
	vorm_kv_uuid(o, "schoolId", b->has_school_id, b->school_id);
	vorm_kv_uuid(o, "bedrijfId", b->has_bedrijf_id, b->bedrijf_id);
	vorm_kv_uuid(o, "koppelingId", b->has_koppeling_id, b->koppeling_id);
	jsn_kv_date(o, "datum", b->datum);
	jsn_kv_str(o, "dagdeel", b->dagdeel);
	jsn_kv_int(o, "aantal", b->aantal);
	jsn_kv_str(o, "status", b->status);
	vorm_kv_instant(o, "verlooptOp", b->has_verloopt_op, b->verloopt_op);
	jsn_object_end(o);
}

static enum err get_all(struct req *r, struct db_tx *tx, struct db_uuids ids,
	struct reservering_get_row **ret_rows, size_t *ret_count)
{
	return reservering_get(r->t, tx,
		&(struct reservering_get_in){ .ids = ids,
			.alle = r->bereik.alle,
			.school_id = r->actor.school_id,
			.bedrijf_id = r->actor.bedrijf_id },
		ret_rows, ret_count);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct reservering_get_row *ret_row)
{
	struct reservering_get_row *rows = NULL;
	size_t count = 0;
	TRY(get_all(r, tx, (struct db_uuids){ &id, 1 }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze reservering");
	*ret_row = rows[0];
	return ERR_OK;
}

static enum err list_ids(struct req *r, const struct op_reservering_list *in, const struct page *p,
	struct db_uuids *ret_ids)
{
	const int32_t from = in->has_van == JSN_VALUE ? in->van : r->today;
	const bool side = !r->bereik.alle;
	struct reservering_list_row *rows = NULL;
	size_t count = 0;
	TRY(reservering_list(r->t, req_reader(r),
		&(struct reservering_list_in){
			.has_school_id = side && !uuid_is_nil(r->actor.school_id),
			.school_id = r->actor.school_id,
			.has_bedrijf_id = side && !uuid_is_nil(r->actor.bedrijf_id),
			.bedrijf_id = r->actor.bedrijf_id,
			.has_faciliteit_id = in->has_faciliteit_id == JSN_VALUE,
			.faciliteit_id = in->faciliteit_id,
			.wacht = in->has_wacht == JSN_VALUE && in->wacht,
			.van_datum = from,
			.na_datum = p->after_number > from ? (int32_t)p->after_number : from,
			.na_id = p->after_number >= from ? p->after_id : (struct uuid){ { 0 } },
			.aantal = p->limit + 1 },
		&rows, &count));
	struct uuid *ids = ARENA_ARRAY(task_arena(r->t), count > 0 ? count : 1, struct uuid);
	for (size_t i = 0; i < count; i++)
		ids[i] = rows[i].id;
	*ret_ids = (struct db_uuids){ ids, count };
	return ERR_OK;
}

enum err h_reservering_list(struct req *r, const struct op_reservering_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct db_uuids ids;
	TRY(list_ids(r, in, &p, &ids));
	struct reservering_get_row *rows = NULL;
	size_t count = 0;
	TRY(get_all(r, req_reader(r), ids, &rows, &count));
	page_open(r, &p, count);
	struct reservering_get_row last = { .datum = 0 };
	for (size_t i = 0; i < p.shown; i++) {
		last = rows[i];
		put_reservering(&r->out, &last);
	}
	page_close(r, &p, STR(""), last.datum, last.id);
	return ERR_OK;
}

enum err h_reservering_get(struct req *r, const struct op_reservering_get *in)
{
	struct reservering_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_reservering(&r->out, &row);
	return ERR_OK;
}

/* ---- booking ---- */

/* A school and a company book for themselves; staff says for whom. */
static void choose_kant(
	struct req *r, const struct api_reservering_nieuw *n, struct reservering_create_in *b)
{
	b->has_school_id = !uuid_is_nil(r->actor.school_id);
	b->school_id = r->actor.school_id;
	b->has_bedrijf_id = !uuid_is_nil(r->actor.bedrijf_id);
	b->bedrijf_id = r->actor.bedrijf_id;
	const bool school = n->has_school_id == JSN_VALUE;
	const bool bedrijf = n->has_bedrijf_id == JSN_VALUE;
	if (r->bereik.alle) {
		b->has_school_id = school;
		b->school_id = n->school_id;
		b->has_bedrijf_id = bedrijf;
		b->bedrijf_id = n->bedrijf_id;
		if (school == bedrijf)
			task_fault(r->t, "/schoolId", "reservering.een_kant",
				"Zeg voor welke school of welk bedrijf dit is.");
	} else if ((school && !uuid_eq(n->school_id, r->actor.school_id)) ||
		   (bedrijf && !uuid_eq(n->bedrijf_id, r->actor.bedrijf_id))) {
		task_fault(r->t, school ? "/schoolId" : "/bedrijfId", "reservering.niet_eigen",
			"Je reserveert alleen voor jezelf.");
	}
}

static enum err check_faciliteit(struct req *r, struct db_tx *tx, struct uuid id, int32_t aantal)
{
	struct faciliteit_get_row *rows = NULL;
	size_t count = 0;
	TRY(faciliteit_get(r->t, tx,
		&(struct faciliteit_get_in){ .ids = { &id, 1 },
			.alle = r->bereik.alle,
			.school_id = r->actor.school_id,
			.bedrijf_id = r->actor.bedrijf_id },
		&rows, &count));
	if (count == 0)
		task_fault(r->t, "/faciliteitId", "faciliteit.onbekend",
			"Deze faciliteit bestaat niet.");
	else if (aantal > rows[0].capaciteit)
		task_fault(r->t, "/aantal", "faciliteit.te_klein", "Er is plaats voor %d.",
			rows[0].capaciteit);
	return ERR_OK;
}

enum err h_reservering_post(struct req *r, const struct op_reservering_post *in)
{
	const struct api_reservering_nieuw *const n = &in->body;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct reservering_create_in b = { .id = uuid_new(),
		.faciliteit_id = n->faciliteit_id,
		.has_koppeling_id = n->has_koppeling_id == JSN_VALUE,
		.koppeling_id = n->koppeling_id,
		.datum = n->datum,
		.dagdeel = vorm_choice(api_dagdeel_names, n->dagdeel),
		.aantal = n->has_aantal == JSN_VALUE ? (int32_t)n->aantal : 1,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	choose_kant(r, n, &b);
	TRY(check_faciliteit(r, tx, n->faciliteit_id, b.aantal));
	TRY(task_faults_check(r->t));
	struct reservering_create_row made;
	TRY(reservering_create(r->t, tx, &b, &made));
	struct reservering_get_row row;
	TRY(get_one(r, tx, b.id, &row));
	req_created(r, row.versie, "/v1/reserveringen/", row.id);
	put_reservering(&r->out, &row);
	return ERR_OK;
}

/* The owner says yes or no; either side calls off. Which step is left, the database knows. */
enum err h_reservering_patch(struct req *r, const struct op_reservering_patch *in)
{
	struct db_tx *tx;
	struct reservering_get_row row;
	TRY(req_begin(r, &tx));
	TRY(get_one(r, tx, in->id, &row));
	const struct str status = vorm_choice(api_reservering_stap_names, in->body.status);
	if (!str_eq(status, STR("geannuleerd")) && !row.eigen && !r->bereik.alle)
		return task_fail(r->t, ERR_FORBIDDEN, "faciliteit.niet_eigen",
			"Van wie de faciliteit is, beslist hierover. Je kunt je reservering wel "
			"annuleren.");
	bool found = false;
	struct reservering_set_status_row saved;
	if (row.versie == r->if_match)
		TRY(reservering_set_status(r->t, tx,
			&(struct reservering_set_status_in){ .id = in->id,
				.status = status,
				.versie = r->if_match,
				.account_id = r->actor.account_id,
				.nu = r->now_us },
			&found, &saved));
	if (!found)
		return req_stale(r, row.versie);
	TRY(get_one(r, tx, in->id, &row));
	req_item(r, 200, row.versie);
	put_reservering(&r->out, &row);
	return ERR_OK;
}
