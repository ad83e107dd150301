/*
 * `schakel plan solve` solves a problem of flow from a file (plan/graph.h) with the engine of the
 * plannings, exactly, and looks at the answer from outside; that needs no database. `schakel plan
 * replay` makes a planning again (plan_opnieuw.h).
 */
#ifndef ADMIN_PLAN_H
#define ADMIN_PLAN_H

#include "config.h"

#define PLAN_EXIT_NO_FLOW 3 /* there is no flow that meets all */

int plan_command(int argc, char **argv, const struct config *config);

#endif
