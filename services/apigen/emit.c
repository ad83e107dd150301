/* operations.h and operations.c: enums, structs, decoding tables, the table of operations. */
#include <string.h>

#include "apigen.h"

#define MAX_STRUCTS 128

struct emitter {
	const struct contract *c;
	FILE *h, *s;
	const char *done[MAX_STRUCTS]; /* component names of structs that stand already */
	size_t done_count;
};

static const char *c_type(const struct emitter *e, const struct value *v)
{
	switch (v->kind) {
	case JSN_STRING: return "struct str";
	case JSN_INTEGER:
	case JSN_INSTANT: return "int64_t";
	case JSN_BOOLEAN: return "bool";
	case JSN_DATE:
	case JSN_ENUM: return "int32_t";
	case JSN_UUID: return "struct uuid";
	case JSN_ARRAY: return "struct jsn_array";
	case JSN_OBJECT:
		return arena_printf(e->c->arena, "struct api_%s", snake(e->c, v->component));
	}
	return NULL;
}

static void put_enum(struct emitter *e, const char *name, const struct jsn_doc *values)
{
	const char *low = snake(e->c, name), *up = upper(e->c, low);
	fprintf(e->h, "enum api_%s {\n", low);
	fprintf(e->s, "const char *const api_%s_names[] = {\n", low);
	for (size_t i = 0; i < jsn_count(values); i++) {
		const char *value = text_of(e->c, jsn_at(values, i));
		fprintf(e->h, "\tAPI_%s_%s,\n", up, upper(e->c, value));
		fprintf(e->s, "\t\"%s\",\n", value);
	}
	fprintf(e->h, "};\nextern const char *const api_%s_names[];\n\n", low);
	fputs("\tNULL,\n};\n\n", e->s);
}

static void put_rol_bits(struct emitter *e)
{
	const struct jsn_doc *values = jsn_get(component(e->c, "schemas", "Rol"), "enum");
	if (values == NULL)
		return;
	fputs("enum api_rol_bit {\n", e->h);
	for (size_t i = 0; i < jsn_count(values); i++) {
		const char *rol = upper(e->c, text_of(e->c, jsn_at(values, i)));
		fprintf(e->h, "\tAPI_ROL_BIT_%s = 1 << API_ROL_%s,\n", rol, rol);
	}
	fputs("};\n\n", e->h);
}

/* The initialiser of a struct jsn_value; that of an array's items stands in `item`. */
static void put_value(struct emitter *e, const struct value *v, const char *item)
{
	static const char *const kinds[] = {
		[JSN_STRING] = "STRING",
		[JSN_INTEGER] = "INTEGER",
		[JSN_BOOLEAN] = "BOOLEAN",
		[JSN_DATE] = "DATE",
		[JSN_INSTANT] = "INSTANT",
		[JSN_UUID] = "UUID",
		[JSN_ENUM] = "ENUM",
		[JSN_OBJECT] = "OBJECT",
		[JSN_ARRAY] = "ARRAY",
	};
	fprintf(e->s, "{ .kind = JSN_%s", kinds[v->kind]);
	if (v->nullable)
		fputs(", .nullable = true", e->s);
	if (v->kind == JSN_STRING || v->kind == JSN_INTEGER || v->kind == JSN_ARRAY)
		fprintf(e->s, ", .min = %lld, .max = %lld", (long long)v->min, (long long)v->max);
	if (v->pattern != NULL)
		fprintf(e->s, ",\n\t\t.pattern = \"%s\"", v->pattern);
	if (v->format != NULL)
		fprintf(e->s, ", .format = %s", v->format);
	if (v->kind == JSN_ENUM)
		fprintf(e->s, ", .names = api_%s_names", snake(e->c, v->component));
	if (v->kind == JSN_OBJECT)
		fprintf(e->s, ", .object = &api_%s_schema", snake(e->c, v->component));
	if (v->kind == JSN_ARRAY) {
		const struct value of = value_of(e->c, item, v->items);
		fprintf(e->s, ",\n\t\t.item = &%s, .item_size = sizeof(%s)", item, c_type(e, &of));
		if (v->unique)
			fputs(", .unique_items = true", e->s);
	}
	fputs(" }", e->s);
}

