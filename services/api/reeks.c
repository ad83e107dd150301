/*
 * A series: the same activity several times in a rhythm. Each time is a request of its own, so that
 * its match, its history and its place in the calendar are, and one of them is moved, called off or
 * refilled like any other. What is done with one and all behind it is done here.
 */
#include "api/reeks.h"

#include "api/aanvraag.h"
#include "api/koppeling.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "base/date.h"
#include "domain/soort.h"
#include "post/over.h"
#include "store/sql.h"

#define WEEK 7

/* ---- showing ---- */

static void put_keer(struct jsn_out *o, const struct reeks_list_row *k)
{
	jsn_object(o);
	jsn_kv_int(o, "keer", k->keer);
	jsn_kv_uuid(o, "aanvraagId", k->id);
	jsn_kv_date(o, "vanDatum", k->van_datum);
	jsn_kv_date(o, "totDatum", k->tot_datum);
	jsn_kv_str(o, "status", k->status);
	jsn_key(o, "koppeling");
	if (k->has_koppeling_id) {
		jsn_object(o);
		jsn_kv_uuid(o, "id", k->koppeling_id);
		jsn_kv_uuid(o, "aanbodId", k->aanbod_id);
		jsn_key(o, "tijdvak");
		jsn_object(o);
		jsn_kv_date(o, "datum", k->datum);
		jsn_kv_str(o, "dagdeel", k->dagdeel);
		jsn_object_end(o);
		jsn_kv_str(o, "status", k->koppeling_status);
		jsn_object_end(o);
	} else {
		jsn_null(o);
	}
	jsn_object_end(o);
}

static enum err put_reeks(struct req *r, struct db_tx *tx, struct uuid aanvraag_id)
{
	struct jsn_out *const o = &r->out;
	const struct reeks_list_in all = { .id = aanvraag_id, BEREIK(r) };
	struct reeks_get_row reeks = { .ritme_weken = 0 };
	struct reeks_list_row *keren = NULL;
	size_t count = 0;
	bool found = false;
	TRY(aanvraag_check_visible(r, tx, aanvraag_id));
	TRY(reeks_get(r->t, tx, &(struct reeks_get_in){ .id = aanvraag_id }, &found, &reeks));
	TRY(reeks_list(r->t, tx, &all, &keren, &count));
	jsn_object(o);
	vorm_kv_uuid(o, "id", found, reeks.id);
	vorm_kv_int(o, "ritmeWeken", found, reeks.ritme_weken);
	jsn_key(o, "keren");
	jsn_array(o);
	for (size_t i = 0; i < count; i++)
		put_keer(o, &keren[i]);
	jsn_array_end(o);
	jsn_key(o, "overgeslagen");
	jsn_array(o);
	for (size_t i = 0; found && i < reeks.overgeslagen.count; i++) {
		jsn_object(o);
		jsn_kv_date(o, "vanDatum", reeks.overgeslagen.items[i]);
		jsn_kv_str(o, "soort", reeks.overgeslagen_soort.items[i]);
		jsn_kv_str(o, "naam", reeks.overgeslagen_naam.items[i]);
		jsn_object_end(o);
	}
	jsn_array_end(o);
	jsn_object_end(o);
	return ERR_OK;
}

enum err h_reeks_get(struct req *r, const struct op_reeks_get *in)
{
	return put_reeks(r, req_reader(r), in->id);
}

/* ---- making ---- */

static enum err check_first(struct req *r, const struct aanvraag_get_row *a)
{
	enum soort soort;
	TRY(soort_from_code(a->soort, &soort));
	if (a->has_reeks_id)
		return task_fail(r->t, ERR_CONFLICT, "reeks.bestaat",
			"Deze aanvraag hoort al bij een reeks.");
	if (soort_table[soort].periode)
		return task_fail(r->t, ERR_CONFLICT, "reeks.over_weken",
			"Deze soort activiteit duurt zelf al weken.");
	if (!str_eq(a->status, STR("open")))
		return task_fail(r->t, ERR_CONFLICT, "aanvraag.niet_open",
			"Deze aanvraag staat niet open. Zet hem eerst op open.");
	return ERR_OK;
}

