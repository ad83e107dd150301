/* Why a rule on time fails, in words: the rest of the sentences of the table of rules. */
#include <limits.h>

#include "score/paar.h"

/* "Tussen 24 november 2026 en 18 december 2026". */
static struct score_zin window_text(struct arena *a, const struct score_paar *p)
{
	const struct score_zin van = score_zin_datum(a, p->vrij.van);
	const struct score_zin tot = score_zin_datum(a, tijdvak_set_tot(&p->vrij));
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
	struct tijdvak_set school = p->aanvraag->venster;
	tijdvak_set_subtract(&school, &p->aanvraag->gesloten);
	struct tijdvak_set aanbod;
	score_paar_aanbod_vrij(p, &aanbod);
	const unsigned school_count = tijdvak_set_count(&school);
	const unsigned aanbod_count = tijdvak_set_count(&aanbod);
	const struct score_zin w = window_text(a, p);
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

typedef void remove_full(const struct score_houder *houder, struct tijdvak_set *set);

/* The holder whose maximum leaves the fewest half-days; between equals the soort decides. A rule
 * about maxima fails only where there is a holder. */
static const struct score_houder *strictest(const struct score_paar *p, remove_full *remove)
{
	const struct score_houder *strict = &p->aanbod->houders[0];
	unsigned fewest = UINT_MAX;
	for (size_t i = 0; i < p->aanbod->houder_count; i++) {
		const struct score_houder *h = &p->aanbod->houders[i];
		struct tijdvak_set left = p->vrij;
		remove(h, &left);
		const unsigned count = tijdvak_set_count(&left);
		if (count < fewest || (count == fewest && h->soort < strict->soort)) {
			strict = h;
			fewest = count;
		}
	}
	return strict;
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
	const struct score_houder *h = strictest(p, score_houder_remove_schooljaren);
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
	const struct score_houder *h = strictest(p, score_houder_remove_weken);
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
