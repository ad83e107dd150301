/* Bodies to structs by the contract's tables: one pass, a stack of our own instead of recursion. */
#include <assert.h>
#include <string.h>

#include "json/jsn.h"
#include "json/load.h"
#include "json/pointer.h"
#include "json/scan.h"
#include "json/value.h"

/* An object or array that is being decoded, and the child it is at. */
struct frame {
	json_t *json;
	const struct jsn_schema *schema; /* of an object, else NULL */
	const struct jsn_value *array;	 /* of an array, else NULL */
	char *target;			 /* the struct, or the items */
	void *iter;			 /* the next member */
	size_t next;			 /* the next item */
	const char *name;		 /* of the child; NULL in an array */
};

struct decoder {
	struct task *t;
	size_t depth;
	struct frame frames[JSN_MAX_DEPTH];
};

/* ---- faults ---- */

static void add_fault(struct task *t, const char *pointer, struct jsn_complaint complaint)
{
	if (complaint.bewijs != NULL)
		task_fault_unless_confirmed(t, pointer, complaint.code, complaint.bewijs, "%s",
			task_say(t, complaint.detail));
	else
		task_fault(t, pointer, complaint.code, "%s", task_say(t, complaint.detail));
}

/* A fault of the child at which frame depth-1 is, or of its member `leaf`. At depth 0: the whole.
 */
static void fault_at(
	struct decoder *d, size_t depth, struct str leaf, struct jsn_complaint complaint)
{
	struct buf pointer;
	buf_init(&pointer, POINTER_MAX_BYTES);
	for (size_t i = 0; i < depth; i++) {
		const struct frame *f = &d->frames[i];
		if (f->name != NULL)
			jsn_pointer_add(&pointer, str_from(f->name));
		else
			buf_addf(&pointer, "/%zu", f->next - 1);
	}
	if (leaf.ptr != NULL)
		jsn_pointer_add(&pointer, leaf);
	if (pointer.len == 0) {
		add_fault(d->t, NULL, complaint);
	} else {
		/* Behind the text, so that it ends in NUL. Names are short: overflow only cuts it.
		 */
		pointer.overflow = false;
		pointer.max_bytes++;
		buf_add_char(&pointer, '\0');
		add_fault(d->t, pointer.ptr, complaint);
	}
	buf_fini(&pointer);
}

static void fault(struct decoder *d, struct jsn_complaint complaint)
{
	fault_at(d, d->depth, STR_NULL, complaint);
}

/* ---- values ---- */

static void push_object(
	struct decoder *d, json_t *json, const struct jsn_schema *schema, void *target)
{
	/* jsn_load refused what is deeper. */
	assert(d->depth < JSN_MAX_DEPTH);
	d->frames[d->depth++] = (struct frame){
		.json = json,
		.schema = schema,
		.target = target,
		.iter = json_object_iter(json),
	};
}

static void push_array(
	struct decoder *d, json_t *json, const struct jsn_value *value, struct jsn_array *target)
{
	const size_t count = json_array_size(json);
	const struct jsn_complaint complaint = jsn_take_count(d->t, value, count);
	if (complaint.code != NULL) {
		/* Its items are left alone: room is made for a list within its bounds only. */
		fault(d, complaint);
		return;
	}
	if (count == 0)
		return;
	target->items = arena_array(task_arena(d->t), count, value->item_size);
	target->count = count;
	assert(d->depth < JSN_MAX_DEPTH);
	d->frames[d->depth++] = (struct frame){
		.json = json,
		.array = value,
		.target = target->items,
	};
}

/* Decodes a single value, or begins an object or array. Null was dealt with. */
static void decode_value(
	struct decoder *d, const struct jsn_value *value, json_t *json, void *target)
{
	struct jsn_complaint complaint = jsn_wrong_kind(value->kind);
	switch (value->kind) {
	case JSN_OBJECT:
		if (json_is_object(json)) {
			push_object(d, json, value->object, target);
			return;
		}
		break;
	case JSN_ARRAY:
		if (json_is_array(json)) {
			push_array(d, json, value, target);
			return;
		}
		break;
	case JSN_BOOLEAN:
		if (json_is_boolean(json)) {
			*(bool *)target = json_is_true(json);
			return;
		}
		break;
	case JSN_INTEGER: {
		int64_t number;
		if (jsn_integer_of(json, &number))
			complaint = jsn_take_integer(d->t, value, number, target);
		break;
	}
	case JSN_STRING:
	case JSN_DATE:
	case JSN_INSTANT:
	case JSN_UUID:
	case JSN_ENUM:
		if (json_is_string(json)) {
			const struct str text = { json_string_value(json),
				json_string_length(json) };
			complaint = jsn_take_text(d->t, value, text, target);
		}
		break;
	}
	if (complaint.code != NULL)
		fault(d, complaint);
}

static void decode_item(
	struct decoder *d, const struct jsn_value *value, json_t *json, void *target)
{
	if (!json_is_null(json))
		decode_value(d, value, json, target);
	else if (!value->nullable)
		fault(d, JSN_COMPLAINT("veld.null", "Dit mag niet null zijn."));
}

/* ---- members ---- */

