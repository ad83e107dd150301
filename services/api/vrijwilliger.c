/* Volunteers: staff sees all, a company its own people, a volunteer itself; a school nobody. */
#include "api/app.h"
#include "api/audit.h"
#include "api/invoer.h"
#include "api/req.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "contact/contact.h"
#include "post/post.h"
#include "store/sql.h"

#define REISBUFFER_MINUTEN 15 /* of who says nothing; the schema has the same */

/* Who says that they saw a certificate answers for it: the volunteer may know that it is so, staff
 * whom to ask. */
static void put_vog_gezien_door(struct req *r, const struct vrijwilliger_get_row *v)
{
	const bool who = toegang_ziet(r, api_zicht_vrijwilliger_vog_gezien_door, true);
	const bool named = toegang_ziet(r, api_zicht_vrijwilliger_vog_gezien_door_naam, true);
	if (named && v->vog_gezien_door_naam.ptr != NULL)
		audit_shows(r, v->vog_gezien_door);
	vorm_kv_uuid(&r->out, "vogGezienDoor", who && v->has_vog_gezien_door, v->vog_gezien_door);
	jsn_kv_str(&r->out, "vogGezienDoorNaam", named ? v->vog_gezien_door_naam : STR_NULL);
}

static void put_vrijwilliger(struct req *r, const struct vrijwilliger_get_row *v)
{
	struct jsn_out *const o = &r->out;
	/* What is found at all is one's own. */
	const bool language = toegang_ziet(r, api_zicht_vrijwilliger_taal, true);
	const bool phone = toegang_ziet(r, api_zicht_vrijwilliger_telefoon, true);
	const bool home = toegang_ziet(r, api_zicht_vrijwilliger_postcode, true);
	const bool seen = toegang_ziet(r, api_zicht_vrijwilliger_vog_gezien_datum, true);
	const bool valid = toegang_ziet(r, api_zicht_vrijwilliger_vog_geldig_tot_datum, true);
	audit_shows(r, v->id);
	jsn_object(o);
	jsn_kv_uuid(o, "id", v->id);
	jsn_kv_str(o, "naam", v->naam);
	jsn_kv_str(o, "email", v->email);
	jsn_kv_str(o, "taal", language ? v->taal : STR_NULL);
	jsn_kv_str(o, "telefoon", phone ? v->telefoon : STR_NULL);
	vorm_kv_uuid(o, "bedrijfId", v->has_bedrijf_id, v->bedrijf_id);
	vorm_kv_uuid(o, "kringId", v->has_kring_id, v->kring_id);
	jsn_kv_str(o, "postcode", home ? v->postcode : STR_NULL);
	jsn_kv_bool(o, "ambassadeur", v->ambassadeur);
	vorm_kv_niveaus(o, "opleiding", v->opleiding);
	jsn_kv_str(o, "leeftijdsgroep", v->leeftijdsgroep);
	vorm_kv_date(o, "vogGezienDatum", seen && v->has_vog_gezien_datum, v->vog_gezien_datum);
	put_vog_gezien_door(r, v);
	vorm_kv_date(o, "vogGeldigTotDatum", valid && v->has_vog_geldig_tot_datum,
		v->vog_geldig_tot_datum);
	vorm_kv_date(o, "gepauzeerdTotDatum", v->has_gepauzeerd_tot_datum, v->gepauzeerd_tot_datum);
	vorm_kv_int(o, "maxPerWeek", v->has_max_per_week, v->max_per_week);
	vorm_kv_int(o, "maxPerSchooljaar", v->has_max_per_schooljaar, v->max_per_schooljaar);
	vorm_kv_dagdelen(o, "dagdelen", v->dagdelen);
	jsn_kv_int(o, "reisbufferMinuten", v->reisbuffer_minuten);
	jsn_object_end(o);
}

static const struct uuid none = { { 0 } };

