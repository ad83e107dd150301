/* Why a rule on time fails, in words: the rest of the sentences of the table of rules. */
#include "score/paar.h"

/* The days of which is spoken: from the first to the last half-day that the rules before left, or
 * the whole window when they found none. */
static void days_left(const struct score_paar *p, int32_t *ret_van, int32_t *ret_tot)
{
	*ret_van = p->vrij.van;
	*ret_tot = tijdvak_set_tot(&p->vrij);
	unsigned cursor = 0;
	struct tijdvak t;
	for (bool first = true; tijdvak_set_next(&p->vrij, &cursor, &t); first = false) {
		if (first)
			*ret_van = t.datum;
		*ret_tot = t.datum;
	}
}

/* "alle 3 gemeenschappelijke dagdelen" of what was left when the rule came. */
static void add_all_left(struct score_zin *z, const struct score_paar *p)
{
	const unsigned count = tijdvak_set_count(&p->vrij);
	if (count == 1)
		ZIN_VAST(z, "het enige gemeenschappelijke dagdeel", "the only common half-day");
	else
		ZIN(z, "alle %1 gemeenschappelijke dagdelen", "all %1 common half-days",
			zin_getal(count));
}

void score_waarom_tijdvak(struct score_zin *z, const struct score_paar *p)
{
	int32_t van = 0;
	int32_t tot = 0;
	days_left(p, &van, &tot);
	struct tijdvak_set school = p->vrij;
	tijdvak_set_subtract(&school, &p->aanvraag->gesloten);
	struct tijdvak_set aanbod;
	score_paar_aanbod_vrij(p, &aanbod);
	tijdvak_set_remove_days(&aanbod, aanbod.van, van - 1);
	tijdvak_set_remove_days(&aanbod, tot + 1, tijdvak_set_tot(&aanbod));
	const unsigned school_count = tijdvak_set_count(&school);
	const unsigned aanbod_count = tijdvak_set_count(&aanbod);
	ZIN(z, "Tussen %1 en %2 ", "Between %1 and %2 ", zin_als(SCORE_STUK_DATUM, van),
		zin_als(SCORE_STUK_DATUM, tot));
	if (school_count == 0)
		ZIN_VAST(z, "heeft de school geen dagdeel buiten vakanties en vrije dagen.",
			"the school has no half-day outside holidays and days off.");
	else if (aanbod_count == 0)
		ZIN_VAST(z, "is dit aanbod op geen enkel dagdeel beschikbaar.",
			"this offer is available on no half-day.");
	else
		ZIN(z, "kan de school op %1 %2 en de aanbieder op %3, maar nooit tegelijk.",
			"the school can on %1 %2 and the supplier on %3, but never together.",
			zin_getal(school_count),
			school_count == 1 ? zin_woord("dagdeel", "half-day")
					  : zin_woord("dagdelen", "half-days"),
			zin_getal(aanbod_count));
}

void score_waarom_vog(struct score_zin *z, const struct score_paar *p)
{
	if (p->aanbod->vog_geldig_tot == SCORE_DATUM_GEEN) {
		ZIN_VAST(z, "De school vraagt een VOG; van deze aanbieder is er geen gezien.",
			"The school asks for a VOG; none has been seen of this supplier.");
		return;
	}
	unsigned cursor = 0;
	struct tijdvak eerste = { .datum = p->vrij.van };
	(void)tijdvak_set_next(
		&p->vrij, &cursor, &eerste); /* a rule on time finds something left */
	if (soort_table[p->aanvraag->soort].periode) {
		ZIN(z,
			"De school vraagt een VOG die tot het einde geldt; die van deze aanbieder "
			"geldt tot en met %1.",
			"The school asks for a VOG that is valid until the end; that of this "
			"supplier is valid up to and including %1.",
			zin_als(SCORE_STUK_DATUM, p->aanbod->vog_geldig_tot));
		return;
	}
	ZIN(z,
		"De school vraagt een VOG; die van deze aanbieder geldt tot en met %1, en het "
		"eerste dagdeel dat kan is op %2.",
		"The school asks for a VOG; that of this supplier is valid up to and including %1, "
		"and the first possible half-day is on %2.",
		zin_als(SCORE_STUK_DATUM, p->aanbod->vog_geldig_tot),
		zin_als(SCORE_STUK_DATUM, eerste.datum));
}

void score_waarom_klas_bezet(struct score_zin *z, const struct score_paar *p)
{
	ZIN_VAST(z, "De klas heeft al iets anders op ", "The class already has something else on ");
	add_all_left(z, p);
	ZIN_VAST(z, " met deze aanbieder.", " with this supplier.");
}

void score_waarom_dubbele_boeking(struct score_zin *z, const struct score_paar *p)
{
	ZIN_VAST(z, "De aanbieder is al geboekt op ", "The supplier is already booked on ");
	add_all_left(z, p);
	ZIN_VAST(z, ".", ".");
}

/* The way that falls shortest, of those that keep the person from the first half-day that is left.
 */
static struct score_reis shortest_way(const struct score_paar *p, struct tijdvak eerste)
{
	struct score_reis worst = { 0, 0 };
	for (size_t i = 0; i < p->aanbod->verblijf_count; i++) {
		const struct score_verblijf *v = &p->aanbod->verblijven[i];
		if (v->tijdvak.datum != eerste.datum ||
			score_reist_op_tijd(p->aanvraag, p->aanbod, v, eerste.dagdeel))
			continue;
		const struct score_reis r =
			score_reis_van(p->aanvraag, p->aanbod, v, eerste.dagdeel);
		const int32_t more =
			r.nodig_min - r.tussen_min - (worst.nodig_min - worst.tussen_min);
		if (worst.nodig_min == 0 || more > 0 ||
			(more == 0 && r.nodig_min > worst.nodig_min))
			worst = r;
	}
	return worst;
}

