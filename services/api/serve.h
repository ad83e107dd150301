/* `schakel serve`: a parent that holds the listener, and children that each turn one loop. */
#ifndef API_SERVE_H
#define API_SERVE_H

#include "config.h"

/* Serves until SIGTERM or SIGINT; the exit status. */
int serve_run(const struct config *config);

/* `serve --check`: reads the configuration, opens the listener, asks the database; changes nothing.
 */
int serve_check(const struct config *config);

#endif
