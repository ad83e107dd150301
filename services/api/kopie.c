/*
 * Last year's requests again, as drafts of this school year: one, or all of a school at once. The
 * days move by whole weeks to the same week of the year, the class is the one that is now what that
 * class was then. Campaigns are not copied: theirs was another.
 */
#include "api/aanvraag.h"
#include "api/req.h"
#include "api/school.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "base/date.h"
#include "domain/niveau.h"

#define OVERNAME_MAX 100 /* requests that one call takes over */

/* What becomes of one request. */
struct kopie {
	struct aanvraag_get_row van;
	struct str klas;
	bool gevonden; /* the class: by its level, and by its name or as the only one */
	bool has_groepsgrootte;
	int32_t groepsgrootte;
	bool has_maker_id; /* who made it, when it stays theirs */
	struct uuid maker_id;
	bool has_schooljaar; /* taken over with all of the school */
	int32_t schooljaar;
	bool gemaakt;
	struct uuid gemaakt_id;
	struct str code, uitleg; /* why it was not */
};

/* Days until the same week of this school year: none for what is of this year, or of the next. The
 * week in which the year begins may begin in the one before. */
static int32_t shift_of(const struct req *r, const struct aanvraag_get_row *a)
{
	const int jaar = date_school_year(r->today);
	const int years = jaar - date_school_year(a->van_datum);
	if (years <= 0)
		return 0;
	int32_t datum = date_same_week(a->van_datum, years);
	if (date_school_year(datum) < jaar)
		datum += 7;
	else if (date_school_year(datum) > jaar)
		datum -= 7;
	return datum - a->van_datum;
}

static struct db_ints shifted(struct req *r, struct db_ints dates, int32_t days)
{
	int32_t *out = ARENA_ARRAY(task_arena(r->t), dates.count + 1, int32_t);
	for (size_t i = 0; i < dates.count; i++)
		out[i] = dates.items[i] + days;
	return (struct db_ints){ out, dates.count };
}

static enum err write_kopie(
	struct req *r, struct db_tx *tx, const struct kopie *k, struct aanvraag_get_row *ret_row)
{
	struct aanvraag_save_in a = aanvraag_again(&k->van);
	const int32_t days = shift_of(r, &k->van);
	a.id = uuid_new();
	a.status = STR("concept");
	a.van_datum += days;
	a.tot_datum += days;
	a.optie_van = shifted(r, a.optie_van, days);
	a.optie_tot = shifted(r, a.optie_tot, days);
	a.mijlpaal_datums = shifted(r, a.mijlpaal_datums, days);
	a.has_campagne_id = false;
	a.naam_tonen = false;
	a.has_wacht_sinds = false;
	a.has_wacht_bericht_op = false;
	a.has_kopie_van = true;
	a.kopie_van = k->van.id;
	a.has_overname_schooljaar = k->has_schooljaar;
	a.overname_schooljaar = k->schooljaar;
	a.maker_id = k->has_maker_id ? k->maker_id : r->actor.account_id;
	if (k->has_groepsgrootte)
		a.groepsgrootte = k->groepsgrootte;
	return aanvraag_write(r, tx, &a, k->klas, ret_row);
}

enum err h_kopie_post(struct req *r, const struct op_kopie_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct kopie k = { 0 };
	TRY(aanvraag_read(r, tx, in->id, &k.van));
	struct aanvraag_klas_nu_row klas;
	TRY(aanvraag_klas_nu(r->t, tx,
		&(struct aanvraag_klas_nu_in){
			.id = in->id, .schooljaar = date_school_year(r->today) },
		&klas));
	k.klas = klas.klas;
	k.has_groepsgrootte = klas.has_groepsgrootte;
	k.groepsgrootte = klas.groepsgrootte;
	struct aanvraag_get_row row;
	TRY(write_kopie(r, tx, &k, &row));
	req_created(r, row.versie, "/v1/aanvragen/", row.id);
	aanvraag_put(&r->out, &row);
	return ERR_OK;
}

/* ---- all of a school ---- */

