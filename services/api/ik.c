/* Who am I, and changing that. */
#include "api/ik.h"
#include "api/app.h"
#include "api/invoer.h"
#include "api/vorm.h"
#include "contact/contact.h"

enum err ik_load(struct req *r, struct db_tx *tx, struct uuid account_id, struct uuid lid_id,
	struct ik *ret_ik)
{
	struct ik ik = { .lid = NULL };
	bool found = false;
	TRY(account_get(
		r->t, tx, &(struct account_get_in){ .id = account_id }, &found, &ik.account));
	if (!found)
		return req_not_found(r, "Dit account");
	TRY(contact_open(
		r->t, r->app->keys, CONTACT_ACCOUNT_EMAIL, ik.account.id, &ik.account.email));
	TRY(contact_open(r->t, r->app->keys, CONTACT_VRIJWILLIGER_TELEFOON,
		ik.account.vrijwilliger_id, &ik.account.telefoon));
	TRY(lid_list_account(r->t, tx, &(struct lid_list_account_in){ .account_id = account_id },
		&ik.leden, &ik.count));
	for (size_t i = ik.count; i-- > 0;)
		if (str_eq(ik.leden[i].status, STR("actief")) &&
			(uuid_is_nil(lid_id) || uuid_eq(lid_id, ik.leden[i].id)))
			ik.lid = &ik.leden[i];
	*ret_ik = ik;
	return ERR_OK;
}

void ik_write(struct jsn_out *o, const struct ik *ik)
{
	static const struct lid_list_account_row none;
	const struct lid_list_account_row *lid = ik->lid != NULL ? ik->lid : &none;
	jsn_object(o);
	jsn_kv_uuid(o, "id", ik->account.id);
	jsn_kv_str(o, "email", ik->account.email);
	jsn_kv_str(o, "naam", ik->account.naam);
	jsn_kv_str(o, "telefoon", ik->account.telefoon);
	vorm_kv_instant(o, "beperktOp", ik->account.has_beperkt_op, ik->account.beperkt_op);
	jsn_kv_str(o, "taal", ik->account.taal);
	vorm_kv_uuid(o, "lidId", ik->lid != NULL, lid->id);
	jsn_kv_str(o, "rol", lid->rol);
	vorm_kv_uuid(o, "schoolId", lid->has_school_id, lid->school_id);
	vorm_kv_uuid(o, "bedrijfId", lid->has_bedrijf_id, lid->bedrijf_id);
	vorm_kv_uuid(o, "vrijwilligerId", lid->has_vrijwilliger_id, lid->vrijwilliger_id);
	vorm_kv_uuid(o, "kringId", lid->has_kring_id, lid->kring_id);
	jsn_key(o, "leden");
	jsn_array(o);
	for (size_t i = 0; i < ik->count; i++) {
		jsn_object(o);
		jsn_kv_uuid(o, "id", ik->leden[i].id);
		jsn_kv_str(o, "rol", ik->leden[i].rol);
		jsn_kv_str(o, "naam", ik->leden[i].naam);
		jsn_kv_str(o, "status", ik->leden[i].status);
		jsn_object_end(o);
	}
	jsn_array_end(o);
	jsn_object_end(o);
}

static enum err answer(struct req *r, struct db_tx *tx)
{
	struct ik ik;
	TRY(ik_load(r, tx, r->actor.account_id, r->actor.lid_id, &ik));
	req_item(r, 200, ik.account.versie);
	ik_write(&r->out, &ik);
	return ERR_OK;
}

enum err h_ik_get(struct req *r, const struct op_ik_get *in)
{
	(void)in;
	return answer(r, req_reader(r));
}

static enum err stale(struct req *r, struct db_tx *tx)
{
	struct ik ik;
	TRY(ik_load(r, tx, r->actor.account_id, r->actor.lid_id, &ik));
	return req_stale(r, ik.account.versie);
}

static bool is_vrijwilliger(const struct ik *ik)
{
	for (size_t i = 0; i < ik->count; i++)
		if (str_eq(ik->leden[i].rol, STR("vrijwilliger")) &&
			str_eq(ik->leden[i].status, STR("actief")))
			return true;
	return false;
}

/* Of each volunteer that it is: a seal is for one row. */
static enum err set_telefoon(
	struct req *r, struct db_tx *tx, const struct ik *ik, struct str telefoon)
{
	for (size_t i = 0; i < ik->count; i++) {
		const struct lid_list_account_row *l = &ik->leden[i];
		if (!l->has_vrijwilliger_id || !str_eq(l->status, STR("actief")))
			continue;
		const struct vrijwilliger_set_telefoon_in in = { .id = l->vrijwilliger_id,
			.telefoon = contact_seal(task_arena(r->t), r->app->keys,
				CONTACT_VRIJWILLIGER_TELEFOON, l->vrijwilliger_id, telefoon) };
		TRY(vrijwilliger_set_telefoon(r->t, tx, &in));
	}
	return ERR_OK;
}

enum err h_ik_patch(struct req *r, const struct op_ik_patch *in)
{
	const struct api_ik_wijziging *w = &in->body;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct account_update_in a = { .id = r->actor.account_id,
		.versie = r->if_match,
		.naam = w->has_naam == JSN_VALUE ? w->naam : STR_NULL,
		.taal = w->has_taal == JSN_VALUE ? vorm_choice(api_post_taal_names, w->taal)
						 : STR_NULL,
		.zet_telefoon = w->has_telefoon != JSN_ABSENT,
		.nu = r->now_us };
	struct str telefoon = w->has_telefoon == JSN_VALUE ? w->telefoon : STR_NULL;
	struct ik ik;
	TRY(ik_load(r, tx, r->actor.account_id, r->actor.lid_id, &ik));
	invoer_line(r, "/naam", &a.naam);
	invoer_telefoon(r, "/telefoon", &telefoon);
	if (a.zet_telefoon && !is_vrijwilliger(&ik))
		task_fault(r->t, "/telefoon", "telefoon.alleen_vrijwilliger",
			"Alleen van een vrijwilliger bewaren we een telefoonnummer.");
	TRY(task_faults_check(r->t));
	bool found = false;
	struct account_update_row row;
	TRY(account_update(r->t, tx, &a, &found, &row));
	if (!found)
		return stale(r, tx);
	if (w->has_beperkt == JSN_VALUE)
		TRY(account_set_beperkt(r->t, tx,
			&(struct account_set_beperkt_in){ .id = r->actor.account_id,
				.beperkt = w->beperkt,
				.nu = r->now_us }));
	if (a.zet_telefoon)
		TRY(set_telefoon(r, tx, &ik, telefoon));
	return answer(r, tx);
}
