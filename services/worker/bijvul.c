#include "worker/bijvul.h"

#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "motor/rondgang.h"
#include "motor/voorstel.h"
#include "worker/bijvul_plan.h"

#define LOOK_MS	  1000
#define SUPPLY_MS 30000
#define TRIES	  8  /* transactions for one refill, in one round */
#define BEHIND	  50 /* lines of the ranking that are looked at, beside those that are left out */
#define LATER_US  (10 * 60 * INT64_C(1000000))

struct round {
	const struct bijvuller *b;
	int64_t now_us;
	struct bijvul_count count;
	bool found;
	struct uuid id; /* of the refill in hand */
	unsigned tries;
	const struct rondgang_plek *plek; /* of a stop: where it is missing; NULL = of none */
	struct uuid refused[TRIES];	  /* offers that the database would not take for it */
	size_t refused_count;
	bool later; /* the planning that it came of could not be asked just now */
};

/* ---- whom ---- */

static bool is_among(struct uuid id, const struct uuid *ids, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (uuid_eq(ids[i], id))
			return true;
	return false;
}

/* The half-day that was wanted before, else the first that both have. */
static bool pick_tijdvak(const struct score_aanvraag *vraag, const struct tijdvak_set *vrij,
	struct tijdvak wanted, struct tijdvak *ret_tijdvak)
{
	if (!tijdvak_set_has(vrij, wanted.datum, wanted.dagdeel))
		return voorstel_eerste_tijdvak(vraag, vrij, ret_tijdvak);
	*ret_tijdvak = wanted;
	return true;
}

/* A stop stays where it is in the day, and is a company that the class does not visit yet. */
static bool fits_stop(const struct round *r, const struct score_aanbod *o,
	const struct score_uitkomst *u, struct tijdvak wanted, struct tijdvak found)
{
	return r->plek == NULL ||
	       (wanted.datum == found.datum && wanted.dagdeel == found.dagdeel &&
		       rondgang_kan_halte_zijn(o, u, r->plek->bedrijf_ids, r->plek->count) &&
		       rondgang_past(&r->plek->gat, o->plaats));
}

/* Whether this offer is possible by fresh facts; m is loaded with it then. */
static enum err try_offer(struct task *t, struct db_tx *tx, const struct round *r,
	struct uuid aanbod_id, struct motor *m, struct tijdvak wanted, bool *ret_found,
	struct tijdvak *ret_tijdvak)
{
	const enum err e = motor_load_een(t, tx, aanbod_id, m);
	if (e == ERR_NOT_FOUND) {
		task_clear_error(t);
		return ERR_OK;
	}
	TRY(e);
	struct score_uitkomst *u = ARENA_NEW(task_arena(t), struct score_uitkomst);
	score_beoordeel(&m->config, &m->vraag, &m->aanbod[0], u);
	*ret_found = u->mogelijk && pick_tijdvak(&m->vraag, &u->vrij, wanted, ret_tijdvak) &&
		     fits_stop(r, &m->aanbod[0], u, wanted, *ret_tijdvak);
	return ERR_OK;
}

/* The same offer, at a half-day that a side named when it declined: that was not had yet. */
static enum err try_named(struct task *t, struct db_tx *tx, const struct round *r, struct motor *m,
	const struct bijvulling_claim_row *row, bool *ret_found, struct tijdvak *ret_tijdvak)
{
	const struct db_ints named = row->andere_tijdvakken;
	for (size_t i = 0; i < named.count && !*ret_found; i++) {
		const struct tijdvak wanted = tijdvak_from_number(named.items[i]);
		bool found = false;
		struct tijdvak tijdvak = wanted;
		if (is_among(row->aanbod_id, r->refused, r->refused_count))
			break;
		TRY(try_offer(t, tx, r, row->aanbod_id, m, wanted, &found, &tijdvak));
		if (found && tijdvak.datum == wanted.datum && tijdvak.dagdeel == wanted.dagdeel) {
			*ret_found = true;
			*ret_tijdvak = tijdvak;
		}
	}
	return ERR_OK;
}

