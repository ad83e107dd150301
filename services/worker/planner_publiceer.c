#include "worker/planner_publiceer.h"

#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "motor/voorstel.h"

/* Proposals of one transaction, made or taken back: each takes many locks. */
#define BATCH 10

struct round {
	const struct planner *p;
	int64_t now_us;
	bool found;
	struct uuid na; /* one that failed: those behind it do not wait for it */
	int64_t proposed;
	struct planning_claim_publicatie_row row;
	struct score_gewichten gewichten;
};

static enum err propose(struct task *t, struct db_tx *tx, struct round *r,
	const struct inzet_list_publicatie_row *inzet, struct uuid id)
{
	struct motor *const m = ARENA_NEW(task_arena(t), struct motor);
	struct voorstel_oordeel *const oordeel = ARENA_NEW(task_arena(t), struct voorstel_oordeel);
	struct uuid aanvraag_id = inzet->aanvraag_id;
	const struct kandidaat_aanvraag_in which = { .ids = { &aanvraag_id, 1 },
		.vanaf = date_in_netherlands(r->now_us) };
	struct voorstel voorstel = { .id = id,
		.tijdvak = { .datum = inzet->datum },
		.has_account_id = r->row.has_door,
		.account_id = r->row.door,
		.rol = ROL_MEDEWERKER,
		.nu_us = r->now_us };
	TRY(motor_lees_gewichten(r->row.factoren, r->row.gewichten, &r->gewichten));
	TRY(dagdeel_from_code(inzet->dagdeel, &voorstel.tijdvak.dagdeel));
	TRY(motor_load_aanvraag(t, tx, r->p->taxonomie, &which, m));
	m->config.gewichten = r->gewichten;
	m->gewicht_versie = r->row.gewicht_versie;
	TRY(motor_load_een(t, tx, inzet->aanbod_id, m));
	return voorstel_doe(t, tx, r->p->voorraad, m, &voorstel, oordeel);
}

/* One match, in a part of its own: what is in its way does not keep the others. */
static enum err publish_one(struct task *t, struct db_tx *tx, struct round *r,
	const struct inzet_list_publicatie_row *inzet)
{
	struct inzet_save_in save = { .planning_id = r->row.id,
		.nr = inzet->nr,
		.status = STR("voorgesteld"),
		.has_koppeling_id = true,
		.koppeling_id = uuid_new(),
		.code = STR_NULL };
	struct db_part part;
	TRY(db_part_begin(t, tx, &part));
	const enum err e = propose(t, tx, r, inzet, save.koppeling_id);
	const struct fault *const f = task_error(t);
	if (e == ERR_OK) {
		r->proposed++;
		TRY(db_part_keep(t, tx));
		return inzet_save(t, tx, &save);
	}
	/* Somebody is at it, or the server is away: the whole batch comes again. Whatever else is
	 * wrong with one, the others do not wait for it. */
	if (e == ERR_UNAVAILABLE || db_lost_to_another(t))
		return e;
	save.status = STR("geweigerd");
	save.has_koppeling_id = false;
	save.code = f != NULL ? str_dup(task_arena(t), str_from(f->code)) : str_from(err_name(e));
	task_clear_error(t);
	TRY(db_part_undo(t, tx, &part));
	return inzet_save(t, tx, &save);
}

/* The next that become proposals; `ret_nr`: the last of them, 0 when there were none. */
static enum err publish_next(struct task *t, struct db_tx *tx, struct round *r, int32_t *ret_nr)
{
	const struct inzet_list_publicatie_in in = {
		.planning_id = r->row.id, .na_nr = r->row.na_nr, .aantal = BATCH
	};
	struct inzet_list_publicatie_row *rows = NULL;
	size_t count = 0;
	TRY(inzet_list_publicatie(t, tx, &in, &rows, &count));
	for (size_t i = 0; i < count; i++)
		TRY(publish_one(t, tx, r, &rows[i]));
	*ret_nr = count > 0 ? rows[count - 1].nr : 0;
	return ERR_OK;
}

/* The next that are taken back. */
static enum err withdraw_next(
	struct task *t, struct db_tx *tx, const struct round *r, int32_t *ret_nr)
{
	const struct inzet_withdraw_in in = { .planning_id = r->row.id,
		.na_nr = r->row.na_nr,
		.aantal = BATCH,
		.has_account_id = r->row.has_door,
		.account_id = r->row.door,
		.nu = r->now_us };
	struct inzet_withdraw_row last;
	bool found = false;
	TRY(inzet_withdraw(t, tx, &in, &found, &last));
	*ret_nr = found ? last.nr : 0;
	return ERR_OK;
}

static enum err go_on(struct task *t, struct db_tx *tx, struct round *r)
{
	const bool back = r->row.trekt_in;
	struct planning_set_status_row done;
	struct str van[] = { back ? STR("trekt_in") : STR("publiceert") };
	int32_t nr = 0;
	bool changed = false;
	TRY(back ? withdraw_next(t, tx, r, &nr) : publish_next(t, tx, r, &nr));
	if (nr > 0)
		return planning_save_publicatie(t, tx,
			&(struct planning_save_publicatie_in){ .id = r->row.id, .na_nr = nr });
	const struct planning_set_status_in set = { .id = r->row.id,
		.van = { van, 1 },
		.naar = back ? STR("ingetrokken") : STR("gepubliceerd"),
		.nu = r->now_us };
	return planning_set_status(t, tx, &set, &changed, &done);
}

static enum err batch(struct task *t, void *arg)
{
	struct round *r = arg;
	struct db_tx *tx;
	const int64_t before = r->proposed;
	r->found = false;
	TRY(db_begin(t, r->p->db, &tx));
	enum err e = planning_claim_publicatie(t, tx,
		&(struct planning_claim_publicatie_in){ .na_planning_id = r->na }, &r->found,
		&r->row);
	if (e == ERR_OK && r->found)
		e = go_on(t, tx, r);
	if (e == ERR_OK && r->found)
		e = db_commit(t, tx);
	if (e != ERR_OK)
		r->proposed = before;
	db_rollback(tx);
	return e;
}

/* One that fails waits for the next round. */
static void leave(struct task *t, enum err e, void *arg)
{
	struct round *r = arg;
	const struct fault *f = task_error(t);
	char text[UUID_TEXT_LEN + 1] = "";
	if (e == ERR_OK)
		return;
	if (r->found) {
		r->na = r->row.id;
		uuid_format(r->na, text);
	}
	LOG(LOG_WARN, "publiceren.onderbroken", LOG_STR("planning", str_from(text)),
		LOG_STR("code", str_from(f != NULL ? f->code : err_name(e))));
}

enum err planner_publiceer(
	struct task *t, const struct planner *p, int64_t now_us, int64_t *ret_proposed)
{
	struct round r = { .p = p, .now_us = now_us, .found = true };
	while (r.found && !p->keeper.stopping) {
		const enum err e = task_run(t, batch, &r, leave);
		if (e == ERR_UNAVAILABLE || (e != ERR_OK && !r.found))
			return e;
	}
	*ret_proposed = r.proposed;
	return ERR_OK;
}
