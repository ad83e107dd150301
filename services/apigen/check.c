/* What a contract must and must not have, beyond being JSON: the rules of api/README.md. */
#include <ctype.h>
#include <string.h>

#include "apigen.h"

#define MAX_NESTING 32 /* references within references of a schema */

static bool is_listed(const char *key, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(*list, key) == 0)
			return true;
	return false;
}

static void check_keys(const char *where, const struct jsn_doc *d, const char *const *known)
{
	for (size_t i = 0; i < jsn_object_count(d); i++)
		if (!is_listed(jsn_key_at(d, i), known))
			fault(where, "the keyword '%s' is not implemented", jsn_key_at(d, i));
}

static bool is_camel(const char *name)
{
	return islower((unsigned char)name[0]) &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") ==
		       strlen(name);
}

/* What POSIX extended expressions and ECMAScript both have and read alike. */
static void check_pattern(const char *where, const char *pattern)
{
	const size_t len = strlen(pattern);
	if (pattern[0] != '^' || len < 2 || pattern[len - 1] != '$')
		fault(where, "the pattern must begin with ^ and end with $");
	if (strchr(pattern, '\\') || strstr(pattern, "(?") || strstr(pattern, "[:"))
		fault(where, "the pattern may not have \\, (? or [:");
}

static bool is_whole(const struct jsn_doc *schema, const char *key)
{
	int64_t n;
	return jsn_integer(jsn_get(schema, key), &n);
}

static void check_string(const struct contract *c, const char *where, const struct jsn_doc *schema,
	bool is_component)
{
	static const char *const formats[] = { "date", "date-time", "uuid", "email", "uri",
		"uri-reference", "password", NULL };
	const char *format = text_of(c, jsn_get(schema, "format"));
	if (format[0] != '\0' && !is_listed(format, formats))
		fault(where, "the format '%s' is not implemented", format);
	if (jsn_get(schema, "pattern") != NULL)
		check_pattern(where, text_of(c, jsn_get(schema, "pattern")));
	if (jsn_get(schema, "enum") != NULL) {
		if (!is_component)
			fault(where, "an enum must be a component of its own");
		return;
	}
	if (jsn_get(schema, "x-vrije-tekst") != NULL && format[0] != '\0')
		fault(where, "x-vrije-tekst is for a text without a format");
	const bool sized = strncmp(format, "date", 4) == 0 || strcmp(format, "uuid") == 0;
	if (!sized && !is_whole(schema, "maxLength") && jsn_get(schema, "const") == NULL)
		fault(where, "a string needs maxLength");
}

static void check_schema(const struct contract *c, const char *where, const struct jsn_doc *schema,
	bool is_component);

/* Roles, each with a reach: those of an operation, or those that see a property. */
static void check_roles(
	const struct contract *c, const char *where, const char *key, const struct jsn_doc *toegang)
{
	const struct jsn_doc *known = jsn_get(component(c, "schemas", "Rol"), "enum");
	for (size_t i = 0; i < jsn_object_count(toegang); i++) {
		const char *rol = jsn_key_at(toegang, i);
		bool found = strcmp(rol, "iedereen") == 0;
		for (size_t j = 0; j < jsn_count(known); j++)
			found = found || str_eq(jsn_text(jsn_at(known, j)), str_from(rol));
		if (!found)
			fault(where, "'%s' is not a Rol", rol);
		const char *reach = text_of(c, jsn_get(toegang, rol));
		size_t t = 0;
		while (toegang_table[t].code != NULL && strcmp(toegang_table[t].code, reach) != 0)
			t++;
		if (toegang_table[t].code == NULL)
			fault(where, "%s gives a %s '%s', which is no reach", key, rol, reach);
	}
	if (toegang != NULL && jsn_object_count(toegang) == 0)
		fault(where, "%s lets nobody in", key);
}

/* Who does not see a property gets null or an empty list in its place. */
static void check_zicht(const struct contract *c, const char *where, const struct jsn_doc *property)
{
	const struct jsn_doc *zicht = jsn_get(property, "x-zicht");
	if (zicht == NULL)
		return;
	check_roles(c, where, "x-zicht", zicht);
	if (jsn_get(zicht, "iedereen") != NULL)
		fault(where, "x-zicht names roles, not 'iedereen'");
	bool nullable = jsn_get(property, "oneOf") != NULL;
	if (!nullable && jsn_get(property, "$ref") == NULL &&
		strcmp(type_of(c, property, &nullable), "array") == 0)
		nullable = true;
	if (!nullable)
		fault(where, "x-zicht needs a property that may be null, or a list");
}

