/* The supply, from rows to what the engine judges. */
#include "motor/motor.h"

#include "base/date.h"
#include "domain/leeftijd.h"
#include "domain/soort.h"

/* Offers that one statement reads, so that their rows take the loop no longer than it may spend. */
#define AANBOD_PER_SLAG 200

static size_t add_half_days(struct tijdvak_dag *out, struct db_ints half_days)
{
	for (size_t i = 0; i < half_days.count; i++) {
		const struct tijdvak t = tijdvak_from_number(half_days.items[i]);
		out[i] = (struct tijdvak_dag){ t.datum, (uint8_t)(1u << t.dagdeel) };
	}
	return half_days.count;
}

static const struct tijdvak_dag *days(struct arena *a, struct db_ints half_days)
{
	struct tijdvak_dag *out = ARENA_ARRAY(a, half_days.count + 1, struct tijdvak_dag);
	(void)add_half_days(out, half_days);
	return out;
}

#define PER_VERBLIJF 5

/* Where the person is: five numbers of each booking. */
static void set_verblijven(
	struct arena *a, const struct kandidaat_aanbod_row *row, struct score_aanbod *o)
{
	const int32_t *n = row->verblijven.items;
	const size_t count = row->verblijven.count / PER_VERBLIJF;
	struct score_verblijf *out = ARENA_ARRAY(a, count + 1, struct score_verblijf);
	for (size_t i = 0; i < count; i++, n += PER_VERBLIJF)
		out[i] = (struct score_verblijf){ tijdvak_from_number(n[0]),
			{ (uint16_t)n[1], (uint16_t)n[2] }, motor_plaats(true, n[3], n[4]) };
	o->verblijven = out;
	o->verblijf_count = count;
	o->reisbuffer_min = row->has_reisbuffer_minuten ? (uint16_t)row->reisbuffer_minuten : 0;
}

static size_t add_closed(struct tijdvak_dag *out, struct db_ints pairs)
{
	size_t n = 0;
	for (size_t i = 0; i + 1 < pairs.count; i += 2)
		for (int32_t day = pairs.items[i]; day <= pairs.items[i + 1]; day++)
			if (date_weekday(day) <= 5)
				out[n++] = (struct tijdvak_dag){ day, TIJDVAK_DAG_ALLE };
	return n;
}

static size_t count_closed(struct db_ints pairs)
{
	size_t n = 0;
	for (size_t i = 0; i + 1 < pairs.count; i += 2)
		n += (size_t)(pairs.items[i + 1] - pairs.items[i]) + 1;
	return n;
}

/* What the offer leaves out, and the days on which whoever makes it is closed. */
static void set_uitzonderingen(
	struct arena *a, const struct kandidaat_aanbod_row *row, struct score_aanbod *o)
{
	const size_t most = row->uitzonderingen.count + count_closed(row->persoon_gesloten) +
			    count_closed(row->bedrijf_gesloten);
	struct tijdvak_dag *out = ARENA_ARRAY(a, most + 1, struct tijdvak_dag);
	size_t n = add_half_days(out, row->uitzonderingen);
	n += add_closed(out + n, row->persoon_gesloten);
	n += add_closed(out + n, row->bedrijf_gesloten);
	o->uitzonderingen = out;
	o->uitzondering_count = n;
}

static const struct score_gebruik *usage(
	struct arena *a, struct db_ints periods, struct db_ints used)
{
	struct score_gebruik *out = ARENA_ARRAY(a, periods.count + 1, struct score_gebruik);
	for (size_t i = 0; i < periods.count; i++)
		out[i] = (struct score_gebruik){ periods.items[i], (uint16_t)used.items[i] };
	return out;
}

static uint16_t cap(bool has, int32_t value)
{
	return has ? (uint16_t)value : 0;
}

