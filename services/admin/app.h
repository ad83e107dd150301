/* `schakel app`: which apps may ask people whether they may act for them (api/oauth.h). Few, and
 * made by who runs the service: there is no way to register one over the network. */
#ifndef ADMIN_APP_H
#define ADMIN_APP_H

#include <stdbool.h>

#include "base/str.h"
#include "config.h"

#define APP_ADDRESSES_MAX     10
#define APP_ADDRESS_MAX_BYTES 500

/*
 * Whether an answer may go to this address: https, http on this very machine (127.0.0.1 or [::1]),
 * or a scheme of the app's own, which is its domain backwards and so has a dot (RFC 8252, section
 * 7). Printable ASCII without a fragment.
 */
bool app_address_is_valid(struct str address);

int app_command(int argc, char **argv, const struct config *config);

#endif
