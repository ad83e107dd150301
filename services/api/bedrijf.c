/* Companies: everyone who is signed in may look; staff keeps them, a company changes itself. */
#include "api/app.h"
#include "api/audit.h"
#include "api/invoer.h"
#include "api/req.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "contact/contact.h"
#include "store/sql.h"

/* How to reach a company is for itself, its circle and staff; a school has it of its matches. */
static bool ziet_telefoon(struct req *r, const struct bedrijf_get_row *b)
{
	const bool own = uuid_eq(b->id, r->actor.bedrijf_id) ||
			 (b->has_kring_id && uuid_eq(b->kring_id, r->actor.kring_id));
	return b->telefoon.ptr != NULL && toegang_ziet(r, api_zicht_bedrijf_telefoon, own);
}

static enum err open_telefoon(struct req *r, struct bedrijf_get_row *b)
{
	return contact_open(r->t, r->app->keys, CONTACT_BEDRIJF_TELEFOON, b->id, &b->telefoon);
}

static struct str telefoon(struct req *r, const struct bedrijf_get_row *b)
{
	if (!ziet_telefoon(r, b))
		return STR_NULL;
	audit_shows(r, b->id);
	return b->telefoon;
}

static void put_bedrijf(struct req *r, const struct bedrijf_get_row *b)
{
	struct jsn_out *const o = &r->out;
	jsn_object(o);
	jsn_kv_uuid(o, "id", b->id);
	jsn_kv_str(o, "naam", b->naam);
	jsn_kv_str(o, "handelsnaam", b->handelsnaam);
	jsn_kv_str(o, "kvkNummer", b->kvk_nummer);
	vorm_kv_uuid(o, "kringId", b->has_kring_id, b->kring_id);
	vorm_kv_uuid(o, "schoolId", b->has_school_id, b->school_id);
	vorm_put_adres(o, &(struct vorm_adres){ b->straat, b->has_huisnummer, b->huisnummer,
				  b->toevoeging, b->postcode, b->plaats });
	vorm_put_gemeente(o, b->gemeente_code, b->gemeente_naam);
	jsn_kv_str(o, "website", b->website);
	jsn_kv_str(o, "telefoon", telefoon(r, b));
	jsn_kv_str(o, "branche", b->branche);
	vorm_kv_int(o, "maxPerWeek", b->has_max_per_week, b->max_per_week);
	vorm_kv_int(o, "maxPerSchooljaar", b->has_max_per_schooljaar, b->max_per_schooljaar);
	jsn_kv_int(o, "maxVoorstellenPerWeek", b->max_voorstellen_per_week);
	vorm_put_locatie(o, b->has_rd_x && b->has_rd_y, b->rd_x, b->rd_y);
	vorm_kv_date(o, "geslotenDatum", b->has_gesloten_op, b->gesloten_op);
	jsn_object_end(o);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct bedrijf_get_row *ret_row)
{
	struct bedrijf_get_row *rows = NULL;
	size_t count = 0;
	TRY(bedrijf_get(r->t, tx, &(struct bedrijf_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Dit bedrijf");
	*ret_row = rows[0];
	return open_telefoon(r, ret_row);
}

enum err h_bedrijf_list(struct req *r, const struct op_bedrijf_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct bedrijf_list_row list;
	TRY(bedrijf_list(r->t, req_reader(r),
		&(struct bedrijf_list_in){
			.has_kring_id = in->has_kring_id == JSN_VALUE,
			.kring_id = in->kring_id,
			.zoek = invoer_zoek(r, in->zoek),
			.na_id = p.after_id,
			.aantal = p.limit + 1,
		},
		&list));
	struct bedrijf_get_row *rows = NULL;
	size_t count = 0;
	TRY(bedrijf_get(
		r->t, req_reader(r), &(struct bedrijf_get_in){ .ids = list.ids }, &rows, &count));
	page_open(r, &p, count);
	struct uuid last = { { 0 } };
	for (size_t i = 0; i < p.shown; i++) {
		if (ziet_telefoon(r, &rows[i]))
			TRY(open_telefoon(r, &rows[i]));
		put_bedrijf(r, &rows[i]);
		last = rows[i].id;
	}
	page_close(r, &p, STR_NULL, 0, last);
	return ERR_OK;
}

enum err h_bedrijf_get(struct req *r, const struct op_bedrijf_get *in)
{
	struct bedrijf_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_bedrijf(r, &row);
	return ERR_OK;
}

static enum err check(struct req *r, struct db_tx *tx, struct bedrijf_save_in *b)
{
	invoer_line(r, "/naam", &b->naam);
	invoer_line(r, "/handelsnaam", &b->handelsnaam);
	invoer_line(r, "/branche", &b->branche);
	invoer_line(r, "/adres/straat", &b->straat);
	invoer_line(r, "/adres/toevoeging", &b->toevoeging);
	invoer_line(r, "/adres/plaats", &b->plaats);
	invoer_postcode(r, "/adres/postcode", &b->postcode);
	invoer_telefoon(r, "/telefoon", &b->telefoon);
	invoer_website(r, "/website", &b->website);
	if (b->has_kring_id)
		TRY(invoer_kring(r, tx, b->kring_id));
	return task_faults_check(r->t);
}

/* Writes it and reads it back for the answer. */
static enum err save(
	struct req *r, struct db_tx *tx, struct bedrijf_save_in *b, struct bedrijf_get_row *ret_row)
{
	TRY(check(r, tx, b));
	struct arena *a = task_arena(r->t);
	b->zoektekst = str_fold(a, str_from(arena_printf(a, "%.*s %.*s %.*s", STR_FMT(b->naam),
					   STR_FMT(b->handelsnaam), STR_FMT(b->plaats))));
	b->telefoon = contact_seal(a, r->app->keys, CONTACT_BEDRIJF_TELEFOON, b->id, b->telefoon);
	b->account_id = r->actor.account_id;
	b->nu = r->now_us;
	struct bedrijf_save_row saved;
	TRY(bedrijf_save(r->t, tx, b, &saved));
	return get_one(r, tx, b->id, ret_row);
}

enum err h_bedrijf_post(struct req *r, const struct op_bedrijf_post *in)
{
	const struct api_bedrijf_nieuw *n = &in->body;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct bedrijf_save_in b = {
		.id = uuid_new(),
		.naam = n->naam,
		.handelsnaam = n->handelsnaam,
		.kvk_nummer = n->kvk_nummer,
		.has_kring_id = n->has_kring_id == JSN_VALUE,
		.kring_id = n->kring_id,
		.has_school_id = n->has_school_id == JSN_VALUE,
		.school_id = n->school_id,
		.straat = n->adres.straat,
		.has_huisnummer = n->adres.has_huisnummer == JSN_VALUE,
		.huisnummer = (int32_t)n->adres.huisnummer,
		.toevoeging = n->adres.toevoeging,
		.postcode = n->adres.postcode,
		.plaats = n->adres.plaats,
		.website = n->website,
		.telefoon = n->telefoon,
		.branche = n->branche,
		.has_max_per_week = n->has_max_per_week == JSN_VALUE,
		.max_per_week = (int32_t)n->max_per_week,
		.has_max_per_schooljaar = n->has_max_per_schooljaar == JSN_VALUE,
		.max_per_schooljaar = (int32_t)n->max_per_schooljaar,
		.max_voorstellen_per_week = (int32_t)n->max_voorstellen_per_week,
	};
	struct bedrijf_get_row row;
	TRY(save(r, tx, &b, &row));
	req_created(r, row.versie, "/v1/bedrijven/", row.id);
	put_bedrijf(r, &row);
	return ERR_OK;
}

/* Which companies there are is no secret; only whose they are decides who may write them. */
static enum err refuse(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct bedrijf_get_row *rows = NULL;
	size_t count = 0;
	TRY(bedrijf_get(r->t, tx, &(struct bedrijf_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Dit bedrijf");
	return task_fail(r->t, ERR_FORBIDDEN, "bedrijf.niet_eigen",
		"Je kunt alleen je eigen bedrijf wijzigen.");
}

/* Holds it for this transaction, in the version that If-Match names. */
static enum err hold(struct req *r, struct db_tx *tx, struct uuid id)
{
	bool found = false;
	struct bedrijf_lock_row row;
	TRY(bedrijf_lock(r->t, tx, &(struct bedrijf_lock_in){ .id = id }, &found, &row));
	if (!found || (!r->bereik.alle && !uuid_eq(id, r->bereik.bedrijf_id)))
		return refuse(r, tx, id);
	return row.versie == r->if_match ? ERR_OK : req_stale(r, row.versie);
}

static struct bedrijf_save_in from_row(const struct bedrijf_get_row *b)
{
	return (struct bedrijf_save_in){
		.id = b->id,
		.naam = b->naam,
		.handelsnaam = b->handelsnaam,
		.kvk_nummer = b->kvk_nummer,
		.has_kring_id = b->has_kring_id,
		.kring_id = b->kring_id,
		.straat = b->straat,
		.has_huisnummer = b->has_huisnummer,
		.huisnummer = b->huisnummer,
		.toevoeging = b->toevoeging,
		.postcode = b->postcode,
		.plaats = b->plaats,
		.website = b->website,
		.telefoon = b->telefoon,
		.branche = b->branche,
		.has_max_per_week = b->has_max_per_week,
		.max_per_week = b->max_per_week,
		.has_max_per_schooljaar = b->has_max_per_schooljaar,
		.max_per_schooljaar = b->max_per_schooljaar,
		.max_voorstellen_per_week = b->max_voorstellen_per_week,
	};
}

static void merge_adres(struct bedrijf_save_in *b, const struct api_adres_wijziging *w)
{
	vorm_merge_text(w->has_straat, w->straat, &b->straat);
	vorm_merge_int(w->has_huisnummer, w->huisnummer, &b->has_huisnummer, &b->huisnummer);
	vorm_merge_text(w->has_toevoeging, w->toevoeging, &b->toevoeging);
	vorm_merge_text(w->has_postcode, w->postcode, &b->postcode);
	vorm_merge_text(w->has_plaats, w->plaats, &b->plaats);
}

static void merge(struct bedrijf_save_in *b, const struct api_bedrijf_wijziging *w)
{
	vorm_merge_text(w->has_naam, w->naam, &b->naam);
	vorm_merge_text(w->has_handelsnaam, w->handelsnaam, &b->handelsnaam);
	vorm_merge_text(w->has_kvk_nummer, w->kvk_nummer, &b->kvk_nummer);
	vorm_merge_uuid(w->has_kring_id, w->kring_id, &b->has_kring_id, &b->kring_id);
	if (w->has_adres == JSN_VALUE)
		merge_adres(b, &w->adres);
	vorm_merge_text(w->has_website, w->website, &b->website);
	vorm_merge_text(w->has_telefoon, w->telefoon, &b->telefoon);
	vorm_merge_text(w->has_branche, w->branche, &b->branche);
	vorm_merge_int(
		w->has_max_per_week, w->max_per_week, &b->has_max_per_week, &b->max_per_week);
	vorm_merge_int(w->has_max_per_schooljaar, w->max_per_schooljaar, &b->has_max_per_schooljaar,
		&b->max_per_schooljaar);
	vorm_set_int(w->has_max_voorstellen_per_week, w->max_voorstellen_per_week,
		&b->max_voorstellen_per_week);
}

/* The number says which business it is, and others join by it (lid.c): staff looked it up. */
static enum err may_change(struct req *r, const struct api_bedrijf_wijziging *w)
{
	if (r->bereik.alle)
		return ERR_OK;
	if (w->has_kvk_nummer != JSN_ABSENT)
		return task_fail(r->t, ERR_FORBIDDEN, "kvk.alleen_medewerker",
			"Alleen een medewerker wijzigt het KvK-nummer.");
	if (w->has_max_voorstellen_per_week != JSN_ABSENT)
		return task_fail(r->t, ERR_FORBIDDEN, "maximum.alleen_medewerker",
			"Alleen een medewerker wijzigt hoeveel voorstellen een bedrijf kan "
			"krijgen.");
	return ERR_OK;
}

enum err h_bedrijf_patch(struct req *r, const struct op_bedrijf_patch *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(hold(r, tx, in->id));
	TRY(may_change(r, &in->body));
	struct bedrijf_get_row row;
	TRY(get_one(r, tx, in->id, &row));
	struct bedrijf_save_in b = from_row(&row);
	merge(&b, &in->body);
	TRY(save(r, tx, &b, &row));
	req_item(r, 200, row.versie);
	put_bedrijf(r, &row);
	return ERR_OK;
}
