/* What people are told of a password that they may not choose. The rules are those of auth/weak.h;
 * the API and the command line ask here. */
#ifndef API_WACHTWOORD_H
#define API_WACHTWOORD_H

#include <stdio.h>

#include "auth/weak.h"
#include "base/err.h"
#include "base/str.h"

struct config;

/* The list that the settings name, read from the disk: for the start of a process. What is wrong
 * with it goes to `errors`, with what to do. */
MUST_CHECK enum err wachtwoord_list(
	const struct config *config, struct auth_common **ret_common, FILE *errors);

struct wachtwoord_bezwaar {
	const char *code;
	const char *detail;
};

/* Why this person may not choose it, or NULL. */
const struct wachtwoord_bezwaar *wachtwoord_bezwaar(
	const struct auth_common *common, struct str wachtwoord, struct str naam, struct str email);

#endif
