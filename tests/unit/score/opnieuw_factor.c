/* The factors once more: from the words of score/factor.h, in floating point and day by day. */
#include <math.h>

#include "base/date.h"
#include "domain/niveau.h"
#include "opnieuw.h"
#include "paren.h"

#define NEUTRAL (-1.0)

static double topics(const struct score_aanvraag *v, const struct score_aanbod *b)
{
	double sum = 0;
	if (v->thema_count == 0 || b->thema_count == 0)
		return NEUTRAL;
	for (int i = 0; i < v->thema_count; i++) {
		double best = 0;
		for (int j = 0; j < b->thema_count; j++)
			best = fmax(
				best, thema_nabijheid(paren_boom(), v->themas[i], b->themas[j]));
		sum += best;
	}
	return sum / v->thema_count;
}

static bool has_level(uint64_t set, unsigned level)
{
	return ((set >> level) & 1) != 0;
}

static double level(const struct score_aanvraag *v, const struct score_aanbod *b)
{
	int asked = -1;
	int in_sector = 0;
	int of_sector = 0;
	bool sectors[NIVEAU_SECTOR_COUNT] = { false };
	for (unsigned i = 0; i < NIVEAU_COUNT; i++) {
		if (has_level(v->niveau, i))
			asked = (int)i;
	}
	if (asked < 0 || b->niveaus == 0)
		return NEUTRAL;
	for (unsigned i = 0; i < NIVEAU_COUNT; i++) {
		const bool same = niveau_table[i].sector == niveau_table[asked].sector;
		of_sector += same;
		in_sector += same && has_level(b->niveaus, i);
		if (has_level(b->niveaus, i))
			sectors[niveau_table[i].sector] = true;
	}
	int count = 0;
	for (int s = 0; s < NIVEAU_SECTOR_COUNT; s++)
		count += sectors[s];
	if (in_sector == 0)
		return 0;
	/* What is taken off is rounded down. */
	return 1000 - floor(400.0 * (in_sector - 1) / (of_sector - 1)) - 100.0 * (count - 1);
}

static double travel(const struct score_aanvraag *v, const struct score_aanbod *b)
{
	const bool online = v->online_toegestaan && b->online;
	if (!v->plaats.bekend || !b->plaats.bekend)
		return online ? 700 : NEUTRAL;
	const double m = floor(hypot(v->plaats.x_m - b->plaats.x_m, v->plaats.y_m - b->plaats.y_m));
	double limit = 1e9;
	if (v->max_afstand_m != 0)
		limit = v->max_afstand_m;
	if (b->reisafstand_m != 0)
		limit = fmin(limit, b->reisafstand_m);
	double value = 0;
	if (m <= limit && m <= 1000)
		value = 1000;
	else if (m <= limit) {
		const double scale = limit < 1e9 ? limit : 50000;
		value = fmax(0, floor(1000 * (scale - m) / (scale - 1000)));
	}
	return online ? fmax(value, 700) : value;
}

static double used(const struct score_houder *h, int year)
{
	double sum = 0;
	for (size_t i = 0; i < h->schooljaar_count; i++)
		sum += h->schooljaren[i].periode == year ? h->schooljaren[i].aantal : 0;
	return sum;
}

static double load_in(const struct score_aanbod *b, int year)
{
	double lowest = 1000;
	for (size_t i = 0; i < b->houder_count; i++) {
		const struct score_houder *h = &b->houders[i];
		const double n = used(h, year);
		const double value =
			h->max_per_schooljaar == 0
				? floor(1000 / (1 + n))
				: fmax(0, 1000 - floor(1000 * n / h->max_per_schooljaar));
		lowest = fmin(lowest, value);
	}
	return lowest;
}

static double load_of(const struct score_aanbod *b, const struct tijdvak_set *left)
{
	if (b->houder_count == 0)
		return NEUTRAL;
	double best = -1;
	unsigned cursor = 0;
	struct tijdvak t;
	while (tijdvak_set_next(left, &cursor, &t))
		best = fmax(best, load_in(b, date_school_year(t.datum)));
	return best;
}

static double step(double n, double at0, double at1, double at2, double at3)
{
	return n < 1 ? at0 : n < 2 ? at1 : n < 3 ? at2 : at3;
}

static double times_together(const struct score_aanvraag *v, const struct score_aanbod *b)
{
	double most = 0;
	for (size_t i = 0; i < v->relatie_count; i++) {
		const struct score_relatie *r = &v->relaties[i];
		if (uuid_eq(r->houder, b->vrijwilliger_id) || uuid_eq(r->houder, b->bedrijf_id))
			most = fmax(most, r->keren);
	}
	return most;
}

static double familiar(const struct score_aanvraag *v, const struct score_aanbod *b)
{
	const bool nobody = uuid_is_nil(b->vrijwilliger_id) && uuid_is_nil(b->bedrijf_id);
	if (v->voorkeur == SCORE_VOORKEUR_GEEN || nobody)
		return NEUTRAL;
	const double other = floor(1000 / (1 + times_together(v, b)));
	return v->voorkeur == SCORE_VOORKEUR_NIEUW ? other : 1000 - other;
}

/* A mean on 0 … 1000 with four values of 500 among it. */
static double with_four_in_the_middle(double mean, double n)
{
	return n == 0 ? NEUTRAL : (mean * n + 4 * 500) / (n + 4);
}

static double quality(const struct score_aanbod *b)
{
	const double n = b->kwaliteit.aantal;
	return with_four_in_the_middle((b->kwaliteit.som / 100.0 / n - 1) / 4 * 1000, n);
}

