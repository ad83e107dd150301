/*
 * What one request or one offer ranks in a round: its own side sees and writes it, staff sees that
 * it was done, and the other side nothing. Who can be ranked is who takes part on the other side
 * and is possible by the rules, as the engine has it now.
 */
#include <stdlib.h>

#include "api/app.h"
#include "api/audit.h"
#include "api/kandidaat.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "store/sql.h"

/* Somebody who can be ranked: an offer, or a request. */
struct mogelijk {
	struct uuid id;
	int32_t score;
	const struct kandidaat_aanbod_row *aanbod;     /* or … */
	const struct kandidaat_aanvraag_row *aanvraag; /* … this */
	struct str onderwerp;			       /* of a request */
};

struct mogelijken {
	struct mogelijk *items;
	size_t count;
};

static bool is_open(const struct req *r, const struct keuzelijst_list_row *l)
{
	return str_eq(l->status, STR("open")) && l->tot_op > r->now_us;
}

/* ---- who can be ranked ---- */

static int by_score(const void *left, const void *right)
{
	const struct mogelijk *const l = left;
	const struct mogelijk *const r = right;
	if (l->score != r->score)
		return l->score > r->score ? -1 : 1;
	return uuid_cmp(l->id, r->id);
}

static bool is_among(struct db_uuids ids, struct uuid id)
{
	for (size_t i = 0; i < ids.count; i++)
		if (uuid_eq(ids.items[i], id))
			return true;
	return false;
}

static enum err of_aanvraag(struct req *r, struct db_tx *tx, struct uuid aanvraag_id,
	struct db_uuids aanbod_ids, struct mogelijken *ret)
{
	struct motor *const m = ARENA_NEW(task_arena(r->t), struct motor);
	struct motor_mogelijk *found = NULL;
	TRY(kandidaat_load(r, tx, aanvraag_id, m));
	TRY(motor_load_mogelijk(r->t, tx, aanbod_ids, m, &found, &ret->count));
	ret->items = ARENA_ARRAY(task_arena(r->t), ret->count + 1, struct mogelijk);
	for (size_t i = 0; i < ret->count; i++)
		ret->items[i] = (struct mogelijk){ .id = m->rijen[found[i].index].id,
			.score = found[i].score,
			.aanbod = &m->rijen[found[i].index] };
	return ERR_OK;
}

static enum err of_aanbod(struct req *r, struct db_tx *tx, struct uuid aanbod_id,
	struct db_uuids aanvraag_ids, struct mogelijken *ret)
{
	struct motor_kansen *const k = ARENA_NEW(task_arena(r->t), struct motor_kansen);
	struct score_uitkomst *const u = ARENA_NEW(task_arena(r->t), struct score_uitkomst);
	TRY(motor_load_kansen(r->t, tx, &r->app->taxonomie, aanbod_id, (struct motor_gemeente){ 0 },
		r->today, SCORE_TOP_MAX, k));
	ret->items = ARENA_ARRAY(task_arena(r->t), k->count + 1, struct mogelijk);
	for (size_t i = 0; i < k->count; i++) {
		struct score_aanbod aanbod = k->aanbod.aanbod[0];
		aanbod.kring = k->kansen[i].kring;
		if (!is_among(aanvraag_ids, k->kansen[i].id))
			continue;
		score_beoordeel(k->kansen[i].config, k->kansen[i].aanvraag, &aanbod, u);
		if (u->mogelijk)
			ret->items[ret->count++] = (struct mogelijk){ .id = k->kansen[i].id,
				.score = u->score,
				.aanvraag = &k->vragen[i].aanvraag };
	}
	return ERR_OK;
}

static enum err read_onderwerpen(struct req *r, struct db_tx *tx, struct mogelijken *m)
{
	struct uuid *ids = ARENA_ARRAY(task_arena(r->t), m->count + 1, struct uuid);
	struct keuzelijst_onderwerpen_row *rows = NULL;
	size_t count = 0;
	for (size_t i = 0; i < m->count; i++)
		ids[i] = m->items[i].id;
	TRY(keuzelijst_onderwerpen(r->t, tx,
		&(struct keuzelijst_onderwerpen_in){ .ids = { ids, m->count } }, &rows, &count));
	for (size_t i = 0; i < m->count; i++)
		for (size_t k = 0; k < count; k++)
			if (uuid_eq(rows[k].id, m->items[i].id))
				m->items[i].onderwerp = rows[k].onderwerp;
	return ERR_OK;
}

