#include "worker/planner_schrijf.h"

#include "base/date.h"
#include "base/log.h"
#include "motor/voorstel.h"

#define BLAD	      50 /* requests of one transaction */
#define ALTERNATIEVEN 3

enum err planner_load_vraag(
	struct task *t, struct db_tx *tx, const struct werk *w, struct uuid id, struct motor *m)
{
	const struct kandidaat_aanvraag_in in = { .ids = { &id, 1 }, .vanaf = w->vandaag };
	TRY(motor_load_aanvraag(t, tx, w->planner->taxonomie, &in, m));
	m->config.gewichten = w->gewichten;
	m->config.seed = (uint64_t)w->row.loting;
	return ERR_OK;
}

/* Whether a houder has a half-day left that suits, in this planning. */
static bool has_room(const struct werk *w, const struct planning_kans *kans)
{
	const struct planning_aanvraag *const a =
		(const struct planning_aanvraag *)w->planning.aanvragen.items + kans->aanvraag;
	const struct planning_rest *const r = &w->rest[kans->houder];
	uint64_t suits = 0;
	for (size_t i = 0; i < PLAN_WOORDEN_MAX; i++)
		suits |= r->vrij[i] & a->venster[i];
	return suits != 0 && r->over > 0;
}

static struct db_uuids alternatives(
	struct task *t, const struct werk *w, struct planning_kansen all, uint32_t chosen)
{
	const struct planning_kans *const kansen = w->planning.kansen.items;
	const struct uuid *const aanbod = w->planning.aanbod.items;
	struct uuid *const ids = ARENA_ARRAY(task_arena(t), ALTERNATIEVEN, struct uuid);
	size_t count = 0;
	for (size_t i = all.first; i < all.end && count < ALTERNATIEVEN; i++)
		if (i != chosen && has_room(w, &kansen[i]))
			ids[count++] = aanbod[kansen[i].aanbod];
	return (struct db_uuids){ ids, count };
}

/* Judges a match by the facts of now and says why; false when it cannot be after all. */
static enum err judge(struct task *t, struct db_tx *tx, const struct werk *w, struct uuid aanvraag,
	struct uuid aanbod, struct inzet_create_in *in, struct tijdvak tijdvak, bool *ret_possible)
{
	struct motor *const m = ARENA_NEW(task_arena(t), struct motor);
	struct score_uitleg *const uitleg = ARENA_NEW(task_arena(t), struct score_uitleg);
	TRY(planner_load_vraag(t, tx, w, aanvraag, m));
	enum err e = motor_load_een(t, tx, aanbod, m);
	if (e == ERR_OK)
		e = voorstel_beoordeel(t, m, SCORE_TAAL_NL, tijdvak, uitleg);
	*ret_possible = e == ERR_OK;
	if (e == ERR_NOT_FOUND || e == ERR_CONFLICT) {
		task_clear_error(t);
		return ERR_OK;
	}
	TRY(e);
	in->has_score = true;
	in->score = uitleg->uitkomst.score;
	in->factoren = voorstel_factoren(t, m, uitleg);
	return ERR_OK;
}

static enum err write_one(struct task *t, struct db_tx *tx, struct werk *w)
{
	const struct planning_aanvraag *const a =
		(const struct planning_aanvraag *)w->planning.aanvragen.items + w->nr;
	const struct planning_inzet *const z = &w->antwoord[PLANNING_BEST].inzet[w->nr];
	const struct planning_kans *const kansen = w->planning.kansen.items;
	const struct uuid *const aanbod = w->planning.aanbod.items;
	struct inzet_create_in in = { .planning_id = w->row.id,
		.nr = (int32_t)w->nr + 1,
		.aanvraag_id = a->id,
		.factoren = STR_NULL };
	bool possible = false;
	const struct planning_kansen all = planning_kansen_van(&w->planning, (uint32_t)w->nr);
	if (z->kans == PLAN_GEEN) {
		in.status = STR("onvervuld");
		in.reden = all.first == all.end ? STR("niemand") : STR("schaars");
		return inzet_create(t, tx, &in);
	}
	in.status = STR("gepland");
	in.has_aanbod_id = in.has_datum = in.has_plaats = true;
	in.aanbod_id = aanbod[kansen[z->kans].aanbod];
	in.datum = z->tijdvak.datum;
	in.dagdeel = str_from(dagdeel_table[z->tijdvak.dagdeel].code);
	in.plaats = (int32_t)(z->kans - all.first) + 1;
	TRY(judge(t, tx, w, a->id, in.aanbod_id, &in, z->tijdvak, &possible));
	if (!possible) {
		planning_add_eis(&w->verzameling.planning, (uint32_t)w->nr, kansen[z->kans].houder,
			PLANNING_VERBODEN);
		w->ruled_out++;
		return ERR_OK;
	}
	in.alternatieven = alternatives(t, w, all, z->kans);
	return inzet_create(t, tx, &in);
}

static enum err write_page(struct task *t, void *arg)
{
	struct werk *w = arg;
	struct db_tx *tx;
	bool ours = false;
	const size_t begun = w->nr;
	TRY(db_begin(t, w->planner->db, &tx));
	enum err e = werk_leeft(t, tx, w, NULL, &ours);
	if (e == ERR_OK && ours && w->nr == 0)
		e = inzet_clear(t, tx, &(struct inzet_clear_in){ .planning_id = w->row.id });
	while (e == ERR_OK && ours && w->nr < w->planning.aanvragen.count && w->nr < begun + BLAD) {
		e = write_one(t, tx, w);
		w->nr++;
	}
	return werk_end_tx(t, tx, w, ours, e);
}

enum err planner_schrijf(struct task *t, struct werk *w)
{
	w->nr = 0;
	do {
		TRY(task_run(t, write_page, w, werk_keep_fault));
	} while (werk_gaat_door(w) && w->nr < w->planning.aanvragen.count);
	return ERR_OK;
}

enum err planner_schrijf_klaar(struct task *t, struct werk *w)
{
	struct db_tx *tx;
	struct planning_finish_row row;
	bool ours = false;
	const struct planning_finish_in in = { .id = w->row.id,
		.poging = w->row.poging,
		.invoer = buf_str(&w->invoer),
		.uitkomst = buf_str(&w->uitkomst),
		.antwoord = buf_str(&w->bytes),
		.programma = STR(SCHAKEL_VERSION),
		.nu = clock_now_us() };
	TRY(db_begin(t, w->planner->db, &tx));
	const enum err said = planning_finish(t, tx, &in, &ours, &row);
	const enum err e = werk_end_tx(t, tx, w, ours, said);
	w->klaar = e == ERR_OK;
	if (e == ERR_OK && ours)
		LOG(LOG_INFO, "planning.klaar", LOG_INT("aanvragen", w->gedaan),
			LOG_INT("bediend", (int64_t)w->antwoord[PLANNING_BEST].bediend));
	return e;
}
