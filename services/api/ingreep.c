/*
 * What staff decides at a request before the engine weighs: this offer first, or never that one. It
 * is withdrawn, not changed; and all of it is counted, with the proposals that staff replaced.
 */
#include "api/aanvraag.h"
#include "api/audit.h"
#include "api/req.h"
#include "api/vorm.h"
#include "base/date.h"
#include "store/sql.h"

#define YEAR_DAYS 366

static void put_ingreep(struct req *r, const struct ingreep_get_row *i)
{
	struct jsn_out *const o = &r->out;
	if (i->has_vrijwilliger_id)
		audit_shows(r, i->vrijwilliger_id);
	jsn_object(o);
	jsn_kv_uuid(o, "id", i->id);
	jsn_kv_uuid(o, "aanvraagId", i->aanvraag_id);
	jsn_kv_str(o, "soort", i->soort);
	vorm_kv_uuid(o, "aanbodId", i->has_aanbod_id, i->aanbod_id);
	vorm_kv_uuid(o, "vrijwilligerId", i->has_vrijwilliger_id, i->vrijwilliger_id);
	vorm_kv_uuid(o, "bedrijfId", i->has_bedrijf_id, i->bedrijf_id);
	jsn_kv_str(o, "reden", i->reden);
	jsn_kv_str(o, "toelichting", i->toelichting);
	jsn_kv_instant(o, "gemaaktOp", i->gemaakt_op);
	vorm_kv_instant(o, "ingetrokkenOp", i->has_ingetrokken_op, i->ingetrokken_op);
	jsn_object_end(o);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct ingreep_get_row *ret_row)
{
	bool found = false;
	TRY(ingreep_get(r->t, tx, &(struct ingreep_get_in){ .id = id }, &found, ret_row));
	return found ? ERR_OK : req_not_found(r, "Deze ingreep");
}

/* Both statements give the same columns. */
static struct ingreep_get_row as_got(const struct ingreep_list_row *i)
{
	return (struct ingreep_get_row){ .id = i->id,
		.aanvraag_id = i->aanvraag_id,
		.soort = i->soort,
		.has_aanbod_id = i->has_aanbod_id,
		.aanbod_id = i->aanbod_id,
		.has_vrijwilliger_id = i->has_vrijwilliger_id,
		.vrijwilliger_id = i->vrijwilliger_id,
		.has_bedrijf_id = i->has_bedrijf_id,
		.bedrijf_id = i->bedrijf_id,
		.reden = i->reden,
		.toelichting = i->toelichting,
		.gemaakt_op = i->gemaakt_op,
		.has_ingetrokken_op = i->has_ingetrokken_op,
		.ingetrokken_op = i->ingetrokken_op,
		.versie = i->versie };
}

enum err h_ingreep_list(struct req *r, const struct op_ingreep_list *in)
{
	struct page page;
	TRY(page_init(r, in->cursor, in->limit, &page));
	TRY(aanvraag_check_visible(r, req_reader(r), in->id));
	const struct ingreep_list_in find = {
		.aanvraag_id = in->id, .na_id = page.after_id, .aantal = page.limit + 1
	};
	struct ingreep_list_row *rows = NULL;
	size_t count = 0;
	TRY(ingreep_list(r->t, req_reader(r), &find, &rows, &count));
	page_open(r, &page, count);
	for (size_t i = 0; i < page.shown; i++) {
		const struct ingreep_get_row row = as_got(&rows[i]);
		put_ingreep(r, &row);
	}
	page_close(r, &page, STR(""), 0,
		page.shown > 0 ? rows[page.shown - 1].id : (struct uuid){ { 0 } });
	return ERR_OK;
}

enum err h_ingreep_get(struct req *r, const struct op_ingreep_get *in)
{
	struct ingreep_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_ingreep(r, &row);
	return ERR_OK;
}

