#include "api/bewijs.h"

#include "api/code.h"
#include "api/rem.h"

enum err bewijs_wachtwoord(
	struct req *r, struct str wachtwoord, struct account_get_wachtwoord_row *ret_row)
{
	char id[UUID_TEXT_LEN + 1];
	uuid_format(r->actor.account_id, id);
	const struct account_get_wachtwoord_in get = { .id = r->actor.account_id };
	bool found = false;
	TRY(account_get_wachtwoord(r->t, req_reader(r), &get, &found, ret_row));
	if (!found)
		return req_not_found(r, "Dit account");
	if (ret_row->wachtwoord.ptr == NULL) {
		task_fault(r->t, "/wachtwoord", "wachtwoord.geen",
			"Je hebt nog geen wachtwoord. Meld je opnieuw aan met een link uit de mail "
			"(POST /v1/aanmeldlinks): dat telt tien minuten als bevestiging. Of kies "
			"een wachtwoord met POST /v1/wachtwoordlinks.");
		return task_faults_check(r->t);
	}
	bool ok = false;
	TRY(rem_verify(r, "bewijs", str_from(id), wachtwoord, ret_row->wachtwoord, &ok));
	if (ok)
		return ERR_OK;
	task_fault(r->t, "/wachtwoord", "wachtwoord.onjuist", "Dit is niet je wachtwoord van nu.");
	return task_faults_check(r->t);
}

/* Precisely one of the two. */
static enum err check_way(struct req *r, bool password, bool code)
{
	if (password == code)
		task_fault(r->t, password ? "/code" : "/wachtwoord", "bevestiging.vorm",
			"Geef je wachtwoord, of de code uit je app: precies een van de twee.");
	return task_faults_check(r->t);
}

static enum err prove(struct req *r, struct db_tx *tx, const struct api_bevestiging_nieuw *b)
{
	struct account_get_wachtwoord_row row;
	if (b->has_wachtwoord == JSN_VALUE)
		return bewijs_wachtwoord(r, b->wachtwoord, &row);
	bool proved = false;
	TRY(code_ask(r, tx, r->actor.account_id, b->code, &proved));
	if (!proved)
		task_fault(r->t, "/code", "tweede_factor.staat_uit",
			"De tweede factor staat niet aan. Geef je wachtwoord.");
	return task_faults_check(r->t);
}

enum err h_bevestiging_post(struct req *r, const struct op_bevestiging_post *in)
{
	const struct api_bevestiging_nieuw *b = &in->body;
	TRY(check_way(r, b->has_wachtwoord == JSN_VALUE, b->has_code == JSN_VALUE));
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(prove(r, tx, b));
	const struct sessie_confirm_in confirm = { .id = r->actor.sessie_id, .nu = r->now_us };
	TRY(sessie_confirm(r->t, tx, &confirm));
	r->resp->status = 201;
	jsn_object(&r->out);
	jsn_kv_instant(&r->out, "geldigTotOp", r->now_us + BEWIJS_US);
	jsn_object_end(&r->out);
	return ERR_OK;
}