static void set_houders(
	struct arena *a, const struct kandidaat_aanbod_row *row, struct score_aanbod *o)
{
	struct score_houder *h = ARENA_ARRAY(a, MOTOR_HOUDERS, struct score_houder);
	size_t n = 0;
	if (row->has_vrijwilliger_id)
		h[n++] = (struct score_houder){ .soort = SCORE_HOUDER_PERSOON,
			.max_per_week = cap(row->has_persoon_max_week, row->persoon_max_week),
			.weken = usage(a, row->persoon_week_periodes, row->persoon_week_bezet),
			.week_count = row->persoon_week_periodes.count,
			.max_per_schooljaar = cap(row->has_persoon_max_jaar, row->persoon_max_jaar),
			.schooljaren =
				usage(a, row->persoon_jaar_periodes, row->persoon_jaar_bezet),
			.schooljaar_count = row->persoon_jaar_periodes.count };
	if (row->has_bedrijf_id)
		h[n++] = (struct score_houder){ .soort = SCORE_HOUDER_BEDRIJF,
			.max_per_week = cap(row->has_bedrijf_max_week, row->bedrijf_max_week),
			.weken = usage(a, row->bedrijf_week_periodes, row->bedrijf_week_bezet),
			.week_count = row->bedrijf_week_periodes.count,
			.max_per_schooljaar = cap(row->has_bedrijf_max_jaar, row->bedrijf_max_jaar),
			.schooljaren =
				usage(a, row->bedrijf_jaar_periodes, row->bedrijf_jaar_bezet),
			.schooljaar_count = row->bedrijf_jaar_periodes.count };
	/* A circle without a maximum says nothing: all its suppliers together are not busy. */
	if (cap(row->has_kring_max_week, row->kring_max_week) > 0 ||
		cap(row->has_kring_max_jaar, row->kring_max_jaar) > 0)
		h[n++] = (struct score_houder){ .soort = SCORE_HOUDER_KRING,
			.max_per_week = cap(row->has_kring_max_week, row->kring_max_week),
			.weken = usage(a, row->kring_week_periodes, row->kring_week_bezet),
			.week_count = row->kring_week_periodes.count,
			.max_per_schooljaar = cap(row->has_kring_max_jaar, row->kring_max_jaar),
			.schooljaren = usage(a, row->kring_jaar_periodes, row->kring_jaar_bezet),
			.schooljaar_count = row->kring_jaar_periodes.count };
	o->houders = h;
	o->houder_count = n;
}

static const struct score_bezetting *occupancy(
	struct arena *a, const struct kandidaat_aanbod_row *row)
{
	const size_t count = row->tijdvak_periodes.count;
	struct score_bezetting *out = ARENA_ARRAY(a, count + 1, struct score_bezetting);
	for (size_t i = 0; i < count; i++) {
		const struct tijdvak t = tijdvak_from_number(row->tijdvak_periodes.items[i]);
		out[i] = (struct score_bezetting){ t.datum, t.dagdeel,
			(uint16_t)row->tijdvak_bezet.items[i] };
	}
	return out;
}

/* An offer that is not active is paused without end; a person may be paused until a day. */
static int32_t paused_until(const struct kandidaat_aanbod_row *row)
{
	if (!str_eq(row->status, STR("actief")))
		return SCORE_DATUM_ALTIJD;
	return row->has_gepauzeerd_tot_datum ? row->gepauzeerd_tot_datum : SCORE_DATUM_GEEN;
}

enum score_kring motor_kring(const struct motor *m, const struct kandidaat_aanbod_row *row)
{
	if (!row->has_kring_id)
		return SCORE_KRING_GEEN;
	for (size_t i = 0; i < m->aanvraag.kringen.count; i++)
		if (uuid_eq(m->aanvraag.kringen.items[i], row->kring_id))
			return SCORE_KRING_BEDIENT;
	return SCORE_KRING_ANDERE;
}

static const struct score_erkenning *accreditations(
	struct arena *a, const struct kandidaat_aanbod_row *row)
{
	struct score_erkenning *out = ARENA_ARRAY(a, row->crebos.count + 1, struct score_erkenning);
	for (size_t i = 0; i < row->crebos.count; i++)
		out[i] = (struct score_erkenning){ (uint32_t)row->crebos.items[i],
			row->crebos_geldig_tot.items[i] };
	return out;
}

/* More than fits is shown as what fits, with the same mean. */
static struct score_telling tally(int32_t sum, int32_t count)
{
	while (count > UINT16_MAX) {
		sum /= 2;
		count /= 2;
	}
	return (struct score_telling){ (uint32_t)sum, (uint16_t)count };
}

static uint8_t age(struct str code)
{
	enum leeftijdsgroep groep = LEEFTIJDSGROEP_COUNT;
	return leeftijdsgroep_from_code(code, &groep) == ERR_OK ? leeftijdsgroep_table[groep].jaren
								: 0;
}

