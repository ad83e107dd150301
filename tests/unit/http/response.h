/*
 * A strict reader of answers: what it does not like it says. Nothing here is shared with the layer
 * that writes them.
 */
#ifndef TESTS_UNIT_HTTP_RESPONSE_H
#define TESTS_UNIT_HTTP_RESPONSE_H

#include <stdbool.h>
#include <string.h>

#include "base/str.h"

struct response {
	int status;
	struct str body;
	bool closes;
	bool has_date;
	bool has_length;
	int64_t length;
};

static inline bool response_is_token(struct str s)
{
	static const char marks[] = "!#$%&'*+-.^_`|~";
	for (size_t i = 0; i < s.len; i++) {
		const char c = s.ptr[i];
		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			    (c != '\0' && strchr(marks, c) != NULL)))
			return false;
	}
	return s.len > 0;
}

/* Takes a line that ends on CR LF, and holds no other control. */
static inline bool response_line(struct str *rest, struct str *ret_line)
{
	for (size_t i = 0; i + 1 < rest->len; i++) {
		const unsigned char c = (unsigned char)rest->ptr[i];
		if (c == '\r' && rest->ptr[i + 1] == '\n') {
			*ret_line = (struct str){ rest->ptr, i };
			rest->ptr += i + 2;
			rest->len -= i + 2;
			return true;
		}
		if (c < 0x20 || c > 0x7e)
			return false;
	}
	return false;
}

/* Sun, 06 Nov 1994 08:49:37 GMT */
static inline bool response_is_date(struct str s)
{
	static const char form[] = "aaa, dd aaa dddd dd:dd:dd GMT";
	if (s.len != sizeof(form) - 1)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		const char c = s.ptr[i];
		const bool fits = form[i] == 'a'   ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z'
				  : form[i] == 'd' ? c >= '0' && c <= '9'
						   : c == form[i];
		if (!fits)
			return false;
	}
	return true;
}

static inline const char *response_field(struct response *r, struct str line)
{
	struct str value = line;
	struct str name;
	if (!str_cut(&value, ':', &name) || !response_is_token(name))
		return "a field without a name";
	if (value.len < 2 || value.ptr[0] != ' ' || str_trim(value).len != value.len - 1)
		return "a value that is not behind just one space";
	value = str_trim(value);
	if (str_eq_nocase(name, STR("Content-Length"))) {
		if (r->has_length || str_to_int(value, 0, 1 << 30, &r->length) != ERR_OK)
			return "a second or wrong length";
		r->has_length = true;
	} else if (str_eq_nocase(name, STR("Transfer-Encoding"))) {
		return "a coding";
	} else if (str_eq_nocase(name, STR("Connection"))) {
		if (!str_eq(value, STR("close")) && !str_eq(value, STR("keep-alive")))
			return "an odd Connection";
		r->closes = str_eq(value, STR("close"));
	} else if (str_eq_nocase(name, STR("Date"))) {
		if (r->has_date || !response_is_date(value))
			return "a second or wrong date";
		r->has_date = true;
	}
	return NULL;
}

static inline const char *response_status(struct response *r, struct str line)
{
	int64_t status = 0;
	if (line.len < 13 || !str_starts(line, STR("HTTP/1.1 ")) || line.ptr[12] != ' ' ||
		str_to_int((struct str){ line.ptr + 9, 3 }, 100, 599, &status) != ERR_OK)
		return "a wrong status line";
	r->status = (int)status;
	return NULL;
}

static inline const char *response_body(struct response *r, bool to_head, struct str *rest)
{
	if (r->status == 204 || r->status == 304)
		return r->has_length ? "a length without a body" : NULL;
	if (!r->has_length)
		return "no length";
	const size_t length = to_head ? 0 : (size_t)r->length;
	if (rest->len < length)
		return "a body that is cut off";
	r->body = (struct str){ rest->ptr, length };
	rest->ptr += length;
	rest->len -= length;
	return NULL;
}

/*
 * Takes one answer off the front of `rest`, and with it the 100 (Continue) before it. Gives what is
 * wrong with it, or NULL.
 */
static inline const char *response_read(struct str *rest, bool to_head, struct response *ret)
{
	static const struct str interim = { "HTTP/1.1 100 Continue\r\n\r\n", 25 };
	struct response r = { 0 };
	struct str line;
	if (str_starts(*rest, interim))
		*rest = (struct str){ rest->ptr + interim.len, rest->len - interim.len };
	if (!response_line(rest, &line))
		return "no status line";
	const char *fault = response_status(&r, line);
	while (fault == NULL) {
		if (!response_line(rest, &line))
			return "a line with a control or without end";
		if (line.len == 0)
			break;
		fault = response_field(&r, line);
	}
	if (fault == NULL)
		fault = response_body(&r, to_head, rest);
	if (fault == NULL && !r.has_date)
		fault = "no date";
	if (fault == NULL)
		*ret = r;
	return fault;
}

#endif
