/* Counts the public board anew when something changed, once for everybody who looks. */
#ifndef WORKER_BORD_H
#define WORKER_BORD_H

#include "db/db.h"
#include "task/task.h"

MUST_CHECK enum err bord_round(struct task *t, struct db *d, int64_t now_us);

#endif
