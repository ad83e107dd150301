#include "worker/planner_verzamel.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"

#define AANBOD_PER_SLAG 200

struct halve_dagen {
	uint64_t woorden[PLAN_WOORDEN_MAX];
};

void verzameling_init(struct verzameling *v, int32_t vandaag)
{
	*v = (struct verzameling){ .planning = { .van = vandaag + 1 },
		.tot = vandaag + TIJDVAK_DAGEN_MAX };
}

void verzameling_fini(struct verzameling *v)
{
	planning_fini(&v->planning);
	planning_nummers_fini(&v->scholen);
	planning_nummers_fini(&v->klassen);
	planning_nummers_fini(&v->aanbod);
	planning_nummers_fini(&v->houders);
	planning_nummers_fini(&v->bedrijven);
	planning_nummers_fini(&v->kringen);
	free(v->plaatsen.items);
	free(v->vrij.items);
	free(v->houder_van.items);
	free(v->klas_van.items);
	for (int n = 0; n < VERZAMELING_LAGEN; n++)
		for (int p = 0; p < VERZAMELING_PERIODES; p++) {
			free(v->maxima[n][p].max.items);
			free(v->maxima[n][p].bezet.items);
		}
	*v = (struct verzameling){ 0 };
}

/* ---- requests ---- */

static void add_half_days(
	const struct verzameling *v, const struct tijdvak_set *set, uint64_t *woorden)
{
	unsigned cursor = 0;
	struct tijdvak at;
	while (tijdvak_set_next(set, &cursor, &at)) {
		const int32_t bit =
			(at.datum - v->planning.van) * DAGDEEL_COUNT + (int32_t)at.dagdeel;
		if (at.datum >= v->planning.van && at.datum <= v->tot)
			woorden[bit / 64] |= UINT64_C(1) << (bit % 64);
	}
}

static uint32_t school_of(struct verzameling *v, const struct motor *m)
{
	bool is_new = false;
	const uint32_t number = planning_nummer(&v->scholen, m->aanvraag.school_id, &is_new);
	if (is_new) {
		struct planning_school *const s = planning_add(&v->planning.scholen, sizeof(*s));
		s->id = m->aanvraag.school_id;
		s->al = m->vraag.behoefte > 0 ? (uint32_t)m->vraag.behoefte : 0;
	}
	return number;
}

static void copy_text(char *to, size_t room, struct str from)
{
	const size_t len = from.len < room - 1 ? from.len : room - 1;
	if (len > 0)
		memcpy(to, from.ptr, len);
}

static enum err add_chance(struct task *t, struct verzameling *v, struct voorraad *voorraad,
	struct motor *m, uint32_t aanvraag, const struct score_rang *rang)
{
	bool is_new = false;
	struct score_uitkomst *const u = ARENA_NEW(task_arena(t), struct score_uitkomst);
	TRY(voorraad_beoordeel(voorraad, task_arena(t), m, rang->id, u));
	if (!u->mogelijk)
		return ERR_OK;
	const uint32_t number = planning_nummer(&v->aanbod, rang->id, &is_new);
	if (is_new) {
		(void)planning_add(&v->vrij, sizeof(struct halve_dagen));
		*(struct uuid *)planning_add(&v->planning.aanbod, sizeof(struct uuid)) = rang->id;
	}
	struct planning_aanvraag *const a =
		(struct planning_aanvraag *)v->planning.aanvragen.items + aanvraag;
	struct halve_dagen *const free_days = (struct halve_dagen *)v->vrij.items + number;
	add_half_days(v, &u->vrij, a->venster);
	add_half_days(v, &u->vrij, free_days->woorden);
	*(struct planning_kans *)planning_add(&v->planning.kansen, sizeof(struct planning_kans)) =
		(struct planning_kans){ aanvraag, 0, number, u->score };
	return ERR_OK;
}

