#include "api/koppeling_stap.h"

#include "api/toegang.h"
#include "domain/reden.h"
#include "domain/soort.h"
#include "domain/tijdvak.h"
#include "store/sql.h"

enum err koppeling_houd(
	struct req *r, struct db_tx *tx, struct uuid id, struct koppeling_lock_row *ret_row)
{
	const struct koppeling_lock_in in = { .id = id, BEREIK(r) };
	bool found = false;
	TRY(koppeling_lock(r->t, tx, &in, &found, ret_row));
	return found ? ERR_OK : req_not_found(r, "Deze koppeling");
}

static bool names_another(const struct koppeling_stap *step)
{
	return step->has_reden == JSN_VALUE && step->reden == API_REDEN_ANDER_TIJDVAK;
}

static void check_reden(struct req *r, const struct koppeling_stap *step)
{
	const struct reden *reden = NULL;
	if (step->has_reden == JSN_VALUE && reden_from_code(str_from(api_reden_names[step->reden]),
						    step->stap, &reden) != ERR_OK)
		task_fault(
			r->t, "/reden", "reden.past_niet", "Deze reden past niet bij deze stap.");
}

/* Half-days that would do come with the reason that says so, and no other. */
static void check_andere(
	struct req *r, const struct koppeling_lock_row *row, const struct koppeling_stap *step)
{
	const struct api_tijdvak_keuze *keuzes = step->andere_tijdvakken.items;
	const size_t count = step->andere_tijdvakken.count;
	if (names_another(step) != (count > 0))
		task_fault(r->t, "/andereTijdvakken", "tijdvak.ander",
			"Noem bij de reden ander-tijdvak dagdelen die wel kunnen, en alleen "
			"daarbij.");
	for (size_t i = 0; i < count; i++) {
		const char *pointer = arena_printf(task_arena(r->t), "/andereTijdvakken/%zu", i);
		const char *dagdeel = dagdeel_table[keuzes[i].dagdeel].code;
		bool twice =
			keuzes[i].datum == row->datum && str_eq(str_from(dagdeel), row->dagdeel);
		for (size_t k = 0; k < i; k++)
			twice = twice || (keuzes[k].datum == keuzes[i].datum &&
						 keuzes[k].dagdeel == keuzes[i].dagdeel);
		if (twice)
			task_fault(r->t, pointer, "tijdvak.dubbel",
				"Dit dagdeel staat er al bij, of is dat van dit voorstel.");
		if (keuzes[i].datum < r->today)
			task_fault(r->t, pointer, "tijdvak.voorbij", "Deze dag is al voorbij.");
	}
}

static struct db_ints andere_numbers(struct req *r, struct jsn_array array)
{
	const struct api_tijdvak_keuze *keuzes = array.items;
	int32_t *numbers = ARENA_ARRAY(task_arena(r->t), array.count, int32_t);
	for (size_t i = 0; i < array.count; i++)
		numbers[i] = tijdvak_to_number(
			(struct tijdvak){ keuzes[i].datum, (enum dagdeel)keuzes[i].dagdeel });
	return (struct db_ints){ numbers, array.count };
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
			task_say(r->t, api_rol_names[r->actor.rol]));
	if (e != ERR_OK)
		return task_fail(r->t, ERR_CONFLICT, "stap.niet_toegestaan",
			"Deze koppeling is %s: de stap %s kan dan niet.",
			r->taal == SCORE_TAAL_NL ? toestand_table[van].nl : toestand_table[van].en,
			r->taal == SCORE_TAAL_NL ? stap_table[step->stap].nl
						 : stap_table[step->stap].en);
	if ((*ret_stap)->reden_vereist && step->has_reden != JSN_VALUE)
		task_fault(r->t, "/reden", "reden.nodig", "Kies een reden bij deze stap.");
	check_reden(r, step);
	check_andere(r, row, step);
	return task_faults_check(r->t);
}

/* What lies behind us can no longer be agreed, also before the worker has let it expire; how it
 * went is known from its beginning on, of what runs for weeks from its last day on. */
static enum err check_day(struct req *r, const struct koppeling_lock_row *row, enum stap stap)
{
	const bool agrees = stap == STAP_GOEDKEUREN || stap == STAP_BEVESTIGEN;
	if ((agrees || stap == STAP_HEROPENEN) && row->begint_op <= r->now_us)
		return task_fail(r->t, ERR_CONFLICT, "tijdvak.voorbij",
			"Het dagdeel van deze koppeling is begonnen of voorbij. Doe een nieuw "
			"voorstel.");
	if (agrees && row->has_verloopt_op && row->verloopt_op <= r->now_us)
		return task_fail(r->t, ERR_CONFLICT, "koppeling.verlopen",
			"De termijn van dit voorstel is voorbij. Een medewerker kan het opnieuw "
			"doen.");
	if (stap == STAP_NIET_VERSCHENEN && row->begint_op > r->now_us)
		return task_fail(r->t, ERR_CONFLICT, "stap.te_vroeg",
			"De activiteit is nog niet begonnen. Meld na het begin hoe het ging.");
	if (stap == STAP_AFRONDEN && row->laatste_op > r->now_us)
		return task_fail(r->t, ERR_CONFLICT, "stap.te_vroeg",
			"De activiteit is nog niet begonnen, of duurt nog. Meld op de laatste dag "
			"hoe het ging.");
	return ERR_OK;
}

