/* Offers: staff and readers see all, a company and a volunteer their own, a school the active ones
 * of everybody; of who is restricted staff and themself only. */
#include "api/aanbod.h"

#include "api/audit.h"
#include "api/invoer.h"
#include "api/req.h"
#include "api/soort_eigen.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "domain/tijdvak.h"
#include "store/sql.h"

static void put_aanbod(struct req *r, const struct aanbod_get_row *a)
{
	struct jsn_out *const o = &r->out;
	/* What is found at all is one's own, or for all. A school needs no name before there is a
	 * match: its lists are read most, and leave no row in the audit. */
	const bool whose =
		a->has_vrijwilliger_id && toegang_ziet(r, api_zicht_aanbod_vrijwilliger_id, true);
	if (whose)
		audit_shows(r, a->vrijwilliger_id);
	jsn_object(o);
	jsn_kv_uuid(o, "id", a->id);
	vorm_kv_uuid(o, "bedrijfId", a->has_bedrijf_id, a->bedrijf_id);
	vorm_kv_uuid(o, "vrijwilligerId", whose, a->vrijwilliger_id);
	jsn_kv_str(o, "soort", a->soort);
	jsn_kv_str(o, "titel", a->titel);
	jsn_kv_str(o, "omschrijving",
		toegang_ziet(r, api_zicht_aanbod_omschrijving, true) ? a->omschrijving : STR_NULL);
	vorm_kv_texts(o, "themas", a->themas);
	vorm_kv_niveaus(o, "niveaus", a->niveaus);
	vorm_kv_texts(o, "talen", a->talen);
	jsn_kv_bool(o, "online", a->online);
	vorm_kv_int(o, "reisafstandM", a->has_reisafstand_m, a->reisafstand_m);
	jsn_kv_int(o, "groepMin", a->groep_min);
	jsn_kv_int(o, "groepMax", a->groep_max);
	vorm_kv_int(o, "leeftijdMin", a->has_leeftijd_min, a->leeftijd_min);
	soort_eigen_put_aanbod(o, a);
	jsn_kv_int(o, "plaatsen", a->plaatsen);
	vorm_kv_dagdelen(o, "dagdelen", a->dagdelen);
	jsn_kv_date(o, "vanDatum", a->van_datum);
	vorm_kv_date(o, "totDatum", a->has_tot_datum, a->tot_datum);
	vorm_put_uitzonderingen(o, a->uitzonderingen);
	vorm_kv_uuid(o, "lespakketId", a->has_lespakket_id, a->lespakket_id);
	jsn_kv_str(o, "status", a->status);
	jsn_object_end(o);
}

/* ---- reading ---- */

/* Whether the caller sees what somebody offers who is restricted: staff, and a volunteer its own.
 */
static bool sees_afgeschermde(const struct req *r)
{
	return req_is(r, API_ROL_MEDEWERKER) || req_is(r, API_ROL_BEHEERDER);
}

