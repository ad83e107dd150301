/* What each factor saw, in words: the sentences of the table of factors (factor.c). */
#include "base/date.h"
#include "domain/niveau.h"
#include "score/paar.h"

void score_reden_thema(struct score_zin *z, const struct score_paar *p)
{
	if (p->aanvraag->thema_count == 0) {
		ZIN_VAST(z, "Er is geen thema gevraagd; dit telt neutraal.",
			"No topic was asked; this counts as neutral.");
		return;
	}
	if (p->aanbod->thema_count == 0) {
		ZIN_VAST(z, "Van dit aanbod is geen thema bekend; dit telt neutraal.",
			"No topic is known of this offer; this counts as neutral.");
		return;
	}
	const int nabij = score_waarde_thema(p).waarde;
	if (nabij == THEMA_NABIJ_ZELFDE)
		ZIN_VAST(z, "Het aanbod gaat precies over wat gevraagd is.",
			"The offer is about exactly what was asked.");
	else if (nabij == 0)
		ZIN_VAST(z, "Het aanbod gaat over een ander onderwerp dan gevraagd is.",
			"The offer is about another subject than was asked.");
	else
		ZIN(z, "Het onderwerp sluit voor %1%% aan bij wat gevraagd is.",
			"The subject comes for %1%% near to what was asked.",
			zin_getal(nabij / 10));
}

void score_reden_niveau(struct score_zin *z, const struct score_paar *p)
{
	const uint64_t gevraagd = p->aanvraag->niveau & NIVEAU_ALLE;
	const uint64_t geboden = p->aanbod->niveaus & NIVEAU_ALLE;
	if (gevraagd == 0) {
		ZIN_VAST(z, "Het niveau van de klas is niet bekend; dit telt neutraal.",
			"The level of the class is not known; this counts as neutral.");
		return;
	}
	if (geboden == 0) {
		ZIN_VAST(z, "Van dit aanbod is geen niveau bekend; dit telt neutraal.",
			"No level is known of this offer; this counts as neutral.");
		return;
	}
	const struct niveau *niveau = &niveau_table[__builtin_ctzll(gevraagd)];
	const struct score_stuk klas = zin_woord(niveau->nl, niveau->en);
	const unsigned others = niveau_set_count(geboden) - 1;
	if ((gevraagd & geboden) == 0)
		ZIN_VAST(z, "Het aanbod is niet voor dit niveau gemaakt.",
			"The offer was not made for this level.");
	else if (others == 0)
		ZIN(z, "Speciaal voor %1 gemaakt.", "Made especially for %1.", klas);
	else
		ZIN(z, "Voor %1 en nog %2 %3.", "For %1 and %2 %3.", klas, zin_getal(others),
			others == 1 ? zin_woord("ander niveau", "other level")
				    : zin_woord("andere niveaus", "other levels"));
}

/* Where the school ranked its time options. */
static void tell_option(struct score_zin *z, const struct score_paar *p, struct tijdvak eerste)
{
	struct tijdvak_set over;
	const size_t optie = score_eerste_optie(p->aanvraag, &p->vrij, &over);
	unsigned cursor = 0;
	if (optie < p->aanvraag->optie_count)
		(void)tijdvak_set_next(&over, &cursor, &eerste);
	const struct score_stuk datum = zin_als(SCORE_STUK_DATUM, eerste.datum);
	const struct dagdeel_rij *rij = &dagdeel_table[eerste.dagdeel];
	const struct score_stuk dagdeel = zin_woord(rij->nl, rij->en);
	if (optie < p->aanvraag->optie_count)
		ZIN(z, "Past bij keuze %1 van de school, het eerst op %2 (%3).",
			"Fits choice %1 of the school, first on %2 (%3).",
			zin_getal((int64_t)optie + 1), datum, dagdeel);
	else
		ZIN(z, "Past bij geen van de tijden die de school noemt; het eerst op %1 (%2).",
			"Fits none of the times that the school names; first on %1 (%2).", datum,
			dagdeel);
}

