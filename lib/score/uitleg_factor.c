/* What each factor saw, in words: the sentences of the table of factors (factor.c). */
#include "base/date.h"
#include "domain/niveau.h"
#include "score/paar.h"

struct score_zin score_reden_thema(struct arena *a, const struct score_paar *p)
{
	if (p->aanvraag->thema_count == 0)
		return score_zin_vast("Er is geen thema gevraagd; dit telt neutraal.",
			"No topic was asked; this counts as neutral.");
	if (p->aanbod->thema_count == 0)
		return score_zin_vast("Van dit aanbod is geen thema bekend; dit telt neutraal.",
			"No topic is known of this offer; this counts as neutral.");
	const int nabij = score_waarde_thema(p).waarde;
	if (nabij == THEMA_NABIJ_ZELFDE)
		return score_zin_vast("Het aanbod gaat precies over wat gevraagd is.",
			"The offer is about exactly what was asked.");
	if (nabij == 0)
		return score_zin_vast("Het aanbod gaat over een ander onderwerp dan gevraagd is.",
			"The offer is about another subject than was asked.");
	return (struct score_zin){
		str_from(arena_printf(
			a, "Het onderwerp sluit voor %d%% aan bij wat gevraagd is.", nabij / 10)),
		str_from(arena_printf(
			a, "The subject comes for %d%% near to what was asked.", nabij / 10)),
	};
}

struct score_zin score_reden_niveau(struct arena *a, const struct score_paar *p)
{
	const uint64_t gevraagd = p->aanvraag->niveau & NIVEAU_ALLE;
	const uint64_t geboden = p->aanbod->niveaus & NIVEAU_ALLE;
	if (gevraagd == 0)
		return score_zin_vast("Het niveau van de klas is niet bekend; dit telt neutraal.",
			"The level of the class is not known; this counts as neutral.");
	if (geboden == 0)
		return score_zin_vast("Van dit aanbod is geen niveau bekend; dit telt neutraal.",
			"No level is known of this offer; this counts as neutral.");
	const struct niveau *klas = &niveau_table[__builtin_ctzll(gevraagd)];
	const unsigned count = niveau_set_count(geboden);
	if ((gevraagd & geboden) == 0)
		return score_zin_vast("Het aanbod is niet voor dit niveau gemaakt.",
			"The offer was not made for this level.");
	if (count == 1)
		return (struct score_zin){
			str_from(arena_printf(a, "Speciaal voor %s gemaakt.", klas->nl)),
			str_from(arena_printf(a, "Made especially for %s.", klas->en)),
		};
	return (struct score_zin){
		str_from(arena_printf(a, "Voor %s en nog %u andere %s.", klas->nl, count - 1,
			count == 2 ? "niveau" : "niveaus")),
		str_from(arena_printf(a, "For %s and %u other %s.", klas->en, count - 1,
			count == 2 ? "level" : "levels")),
	};
}

struct score_zin score_reden_datum(struct arena *a, const struct score_paar *p)
{
	unsigned cursor = 0;
	struct tijdvak eerste;
	if (!tijdvak_set_next(&p->vrij, &cursor, &eerste))
		return score_zin_vast(
			"Er is geen gemeenschappelijk dagdeel.", "There is no common half-day.");
	const struct score_zin datum = score_zin_datum(a, eerste.datum);
	const struct dagdeel_rij *dagdeel = &dagdeel_table[eerste.dagdeel];
	const unsigned count = tijdvak_set_count(&p->vrij);
	if (count == 1)
		return (struct score_zin){
			str_from(arena_printf(a, "Eén gemeenschappelijk dagdeel: %s (%s).",
				datum.nl.ptr, dagdeel->nl)),
			str_from(arena_printf(
				a, "One common half-day: %s (%s).", datum.en.ptr, dagdeel->en)),
		};
	return (struct score_zin){
		str_from(arena_printf(a, "%u gemeenschappelijke dagdelen, het eerste op %s (%s).",
			count, datum.nl.ptr, dagdeel->nl)),
		str_from(arena_printf(a, "%u common half-days, the first on %s (%s).", count,
			datum.en.ptr, dagdeel->en)),
	};
}

