#include "api/identiteit.h"

#include "api/aanmelddienst.h"
#include "api/app.h"
#include "contact/contact.h"
#include "post/post.h"
#include "store/sql.h"

#define WHAT "Deze dienst van je account"

static const struct aanmelddienst *find(const struct req *r, struct str issuer)
{
	const struct aanmelddiensten *all = r->app->diensten;
	for (size_t i = 0; all != NULL && i < all->count; i++)
		if (str_eq(issuer, str_from(all->items[i].issuer)))
			return &all->items[i];
	return NULL;
}

static void put_identiteit(struct req *r, struct str issuer, int64_t gemaakt_op)
{
	struct jsn_out *const o = &r->out;
	const struct aanmelddienst *d = find(r, issuer);
	jsn_object(o);
	jsn_kv_str(o, "issuer", issuer);
	jsn_kv_cstr(o, "dienst", d != NULL ? d->code : NULL);
	jsn_kv_cstr(o, "naam", d != NULL ? d->naam : NULL);
	jsn_kv_instant(o, "gemaaktOp", gemaakt_op);
	jsn_object_end(o);
}

enum err h_ik_identiteit_list(struct req *r, const struct op_ik_identiteit_list *in)
{
	(void)in;
	const struct identiteit_list_in find_in = { .account_id = r->actor.account_id };
	struct identiteit_list_row *rows = NULL;
	size_t count = 0;
	TRY(identiteit_list(r->t, req_reader(r), &find_in, &rows, &count));
	jsn_object(&r->out);
	jsn_key(&r->out, "items");
	jsn_array(&r->out);
	for (size_t i = 0; i < count; i++)
		put_identiteit(r, rows[i].issuer, rows[i].gemaakt_op);
	jsn_array_end(&r->out);
	jsn_object_end(&r->out);
	return ERR_OK;
}

enum err identiteit_tell(struct req *r, struct db_tx *tx, struct uuid account_id,
	enum post_soort soort, struct str dienst)
{
	struct account_get_row account;
	bool found = false;
	TRY(account_get(r->t, tx, &(struct account_get_in){ .id = account_id }, &found, &account));
	if (!found)
		return ERR_OK;
	TRY(contact_open(r->t, r->app->keys, CONTACT_ACCOUNT_EMAIL, account_id, &account.email));
	const struct post_brief brief = { .soort = soort,
		.taal = post_taal_of(account.taal),
		.has_account_id = true,
		.account_id = account_id,
		.naar = account.email,
		.naam = account.aanhef,
		.over = dienst };
	return post_write(r->t, tx, r->app->keys, &brief, r->now_us);
}

enum err h_ik_identiteit_delete(struct req *r, const struct op_ik_identiteit_delete *in)
{
	const struct uuid me = r->actor.account_id;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct account_lock_row held;
	TRY(account_lock(r->t, tx, &(struct account_lock_in){ .id = me }, &held));
	const struct identiteit_delete_in end = { .account_id = me, .issuer = in->issuer };
	bool found = false;
	struct identiteit_delete_row ended;
	TRY(identiteit_delete(r->t, tx, &end, &found, &ended));
	if (!found)
		return req_not_found(r, WHAT);
	if (ended.laatste)
		return task_fail(r->t, ERR_CONFLICT, "identiteit.laatste",
			"Zo kom je nu je account in. Kies eerst een wachtwoord.");
	const struct aanmelddienst *d = find(r, in->issuer);
	TRY(identiteit_tell(
		r, tx, me, POST_DIENST_ERAF, d != NULL ? str_from(d->naam) : in->issuer));
	put_identiteit(r, in->issuer, ended.gemaakt_op);
	return ERR_OK;
}
