#include "worker/planner.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/log.h"
#include "worker/planner_publiceer.h"
#include "worker/planner_reken.h"
#include "worker/planner_schrijf.h"
#include "worker/planner_uitkomst.h"
#include "worker/planner_werk.h"

#define LOOK_MS	    2000
#define SUPPLY_MS   20000
#define BLAD	    50	 /* requests between two signs of life */
#define EERDER	    5000 /* matches of another planning that are read at once */
#define RONDES	    6	 /* that it is solved, with what turned out not to go ruled out */
#define OUTCOME_MAX ((size_t)1 << 20)

/* ---- collecting ---- */

static enum err collect_page(struct task *t, void *arg)
{
	struct werk *w = arg;
	const struct planning_aanvragen_in in = { .soort = w->row.soort,
		.has_campagne_id = w->row.has_campagne_id,
		.campagne_id = w->row.campagne_id,
		.gemeente_code = w->row.gemeente_code,
		.vandaag = w->vandaag,
		.na_id = w->na,
		.aantal = BLAD };
	struct planning_aanvragen_row page;
	TRY(planning_aanvragen(t, db_reader(w->planner->db), &in, &page));
	for (size_t i = 0; i < page.ids.count && !w->planner->keeper.stopping; i++) {
		struct motor *const m = ARENA_NEW(task_arena(t), struct motor);
		TRY(planner_load_vraag(t, db_reader(w->planner->db), w, page.ids.items[i], m));
		TRY(verzameling_add_aanvraag(t, &w->verzameling, w->planner->voorraad, m));
		w->gedaan++;
	}
	w->more = page.has_laatste;
	w->na = page.laatste;
	return werk_teken(t, w, NULL);
}

static enum err collect_offers(struct task *t, void *arg)
{
	struct werk *w = arg;
	return verzameling_add_aanbod(
		t, db_reader(w->planner->db), &w->verzameling, w->vandaag, &w->aanbod_na, &w->more);
}

/* What staff wants: false when a pair that has to be is no chance. */
static enum err collect_wishes(struct task *t, struct werk *w, bool *ret_possible)
{
	struct planning_eis_list_row *rows = NULL;
	size_t count = 0;
	*ret_possible = true;
	TRY(planning_eis_list(t, db_reader(w->planner->db),
		&(struct planning_eis_list_in){ .planning_id = w->row.id }, &rows, &count));
	w->wensen = ARENA_ARRAY(task_arena(t), count + 1, struct wens);
	for (size_t i = 0; i < count; i++) {
		const uint32_t eis = (uint32_t)w->verzameling.planning.eisen.count;
		const bool can = planning_eis(&w->verzameling.planning, rows[i].aanvraag_id,
			rows[i].aanbod_id, rows[i].vast ? PLANNING_VAST : PLANNING_VERBODEN);
		*ret_possible = *ret_possible && (can || !rows[i].vast);
		if (rows[i].vast)
			w->wensen[w->wens_count++] = (struct wens){ rows[i].aanvraag_id,
				rows[i].aanbod_id, can ? eis : PLAN_GEEN };
	}
	return ERR_OK;
}

/* What another planning had, that this one keeps to. */
static enum err collect_eerder(struct task *t, void *arg)
{
	struct werk *w = arg;
	const struct inzet_list_eerder_in in = {
		.planning_id = w->row.vorige_id, .na_nr = w->na_nr, .aantal = EERDER
	};
	struct inzet_list_eerder_row row;
	TRY(inzet_list_eerder(t, db_reader(w->planner->db), &in, &row));
	for (size_t i = 0; i < row.aanvraag_ids.count; i++)
		(void)planning_eis(&w->verzameling.planning, row.aanvraag_ids.items[i],
			row.aanbod_ids.items[i], PLANNING_EERDER);
	w->more = row.has_laatste;
	w->na_nr = row.laatste;
	return ERR_OK;
}

static enum err collect(struct task *t, struct werk *w, bool *ret_possible)
{
	*ret_possible = true;
	for (w->more = true; w->more && werk_gaat_door(w);)
		TRY(task_run(t, collect_page, w, werk_keep_fault));
	for (w->more = true; w->more && werk_gaat_door(w);)
		TRY(task_run(t, collect_offers, w, werk_keep_fault));
	verzameling_sluit(&w->verzameling);
	for (w->more = w->row.has_vorige_id && w->row.trouw > 0; w->more && werk_gaat_door(w);)
		TRY(task_run(t, collect_eerder, w, werk_keep_fault));
	return collect_wishes(t, w, ret_possible);
}

