#include "opnieuw.h"

#include <math.h>

#include "base/date.h"
#include "domain/niveau.h"
#include "paren.h"

static bool same_topic_or_parent(uint16_t a, uint16_t b)
{
	return thema_nabijheid(paren_boom(), a, b) >= 700;
}

/* Whether a relation is with somebody behind the offer. */
static bool behind(const struct score_relatie *r, const struct score_aanbod *b)
{
	static const struct uuid nobody = { { 0 } };
	return !uuid_eq(r->houder, nobody) &&
	       (uuid_eq(r->houder, b->vrijwilliger_id) || uuid_eq(r->houder, b->bedrijf_id));
}

/* Who works, or learns another trade, without an age given is as old as the youngest of the level
 * usually are; from the mbo on (the last six levels) adults learn another trade. */
static int youngest(const struct score_aanvraag *v)
{
	const bool trade = v->soort == SOORT_OMSCHOLING;
	if (v->leeftijd_min > 0 ||
		(!trade && v->soort != SOORT_STAGE && v->soort != SOORT_LEERWERKPLEK))
		return v->leeftijd_min;
	for (int i = 0; i < NIVEAU_COUNT; i++)
		if (v->niveau == UINT64_C(1) << i)
			return trade && i >= NIVEAU_COUNT - 6 ? 18 : niveau_table[i].leeftijd;
	return 0;
}

static bool old_enough(const struct score_aanvraag *v, const struct score_aanbod *b)
{
	const int age = youngest(v);
	if (age == 0)
		return true;
	if (v->soort == SOORT_STAGE && age < 14)
		return false;
	if (v->soort == SOORT_OMSCHOLING && age < 18)
		return false;
	if (v->soort == SOORT_LEERWERKPLEK && age < 16)
		return false;
	return age >= b->leeftijd_min;
}

/* Whether it takes place at the supplier's. */
static bool there(enum soort soort)
{
	return soort == SOORT_BEDRIJFSBEZOEK || soort == SOORT_STAGE ||
	       soort == SOORT_LEERWERKPLEK || soort == SOORT_DOCENTENSTAGE ||
	       soort == SOORT_KENNISKRING || soort == SOORT_OMSCHOLING;
}

static bool pair_passes(
	const struct score_aanvraag *v, const struct score_aanbod *b, unsigned regel)
{
	const double dx = v->plaats.x_m - b->plaats.x_m;
	const double dy = v->plaats.y_m - b->plaats.y_m;
	const double m = floor(sqrt(dx * dx + dy * dy));
	switch (regel) {
	case SCORE_REGEL_SOORT: return v->soort == b->soort;
	case SCORE_REGEL_VETO:
		for (size_t i = 0; i < v->relatie_count; i++) {
			if (v->relaties[i].veto && behind(&v->relaties[i], b))
				return false;
		}
		for (size_t i = 0; i < v->verboden_count; i++) {
			const struct uuid id = v->verboden[i];
			if (uuid_eq(id, b->id) || uuid_eq(id, b->vrijwilliger_id) ||
				uuid_eq(id, b->bedrijf_id))
				return false;
		}
		return uuid_is_nil(v->alleen) || uuid_eq(v->alleen, b->id);
	case SCORE_REGEL_LEEFTIJD: return old_enough(v, b);
	case SCORE_REGEL_BEGELEIDING:
		return v->soort != SOORT_BEDRIJFSBEZOEK || v->begeleiders == 0 ||
		       (int)v->begeleiders * b->leerlingen_per_begeleider >= v->groepsgrootte ||
		       b->leerlingen_per_begeleider == 0;
	case SCORE_REGEL_TRAPLOOS: return !there(v->soort) || !v->traploos || b->traploos;
	case SCORE_REGEL_NIVEAU:
		return v->niveau == 0 || b->niveaus == 0 || (b->niveaus & v->niveau) != 0;
	case SCORE_REGEL_THEMA:
		if (!v->thema_vereist || v->thema_count == 0)
			return true;
		for (int i = 0; i < v->thema_count; i++) {
			for (int j = 0; j < b->thema_count; j++) {
				if (same_topic_or_parent(v->themas[i], b->themas[j]))
					return true;
			}
		}
		return false;
	case SCORE_REGEL_TAAL: return v->talen == 0 || b->talen == 0 || (v->talen & b->talen) != 0;
	case SCORE_REGEL_AFSTAND:
		if ((v->online_toegestaan && b->online) || !v->plaats.bekend || !b->plaats.bekend)
			return true;
		return (v->max_afstand_m == 0 || m <= v->max_afstand_m) &&
		       (b->reisafstand_m == 0 || m <= b->reisafstand_m);
	case SCORE_REGEL_GROEPSGROOTTE:
		return v->groepsgrootte == 0 ||
		       (v->groepsgrootte >= b->groep_min &&
			       (b->groep_max == 0 || v->groepsgrootte <= b->groep_max));
	default: return true;
	}
}

