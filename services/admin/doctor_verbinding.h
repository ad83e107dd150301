/* What `schakel doctor` says of the connection to the database, of versions and of clocks. */
#ifndef ADMIN_DOCTOR_VERBINDING_H
#define ADMIN_DOCTOR_VERBINDING_H

#include <stdint.h>

#include "db/look.h"

/* Prints a line for each thing; false when one of them must be mended before people come. */
bool doctor_verbinding(const struct db_look *v, int64_t now_us);

/* The same of this machine: the versions of the libraries, and whether its clock is kept right. */
void doctor_machine(void);

#endif
