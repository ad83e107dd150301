/* First names that many in the Netherlands have: two of them in a row tell a list of names from one
 * of other things. Who has a rarer name is found beside them, or not at all. */
#ifndef DOMAIN_VOORNAAM_H
#define DOMAIN_VOORNAAM_H

#include <stdbool.h>

/* In small letters, without accents. */
bool voornaam_komt_voor(const char *gevouwen);

#endif
