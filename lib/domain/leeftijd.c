#include "domain/leeftijd.h"

const struct leeftijdsgroep_rij leeftijdsgroep_table[LEEFTIJDSGROEP_COUNT] = {
	[LEEFTIJDSGROEP_TOT_20] = { "tot-20", 18 },
	[LEEFTIJDSGROEP_20_24] = { "20-24", 22 },
	[LEEFTIJDSGROEP_25_29] = { "25-29", 27 },
	[LEEFTIJDSGROEP_30_39] = { "30-39", 35 },
	[LEEFTIJDSGROEP_VANAF_40] = { "vanaf-40", 50 },
};

enum err leeftijdsgroep_from_code(struct str code, enum leeftijdsgroep *ret_groep)
{
	for (unsigned i = 0; i < LEEFTIJDSGROEP_COUNT; i++) {
		if (str_eq(code, str_from(leeftijdsgroep_table[i].code))) {
			*ret_groep = (enum leeftijdsgroep)i;
			return ERR_OK;
		}
	}
	return ERR_INVALID;
}