/* What stands behind the distance: who limits it, and whether online is a way too. */
static struct score_zin travel_limit(struct arena *a, const struct score_paar *p)
{
	const int32_t limiet_m = score_paar_limiet_m(p);
	const bool online = score_paar_online(p);
	if (limiet_m == 0)
		return online ? score_zin_vast("; het kan ook online.", "; online is possible too.")
			      : score_zin_vast(".", ".");
	const struct score_zin limiet = score_zin_afstand(a, limiet_m);
	return (struct score_zin){
		str_from(arena_printf(a, ", van hoogstens %s%s", limiet.nl.ptr,
			online ? "; het kan ook online." : ".")),
		str_from(arena_printf(a, ", of at most %s%s", limiet.en.ptr,
			online ? "; online is possible too." : ".")),
	};
}

struct score_zin score_reden_reis(struct arena *a, const struct score_paar *p)
{
	if (p->afstand_m == SCORE_AFSTAND_ONBEKEND && score_paar_online(p))
		return score_zin_vast("De afstand is niet bekend; het kan online.",
			"The distance is not known; online is possible.");
	if (p->afstand_m == SCORE_AFSTAND_ONBEKEND)
		return score_zin_vast("De afstand is niet bekend; dit telt neutraal.",
			"The distance is not known; this counts as neutral.");
	const struct score_zin afstand = score_zin_afstand(a, p->afstand_m);
	if (p->te_ver && score_paar_online(p))
		return (struct score_zin){
			str_from(arena_printf(a,
				"De afstand is %s, te ver om te reizen; het kan online.",
				afstand.nl.ptr)),
			str_from(arena_printf(a,
				"The distance is %s, too far to travel; online is possible.",
				afstand.en.ptr)),
		};
	const struct score_zin rest = travel_limit(a, p);
	return (struct score_zin){
		str_from(arena_printf(a, "De afstand is %s%s", afstand.nl.ptr, rest.nl.ptr)),
		str_from(arena_printf(a, "The distance is %s%s", afstand.en.ptr, rest.en.ptr)),
	};
}

struct score_zin score_reden_kring(struct arena *a, const struct score_paar *p)
{
	switch (p->aanbod->kring) {
	case SCORE_KRING_BEDIENT:
		return score_zin_vast("De bedrijvenkring van de aanbieder bedient deze school.",
			"The business circle of the supplier serves this school.");
	case SCORE_KRING_ANDERE:
		return score_zin_vast(
			"De aanbieder hoort bij een kring die andere scholen bedient.",
			"The supplier belongs to a circle that serves other schools.");
	default:
		return score_zin_vast(
			"De aanbieder hoort bij geen bedrijvenkring; dit telt neutraal.",
			"The supplier belongs to no business circle; this counts as neutral.");
	}
}

struct score_zin score_reden_belasting(struct arena *a, const struct score_paar *p)
{
	static const struct {
		const char *nl;
		const char *en;
	} wie[] = {
		[SCORE_HOUDER_PERSOON] = { "de persoon", "the person" },
		[SCORE_HOUDER_BEDRIJF] = { "het bedrijf", "the company" },
		[SCORE_HOUDER_KRING] = { "de kring", "the circle" },
	};
	const int jaar = (int)score_paar_schooljaar(p);
	const struct score_houder *h = score_paar_drukste(p, jaar);
	if (h == NULL)
		return score_zin_vast("De belasting is niet bekend; dit telt neutraal.",
			"The load is not known; this counts as neutral.");
	const unsigned used = score_gebruikt(h->schooljaren, h->schooljaar_count, jaar);
	if (h->max_per_schooljaar != 0)
		return (struct score_zin){
			str_from(arena_printf(a,
				"In schooljaar %d-%d heeft %s %u van hoogstens %u activiteiten.",
				jaar, jaar + 1, wie[h->soort].nl, used, h->max_per_schooljaar)),
			str_from(arena_printf(a,
				"In school year %d-%d %s has %u of at most %u activities.", jaar,
				jaar + 1, wie[h->soort].en, used, h->max_per_schooljaar)),
		};
	return (struct score_zin){
		str_from(arena_printf(a, "In schooljaar %d-%d heeft %s %u %s.", jaar, jaar + 1,
			wie[h->soort].nl, used, used == 1 ? "activiteit" : "activiteiten")),
		str_from(arena_printf(a, "In school year %d-%d %s has %u %s.", jaar, jaar + 1,
			wie[h->soort].en, used, used == 1 ? "activity" : "activities")),
	};
}

