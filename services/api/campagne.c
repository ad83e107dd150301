/* Campaigns: everyone who is signed in may look and see how far one is, staff keeps them. */
#include "api/invoer.h"
#include "api/req.h"
#include "api/vorm.h"
#include "store/sql.h"

#define PERIODE_DAGEN_MAX 366

static void put_campagne(struct jsn_out *o, const struct campagne_get_row *c)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", c->id);
	jsn_kv_str(o, "soort", c->soort);
	jsn_kv_str(o, "titel", c->titel);
	jsn_kv_str(o, "omschrijving", c->omschrijving);
	jsn_kv_date(o, "vanDatum", c->van_datum);
	jsn_kv_date(o, "totDatum", c->tot_datum);
	vorm_kv_texts(o, "soorten", c->soorten);
	jsn_kv_int(o, "doel", c->doel);
	jsn_kv_str(o, "status", c->status);
	jsn_object_end(o);
}

static enum err get_one(
	struct req *r, struct db_tx *tx, struct uuid id, struct campagne_get_row *ret_row)
{
	struct campagne_get_row *rows = NULL;
	size_t count = 0;
	TRY(campagne_get(r->t, tx, &(struct campagne_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze campagne");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_campagne_list(struct req *r, const struct op_campagne_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct campagne_list_row list;
	TRY(campagne_list(r->t, req_reader(r),
		&(struct campagne_list_in){
			.gesloten = in->gesloten, .na_id = p.after_id, .aantal = p.limit + 1 },
		&list));
	struct campagne_get_row *rows = NULL;
	size_t count = 0;
	TRY(campagne_get(
		r->t, req_reader(r), &(struct campagne_get_in){ .ids = list.ids }, &rows, &count));
	page_open(r, &p, count);
	struct uuid last = { { 0 } };
	for (size_t i = 0; i < p.shown; i++) {
		put_campagne(&r->out, &rows[i]);
		last = rows[i].id;
	}
	page_close(r, &p, STR_NULL, 0, last);
	return ERR_OK;
}

enum err h_campagne_get(struct req *r, const struct op_campagne_get *in)
{
	struct campagne_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.versie);
	put_campagne(&r->out, &row);
	return ERR_OK;
}

enum err h_voortgang_get(struct req *r, const struct op_voortgang_get *in)
{
	struct campagne_get_row row;
	TRY(get_one(r, req_reader(r), in->id, &row));
	struct campagne_voortgang_row v;
	TRY(campagne_voortgang(
		r->t, req_reader(r), &(struct campagne_voortgang_in){ .id = in->id }, &v));
	struct jsn_out *const o = &r->out;
	jsn_object(o);
	jsn_kv_uuid(o, "campagneId", row.id);
	jsn_kv_int(o, "doel", row.doel);
	jsn_kv_int(o, "gevraagd", v.gevraagd);
	jsn_kv_int(o, "open", v.open);
	jsn_kv_int(o, "voorgesteld", v.voorgesteld);
	jsn_kv_int(o, "afgesproken", v.afgesproken);
	jsn_kv_int(o, "geweest", v.geweest);
	jsn_kv_int(o, "inschrijvingen", v.inschrijvingen);
	jsn_kv_int(o, "behaald", v.afgesproken + v.geweest + v.inschrijvingen);
	jsn_kv_int(o, "scholen", v.scholen);
	jsn_kv_int(o, "klassen", v.klassen);
	jsn_object_end(o);
	return ERR_OK;
}

/* ---- writing ---- */

/* Of one that was: its text can still change, and it can be closed. */
static void check_end(struct req *r, int32_t tot_datum)
{
	if (tot_datum < r->today)
		task_fault(r->t, "/totDatum", "campagne.voorbij",
			"Deze periode is al voorbij. Kies een einde dat nog komt.");
}

static enum err save(struct req *r, struct db_tx *tx, struct campagne_save_in *c,
	struct campagne_get_row *ret_row)
{
	invoer_line(r, "/titel", &c->titel);
	if (c->tot_datum < c->van_datum)
		task_fault(r->t, "/totDatum", "periode.omgekeerd",
			"De laatste dag ligt voor de eerste.");
	else if (c->tot_datum - c->van_datum > PERIODE_DAGEN_MAX)
		task_fault(r->t, "/totDatum", "periode.te_lang",
			"De laatste dag ligt hoogstens %d dagen na de eerste.", PERIODE_DAGEN_MAX);
	TRY(task_faults_check(r->t));
	c->account_id = r->actor.account_id;
	c->nu = r->now_us;
	struct campagne_save_row saved;
	TRY(campagne_save(r->t, tx, c, &saved));
	return get_one(r, tx, c->id, ret_row);
}

enum err h_campagne_post(struct req *r, const struct op_campagne_post *in)
{
	const struct api_campagne_nieuw *const n = &in->body;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct campagne_save_in c = { .id = uuid_new(),
		.soort = vorm_choice(api_campagne_soort_names, n->soort),
		.titel = n->titel,
		.omschrijving = n->omschrijving,
		.van_datum = n->van_datum,
		.tot_datum = n->tot_datum,
		.soorten = vorm_choices(task_arena(r->t), api_activiteitsoort_names, n->soorten),
		.doel = (int32_t)n->doel,
		.status = STR("actief") };
	check_end(r, c.tot_datum);
	struct campagne_get_row row;
	TRY(save(r, tx, &c, &row));
	req_created(r, row.versie, "/v1/campagnes/", row.id);
	put_campagne(&r->out, &row);
	return ERR_OK;
}

enum err h_campagne_patch(struct req *r, const struct op_campagne_patch *in)
{
	const struct api_campagne_wijziging *const w = &in->body;
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	bool found = false;
	struct campagne_lock_row held;
	TRY(campagne_lock(r->t, tx, &(struct campagne_lock_in){ .id = in->id }, &found, &held));
	if (!found)
		return req_not_found(r, "Deze campagne");
	if (held.versie != r->if_match)
		return req_stale(r, held.versie);
	struct campagne_get_row row;
	TRY(get_one(r, tx, in->id, &row));
	struct campagne_save_in c = { .id = row.id,
		.soort = row.soort,
		.titel = row.titel,
		.omschrijving = row.omschrijving,
		.van_datum = row.van_datum,
		.tot_datum = row.tot_datum,
		.soorten = row.soorten,
		.doel = row.doel,
		.status = row.status };
	vorm_merge_text(w->has_titel, w->titel, &c.titel);
	vorm_merge_text(w->has_omschrijving, w->omschrijving, &c.omschrijving);
	vorm_set_date(w->has_van_datum, w->van_datum, &c.van_datum);
	vorm_set_date(w->has_tot_datum, w->tot_datum, &c.tot_datum);
	if (w->has_tot_datum == JSN_VALUE)
		check_end(r, c.tot_datum);
	if (w->has_soorten == JSN_VALUE)
		c.soorten = vorm_choices(task_arena(r->t), api_activiteitsoort_names, w->soorten);
	vorm_set_int(w->has_doel, w->doel, &c.doel);
	vorm_set_choice(w->has_status, api_campagne_status_names, w->status, &c.status);
	TRY(save(r, tx, &c, &row));
	req_item(r, 200, row.versie);
	put_campagne(&r->out, &row);
	return ERR_OK;
}