static bool in_list(const struct tijdvak_dag *list, size_t count, int32_t datum, enum dagdeel d)
{
	for (size_t i = 0; i < count; i++) {
		if (list[i].datum == datum && ((list[i].dagdelen >> d) & 1) != 0)
			return true;
	}
	return false;
}

static bool in_pattern(uint16_t week, int32_t datum, enum dagdeel d)
{
	const int weekday = date_weekday(datum);
	return weekday <= 5 && ((week >> ((weekday - 1) * 3 + (int)d)) & 1) != 0;
}

static bool full(const struct score_gebruik *list, size_t count, int32_t periode, uint16_t maximum)
{
	unsigned sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += list[i].periode == periode ? list[i].aantal : 0;
	return maximum != 0 && sum >= maximum;
}

/* Whether it goes on after the half-day on which it begins. */
static bool runs_on(enum soort soort)
{
	return soort == SOORT_STAGE || soort == SOORT_LEERWERKPLEK || soort == SOORT_OPDRACHT ||
	       soort == SOORT_DOCENTENSTAGE || soort == SOORT_MENTORING ||
	       soort == SOORT_OMSCHOLING;
}

static int32_t last_day(const struct score_aanvraag *v, int32_t begin)
{
	const int32_t weken = v->weken == 0 ? 1 : v->weken;
	return runs_on(v->soort) ? begin + 7 * weken - 1 : begin;
}

static bool accredited(const struct score_aanvraag *v, const struct score_aanbod *b, int32_t datum)
{
	if (v->crebo == 0 || (v->soort != SOORT_STAGE && v->soort != SOORT_LEERWERKPLEK))
		return true;
	for (size_t i = 0; i < b->erkenning_count; i++) {
		if (b->erkenningen[i].crebo == v->crebo &&
			last_day(v, datum) <= b->erkenningen[i].geldig_tot)
			return true;
	}
	return false;
}

/* Whether a day of it is in the same week as `vol`. */
static bool runs_into(const struct score_aanvraag *v, int32_t begin, int32_t vol)
{
	const int32_t weken = v->weken == 0 ? 1 : v->weken;
	for (int32_t dag = begin; dag < begin + 7 * weken; dag++) {
		if (date_iso_week(dag) == date_iso_week(vol))
			return true;
	}
	return false;
}

static bool too_soon(const struct score_aanvraag *v, const struct score_aanbod *b, int32_t datum)
{
	for (size_t i = 0; v->wachttijd_dagen > 0 && i < v->relatie_count; i++) {
		const struct score_relatie *r = &v->relaties[i];
		for (size_t k = 0; behind(r, b) && k < r->datum_count; k++) {
			const int32_t days = datum - r->datums[k];
			if (days <= v->wachttijd_dagen && -days <= v->wachttijd_dagen)
				return true;
		}
	}
	return false;
}

/* 1.3 minutes a kilometre in a straight line, begun minutes counted whole. */
static bool can_travel(
	const struct score_aanvraag *v, const struct score_aanbod *b, int32_t datum, enum dagdeel d)
{
	static const int begin[] = { 8 * 60 + 30, 12 * 60 + 30, 19 * 60 };
	static const int end[] = { 12 * 60, 16 * 60, 21 * 60 + 30 };
	const bool visits = v->soort == SOORT_BEDRIJFSBEZOEK || v->soort == SOORT_STAGE ||
			    v->soort == SOORT_LEERWERKPLEK || v->soort == SOORT_DOCENTENSTAGE ||
			    v->soort == SOORT_KENNISKRING || v->soort == SOORT_OMSCHOLING;
	const struct plaats here = visits ? b->plaats : v->plaats;
	const bool periods = !visits && v->uren[d].tot_min > 0;
	const int from = periods ? v->uren[d].van_min : begin[d];
	const int to = periods ? v->uren[d].tot_min : end[d];
	if ((v->online_toegestaan && b->online) || !here.bekend)
		return true;
	for (size_t i = 0; i < b->verblijf_count; i++) {
		const struct score_verblijf *o = &b->verblijven[i];
		const int between =
			o->tijdvak.dagdeel < d ? from - o->uren.tot_min : o->uren.van_min - to;
		if (o->tijdvak.datum != datum || o->tijdvak.dagdeel == d || !o->plaats.bekend)
			continue;
		const double metres = floor(
			sqrt(pow(o->plaats.x_m - here.x_m, 2) + pow(o->plaats.y_m - here.y_m, 2)));
		const int travel = (int)ceil(metres * 1.3 / 1000 - 1e-9);
		if (travel > 0 && between < travel + b->reisbuffer_min)
			return false;
	}
	return true;
}

