/* Erasing oneself. What a membership still has to do ends or goes to others; only the last
 * administrator stays until there is another. */
#include "privacy/wissen.h"
#include "api/cookie.h"
#include "api/req.h"

/* Whoever leaves this role just then is waited for: of two who leave at once one stays. */
static enum err check_last(struct req *r, struct db_tx *tx, struct uuid lid_id)
{
	struct lid_lock_rol_row rol;
	TRY(lid_lock_rol(r->t, tx, &(struct lid_lock_rol_in){ .id = lid_id }, &rol));
	struct lid_open_werk_row open;
	TRY(lid_open_werk(r->t, tx, &(struct lid_open_werk_in){ .id = lid_id }, &open));
	if (open.laatste)
		return task_fail(r->t, ERR_CONFLICT, "lid.laatste",
			"Je bent de laatste beheerder. Maak eerst iemand anders beheerder; daarna "
			"kun je je laten wissen.");
	return ERR_OK;
}

static enum err check_may_go(struct req *r, struct db_tx *tx)
{
	const struct lid_list_account_in mine = { .account_id = r->actor.account_id };
	struct lid_list_account_row *leden = NULL;
	size_t count = 0;
	TRY(lid_list_account(r->t, tx, &mine, &leden, &count));
	for (size_t i = 0; i < count; i++)
		if (str_eq(leden[i].rol, STR("beheerder")) &&
			str_eq(leden[i].status, STR("actief")))
			TRY(check_last(r, tx, leden[i].id));
	return ERR_OK;
}

enum err h_ik_delete(struct req *r, const struct op_ik_delete *in)
{
	(void)in;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(check_may_go(r, tx));
	const struct db_uuids none = { NULL, 0 };
	struct account_wis_row done;
	TRY(wissen_persoon(r->t, tx, r->actor.account_id, none, r->now_us, &done));
	if (r->by_cookie)
		cookie_clear(r);
	jsn_object(&r->out);
	jsn_kv_instant(&r->out, "gewistOp", r->now_us);
	jsn_kv_int(&r->out, "aanvragenOvergedragen", done.overgedragen);
	jsn_kv_int(&r->out, "koppelingenBeeindigd", done.beeindigd);
	jsn_object_end(&r->out);
	return ERR_OK;
}
