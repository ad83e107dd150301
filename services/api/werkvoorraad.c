/* What waits for staff, and who of them looks after it. */
#include "api/aanvraag.h"
#include "api/req.h"
#include "api/risico.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "store/sql.h"

#define DAY_US (24 * 3600 * INT64_C(1000000))

static void put_werk(struct req *r, const struct werkvoorraad_list_row *w)
{
	struct jsn_out *const o = &r->out;
	const bool reservering = str_eq(w->wat, STR("reservering"));
	const bool inschrijving = str_eq(w->wat, STR("inschrijving"));
	const bool koppeling = w->has_aanvraag_id && !uuid_eq(w->id, w->aanvraag_id);
	jsn_object(o);
	jsn_kv_uuid(o, "id", w->id);
	jsn_kv_str(o, "wat", w->wat);
	vorm_kv_uuid(o, "aanvraagId", w->has_aanvraag_id, w->aanvraag_id);
	vorm_kv_uuid(o, "koppelingId", koppeling, w->id);
	vorm_kv_uuid(o, "reserveringId", reservering, w->id);
	vorm_kv_uuid(o, "inschrijvingId", inschrijving, w->id);
	jsn_kv_str(o, "soort", w->soort);
	jsn_kv_str(o, "onderwerp", w->onderwerp);
	vorm_kv_uuid(o, "schoolId", w->has_school_id, w->school_id);
	jsn_kv_str(o, "schoolNaam", w->school_naam);
	jsn_kv_str(o, "gemeente", w->gemeente_code);
	vorm_kv_uuid(o, "kringId", w->has_kring_id, w->kring_id);
	jsn_kv_instant(o, "sindsOp", w->sinds_op);
	jsn_kv_instant(o, "eindigtOp", w->eindigt_op);
	jsn_kv_str(o, "risico", w->risico);
	risico_put_redenen(r, w->risico_redenen);
	vorm_kv_uuid(o, "eersteGoedkeuringDoor", w->has_eerste_door, w->eerste_door);
	vorm_kv_uuid(o, "toegewezenAan", w->has_toegewezen_aan, w->toegewezen_aan);
	jsn_kv_int(o, "openTaken", w->open_taken);
	jsn_object_end(o);
}

/* The coordinator of a circle has that of its own and no other. */
static enum err choose_kring(
	struct req *r, const struct op_werkvoorraad_list *in, struct werkvoorraad_list_in *find)
{
	const struct uuid own = r->bereik.kring_id;
	find->has_kring_id = in->has_kring_id == JSN_VALUE || !r->bereik.alle;
	find->kring_id = r->bereik.alle ? in->kring_id : own;
	if (!r->bereik.alle && in->has_kring_id == JSN_VALUE && !uuid_eq(in->kring_id, own))
		task_fault(r->t, "?kringId", "kring.niet_eigen", "Dit is niet je eigen kring.");
	return task_faults_check(r->t);
}

enum err h_werkvoorraad_list(struct req *r, const struct op_werkvoorraad_list *in)
{
	struct page page;
	TRY(page_init(r, in->cursor, in->limit, &page));
	const bool assigned = in->has_toegewezen == JSN_VALUE;
	/* What ended meanwhile does not come back for who reads on. */
	const bool goes_on = page.after_number > r->now_us;
	struct werkvoorraad_list_in find = { .has_campagne_id = in->has_campagne_id == JSN_VALUE,
		.campagne_id = in->campagne_id,
		.has_toegewezen_aan = assigned && in->toegewezen == API_WERK_TOEGEWEZEN_MIJ,
		.toegewezen_aan = r->actor.account_id,
		.niemand = assigned && in->toegewezen == API_WERK_TOEGEWEZEN_NIEMAND,
		.gemeente_code = in->has_gemeente == JSN_VALUE ? in->gemeente : STR_NULL,
		.wat = in->has_wat == JSN_VALUE ? vorm_choice(api_werk_soort_names, in->wat)
						: STR_NULL,
		.soort = in->has_soort == JSN_VALUE
				 ? vorm_choice(api_activiteitsoort_names, in->soort)
				 : STR_NULL,
		.risico = in->has_risico == JSN_VALUE
				  ? vorm_choice(api_risicograad_names, in->risico)
				  : STR_NULL,
		.has_sinds_voor = in->has_wacht_dagen == JSN_VALUE,
		.sinds_voor = r->now_us - in->wacht_dagen * DAY_US,
		.na_op = goes_on ? page.after_number : r->now_us,
		.na_id = goes_on ? page.after_id : (struct uuid){ { 0 } },
		.aantal = page.limit + 1 };
	TRY(choose_kring(r, in, &find));
	struct werkvoorraad_list_row *rows = NULL;
	size_t count = 0;
	TRY(werkvoorraad_list(r->t, req_reader(r), &find, &rows, &count));
	page_open(r, &page, count);
	for (size_t i = 0; i < page.shown; i++)
		put_werk(r, &rows[i]);
	const struct werkvoorraad_list_row *last = page.shown > 0 ? &rows[page.shown - 1] : NULL;
	page_close(r, &page, STR(""), last != NULL ? last->eindigt_op : 0,
		last != NULL ? last->id : (struct uuid){ { 0 } });
	return ERR_OK;
}

/* ---- who looks after it ---- */

enum err h_toewijzing_post(struct req *r, const struct op_toewijzing_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(aanvraag_check_visible(r, tx, in->id));
	const struct toewijzing_save_in save = { .id = in->id,
		.has_account_id = in->body.has_account_id == JSN_VALUE,
		.account_id = in->body.account_id,
		.door = r->actor.account_id,
		.nu = r->now_us };
	bool found = false;
	struct toewijzing_save_row saved;
	TRY(toewijzing_save(r->t, tx, &save, &found, &saved));
	if (!found)
		task_fault(r->t, "/accountId", "medewerker.onbekend",
			"Dit is geen medewerker van het Technocentrum.");
	TRY(task_faults_check(r->t));
	r->resp->status = 201;
	jsn_object(&r->out);
	jsn_kv_uuid(&r->out, "aanvraagId", in->id);
	vorm_kv_uuid(&r->out, "accountId", save.has_account_id, save.account_id);
	jsn_object_end(&r->out);
	return ERR_OK;
}
