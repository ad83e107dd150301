#include "worker/bijvul_plan.h"

#include <stdlib.h>

#include "base/date.h"
#include "motor/planning.h"

#define SOLVE_US    INT64_C(3000000) /* a transaction waits for it */
#define PATIENCE_MS 2000	     /* for a turn on the thread */
#define HALVE_DAGEN (PLAN_WOORDEN_MAX * 64)

/* A planning that is made again. */
struct werk {
	struct planning planning;
	struct planning_antwoord antwoord;
	struct planning_rest *rest;
	int64_t tot_us;
	bool gelukt;
};

static void release(void *arg)
{
	struct werk *w = arg;
	planning_antwoord_fini(&w->antwoord);
	planning_fini(&w->planning);
	free(w->rest);
}

/* ---- the question by now ---- */

static struct planning_aanvraag *request(const struct planning *p, size_t aanvraag)
{
	return (struct planning_aanvraag *)p->aanvragen.items + aanvraag;
}

/* The number of a half-day in the planning; below 0 or too large: it is not in it. */
static int32_t bit_of(const struct planning *p, struct tijdvak tijdvak)
{
	return tijdvak_to_number(tijdvak) - tijdvak_to_number((struct tijdvak){ .datum = p->van });
}

static void clear(uint64_t *woorden)
{
	for (size_t i = 0; i < PLAN_WOORDEN_MAX; i++)
		woorden[i] = 0;
}

/* What was pinned beforehand is pinned no more: a match of it may have ended. */
static void drop_pins(struct planning *p)
{
	struct planning_eis *const eisen = p->eisen.items;
	size_t kept = 0;
	for (size_t i = 0; i < p->eisen.count; i++)
		if (eisen[i].soort != PLANNING_VAST)
			eisen[kept++] = eisen[i];
	p->eisen.count = kept;
}

/* A match that runs stays as it is. Where the planning does not know this pair or this half-day,
 * only its school has one more. */
static void keep(struct planning *p, size_t aanvraag, struct uuid aanbod_id, struct tijdvak tijdvak)
{
	struct planning_aanvraag *const a = request(p, aanvraag);
	const int32_t bit = bit_of(p, tijdvak);
	const size_t count = p->eisen.count;
	const bool suits = planning_heeft(a->venster, bit);
	clear(a->venster);
	if (suits && planning_eis(p, a->id, aanbod_id, PLANNING_VAST)) {
		const struct planning_eis *const eis =
			(const struct planning_eis *)p->eisen.items + count;
		const struct planning_houder *const h =
			(const struct planning_houder *)p->houders.items + eis->houder;
		if (planning_heeft(h->vrij, bit)) {
			a->venster[bit / 64] = UINT64_C(1) << (bit % 64);
			return;
		}
		p->eisen.count = count;
	}
	((struct planning_school *)p->scholen.items)[a->school].al++;
}

/* Only what still comes. */
static void from_tomorrow(struct planning *p, size_t aanvraag, int32_t vandaag)
{
	struct planning_aanvraag *const a = request(p, aanvraag);
	const int32_t first = bit_of(p, (struct tijdvak){ .datum = vandaag + 1 });
	for (int32_t bit = 0; bit < first && bit < HALVE_DAGEN; bit++)
		a->venster[bit / 64] &= ~(UINT64_C(1) << (bit % 64));
}

static enum err set_now(
	struct task *t, const struct inzet_list_nu_row *nu, int32_t vandaag, struct planning *p)
{
	size_t runs = 0;
	size_t open = 0;
	drop_pins(p);
	for (size_t i = 0; i < p->aanvragen.count; i++) {
		const int32_t nr = (int32_t)i + 1;
		if (runs < nu->nrs.count && nu->nrs.items[runs] == nr) {
			struct tijdvak tijdvak = { .datum = nu->datums.items[runs] };
			TRY(dagdeel_from_code(nu->dagdelen.items[runs], &tijdvak.dagdeel));
			keep(p, i, nu->aanbod_ids.items[runs], tijdvak);
			runs++;
		} else if (open < nu->open_nrs.count && nu->open_nrs.items[open] == nr) {
			from_tomorrow(p, i, vandaag);
			open++;
		} else {
			clear(request(p, i)->venster);
		}
	}
	for (size_t i = 0; i < nu->gehad_nrs.count; i++)
		if ((size_t)nu->gehad_nrs.items[i] <= p->aanvragen.count)
			(void)planning_eis(p, request(p, (size_t)nu->gehad_nrs.items[i] - 1)->id,
				nu->gehad_ids.items[i], PLANNING_VERBODEN);
	return ERR_OK;
}

