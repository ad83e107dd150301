/*
 * The rondgang of a request: one way of its class along several companies on a day, proposed,
 * decided, confirmed and called off as one, and again when too few were left. Each stop is a match
 * of its own, and goes through the same steps; what a company itself answers comes by koppeling.c.
 * When it stands is a matter of triggers (0134), as is that nobody is booked twice.
 */
#include <string.h>

#include "api/aanvraag.h"
#include "api/app.h"
#include "api/kandidaat.h"
#include "api/koppeling.h"
#include "api/koppeling_stap.h"
#include "api/toegang.h"
#include "api/vorm.h"
#include "domain/reden.h"
#include "motor/rondgang.h"
#include "motor/voorstel.h"

#define MINUTE_US (60 * INT64_C(1000000))

/* The stops that run, and what was asked. */
struct stand {
	struct uuid aanvraag_id;
	struct rondgang_vraag_row eis;
	struct rondgang_haltes_row *rows;
	size_t count;
};

static enum err read_stand(struct req *r, struct db_tx *tx, struct uuid id, struct stand *ret)
{
	bool found = false;
	ret->aanvraag_id = id;
	TRY(aanvraag_check_visible(r, tx, id));
	TRY(rondgang_vraag(
		r->t, tx, &(struct rondgang_vraag_in){ .aanvraag_id = id }, &found, &ret->eis));
	if (!found)
		return task_fail(r->t, ERR_CONFLICT, "rondgang.niet_gevraagd",
			"Deze aanvraag vraagt geen rondgang. Zeg bij de aanvraag hoeveel haltes.");
	return rondgang_haltes(r->t, tx, &(struct rondgang_haltes_in){ .aanvraag_id = id },
		&ret->rows, &ret->count);
}

/* ---- encode ---- */

static bool some(const struct stand *s, const char *status)
{
	for (size_t i = 0; i < s->count; i++)
		if (str_eq(s->rows[i].status, str_from(status)))
			return true;
	return false;
}

/* The database says when it stands; until then what it waits for. */
static const char *status_of(const struct stand *s)
{
	if (s->eis.staat)
		return "staat";
	if (s->eis.te_weinig)
		return "te_weinig";
	if (s->count < (size_t)s->eis.haltes_min)
		return "zoekt";
	if (some(s, "voorgesteld"))
		return "voorgesteld";
	return some(s, "goedgekeurd") ? "goedgekeurd" : "zoekt";
}

/* From one place to the next; 0 when one of them is not known any more. */
static int32_t travel(struct plaats from, struct plaats to)
{
	return from.bekend && to.bekend ? plaats_reis_min(plaats_afstand_m(from, to)) : 0;
}

static enum err write_haltes(struct req *r, struct db_tx *tx, const struct stand *s,
	struct plaats school, int32_t *ret_terug_min)
{
	struct jsn_out *const o = &r->out;
	struct plaats here = school;
	jsn_key(o, "haltes");
	jsn_array(o);
	for (size_t i = 0; i < s->count; i++) {
		const struct rondgang_haltes_row *h = &s->rows[i];
		const struct plaats there =
			motor_plaats(h->has_rd_x && h->has_rd_y, h->rd_x, h->rd_y);
		jsn_object(o);
		jsn_kv_int(o, "halte", h->halte);
		jsn_kv_str(o, "plaats", h->plaats);
		jsn_kv_int(o, "reisMinuten", travel(here, there));
		jsn_key(o, "koppeling");
		TRY(koppeling_write(r, tx, h->id));
		jsn_object_end(o);
		here = there;
	}
	jsn_array_end(o);
	*ret_terug_min = travel(here, school);
	return ERR_OK;
}

static enum err write_stand(struct req *r, struct db_tx *tx, const struct stand *s)
{
	struct jsn_out *const o = &r->out;
	const struct plaats school =
		motor_plaats(s->eis.has_rd_x && s->eis.has_rd_y, s->eis.rd_x, s->eis.rd_y);
	const bool any = s->count > 0;
	const struct rondgang_haltes_row none = { .van_op = 0 };
	const struct rondgang_haltes_row *first = any ? &s->rows[0] : &none;
	const struct rondgang_haltes_row *last = any ? &s->rows[s->count - 1] : &none;
	const struct plaats begin =
		motor_plaats(first->has_rd_x && first->has_rd_y, first->rd_x, first->rd_y);
	int32_t terug_min = 0;
	jsn_object(o);
	jsn_kv_uuid(o, "aanvraagId", s->aanvraag_id);
	jsn_kv_cstr(o, "status", status_of(s));
	jsn_kv_int(o, "haltesGevraagd", s->eis.haltes);
	jsn_kv_int(o, "haltesMin", s->eis.haltes_min);
	vorm_kv_instant(o, "vertrekOp", any, first->van_op - travel(school, begin) * MINUTE_US);
	TRY(write_haltes(r, tx, s, school, &terug_min));
	vorm_kv_instant(o, "terugOp", any, last->tot_op + terug_min * MINUTE_US);
	jsn_object_end(o);
	return ERR_OK;
}

