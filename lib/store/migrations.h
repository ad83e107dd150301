/*
 * The files of the migrations folder in order, compiled in: what `schakel migrate` applies and
 * what readiness compares the database with.
 */
#ifndef STORE_MIGRATIONS_H
#define STORE_MIGRATIONS_H

#include <stddef.h>

#include "db/migrate.h"

/* The role that they make for `serve` and `work`: it has what their statements need. */
#define STORE_ROLE "schakel_dienst"

extern const struct db_migration store_migrations[];
extern const size_t store_migration_count;

#endif