static void check_object(const struct contract *c, const char *where, const struct jsn_doc *schema)
{
	bool more = true;
	if (!jsn_boolean(jsn_get(schema, "additionalProperties"), &more) || more)
		fault(where, "an object needs additionalProperties: false");
	const struct jsn_doc *properties = jsn_get(schema, "properties");
	for (size_t i = 0; i < jsn_object_count(properties); i++) {
		const char *name = jsn_key_at(properties, i);
		if (!is_camel(name))
			fault(where, "'%s' is not camelCase", name);
		const char *place = arena_printf(c->arena, "%s.%s", where, name);
		check_schema(c, place, jsn_get(properties, name), false);
		check_zicht(c, place, jsn_get(properties, name));
	}
	const struct jsn_doc *required = jsn_get(schema, "required");
	for (size_t i = 0; i < jsn_count(required); i++)
		if (jsn_get(properties, text_of(c, jsn_at(required, i))) == NULL)
			fault(where, "'%s' is required but not there",
				text_of(c, jsn_at(required, i)));
}

/* Null beside a reference: oneOf of the two, in this order. */
static void check_either(const struct contract *c, const char *where, const struct jsn_doc *either)
{
	if (jsn_count(either) != 2 || jsn_get(jsn_at(either, 0), "$ref") == NULL ||
		!text_is(jsn_get(jsn_at(either, 1), "type"), "null"))
		fault(where, "oneOf must be a reference and {\"type\": \"null\"}");
}

static void check_schema(const struct contract *c, const char *where, const struct jsn_doc *schema,
	bool is_component)
{
	static const char *const known[] = { "$ref", "additionalProperties", "const", "default",
		"description", "enum", "examples", "format", "items", "maxItems", "maxLength",
		"maximum", "minItems", "minLength", "minProperties", "minimum", "oneOf", "pattern",
		"properties", "required", "type", "uniqueItems", "x-vrije-tekst", "x-zicht", NULL };
	check_keys(where, schema, known);
	if (jsn_get(schema, "$ref") != NULL)
		return;
	if (jsn_get(schema, "oneOf") != NULL) {
		check_either(c, where, jsn_get(schema, "oneOf"));
		return;
	}
	bool nullable;
	const char *type = type_of(c, schema, &nullable);
	if (strcmp(type, "string") == 0) {
		check_string(c, where, schema, is_component);
	} else if (strcmp(type, "integer") == 0) {
		if (!is_whole(schema, "minimum") || !is_whole(schema, "maximum"))
			fault(where, "an integer needs minimum and maximum");
	} else if (strcmp(type, "array") == 0) {
		if (!is_whole(schema, "maxItems"))
			fault(where, "an array needs maxItems");
		check_schema(c, where, jsn_get(schema, "items"), false);
	} else if (strcmp(type, "object") == 0) {
		if (!is_component)
			fault(where, "an object must be a component of its own");
		check_object(c, where, schema);
	} else if (strcmp(type, "boolean") != 0) {
		fault(where, "the type '%s' is not implemented", type);
	}
}

/* Whether the references below a schema go deeper than any that ends. */
static bool is_endless(const struct contract *c, const struct jsn_doc *schema, unsigned depth)
{
	if (depth > MAX_NESTING)
		return true;
	if (jsn_get(schema, "$ref") != NULL)
		return is_endless(c, follow(c, schema), depth + 1);
	if (jsn_get(schema, "oneOf") != NULL)
		return is_endless(c, jsn_at(jsn_get(schema, "oneOf"), 0), depth + 1);
	if (jsn_get(schema, "items") != NULL)
		return is_endless(c, jsn_get(schema, "items"), depth + 1);
	const struct jsn_doc *properties = jsn_get(schema, "properties");
	for (size_t i = 0; i < jsn_object_count(properties); i++)
		if (is_endless(c, jsn_get(properties, jsn_key_at(properties, i)), depth + 1))
			return true;
	return false;
}

