/* `schakel audit verify` walks the seals of the audit and names the first row that is not as it was
 * sealed; `schakel audit export` writes a period as JSON lines with its seals. */
#ifndef ADMIN_AUDIT_H
#define ADMIN_AUDIT_H

#include "config.h"

int audit_command(int argc, char **argv, const struct config *config);

/* One line about the seals, for `schakel doctor`. */
struct db;
struct task;
void audit_doctor(struct task *t, struct db *d);

#endif
