/* `schakel opruimen`: forgets what is past its term, by the rules that the worker runs in its
 * rounds (privacy/opruimen.h); with --proef it only says what would go. */
#ifndef ADMIN_OPRUIMEN_H
#define ADMIN_OPRUIMEN_H

#include "config.h"

int opruimen_command(int argc, char **argv, const struct config *config);

#endif