enum err verzameling_add_aanvraag(
	struct task *t, struct verzameling *v, struct voorraad *voorraad, struct motor *m)
{
	struct score_rang *const rangen =
		ARENA_ARRAY(task_arena(t), PLANNING_KANSEN_MAX, struct score_rang);
	size_t count = 0;
	if (v->planning.aanvragen.count == PLANNING_AANVRAGEN_MAX)
		return task_fail(t, ERR_TOO_LARGE, "planning.te_groot",
			"Zoveel aanvragen tegelijk kan niet. Kies een gemeente of een campagne.");
	TRY(voorraad_rangschik(
		voorraad, task_arena(t), m, NULL, PLANNING_KANSEN_MAX, rangen, &count));
	const uint32_t number = (uint32_t)v->planning.aanvragen.count;
	const uint32_t school = school_of(v, m);
	bool is_new = false;
	struct planning_aanvraag *const a = planning_add(&v->planning.aanvragen, sizeof(*a));
	struct verzameling_plaats *const p = planning_add(&v->plaatsen, sizeof(*p));
	a->id = m->aanvraag.id;
	a->school = school;
	*(uint32_t *)planning_add(&v->klas_van, sizeof(uint32_t)) =
		planning_nummer(&v->klassen, m->aanvraag.klas_id, &is_new);
	copy_text(p->code, sizeof(p->code), m->aanvraag.gemeente_code);
	copy_text(p->naam, sizeof(p->naam), m->aanvraag.gemeente_naam);
	for (size_t i = 0; i < count; i++)
		TRY(add_chance(t, v, voorraad, m, number, &rangen[i]));
	return ERR_OK;
}

/* ---- whose calendar ---- */

/* The next one of a level has this maximum, and so many in these periods. */
static void add_maximum(struct verzameling_maxima *m, bool has, int32_t max, struct db_ints periods,
	struct db_ints used)
{
	const uint32_t ding = (uint32_t)m->max.count;
	*(int32_t *)planning_add(&m->max, sizeof(int32_t)) = has ? max : 0;
	for (size_t i = 0; has && i < periods.count; i++)
		*(struct verzameling_bezet *)planning_add(
			&m->bezet, sizeof(struct verzameling_bezet)) =
			(struct verzameling_bezet){ ding, periods.items[i], used.items[i] };
}

static uint32_t circle_of(struct verzameling *v, const struct kandidaat_aanbod_row *row)
{
	bool is_new = false;
	if (!row->has_kring_id)
		return PLAN_GEEN;
	const uint32_t number = planning_nummer(&v->kringen, row->kring_id, &is_new);
	if (!is_new)
		return number;
	struct verzameling_maxima *const m = v->maxima[VERZAMELING_KRING];
	*(struct planning_kring *)planning_add(&v->planning.kringen,
		sizeof(struct planning_kring)) = (struct planning_kring){ .id = row->kring_id };
	add_maximum(&m[VERZAMELING_WEEK], row->has_kring_max_week, row->kring_max_week,
		row->kring_week_periodes, row->kring_week_bezet);
	add_maximum(&m[VERZAMELING_JAAR], row->has_kring_max_jaar, row->kring_max_jaar,
		row->kring_jaar_periodes, row->kring_jaar_bezet);
	return number;
}

/* Who is of no company stands under itself, so that the circle counts it too. */
static uint32_t company_of(struct verzameling *v, const struct kandidaat_aanbod_row *row)
{
	bool is_new = false;
	const struct uuid id = row->has_bedrijf_id ? row->bedrijf_id : row->vrijwilliger_id;
	const uint32_t kring = circle_of(v, row);
	const uint32_t number = planning_nummer(&v->bedrijven, id, &is_new);
	if (!is_new)
		return number;
	struct verzameling_maxima *const m = v->maxima[VERZAMELING_BEDRIJF];
	*(struct planning_bedrijf *)planning_add(
		&v->planning.bedrijven, sizeof(struct planning_bedrijf)) =
		(struct planning_bedrijf){ .id = id, .kring = kring };
	add_maximum(&m[VERZAMELING_WEEK], row->has_bedrijf_max_week, row->bedrijf_max_week,
		row->bedrijf_week_periodes, row->bedrijf_week_bezet);
	add_maximum(&m[VERZAMELING_JAAR], row->has_bedrijf_max_jaar, row->bedrijf_max_jaar,
		row->bedrijf_jaar_periodes, row->bedrijf_jaar_bezet);
	return number;
}

