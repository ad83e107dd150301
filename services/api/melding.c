/*
 * Reports about the safety of somebody. Everybody who is signed in may report; only who staff named
 * for it (vertrouwenspersoon) reads, and holds all that the person does or gives it free. For who
 * may not read, or is whom it is about, there is no report, whatever it asks.
 */
#include "api/app.h"
#include "api/audit.h"
#include "api/req.h"
#include "api/vorm.h"
#include "auth/seal.h"
#include "post/post.h"
#include "store/sql.h"

#define WHAT "Deze melding"

/* The place that a text is sealed for. */
static struct str place(struct arena *a, struct uuid id)
{
	char text[UUID_TEXT_LEN + 1];
	uuid_format(id, text);
	return str_from(arena_printf(a, "melding.tekst %s", text));
}

/* ---- reporting ---- */

enum err h_melding_post(struct req *r, const struct op_melding_post *in)
{
	const struct api_melding_nieuw *n = &in->body;
	const bool person = n->has_vrijwilliger_id == JSN_VALUE;
	if (person == (n->has_account_id == JSN_VALUE))
		task_fault(r->t, "/vrijwilligerId", "melding.een_persoon",
			"Zeg over wie het gaat: een vrijwilliger of een account, niet allebei.");
	TRY(task_faults_check(r->t));
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct uuid id = uuid_new();
	struct arena *const a = task_arena(r->t);
	const struct melding_create_in made = { .id = id,
		.has_vrijwilliger_id = person,
		.vrijwilliger_id = n->vrijwilliger_id,
		.has_account_id = !person,
		.account_id = n->account_id,
		.door = r->actor.account_id,
		.tekst = auth_seal(a, r->app->keys, n->tekst, place(a, id)),
		.nu = r->now_us };
	TRY(melding_create(r->t, tx, &made));
	r->resp->status = 202;
	jsn_object(&r->out);
	jsn_kv_uuid(&r->out, "id", id);
	jsn_kv_instant(&r->out, "ontvangenOp", r->now_us);
	jsn_object_end(&r->out);
	return ERR_OK;
}

/* ---- reading ---- */

static enum err put_melding(struct req *r, const struct melding_get_row *m)
{
	struct jsn_out *const o = &r->out;
	struct str tekst;
	if (auth_seal_open(task_arena(r->t), r->app->keys, m->tekst, place(task_arena(r->t), m->id),
		    &tekst) != ERR_OK)
		return task_fail(r->t, ERR_INTERNAL, "intern",
			"The text of a report does not open: is its key still there?");
	audit_shows(r, m->id); /* of the report: that somebody has one is no audit of theirs */
	jsn_object(o);
	jsn_kv_uuid(o, "id", m->id);
	vorm_kv_uuid(o, "vrijwilligerId", m->has_vrijwilliger_id, m->vrijwilliger_id);
	vorm_kv_uuid(o, "accountId", m->has_account_id, m->account_id);
	jsn_kv_str(o, "naam", m->naam);
	jsn_kv_uuid(o, "gemeldDoor", m->door);
	jsn_kv_str(o, "gemeldDoorNaam", m->door_naam);
	jsn_kv_str(o, "tekst", tekst);
	jsn_kv_str(o, "status", m->status);
	jsn_kv_instant(o, "gemaaktOp", m->gemaakt_op);
	jsn_kv_instant(o, "gewijzigdOp", m->gewijzigd_op);
	jsn_object_end(o);
	return ERR_OK;
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct melding_get_row *ret_row)
{
	struct melding_get_row *rows = NULL;
	size_t count = 0;
	TRY(melding_get(r->t, tx,
		&(struct melding_get_in){ .ids = { &id, 1 }, .lezer_id = r->actor.account_id },
		&rows, &count));
	/* Asked all the same, so that the time says nothing. */
	if (count == 0 || !r->actor.vertrouwenspersoon)
		return req_not_found(r, WHAT);
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_melding_get(struct req *r, const struct op_melding_get *in)
{
	struct melding_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	return put_melding(r, &row);
}

enum err h_melding_list(struct req *r, const struct op_melding_list *in)
{
	struct page p;
	if (!r->actor.vertrouwenspersoon)
		return task_fail(r->t, ERR_FORBIDDEN, "mandaat.ontbreekt",
			"Meldingen leest alleen een vertrouwenspersoon.");
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct melding_list_row list;
	TRY(melding_list(r->t, req_reader(r),
		&(struct melding_list_in){ .lezer_id = r->actor.account_id,
			.na_id = p.after_id,
			.aantal = p.limit + 1 },
		&list));
	struct melding_get_row *rows = NULL;
	size_t count = 0;
	TRY(melding_get(r->t, req_reader(r),
		&(struct melding_get_in){ .ids = list.ids, .lezer_id = r->actor.account_id }, &rows,
		&count));
	page_open(r, &p, count);
	struct uuid last = { { 0 } };
	for (size_t i = 0; i < p.shown; i++) {
		TRY(put_melding(r, &rows[i]));
		last = rows[i].id;
	}
	page_close(r, &p, STR_NULL, 0, last);
	return ERR_OK;
}

/* ---- deciding ---- */

/* Where a decision leads, by enum api_melding_besluit. */
static const char *const statuses[] = {
	[API_MELDING_BESLUIT_STILLEGGEN] = "stilgelegd",
	[API_MELDING_BESLUIT_VRIJGEVEN] = "open",
	[API_MELDING_BESLUIT_AFSLUITEN] = "afgesloten",
};

enum err h_melding_besluit_post(struct req *r, const struct op_melding_besluit_post *in)
{
	const enum api_melding_besluit besluit = (enum api_melding_besluit)in->body.besluit;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	bool found = false;
	struct melding_lock_row held;
	TRY(melding_lock(r->t, tx,
		&(struct melding_lock_in){ .id = in->id, .lezer_id = r->actor.account_id }, &found,
		&held));
	if (!found || !r->actor.vertrouwenspersoon)
		return req_not_found(r, WHAT);
	const bool stil = str_eq(held.status, STR("stilgelegd"));
	if (str_eq(held.status, str_from(statuses[besluit])) ||
		(besluit == API_MELDING_BESLUIT_VRIJGEVEN && !stil))
		return task_fail(r->t, ERR_CONFLICT, "melding.al_zo", "Deze melding is al %s.",
			req_word(r, held.status));
	const struct melding_set_status_in set = { .id = in->id,
		.status = str_from(statuses[besluit]),
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	struct melding_set_status_row saved;
	TRY(melding_set_status(r->t, tx, &set, &saved));
	struct melding_get_row row;
	TRY(get_one(r, tx, in->id, &row));
	req_created(r, row.versie, "/v1/meldingen/", in->id);
	return put_melding(r, &row);
}
