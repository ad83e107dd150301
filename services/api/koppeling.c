/* Matches: proposal, decision of staff, answers of both sides, history. */
#include <stdlib.h>
#include <string.h>

#include "api/aanbod.h"
#include "api/afloop.h"
#include "api/antwoord.h"
#include "api/app.h"
#include "api/audit.h"
#include "api/kandidaat.h"
#include "api/koppeling.h"
#include "api/koppeling_stap.h"
#include "api/reeks.h"
#include "api/risico.h"
#include "api/toegang.h"
#include "api/vertoning.h"
#include "api/vorm.h"
#include "contact/contact.h"
#include "domain/toestand.h"
#include "motor/voorstel.h"

/* ---- encode ---- */

/* That of who comes, else of the company. */
static enum err open_telefoon(
	struct req *r, const struct koppeling_get_row *row, struct str *ret_telefoon)
{
	const bool own = row->vrijwilliger_telefoon.ptr != NULL;
	*ret_telefoon = own ? row->vrijwilliger_telefoon : row->bedrijf_telefoon;
	return own ? contact_open(r->t, r->app->keys, CONTACT_VRIJWILLIGER_TELEFOON,
			     row->vrijwilliger_id, ret_telefoon)
		   : contact_open(r->t, r->app->keys, CONTACT_BEDRIJF_TELEFOON, row->bedrijf_id,
			     ret_telefoon);
}

static enum err write_contact(struct req *r, struct jsn_out *o, const struct koppeling_get_row *row)
{
	jsn_key(o, "contact");
	enum toestand status = TOESTAND_VOORGESTELD;
	const bool known = toestand_from_code(row->status, &status) == ERR_OK;
	/* Before staff approved, neither side sees how to reach the other. What is found at all is
	 * one's own (BEREIK). */
	if (!known || !toestand_loopt(status) || status == TOESTAND_VOORGESTELD ||
		row->aangehouden || !toegang_ziet(r, api_zicht_koppeling_contact, true)) {
		jsn_null(o);
		return ERR_OK;
	}
	struct str email = row->vrijwilliger_email;
	struct str telefoon;
	TRY(contact_open(
		r->t, r->app->keys, CONTACT_VRIJWILLIGER_EMAIL, row->vrijwilliger_id, &email));
	TRY(open_telefoon(r, row, &telefoon));
	audit_shows(r, row->school_id);
	audit_shows(r, row->has_vrijwilliger_id ? row->vrijwilliger_id : row->bedrijf_id);
	jsn_object(o);
	jsn_key(o, "school");
	jsn_object(o);
	jsn_kv_str(o, "naam", row->school_naam);
	jsn_kv_str(o, "telefoon", row->school_telefoon);
	jsn_object_end(o);
	jsn_key(o, "aanbieder");
	jsn_object(o);
	jsn_kv_str(o, "naam", row->aanbieder_naam);
	jsn_kv_str(o, "email", email);
	jsn_kv_str(o, "telefoon", telefoon);
	jsn_object_end(o);
	jsn_object_end(o);
	return ERR_OK;
}

/* Why it asks for more care is between those who decide. */
static void put_risico(struct req *r, struct jsn_out *o, const struct koppeling_get_row *row)
{
	const bool sees = toegang_ziet(r, api_zicht_koppeling_risico, true);
	jsn_kv_str(o, "risico", sees ? risico_grade(row->vier_ogen, row->risico) : STR_NULL);
	risico_put_redenen(r, sees ? row->risico : (struct db_texts){ 0 });
	vorm_kv_instant(o, "eersteGoedkeuringOp", sees && row->has_eerste_op, row->eerste_op);
	vorm_kv_uuid(o, "eersteGoedkeuringDoor", sees && row->has_eerste_door, row->eerste_door);
}

