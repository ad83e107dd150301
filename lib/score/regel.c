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
	[SCORE_REGEL_SOORT] = { "soort", "Het aanbod is van een andere soort.",
		"The offer is of another kind.", SOORT_ALLE, false, score_check_soort,
		score_waarom_soort, 9, score_stap_soort, score_raad_soort },
	[SCORE_REGEL_VETO] = { "veto",
		"De school, de aanbieder of het Technocentrum heeft dit uitgesloten.",
		"The school, the supplier or the Technocentrum has ruled this out.", SOORT_ALLE,
		false, score_check_veto, score_waarom_veto, SCORE_NIET_AANGERADEN },
	[SCORE_REGEL_LEEFTIJD] = { "leeftijd",
		"De jongste van de groep is te jong voor de wet of voor het aanbod.",
		"The youngest of the group is too young for the law or for the offer.", SOORT_ALLE,
		false, score_check_leeftijd, score_waarom_leeftijd, SCORE_NIET_AANGERADEN },
	[SCORE_REGEL_ERKENNING] = { "erkenning",
		"Het bedrijf is niet of niet lang genoeg erkend voor de opleiding.",
		"The company is not accredited for the qualification, or not for long enough.",
		SOORT_BIT(SOORT_STAGE) | SOORT_BIT(SOORT_LEERWERKPLEK), true, score_check_erkenning,
		score_waarom_erkenning, SCORE_NIET_AANGERADEN },
	[SCORE_REGEL_GEPAUZEERD] = { "gepauzeerd", "De aanbieder heeft gepauzeerd.",
		"The supplier has paused.", SOORT_ALLE, true, score_check_gepauzeerd,
		score_waarom_gepauzeerd, 6, score_stap_gepauzeerd, score_raad_gepauzeerd },
	[SCORE_REGEL_NIVEAU] = { "niveau",
		"Het aanbod is voor een ander niveau dan dat van de klas.",
		"The offer is for another level than that of the class.", SOORT_ALLE, false,
		score_check_niveau, score_waarom_niveau, 7, score_stap_niveau, score_raad_niveau },
	[SCORE_REGEL_THEMA] = { "thema",
		"Het aanbod gaat niet over een thema dat de school vereist.",
		"The offer is not about a topic that the school requires.", SOORT_ALLE, false,
		score_check_thema, score_waarom_thema, 3, score_stap_thema, score_raad_thema },
	[SCORE_REGEL_TAAL] = { "taal", "Het aanbod is er niet in de gevraagde taal.",
		"The offer is not there in the language that is asked.", SOORT_ALLE, false,
		score_check_taal, score_waarom_taal, 5, score_stap_taal, score_raad_taal },
	[SCORE_REGEL_AFSTAND] = { "afstand",
		"De afstand is groter dan de school of de aanbieder wil.",
		"The distance is larger than the school or the supplier accepts.", SOORT_ALLE,
		false, score_check_afstand, score_waarom_afstand, 4, score_stap_afstand,
		score_raad_afstand },
	[SCORE_REGEL_GROEPSGROOTTE] = { "groepsgrootte",
		"De groep is te groot of te klein voor het aanbod.",
		"The group is too large or too small for the offer.", SOORT_ALLE, false,
		score_check_groepsgrootte, score_waarom_groepsgrootte, 4, score_stap_groepsgrootte,
		score_raad_groepsgrootte },
	[SCORE_REGEL_BEGELEIDING] = { "begeleiding", "De klas neemt te weinig begeleiders mee.",
		"The class brings too few adults along.", SOORT_BIT(SOORT_BEDRIJFSBEZOEK), false,
		score_check_begeleiding, score_waarom_begeleiding, 2, score_stap_begeleiding,
		score_raad_begeleiding },
	[SCORE_REGEL_TRAPLOOS] = { "traploos",
		"Van de plek is niet bekend dat het er zonder trap kan, en de groep heeft dat "
		"nodig.",
		"It is not known that the place can be reached without stairs, which the group "
		"needs.",
		KLAS_REIST, false, score_check_traploos, score_waarom_traploos,
		SCORE_NIET_AANGERADEN },
	[SCORE_REGEL_TIJDVAK] = { "tijdvak",
		"Er is geen dagdeel waarop beide kunnen, buiten vakanties, sluitingen en "
		"uitzonderingen.",
		"There is no half-day that suits both, outside holidays, closures and exceptions.",
		SOORT_ALLE, false, score_check_tijdvak, score_waarom_tijdvak, 2, score_stap_tijdvak,
		score_raad_tijdvak },
	[SCORE_REGEL_VOG] = { "vog",
		"Er is geen VOG die op de dag zelf geldt, en de school vraagt die.",
		"No certificate of conduct (VOG) is valid on the day, and the school asks for one.",
		BIJ_LEERLINGEN, true, score_check_vog, score_waarom_vog, SCORE_NIET_AANGERADEN },
	[SCORE_REGEL_KLAS_BEZET] = { "klas_bezet", "De klas heeft dan al iets anders.",
		"The class has something else at that time.", SOORT_ALLE, true,
		score_check_klas_bezet, score_waarom_klas_bezet, SCORE_NIET_AANGERADEN },
	[SCORE_REGEL_DUBBELE_BOEKING] = { "dubbele_boeking", "De aanbieder is dan al geboekt.",
		"The supplier is booked at that time.", SOORT_ALLE, true,
		score_check_dubbele_boeking, score_waarom_dubbele_boeking, SCORE_NIET_AANGERADEN },
	[SCORE_REGEL_REISTIJD] = { "reistijd",
		"Wie komt, kan niet op tijd zijn van of naar een andere activiteit op die dag.",
		"Whoever comes cannot be in time from or to another activity of that day.",
		SOORT_ALLE, true, score_check_reistijd, score_waarom_reistijd,
		SCORE_NIET_AANGERADEN },
	[SCORE_REGEL_PLAATSEN] = { "plaatsen", "Er is dan geen plaats meer.",
		"There is no place left at that time.", SOORT_ALLE, true, score_check_plaatsen,
		score_waarom_plaatsen, 5, score_stap_plaatsen, score_raad_plaatsen },
	[SCORE_REGEL_MAXIMUM_SCHOOLJAAR] = { "maximum_schooljaar",
		"Het maximum per schooljaar is bereikt.",
		"The maximum of the school year has been reached.", SOORT_ALLE, true,
		score_check_maximum_schooljaar, score_waarom_maximum_schooljaar, 6,
		score_stap_maximum_schooljaar, score_raad_maximum_schooljaar },
	[SCORE_REGEL_MAXIMUM_WEEK] = { "maximum_week", "Het maximum per week is bereikt.",
		"The maximum of the week has been reached.", SOORT_ALLE, true,
		score_check_maximum_week, score_waarom_maximum_week, 5, score_stap_maximum_week,
		score_raad_maximum_week },
	[SCORE_REGEL_WACHTTIJD] = { "wachttijd",
		"Er zit te weinig tijd tussen twee activiteiten van dezelfde aanbieder.",
		"There is too little time between two activities of the same supplier.", SOORT_ALLE,
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
