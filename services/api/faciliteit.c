/*
 * Facilities that others may book: a school and a company have their own, staff keeps all and those
 * of the Technocentrum. Everyone who is signed in sees what can be booked, and when there is room.
 */
#include "api/invoer.h"
#include "api/req.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "store/sql.h"

#define VRIJ_STANDARD_DAYS 28 /* without `tot` */
#define VRIJ_MAX_DAYS	   92

static void put_faciliteit(struct jsn_out *o, const struct faciliteit_get_row *f)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", f->id);
	vorm_kv_uuid(o, "schoolId", f->has_school_id, f->school_id);
	vorm_kv_uuid(o, "bedrijfId", f->has_bedrijf_id, f->bedrijf_id);
	vorm_kv_uuid(o, "kringId", f->has_kring_id, f->kring_id);
	jsn_kv_str(o, "soort", f->soort);
	jsn_kv_str(o, "titel", f->titel);
	jsn_kv_str(o, "omschrijving", f->omschrijving);
	jsn_kv_str(o, "voorwaarden", f->voorwaarden);
	jsn_kv_str(o, "plaats", f->plaats);
	jsn_kv_str(o, "eenheid", f->eenheid);
	jsn_kv_int(o, "capaciteit", f->capaciteit);
	vorm_kv_dagdelen(o, "dagdelen", f->dagdelen);
	jsn_kv_date(o, "vanDatum", f->van_datum);
	vorm_kv_date(o, "totDatum", f->has_tot_datum, f->tot_datum);
	vorm_put_uitzonderingen(o, f->uitzonderingen);
	vorm_kv_keuzes(o, "extraTijdvakken", f->extra);
	vorm_kv_texts(o, "openVoor", f->open_voor);
	jsn_kv_bool(o, "goedkeuring", f->goedkeuring);
	jsn_kv_str(o, "status", f->status);
	jsn_kv_int(o, "afgezegd", f->afgezegd);
	jsn_object_end(o);
}

/* ---- reading ---- */

/* Everyone may look; who works for the Technocentrum also sees what is closed. */
static bool sees_closed(const struct req *r)
{
	return req_is(r, API_ROL_MEDEWERKER) || req_is(r, API_ROL_BEHEERDER) ||
	       req_is(r, API_ROL_LEZER);
}

