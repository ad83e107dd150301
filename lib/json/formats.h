/* The string formats of the contract that have no C type of their own. */
#ifndef JSON_FORMATS_H
#define JSON_FORMATS_H

#include <stdbool.h>

#include "base/str.h"

/*
 * A mail address: dot-atom "@" host name of two labels or more (RFC 5321, without quoted local
 * parts and address literals, ASCII only), local part ≤ 64, label ≤ 63, all ≤ 254 bytes. All that
 * passes here passes the common JSON Schema validators too.
 */
bool jsn_is_email(struct str s);

/*
 * An absolute URI (RFC 3986, section 3) with something behind its scheme. Behind "//" the host must
 * not be empty, and no address in brackets: we ask for the web sites of organisations.
 */
bool jsn_is_uri(struct str s);

#endif