static enum err write_koppeling(
	struct req *r, struct jsn_out *o, const struct koppeling_get_row *row)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", row->id);
	jsn_kv_uuid(o, "aanvraagId", row->aanvraag_id);
	jsn_kv_uuid(o, "aanbodId", row->aanbod_id);
	jsn_kv_uuid(o, "schoolId", row->school_id);
	jsn_kv_str(o, "schoolNaam", row->school_naam);
	jsn_kv_str(o, "klas", row->klas);
	jsn_kv_str(o, "soort", row->soort);
	jsn_kv_str(o, "titel", row->titel);
	vorm_kv_uuid(o, "bedrijfId", row->has_bedrijf_id, row->bedrijf_id);
	jsn_kv_str(o, "bedrijfNaam", row->bedrijf_naam);
	vorm_kv_uuid(o, "vrijwilligerId",
		row->has_vrijwilliger_id &&
			toegang_ziet(r, api_zicht_koppeling_vrijwilliger_id, true),
		row->vrijwilliger_id);
	jsn_key(o, "tijdvak");
	vorm_put_tijdvak(o, row->datum, row->dagdeel, row->van_op, row->tot_op);
	jsn_kv_str(o, "status", row->status);
	jsn_kv_int(o, "score", row->score);
	jsn_key(o, "factoren");
	jsn_raw(o, row->factoren);
	jsn_key(o, "alternatieven");
	/* A supplier does not see what others offer. */
	jsn_raw(o, toegang_ziet(r, api_zicht_koppeling_alternatieven, true) ? row->alternatieven
									    : STR("[]"));
	jsn_kv_int(o, "gewichtVersie", row->gewicht_versie);
	vorm_kv_instant(
		o, "schoolBevestigdOp", row->has_school_bevestigd_op, row->school_bevestigd_op);
	vorm_kv_instant(o, "aanbiederBevestigdOp", row->has_aanbieder_bevestigd_op,
		row->aanbieder_bevestigd_op);
	jsn_kv_str(o, "reden",
		toegang_ziet(r, api_zicht_koppeling_reden, true) ? row->reden : STR_NULL);
	jsn_kv_str(o, "toelichting",
		toegang_ziet(r, api_zicht_koppeling_toelichting, true) ? row->toelichting
								       : STR_NULL);
	vorm_kv_keuzes(o, "andereTijdvakken", row->andere_tijdvakken);
	vorm_kv_instant(o, "verlooptOp", row->has_verloopt_op, row->verloopt_op);
	put_risico(r, o, row);
	jsn_kv_bool(o, "aangehouden", row->aangehouden);
	vorm_kv_uuid(o, "reeksId", row->has_reeks_id, row->reeks_id);
	vorm_kv_int(o, "reeksKeer", row->has_reeks_keer, row->reeks_keer);
	TRY(write_contact(r, o, row));
	jsn_kv_instant(o, "gemaaktOp", row->gemaakt_op);
	jsn_kv_instant(o, "gewijzigdOp", row->gewijzigd_op);
	jsn_object_end(o);
	return ERR_OK;
}

/* ---- read ---- */

