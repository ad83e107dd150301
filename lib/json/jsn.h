/*
 * JSON in and out. In: strict text to a checked C struct by tables that the contract generator
 * made, every fault reported with its JSON pointer. Out: a writer straight into a buf.
 *
 * The only module that knows jansson; it must know neither HTTP nor what a body is about. What is
 * decoded borrows from the task's arena. Limits: 64 KiB, depth 32, 512 members an object,
 * duplicate keys refused, integers are integers (1.0 and 1e0 too, as JSON Schema has it, up to
 * 2^53), strings pass str_check_text. One thread only: patterns are compiled when first used.
 */
#ifndef JSON_JSN_H
#define JSON_JSN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/str.h"
#include "base/uuid.h"
#include "task/task.h"

#define JSN_MAX_BYTES	65536
#define JSN_MAX_DEPTH	32
#define JSN_MAX_DIGITS	15  /* of a number that is no plain integer: so many a double keeps apart */
#define JSN_MAX_POWER	300 /* of ten */
#define JSN_MAX_MEMBERS 512

/* ---- in ---- */

enum jsn_kind {
	JSN_STRING,  /* struct str */
	JSN_INTEGER, /* int64_t */
	JSN_BOOLEAN, /* bool */
	JSN_DATE,    /* int32_t, format: date */
	JSN_INSTANT, /* int64_t, format: date-time */
	JSN_UUID,    /* struct uuid, format: uuid */
	JSN_ENUM,    /* int32_t: index into `names` */
	JSN_OBJECT,  /* the struct itself, by `object` */
	JSN_ARRAY,   /* struct jsn_array of `item` */
};

enum jsn_format { JSN_FORMAT_NONE, JSN_FORMAT_EMAIL, JSN_FORMAT_URI };

struct jsn_array {
	void *items; /* array of the item's C type, in the arena */
	size_t count;
};

/* What a text lacks: `code` is NULL when nothing. */
struct jsn_complaint {
	const char *code;
	const char *detail; /* one line: static and Dutch, or by task_sayf in the language asked */
	const char *bewijs; /* it is none once this was confirmed; NULL: it cannot be */
};

/* A complaint without arguments. */
#define JSN_COMPLAINT(code_, detail_) \
	((struct jsn_complaint){ .code = (code_), .detail = (detail_) })
#define JSN_FINE ((struct jsn_complaint){ .code = NULL })

struct jsn_schema;

/* A value: its kind and its bounds, as in the contract's schema. */
struct jsn_value {
	enum jsn_kind kind;
	bool nullable;
	int64_t min,
		max; /* integer bounds; length in code points of a string; item count of an array */
	const char
		*pattern; /* POSIX extended literal, anchored, ASCII classes, no \d; NULL = any */
	enum jsn_format format;
	/* What else a text must be, asked when all of the above is; NULL = nothing */
	struct jsn_complaint (*check)(struct task *t, struct str text);
	const char *const *names; /* JSN_ENUM, NULL-terminated */
	const struct jsn_schema *object;
	const struct jsn_value *item;
	size_t item_size;  /* sizeof the item's C type */
	bool unique_items; /* compares every pair: give such a list a small max */
};

/* A member of an object. */
struct jsn_member {
	const char *name; /* camelCase, as on the wire */
	struct jsn_value value;
	bool required;
	uint16_t offset;     /* of the value in the struct */
	uint16_t has_offset; /* of `enum jsn_has has_<name>` */
};

enum jsn_has { JSN_ABSENT = 0, JSN_VALUE, JSN_NULL };

struct jsn_schema {
	const char *name;
	const struct jsn_member *members;
	size_t member_count;
	size_t size;	     /* sizeof the struct */
	int64_t min_members; /* minProperties: 1 in a merge-patch */
};

/*
 * Decodes a request body into `ret_struct` (zeroed first). All faults go to the task, in the order
 * of the text: codes "json.syntax" (also: too deep, too many members, a number out of range),
 * "veld.verplicht", "veld.onbekend", "veld.type", "veld.te_kort", "veld.te_lang", "veld.te_klein",
 * "veld.te_groot", "veld.patroon", "veld.formaat", "veld.keuze", "veld.dubbel" (a key or an item
 * twice), "veld.tekens", "veld.null"; and those of `check`. Pointers follow RFC 6901; the whole is
 * NULL; of a name that we do not know, at most 64 bytes are shown. Returns task_faults_check; text
 * over JSN_MAX_BYTES is ERR_TOO_LARGE with "json.te_groot". A value with a fault that nobody can
 * confirm is left zero; an array outside its bounds is left empty. Null in a nullable member:
 * JSN_NULL and a zero value.
 */
MUST_CHECK enum err jsn_decode(
	struct task *t, struct str text, const struct jsn_schema *schema, void *ret_struct);

/*
 * Decodes one text value (a query or header parameter) under the same rules; a fault goes to the
 * task with `pointer`, and `ret_value` stays as it was. Any kind but JSN_OBJECT and JSN_ARRAY.
 * Booleans are "true" and "false". A string is borrowed from `text`; absent text counts as empty.
 */