static void check_nieuw(
	struct req *r, const struct aanvraag_get_row *a, const struct api_reeks_nieuw *n)
{
	if ((n->has_aantal == JSN_VALUE) == (n->has_tot_datum == JSN_VALUE))
		task_fault(r->t, "/aantal", "reeks.aantal_of_datum",
			"Zeg hoe vaak, of tot wanneer: een van de twee.");
	if (n->has_tot_datum == JSN_VALUE &&
		date_school_year(n->tot_datum) > date_school_year(a->van_datum))
		task_fault(r->t, "/totDatum", "reeks.ander_schooljaar",
			"Een reeks blijft binnen één schooljaar.");
	if (a->tot_datum - a->van_datum >= (int32_t)n->ritme_weken * WEEK)
		task_fault(r->t, "/ritmeWeken", "reeks.overlapt",
			"De dagen van de aanvraag lopen door tot in de volgende keer. Maak de "
			"periode van de aanvraag korter, of kies een ander ritme.");
}

static enum err explain(struct req *r, enum reeks_uitslag uitslag, const struct api_reeks_nieuw *n)
{
	if (uitslag == REEKS_EERSTE_DICHT)
		return task_fail(r->t, ERR_CONFLICT, "reeks.eerste_dicht",
			"De school is dicht op de dagen van deze aanvraag zelf. Kies eerst andere "
			"dagen.");
	if (uitslag == REEKS_TE_LANG)
		return task_fail(r->t, ERR_CONFLICT, "reeks.te_lang",
			"Een reeks heeft hoogstens %d keren. Kies een eerdere dag.",
			REEKS_KEREN_MAX);
	if (uitslag == REEKS_TE_KORT && n->has_aantal == JSN_VALUE)
		return task_fail(r->t, ERR_CONFLICT, "reeks.te_kort",
			"Zo vaak past niet meer in dit schooljaar. Kies minder keren, of een "
			"sneller ritme.");
	return uitslag == REEKS_GOED ? ERR_OK
				     : task_fail(r->t, ERR_CONFLICT, "reeks.te_kort",
					       "Tot die dag past er geen tweede keer. Kies een "
					       "latere dag.");
}

/* When it comes, and what closes the school meanwhile. */
static enum err plan(struct req *r, struct db_tx *tx, const struct aanvraag_get_row *a,
	const struct api_reeks_nieuw *n, struct reeks_dagen *ret_dagen,
	struct reeks_gesloten_row **ret_rows)
{
	const struct reeks_ritme ritme = { .van = a->van_datum,
		.tot = a->tot_datum,
		.dagdelen = (uint16_t)a->dagdelen,
		.weken = (int32_t)n->ritme_weken,
		.aantal = n->has_aantal == JSN_VALUE ? (size_t)n->aantal : 0,
		.laatste = n->has_tot_datum == JSN_VALUE
				   ? n->tot_datum
				   : date_from_civil(date_school_year(a->van_datum) + 1, 7, 31) };
	const struct reeks_gesloten_in in = { .school_id = a->school_id,
		.van_datum = a->van_datum,
		.tot_datum = ritme.laatste + (a->tot_datum - a->van_datum) };
	size_t count = 0;
	TRY(reeks_gesloten(r->t, tx, &in, ret_rows, &count));
	struct reeks_dicht *dicht = ARENA_ARRAY(task_arena(r->t), count + 1, struct reeks_dicht);
	for (size_t i = 0; i < count; i++)
		dicht[i] =
			(struct reeks_dicht){ (*ret_rows)[i].van_datum, (*ret_rows)[i].tot_datum };
	return explain(r, reeks_plan(&ritme, dicht, count, ret_dagen), n);
}

static enum err create(struct req *r, struct db_tx *tx, const struct aanvraag_get_row *a,
	const struct reeks_dagen *dagen, const struct reeks_gesloten_row *rows,
	struct reeks_create_in *reeks)
{
	struct arena *const arena = task_arena(r->t);
	int32_t *const over = ARENA_ARRAY(arena, REEKS_OVER_MAX, int32_t);
	struct str *const soorten = ARENA_ARRAY(arena, REEKS_OVER_MAX, struct str);
	struct str *const namen = ARENA_ARRAY(arena, REEKS_OVER_MAX, struct str);
	struct uuid *const ids = ARENA_ARRAY(arena, REEKS_KEREN_MAX, struct uuid);
	for (size_t i = 0; i < dagen->over_count; i++) {
		over[i] = a->van_datum + dagen->over[i].dagen;
		soorten[i] = rows[dagen->over[i].dicht].soort;
		namen[i] = rows[dagen->over[i].dicht].naam;
	}
	for (size_t i = 1; i < dagen->count; i++)
		ids[i] = uuid_new();
	reeks->overgeslagen = (struct db_ints){ over, dagen->over_count };
	reeks->overgeslagen_soort = (struct db_texts){ soorten, dagen->over_count };
	reeks->overgeslagen_naam = (struct db_texts){ namen, dagen->over_count };
	TRY(reeks_create(r->t, tx, reeks));
	struct reeks_begin_row begun;
	TRY(reeks_begin(r->t, tx,
		&(struct reeks_begin_in){ .id = a->id,
			.reeks_id = reeks->id,
			.account_id = r->actor.account_id,
			.nu = r->now_us },
		&begun));
	return reeks_copy(r->t, tx,
		&(struct reeks_copy_in){ .id = a->id,
			.ids = { ids + 1, dagen->count - 1 },
			.dagen = { dagen->dagen + 1, dagen->count - 1 },
			.account_id = r->actor.account_id,
			.nu = r->now_us });
}