/* ---- again ---- */

static bool in_time(void *arg, const struct plan_voortgang *v)
{
	const struct werk *w = arg;
	(void)v;
	return clock_mono_us() < w->tot_us;
}

/* On the offload thread. */
static void solve_now(void *arg)
{
	struct werk *w = arg;
	w->tot_us = clock_mono_us() + SOLVE_US;
	const struct plan_grenzen grenzen = {
		.max_bytes = PLANNING_GEHEUGEN, .voortgang = in_time, .arg = w
	};
	w->gelukt = planning_los(&w->planning, PLANNING_BEST, &grenzen, &w->antwoord) == ERR_OK;
	if (w->gelukt)
		w->rest = planning_rest_van(&w->planning, &w->antwoord);
}

/* A planning that is worked at elsewhere keeps the thread for as long as that takes. */
static enum err solve(struct task *t, struct werk *w, bool *ret_later)
{
	task_set_deadline(t, clock_mono_us() + PATIENCE_MS * 1000);
	const enum err e = task_offload(t, solve_now, w);
	task_set_deadline(t, 0);
	*ret_later = e == ERR_UNAVAILABLE;
	if (*ret_later)
		task_clear_error(t);
	return *ret_later ? ERR_OK : e;
}

/* The half-day that was wanted, where who comes can then too and nobody else has it. */
static struct tijdvak half_day(
	const struct werk *w, uint32_t aanvraag, uint32_t houder, struct tijdvak wanted)
{
	const struct planning_inzet *const z = &w->antwoord.inzet[aanvraag];
	const int32_t bit = bit_of(&w->planning, wanted);
	return planning_heeft(request(&w->planning, aanvraag)->venster, bit) &&
			       planning_heeft(w->rest[houder].vrij, bit)
		       ? wanted
		       : z->tijdvak;
}

enum err bijvul_plan(struct task *t, struct db_tx *tx, const struct bijvulling_claim_row *row,
	struct tijdvak wanted, int32_t vandaag, struct db_uuids niet, struct bijvul_plan *ret_plan)
{
	const struct planning_van_koppeling_in of = { .koppeling_id = row->koppeling_id,
		.max_bytes = BIJVUL_PLAN_BYTES_MAX };
	struct planning_van_koppeling_row found;
	struct inzet_list_nu_row nu;
	uint32_t aanvraag = 0;
	bool has_plan = false;
	*ret_plan = (struct bijvul_plan){ .later = false };
	TRY(planning_van_koppeling(t, tx, &of, &has_plan, &found));
	if (!has_plan)
		return ERR_OK;
	struct werk *const w = ARENA_NEW(task_arena(t), struct werk);
	arena_defer(task_arena(t), release, w);
	/* Of a program that wrote other bytes: the list goes on. */
	if (planning_lees(found.invoer, &w->planning) != ERR_OK ||
		!planning_aanvraag_van(&w->planning, row->aanvraag_id, &aanvraag))
		return ERR_OK;
	TRY(inzet_list_nu(t, tx, &(struct inzet_list_nu_in){ .planning_id = found.id }, &nu));
	TRY(set_now(t, &nu, vandaag, &w->planning));
	for (size_t i = 0; i < niet.count; i++)
		(void)planning_eis(
			&w->planning, row->aanvraag_id, niet.items[i], PLANNING_VERBODEN);
	TRY(solve(t, w, &ret_plan->later));
	if (!w->gelukt || w->antwoord.inzet[aanvraag].kans == PLAN_GEEN)
		return ERR_OK;
	const struct planning_kans *const kans =
		(const struct planning_kans *)w->planning.kansen.items +
		w->antwoord.inzet[aanvraag].kans;
	ret_plan->planning_id = found.id;
	ret_plan->aanbod_id = ((const struct uuid *)w->planning.aanbod.items)[kans->aanbod];
	ret_plan->tijdvak = half_day(w, aanvraag, kans->houder, wanted);
	return ERR_OK;
}