void score_reden_datum(struct score_zin *z, const struct score_paar *p)
{
	unsigned cursor = 0;
	struct tijdvak eerste;
	if (!tijdvak_set_next(&p->vrij, &cursor, &eerste)) {
		ZIN_VAST(
			z, "Er is geen gemeenschappelijk dagdeel.", "There is no common half-day.");
		return;
	}
	if (p->aanvraag->optie_count > 0) {
		tell_option(z, p, eerste);
		return;
	}
	const struct score_stuk datum = zin_als(SCORE_STUK_DATUM, eerste.datum);
	const struct dagdeel_rij *rij = &dagdeel_table[eerste.dagdeel];
	const struct score_stuk dagdeel = zin_woord(rij->nl, rij->en);
	const unsigned count = tijdvak_set_count(&p->vrij);
	if (count == 1)
		ZIN(z, "Eén gemeenschappelijk dagdeel: %1 (%2).", "One common half-day: %1 (%2).",
			datum, dagdeel);
	else
		ZIN(z, "%1 gemeenschappelijke dagdelen, het eerste op %2 (%3).",
			"%1 common half-days, the first on %2 (%3).", zin_getal(count), datum,
			dagdeel);
}

/* What stands behind the distance: who limits it, and whether online is a way too. */
static void add_travel_limit(struct score_zin *z, const struct score_paar *p)
{
	const int32_t limiet_m = score_paar_limiet_m(p);
	if (limiet_m != 0)
		ZIN(z, ", van hoogstens %1", ", of at most %1",
			zin_als(SCORE_STUK_GRENS, limiet_m));
	if (score_paar_online(p))
		ZIN_VAST(z, "; het kan ook online.", "; online is possible too.");
	else
		ZIN_VAST(z, ".", ".");
}

void score_reden_reis(struct score_zin *z, const struct score_paar *p)
{
	const bool online = score_paar_online(p);
	const struct score_stuk afstand = zin_als(SCORE_STUK_AFSTAND, p->afstand_m);
	if (p->afstand_m == SCORE_AFSTAND_ONBEKEND && online) {
		ZIN_VAST(z, "De afstand is niet bekend; het kan online.",
			"The distance is not known; online is possible.");
	} else if (p->afstand_m == SCORE_AFSTAND_ONBEKEND) {
		ZIN_VAST(z, "De afstand is niet bekend; dit telt neutraal.",
			"The distance is not known; this counts as neutral.");
	} else if (p->te_ver && online) {
		ZIN(z, "De afstand is %1, te ver om te reizen; het kan online.",
			"The distance is %1, too far to travel; online is possible.", afstand);
	} else {
		ZIN(z, "De afstand is %1", "The distance is %1", afstand);
		add_travel_limit(z, p);
	}
}

void score_reden_kring(struct score_zin *z, const struct score_paar *p)
{
	switch (p->aanbod->kring) {
	case SCORE_KRING_BEDIENT:
		ZIN_VAST(z, "De bedrijvenkring van de aanbieder bedient deze school.",
			"The business circle of the supplier serves this school.");
		return;
	case SCORE_KRING_ANDERE:
		ZIN_VAST(z, "De aanbieder hoort bij een kring die andere scholen bedient.",
			"The supplier belongs to a circle that serves other schools.");
		return;
	default:
		ZIN_VAST(z, "De aanbieder hoort bij geen bedrijvenkring; dit telt neutraal.",
			"The supplier belongs to no business circle; this counts as neutral.");
	}
}

void score_reden_belasting(struct score_zin *z, const struct score_paar *p)
{
	static const struct {
		const char *nl;
		const char *en;
	} wie[] = {
		[SCORE_HOUDER_PERSOON] = { "de persoon", "the person" },
		[SCORE_HOUDER_BEDRIJF] = { "het bedrijf", "the company" },
		[SCORE_HOUDER_KRING] = { "de kring", "the circle" },
	};
	const int32_t jaar = score_paar_schooljaar(p);
	const struct score_houder *h = score_paar_drukste(p, jaar);
	if (h == NULL) {
		ZIN_VAST(z, "De belasting is niet bekend; dit telt neutraal.",
			"The load is not known; this counts as neutral.");
		return;
	}
	const uint32_t used = score_gebruikt(h->schooljaren, h->schooljaar_count, jaar);
	ZIN(z, "In schooljaar %1-%2 heeft %3 %4", "In school year %1-%2 %3 has %4", zin_getal(jaar),
		zin_getal(jaar + 1), zin_woord(wie[h->soort].nl, wie[h->soort].en),
		zin_getal(used));
	if (h->max_per_schooljaar != 0)
		ZIN(z, " van hoogstens %1 activiteiten.", " of at most %1 activities.",
			zin_getal(h->max_per_schooljaar));
	else
		ZIN(z, " %1.", " %1.", zin_activiteiten(used));
}

