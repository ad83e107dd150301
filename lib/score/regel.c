#include "score/regel.h"

#include "score/knelpunt.h"
#include "score/paar.h"

/* What keeps people safe, or is booked already, is never offered to be let go. */
#define SCORE_NIET_AANGERADEN 0, NULL, NULL

/* As soort_table says (a test compares them). */
#define BIJ_LEERLINGEN                                                                     \
	(SOORT_ALLE & ~(SOORT_BIT(SOORT_BEDRIJFSBEZOEK) | SOORT_BIT(SOORT_DOCENTENSTAGE) | \
			      SOORT_BIT(SOORT_NASCHOLING) | SOORT_BIT(SOORT_KENNISKRING) | \
			      SOORT_BIT(SOORT_OMSCHOLING)))
#define KLAS_REIST                                                               \
	(SOORT_BIT(SOORT_BEDRIJFSBEZOEK) | SOORT_BIT(SOORT_STAGE) |              \
		SOORT_BIT(SOORT_LEERWERKPLEK) | SOORT_BIT(SOORT_DOCENTENSTAGE) | \
		SOORT_BIT(SOORT_KENNISKRING) | SOORT_BIT(SOORT_OMSCHOLING))

const struct score_regel_rij score_regel_table[SCORE_REGEL_COUNT] = {
	[SCORE_REGEL_SOORT] = { "soort", "Het aanbod is van de gevraagde soort.",
		"The offer is of the kind that is asked.", SOORT_ALLE, false, score_check_soort,
		score_waarom_soort, 9, score_stap_soort, score_raad_soort },
	[SCORE_REGEL_VETO] = { "veto", "Niemand heeft deze twee voor elkaar uitgesloten.",
		"Nobody has ruled these two out for each other.", SOORT_ALLE, false,
		score_check_veto, score_waarom_veto, SCORE_NIET_AANGERADEN },
	[SCORE_REGEL_LEEFTIJD] = { "leeftijd",
		"De jongste van de groep is oud genoeg voor de wet en voor het aanbod.",
		"The youngest of the group is old enough for the law and for the offer.",
		SOORT_ALLE, false, score_check_leeftijd, score_waarom_leeftijd,
		SCORE_NIET_AANGERADEN },
	[SCORE_REGEL_ERKENNING] = { "erkenning",
		"Het bedrijf is op de dag zelf erkend voor de opleiding.",
		"The company is accredited for the qualification on the day.",
		SOORT_BIT(SOORT_STAGE) | SOORT_BIT(SOORT_LEERWERKPLEK), true, score_check_erkenning,
		score_waarom_erkenning, SCORE_NIET_AANGERADEN },
	[SCORE_REGEL_GEPAUZEERD] = { "gepauzeerd", "De aanbieder heeft niet gepauzeerd.",
		"The supplier has not paused.", SOORT_ALLE, true, score_check_gepauzeerd,
		score_waarom_gepauzeerd, 6, score_stap_gepauzeerd, score_raad_gepauzeerd },
	[SCORE_REGEL_NIVEAU] = { "niveau", "Het aanbod is voor het niveau van de klas.",
		"The offer is for the level of the class.", SOORT_ALLE, false, score_check_niveau,
		score_waarom_niveau, 7, score_stap_niveau, score_raad_niveau },
	[SCORE_REGEL_THEMA] = { "thema", "Het aanbod gaat over een thema dat de school vereist.",
		"The offer is about a topic that the school requires.", SOORT_ALLE, false,
		score_check_thema, score_waarom_thema, 3, score_stap_thema, score_raad_thema },
	[SCORE_REGEL_TAAL] = { "taal", "Het aanbod is er in de gevraagde taal.",
		"The offer is there in the language that is asked.", SOORT_ALLE, false,
		score_check_taal, score_waarom_taal, 5, score_stap_taal, score_raad_taal },
	[SCORE_REGEL_AFSTAND] = { "afstand",
		"De afstand is niet groter dan beide willen, of het kan online.",
		"The distance is not larger than both accept, or it can be online.", SOORT_ALLE,
		false, score_check_afstand, score_waarom_afstand, 4, score_stap_afstand,
		score_raad_afstand },
	[SCORE_REGEL_GROEPSGROOTTE] = { "groepsgrootte", "De groep past bij het aanbod.",
		"The size of the group suits the offer.", SOORT_ALLE, false,
		score_check_groepsgrootte, score_waarom_groepsgrootte, 4, score_stap_groepsgrootte,
		score_raad_groepsgrootte },
	[SCORE_REGEL_BEGELEIDING] = { "begeleiding", "De klas neemt genoeg begeleiders mee.",
		"The class brings enough adults along.", SOORT_BIT(SOORT_BEDRIJFSBEZOEK), false,
		score_check_begeleiding, score_waarom_begeleiding, 2, score_stap_begeleiding,
		score_raad_begeleiding },
	[SCORE_REGEL_TRAPLOOS] = { "traploos",
		"De plek is zonder trap te bereiken, als de groep dat nodig heeft.",
		"The place can be reached without stairs, where the group needs that.", KLAS_REIST,
		false, score_check_traploos, score_waarom_traploos, SCORE_NIET_AANGERADEN },
	[SCORE_REGEL_TIJDVAK] = { "tijdvak",
		"Er is een dagdeel waarop beide kunnen, buiten vakanties, sluitingen en "
		"uitzonderingen.",
		"There is a half-day that suits both, outside holidays, closures and exceptions.",
		SOORT_ALLE, false, score_check_tijdvak, score_waarom_tijdvak, 2, score_stap_tijdvak,
		score_raad_tijdvak },
	[SCORE_REGEL_VOG] = { "vog",
		"Er is een VOG die op de dag zelf geldt, als de school die vraagt.",
		"A certificate of conduct (VOG) is valid on the day, where the school asks for it.",
		BIJ_LEERLINGEN, true, score_check_vog, score_waarom_vog, SCORE_NIET_AANGERADEN },
	[SCORE_REGEL_KLAS_BEZET] = { "klas_bezet", "De klas heeft dan nog niets anders.",
		"The class has nothing else at that time.", SOORT_ALLE, true,
		score_check_klas_bezet, score_waarom_klas_bezet, SCORE_NIET_AANGERADEN },
	[SCORE_REGEL_DUBBELE_BOEKING] = { "dubbele_boeking",
		"De aanbieder is dan nog niet geboekt.", "The supplier is not booked at that time.",
		SOORT_ALLE, true, score_check_dubbele_boeking, score_waarom_dubbele_boeking,
		SCORE_NIET_AANGERADEN },
	[SCORE_REGEL_PLAATSEN] = { "plaatsen", "Er is dan nog plaats.",
		"There is a place left at that time.", SOORT_ALLE, true, score_check_plaatsen,
		score_waarom_plaatsen, 5, score_stap_plaatsen, score_raad_plaatsen },
	[SCORE_REGEL_MAXIMUM_SCHOOLJAAR] = { "maximum_schooljaar",
		"Het maximum per schooljaar is nog niet bereikt.",
		"The maximum of the school year has not been reached.", SOORT_ALLE, true,
		score_check_maximum_schooljaar, score_waarom_maximum_schooljaar, 6,
		score_stap_maximum_schooljaar, score_raad_maximum_schooljaar },
	[SCORE_REGEL_MAXIMUM_WEEK] = { "maximum_week", "Het maximum per week is nog niet bereikt.",
		"The maximum of the week has not been reached.", SOORT_ALLE, true,
		score_check_maximum_week, score_waarom_maximum_week, 5, score_stap_maximum_week,
		score_raad_maximum_week },
	[SCORE_REGEL_WACHTTIJD] = { "wachttijd",
		"Er zit genoeg tijd tussen twee activiteiten van dezelfde aanbieder.",
		"There is enough time between two activities of the same supplier.", SOORT_ALLE,
		true, score_check_wachttijd, score_waarom_wachttijd, 1, score_stap_wachttijd,
		score_raad_wachttijd },
};

