#include "base/date.h"
#include "base/log.h"
#include "store/sql.h"
#include "worker/keuze.h"
#include "worker/keuze_reken.h"

/* A round while it is divided; memory of the task that divides it. */
struct werk {
	const struct keuzer *k;
	int64_t now_us;
	struct keuzeronde_due_row ronde;
	struct keuze_deelnemer *vragen;
	size_t vraag_count;
	struct keuze_deelnemer *aanbod;
	size_t aanbod_count;
	struct uuid *aanbod_ids;
	struct keuze_paar *paren;
	size_t paar_count;
	size_t vraag; /* that is judged now */
	struct keuze_uitslag uitslag;
	enum err uitkomst; /* of the offload thread */
	struct arena *arena;
};

struct round {
	const struct keuzer *k;
	int64_t now_us;
	struct keuzeronde_due_row ronde;
	bool found;
	int64_t after_us;
	struct uuid after_id;
	int64_t rounds;
};

/* ---- who takes part ---- */

static enum err read_lists(struct task *t, struct werk *w)
{
	struct keuzelijst_alle_row *rows = NULL;
	size_t count = 0;
	TRY(keuzelijst_alle(t, db_reader(w->k->db),
		&(struct keuzelijst_alle_in){ .keuzeronde_id = w->ronde.id }, &rows, &count));
	w->vragen = ARENA_ARRAY(w->arena, count + 1, struct keuze_deelnemer);
	w->aanbod = ARENA_ARRAY(w->arena, count + 1, struct keuze_deelnemer);
	w->aanbod_ids = ARENA_ARRAY(w->arena, count + 1, struct uuid);
	for (size_t i = 0; i < count; i++) {
		if (rows[i].has_aanvraag_id) {
			w->vragen[w->vraag_count++] =
				(struct keuze_deelnemer){ .id = rows[i].aanvraag_id,
					.keuzes = rows[i].keuzes };
			continue;
		}
		w->aanbod_ids[w->aanbod_count] = rows[i].aanbod_id;
		w->aanbod[w->aanbod_count++] = (struct keuze_deelnemer){ .id = rows[i].aanbod_id,
			.keuzes = rows[i].keuzes };
	}
	w->paren = ARENA_ARRAY(w->arena, w->vraag_count * w->aanbod_count + 1, struct keuze_paar);
	return ERR_OK;
}

/* ---- what is possible ---- */

/* Both lists ascend by id. */
static size_t place_of(const struct werk *w, struct uuid id, size_t from)
{
	while (from < w->aanbod_count && uuid_cmp(w->aanbod_ids[from], id) < 0)
		from++;
	return from;
}

/* So many places as are left in whatever week has fewest of them. */
static uint32_t places_left(const struct kandidaat_aanbod_row *row)
{
	int32_t most = 0;
	for (size_t i = 0; i < row->tijdvak_bezet.count; i++)
		if (row->tijdvak_bezet.items[i] > most)
			most = row->tijdvak_bezet.items[i];
	return row->plaatsen > most ? (uint32_t)(row->plaatsen - most) : 0;
}

static enum err load(struct task *t, struct db_tx *tx, const struct werk *w, struct motor *m)
{
	struct uuid id = w->vragen[w->vraag].id;
	const struct kandidaat_aanvraag_in which = { .ids = { &id, 1 },
		.vanaf = date_in_netherlands(w->now_us) };
	return motor_load_aanvraag(t, tx, w->k->taxonomie, &which, m);
}

/* One request against all offers, by fresh facts; its memory goes with the task. */
static enum err judge(struct task *t, void *arg)
{
	struct werk *const w = arg;
	struct motor *const m = ARENA_NEW(task_arena(t), struct motor);
	struct motor_mogelijk *mogelijk = NULL;
	size_t count = 0;
	TRY(load(t, db_reader(w->k->db), w, m));
	w->vragen[w->vraag].niet_open = !str_eq(m->aanvraag.status, STR("open"));
	if (w->vragen[w->vraag].niet_open)
		return ERR_OK;
	TRY(motor_load_mogelijk(t, db_reader(w->k->db),
		(struct db_uuids){ w->aanbod_ids, w->aanbod_count }, m, &mogelijk, &count));
	size_t place = 0;
	for (size_t i = 0; i < count; i++) {
		const struct kandidaat_aanbod_row *const row = &m->rijen[mogelijk[i].index];
		place = place_of(w, row->id, place);
		if (place == w->aanbod_count || !uuid_eq(w->aanbod_ids[place], row->id))
			return ERR_INTERNAL;
		w->aanbod[place].plekken = places_left(row);
		w->paren[w->paar_count++] = (struct keuze_paar){ (uint32_t)w->vraag,
			(uint32_t)place, mogelijk[i].score };
	}
	return ERR_OK;
}