/* Whether what is named is there, and may be named, the constraints say. */
enum err h_ingreep_post(struct req *r, const struct op_ingreep_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(aanvraag_check_visible(r, tx, in->id));
	const struct api_ingreep_nieuw *n = &in->body;
	const struct ingreep_create_in create = { .id = uuid_new(),
		.aanvraag_id = in->id,
		.soort = vorm_choice(api_ingreep_soort_names, n->soort),
		.has_aanbod_id = n->has_aanbod_id == JSN_VALUE,
		.aanbod_id = n->aanbod_id,
		.has_vrijwilliger_id = n->has_vrijwilliger_id == JSN_VALUE,
		.vrijwilliger_id = n->vrijwilliger_id,
		.has_bedrijf_id = n->has_bedrijf_id == JSN_VALUE,
		.bedrijf_id = n->bedrijf_id,
		.reden = vorm_choice(api_reden_names, n->reden),
		.toelichting = n->has_toelichting == JSN_VALUE ? n->toelichting : STR_NULL,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	struct ingreep_create_row made;
	TRY(ingreep_create(r->t, tx, &create, &made));
	struct ingreep_get_row row;
	TRY(get_one(r, tx, create.id, &row));
	req_created(r, row.versie, "/v1/ingrepen/", row.id);
	put_ingreep(r, &row);
	return ERR_OK;
}

/* Holds it for this transaction, in the version that If-Match names. */
static enum err hold(struct req *r, struct db_tx *tx, struct uuid id, bool *ret_ingetrokken)
{
	bool found = false;
	struct ingreep_lock_row row;
	TRY(ingreep_lock(r->t, tx, &(struct ingreep_lock_in){ .id = id }, &found, &row));
	if (!found)
		return req_not_found(r, "Deze ingreep");
	*ret_ingetrokken = row.ingetrokken;
	return row.versie == r->if_match ? ERR_OK : req_stale(r, row.versie);
}

enum err h_ingreep_patch(struct req *r, const struct op_ingreep_patch *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	bool ingetrokken = false;
	TRY(hold(r, tx, in->id, &ingetrokken));
	if (ingetrokken && !in->body.ingetrokken)
		return task_fail(r->t, ERR_CONFLICT, "ingreep.ingetrokken",
			"Deze ingreep is ingetrokken. Maak een nieuwe.");
	if (in->body.ingetrokken && !ingetrokken) {
		const struct ingreep_withdraw_in withdraw = {
			.id = in->id, .account_id = r->actor.account_id, .nu = r->now_us
		};
		struct ingreep_withdraw_row done;
		TRY(ingreep_withdraw(r->t, tx, &withdraw, &done));
	}
	struct ingreep_get_row row;
	TRY(get_one(r, tx, in->id, &row));
	req_item(r, 200, row.versie);
	put_ingreep(r, &row);
	return ERR_OK;
}

/* ---- how often ---- */

enum err h_ingreeptelling_get(struct req *r, const struct op_ingreeptelling_get *in)
{
	const int32_t to = in->has_tot == JSN_VALUE ? in->tot : r->today;
	const int32_t from = in->has_van == JSN_VALUE ? in->van : to - YEAR_DAYS;
	if (to < from)
		task_fault(
			r->t, "?tot", "periode.omgekeerd", "De einddatum ligt vóór de begindatum.");
	TRY(task_faults_check(r->t));
	const struct ingreep_tel_in find = { .van = instant_from_netherlands(from, 0),
		.tot = instant_from_netherlands(to + 1, 0) };
	struct ingreep_tel_row *rows = NULL;
	size_t count = 0;
	TRY(ingreep_tel(r->t, req_reader(r), &find, &rows, &count));
	jsn_object(&r->out);
	jsn_key(&r->out, "items");
	jsn_array(&r->out);
	for (size_t i = 0; i < count; i++) {
		jsn_object(&r->out);
		jsn_kv_str(&r->out, "ingreep", rows[i].ingreep);
		jsn_kv_str(&r->out, "soort", rows[i].soort);
		jsn_kv_str(&r->out, "reden", rows[i].reden);
		jsn_kv_int(&r->out, "aantal", rows[i].aantal);
		jsn_object_end(&r->out);
	}
	jsn_array_end(&r->out);
	jsn_object_end(&r->out);
	return ERR_OK;
}
