#include "api/motor.h"

#include <string.h>

#include "api/app.h"
#include "domain/soort.h"
#include "domain/taal.h"

/* ---- the request ---- */

/* The indexes of topic codes; a code that the taxonomy no longer has is left out. */
static const uint16_t *thema_indexes(
	struct req *r, const struct motor *m, struct db_texts codes, uint16_t *ret_count)
{
	uint16_t *indexes = ARENA_ARRAY(task_arena(r->t), codes.count + 1, uint16_t);
	uint16_t count = 0;
	for (size_t i = 0; i < codes.count; i++) {
		const uint16_t index = taxonomie_index(m->taxonomie, codes.items[i]);
		if (index != THEMA_GEEN)
			indexes[count++] = index;
	}
	*ret_count = count;
	return indexes;
}

static enum err load_gewichten(struct req *r, struct db_tx *tx, struct motor *m)
{
	const struct gewicht_active_in in = { .soort = m->aanvraag.soort };
	struct gewicht_active_row row;
	TRY(gewicht_active(r->t, tx, &in, &row));
	m->gewicht_versie = row.versie;
	m->config = score_config_init(&m->taxonomie->boom, m->vraag.soort);
	const int32_t weights[SCORE_FACTOR_COUNT] = { [SCORE_FACTOR_THEMA] = row.thema,
		[SCORE_FACTOR_NIVEAU] = row.niveau,
		[SCORE_FACTOR_DATUM] = row.datum,
		[SCORE_FACTOR_REIS] = row.reis,
		[SCORE_FACTOR_KRING] = row.kring,
		[SCORE_FACTOR_BELASTING] = row.belasting,
		[SCORE_FACTOR_BEHOEFTE] = row.behoefte };
	for (size_t i = 0; i < SCORE_FACTOR_COUNT; i++)
		m->config.gewichten.gewicht[i] = (uint16_t)weights[i];
	return score_gewichten_check(&m->config.gewichten);
}

/* The window from tomorrow on: what is today can no longer be arranged. */
static enum err set_window(struct req *r, struct db_tx *tx, struct motor *m)
{
	const struct kandidaat_aanvraag_row *a = &m->aanvraag;
	const int32_t from = a->van_datum > r->today ? a->van_datum : r->today + 1;
	if (from > a->tot_datum) {
		/* Wholly past: an empty window, so that the rule on time says no. */
		TRY(score_aanvraag_venster(&m->vraag, from, from, 0));
		return ERR_OK;
	}
	TRY(score_aanvraag_venster(&m->vraag, from, a->tot_datum, (uint16_t)a->dagdelen));
	const struct kandidaat_vakantie_in in = {
		.regio = a->vakantieregio, .van_datum = from, .tot_datum = a->tot_datum
	};
	struct kandidaat_vakantie_row *rows = NULL;
	size_t count = 0;
	TRY(kandidaat_vakantie(r->t, tx, &in, &rows, &count));
	for (size_t i = 0; i < count; i++)
		tijdvak_set_add_days(&m->vraag.gesloten, rows[i].van_datum, rows[i].tot_datum);
	for (size_t i = 0; i < a->klas_bezet.count; i++) {
		const struct tijdvak t = tijdvak_from_number(a->klas_bezet.items[i]);
		tijdvak_set_add(&m->vraag.klas_bezet, t.datum, (uint8_t)(1u << t.dagdeel));
	}
	return ERR_OK;
}

static struct plaats place(bool known, int32_t x, int32_t y)
{
	return (struct plaats){ .x_m = x, .y_m = y, .bekend = known };
}

static enum err set_vraag(struct req *r, struct motor *m)
{
	const struct kandidaat_aanvraag_row *a = &m->aanvraag;
	struct score_aanvraag *v = &m->vraag;
	enum taal taal = TAAL_NL;
	TRY(soort_from_code(a->soort, &v->soort));
	TRY(taal_from_code(a->taal, &taal));
	v->talen = TAAL_BIT(taal);
	v->niveau = (uint64_t)a->niveau;
	v->themas = thema_indexes(r, m, a->themas, &v->thema_count);
	v->thema_vereist = a->thema_vereist;
	v->groepsgrootte = (uint16_t)a->groepsgrootte;
	v->max_afstand_m = a->has_max_afstand_m ? a->max_afstand_m : 0;
	v->online_toegestaan = a->online_toegestaan;
	v->vog_vereist = a->vog_vereist;
	v->plaats = place(a->has_rd_x && a->has_rd_y, a->rd_x, a->rd_y);
	v->norm_tekort = -1;
	v->behoefte = (int16_t)(a->behoefte < INT16_MAX ? a->behoefte : INT16_MAX);
	return ERR_OK;
}

