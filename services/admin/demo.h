/*
 * `schakel demo load --base-url URL --out FILE`: fills the fictional demo region and makes its
 * accounts. Repeating it adds nothing twice and keeps the passwords that FILE already holds.
 */
#ifndef ADMIN_DEMO_H
#define ADMIN_DEMO_H

#include "config.h"

int demo_command(int argc, char **argv, const struct config *config);

#endif