static double response(const struct score_aanbod *b)
{
	const double n = b->reactie.aantal;
	return with_four_in_the_middle(1000 * b->reactie.som / n, n);
}

static double ladder(enum niveau_sector sector)
{
	switch (sector) {
	case NIVEAU_SECTOR_PO: return 0;
	case NIVEAU_SECTOR_MBO: return 2;
	case NIVEAU_SECTOR_HO: return 3;
	default: return 1;
	}
}

static double ambassador(const struct score_aanvraag *v, const struct score_aanbod *b)
{
	double sum = 0;
	double parts = 0;
	if (!b->ambassadeur)
		return NEUTRAL;
	if (b->leeftijd != 0 && v->leeftijd_min != 0) {
		const double apart = fabs((double)b->leeftijd - v->leeftijd_min);
		sum += fmin(1000, fmax(0, 1200 - 50 * apart));
		parts++;
	}
	if (b->opleiding != 0 && v->niveau != 0) {
		double best = 0;
		for (unsigned i = 0; i < NIVEAU_COUNT; i++) {
			for (unsigned k = 0; k < NIVEAU_COUNT; k++) {
				if (!has_level(v->niveau, i) || !has_level(b->opleiding, k))
					continue;
				const enum niveau_sector x = niveau_table[i].sector;
				const enum niveau_sector y = niveau_table[k].sector;
				double value = 700 - 200 * fabs(ladder(x) - ladder(y));
				if (x == y)
					value = i == k ? 1000 : 800;
				best = fmax(best, value);
			}
		}
		sum += best;
		parts++;
	}
	return parts == 0 ? NEUTRAL : 500 + floor(floor(sum / parts) / 2);
}

static double wishes(const struct score_aanvraag *v, const struct score_aanbod *b,
	const struct tijdvak_set *left)
{
	double stated = 0;
	double met = 0;
	if (v->wensen.ambassadeur) {
		stated++;
		met += b->ambassadeur;
	}
	if (v->wensen.talen != 0 && b->talen != 0) {
		stated++;
		met += (v->wensen.talen & b->talen) != 0;
	}
	if (v->wensen.dagdelen != 0) {
		bool any = false;
		unsigned cursor = 0;
		struct tijdvak t;
		while (tijdvak_set_next(left, &cursor, &t)) {
			const int day = date_weekday(t.datum) - 1;
			any = any ||
			      (day < 5 && ((v->wensen.dagdelen >> (3 * day + (int)t.dagdeel)) & 1));
		}
		stated++;
		met += any;
	}
	return stated == 0 ? NEUTRAL : 1000 * met / stated;
}

/* By walking the half-days: which option, counted from the best, is met. */
static double choice(const struct score_aanvraag *v, const struct tijdvak_set *left)
{
	size_t best = v->optie_count;
	unsigned cursor = 0;
	struct tijdvak t;
	while (tijdvak_set_next(left, &cursor, &t)) {
		const int day = date_weekday(t.datum) - 1;
		for (size_t i = 0; i < best && day < 5; i++) {
			const struct score_optie *o = &v->opties[i];
			if (t.datum >= o->van && t.datum <= o->tot &&
				((o->dagdelen >> (3 * day + (int)t.dagdeel)) & 1) != 0)
				best = i;
		}
	}
	static const double values[] = { 1000, 800, 600, 400, 200 };
	return best < v->optie_count ? values[best] : 0;
}

static double value_of(const struct score_aanvraag *v, const struct score_aanbod *b,
	const struct tijdvak_set *left, enum score_factor factor)
{
	switch (factor) {
	case SCORE_FACTOR_THEMA: return topics(v, b);
	case SCORE_FACTOR_NIVEAU: return level(v, b);
	case SCORE_FACTOR_DATUM:
		return v->optie_count > 0 ? choice(v, left)
					  : step(tijdvak_set_count(left), 0, 400, 700, 1000);
	case SCORE_FACTOR_REIS: return travel(v, b);
	case SCORE_FACTOR_KRING:
		return b->kring == SCORE_KRING_GEEN
			       ? NEUTRAL
			       : (b->kring == SCORE_KRING_BEDIENT ? 1000 : 300);
	case SCORE_FACTOR_BELASTING: return load_of(b, left);
	case SCORE_FACTOR_BEHOEFTE:
		return v->behoefte < 0 ? NEUTRAL : step(v->behoefte, 1000, 700, 500, 300);
	case SCORE_FACTOR_NORM:
		if (v->norm_tekort <= 0)
			return v->norm_tekort < 0 ? NEUTRAL : 300;
		return fmin(1000, 500 + 125.0 * v->norm_tekort);
	case SCORE_FACTOR_VERTROUWD: return familiar(v, b);
	case SCORE_FACTOR_KWALITEIT: return quality(b);
	case SCORE_FACTOR_REACTIE: return response(b);
	case SCORE_FACTOR_AMBASSADEUR: return ambassador(v, b);
	default: return wishes(v, b, left);
	}
}

int opnieuw_waarde(const struct score_aanvraag *v, const struct score_aanbod *b,
	const struct tijdvak_set *left, enum score_factor factor, bool *ret_neutraal)
{
	const double value = value_of(v, b, left, factor);
	*ret_neutraal = value == NEUTRAL;
	/* A quotient may come out a hair under the whole number that it is. */
	return *ret_neutraal ? 500 : (int)floor(value + 1e-6);
}
