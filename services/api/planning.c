/*
 * Plans for many open requests at once: staff asks for one, a worker makes it (worker/planner.h),
 * staff looks at it beside others and publishes it. Only that makes proposals.
 */
#include "api/audit.h"
#include "api/invoer.h"
#include "api/req.h"
#include "api/vorm.h"
#include "store/sql.h"

#define MINSTE_MAX   50
#define VERSCHIL_MAX 200

/* ---- showing ---- */

static void put_eisen(
	struct jsn_out *o, const char *key, struct db_uuids aanvragen, struct db_uuids aanbod)
{
	jsn_key(o, key);
	jsn_array(o);
	for (size_t i = 0; i < aanvragen.count; i++) {
		jsn_object(o);
		jsn_kv_uuid(o, "aanvraagId", aanvragen.items[i]);
		jsn_kv_uuid(o, "aanbodId", aanbod.items[i]);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

static void put_planning(struct jsn_out *o, const struct planning_get_row *row)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", row->id);
	jsn_kv_str(o, "titel", row->titel);
	jsn_kv_str(o, "soort", row->soort);
	vorm_kv_uuid(o, "campagneId", row->has_campagne_id, row->campagne_id);
	jsn_kv_str(o, "gemeenteCode", row->gemeente_code);
	jsn_kv_uuid(o, "gewichtId", row->gewicht_id);
	jsn_kv_int(o, "gewichtVersie", row->gewicht_versie);
	jsn_kv_int(o, "spreiding", row->spreiding);
	vorm_kv_uuid(o, "vorigeId", row->has_vorige_id, row->vorige_id);
	jsn_kv_int(o, "trouw", row->trouw);
	jsn_kv_int(o, "maxSeconden", row->max_seconden);
	jsn_kv_int(o, "loting", row->loting);
	put_eisen(o, "vast", row->vast_aanvragen, row->vast_aanbod);
	put_eisen(o, "verboden", row->verboden_aanvragen, row->verboden_aanbod);
	jsn_kv_str(o, "status", row->status);
	jsn_kv_str(o, "fout", row->fout);
	put_eisen(o, "botst", row->botst_aanvragen, row->botst_aanbod);
	vorm_kv_int(o, "nodigBytes", row->has_nodig_bytes, row->nodig_bytes);
	vorm_kv_date(o, "vanafDatum", row->has_vandaag, row->vandaag);
	vorm_kv_int(o, "aanvragen", row->has_aanvragen, row->aanvragen);
	jsn_kv_int(o, "gedaan", row->gedaan);
	jsn_kv_str(o, "fase", row->fase);
	vorm_kv_int(o, "geplaatst", row->has_geplaatst, row->geplaatst);
	vorm_kv_int(o, "bediend", row->has_bediend, row->bediend);
	vorm_kv_int(o, "grens", row->has_grens, row->grens);
	jsn_kv_str(o, "programma", row->programma);
	jsn_kv_str(o, "afdruk", row->afdruk);
	jsn_key(o, "uitkomst");
	jsn_raw(o, row->uitkomst);
	jsn_kv_int(o, "voorgesteld", row->voorgesteld);
	jsn_kv_int(o, "geweigerd", row->geweigerd);
	jsn_kv_instant(o, "gemaaktOp", row->gemaakt_op);
	jsn_kv_instant(o, "gewijzigdOp", row->gewijzigd_op);
	jsn_object_end(o);
}

static enum err find_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct planning_get_row *ret_row)
{
	struct planning_get_row *rows = NULL;
	size_t count = 0;
	TRY(planning_get(r->t, tx, &(struct planning_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze planning");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_planning_list(struct req *r, const struct op_planning_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	const struct planning_list_in find = { .has_campagne_id = in->has_campagne_id,
		.campagne_id = in->campagne_id,
		.na_id = p.after_id,
		.aantal = p.limit + 1 };
	struct planning_list_row list;
	TRY(planning_list(r->t, req_reader(r), &find, &list));
	struct planning_get_row *rows = NULL;
	size_t count = 0;
	TRY(planning_get(
		r->t, req_reader(r), &(struct planning_get_in){ .ids = list.ids }, &rows, &count));
	page_open(r, &p, count);
	for (size_t i = 0; i < p.shown; i++)
		put_planning(&r->out, &rows[i]);
	page_close(r, &p, STR(""), 0, p.shown > 0 ? rows[p.shown - 1].id : (struct uuid){ { 0 } });
	return ERR_OK;
}

enum err h_planning_get(struct req *r, const struct op_planning_get *in)
{
	struct planning_get_row row;
	TRY(find_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_planning(&r->out, &row);
	return ERR_OK;
}

static void put_inzet(struct req *r, const struct inzet_list_row *row)
{
	struct jsn_out *const o = &r->out;
	if (row->has_vrijwilliger_id)
		audit_shows(r, row->vrijwilliger_id);
	jsn_object(o);
	jsn_kv_int(o, "nr", row->nr);
	jsn_kv_uuid(o, "aanvraagId", row->aanvraag_id);
	jsn_kv_uuid(o, "schoolId", row->school_id);
	jsn_kv_str(o, "schoolNaam", row->school_naam);
	vorm_kv_uuid(o, "aanbodId", row->has_aanbod_id, row->aanbod_id);
	jsn_kv_str(o, "titel", row->titel);
	vorm_kv_date(o, "datum", row->has_datum, row->datum);
	jsn_kv_str(o, "dagdeel", row->dagdeel);
	vorm_kv_int(o, "score", row->has_score, row->score);
	vorm_kv_int(o, "plaats", row->has_plaats, row->plaats);
	jsn_key(o, "factoren");
	jsn_raw(o, row->factoren);
	jsn_key(o, "alternatieven");
	jsn_array(o);
	for (size_t i = 0; i < row->alternatieven.count; i++)
		jsn_uuid(o, row->alternatieven.items[i]);
	jsn_array_end(o);
	jsn_kv_str(o, "reden", row->reden);
	jsn_kv_str(o, "status", row->status);
	vorm_kv_uuid(o, "koppelingId", row->has_koppeling_id, row->koppeling_id);
	jsn_kv_str(o, "code", row->code);
	jsn_object_end(o);
}

enum err h_inzet_list(struct req *r, const struct op_inzet_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct planning_get_row planning;
	TRY(find_one(r, req_reader(r), in->id, &planning));
	const struct inzet_list_in find = { .planning_id = in->id,
		.status =
			in->has_status ? vorm_choice(api_inzet_status_names, in->status) : STR_NULL,
		.na_nr = (int32_t)p.after_number,
		.aantal = p.limit + 1,
		.reden = r->taal == SCORE_TAAL_EN ? STR("redenEn") : STR("redenNl") };
	struct inzet_list_row *rows = NULL;
	size_t count = 0;
	TRY(inzet_list(r->t, req_reader(r), &find, &rows, &count));
	page_open(r, &p, count);
	for (size_t i = 0; i < p.shown; i++)
		put_inzet(r, &rows[i]);
	page_close(r, &p, STR(""), p.shown > 0 ? rows[p.shown - 1].nr : 0, (struct uuid){ { 0 } });
	return ERR_OK;
}

/* ---- how it divides, and what another one does otherwise ---- */

static enum err put_gemeenten(struct req *r, struct uuid id)
{
	struct jsn_out *const o = &r->out;
	struct inzet_per_gemeente_row *rows = NULL;
	size_t count = 0;
	TRY(inzet_per_gemeente(r->t, req_reader(r),
		&(struct inzet_per_gemeente_in){ .planning_id = id }, &rows, &count));
	jsn_key(o, "gemeenten");
	jsn_array(o);
	for (size_t i = 0; i < count; i++) {
		jsn_object(o);
		jsn_kv_str(o, "code", rows[i].code);
		jsn_kv_str(o, "naam", rows[i].naam);
		jsn_kv_int(o, "gevraagd", rows[i].gevraagd);
		jsn_kv_int(o, "bediend", rows[i].bediend);
		jsn_object_end(o);
	}
	jsn_array_end(o);
	return ERR_OK;
}

static enum err put_groottes(struct req *r, struct uuid id)
{
	struct jsn_out *const o = &r->out;
	struct inzet_per_grootte_row *rows = NULL;
	size_t count = 0;
	TRY(inzet_per_grootte(r->t, req_reader(r),
		&(struct inzet_per_grootte_in){ .planning_id = id }, &rows, &count));
	jsn_key(o, "groottes");
	jsn_array(o);
	for (size_t i = 0; i < count; i++) {
		jsn_object(o);
		jsn_kv_str(o, "grootte", rows[i].grootte);
		jsn_kv_int(o, "gevraagd", rows[i].gevraagd);
		jsn_kv_int(o, "bediend", rows[i].bediend);
		jsn_object_end(o);
	}
	jsn_array_end(o);
	return ERR_OK;
}

static enum err put_minste(struct req *r, struct uuid id)
{
	struct jsn_out *const o = &r->out;
	struct inzet_minste_row *rows = NULL;
	size_t count = 0;
	TRY(inzet_minste(r->t, req_reader(r),
		&(struct inzet_minste_in){ .planning_id = id, .aantal = MINSTE_MAX }, &rows,
		&count));
	jsn_key(o, "minste");
	jsn_array(o);
	for (size_t i = 0; i < count; i++) {
		jsn_object(o);
		jsn_kv_uuid(o, "schoolId", rows[i].school_id);
		jsn_kv_str(o, "naam", rows[i].naam);
		jsn_kv_int(o, "gevraagd", rows[i].gevraagd);
		jsn_kv_int(o, "bediend", rows[i].bediend);
		jsn_object_end(o);
	}
	jsn_array_end(o);
	return ERR_OK;
}

enum err h_spreiding_get(struct req *r, const struct op_spreiding_get *in)
{
	struct planning_get_row row;
	TRY(find_one(r, req_reader(r), in->id, &row));
	jsn_object(&r->out);
	TRY(put_gemeenten(r, in->id));
	TRY(put_groottes(r, in->id));
	TRY(put_minste(r, in->id));
	jsn_object_end(&r->out);
	return ERR_OK;
}

static enum err put_verschil_scholen(struct req *r, struct uuid id, struct uuid met)
{
	struct jsn_out *const o = &r->out;
	const struct inzet_verschil_scholen_in find = {
		.planning_id = id, .andere_id = met, .aantal = VERSCHIL_MAX
	};
	struct inzet_verschil_scholen_row *rows = NULL;
	size_t count = 0;
	TRY(inzet_verschil_scholen(r->t, req_reader(r), &find, &rows, &count));
	jsn_key(o, "scholen");
	jsn_array(o);
	for (size_t i = 0; i < count; i++) {
		jsn_object(o);
		jsn_kv_uuid(o, "schoolId", rows[i].school_id);
		jsn_kv_str(o, "naam", rows[i].naam);
		jsn_kv_int(o, "hier", rows[i].hier);
		jsn_kv_int(o, "daar", rows[i].daar);
		jsn_object_end(o);
	}
	jsn_array_end(o);
	return ERR_OK;
}

static void put_verschil_inzet(struct jsn_out *o, const struct inzet_verschil_row *row)
{
	jsn_object(o);
	jsn_kv_uuid(o, "aanvraagId", row->aanvraag_id);
	vorm_kv_uuid(o, "hierAanbodId", row->has_hier_aanbod_id, row->hier_aanbod_id);
	vorm_kv_date(o, "hierDatum", row->has_hier_datum, row->hier_datum);
	jsn_kv_str(o, "hierDagdeel", row->hier_dagdeel);
	vorm_kv_uuid(o, "daarAanbodId", row->has_daar_aanbod_id, row->daar_aanbod_id);
	vorm_kv_date(o, "daarDatum", row->has_daar_datum, row->daar_datum);
	jsn_kv_str(o, "daarDagdeel", row->daar_dagdeel);
	jsn_object_end(o);
}

enum err h_verschil_get(struct req *r, const struct op_verschil_get *in)
{
	struct jsn_out *const o = &r->out;
	struct planning_get_row row;
	TRY(find_one(r, req_reader(r), in->id, &row));
	TRY(find_one(r, req_reader(r), in->met, &row));
	const struct inzet_verschil_in find = {
		.planning_id = in->id, .andere_id = in->met, .aantal = VERSCHIL_MAX
	};
	struct inzet_verschil_row *rows = NULL;
	size_t count = 0;
	TRY(inzet_verschil(r->t, req_reader(r), &find, &rows, &count));
	jsn_object(o);
	jsn_kv_int(o, "anders", count > 0 ? rows[0].anders : 0);
	TRY(put_verschil_scholen(r, in->id, in->met));
	jsn_key(o, "inzetten");
	jsn_array(o);
	for (size_t i = 0; i < count; i++)
		put_verschil_inzet(o, &rows[i]);
	jsn_array_end(o);
	jsn_object_end(o);
	return ERR_OK;
}

/* ---- asking ---- */

static enum err add_eisen(
	struct req *r, struct db_tx *tx, struct uuid id, struct jsn_array list, bool vast)
{
	const struct api_eis *const eisen = list.items;
	struct uuid *const aanvragen = ARENA_ARRAY(task_arena(r->t), list.count + 1, struct uuid);
	struct uuid *const aanbod = ARENA_ARRAY(task_arena(r->t), list.count + 1, struct uuid);
	for (size_t i = 0; i < list.count; i++) {
		aanvragen[i] = eisen[i].aanvraag_id;
		aanbod[i] = eisen[i].aanbod_id;
	}
	const struct planning_eis_create_in in = { .planning_id = id,
		.aanvraag_ids = { aanvragen, list.count },
		.aanbod_ids = { aanbod, list.count },
		.vast = vast };
	return planning_eis_create(r->t, tx, &in);
}

enum err h_planning_post(struct req *r, const struct op_planning_post *in)
{
	const struct api_planning_nieuw *const n = &in->body;
	struct planning_create_in create = { .id = uuid_new(),
		.titel = n->titel,
		.soort = vorm_choice(api_activiteitsoort_names, n->soort),
		.has_campagne_id = n->has_campagne_id == JSN_VALUE,
		.campagne_id = n->campagne_id,
		.gemeente_code = n->gemeente_code,
		.has_gewicht_id = n->has_gewicht_id == JSN_VALUE,
		.gewicht_id = n->gewicht_id,
		.spreiding = (int32_t)n->spreiding,
		.loting = n->loting,
		.has_vorige_id = n->has_vorige_id == JSN_VALUE,
		.vorige_id = n->vorige_id,
		.trouw = (int32_t)n->trouw,
		.max_seconden = (int32_t)n->max_seconden,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	struct db_tx *tx;
	struct planning_create_row made;
	struct planning_get_row row;
	bool found = false;
	invoer_line(r, "/titel", &create.titel);
	TRY(task_faults_check(r->t));
	TRY(req_begin(r, &tx));
	TRY(planning_create(r->t, tx, &create, &found, &made));
	if (!found)
		task_fault(r->t, "/gewichtId", "gewicht.onbekend",
			"Deze versie van de gewichten is er niet bij deze soort.");
	TRY(task_faults_check(r->t));
	TRY(add_eisen(r, tx, create.id, n->vast, true));
	TRY(add_eisen(r, tx, create.id, n->verboden, false));
	TRY(find_one(r, tx, create.id, &row));
	req_accepted(r, "/v1/planningen/", row.id);
	put_planning(&r->out, &row);
	return ERR_OK;
}

/* ---- steps ---- */

/* To another status, when it has one of these now. */
static enum err step(struct req *r, struct db_tx *tx, struct uuid id, struct db_texts van,
	const char *naar, const char *code, const char *zin)
{
	const struct planning_set_status_in set = { .id = id,
		.van = van,
		.naar = str_from(naar),
		.has_account_id = true,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	struct planning_set_status_row changed;
	struct planning_get_row row;
	bool found = false;
	TRY(find_one(r, tx, id, &row));
	TRY(planning_set_status(r->t, tx, &set, &found, &changed));
	return found ? ERR_OK : task_fail(r->t, ERR_CONFLICT, code, "%s", task_say(r->t, zin));
}

static enum err answer(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct planning_get_row row;
	TRY(find_one(r, tx, id, &row));
	req_accepted(r, "/v1/planningen/", row.id);
	put_planning(&r->out, &row);
	return ERR_OK;
}

/* Solving ends with what there is; the planning goes on. */
static enum err cut_short(struct req *r, struct db_tx *tx, struct uuid id)
{
	const struct planning_cut_short_in in = { .id = id, .account_id = r->actor.account_id };
	struct planning_cut_short_row changed;
	struct planning_get_row row;
	bool found = false;
	TRY(find_one(r, tx, id, &row));
	TRY(planning_cut_short(r->t, tx, &in, &found, &changed));
	return found ? ERR_OK
		     : task_fail(r->t, ERR_CONFLICT, "planning.niet_bezig",
			       "Deze planning is niet bezig.");
}

enum err h_onderbreking_post(struct req *r, const struct op_onderbreking_post *in)
{
	struct str van[] = { STR("bezig") };
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	if (in->met_uitkomst)
		TRY(cut_short(r, tx, in->id));
	else
		TRY(step(r, tx, in->id, (struct db_texts){ van, 1 }, "gestopt",
			"planning.niet_bezig", "Deze planning is niet bezig."));
	return answer(r, tx, in->id);
}

enum err h_publicatie_post(struct req *r, const struct op_publicatie_post *in)
{
	struct str van[] = { STR("klaar") };
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(step(r, tx, in->id, (struct db_texts){ van, 1 }, "publiceert", "planning.niet_klaar",
		"Alleen een planning die klaar is, is te publiceren, en één keer."));
	return answer(r, tx, in->id);
}

enum err h_intrekking_post(struct req *r, const struct op_intrekking_post *in)
{
	struct str van[] = { STR("klaar"), STR("publiceert"), STR("gepubliceerd") };
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	TRY(step(r, tx, in->id, (struct db_texts){ van, 3 }, "trekt_in", "planning.niet_klaar",
		"Alleen een planning die klaar of gepubliceerd is, is in te trekken."));
	return answer(r, tx, in->id);
}