static enum err get_all(struct req *r, struct db_tx *tx, struct db_uuids ids,
	struct faciliteit_get_row **ret_rows, size_t *ret_count)
{
	return faciliteit_get(r->t, tx,
		&(struct faciliteit_get_in){ .ids = ids,
			.alle = sees_closed(r),
			.school_id = r->actor.school_id,
			.bedrijf_id = r->actor.bedrijf_id },
		ret_rows, ret_count);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct faciliteit_get_row *ret_row)
{
	struct faciliteit_get_row *rows = NULL;
	size_t count = 0;
	TRY(get_all(r, tx, (struct db_uuids){ &id, 1 }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze faciliteit");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_faciliteit_list(struct req *r, const struct op_faciliteit_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct faciliteit_list_row list;
	TRY(faciliteit_list(r->t, req_reader(r),
		&(struct faciliteit_list_in){
			.soort = in->has_soort ? vorm_choice(api_faciliteit_soort_names, in->soort)
					       : STR_NULL,
			.alle = sees_closed(r),
			.school_id = r->actor.school_id,
			.bedrijf_id = r->actor.bedrijf_id,
			.na_id = p.after_id,
			.aantal = p.limit + 1 },
		&list));
	struct faciliteit_get_row *rows = NULL;
	size_t count = 0;
	TRY(get_all(r, req_reader(r), list.ids, &rows, &count));
	page_open(r, &p, count);
	struct uuid last = { { 0 } };
	for (size_t i = 0; i < p.shown; i++) {
		put_faciliteit(&r->out, &rows[i]);
		last = rows[i].id;
	}
	page_close(r, &p, STR_NULL, 0, last);
	return ERR_OK;
}

enum err h_faciliteit_get(struct req *r, const struct op_faciliteit_get *in)
{
	struct faciliteit_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_faciliteit(&r->out, &row);
	return ERR_OK;
}

enum err h_vrij_list(struct req *r, const struct op_vrij_list *in)
{
	const int32_t from = in->has_van == JSN_VALUE ? in->van : r->today;
	const int32_t to = in->has_tot == JSN_VALUE ? in->tot : from + VRIJ_STANDARD_DAYS;
	if (to < from)
		task_fault(
			r->t, "?tot", "periode.omgekeerd", "De einddatum ligt vóór de begindatum.");
	else if (to - from > VRIJ_MAX_DAYS)
		task_fault(r->t, "?tot", "periode.te_lang", "Vraag hoogstens %d dagen tegelijk.",
			VRIJ_MAX_DAYS);
	TRY(task_faults_check(r->t));
	struct faciliteit_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	const int32_t first = from < r->today ? r->today : from; /* what was is not free */
	struct faciliteit_vrij_row *rows = NULL;
	size_t count = 0;
	if (first <= to)
		TRY(faciliteit_vrij(r->t, req_reader(r),
			&(struct faciliteit_vrij_in){ .id = in->id,
				.van_datum = first,
				.tot_datum = to,
				.nu = r->now_us },
			&rows, &count));
	struct jsn_out *const o = &r->out;
	jsn_object(o);
	jsn_key(o, "items");
	jsn_array(o);
	for (size_t i = 0; i < count; i++) {
		jsn_object(o);
		jsn_kv_date(o, "datum", rows[i].datum);
		jsn_kv_str(o, "dagdeel", rows[i].dagdeel);
		jsn_kv_int(o, "vrij", rows[i].vrij);
		jsn_object_end(o);
	}
	jsn_array_end(o);
	jsn_object_end(o);
	return ERR_OK;
}

/* ---- writing ---- */

static void check(struct req *r, struct faciliteit_save_in *f)
{
	invoer_line(r, "/titel", &f->titel);
	invoer_line(r, "/plaats", &f->plaats);
	if (f->has_tot_datum && f->tot_datum < f->van_datum)
		task_fault(r->t, "/totDatum", "periode.omgekeerd",
			"De laatste dag ligt voor de eerste.");
	bool kring = false;
	for (size_t i = 0; i < f->open_voor.count; i++)
		kring = kring || str_eq(f->open_voor.items[i], STR("kring"));
	if (kring != f->has_kring_id)
		task_fault(r->t, "/kringId", "faciliteit.kring",
			"Noem de kring als de faciliteit open is voor een kring, en alleen dan.");
}

/* A school and a company make their own; staff says whose, or makes one of the Technocentrum. */
static enum err choose_eigenaar(struct req *r, struct db_tx *tx,
	const struct api_faciliteit_nieuw *n, struct faciliteit_save_in *f)
{
	f->has_school_id = !uuid_is_nil(r->bereik.school_id);
	f->school_id = r->bereik.school_id;
	f->has_bedrijf_id = !uuid_is_nil(r->bereik.bedrijf_id);
	f->bedrijf_id = r->bereik.bedrijf_id;
	const bool of_school = n->has_school_id == JSN_VALUE;
	const bool of_bedrijf = n->has_bedrijf_id == JSN_VALUE;
	if (of_school && of_bedrijf)
		task_fault(r->t, "/bedrijfId", "faciliteit.een_eigenaar",
			"Noem een school of een bedrijf, niet allebei.");
	if (r->bereik.alle) {
		f->has_school_id = of_school;
		f->school_id = n->school_id;
		f->has_bedrijf_id = of_bedrijf;
		f->bedrijf_id = n->bedrijf_id;
		bool found = false;
		struct school_get_row school;
		if (of_school)
			TRY(invoer_eigen_school(r, tx, true, n->school_id, &found, &school));
		return of_bedrijf ? invoer_bedrijf(r, tx, n->bedrijf_id) : ERR_OK;
	}
	if (of_school && !(f->has_school_id && uuid_eq(n->school_id, f->school_id)))
		task_fault(r->t, "/schoolId", "school.niet_eigen",
			"Dit kan alleen voor je eigen school.");
	if (of_bedrijf && !(f->has_bedrijf_id && uuid_eq(n->bedrijf_id, f->bedrijf_id)))
		task_fault(r->t, "/bedrijfId", "bedrijf.niet_eigen", "Dit is niet jouw bedrijf.");
	return ERR_OK;
}

static enum err save(struct req *r, struct db_tx *tx, struct faciliteit_save_in *f,
	struct faciliteit_get_row *ret_row)
{
	check(r, f);
	if (f->has_kring_id)
		TRY(invoer_kring(r, tx, f->kring_id));
	TRY(task_faults_check(r->t));
	f->account_id = r->actor.account_id;
	f->nu = r->now_us;
	struct faciliteit_save_row saved;
	TRY(faciliteit_save(r->t, tx, f, &saved));
	return get_one(r, tx, f->id, ret_row);
}

enum err h_faciliteit_post(struct req *r, const struct op_faciliteit_post *in)
{
	const struct api_faciliteit_nieuw *const n = &in->body;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct faciliteit_save_in f = { .id = uuid_new(),
		.has_kring_id = n->has_kring_id == JSN_VALUE,
		.kring_id = n->kring_id,
		.soort = vorm_choice(api_faciliteit_soort_names, n->soort),
		.titel = n->titel,
		.omschrijving = n->omschrijving,
		.voorwaarden = n->voorwaarden,
		.plaats = n->plaats,
		.eenheid = vorm_choice(api_faciliteit_eenheid_names, n->eenheid),
		.capaciteit = (int32_t)n->capaciteit,
		.dagdelen = vorm_dagdelen(n->dagdelen),
		.van_datum = n->has_van_datum == JSN_VALUE ? n->van_datum : r->today,
		.has_tot_datum = n->has_tot_datum == JSN_VALUE,
		.tot_datum = n->tot_datum,
		.uitzonderingen = invoer_uitzonderingen(r, n->uitzonderingen),
		.extra = invoer_tijdvakken(r, "/extraTijdvakken", n->extra_tijdvakken),
		.open_voor = vorm_choices(
			task_arena(r->t), api_faciliteit_open_voor_names, n->open_voor),
		.goedkeuring = n->goedkeuring,
		.status = STR("actief") };
	TRY(choose_eigenaar(r, tx, n, &f));
	struct faciliteit_get_row row;
	TRY(save(r, tx, &f, &row));
	req_created(r, row.versie, "/v1/faciliteiten/", row.id);
	put_faciliteit(&r->out, &row);
	return ERR_OK;
}

static struct faciliteit_save_in from_row(const struct faciliteit_get_row *f)
{
	return (struct faciliteit_save_in){ .id = f->id,
		.has_school_id = f->has_school_id,
		.school_id = f->school_id,
		.has_bedrijf_id = f->has_bedrijf_id,
		.bedrijf_id = f->bedrijf_id,
		.has_kring_id = f->has_kring_id,
		.kring_id = f->kring_id,
		.soort = f->soort,
		.titel = f->titel,
		.omschrijving = f->omschrijving,
		.voorwaarden = f->voorwaarden,
		.plaats = f->plaats,
		.eenheid = f->eenheid,
		.capaciteit = f->capaciteit,
		.dagdelen = f->dagdelen,
		.van_datum = f->van_datum,
		.has_tot_datum = f->has_tot_datum,
		.tot_datum = f->tot_datum,
		.uitzonderingen = f->uitzonderingen,
		.extra = f->extra,
		.open_voor = f->open_voor,
		.goedkeuring = f->goedkeuring,
		.status = f->status };
}

static void merge(
	struct req *r, struct faciliteit_save_in *f, const struct api_faciliteit_wijziging *w)
{
	vorm_merge_uuid(w->has_kring_id, w->kring_id, &f->has_kring_id, &f->kring_id);
	vorm_set_choice(w->has_soort, api_faciliteit_soort_names, w->soort, &f->soort);
	vorm_merge_text(w->has_titel, w->titel, &f->titel);
	vorm_merge_text(w->has_omschrijving, w->omschrijving, &f->omschrijving);
	vorm_merge_text(w->has_voorwaarden, w->voorwaarden, &f->voorwaarden);
	vorm_merge_text(w->has_plaats, w->plaats, &f->plaats);
	vorm_set_int(w->has_capaciteit, w->capaciteit, &f->capaciteit);
	if (w->has_dagdelen == JSN_VALUE)
		f->dagdelen = vorm_dagdelen(w->dagdelen);
	vorm_set_date(w->has_van_datum, w->van_datum, &f->van_datum);
	vorm_merge_date(w->has_tot_datum, w->tot_datum, &f->has_tot_datum, &f->tot_datum);
	if (w->has_uitzonderingen == JSN_VALUE)
		f->uitzonderingen = invoer_uitzonderingen(r, w->uitzonderingen);
	if (w->has_extra_tijdvakken == JSN_VALUE)
		f->extra = invoer_tijdvakken(r, "/extraTijdvakken", w->extra_tijdvakken);
	if (w->has_open_voor == JSN_VALUE)
		f->open_voor = vorm_choices(
			task_arena(r->t), api_faciliteit_open_voor_names, w->open_voor);
	vorm_set_bool(w->has_goedkeuring, w->goedkeuring, &f->goedkeuring);
	vorm_set_choice(w->has_status, api_faciliteit_status_names, w->status, &f->status);
}

static bool is_own(const struct req *r, const struct faciliteit_get_row *f)
{
	return r->bereik.alle || (f->has_school_id && uuid_eq(f->school_id, r->bereik.school_id)) ||
	       (f->has_bedrijf_id && uuid_eq(f->bedrijf_id, r->bereik.bedrijf_id));
}

enum err h_faciliteit_patch(struct req *r, const struct op_faciliteit_patch *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct faciliteit_get_row row;
	TRY(get_one(r, tx, in->id, &row));
	if (!is_own(r, &row))
		return task_fail(r->t, ERR_FORBIDDEN, "faciliteit.niet_eigen",
			"Deze faciliteit is van een ander.");
	bool found = false;
	struct faciliteit_lock_row held;
	TRY(faciliteit_lock(r->t, tx, &(struct faciliteit_lock_in){ .id = in->id }, &found, &held));
	if (!found)
		return req_not_found(r, "Deze faciliteit");
	if (held.versie != r->if_match)
		return req_stale(r, held.versie);
	TRY(get_one(r, tx, in->id, &row));
	struct faciliteit_save_in f = from_row(&row);
	merge(r, &f, &in->body);
	TRY(save(r, tx, &f, &row));
	req_item(r, 200, row.versie);
	put_faciliteit(&r->out, &row);
	return ERR_OK;
}
