/*
 * `schakel demo load --base-url URL --out FILE`: fills the fictional demo region and makes its
 * accounts. Repeating it adds nothing twice and keeps the passwords that FILE already holds.
 *
 * Nothing there can be somebody's: municipalities begin with 99, KvK numbers with 00 (the first two
 * figures were those of a chamber, and there was none of that number), postcodes with 899 (of which
 * none was given), addresses of mail and web are of .example.
 */
#ifndef ADMIN_DEMO_H
#define ADMIN_DEMO_H

#include "config.h"

int demo_command(int argc, char **argv, const struct config *config);

#endif