static enum err find_mogelijken(struct req *r, struct db_tx *tx,
	const struct keuzelijst_list_row *l, struct mogelijken *ret)
{
	struct keuzelijst_meedoen_row deelnemers;
	*ret = (struct mogelijken){ 0 };
	if (!is_open(r, l))
		return ERR_OK;
	TRY(keuzelijst_meedoen(r->t, tx,
		&(struct keuzelijst_meedoen_in){ .keuzeronde_id = l->keuzeronde_id }, &deelnemers));
	if (l->has_aanvraag_id)
		TRY(of_aanvraag(r, tx, l->aanvraag_id, deelnemers.aanbod_ids, ret));
	else
		TRY(of_aanbod(r, tx, l->aanbod_id, deelnemers.aanvraag_ids, ret));
	if (!l->has_aanvraag_id)
		TRY(read_onderwerpen(r, tx, ret));
	if (ret->count > 0)
		qsort(ret->items, ret->count, sizeof(*ret->items), by_score);
	return ERR_OK;
}

/* ---- showing ---- */

/* What may be known of the other side before there is a match: as kandidaten and kansen do. */
static void put_mogelijk(struct jsn_out *o, const struct mogelijk *m)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", m->id);
	jsn_kv_int(o, "score", m->score);
	jsn_kv_str(o, "titel", m->aanbod != NULL ? m->aanbod->titel : STR_NULL);
	jsn_kv_str(o, "bedrijfNaam", m->aanbod != NULL ? m->aanbod->bedrijf_naam : STR_NULL);
	vorm_kv_texts(o, "themas", m->aanbod != NULL ? m->aanbod->themas : m->aanvraag->themas);
	if (m->aanvraag != NULL) {
		vorm_kv_niveau(o, "niveau", m->aanvraag->niveau);
	} else {
		jsn_key(o, "niveau");
		jsn_null(o);
	}
	vorm_kv_int(o, "groepsgrootte", m->aanvraag != NULL,
		m->aanvraag != NULL ? m->aanvraag->groepsgrootte : 0);
	jsn_kv_str(o, "gemeente", m->aanvraag != NULL ? m->aanvraag->gemeente_code : STR_NULL);
	jsn_kv_str(o, "gemeenteNaam", m->aanvraag != NULL ? m->aanvraag->gemeente_naam : STR_NULL);
	jsn_kv_str(o, "onderwerp", m->onderwerp);
	jsn_object_end(o);
}

static void put_members(struct req *r, const struct keuzelijst_list_row *l)
{
	struct jsn_out *const o = &r->out;
	const bool shows = toegang_ziet(r, api_zicht_keuzelijst_keuzes, true);
	if (l->has_vrijwilliger_id)
		audit_shows(r, l->vrijwilliger_id);
	jsn_kv_uuid(o, "id", l->id);
	jsn_kv_uuid(o, "keuzerondeId", l->keuzeronde_id);
	jsn_kv_cstr(o, "kant", l->has_aanvraag_id ? "school" : "aanbieder");
	jsn_kv_str(o, "soort", l->soort);
	jsn_kv_instant(o, "totOp", l->tot_op);
	jsn_kv_bool(o, "open", is_open(r, l));
	vorm_kv_uuid(o, "aanvraagId", l->has_aanvraag_id, l->aanvraag_id);
	vorm_kv_uuid(o, "aanbodId", l->has_aanbod_id, l->aanbod_id);
	jsn_key(o, "keuzes");
	jsn_array(o);
	for (size_t i = 0; shows && i < l->keuzes.count; i++)
		jsn_uuid(o, l->keuzes.items[i]);
	jsn_array_end(o);
	vorm_kv_instant(o, "ingevuldOp", l->has_ingevuld_op, l->ingevuld_op);
}

static enum err write_keuzelijst(
	struct req *r, struct db_tx *tx, const struct keuzelijst_list_row *l)
{
	struct mogelijken m;
	TRY(find_mogelijken(r, tx, l, &m));
	req_item(r, 200, l->versie);
	jsn_object(&r->out);
	put_members(r, l);
	jsn_key(&r->out, "mogelijk");
	jsn_array(&r->out);
	for (size_t i = 0; i < m.count; i++)
		put_mogelijk(&r->out, &m.items[i]);
	jsn_array_end(&r->out);
	jsn_object_end(&r->out);
	return ERR_OK;
}