/* ---- the division ---- */

static void reckon(void *arg)
{
	struct werk *const w = arg;
	const struct keuze_invoer in = { .vragen = w->vragen,
		.vraag_count = w->vraag_count,
		.aanbod = w->aanbod,
		.aanbod_count = w->aanbod_count,
		.paren = w->paren,
		.paar_count = w->paar_count,
		.aanvullen = w->ronde.aanvullen,
		.zaad = (uint64_t)w->ronde.zaad };
	w->uitkomst = keuze_reken(w->arena, &in, &w->uitslag);
}

static enum err write(struct task *t, struct db_tx *tx, const struct werk *w, bool *ret_written)
{
	const struct keuze_uitslag *const u = &w->uitslag;
	struct keuzeronde_divided_row row;
	TRY(keuzeronde_divided(t, tx,
		&(struct keuzeronde_divided_in){
			.id = w->ronde.id, .versie = w->ronde.versie, .nu = w->now_us },
		ret_written, &row));
	if (!*ret_written)
		return ERR_OK; /* closed, withdrawn or divided meanwhile */
	TRY(verdeling_forget(t, tx, &(struct verdeling_forget_in){ .keuzeronde_id = w->ronde.id }));
	TRY(verdeling_create(t, tx,
		&(struct verdeling_create_in){ .keuzeronde_id = w->ronde.id,
			.zaad = w->ronde.zaad,
			.programma = STR(SCHAKEL_VERSION),
			.opgave = u->opgave,
			.cijfers = u->cijfers,
			.nu = w->now_us }));
	return verdeling_regels(t, tx,
		&(struct verdeling_regels_in){ .keuzeronde_id = w->ronde.id,
			.aanvraag_ids = { u->aanvraag_ids, u->count },
			.aanbod_ids = { u->aanbod_ids, u->count },
			.rangen_school = { u->rangen_school, u->count },
			.rangen_aanbieder = { u->rangen_aanbieder, u->count },
			.gekozen = { u->gekozen, u->count },
			.redenen = { u->redenen, u->count } });
}

static enum err divide(struct task *t, void *arg)
{
	struct round *const r = arg;
	struct werk *const w = ARENA_NEW(task_arena(t), struct werk);
	struct db_tx *tx;
	bool written = false;
	*w = (struct werk){
		.k = r->k, .now_us = r->now_us, .ronde = r->ronde, .arena = task_arena(t)
	};
	TRY(read_lists(t, w));
	for (w->vraag = 0; w->vraag < w->vraag_count; w->vraag++)
		TRY(task_run(t, judge, w, NULL));
	TRY(task_offload(t, reckon, w));
	TRY(w->uitkomst);
	TRY(db_begin(t, r->k->db, &tx));
	enum err e = write(t, tx, w, &written);
	if (e == ERR_OK && written)
		e = db_commit(t, tx);
	db_rollback(tx);
	if (e == ERR_OK)
		r->rounds += written;
	return e;
}

/* ---- rounds ---- */

static void report(struct task *t, enum err e, void *arg)
{
	const struct round *const r = arg;
	const struct fault *const f = task_error(t);
	char text[UUID_TEXT_LEN + 1];
	if (e == ERR_OK)
		return;
	uuid_format(r->ronde.id, text);
	LOG(LOG_ERROR, "keuzeronde.niet_verdeeld", LOG_STR("keuzeronde", str_from(text)),
		LOG_STR("code", str_from(f != NULL ? f->code : err_name(e))));
}

/* What is read of the round outlives the task that reads it: no texts of it are kept. */
static enum err find_next(struct task *t, void *arg)
{
	struct round *const r = arg;
	return keuzeronde_due(t, db_reader(r->k->db),
		&(struct keuzeronde_due_in){
			.na_op = r->after_us, .na_id = r->after_id, .nu = r->now_us },
		&r->found, &r->ronde);
}

enum err keuze_verdeel_round(
	struct task *t, const struct keuzer *k, int64_t now_us, int64_t *ret_rounds)
{
	struct round r = { .k = k, .now_us = now_us };
	for (;;) {
		TRY(task_run(t, find_next, &r, NULL));
		if (!r.found)
			break;
		r.after_us = r.ronde.tot_op;
		r.after_id = r.ronde.id;
		const enum err e = task_run(t, divide, &r, report);
		if (e == ERR_UNAVAILABLE)
			return e;
	}
	*ret_rounds = r.rounds;
	return ERR_OK;
}
