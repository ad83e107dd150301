#include "motor/motor.h"

#include <string.h>

#include "domain/soort.h"
#include "domain/taal.h"

#define DAGEN_PER_WEEK 7

struct plaats motor_plaats(bool known, int32_t x, int32_t y)
{
	return (struct plaats){ .x_m = x, .y_m = y, .bekend = known };
}

uint8_t motor_talen(struct db_texts codes)
{
	uint8_t set = 0;
	for (size_t i = 0; i < codes.count; i++) {
		enum taal taal;
		if (taal_from_code(codes.items[i], &taal) == ERR_OK)
			set |= TAAL_BIT(taal);
	}
	return set;
}

const uint16_t *motor_thema_indexes(
	struct arena *a, const struct taxonomie *t, struct db_texts codes, uint16_t *ret_count)
{
	uint16_t *indexes = ARENA_ARRAY(a, codes.count + 1, uint16_t);
	uint16_t count = 0;
	for (size_t i = 0; i < codes.count; i++) {
		const uint16_t index = taxonomie_index(t, codes.items[i]);
		if (index != THEMA_GEEN)
			indexes[count++] = index;
	}
	*ret_count = count;
	return indexes;
}

enum err motor_lees_gewichten(
	struct db_texts factoren, struct db_ints gewichten, struct score_gewichten *ret_gewichten)
{
	struct score_gewichten g = { 0 };
	for (size_t i = 0; i < factoren.count; i++) {
		enum score_factor factor = SCORE_FACTOR_COUNT;
		TRY(score_factor_from_code(factoren.items[i], &factor));
		g.gewicht[factor] = (uint16_t)gewichten.items[i];
	}
	TRY(score_gewichten_check(&g));
	*ret_gewichten = g;
	return ERR_OK;
}

enum err motor_read_gewichten(
	struct task *t, struct db_tx *tx, struct str soort, struct motor_gewichten *ret_gewichten)
{
	const struct gewicht_active_in in = { .soort = soort };
	struct gewicht_active_row row;
	TRY(gewicht_active(t, tx, &in, &row));
	struct motor_gewichten g = { .versie = row.versie };
	if (motor_lees_gewichten(row.factoren, row.gewichten, &g.gewichten) != ERR_OK)
		return ERR_INTERNAL;
	*ret_gewichten = g;
	return ERR_OK;
}

void motor_use_gewichten(struct motor *m, const struct motor_gewichten *gewichten)
{
	m->gewicht_versie = gewichten->versie;
	m->config = score_config_init(&m->taxonomie->boom, m->vraag.soort);
	m->config.gewichten = gewichten->gewichten;
}

enum err motor_load_gewichten(struct task *t, struct db_tx *tx, struct motor *m)
{
	struct motor_gewichten gewichten;
	TRY(motor_read_gewichten(t, tx, m->aanvraag.soort, &gewichten));
	motor_use_gewichten(m, &gewichten);
	return ERR_OK;
}

/* The days from … to with the half-days of the request, less these holidays, the days on which the
 * school is closed, and what the class has already. */
static enum err set_days(const struct kandidaat_aanvraag_row *a, int32_t from, int32_t to,
	const struct kandidaat_vakantie_row *vakanties, size_t count, struct score_aanvraag *vraag)
{
	TRY(score_aanvraag_venster(vraag, from, to, (uint16_t)a->dagdelen));
	for (size_t i = 0; i < count; i++)
		tijdvak_set_add_days(
			&vraag->gesloten, vakanties[i].van_datum, vakanties[i].tot_datum);
	for (size_t i = 0; i + 1 < a->gesloten.count; i += 2)
		tijdvak_set_add_days(
			&vraag->gesloten, a->gesloten.items[i], a->gesloten.items[i + 1]);
	for (size_t i = 0; i < a->klas_bezet.count; i++) {
		const struct tijdvak bezet = tijdvak_from_number(a->klas_bezet.items[i]);
		tijdvak_set_add(&vraag->klas_bezet, bezet.datum, (uint8_t)(1u << bezet.dagdeel));
	}
	return ERR_OK;
}

static int32_t first_day(const struct motor *m)
{
	return m->aanvraag.van_datum > m->vandaag ? m->aanvraag.van_datum : m->vandaag + 1;
}

enum err motor_set_window(
	struct motor *m, const struct kandidaat_vakantie_row *vakanties, size_t count)
{
	const int32_t from = first_day(m);
	if (from <= m->aanvraag.tot_datum)
		return set_days(
			&m->aanvraag, from, m->aanvraag.tot_datum, vakanties, count, &m->vraag);
	/* Wholly past: an empty window, so that the rule on time says no. */
	return score_aanvraag_venster(&m->vraag, from, from, 0);
}