/* `written` is the one that this request writes; nil: none. */
static enum err get_all(struct req *r, struct db_tx *tx, struct db_uuids ids, struct uuid written,
	struct vrijwilliger_get_row **ret_rows, size_t *ret_count)
{
	TRY(vrijwilliger_get(r->t, tx,
		&(struct vrijwilliger_get_in){
			.ids = ids,
			.alle = r->bereik.alle,
			.bedrijf_id = r->bereik.bedrijf_id,
			.vrijwilliger_id = r->bereik.vrijwilliger_id,
			.kring_id = r->bereik.kring_id,
			.geschreven_id = written,
		},
		ret_rows, ret_count));
	for (size_t i = 0; i < *ret_count; i++) {
		struct vrijwilliger_get_row *const row = &(*ret_rows)[i];
		TRY(contact_open(
			r->t, r->app->keys, CONTACT_VRIJWILLIGER_EMAIL, row->id, &row->email));
		TRY(contact_open(r->t, r->app->keys, CONTACT_VRIJWILLIGER_TELEFOON, row->id,
			&row->telefoon));
	}
	return ERR_OK;
}

static enum err get_one(struct req *r, struct db_tx *tx, struct uuid id, struct uuid written,
	struct vrijwilliger_get_row *ret_row)
{
	struct vrijwilliger_get_row *rows = NULL;
	size_t count = 0;
	TRY(get_all(r, tx, (struct db_uuids){ &id, 1 }, written, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze vrijwilliger");
	*ret_row = rows[0];
	return ERR_OK;
}

static enum err list_kring(struct req *r, const struct page *p, struct db_uuids *ret_ids)
{
	struct vrijwilliger_list_kring_row row;
	TRY(vrijwilliger_list_kring(r->t, req_reader(r),
		&(struct vrijwilliger_list_kring_in){ .kring_id = r->bereik.kring_id,
			.na_id = p->after_id,
			.aantal = p->limit + 1 },
		&row));
	*ret_ids = row.ids;
	return ERR_OK;
}

/* Staff may ask for one company; a company only ever gets its own people. */
static enum err list_bedrijf(struct req *r, const struct op_vrijwilliger_list *in,
	const struct page *p, struct db_uuids *ret_ids)
{
	const bool given = in->has_bedrijf_id == JSN_VALUE;
	struct vrijwilliger_list_row row;
	TRY(vrijwilliger_list(r->t, req_reader(r),
		&(struct vrijwilliger_list_in){ .has_bedrijf_id = given || !r->bereik.alle,
			.bedrijf_id = given ? in->bedrijf_id : r->bereik.bedrijf_id,
			.na_id = p->after_id,
			.aantal = p->limit + 1 },
		&row));
	*ret_ids = row.ids;
	return ERR_OK;
}

enum err h_vrijwilliger_list(struct req *r, const struct op_vrijwilliger_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct db_uuids ids;
	if (uuid_is_nil(r->bereik.kring_id))
		TRY(list_bedrijf(r, in, &p, &ids));
	else
		TRY(list_kring(r, &p, &ids));
	struct vrijwilliger_get_row *rows = NULL;
	size_t count = 0;
	TRY(get_all(r, req_reader(r), ids, none, &rows, &count));
	page_open(r, &p, count);
	struct uuid last = { { 0 } };
	for (size_t i = 0; i < p.shown; i++) {
		put_vrijwilliger(r, &rows[i]);
		last = rows[i].id;
	}
	page_close(r, &p, STR_NULL, 0, last);
	return ERR_OK;
}

enum err h_vrijwilliger_get(struct req *r, const struct op_vrijwilliger_get *in)
{
	struct vrijwilliger_get_row row;
	TRY(get_one(r, req_reader(r), in->id, none, &row));
	req_item(r, 200, row.versie);
	put_vrijwilliger(r, &row);
	return ERR_OK;
}

static void check_vog(struct req *r, const struct vrijwilliger_save_in *v)
{
	if (v->has_vog_gezien_datum != v->has_vog_geldig_tot_datum)
		task_fault(r->t, v->has_vog_gezien_datum ? "/vogGeldigTotDatum" : "/vogGezienDatum",
			"vog.onvolledig",
			"Geef van een VOG allebei de dagen: gezien op en geldig tot.");
	else if (v->has_vog_gezien_datum && v->vog_geldig_tot_datum < v->vog_gezien_datum)
		task_fault(r->t, "/vogGeldigTotDatum", "vog.omgekeerd",
			"Een VOG is niet geldig tot een dag voordat hij is gezien.");
	if (v->has_vog_gezien_datum && v->vog_gezien_datum > r->today)
		task_fault(r->t, "/vogGezienDatum", "vog.toekomst", "Deze dag moet nog komen.");
}

static enum err check(struct req *r, struct db_tx *tx, struct vrijwilliger_save_in *v)
{
	invoer_line(r, "/naam", &v->naam);
	invoer_telefoon(r, "/telefoon", &v->telefoon);
	invoer_postcode(r, "/postcode", &v->postcode);
	check_vog(r, v);
	if (v->has_kring_id)
		TRY(invoer_kring(r, tx, v->kring_id));
	return ERR_OK;
}

static void seal(struct req *r, struct vrijwilliger_save_in *v)
{
	struct arena *a = task_arena(r->t);
	v->vinders = contact_vinders(a, r->app->keys, v->email);
	v->email = contact_seal(a, r->app->keys, CONTACT_VRIJWILLIGER_EMAIL, v->id, v->email);
	v->telefoon =
		contact_seal(a, r->app->keys, CONTACT_VRIJWILLIGER_TELEFOON, v->id, v->telefoon);
}

/* Writes it and reads it back for the answer. */
static enum err save(struct req *r, struct db_tx *tx, struct vrijwilliger_save_in *v,
	struct vrijwilliger_get_row *ret_row)
{
	TRY(check(r, tx, v));
	TRY(task_faults_check(r->t));
	seal(r, v);
	v->account_id = r->actor.account_id;
	v->nu = r->now_us;
	struct vrijwilliger_save_row saved;
	TRY(vrijwilliger_save(r->t, tx, v, &saved));
	return get_one(r, tx, v->id, v->id, ret_row);
}

/* Staff looks at a VOG, nobody else says that it was seen. */
static enum err may_set_vog(struct req *r, enum jsn_has has_gezien, enum jsn_has has_geldig_tot)
{
	if ((has_gezien == JSN_ABSENT && has_geldig_tot == JSN_ABSENT) || r->bereik.alle)
		return ERR_OK;
	return task_fail(r->t, ERR_FORBIDDEN, "vog.alleen_medewerker",
		"Alleen een medewerker legt vast dat een VOG is gezien.");
}

/* A company makes its own people; staff makes anybody's. */
static enum err choose_bedrijf(struct req *r, struct db_tx *tx, struct vrijwilliger_save_in *v)
{
	if (uuid_is_nil(r->bereik.bedrijf_id))
		return v->has_bedrijf_id ? invoer_bedrijf(r, tx, v->bedrijf_id) : ERR_OK;
	if (v->has_bedrijf_id && !uuid_eq(v->bedrijf_id, r->bereik.bedrijf_id))
		task_fault(r->t, "/bedrijfId", "bedrijf.niet_eigen", "Dit is niet jouw bedrijf.");
	v->has_bedrijf_id = true;
	v->bedrijf_id = r->bereik.bedrijf_id;
	return ERR_OK;
}

enum err h_vrijwilliger_post(struct req *r, const struct op_vrijwilliger_post *in)
{
	const struct api_vrijwilliger_nieuw *n = &in->body;
	TRY(may_set_vog(r, n->has_vog_gezien_datum, n->has_vog_geldig_tot_datum));
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct vrijwilliger_save_in v = {
		.id = uuid_new(),
		.naam = n->naam,
		.taal = n->has_taal == JSN_VALUE ? vorm_choice(api_post_taal_names, n->taal)
						 : STR("nl"),
		.email = n->email,
		.telefoon = n->telefoon,
		.has_bedrijf_id = n->has_bedrijf_id == JSN_VALUE,
		.bedrijf_id = n->bedrijf_id,
		.has_kring_id = n->has_kring_id == JSN_VALUE,
		.kring_id = n->kring_id,
		.postcode = n->postcode,
		.ambassadeur = n->ambassadeur,
		.opleiding = vorm_niveaus(n->opleiding),
		.leeftijdsgroep = n->has_leeftijdsgroep == JSN_VALUE
					  ? vorm_choice(api_leeftijdsgroep_names, n->leeftijdsgroep)
					  : STR_NULL,
		.has_vog_gezien_datum = n->has_vog_gezien_datum == JSN_VALUE,
		.vog_gezien_datum = n->vog_gezien_datum,
		.has_vog_gezien_door = n->has_vog_gezien_datum == JSN_VALUE,
		.vog_gezien_door = r->actor.account_id,
		.has_vog_geldig_tot_datum = n->has_vog_geldig_tot_datum == JSN_VALUE,
		.vog_geldig_tot_datum = n->vog_geldig_tot_datum,
		.has_gepauzeerd_tot_datum = n->has_gepauzeerd_tot_datum == JSN_VALUE,
		.gepauzeerd_tot_datum = n->gepauzeerd_tot_datum,
		.has_max_per_week = n->has_max_per_week == JSN_VALUE,
		.max_per_week = (int32_t)n->max_per_week,
		.has_max_per_schooljaar = n->has_max_per_schooljaar == JSN_VALUE,
		.max_per_schooljaar = (int32_t)n->max_per_schooljaar,
		.dagdelen = n->has_dagdelen == JSN_VALUE ? vorm_dagdelen(n->dagdelen)
							 : DAGDEEL_WEEK_ALLE,
		.reisbuffer_minuten = n->has_reisbuffer_minuten == JSN_VALUE
					      ? (int32_t)n->reisbuffer_minuten
					      : REISBUFFER_MINUTEN,
	};
	TRY(choose_bedrijf(r, tx, &v));
	struct vrijwilliger_get_row row;
	TRY(save(r, tx, &v, &row));
	req_created(r, row.versie, "/v1/vrijwilligers/", row.id);
	put_vrijwilliger(r, &row);
	return ERR_OK;
}

/* Holds it for this transaction, in the version that If-Match names. */
static enum err hold(struct req *r, struct db_tx *tx, struct uuid id)
{
	bool found = false;
	struct vrijwilliger_lock_row row;
	TRY(vrijwilliger_lock(r->t, tx,
		&(struct vrijwilliger_lock_in){
			.id = id,
			.alle = r->bereik.alle,
			.bedrijf_id = r->bereik.bedrijf_id,
			.vrijwilliger_id = r->bereik.vrijwilliger_id,
		},
		&found, &row));
	if (!found)
		return req_not_found(r, "Deze vrijwilliger");
	return row.versie == r->if_match ? ERR_OK : req_stale(r, row.versie);
}

static struct vrijwilliger_save_in from_row(const struct vrijwilliger_get_row *v)
{
	return (struct vrijwilliger_save_in){
		.id = v->id,
		.naam = v->naam,
		.taal = v->taal,
		.email = v->email,
		.telefoon = v->telefoon,
		.has_bedrijf_id = v->has_bedrijf_id,
		.bedrijf_id = v->bedrijf_id,
		.has_kring_id = v->has_kring_id,
		.kring_id = v->kring_id,
		.postcode = v->postcode,
		.ambassadeur = v->ambassadeur,
		.opleiding = v->opleiding,
		.leeftijdsgroep = v->leeftijdsgroep,
		.has_vog_gezien_datum = v->has_vog_gezien_datum,
		.vog_gezien_datum = v->vog_gezien_datum,
		.has_vog_gezien_door = v->has_vog_gezien_door,
		.vog_gezien_door = v->vog_gezien_door,
		.has_vog_geldig_tot_datum = v->has_vog_geldig_tot_datum,
		.vog_geldig_tot_datum = v->vog_geldig_tot_datum,
		.has_gepauzeerd_tot_datum = v->has_gepauzeerd_tot_datum,
		.gepauzeerd_tot_datum = v->gepauzeerd_tot_datum,
		.has_max_per_week = v->has_max_per_week,
		.max_per_week = v->max_per_week,
		.has_max_per_schooljaar = v->has_max_per_schooljaar,
		.max_per_schooljaar = v->max_per_schooljaar,
		.dagdelen = v->dagdelen,
		.reisbuffer_minuten = v->reisbuffer_minuten,
	};
}

static void merge(struct vrijwilliger_save_in *v, const struct api_vrijwilliger_wijziging *w)
{
	vorm_merge_text(w->has_naam, w->naam, &v->naam);
	vorm_set_choice(w->has_taal, api_post_taal_names, w->taal, &v->taal);
	vorm_merge_text(w->has_email, w->email, &v->email);
	vorm_merge_text(w->has_telefoon, w->telefoon, &v->telefoon);
	vorm_merge_uuid(w->has_bedrijf_id, w->bedrijf_id, &v->has_bedrijf_id, &v->bedrijf_id);
	vorm_merge_uuid(w->has_kring_id, w->kring_id, &v->has_kring_id, &v->kring_id);
	vorm_merge_text(w->has_postcode, w->postcode, &v->postcode);
	vorm_set_bool(w->has_ambassadeur, w->ambassadeur, &v->ambassadeur);
	if (w->has_dagdelen == JSN_VALUE)
		v->dagdelen = vorm_dagdelen(w->dagdelen);
	if (w->has_reisbuffer_minuten == JSN_VALUE)
		v->reisbuffer_minuten = (int32_t)w->reisbuffer_minuten;
	if (w->has_opleiding == JSN_VALUE)
		v->opleiding = vorm_niveaus(w->opleiding);
	vorm_merge_choice(w->has_leeftijdsgroep, api_leeftijdsgroep_names, w->leeftijdsgroep,
		&v->leeftijdsgroep);
	vorm_merge_date(w->has_vog_gezien_datum, w->vog_gezien_datum, &v->has_vog_gezien_datum,
		&v->vog_gezien_datum);
	vorm_merge_date(w->has_vog_geldig_tot_datum, w->vog_geldig_tot_datum,
		&v->has_vog_geldig_tot_datum, &v->vog_geldig_tot_datum);
	vorm_merge_date(w->has_gepauzeerd_tot_datum, w->gepauzeerd_tot_datum,
		&v->has_gepauzeerd_tot_datum, &v->gepauzeerd_tot_datum);
	vorm_merge_int(
		w->has_max_per_week, w->max_per_week, &v->has_max_per_week, &v->max_per_week);
	vorm_merge_int(w->has_max_per_schooljaar, w->max_per_schooljaar, &v->has_max_per_schooljaar,
		&v->max_per_schooljaar);
}

/* Whose people somebody is decides who sees them and who speaks for the company: staff says that.
 */
static enum err check_move(struct req *r, struct db_tx *tx, const struct vrijwilliger_get_row *old,
	const struct vrijwilliger_save_in *v)
{
	if (v->has_bedrijf_id == old->has_bedrijf_id &&
		(!v->has_bedrijf_id || uuid_eq(v->bedrijf_id, old->bedrijf_id)))
		return ERR_OK;
	if (!r->bereik.alle)
		return task_fail(r->t, ERR_FORBIDDEN, "bedrijf.alleen_medewerker",
			"Alleen een medewerker zet een vrijwilliger bij een ander bedrijf.");
	return v->has_bedrijf_id ? invoer_bedrijf(r, tx, v->bedrijf_id) : ERR_OK;
}

/* ---- another address ---- */

static enum err tell_old_address(
	struct req *r, struct db_tx *tx, const struct vrijwilliger_get_row *old)
{
	const struct lid_organisatie_in in = { .has_bedrijf_id = !uuid_is_nil(r->bereik.bedrijf_id),
		.bedrijf_id = r->bereik.bedrijf_id };
	bool found = false;
	struct lid_organisatie_row bedrijf;
	TRY(lid_organisatie(r->t, tx, &in, &found, &bedrijf));
	const struct post_brief brief = { .soort = POST_VRIJWILLIGER_EMAIL,
		.taal = post_taal_of(old->taal),
		.naar = old->email,
		.naam = old->naam,
		.over = post_rol(task_arena(r->t), post_taal_of(old->taal),
			str_from(api_rol_names[r->actor.rol]), found ? bedrijf.naam : STR_NULL) };
	return post_write(r->t, tx, r->app->keys, &brief, r->now_us);
}

/* The address of the account, which was confirmed; and its owner says so. */
static enum err is_own_address(struct req *r, struct db_tx *tx, struct str email, bool *ret_is)
{
	bool found = false;
	struct account_get_row account;
	TRY(account_get(
		r->t, tx, &(struct account_get_in){ .id = r->actor.account_id }, &found, &account));
	if (found)
		TRY(contact_open(
			r->t, r->app->keys, CONTACT_ACCOUNT_EMAIL, account.id, &account.email));
	*ret_is = found && str_eq_nocase(account.email, email);
	return ERR_OK;
}

/*
 * Whoever has an account changes its address, with a letter to the old and the new one
 * (emailwissel.c): nobody else gets a person's letters by writing down another address here. The
 * old one is told, also when it is the person that writes down the address of their account.
 */
static enum err check_email(
	struct req *r, struct db_tx *tx, const struct vrijwilliger_get_row *old, struct str email)
{
	if (str_eq_nocase(old->email, email))
		return ERR_OK;
	bool has_account = false;
	struct vrijwilliger_account_row account;
	TRY(vrijwilliger_account(r->t, tx, &(struct vrijwilliger_account_in){ .id = old->id },
		&has_account, &account));
	bool may = !has_account;
	if (has_account && uuid_eq(account.account_id, r->actor.account_id))
		TRY(is_own_address(r, tx, email, &may));
	return may ? tell_old_address(r, tx, old)
		   : task_fail(r->t, ERR_FORBIDDEN, "email.met_account",
			     "Wie een account heeft, wijzigt zelf het e-mailadres: met "
			     "POST /v1/ik/emailwissels.");
}

/*
 * A VOG is of a human being, whom staff saw. Whoever is neither staff nor that person, and writes
 * down another name or address, may write down another human being: then staff looks again.
 */
static enum err keep_vog(struct req *r, struct db_tx *tx, const struct vrijwilliger_get_row *old,
	struct vrijwilliger_save_in *v)
{
	if (r->bereik.alle ||
		(str_eq(old->naam, str_trim(v->naam)) && str_eq_nocase(old->email, v->email)))
		return ERR_OK;
	bool found = false;
	struct vrijwilliger_account_row account;
	TRY(vrijwilliger_account(
		r->t, tx, &(struct vrijwilliger_account_in){ .id = old->id }, &found, &account));
	if (!found || !uuid_eq(account.account_id, r->actor.account_id))
		v->has_vog_gezien_datum = v->has_vog_gezien_door = v->has_vog_geldig_tot_datum =
			false;
	return ERR_OK;
}

enum err h_vrijwilliger_patch(struct req *r, const struct op_vrijwilliger_patch *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(hold(r, tx, in->id));
	TRY(may_set_vog(r, in->body.has_vog_gezien_datum, in->body.has_vog_geldig_tot_datum));
	struct vrijwilliger_get_row row;
	TRY(get_one(r, tx, in->id, none, &row));
	struct vrijwilliger_save_in v = from_row(&row);
	merge(&v, &in->body);
	TRY(check_move(r, tx, &row, &v));
	TRY(check_email(r, tx, &row, v.email));
	TRY(keep_vog(r, tx, &row, &v));
	if (in->body.has_vog_gezien_datum != JSN_ABSENT) {
		v.has_vog_gezien_door = v.has_vog_gezien_datum;
		v.vog_gezien_door = r->actor.account_id;
	}
	TRY(save(r, tx, &v, &row));
	req_item(r, 200, row.versie);
	put_vrijwilliger(r, &row);
	return ERR_OK;
}
