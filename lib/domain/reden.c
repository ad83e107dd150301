#include "domain/reden.h"

#define AFWIJZEN    STAP_BIT(STAP_AFWIJZEN)
#define AFSLAAN	    STAP_BIT(STAP_AFSLAAN)
#define ANNULEREN   STAP_BIT(STAP_ANNULEREN)
#define VERZETTEN   STAP_BIT(STAP_VERZETTEN)
#define WEGGEBLEVEN STAP_BIT(STAP_NIET_VERSCHENEN)
/* A step against an earlier one. */
#define TEGEN (STAP_BIT(STAP_HEROPENEN) | STAP_BIT(STAP_TERUGDRAAIEN))

const struct reden reden_table[REDEN_COUNT] = {
	{ "geen-tijd", "Er is geen tijd voor.", "There is no time for it.",
		AFWIJZEN | AFSLAAN | ANNULEREN | WEGGEBLEVEN | VERZETTEN, false },
	{ "ander-tijdvak", "Een ander dagdeel kan wel.", "Another half-day would do.", AFSLAAN,
		false },
	{ "te-ver", "De afstand is te groot.", "The distance is too large.",
		AFWIJZEN | AFSLAAN | ANNULEREN, false },
	{ "niet-passend-niveau", "Het niveau past niet.", "The level does not fit.",
		AFWIJZEN | AFSLAAN | ANNULEREN, false },
	{ "niet-passend-onderwerp", "Het onderwerp past niet.", "The topic does not fit.",
		AFWIJZEN | AFSLAAN | ANNULEREN, false },
	{ "dubbele-aanvraag", "Dit is al eens aangevraagd.", "This was asked before.",
		AFWIJZEN | AFSLAAN | ANNULEREN, true },
	{ "andere-oplossing", "Er is een andere oplossing gevonden.", "Another solution was found.",
		AFWIJZEN | AFSLAAN | ANNULEREN, true },
	{ "ziekte", "Iemand is ziek.", "Somebody is ill.",
		AFSLAAN | ANNULEREN | WEGGEBLEVEN | VERZETTEN, false },
	{ "groep-te-groot", "De groep is te groot.", "The group is too large.",
		AFWIJZEN | AFSLAAN | ANNULEREN, false },
	{ "veiligheid", "Het kan niet veilig doorgaan.", "It cannot take place safely.",
		AFWIJZEN | AFSLAAN | ANNULEREN | WEGGEBLEVEN, true },
	{ "vergissing", "Het was een vergissing.", "It was a mistake.", AFSLAAN | ANNULEREN | TEGEN,
		true },
	{ "kan-toch", "Het kan nu toch wel.", "It is possible after all.", STAP_BIT(STAP_HEROPENEN),
		false },
	{ "betwist", "Een van beide kanten is het er niet mee eens.",
		"One of the two sides does not agree.", TEGEN, false },
	{ "anders", "Een andere reden.", "Another reason.",
		AFWIJZEN | AFSLAAN | ANNULEREN | WEGGEBLEVEN | TEGEN | VERZETTEN, false },
};

enum err reden_from_code(struct str code, enum stap stap, const struct reden **ret_reden)
{
	for (unsigned i = 0; i < REDEN_COUNT; i++) {
		const struct reden *reden = &reden_table[i];
		if (str_eq(code, str_from(reden->code)) && (reden->stappen & STAP_BIT(stap)) != 0) {
			*ret_reden = reden;
			return ERR_OK;
		}
	}
	return ERR_INVALID;
}