/* ---- reading ---- */

static struct keuzelijst_list_in visible(const struct req *r)
{
	return (struct keuzelijst_list_in){ .has_docent_id = !uuid_is_nil(r->bereik.docent_id),
		.docent_id = r->bereik.docent_id,
		.aantal = 1 };
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct keuzelijst_list_row *ret_row)
{
	struct keuzelijst_list_in in = visible(r);
	in.has_id = true;
	in.id = id;
	struct keuzelijst_list_row *rows = NULL;
	size_t count = 0;
	TRY(keuzelijst_list(r->t, tx, &in, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze keuzelijst");
	*ret_row = rows[0];
	return ERR_OK;
}

static enum err check_keuzeronde(struct req *r, struct uuid id)
{
	struct keuzeronde_list_row *rows = NULL;
	size_t count = 0;
	TRY(keuzeronde_list(r->t, req_reader(r),
		&(struct keuzeronde_list_in){ .has_id = true, .id = id, .aantal = 1 }, &rows,
		&count));
	return count > 0 ? ERR_OK : req_not_found(r, "Deze keuzeronde");
}

enum err h_keuzelijst_list(struct req *r, const struct op_keuzelijst_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	TRY(check_keuzeronde(r, in->id));
	struct keuzelijst_list_in find = visible(r);
	find.has_keuzeronde_id = true;
	find.keuzeronde_id = in->id;
	find.na_id = p.after_id;
	find.aantal = p.limit + 1;
	struct keuzelijst_list_row *rows = NULL;
	size_t count = 0;
	TRY(keuzelijst_list(r->t, req_reader(r), &find, &rows, &count));
	page_open(r, &p, count);
	for (size_t i = 0; i < p.shown; i++) {
		jsn_object(&r->out);
		put_members(r, &rows[i]);
		jsn_object_end(&r->out);
	}
	page_close(r, &p, STR_NULL, 0, p.shown > 0 ? rows[p.shown - 1].id : (struct uuid){ { 0 } });
	return ERR_OK;
}

enum err h_keuzelijst_get(struct req *r, const struct op_keuzelijst_get *in)
{
	struct keuzelijst_list_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	return write_keuzelijst(r, req_reader(r), &row);
}

/* ---- ranking ---- */

static enum err check_mogelijk(struct req *r, struct db_tx *tx, const struct keuzelijst_list_row *l,
	struct jsn_array keuzes)
{
	const struct uuid *const ids = keuzes.items;
	struct mogelijken m;
	TRY(find_mogelijken(r, tx, l, &m));
	for (size_t i = 0; i < keuzes.count; i++) {
		bool found = false;
		for (size_t k = 0; k < m.count && !found; k++)
			found = uuid_eq(m.items[k].id, ids[i]);
		if (!found)
			return task_fail(r->t, ERR_CONFLICT, "keuzelijst.niet_mogelijk",
				"Een van deze keuzes doet niet mee of kan niet volgens de regels. "
				"Kies uit wie er mogelijk is.");
	}
	return ERR_OK;
}

enum err h_keuzelijst_patch(struct req *r, const struct op_keuzelijst_patch *in)
{
	struct db_tx *tx;
	struct keuzelijst_list_row row;
	struct keuzelijst_save_row saved;
	bool found = false;
	TRY(req_begin(r, &tx));
	TRY(get_one(r, tx, in->id, &row));
	if (row.versie != r->if_match)
		return req_stale(r, row.versie);
	if (!is_open(r, &row))
		return task_fail(r->t, ERR_CONFLICT, "keuzeronde.dicht",
			"Deze ronde is dicht: er kan niet meer worden gekozen.");
	TRY(check_mogelijk(r, tx, &row, in->body.keuzes));
	TRY(keuzelijst_save(r->t, tx,
		&(struct keuzelijst_save_in){ .id = in->id,
			.keuzes = { in->body.keuzes.items, in->body.keuzes.count },
			.versie = r->if_match,
			.account_id = r->actor.account_id,
			.nu = r->now_us },
		&found, &saved));
	if (!found)
		return req_stale(r, row.versie);
	TRY(get_one(r, tx, in->id, &row));
	return write_keuzelijst(r, tx, &row);
}
