/* What lives as long as a serving process: its loop, its pools, and tables read at the start. */
#ifndef API_APP_H
#define API_APP_H

#include "db/db.h"
#include "domain/thema.h"
#include "task/task.h"

struct config;

struct app {
	const struct config *config;
	struct loop *loop;
	struct db *db;
	bool draining;
	bool schema_ok;
};

#endif
