/* Asking for a link by mail, and coming with one. The answer to who asks, and the work that is done
 * for it, are the same for every address: a worker looks whether anybody has it. */
#include "api/link.h"

#include <string.h>

#include "api/app.h"
#include "api/audit.h"
#include "api/invoer.h"
#include "api/rem.h"
#include "api/toegang.h"
#include "post/post.h"

#define MINUTE_US (60 * INT64_C(1000000))

enum err link_refuse(struct req *r)
{
	return task_fail(r->t, ERR_UNAUTHENTICATED, "link.ongeldig",
		"Deze link werkt niet (meer): hij is al gebruikt of te oud. Vraag een nieuwe.");
}

enum err link_hash(
	struct req *r, const char *what, struct str link, uint8_t ret_hash[static AUTH_HASH_BYTES])
{
	memset(ret_hash, 0, AUTH_HASH_BYTES);
	if (!rem_take(r, what, link))
		return task_fail(r->t, ERR_TOO_MANY, "link.te_vaak",
			"Er is te vaak een link geprobeerd die niet werkt. Wacht een paar "
			"minuten.");
	if (auth_token_hash(link, ret_hash) != ERR_OK)
		memset(ret_hash, 0, AUTH_HASH_BYTES);
	return ERR_OK;
}

void link_is_vrijwilliger(struct req *r, struct uuid koppeling_id, struct uuid vrijwilliger_id,
	struct uuid account_id)
{
	r->onderwerp = koppeling_id;
	audit_shows(r, vrijwilliger_id); /* who has no account is known by it */
	r->actor = (struct actor){ .account_id = account_id,
		.rol = API_ROL_VRIJWILLIGER,
		.vrijwilliger_id = vrijwilliger_id };
	r->bereik = (struct bereik){ .vrijwilliger_id = vrijwilliger_id };
	toegang_act(r);
}

static enum err ask(struct req *r, const struct post_brief *brief)
{
	if (!rem_take(r, "link", brief->naar))
		return task_fail(r->t, ERR_TOO_MANY, "link.te_vaak",
			"Er is net vaak om een link voor dit adres gevraagd. Kijk in je mail, of "
			"wacht een paar minuten.");
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(post_wish(r->t, tx, r->app->keys, brief, r->now_us));
	r->resp->status = 202;
	jsn_object(&r->out);
	jsn_kv_int(&r->out, "geldigMinuten", POST_LINK_US / MINUTE_US);
	jsn_object_end(&r->out);
	return ERR_OK;
}

static enum post_taal taal_of(enum jsn_has has, int32_t taal)
{
	return has == JSN_VALUE && taal == API_POST_TAAL_EN ? POST_EN : POST_NL;
}

static enum err ask_link(struct req *r, const struct api_link_vraag *b, enum post_soort soort)
{
	const struct post_brief brief = {
		.soort = soort, .taal = taal_of(b->has_taal, b->taal), .naar = b->email
	};
	return ask(r, &brief);
}

enum err h_aanmeldlink_post(struct req *r, const struct op_aanmeldlink_post *in)
{
	return ask_link(r, &in->body, POST_AANMELDLINK);
}

enum err h_wachtwoordlink_post(struct req *r, const struct op_wachtwoordlink_post *in)
{
	return ask_link(r, &in->body, POST_WACHTWOORDLINK);
}

enum err h_aanmelding_post(struct req *r, const struct op_aanmelding_post *in)
{
	const struct api_account_vraag *b = &in->body;
	struct post_brief brief = { .soort = POST_WELKOM,
		.taal = taal_of(b->has_taal, b->taal),
		.naar = b->email,
		.naam = b->naam };
	invoer_line(r, "/naam", &brief.naam);
	TRY(task_faults_check(r->t));
	return ask(r, &brief);
}