enum err motor_aanbod_van(struct arena *a, const struct taxonomie *t,
	const struct kandidaat_aanbod_row *row, struct score_aanbod *o)
{
	const struct uuid nobody = { { 0 } };
	*o = (struct score_aanbod){ .id = row->id,
		.niveaus = (uint64_t)row->niveaus,
		.talen = motor_talen(row->talen),
		.online = row->online,
		.reisafstand_m = row->has_reisafstand_m ? row->reisafstand_m : 0,
		.plaats = motor_plaats(row->has_rd_x && row->has_rd_y, row->rd_x, row->rd_y),
		.groep_min = (uint16_t)row->groep_min,
		.groep_max = (uint16_t)row->groep_max,
		.dagdelen = (uint16_t)row->dagdelen,
		.geldig_van = row->van_datum,
		.geldig_tot = row->has_tot_datum ? row->tot_datum : SCORE_DATUM_ALTIJD,
		.gepauzeerd_tot = paused_until(row),
		.vog_geldig_tot = row->has_vog_geldig_tot_datum ? row->vog_geldig_tot_datum
								: SCORE_DATUM_GEEN,
		.vrijwilliger_id = row->has_vrijwilliger_id ? row->vrijwilliger_id : nobody,
		.bedrijf_id = row->has_bedrijf_id ? row->bedrijf_id : nobody,
		.leeftijd_min = row->has_leeftijd_min ? (uint8_t)row->leeftijd_min : 0,
		.leerlingen_per_begeleider = row->has_leerlingen_per_begeleider
						     ? (uint8_t)row->leerlingen_per_begeleider
						     : 0,
		.traploos = row->traploos,
		.erkenningen = accreditations(a, row),
		.erkenning_count = row->crebos.count,
		.kwaliteit = tally(row->cijfer_som, row->cijfers),
		.reactie = tally(row->op_tijd, row->gevraagd),
		.ambassadeur = row->ambassadeur,
		.opleiding = (uint64_t)row->opleiding,
		.leeftijd = age(row->leeftijdsgroep),
		.boekingen = days(a, row->geboekt),
		.boeking_count = row->geboekt.count,
		.plaatsen = (uint16_t)row->plaatsen,
		.bezetting = occupancy(a, row),
		.bezetting_count = row->tijdvak_periodes.count };
	o->themas = motor_thema_indexes(a, t, row->themas, &o->thema_count);
	set_uitzonderingen(a, row, o);
	set_verblijven(a, row, o);
	set_houders(a, row, o);
	return soort_from_code(row->soort, &o->soort);
}

struct motor_kaart motor_kaart_van(const struct kandidaat_aanbod_row *row)
{
	return (struct motor_kaart){ .id = row->id,
		.titel = row->titel,
		.bedrijf_id = row->bedrijf_id,
		.bedrijf_naam = row->bedrijf_naam,
		.vrijwilliger_id = row->vrijwilliger_id };
}

enum err motor_load_deze(struct task *t, struct db_tx *tx, struct db_uuids ids, struct motor *m)
{
	struct kandidaat_aanbod_row *all =
		ARENA_ARRAY(task_arena(t), ids.count + 1, struct kandidaat_aanbod_row);
	m->rijen = all;
	m->aanbod = ARENA_ARRAY(task_arena(t), ids.count + 1, struct score_aanbod);
	m->count = 0;
	for (size_t done = 0; done < ids.count; done += AANBOD_PER_SLAG) {
		const size_t left = ids.count - done;
		const struct kandidaat_aanbod_in in = {
			.ids = { ids.items + done,
				left < AANBOD_PER_SLAG ? left : AANBOD_PER_SLAG },
			.vanaf = m->vandaag
		};
		struct kandidaat_aanbod_row *rows = NULL;
		size_t count = 0;
		TRY(kandidaat_aanbod(t, tx, &in, &rows, &count));
		for (size_t i = 0; i < count; i++, m->count++) {
			all[m->count] = rows[i];
			TRY(motor_aanbod_van(
				task_arena(t), m->taxonomie, &rows[i], &m->aanbod[m->count]));
			m->aanbod[m->count].kring = motor_kring(m, &rows[i]);
		}
	}
	return ERR_OK;
}

enum err motor_load_mogelijk(struct task *t, struct db_tx *tx, struct db_uuids ids, struct motor *m,
	struct motor_mogelijk **ret_mogelijk, size_t *ret_count)
{
	struct motor_mogelijk *const all =
		ARENA_ARRAY(task_arena(t), ids.count + 1, struct motor_mogelijk);
	struct score_uitkomst *const u = ARENA_NEW(task_arena(t), struct score_uitkomst);
	size_t count = 0;
	TRY(motor_load_deze(t, tx, ids, m));
	for (size_t i = 0; i < m->count; i++) {
		if (!str_eq(m->rijen[i].status, STR("actief")))
			continue;
		score_beoordeel(&m->config, &m->vraag, &m->aanbod[i], u);
		if (u->mogelijk)
			all[count++] = (struct motor_mogelijk){ (uint32_t)i, u->score };
	}
	*ret_mogelijk = all;
	*ret_count = count;
	return ERR_OK;
}

