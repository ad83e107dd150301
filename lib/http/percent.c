#include <stdio.h>

#include "http/chars.h"
#include "http/http.h"

enum err http_percent_decode(
	struct arena *a, struct str raw, bool plus_is_space, struct str *ret_text)
{
	char *const text = arena_alloc(a, raw.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < raw.len; i++) {
		char c = raw.ptr[i];
		if (c == '%') {
			if (raw.len - i < 3 || char_hex(raw.ptr[i + 1]) < 0 ||
				char_hex(raw.ptr[i + 2]) < 0)
				return ERR_INVALID;
			c = (char)(char_hex(raw.ptr[i + 1]) << 4 | char_hex(raw.ptr[i + 2]));
			i += 2;
		} else if (c == '+' && plus_is_space) {
			c = ' ';
		}
		if (c == '\0')
			return ERR_INVALID;
		text[len] = c;
		len++;
	}
	const struct str decoded = { text, len };
	if (str_code_points(decoded) == SIZE_MAX)
		return ERR_INVALID;
	*ret_text = decoded;
	return ERR_OK;
}

struct str http_percent_encode(struct arena *a, struct str text)
{
	char *out = arena_alloc(a, 3 * text.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		const unsigned char c = (unsigned char)text.ptr[i];
		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			c == '.' || c == '-' || c == '_' || c == '~')
			out[len++] = (char)c;
		else
			len += (size_t)snprintf(out + len, 4, "%%%02X", (unsigned)c);
	}
	return (struct str){ out, len };
}
