/*
 * Dagdelen: the three parts of a day in which activities are planned, and the pattern of a school
 * week: 15 bits, Monday morning first (bit 0), Friday evening last (bit 14).
 */
#ifndef DOMAIN_DAGDEEL_H
#define DOMAIN_DAGDEEL_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum dagdeel { DAGDEEL_OCHTEND, DAGDEEL_MIDDAG, DAGDEEL_AVOND, DAGDEEL_COUNT };

#define DAGDEEL_WEEKDAYS   5 /* Monday to Friday */
#define DAGDEEL_WEEK_COUNT (DAGDEEL_WEEKDAYS * DAGDEEL_COUNT)
#define DAGDEEL_WEEK_ALLE  ((uint16_t)((1u << DAGDEEL_WEEK_COUNT) - 1))
/* All mornings and afternoons: what a school means when it says nothing. */
#define DAGDEEL_WEEK_SCHOOLDAG ((uint16_t)033333)

struct dagdeel_rij {
	const char *code; /* "ochtend" */
	const char *nl;
	const char *en;
	uint16_t begin_min; /* local clock, minutes after midnight: 510 = 08:30 */
	uint16_t eind_min;  /* exclusive */
};

struct dagdeel_dag {
	const char *code; /* "ma" */
	const char *nl;	  /* "maandag" */
	const char *en;
};

/* Indexed by enum dagdeel: 08:30-12:00, 12:30-16:00, 19:00-21:30. */
extern const struct dagdeel_rij dagdeel_table[DAGDEEL_COUNT];
/* Indexed by ISO weekday minus one; Monday to Sunday. */
extern const struct dagdeel_dag dagdeel_dag_table[7];

/* ERR_INVALID when there is no such code ("ochtend", "middag", "avond"). */
MUST_CHECK enum err dagdeel_from_code(struct str code, enum dagdeel *ret_dagdeel);

/* One place in the week: "ma-ochtend" … "vr-avond" to its bit number 0 … 14. */
MUST_CHECK enum err dagdeel_week_from_code(struct str code, unsigned *ret_bit);

/* Codes with commas between them; empty text is the empty pattern; ERR_INVALID on an unknown. */
MUST_CHECK enum err dagdeel_week_parse(struct str text, uint16_t *ret_week);

/* The codes of a pattern in the order of their bits, commas between. */
struct str dagdeel_week_format(struct arena *a, uint16_t week);

#endif
