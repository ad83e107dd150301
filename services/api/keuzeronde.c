/*
 * Rounds in which both sides rank: staff opens, closes, publishes and withdraws them; a worker
 * divides and proposes (worker/keuze.h). What came of a round is staff's to see, before it is
 * published and after.
 */
#include "api/req.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "store/sql.h"

#define HOUR_US	   (3600 * INT64_C(1000000))
#define LONGEST_US (100 * 24 * HOUR_US)

static void put_verdeling(struct jsn_out *o, const struct keuzeronde_list_row *k, bool shows)
{
	jsn_key(o, "verdeling");
	if (!shows || !k->has_verdeeld_op) {
		jsn_null(o);
		return;
	}
	jsn_object(o);
	jsn_kv_int(o, "zaad", k->verdeling_zaad);
	jsn_kv_str(o, "programma", k->programma);
	jsn_kv_instant(o, "verdeeldOp", k->verdeeld_op);
	jsn_key(o, "cijfers");
	jsn_raw(o, k->cijfers);
	jsn_object_end(o);
}

static void put_keuzeronde(struct req *r, const struct keuzeronde_list_row *k)
{
	struct jsn_out *const o = &r->out;
	jsn_object(o);
	jsn_kv_uuid(o, "id", k->id);
	jsn_kv_str(o, "naam", k->naam);
	jsn_kv_str(o, "soort", k->soort);
	vorm_kv_uuid(o, "campagneId", k->has_campagne_id, k->campagne_id);
	jsn_kv_str(o, "gemeente", k->gemeente_code);
	jsn_kv_instant(o, "totOp", k->tot_op);
	jsn_kv_bool(o, "aanvullen", k->aanvullen);
	jsn_kv_int(o, "zaad", k->zaad);
	jsn_kv_str(o, "status", k->status);
	jsn_kv_int(o, "aanvragen", k->aanvragen);
	jsn_kv_int(o, "aanvragenIngevuld", k->aanvragen_ingevuld);
	jsn_kv_int(o, "aanbod", k->aanbod);
	jsn_kv_int(o, "aanbodIngevuld", k->aanbod_ingevuld);
	put_verdeling(o, k, toegang_ziet(r, api_zicht_keuzeronde_verdeling, true));
	jsn_kv_instant(o, "gemaaktOp", k->gemaakt_op);
	jsn_kv_instant(o, "gewijzigdOp", k->gewijzigd_op);
	jsn_object_end(o);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct keuzeronde_list_row *ret_row)
{
	struct keuzeronde_list_row *rows = NULL;
	size_t count = 0;
	TRY(keuzeronde_list(r->t, tx,
		&(struct keuzeronde_list_in){ .has_id = true, .id = id, .aantal = 1 }, &rows,
		&count));
	if (count == 0)
		return req_not_found(r, "Deze keuzeronde");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_keuzeronde_list(struct req *r, const struct op_keuzeronde_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct keuzeronde_list_row *rows = NULL;
	size_t count = 0;
	TRY(keuzeronde_list(r->t, req_reader(r),
		&(struct keuzeronde_list_in){ .na_id = p.after_id, .aantal = p.limit + 1 }, &rows,
		&count));
	page_open(r, &p, count);
	for (size_t i = 0; i < p.shown; i++)
		put_keuzeronde(r, &rows[i]);
	page_close(r, &p, STR_NULL, 0, p.shown > 0 ? rows[p.shown - 1].id : (struct uuid){ { 0 } });
	return ERR_OK;
}

enum err h_keuzeronde_get(struct req *r, const struct op_keuzeronde_get *in)
{
	struct keuzeronde_list_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_keuzeronde(r, &row);
	return ERR_OK;
}

enum err h_keuzeronde_post(struct req *r, const struct op_keuzeronde_post *in)
{
	const struct api_keuzeronde_nieuw *const n = &in->body;
	struct db_tx *tx;
	struct keuzeronde_list_row row;
	const struct keuzeronde_create_in create = { .id = uuid_new(),
		.naam = n->naam,
		.soort = vorm_choice(api_activiteitsoort_names, n->soort),
		.has_campagne_id = n->has_campagne_id == JSN_VALUE,
		.campagne_id = n->campagne_id,
		.gemeente_code = n->has_gemeente == JSN_VALUE ? n->gemeente : STR_NULL,
		.tot_op = n->tot_op,
		.aanvullen = n->aanvullen,
		.zaad = n->zaad,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	if (create.tot_op < r->now_us + HOUR_US || create.tot_op > r->now_us + LONGEST_US)
		task_fault(r->t, "/totOp", "keuzeronde.duur",
			"Een ronde duurt minstens een uur en hoogstens 100 dagen.");
	TRY(task_faults_check(r->t));
	TRY(req_begin(r, &tx));
	TRY(keuzeronde_create(r->t, tx, &create));
	TRY(get_one(r, tx, create.id, &row));
	req_created(r, row.versie, "/v1/keuzerondes/", row.id);
	put_keuzeronde(r, &row);
	return ERR_OK;
}

/* What has to come first is said; that there is no such step is held by the table. */
static enum err check_step(
	struct req *r, const struct keuzeronde_list_row *row, enum api_keuzeronde_stap step)
{
	if (step != API_KEUZERONDE_STAP_GEPUBLICEERD || row->versie != r->if_match)
		return ERR_OK;
	if (str_eq(row->status, STR("open")))
		return task_fail(r->t, ERR_CONFLICT, "stap.niet_toegestaan",
			"Sluit deze ronde eerst; daarna wordt ze verdeeld.");
	if (str_eq(row->status, STR("gesloten")))
		return task_fail(r->t, ERR_CONFLICT, "stap.niet_toegestaan",
			"De verdeling van deze ronde is nog niet klaar. Kijk over een minuut "
			"weer.");
	return ERR_OK;
}

enum err h_keuzeronde_patch(struct req *r, const struct op_keuzeronde_patch *in)
{
	struct db_tx *tx;
	struct keuzeronde_list_row row;
	struct keuzeronde_step_row saved;
	bool found = false;
	TRY(req_begin(r, &tx));
	TRY(get_one(r, tx, in->id, &row));
	TRY(check_step(r, &row, (enum api_keuzeronde_stap)in->body.status));
	TRY(keuzeronde_step(r->t, tx,
		&(struct keuzeronde_step_in){ .id = in->id,
			.status = vorm_choice(api_keuzeronde_stap_names, in->body.status),
			.zaad = in->body.has_zaad == JSN_VALUE ? in->body.zaad : row.zaad,
			.versie = r->if_match,
			.account_id = r->actor.account_id,
			.nu = r->now_us },
		&found, &saved));
	if (!found)
		return req_stale(r, row.versie);
	TRY(get_one(r, tx, in->id, &row));
	req_item(r, 200, row.versie);
	put_keuzeronde(r, &row);
	return ERR_OK;
}

/* ---- what came of it ---- */

static void put_regel(struct jsn_out *o, const struct verdeling_list_row *g)
{
	jsn_object(o);
	jsn_kv_uuid(o, "aanvraagId", g->aanvraag_id);
	vorm_kv_uuid(o, "aanbodId", g->has_aanbod_id, g->aanbod_id);
	vorm_kv_int(o, "rangSchool", g->has_rang_school, g->rang_school);
	vorm_kv_int(o, "rangAanbieder", g->has_rang_aanbieder, g->rang_aanbieder);
	jsn_kv_bool(o, "gekozenDoorSchool", g->gekozen_school);
	jsn_kv_bool(o, "gekozenDoorAanbieder", g->gekozen_aanbieder);
	jsn_kv_str(o, "reden", g->reden);
	vorm_kv_uuid(o, "koppelingId", g->has_koppeling_id, g->koppeling_id);
	jsn_kv_str(o, "melding", g->melding);
	jsn_object_end(o);
}

enum err h_verdeling_list(struct req *r, const struct op_verdeling_list *in)
{
	struct page p;
	struct keuzeronde_list_row ronde;
	TRY(page_init(r, in->cursor, in->limit, &p));
	TRY(get_one(r, req_reader(r), in->id, &ronde));
	struct verdeling_list_row *rows = NULL;
	size_t count = 0;
	TRY(verdeling_list(r->t, req_reader(r),
		&(struct verdeling_list_in){
			.keuzeronde_id = in->id, .na_id = p.after_id, .aantal = p.limit + 1 },
		&rows, &count));
	page_open(r, &p, count);
	for (size_t i = 0; i < p.shown; i++)
		put_regel(&r->out, &rows[i]);
	page_close(r, &p, STR_NULL, 0,
		p.shown > 0 ? rows[p.shown - 1].aanvraag_id : (struct uuid){ { 0 } });
	return ERR_OK;
}
