/* `schakel key`: the file of the keys that seal. A key is added (and opens), used (and seals), and
 * dropped when nothing is sealed with it any more; `list` says how far that is. */
#ifndef ADMIN_KEY_H
#define ADMIN_KEY_H

#include "config.h"

int key_command(int argc, char **argv, const struct config *config);

#endif