enum err aanbod_load(struct req *r, struct db_tx *tx, struct db_uuids ids,
	struct aanbod_get_row **ret_rows, size_t *ret_count)
{
	return aanbod_get(r->t, tx,
		&(struct aanbod_get_in){
			.ids = ids,
			.alle = r->bereik.alle,
			.afgeschermde = sees_afgeschermde(r),
			.actieve = req_is_school(r),
			.bedrijf_id = r->bereik.bedrijf_id,
			.vrijwilliger_id = r->bereik.vrijwilliger_id,
			.kring_id = r->bereik.kring_id,
		},
		ret_rows, ret_count);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct aanbod_get_row *ret_row)
{
	struct aanbod_get_row *rows = NULL;
	size_t count = 0;
	TRY(aanbod_load(r, tx, (struct db_uuids){ &id, 1 }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Dit aanbod");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err aanbod_check_visible(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct aanbod_get_row row;
	return get_one(r, tx, id, &row);
}

static enum err list_alle(struct req *r, struct str soort, struct str status, const struct page *p,
	struct db_uuids *ret_ids)
{
	struct aanbod_list_row row;
	TRY(aanbod_list(r->t, req_reader(r),
		&(struct aanbod_list_in){ .afgeschermde = sees_afgeschermde(r),
			.soort = soort,
			.status = status,
			.na_id = p->after_id,
			.aantal = p->limit + 1 },
		&row));
	*ret_ids = row.ids;
	return ERR_OK;
}

static enum err list_actief(struct req *r, struct str soort, struct str status,
	const struct page *p, struct db_uuids *ret_ids)
{
	struct aanbod_list_actief_row row;
	TRY(aanbod_list_actief(r->t, req_reader(r),
		&(struct aanbod_list_actief_in){ .soort = soort,
			.status = status,
			.na_id = p->after_id,
			.aantal = p->limit + 1 },
		&row));
	*ret_ids = row.ids;
	return ERR_OK;
}

static enum err list_bedrijf(struct req *r, struct str soort, struct str status,
	const struct page *p, struct db_uuids *ret_ids)
{
	struct aanbod_list_bedrijf_row row;
	TRY(aanbod_list_bedrijf(r->t, req_reader(r),
		&(struct aanbod_list_bedrijf_in){ .bedrijf_id = r->bereik.bedrijf_id,
			.soort = soort,
			.status = status,
			.na_id = p->after_id,
			.aantal = p->limit + 1 },
		&row));
	*ret_ids = row.ids;
	return ERR_OK;
}

static enum err list_vrijwilliger(struct req *r, struct str soort, struct str status,
	const struct page *p, struct db_uuids *ret_ids)
{
	struct aanbod_list_vrijwilliger_row row;
	TRY(aanbod_list_vrijwilliger(r->t, req_reader(r),
		&(struct aanbod_list_vrijwilliger_in){ .vrijwilliger_id = r->bereik.vrijwilliger_id,
			.soort = soort,
			.status = status,
			.na_id = p->after_id,
			.aantal = p->limit + 1 },
		&row));
	*ret_ids = row.ids;
	return ERR_OK;
}

static enum err list_kring(struct req *r, struct str soort, struct str status, const struct page *p,
	struct db_uuids *ret_ids)
{
	struct aanbod_list_kring_row row;
	TRY(aanbod_list_kring(r->t, req_reader(r),
		&(struct aanbod_list_kring_in){ .kring_id = r->bereik.kring_id,
			.soort = soort,
			.status = status,
			.na_id = p->after_id,
			.aantal = p->limit + 1 },
		&row));
	*ret_ids = row.ids;
	return ERR_OK;
}

static enum err list_ids(struct req *r, const struct op_aanbod_list *in, const struct page *p,
	struct db_uuids *ret_ids)
{
	const struct str soort =
		in->has_soort ? vorm_choice(api_activiteitsoort_names, in->soort) : STR_NULL;
	const struct str status =
		in->has_status ? vorm_choice(api_aanbod_status_names, in->status) : STR_NULL;
	if (r->bereik.alle)
		return list_alle(r, soort, status, p, ret_ids);
	if (req_is_school(r))
		return list_actief(r, soort, status, p, ret_ids);
	if (!uuid_is_nil(r->bereik.bedrijf_id))
		return list_bedrijf(r, soort, status, p, ret_ids);
	if (!uuid_is_nil(r->bereik.kring_id))
		return list_kring(r, soort, status, p, ret_ids);
	return list_vrijwilliger(r, soort, status, p, ret_ids);
}

enum err h_aanbod_list(struct req *r, const struct op_aanbod_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct db_uuids ids;
	TRY(list_ids(r, in, &p, &ids));
	struct aanbod_get_row *rows = NULL;
	size_t count = 0;
	TRY(aanbod_load(r, req_reader(r), ids, &rows, &count));
	page_open(r, &p, count);
	struct uuid last = { { 0 } };
	for (size_t i = 0; i < p.shown; i++) {
		put_aanbod(r, &rows[i]);
		last = rows[i].id;
	}
	page_close(r, &p, STR_NULL, 0, last);
	return ERR_OK;
}

enum err h_aanbod_get(struct req *r, const struct op_aanbod_get *in)
{
	struct aanbod_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_aanbod(r, &row);
	return ERR_OK;
}

/* ---- writing ---- */

static enum err find_vrijwilliger(struct req *r, struct db_tx *tx, struct uuid id, bool *ret_found,
	struct vrijwilliger_get_row *ret_row)
{
	struct vrijwilliger_get_row *rows = NULL;
	size_t count = 0;
	TRY(vrijwilliger_get(r->t, tx,
		&(struct vrijwilliger_get_in){
			.ids = { &id, 1 },
			.alle = r->bereik.alle,
			.bedrijf_id = r->bereik.bedrijf_id,
			.vrijwilliger_id = r->bereik.vrijwilliger_id,
		},
		&rows, &count));
	*ret_found = count > 0;
	if (count > 0)
		*ret_row = rows[0];
	return ERR_OK;
}

/* A company offers for itself, by one of its own people or by nobody in particular. */
static void choose_bedrijf(struct req *r, struct aanbod_save_in *a)
{
	if (a->has_bedrijf_id && !uuid_eq(a->bedrijf_id, r->bereik.bedrijf_id))
		task_fault(r->t, "/bedrijfId", "bedrijf.niet_eigen", "Dit is niet jouw bedrijf.");
	a->has_bedrijf_id = true;
	a->bedrijf_id = r->bereik.bedrijf_id;
}

/* A volunteer offers itself: privately, or for the company whose people it is of. */
static void choose_vrijwilliger(struct req *r, struct aanbod_save_in *a)
{
	if (a->has_vrijwilliger_id && !uuid_eq(a->vrijwilliger_id, r->bereik.vrijwilliger_id))
		task_fault(r->t, "/vrijwilligerId", "vrijwilliger.niet_eigen",
			"Je kunt alleen jezelf aanbieden.");
	a->has_vrijwilliger_id = true;
	a->vrijwilliger_id = r->bereik.vrijwilliger_id;
}

static enum err choose_aanbieder(struct req *r, struct db_tx *tx, struct aanbod_save_in *a)
{
	if (!uuid_is_nil(r->bereik.bedrijf_id))
		choose_bedrijf(r, a);
	else if (!uuid_is_nil(r->bereik.vrijwilliger_id))
		choose_vrijwilliger(r, a);
	else if (!a->has_bedrijf_id && !a->has_vrijwilliger_id)
		task_fault(r->t, "/bedrijfId", "aanbod.zonder_aanbieder",
			"Noem een bedrijf, een vrijwilliger of allebei.");
	if (a->has_bedrijf_id)
		TRY(invoer_bedrijf(r, tx, a->bedrijf_id));
	if (!a->has_vrijwilliger_id)
		return ERR_OK;
	bool found = false;
	struct vrijwilliger_get_row v;
	TRY(find_vrijwilliger(r, tx, a->vrijwilliger_id, &found, &v));
	if (!found)
		task_fault(r->t, "/vrijwilligerId", "vrijwilliger.onbekend",
			"Deze vrijwilliger bestaat niet.");
	else if (!uuid_is_nil(r->bereik.vrijwilliger_id) && a->has_bedrijf_id &&
		 !(v.has_bedrijf_id && uuid_eq(v.bedrijf_id, a->bedrijf_id)))
		task_fault(r->t, "/bedrijfId", "bedrijf.niet_eigen", "Dit is niet jouw bedrijf.");
	return ERR_OK;
}

static enum err check(
	struct req *r, struct db_tx *tx, struct aanbod_save_in *a, struct db_texts had_themas)
{
	invoer_line(r, "/titel", &a->titel);
	if (a->groep_min > a->groep_max)
		task_fault(r->t, "/groepMax", "groep.omgekeerd",
			"De grootste groep is kleiner dan de kleinste.");
	if (a->has_tot_datum && a->tot_datum < a->van_datum)
		task_fault(r->t, "/totDatum", "periode.omgekeerd",
			"De laatste dag ligt voor de eerste.");
	soort_eigen_check_aanbod(r, a);
	TRY(invoer_themas(r, tx, a->themas, had_themas));
	return task_faults_check(r->t);
}

/* A kit that may be used; one that the offer had may stay, also when it was withdrawn since. */
static enum err check_lespakket(
	struct req *r, struct db_tx *tx, const struct aanbod_save_in *a, struct uuid had)
{
	if (!a->has_lespakket_id || uuid_eq(a->lespakket_id, had))
		return ERR_OK;
	struct uuid id = a->lespakket_id;
	struct lespakket_get_row *rows = NULL;
	size_t count = 0;
	TRY(lespakket_get(
		r->t, tx, &(struct lespakket_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 0)
		task_fault(r->t, "/lespakketId", "lespakket.onbekend",
			"Dit lespakket bestaat niet, of is ingetrokken.");
	return ERR_OK;
}

/* Writes it and reads it back for the answer. */
static enum err save(struct req *r, struct db_tx *tx, struct aanbod_save_in *a,
	struct db_texts had_themas, struct aanbod_get_row *ret_row)
{
	TRY(check(r, tx, a, had_themas));
	a->account_id = r->actor.account_id;
	a->nu = r->now_us;
	struct aanbod_save_row saved;
	TRY(aanbod_save(r->t, tx, a, &saved));
	return get_one(r, tx, a->id, ret_row);
}

static struct aanbod_save_in from_nieuw(struct req *r, const struct api_aanbod_nieuw *n)
{
	return (struct aanbod_save_in){
		.id = uuid_new(),
		.has_bedrijf_id = n->has_bedrijf_id == JSN_VALUE,
		.bedrijf_id = n->bedrijf_id,
		.has_vrijwilliger_id = n->has_vrijwilliger_id == JSN_VALUE,
		.vrijwilliger_id = n->vrijwilliger_id,
		.soort = vorm_choice(api_activiteitsoort_names, n->soort),
		.titel = n->titel,
		.omschrijving = n->omschrijving,
		.themas = vorm_texts(n->themas),
		.niveaus = vorm_niveaus(n->niveaus),
		.talen = vorm_choices(task_arena(r->t), api_taal_names, n->talen),
		.online = n->online,
		.has_reisafstand_m = n->has_reisafstand_m == JSN_VALUE,
		.reisafstand_m = (int32_t)n->reisafstand_m,
		.groep_min = (int32_t)n->groep_min,
		.groep_max = (int32_t)n->groep_max,
		.has_leeftijd_min = n->has_leeftijd_min == JSN_VALUE,
		.leeftijd_min = (int32_t)n->leeftijd_min,
		.plaatsen = (int32_t)n->plaatsen,
		.dagdelen = vorm_dagdelen(n->dagdelen),
		.van_datum = n->has_van_datum == JSN_VALUE ? n->van_datum : r->today,
		.has_tot_datum = n->has_tot_datum == JSN_VALUE,
		.tot_datum = n->tot_datum,
		.uitzonderingen = invoer_uitzonderingen(r, n->uitzonderingen),
		.has_lespakket_id = n->has_lespakket_id == JSN_VALUE,
		.lespakket_id = n->lespakket_id,
		.status = vorm_choice(api_aanbod_status_names, n->status),
	};
}

enum err h_aanbod_post(struct req *r, const struct op_aanbod_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct aanbod_save_in a = from_nieuw(r, &in->body);
	soort_eigen_nieuw_aanbod(r, &in->body, &a);
	TRY(choose_aanbieder(r, tx, &a));
	TRY(check_lespakket(r, tx, &a, (struct uuid){ { 0 } }));
	struct aanbod_get_row row;
	TRY(save(r, tx, &a, (struct db_texts){ NULL, 0 }, &row));
	req_created(r, row.versie, "/v1/aanbod/", row.id);
	put_aanbod(r, &row);
	return ERR_OK;
}

/* Holds it for this transaction, in the version that If-Match names. */
static enum err hold(struct req *r, struct db_tx *tx, struct uuid id)
{
	bool found = false;
	struct aanbod_lock_row row;
	TRY(aanbod_lock(r->t, tx,
		&(struct aanbod_lock_in){ .id = id,
			.alle = r->bereik.alle,
			.afgeschermde = sees_afgeschermde(r),
			.bedrijf_id = r->bereik.bedrijf_id,
			.vrijwilliger_id = r->bereik.vrijwilliger_id },
		&found, &row));
	if (!found)
		return req_not_found(r, "Dit aanbod");
	return row.versie == r->if_match ? ERR_OK : req_stale(r, row.versie);
}

static struct aanbod_save_in from_row(const struct aanbod_get_row *a)
{
	return (struct aanbod_save_in){
		.id = a->id,
		.has_bedrijf_id = a->has_bedrijf_id,
		.bedrijf_id = a->bedrijf_id,
		.has_vrijwilliger_id = a->has_vrijwilliger_id,
		.vrijwilliger_id = a->vrijwilliger_id,
		.soort = a->soort,
		.titel = a->titel,
		.omschrijving = a->omschrijving,
		.themas = a->themas,
		.niveaus = a->niveaus,
		.talen = a->talen,
		.online = a->online,
		.has_reisafstand_m = a->has_reisafstand_m,
		.reisafstand_m = a->reisafstand_m,
		.groep_min = a->groep_min,
		.groep_max = a->groep_max,
		.has_leeftijd_min = a->has_leeftijd_min,
		.leeftijd_min = a->leeftijd_min,
		.plaatsen = a->plaatsen,
		.dagdelen = a->dagdelen,
		.van_datum = a->van_datum,
		.has_tot_datum = a->has_tot_datum,
		.tot_datum = a->tot_datum,
		.uitzonderingen = a->uitzonderingen,
		.has_lespakket_id = a->has_lespakket_id,
		.lespakket_id = a->lespakket_id,
		.status = a->status,
	};
}

static void merge(struct req *r, struct aanbod_save_in *a, const struct api_aanbod_wijziging *w)
{
	vorm_set_choice(w->has_soort, api_activiteitsoort_names, w->soort, &a->soort);
	vorm_merge_text(w->has_titel, w->titel, &a->titel);
	vorm_merge_text(w->has_omschrijving, w->omschrijving, &a->omschrijving);
	if (w->has_themas == JSN_VALUE)
		a->themas = vorm_texts(w->themas);
	if (w->has_niveaus == JSN_VALUE)
		a->niveaus = vorm_niveaus(w->niveaus);
	if (w->has_talen == JSN_VALUE)
		a->talen = vorm_choices(task_arena(r->t), api_taal_names, w->talen);
	vorm_set_bool(w->has_online, w->online, &a->online);
	vorm_merge_int(
		w->has_reisafstand_m, w->reisafstand_m, &a->has_reisafstand_m, &a->reisafstand_m);
	vorm_set_int(w->has_groep_min, w->groep_min, &a->groep_min);
	vorm_set_int(w->has_groep_max, w->groep_max, &a->groep_max);
	vorm_merge_int(
		w->has_leeftijd_min, w->leeftijd_min, &a->has_leeftijd_min, &a->leeftijd_min);
	vorm_set_int(w->has_plaatsen, w->plaatsen, &a->plaatsen);
	if (w->has_dagdelen == JSN_VALUE)
		a->dagdelen = vorm_dagdelen(w->dagdelen);
	vorm_set_date(w->has_van_datum, w->van_datum, &a->van_datum);
	vorm_merge_date(w->has_tot_datum, w->tot_datum, &a->has_tot_datum, &a->tot_datum);
	if (w->has_uitzonderingen == JSN_VALUE)
		a->uitzonderingen = invoer_uitzonderingen(r, w->uitzonderingen);
	vorm_merge_uuid(
		w->has_lespakket_id, w->lespakket_id, &a->has_lespakket_id, &a->lespakket_id);
	vorm_set_choice(w->has_status, api_aanbod_status_names, w->status, &a->status);
}

enum err h_aanbod_patch(struct req *r, const struct op_aanbod_patch *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(hold(r, tx, in->id));
	struct aanbod_get_row row;
	TRY(get_one(r, tx, in->id, &row));
	struct aanbod_save_in a = from_row(&row);
	soort_eigen_row_aanbod(&row, &a);
	merge(r, &a, &in->body);
	soort_eigen_merge_aanbod(r, &in->body, &a);
	TRY(check_lespakket(r, tx, &a, row.lespakket_id));
	TRY(save(r, tx, &a, row.themas, &row));
	req_item(r, 200, row.versie);
	put_aanbod(r, &row);
	return ERR_OK;
}
