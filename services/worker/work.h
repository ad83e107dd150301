/*
 * `schakel work`: what must happen without anybody asking, in rounds of a few short statements that
 * take their rows with SKIP LOCKED; and beside them what takes long (worker/proef.h), claimed row
 * by row. Any number may run side by side. One round alone (`once`) leaves what takes long to
 * others.
 */
#ifndef WORKER_WORK_H
#define WORKER_WORK_H

#include "config.h"

/* Works until SIGTERM or SIGINT; with `once`, one round. The exit status. */
int work_run(const struct config *config, bool once);

#endif
