#include "score/factor.h"

#include "score/paar.h"

const struct score_factor_rij score_factor_table[SCORE_FACTOR_COUNT] = {
	[SCORE_FACTOR_THEMA] = { "thema", "thema", "topic", SOORT_ALLE, false, score_waarde_thema,
		score_reden_thema },
	[SCORE_FACTOR_NIVEAU] = { "niveau", "niveau", "level", SOORT_ALLE, false,
		score_waarde_niveau, score_reden_niveau },
	[SCORE_FACTOR_DATUM] = { "datum", "datum", "date", SOORT_ALLE, true, score_waarde_datum,
		score_reden_datum },
	[SCORE_FACTOR_REIS] = { "reis", "reis", "travel", SOORT_ALLE, false, score_waarde_reis,
		score_reden_reis },
	[SCORE_FACTOR_KRING] = { "kring", "kring", "circle", SOORT_ALLE, false, score_waarde_kring,
		score_reden_kring },
	[SCORE_FACTOR_BELASTING] = { "belasting", "belasting", "load", SOORT_ALLE, true,
		score_waarde_belasting, score_reden_belasting },
	[SCORE_FACTOR_BEHOEFTE] = { "behoefte", "behoefte van de school", "need of the school",
		SOORT_ALLE, false, score_waarde_behoefte, score_reden_behoefte },
};

/* In the order of the factors: thema, niveau, datum, reis, kring, belasting, behoefte. */
const struct score_gewichten score_gewichten_begin[SOORT_COUNT] = {
	[SOORT_GASTLES] = { { 300, 100, 150, 200, 100, 100, 50 } },
	[SOORT_BEDRIJFSBEZOEK] = { { 250, 100, 150, 250, 100, 100, 50 } },
	[SOORT_PRAKTIJKINSTRUCTIE] = { { 350, 150, 150, 150, 50, 100, 50 } },
	[SOORT_WORKSHOP] = { { 300, 100, 150, 200, 100, 100, 50 } },
	[SOORT_STAGE] = { { 250, 150, 100, 300, 50, 100, 50 } },
	[SOORT_LEERWERKPLEK] = { { 250, 150, 100, 300, 50, 100, 50 } },
};

enum err score_factor_from_code(struct str code, enum score_factor *ret_factor)
{
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++) {
		if (str_eq(code, str_from(score_factor_table[i].code))) {
			*ret_factor = (enum score_factor)i;
			return ERR_OK;
		}
	}
	return ERR_INVALID;
}

enum err score_gewichten_check(const struct score_gewichten *gewichten)
{
	uint32_t sum = 0;
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++)
		sum += gewichten->gewicht[i];
	return sum == SCORE_GEWICHT_SOM ? ERR_OK : ERR_INVALID;
}

static bool applies(const struct score_paar *p, enum score_factor factor)
{
	return (score_factor_table[factor].soorten & SOORT_BIT(p->aanvraag->soort)) != 0;
}

/* The product is rounded down, so that contributions are whole numbers that sum to the score. */
static int32_t contribution(const struct score_paar *p, enum score_factor factor, uint16_t waarde)
{
	return (int32_t)waarde * p->config->gewichten.gewicht[factor] / 10;
}

struct score_deel score_deel_bereken(const struct score_paar *p, enum score_factor factor)
{
	struct score_waarde w = { SCORE_NEUTRAAL, true };
	if (applies(p, factor))
		w = score_factor_table[factor].waarde(p);
	return (struct score_deel){ w.waarde, w.neutraal, contribution(p, factor, w.waarde) };
}

int32_t score_bijdrage_hoogstens(const struct score_paar *p, enum score_factor factor)
{
	if (applies(p, factor) && score_factor_table[factor].kalender)
		return contribution(p, factor, SCORE_WAARDE_MAX);
	return score_deel_bereken(p, factor).bijdrage;
}