enum err h_rondgang_get(struct req *r, const struct op_rondgang_get *in)
{
	struct stand s;
	TRY(read_stand(r, req_reader(r), in->id, &s));
	return write_stand(r, req_reader(r), &s);
}

static enum err answer(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct stand s;
	TRY(read_stand(r, tx, id, &s));
	r->resp->status = 201;
	return write_stand(r, tx, &s);
}

static enum err stop_refills(
	struct req *r, struct db_tx *tx, struct uuid aanvraag_id, const char *reden)
{
	return rondgang_stop(r->t, tx,
		&(struct rondgang_stop_in){
			.aanvraag_id = aanvraag_id, .reden = str_from(reden), .nu = r->now_us });
}

/* ---- hold and end ---- */

static enum err hold(struct req *r, struct db_tx *tx, struct uuid aanvraag_id,
	const struct uuid *aanbod_ids, const int32_t *halve_dagen, size_t count)
{
	struct rondgang_houd_row held;
	return rondgang_houd(r->t, tx,
		&(struct rondgang_houd_in){ .aanvraag_id = aanvraag_id,
			.aanbod_ids = { aanbod_ids, count },
			.halve_dagen = { halve_dagen, count } },
		&held);
}

/* Its stops as they are when nobody else is at them. */
static enum err hold_stand(struct req *r, struct db_tx *tx, struct uuid id, struct stand *ret_stand)
{
	TRY(read_stand(r, tx, id, ret_stand));
	struct uuid *ids = ARENA_ARRAY(task_arena(r->t), ret_stand->count + 1, struct uuid);
	int32_t *halve_dagen = ARENA_ARRAY(task_arena(r->t), ret_stand->count + 1, int32_t);
	for (size_t i = 0; i < ret_stand->count; i++) {
		struct tijdvak tijdvak = { .datum = ret_stand->rows[i].datum };
		TRY(dagdeel_from_code(ret_stand->rows[i].dagdeel, &tijdvak.dagdeel));
		ids[i] = ret_stand->rows[i].aanbod_id;
		halve_dagen[i] = tijdvak_to_number(tijdvak);
	}
	TRY(hold(r, tx, id, ids, halve_dagen, ret_stand->count));
	return read_stand(r, tx, id, ret_stand);
}

static enum err begin(struct req *r, struct uuid id, struct db_tx **ret_tx, struct stand *ret_stand)
{
	TRY(req_begin(r, ret_tx));
	return hold_stand(r, *ret_tx, id, ret_stand);
}

/* The order in which stops end: while one waits the others cannot become a rondgang that stands. */
static const char *const ending_order[] = { "bevestigd", "ingepland", "goedgekeurd",
	"voorgesteld" };
#define ENDING_COUNT (sizeof(ending_order) / sizeof(ending_order[0]))

/* The step that ends a stop with this status, for whoever calls off. */
static enum stap ending(const struct req *r, const char *status)
{
	const bool school = req_is_school(r);
	if (strcmp(status, "voorgesteld") == 0)
		return school ? STAP_AFSLAAN : STAP_AFWIJZEN;
	return school && strcmp(status, "goedgekeurd") == 0 ? STAP_AFSLAAN : STAP_ANNULEREN;
}

static bool reason_fits(enum api_reden reden, enum stap stap)
{
	const struct reden *found = NULL;
	return reden_from_code(str_from(api_reden_names[reden]), stap, &found) == ERR_OK;
}

/* A reason is given for all of them; where it does not go with the step, it is another one. */
static enum api_reden reason_for(
	const struct req *r, const struct stand *s, enum api_reden reden, enum stap stap)
{
	bool fits_some = false;
	for (size_t o = 0; o < ENDING_COUNT; o++)
		fits_some = fits_some || (some(s, ending_order[o]) &&
						 reason_fits(reden, ending(r, ending_order[o])));
	return reason_fits(reden, stap) || !fits_some ? reden : API_REDEN_ANDERS;
}