enum err h_reeks_post(struct req *r, const struct op_reeks_post *in)
{
	struct db_tx *tx;
	struct aanvraag_get_row *first = ARENA_NEW(task_arena(r->t), struct aanvraag_get_row);
	struct aanvraag_lock_row held;
	struct reeks_dagen *dagen = ARENA_NEW(task_arena(r->t), struct reeks_dagen);
	struct reeks_gesloten_row *gesloten = NULL;
	bool found = false;
	const struct aanvraag_lock_in lock = { .id = in->id,
		.alle = r->bereik.alle,
		.docent_id = r->bereik.docent_id,
		.school_id = r->bereik.school_id };
	TRY(req_begin(r, &tx));
	TRY(aanvraag_lock(r->t, tx, &lock, &found, &held));
	if (!found)
		return req_not_found(r, "Deze aanvraag");
	TRY(aanvraag_read(r, tx, in->id, first));
	TRY(check_first(r, first));
	check_nieuw(r, first, &in->body);
	TRY(task_faults_check(r->t));
	TRY(plan(r, tx, first, &in->body, dagen, &gesloten));
	struct reeks_create_in reeks = { .id = uuid_new(),
		.school_id = first->school_id,
		.ritme_weken = (int32_t)in->body.ritme_weken,
		.nu = r->now_us };
	TRY(create(r, tx, first, dagen, gesloten, &reeks));
	r->resp->status = 201;
	return put_reeks(r, tx, in->id);
}

/* ---- one and all behind it ---- */

enum err reeks_probeer(struct req *r, struct db_tx *tx, struct tijdvak dag,
	enum err (*doe)(struct req *r, struct db_tx *tx, const void *arg), const void *arg,
	struct reeks_niet *niet)
{
	struct db_part part;
	TRY(db_part_begin(r->t, tx, &part));
	const enum err e = doe(r, tx, arg);
	if (e == ERR_OK)
		return db_part_keep(r->t, tx);
	const struct fault *f = task_error(r->t);
	/* What only came between is tried again as a whole. */
	if (e != ERR_CONFLICT || f == NULL || db_lost_to_another(r->t))
		return e;
	niet->regels[niet->count].dag = dag;
	niet->regels[niet->count].code = str_dup(task_arena(r->t), str_from(f->code));
	niet->regels[niet->count++].uitleg = str_dup(task_arena(r->t), str_from(f->detail));
	task_clear_error(r->t);
	return db_part_undo(r->t, tx, &part);
}

static enum post_taal post_taal(const struct req *r)
{
	return r->taal == SCORE_TAAL_EN ? POST_EN : POST_NL;
}

enum err reeks_check(struct req *r, const struct reeks_niet *niet)
{
	for (size_t i = 0; i < niet->count; i++)
		task_fault(r->t, "/tijdvak",
			arena_printf(task_arena(r->t), "%.*s", STR_FMT(niet->regels[i].code)),
			"%.*s: %.*s",
			STR_FMT(post_halve_dag(task_arena(r->t), niet->regels[i].dag.datum,
				niet->regels[i].dag.dagdeel, post_taal(r))),
			STR_FMT(niet->regels[i].uitleg));
	return niet->count == 0 ? ERR_OK
				: task_fail(r->t, ERR_CONFLICT, "reeks.past_niet",
					  "Niet alle keren passen. Onder `errors` staat op welke "
					  "dagen het niet kan, en waarom.");
}

/* One time that is proposed for. */
struct keer {
	struct uuid aanvraag_id, aanbod_id, id;
	struct api_tijdvak_keuze keuze;
};

static enum err propose(struct req *r, struct db_tx *tx, const void *arg)
{
	const struct keer *k = arg;
	return koppeling_stel_voor(r, tx, k->aanvraag_id, k->aanbod_id, &k->keuze, k->id);
}

