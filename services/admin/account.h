/* `schakel account add`: the only way to an account before anybody can sign in. `account
 * drop-code`: the way back for who lost the second factor. */
#ifndef ADMIN_ACCOUNT_H
#define ADMIN_ACCOUNT_H

#include "config.h"

int account_command(int argc, char **argv, const struct config *config);

#endif
