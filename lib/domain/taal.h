/* Languages of an activity, one bit each, so that a set is one byte. */
#ifndef DOMAIN_TAAL_H
#define DOMAIN_TAAL_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum taal { TAAL_NL, TAAL_EN, TAAL_DE, TAAL_FR, TAAL_COUNT };

#define TAAL_BIT(taal) ((uint8_t)(1u << (taal)))
#define TAAL_ALLE      ((uint8_t)((1u << TAAL_COUNT) - 1))

struct taal_rij {
	const char *code; /* ISO 639-1 */
	const char *nl;
	const char *en;
};

/* Indexed by enum taal. */
extern const struct taal_rij taal_table[TAAL_COUNT];

/* ERR_INVALID when there is no such code. */
MUST_CHECK enum err taal_from_code(struct str code, enum taal *ret_taal);

/* Codes with commas between them; empty text is the empty set; ERR_INVALID on an unknown code. */
MUST_CHECK enum err taal_set_parse(struct str text, uint8_t *ret_set);

/* The codes of a set in the order of their bits, commas between. */
struct str taal_set_format(struct arena *a, uint8_t set);

#endif
