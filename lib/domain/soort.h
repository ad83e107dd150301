/*
 * Activiteitsoorten: what schools ask for and suppliers offer. They differ in who travels, in
 * whether somebody from outside is with pupils, in what the law asks of the place, and in what they
 * count for. Lessons and visits are planned per half-day; what runs over a period is agreed by its
 * first half-day. The schema has the same table (activiteitsoort; a test compares them).
 */
#ifndef DOMAIN_SOORT_H
#define DOMAIN_SOORT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum soort {
	SOORT_GASTLES,
	SOORT_BEDRIJFSBEZOEK,
	SOORT_PRAKTIJKINSTRUCTIE,
	SOORT_WORKSHOP,
	SOORT_STAGE,
	SOORT_LEERWERKPLEK,  /* work and school together (BBL) */
	SOORT_OPDRACHT,	     /* of a company, done by a team of pupils: Technasium, research */
	SOORT_DOCENTENSTAGE, /* a teacher works along in a company */
	SOORT_NASCHOLING,    /* teachers learn from teachers or from people of the trade */
	SOORT_KENNISKRING,   /* companies and schools talk about the curriculum */
	SOORT_MENTORING,     /* Meester-Gezel: one to one */
	SOORT_OMSCHOLING,    /* adults, from work to work */
	SOORT_COUNT
};

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
	bool bij_leerlingen; /* who comes from outside is with pupils: a school may ask for a VOG */
	bool periode;	     /* it runs on after the half-day that is agreed */
	bool erkenning;	     /* the law asks an accreditation of the company, per crebo */
	uint8_t leeftijd;    /* the law asks of who takes part, in years; 0 = nothing */
	const char *telt_als; /* "dagdeel", "bezoek": of the norm of a class; NULL = for nothing */
	bool beide_kiezen;    /* school and supplier both rank, in a keuzeronde */
};

/* Indexed by enum soort. */
extern const struct soort_rij soort_table[SOORT_COUNT];

/* ERR_INVALID when there is no such code. */
MUST_CHECK enum err soort_from_code(struct str code, enum soort *ret_soort);

#endif
