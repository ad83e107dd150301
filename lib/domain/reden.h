/* Reason codes of a besluit: why a koppeling was turned down, declined, called off or missed. */
#ifndef DOMAIN_REDEN_H
#define DOMAIN_REDEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/toestand.h"

#define REDEN_COUNT 14

struct reden {
	const char *code; /* "te-ver" */
	const char *nl;	  /* "De afstand is te groot." */
	const char *en;	  /* "The distance is too large." */
	uint32_t stappen; /* mask of STAP_BIT: the steps it can be given with */
	bool stopt;	  /* after it nothing else is proposed by itself: a person looks first */
};

extern const struct reden reden_table[REDEN_COUNT];

/* The row of a code that may be given with this step; ERR_INVALID otherwise. */
MUST_CHECK enum err reden_from_code(
	struct str code, enum stap stap, const struct reden **ret_reden);

#endif
