/*
 * Objections (AVG art. 21): somebody does not want a use that rests on a public task or a
 * legitimate interest. It holds at once: whoever objects to being brought together is restricted,
 * as by their own wish (PATCH /v1/ik), until staff decides or it is withdrawn. What safety needs
 * goes on meanwhile. Staff writes it down for a volunteer without an account.
 */
#include "api/app.h"
#include "api/audit.h"
#include "api/req.h"
#include "api/vorm.h"
#include "contact/contact.h"
#include "post/post.h"
#include "store/sql.h"

#define WHAT "Dit bezwaar"

/* Where a decision leads, by enum api_bezwaar_besluit. */
static const enum api_bezwaar_status naar[] = {
	[API_BEZWAAR_BESLUIT_TOEWIJZEN] = API_BEZWAAR_STATUS_TOEGEWEZEN,
	[API_BEZWAAR_BESLUIT_AFWIJZEN] = API_BEZWAAR_STATUS_AFGEWEZEN,
	[API_BEZWAAR_BESLUIT_INTREKKEN] = API_BEZWAAR_STATUS_INGETROKKEN,
};

/* ---- showing ---- */

/* Opens what is sealed; what stood open before that (0065) is shown as it is. */
static enum err open_text(
	struct req *r, enum contact_veld veld, struct uuid id, struct str open, struct str *text)
{
	TRY(contact_open(r->t, r->app->keys, veld, id, text));
	if (text->ptr == NULL)
		*text = open;
	return ERR_OK;
}

