/* The patterns of the contract, compiled when first used and kept. */
#ifndef JSON_PATTERN_H
#define JSON_PATTERN_H

#include <stdbool.h>

#define JSN_MAX_PATTERNS 512

/*
 * Does `text` (ending in NUL) match a POSIX extended regular expression (in the C locale: bytes, so
 * ASCII classes only; no \d)? `pattern` is a literal: the compiled form is kept by its address, for
 * the life of the process. A faulty pattern, and more than JSN_MAX_PATTERNS of them, is our bug and
 * ends the process. One thread only.
 */
bool jsn_pattern_matches(const char *pattern, const char *text);

#endif
