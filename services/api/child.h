/* One serving process: loop, pools, HTTP server, drain at SIGTERM. */
#ifndef API_CHILD_H
#define API_CHILD_H

#include <stdint.h>

#include "api/limit.h"
#include "api/metrics.h"
#include "auth/seal.h"
#include "auth/weak.h"
#include "config.h"

/* What the parent opened for all its children. */
struct child_shared {
	int listener;
	int metrics_listener;	       /* -1: none */
	struct metrics_board *metrics; /* NULL: none */
	struct auth_common *common;
	struct auth_keys *keys;
	struct aanmelddiensten *diensten; /* NULL: none */
	struct limit_board *limits;
	struct limit_board *known;
};

/* Serves on the listener until SIGTERM; the exit status. Signals SIGTERM and SIGINT must be
 * blocked. */
int child_run(const struct config *config, const struct child_shared *shared, int64_t index);

#endif
