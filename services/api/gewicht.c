/*
 * Weights of the factors, in versions: a draft is made, changed and brought into force; so is an
 * earlier version, to go back. Staff only. Whoever writes holds all versions of the type.
 */
#include "api/gewicht.h"

#include "api/vorm.h"
#include "score/factor.h"

/* What a version gives to every factor, in the order of the engine. */
static void set_weights(struct db_texts factoren, struct db_ints gewichten, int32_t *weights)
{
	for (size_t i = 0; i < factoren.count; i++) {
		enum score_factor factor = SCORE_FACTOR_COUNT;
		if (score_factor_from_code(factoren.items[i], &factor) == ERR_OK)
			weights[factor] = gewichten.items[i];
	}
}

void gewicht_write_factoren(struct jsn_out *o, struct db_texts factoren, struct db_ints gewichten)
{
	int32_t weights[SCORE_FACTOR_COUNT] = { 0 };
	set_weights(factoren, gewichten, weights);
	jsn_key(o, "gewichten");
	jsn_array(o);
	for (size_t i = 0; i < SCORE_FACTOR_COUNT; i++) {
		jsn_object(o);
		jsn_kv_cstr(o, "factor", score_factor_table[i].code);
		jsn_kv_int(o, "gewicht", weights[i]);
		jsn_object_end(o);
	}
	jsn_array_end(o);
}

static void put_gewicht(struct jsn_out *o, const struct gewicht_get_row *row)
{
	jsn_object(o);
	jsn_kv_uuid(o, "id", row->id);
	jsn_kv_str(o, "soort", row->soort);
	jsn_kv_int(o, "versie", row->versie);
	jsn_kv_str(o, "status", row->status);
	gewicht_write_factoren(o, row->factoren, row->gewichten);
	jsn_kv_instant(o, "gemaaktOp", row->gemaakt_op);
	jsn_kv_instant(o, "gewijzigdOp", row->gewijzigd_op);
	jsn_object_end(o);
}

/* ---- reading ---- */

enum err gewicht_find(
	struct req *r, struct db_tx *tx, struct uuid id, struct gewicht_get_row *ret_row)
{
	struct gewicht_get_row *rows = NULL;
	size_t count = 0;
	TRY(gewicht_get(r->t, tx, &(struct gewicht_get_in){ .ids = { &id, 1 } }, &rows, &count));
	if (count == 0)
		return req_not_found(r, "Deze versie van de gewichten");
	*ret_row = rows[0];
	return ERR_OK;
}

enum err h_gewicht_list(struct req *r, const struct op_gewicht_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	const struct gewicht_list_in find = {
		.soort = in->has_soort ? vorm_choice(api_activiteitsoort_names, in->soort)
				       : STR_NULL,
		.status = in->has_status ? vorm_choice(api_gewicht_status_names, in->status)
					 : STR_NULL,
		.na_soort = p.after_text,
		.na_versie = (int32_t)p.after_number,
		.aantal = p.limit + 1
	};
	struct gewicht_list_row list;
	TRY(gewicht_list(r->t, req_reader(r), &find, &list));
	struct gewicht_get_row *rows = NULL;
	size_t count = 0;
	TRY(gewicht_get(
		r->t, req_reader(r), &(struct gewicht_get_in){ .ids = list.ids }, &rows, &count));
	page_open(r, &p, count);
	for (size_t i = 0; i < p.shown; i++)
		put_gewicht(&r->out, &rows[i]);
	const struct gewicht_get_row *last = p.shown > 0 ? &rows[p.shown - 1] : NULL;
	page_close(r, &p, last != NULL ? last->soort : STR(""), last != NULL ? last->versie : 0,
		(struct uuid){ { 0 } });
	return ERR_OK;
}

enum err h_gewicht_get(struct req *r, const struct op_gewicht_get *in)
{
	struct gewicht_get_row row;
	TRY(gewicht_find(r, req_reader(r), in->id, &row));
	req_item(r, 200, row.wijziging);
	put_gewicht(&r->out, &row);
	return ERR_OK;
}

