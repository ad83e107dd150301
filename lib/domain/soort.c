#include "domain/soort.h"

/* clang-format off */
const struct soort_rij soort_table[SOORT_COUNT] = {
	/* code, nl, en; who travels; with pupils, period, accreditation, age, counts as, both rank */
	[SOORT_GASTLES] = { "gastles", "gastles", "guest lesson",
		SOORT_REIZIGER_AANBIEDER, true, false, false, 0, "dagdeel", false },
	[SOORT_BEDRIJFSBEZOEK] = { "bedrijfsbezoek", "bedrijfsbezoek", "company visit",
		SOORT_REIZIGER_KLAS, false, false, false, 0, "bezoek", false },
	[SOORT_PRAKTIJKINSTRUCTIE] = { "praktijkinstructie", "praktijkinstructie", "practical instruction",
		SOORT_REIZIGER_AANBIEDER, true, false, false, 0, "dagdeel", false },
	[SOORT_WORKSHOP] = { "workshop", "workshop", "workshop",
		SOORT_REIZIGER_AANBIEDER, true, false, false, 0, "dagdeel", false },
	[SOORT_STAGE] = { "stage", "stage", "internship",
		SOORT_REIZIGER_KLAS, true, true, true, 14, NULL, true },
	[SOORT_LEERWERKPLEK] = { "leerwerkplek", "leerwerkplek", "apprenticeship",
		SOORT_REIZIGER_KLAS, true, true, true, 16, NULL, false },
	[SOORT_OPDRACHT] = { "opdracht", "opdracht", "assignment",
		SOORT_REIZIGER_AANBIEDER, true, true, false, 0, "dagdeel", false },
	[SOORT_DOCENTENSTAGE] = { "docentenstage", "docentenstage", "internship of a teacher",
		SOORT_REIZIGER_KLAS, false, true, false, 0, NULL, false },
	[SOORT_NASCHOLING] = { "nascholing", "nascholing", "in-service training",
		SOORT_REIZIGER_AANBIEDER, false, false, false, 0, NULL, false },
	[SOORT_KENNISKRING] = { "kenniskring", "kenniskring", "knowledge circle",
		SOORT_REIZIGER_KLAS, false, false, false, 0, NULL, false },
	[SOORT_MENTORING] = { "mentoring", "mentoring", "mentoring",
		SOORT_REIZIGER_AANBIEDER, true, true, false, 0, NULL, true },
	[SOORT_OMSCHOLING] = { "omscholing", "omscholing", "retraining",
		SOORT_REIZIGER_KLAS, false, true, false, 18, NULL, false },
};
/* clang-format on */

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
