/*
 * A streaming cutter of GeoJSON: bytes of a FeatureCollection go in as they come, the text of one
 * feature at a time comes out (RFC 7946, section 3.3).
 *
 * It knows strings, braces and brackets, and no more: the text of a feature may still be no JSON,
 * which is for the one who parses it. Outside the features only what matters is checked: one
 * object, one member "features" with an array of objects, nothing behind it. Memory is one feature
 * of at most IMPORT_MAX_FEATURE_BYTES. Give it UTF-8 without byte order mark.
 */
#ifndef ADMIN_IMPORT_FEATURE_H
#define ADMIN_IMPORT_FEATURE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct feature_lezer;

/* Called per feature, with the line on which it begins and its text, borrowed. Anything but ERR_OK
 * stops the reading and comes out of feature_push or feature_end. */
typedef enum err feature_on(void *arg, size_t regel, struct str tekst);

/* On the heap. */
struct feature_lezer *feature_create(feature_on *on_feature, void *arg);
void feature_destroy(struct feature_lezer *l);

/* ERR_INVALID when the text is no FeatureCollection (see feature_fault), else what on_feature gave.
 * After an error every further push gives that same error. */
MUST_CHECK enum err feature_push(struct feature_lezer *l, const char *bytes, size_t len);

/* Says that the file ends here: refuses one that is cut off or has no features. */
MUST_CHECK enum err feature_end(struct feature_lezer *l);

/* The line that is being read, from 1. */
size_t feature_regel(const struct feature_lezer *l);

/* What is wrong with the text, in one Dutch line; NULL when the reader has no complaint. */
const char *feature_fault(const struct feature_lezer *l);

/* The names of the members of "properties" of a feature, in order, in the arena; at most `max`. The
 * text must be JSON. Names with escapes in them come as they stand. */
size_t feature_eigenschappen(
	struct arena *a, struct str feature, struct str *ret_namen, size_t max);

#endif