static uint32_t places_of(const struct kandidaat_aanbod_row *row)
{
	if (row->has_vrijwilliger_id || row->plaatsen < 1)
		return 1;
	return row->plaatsen < PLANNING_PLAATSEN_MAX ? (uint32_t)row->plaatsen
						     : PLANNING_PLAATSEN_MAX;
}

/* Half-days on which some of the places are taken. */
static void add_taken(struct verzameling *v, uint32_t houder, uint32_t plaatsen,
	const struct kandidaat_aanbod_row *row)
{
	const int32_t first = tijdvak_to_number((struct tijdvak){ .datum = v->planning.van });
	for (size_t i = 0; plaatsen > 1 && i < row->tijdvak_periodes.count; i++) {
		const int32_t bit = row->tijdvak_periodes.items[i] - first;
		const int32_t over = row->plaatsen - row->tijdvak_bezet.items[i];
		if (bit >= 0 && bit < PLAN_WOORDEN_MAX * 64 && over < (int32_t)plaatsen)
			*(struct planning_minder *)planning_add(&v->planning.minder,
				sizeof(struct planning_minder)) = (struct planning_minder){ houder,
				(uint32_t)bit, over > 0 ? (uint32_t)over : 0 };
	}
}

static uint32_t houder_of(struct verzameling *v, const struct kandidaat_aanbod_row *row)
{
	bool is_new = false;
	const struct uuid id = row->has_vrijwilliger_id ? row->vrijwilliger_id : row->id;
	const uint32_t company = company_of(v, row);
	const uint32_t number = planning_nummer(&v->houders, id, &is_new);
	if (!is_new)
		return number;
	struct planning_houder *const h = planning_add(&v->planning.houders, sizeof(*h));
	h->id = id;
	h->bedrijf = company;
	h->plaatsen = places_of(row);
	add_taken(v, number, h->plaatsen, row);
	struct verzameling_maxima *const m = v->maxima[VERZAMELING_HOUDER];
	add_maximum(&m[VERZAMELING_WEEK], row->has_persoon_max_week, row->persoon_max_week,
		row->persoon_week_periodes, row->persoon_week_bezet);
	add_maximum(&m[VERZAMELING_JAAR], row->has_persoon_max_jaar, row->persoon_max_jaar,
		row->persoon_jaar_periodes, row->persoon_jaar_bezet);
	return number;
}

enum err verzameling_add_aanbod(struct task *t, struct db_tx *tx, struct verzameling *v,
	int32_t vandaag, size_t *na, bool *ret_more)
{
	const size_t left_over = v->aanbod.count - *na;
	const size_t count = left_over < AANBOD_PER_SLAG ? left_over : AANBOD_PER_SLAG;
	struct kandidaat_aanbod_row *rows = NULL;
	size_t found = 0;
	while (v->houder_van.count < v->aanbod.count)
		*(uint32_t *)planning_add(&v->houder_van, sizeof(uint32_t)) = PLAN_GEEN;
	if (count > 0)
		TRY(motor_load_velen(t, tx, (struct db_uuids){ v->aanbod.ids + *na, count },
			vandaag, &rows, &found));
	for (size_t i = 0; rows != NULL && i < found; i++) {
		bool is_new = false;
		const uint32_t number = planning_nummer(&v->aanbod, rows[i].id, &is_new);
		((uint32_t *)v->houder_van.items)[number] = houder_of(v, &rows[i]);
	}
	*na += count;
	*ret_more = *na < v->aanbod.count;
	return ERR_OK;
}

/* The half-days of a company or a circle: of all who belong to it. */
static void add_to(struct halve_dagen *all, uint32_t ding, const uint64_t *vrij)
{
	for (size_t w = 0; w < PLAN_WOORDEN_MAX; w++)
		all[ding].woorden[w] |= vrij[w];
}