/* ---- solving ---- */

struct som {
	struct werk *w;
	enum err result;
};

/* All the ways, on the bytes that are kept; on the offload thread. Only the best one takes long. */
static void solve_now(void *arg, const struct plan_grenzen *grenzen)
{
	struct som *s = arg;
	struct werk *w = s->w;
	s->result = planning_lees(buf_str(&w->invoer), &w->planning);
	for (int i = 0; i < PLANNING_MANIEREN && s->result == ERR_OK; i++)
		s->result = planning_los(
			&w->planning, (enum planning_manier)i, grenzen, &w->antwoord[i]);
	if (s->result != ERR_OK)
		return;
	struct planning_antwoord *const best = &w->antwoord[PLANNING_BEST];
	if (w->begrensd)
		best->grens = w->grens;
	best->bewezen = best->bewezen && best->waarde == best->grens;
	w->rest = planning_rest_van(&w->planning, &w->antwoord[PLANNING_BEST]);
	planner_uitkomst_schrijf(&w->uitkomst, &w->verzameling, &w->planning, w->antwoord);
	planning_antwoord_schrijf(&w->planning, &w->antwoord[PLANNING_BEST], &w->bytes);
}

static enum err teken(struct task *t, void *arg, const struct plan_voortgang *v, bool *ret_gewild,
	int32_t *ret_seconden)
{
	struct werk *const w = ((struct som *)arg)->w;
	TRY(werk_teken(t, w, v));
	*ret_gewild = !w->verloren;
	*ret_seconden = w->row.max_seconden;
	return ERR_OK;
}

static void forget_answers(struct werk *w)
{
	planning_fini(&w->planning);
	free(w->rest);
	w->rest = NULL;
	buf_reset(&w->uitkomst);
	buf_reset(&w->bytes);
	for (int i = 0; i < PLANNING_MANIEREN; i++)
		planning_antwoord_fini(&w->antwoord[i]);
}

static enum err solve(struct task *t, struct werk *w)
{
	struct som s = { .w = w };
	forget_answers(w);
	buf_reset(&w->invoer);
	planning_schrijf(&w->verzameling.planning, &w->invoer);
	if (w->invoer.overflow)
		return task_fail(t, ERR_TOO_LARGE, "planning.te_groot",
			"Deze planning past niet. Kies een gemeente of een campagne.");
	w->fase = STR("rekent");
	TRY(werk_teken(t, w, NULL));
	if (w->verloren)
		return ERR_OK;
	if (w->begonnen_us == 0)
		w->begonnen_us = clock_mono_us();
	struct planner_reken r = { .los = solve_now,
		.teken = teken,
		.arg = &s,
		.stopping = &w->planner->keeper.stopping,
		.max_bytes = PLANNING_GEHEUGEN,
		.begonnen_us = w->begonnen_us,
		.seconden = w->row.max_seconden };
	TRY(planner_reken(t, &r));
	w->fase = STR("schrijft");
	return s.result;
}

/* ---- one planning ---- */

static enum err begin(struct task *t, struct werk *w)
{
	bool found = false;
	bool ours = false;
	struct gebeurtenis_news_row news = { 0 };
	struct planning_begin_row row;
	struct db_tx *tx;
	TRY(gebeurtenis_news(t, db_reader(w->planner->db), &found, &news));
	TRY(voorraad_wacht(t, w->planner->voorraad, found ? news.nieuws : STR_NULL, SUPPLY_MS));
	w->vandaag = date_in_netherlands(clock_now_us());
	verzameling_init(&w->verzameling, w->vandaag);
	w->verzameling.planning.spreiding = (uint32_t)w->row.spreiding;
	w->verzameling.planning.loting = (uint64_t)w->row.loting;
	w->verzameling.planning.trouw = (uint8_t)w->row.trouw;
	w->fase = STR("verzamelt");
	buf_init(&w->invoer, PLANNING_BYTES_MAX);
	buf_init(&w->uitkomst, OUTCOME_MAX);
	buf_init(&w->bytes, PLANNING_BYTES_MAX);
	TRY(db_begin(t, w->planner->db, &tx));
	const struct planning_begin_in in = {
		.id = w->row.id, .poging = w->row.poging, .vandaag = w->vandaag
	};
	const enum err said = planning_begin(t, tx, &in, &ours, &row);
	return werk_end_tx(t, tx, w, ours, said);
}