/* Needs and norms are counted in the school year in which the window begins. */
void score_reden_behoefte(struct score_zin *z, const struct score_paar *p)
{
	const int had = p->aanvraag->behoefte;
	const int32_t jaar = date_school_year(p->aanvraag->venster.van);
	if (had < 0)
		ZIN_VAST(z, "Wat de school al kreeg, is niet geteld; dit telt neutraal.",
			"What the school already had is not counted; this counts as neutral.");
	else if (had == 0)
		ZIN(z, "In schooljaar %1-%2 heeft de school nog geen activiteit.",
			"In school year %1-%2 the school has no activity yet.", zin_getal(jaar),
			zin_getal(jaar + 1));
	else
		ZIN(z, "In schooljaar %1-%2 heeft de school al %3 %4.",
			"In school year %1-%2 the school already has %3 %4.", zin_getal(jaar),
			zin_getal(jaar + 1), zin_getal(had), zin_activiteiten(had));
}

void score_reden_norm(struct score_zin *z, const struct score_paar *p)
{
	const int tekort = p->aanvraag->norm_tekort;
	const int32_t jaar = date_school_year(p->aanvraag->venster.van);
	if (tekort < 0)
		ZIN_VAST(z, "Voor deze klas geldt geen norm; dit telt neutraal.",
			"There is no norm for this class; this counts as neutral.");
	else if (tekort == 0)
		ZIN(z, "In schooljaar %1-%2 heeft de klas alles gehad waar zij recht op heeft.",
			"In school year %1-%2 the class has had all that it is entitled to.",
			zin_getal(jaar), zin_getal(jaar + 1));
	else
		ZIN(z, "In schooljaar %1-%2 heeft de klas nog recht op %3 %4.",
			"In school year %1-%2 the class is still entitled to %3 %4.",
			zin_getal(jaar), zin_getal(jaar + 1), zin_getal(tekort),
			zin_activiteiten(tekort));
}

void score_reden_vertrouwd(struct score_zin *z, const struct score_paar *p)
{
	if (p->aanvraag->voorkeur == SCORE_VOORKEUR_GEEN) {
		ZIN_VAST(z, "De school kiest niet tussen bekend en nieuw; dit telt neutraal.",
			"The school does not choose between familiar and new; this counts as "
			"neutral.");
		return;
	}
	if (score_waarde_vertrouwd(p).neutraal) {
		ZIN_VAST(z, "De aanbieder is niet bekend; dit telt neutraal.",
			"The supplier is not known; this counts as neutral.");
		return;
	}
	if (p->aanvraag->voorkeur == SCORE_VOORKEUR_NIEUW)
		ZIN_VAST(z, "De school wil graag iemand anders",
			"The school would like somebody else");
	else
		ZIN_VAST(z, "De school wil graag iemand die zij kent",
			"The school would like somebody whom it knows");
	const unsigned keren = score_paar_keren(p);
	if (keren == 0)
		ZIN_VAST(z, "; deze aanbieder was er nog niet.",
			"; this supplier has not been there yet.");
	else
		ZIN(z, "; deze aanbieder was er al %1 %2.", "; this supplier has been there %1 %2.",
			zin_getal(keren), zin_woord("keer", keren == 1 ? "time" : "times"));
}

void score_reden_kwaliteit(struct score_zin *z, const struct score_paar *p)
{
	const unsigned aantal = p->aanbod->kwaliteit.aantal;
	if (aantal == 0)
		ZIN_VAST(z, "Deze aanbieder is nog niet beoordeeld; dit telt neutraal.",
			"This supplier has not been evaluated yet; this counts as neutral.");
	else
		ZIN(z, "Scholen geven deze aanbieder gemiddeld een %1 van %2 (%3 %4).",
			"Schools give this supplier %1 of %2 on average (%3 %4).",
			zin_als(SCORE_STUK_TIENDEN, p->aanbod->kwaliteit.som / aantal / 10),
			zin_getal(SCORE_CIJFER_MAX / 100), zin_getal(aantal),
			aantal == 1 ? zin_woord("beoordeling", "evaluation")
				    : zin_woord("beoordelingen", "evaluations"));
}

