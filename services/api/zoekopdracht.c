#include "api/zoekopdracht.h"

#include <string.h>

#include "api/aanbod.h"
#include "api/app.h"
#include "api/invoer.h"
#include "api/prikbord.h"
#include "api/rem.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "auth/auth.h"
#include "store/sql.h"

#define DAY_US (24 * 3600 * INT64_C(1000000))

static void put_zoekopdracht(struct jsn_out *o, const struct zoekopdracht_list_row *z)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", z->id);
	jsn_kv_uuid(o, "lidId", z->lid_id);
	jsn_kv_str(o, "naam", z->naam);
	jsn_kv_str(o, "wat", z->wat);
	jsn_kv_str(o, "soort", z->soort);
	vorm_kv_texts(o, "themas", z->themas);
	if (z->has_niveau)
		vorm_kv_niveau(o, "niveau", z->niveau);
	else
		jsn_kv_str(o, "niveau", STR_NULL);
	jsn_kv_str(o, "gemeente", z->gemeente_code);
	vorm_kv_int(o, "afstandKm", z->has_afstand_km, z->afstand_km);
	vorm_kv_date(o, "vanDatum", z->has_van_datum, z->van_datum);
	vorm_kv_date(o, "totDatum", z->has_tot_datum, z->tot_datum);
	jsn_kv_instant(o, "gebruiktOp", z->gebruikt_op);
	jsn_kv_instant(o, "eindigtOp", z->gebruikt_op + ZOEK_DAGEN * DAY_US);
	jsn_object_end(o);
}

