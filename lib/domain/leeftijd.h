/*
 * Age of a volunteer as a band: enough to say how near an ambassador is to a class, and all that is
 * kept of it. Where a number is needed, a band stands for one age.
 */
#ifndef DOMAIN_LEEFTIJD_H
#define DOMAIN_LEEFTIJD_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum leeftijdsgroep {
	LEEFTIJDSGROEP_TOT_20,
	LEEFTIJDSGROEP_20_24,
	LEEFTIJDSGROEP_25_29,
	LEEFTIJDSGROEP_30_39,
	LEEFTIJDSGROEP_VANAF_40,
	LEEFTIJDSGROEP_COUNT
};

struct leeftijdsgroep_rij {
	const char *code;
	uint8_t jaren; /* the age that the band stands for: its middle, or what most of it are near
			*/
};

/* Indexed by enum leeftijdsgroep. */
extern const struct leeftijdsgroep_rij leeftijdsgroep_table[LEEFTIJDSGROEP_COUNT];

/* ERR_INVALID when there is no such code. */
MUST_CHECK enum err leeftijdsgroep_from_code(struct str code, enum leeftijdsgroep *ret_groep);

#endif
