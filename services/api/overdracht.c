/*
 * What somebody leaves behind: the work of a member of staff for a colleague, or a company or a
 * volunteer of which all that is still to come ends. Here it is looked at and said; the worker does
 * it (worker/overdracht.h).
 */
#include "api/audit.h"
#include "api/req.h"
#include "api/vorm.h"
#include "domain/reden.h"
#include "store/sql.h"

#define PREVIEW_US (10 * 60 * INT64_C(1000000)) /* said by who looked at it just now */

static void put_overdracht(struct req *r, const struct overdracht_get_row *v)
{
	struct jsn_out *const o = &r->out;
	if (v->has_vrijwilliger_id)
		audit_shows(r, v->vrijwilliger_id);
	jsn_object(o);
	jsn_kv_uuid(o, "id", v->id);
	vorm_kv_uuid(o, "vanAccountId", v->has_van_account_id, v->van_account_id);
	vorm_kv_uuid(o, "naarAccountId", v->has_naar_account_id, v->naar_account_id);
	vorm_kv_uuid(o, "bedrijfId", v->has_bedrijf_id, v->bedrijf_id);
	vorm_kv_uuid(o, "vrijwilligerId", v->has_vrijwilliger_id, v->vrijwilliger_id);
	jsn_kv_str(o, "reden", v->reden);
	jsn_kv_bool(o, "sluiten", v->sluiten);
	jsn_kv_str(o, "status", v->status);
	jsn_kv_instant(o, "geldigTotOp", v->geldig_tot_op);
	jsn_kv_int(o, "toewijzingen", v->toewijzingen);
	jsn_kv_int(o, "taken", v->taken);
	jsn_kv_int(o, "aanbod", v->aanbod);
	jsn_kv_int(o, "koppelingen", v->koppelingen);
	jsn_kv_int(o, "boekingen", v->boekingen);
	jsn_kv_int(o, "gedaan", v->gedaan);
	jsn_kv_int(o, "mislukt", v->mislukt);
	jsn_kv_int(o, "ledenTerug", v->leden_terug);
	jsn_kv_instant(o, "gemaaktOp", v->gemaakt_op);
	jsn_object_end(o);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct overdracht_get_row *ret_row)
{
	bool found = false;
	TRY(overdracht_get(r->t, tx, &(struct overdracht_get_in){ .id = id }, &found, ret_row));
	return found ? ERR_OK : req_not_found(r, "Deze overdracht");
}

enum err h_overdracht_get(struct req *r, const struct op_overdracht_get *in)
{
	struct overdracht_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_overdracht(r, &row);
	return ERR_OK;
}

/* A proposal is rejected with it, and what was approved called off. */
static void check_reden(struct req *r, const struct api_overdracht_nieuw *n)
{
	const struct reden *reden = NULL;
	const struct str code = vorm_choice(api_reden_names, n->reden);
	if (n->has_reden == JSN_VALUE &&
		(reden_from_code(code, STAP_AFWIJZEN, &reden) != ERR_OK ||
			reden_from_code(code, STAP_ANNULEREN, &reden) != ERR_OK))
		task_fault(r->t, "/reden", "reden.past_niet",
			"Deze reden past niet bij afwijzen en annuleren.");
}