enum err reeks_stel_voor(struct req *r, struct db_tx *tx, struct uuid aanvraag_id,
	const struct api_koppeling_nieuw *n, struct uuid id)
{
	struct reeks_hold_row *keren = NULL;
	size_t count = 0;
	TRY(aanvraag_check_visible(r, tx, aanvraag_id));
	TRY(reeks_hold(r->t, tx, &(struct reeks_hold_in){ .id = aanvraag_id }, &keren, &count));
	if (count == 0)
		return koppeling_stel_voor(r, tx, aanvraag_id, n->aanbod_id, &n->tijdvak, id);
	struct reeks_niet *niet = ARENA_NEW(task_arena(r->t), struct reeks_niet);
	niet->count = 0;
	bool first_fits = false;
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && (keren[i].loopt || !str_eq(keren[i].status, STR("open"))))
			continue;
		struct keer k = { keren[i].id, n->aanbod_id, i == 0 ? id : uuid_new(), n->tijdvak };
		k.keuze.datum += keren[i].dagen;
		const struct tijdvak dag = vorm_keuze(&k.keuze);
		TRY(reeks_probeer(r, tx, dag, propose, &k, niet));
		first_fits = first_fits || niet->count == 0;
	}
	return n->wat_kan && first_fits ? ERR_OK : reeks_check(r, niet);
}

/* ---- steps ---- */

static bool can_take(const struct req *r, const struct reeks_volgende_row *k, enum stap stap)
{
	enum toestand van;
	const struct toestand_stap *row = NULL;
	if (toestand_from_code(k->status, &van) != ERR_OK ||
		toestand_stap_check(van, stap, toegang_rol(r->actor.rol), &row) != ERR_OK)
		return false;
	return stap != STAP_BEVESTIGEN ||
	       !(req_is_school(r) ? k->school_bevestigd : k->aanbieder_bevestigd);
}

/* The step as this match can take it: the same, or another no. */
static bool pick_stap(const struct req *r, const struct reeks_volgende_row *k, enum stap wanted,
	enum stap *ret_stap)
{
	static const enum stap nee[] = { STAP_AFSLAAN, STAP_ANNULEREN, STAP_AFWIJZEN };
	const size_t count = sizeof(nee) / sizeof(nee[0]);
	bool is_nee = false;
	if (k->begint_op <= r->now_us)
		return false;
	*ret_stap = wanted;
	if (can_take(r, k, wanted))
		return true;
	for (size_t i = 0; i < count; i++)
		is_nee = is_nee || nee[i] == wanted;
	for (size_t i = 0; is_nee && i < count; i++) {
		*ret_stap = nee[i];
		if (can_take(r, k, nee[i]))
			return true;
	}
	return false;
}

/* Says on which day it went wrong. */
static enum err name_day(struct req *r, enum err e, const struct reeks_volgende_row *k)
{
	const struct fault *f = task_error(r->t);
	enum dagdeel dagdeel;
	if ((e != ERR_CONFLICT && e != ERR_FORBIDDEN) || f == NULL || db_lost_to_another(r->t) ||
		dagdeel_from_code(k->dagdeel, &dagdeel) != ERR_OK)
		return e;
	const char *code = arena_printf(task_arena(r->t), "%s", f->code);
	const char *why = arena_printf(task_arena(r->t), "%s", f->detail);
	const struct str day = post_halve_dag(task_arena(r->t), k->datum, dagdeel, post_taal(r));
	task_clear_error(r->t);
	return task_fail(r->t, e, code, "%.*s: %s", STR_FMT(day), why);
}

enum err reeks_zet_volgende(struct req *r, struct db_tx *tx, struct uuid id,
	const struct koppeling_stap *step, struct reeks_gezet *ret_gezet)
{
	struct reeks_volgende_row *rows = NULL;
	size_t count = 0;
	ret_gezet->count = 0;
	if (step->andere_tijdvakken.count > 0) {
		task_fault(r->t, "/enVolgende", "reeks.ander_tijdvak",
			"Noem andere dagdelen bij elke keer apart.");
		return task_faults_check(r->t);
	}
	TRY(reeks_volgende(r->t, tx, &(struct reeks_volgende_in){ .id = id }, &rows, &count));
	for (size_t i = 0; i < count && i + 1 < REEKS_KEREN_MAX; i++) {
		struct koppeling_stap same = *step;
		if (!pick_stap(r, &rows[i], step->stap, &same.stap))
			continue;
		TRY(name_day(r, koppeling_zet_stap(r, tx, rows[i].id, &same), &rows[i]));
		ret_gezet->ids[ret_gezet->count++] = rows[i].id;
	}
	return ERR_OK;
}