/* Every {name} of the path is a parameter, and the other way round. */
static void check_path(const struct contract *c, const struct operation *op)
{
	size_t in_path = 0;
	for (const char *p = strchr(op->path, '{'); p != NULL; p = strchr(p + 1, '{')) {
		const char *name = arena_strndup(c->arena, p + 1, strcspn(p + 1, "}"));
		if (param_of(c, op, "path", name) == NULL)
			fault(op->id, "the path parameter '%s' is not described", name);
		in_path++;
	}
	struct fields *fields = ARENA_NEW(c->arena, struct fields);
	fields_of_params(c, op, "path", fields);
	if (fields->count != in_path)
		fault(op->id, "describes %zu path parameters, the path has %zu", fields->count,
			in_path);
	if (op->path[0] != '/' || (op->path[1] != '\0' && op->path[strlen(op->path) - 1] == '/'))
		fault(op->id, "a path begins with / and does not end with it");
}

static void check_params(const struct contract *c, const struct operation *op)
{
	static const char *const known[] = { "description", "in", "name", "required", "schema",
		NULL };
	static const char *const headers[] = { "Accept-Language", "Idempotency-Key", "If-Match",
		"Schakel-Bevestigd", NULL };
	const struct jsn_doc *params = jsn_get(op->doc, "parameters");
	for (size_t i = 0; i < jsn_count(params); i++) {
		const struct jsn_doc *param = follow(c, jsn_at(params, i));
		const char *name = text_of(c, jsn_get(param, "name"));
		const char *where = arena_printf(c->arena, "%s, %s", op->id, name);
		check_keys(where, param, known);
		check_schema(c, where, jsn_get(param, "schema"), false);
		if (text_is(jsn_get(param, "in"), "header")) {
			if (!is_listed(name, headers))
				fault(where, "this header parameter is not implemented");
		} else if (!is_camel(name)) {
			fault(where, "is not camelCase");
		}
		if (jsn_get(param, "description") == NULL)
			fault(where, "needs a description");
	}
	if (strcmp(op->method, "post") == 0 && !param_of(c, op, "header", "Idempotency-Key"))
		fault(op->id, "a POST declares Idempotency-Key");
	if (strcmp(op->method, "patch") == 0 && !param_of(c, op, "header", "If-Match"))
		fault(op->id, "a PATCH declares If-Match");
}

static void check_answers(const struct contract *c, const struct operation *op)
{
	const struct jsn_doc *answers = jsn_get(op->doc, "responses");
	const char *status;
	const struct jsn_doc *success = success_of(c, op, &status);
	if (success == NULL)
		fault(op->id, "needs exactly one answer in the 200s");
	else if (jsn_object_count(jsn_get(success, "content")) != 1)
		fault(op->id, "the answer %s needs one media type", status);
	for (size_t i = 0; i < jsn_object_count(answers); i++) {
		const char *key = jsn_key_at(answers, i);
		const struct jsn_doc *answer = follow(c, jsn_get(answers, key));
		if (strlen(key) != 3 || strspn(key, "0123456789") != 3)
			fault(op->id, "'%s' is not a status", key);
		if (jsn_get(answer, "description") == NULL)
			fault(op->id, "the answer %s needs a description", key);
		if (key[0] >= '4' &&
			!jsn_get(jsn_get(answer, "content"), "application/problem+json"))
			fault(op->id, "the answer %s must be a problem document", key);
	}
}

static bool takes_free_text(const struct contract *c, const struct jsn_doc *object)
{
	const struct jsn_doc *properties = jsn_get(follow(c, object), "properties");
	for (size_t i = 0; i < jsn_object_count(properties); i++)
		if (jsn_get(jsn_get(properties, jsn_key_at(properties, i)), "x-vrije-tekst"))
			return true;
	return false;
}

/* Free text, in the body or in an object of it, may have to be confirmed: whoever takes it takes
 * that too, and nobody else. */
static void check_bevestigd(
	const struct contract *c, const struct operation *op, const struct jsn_doc *body)
{
	const struct jsn_doc *properties = jsn_get(follow(c, body), "properties");
	bool free_text = takes_free_text(c, body);
	for (size_t i = 0; i < jsn_object_count(properties); i++)
		free_text = free_text ||
			    takes_free_text(c, jsn_get(properties, jsn_key_at(properties, i)));
	if (free_text != (param_of(c, op, "header", "Schakel-Bevestigd") != NULL))
		fault(op->id, "Schakel-Bevestigd goes with x-vrije-tekst in its body");
}

