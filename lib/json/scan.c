#include "json/scan.h"

#include "json/jsn.h"

size_t jsn_scan_string(struct str text, size_t at)
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
		case '"': at = jsn_scan_string(text, at); break;
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
				return "Een object heeft te veel velden. Het maximum is 512.";
			break;
		default: break;
		}
	}
	return NULL;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Passes digits and a point; counts the digits behind leading zeros, up to the last that counts. */
static size_t skip_digits(struct str text, size_t at, size_t *ret_digits, bool *ret_fraction)
{
	size_t seen = 0;
	bool behind_point = false;
	*ret_digits = 0;
	*ret_fraction = false;
	for (; at < text.len && (is_digit(text.ptr[at]) || text.ptr[at] == '.'); at++) {
		const char c = text.ptr[at];
		behind_point = behind_point || c == '.';
		if (c == '.' || (c == '0' && seen == 0))
			continue;
		seen++;
		if (c == '0')
			continue;
		*ret_digits = seen;
		*ret_fraction = *ret_fraction || behind_point;
	}
	return at;
}

/* Passes a power of ten, if there is one. */
static size_t skip_power(struct str text, size_t at, int *ret_power)
{
	*ret_power = 0;
	if (at == text.len || (text.ptr[at] != 'e' && text.ptr[at] != 'E'))
		return at;
	at++;
	if (at < text.len && (text.ptr[at] == '+' || text.ptr[at] == '-'))
		at++;
	for (; at < text.len && is_digit(text.ptr[at]); at++)
		if (*ret_power <= JSN_MAX_POWER)
			*ret_power = *ret_power * 10 + (text.ptr[at] - '0');
	return at;
}

bool jsn_scan_numbers(struct str text)
{
	size_t at = 0;
	while (at < text.len) {
		if (text.ptr[at] == '"') {
			at = jsn_scan_string(text, at + 1);
			continue;
		}
		if (!is_digit(text.ptr[at])) {
			at++;
			continue;
		}
		size_t digits = 0;
		bool fraction = false;
		int power = 0;
		const size_t end = skip_digits(text, at, &digits, &fraction);
		at = skip_power(text, end, &power);
		if ((fraction || at > end) && (digits > JSN_MAX_DIGITS || power > JSN_MAX_POWER))
			return false;
	}
	return true;
}