enum err h_activering_list(struct req *r, const struct op_activering_list *in)
{
	struct page p;
	TRY(page_init(r, in->cursor, in->limit, &p));
	struct gewicht_get_row version;
	TRY(gewicht_find(r, req_reader(r), in->id, &version));
	const struct activering_list_in find = { .soort = version.soort,
		.versie = version.versie,
		.na_volgnummer = (int32_t)p.after_number,
		.aantal = p.limit + 1 };
	struct activering_list_row *rows = NULL;
	size_t count = 0;
	TRY(activering_list(r->t, req_reader(r), &find, &rows, &count));
	page_open(r, &p, count);
	for (size_t i = 0; i < p.shown; i++) {
		jsn_object(&r->out);
		jsn_kv_str(&r->out, "soort", rows[i].soort);
		jsn_kv_int(&r->out, "volgnummer", rows[i].volgnummer);
		jsn_kv_int(&r->out, "versie", rows[i].versie);
		vorm_kv_int(&r->out, "vorige", rows[i].has_vorige, rows[i].vorige);
		jsn_kv_instant(&r->out, "op", rows[i].op);
		jsn_kv_str(&r->out, "toelichting", rows[i].toelichting);
		jsn_object_end(&r->out);
	}
	page_close(r, &p, STR(""), p.shown > 0 ? rows[p.shown - 1].volgnummer : 0,
		(struct uuid){ { 0 } });
	return ERR_OK;
}

/* ---- writing ---- */

struct versions {
	const struct gewicht_lock_row *rows;
	size_t count;
};

static enum err hold_all(
	struct req *r, struct db_tx *tx, struct str soort, struct versions *ret_all)
{
	struct gewicht_lock_row *rows = NULL;
	TRY(gewicht_lock(
		r->t, tx, &(struct gewicht_lock_in){ .soort = soort }, &rows, &ret_all->count));
	ret_all->rows = rows;
	return ERR_OK;
}

static const struct gewicht_lock_row *find_active(const struct versions *all)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_eq(all->rows[i].status, STR("actief")))
			return &all->rows[i];
	return NULL;
}

/* Holds the versions of the type of this one, and says what it is then. */
static enum err hold(struct req *r, struct db_tx *tx, struct uuid id, struct versions *ret_all,
	struct gewicht_lock_row *ret_own)
{
	struct gewicht_get_row row;
	TRY(gewicht_find(r, tx, id, &row));
	TRY(hold_all(r, tx, row.soort, ret_all));
	for (size_t i = 0; i < ret_all->count; i++)
		if (uuid_eq(ret_all->rows[i].id, id))
			*ret_own = ret_all->rows[i];
	return ERR_OK;
}

/* Weights as they are kept: every factor by its code. */
struct kept {
	struct str codes[SCORE_FACTOR_COUNT];
	int32_t weights[SCORE_FACTOR_COUNT];
};

static void keep_nothing(struct kept *k)
{
	*k = (struct kept){ 0 };
	for (size_t i = 0; i < SCORE_FACTOR_COUNT; i++)
		k->codes[i] = str_from(score_factor_table[i].code);
}

/* The given ones, with a fault for each that comes twice and for another sum than 1000. */
static enum err read_weights(struct req *r, struct jsn_array given, struct kept *k)
{
	const struct api_factor_gewicht *g = given.items;
	bool seen[SCORE_FACTOR_COUNT] = { false };
	int64_t sum = 0;
	keep_nothing(k);
	for (size_t i = 0; i < given.count; i++) {
		enum score_factor factor = SCORE_FACTOR_COUNT;
		TRY(score_factor_from_code(
			vorm_choice(api_factor_code_names, g[i].factor), &factor));
		if (seen[factor])
			task_fault(r->t, arena_printf(task_arena(r->t), "/gewichten/%zu/factor", i),
				"gewicht.dubbel", "De factor %s staat er al bij.",
				score_factor_table[factor].code);
		seen[factor] = true;
		k->weights[factor] = (int32_t)g[i].gewicht;
		sum += g[i].gewicht;
	}
	if (sum != SCORE_GEWICHT_SOM)
		task_fault(r->t, "/gewichten", "gewicht.som",
			"De gewichten zijn samen %lld en moeten samen %d zijn.", (long long)sum,
			SCORE_GEWICHT_SOM);
	return task_faults_check(r->t);
}

static struct db_texts codes_of(const struct kept *k)
{
	return (struct db_texts){ k->codes, SCORE_FACTOR_COUNT };
}

static struct db_ints weights_of(const struct kept *k)
{
	return (struct db_ints){ k->weights, SCORE_FACTOR_COUNT };
}