static bool may_try(const struct round *r, const struct bijvulling_gehad_row *had, struct uuid id)
{
	return !is_among(id, had->ids.items, had->ids.count) &&
	       !is_among(id, r->refused, r->refused_count);
}

/* Offers that are not asked again, with room for those of which that turns out. */
static struct db_uuids not_again(struct task *t, const struct round *r,
	const struct bijvulling_gehad_row *had, struct uuid **ret_ids)
{
	const size_t count = had->ids.count + r->refused_count;
	struct uuid *const ids = ARENA_ARRAY(task_arena(t), count + TRIES, struct uuid);
	for (size_t i = 0; i < count; i++)
		ids[i] = i < had->ids.count ? had->ids.items[i] : r->refused[i - had->ids.count];
	*ret_ids = ids;
	return (struct db_uuids){ ids, count };
}

/* Whom the planning has for it that the match came of. Who cannot be by the facts of now, of which
 * it knows only part, is left out as who was had before. */
static enum err try_planned(struct task *t, struct db_tx *tx, struct round *r, struct motor *m,
	const struct bijvulling_claim_row *row, struct tijdvak wanted,
	const struct bijvulling_gehad_row *had, bool *ret_found, struct tijdvak *ret_tijdvak)
{
	struct bijvul_plan plan = { .later = false };
	struct uuid *ids;
	struct db_uuids niet = not_again(t, r, had, &ids);
	for (unsigned n = 0; n < TRIES && !*ret_found; n++) {
		TRY(bijvul_plan(t, tx, row, wanted, date_in_netherlands(r->now_us), niet, &plan));
		r->later = plan.later;
		if (uuid_is_nil(plan.aanbod_id))
			return ERR_OK;
		TRY(try_offer(t, tx, r, plan.aanbod_id, m, plan.tijdvak, ret_found, ret_tijdvak));
		ids[niet.count++] = plan.aanbod_id;
	}
	if (!*ret_found)
		return ERR_OK;
	return bijvulling_set_planning(t, tx,
		&(struct bijvulling_set_planning_in){
			.id = row->id, .planning_id = plan.planning_id });
}

/* The best offer of the supply that was not had yet; before it what a side named itself, what
 * staff wants first, who comes to other times of the same series, and whom the planning has for it
 * that the match came of. */
static enum err choose(struct task *t, struct db_tx *tx, struct round *r, struct motor *m,
	const struct bijvulling_claim_row *row, bool *ret_found, struct tijdvak *ret_tijdvak)
{
	struct tijdvak wanted = { .datum = row->datum };
	TRY(dagdeel_from_code(row->dagdeel, &wanted.dagdeel));
	struct bijvulling_gehad_row had;
	TRY(bijvulling_gehad(
		t, tx, &(struct bijvulling_gehad_in){ .aanvraag_id = row->aanvraag_id }, &had));
	struct bijvulling_reeks_row reeks;
	TRY(bijvulling_reeks(
		t, tx, &(struct bijvulling_reeks_in){ .aanvraag_id = row->aanvraag_id }, &reeks));
	const size_t most = had.ids.count + TRIES + BEHIND;
	const size_t k = most < SCORE_TOP_MAX ? most : SCORE_TOP_MAX;
	struct score_rang *rangen = ARENA_ARRAY(task_arena(t), k, struct score_rang);
	size_t count = 0;
	TRY(voorraad_rangschik(r->b->voorraad, task_arena(t), m, NULL, k, rangen, &count));
	*ret_found = false;
	if (r->plek == NULL)
		TRY(try_named(t, tx, r, m, row, ret_found, ret_tijdvak));
	if (!*ret_found && !uuid_is_nil(m->voorrang_id) && may_try(r, &had, m->voorrang_id))
		TRY(try_offer(t, tx, r, m->voorrang_id, m, wanted, ret_found, ret_tijdvak));
	for (size_t i = 0; i < reeks.ids.count && !*ret_found; i++)
		if (may_try(r, &had, reeks.ids.items[i]))
			TRY(try_offer(
				t, tx, r, reeks.ids.items[i], m, wanted, ret_found, ret_tijdvak));
	if (!*ret_found && r->plek == NULL)
		TRY(try_planned(t, tx, r, m, row, wanted, &had, ret_found, ret_tijdvak));
	if (r->later)
		return ERR_OK;
	for (size_t i = 0; i < count && !*ret_found; i++)
		if (may_try(r, &had, rangen[i].id))
			TRY(try_offer(t, tx, r, rangen[i].id, m, wanted, ret_found, ret_tijdvak));
	return ERR_OK;
}