static void check_body(const struct contract *c, const struct operation *op)
{
	const bool patch = strcmp(op->method, "patch") == 0;
	const char *media = "";
	const struct jsn_doc *body = body_of(c, op, &media);
	check_bevestigd(c, op, body);
	if (body == NULL) {
		if (jsn_get(op->doc, "requestBody") != NULL || patch)
			fault(op->id, "needs a body with a media type");
		return;
	}
	if (strcmp(media, patch ? "application/merge-patch+json" : "application/json") != 0)
		fault(op->id, "the body may not be %s", media);
	bool nullable;
	if (ref_name(c, body) == NULL ||
		strcmp(type_of(c, follow(c, body), &nullable), "object") != 0)
		fault(op->id, "the body must be a reference to an object");
	bool required = false;
	if (!jsn_boolean(jsn_get(jsn_get(op->doc, "requestBody"), "required"), &required) ||
		!required)
		fault(op->id, "the body must be required");
}

static void check_toegang(const struct contract *c, const struct operation *op)
{
	const struct jsn_doc *toegang = jsn_get(op->doc, "x-toegang");
	check_roles(c, op->id, "x-toegang", toegang);
	if (toegang != NULL && jsn_get(op->doc, "security") != NULL)
		fault(op->id, "x-toegang on an open operation");
}

static void check_operation(const struct contract *c, const struct operation *op)
{
	static const char *const known[] = { "description", "operationId", "parameters",
		"requestBody", "responses", "security", "summary", "tags", "x-bevestiging",
		"x-geheim", "x-sleutel", "x-toegang", "x-zelf", "x-zonder-tweede-factor", NULL };
	static const char *const methods[] = { "get", "post", "put", "patch", "delete", NULL };
	const char *where = arena_printf(c->arena, "%s %s", op->method, op->path);
	if (!is_listed(op->method, methods))
		fault(where, "is not a method");
	if (!is_camel(op->id))
		fault(where, "needs an operationId in camelCase");
	check_keys(where, op->doc, known);
	static const char *const needed[] = { "summary", "description", "tags", NULL };
	for (const char *const *key = needed; *key != NULL; key++)
		if (jsn_get(op->doc, *key) == NULL)
			fault(where, "needs %s", *key);
	const struct jsn_doc *security = jsn_get(op->doc, "security");
	if (security != NULL && (!jsn_is_array(security) || jsn_count(security) != 0))
		fault(where, "security may only be [], for an open operation");
	check_path(c, op);
	check_params(c, op);
	check_body(c, op);
	check_answers(c, op);
	check_toegang(c, op);
}

/* A right that nothing asks for would be a promise of nothing. */
static void check_rechten(
	const struct contract *c, const struct operation *ops, size_t operation_count)
{
	const struct jsn_doc *all = jsn_get(component(c, "schemas", "SleutelRecht"), "enum");
	for (size_t i = 0; i < jsn_count(all); i++) {
		bool asked = false;
		for (size_t j = 0; j < operation_count && !asked; j++) {
			const char *recht = recht_of(c, &ops[j]);
			asked = recht != NULL && text_is(jsn_at(all, i), recht);
		}
		if (!asked)
			fault("SleutelRecht", "no operation asks for '%s'",
				text_of(c, jsn_at(all, i)));
	}
}

void check(const struct contract *c)
{
	const struct jsn_doc *schemas = jsn_get(jsn_get(c->root, "components"), "schemas");
	for (size_t i = 0; i < jsn_object_count(schemas); i++) {
		const char *name = jsn_key_at(schemas, i);
		if (!isupper((unsigned char)name[0]))
			fault(name, "a schema's name begins with a capital");
		check_schema(c, name, jsn_get(schemas, name), true);
		if (is_endless(c, jsn_get(schemas, name), 0))
			fault(name, "holds itself");
	}
	struct operation *ops = ARENA_ARRAY(c->arena, MAX_OPERATIONS, struct operation);
	const size_t count = operations_of(c, ops);
	for (size_t i = 0; i < count; i++) {
		check_operation(c, &ops[i]);
		for (size_t j = 0; j < i; j++)
			if (strcmp(ops[i].id, ops[j].id) == 0)
				fault(ops[i].path, "the operationId '%s' is there twice",
					ops[i].id);
	}
	check_rechten(c, ops, count);
	if (text_of(c, jsn_get(jsn_get(c->root, "info"), "version"))[0] == '\0')
		fault("info", "needs a version");
}
