/* Asking for a link by mail. The answer, and the work that is done for it, are the same for every
 * address: a worker looks whether anybody has it. */
#include "api/link.h"

#include "api/app.h"
#include "api/rem.h"
#include "post/post.h"

#define MINUTE_US (60 * INT64_C(1000000))

enum err link_refuse(struct req *r)
{
	return task_fail(r->t, ERR_UNAUTHENTICATED, "link.ongeldig",
		"Deze link werkt niet (meer): hij is al gebruikt of te oud. Vraag een nieuwe.");
}

static enum err ask(struct req *r, const struct api_link_vraag *b, enum post_soort soort)
{
	/* A count of their own: who asks for links does not keep the owner from a password. */
	const struct str brake =
		str_from(arena_printf(task_arena(r->t), "link %.*s", STR_FMT(b->email)));
	if (rem_is_on(brake, r->now_us))
		return task_fail(r->t, ERR_TOO_MANY, "link.te_vaak",
			"Er is net vaak om een link voor dit adres gevraagd. Kijk in je mail, of "
			"wacht een paar minuten.");
	rem_count_failure(brake, r->now_us);
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const enum post_taal taal =
		b->has_taal == JSN_VALUE && b->taal == API_POST_TAAL_EN ? POST_EN : POST_NL;
	TRY(post_wish(r->t, tx, r->app->keys, soort, taal, b->email, r->now_us));
	r->resp->status = 202;
	jsn_object(&r->out);
	jsn_kv_int(&r->out, "geldigMinuten", POST_LINK_US / MINUTE_US);
	jsn_object_end(&r->out);
	return ERR_OK;
}

enum err h_aanmeldlink_post(struct req *r, const struct op_aanmeldlink_post *in)
{
	return ask(r, &in->body, POST_AANMELDLINK);
}

enum err h_wachtwoordlink_post(struct req *r, const struct op_wachtwoordlink_post *in)
{
	return ask(r, &in->body, POST_WACHTWOORDLINK);
}
