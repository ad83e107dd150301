#include "json/scan.h"

#include "json/jsn.h"

/* The index behind the closing quote of the string that starts behind `at`. */
static size_t skip_string(struct str text, size_t at)
{
	while (at < text.len && text.ptr[at] != '"')
		at += text.ptr[at] == '\\' ? 2 : 1;
	return at + 1;
}

const char *jsn_scan(struct str text)
{
	size_t members[JSN_MAX_DEPTH + 1] = { 0 };
	size_t depth = 0;
	size_t at = 0;
	while (at < text.len) {
		const char c = text.ptr[at++];
		switch (c) {
		case '"': at = skip_string(text, at); break;
		case '{':
		case '[':
			if (depth == JSN_MAX_DEPTH)
				return "De JSON is te diep genest. Het maximum is 32 niveaus.";
			depth++;
			members[depth] = 0;
			break;
		case '}':
		case ']':
			if (depth > 0)
				depth--;
			break;
		case ':':
			members[depth]++;
			if (members[depth] > JSN_MAX_MEMBERS)
				return "Een object heeft te veel velden. Het maximum is 256.";
			break;
		default: break;
		}
	}
	return NULL;
}