/* A volunteer comes into the class only with a VOG that holds until the last day. */
static enum err check_vog(struct req *r, const struct koppeling_lock_row *row, enum stap stap)
{
	enum soort soort;
	TRY(soort_from_code(row->soort, &soort));
	if (stap != STAP_GOEDKEUREN || !row->vog_vereist || !soort_table[soort].bij_leerlingen)
		return ERR_OK;
	if (row->has_vog_geldig_tot_datum && row->vog_geldig_tot_datum >= row->einde_datum)
		return ERR_OK;
	return task_fail(r->t, ERR_CONFLICT, "regel.vog",
		"De school vraagt een VOG die tot en met de laatste dag geldig is, en die is er "
		"niet.");
}

/* Of two who approve neither proposed it, they are not the same, and the second is of the
 * Technocentrum. The trigger holds the same; this says it in words. */
static enum err check_two(struct req *r, const struct koppeling_lock_row *row)
{
	const struct uuid me = r->actor.account_id;
	if (row->has_voorgesteld_door && uuid_eq(row->voorgesteld_door, me))
		return task_fail(r->t, ERR_FORBIDDEN, "vier_ogen.zelf_voorgesteld",
			"Je stelde dit zelf voor. Twee anderen moeten het goedkeuren.");
	if (row->has_eerste_door && uuid_eq(row->eerste_door, me))
		return task_fail(r->t, ERR_CONFLICT, "vier_ogen.al_goedgekeurd",
			"Je keurde dit al goed. Nu moet een ander nog kijken.");
	if (row->has_eerste_door && toegang_rol(r->actor.rol) != ROL_MEDEWERKER)
		return task_fail(r->t, ERR_FORBIDDEN, "vier_ogen.tweede_medewerker",
			"Een medewerker van het Technocentrum keurt dit als tweede goed.");
	return ERR_OK;
}

static enum err set_status(struct req *r, struct db_tx *tx, struct uuid id, enum toestand naar,
	const struct koppeling_stap *step, enum rol rol)
{
	const struct koppeling_set_status_in in = { .id = id,
		.status = str_from(toestand_table[naar].code),
		.reden = step->has_reden == JSN_VALUE ? str_from(api_reden_names[step->reden])
						      : STR_NULL,
		.toelichting = step->has_toelichting == JSN_VALUE ? step->toelichting : STR_NULL,
		.andere_tijdvakken = andere_numbers(r, step->andere_tijdvakken),
		.nu = r->now_us,
		.has_account_id = !uuid_is_nil(r->actor.account_id),
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
		.toelichting = step->has_toelichting == JSN_VALUE ? step->toelichting : STR_NULL,
		.nu = r->now_us,
		.has_account_id = !uuid_is_nil(r->actor.account_id),
		.account_id = r->actor.account_id,
		.rol = str_from(rol_table[toegang_rol(r->actor.rol)].code) };
	struct koppeling_confirm_row row;
	TRY(koppeling_confirm(r->t, tx, &in, &row));
	/* A stop waits for the others of its rondgang: a trigger plans them together. */
	if (!str_eq(row.status, STR("bevestigd")) || before->halte > 0)
		return ERR_OK;
	const struct koppeling_stap plain = { .stap = step->stap };
	return set_status(r, tx, id, TOESTAND_INGEPLAND, &plain, ROL_SYSTEEM);
}

enum err koppeling_zet_stap(
	struct req *r, struct db_tx *tx, struct uuid id, const struct koppeling_stap *step)
{
	struct koppeling_lock_row before;
	const struct toestand_stap *row = NULL;
	TRY(koppeling_houd(r, tx, id, &before));
	TRY(toegang_mandaat(r, before.soort, before.gemeente_code));
	TRY(check_step(r, &before, step, &row));
	TRY(check_day(r, &before, step->stap));
	TRY(check_vog(r, &before, step->stap));
	if (step->stap == STAP_BEVESTIGEN)
		return confirm(r, tx, id, &before, step);
	if (step->stap == STAP_GOEDKEUREN && before.vier_ogen) {
		TRY(check_two(r, &before));
		/* The first of two: it goes on waiting. */
		if (!before.has_eerste_door)
			return set_status(
				r, tx, id, TOESTAND_VOORGESTELD, step, toegang_rol(r->actor.rol));
	}
	return set_status(r, tx, id, row->naar, step, toegang_rol(r->actor.rol));
}