/* Not where the person is then: that is for who agreed it. */
void score_waarom_reistijd(struct score_zin *z, const struct score_paar *p)
{
	unsigned cursor = 0;
	struct tijdvak eerste = { .datum = p->vrij.van };
	(void)tijdvak_set_next(&p->vrij, &cursor, &eerste);
	const struct score_reis r = shortest_way(p, eerste);
	const bool een = tijdvak_set_count(&p->vrij) == 1;
	ZIN(z,
		"Deze persoon is op %1 ook ergens anders: onderweg zijn en de tijd ertussen vragen "
		"%2 minuten, en er zijn er %3. Daardoor %4 ",
		"This person is also elsewhere on %1: the way there and the time between take %2 "
		"minutes, and there are %3. That takes away ",
		zin_als(SCORE_STUK_DATUM, eerste.datum), zin_getal(r.nodig_min),
		zin_getal(r.tussen_min > 0 ? r.tussen_min : 0),
		zin_woord(een ? "valt" : "vallen", ""));
	add_all_left(z, p);
	ZIN_VAST(z, " af.", ".");
}

void score_waarom_plaatsen(struct score_zin *z, const struct score_paar *p)
{
	const unsigned plaatsen = p->aanbod->plaatsen;
	ZIN_VAST(z, "Dit aanbod is vol op ", "This offer is full on ");
	add_all_left(z, p);
	if (soort_table[p->aanvraag->soort].periode)
		ZIN(z, " en daarna (%1 %2 tegelijk).", " and after (%1 %2 at a time).",
			zin_getal(plaatsen), zin_plaatsen(plaatsen));
	else
		ZIN(z, " (%1 %2 per dagdeel).", " (%1 %2 per half-day).", zin_getal(plaatsen),
			zin_plaatsen(plaatsen));
}

static const struct holder_words {
	const char *nl;
	const char *en;
} holders[] = {
	[SCORE_HOUDER_PERSOON] = { "Deze persoon", "This person" },
	[SCORE_HOUDER_BEDRIJF] = { "Dit bedrijf", "This company" },
	[SCORE_HOUDER_KRING] = { "Deze kring", "This circle" },
};

void score_waarom_maximum_schooljaar(struct score_zin *z, const struct score_paar *p)
{
	const struct score_houder *h = score_paar_strengste(p, score_houder_remove_schooljaren);
	const unsigned maximum = h->max_per_schooljaar;
	ZIN(z, "%1 heeft het maximum van %2 %3 in het schooljaar bereikt.",
		"%1 has reached the maximum of %2 %3 in the school year.",
		zin_woord(holders[h->soort].nl, holders[h->soort].en), zin_getal(maximum),
		zin_activiteiten(maximum));
}

void score_waarom_maximum_week(struct score_zin *z, const struct score_paar *p)
{
	const struct score_houder *h = score_paar_strengste(p, score_houder_remove_weken);
	const unsigned maximum = h->max_per_week;
	ZIN(z, "%1 heeft het maximum van %2 %3 per week bereikt, in de week van ",
		"%1 has reached the maximum of %2 %3 a week, in the week of ",
		zin_woord(holders[h->soort].nl, holders[h->soort].en), zin_getal(maximum),
		zin_activiteiten(maximum));
	add_all_left(z, p);
	ZIN_VAST(z, ".", ".");
}

/* The activity of the two relations that is nearest to a day; the earlier of equals. */
static int32_t nearest_activity(const struct score_paar *p, int32_t datum)
{
	const struct score_relatie *both[] = { score_paar_persoon(p), score_paar_bedrijf(p) };
	int32_t nearest = SCORE_DATUM_GEEN;
	int32_t fewest = INT32_MAX;
	for (size_t k = 0; k < 2; k++) {
		for (size_t i = 0; both[k] != NULL && i < both[k]->datum_count; i++) {
			const int32_t other = both[k]->datums[i];
			const int32_t days = other < datum ? datum - other : other - datum;
			if (days < fewest || (days == fewest && other < nearest)) {
				nearest = other;
				fewest = days;
			}
		}
	}
	return nearest;
}

void score_waarom_wachttijd(struct score_zin *z, const struct score_paar *p)
{
	unsigned cursor = 0;
	struct tijdvak eerste = { .datum = p->vrij.van };
	(void)tijdvak_set_next(&p->vrij, &cursor, &eerste);
	const unsigned dagen = p->aanvraag->wachttijd_dagen;
	const bool een = tijdvak_set_count(&p->vrij) == 1;
	ZIN(z,
		"De school wil %1 %2 tussen twee activiteiten van dezelfde aanbieder; door die op "
		"%3 %4 ",
		"The school wants %1 %2 between two activities of the same supplier; the one on %3 "
		"takes away ",
		zin_getal(dagen), zin_dagen(dagen),
		zin_als(SCORE_STUK_DATUM, nearest_activity(p, eerste.datum)),
		zin_woord(een ? "valt" : "vallen", ""));
	add_all_left(z, p);
	ZIN_VAST(z, " af.", ".");
}
