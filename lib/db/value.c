#include <assert.h>
#include <endian.h>
#include <string.h>

#include "db/internal.h"

/* The server counts from 2000-01-01, we from 1970-01-01. */
#define EPOCH_DAYS ((int32_t)10957)
#define EPOCH_US   ((int64_t)EPOCH_DAYS * 86400 * 1000000)

/* The server's numbers of the element types; fixed for all versions (pg_type.dat). */
#define OID_INT4 23
#define OID_TEXT 25
#define OID_DATE 1082
#define OID_UUID 2950

/* ---- numbers in network order, dates moved ---- */

static char *put_int4(char *p, int32_t n)
{
	const uint32_t big = htobe32((uint32_t)n);
	memcpy(p, &big, sizeof(big));
	return p + sizeof(big);
}

static int32_t get_int4(const char *p)
{
	uint32_t big;
	memcpy(&big, p, sizeof(big));
	return (int32_t)be32toh(big);
}

static int64_t get_int8(const char *p)
{
	uint64_t big;
	memcpy(&big, p, sizeof(big));
	return (int64_t)be64toh(big);
}

/* Both ends of the range stand for ±infinity and stay what they are. */
static int32_t date_to_server(int32_t date)
{
	return date < INT32_MIN + EPOCH_DAYS || date == INT32_MAX ? date : date - EPOCH_DAYS;
}

static int32_t date_from_server(int32_t date)
{
	return date > INT32_MAX - EPOCH_DAYS || date == INT32_MIN ? date : date + EPOCH_DAYS;
}

static int64_t instant_to_server(int64_t us)
{
	return us < INT64_MIN + EPOCH_US || us == INT64_MAX ? us : us - EPOCH_US;
}

static int64_t instant_from_server(int64_t us)
{
	return us > INT64_MAX - EPOCH_US || us == INT64_MIN ? us : us + EPOCH_US;
}

/* ---- arguments ---- */

/* An array of the server: dimensions, has-null, element type, then per dimension length and first
 * index. */
#define ARRAY_HEAD_BYTES  12
#define ARRAY_BOUND_BYTES 8

static char *array_begin(
	struct arena *a, size_t count, size_t data_bytes, int32_t oid, char **ret_start)
{
	char *p = arena_alloc(a, ARRAY_HEAD_BYTES + ARRAY_BOUND_BYTES + count * 4 + data_bytes);
	*ret_start = p;
	p = put_int4(p, count > 0);
	p = put_int4(p, 0);
	p = put_int4(p, oid);
	if (count == 0)
		return p;
	p = put_int4(p, (int32_t)count);
	return put_int4(p, 1);
}

static int encode_texts(struct arena *a, const struct db_texts *list, const char **ret_value)
{
	size_t bytes = 0;
	for (size_t i = 0; i < list->count; i++)
		bytes += list->items[i].len;
	char *start = NULL;
	char *p = array_begin(a, list->count, bytes, OID_TEXT, &start);
	for (size_t i = 0; i < list->count; i++) {
		const struct str s = list->items[i];
		p = put_int4(p, (int32_t)s.len);
		if (s.len > 0)
			memcpy(p, s.ptr, s.len);
		p += s.len;
	}
	*ret_value = start;
	return (int)(p - start);
}

static int encode_uuids(struct arena *a, const struct db_uuids *list, const char **ret_value)
{
	char *start = NULL;
	char *p = array_begin(a, list->count, list->count * sizeof(struct uuid), OID_UUID, &start);
	for (size_t i = 0; i < list->count; i++) {
		p = put_int4(p, sizeof(struct uuid));
		memcpy(p, list->items[i].b, sizeof(struct uuid));
		p += sizeof(struct uuid);
	}
	*ret_value = start;
	return (int)(p - start);
}

static int encode_ints(
	struct arena *a, const struct db_ints *list, bool dates, const char **ret_value)
{
	char *start = NULL;
	char *p = array_begin(a, list->count, list->count * 4, dates ? OID_DATE : OID_INT4, &start);
	for (size_t i = 0; i < list->count; i++) {
		p = put_int4(p, 4);
		p = put_int4(p, dates ? date_to_server(list->items[i]) : list->items[i]);
	}
	*ret_value = start;
	return (int)(p - start);
}

static int encode_fixed(
	struct arena *a, enum db_type type, const char *member, const char **ret_value)
{
	char *bytes = arena_alloc(a, 8);
	*ret_value = bytes;
	if (type == DB_BOOL) {
		bytes[0] = (char)*(const bool *)(const void *)member;
		return 1;
	}
	if (type == DB_INT4 || type == DB_DATE) {
		const int32_t n = *(const int32_t *)(const void *)member;
		put_int4(bytes, type == DB_DATE ? date_to_server(n) : n);
		return 4;
	}
	const int64_t n = *(const int64_t *)(const void *)member;
	const uint64_t big = htobe64((uint64_t)(type == DB_INSTANT ? instant_to_server(n) : n));
	memcpy(bytes, &big, sizeof(big));
	return 8;
}

/* Gives the length in bytes; *ret_value NULL is SQL NULL. */
static int encode(struct arena *a, const struct db_field *f, const char *in, const char **ret_value)
{
	const void *member = in + f->offset;
	const struct str *text = member;
	switch (f->type) {
	case DB_TEXT:
	case DB_BYTES:
		assert(f->nullable || text->ptr);
		*ret_value = text->ptr;
		return (int)text->len;
	case DB_UUID: *ret_value = member; return sizeof(struct uuid);
	case DB_TEXTS: return encode_texts(a, member, ret_value);
	case DB_UUIDS: return encode_uuids(a, member, ret_value);
	case DB_INTS: return encode_ints(a, member, false, ret_value);
	case DB_DATES: return encode_ints(a, member, true, ret_value);
	default: return encode_fixed(a, f->type, member, ret_value);
	}
}