struct score_zin score_reden_behoefte(struct arena *a, const struct score_paar *p)
{
	const int had = p->aanvraag->behoefte;
	if (had < 0)
		return score_zin_vast("Wat de school al kreeg, is niet geteld; dit telt neutraal.",
			"What the school already had is not counted; this counts as neutral.");
	if (had == 0)
		return score_zin_vast("De school heeft dit schooljaar nog geen activiteit.",
			"The school has no activity yet this school year.");
	return (struct score_zin){
		str_from(arena_printf(a, "De school heeft dit schooljaar al %d %s.", had,
			had == 1 ? "activiteit" : "activiteiten")),
		str_from(arena_printf(a, "The school already has %d %s this school year.", had,
			had == 1 ? "activity" : "activities")),
	};
}

struct score_zin score_reden_norm(struct arena *a, const struct score_paar *p)
{
	const int tekort = p->aanvraag->norm_tekort;
	if (tekort < 0)
		return score_zin_vast("Voor deze klas geldt geen norm; dit telt neutraal.",
			"There is no norm for this class; this counts as neutral.");
	if (tekort == 0)
		return score_zin_vast(
			"De klas heeft dit schooljaar alles gehad waar zij recht op heeft.",
			"The class has had all that it is entitled to this school year.");
	return (struct score_zin){
		str_from(arena_printf(a, "De klas heeft dit schooljaar nog recht op %d %s.", tekort,
			tekort == 1 ? "activiteit" : "activiteiten")),
		str_from(arena_printf(a, "The class is still entitled to %d %s this school year.",
			tekort, tekort == 1 ? "activity" : "activities")),
	};
}

struct score_zin score_reden_vertrouwd(struct arena *a, const struct score_paar *p)
{
	if (p->aanvraag->voorkeur == SCORE_VOORKEUR_GEEN)
		return score_zin_vast(
			"De school kiest niet tussen bekend en nieuw; dit telt neutraal.",
			"The school does not choose between familiar and new; this counts as "
			"neutral.");
	if (score_waarde_vertrouwd(p).neutraal)
		return score_zin_vast("De aanbieder is niet bekend; dit telt neutraal.",
			"The supplier is not known; this counts as neutral.");
	const bool nieuw = p->aanvraag->voorkeur == SCORE_VOORKEUR_NIEUW;
	const unsigned keren = score_paar_keren(p);
	const char *nl = nieuw ? "De school wil graag iemand anders"
			       : "De school wil graag iemand die zij kent";
	const char *en = nieuw ? "The school would like somebody else"
			       : "The school would like somebody whom it knows";
	if (keren == 0)
		return (struct score_zin){
			str_from(arena_printf(a, "%s; deze aanbieder was er nog niet.", nl)),
			str_from(arena_printf(a, "%s; this supplier has not been there yet.", en)),
		};
	return (struct score_zin){
		str_from(arena_printf(a, "%s; deze aanbieder was er al %u keer.", nl, keren)),
		str_from(arena_printf(a, "%s; this supplier has been there %u %s.", en, keren,
			keren == 1 ? "time" : "times")),
	};
}

struct score_zin score_reden_kwaliteit(struct arena *a, const struct score_paar *p)
{
	const unsigned aantal = p->aanbod->kwaliteit.aantal;
	if (aantal == 0)
		return score_zin_vast("Deze aanbieder is nog niet beoordeeld; dit telt neutraal.",
			"This supplier has not been evaluated yet; this counts as neutral.");
	const unsigned tienden = p->aanbod->kwaliteit.som / aantal / 10;
	return (struct score_zin){
		str_from(arena_printf(a,
			"Scholen geven deze aanbieder gemiddeld een %u,%u van %d (%u %s).",
			tienden / 10, tienden % 10, SCORE_CIJFER_MAX / 100, aantal,
			aantal == 1 ? "beoordeling" : "beoordelingen")),
		str_from(arena_printf(a,
			"Schools give this supplier %u.%u of %d on average (%u %s).", tienden / 10,
			tienden % 10, SCORE_CIJFER_MAX / 100, aantal,
			aantal == 1 ? "evaluation" : "evaluations")),
	};
}

