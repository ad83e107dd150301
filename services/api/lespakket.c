/*
 * Lesson kits, in versions that do not change. Whoever comes may read them; a school, a company and
 * staff make their own, and withdraw what should not be used any more.
 */
#include "api/invoer.h"
#include "api/req.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "store/sql.h"

/* With so many marks of the middle added, so that one mark says little; in tenths. */
#define VOORAF	      3
#define CIJFER_MIDDEN 3

static int32_t smoothed_tenths(int32_t count, int32_t sum)
{
	const int32_t of = count + VOORAF;
	return (10 * (sum + VOORAF * CIJFER_MIDDEN) + of / 2) / of;
}

static void put_lespakket(struct jsn_out *o, const struct lespakket_get_row *p)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", p->id);
	jsn_kv_int(o, "nummer", p->nummer);
	vorm_kv_uuid(o, "vorigeId", p->has_vorige_id, p->vorige_id);
	vorm_kv_uuid(o, "volgendeId", p->has_volgende_id, p->volgende_id);
	vorm_kv_uuid(o, "schoolId", p->has_school_id, p->school_id);
	vorm_kv_uuid(o, "bedrijfId", p->has_bedrijf_id, p->bedrijf_id);
	jsn_kv_str(o, "titel", p->titel);
	jsn_kv_str(o, "omschrijving", p->omschrijving);
	vorm_kv_niveaus(o, "niveaus", p->niveaus);
	vorm_kv_texts(o, "themas", p->themas);
	jsn_kv_int(o, "duurMinuten", p->duur_minuten);
	vorm_kv_texts(o, "materiaal", p->materiaal);
	vorm_kv_texts(o, "links", p->links);
	jsn_kv_int(o, "aantalCijfers", p->cijfers);
	vorm_kv_int(o, "cijferTienden", p->cijfers > 0, smoothed_tenths(p->cijfers, p->cijfer_som));
	jsn_kv_instant(o, "gepubliceerdOp", p->gemaakt_op);
	jsn_kv_bool(o, "ingetrokken", p->has_ingetrokken_op);
	jsn_object_end(o);
}

/* ---- reading ---- */

static enum err find(struct req *r, struct db_tx *tx, struct uuid id, bool ingetrokken,
	bool *ret_found, struct lespakket_get_row *ret_row)
{
	struct lespakket_get_row *rows = NULL;
	size_t count = 0;
	TRY(lespakket_get(r->t, tx,
		&(struct lespakket_get_in){ .ids = { &id, 1 }, .ingetrokken = ingetrokken }, &rows,
		&count));
	*ret_found = count > 0;
	if (count > 0)
		*ret_row = rows[0];
	return ERR_OK;
}

static enum err put_page(struct req *r, struct page *p, struct db_uuids ids, bool ingetrokken)
{
	struct lespakket_get_row *rows = NULL;
	size_t count = 0;
	TRY(lespakket_get(r->t, req_reader(r),
		&(struct lespakket_get_in){ .ids = ids, .ingetrokken = ingetrokken }, &rows,
		&count));
	page_open(r, p, count);
	struct uuid last = { { 0 } };
	for (size_t i = 0; i < p->shown; i++) {
		put_lespakket(&r->out, &rows[i]);
		last = rows[i].id;
	}
	page_close(r, p, STR_NULL, 0, last);
	return ERR_OK;
}

enum err h_lespakket_list(struct req *r, const struct op_lespakket_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct lespakket_list_row list;
	TRY(lespakket_list(r->t, req_reader(r),
		&(struct lespakket_list_in){ .thema = in->thema,
			.has_niveau = in->has_niveau == JSN_VALUE,
			.niveau = in->has_niveau == JSN_VALUE ? vorm_niveau(in->niveau) : 0,
			.zoek = invoer_zoek(r, in->zoek),
			.na_id = p.after_id,
			.aantal = p.limit + 1 },
		&list));
	return put_page(r, &p, list.ids, false);
}

enum err h_lespakket_eigen_list(struct req *r, const struct op_lespakket_eigen_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct lespakket_list_eigen_row list;
	TRY(lespakket_list_eigen(r->t, req_reader(r),
		&(struct lespakket_list_eigen_in){ .alle = r->bereik.alle,
			.school_id = r->bereik.school_id,
			.bedrijf_id = r->bereik.bedrijf_id,
			.has_ingetrokken = in->has_ingetrokken == JSN_VALUE,
			.ingetrokken = in->ingetrokken,
			.na_id = p.after_id,
			.aantal = p.limit + 1 },
		&list));
	return put_page(r, &p, list.ids, true);
}

static bool is_own(const struct req *r, const struct lespakket_get_row *p)
{
	return r->bereik.alle || (p->has_school_id && uuid_eq(p->school_id, r->bereik.school_id)) ||
	       (p->has_bedrijf_id && uuid_eq(p->bedrijf_id, r->bereik.bedrijf_id));
}

static enum err refuse_other(struct req *r)
{
	return task_fail(
		r->t, ERR_FORBIDDEN, "lespakket.niet_eigen", "Dit lespakket is van een ander.");
}

static enum err show(struct req *r, struct uuid id, bool eigen)
{
	bool found = false;
	struct lespakket_get_row row;
	TRY(find(r, req_reader(r), id, eigen, &found, &row));
	if (!found)
		return req_not_found(r, "Dit lespakket");
	if (eigen && !is_own(r, &row))
		return refuse_other(r);
	req_item(r, 200, row.versie);
	put_lespakket(&r->out, &row);
	return ERR_OK;
}

enum err h_lespakket_get(struct req *r, const struct op_lespakket_get *in)
{
	return show(r, in->id, false);
}