static enum err make(struct task *t, struct werk *w)
{
	bool possible = true;
	TRY(begin(t, w));
	TRY(collect(t, w, &possible));
	if (!possible)
		return werk_fail_impossible(t, w);
	for (unsigned ronde = 0; ronde < RONDES && werk_gaat_door(w); ronde++) {
		const enum err e = solve(t, w);
		if (!werk_gaat_door(w))
			return ERR_OK;
		if (e != ERR_OK && w->antwoord[PLANNING_BEST].fout != PLAN_FOUT_GEEN)
			return werk_fail_refused(t, w);
		TRY(e);
		w->ruled_out = verzameling_weer_vol(&w->verzameling, &w->antwoord[PLANNING_BEST]);
		if (w->ruled_out > 0 && !w->begrensd)
			w->grens = w->antwoord[PLANNING_BEST].grens;
		w->begrensd = w->begrensd || w->ruled_out > 0;
		if (w->ruled_out == 0)
			TRY(planner_schrijf(t, w));
		if (w->ruled_out == 0 && werk_gaat_door(w))
			return planner_schrijf_klaar(t, w);
	}
	return werk_gaat_door(w) ? werk_fail(t, w, STR("onrustig")) : ERR_OK;
}

static void release(void *arg)
{
	struct werk *w = arg;
	forget_answers(w);
	verzameling_fini(&w->verzameling);
	buf_fini(&w->invoer);
	buf_fini(&w->uitkomst);
	buf_fini(&w->bytes);
}

static enum err look(struct task *t, void *arg)
{
	struct werk *const w = ARENA_NEW(task_arena(t), struct werk);
	w->planner = arg;
	arena_defer(task_arena(t), release, w);
	TRY(werk_claim(t, w, &w->planner->found));
	if (!w->planner->found)
		return ERR_OK;
	if (w->row.poging > PLANNER_POGINGEN)
		return werk_fail(t, w, STR("te_vaak_onderbroken"));
	if (motor_lees_gewichten(w->row.factoren, w->row.gewichten, &w->gewichten) != ERR_OK)
		return werk_fail(t, w, STR("gewicht.onleesbaar"));
	const enum err e = make(t, w);
	if (w->planner->keeper.stopping && !w->verloren && !w->klaar)
		return werk_release(t, w);
	/* What another worker may do better goes on there; anything else is the same each time. */
	if (e == ERR_OK || e == ERR_UNAVAILABLE || w->opnieuw || db_lost_to_another(t))
		return e;
	const struct str code =
		str_dup(task_arena(t), w->fout[0] != '\0' ? str_from(w->fout) : werk_code(t, e));
	task_clear_error(t);
	return werk_fail(t, w, code);
}

/* ---- life ---- */

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	if (e != ERR_OK)
		LOG(LOG_WARN, "planning.onderbroken", LOG_STR("code", werk_code(t, e)));
}

enum err planner_waits(struct task *t, struct db *d, bool *ret_waits)
{
	struct planning_waits_row row;
	TRY(planning_waits(t, db_reader(d), &row));
	*ret_waits = row.waits;
	return ERR_OK;
}

enum err planner_round(struct task *t, struct planner *p, int64_t now_us)
{
	int64_t published = 0;
	bool waits = false;
	TRY(planner_waits(t, p->db, &waits));
	if (!waits)
		return ERR_OK;
	TRY(voorraad_wacht(t, p->voorraad, STR_NULL, SUPPLY_MS));
	do {
		p->found = false;
		TRY(task_run(t, look, p, report));
	} while (p->found && !p->keeper.stopping);
	return planner_publiceer(t, p, now_us, &published);
}

static void keep(struct task *t, void *arg)
{
	struct planner *p = arg;
	while (!p->keeper.stopping) {
		enum err e = ERR_OK;
		if (voorraad_is_ready(p->voorraad))
			e = planner_round(t, p, clock_now_us());
		if (!p->keeper.stopping)
			e = task_wait(t, LOOK_MS);
		(void)e; /* reported; woken or not, it looks again */
	}
}

enum err planner_begin(struct loop *l, struct planner *p)
{
	return keeper_begin(l, &p->keeper, keep, p);
}
