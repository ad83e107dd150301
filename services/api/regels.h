/*
 * What each constraint of the schema means to people: the one table that db_create gets. A
 * constraint of ERR_INVALID or ERR_CONFLICT is a rule that a caller can break; one of ERR_INTERNAL
 * only breaks by a bug of ours. A test holds the table against the migrated database: no name
 * missing, none too many.
 */
#ifndef API_REGELS_H
#define API_REGELS_H

#include <stddef.h>

#include "db/db.h"

extern const struct db_rule api_rules[];
extern const size_t api_rule_count;

#endif
