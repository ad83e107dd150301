/* `schakel doctor`: looks whether everything is in place, and says what to do where it is not. */
#ifndef ADMIN_DOCTOR_H
#define ADMIN_DOCTOR_H

#include "config.h"

/* With --ready: only asks the running service's /readyz, for health checks of containers. */
int doctor_command(int argc, char **argv, const struct config *config);

#endif
