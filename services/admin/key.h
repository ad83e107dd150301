/* `schakel key add FILE`: makes the file of the keys that seal, or adds a newer one to it. */
#ifndef ADMIN_KEY_H
#define ADMIN_KEY_H

#include "config.h"

int key_command(int argc, char **argv, const struct config *config);

#endif
