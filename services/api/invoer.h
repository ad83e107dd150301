/*
 * What the contract cannot say about input: text that must be one filled line, values that are
 * stored in one form, and codes that must exist. Faults go to the task, all of them; the handler
 * ends its checks with task_faults_check.
 */
#ifndef API_INVOER_H
#define API_INVOER_H

#include "api/req.h"
#include "base/str.h"
#include "db/db.h"

/* One line with something on it, and nothing unseen around that: what is taken comes back as it was
 * sent. */
void invoer_line(struct req *r, const char *pointer, struct str *text);

/* To the form that lib/domain/normaliseer.h gives, or a fault. NULL stays NULL. */
void invoer_postcode(struct req *r, const char *pointer, struct str *text);
void invoer_telefoon(struct req *r, const char *pointer, struct str *text);
void invoer_website(struct req *r, const char *pointer, struct str *text);

/* Search words as a pattern of LIKE over folded text: the words in this order. NULL stays NULL. */
struct str invoer_zoek(struct req *r, struct str words);

/* Topics must exist and not be closed; one that was there before (`had`) may stay. The pointers are
 * /themas/0 and on. */
MUST_CHECK enum err invoer_themas(
	struct req *r, struct db_tx *tx, struct db_texts codes, struct db_texts had);

/* Exceptions as half-days, ascending. No half-day may be named twice, not as part of a whole day
 * either: a fault at /uitzonderingen. */
struct db_ints invoer_uitzonderingen(struct req *r, struct jsn_array array);
/* Chosen half-days (TijdvakKeuze), ascending, each named once. */
struct db_ints invoer_tijdvakken(struct req *r, const char *pointer, struct jsn_array array);

/* A circle must exist: fault at /kringId. */
MUST_CHECK enum err invoer_kring(struct req *r, struct db_tx *tx, struct uuid id);
/* A company must exist and not be closed: fault at /bedrijfId. */
MUST_CHECK enum err invoer_bedrijf(struct req *r, struct db_tx *tx, struct uuid id);

/* A school and its teachers do this for itself, staff says for which school: a fault at /schoolId,
 * and nothing found when that school is not there. A closed one is found, with its fault. */
MUST_CHECK enum err invoer_eigen_school(struct req *r, struct db_tx *tx, bool given, struct uuid id,
	bool *ret_found, struct school_get_row *ret_school);

#endif
