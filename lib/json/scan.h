/* A look at JSON text before it is parsed, so that the parser's work and stack are bounded
 * beforehand. */
#ifndef JSON_SCAN_H
#define JSON_SCAN_H

#include <stdbool.h>

#include "base/str.h"

/*
 * Is the nesting at most JSN_MAX_DEPTH and no object larger than JSN_MAX_MEMBERS? Gives NULL, or
 * the complaint in one Dutch line. It follows only strings and brackets and judges no syntax: up
 * to the first syntax error its depth is the parser's, and there the parser stops.
 */
const char *jsn_scan(struct str text);

/* The index behind the closing quote of the string that starts behind `at`. */
size_t jsn_scan_string(struct str text, size_t at);

/*
 * Whether each number of valid JSON stays what it is as a double: one with a fraction or a power
 * has at most JSN_MAX_DIGITS digits and a power up to JSN_MAX_POWER. Beyond, 0.99999999999999999999
 * would be 1 and 1e-400 would be 0: integers that were never sent.
 */
bool jsn_scan_numbers(struct str text);

#endif
