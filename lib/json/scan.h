/* A look at JSON text before it is parsed, so that the parser's work and stack are bounded
 * beforehand. */
#ifndef JSON_SCAN_H
#define JSON_SCAN_H

#include "base/str.h"

/*
 * Is the nesting at most JSN_MAX_DEPTH and no object larger than JSN_MAX_MEMBERS? Gives NULL, or
 * the complaint in one Dutch line. It follows only strings and brackets and judges no syntax: up
 * to the first syntax error its depth is the parser's, and there the parser stops.
 */
const char *jsn_scan(struct str text);

#endif