static void put_struct(struct emitter *e, const char *name, const struct fields *fields)
{
	for (size_t i = 0; i < fields->count; i++) {
		const struct field *f = &fields->items[i];
		fprintf(e->h, "\tenum jsn_has has_%s;\n", f->name);
		fprintf(e->h, "\t%s %s;", c_type(e, &f->value), f->name);
		if (f->value.kind == JSN_ENUM)
			fprintf(e->h, " /* enum api_%s */", snake(e->c, f->value.component));
		if (f->value.kind == JSN_ARRAY) {
			const struct value of = value_of(e->c, name, f->value.items);
			fprintf(e->h, " /* of %s */", c_type(e, &of));
		}
		fputc('\n', e->h);
	}
}

/* The members of `owner` ("struct api_x") as the table `table`. */
static void put_members(
	struct emitter *e, const char *owner, const char *table, const struct fields *fields)
{
	for (size_t i = 0; i < fields->count; i++) {
		const struct field *f = &fields->items[i];
		if (f->value.kind != JSN_ARRAY)
			continue;
		const struct value of = value_of(e->c, table, f->value.items);
		if (of.kind == JSN_ARRAY)
			fault(table, "an array of arrays is not implemented");
		fprintf(e->s, "static const struct jsn_value %s_%s_item = ", table, f->name);
		put_value(e, &of, "");
		fputs(";\n", e->s);
	}
	fprintf(e->s, "static const struct jsn_member %s_members[] = {\n", table);
	for (size_t i = 0; i < fields->count; i++) {
		const struct field *f = &fields->items[i];
		fprintf(e->s, "\t{ .name = \"%s\",\n\t\t.value = ", f->wire);
		put_value(e, &f->value, arena_printf(e->c->arena, "%s_%s_item", table, f->name));
		fprintf(e->s, ",\n\t\t.required = %s,\n", f->required ? "true" : "false");
		fprintf(e->s, "\t\t.offset = offsetof(%s, %s),\n", owner, f->name);
		fprintf(e->s, "\t\t.has_offset = offsetof(%s, has_%s) },\n", owner, f->name);
	}
	fputs("};\n", e->s);
}

static void put_schema(struct emitter *e, const char *kind, const char *owner, const char *table,
	const char *name, const struct fields *fields, int64_t min_members)
{
	put_members(e, owner, table, fields);
	fprintf(e->s, "%sconst struct jsn_schema %s_schema = {\n", kind, table);
	fprintf(e->s, "\t.name = \"%s\",\n\t.members = %s_members,\n", name, table);
	fprintf(e->s, "\t.member_count = %zu,\n\t.size = sizeof(%s),\n", fields->count, owner);
	fprintf(e->s, "\t.min_members = %lld,\n};\n\n", (long long)min_members);
}

/* ---- defaults ---- */

/* The value of a default in C; NULL and a fault when it does not fit. */
static const char *fill_text(
	struct emitter *e, const char *where, const struct value *v, const struct jsn_doc *fill)
{
	int64_t number;
	bool truth;
	if (v->kind == JSN_INTEGER && jsn_integer(fill, &number) && number >= v->min &&
		number <= v->max)
		return arena_printf(e->c->arena, "%lld", (long long)number);
	if (v->kind == JSN_BOOLEAN && jsn_boolean(fill, &truth))
		return truth ? "true" : "false";
	if (v->kind == JSN_ENUM) {
		const struct jsn_doc *values =
			jsn_get(component(e->c, "schemas", v->component), "enum");
		for (size_t i = 0; i < jsn_count(values); i++)
			if (str_eq(jsn_text(jsn_at(values, i)), jsn_text(fill)))
				return arena_printf(e->c->arena, "API_%s_%s",
					upper(e->c, snake(e->c, v->component)),
					upper(e->c, text_of(e->c, fill)));
	}
	fault(where, "the default does not fit the schema, or its kind is not implemented");
	return NULL;
}

/* The items of an array's default, as a table beside the function that fills. */
static void put_fill_items(struct emitter *e, const char *table, const struct field *f)
{
	if (f->value.kind != JSN_ARRAY || f->value.fill == NULL)
		return;
	const struct value of = value_of(e->c, table, f->value.items);
	fprintf(e->s, "static %s %s_%s_fill[] = {", c_type(e, &of), table, f->name);
	for (size_t i = 0; i < jsn_count(f->value.fill); i++) {
		const char *text = fill_text(e, f->wire, &of, jsn_at(f->value.fill, i));
		fprintf(e->s, " %s,", text == NULL ? "0" : text);
	}
	fputs(" };\n", e->s);
}

