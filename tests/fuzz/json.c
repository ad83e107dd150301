/* A request body against a schema with every kind of value. What is accepted comes back equal. */
#include <string.h>

#include "fuzz.h"
#include "task/task.h"
#include "json/jsn.h"

struct plek {
	int32_t datum;
	enum jsn_has has_datum;
	int32_t dagdeel;
	enum jsn_has has_dagdeel;
	struct jsn_array plekken;
	enum jsn_has has_plekken;
};

struct vraag {
	struct str naam;
	enum jsn_has has_naam;
	struct str email;
	enum jsn_has has_email;
	struct str website;
	enum jsn_has has_website;
	struct str postcode;
	enum jsn_has has_postcode;
	int64_t aantal;
	enum jsn_has has_aantal;
	bool online;
	enum jsn_has has_online;
	struct uuid school;
	enum jsn_has has_school;
	int64_t op;
	enum jsn_has has_op;
	struct jsn_array groepen;
	enum jsn_has has_groepen;
	struct plek plek;
	enum jsn_has has_plek;
};

#define MEMBER(type, field, ...)                                                                  \
	{                                                                                         \
		.name = #field, .value = { __VA_ARGS__ }, .offset = offsetof(struct type, field), \
		.has_offset = offsetof(struct type, has_##field)                                  \
	}

static const char *const dagdelen[] = { "ochtend", "middag", NULL };
static const struct jsn_schema plek_schema;
static const struct jsn_value plek_item = { .kind = JSN_OBJECT, .object = &plek_schema };
static const struct jsn_value groep_item = { .kind = JSN_INTEGER, .min = -8, .max = 8 };

static const struct jsn_member plek_members[] = {
	MEMBER(plek, datum, .kind = JSN_DATE),
	MEMBER(plek, dagdeel, .kind = JSN_ENUM, .names = dagdelen, .nullable = true),
	MEMBER(plek, plekken, .kind = JSN_ARRAY, .max = 3, .item = &plek_item,
		.item_size = sizeof(struct plek), .unique_items = true),
};

static const struct jsn_schema plek_schema = { "plek", plek_members, 3, sizeof(struct plek), 1 };

static const struct jsn_member vraag_members[] = {
	MEMBER(vraag, naam, .kind = JSN_STRING, .max = 200),
	MEMBER(vraag, email, .kind = JSN_STRING, .max = 254, .format = JSN_FORMAT_EMAIL),
	MEMBER(vraag, website, .kind = JSN_STRING, .max = 500, .format = JSN_FORMAT_URI),
	MEMBER(vraag, postcode, .kind = JSN_STRING, .max = 6, .pattern = "^[1-9][0-9]{3}[A-Z]{2}$"),
	MEMBER(vraag, aantal, .kind = JSN_INTEGER, .min = INT64_MIN, .max = INT64_MAX),
	MEMBER(vraag, online, .kind = JSN_BOOLEAN, .nullable = true),
	MEMBER(vraag, school, .kind = JSN_UUID),
	MEMBER(vraag, op, .kind = JSN_INSTANT),
	MEMBER(vraag, groepen, .kind = JSN_ARRAY, .max = 8, .item = &groep_item,
		.item_size = sizeof(int64_t), .unique_items = true),
	MEMBER(vraag, plek, .kind = JSN_OBJECT, .object = &plek_schema, .nullable = true),
};

static const struct jsn_schema vraag_schema = { "vraag", vraag_members,
	sizeof(vraag_members) / sizeof(vraag_members[0]), sizeof(struct vraag), 0 };

static void check_same_text(const struct jsn_doc *doc, const char *key, struct str text)
{
	FUZZ_CHECK(text.ptr == NULL || str_check_text(text) == NULL);
	FUZZ_CHECK(str_eq(jsn_text(jsn_get(doc, key)), text));
}

/* Writes what was decoded and reads that again. */
static void check_back(struct arena *a, const struct vraag *v)
{
	struct buf text;
	buf_init(&text, 8 * JSN_MAX_BYTES);
	struct jsn_out out;
	jsn_out_init(&out, &text);
	jsn_object(&out);
	jsn_kv_str(&out, "naam", v->naam);
	jsn_kv_str(&out, "email", v->email);
	jsn_kv_str(&out, "website", v->website);
	jsn_kv_str(&out, "postcode", v->postcode);
	jsn_kv_int(&out, "aantal", v->aantal);
	jsn_kv_instant(&out, "op", v->op);
	jsn_kv_date(&out, "datum", v->plek.datum);
	jsn_object_end(&out);
	FUZZ_CHECK(!text.overflow);
	const struct jsn_doc *doc;
	FUZZ_CHECK(jsn_parse(a, buf_str(&text), text.len, &doc) == ERR_OK);
	check_same_text(doc, "naam", v->naam);
	check_same_text(doc, "email", v->email);
	check_same_text(doc, "website", v->website);
	check_same_text(doc, "postcode", v->postcode);
	int64_t number;
	FUZZ_CHECK(jsn_integer(jsn_get(doc, "aantal"), &number) && number == v->aantal);
	FUZZ_CHECK(instant_parse(jsn_text(jsn_get(doc, "op")), &number) == ERR_OK ||
		   v->has_op != JSN_VALUE);
	FUZZ_CHECK(v->has_op != JSN_VALUE || number == v->op);
	buf_fini(&text);
}

static enum err decode(struct task *t, void *arg)
{
	const struct str *text = arg;
	struct vraag v;
	const enum err e = jsn_decode(t, *text, &vraag_schema, &v);
	size_t fault_count;
	task_faults(t, &fault_count);
	FUZZ_CHECK((e == ERR_INVALID) == (fault_count > 0));
	if (e == ERR_OK)
		check_back(task_arena(t), &v);
	/* As a query value too: no JSON syntax stands in the way of the formats. */
	for (size_t i = 0; i < vraag_schema.member_count; i++) {
		const struct jsn_value *value = &vraag_members[i].value;
		union {
			struct str text;
			int64_t number;
			struct uuid id;
		} ignored;
		if (value->kind != JSN_OBJECT && value->kind != JSN_ARRAY)
			jsn_decode_text(t, *text, value, "?x", &ignored);
	}
	return e;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct loop *loop;
	if (loop == NULL)
		loop = loop_create(&loop_limits_default);
	struct str text = { (const char *)data, size };
	const enum err e = loop_run_task(loop, decode, &text, NULL);
	FUZZ_CHECK(e == ERR_OK || e == ERR_INVALID || e == ERR_TOO_LARGE);
	return 0;
}