enum err h_overdracht_post(struct req *r, const struct op_overdracht_post *in)
{
	const struct api_overdracht_nieuw *n = &in->body;
	struct overdracht_create_in create = { .id = uuid_new(),
		.has_van_account_id = n->has_van_account_id == JSN_VALUE,
		.van_account_id = n->van_account_id,
		.has_naar_account_id = n->has_naar_account_id == JSN_VALUE,
		.naar_account_id = n->naar_account_id,
		.has_bedrijf_id = n->has_bedrijf_id == JSN_VALUE,
		.bedrijf_id = n->bedrijf_id,
		.has_vrijwilliger_id = n->has_vrijwilliger_id == JSN_VALUE,
		.vrijwilliger_id = n->vrijwilliger_id,
		.reden = n->has_reden == JSN_VALUE ? vorm_choice(api_reden_names, n->reden)
						   : STR_NULL,
		.sluiten = n->has_sluiten == JSN_VALUE && n->sluiten,
		.geldig_tot_op = r->now_us + PREVIEW_US,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	const struct overdracht_tel_in tel = { .has_van_account_id = create.has_van_account_id,
		.van_account_id = create.van_account_id,
		.has_bedrijf_id = create.has_bedrijf_id,
		.bedrijf_id = create.bedrijf_id,
		.has_vrijwilliger_id = create.has_vrijwilliger_id,
		.vrijwilliger_id = create.vrijwilliger_id,
		.nu = r->now_us };
	struct db_tx *tx;
	struct overdracht_tel_row much;
	bool found = false;
	struct overdracht_create_row made;
	struct overdracht_get_row row;
	check_reden(r, n);
	TRY(task_faults_check(r->t));
	TRY(req_begin(r, &tx));
	TRY(overdracht_tel(r->t, tx, &tel, &much));
	create.toewijzingen = much.toewijzingen;
	create.taken = much.taken;
	create.aanbod = much.aanbod;
	create.koppelingen = much.koppelingen;
	create.boekingen = much.boekingen;
	TRY(overdracht_create(r->t, tx, &create, &found, &made));
	if (!found)
		task_fault(r->t, "/naarAccountId", "medewerker.onbekend",
			"Dit is geen medewerker van het Technocentrum.");
	TRY(task_faults_check(r->t));
	TRY(get_one(r, tx, create.id, &row));
	req_created(r, row.versie, "/v1/overdrachten/", row.id);
	put_overdracht(r, &row);
	return ERR_OK;
}

enum err h_overdrachtuitvoering_post(struct req *r, const struct op_overdrachtuitvoering_post *in)
{
	struct db_tx *tx;
	struct overdracht_get_row row;
	struct overdracht_start_row started;
	bool found = false;
	TRY(req_begin(r, &tx));
	const struct overdracht_start_in start = {
		.id = in->id, .account_id = r->actor.account_id, .nu = r->now_us
	};
	TRY(overdracht_start(r->t, tx, &start, &found, &started));
	TRY(get_one(r, tx, in->id, &row));
	if (!found && str_eq(row.status, STR("voorbeeld")))
		return task_fail(r->t, ERR_CONFLICT, "overdracht.verlopen",
			"Dit voorbeeld is te oud. Maak een nieuw.");
	if (!found)
		return task_fail(r->t, ERR_CONFLICT, "overdracht.al_uitgevoerd",
			"Dit loopt al, of is klaar.");
	req_accepted(r, "/v1/overdrachten/", row.id);
	put_overdracht(r, &row);
	return ERR_OK;
}

enum err h_overdrachtterugdraaiing_post(
	struct req *r, const struct op_overdrachtterugdraaiing_post *in)
{
	struct db_tx *tx;
	struct overdracht_get_row row;
	struct overdracht_take_back_row back;
	bool found = false;
	TRY(req_begin(r, &tx));
	const struct overdracht_take_back_in take = {
		.id = in->id, .account_id = r->actor.account_id, .nu = r->now_us
	};
	TRY(overdracht_take_back(r->t, tx, &take, &found, &back));
	TRY(get_one(r, tx, in->id, &row));
	if (!found && str_eq(row.status, STR("loopt")))
		return task_fail(r->t, ERR_CONFLICT, "overdracht.loopt",
			"Dit loopt nog. Draai het terug als het klaar is.");
	if (!found)
		return task_fail(r->t, ERR_CONFLICT, "overdracht.niet_gesloten",
			"Hier is niets mee gesloten, of het is al teruggedraaid.");
	req_created(r, row.versie, "/v1/overdrachten/", row.id);
	put_overdracht(r, &row);
	return ERR_OK;
}