static enum err check_school(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct school_get_row *rows = NULL;
	size_t count = 0;
	TRY(school_check_eigen(r, tx, id));
	TRY(school_get(r->t, tx, &(struct school_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 1 && rows[0].has_gesloten_op)
		return task_fail(r->t, ERR_CONFLICT, "school.gesloten", "Deze school is gesloten.");
	return ERR_OK;
}

static struct aanvraag_get_row *find(struct aanvraag_get_row *rows, size_t count, struct uuid id)
{
	for (size_t i = 0; i < count; i++)
		if (uuid_eq(rows[i].id, id))
			return &rows[i];
	return NULL;
}

/* What is left of last school year: room for OVERNAME_MAX, and whether there is more. */
static enum err load_all(struct req *r, struct db_tx *tx, struct uuid school_id,
	struct kopie *ret_kopieen, size_t *ret_count, bool *ret_meer)
{
	const int jaar = date_school_year(r->today);
	struct aanvraag_overneembaar_row *list = NULL;
	size_t found = 0;
	TRY(aanvraag_overneembaar(r->t, tx,
		&(struct aanvraag_overneembaar_in){ .school_id = school_id,
			.van = date_from_civil(jaar - 1, 8, 1),
			.tot = date_from_civil(jaar, 7, 31),
			.vanaf = date_from_civil(jaar, 8, 1),
			.schooljaar = jaar,
			.aantal = OVERNAME_MAX + 1 },
		&list, &found));
	*ret_meer = found > OVERNAME_MAX;
	const size_t wanted = found < OVERNAME_MAX ? found : OVERNAME_MAX;
	struct uuid *ids = ARENA_ARRAY(task_arena(r->t), wanted + 1, struct uuid);
	for (size_t i = 0; i < wanted; i++)
		ids[i] = list[i].id;
	struct aanvraag_get_row *rows = NULL;
	size_t seen = 0;
	TRY(aanvraag_read_all(r, tx, (struct db_uuids){ ids, wanted }, &rows, &seen));
	size_t count = 0;
	for (size_t i = 0; i < wanted; i++) {
		const struct aanvraag_get_row *row = find(rows, seen, list[i].id);
		if (row == NULL)
			continue;
		ret_kopieen[count++] = (struct kopie){ .van = *row,
			.klas = list[i].klas,
			.gevonden = list[i].gevonden,
			.has_groepsgrootte = list[i].has_groepsgrootte,
			.groepsgrootte = list[i].groepsgrootte,
			.has_maker_id = list[i].has_maker_id,
			.maker_id = list[i].maker_id,
			.has_schooljaar = true,
			.schooljaar = jaar };
	}
	*ret_count = count;
	return ERR_OK;
}

static void put_kopie(struct req *r, const struct kopie *k)
{
	struct jsn_out *o = &r->out;
	const int32_t days = shift_of(r, &k->van);
	jsn_object(o);
	jsn_kv_uuid(o, "kopieVan", k->van.id);
	vorm_kv_uuid(o, "aanvraagId", k->gemaakt, k->gemaakt_id);
	jsn_kv_str(o, "soort", k->van.soort);
	jsn_kv_str(o, "onderwerp", k->van.onderwerp);
	vorm_kv_niveau(o, "niveau", k->van.niveau);
	jsn_kv_str(o, "klasToen", k->van.klas);
	jsn_kv_str(o, "klas", k->klas);
	jsn_kv_bool(o, "klasGevonden", k->gevonden);
	jsn_kv_date(o, "toenVanDatum", k->van.van_datum);
	jsn_kv_date(o, "vanDatum", k->van.van_datum + days);
	jsn_kv_date(o, "totDatum", k->van.tot_datum + days);
	jsn_kv_str(o, "code", k->code);
	jsn_kv_str(o, "uitleg", k->uitleg);
	jsn_object_end(o);
}

static void put_all(struct req *r, const struct kopie *kopieen, size_t count, bool meer)
{
	struct jsn_out *o = &r->out;
	jsn_object(o);
	jsn_kv_int(o, "schooljaar", date_school_year(r->today));
	jsn_key(o, "items");
	jsn_array(o);
	for (size_t i = 0; i < count; i++)
		put_kopie(r, &kopieen[i]);
	jsn_array_end(o);
	jsn_kv_bool(o, "meer", meer);
	jsn_object_end(o);
}

enum err h_overname_get(struct req *r, const struct op_overname_get *in)
{
	struct kopie *kopieen = ARENA_ARRAY(task_arena(r->t), OVERNAME_MAX, struct kopie);
	size_t count = 0;
	bool meer = false;
	TRY(check_school(r, req_reader(r), in->id));
	TRY(load_all(r, req_reader(r), in->id, kopieen, &count, &meer));
	put_all(r, kopieen, count, meer);
	return ERR_OK;
}

/* One of them, in a part of its own: one that may not be asked so any more leaves the others. */
static enum err take_over(struct req *r, struct db_tx *tx, struct kopie *k)
{
	struct aanvraag_get_row *row = ARENA_NEW(task_arena(r->t), struct aanvraag_get_row);
	struct db_part part;
	TRY(db_part_begin(r->t, tx, &part));
	const enum err e = write_kopie(r, tx, k, row);
	if (e == ERR_OK) {
		k->gemaakt = true;
		k->gemaakt_id = row->id;
		return db_part_keep(r->t, tx);
	}
	TRY(req_excuse(r, e, &k->code, &k->uitleg));
	return db_part_undo(r->t, tx, &part);
}

enum err h_overname_post(struct req *r, const struct op_overname_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct kopie *kopieen = ARENA_ARRAY(task_arena(r->t), OVERNAME_MAX, struct kopie);
	size_t count = 0;
	bool meer = false;
	bool any = false;
	TRY(check_school(r, tx, in->id));
	TRY(load_all(r, tx, in->id, kopieen, &count, &meer));
	for (size_t i = 0; i < count; i++) {
		TRY(take_over(r, tx, &kopieen[i]));
		any = any || kopieen[i].gemaakt;
	}
	/* To ask again would give the same. */
	put_all(r, kopieen, count, meer && any);
	return ERR_OK;
}
