/*
 * The catalogue of personal data: of each column of the schema whose data it is, what for, on what
 * ground and how long, or that it is nobody's (verwerkingen.json, as it is in the program). A term
 * that a rule of opruimen.h keeps is named there by the rule, in braces, and filled in here.
 */
#ifndef PRIVACY_CATALOGUS_H
#define PRIVACY_CATALOGUS_H

#include "base/arena.h"
#include "base/str.h"
#include "config.h"
#include "json/jsn.h"

/* The JSON, with the terms that hold under these settings. */
struct str catalogus_text(struct arena *a, const struct config *config);

/* The same, parsed. */
const struct jsn_doc *catalogus_read(struct arena *a, const struct config *config);

#endif