static enum err put_bezwaar(struct req *r, const struct bezwaar_get_row *b)
{
	struct jsn_out *const o = &r->out;
	struct str reden = b->reden;
	struct str toelichting = b->toelichting;
	TRY(open_text(r, CONTACT_BEZWAAR_REDEN, b->id, b->reden_open, &reden));
	TRY(open_text(r, CONTACT_BEZWAAR_TOELICHTING, b->id, b->toelichting_open, &toelichting));
	audit_shows(r, b->has_account_id ? b->account_id : b->vrijwilliger_id);
	jsn_object(o);
	jsn_kv_uuid(o, "id", b->id);
	vorm_kv_uuid(o, "accountId", b->has_account_id, b->account_id);
	vorm_kv_uuid(o, "vrijwilligerId", b->has_vrijwilliger_id, b->vrijwilliger_id);
	jsn_kv_str(o, "naam", b->naam);
	jsn_kv_str(o, "doel", b->doel);
	jsn_kv_str(o, "reden", reden);
	jsn_kv_str(o, "status", b->status);
	jsn_kv_str(o, "toelichting", toelichting);
	jsn_kv_instant(o, "gemaaktOp", b->gemaakt_op);
	jsn_kv_instant(o, "gewijzigdOp", b->gewijzigd_op);
	jsn_object_end(o);
	return ERR_OK;
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct bezwaar_get_row *ret_row)
{
	struct bezwaar_get_row *rows = NULL;
	size_t count = 0;
	TRY(bezwaar_get(r->t, tx, &(struct bezwaar_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 0)
		return req_not_found(r, WHAT);
	*ret_row = rows[0];
	return ERR_OK;
}

/* The objection as it is now: 200, or 201 for what a POST made of it. */
static enum err answer(struct req *r, struct db_tx *tx, struct uuid id, bool created)
{
	struct bezwaar_get_row row;
	TRY(get_one(r, tx, id, &row));
	if (created)
		req_created(r, row.versie, "/v1/bezwaren/", id);
	else
		req_item(r, 200, row.versie);
	return put_bezwaar(r, &row);
}

static enum err put_list(struct req *r, struct page *p, struct db_uuids ids)
{
	struct bezwaar_get_row *rows = NULL;
	size_t count = 0;
	TRY(bezwaar_get(
		r->t, req_reader(r), &(struct bezwaar_get_in){ .ids = ids }, &rows, &count));
	page_open(r, p, count);
	struct uuid last = { { 0 } };
	for (size_t i = 0; i < p->shown; i++) {
		TRY(put_bezwaar(r, &rows[i]));
		last = rows[i].id;
	}
	page_close(r, p, STR_NULL, 0, last);
	return ERR_OK;
}

enum err h_bezwaar_get(struct req *r, const struct op_bezwaar_get *in)
{
	return answer(r, req_reader(r), in->id, false);
}

enum err h_bezwaar_list(struct req *r, const struct op_bezwaar_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct bezwaar_list_row list;
	TRY(bezwaar_list(r->t, req_reader(r),
		&(struct bezwaar_list_in){ .na_id = p.after_id, .aantal = p.limit + 1 }, &list));
	return put_list(r, &p, list.ids);
}

enum err h_ik_bezwaar_list(struct req *r, const struct op_ik_bezwaar_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	const struct bezwaar_list_account_in find = {
		.account_id = r->actor.account_id, .na_id = p.after_id, .aantal = p.limit + 1
	};
	struct bezwaar_list_account_row list;
	TRY(bezwaar_list_account(r->t, req_reader(r), &find, &list));
	return put_list(r, &p, list.ids);
}

/* ---- letters ---- */

static enum err write_letter(struct req *r, struct db_tx *tx, enum post_soort soort,
	const struct bezwaar_ontvanger_in *aan, struct str over)
{
	bool found = false;
	struct bezwaar_ontvanger_row row;
	TRY(bezwaar_ontvanger(r->t, tx, aan, &found, &row));
	if (!found)
		return ERR_OK;
	TRY(aan->has_account_id ? contact_open(r->t, r->app->keys, CONTACT_ACCOUNT_EMAIL,
					  aan->account_id, &row.email)
				: contact_open(r->t, r->app->keys, CONTACT_VRIJWILLIGER_EMAIL,
					  aan->vrijwilliger_id, &row.email));
	const struct post_brief brief = { .soort = soort,
		.taal = post_taal_of(row.taal),
		.has_account_id = aan->has_account_id,
		.account_id = aan->account_id,
		.naar = row.email,
		.naam = row.aanhef,
		.over = over };
	return post_write(r->t, tx, r->app->keys, &brief, r->now_us);
}

/* ---- objecting ---- */

static enum err object(struct req *r, struct db_tx *tx, const struct bezwaar_ontvanger_in *van,
	int32_t doel, struct str reden)
{
	const struct uuid id = uuid_new();
	const struct bezwaar_create_in made = { .id = id,
		.has_account_id = van->has_account_id,
		.account_id = van->account_id,
		.has_vrijwilliger_id = van->has_vrijwilliger_id,
		.vrijwilliger_id = van->vrijwilliger_id,
		.doel = str_from(api_bezwaar_doel_names[doel]),
		.reden = contact_seal(
			task_arena(r->t), r->app->keys, CONTACT_BEZWAAR_REDEN, id, reden),
		.door = r->actor.account_id,
		.nu = r->now_us };
	TRY(bezwaar_create(r->t, tx, &made));
	TRY(write_letter(r, tx,
		doel == API_BEZWAAR_DOEL_KOPPELEN ? POST_BEZWAAR_BEPERKT : POST_BEZWAAR_ONTVANGEN,
		van, STR_NULL));
	return answer(r, tx, id, true);
}

enum err h_ik_bezwaar_post(struct req *r, const struct op_ik_bezwaar_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct bezwaar_ontvanger_in van = { .has_account_id = true,
		.account_id = r->actor.account_id };
	return object(r, tx, &van, in->body.doel, in->body.reden);
}

/* Of a volunteer with an account it is the account's, so that its owner sees and withdraws it. */
enum err h_bezwaar_post(struct req *r, const struct op_bezwaar_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	bool found = false;
	struct bezwaar_persoon_row persoon;
	TRY(bezwaar_persoon(r->t, tx,
		&(struct bezwaar_persoon_in){ .vrijwilliger_id = in->body.vrijwilliger_id }, &found,
		&persoon));
	if (!found)
		task_fault(r->t, "/vrijwilligerId", "vrijwilliger.onbekend",
			"Deze vrijwilliger bestaat niet.");
	TRY(task_faults_check(r->t));
	const struct bezwaar_ontvanger_in van = { .has_account_id = persoon.has_account_id,
		.account_id = persoon.account_id,
		.has_vrijwilliger_id = !persoon.has_account_id,
		.vrijwilliger_id = in->body.vrijwilliger_id };
	return object(r, tx, &van, in->body.doel, in->body.reden);
}

/* ---- withdrawing and deciding ---- */

static enum err set_status(struct req *r, struct db_tx *tx, struct uuid id,
	enum api_bezwaar_status status, struct str toelichting)
{
	const struct bezwaar_set_status_in set = { .id = id,
		.status = str_from(api_bezwaar_status_names[status]),
		.toelichting = contact_seal(task_arena(r->t), r->app->keys,
			CONTACT_BEZWAAR_TOELICHTING, id, toelichting),
		.door = r->actor.account_id,
		.nu = r->now_us };
	struct bezwaar_set_status_row saved;
	return bezwaar_set_status(r->t, tx, &set, &saved);
}

enum err h_ik_bezwaar_delete(struct req *r, const struct op_ik_bezwaar_delete *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct bezwaar_lock_account_in find = { .account_id = r->actor.account_id,
		.doel = str_from(api_bezwaar_doel_names[in->doel]) };
	bool found = false;
	struct bezwaar_lock_account_row held;
	TRY(bezwaar_lock_account(r->t, tx, &find, &found, &held));
	if (!found)
		return task_fail(r->t, ERR_CONFLICT, "bezwaar.geen",
			"Je hebt hier geen bezwaar tegen dat nog geldt.");
	TRY(set_status(r, tx, held.id, API_BEZWAAR_STATUS_INGETROKKEN, STR_NULL));
	return answer(r, tx, held.id, false);
}

/* Nothing follows on the end; what was upheld can still be withdrawn. */
static bool may_become(struct str status, enum api_bezwaar_status to)
{
	return str_eq(status, STR("open")) ||
	       (str_eq(status, STR("toegewezen")) && to == API_BEZWAAR_STATUS_INGETROKKEN);
}

/* Who decides is not whose it is. */
static enum err check_besluit(struct req *r, const struct api_bezwaar_besluit_nieuw *b,
	const struct bezwaar_lock_row *held)
{
	if (held->has_account_id && uuid_eq(held->account_id, r->actor.account_id))
		return task_fail(r->t, ERR_FORBIDDEN, "bezwaar.eigen",
			"Over je eigen bezwaar beslist iemand anders.");
	if (!may_become(held->status, naar[b->besluit]))
		return task_fail(r->t, ERR_CONFLICT, "bezwaar.besloten",
			"Over dit bezwaar is al besloten: %s.", req_word(r, held->status));
	if (b->besluit == API_BEZWAAR_BESLUIT_AFWIJZEN && b->has_toelichting != JSN_VALUE)
		task_fault(r->t, "/toelichting", "veld.verplicht",
			"Zeg waarom het gebruik toch nodig is: wie bezwaar maakt, leest dat.");
	return task_faults_check(r->t);
}

enum err h_bezwaar_besluit_post(struct req *r, const struct op_bezwaar_besluit_post *in)
{
	static const enum post_soort brieven[] = {
		[API_BEZWAAR_BESLUIT_TOEWIJZEN] = POST_BEZWAAR_TOEGEWEZEN,
		[API_BEZWAAR_BESLUIT_AFWIJZEN] = POST_BEZWAAR_AFGEWEZEN,
		[API_BEZWAAR_BESLUIT_INTREKKEN] = POST_BEZWAAR_INGETROKKEN,
	};
	const struct api_bezwaar_besluit_nieuw *b = &in->body;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	bool found = false;
	struct bezwaar_lock_row held;
	TRY(bezwaar_lock(r->t, tx, &(struct bezwaar_lock_in){ .id = in->id }, &found, &held));
	if (!found)
		return req_not_found(r, WHAT);
	TRY(check_besluit(r, b, &held));
	const struct str toelichting = b->has_toelichting == JSN_VALUE ? b->toelichting : STR_NULL;
	TRY(set_status(r, tx, in->id, naar[b->besluit], toelichting));
	const struct bezwaar_ontvanger_in aan = { .has_account_id = held.has_account_id,
		.account_id = held.account_id,
		.has_vrijwilliger_id = held.has_vrijwilliger_id,
		.vrijwilliger_id = held.vrijwilliger_id };
	TRY(write_letter(r, tx, brieven[b->besluit], &aan, toelichting));
	return answer(r, tx, in->id, true);
}
