/*
 * What was agreed and how it went, for a volunteer without an account: by the link of a letter that
 * comes when it stands in the calendar and when it is over, or, on the day itself, by the code that
 * the school shows. By the link they see where it is, call it off, and tell afterwards. The caller
 * is the volunteer then, as far as that match; what they may say and when is that of everybody
 * (afloop.h).
 */
#include "api/aanwezig.h"
#include "api/afloop.h"
#include "api/certificaat.h"
#include "api/koppeling_stap.h"
#include "api/link.h"
#include "api/reeks.h"
#include "api/rem.h"
#include "api/vorm.h"

#define WHAT "afloop" /* is guessed, for rem.h */

static enum err find_link(
	struct req *r, struct db_tx *tx, struct str link, struct aflooplink_find_row *ret_row)
{
	uint8_t hash[AUTH_HASH_BYTES];
	bool found = false;
	TRY(link_hash(r, WHAT, link, hash));
	const struct aflooplink_find_in find = { .token_hash = auth_hash_str(hash),
		.nu = r->now_us };
	TRY(aflooplink_find(r->t, tx, &find, &found, ret_row));
	if (!found)
		return task_fail(r->t, ERR_UNAUTHENTICATED, "link.ongeldig",
			"Deze link werkt niet (meer). Vraag het Technocentrum hoe het ervoor "
			"staat.");
	rem_give(r, WHAT, link);
	link_is_vrijwilliger(
		r, ret_row->koppeling_id, ret_row->vrijwilliger_id, ret_row->account_id);
	return ERR_OK;
}

enum err h_afloopantwoord_vraag_post(struct req *r, const struct op_afloopantwoord_vraag_post *in)
{
	struct aflooplink_find_row a;
	int64_t version = 0;
	TRY(find_link(r, req_reader(r), in->body.link, &a));
	struct jsn_out *o = &r->out;
	jsn_object(o);
	vorm_put_vraag(o, &VORM_VRAAG(&a));
	jsn_kv_str(o, "vrijwilligerNaam", a.vrijwilliger_naam);
	jsn_kv_str(o, "schoolTelefoon", a.school_telefoon);
	jsn_kv_instant(o, "verlooptOp", a.verloopt_op);
	vorm_kv_keuzes(o, "keren", a.keren);
	jsn_key(o, "afloop");
	TRY(afloop_schrijf(r, req_reader(r), a.koppeling_id, &version));
	jsn_object_end(o);
	return ERR_OK;
}

/* What was told just so already stays: it is the same once more, because its answer was lost. */
static enum err tell(
	struct req *r, struct db_tx *tx, struct uuid id, const struct api_uitkomst_nieuw *body)
{
	bool same = false;
	TRY(afloop_meldde(r, tx, id, body, &same));
	if (same)
		return ERR_OK;
	task_faults_within(r->t, "/uitkomst");
	const enum err e = afloop_meld(r, tx, id, body);
	task_faults_within(r->t, NULL);
	return e;
}

static enum err evaluate(
	struct req *r, struct db_tx *tx, struct uuid id, const struct api_beoordeling_nieuw *body)
{
	bool same = false;
	TRY(afloop_beoordeelde(r, tx, id, body, &same));
	if (same)
		return ERR_OK;
	task_faults_within(r->t, "/beoordeling");
	const enum err e = afloop_beoordeel(r, tx, id, body);
	task_faults_within(r->t, NULL);
	return e;
}

/* Which time of a series is called off: that of the link, or the one that is named. */
static enum err which(struct req *r, struct db_tx *tx, const struct aflooplink_find_row *a,
	const struct api_afloop_afzegging *body, struct uuid *ret_id)
{
	*ret_id = a->koppeling_id;
	if (body->has_tijdvak != JSN_VALUE)
		return ERR_OK;
	const struct str dagdeel = vorm_choice(api_dagdeel_names, body->tijdvak.dagdeel);
	if (body->tijdvak.datum == a->datum && str_eq(dagdeel, a->dagdeel))
		return ERR_OK;
	const struct reeks_keer_in of = {
		.id = a->koppeling_id, .datum = body->tijdvak.datum, .dagdeel = dagdeel
	};
	struct reeks_keer_row keer;
	bool found = false;
	TRY(reeks_keer(r->t, tx, &of, &found, &keer));
	if (!found) {
		task_fault(r->t, "/afzegging/tijdvak", "afzegging.andere_keer",
			"In dit dagdeel is er geen keer van deze reeks. Kies er een uit `keren`.");
		return task_faults_check(r->t);
	}
	*ret_id = keer.id;
	return ERR_OK;
}