static bool own_null(const struct db_field *f)
{
	return f->type == DB_TEXT || f->type == DB_BYTES;
}

void db_args_encode(struct arena *a, const struct db_stmt *s, const void *in, struct args *ret_args)
{
	assert(s->in_count <= MAX_ARGUMENTS);
	for (size_t i = 0; i < s->in_count; i++) {
		const struct db_field *f = &s->in[i];
		const bool null = f->nullable && !own_null(f) &&
				  !*(const bool *)(const void *)((const char *)in + f->has_offset);
		ret_args->values[i] = NULL;
		ret_args->lengths[i] = null ? 0 : encode(a, f, in, &ret_args->values[i]);
		ret_args->formats[i] = 1;
	}
}

/* ---- rows ---- */

/* One dimension without NULLs: the number of its elements, -1 when it is something else. *ret_p =
 * the first of them. */
static int64_t array_open(const char *p, int len, const char **ret_p)
{
	if (len < ARRAY_HEAD_BYTES)
		return -1;
	*ret_p = p + ARRAY_HEAD_BYTES;
	if (get_int4(p) == 0)
		return 0;
	if (get_int4(p) != 1 || len < ARRAY_HEAD_BYTES + ARRAY_BOUND_BYTES)
		return -1;
	*ret_p += ARRAY_BOUND_BYTES;
	return get_int4(p + ARRAY_HEAD_BYTES);
}

/* The next element of `size` bytes (-1 = any size); NULL when it is NULL, of another size or cut
 * off. */
static const char *array_next(const char **p, const char *end, int32_t size, int32_t *ret_size)
{
	if (end - *p < 4)
		return NULL;
	*ret_size = get_int4(*p);
	const char *data = *p + 4;
	if (*ret_size < 0 || (size >= 0 && *ret_size != size) || end - data < *ret_size)
		return NULL;
	*p = data + *ret_size;
	return data;
}

static struct str copy_text(struct arena *a, const char *p, int len)
{
	return (struct str){ arena_strndup(a, p, (size_t)len), (size_t)len };
}

static bool decode_array(
	struct arena *a, enum db_type type, const char *value, int len, void *member)
{
	const char *p = value, *end = value + len;
	const int64_t count = array_open(value, len, &p);
	if (count < 0 || count > len) /* each element takes four bytes at least */
		return false;
	const size_t n = (size_t)count;
	struct str *texts = type == DB_TEXTS ? ARENA_ARRAY(a, n, struct str) : NULL;
	struct uuid *uuids = type == DB_UUIDS ? ARENA_ARRAY(a, n, struct uuid) : NULL;
	int32_t *ints = texts || uuids ? NULL : ARENA_ARRAY(a, n, int32_t);
	const int32_t want = texts ? -1 : uuids ? (int32_t)sizeof(struct uuid) : 4;
	for (size_t i = 0; i < n; i++) {
		int32_t size = 0;
		const char *data = array_next(&p, end, want, &size);
		if (!data)
			return false;
		if (texts)
			texts[i] = copy_text(a, data, size);
		else if (uuids)
			memcpy(uuids[i].b, data, sizeof(uuids[i].b));
		else
			ints[i] = type == DB_DATES ? date_from_server(get_int4(data))
						   : get_int4(data);
	}
	if (texts)
		*(struct db_texts *)member = (struct db_texts){ texts, n };
	else if (uuids)
		*(struct db_uuids *)member = (struct db_uuids){ uuids, n };
	else
		*(struct db_ints *)member = (struct db_ints){ ints, n };
	return true;
}

static bool decode_fixed(enum db_type type, const char *value, int len, void *member)
{
	switch (type) {
	case DB_BOOL:
		if (len == 1)
			*(bool *)member = value[0] != 0;
		return len == 1;
	case DB_INT4:
	case DB_DATE:
		if (len == 4)
			*(int32_t *)member = type == DB_DATE ? date_from_server(get_int4(value))
							     : get_int4(value);
		return len == 4;
	case DB_UUID:
		if (len == sizeof(struct uuid))
			memcpy(member, value, sizeof(struct uuid));
		return len == sizeof(struct uuid);
	default:
		if (len == 8)
			*(int64_t *)member = type == DB_INSTANT
						     ? instant_from_server(get_int8(value))
						     : get_int8(value);
		return len == 8;
	}
}

const char *db_row_decode(
	struct arena *a, const struct db_stmt *s, const PGresult *res, int row, void *ret_row)
{
	memset(ret_row, 0, s->row_size);
	for (size_t i = 0; i < s->out_count; i++) {
		const struct db_field *f = &s->out[i];
		const int column = (int)i;
		void *member = (char *)ret_row + f->offset;
		if (PQgetisnull(res, row, column)) {
			if (!f->nullable)
				return "NULL in a column that is declared without";
			continue;
		}
		const char *value = PQgetvalue(res, row, column);
		const int len = PQgetlength(res, row, column);
		if (own_null(f))
			*(struct str *)member = copy_text(a, value, len);
		else if (f->type >= DB_TEXTS ? !decode_array(a, f->type, value, len, member)
					     : !decode_fixed(f->type, value, len, member))
			return "a column is of another type than declared";
		if (f->nullable && !own_null(f))
			*(bool *)(void *)((char *)ret_row + f->has_offset) = true;
	}
	return NULL;
}