static bool slot_passes(const struct score_aanvraag *v, const struct score_aanbod *b,
	unsigned regel, int32_t datum, enum dagdeel d)
{
	switch (regel) {
	case SCORE_REGEL_ERKENNING: return accredited(v, b, datum);
	case SCORE_REGEL_WACHTTIJD: return !too_soon(v, b, datum);
	case SCORE_REGEL_GEPAUZEERD: return datum > b->gepauzeerd_tot;
	case SCORE_REGEL_TIJDVAK:
		return in_pattern(b->dagdelen, datum, d) && datum >= b->geldig_van &&
		       last_day(v, datum) <= b->geldig_tot &&
		       !tijdvak_set_has(&v->gesloten, datum, d) &&
		       !in_list(b->uitzonderingen, b->uitzondering_count, datum, d);
	case SCORE_REGEL_VOG:
		return !v->vog_vereist || v->soort == SOORT_BEDRIJFSBEZOEK ||
		       v->soort == SOORT_DOCENTENSTAGE || v->soort == SOORT_NASCHOLING ||
		       v->soort == SOORT_KENNISKRING || v->soort == SOORT_OMSCHOLING ||
		       last_day(v, datum) <= b->vog_geldig_tot;
	case SCORE_REGEL_KLAS_BEZET: return !tijdvak_set_has(&v->klas_bezet, datum, d);
	case SCORE_REGEL_DUBBELE_BOEKING: return !in_list(b->boekingen, b->boeking_count, datum, d);
	case SCORE_REGEL_REISTIJD: return can_travel(v, b, datum, d);
	case SCORE_REGEL_PLAATSEN:
		for (size_t i = 0; b->plaatsen != 0 && i < b->bezetting_count; i++) {
			const struct score_bezetting *z = &b->bezetting[i];
			if (z->bezet < b->plaatsen)
				continue;
			if (runs_on(v->soort) ? runs_into(v, datum, z->datum)
					      : z->datum == datum && z->dagdeel == d)
				return false;
		}
		return true;
	case SCORE_REGEL_MAXIMUM_SCHOOLJAAR:
		for (size_t i = 0; i < b->houder_count; i++) {
			const struct score_houder *h = &b->houders[i];
			if (full(h->schooljaren, h->schooljaar_count, date_school_year(datum),
				    h->max_per_schooljaar))
				return false;
		}
		return true;
	case SCORE_REGEL_MAXIMUM_WEEK:
		for (size_t i = 0; i < b->houder_count; i++) {
			const struct score_houder *h = &b->houders[i];
			if (full(h->weken, h->week_count, date_iso_week(datum), h->max_per_week))
				return false;
		}
		return true;
	default: return true;
	}
}

bool opnieuw_vrij(const struct score_aanvraag *v, const struct score_aanbod *b, uint32_t regels,
	unsigned tot, int32_t datum, enum dagdeel dagdeel)
{
	if (!tijdvak_set_has(&v->venster, datum, dagdeel))
		return false;
	for (unsigned r = 0; r < tot; r++) {
		if (((regels >> r) & 1) != 0 && !slot_passes(v, b, r, datum, dagdeel))
			return false;
	}
	return true;
}

/* Takes away what one rule takes away; how many half-days are left. */
static unsigned narrow(const struct score_aanvraag *v, const struct score_aanbod *b, unsigned regel,
	bool left[TIJDVAK_DAGEN_MAX][DAGDEEL_COUNT])
{
	unsigned count = 0;
	for (int day = 0; day < v->venster.dagen; day++) {
		for (int d = 0; d < DAGDEEL_COUNT; d++) {
			if (left[day][d] &&
				!slot_passes(v, b, regel, v->venster.van + day, (enum dagdeel)d))
				left[day][d] = false;
			count += left[day][d];
		}
	}
	return count;
}

unsigned opnieuw_regel(
	const struct score_aanvraag *v, const struct score_aanbod *b, uint32_t regels)
{
	bool left[TIJDVAK_DAGEN_MAX][DAGDEEL_COUNT];
	unsigned before = 0;
	for (int day = 0; day < v->venster.dagen; day++) {
		for (int d = 0; d < DAGDEEL_COUNT; d++) {
			left[day][d] =
				tijdvak_set_has(&v->venster, v->venster.van + day, (enum dagdeel)d);
			before += left[day][d];
		}
	}
	for (unsigned r = 0; r < SCORE_REGEL_COUNT; r++) {
		if (((regels >> r) & 1) == 0)
			continue;
		if (!pair_passes(v, b, r))
			return r;
		const unsigned after = narrow(v, b, r, left);
		if (after == 0 && (before > 0 || r == SCORE_REGEL_TIJDVAK))
			return r;
		before = after;
	}
	return SCORE_REGEL_COUNT;
}