/* ---- one refill ---- */

static enum err put_off(struct task *t, struct db_tx *tx, struct round *r)
{
	r->count.put_off++;
	return bijvulling_postpone(t, tx,
		&(struct bijvulling_postpone_in){
			.id = r->id, .volgende_op = r->now_us + LATER_US });
}

static enum err stop(struct task *t, struct db_tx *tx, struct round *r)
{
	r->count.stopped++;
	return bijvulling_stop(t, tx, &(struct bijvulling_stop_in){ .id = r->id, .nu = r->now_us });
}

/* The half-day and the minutes of a stop, and what stands around it. */
static enum err set_halte(struct task *t, struct db_tx *tx, struct round *r, const struct motor *m,
	const struct bijvulling_claim_row *row, struct voorstel *v)
{
	enum dagdeel dagdeel = DAGDEEL_OCHTEND;
	r->plek = NULL;
	if (row->halte == 0)
		return ERR_OK;
	struct rondgang_plek *plek = ARENA_NEW(task_arena(t), struct rondgang_plek);
	v->halte = row->halte;
	v->van_min = row->van_min;
	v->tot_min = row->tot_min;
	TRY(dagdeel_from_code(row->dagdeel, &dagdeel));
	TRY(rondgang_lees_plek(t, tx, m, row->halte, dagdeel, row->van_min, row->tot_min, plek));
	r->plek = plek;
	return ERR_OK;
}

static enum err propose(
	struct task *t, struct db_tx *tx, struct round *r, const struct bijvulling_claim_row *row)
{
	struct motor *m = ARENA_NEW(task_arena(t), struct motor);
	struct voorstel_oordeel *oordeel = ARENA_NEW(task_arena(t), struct voorstel_oordeel);
	struct uuid aanvraag_id = row->aanvraag_id;
	const struct kandidaat_aanvraag_in which = { .ids = { &aanvraag_id, 1 },
		.vanaf = date_in_netherlands(r->now_us) };
	bool found = false;
	struct voorstel voorstel = { .id = uuid_new(), .rol = ROL_SYSTEEM, .nu_us = r->now_us };
	TRY(motor_load_aanvraag(t, tx, r->b->taxonomie, &which, m));
	TRY(set_halte(t, tx, r, m, row, &voorstel));
	TRY(choose(t, tx, r, m, row, &found, &voorstel.tijdvak));
	/* Whom the database refused now may do later. */
	if (!found)
		return r->later || r->refused_count > 0 ? put_off(t, tx, r) : stop(t, tx, r);
	const struct uuid aanbod_id = m->rijen[0].id;
	const enum err e = voorstel_doe(t, tx, r->b->voorraad, m, &voorstel, oordeel);
	if (e == ERR_CONFLICT && !db_lost_to_another(t))
		r->refused[r->refused_count++] = aanbod_id;
	r->count.proposed += e == ERR_OK;
	return e;
}

