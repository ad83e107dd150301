#include "json/load.h"

#include "json/pointer.h"
#include "json/scan.h"

static void release(void *root)
{
	json_decref(root);
}

struct jsn_complaint jsn_refusal_complaint(struct task *t, const struct jsn_refusal *refusal)
{
	if (refusal->over_limit != NULL)
		return JSN_COMPLAINT("json.syntax", refusal->over_limit);
	const json_error_t *error = &refusal->error;
	switch (json_error_code(error)) {
	case json_error_duplicate_key:
		return JSN_COMPLAINT("veld.dubbel",
			task_sayf(t, "Dit veld staat twee keer in hetzelfde object (regel %d).",
				error->line));
	case json_error_numeric_overflow:
		return JSN_COMPLAINT("json.syntax",
			task_sayf(t, "Een getal in de JSON is te groot (regel %d).", error->line));
	case json_error_invalid_utf8:
		return JSN_COMPLAINT("json.syntax", "De JSON is geen geldige UTF-8.");
	case json_error_null_character:
	case json_error_null_byte_in_key:
		return JSN_COMPLAINT("json.syntax", "In de JSON staat een NUL-teken.");
	default:
		return JSN_COMPLAINT("json.syntax",
			task_sayf(t, "Dit is geen geldige JSON (regel %d, kolom %d).", error->line,
				error->column));
	}
}

enum err jsn_load(
	struct arena *a, struct str text, const json_t **ret_root, struct jsn_refusal *ret_refusal)
{
	*ret_refusal = (struct jsn_refusal){ .over_limit = jsn_scan(text) };
	if (ret_refusal->over_limit != NULL)
		return ERR_INVALID;
	/* Random, so that nobody can choose keys that collide. Does nothing the second time. */
	json_object_seed(0);
	json_error_t *error = &ret_refusal->error;
	json_t *root = json_loadb(text.ptr != NULL ? text.ptr : "", text.len,
		JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, error);
	if (root == NULL) {
		/* The parser stops behind the second of the two keys. */
		if (json_error_code(error) == json_error_duplicate_key)
			ret_refusal->pointer = jsn_pointer_at(a, text, (size_t)error->position);
		return ERR_INVALID;
	}
	arena_defer(a, release, root);
	*ret_root = root;
	return ERR_OK;
}

bool jsn_integer_of(const json_t *json, int64_t *ret_value)
{
	if (json_is_integer(json)) {
		*ret_value = json_integer_value(json);
		return true;
	}
	if (!json_is_real(json))
		return false;
	const double real = json_real_value(json);
	const double limit = (double)JSN_MAX_REAL_INTEGER;
	if (!(real >= -limit && real <= limit) || (double)(int64_t)real != real)
		return false;
	*ret_value = (int64_t)real;
	return true;
}
