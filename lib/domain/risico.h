/*
 * Why a proposal asks for more care: the rules, each with a code and a sentence. The database
 * computes them when a proposal is made (koppeling_risico), and staff says for which of them two
 * persons approve; a test compares the codes.
 */
#ifndef DOMAIN_RISICO_H
#define DOMAIN_RISICO_H

#include "base/err.h"
#include "base/str.h"

#define RISICO_COUNT 3

struct risico {
	const char *code; /* "eerste-keer" */
	const char *nl;	  /* one sentence for staff */
	const char *en;
};

extern const struct risico risico_table[RISICO_COUNT];

/* ERR_INVALID when there is no such code. */
MUST_CHECK enum err risico_from_code(struct str code, const struct risico **ret_risico);

#endif
