#include "worker/planner_werk.h"

#include <stdio.h>

#include "base/date.h"
#include "base/log.h"

#define SECOND_US INT64_C(1000000)

struct str werk_code(struct task *t, enum err e)
{
	const struct fault *const f = task_error(t);
	return str_from(f != NULL ? f->code : err_name(e));
}

void werk_keep_fault(struct task *t, enum err e, void *arg)
{
	struct werk *w = arg;
	if (e == ERR_OK)
		return;
	(void)snprintf(w->fout, sizeof(w->fout), "%.*s", STR_FMT(werk_code(t, e)));
	w->opnieuw = db_lost_to_another(t);
}

enum err werk_end_tx(struct task *t, struct db_tx *tx, struct werk *w, bool ours, enum err said)
{
	const enum err e = said == ERR_OK ? db_commit(t, tx) : said;
	db_rollback(tx); /* of a committed one: only gives it back */
	w->verloren = e == ERR_OK && !ours;
	return e;
}

/* ---- having it ---- */

enum err werk_claim(struct task *t, struct werk *w, bool *ret_found)
{
	const int64_t now_us = clock_now_us();
	const struct planning_claim_in in = { .nu = now_us,
		.vergeten = now_us - PLANNER_VERGETEN_S * SECOND_US };
	struct db_tx *tx;
	TRY(db_begin(t, w->planner->db, &tx));
	const enum err e = planning_claim(t, tx, &in, ret_found, &w->row);
	return werk_end_tx(t, tx, w, true, e);
}

enum err werk_release(struct task *t, struct werk *w)
{
	const struct planning_release_in in = { .id = w->row.id, .poging = w->row.poging };
	struct db_tx *tx;
	TRY(db_begin(t, w->planner->db, &tx));
	return werk_end_tx(t, tx, w, true, planning_release(t, tx, &in));
}

/* ---- signs of life ---- */

enum err werk_leeft(struct task *t, struct db_tx *tx, struct werk *w,
	const struct plan_voortgang *v, bool *ret_ours)
{
	const struct plan_voortgang none = { 0 };
	if (v == NULL)
		v = &none;
	const bool known = v->totaal > 0;
	const struct planning_progress_in in = { .id = w->row.id,
		.poging = w->row.poging,
		.fase = w->fase,
		.gedaan = w->gedaan,
		.has_geplaatst = known,
		.geplaatst = (int32_t)v->gedaan,
		.has_bediend = known,
		.bediend = (int32_t)v->bediend,
		.has_grens = known,
		.grens = w->begrensd ? w->grens : -v->ondergrens,
		.nu = clock_now_us() };
	struct planning_progress_row row = { .max_seconden = w->row.max_seconden };
	TRY(planning_progress(t, tx, &in, ret_ours, &row));
	w->row.max_seconden = row.max_seconden;
	return ERR_OK;
}

enum err werk_teken(struct task *t, struct werk *w, const struct plan_voortgang *v)
{
	struct db_tx *tx;
	bool ours = false;
	TRY(db_begin(t, w->planner->db, &tx));
	const enum err said = werk_leeft(t, tx, w, v, &ours);
	return werk_end_tx(t, tx, w, ours, said);
}

/* ---- failing ---- */

/* The pins for which `blamed` holds, for a refusal. */
static void name_pins(struct arena *a, const struct werk *w,
	bool (*blamed)(const struct werk *w, uint32_t eis), struct planning_fail_in *in)
{
	struct uuid *const aanvragen = ARENA_ARRAY(a, w->wens_count + 1, struct uuid);
	struct uuid *const aanbod = ARENA_ARRAY(a, w->wens_count + 1, struct uuid);
	size_t count = 0;
	for (size_t i = 0; i < w->wens_count; i++)
		if (blamed(w, w->wensen[i].eis)) {
			aanvragen[count] = w->wensen[i].aanvraag_id;
			aanbod[count++] = w->wensen[i].aanbod_id;
		}
	in->botst_aanvragen = (struct db_uuids){ aanvragen, count };
	in->botst_aanbod = (struct db_uuids){ aanbod, count };
}

static bool is_no_chance(const struct werk *w, uint32_t eis)
{
	(void)w;
	return eis == PLAN_GEEN;
}

static bool clashes(const struct werk *w, uint32_t eis)
{
	const struct planning_antwoord *const best = &w->antwoord[PLANNING_BEST];
	for (size_t i = 0; i < best->botst_count; i++)
		if (best->botst[i] == eis)
			return true;
	return false;
}

/* From what was in the way to what staff is told (PlanningFout): what is not here is our own fault,
 * and the log has it. */
static const struct {
	const char *oorzaak, *fout;
} fouten[] = {
	{ "vast_kan_niet", "vast_kan_niet" },
	{ "vast_botst", "vast_botst" },
	{ "geheugen", "geheugen" },
	{ "kosten", "kosten" },
	{ "planning.te_groot", "te_groot" },
	{ "gewicht.onleesbaar", "gewicht_onleesbaar" },
	{ "onrustig", "onrustig" },
	{ "te_vaak_onderbroken", "te_vaak_onderbroken" },
};

static struct str fout_of(struct str oorzaak)
{
	for (size_t i = 0; i < sizeof(fouten) / sizeof(fouten[0]); i++)
		if (str_eq(oorzaak, str_from(fouten[i].oorzaak)))
			return str_from(fouten[i].fout);
	return STR("intern");
}

/* `in->fout` is the cause. */
static enum err fail(struct task *t, struct werk *w, struct planning_fail_in *in)
{
	LOG(LOG_WARN, "planning.mislukt", LOG_STR("code", in->fout));
	in->fout = fout_of(in->fout);
	struct planning_fail_row row;
	struct db_tx *tx;
	bool ours = false;
	in->id = w->row.id;
	in->poging = w->row.poging;
	in->nu = clock_now_us();
	TRY(db_begin(t, w->planner->db, &tx));
	const enum err said = planning_fail(t, tx, in, &ours, &row);
	const enum err e = werk_end_tx(t, tx, w, ours, said);
	w->klaar = e == ERR_OK;
	return e;
}

enum err werk_fail(struct task *t, struct werk *w, struct str code)
{
	struct planning_fail_in in = { .fout = code };
	return fail(t, w, &in);
}

enum err werk_fail_impossible(struct task *t, struct werk *w)
{
	struct planning_fail_in in = { .fout = str_from(plan_fout_code(PLAN_FOUT_VAST_KAN_NIET)) };
	name_pins(task_arena(t), w, is_no_chance, &in);
	return fail(t, w, &in);
}

enum err werk_fail_refused(struct task *t, struct werk *w)
{
	const struct planning_antwoord *const best = &w->antwoord[PLANNING_BEST];
	struct planning_fail_in in = { .fout = str_from(plan_fout_code(best->fout)),
		.has_nodig_bytes = best->nodig_bytes > 0,
		.nodig_bytes = (int64_t)best->nodig_bytes };
	name_pins(task_arena(t), w, clashes, &in);
	return fail(t, w, &in);
}
