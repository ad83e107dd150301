/*
 * `schakel work`: what must happen without anybody asking. Any number may run side by side; each
 * round is a few short statements that take their rows with SKIP LOCKED.
 */
#ifndef WORKER_WORK_H
#define WORKER_WORK_H

#include "config.h"

/* Works until SIGTERM or SIGINT; with `once`, one round. The exit status. */
int work_run(const struct config *config, bool once);

#endif