enum err motor_load_een(struct task *t, struct db_tx *tx, struct uuid aanbod_id, struct motor *m)
{
	TRY(motor_load_deze(t, tx, (struct db_uuids){ &aanbod_id, 1 }, m));
	return m->count == 1 ? ERR_OK : motor_not_found(t, "Dit aanbod");
}

static const struct score_gebruik *less_one(
	struct arena *a, const struct score_gebruik *all, size_t count, int32_t periode)
{
	struct score_gebruik *out = ARENA_ARRAY(a, count + 1, struct score_gebruik);
	for (size_t i = 0; i < count; i++) {
		out[i] = all[i];
		if (out[i].periode == periode && out[i].aantal > 0)
			out[i].aantal--;
	}
	return out;
}

static bool is_half_day(const struct score_bezetting *b, const struct tijdvak *t)
{
	return t != NULL && b->datum == t->datum && b->dagdeel == t->dagdeel;
}

/* Whether this entry of the occupancy counts the match: its half-day, the one that it runs on into,
 * or one of its weeks. */
static bool takes(const struct motor *m, struct tijdvak tijdvak, const struct tijdvak *uitloop,
	const struct score_bezetting *b)
{
	if (!soort_table[m->aanbod[0].soort].periode)
		return is_half_day(b, &tijdvak) || is_half_day(b, uitloop);
	const struct score_dagen begin = score_vol_dagen(&m->vraag, b->datum);
	return begin.van <= tijdvak.datum && tijdvak.datum <= begin.tot;
}

/* The person need not travel to what is moved away. */
static void leave(struct arena *a, struct score_aanbod *o, struct tijdvak tijdvak)
{
	struct score_verblijf *out = ARENA_ARRAY(a, o->verblijf_count + 1, struct score_verblijf);
	size_t kept = 0;
	for (size_t i = 0; i < o->verblijf_count; i++) {
		const struct tijdvak *at = &o->verblijven[i].tijdvak;
		if (at->datum != tijdvak.datum || at->dagdeel != tijdvak.dagdeel)
			out[kept++] = o->verblijven[i];
	}
	o->verblijven = out;
	o->verblijf_count = kept;
}

/* Neither the person nor the class is taken then. */
static void set_free(struct arena *a, struct motor *m, struct tijdvak tijdvak)
{
	struct score_aanbod *o = &m->aanbod[0];
	const uint8_t bit = (uint8_t)(1u << tijdvak.dagdeel);
	struct tijdvak_dag *out = ARENA_ARRAY(a, o->boeking_count + 1, struct tijdvak_dag);
	for (size_t i = 0; i < o->boeking_count; i++) {
		out[i] = o->boekingen[i];
		if (out[i].datum == tijdvak.datum)
			out[i].dagdelen &= (uint8_t)~bit;
	}
	o->boekingen = out;
	tijdvak_set_remove(&m->vraag.klas_bezet, tijdvak.datum, bit);
}

void motor_zonder(
	struct arena *a, struct motor *m, struct tijdvak tijdvak, const struct tijdvak *uitloop)
{
	struct score_aanbod *o = &m->aanbod[0];
	leave(a, o, tijdvak);
	set_free(a, m, tijdvak);
	if (uitloop != NULL)
		set_free(a, m, *uitloop);
	struct score_houder *houders = ARENA_ARRAY(a, o->houder_count + 1, struct score_houder);
	for (size_t i = 0; i < o->houder_count; i++) {
		struct score_houder *h = &houders[i];
		*h = o->houders[i];
		h->weken = less_one(a, h->weken, h->week_count, date_iso_week(tijdvak.datum));
		h->schooljaren = less_one(
			a, h->schooljaren, h->schooljaar_count, date_school_year(tijdvak.datum));
	}
	o->houders = houders;
	struct score_bezetting *bezetting =
		ARENA_ARRAY(a, o->bezetting_count + 1, struct score_bezetting);
	for (size_t i = 0; i < o->bezetting_count; i++) {
		bezetting[i] = o->bezetting[i];
		if (takes(m, tijdvak, uitloop, &bezetting[i]) && bezetting[i].bezet > 0)
			bezetting[i].bezet--;
	}
	o->bezetting = bezetting;
}
