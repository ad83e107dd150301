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

/* "Tussen 24 november 2026 en 18 december 2026". */
static struct score_zin window_text(struct arena *a, int32_t van_datum, int32_t tot_datum)
{
	const struct score_zin van = score_zin_datum(a, van_datum);
	const struct score_zin tot = score_zin_datum(a, tot_datum);
	return (struct score_zin){
		str_from(arena_printf(a, "Tussen %s en %s", van.nl.ptr, tot.nl.ptr)),
		str_from(arena_printf(a, "Between %s and %s", van.en.ptr, tot.en.ptr)),
	};
}

/* "alle 3 gemeenschappelijke dagdelen" of what was left when the rule came. */
static struct score_zin all_left(struct arena *a, const struct score_paar *p)
{
	const unsigned count = tijdvak_set_count(&p->vrij);
	if (count == 1)
		return score_zin_vast(
			"het enige gemeenschappelijke dagdeel", "the only common half-day");
	return (struct score_zin){
		str_from(arena_printf(a, "alle %u gemeenschappelijke dagdelen", count)),
		str_from(arena_printf(a, "all %u common half-days", count)),
	};
}

struct score_zin score_waarom_tijdvak(struct arena *a, const struct score_paar *p)
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
	const struct score_zin w = window_text(a, van, tot);
	if (school_count == 0)
		return (struct score_zin){
			str_from(arena_printf(a,
				"%s heeft de school geen dagdeel buiten vakanties en vrije dagen.",
				w.nl.ptr)),
			str_from(arena_printf(a,
				"%s the school has no half-day outside holidays and days off.",
				w.en.ptr)),
		};
	if (aanbod_count == 0)
		return (struct score_zin){
			str_from(arena_printf(a,
				"%s is dit aanbod op geen enkel dagdeel beschikbaar.", w.nl.ptr)),
			str_from(arena_printf(
				a, "%s this offer is available on no half-day.", w.en.ptr)),
		};
	return (struct score_zin){
		str_from(arena_printf(a,
			"%s kan de school op %u %s en de aanbieder op %u, maar nooit tegelijk.",
			w.nl.ptr, school_count, school_count == 1 ? "dagdeel" : "dagdelen",
			aanbod_count)),
		str_from(arena_printf(a,
			"%s the school can on %u %s and the supplier on %u, but never together.",
			w.en.ptr, school_count, school_count == 1 ? "half-day" : "half-days",
			aanbod_count)),
	};
}

struct score_zin score_waarom_vog(struct arena *a, const struct score_paar *p)
{
	if (p->aanbod->vog_geldig_tot == SCORE_DATUM_GEEN)
		return score_zin_vast(
			"De school vraagt een VOG; van deze aanbieder is er geen gezien.",
			"The school asks for a VOG; none has been seen of this supplier.");
	unsigned cursor = 0;
	struct tijdvak eerste = { .datum = p->vrij.van };
	(void)tijdvak_set_next(
		&p->vrij, &cursor, &eerste); /* a rule on time finds something left */
	const struct score_zin geldig = score_zin_datum(a, p->aanbod->vog_geldig_tot);
	const struct score_zin nodig = score_zin_datum(a, eerste.datum);
	return (struct score_zin){
		str_from(arena_printf(a,
			"De school vraagt een VOG; die van deze aanbieder geldt tot en met %s, en "
			"het "
			"eerste dagdeel dat kan is op %s.",
			geldig.nl.ptr, nodig.nl.ptr)),
		str_from(arena_printf(a,
			"The school asks for a VOG; that of this supplier is valid up to and "
			"including "
			"%s, and the first possible half-day is on %s.",
			geldig.en.ptr, nodig.en.ptr)),
	};
}

struct score_zin score_waarom_klas_bezet(struct arena *a, const struct score_paar *p)
{
	const struct score_zin alle = all_left(a, p);
	return (struct score_zin){
		str_from(arena_printf(
			a, "De klas heeft al iets anders op %s met deze aanbieder.", alle.nl.ptr)),
		str_from(arena_printf(a,
			"The class already has something else on %s with this supplier.",
			alle.en.ptr)),
	};
}

