/* `schakel verwerkingen`: the record of processing (AVG art. 30), made from the catalogue of
 * personal data (privacy/catalogus.h). A test holds that against the schema: each column of each
 * table is in it, as personal or as not. */
#ifndef ADMIN_VERWERKINGEN_H
#define ADMIN_VERWERKINGEN_H

#include "config.h"

int verwerkingen_command(int argc, char **argv, const struct config *config);

#endif
