#include "domain/codes.h"

#include <string.h>

enum err codes_parse(struct str text, codes_lookup *lookup, uint64_t *ret_set)
{
	uint64_t set = 0;
	struct str rest = str_trim(text);
	if (rest.len == 0) {
		*ret_set = 0;
		return ERR_OK;
	}
	/* By hand, not with str_cut: a comma at the end leaves an empty code, which is a fault. */
	for (;;) {
		const char *comma = memchr(rest.ptr, ',', rest.len);
		const size_t len = comma != NULL ? (size_t)(comma - rest.ptr) : rest.len;
		unsigned bit = 0;
		TRY(lookup(str_trim((struct str){ rest.ptr, len }), &bit));
		set |= UINT64_C(1) << bit;
		if (comma == NULL)
			break;
		rest.ptr += len + 1;
		rest.len -= len + 1;
	}
	*ret_set = set;
	return ERR_OK;
}

struct str codes_format(struct arena *a, uint64_t set, unsigned count, codes_name *name)
{
	size_t len = 0;
	for (unsigned bit = 0; bit < count; bit++) {
		if ((set >> bit) & 1)
			len += strlen(name(a, bit)) + 1;
	}
	char *text = arena_alloc(a, len + 1);
	char *at = text;
	for (unsigned bit = 0; bit < count; bit++) {
		if (((set >> bit) & 1) == 0)
			continue;
		if (at != text)
			*at++ = ',';
		const char *code = name(a, bit);
		const size_t code_len = strlen(code);
		memcpy(at, code, code_len);
		at += code_len;
	}
	*at = '\0';
	return (struct str){ text, (size_t)(at - text) };
}
