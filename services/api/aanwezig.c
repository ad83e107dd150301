/*
 * Attendance by one tap: on the day itself, or the last one of what runs for weeks, one side shows
 * a code, as a link and a QR picture, and the other opens it: signed in, or as the volunteer
 * without an account (afloop_antwoord.c). Showing it is the word of the one that it took place,
 * opening it that of the other: both stand in the outcome at once, and nobody speaks for the other.
 *
 * Nothing of it is kept. The code is sealed, for the day: it names the match, the side and the
 * account that show it, and opens on no other day.
 */
#include "api/aanwezig.h"

#include <string.h>

#include "api/afloop.h"
#include "api/app.h"
#include "api/koppeling_stap.h"
#include "api/req.h"
#include "api/vorm.h"
#include "auth/auth.h"
#include "auth/seal.h"
#include "base/date.h"
#include "base/qr.h"
#include "config.h"

/* What binds a code to its day. */
static struct str day_of(struct req *r)
{
	char day[DATE_TEXT_LEN + 1];
	date_format(r->today, day);
	return str_from(arena_printf(task_arena(r->t), "aanwezigheid %s", day));
}

static struct str make_code(struct req *r, const struct aanwezig_code *in)
{
	const struct str plain = { (const char *)in, sizeof(*in) };
	const struct str sealed = auth_seal(task_arena(r->t), r->app->keys, plain, day_of(r));
	return auth_base64url(task_arena(r->t), sealed.ptr, sealed.len);
}

enum err aanwezig_open(struct req *r, struct str code, struct aanwezig_code *ret_code)
{
	struct str sealed, plain;
	if (auth_base64url_decode(task_arena(r->t), code, &sealed) != ERR_OK ||
		auth_seal_open(task_arena(r->t), r->app->keys, sealed, day_of(r), &plain) !=
			ERR_OK ||
		plain.len != sizeof(*ret_code)) {
		task_clear_error(r->t);
		return task_fail(r->t, ERR_CONFLICT, "aanwezigheid.ongeldig",
			"Deze code werkt niet (meer). Een code geldt alleen op de dag zelf. Vraag "
			"de ander om een nieuwe.");
	}
	memcpy(ret_code, plain.ptr, sizeof(*ret_code));
	return ERR_OK;
}

enum err h_aanwezigheidscode_post(struct req *r, const struct op_aanwezigheidscode_post *in)
{
	struct db_tx *tx;
	struct koppeling_lock_row row;
	TRY(req_begin(r, &tx));
	TRY(koppeling_houd(r, tx, in->id, &row));
	if (!str_eq(row.status, STR("ingepland")) || row.einde_datum != r->today)
		return task_fail(r->t, ERR_CONFLICT, "aanwezigheid.andere_dag",
			"Een code is er alleen op de dag zelf, van een activiteit die doorgaat. "
			"Duurt die "
			"weken, dan op de laatste dag.");
	const struct aanwezig_code shows = { .koppeling_id = in->id,
		.account_id = r->actor.account_id,
		.school = req_is_school(r) };
	const struct str code = make_code(r, &shows);
	const struct str link = str_from(arena_printf(
		task_arena(r->t), "%s/aanwezig#%.*s", r->app->config->public_url, STR_FMT(code)));
	struct buf *svg = vorm_buf(r->t);
	TRY(qr_svg(svg, link));
	r->resp->status = 201;
	jsn_object(&r->out);
	jsn_kv_uuid(&r->out, "koppelingId", in->id);
	jsn_kv_str(&r->out, "code", code);
	jsn_kv_str(&r->out, "link", link);
	jsn_kv_str(&r->out, "svg", buf_str(svg));
	jsn_kv_date(&r->out, "datum", r->today);
	jsn_object_end(&r->out);
	return ERR_OK;
}

enum err aanwezig_samen(struct req *r, struct db_tx *tx, const struct aanwezig_code *shown)
{
	TRY(afloop_samen(r, tx, shown->koppeling_id, shown->school == 1, shown->account_id));
	r->onderwerp = shown->koppeling_id;
	jsn_object(&r->out);
	jsn_kv_uuid(&r->out, "koppelingId", shown->koppeling_id);
	jsn_kv_str(&r->out, "uitkomst", STR("afgerond"));
	jsn_object_end(&r->out);
	return ERR_OK;
}

enum err h_aanwezigheid_post(struct req *r, const struct op_aanwezigheid_post *in)
{
	struct aanwezig_code shown = { 0 };
	struct db_tx *tx;
	TRY(aanwezig_open(r, in->body.code, &shown));
	TRY(req_begin(r, &tx));
	r->resp->status = 201;
	return aanwezig_samen(r, tx, &shown);
}
