#include "score/factor.h"

#include "score/paar.h"

const struct score_factor_rij score_factor_table[SCORE_FACTOR_COUNT] = {
	[SCORE_FACTOR_THEMA] = { "thema", "thema", "topic", SOORT_ALLE, score_waarde_thema, NULL,
		score_reden_thema },
	[SCORE_FACTOR_NIVEAU] = { "niveau", "niveau", "level", SOORT_ALLE, score_waarde_niveau,
		NULL, score_reden_niveau },
	[SCORE_FACTOR_DATUM] = { "datum", "datum", "date", SOORT_ALLE, score_waarde_datum,
		score_hoogstens_datum, score_reden_datum },
	[SCORE_FACTOR_REIS] = { "reis", "reis", "travel", SOORT_ALLE, score_waarde_reis, NULL,
		score_reden_reis },
	[SCORE_FACTOR_KRING] = { "kring", "kring", "circle", SOORT_ALLE, score_waarde_kring, NULL,
		score_reden_kring },
	[SCORE_FACTOR_BELASTING] = { "belasting", "belasting", "load", SOORT_ALLE,
		score_waarde_belasting, score_hoogstens_belasting, score_reden_belasting },
	[SCORE_FACTOR_BEHOEFTE] = { "behoefte", "behoefte van de school", "need of the school",
		SOORT_ALLE, score_waarde_behoefte, NULL, score_reden_behoefte },
	[SCORE_FACTOR_NORM] = { "norm", "norm van de klas", "entitlement of the class", SOORT_ALLE,
		score_waarde_norm, NULL, score_reden_norm },
	[SCORE_FACTOR_VERTROUWD] = { "vertrouwd", "vertrouwd of nieuw", "familiar or new",
		SOORT_ALLE, score_waarde_vertrouwd, NULL, score_reden_vertrouwd },
	[SCORE_FACTOR_KWALITEIT] = { "kwaliteit", "kwaliteit", "quality", SOORT_ALLE,
		score_waarde_kwaliteit, NULL, score_reden_kwaliteit },
	[SCORE_FACTOR_REACTIE] = { "reactie", "reactie op voorstellen", "response to proposals",
		SOORT_ALLE, score_waarde_reactie, NULL, score_reden_reactie },
	[SCORE_FACTOR_AMBASSADEUR] = { "ambassadeur", "ambassadeur van techniek",
		"ambassador of technology", SOORT_ALLE, score_waarde_ambassadeur, NULL,
		score_reden_ambassadeur },
	[SCORE_FACTOR_WENSEN] = { "wensen", "wensen van de school", "wishes of the school",
		SOORT_ALLE, score_waarde_wensen, score_hoogstens_wensen, score_reden_wensen },
};

/* In the order of the factors: thema, niveau, datum, reis, kring, belasting, behoefte. */
const struct score_gewichten score_gewichten_begin[SOORT_COUNT] = {
	[SOORT_GASTLES] = { { 300, 100, 150, 200, 100, 100, 50 } },
	[SOORT_BEDRIJFSBEZOEK] = { { 250, 100, 150, 250, 100, 100, 50 } },
	[SOORT_PRAKTIJKINSTRUCTIE] = { { 350, 150, 150, 150, 50, 100, 50 } },
	[SOORT_WORKSHOP] = { { 300, 100, 150, 200, 100, 100, 50 } },
	[SOORT_STAGE] = { { 250, 150, 100, 300, 50, 100, 50 } },
	[SOORT_LEERWERKPLEK] = { { 250, 150, 100, 300, 50, 100, 50 } },
	[SOORT_OPDRACHT] = { { 350, 150, 150, 150, 50, 100, 50 } },
	[SOORT_DOCENTENSTAGE] = { { 300, 50, 150, 300, 50, 100, 50 } },
	[SOORT_NASCHOLING] = { { 350, 150, 150, 150, 50, 100, 50 } },
	[SOORT_KENNISKRING] = { { 350, 50, 150, 200, 150, 50, 50 } },
	[SOORT_MENTORING] = { { 300, 100, 100, 300, 50, 100, 50 } },
	[SOORT_OMSCHOLING] = { { 300, 100, 100, 300, 50, 100, 50 } },
};

/*
 * The same order, and behind it norm, vertrouwd, kwaliteit, reactie, ambassadeur, wensen. What the
 * pupils get counts most (topic, level, wishes), then what makes it happen (date, travel, an answer
 * in time). An ambassador counts where somebody stands before the class; norm only where there is
 * one; on a place for months travel weighs more, and knowing each other.
 */
const struct score_gewichten score_gewichten_tweede[SOORT_COUNT] = {
	[SOORT_GASTLES] = { { 230, 80, 100, 150, 70, 80, 40, 40, 40, 50, 40, 40, 40 } },
	[SOORT_BEDRIJFSBEZOEK] = { { 200, 80, 100, 200, 80, 80, 40, 50, 40, 50, 40, 0, 40 } },
	[SOORT_PRAKTIJKINSTRUCTIE] = { { 270, 120, 100, 110, 40, 80, 40, 40, 40, 60, 40, 20, 40 } },
	[SOORT_WORKSHOP] = { { 230, 80, 100, 150, 70, 80, 40, 40, 40, 50, 40, 40, 40 } },
	[SOORT_STAGE] = { { 200, 120, 70, 260, 40, 80, 40, 0, 60, 60, 40, 0, 30 } },
	[SOORT_LEERWERKPLEK] = { { 200, 120, 60, 260, 40, 70, 40, 0, 80, 60, 40, 0, 30 } },
	[SOORT_OPDRACHT] = { { 280, 120, 80, 110, 60, 80, 40, 30, 40, 60, 40, 20, 40 } },
	[SOORT_DOCENTENSTAGE] = { { 240, 40, 100, 240, 60, 80, 40, 0, 60, 60, 50, 0, 30 } },
	[SOORT_NASCHOLING] = { { 280, 120, 100, 120, 40, 80, 40, 0, 60, 80, 50, 0, 30 } },
	[SOORT_KENNISKRING] = { { 290, 40, 100, 160, 120, 60, 40, 0, 60, 50, 50, 0, 30 } },
	[SOORT_MENTORING] = { { 230, 80, 60, 210, 40, 100, 40, 0, 60, 60, 50, 30, 40 } },
	[SOORT_OMSCHOLING] = { { 240, 80, 70, 240, 40, 80, 40, 0, 50, 60, 60, 0, 40 } },
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

int32_t score_bijdrage(uint16_t waarde, uint16_t gewicht)
{
	return (int32_t)waarde * gewicht / 10;
}

static int32_t contribution(const struct score_paar *p, enum score_factor factor, uint16_t waarde)
{
	return score_bijdrage(waarde, p->config->gewichten.gewicht[factor]);
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
	const struct score_factor_rij *rij = &score_factor_table[factor];
	if (applies(p, factor) && rij->hoogstens != NULL)
		return contribution(p, factor, rij->hoogstens(p).waarde);
	return score_deel_bereken(p, factor).bijdrage;
}