enum err motor_load_aanvraag(
	struct req *r, struct db_tx *tx, struct uuid aanvraag_id, struct motor *ret_motor)
{
	memset(ret_motor, 0, sizeof(*ret_motor));
	struct motor *m = ret_motor;
	const struct kandidaat_aanvraag_in in = { .id = aanvraag_id,
		.has_school_id = req_is(r, API_ROL_SCHOOL),
		.school_id = r->actor.school_id,
		.vanaf = r->today };
	bool found = false;
	TRY(kandidaat_aanvraag(r->t, tx, &in, &found, &m->aanvraag));
	if (!found)
		return req_not_found(r, "Deze aanvraag");
	TRY(taxonomie_get(r->t, tx, &r->app->taxonomie, &m->taxonomie));
	TRY(set_vraag(r, m));
	TRY(load_gewichten(r, tx, m));
	return set_window(r, tx, m);
}

/* ---- the supply ---- */

static const struct tijdvak_dag *days(struct req *r, struct db_ints half_days)
{
	struct tijdvak_dag *out =
		ARENA_ARRAY(task_arena(r->t), half_days.count + 1, struct tijdvak_dag);
	for (size_t i = 0; i < half_days.count; i++) {
		const struct tijdvak t = tijdvak_from_number(half_days.items[i]);
		out[i] = (struct tijdvak_dag){ t.datum, (uint8_t)(1u << t.dagdeel) };
	}
	return out;
}

static const struct score_gebruik *usage(struct req *r, struct db_ints periods, struct db_ints used)
{
	struct score_gebruik *out =
		ARENA_ARRAY(task_arena(r->t), periods.count + 1, struct score_gebruik);
	for (size_t i = 0; i < periods.count; i++)
		out[i] = (struct score_gebruik){ periods.items[i], (uint16_t)used.items[i] };
	return out;
}

static uint16_t cap(bool has, int32_t value)
{
	return has ? (uint16_t)value : 0;
}

static void set_houders(
	struct req *r, const struct kandidaat_aanbod_row *row, struct score_aanbod *o)
{
	struct score_houder *h = ARENA_ARRAY(task_arena(r->t), 2, struct score_houder);
	size_t n = 0;
	if (row->has_vrijwilliger_id)
		h[n++] = (struct score_houder){ .soort = SCORE_HOUDER_PERSOON,
			.max_per_week = cap(row->has_persoon_max_week, row->persoon_max_week),
			.weken = usage(r, row->persoon_week_periodes, row->persoon_week_bezet),
			.week_count = row->persoon_week_periodes.count,
			.max_per_schooljaar = cap(row->has_persoon_max_jaar, row->persoon_max_jaar),
			.schooljaren =
				usage(r, row->persoon_jaar_periodes, row->persoon_jaar_bezet),
			.schooljaar_count = row->persoon_jaar_periodes.count };
	if (row->has_bedrijf_id)
		h[n++] = (struct score_houder){ .soort = SCORE_HOUDER_BEDRIJF,
			.max_per_week = cap(row->has_bedrijf_max_week, row->bedrijf_max_week),
			.weken = usage(r, row->bedrijf_week_periodes, row->bedrijf_week_bezet),
			.week_count = row->bedrijf_week_periodes.count,
			.max_per_schooljaar = cap(row->has_bedrijf_max_jaar, row->bedrijf_max_jaar),
			.schooljaren =
				usage(r, row->bedrijf_jaar_periodes, row->bedrijf_jaar_bezet),
			.schooljaar_count = row->bedrijf_jaar_periodes.count };
	o->houders = h;
	o->houder_count = n;
}

static const struct score_bezetting *occupancy(
	struct req *r, const struct kandidaat_aanbod_row *row)
{
	const size_t count = row->tijdvak_periodes.count;
	struct score_bezetting *out =
		ARENA_ARRAY(task_arena(r->t), count + 1, struct score_bezetting);
	for (size_t i = 0; i < count; i++) {
		const struct tijdvak t = tijdvak_from_number(row->tijdvak_periodes.items[i]);
		out[i] = (struct score_bezetting){ t.datum, t.dagdeel,
			(uint16_t)row->tijdvak_bezet.items[i] };
	}
	return out;
}

static uint8_t languages(struct db_texts codes)
{
	uint8_t set = 0;
	for (size_t i = 0; i < codes.count; i++) {
		enum taal taal;
		if (taal_from_code(codes.items[i], &taal) == ERR_OK)
			set |= TAAL_BIT(taal);
	}
	return set;
}

