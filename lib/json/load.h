/* Strict JSON text to jansson's tree: the one place where text is parsed. */
#ifndef JSON_LOAD_H
#define JSON_LOAD_H

#include <jansson.h>

#include "base/arena.h"
#include "base/str.h"
#include "task/task.h"
#include "json/jsn.h"

/* Why a text is no JSON that we take. */
struct jsn_refusal {
	const char *over_limit; /* of jsn_scan; NULL: `error` says it */
	const char *pointer;	/* the member that it is about; NULL: the whole */
	json_error_t error;
};

/*
 * Parses `text`: any JSON value, no duplicate keys, no NUL, no lone surrogates, valid UTF-8, within
 * the limits of jsn_scan. The tree lives as long as the arena. ERR_INVALID with a refusal.
 */
MUST_CHECK enum err jsn_load(
	struct arena *a, struct str text, const json_t **ret_root, struct jsn_refusal *ret_refusal);
struct jsn_complaint jsn_refusal_complaint(struct task *t, const struct jsn_refusal *refusal);

/* The largest integer up to which all integers are doubles too. */
#define JSN_MAX_REAL_INTEGER ((int64_t)1 << 53)

/*
 * A number that is an integer, however it is written: JSON Schema calls 1.0 and 1e0 integers. Those
 * with a fraction or exponent must be within ±JSN_MAX_REAL_INTEGER.
 */
bool jsn_integer_of(const json_t *json, int64_t *ret_value);

#endif
