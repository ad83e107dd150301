/* Pointers to what a fault is about (RFC 6901). */
#ifndef JSON_POINTER_H
#define JSON_POINTER_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#define POINTER_MAX_BYTES 4096

/* Adds a name to a pointer (section 3). */
void jsn_pointer_add(struct buf *pointer, struct str name);

/* The first bytes of a name of somebody else's choice, whole characters. */
struct str jsn_pointer_name(struct str name);

/*
 * The pointer to the member whose key ends at `end`, before its colon. Up to there the text is JSON
 * that was parsed, within the limits of jsn_scan.
 */
const char *jsn_pointer_at(struct arena *a, struct str text, size_t end);

#endif