/* It does not go through after all. Who said so already may say it again. */
static enum err call_off(struct req *r, struct db_tx *tx, struct uuid id,
	const struct koppeling_lock_row *held, const struct api_afloop_afzegging *body)
{
	const bool off = str_eq(held->status, STR("geannuleerd"));
	if (!off && held->laatste_op <= r->now_us)
		return task_fail(r->t, ERR_CONFLICT, "afzegging.te_laat",
			"Afzeggen kan tot het begin van de laatste keer. Vertel na afloop hoe het "
			"ging.");
	const struct koppeling_stap step = { .stap = STAP_ANNULEREN,
		.has_reden = JSN_VALUE,
		.reden = body->reden,
		.has_toelichting = body->has_toelichting,
		.toelichting = body->toelichting };
	struct reeks_gezet volgende;
	task_faults_within(r->t, "/afzegging");
	enum err e = off ? ERR_OK : koppeling_zet_stap(r, tx, id, &step);
	if (e == ERR_OK && body->has_en_volgende == JSN_VALUE && body->en_volgende)
		e = reeks_zet_volgende(r, tx, id, &step, &volgende);
	task_faults_within(r->t, NULL);
	return e;
}

enum err h_afloopantwoord_post(struct req *r, const struct op_afloopantwoord_post *in)
{
	const struct api_afloopantwoord_nieuw *b = &in->body;
	struct db_tx *tx;
	struct aflooplink_find_row a;
	struct koppeling_lock_row held;
	int64_t version = 0;
	TRY(req_begin(r, &tx));
	TRY(find_link(r, tx, b->link, &a));
	struct uuid id = a.koppeling_id;
	if (b->has_afzegging == JSN_VALUE)
		TRY(which(r, tx, &a, &b->afzegging, &id));
	TRY(koppeling_houd(r, tx, id, &held));
	if (b->has_afzegging == JSN_VALUE)
		TRY(call_off(r, tx, id, &held, &b->afzegging));
	if (b->has_uitkomst == JSN_VALUE)
		TRY(tell(r, tx, id, &b->uitkomst));
	if (b->has_beoordeling == JSN_VALUE)
		TRY(evaluate(r, tx, id, &b->beoordeling));
	return afloop_schrijf(r, tx, id, &version);
}

enum err h_afloopantwoord_certificaat_post(
	struct req *r, const struct op_afloopantwoord_certificaat_post *in)
{
	struct aflooplink_find_row a;
	TRY(find_link(r, req_reader(r), in->body.link, &a));
	return certificaat_toon(r, a.koppeling_id);
}

/* The code alone is the proof: the school shows it to who stands before the class. */
enum err h_aanwezigheidantwoord_post(struct req *r, const struct op_aanwezigheidantwoord_post *in)
{
	struct aanwezig_code shown = { 0 };
	struct koppeling_wie_komt_row who;
	struct db_tx *tx;
	bool found = false;
	TRY(aanwezig_open(r, in->body.code, &shown));
	TRY(req_begin(r, &tx));
	TRY(koppeling_wie_komt(r->t, tx,
		&(struct koppeling_wie_komt_in){ .id = shown.koppeling_id }, &found, &who));
	if (!found || who.has_account_id || who.stil || shown.school == 0)
		return task_fail(r->t, ERR_UNAUTHENTICATED, "aanwezigheid.aanmelden",
			"Meld je eerst aan bij Schakel en open de code dan opnieuw.");
	link_is_vrijwilliger(r, shown.koppeling_id, who.vrijwilliger_id, who.account_id);
	return aanwezig_samen(r, tx, &shown);
}
