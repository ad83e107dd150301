/*
 * Consent (AVG art. 7): what is only done for who said yes, in words that have a version. Yes and
 * no are the same call, each as easy as the other, and hold from the next reading on. A yes to
 * words that have changed since is none any more.
 */
#include "api/negotiate.h"
#include "api/req.h"
#include "api/vorm.h"
#include "store/sql.h"

/* Both statements have the same rows. */
static bool holds(const struct akkoord_get_row *row)
{
	return row->has_gegeven_versie && row->gegeven_versie == row->versie;
}

static void put_akkoord(struct jsn_out *o, const struct akkoord_get_row *row)
{
	jsn_object(o);
	jsn_kv_str(o, "doel", row->doel);
	jsn_kv_int(o, "versie", row->versie);
	jsn_kv_date(o, "vanafDatum", row->vanaf_datum);
	jsn_kv_str(o, "tekst", row->tekst);
	jsn_kv_bool(o, "akkoord", holds(row));
	vorm_kv_instant(o, "gegevenOp", holds(row), row->gegeven_op);
	jsn_object_end(o);
}

enum err h_ik_akkoord_list(struct req *r, const struct op_ik_akkoord_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	const struct akkoord_list_in find = { .account_id = r->actor.account_id,
		.taal = str_from(negotiate_language_code(r->taal)),
		.na = p.after_text,
		.aantal = p.limit + 1 };
	struct akkoord_list_row *rows = NULL;
	size_t count = 0;
	TRY(akkoord_list(r->t, req_reader(r), &find, &rows, &count));
	page_open(r, &p, count);
	struct str last = STR("");
	for (size_t i = 0; i < p.shown; i++) {
		const struct akkoord_list_row *l = &rows[i];
		put_akkoord(&r->out, &(struct akkoord_get_row){ .doel = l->doel,
					     .versie = l->versie,
					     .vanaf_datum = l->vanaf_datum,
					     .tekst = l->tekst,
					     .has_gegeven_versie = l->has_gegeven_versie,
					     .gegeven_versie = l->gegeven_versie,
					     .has_gegeven_op = l->has_gegeven_op,
					     .gegeven_op = l->gegeven_op });
		last = l->doel;
	}
	page_close(r, &p, last, 0, (struct uuid){ { 0 } });
	return ERR_OK;
}

static enum err end_given(struct req *r, struct db_tx *tx, struct str doel)
{
	const struct akkoord_end_in in = {
		.account_id = r->actor.account_id, .doel = doel, .nu = r->now_us
	};
	return akkoord_end(r->t, tx, &in);
}

/* To the words that were read: when these are not those of now, they have to be read first. */
static enum err give(
	struct req *r, struct db_tx *tx, const struct akkoord_get_row *now, int64_t versie)
{
	if (now->versie != versie)
		return task_fail(r->t, ERR_CONFLICT, "akkoord.andere_versie",
			"De tekst is veranderd. Lees hem opnieuw (GET /v1/ik/akkoorden).");
	if (holds(now))
		return ERR_OK;
	TRY(end_given(r, tx, now->doel));
	const struct akkoord_create_in in = { .id = uuid_new(),
		.account_id = r->actor.account_id,
		.doel = now->doel,
		.versie = now->versie,
		.nu = r->now_us };
	return akkoord_create(r->t, tx, &in);
}

enum err h_ik_akkoord_post(struct req *r, const struct op_ik_akkoord_post *in)
{
	const struct akkoord_get_in find = { .account_id = r->actor.account_id,
		.taal = str_from(negotiate_language_code(r->taal)),
		.doel = str_from(api_akkoord_doel_names[in->body.doel]) };
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct akkoord_get_row row;
	TRY(akkoord_get(r->t, tx, &find, &row));
	TRY(in->body.akkoord ? give(r, tx, &row, in->body.versie) : end_given(r, tx, row.doel));
	TRY(akkoord_get(r->t, tx, &find, &row));
	put_akkoord(&r->out, &row);
	return ERR_OK;
}