static enum err get_all(struct req *r, struct db_tx *tx, struct db_uuids ids,
	struct koppeling_get_row **ret_rows, size_t *ret_count)
{
	const struct koppeling_get_in in = { .ids = ids,
		BEREIK(r),
		.reden = r->taal == SCORE_TAAL_NL ? STR("redenNl") : STR("redenEn") };
	return koppeling_get(r->t, tx, &in, ret_rows, ret_count);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct koppeling_get_row *ret_row)
{
	struct koppeling_get_row *rows = NULL;
	size_t count = 0;
	TRY(get_all(r, tx, (struct db_uuids){ &id, 1 }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze koppeling");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_koppeling_get(struct req *r, const struct op_koppeling_get *in)
{
	struct koppeling_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	return write_koppeling(r, &r->out, &row);
}

static enum err list_docent(
	struct req *r, const struct koppeling_list_in *find, struct db_uuids *ret_ids)
{
	struct koppeling_list_docent_row row;
	TRY(koppeling_list_docent(r->t, req_reader(r),
		&(struct koppeling_list_docent_in){ .docent_id = r->bereik.docent_id,
			.status = find->status,
			.has_aanvraag_id = find->has_aanvraag_id,
			.aanvraag_id = find->aanvraag_id,
			.has_campagne_id = find->has_campagne_id,
			.campagne_id = find->campagne_id,
			.na_id = find->na_id,
			.aantal = find->aantal },
		&row));
	*ret_ids = row.ids;
	return ERR_OK;
}

static enum err list_ids(struct req *r, const struct op_koppeling_list *in, const struct page *page,
	struct db_uuids *ret_ids)
{
	const struct koppeling_list_in find = {
		.status = in->has_status ? str_from(api_koppeling_status_names[in->status])
					 : STR_NULL,
		.has_aanvraag_id = in->has_aanvraag_id == JSN_VALUE,
		.aanvraag_id = in->aanvraag_id,
		.has_campagne_id = in->has_campagne_id == JSN_VALUE,
		.campagne_id = in->campagne_id,
		BEREIK_OF_SIDE(r),
		.na_id = page->after_id,
		.aantal = page->limit + 1
	};
	if (!uuid_is_nil(r->bereik.docent_id))
		return list_docent(r, &find, ret_ids);
	struct koppeling_list_row row;
	TRY(koppeling_list(r->t, req_reader(r), &find, &row));
	*ret_ids = row.ids;
	return ERR_OK;
}

enum err h_koppeling_list(struct req *r, const struct op_koppeling_list *in)
{
	struct page page;
	TRY(page_init(r, in->cursor, in->limit, &page));
	struct db_uuids ids;
	TRY(list_ids(r, in, &page, &ids));
	struct koppeling_get_row *rows = NULL;
	size_t count = 0;
	TRY(get_all(r, req_reader(r), ids, &rows, &count));
	page_open(r, &page, count);
	for (size_t i = 0; i < page.shown; i++)
		TRY(write_koppeling(r, &r->out, &rows[i]));
	page_close(r, &page, STR(""), 0,
		page.shown > 0 ? rows[page.shown - 1].id : (struct uuid){ 0 });
	return ERR_OK;
}

enum err h_geschiedenis_list(struct req *r, const struct op_geschiedenis_list *in)
{
	struct page page;
	TRY(page_init(r, in->cursor, in->limit, &page));
	struct koppeling_get_row koppeling;
	TRY(get_one(r, req_reader(r), in->id, &koppeling));
	const struct geschiedenis_list_in args = {
		.koppeling_id = in->id, .na_volgnummer = page.after_number, .aantal = page.limit + 1
	};
	struct geschiedenis_list_row *rows = NULL;
	size_t count = 0;
	TRY(geschiedenis_list(r->t, req_reader(r), &args, &rows, &count));
	page_open(r, &page, count);
	const bool why = toegang_ziet(r, api_zicht_geschiedenis_regel_reden, true);
	const bool words = toegang_ziet(r, api_zicht_geschiedenis_regel_toelichting, true);
	for (size_t i = 0; i < page.shown; i++) {
		jsn_object(&r->out);
		jsn_kv_int(&r->out, "volgnummer", rows[i].volgnummer);
		jsn_kv_instant(&r->out, "op", rows[i].op);
		jsn_kv_str(&r->out, "stap", rows[i].stap);
		jsn_kv_str(&r->out, "van", rows[i].van);
		jsn_kv_str(&r->out, "naar", rows[i].naar);
		jsn_kv_str(&r->out, "rol", rows[i].rol);
		jsn_kv_str(&r->out, "reden", why ? rows[i].reden : STR_NULL);
		jsn_kv_str(&r->out, "toelichting", words ? rows[i].toelichting : STR_NULL);
		vorm_kv_keuzes(&r->out, "andereTijdvakken", rows[i].andere_tijdvakken);
		jsn_key(&r->out, "tijdvak");
		if (rows[i].has_halve_dag)
			vorm_put_keuze(&r->out, tijdvak_from_number(rows[i].halve_dag));
		else
			jsn_null(&r->out);
		jsn_object_end(&r->out);
	}
	page_close(r, &page, STR(""), page.shown > 0 ? rows[page.shown - 1].volgnummer : 0, in->id);
	return ERR_OK;
}

enum err koppeling_write(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct koppeling_get_row row;
	TRY(get_one(r, tx, id, &row));
	return write_koppeling(r, &r->out, &row);
}

/* ---- propose ---- */

static enum err load_chosen(struct req *r, struct db_tx *tx, struct uuid aanbod_id, struct motor *m)
{
	enum err e = aanbod_check_visible(r, tx, aanbod_id);
	if (e == ERR_OK)
		e = motor_load_een(r->t, tx, aanbod_id, m);
	if (e != ERR_NOT_FOUND)
		return e;
	task_clear_error(r->t);
	task_fault(r->t, "/aanbodId", "aanbod.onbekend", "Dit aanbod bestaat niet.");
	return task_faults_check(r->t);
}

enum err koppeling_stel_voor(struct req *r, struct db_tx *tx, struct uuid aanvraag_id,
	struct uuid aanbod_id, const struct api_tijdvak_keuze *tijdvak, struct uuid id)
{
	struct motor *m = ARENA_NEW(task_arena(r->t), struct motor);
	struct voorstel_oordeel *oordeel = ARENA_NEW(task_arena(r->t), struct voorstel_oordeel);
	TRY(kandidaat_load(r, tx, aanvraag_id, m));
	TRY(load_chosen(r, tx, aanbod_id, m));
	const struct voorstel voorstel = { .id = id,
		.tijdvak = vorm_keuze(tijdvak),
		.has_account_id = true,
		.account_id = r->actor.account_id,
		.rol = toegang_rol(r->actor.rol),
		.taal = r->taal,
		.nu_us = r->now_us };
	TRY(voorstel_doe(r->t, tx, r->app->voorraad, m, &voorstel, oordeel));
	/* What staff put first was not chosen from the list by what it weighs: nothing to learn. */
	return uuid_eq(aanbod_id, m->voorrang_id) ? ERR_OK
						  : vertoning_leg_vast(r, tx, m, id, oordeel);
}

/* A step is a change of what concerns the volunteer, whatever the answer shows. */
static enum err answer_created(struct req *r, const struct koppeling_get_row *row)
{
	if (row->has_vrijwilliger_id)
		audit_shows(r, row->vrijwilliger_id);
	req_created(r, row->versie, "/v1/koppelingen/", row->id);
	return write_koppeling(r, &r->out, row);
}

enum err koppeling_answer(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct koppeling_get_row row;
	TRY(get_one(r, tx, id, &row));
	return answer_created(r, &row);
}

enum err h_koppeling_post(struct req *r, const struct op_koppeling_post *in)
{
	struct db_tx *tx;
	/* Before the transaction: it shall not wait. */
	TRY(kandidaat_wait(r, STR_NULL));
	TRY(req_begin(r, &tx));
	const struct uuid id = uuid_new();
	struct koppeling_get_row row;
	TRY(in->body.en_volgende ? reeks_stel_voor(r, tx, in->id, &in->body, id)
				 : koppeling_stel_voor(r, tx, in->id, in->body.aanbod_id,
					   &in->body.tijdvak, id));
	TRY(get_one(r, tx, id, &row));
	return answer_created(r, &row);
}

/* ---- steps ---- */

static enum err take_step(struct req *r, struct db_tx *tx, struct uuid id,
	const struct koppeling_stap *step, struct koppeling_get_row *ret_row)
{
	TRY(koppeling_zet_stap(r, tx, id, step));
	return get_one(r, tx, id, ret_row);
}

/* In the order of a series. */
static int by_keer(const void *a, const void *b)
{
	const struct koppeling_get_row *x = a;
	const struct koppeling_get_row *y = b;
	return (x->reeks_keer > y->reeks_keer) - (x->reeks_keer < y->reeks_keer);
}

/* Asks the volunteer of what was approved, by one letter. Of two who approve the first asks nobody.
 */
static enum err ask(struct req *r, struct db_tx *tx, struct db_uuids ids)
{
	struct koppeling_get_row *rows = NULL;
	size_t count = 0;
	TRY(get_all(r, tx, ids, &rows, &count));
	qsort(rows, count, sizeof(*rows), by_keer);
	const struct koppeling_get_row *first = NULL;
	int32_t *numbers = ARENA_ARRAY(task_arena(r->t), count + 1, int32_t);
	struct db_ints volgende = { numbers, 0 };
	for (size_t i = 0; i < count; i++) {
		struct tijdvak t = { .datum = rows[i].datum };
		if (!rows[i].has_vrijwilliger_id || str_eq(rows[i].status, STR("voorgesteld")))
			continue;
		TRY(dagdeel_from_code(rows[i].dagdeel, &t.dagdeel));
		if (first == NULL)
			first = &rows[i];
		else
			numbers[volgende.count++] = tijdvak_to_number(t);
	}
	return first != NULL ? antwoord_vraag(r, tx, first, volgende) : ERR_OK;
}

enum err koppeling_stap_en_vraag(
	struct req *r, struct db_tx *tx, struct uuid id, const struct koppeling_stap *step)
{
	struct koppeling_get_row row;
	TRY(take_step(r, tx, id, step, &row));
	if (row.has_vrijwilliger_id)
		audit_shows(r, row.vrijwilliger_id);
	return step->stap == STAP_GOEDKEUREN ? ask(r, tx, (struct db_uuids){ &id, 1 }) : ERR_OK;
}

static enum err step_and_answer(
	struct req *r, struct uuid id, const struct koppeling_stap *step, bool en_volgende)
{
	struct db_tx *tx;
	struct koppeling_get_row row;
	struct reeks_gezet volgende = { .count = 0 };
	TRY(req_begin(r, &tx));
	TRY(take_step(r, tx, id, step, &row));
	if (en_volgende)
		TRY(reeks_zet_volgende(r, tx, id, step, &volgende));
	volgende.ids[volgende.count++] = id; /* a series has room for it: it is no later one */
	if (step->stap == STAP_GOEDKEUREN)
		TRY(ask(r, tx, (struct db_uuids){ volgende.ids, volgende.count }));
	return answer_created(r, &row);
}

enum err koppeling_vraag(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct koppeling_get_row row;
	TRY(get_one(r, tx, id, &row));
	return row.has_vrijwilliger_id ? antwoord_vraag(r, tx, &row, (struct db_ints){ NULL, 0 })
				       : ERR_OK;
}

enum err h_besluit_post(struct req *r, const struct op_besluit_post *in)
{
	static const enum stap steps[] = {
		[API_BESLUIT_GOEDKEUREN] = STAP_GOEDKEUREN,
		[API_BESLUIT_AFWIJZEN] = STAP_AFWIJZEN,
		[API_BESLUIT_TERUGDRAAIEN] = STAP_TERUGDRAAIEN,
		[API_BESLUIT_HEROPENEN] = STAP_HEROPENEN,
	};
	const struct api_besluit_nieuw *b = &in->body;
	return step_and_answer(r, in->id,
		&(struct koppeling_stap){ .stap = steps[b->besluit],
			.has_reden = b->has_reden,
			.reden = b->reden,
			.has_toelichting = b->has_toelichting,
			.toelichting = b->toelichting },
		b->en_volgende);
}

/* ---- replace ---- */

enum err h_vervanging_post(struct req *r, const struct op_vervanging_post *in)
{
	const struct api_vervanging_nieuw *b = &in->body;
	const struct koppeling_stap reject = { .stap = STAP_AFWIJZEN,
		.has_reden = JSN_VALUE,
		.reden = b->reden,
		.has_toelichting = b->has_toelichting,
		.toelichting = b->toelichting };
	struct db_tx *tx;
	/* Before the transaction: it shall not wait. */
	TRY(kandidaat_wait(r, STR_NULL));
	TRY(req_begin(r, &tx));
	const struct uuid id = uuid_new();
	struct koppeling_get_row row;
	TRY(take_step(r, tx, in->id, &reject, &row));
	if (uuid_eq(row.aanbod_id, b->aanbod_id) && row.datum == b->tijdvak.datum &&
		str_eq(row.dagdeel, vorm_choice(api_dagdeel_names, b->tijdvak.dagdeel)))
		return task_fail(r->t, ERR_CONFLICT, "vervanging.hetzelfde",
			"Dit is hetzelfde voorstel. Kies een ander aanbod of dagdeel.");
	TRY(koppeling_stel_voor(r, tx, row.aanvraag_id, b->aanbod_id, &b->tijdvak, id));
	struct vervanging_create_row made;
	TRY(vervanging_create(r->t, tx,
		&(struct vervanging_create_in){ .id = id, .vervangt_id = in->id }, &made));
	TRY(get_one(r, tx, id, &row));
	return answer_created(r, &row);
}

enum err h_reactie_post(struct req *r, const struct op_reactie_post *in)
{
	const struct api_reactie_nieuw *b = &in->body;
	return step_and_answer(r, in->id,
		&(struct koppeling_stap){ .stap = b->reactie == API_REACTIE_BEVESTIGEN
							  ? STAP_BEVESTIGEN
							  : STAP_AFSLAAN,
			.has_reden = b->has_reden,
			.reden = b->reden,
			.has_toelichting = b->has_toelichting,
			.toelichting = b->toelichting,
			.andere_tijdvakken = b->andere_tijdvakken },
		b->en_volgende);
}

enum err h_annulering_post(struct req *r, const struct op_annulering_post *in)
{
	const struct api_annulering_nieuw *b = &in->body;
	return step_and_answer(r, in->id,
		&(struct koppeling_stap){ .stap = STAP_ANNULEREN,
			.has_reden = JSN_VALUE,
			.reden = b->reden,
			.has_toelichting = b->has_toelichting,
			.toelichting = b->toelichting },
		b->en_volgende);
}

enum err h_uitkomst_post(struct req *r, const struct op_uitkomst_post *in)
{
	struct db_tx *tx;
	struct koppeling_get_row row;
	TRY(req_begin(r, &tx));
	TRY(afloop_meld(r, tx, in->id, &in->body));
	TRY(get_one(r, tx, in->id, &row));
	return answer_created(r, &row);
}

enum err h_beoordeling_post(struct req *r, const struct op_beoordeling_post *in)
{
	struct db_tx *tx;
	struct koppeling_get_row row;
	TRY(req_begin(r, &tx));
	TRY(afloop_beoordeel(r, tx, in->id, &in->body));
	TRY(get_one(r, tx, in->id, &row));
	if (in->body.has_dankwoord == JSN_VALUE)
		TRY(afloop_bedank(r, tx, &row, in->body.dankwoord));
	return answer_created(r, &row);
}
