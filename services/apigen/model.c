/* What the contract means in C: names, types, parameters, bodies. */
#include <ctype.h>
#include <err.h>
#include <string.h>

#include "apigen.h"

const struct toegang toegang_table[] = {
	{ "alle", "all there are", "alles" },
	{ "eigen", "those of the own person or organisation", "het eigen deel" },
	{ "betrokken", "those that a match brings to it", "waar een voorstel voor is gedaan" },
	{ "openbaar", "those that are open to all sides", "wat open staat" },
	{ "mandaat", "its own, as far as its mandate goes", "binnen het mandaat" },
	{ NULL, NULL, NULL },
};

const char *text_of(const struct contract *c, const struct jsn_doc *d)
{
	const struct str s = jsn_text(d);
	return s.ptr == NULL ? "" : arena_strndup(c->arena, s.ptr, s.len);
}

bool text_is(const struct jsn_doc *d, const char *text)
{
	return str_eq(jsn_text(d), str_from(text));
}

const char *snake(const struct contract *c, const char *camel)
{
	char *name = arena_alloc(c->arena, 2 * strlen(camel) + 1);
	char *to = name;
	for (const char *p = camel; *p != '\0'; p++) {
		if (isupper((unsigned char)*p) && p != camel)
			*to++ = '_';
		*to++ = (char)tolower((unsigned char)*p);
	}
	return name;
}

const char *upper(const struct contract *c, const char *text)
{
	char *name = arena_strndup(c->arena, text, strlen(text));
	for (char *p = name; *p != '\0'; p++)
		*p = *p == '-' ? '_' : (char)toupper((unsigned char)*p);
	return name;
}

const struct jsn_doc *component(const struct contract *c, const char *kind, const char *name)
{
	return jsn_get(jsn_get(jsn_get(c->root, "components"), kind), name);
}

const char *ref_name(const struct contract *c, const struct jsn_doc *d)
{
	const char *ref = text_of(c, jsn_get(d, "$ref"));
	const char *slash = strrchr(ref, '/');
	return slash == NULL ? NULL : slash + 1;
}

const struct jsn_doc *follow(const struct contract *c, const struct jsn_doc *d)
{
	const char *name = ref_name(c, d);
	if (name == NULL)
		return d;
	const char *kind = text_of(c, jsn_get(d, "$ref")) + strlen("#/components/");
	return component(c, arena_strndup(c->arena, kind, strcspn(kind, "/")), name);
}

const char *type_of(const struct contract *c, const struct jsn_doc *schema, bool *ret_nullable)
{
	const struct jsn_doc *type = jsn_get(schema, "type");
	*ret_nullable =
		jsn_is_array(type) && jsn_count(type) == 2 && text_is(jsn_at(type, 1), "null");
	return text_of(c, *ret_nullable ? jsn_at(type, 0) : type);
}

static int64_t bound(const struct jsn_doc *schema, const char *key, int64_t otherwise)
{
	int64_t n = otherwise;
	(void)jsn_integer(jsn_get(schema, key), &n); /* check.c wants it where it must be */
	return n;
}

static void string_value(const struct contract *c, const char *where, const struct jsn_doc *schema,
	struct value *value)
{
	static const struct {
		const char *format;
		enum jsn_kind kind;
		const char *name;
	} formats[] = {
		{ "date", JSN_DATE, NULL },
		{ "date-time", JSN_INSTANT, NULL },
		{ "uuid", JSN_UUID, NULL },
		{ "email", JSN_STRING, "JSN_FORMAT_EMAIL" },
		{ "uri", JSN_STRING, "JSN_FORMAT_URI" },
		{ "password", JSN_STRING, NULL },
	};
	value->kind = JSN_STRING;
	value->min = bound(schema, "minLength", 0);
	value->max = bound(schema, "maxLength", 0);
	if (jsn_get(schema, "pattern") != NULL)
		value->pattern = text_of(c, jsn_get(schema, "pattern"));
	bool known = jsn_get(schema, "format") == NULL;
	value->text = known || text_is(jsn_get(schema, "format"), "email");
	(void)jsn_boolean(jsn_get(schema, "x-vrije-tekst"), &value->free_text);
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (!text_is(jsn_get(schema, "format"), formats[i].format))
			continue;
		known = true;
		value->kind = formats[i].kind;
		value->format = formats[i].name;
	}
	if (!known)
		fault(where, "this format has no decoder");
	if (jsn_get(schema, "enum") != NULL)
		fault(where, "an enum in a request must be a component of its own");
	if (jsn_get(schema, "const") != NULL)
		fault(where, "a const in a request is not implemented");
}

