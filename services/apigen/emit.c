/* operations.h and operations.c: enums, structs, decoding tables, defaults. */
#include <string.h>

#include "emit.h"

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

/* How far a role reaches with an operation, and how many roles there are. */
static void put_toegang(struct emitter *e)
{
	const struct jsn_doc *values = jsn_get(component(e->c, "schemas", "Rol"), "enum");
	fprintf(e->h, "#define API_ROL_COUNT %zu\n\nenum api_toegang {\n\tAPI_TOEGANG_GEEN,\n",
		jsn_count(values) > 0 ? jsn_count(values) : 1);
	for (size_t i = 0; toegang_table[i].code != NULL; i++)
		fprintf(e->h, "\tAPI_TOEGANG_%s, /* %s */\n", upper(e->c, toegang_table[i].code),
			toegang_table[i].en);
	fputs("};\n\n", e->h);
}

/* Who sees a property: api_zicht_<schema>_<property>, by role. */
static void put_zicht(
	struct emitter *e, const char *schema, const char *property, const struct jsn_doc *zicht)
{
	const char *name = arena_printf(
		e->c->arena, "api_zicht_%s_%s", snake(e->c, schema), snake(e->c, property));
	fprintf(e->h, "extern const enum api_toegang %s[API_ROL_COUNT];\n", name);
	fprintf(e->s, "const enum api_toegang %s[API_ROL_COUNT] = {\n", name);
	for (size_t i = 0; i < jsn_object_count(zicht); i++)
		fprintf(e->s, "\t[API_ROL_%s] = API_TOEGANG_%s,\n",
			upper(e->c, jsn_key_at(zicht, i)),
			upper(e->c, text_of(e->c, jsn_get(zicht, jsn_key_at(zicht, i)))));
	fputs("};\n\n", e->s);
}

static void put_zichten(struct emitter *e)
{
	const struct jsn_doc *schemas = jsn_get(jsn_get(e->c->root, "components"), "schemas");
	for (size_t i = 0; i < jsn_object_count(schemas); i++) {
		const char *name = jsn_key_at(schemas, i);
		const struct jsn_doc *properties = jsn_get(jsn_get(schemas, name), "properties");
		for (size_t k = 0; k < jsn_object_count(properties); k++) {
			const char *property = jsn_key_at(properties, k);
			const struct jsn_doc *zicht =
				jsn_get(jsn_get(properties, property), "x-zicht");
			if (zicht != NULL)
				put_zicht(e, name, property, zicht);
		}
	}
	fputc('\n', e->h);
}

void emit_enums(struct emitter *e)
{
	const struct jsn_doc *schemas = jsn_get(jsn_get(e->c->root, "components"), "schemas");
	for (size_t i = 0; i < jsn_object_count(schemas); i++) {
		const char *name = jsn_key_at(schemas, i);
		if (jsn_get(jsn_get(schemas, name), "enum") != NULL)
			put_enum(e, name, jsn_get(jsn_get(schemas, name), "enum"));
	}
	put_toegang(e);
	put_zichten(e);
}

/* Text between the quotes of a C literal. */
static void put_literal(FILE *f, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			fputc('\\', f);
		fputc(*text, f);
	}
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
	if (v->pattern != NULL) {
		fputs(",\n\t\t.pattern = \"", e->s);
		put_literal(e->s, v->pattern);
		fputs("\"", e->s);
	}
	if (v->format != NULL)
		fprintf(e->s, ", .format = %s", v->format);
	if (v->text)
		fprintf(e->s, ", .check = api_check_%s", v->free_text ? "free_text" : "text");
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

void emit_struct(struct emitter *e, const char *name, const struct fields *fields)
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

void emit_schema(struct emitter *e, const char *kind, const char *owner, const char *table,
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

bool emit_has_fill(const struct fields *fields)
{
	for (size_t i = 0; i < fields->count; i++)
		if (fields->items[i].value.fill != NULL)
			return true;
	return false;
}

/* static void <table>_fill(<owner> *v): what is absent gets its default. */
void emit_fill(struct emitter *e, const char *owner, const char *table, const struct fields *fields)
{
	if (!emit_has_fill(fields))
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
	if (emit_has_fill(fields))
		fault(owner, "a default inside a nested object is not implemented");
}

/* The struct and tables of an object schema, those that it holds first. */
void emit_object(struct emitter *e, const char *name)
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
		emit_object(e, v.component);
		refuse_fill(e, v.component, component(e->c, "schemas", v.component), inner);
	}
	const char *table = arena_printf(e->c->arena, "api_%s", snake(e->c, name));
	const char *owner = arena_printf(e->c->arena, "struct %s", table);
	int64_t least = 0;
	(void)jsn_integer(jsn_get(schema, "minProperties"), &least);
	fprintf(e->h, "%s {\n", owner);
	emit_struct(e, name, fields);
	fprintf(e->h, "};\nextern const struct jsn_schema %s_schema;\n\n", table);
	emit_schema(e, "", owner, table, name, fields, least);
	emit_fill(e, owner, table, fields);
}
