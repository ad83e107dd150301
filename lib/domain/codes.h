/* Lists of codes ("a,b,c") to bit sets and back, for the tables of this module only. */
#ifndef DOMAIN_CODES_H
#define DOMAIN_CODES_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* A code to its bit number. */
typedef enum err codes_lookup(struct str code, unsigned *ret_bit);
/* A bit number to its code; the memory of the answer lives at least as long as the arena. */
typedef const char *codes_name(struct arena *a, unsigned bit);

/* The bits of codes with commas between them. Empty text is the empty set. */
MUST_CHECK enum err codes_parse(struct str text, codes_lookup *lookup, uint64_t *ret_set);

/* The codes of the bits 0 … count-1 of a set, in that order, commas between. */
struct str codes_format(struct arena *a, uint64_t set, unsigned count, codes_name *name);

#endif
