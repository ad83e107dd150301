/*
 * Niveaus: the levels of education that an activity is for, one bit each in a uint64.
 *
 * A set of levels is a uint64_t, so "does this aanbod serve that class" is one AND. The bit of a
 * level never changes: the database and every client store them. New levels take the next bit.
 */
#ifndef DOMAIN_NIVEAU_H
#define DOMAIN_NIVEAU_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#define NIVEAU_COUNT 49
/* Every known level. */
#define NIVEAU_ALLE ((UINT64_C(1) << NIVEAU_COUNT) - 1)

enum niveau_sector {
	NIVEAU_SECTOR_PO,  /* groep 1-8 */
	NIVEAU_SECTOR_VO,  /* vmbo, havo, vwo, praktijkonderwijs */
	NIVEAU_SECTOR_SO,  /* so and vso */
	NIVEAU_SECTOR_MBO, /* niveau 1-4 */
	NIVEAU_SECTOR_HO,  /* hbo and pabo */
	NIVEAU_SECTOR_COUNT
};

struct niveau {
	const char *code; /* "vmbo-bb-3" */
	const char *nl;	  /* "vmbo basis, leerjaar 3" */
	const char *en;	  /* "vmbo basic vocational, year 3" */
	enum niveau_sector sector;
	uint8_t leeftijd; /* of the youngest as they begin, in years, where years go as planned; the
			   * schema has the same (niveau_leeftijd; a test compares them) */
};

struct niveau_sector_naam {
	const char *code; /* "po" */
	const char *nl;
	const char *en;
};

/* Indexed by bit. */
extern const struct niveau niveau_table[NIVEAU_COUNT];
/* Indexed by enum niveau_sector. */
extern const struct niveau_sector_naam niveau_sector_table[NIVEAU_SECTOR_COUNT];

/* The bit number (0 … NIVEAU_COUNT-1) of a code; ERR_INVALID when there is no such code. Exact
 * lower case only. */
MUST_CHECK enum err niveau_from_code(struct str code, unsigned *ret_bit);

/* ERR_INVALID when there is no such sector ("po", "vo", "so", "mbo", "ho"). */
MUST_CHECK enum err niveau_sector_from_code(struct str code, enum niveau_sector *ret_sector);

/* All levels of one sector. */
uint64_t niveau_of_sector(enum niveau_sector sector);

/* Codes with commas between them ("po-groep-7,po-groep-8"; spaces around a code are fine, an empty
 * text is the empty set). ERR_INVALID on any unknown code. */
MUST_CHECK enum err niveau_set_parse(struct str text, uint64_t *ret_set);

/* The codes of a set in the order of their bits, commas between. Bits without a level are left
 * out. */
struct str niveau_set_format(struct arena *a, uint64_t set);

/* The level of the year after it, of the same kind of education; false where none follows of itself
 * (the last year, mbo, special education). */
bool niveau_volgend_jaar(unsigned bit, unsigned *ret_bit);

/* How many levels the set has. */
unsigned niveau_set_count(uint64_t set);

#endif
