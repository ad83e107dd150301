/* Answering a proposal to move by the link of its letter: as the side that was asked. */
#include "api/audit.h"
#include "api/link.h"
#include "api/rem.h"
#include "api/toegang.h"
#include "api/verzetten.h"
#include "api/vorm.h"
#include "auth/auth.h"
#include "store/sql.h"

#define WHAT "verzetten" /* is guessed, for rem.h */

/* One answer, whatever is wrong with the link. */
static enum err refuse_link(struct req *r)
{
	return task_fail(r->t, ERR_UNAUTHENTICATED, "link.ongeldig",
		"Deze link werkt niet (meer): er is al geantwoord, of het voorstel geldt niet "
		"meer. Vraag het Technocentrum hoe het ervoor staat.");
}

/* What the link is about, whether it waits for an answer or has one; the link is no guess then. */
static enum err find_link(
	struct req *r, struct db_tx *tx, struct str link, struct verzetvoorstel_find_row *ret_row)
{
	uint8_t hash[AUTH_HASH_BYTES];
	bool found = false;
	TRY(link_hash(r, WHAT, link, hash));
	const struct verzetvoorstel_find_in find = { .token_hash = auth_hash_str(hash),
		.nu = r->now_us };
	TRY(verzetvoorstel_find(r->t, tx, &find, &found, ret_row));
	if (!found || ret_row->stil)
		return refuse_link(r);
	rem_give(r, WHAT, link);
	return ERR_OK;
}

enum err h_verzetantwoord_vraag_post(struct req *r, const struct op_verzetantwoord_vraag_post *in)
{
	struct verzetvoorstel_find_row v;
	TRY(find_link(r, req_reader(r), in->body.link, &v));
	if (!str_eq(v.status, STR("open")))
		return refuse_link(r);
	struct jsn_out *o = &r->out;
	jsn_object(o);
	jsn_kv_str(o, "soort", v.soort);
	jsn_kv_str(o, "titel", v.titel);
	jsn_kv_str(o, "schoolNaam", v.school_naam);
	jsn_kv_str(o, "klas", v.klas);
	jsn_key(o, "tijdvak");
	vorm_put_tijdvak(o, v.datum, v.dagdeel, v.van_op, v.tot_op);
	vorm_kv_keuzes(o, "tijdvakken", v.tijdvakken);
	jsn_kv_bool(o, "enVolgende", v.en_volgende);
	jsn_kv_instant(o, "verlooptOp", v.verloopt_op);
	jsn_object_end(o);
	return ERR_OK;
}

/* The caller is the side that was asked, as far as this match. */
static void act_as(struct req *r, const struct verzetvoorstel_find_row *v)
{
	r->onderwerp = v->koppeling_id;
	r->actor = (struct actor){ .account_id = v->account_id, .rol = API_ROL_SCHOOL };
	if (!str_eq(v->kant, STR("school"))) {
		r->actor.school_id = v->school_id;
	} else if (v->has_vrijwilliger_id) {
		r->actor.rol = API_ROL_VRIJWILLIGER;
		r->actor.vrijwilliger_id = v->vrijwilliger_id;
		audit_shows(r, v->vrijwilliger_id);
	} else {
		r->actor.rol = API_ROL_BEDRIJF;
		r->actor.bedrijf_id = v->bedrijf_id;
	}
	r->bereik = (struct bereik){ .school_id = r->actor.school_id,
		.bedrijf_id = r->actor.bedrijf_id,
		.vrijwilliger_id = r->actor.vrijwilliger_id };
	toegang_act(r);
}

static enum err answer(struct req *r, bool moved, int32_t number, int64_t at_us)
{
	jsn_object(&r->out);
	vorm_kv_keuze(&r->out, "tijdvak", moved, number);
	jsn_kv_instant(&r->out, "gegevenOp", at_us);
	jsn_object_end(&r->out);
	return ERR_OK;
}

enum err h_verzetantwoord_post(struct req *r, const struct op_verzetantwoord_post *in)
{
	struct db_tx *tx;
	struct verzetvoorstel_find_row v;
	const bool picks = in->body.has_tijdvak == JSN_VALUE;
	const int32_t number = picks ? tijdvak_to_number(vorm_keuze(&in->body.tijdvak)) : 0;
	TRY(req_begin(r, &tx));
	TRY(find_link(r, tx, in->body.link, &v));
	act_as(r, &v);
	/* The same once more, because its answer was lost. */
	if (picks ? v.has_gekozen && v.gekozen == number : str_eq(v.status, STR("afgeslagen")))
		return answer(r, picks, number, v.gewijzigd_op);
	if (!str_eq(v.status, STR("open")))
		return refuse_link(r);
	TRY(verzetten_kies(r, tx, v.koppeling_id, v.id, picks ? &in->body.tijdvak : NULL));
	return answer(r, picks, number, r->now_us);
}
