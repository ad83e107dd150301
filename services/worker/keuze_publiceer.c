#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "motor/voorstel.h"
#include "store/sql.h"
#include "worker/keuze.h"

#define SUPPLY_MS 30000
#define TRIES	  8 /* transactions for one pair */

struct round {
	const struct keuzer *k;
	int64_t now_us;
	struct keuze_count count;
	bool found;
	struct uuid keuzeronde_id; /* the pair in hand */
	struct uuid aanvraag_id;
	unsigned tries;
	char code[64]; /* why the last attempt failed … */
	bool again;    /* … where that is that somebody else was just at it */
};

static enum err done(struct task *t, struct db_tx *tx, const struct round *r,
	const struct uuid *koppeling_id, struct str melding)
{
	struct verdeling_done_in in = { .keuzeronde_id = r->keuzeronde_id,
		.aanvraag_id = r->aanvraag_id,
		.melding = melding,
		.nu = r->now_us };
	in.has_koppeling_id = koppeling_id != NULL;
	if (koppeling_id != NULL)
		in.koppeling_id = *koppeling_id;
	return verdeling_done(t, tx, &in);
}

static enum err propose(
	struct task *t, struct db_tx *tx, struct round *r, const struct verdeling_claim_row *row)
{
	struct motor *const m = ARENA_NEW(task_arena(t), struct motor);
	struct voorstel_oordeel *const oordeel = ARENA_NEW(task_arena(t), struct voorstel_oordeel);
	struct score_uitkomst *const u = ARENA_NEW(task_arena(t), struct score_uitkomst);
	struct uuid aanvraag_id = r->aanvraag_id;
	const struct kandidaat_aanvraag_in which = { .ids = { &aanvraag_id, 1 },
		.vanaf = date_in_netherlands(r->now_us) };
	/* Of whoever published it: the system by itself only refills. */
	struct voorstel voorstel = { .id = uuid_new(),
		.has_account_id = row->has_door,
		.account_id = row->door,
		.rol = ROL_MEDEWERKER,
		.nu_us = r->now_us };
	TRY(motor_load_aanvraag(t, tx, r->k->taxonomie, &which, m));
	TRY(motor_load_een(t, tx, row->aanbod_id, m));
	score_beoordeel(&m->config, &m->vraag, &m->aanbod[0], u);
	/* Not possible any more: then this says which rule it is. */
	if (u->mogelijk && !voorstel_eerste_tijdvak(&m->vraag, &u->vrij, &voorstel.tijdvak))
		return ERR_INTERNAL;
	TRY(voorstel_doe(t, tx, r->k->voorraad, m, &voorstel, oordeel));
	TRY(done(t, tx, r, &voorstel.id, STR_NULL));
	r->count.proposed++;
	return ERR_OK;
}

static void keep_why(struct task *t, struct round *r, enum err e)
{
	const struct fault *const f = task_error(t);
	const char *const code = f != NULL ? f->code : err_name(e);
	snprintf(r->code, sizeof(r->code), "%s", code);
	r->again = db_lost_to_another(t);
}

static enum err attempt(struct task *t, void *arg)
{
	struct round *const r = arg;
	struct db_tx *tx;
	struct verdeling_claim_row row;
	const struct keuze_count before = r->count;
	TRY(db_begin(t, r->k->db, &tx));
	r->found = false;
	enum err e = verdeling_claim(t, tx, &r->found, &row);
	if (e == ERR_OK && r->found) {
		if (!uuid_eq(r->aanvraag_id, row.aanvraag_id) ||
			!uuid_eq(r->keuzeronde_id, row.keuzeronde_id))
			r->tries = 0;
		r->keuzeronde_id = row.keuzeronde_id;
		r->aanvraag_id = row.aanvraag_id;
		r->tries++;
		e = propose(t, tx, r, &row);
		if (e == ERR_OK)
			e = db_commit(t, tx);
	}
	if (e != ERR_OK) {
		r->count = before;
		keep_why(t, r, e);
	}
	db_rollback(tx);
	return e;
}

/* It is not to be: the line says why, and staff does what it thinks best. */
static enum err give_up(struct task *t, void *arg)
{
	struct round *const r = arg;
	struct db_tx *tx;
	TRY(db_begin(t, r->k->db, &tx));
	enum err e = done(t, tx, r, NULL, str_from(r->code));
	if (e == ERR_OK)
		e = db_commit(t, tx);
	if (e == ERR_OK)
		r->count.refused++;
	if (strcmp(r->code, err_name(ERR_INTERNAL)) == 0)
		LOG(LOG_ERROR, "keuze.niet_voorgesteld", LOG_STR("code", str_from(r->code)));
	db_rollback(tx);
	return e;
}

enum err keuze_waits(struct task *t, struct db *d, bool *ret_waits)
{
	struct verdeling_waits_row row;
	TRY(verdeling_waits(t, db_reader(d), &row));
	*ret_waits = row.waits;
	return ERR_OK;
}

/* The supply knows all that the outbox had. */
static enum err wait_for_supply(struct task *t, const struct keuzer *k)
{
	bool found = false;
	struct gebeurtenis_news_row news = { 0 };
	TRY(gebeurtenis_news(t, db_reader(k->db), &found, &news));
	return voorraad_wacht(t, k->voorraad, found ? news.nieuws : STR_NULL, SUPPLY_MS);
}

enum err keuze_publiceer_round(
	struct task *t, const struct keuzer *k, int64_t now_us, struct keuze_count *ret_count)
{
	struct round r = { .k = k, .now_us = now_us };
	TRY(keuze_waits(t, k->db, &r.found));
	if (r.found)
		TRY(wait_for_supply(t, k));
	while (r.found) {
		const enum err e = task_run(t, attempt, &r, NULL);
		if (e == ERR_OK)
			continue;
		if (!r.found || e == ERR_UNAVAILABLE)
			return e;
		if (!r.again || r.tries >= TRIES)
			TRY(task_run(t, give_up, &r, NULL));
	}
	*ret_count = r.count;
	return ERR_OK;
}