/* Ends all of its stops, for whoever asks that; how many there were. */
static enum err end_all(struct req *r, struct db_tx *tx, const struct stand *s,
	enum api_reden reden, struct koppeling_stap step, size_t *ret_done)
{
	*ret_done = 0;
	step.has_reden = JSN_VALUE;
	for (size_t o = 0; o < ENDING_COUNT; o++)
		for (size_t i = 0; i < s->count; i++) {
			if (!str_eq(s->rows[i].status, str_from(ending_order[o])))
				continue;
			step.stap = ending(r, ending_order[o]);
			step.reden = (int32_t)reason_for(r, s, reden, step.stap);
			TRY(koppeling_zet_stap(r, tx, s->rows[i].id, &step));
			++*ret_done;
		}
	return ERR_OK;
}

/* ---- propose ---- */

static enum err propose_halte(struct req *r, struct db_tx *tx, struct motor *m,
	const struct rondgang_keus *keus, size_t i)
{
	const struct rondgang_halte *h = &keus->rondgang.haltes[i];
	struct voorstel_oordeel *oordeel = ARENA_NEW(task_arena(r->t), struct voorstel_oordeel);
	const struct voorstel voorstel = { .id = uuid_new(),
		.tijdvak = { keus->rondgang.datum, h->dagdeel },
		.halte = (int32_t)i + 1,
		.van_min = h->van_min,
		.tot_min = h->tot_min,
		.has_account_id = true,
		.account_id = r->actor.account_id,
		.rol = toegang_rol(r->actor.rol),
		.taal = r->taal,
		.nu_us = r->now_us };
	TRY(motor_load_een(r->t, tx, keus->aanbod_ids[i], m));
	return voorstel_doe(r->t, tx, r->app->voorraad, m, &voorstel, oordeel);
}

/* All of its stops, or none. */
static enum err propose_all(struct req *r, struct db_tx *tx, struct motor *m,
	const struct rondgang_keus *keus, struct uuid *ret_refused)
{
	int32_t halve_dagen[RONDGANG_HALTES_MAX];
	const struct rondgang *g = &keus->rondgang;
	struct rondgang_haltes_row *rows = NULL;
	size_t running = 0;
	*ret_refused = (struct uuid){ { 0 } };
	for (size_t i = 0; i < g->count; i++)
		halve_dagen[i] =
			tijdvak_to_number((struct tijdvak){ g->datum, g->haltes[i].dagdeel });
	TRY(hold(r, tx, m->aanvraag.id, keus->aanbod_ids, halve_dagen, g->count));
	TRY(rondgang_haltes(r->t, tx, &(struct rondgang_haltes_in){ .aanvraag_id = m->aanvraag.id },
		&rows, &running));
	if (running > 0)
		return task_fail(r->t, ERR_CONFLICT, "aanvraag.heeft_koppeling",
			"Voor deze aanvraag loopt al een rondgang. Zeg hem eerst af.");
	for (size_t i = 0; i < g->count; i++) {
		const enum err e = propose_halte(r, tx, m, keus, i);
		if (e == ERR_CONFLICT && !db_lost_to_another(r->t)) /* which says nothing of it */
			*ret_refused = keus->aanbod_ids[i];
		TRY(e);
	}
	return ERR_OK;
}

/* Whom the database refuses just now is left out, and the next best way is tried. */
static enum err propose(struct req *r, struct db_tx *tx, struct motor *m)
{
	struct uuid zonder[RONDGANG_GEWEIGERD_MAX];
	size_t count = 0;
	struct rondgang_keus *keus = ARENA_NEW(task_arena(r->t), struct rondgang_keus);
	for (;;) {
		struct db_part part;
		struct uuid refused = { { 0 } };
		TRY(rondgang_zoek(
			r->t, tx, r->app->voorraad, m, (struct db_uuids){ zonder, count }, keus));
		TRY(db_part_begin(r->t, tx, &part));
		const enum err e = propose_all(r, tx, m, keus, &refused);
		if (e == ERR_OK)
			return db_part_keep(r->t, tx);
		if (uuid_is_nil(refused) || count == RONDGANG_GEWEIGERD_MAX)
			return e;
		task_clear_error(r->t);
		TRY(db_part_undo(r->t, tx, &part));
		zonder[count++] = refused;
	}
}

