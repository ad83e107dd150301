/*
 * The English of what is said in Dutch: the one catalogue of sentences for people. A sentence
 * stands in Dutch where the fault is seen (task_fail, task_fault, a row of regels.c), and that
 * sentence is the key. Both have the same directives of printf in the same order; a lint rule
 * (engels) holds that, that no sentence is without its English, and that no pair is left over.
 */
#ifndef API_ENGELS_H
#define API_ENGELS_H

#include <stddef.h>

#include "base/err.h"

struct engels_zin {
	const char *nl;
	const char *en;
};

/* The pairs by subject, a file each. */
extern const struct engels_zin engels_verzoek[], engels_koppelen[], engels_regels[];
extern const size_t engels_verzoek_count, engels_koppelen_count, engels_regels_count;

/* For task_set_words: what is not in the catalogue stays as it is. */
const char *engels(const char *dutch) FORMAT_OF(1);

#endif