static const struct jsn_member *member_of(const struct jsn_schema *schema, const char *name)
{
	for (size_t i = 0; i < schema->member_count; i++) {
		if (strcmp(schema->members[i].name, name) == 0)
			return &schema->members[i];
	}
	return NULL;
}

static enum jsn_has *has_of(const struct frame *f, const struct jsn_member *member)
{
	return (enum jsn_has *)(void *)(f->target + member->has_offset);
}

/* Shows the name only as far as it is harmless. */
static void fault_unknown(struct decoder *d, struct str name)
{
	if (str_check_text(name) != NULL) {
		fault_at(d, d->depth - 1, STR_NULL,
			JSN_COMPLAINT("veld.onbekend",
				"In de naam van een veld staan tekens die niet mogen."));
		return;
	}
	fault_at(d, d->depth - 1, jsn_pointer_name(name),
		JSN_COMPLAINT("veld.onbekend", "Dit veld kennen we niet."));
}

static void decode_member(struct decoder *d, struct frame *f)
{
	const char *name = json_object_iter_key(f->iter);
	const size_t name_len = json_object_iter_key_len(f->iter);
	json_t *json = json_object_iter_value(f->iter);
	f->iter = json_object_iter_next(f->json, f->iter);
	const struct jsn_member *member = member_of(f->schema, name);
	if (member == NULL) {
		fault_unknown(d, (struct str){ name, name_len });
		return;
	}
	f->name = member->name;
	*has_of(f, member) = json_is_null(json) ? JSN_NULL : JSN_VALUE;
	decode_item(d, &member->value, json, f->target + member->offset);
}

static void finish_object(struct decoder *d, const struct frame *f)
{
	for (size_t i = 0; i < f->schema->member_count; i++) {
		const struct jsn_member *member = &f->schema->members[i];
		if (member->required && *has_of(f, member) == JSN_ABSENT)
			fault_at(d, d->depth - 1, str_from(member->name),
				JSN_COMPLAINT("veld.verplicht", "Dit veld is verplicht."));
	}
	if (f->schema->min_members > 0 &&
		json_object_size(f->json) < (uint64_t)f->schema->min_members)
		fault_at(d, d->depth - 1, STR_NULL,
			JSN_COMPLAINT("veld.te_kort", "Dit object heeft te weinig velden."));
}

/* ---- items ---- */

/* As JSON Schema: 1 and 1.0 are the same number. */
static bool same_item(const struct frame *f, size_t a, size_t b)
{
	const json_t *item_a = json_array_get(f->json, a);
	const json_t *item_b = json_array_get(f->json, b);
	int64_t number_a;
	int64_t number_b;
	if (jsn_integer_of(item_a, &number_a) && jsn_integer_of(item_b, &number_b))
		return number_a == number_b;
	return json_equal(item_a, item_b) != 0;
}

/* Every pair: lists that ask for this have a small maximum in the contract. */
static void finish_array(struct decoder *d, struct frame *f)
{
	if (!f->array->unique_items)
		return;
	const size_t count = json_array_size(f->json);
	for (size_t i = 1; i < count; i++) {
		for (size_t j = 0; j < i; j++) {
			if (!same_item(f, i, j))
				continue;
			f->next = i + 1;
			fault(d, JSN_COMPLAINT("veld.dubbel",
					 "Deze waarde staat twee keer in de lijst."));
			break;
		}
	}
}

/* ---- the whole ---- */

static void step_object(struct decoder *d, struct frame *f)
{
	if (f->iter != NULL) {
		decode_member(d, f);
		return;
	}
	finish_object(d, f);
	d->depth--;
}

static void step_array(struct decoder *d, struct frame *f)
{
	if (f->next < json_array_size(f->json)) {
		const size_t i = f->next++;
		decode_item(d, f->array->item, json_array_get(f->json, i),
			f->target + i * f->array->item_size);
		return;
	}
	finish_array(d, f);
	d->depth--;
}

enum err jsn_decode(
	struct task *t, struct str text, const struct jsn_schema *schema, void *ret_struct)
{
	memset(ret_struct, 0, schema->size);
	if (text.len > JSN_MAX_BYTES)
		return task_fail(t, ERR_TOO_LARGE, "json.te_groot",
			"De JSON is te groot. Het maximum is %d bytes.", JSN_MAX_BYTES);
	const json_t *root;
	struct jsn_refusal refusal;
	if (jsn_load(task_arena(t), text, &root, &refusal) != ERR_OK) {
		const struct jsn_complaint complaint = jsn_refusal_complaint(t, &refusal);
		task_fault(t, refusal.pointer, complaint.code, "%s", task_say(t, complaint.detail));
		return task_faults_check(t);
	}
	if (!jsn_scan_numbers(text))
		task_fault(t, NULL, "json.getal",
			"Een getal met een punt of een macht heeft te veel cijfers. Het maximum is "
			"%d.",
			JSN_MAX_DIGITS);
	struct decoder d;
	d.t = t;
	d.depth = 0;
	const struct jsn_value whole = { .kind = JSN_OBJECT, .object = schema };
	decode_item(&d, &whole, (json_t *)root, ret_struct);
	while (d.depth > 0) {
		struct frame *f = &d.frames[d.depth - 1];
		if (f->schema != NULL)
			step_object(&d, f);
		else
			step_array(&d, f);
	}
	return task_faults_check(t);
}