/* One of the caller's own. */
static enum err get_own(
	struct req *r, struct db_tx *tx, struct uuid id, struct zoekopdracht_list_row *ret_row)
{
	const struct zoekopdracht_list_in in = {
		.account_id = r->actor.account_id, .has_id = true, .id = id
	};
	struct zoekopdracht_list_row *rows = NULL;
	size_t count = 0;
	TRY(zoekopdracht_list(r->t, tx, &in, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze zoekopdracht");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_zoekopdracht_list(struct req *r, const struct op_zoekopdracht_list *in)
{
	(void)in;
	const struct zoekopdracht_list_in mine = { .account_id = r->actor.account_id };
	struct zoekopdracht_list_row *rows = NULL;
	size_t count = 0;
	TRY(zoekopdracht_list(r->t, req_reader(r), &mine, &rows, &count));
	jsn_object(&r->out);
	jsn_key(&r->out, "items");
	jsn_array(&r->out);
	for (size_t i = 0; i < count; i++)
		put_zoekopdracht(&r->out, &rows[i]);
	jsn_array_end(&r->out);
	jsn_object_end(&r->out);
	return ERR_OK;
}

/* How far a request is from who offers is not for a search: it would show where a school is. */
static enum err check(struct req *r, struct db_tx *tx, const struct zoekopdracht_create_in *z)
{
	if (z->has_afstand_km && !req_is_school(r))
		task_fault(r->t, "/afstandKm", "zoekopdracht.afstand",
			"Alleen een school zoekt op afstand.");
	if (z->has_van_datum && z->has_tot_datum && z->tot_datum < z->van_datum)
		task_fault(r->t, "/totDatum", "periode.omgekeerd",
			"De laatste dag ligt voor de eerste.");
	TRY(invoer_themas(r, tx, z->themas, (struct db_texts){ NULL, 0 }));
	return task_faults_check(r->t);
}

enum err h_zoekopdracht_post(struct req *r, const struct op_zoekopdracht_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct api_zoekopdracht_nieuw *b = &in->body;
	struct zoekopdracht_create_in z = { .id = uuid_new(),
		.account_id = r->actor.account_id,
		.lid_id = r->actor.lid_id,
		.naam = b->naam,
		.wat = req_is_school(r) ? STR("aanbod") : STR("aanvraag"),
		.themas = vorm_texts(b->themas),
		.nu = r->now_us };
	invoer_line(r, "/naam", &z.naam);
	vorm_merge_choice(b->has_soort, api_activiteitsoort_names, b->soort, &z.soort);
	z.has_niveau = b->has_niveau == JSN_VALUE;
	if (z.has_niveau)
		z.niveau = vorm_niveau(b->niveau);
	vorm_merge_text(b->has_gemeente, b->gemeente, &z.gemeente_code);
	vorm_merge_int(b->has_afstand_km, b->afstand_km, &z.has_afstand_km, &z.afstand_km);
	vorm_merge_date(b->has_van_datum, b->van_datum, &z.has_van_datum, &z.van_datum);
	vorm_merge_date(b->has_tot_datum, b->tot_datum, &z.has_tot_datum, &z.tot_datum);
	TRY(check(r, tx, &z));
	struct account_lock_row held;
	TRY(account_lock(r->t, tx, &(struct account_lock_in){ .id = z.account_id }, &held));
	bool found = false;
	struct zoekopdracht_create_row made;
	TRY(zoekopdracht_create(r->t, tx, &z, &found, &made));
	if (!found)
		return task_fail(r->t, ERR_CONFLICT, "zoekopdracht.te_veel",
			"Je hebt al tien zoekopdrachten. Beëindig er eerst een.");
	struct zoekopdracht_list_row row;
	TRY(get_own(r, tx, z.id, &row));
	r->resp->status = 201;
	r->onderwerp = z.id;
	put_zoekopdracht(&r->out, &row);
	return ERR_OK;
}

enum err h_zoekopdrachten_delete(struct req *r, const struct op_zoekopdrachten_delete *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct zoekopdracht_list_row row;
	TRY(get_own(r, tx, in->id, &row));
	const struct zoekopdracht_delete_in end = { .id = in->id,
		.account_id = r->actor.account_id };
	bool found = false;
	struct zoekopdracht_delete_row ended;
	TRY(zoekopdracht_delete(r->t, tx, &end, &found, &ended));
	if (!found)
		return req_not_found(r, "Deze zoekopdracht");
	r->onderwerp = in->id;
	put_zoekopdracht(&r->out, &row);
	return ERR_OK;
}

/* ---- what they found ---- */

struct gevonden {
	const struct zoektreffer_list_row *rows;
	struct aanbod_get_row *aanbod;
	struct prikbord_vragen_row *vragen;
	size_t aanbod_count, vraag_count;
};

/* What of it is still there, and as the caller may see it. */
static enum err load(struct req *r, struct db_tx *tx, size_t count, struct gevonden *g)
{
	struct uuid *ids = ARENA_ARRAY(task_arena(r->t), count + 1, struct uuid);
	for (size_t i = 0; i < count; i++)
		ids[i] = g->rows[i].ding_id;
	const struct db_uuids all = { ids, count };
	if (count == 0)
		return ERR_OK;
	if (req_is_school(r))
		return aanbod_load(r, tx, all, &g->aanbod, &g->aanbod_count);
	return prikbord_vragen(r->t, tx,
		&(struct prikbord_vragen_in){
			.alleen = all, .vandaag = r->today, .aantal = (int64_t)count },
		&g->vragen, &g->vraag_count);
}

static void open_treffer(struct jsn_out *o, const struct zoektreffer_list_row *t)
{
	jsn_object(o);
	jsn_kv_uuid(o, "zoekopdrachtId", t->zoekopdracht_id);
	jsn_kv_instant(o, "gevondenOp", t->gevonden_op);
}

static void put_treffer(
	struct req *r, const struct gevonden *g, const struct zoektreffer_list_row *t)
{
	struct jsn_out *o = &r->out;
	for (size_t i = 0; i < g->aanbod_count; i++) {
		if (!uuid_eq(g->aanbod[i].id, t->ding_id))
			continue;
		open_treffer(o, t);
		jsn_kv_uuid(o, "aanbodId", t->ding_id);
		jsn_kv_str(o, "titel", g->aanbod[i].titel);
		jsn_kv_str(o, "aanvraag", STR_NULL);
		jsn_object_end(o);
	}
	for (size_t i = 0; i < g->vraag_count; i++) {
		if (!uuid_eq(g->vragen[i].id, t->ding_id))
			continue;
		open_treffer(o, t);
		jsn_kv_str(o, "aanbodId", STR_NULL);
		jsn_kv_str(o, "titel", STR_NULL);
		jsn_key(o, "aanvraag");
		prikbord_put_vraag(o, &g->vragen[i]);
		jsn_object_end(o);
	}
}

/* Looking is using: it writes, and so it reads on the same connection. */
enum err h_zoektreffer_list(struct req *r, const struct op_zoektreffer_list *in)
{
	struct page p;
	struct db_tx *tx;
	TRY(page_init(r, in->cursor, in->limit, &p));
	TRY(req_begin(r, &tx));
	TRY(zoekopdracht_touch(r->t, tx,
		&(struct zoekopdracht_touch_in){ .account_id = r->actor.account_id,
			.lid_id = r->actor.lid_id,
			.nu = r->now_us }));
	struct zoektreffer_list_row *rows = NULL;
	size_t count = 0;
	TRY(zoektreffer_list(r->t, tx,
		&(struct zoektreffer_list_in){ .account_id = r->actor.account_id,
			.lid_id = r->actor.lid_id,
			.voor_nummer = p.after_number == 0 ? INT64_MAX : p.after_number,
			.aantal = p.limit + 1 },
		&rows, &count));
	page_open(r, &p, count);
	struct gevonden g = { .rows = rows };
	TRY(load(r, tx, p.shown, &g));
	for (size_t i = 0; i < p.shown; i++)
		put_treffer(r, &g, &rows[i]);
	const struct zoektreffer_list_row *last = p.shown > 0 ? &rows[p.shown - 1] : NULL;
	page_close(r, &p, STR_NULL, last != NULL ? last->nummer : 0,
		last != NULL ? last->ding_id : (struct uuid){ { 0 } });
	return ERR_OK;
}

/* ---- the link of a letter ---- */

#define WHAT "zoekstop" /* is guessed, for rem.h */

static const struct str place = { "zoekopdracht.stop", sizeof("zoekopdracht.stop") - 1 };

struct str zoek_stopcode(struct arena *a, const struct auth_keys *keys, struct uuid account_id)
{
	const struct str plain = { (const char *)&account_id, sizeof(account_id) };
	const struct str sealed = auth_seal(a, keys, plain, place);
	return auth_base64url(a, sealed.ptr, sealed.len);
}

static bool open_code(struct req *r, struct str code, struct uuid *ret_account_id)
{
	struct str sealed, plain;
	if (auth_base64url_decode(task_arena(r->t), code, &sealed) != ERR_OK ||
		auth_seal_open(task_arena(r->t), r->app->keys, sealed, place, &plain) != ERR_OK ||
		plain.len != sizeof(*ret_account_id)) {
		task_clear_error(r->t);
		return false;
	}
	memcpy(ret_account_id, plain.ptr, sizeof(*ret_account_id));
	return true;
}

enum err h_zoekstop_post(struct req *r, const struct op_zoekstop_post *in)
{
	struct db_tx *tx;
	struct uuid account_id;
	if (!rem_take(r, WHAT, in->body.code))
		return task_fail(r->t, ERR_TOO_MANY, "link.te_vaak",
			"Er is te vaak een link geprobeerd die niet werkt. Wacht een paar "
			"minuten.");
	if (!open_code(r, in->body.code, &account_id))
		return task_fail(r->t, ERR_UNAUTHENTICATED, "link.ongeldig",
			"Deze link werkt niet. Open hem zoals hij in de brief staat, of meld je "
			"aan "
			"en beëindig daar je zoekopdrachten.");
	rem_give(r, WHAT, in->body.code);
	TRY(req_begin(r, &tx));
	struct zoekopdracht_stop_row row;
	TRY(zoekopdracht_stop(
		r->t, tx, &(struct zoekopdracht_stop_in){ .account_id = account_id }, &row));
	jsn_object(&r->out);
	jsn_kv_int(&r->out, "beeindigd", row.aantal);
	jsn_object_end(&r->out);
	return ERR_OK;
}