static bool has_fill(const struct fields *fields)
{
	for (size_t i = 0; i < fields->count; i++)
		if (fields->items[i].value.fill != NULL)
			return true;
	return false;
}

/* static void <table>_fill(<owner> *v): what is absent gets its default. */
static void put_fill(
	struct emitter *e, const char *owner, const char *table, const struct fields *fields)
{
	if (!has_fill(fields))
		return;
	for (size_t i = 0; i < fields->count; i++)
		put_fill_items(e, table, &fields->items[i]);
	fprintf(e->s, "static void %s_fill(%s *v)\n{\n", table, owner);
	for (size_t i = 0; i < fields->count; i++) {
		const struct field *f = &fields->items[i];
		if (f->value.fill == NULL)
			continue;
		fprintf(e->s, "\tif (v->has_%s == JSN_ABSENT)\n\t\tv->%s = ", f->name, f->name);
		if (f->value.kind == JSN_ARRAY) {
			fprintf(e->s, "(struct jsn_array){ %s_%s_fill, %zu };\n", table, f->name,
				jsn_count(f->value.fill));
			continue;
		}
		const char *text = fill_text(e, f->wire, &f->value, f->value.fill);
		fprintf(e->s, "%s;\n", text == NULL ? "0" : text);
	}
	fputs("}\n\n", e->s);
}

/* ---- bodies ---- */

/* A default deeper than the body itself would never be filled in. */
static void refuse_fill(
	struct emitter *e, const char *owner, const struct jsn_doc *schema, struct fields *fields)
{
	fields_of_object(e->c, owner, schema, fields);
	if (has_fill(fields))
		fault(owner, "a default inside a nested object is not implemented");
}

/* The struct and tables of an object schema, those that it holds first. */
static void put_object(struct emitter *e, const char *name)
{
	for (size_t i = 0; i < e->done_count; i++)
		if (strcmp(e->done[i], name) == 0)
			return;
	if (e->done_count == MAX_STRUCTS) {
		fault(name, "more than %d structs, or one that holds itself", MAX_STRUCTS);
		return;
	}
	e->done[e->done_count++] = name;
	const struct jsn_doc *schema = component(e->c, "schemas", name);
	struct fields *fields = ARENA_NEW(e->c->arena, struct fields);
	struct fields *inner = ARENA_NEW(e->c->arena, struct fields);
	fields_of_object(e->c, name, schema, fields);
	for (size_t i = 0; i < fields->count; i++) {
		struct value v = fields->items[i].value;
		if (v.kind == JSN_ARRAY)
			v = value_of(e->c, name, v.items);
		if (v.kind != JSN_OBJECT)
			continue;
		put_object(e, v.component);
		refuse_fill(e, v.component, component(e->c, "schemas", v.component), inner);
	}
	const char *table = arena_printf(e->c->arena, "api_%s", snake(e->c, name));
	const char *owner = arena_printf(e->c->arena, "struct %s", table);
	int64_t least = 0;
	(void)jsn_integer(jsn_get(schema, "minProperties"), &least);
	fprintf(e->h, "%s {\n", owner);
	put_struct(e, name, fields);
	fprintf(e->h, "};\nextern const struct jsn_schema %s_schema;\n\n", table);
	put_schema(e, "", owner, table, name, fields, least);
	put_fill(e, owner, table, fields);
}

/* ---- operations ---- */

/* Path or query: a table over the operation's own struct. */
static void put_params(
	struct emitter *e, const struct operation *op, const char *in, struct fields *fields)
{
	fields_of_params(e->c, op, in, fields);
	if (fields->count == 0)
		return;
	put_schema(e, "static ", arena_printf(e->c->arena, "struct op_%s", op->name),
		arena_printf(e->c->arena, "op_%s_%s", op->name, in), op->id, fields, 0);
}