/* A reference: to an enum, an object, or something plainer. */
static struct value ref_value(
	const struct contract *c, const char *where, const struct jsn_doc *schema)
{
	const struct jsn_doc *target = follow(c, schema);
	bool nullable;
	struct value value = { .kind = JSN_OBJECT };
	if (jsn_get(target, "enum") != NULL)
		value.kind = JSN_ENUM;
	else if (strcmp(type_of(c, target, &nullable), "object") != 0)
		value = value_of(c, where, target);
	if (value.kind == JSN_ENUM || value.kind == JSN_OBJECT)
		value.component = ref_name(c, schema);
	return value;
}

struct value value_of(const struct contract *c, const char *where, const struct jsn_doc *schema)
{
	struct value value = { .kind = JSN_OBJECT };
	const struct jsn_doc *either = jsn_get(schema, "oneOf");
	bool nullable = either != NULL;
	const struct jsn_doc *plain = either == NULL ? schema : jsn_at(either, 0);
	if (jsn_get(plain, "$ref") != NULL) {
		value = ref_value(c, where, plain);
	} else {
		const char *type = type_of(c, plain, &nullable);
		if (strcmp(type, "string") == 0) {
			string_value(c, where, plain, &value);
		} else if (strcmp(type, "integer") == 0) {
			value.kind = JSN_INTEGER;
			value.min = bound(plain, "minimum", INT64_MIN);
			value.max = bound(plain, "maximum", INT64_MAX);
		} else if (strcmp(type, "boolean") == 0) {
			value.kind = JSN_BOOLEAN;
		} else if (strcmp(type, "array") == 0) {
			value.kind = JSN_ARRAY;
			value.min = bound(plain, "minItems", 0);
			value.max = bound(plain, "maxItems", 0);
			value.items = jsn_get(plain, "items");
			(void)jsn_boolean(jsn_get(plain, "uniqueItems"), &value.unique);
		} else {
			fault(where, "an object in a request must be a component of its own");
		}
	}
	value.nullable = value.nullable || nullable;
	value.fill = jsn_get(schema, "default");
	return value;
}

static struct field *add_field(const struct contract *c, struct fields *fields, const char *wire)
{
	if (fields->count == MAX_FIELDS)
		errx(1, "%s: more than %d fields", wire, MAX_FIELDS);
	struct field *f = &fields->items[fields->count++];
	*f = (struct field){ .wire = wire, .name = snake(c, wire) };
	return f;
}

void fields_of_object(const struct contract *c, const char *name, const struct jsn_doc *schema,
	struct fields *ret_fields)
{
	ret_fields->count = 0;
	const struct jsn_doc *properties = jsn_get(schema, "properties");
	const struct jsn_doc *required = jsn_get(schema, "required");
	for (size_t i = 0; i < jsn_object_count(properties); i++) {
		const char *wire = jsn_key_at(properties, i);
		struct field *f = add_field(c, ret_fields, wire);
		for (size_t j = 0; j < jsn_count(required); j++)
			f->required = f->required || text_is(jsn_at(required, j), wire);
		f->value = value_of(
			c, arena_printf(c->arena, "%s.%s", name, wire), jsn_get(properties, wire));
	}
}

