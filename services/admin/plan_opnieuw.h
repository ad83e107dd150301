/* `schakel plan replay`: solves what was kept of a planning once more, and says whether it comes
 * out to the byte. */
#ifndef ADMIN_PLAN_OPNIEUW_H
#define ADMIN_PLAN_OPNIEUW_H

#include "base/uuid.h"
#include "config.h"

#define PLAN_EXIT_OTHER 4 /* it comes out otherwise */

int plan_opnieuw(struct uuid id, const struct config *config);

#endif