/* The handler as the table holds it, and the defaults of all that it takes: true when there are. */
static bool put_call(struct emitter *e, const struct operation *op, const struct fields *query,
	const struct fields *body)
{
	fprintf(e->s, "static enum err call_%s(struct req *r, const void *in)\n{\n", op->name);
	fprintf(e->s, "\treturn h_%s(r, in);\n}\n\n", op->name);
	if (!has_fill(query) && !has_fill(body))
		return false;
	const char *media;
	fprintf(e->s, "static void defaults_%s(void *in)\n{\n", op->name);
	fprintf(e->s, "\tstruct op_%s *op = in;\n", op->name);
	if (has_fill(query))
		fprintf(e->s, "\top_%s_query_fill(op);\n", op->name);
	if (has_fill(body))
		fprintf(e->s, "\tapi_%s_fill(&op->body);\n",
			snake(e->c, ref_name(e->c, body_of(e->c, op, &media))));
	fputs("}\n\n", e->s);
	return true;
}

static void put_operation(struct emitter *e, struct operation *op)
{
	const char *media;
	const struct jsn_doc *body = body_of(e->c, op, &media);
	struct fields *path = ARENA_NEW(e->c->arena, struct fields);
	struct fields *query = ARENA_NEW(e->c->arena, struct fields);
	struct fields *inner = ARENA_NEW(e->c->arena, struct fields);
	const char *owner = arena_printf(e->c->arena, "struct op_%s", op->name);
	if (body != NULL)
		put_object(e, ref_name(e->c, body));
	put_params(e, op, "path", path);
	put_params(e, op, "query", query);
	fprintf(e->h, "/* %s %s: %s */\n%s {\n", op->method, op->path,
		text_of(e->c, jsn_get(op->doc, "summary")), owner);
	put_struct(e, op->id, path);
	put_struct(e, op->id, query);
	if (body != NULL)
		fprintf(e->h, "\tstruct api_%s body;\n", snake(e->c, ref_name(e->c, body)));
	else if (path->count + query->count == 0)
		fputs("\tchar empty; /* takes nothing */\n", e->h);
	fprintf(e->h, "};\nMUST_CHECK enum err h_%s(struct req *r, const %s *in);\n\n", op->name,
		owner);
	put_fill(e, owner, arena_printf(e->c->arena, "op_%s_query", op->name), query);
	if (body != NULL)
		fields_of_object(e->c, ref_name(e->c, body), follow(e->c, body), inner);
	op->has_defaults = put_call(e, op, query, inner);
}

static void put_table(struct emitter *e, const struct operation *ops, size_t count)
{
	fputs("const struct api_operation api_operations[] = {\n", e->s);
	for (size_t i = 0; i < count; i++) {
		const struct operation *op = &ops[i];
		const char *media = NULL, *status = "";
		const struct jsn_doc *body = body_of(e->c, op, &media);
		const struct jsn_doc *answer = jsn_get(success_of(e->c, op, &status), "content");
		const struct jsn_doc *rollen = jsn_get(op->doc, "x-rollen");
		const struct jsn_doc *key = param_of(e->c, op, "header", "Idempotency-Key");
		bool key_required = false;
		(void)jsn_boolean(jsn_get(key, "required"), &key_required);
		struct fields *fields = ARENA_NEW(e->c->arena, struct fields);
		fprintf(e->s, "\t{ .method = HTTP_%s,\n", upper(e->c, op->method));
		fprintf(e->s, "\t\t.path = \"/v1%s\",\n", op->path);
		fprintf(e->s, "\t\t.operation_id = \"%s\",\n", op->id);
		fprintf(e->s, "\t\t.open = %s,\n",
			jsn_get(op->doc, "security") != NULL ? "true" : "false");
		fputs("\t\t.rollen = ", e->s);
		for (size_t j = 0; j < jsn_count(rollen); j++)
			fprintf(e->s, "%sAPI_ROL_BIT_%s", j == 0 ? "" : " | ",
				upper(e->c, text_of(e->c, jsn_at(rollen, j))));
		fputs(rollen == NULL ? "0xffffffff,\n" : ",\n", e->s);
		fields_of_params(e->c, op, "path", fields);
		if (fields->count > 0)
			fprintf(e->s, "\t\t.path_params = &op_%s_path_schema,\n", op->name);
		fields_of_params(e->c, op, "query", fields);
		if (fields->count > 0)
			fprintf(e->s, "\t\t.query = &op_%s_query_schema,\n", op->name);
		if (body != NULL) {
			fprintf(e->s, "\t\t.body = &api_%s_schema,\n",
				snake(e->c, ref_name(e->c, body)));
			fprintf(e->s, "\t\t.body_offset = offsetof(struct op_%s, body),\n",
				op->name);
			fprintf(e->s, "\t\t.body_media = \"%s\",\n", media);
		}
		fprintf(e->s, "\t\t.answer_media = \"%s\",\n", jsn_key_at(answer, 0));
		fprintf(e->s, "\t\t.if_match = %s,\n",
			param_of(e->c, op, "header", "If-Match") ? "true" : "false");
		fprintf(e->s, "\t\t.idempotency_key = %s,\n", key != NULL ? "true" : "false");
		fprintf(e->s, "\t\t.idempotency_key_required = %s,\n",
			key_required ? "true" : "false");
		fprintf(e->s, "\t\t.in_size = sizeof(struct op_%s),\n", op->name);
		if (op->has_defaults)
			fprintf(e->s, "\t\t.defaults = defaults_%s,\n", op->name);
		fprintf(e->s, "\t\t.handler = call_%s },\n", op->name);
	}
	fprintf(e->s, "};\nconst size_t api_operation_count = %zu;\n\n", count);
}