/* How much of a school year is left of a maximum. They stand in the order of their numbers. */
static int32_t left_in(const struct verzameling_maxima *m, uint32_t ding, int year)
{
	const struct verzameling_bezet *const bezet = m->bezet.items;
	int32_t left = ((const int32_t *)m->max.items)[ding];
	size_t low = 0;
	size_t high = m->bezet.count;
	while (low < high) {
		const size_t mid = low + (high - low) / 2;
		if (bezet[mid].ding < ding)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < m->bezet.count && bezet[low].ding == ding; low++)
		if (bezet[low].periode == year)
			left -= bezet[low].bezet;
	return left > 0 ? left : 0;
}

/* What the school years of these half-days leave, together. */
static int32_t left(const struct verzameling *v, enum verzameling_laag laag, uint32_t ding,
	const uint64_t *vrij)
{
	const struct verzameling_maxima *const m = &v->maxima[laag][VERZAMELING_JAAR];
	int32_t sum = 0;
	int last = 0;
	if (((const int32_t *)m->max.items)[ding] == 0)
		return PLAN_ZONDER_MAX;
	for (int32_t bit = 0; bit < PLAN_WOORDEN_MAX * 64; bit++) {
		const int year = date_school_year(v->planning.van + bit / DAGDEEL_COUNT);
		if (year == last || !planning_heeft(vrij, bit))
			continue;
		sum += left_in(m, ding, year);
		last = year;
	}
	return sum;
}

static void set_maxima(struct verzameling *v)
{
	struct planning_houder *const houders = v->planning.houders.items;
	struct planning_bedrijf *const bedrijven = v->planning.bedrijven.items;
	struct planning_kring *const kringen = v->planning.kringen.items;
	const size_t bedrijf_count = v->planning.bedrijven.count,
		     kring_count = v->planning.kringen.count;
	const size_t room = bedrijf_count + kring_count + 1;
	struct halve_dagen *const of_bedrijf = planning_take(NULL, room, sizeof(*of_bedrijf));
	struct halve_dagen *const of_kring = of_bedrijf + bedrijf_count;
	memset(of_bedrijf, 0, room * sizeof(*of_bedrijf));
	for (uint32_t i = 0; i < v->planning.houders.count; i++) {
		houders[i].max = left(v, VERZAMELING_HOUDER, i, houders[i].vrij);
		add_to(of_bedrijf, houders[i].bedrijf, houders[i].vrij);
	}
	for (uint32_t i = 0; i < bedrijf_count; i++) {
		bedrijven[i].max = left(v, VERZAMELING_BEDRIJF, i, of_bedrijf[i].woorden);
		if (bedrijven[i].kring != PLAN_GEEN)
			add_to(of_kring, bedrijven[i].kring, of_bedrijf[i].woorden);
	}
	for (uint32_t i = 0; i < kring_count; i++)
		kringen[i].max = left(v, VERZAMELING_KRING, i, of_kring[i].woorden);
	free(of_bedrijf);
}

void verzameling_sluit(struct verzameling *v)
{
	struct planning_kans *const kansen = v->planning.kansen.items;
	const uint32_t *const houder_van = v->houder_van.items;
	const struct halve_dagen *const vrij = v->vrij.items;
	struct planning_houder *const houders = v->planning.houders.items;
	size_t kept = 0;
	for (size_t i = 0; i < v->planning.kansen.count; i++) {
		/* An offer that went meanwhile is no chance any more. */
		if (houder_van[kansen[i].aanbod] == PLAN_GEEN)
			continue;
		kansen[kept] = kansen[i];
		kansen[kept++].houder = houder_van[kansen[i].aanbod];
	}
	v->planning.kansen.count = kept;
	for (size_t i = 0; i < v->houder_van.count; i++)
		for (size_t w = 0; houder_van[i] != PLAN_GEEN && w < PLAN_WOORDEN_MAX; w++)
			houders[houder_van[i]].vrij[w] |= vrij[i].woorden[w];
	set_maxima(v);
}