void score_reden_reactie(struct score_zin *z, const struct score_paar *p)
{
	const unsigned gevraagd = p->aanbod->reactie.aantal;
	if (gevraagd == 0)
		ZIN_VAST(z, "Deze aanbieder kreeg nog geen voorstel; dit telt neutraal.",
			"This supplier has had no proposal yet; this counts as neutral.");
	else
		ZIN(z, "Deze aanbieder antwoordde op tijd op %1 van %2 %3.",
			"This supplier answered %1 of %2 %3 in time.",
			zin_getal(p->aanbod->reactie.som), zin_getal(gevraagd),
			gevraagd == 1 ? zin_woord("voorstel", "proposal")
				      : zin_woord("voorstellen", "proposals"));
}

/* "is ongeveer 6 jaar ouder dan de jongste van de groep". */
static void add_age_apart(struct score_zin *z, const struct score_paar *p)
{
	const int apart = (int)p->aanbod->leeftijd - (int)p->aanvraag->leeftijd_min;
	const int jaren = apart < 0 ? -apart : apart;
	if (apart == 0)
		ZIN_VAST(z, "is ongeveer even oud als de jongste van de groep",
			"is about as old as the youngest of the group");
	else
		ZIN(z, "is ongeveer %1 %2 %3 dan de jongste van de groep",
			"is about %1 %2 %3 than the youngest of the group", zin_getal(jaren),
			zin_woord("jaar", jaren == 1 ? "year" : "years"),
			apart < 0 ? zin_woord("jonger", "younger") : zin_woord("ouder", "older"));
}

static void add_level_apart(struct score_zin *z, uint16_t opleiding)
{
	if (opleiding == 1000)
		ZIN_VAST(z, "volgde zelf dit niveau", "did this level too");
	else if (opleiding == 800)
		ZIN_VAST(z, "volgde een ander niveau van hetzelfde onderwijs",
			"did another level of the same education");
	else
		ZIN_VAST(z, "volgde ander onderwijs", "did another education");
}

void score_reden_ambassadeur(struct score_zin *z, const struct score_paar *p)
{
	if (!p->aanbod->ambassadeur) {
		ZIN_VAST(z, "Dit is geen ambassadeur van techniek; dit telt neutraal.",
			"This is no ambassador of technology; this counts as neutral.");
		return;
	}
	const struct score_nabij n = score_paar_ambassadeur(p);
	if (!n.leeftijd_bekend && !n.opleiding_bekend) {
		ZIN_VAST(z,
			"Hoe dicht deze ambassadeur bij de klas staat, is niet bekend; dit telt "
			"neutraal.",
			"How near this ambassador stands to the class is not known; this counts as "
			"neutral.");
		return;
	}
	ZIN_VAST(z, "Deze ambassadeur van techniek ", "This ambassador of technology ");
	if (n.leeftijd_bekend)
		add_age_apart(z, p);
	if (n.leeftijd_bekend && n.opleiding_bekend)
		ZIN_VAST(z, " en ", " and ");
	if (n.opleiding_bekend)
		add_level_apart(z, n.opleiding);
	ZIN_VAST(z, ".", ".");
}

void score_reden_wensen(struct score_zin *z, const struct score_paar *p)
{
	const struct score_wensen *w = &p->aanvraag->wensen;
	const struct score_vervuld v = score_paar_wensen(p);
	if (v.genoemd == 0 && w->talen == 0)
		ZIN_VAST(z, "De school noemt geen wensen; dit telt neutraal.",
			"The school states no wishes; this counts as neutral.");
	else if (v.genoemd == 0)
		ZIN_VAST(z, "Van dit aanbod is geen taal bekend; dit telt neutraal.",
			"No language is known of this offer; this counts as neutral.");
	else if (v.genoemd == 1 && v.vervuld == 1)
		ZIN_VAST(z, "Aan de wens van de school is voldaan.",
			"The wish of the school is met.");
	else if (v.genoemd == 1)
		ZIN_VAST(z, "Aan de wens van de school is niet voldaan.",
			"The wish of the school is not met.");
	else
		ZIN(z, "Aan %1 van de %2 wensen van de school is voldaan.",
			"%1 of the %2 wishes of the school are met.", zin_getal(v.vervuld),
			zin_getal(v.genoemd));
}