static enum err load_holidays(struct task *t, struct db_tx *tx, const struct motor *m, int32_t from,
	int32_t to, struct kandidaat_vakantie_row **ret_rows, size_t *ret_count)
{
	const struct kandidaat_vakantie_in in = {
		.regio = m->aanvraag.vakantieregio, .van_datum = from, .tot_datum = to
	};
	return kandidaat_vakantie(t, tx, &in, ret_rows, ret_count);
}

static enum err load_window(struct task *t, struct db_tx *tx, struct motor *m)
{
	struct kandidaat_vakantie_row *rows = NULL;
	size_t count = 0;
	TRY(load_holidays(t, tx, m, first_day(m), m->aanvraag.tot_datum, &rows, &count));
	return motor_set_window(m, rows, count);
}

enum err motor_set_ruim(const struct motor *m, const struct kandidaat_vakantie_row *vakanties,
	size_t count, int32_t dagen, struct score_aanvraag *ret_ruim)
{
	const struct tijdvak_set *venster = &m->vraag.venster;
	const int32_t wanted = tijdvak_set_tot(venster) + dagen;
	const int32_t longest = venster->van + TIJDVAK_DAGEN_MAX - 1;
	struct score_aanvraag ruim = m->vraag;
	TRY(set_days(&m->aanvraag, venster->van, wanted < longest ? wanted : longest, vakanties,
		count, &ruim));
	*ret_ruim = ruim;
	return ERR_OK;
}

static enum score_voorkeur preference(struct str code)
{
	if (str_eq(code, STR("vertrouwd")))
		return SCORE_VOORKEUR_VERTROUWD;
	return str_eq(code, STR("nieuw")) ? SCORE_VOORKEUR_NIEUW : SCORE_VOORKEUR_GEEN;
}

static void set_wensen(struct motor *m)
{
	const struct kandidaat_aanvraag_row *a = &m->aanvraag;
	struct score_aanvraag *v = &m->vraag;
	v->leeftijd_min = a->has_leeftijd_min ? (uint8_t)a->leeftijd_min : 0;
	v->begeleiders = a->has_begeleiders ? (uint16_t)a->begeleiders : 0;
	v->traploos = a->traploos;
	v->weken = a->has_weken ? (uint16_t)a->weken : 0;
	v->crebo = a->has_crebo ? (uint32_t)a->crebo : 0;
	v->wachttijd_dagen =
		a->has_wachttijd_weken ? (uint16_t)(a->wachttijd_weken * DAGEN_PER_WEEK) : 0;
	v->voorkeur = preference(a->voorkeur);
	v->norm_tekort = a->has_norm_tekort ? (int16_t)a->norm_tekort : -1;
	v->wensen = (struct score_wensen){ .dagdelen = (uint16_t)a->wens_dagdelen,
		.talen = motor_talen(a->wens_talen),
		.ambassadeur = a->wens_ambassadeur };
}

static struct score_relatie relation_of(const struct kandidaat_relaties_row *row)
{
	return (struct score_relatie){ .houder = row->houder,
		.veto = row->veto,
		.keren = (uint16_t)(row->keren < UINT16_MAX ? row->keren : UINT16_MAX),
		.datums = row->datums.items,
		.datum_count = row->datums.count };
}

/* The time options of the school: days from … to and half-days of the week, three numbers each. */
static void set_opties(struct arena *arena, struct motor *m)
{
	const struct db_ints *a = &m->aanvraag.opties;
	struct score_optie *out = ARENA_ARRAY(arena, a->count / 3 + 1, struct score_optie);
	size_t count = 0;
	for (size_t i = 0; i + 2 < a->count; i += 3)
		out[count++] = (struct score_optie){ a->items[i], a->items[i + 1],
			(uint16_t)a->items[i + 2] };
	m->vraag.opties = out;
	m->vraag.optie_count = count;
}

/* The half-days of the school by its periods, two numbers each. */
static void set_uren(struct motor *m)
{
	const struct db_ints *a = &m->aanvraag.uren;
	for (size_t d = 0; d < DAGDEEL_COUNT && 2 * d + 1 < a->count; d++)
		m->vraag.uren[d] = (struct score_uren){ (uint16_t)a->items[2 * d],
			(uint16_t)a->items[2 * d + 1] };
}