static const char header_begin[] =
	"/* Generated by apigen from api/: what every operation takes, and the table of them. */\n"
	"#ifndef API_OPERATIONS_H\n#define API_OPERATIONS_H\n\n"
	"#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n\n"
	"#include \"http/http.h\"\n#include \"json/jsn.h\"\n\n"
	"struct req;\n\n";

static const char header_end[] =
	"struct api_operation {\n"
	"\tenum http_method method;\n"
	"\tconst char *path; /* \"/v1/aanvragen/{id}\" */\n"
	"\tconst char *operation_id;\n"
	"\tbool open; /* no token needed */\n"
	"\tuint32_t rollen; /* mask of enum api_rol_bit: who may call it */\n"
	"\tconst struct jsn_schema *path_params, *query; /* over the op struct; NULL: none */\n"
	"\tconst struct jsn_schema *body; /* NULL: none */\n"
	"\tsize_t body_offset;\n"
	"\tconst char *body_media;\n"
	"\tconst char *answer_media; /* of the answer that means success */\n"
	"\tbool if_match; /* If-Match is required */\n"
	"\tbool idempotency_key; /* is taken */\n"
	"\tbool idempotency_key_required;\n"
	"\tsize_t in_size;\n"
	"\tvoid (*defaults)(void *in); /* fills in what is absent, after decoding; NULL: none */\n"
	"\t/* Calls h_<operation>; `in` is its op struct, decoded and filled in. */\n"
	"\tenum err (*handler)(struct req *r, const void *in);\n"
	"};\n\n"
	"extern const struct api_operation api_operations[];\n"
	"extern const size_t api_operation_count;\n\n"
	"extern const char api_openapi_json[]; /* the bundled contract, as it is served */\n"
	"extern const size_t api_openapi_json_len;\n"
	"extern const char api_documentatie_html[];\n"
	"extern const size_t api_documentatie_html_len;\n"
	"extern const char api_documentatie_csp[]; /* its Content-Security-Policy */\n"
	"extern const char api_version[]; /* \"0.1.0\" */\n\n"
	"#endif\n";

void emit_c(const struct contract *c, FILE *header, FILE *source)
{
	struct emitter *e = ARENA_NEW(c->arena, struct emitter);
	*e = (struct emitter){ .c = c, .h = header, .s = source };
	fputs(header_begin, e->h);
	fputs("/* Generated by apigen from api/. */\n#include \"api/operations.h\"\n\n", e->s);
	const struct jsn_doc *schemas = jsn_get(jsn_get(c->root, "components"), "schemas");
	for (size_t i = 0; i < jsn_object_count(schemas); i++) {
		const char *name = jsn_key_at(schemas, i);
		if (jsn_get(jsn_get(schemas, name), "enum") != NULL)
			put_enum(e, name, jsn_get(jsn_get(schemas, name), "enum"));
	}
	put_rol_bits(e);
	struct operation *ops = ARENA_ARRAY(c->arena, MAX_OPERATIONS, struct operation);
	const size_t count = operations_of(c, ops);
	for (size_t i = 0; i < count; i++)
		put_operation(e, &ops[i]);
	put_table(e, ops, count);
	fprintf(e->s, "const char api_version[] = \"%s\";\n",
		text_of(c, jsn_get(jsn_get(c->root, "info"), "version")));
	fputs(header_end, e->h);
}
