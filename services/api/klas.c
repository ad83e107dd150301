/*
 * Classes of schools: a level, a size and needs in each school year, and never who is in them. A
 * school and its teachers keep their own, staff all; the coordinator of a circle looks.
 */
#include "api/invoer.h"
#include "api/req.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "domain/niveau.h"
#include "store/sql.h"

static void put_klas(struct jsn_out *o, const struct klas_get_row *k)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", k->id);
	jsn_kv_uuid(o, "schoolId", k->school_id);
	jsn_kv_str(o, "naam", k->naam);
	vorm_kv_int(o, "schooljaar", k->has_schooljaar, k->schooljaar);
	if (k->has_niveau) {
		vorm_kv_niveau(o, "niveau", k->niveau);
	} else {
		jsn_key(o, "niveau");
		jsn_null(o);
	}
	vorm_kv_int(o, "groepsgrootte", k->has_groepsgrootte, k->groepsgrootte);
	vorm_kv_texts(o, "behoeften", k->behoeften);
	vorm_kv_date(o, "vertrokkenDatum", k->has_vertrokken_datum, k->vertrokken_datum);
	jsn_object_end(o);
}

/* ---- reading ---- */

static enum err get_all(struct req *r, struct db_tx *tx, struct db_uuids ids,
	struct klas_get_row **ret_rows, size_t *ret_count)
{
	return klas_get(r->t, tx,
		&(struct klas_get_in){ .ids = ids,
			.schooljaar = date_school_year(r->today),
			.alle = r->bereik.alle,
			.school_id = r->actor.school_id,
			.kring_id = r->bereik.kring_id },
		ret_rows, ret_count);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct klas_get_row *ret_row)
{
	struct klas_get_row *rows = NULL;
	size_t count = 0;
	TRY(get_all(r, tx, (struct db_uuids){ &id, 1 }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze klas");
	*ret_row = rows[0];
	return ERR_OK;
}

/* A school finds its own, whichever it asks for: another's is not found when its rows are read. */
enum err h_klas_list(struct req *r, const struct op_klas_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	const bool of_school = in->has_school_id == JSN_VALUE;
	const bool own = !uuid_is_nil(r->actor.school_id) && !r->bereik.alle;
	struct klas_list_row list;
	TRY(klas_list(r->t, req_reader(r),
		&(struct klas_list_in){ .has_school_id = of_school || own,
			.school_id = of_school ? in->school_id : r->actor.school_id,
			.has_kring_id = !uuid_is_nil(r->bereik.kring_id),
			.kring_id = r->bereik.kring_id,
			.na_id = p.after_id,
			.aantal = p.limit + 1 },
		&list));
	struct klas_get_row *rows = NULL;
	size_t count = 0;
	TRY(get_all(r, req_reader(r), list.ids, &rows, &count));
	page_open(r, &p, count);
	struct uuid last = { { 0 } };
	for (size_t i = 0; i < p.shown; i++) {
		put_klas(&r->out, &rows[i]);
		last = rows[i].id;
	}
	page_close(r, &p, STR_NULL, 0, last);
	return ERR_OK;
}

enum err h_klas_get(struct req *r, const struct op_klas_get *in)
{
	struct klas_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_klas(&r->out, &row);
	return ERR_OK;
}

/* ---- writing ---- */

static enum err hold(struct req *r, struct db_tx *tx, struct uuid id, int64_t *ret_versie)
{
	bool found = false;
	struct klas_lock_row row;
	TRY(klas_lock(r->t, tx,
		&(struct klas_lock_in){
			.id = id, .alle = r->bereik.alle, .school_id = r->actor.school_id },
		&found, &row));
	if (!found)
		return req_not_found(r, "Deze klas");
	*ret_versie = row.versie;
	return ERR_OK;
}

/* Writes the class and, when that is known, what it is in its school year. */
static enum err save(
	struct req *r, struct db_tx *tx, const struct klas_get_row *k, struct klas_get_row *ret_row)
{
	struct klas_save_row saved;
	TRY(klas_save(r->t, tx,
		&(struct klas_save_in){ .id = k->id,
			.school_id = k->school_id,
			.naam = k->naam,
			.account_id = r->actor.account_id,
			.nu = r->now_us },
		&saved));
	if (k->has_niveau && k->has_groepsgrootte)
		TRY(klas_set_jaar(r->t, tx,
			&(struct klas_set_jaar_in){ .klas_id = k->id,
				.schooljaar = k->schooljaar,
				.niveau = k->niveau,
				.groepsgrootte = k->groepsgrootte,
				.behoeften = k->behoeften }));
	return get_one(r, tx, k->id, ret_row);
}

/* What a school offers is not known of every school; then every level is fine. */
static void check_niveau(struct req *r, int64_t niveau, int64_t niveaus)
{
	if (niveaus != 0 && (niveaus & niveau) == 0)
		task_fault(r->t, "/niveau", "niveau.niet_op_school",
			"Dit niveau heeft deze school niet.");
}

static enum err check_niveau_of(struct req *r, struct db_tx *tx, const struct klas_get_row *k)
{
	struct school_get_row *rows = NULL;
	size_t count = 0;
	TRY(school_get(
		r->t, tx, &(struct school_get_in){ .ids = { &k->school_id, 1 } }, &rows, &count));
	if (count == 1)
		check_niveau(r, k->niveau, rows[0].niveaus);
	return ERR_OK;
}

enum err h_klas_post(struct req *r, const struct op_klas_post *in)
{
	const struct api_klas_nieuw *const n = &in->body;
	const int32_t now = date_school_year(r->today);
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct klas_get_row k = { .id = uuid_new(),
		.naam = n->naam,
		.has_schooljaar = true,
		.schooljaar = n->has_schooljaar == JSN_VALUE ? (int32_t)n->schooljaar : now,
		.has_niveau = true,
		.niveau = vorm_niveau(n->niveau),
		.has_groepsgrootte = true,
		.groepsgrootte = (int32_t)n->groepsgrootte,
		.behoeften =
			vorm_choices(task_arena(r->t), api_klas_behoefte_names, n->behoeften) };
	bool found = false;
	struct school_get_row school;
	TRY(invoer_eigen_school(
		r, tx, n->has_school_id == JSN_VALUE, n->school_id, &found, &school));
	if (found) {
		k.school_id = school.id;
		check_niveau(r, k.niveau, school.niveaus);
	}
	invoer_line(r, "/naam", &k.naam);
	if (k.schooljaar < now || k.schooljaar > now + 1)
		task_fault(r->t, "/schooljaar", "schooljaar.niet_nu",
			"Kies dit schooljaar of het volgende.");
	TRY(task_faults_check(r->t));
	TRY(save(r, tx, &k, &k));
	req_created(r, k.versie, "/v1/klassen/", k.id);
	put_klas(&r->out, &k);
	return ERR_OK;
}

static void merge(struct req *r, struct klas_get_row *k, const struct api_klas_wijziging *w)
{
	vorm_merge_text(w->has_naam, w->naam, &k->naam);
	if (w->has_niveau == JSN_VALUE) {
		k->has_niveau = true;
		k->niveau = vorm_niveau(w->niveau);
	}
	vorm_merge_int(
		w->has_groepsgrootte, w->groepsgrootte, &k->has_groepsgrootte, &k->groepsgrootte);
	if (w->has_behoeften == JSN_VALUE)
		k->behoeften =
			vorm_choices(task_arena(r->t), api_klas_behoefte_names, w->behoeften);
	if (!k->has_schooljaar)
		k->schooljaar = date_school_year(r->today);
}

/* A class of before these were asked gets them together. */
static void check_jaar(struct req *r, const struct klas_get_row *k)
{
	const bool some = k->has_niveau || k->has_groepsgrootte || k->behoeften.count > 0;
	if (some && !k->has_niveau)
		task_fault(r->t, "/niveau", "veld.verplicht", "Zeg ook welk niveau de klas heeft.");
	if (some && !k->has_groepsgrootte)
		task_fault(r->t, "/groepsgrootte", "veld.verplicht",
			"Zeg ook hoeveel leerlingen de klas heeft.");
}

enum err h_klas_patch(struct req *r, const struct op_klas_patch *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	int64_t versie = 0;
	TRY(hold(r, tx, in->id, &versie));
	if (versie != r->if_match)
		return req_stale(r, versie);
	struct klas_get_row k;
	TRY(get_one(r, tx, in->id, &k));
	merge(r, &k, &in->body);
	invoer_line(r, "/naam", &k.naam);
	check_jaar(r, &k);
	if (in->body.has_niveau == JSN_VALUE)
		TRY(check_niveau_of(r, tx, &k));
	TRY(task_faults_check(r->t));
	TRY(save(r, tx, &k, &k));
	req_item(r, 200, k.versie);
	put_klas(&r->out, &k);
	return ERR_OK;
}

/* ---- to the next school year ---- */

static enum err check_overgang(struct req *r, const struct klas_get_row *k, int64_t schooljaar)
{
	if (k->has_vertrokken_datum)
		return task_fail(
			r->t, ERR_CONFLICT, "klas.vertrokken", "Deze klas is al vertrokken.");
	if (!k->has_schooljaar)
		return task_fail(r->t, ERR_CONFLICT, "klas.zonder_niveau",
			"Zeg eerst welk niveau deze klas heeft.");
	if (schooljaar != k->schooljaar + 1)
		return task_fail(r->t, ERR_CONFLICT, "klas.ander_schooljaar",
			"Deze klas is in %d-%d en gaat dus over naar %d-%d.", (int)k->schooljaar,
			(int)k->schooljaar + 1, (int)k->schooljaar + 1, (int)k->schooljaar + 2);
	if (k->schooljaar > date_school_year(r->today))
		return task_fail(r->t, ERR_CONFLICT, "klas.al_over",
			"Deze klas is al over naar het volgende schooljaar.");
	return ERR_OK;
}

static enum err leave(struct req *r, struct db_tx *tx, struct klas_get_row *k)
{
	struct klas_leave_row left;
	TRY(klas_leave(r->t, tx,
		&(struct klas_leave_in){ .id = k->id,
			.schooljaar = k->schooljaar,
			.vandaag = r->today,
			.account_id = r->actor.account_id,
			.nu = r->now_us },
		&left));
	return get_one(r, tx, k->id, k);
}

static int64_t next_niveau(int64_t niveau)
{
	unsigned next = 0;
	const unsigned bit = (unsigned)__builtin_ctzll((unsigned long long)niveau);
	return niveau_volgend_jaar(bit, &next) ? INT64_C(1) << next : 0;
}

static enum err move_up(
	struct req *r, struct db_tx *tx, const struct api_overgang_nieuw *n, struct klas_get_row *k)
{
	k->schooljaar++;
	k->niveau = n->has_niveau == JSN_VALUE ? vorm_niveau(n->niveau) : next_niveau(k->niveau);
	vorm_merge_text(n->has_naam, n->naam, &k->naam);
	vorm_merge_int(
		n->has_groepsgrootte, n->groepsgrootte, &k->has_groepsgrootte, &k->groepsgrootte);
	invoer_line(r, "/naam", &k->naam);
	if (k->niveau == 0)
		task_fault(r->t, "/niveau", "veld.verplicht",
			"Zeg welk niveau de klas dan heeft, of dat ze vertrekt.");
	else
		TRY(check_niveau_of(r, tx, k));
	return ERR_OK;
}

enum err h_overgang_post(struct req *r, const struct op_overgang_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	int64_t versie = 0;
	TRY(hold(r, tx, in->id, &versie));
	struct klas_get_row k;
	TRY(get_one(r, tx, in->id, &k));
	TRY(check_overgang(r, &k, in->body.schooljaar));
	if (!in->body.vertrekt)
		TRY(move_up(r, tx, &in->body, &k));
	else if (in->body.has_naam || in->body.has_niveau || in->body.has_groepsgrootte)
		task_fault(r->t, "/vertrekt", "klas.vertrekt",
			"Van een klas die vertrekt valt verder niets te zeggen.");
	TRY(task_faults_check(r->t));
	TRY(in->body.vertrekt ? leave(r, tx, &k) : save(r, tx, &k, &k));
	req_created(r, k.versie, "/v1/klassen/", k.id);
	put_klas(&r->out, &k);
	return ERR_OK;
}