struct score_zin score_waarom_dubbele_boeking(struct arena *a, const struct score_paar *p)
{
	const struct score_zin alle = all_left(a, p);
	return (struct score_zin){
		str_from(arena_printf(a, "De aanbieder is al geboekt op %s.", alle.nl.ptr)),
		str_from(arena_printf(a, "The supplier is already booked on %s.", alle.en.ptr)),
	};
}

struct score_zin score_waarom_plaatsen(struct arena *a, const struct score_paar *p)
{
	const struct score_zin alle = all_left(a, p);
	const unsigned plaatsen = p->aanbod->plaatsen;
	return (struct score_zin){
		str_from(arena_printf(a, "Dit aanbod is vol op %s (%u %s per dagdeel).",
			alle.nl.ptr, plaatsen, plaatsen == 1 ? "plaats" : "plaatsen")),
		str_from(arena_printf(a, "This offer is full on %s (%u %s per half-day).",
			alle.en.ptr, plaatsen, plaatsen == 1 ? "place" : "places")),
	};
}

static const struct holder_words {
	const char *nl;
	const char *en;
} holders[] = {
	[SCORE_HOUDER_PERSOON] = { "Deze persoon", "This person" },
	[SCORE_HOUDER_BEDRIJF] = { "Dit bedrijf", "This company" },
	[SCORE_HOUDER_KRING] = { "Deze kring", "This circle" },
};

struct score_zin score_waarom_maximum_schooljaar(struct arena *a, const struct score_paar *p)
{
	const struct score_houder *h = score_paar_strengste(p, score_houder_remove_schooljaren);
	const unsigned maximum = h->max_per_schooljaar;
	return (struct score_zin){
		str_from(
			arena_printf(a, "%s heeft het maximum van %u %s in het schooljaar bereikt.",
				holders[h->soort].nl, maximum,
				maximum == 1 ? "activiteit" : "activiteiten")),
		str_from(arena_printf(a, "%s has reached the maximum of %u %s in the school year.",
			holders[h->soort].en, maximum, maximum == 1 ? "activity" : "activities")),
	};
}

struct score_zin score_waarom_maximum_week(struct arena *a, const struct score_paar *p)
{
	const struct score_houder *h = score_paar_strengste(p, score_houder_remove_weken);
	const unsigned maximum = h->max_per_week;
	const struct score_zin alle = all_left(a, p);
	return (struct score_zin){
		str_from(arena_printf(a,
			"%s heeft het maximum van %u %s per week bereikt, in de week van %s.",
			holders[h->soort].nl, maximum, maximum == 1 ? "activiteit" : "activiteiten",
			alle.nl.ptr)),
		str_from(arena_printf(a,
			"%s has reached the maximum of %u %s a week, in the week of %s.",
			holders[h->soort].en, maximum, maximum == 1 ? "activity" : "activities",
			alle.en.ptr)),
	};
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

struct score_zin score_waarom_wachttijd(struct arena *a, const struct score_paar *p)
{
	unsigned cursor = 0;
	struct tijdvak eerste = { .datum = p->vrij.van };
	(void)tijdvak_set_next(&p->vrij, &cursor, &eerste);
	const struct score_zin datum = score_zin_datum(a, nearest_activity(p, eerste.datum));
	const struct score_zin alle = all_left(a, p);
	const unsigned dagen = p->aanvraag->wachttijd_dagen;
	const bool een = tijdvak_set_count(&p->vrij) == 1;
	return (struct score_zin){
		str_from(arena_printf(a,
			"De school wil %u %s tussen twee activiteiten van dezelfde aanbieder; door "
			"die "
			"op %s %s %s af.",
			dagen, dagen == 1 ? "dag" : "dagen", datum.nl.ptr, een ? "valt" : "vallen",
			alle.nl.ptr)),
		str_from(arena_printf(a,
			"The school wants %u %s between two activities of the same supplier; the "
			"one "
			"on %s takes away %s.",
			dagen, dagen == 1 ? "day" : "days", datum.en.ptr, alle.en.ptr)),
	};
}