enum err score_regel_from_code(struct str code, enum score_regel *ret_regel)
{
	for (unsigned i = 0; i < SCORE_REGEL_COUNT; i++) {
		if (str_eq(code, str_from(score_regel_table[i].code))) {
			*ret_regel = (enum score_regel)i;
			return ERR_OK;
		}
	}
	return ERR_INVALID;
}

bool score_regel_over_tijd(unsigned regel)
{
	return score_regel_table[regel].vernauwt || regel == SCORE_REGEL_TIJDVAK;
}

/* One rule on time. When it fails, the pair stays as the rule found it. */
static bool passes_in_time(struct score_paar *p, const struct score_regel_rij *regel)
{
	const struct tijdvak_set before = p->vrij;
	if (regel->check(p))
		return true;
	if (regel->vernauwt && tijdvak_set_is_empty(&before))
		return true;
	p->vrij = before;
	return false;
}

unsigned score_regels_run(struct score_paar *p, unsigned van, unsigned tot)
{
	const uint32_t range = (SCORE_REGEL_BIT(tot) - 1) & ~(SCORE_REGEL_BIT(van) - 1);
	for (uint32_t left = p->regels & range; left != 0; left &= left - 1) {
		const unsigned i = (unsigned)__builtin_ctz(left);
		const struct score_regel_rij *regel = &score_regel_table[i];
		if ((regel->soorten & SOORT_BIT(p->aanvraag->soort)) == 0)
			continue;
		if (score_regel_over_tijd(i) ? !passes_in_time(p, regel) : !regel->check(p))
			return i;
	}
	return tot;
}