static enum err attempt(struct task *t, void *arg)
{
	struct round *r = arg;
	struct db_tx *tx;
	struct bijvulling_claim_row row;
	const struct bijvul_count before = r->count;
	TRY(db_begin(t, r->b->db, &tx));
	r->found = false;
	enum err e = bijvulling_claim(
		t, tx, &(struct bijvulling_claim_in){ .nu = r->now_us }, &r->found, &row);
	if (e == ERR_OK && r->found) {
		if (!uuid_eq(r->id, row.id))
			*r = (struct round){ .b = r->b,
				.now_us = r->now_us,
				.count = r->count,
				.found = true,
				.id = row.id };
		e = ++r->tries > TRIES ? put_off(t, tx, r) : propose(t, tx, r, &row);
		if (e == ERR_OK)
			e = db_commit(t, tx);
		if (e != ERR_OK)
			r->count = before;
	}
	db_rollback(tx);
	return e;
}

/* Something in it is not as it should be: told of, and put off by itself. */
static enum err leave(struct task *t, void *arg)
{
	struct round *r = arg;
	struct db_tx *tx;
	char text[UUID_TEXT_LEN + 1];
	uuid_format(r->id, text);
	LOG(LOG_ERROR, "bijvullen.mislukt", LOG_STR("bijvulling", str_from(text)));
	TRY(db_begin(t, r->b->db, &tx));
	enum err e = put_off(t, tx, r);
	if (e == ERR_OK)
		e = db_commit(t, tx);
	db_rollback(tx);
	return e;
}

/* ---- rounds ---- */

enum err bijvul_waits(struct task *t, struct db *d, int64_t now_us, bool *ret_waits)
{
	struct bijvulling_waits_row row;
	TRY(bijvulling_waits(t, db_reader(d), &(struct bijvulling_waits_in){ .nu = now_us }, &row));
	*ret_waits = row.waits;
	return ERR_OK;
}

/* The supply knows all that the outbox had. */
static enum err wait_for_supply(struct task *t, const struct bijvuller *b)
{
	bool found = false;
	struct gebeurtenis_news_row news = { 0 };
	TRY(gebeurtenis_news(t, db_reader(b->db), &found, &news));
	return voorraad_wacht(t, b->voorraad, found ? news.nieuws : STR_NULL, SUPPLY_MS);
}

enum err bijvul_round(
	struct task *t, const struct bijvuller *b, int64_t now_us, struct bijvul_count *ret_count)
{
	bool waits = false;
	struct round r = { .b = b, .now_us = now_us, .found = true };
	TRY(bijvul_waits(t, b->db, now_us, &waits));
	if (waits)
		TRY(wait_for_supply(t, b));
	while (waits && r.found) {
		const enum err e = task_run(t, attempt, &r, NULL);
		if (e == ERR_UNAVAILABLE || (e != ERR_OK && !r.found))
			return e;
		if (e != ERR_OK && e != ERR_CONFLICT)
			TRY(task_run(t, leave, &r, NULL));
	}
	*ret_count = r.count;
	return ERR_OK;
}

static enum err look(struct task *t, void *arg)
{
	const struct bijvuller *b = arg;
	struct bijvul_count count;
	TRY(bijvul_round(t, b, clock_now_us(), &count));
	if (count.proposed + count.stopped + count.put_off > 0)
		LOG(LOG_INFO, "bijgevuld", LOG_INT("voorgesteld", count.proposed),
			LOG_INT("niemand", count.stopped), LOG_INT("uitgesteld", count.put_off));
	return ERR_OK;
}

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		LOG(LOG_WARN, "bijvullen.onderbroken",
			LOG_STR("code", str_from(f != NULL ? f->code : err_name(e))));
}

static void keep(struct task *t, void *arg)
{
	struct bijvuller *b = arg;
	while (!b->keeper.stopping) {
		enum err e = ERR_OK;
		if (voorraad_is_ready(b->voorraad))
			e = task_run(t, look, b, report);
		if (!b->keeper.stopping)
			e = task_wait(t, LOOK_MS);
		(void)e; /* reported; woken or not, it looks again */
	}
}

enum err bijvuller_begin(struct loop *l, struct bijvuller *b)
{
	return keeper_begin(l, &b->keeper, keep, b);
}