/* An offer that is not active is paused without end; a person may be paused until a day. */
static int32_t paused_until(const struct kandidaat_aanbod_row *row)
{
	if (!str_eq(row->status, STR("actief")))
		return SCORE_DATUM_ALTIJD;
	return row->has_gepauzeerd_tot_datum ? row->gepauzeerd_tot_datum : SCORE_DATUM_GEEN;
}

static enum err set_aanbod(struct req *r, const struct motor *m,
	const struct kandidaat_aanbod_row *row, struct score_aanbod *o)
{
	*o = (struct score_aanbod){ .id = row->id,
		.niveaus = (uint64_t)row->niveaus,
		.talen = languages(row->talen),
		.online = row->online,
		.reisafstand_m = row->has_reisafstand_m ? row->reisafstand_m : 0,
		.plaats = place(row->has_rd_x && row->has_rd_y, row->rd_x, row->rd_y),
		.groep_min = (uint16_t)row->groep_min,
		.groep_max = (uint16_t)row->groep_max,
		.dagdelen = (uint16_t)row->dagdelen,
		.geldig_van = row->van_datum,
		.geldig_tot = row->has_tot_datum ? row->tot_datum : SCORE_DATUM_ALTIJD,
		.gepauzeerd_tot = paused_until(row),
		.vog_geldig_tot = row->has_vog_geldig_tot_datum ? row->vog_geldig_tot_datum
								: SCORE_DATUM_GEEN,
		.kring = !row->has_kring_bedient ? SCORE_KRING_GEEN
			 : row->kring_bedient	 ? SCORE_KRING_BEDIENT
						 : SCORE_KRING_ANDERE,
		.uitzonderingen = days(r, row->uitzonderingen),
		.uitzondering_count = row->uitzonderingen.count,
		.boekingen = days(r, row->geboekt),
		.boeking_count = row->geboekt.count,
		.plaatsen = (uint16_t)row->plaatsen,
		.bezetting = occupancy(r, row),
		.bezetting_count = row->tijdvak_periodes.count };
	o->themas = thema_indexes(r, m, row->themas, &o->thema_count);
	set_houders(r, row, o);
	return soort_from_code(row->soort, &o->soort);
}

static enum err load(struct req *r, struct db_tx *tx, struct motor *m, struct db_uuids ids)
{
	const struct kandidaat_aanbod_in in = {
		.ids = ids, .gemeente_code = m->aanvraag.gemeente_code, .vanaf = r->today
	};
	struct kandidaat_aanbod_row *rows = NULL;
	TRY(kandidaat_aanbod(r->t, tx, &in, &rows, &m->count));
	m->rijen = rows;
	m->aanbod = ARENA_ARRAY(task_arena(r->t), m->count + 1, struct score_aanbod);
	for (size_t i = 0; i < m->count; i++)
		TRY(set_aanbod(r, m, &rows[i], &m->aanbod[i]));
	return ERR_OK;
}

/* The codes of the topics that count as what was asked: the asked ones, their parents and children.
 */
static struct db_texts near_themas(struct req *r, const struct motor *m)
{
	const struct taxonomie *t = m->taxonomie;
	struct str *codes = ARENA_ARRAY(task_arena(r->t), t->count + 1u, struct str);
	size_t count = 0;
	for (uint16_t i = 0; i < t->count; i++) {
		bool near = false;
		for (size_t j = 0; j < m->vraag.thema_count && !near; j++)
			near = thema_nabijheid(&t->boom, m->vraag.themas[j], i) >= SCORE_THEMA_MIN;
		if (near)
			codes[count++] = t->themas[i].code;
	}
	return (struct db_texts){ codes, count };
}

enum err motor_load_aanbod(struct req *r, struct db_tx *tx, size_t most, struct motor *m)
{
	const struct kandidaat_aanvraag_row *a = &m->aanvraag;
	const struct kandidaat_active_in in = { .soort = a->soort,
		.niveau = a->niveau,
		.taal = a->taal,
		.groepsgrootte = a->groepsgrootte,
		.themas = near_themas(r, m),
		.has_rd_x = a->has_rd_x,
		.rd_x = a->rd_x,
		.has_rd_y = a->has_rd_y,
		.rd_y = a->rd_y,
		.aantal = (int64_t)most,
		.uitzonderingen = (int64_t)most * MOTOR_UITZONDERINGEN_PER_AANBOD };
	struct kandidaat_active_row active;
	TRY(kandidaat_active(r->t, tx, &in, &active));
	return load(r, tx, m, active.ids);
}

enum err motor_load_een(struct req *r, struct db_tx *tx, struct uuid aanbod_id, struct motor *m)
{
	TRY(load(r, tx, m, (struct db_uuids){ &aanbod_id, 1 }));
	return m->count == 1 ? ERR_OK : req_not_found(r, "Dit aanbod");
}
