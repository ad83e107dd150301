/* Reading JSON that has no contract: files of others, stored jsonb. */
#include <jansson.h>

#include "json/jsn.h"
#include "json/load.h"

/* A jsn_doc is jansson's json_t under a name that lets nobody else need jansson. */
static const json_t *of_doc(const struct jsn_doc *d)
{
	return (const json_t *)(const void *)d;
}

static const struct jsn_doc *doc_of(const json_t *json)
{
	return (const struct jsn_doc *)(const void *)json;
}

enum err jsn_parse(
	struct arena *a, struct str text, size_t max_bytes, const struct jsn_doc **ret_doc)
{
	if (text.len > max_bytes)
		return ERR_TOO_LARGE;
	const json_t *root;
	struct jsn_refusal refusal;
	TRY(jsn_load(a, text, &root, &refusal));
	*ret_doc = doc_of(root);
	return ERR_OK;
}

const struct jsn_doc *jsn_get(const struct jsn_doc *d, const char *key)
{
	return doc_of(json_object_get(of_doc(d), key));
}

const struct jsn_doc *jsn_at(const struct jsn_doc *d, size_t index)
{
	return doc_of(json_array_get(of_doc(d), index));
}

size_t jsn_count(const struct jsn_doc *d)
{
	return json_array_size(of_doc(d));
}

struct str jsn_text(const struct jsn_doc *d)
{
	if (!json_is_string(of_doc(d)))
		return STR_NULL;
	return (struct str){ json_string_value(of_doc(d)), json_string_length(of_doc(d)) };
}

bool jsn_number(const struct jsn_doc *d, double *ret)
{
	if (!json_is_number(of_doc(d)))
		return false;
	*ret = json_number_value(of_doc(d));
	return true;
}

bool jsn_integer(const struct jsn_doc *d, int64_t *ret)
{
	return jsn_integer_of(of_doc(d), ret);
}

bool jsn_is_null(const struct jsn_doc *d)
{
	return d == NULL || json_is_null(of_doc(d));
}

bool jsn_boolean(const struct jsn_doc *d, bool *ret)
{
	if (!json_is_boolean(of_doc(d)))
		return false;
	*ret = json_is_true(of_doc(d));
	return true;
}

bool jsn_is_object(const struct jsn_doc *d)
{
	return json_is_object(of_doc(d));
}

bool jsn_is_array(const struct jsn_doc *d)
{
	return json_is_array(of_doc(d));
}

size_t jsn_object_count(const struct jsn_doc *d)
{
	return json_object_size(of_doc(d));
}

const char *jsn_key_at(const struct jsn_doc *d, size_t index)
{
	/* jansson iterates in the order of insertion, but takes no const there. */
	json_t *object = (json_t *)of_doc(d);
	void *member = json_object_iter(object);
	for (; member != NULL && index > 0; index--)
		member = json_object_iter_next(object, member);
	return member == NULL ? NULL : json_object_iter_key(member);
}
