/* One serving process: loop, pools, HTTP server, drain at SIGTERM. */
#ifndef API_CHILD_H
#define API_CHILD_H

#include <stdint.h>

#include "config.h"

/* Serves on the listener until SIGTERM; the exit status. Signals SIGTERM and SIGINT must be
 * blocked. */
int child_run(const struct config *config, int listener, int64_t index);

#endif
