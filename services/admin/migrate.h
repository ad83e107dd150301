/* `schakel migrate`: applies the migrations that the database lacks. */
#ifndef ADMIN_MIGRATE_H
#define ADMIN_MIGRATE_H

#include "config.h"

int migrate_command(int argc, char **argv, const struct config *config);

#endif