void fields_of_params(const struct contract *c, const struct operation *op, const char *in,
	struct fields *ret_fields)
{
	ret_fields->count = 0;
	const struct jsn_doc *params = jsn_get(op->doc, "parameters");
	for (size_t i = 0; i < jsn_count(params); i++) {
		const struct jsn_doc *param = follow(c, jsn_at(params, i));
		if (!text_is(jsn_get(param, "in"), in))
			continue;
		struct field *f = add_field(c, ret_fields, text_of(c, jsn_get(param, "name")));
		(void)jsn_boolean(jsn_get(param, "required"), &f->required);
		f->value = value_of(c, arena_printf(c->arena, "%s, %s", op->id, f->wire),
			jsn_get(param, "schema"));
		f->value.text = false; /* nothing of it is kept */
	}
}

const struct jsn_doc *param_of(
	const struct contract *c, const struct operation *op, const char *in, const char *name)
{
	const struct jsn_doc *params = jsn_get(op->doc, "parameters");
	for (size_t i = 0; i < jsn_count(params); i++) {
		const struct jsn_doc *param = follow(c, jsn_at(params, i));
		if (text_is(jsn_get(param, "in"), in) && text_is(jsn_get(param, "name"), name))
			return param;
	}
	return NULL;
}

size_t operations_of(const struct contract *c, struct operation ret_ops[static MAX_OPERATIONS])
{
	size_t count = 0;
	const struct jsn_doc *paths = jsn_get(c->root, "paths");
	for (size_t i = 0; i < jsn_object_count(paths); i++) {
		const char *path = jsn_key_at(paths, i);
		const struct jsn_doc *item = jsn_get(paths, path);
		for (size_t j = 0; j < jsn_object_count(item); j++) {
			if (count == MAX_OPERATIONS)
				errx(1, "more than %d operations", MAX_OPERATIONS);
			const char *method = jsn_key_at(item, j);
			const struct jsn_doc *doc = jsn_get(item, method);
			const char *id = text_of(c, jsn_get(doc, "operationId"));
			ret_ops[count++] =
				(struct operation){ path, method, id, snake(c, id), doc, false };
		}
	}
	return count;
}

const struct jsn_doc *success_of(
	const struct contract *c, const struct operation *op, const char **ret_status)
{
	const struct jsn_doc *answers = jsn_get(op->doc, "responses"), *found = NULL;
	for (size_t i = 0; i < jsn_object_count(answers); i++) {
		const char *status = jsn_key_at(answers, i);
		if (status[0] != '2')
			continue;
		if (found != NULL)
			return NULL;
		found = follow(c, jsn_get(answers, status));
		*ret_status = status;
	}
	return found;
}

const struct jsn_doc *body_of(
	const struct contract *c, const struct operation *op, const char **ret_media)
{
	const struct jsn_doc *content =
		jsn_get(follow(c, jsn_get(op->doc, "requestBody")), "content");
	if (jsn_object_count(content) == 0)
		return NULL;
	*ret_media = jsn_key_at(content, 0);
	return jsn_get(jsn_get(content, *ret_media), "schema");
}

const char *recht_of(const struct contract *c, const struct operation *op)
{
	const char *tag = text_of(c, jsn_at(jsn_get(op->doc, "tags"), 0));
	char *letters = arena_strndup(c->arena, tag, strlen(tag));
	char *to = letters;
	for (const char *p = tag; *p != '\0'; p++)
		if (isalpha((unsigned char)*p))
			*to++ = (char)tolower((unsigned char)*p);
	*to = '\0';
	const char *wanted = arena_printf(
		c->arena, "%s-%s", letters, strcmp(op->method, "get") == 0 ? "lezen" : "schrijven");
	const struct jsn_doc *all = jsn_get(component(c, "schemas", "SleutelRecht"), "enum");
	for (size_t i = 0; i < jsn_count(all); i++)
		if (text_is(jsn_at(all, i), wanted))
			return wanted;
	return NULL;
}
