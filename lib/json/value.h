/* The rules of single values, for JSON members and for query and header texts alike. */
#ifndef JSON_VALUE_H
#define JSON_VALUE_H

#include "task/task.h"
#include "json/jsn.h"
#include "json/load.h"

/*
 * A text for a value of kind JSN_STRING, JSN_DATE, JSN_INSTANT, JSN_UUID or JSN_ENUM. On success
 * `ret_value` has the C value; a string is borrowed from `text`.
 */
struct jsn_complaint jsn_take_text(
	struct task *t, const struct jsn_value *value, struct str text, void *ret_value);

/* An integer within the bounds of the value. */
struct jsn_complaint jsn_take_integer(
	struct task *t, const struct jsn_value *value, int64_t number, int64_t *ret_value);

/* How many items an array has, against its bounds. */
struct jsn_complaint jsn_take_count(struct task *t, const struct jsn_value *value, size_t count);

/* "Dit moet … zijn.": the complaint about a value of another type. */
struct jsn_complaint jsn_wrong_kind(enum jsn_kind kind);

#endif