enum err h_lespakket_eigen_get(struct req *r, const struct op_lespakket_eigen_get *in)
{
	return show(r, in->id, true);
}

/* ---- writing ---- */

/* Another version is of who made the first, and follows the last. */
static enum err follow(
	struct req *r, struct db_tx *tx, struct uuid id, struct lespakket_create_in *p)
{
	bool found = false;
	struct lespakket_get_row last = { 0 };
	TRY(find(r, tx, id, true, &found, &last));
	if (!found)
		task_fault(r->t, "/vorigeId", "lespakket.onbekend", "Dit lespakket bestaat niet.");
	else if (!is_own(r, &last))
		task_fault(r->t, "/vorigeId", "lespakket.niet_eigen",
			"Je maakt alleen een nieuwe versie van je eigen lespakket.");
	TRY(task_faults_check(r->t));
	p->pakket_id = last.pakket_id;
	p->nummer = last.nummer + 1;
	p->has_school_id = last.has_school_id;
	p->school_id = last.school_id;
	p->has_bedrijf_id = last.has_bedrijf_id;
	p->bedrijf_id = last.bedrijf_id;
	return ERR_OK;
}

static struct lespakket_create_in from_nieuw(struct req *r, const struct api_lespakket_nieuw *n)
{
	const struct uuid id = uuid_new();
	return (struct lespakket_create_in){ .id = id,
		.pakket_id = id,
		.nummer = 1,
		.has_school_id = !uuid_is_nil(r->bereik.school_id),
		.school_id = r->bereik.school_id,
		.has_bedrijf_id = !uuid_is_nil(r->bereik.bedrijf_id),
		.bedrijf_id = r->bereik.bedrijf_id,
		.titel = n->titel,
		.omschrijving = n->omschrijving,
		.niveaus = vorm_niveaus(n->niveaus),
		.themas = vorm_texts(n->themas),
		.duur_minuten = (int32_t)n->duur_minuten,
		.materiaal = vorm_texts(n->materiaal),
		.links = vorm_texts(n->links),
		.account_id = r->actor.account_id,
		.nu = r->now_us };
}

enum err h_lespakket_post(struct req *r, const struct op_lespakket_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct lespakket_create_in p = from_nieuw(r, &in->body);
	invoer_line(r, "/titel", &p.titel);
	TRY(invoer_themas(r, tx, p.themas, (struct db_texts){ NULL, 0 }));
	if (in->body.has_vorige_id == JSN_VALUE)
		TRY(follow(r, tx, in->body.vorige_id, &p));
	TRY(task_faults_check(r->t));
	p.zoektekst = str_fold(task_arena(r->t), p.titel);
	struct lespakket_create_row made;
	TRY(lespakket_create(r->t, tx, &p, &made));
	bool found = false;
	struct lespakket_get_row row;
	TRY(find(r, tx, p.id, false, &found, &row));
	if (!found)
		return req_not_found(r, "Dit lespakket");
	req_created(r, row.versie, "/v1/lespakketten/", row.id);
	put_lespakket(&r->out, &row);
	return ERR_OK;
}

enum err h_lespakket_patch(struct req *r, const struct op_lespakket_patch *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	bool found = false;
	struct lespakket_get_row row;
	TRY(find(r, tx, in->id, true, &found, &row));
	if (!found)
		return req_not_found(r, "Dit lespakket");
	if (!is_own(r, &row))
		return refuse_other(r);
	bool saved = false;
	struct lespakket_set_ingetrokken_row now;
	TRY(lespakket_set_ingetrokken(r->t, tx,
		&(struct lespakket_set_ingetrokken_in){ .id = in->id,
			.ingetrokken = in->body.ingetrokken,
			.versie = r->if_match,
			.account_id = r->actor.account_id,
			.nu = r->now_us },
		&saved, &now));
	if (!saved)
		return req_stale(r, row.versie);
	TRY(find(r, tx, in->id, true, &found, &row));
	req_item(r, 200, row.versie);
	put_lespakket(&r->out, &row);
	return ERR_OK;
}

/* ---- what a school thought of it ---- */

enum err h_waardering_post(struct req *r, const struct op_waardering_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	bool found = false;
	struct waardering_find_row k;
	TRY(waardering_find(r->t, tx,
		&(struct waardering_find_in){ .koppeling_id = in->id,
			.school_id = r->bereik.school_id,
			.docent_id = r->bereik.docent_id },
		&found, &k));
	if (!found)
		return req_not_found(r, "Deze koppeling");
	if (!str_eq(k.status, STR("afgerond")) && !str_eq(k.status, STR("geevalueerd")))
		return task_fail(r->t, ERR_CONFLICT, "koppeling.niet_afgerond",
			"Geef een cijfer als de activiteit is geweest.");
	if (!k.has_lespakket_id)
		return task_fail(r->t, ERR_CONFLICT, "lespakket.niet_gebruikt",
			"Bij deze activiteit hoort geen lespakket.");
	const struct waardering_create_in w = { .id = uuid_new(),
		.koppeling_id = in->id,
		.lespakket_id = k.lespakket_id,
		.cijfer = (int32_t)in->body.cijfer,
		.account_id = r->actor.account_id,
		.nu = r->now_us };
	struct waardering_create_row made;
	TRY(waardering_create(r->t, tx, &w, &made));
	req_created(r, made.versie, "/v1/lespakketten/", k.lespakket_id);
	jsn_object(&r->out);
	jsn_kv_uuid(&r->out, "id", w.id);
	jsn_kv_uuid(&r->out, "koppelingId", w.koppeling_id);
	jsn_kv_uuid(&r->out, "lespakketId", w.lespakket_id);
	jsn_kv_int(&r->out, "cijfer", w.cijfer);
	jsn_object_end(&r->out);
	return ERR_OK;
}
