/* Strict JSON text to jansson's tree: the one place where text is parsed. */
#ifndef JSON_LOAD_H
#define JSON_LOAD_H

#include <jansson.h>

#include "base/arena.h"
#include "base/str.h"
#include "json/jsn.h"

/*
 * Parses `text`: any JSON value, no duplicate keys, no NUL, no lone surrogates, valid UTF-8, within
 * the limits of jsn_scan. The tree lives as long as the arena. `ret_pointer` is written with a
 * complaint: the member that it is about, NULL when it is the whole.
 */
struct jsn_complaint jsn_load(
	struct arena *a, struct str text, const json_t **ret_root, const char **ret_pointer);

/* The largest integer up to which all integers are doubles too. */
#define JSN_MAX_REAL_INTEGER ((int64_t)1 << 53)

/*
 * A number that is an integer, however it is written: JSON Schema calls 1.0 and 1e0 integers. Those
 * with a fraction or exponent must be within ±JSN_MAX_REAL_INTEGER.
 */
bool jsn_integer_of(const json_t *json, int64_t *ret_value);

#endif
