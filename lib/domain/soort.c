#include "domain/soort.h"

const struct soort_rij soort_table[SOORT_COUNT] = {
	[SOORT_GASTLES] = { "gastles", "gastles", "guest lesson", SOORT_REIZIGER_AANBIEDER },
	[SOORT_BEDRIJFSBEZOEK] = { "bedrijfsbezoek", "bedrijfsbezoek", "company visit",
		SOORT_REIZIGER_KLAS },
	[SOORT_PRAKTIJKINSTRUCTIE] = { "praktijkinstructie", "praktijkinstructie",
		"practical instruction", SOORT_REIZIGER_AANBIEDER },
	[SOORT_WORKSHOP] = { "workshop", "workshop", "workshop", SOORT_REIZIGER_AANBIEDER },
	[SOORT_STAGE] = { "stage", "stage", "internship", SOORT_REIZIGER_KLAS },
	[SOORT_LEERWERKPLEK] = { "leerwerkplek", "leerwerkplek", "apprenticeship",
		SOORT_REIZIGER_KLAS },
};

enum err soort_from_code(struct str code, enum soort *ret_soort)
{
	for (unsigned i = 0; i < SOORT_COUNT; i++) {
		if (str_eq(code, str_from(soort_table[i].code))) {
			*ret_soort = (enum soort)i;
			return ERR_OK;
		}
	}
	return ERR_INVALID;
}