/* What is left of one that does not go on makes room: it goes when another one is found, else
 * nothing happened. */
static enum err make_room(struct req *r, struct db_tx *tx, struct uuid id)
{
	struct stand s;
	size_t done = 0;
	TRY(read_stand(r, tx, id, &s));
	if (!s.eis.te_weinig || s.count == 0)
		return ERR_OK;
	TRY(hold_stand(r, tx, id, &s));
	if (!s.eis.te_weinig)
		return ERR_OK;
	return end_all(r, tx, &s, API_REDEN_ANDERS, (struct koppeling_stap){ 0 }, &done);
}

enum err h_rondgang_post(struct req *r, const struct op_rondgang_post *in)
{
	struct db_tx *tx;
	struct motor *m = ARENA_NEW(task_arena(r->t), struct motor);
	/* Before the transaction: it shall not wait. */
	TRY(kandidaat_wait_now(r));
	TRY(req_begin(r, &tx));
	TRY(make_room(r, tx, in->id));
	TRY(kandidaat_load(r, tx, in->id, m));
	if (!str_eq(m->aanvraag.status, STR("open")))
		return task_fail(r->t, ERR_CONFLICT, "aanvraag.niet_open",
			"Deze aanvraag staat niet open. Zet hem eerst op open.");
	TRY(propose(r, tx, m));
	/* What was looked for before has other stops around it. */
	TRY(stop_refills(r, tx, in->id, "zelf_gekozen"));
	return answer(r, tx, in->id);
}

/* ---- steps ---- */

static enum err nothing_to_do(struct req *r)
{
	return task_fail(r->t, ERR_CONFLICT, "stap.niet_toegestaan",
		"Geen van de haltes van deze rondgang wacht hierop.");
}

enum err h_rondgang_besluit_post(struct req *r, const struct op_rondgang_besluit_post *in)
{
	const struct api_rondgang_besluit_nieuw *b = &in->body;
	const struct koppeling_stap step = { .stap = b->besluit == API_RONDGANG_BESLUIT_GOEDKEUREN
							     ? STAP_GOEDKEUREN
							     : STAP_AFWIJZEN,
		.has_reden = b->has_reden,
		.reden = b->reden,
		.has_toelichting = b->has_toelichting,
		.toelichting = b->toelichting };
	struct db_tx *tx;
	struct stand s;
	size_t done = 0;
	TRY(begin(r, in->id, &tx, &s));
	for (size_t i = 0; i < s.count; i++)
		if (str_eq(s.rows[i].status, STR("voorgesteld"))) {
			TRY(koppeling_stap_en_vraag(r, tx, s.rows[i].id, &step));
			done++;
		}
	if (done == 0)
		return nothing_to_do(r);
	if (step.stap == STAP_AFWIJZEN)
		TRY(stop_refills(r, tx, in->id, "reden"));
	return answer(r, tx, in->id);
}

enum err h_rondgang_bevestiging_post(struct req *r, const struct op_rondgang_bevestiging_post *in)
{
	const struct koppeling_stap step = { .stap = STAP_BEVESTIGEN };
	struct db_tx *tx;
	struct stand s;
	size_t done = 0;
	TRY(begin(r, in->id, &tx, &s));
	for (size_t i = 0; i < s.count; i++)
		if (str_eq(s.rows[i].status, STR("goedgekeurd")) && !s.rows[i].school_bevestigd) {
			TRY(koppeling_zet_stap(r, tx, s.rows[i].id, &step));
			done++;
		}
	return done == 0 ? nothing_to_do(r) : answer(r, tx, in->id);
}

enum err h_rondgang_annulering_post(struct req *r, const struct op_rondgang_annulering_post *in)
{
	const struct koppeling_stap step = { .has_toelichting = in->body.has_toelichting,
		.toelichting = in->body.toelichting };
	struct db_tx *tx;
	struct stand s;
	size_t done = 0;
	TRY(begin(r, in->id, &tx, &s));
	TRY(end_all(r, tx, &s, (enum api_reden)in->body.reden, step, &done));
	if (done == 0)
		return nothing_to_do(r);
	TRY(stop_refills(r, tx, in->id, req_is_school(r) ? "school_zegde_af" : "reden"));
	return answer(r, tx, in->id);
}
