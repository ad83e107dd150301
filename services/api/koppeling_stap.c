#include "api/koppeling_stap.h"

#include "api/toegang.h"
#include "store/sql.h"

static enum err lock(
	struct req *r, struct db_tx *tx, struct uuid id, struct koppeling_lock_row *ret_row)
{
	const struct koppeling_lock_in in = { .id = id, BEREIK(r) };
	bool found = false;
	TRY(koppeling_lock(r->t, tx, &in, &found, ret_row));
	return found ? ERR_OK : req_not_found(r, "Deze koppeling");
}

/* Whether the table of steps has this one from here for this role, and its reason is there. */
static enum err check_step(struct req *r, const struct koppeling_lock_row *row,
	const struct koppeling_stap *step, const struct toestand_stap **ret_stap)
{
	enum toestand van;
	TRY(toestand_from_code(row->status, &van));
	const enum err e =
		toestand_stap_check(van, step->stap, toegang_rol(r->actor.rol), ret_stap);
	if (e == ERR_FORBIDDEN)
		return task_fail(r->t, e, "stap.niet_jouw_rol", "Deze stap kan een %s niet zetten.",
			api_rol_names[r->actor.rol]);
	if (e != ERR_OK)
		return task_fail(r->t, ERR_CONFLICT, "stap.niet_toegestaan",
			"Deze koppeling is %.*s: de stap %s kan dan niet.", STR_FMT(row->status),
			stap_table[step->stap].nl);
	if ((*ret_stap)->reden_vereist && step->has_reden != JSN_VALUE)
		task_fault(r->t, "/reden", "reden.nodig", "Kies een reden bij deze stap.");
	return task_faults_check(r->t);
}

/* What lies behind us can no longer be agreed, also before the worker has let it expire. */
static enum err check_day(struct req *r, const struct koppeling_lock_row *row, enum stap stap)
{
	if ((stap != STAP_GOEDKEUREN && stap != STAP_BEVESTIGEN) || row->datum >= r->today)
		return ERR_OK;
	return task_fail(r->t, ERR_CONFLICT, "tijdvak.voorbij",
		"De dag van deze koppeling is voorbij. Doe een nieuw voorstel.");
}

/* A volunteer comes into the class only with a VOG that holds on the day. */
static enum err check_vog(struct req *r, const struct koppeling_lock_row *row, enum stap stap)
{
	if (stap != STAP_GOEDKEUREN || !row->vog_vereist ||
		str_eq(row->soort, STR("bedrijfsbezoek")))
		return ERR_OK;
	if (row->has_vog_geldig_tot_datum && row->vog_geldig_tot_datum >= row->datum)
		return ERR_OK;
	return task_fail(r->t, ERR_CONFLICT, "regel.vog",
		"De school vraagt een VOG die op de dag zelf geldig is, en die is er niet.");
}

static enum err set_status(struct req *r, struct db_tx *tx, struct uuid id, enum toestand naar,
	const struct koppeling_stap *step, enum rol rol)
{
	const struct koppeling_set_status_in in = { .id = id,
		.status = str_from(toestand_table[naar].code),
		.reden = step->has_reden == JSN_VALUE ? str_from(api_reden_names[step->reden])
						      : STR_NULL,
		.toelichting = step->has_toelichting == JSN_VALUE ? step->toelichting : STR_NULL,
		.nu = r->now_us,
		.has_account_id = true,
		.account_id = r->actor.account_id,
		.rol = str_from(rol_table[rol].code) };
	struct koppeling_set_status_row row;
	return koppeling_set_status(r->t, tx, &in, &row);
}

/* One side says yes; with the second yes the lesson goes into the calendar, in the same
 * transaction. */
static enum err confirm(struct req *r, struct db_tx *tx, struct uuid id,
	const struct koppeling_lock_row *before, const struct koppeling_stap *step)
{
	const bool school = req_is_school(r);
	if (school ? before->school_bevestigd : before->aanbieder_bevestigd)
		return task_fail(r->t, ERR_CONFLICT, "reactie.al_bevestigd",
			"Jullie kant heeft al bevestigd.");
	const struct koppeling_confirm_in in = { .id = id,
		.door_school = school,
		.nu = r->now_us,
		.account_id = r->actor.account_id,
		.rol = str_from(rol_table[toegang_rol(r->actor.rol)].code) };
	struct koppeling_confirm_row row;
	TRY(koppeling_confirm(r->t, tx, &in, &row));
	if (!str_eq(row.status, STR("bevestigd")))
		return ERR_OK;
	const struct koppeling_stap plain = { .stap = step->stap };
	return set_status(r, tx, id, TOESTAND_INGEPLAND, &plain, ROL_SYSTEEM);
}

enum err koppeling_zet_stap(
	struct req *r, struct db_tx *tx, struct uuid id, const struct koppeling_stap *step)
{
	struct koppeling_lock_row before;
	const struct toestand_stap *row = NULL;
	TRY(lock(r, tx, id, &before));
	TRY(toegang_mandaat(r, before.soort, before.gemeente_code));
	TRY(check_step(r, &before, step, &row));
	TRY(check_day(r, &before, step->stap));
	TRY(check_vog(r, &before, step->stap));
	if (step->stap == STAP_BEVESTIGEN)
		return confirm(r, tx, id, &before, step);
	return set_status(r, tx, id, row->naar, step, toegang_rol(r->actor.rol));
}