void jsn_decode_text(struct task *t, struct str text, const struct jsn_value *value,
	const char *pointer, void *ret_value);

/*
 * A parsed document for readers without a contract (imports, stored jsonb): opaque, freed with the
 * arena, under the limits of nesting and members above. ERR_TOO_LARGE over max_bytes, ERR_INVALID
 * when it is no JSON. Strings are valid UTF-8 without NUL, but did not pass str_check_text. The
 * getters take NULL and values of another type, and then give nothing.
 */
struct jsn_doc;
MUST_CHECK enum err jsn_parse(
	struct arena *a, struct str text, size_t max_bytes, const struct jsn_doc **ret_doc);
const struct jsn_doc *jsn_get(const struct jsn_doc *d, const char *key); /* NULL when absent */
const struct jsn_doc *jsn_at(const struct jsn_doc *d, size_t index);
size_t jsn_count(const struct jsn_doc *d);    /* items of an array, else 0 */
struct str jsn_text(const struct jsn_doc *d); /* STR_NULL when not a string */
bool jsn_number(const struct jsn_doc *d, double *ret);
bool jsn_integer(const struct jsn_doc *d, int64_t *ret);
bool jsn_is_null(const struct jsn_doc *d); /* also when absent */
bool jsn_boolean(const struct jsn_doc *d, bool *ret);
bool jsn_is_object(const struct jsn_doc *d);
bool jsn_is_array(const struct jsn_doc *d);

/* For walking over an object: how many members it has (else 0), and the key of the one at `index`
 * in the order of the text; NULL past the last. Walks from the first each time. */
size_t jsn_object_count(const struct jsn_doc *d);
const char *jsn_key_at(const struct jsn_doc *d, size_t index);

/* ---- out ---- */

/*
 * Writes JSON text; commas and nesting (63 deep) are kept by the writer, which asserts that keys
 * and values alternate and that brackets match. No allocation of its own; look at buf->overflow at
 * the end.
 */
struct jsn_out {
	struct buf *buf;
	uint32_t depth;
	uint64_t has_item;  /* bit per depth */
	uint64_t in_object; /* bit per depth */
	bool after_key;
};

void jsn_out_init(struct jsn_out *o, struct buf *buf);
void jsn_object(struct jsn_out *o);
void jsn_object_end(struct jsn_out *o);
void jsn_array(struct jsn_out *o);
void jsn_array_end(struct jsn_out *o);
void jsn_key_str(struct jsn_out *o, struct str key);
void jsn_str(struct jsn_out *o, struct str s); /* NULL gives null */
void jsn_cstr(struct jsn_out *o, const char *s);
void jsn_int(struct jsn_out *o, int64_t n);
void jsn_bool(struct jsn_out *o, bool b);
void jsn_null(struct jsn_out *o);
void jsn_uuid(struct jsn_out *o, struct uuid id);
void jsn_date(struct jsn_out *o, int32_t date);
void jsn_instant(struct jsn_out *o, int64_t us);
void jsn_fixed(struct jsn_out *o, int64_t value,
	int decimals); /* 523001, 4 → 52.3001, exact; decimals 0 to 18 */
void jsn_raw(
	struct jsn_out *o, struct str json); /* JSON already (stored jsonb); empty gives null */

/*
 * The same, one value, of which the caller writes the text in place: no more than `most` bytes;
 * NULL past the maximum of the buf. jsn_raw_end says where it ended, before anything else is
 * written.
 */
char *jsn_raw_begin(struct jsn_out *o, size_t most);
void jsn_raw_end(struct jsn_out *o, const char *end);

/* Inline, so that the length of a key that stands in the source is known when it is compiled. */
static inline void jsn_key(struct jsn_out *o, const char *key)
{
	jsn_key_str(o, (struct str){ key, __builtin_strlen(key) });
}

/* key + value in one call */
static inline void jsn_kv_str(struct jsn_out *o, const char *key, struct str s)
{
	jsn_key(o, key);
	jsn_str(o, s);
}

static inline void jsn_kv_cstr(struct jsn_out *o, const char *key, const char *s)
{
	jsn_key(o, key);
	jsn_cstr(o, s);
}

static inline void jsn_kv_int(struct jsn_out *o, const char *key, int64_t n)
{
	jsn_key(o, key);
	jsn_int(o, n);
}

static inline void jsn_kv_bool(struct jsn_out *o, const char *key, bool b)
{
	jsn_key(o, key);
	jsn_bool(o, b);
}

static inline void jsn_kv_uuid(struct jsn_out *o, const char *key, struct uuid id)
{
	jsn_key(o, key);
	jsn_uuid(o, id);
}

static inline void jsn_kv_date(struct jsn_out *o, const char *key, int32_t date)
{
	jsn_key(o, key);
	jsn_date(o, date);
}

static inline void jsn_kv_instant(struct jsn_out *o, const char *key, int64_t us)
{
	jsn_key(o, key);
	jsn_instant(o, us);
}

#endif