/* Days only where a cool-down counts them. */
enum err motor_load_relaties(struct task *t, struct db_tx *tx, struct motor *m)
{
	const struct kandidaat_aanvraag_row *a = &m->aanvraag;
	const struct kandidaat_relaties_in in = { .school_id = a->school_id,
		.aanvraag_id = a->id,
		.vandaag = m->vandaag,
		.sinds = m->vraag.wachttijd_dagen > 0 ? a->van_datum - m->vraag.wachttijd_dagen
						      : a->tot_datum + 1 };
	struct kandidaat_relaties_row *rows = NULL;
	size_t count = 0;
	TRY(kandidaat_relaties(t, tx, &in, &rows, &count));
	struct score_relatie *out = ARENA_ARRAY(task_arena(t), count + 1, struct score_relatie);
	struct uuid *verboden = ARENA_ARRAY(task_arena(t), count + 1, struct uuid);
	size_t known = 0;
	m->vraag.verboden_count = 0;
	m->vraag.alleen = (struct uuid){ { 0 } };
	m->voorrang_id = (struct uuid){ { 0 } };
	for (size_t i = 0; i < count && rows[i].has_houder; i++) {
		if (rows[i].ingreep.ptr == NULL)
			out[known++] = relation_of(&rows[i]);
		else if (str_eq(rows[i].ingreep, STR("verbod")))
			verboden[m->vraag.verboden_count++] = rows[i].houder;
		else
			m->voorrang_id = rows[i].houder;
		if (rows[i].ingreep.ptr != NULL && str_eq(rows[i].ingreep, STR("alleen")))
			m->vraag.alleen = rows[i].houder;
	}
	m->vraag.relaties = out;
	m->vraag.relatie_count = known;
	m->vraag.verboden = verboden;
	m->aanvraag.nieuws = count > 0 ? rows[0].nieuws : STR_NULL;
	return ERR_OK;
}

enum err motor_set_vraag(struct arena *arena, struct motor *m)
{
	const struct kandidaat_aanvraag_row *a = &m->aanvraag;
	struct score_aanvraag *v = &m->vraag;
	enum taal taal = TAAL_NL;
	TRY(soort_from_code(a->soort, &v->soort));
	TRY(taal_from_code(a->taal, &taal));
	v->talen = TAAL_BIT(taal);
	v->niveau = (uint64_t)a->niveau;
	v->themas = motor_thema_indexes(arena, m->taxonomie, a->themas, &v->thema_count);
	v->thema_vereist = a->thema_vereist;
	v->groepsgrootte = (uint16_t)a->groepsgrootte;
	v->max_afstand_m = a->has_max_afstand_m ? a->max_afstand_m : 0;
	v->online_toegestaan = a->online_toegestaan;
	v->vog_vereist = a->vog_vereist;
	v->plaats = motor_plaats(a->has_rd_x && a->has_rd_y, a->rd_x, a->rd_y);
	set_wensen(m);
	set_opties(arena, m);
	set_uren(m);
	v->behoefte = (int16_t)(a->behoefte < INT16_MAX ? a->behoefte : INT16_MAX);
	return ERR_OK;
}

enum err motor_not_found(struct task *t, const char *what)
{
	return task_fail(t, ERR_NOT_FOUND, "niet_gevonden",
		"%s bestaat niet, of is niet voor jou zichtbaar.", task_say(t, what));
}

enum err motor_read_aanvraag(struct task *t, struct db_tx *tx,
	const struct kandidaat_aanvraag_in *in, struct motor *ret_motor)
{
	memset(ret_motor, 0, sizeof(*ret_motor));
	ret_motor->vandaag = in->vanaf;
	struct kandidaat_aanvraag_row *rows = NULL;
	size_t count = 0;
	TRY(kandidaat_aanvraag(t, tx, in, &rows, &count));
	if (count == 0)
		return motor_not_found(t, "Deze aanvraag");
	ret_motor->aanvraag = rows[0];
	return ERR_OK;
}

enum err motor_read_aanvragen(struct task *t, struct db_tx *tx, struct db_uuids ids, int32_t vanaf,
	struct kandidaat_aanvraag_row **ret_rows, size_t *ret_count)
{
	const struct kandidaat_aanvraag_in in = { .ids = ids, .vanaf = vanaf };
	const struct db_actor *caller = db_act(t, &db_actor_systeem);
	const enum err e = kandidaat_aanvraag(t, tx, &in, ret_rows, ret_count);
	(void)db_act(t, caller);
	return e;
}

enum err motor_load_aanvraag(struct task *t, struct db_tx *tx, struct taxonomie_cache *cache,
	const struct kandidaat_aanvraag_in *in, struct motor *ret_motor)
{
	struct motor *m = ret_motor;
	TRY(motor_read_aanvraag(t, tx, in, m));
	TRY(taxonomie_get(t, tx, cache, &m->taxonomie));
	TRY(motor_set_vraag(task_arena(t), m));
	TRY(motor_load_gewichten(t, tx, m));
	TRY(motor_load_relaties(t, tx, m));
	return load_window(t, tx, m);
}