struct score_zin score_reden_reactie(struct arena *a, const struct score_paar *p)
{
	const unsigned gevraagd = p->aanbod->reactie.aantal;
	const unsigned op_tijd = p->aanbod->reactie.som;
	if (gevraagd == 0)
		return score_zin_vast("Deze aanbieder kreeg nog geen voorstel; dit telt neutraal.",
			"This supplier has had no proposal yet; this counts as neutral.");
	return (struct score_zin){
		str_from(arena_printf(a, "Deze aanbieder antwoordde op tijd op %u van %u %s.",
			op_tijd, gevraagd, gevraagd == 1 ? "voorstel" : "voorstellen")),
		str_from(arena_printf(a, "This supplier answered %u of %u %s in time.", op_tijd,
			gevraagd, gevraagd == 1 ? "proposal" : "proposals")),
	};
}

/* "is ongeveer 6 jaar ouder dan de jongste van de groep". */
static struct score_zin age_apart(struct arena *a, const struct score_paar *p)
{
	const int apart = (int)p->aanbod->leeftijd - (int)p->aanvraag->leeftijd_min;
	if (apart == 0)
		return score_zin_vast("is ongeveer even oud als de jongste van de groep",
			"is about as old as the youngest of the group");
	const int jaren = apart < 0 ? -apart : apart;
	return (struct score_zin){
		str_from(arena_printf(a, "is ongeveer %d jaar %s dan de jongste van de groep",
			jaren, apart < 0 ? "jonger" : "ouder")),
		str_from(arena_printf(a, "is about %d %s %s than the youngest of the group", jaren,
			jaren == 1 ? "year" : "years", apart < 0 ? "younger" : "older")),
	};
}

static struct score_zin level_apart(uint16_t opleiding)
{
	if (opleiding == 1000)
		return score_zin_vast("volgde zelf dit niveau", "did this level too");
	if (opleiding == 800)
		return score_zin_vast("volgde een ander niveau van hetzelfde onderwijs",
			"did another level of the same education");
	return score_zin_vast("volgde ander onderwijs", "did another education");
}

struct score_zin score_reden_ambassadeur(struct arena *a, const struct score_paar *p)
{
	if (!p->aanbod->ambassadeur)
		return score_zin_vast("Dit is geen ambassadeur van techniek; dit telt neutraal.",
			"This is no ambassador of technology; this counts as neutral.");
	const struct score_nabij n = score_paar_ambassadeur(p);
	if (!n.leeftijd_bekend && !n.opleiding_bekend)
		return score_zin_vast("Hoe dicht deze ambassadeur bij de klas staat, is niet "
				      "bekend; dit telt neutraal.",
			"How near this ambassador stands to the class is not known; this counts as "
			"neutral.");
	const struct score_zin age = n.leeftijd_bekend ? age_apart(a, p) : score_zin_vast("", "");
	const struct score_zin level =
		n.opleiding_bekend ? level_apart(n.opleiding) : score_zin_vast("", "");
	const bool both = n.leeftijd_bekend && n.opleiding_bekend;
	return (struct score_zin){
		str_from(arena_printf(a, "Deze ambassadeur van techniek %s%s%s.", age.nl.ptr,
			both ? " en " : "", level.nl.ptr)),
		str_from(arena_printf(a, "This ambassador of technology %s%s%s.", age.en.ptr,
			both ? " and " : "", level.en.ptr)),
	};
}

struct score_zin score_reden_wensen(struct arena *a, const struct score_paar *p)
{
	const struct score_wensen *w = &p->aanvraag->wensen;
	const struct score_vervuld v = score_paar_wensen(p);
	if (v.genoemd == 0 && w->talen == 0)
		return score_zin_vast("De school noemt geen wensen; dit telt neutraal.",
			"The school states no wishes; this counts as neutral.");
	if (v.genoemd == 0)
		return score_zin_vast("Van dit aanbod is geen taal bekend; dit telt neutraal.",
			"No language is known of this offer; this counts as neutral.");
	if (v.genoemd == 1)
		return v.vervuld == 1 ? score_zin_vast("Aan de wens van de school is voldaan.",
						"The wish of the school is met.")
				      : score_zin_vast("Aan de wens van de school is niet voldaan.",
						"The wish of the school is not met.");
	return (struct score_zin){
		str_from(arena_printf(a, "Aan %u van de %u wensen van de school is voldaan.",
			v.vervuld, v.genoemd)),
		str_from(arena_printf(
			a, "%u of the %u wishes of the school are met.", v.vervuld, v.genoemd)),
	};
}
