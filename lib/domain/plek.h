/* Kinds of places at an event of a campaign (plek), as people read them. The schema has the same
 * codes. */
#ifndef DOMAIN_PLEK_H
#define DOMAIN_PLEK_H

#include <stdbool.h>

#include "base/str.h"

/* "tijdslot", "time slot"; a code that is none of them as it is. */
struct str plek_soort_naam(struct str code, bool dutch);

#endif
