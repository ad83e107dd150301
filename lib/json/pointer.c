#include "json/pointer.h"

#include <jansson.h>

#include "json/jsn.h"
#include "json/scan.h"

#define SHOWN_NAME_BYTES 64

/* An object or array that is open, and which child of it comes. */
struct level {
	bool is_array;
	bool at_value; /* behind the colon */
	size_t index;
	struct str key; /* with its quotes */
};

void jsn_pointer_add(struct buf *pointer, struct str name)
{
	buf_add_char(pointer, '/');
	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] == '~')
			buf_add_str(pointer, STR("~0"));
		else if (name.ptr[i] == '/')
			buf_add_str(pointer, STR("~1"));
		else
			buf_add_char(pointer, name.ptr[i]);
	}
}

struct str jsn_pointer_name(struct str name)
{
	if (name.len <= SHOWN_NAME_BYTES)
		return name;
	name.len = SHOWN_NAME_BYTES;
	while (str_code_points(name) == SIZE_MAX)
		name.len--;
	return name;
}

/* As it is meant: without what is escaped. */
static void add_key(struct buf *pointer, struct str key)
{
	json_t *name = json_loadb(key.ptr, key.len, JSON_DECODE_ANY, NULL);
	if (name != NULL && str_check_text(str_from(json_string_value(name))) == NULL)
		jsn_pointer_add(pointer, jsn_pointer_name(str_from(json_string_value(name))));
	json_decref(name);
}

static size_t take_string(struct str text, size_t at, struct level *level)
{
	const size_t next = jsn_scan_string(text, at);
	if (level != NULL && !level->is_array && !level->at_value)
		level->key = (struct str){ text.ptr + at - 1, next - at + 1 };
	return next;
}

static void take_separator(struct level *level, char c)
{
	level->at_value = c == ':';
	level->index += c == ',';
}

/* The levels that are open at `end`. */
static size_t levels_at(struct str text, struct level levels[static JSN_MAX_DEPTH])
{
	size_t depth = 0;
	size_t at = 0;
	while (at < text.len) {
		const char c = text.ptr[at++];
		struct level *inner = depth > 0 ? &levels[depth - 1] : NULL;
		if (c == '"')
			at = take_string(text, at, inner);
		else if ((c == '{' || c == '[') && depth < JSN_MAX_DEPTH)
			levels[depth++] = (struct level){ .is_array = c == '[' };
		else if ((c == '}' || c == ']') && depth > 0)
			depth--;
		else if ((c == ':' || c == ',') && inner != NULL)
			take_separator(inner, c);
	}
	return depth;
}

const char *jsn_pointer_at(struct arena *a, struct str text, size_t end)
{
	struct level levels[JSN_MAX_DEPTH];
	if (end < text.len)
		text.len = end;
	const size_t depth = levels_at(text, levels);
	struct buf pointer;
	buf_init(&pointer, POINTER_MAX_BYTES);
	for (size_t i = 0; i < depth; i++) {
		if (levels[i].is_array)
			buf_addf(&pointer, "/%zu", levels[i].index);
		else
			add_key(&pointer, levels[i].key);
	}
	const char *copy = arena_strndup(a, pointer.len > 0 ? pointer.ptr : "", pointer.len);
	buf_fini(&pointer);
	return copy;
}