static enum err answer(struct req *r, struct db_tx *tx, struct uuid id, bool made)
{
	struct gewicht_get_row row;
	TRY(gewicht_find(r, tx, id, &row));
	if (made)
		req_created(r, row.wijziging, "/v1/gewichten/", id);
	else
		req_item(r, 200, row.wijziging);
	put_gewicht(&r->out, &row);
	return ERR_OK;
}

static enum err copy_active(
	struct req *r, struct db_tx *tx, const struct versions *all, struct kept *k)
{
	const struct gewicht_lock_row *active = find_active(all);
	if (active == NULL)
		return ERR_INTERNAL;
	struct gewicht_get_row row;
	TRY(gewicht_find(r, tx, active->id, &row));
	keep_nothing(k);
	set_weights(row.factoren, row.gewichten, k->weights);
	return ERR_OK;
}

enum err h_gewicht_post(struct req *r, const struct op_gewicht_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	const struct str soort = vorm_choice(api_activiteitsoort_names, in->body.soort);
	struct versions all;
	struct kept k;
	TRY(hold_all(r, tx, soort, &all));
	if (in->body.has_gewichten == JSN_VALUE)
		TRY(read_weights(r, in->body.gewichten, &k));
	else
		TRY(copy_active(r, tx, &all, &k));
	const struct gewicht_create_in args = { .soort = soort,
		.factoren = codes_of(&k),
		.gewichten = weights_of(&k),
		.nu = r->now_us,
		.has_account_id = true,
		.account_id = r->actor.account_id };
	struct gewicht_create_row made;
	TRY(gewicht_create(r->t, tx, &args, &made));
	return answer(r, tx, made.id, true);
}

enum err h_gewicht_patch(struct req *r, const struct op_gewicht_patch *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct versions all;
	struct gewicht_lock_row own = { 0 };
	struct kept k;
	TRY(hold(r, tx, in->id, &all, &own));
	if (own.wijziging != r->if_match)
		return req_stale(r, own.wijziging);
	TRY(read_weights(r, in->body.gewichten, &k));
	if (!str_eq(own.status, STR("concept")))
		return task_fail(r->t, ERR_CONFLICT, "gewicht.geen_concept",
			"Deze versie is actief of is dat geweest, en blijft zoals ze is. Maak een "
			"nieuw concept.");
	const struct gewicht_update_in args = { .id = in->id,
		.factoren = codes_of(&k),
		.gewichten = weights_of(&k),
		.nu = r->now_us,
		.account_id = r->actor.account_id };
	struct gewicht_update_row row;
	TRY(gewicht_update(r->t, tx, &args, &row));
	return answer(r, tx, in->id, false);
}

enum err gewicht_hold_against(struct req *r, struct db_tx *tx, struct uuid id, int64_t seen,
	struct gewicht_lock_row *ret_active)
{
	struct versions all;
	struct gewicht_lock_row own = { 0 };
	TRY(hold(r, tx, id, &all, &own));
	const struct gewicht_lock_row *active = find_active(&all);
	if (active == NULL)
		return ERR_INTERNAL;
	if (active->versie == own.versie)
		return task_fail(r->t, ERR_CONFLICT, "gewicht.al_actief", "Versie %d is al actief.",
			own.versie);
	if (active->versie != seen)
		return task_fail(r->t, ERR_CONFLICT, "gewicht.andere_actief",
			"Niet versie %lld maar versie %d is nu actief. Kijk eerst wat dat "
			"verandert.",
			(long long)seen, active->versie);
	*ret_active = *active;
	return ERR_OK;
}

enum err h_activering_post(struct req *r, const struct op_activering_post *in)
{
	struct db_tx *tx;
	TRY(req_begin(r, &tx));
	struct gewicht_lock_row active;
	TRY(gewicht_hold_against(r, tx, in->id, in->body.vervangt, &active));
	const struct gewicht_activate_in args = { .id = in->id,
		.toelichting =
			in->body.has_toelichting == JSN_VALUE ? in->body.toelichting : STR_NULL,
		.nu = r->now_us,
		.account_id = r->actor.account_id };
	struct gewicht_activate_row row;
	TRY(gewicht_activate(r->t, tx, &args, &row));
	return answer(r, tx, in->id, true);
}
