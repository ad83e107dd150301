/* JSON out: straight into a buf, with the commas and the nesting kept. */
#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "json/jsn.h"

#define MAX_OUT_DEPTH 63 /* a bit each in has_item and in_object */

void jsn_out_init(struct jsn_out *o, struct buf *buf)
{
	*o = (struct jsn_out){ .buf = buf };
}

static uint64_t bit(const struct jsn_out *o)
{
	return (uint64_t)1 << o->depth;
}

/* Whether a comma stands before the next value or key: unless it is the first. */
static bool needs_comma(struct jsn_out *o)
{
	const bool comma = (o->has_item & bit(o)) != 0;
	assert(!comma || o->depth > 0);
	o->has_item |= bit(o);
	return comma;
}

/* The same of a value: behind its key there is none. */
static bool value_needs_comma(struct jsn_out *o)
{
	const bool in_object = (o->in_object & bit(o)) != 0;
	assert(in_object == o->after_key);
	o->after_key = false;
	return !in_object && needs_comma(o);
}

static void begin_value(struct jsn_out *o)
{
	if (value_needs_comma(o))
		buf_add_char(o->buf, ',');
}

static void open(struct jsn_out *o, char bracket, bool object)
{
	begin_value(o);
	assert(o->depth < MAX_OUT_DEPTH);
	buf_add_char(o->buf, bracket);
	o->depth++;
	o->has_item &= ~bit(o);
	if (object)
		o->in_object |= bit(o);
	else
		o->in_object &= ~bit(o);
}

static void close(struct jsn_out *o, char bracket, bool object)
{
	assert(o->depth > 0 && !o->after_key);
	assert(((o->in_object & bit(o)) != 0) == object);
	buf_add_char(o->buf, bracket);
	o->depth--;
}

void jsn_object(struct jsn_out *o)
{
	open(o, '{', true);
}

void jsn_object_end(struct jsn_out *o)
{
	close(o, '}', true);
}

void jsn_array(struct jsn_out *o)
{
	open(o, '[', false);
}

void jsn_array_end(struct jsn_out *o)
{
	close(o, ']', false);
}

/* Text in quotes, after a comma or not, and before a colon or not: mostly in one piece. */
static void add_quoted(struct jsn_out *o, bool comma, struct str s, bool colon)
{
	if (buf_json_is_plain(s)) {
		char *at = buf_extend(o->buf, s.len + 2 + comma + colon);
		if (at == NULL)
			return;
		if (comma)
			*at++ = ',';
		*at++ = '"';
		if (s.len > 0)
			memcpy(at, s.ptr, s.len);
		at[s.len] = '"';
		if (colon)
			at[s.len + 1] = ':';
		return;
	}
	buf_add_str(o->buf, comma ? STR(",\"") : STR("\""));
	buf_add_json_text(o->buf, s);
	buf_add_str(o->buf, colon ? STR("\":") : STR("\""));
}

void jsn_key_str(struct jsn_out *o, struct str key)
{
	assert((o->in_object & bit(o)) != 0 && !o->after_key);
	add_quoted(o, needs_comma(o), key, true);
	o->after_key = true;
}

void jsn_str(struct jsn_out *o, struct str s)
{
	if (s.ptr == NULL) {
		jsn_null(o);
		return;
	}
	add_quoted(o, value_needs_comma(o), s, false);
}

void jsn_cstr(struct jsn_out *o, const char *s)
{
	jsn_str(o, str_from(s));
}

void jsn_int(struct jsn_out *o, int64_t n)
{
	begin_value(o);
	buf_add_int(o->buf, n);
}

void jsn_bool(struct jsn_out *o, bool b)
{
	begin_value(o);
	buf_add_str(o->buf, b ? STR("true") : STR("false"));
}

void jsn_null(struct jsn_out *o)
{
	begin_value(o);
	buf_add_str(o->buf, STR("null"));
}

void jsn_uuid(struct jsn_out *o, struct uuid id)
{
	char text[UUID_TEXT_LEN + 1];
	uuid_format(id, text);
	jsn_cstr(o, text);
}

void jsn_date(struct jsn_out *o, int32_t date)
{
	char text[DATE_TEXT_LEN + 1];
	date_format(date, text);
	jsn_cstr(o, text);
}

void jsn_instant(struct jsn_out *o, int64_t us)
{
	char text[INSTANT_TEXT_LEN + 1];
	instant_format(us, text);
	jsn_cstr(o, text);
}

void jsn_fixed(struct jsn_out *o, int64_t value, int decimals)
{
	assert(decimals >= 0 && decimals <= 18);
	if (decimals == 0) {
		jsn_int(o, value);
		return;
	}
	uint64_t unit = 1;
	for (int i = 0; i < decimals; i++)
		unit *= 10;
	const uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	begin_value(o);
	buf_addf(o->buf, "%s%" PRIu64 ".%0*" PRIu64, value < 0 ? "-" : "", magnitude / unit,
		decimals, magnitude % unit);
}

void jsn_raw(struct jsn_out *o, struct str json)
{
	if (json.len == 0) {
		jsn_null(o);
		return;
	}
	begin_value(o);
	buf_add_str(o->buf, json);
}

char *jsn_raw_begin(struct jsn_out *o, size_t most)
{
	begin_value(o);
	return buf_room(o->buf, most);
}

void jsn_raw_end(struct jsn_out *o, const char *end)
{
	buf_took(o->buf, end);
}
