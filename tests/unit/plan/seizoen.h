/*
 * Invented seasons for the tests of lib/plan: small or large, each feature on or off by chance, the
 * same for the same seed. And what a planning costs, written once more in the plainest way.
 */
#ifndef TESTS_UNIT_PLAN_SEIZOEN_H
#define TESTS_UNIT_PLAN_SEIZOEN_H

#include "plan/plan.h"

/* splitmix64 */
uint64_t trek(uint64_t *state);
/* 0 … below − 1 */
uint32_t trek_onder(uint64_t *state, uint32_t below);

struct seizoen {
	struct plan_opgave opgave;
	struct plan_school *scholen;
	struct plan_groep *groepen;
	struct plan_aanvraag *aanvragen;
	struct plan_kring *kringen;
	struct plan_bedrijf *bedrijven;
	struct plan_aanbod *aanbod;
	struct plan_kandidaat *kandidaten;
	struct plan_inzet *vast;
	struct plan_paar *verboden;
	struct plan_inzet *vorige;
	uint64_t *bits;
};

struct seizoen_maten {
	uint32_t aanvragen, aanbod;
	uint32_t kandidaten;  /* of each aanvraag, about */
	uint32_t halve_dagen; /* that someone is free on, of all; 0 = no calendar */
	uint32_t sessies_max;
	bool maten; /* measures of schools, companies, … */
	bool minima;
	bool vast;
};

void seizoen_init(struct seizoen *s, const struct seizoen_maten *maten, uint64_t seed);
void seizoen_fini(struct seizoen *s);

/* Cost of this set of inzet, pins among them; false: it is not allowed. */
bool seizoen_kosten(const struct plan_opgave *o, const struct plan_inzet *inzet, size_t count,
	int64_t *ret_kosten);

#endif
