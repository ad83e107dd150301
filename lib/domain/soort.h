/*
 * Activiteitsoorten: what schools ask for and suppliers offer. They differ in who travels, and in
 * what the law asks of the place. Lessons and visits are planned per half-day; a stage or a
 * leerwerkplek runs over a period, of which the half-day that is agreed is the first.
 */
#ifndef DOMAIN_SOORT_H
#define DOMAIN_SOORT_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum soort {
	SOORT_GASTLES,
	SOORT_BEDRIJFSBEZOEK,
	SOORT_PRAKTIJKINSTRUCTIE,
	SOORT_WORKSHOP,
	SOORT_STAGE,
	SOORT_LEERWERKPLEK, /* work and school together (BBL) */
	SOORT_COUNT
};

/* The contract and the schema take the first so many; the engine knows them all. */
#define SOORT_OPEN_COUNT SOORT_STAGE

#define SOORT_BIT(soort) (1u << (soort))
#define SOORT_ALLE	 ((1u << SOORT_COUNT) - 1)

enum soort_reiziger {
	SOORT_REIZIGER_AANBIEDER, /* the guest goes to the school */
	SOORT_REIZIGER_KLAS	  /* the class, or a pupil, goes to the supplier */
};

struct soort_rij {
	const char *code; /* "gastles" */
	const char *nl;
	const char *en;
	enum soort_reiziger reiziger;
};

/* Indexed by enum soort. */
extern const struct soort_rij soort_table[SOORT_COUNT];

/* ERR_INVALID when there is no such code. */
MUST_CHECK enum err soort_from_code(struct str code, enum soort *ret_soort);

#endif
