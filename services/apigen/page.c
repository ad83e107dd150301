/* The page for people: one file, no script, nothing from elsewhere, in Dutch. */
#include <string.h>

#include "apigen.h"
#include "page_text.h"
#include "sha256.h"

struct page {
	const struct contract *c;
	struct buf *out;
};

#define PUT(p, ...) buf_addf((p)->out, __VA_ARGS__)

static void put_escaped(struct page *p, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		switch (text.ptr[i]) {
		case '&': PUT(p, "&amp;"); break;
		case '<': PUT(p, "&lt;"); break;
		case '>': PUT(p, "&gt;"); break;
		case '"': PUT(p, "&quot;"); break;
		default: buf_add_char(p->out, text.ptr[i]);
		}
	}
}

/* A description: `code` between back quotes, an empty line between paragraphs (no <p> around). */
static void put_text(struct page *p, const struct jsn_doc *d)
{
	struct str rest = jsn_text(d), part;
	for (bool code = false; str_cut(&rest, '`', &part); code = !code) {
		if (code)
			PUT(p, "<code>");
		const char *gap = memmem(part.ptr, part.len, "\n\n", 2);
		while (gap != NULL) {
			const size_t first = (size_t)(gap - part.ptr);
			put_escaped(p, (struct str){ part.ptr, first });
			PUT(p, "</p><p>");
			part = (struct str){ gap + 2, part.len - first - 2 };
			gap = memmem(part.ptr, part.len, "\n\n", 2);
		}
		put_escaped(p, part);
		if (code)
			PUT(p, "</code>");
	}
}

static void put_paragraph(struct page *p, const struct jsn_doc *d)
{
	if (d == NULL)
		return;
	PUT(p, "<p>");
	put_text(p, d);
	PUT(p, "</p>");
}

/* ---- examples ---- */

static void put_indent(struct page *p, unsigned depth)
{
	PUT(p, "\n%*s", (int)(2 * depth), "");
}

static void put_string(struct page *p, struct str s)
{
	struct buf json;
	buf_init(&json, CONTRACT_MAX_BYTES);
	buf_add_json_text(&json, s);
	PUT(p, "&quot;");
	put_escaped(p, buf_str(&json));
	PUT(p, "&quot;");
	buf_fini(&json);
}

static void put_json(struct page *p, const struct jsn_doc *d, unsigned depth)
{
	int64_t number;
	bool truth;
	if (jsn_object_count(d) > 0) {
		PUT(p, "{");
		for (size_t i = 0; i < jsn_object_count(d); i++) {
			put_indent(p, depth + 1);
			put_string(p, str_from(jsn_key_at(d, i)));
			PUT(p, ": ");
			put_json(p, jsn_get(d, jsn_key_at(d, i)), depth + 1);
			PUT(p, "%s", i + 1 < jsn_object_count(d) ? "," : "");
		}
		put_indent(p, depth);
		PUT(p, "}");
	} else if (jsn_is_array(d)) {
		PUT(p, "[");
		for (size_t i = 0; i < jsn_count(d); i++) {
			PUT(p, "%s", i > 0 ? ", " : "");
			put_json(p, jsn_at(d, i), depth);
		}
		PUT(p, "]");
	} else if (jsn_boolean(d, &truth)) {
		PUT(p, truth ? "true" : "false");
	} else if (jsn_integer(d, &number)) {
		PUT(p, "%lld", (long long)number);
	} else if (jsn_text(d).ptr != NULL) {
		put_string(p, jsn_text(d));
	} else {
		PUT(p, jsn_is_object(d) ? "{}" : "null");
	}
}

/* The schema's own example, or one made of the examples of its parts. */
static void put_example(struct page *p, const struct jsn_doc *schema, unsigned depth)
{
	const struct jsn_doc *either = jsn_get(schema, "oneOf");
	schema = follow(p->c, either == NULL ? schema : jsn_at(either, 0));
	const struct jsn_doc *properties = jsn_get(schema, "properties");
	if (jsn_count(jsn_get(schema, "examples")) > 0) {
		put_json(p, jsn_at(jsn_get(schema, "examples"), 0), depth);
	} else if (jsn_get(schema, "items") != NULL) {
		PUT(p, "[");
		put_example(p, jsn_get(schema, "items"), depth);
		PUT(p, "]");
	} else if (jsn_object_count(properties) > 0) {
		PUT(p, "{");
		for (size_t i = 0; i < jsn_object_count(properties); i++) {
			const char *key = jsn_key_at(properties, i);
			put_indent(p, depth + 1);
			put_string(p, str_from(key));
			PUT(p, ": ");
			put_example(p, jsn_get(properties, key), depth + 1);
			PUT(p, "%s", i + 1 < jsn_object_count(properties) ? "," : "");
		}
		put_indent(p, depth);
		PUT(p, "}");
	} else {
		put_json(p, jsn_get(schema, "default"), depth);
	}
}

static void put_example_block(struct page *p, const char *title, const struct jsn_doc *schema)
{
	PUT(p, "<details><summary>%s</summary><pre><code>", title);
	put_example(p, schema, 0);
	PUT(p, "</code></pre></details>");
}

/* ---- schemas ---- */

static void put_bounds(struct page *p, const struct jsn_doc *schema, const char *low,
	const char *high, const char *unit)
{
	int64_t from = 0, to = 0;
	const bool has_from = jsn_integer(jsn_get(schema, low), &from);
	if (!jsn_integer(jsn_get(schema, high), &to))
		return;
	if (has_from && from == to)
		PUT(p, ", %lld%s", (long long)to, unit);
	else if (has_from)
		PUT(p, ", %lld tot en met %lld%s", (long long)from, (long long)to, unit);
	else
		PUT(p, ", hoogstens %lld%s", (long long)to, unit);
}

static void put_string_type(struct page *p, const struct jsn_doc *schema)
{
	static const char *const names[][2] = { { "date", "datum (<code>jjjj-mm-dd</code>)" },
		{ "date-time", "tijdstip in UTC" }, { "uuid", "UUID" }, { "email", "e-mailadres" },
		{ "uri", "webadres" }, { "password", "geheime tekst" },
		{ "uri-reference", "adres, met of zonder server" } };
	const char *name = "tekst";
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (text_is(jsn_get(schema, "format"), names[i][0]))
			name = names[i][1];
	PUT(p, "%s", name);
	if (jsn_get(schema, "const") != NULL) {
		PUT(p, ", altijd <code>");
		put_escaped(p, jsn_text(jsn_get(schema, "const")));
		PUT(p, "</code>");
		return;
	}
	put_bounds(p, schema, "minLength", "maxLength", " tekens");
	if (jsn_get(schema, "pattern") != NULL) {
		PUT(p, ", patroon <code>");
		put_escaped(p, jsn_text(jsn_get(schema, "pattern")));
		PUT(p, "</code>");
	}
}

/* What may stand there, in words. */
static void put_type(struct page *p, const struct jsn_doc *schema)
{
	const struct jsn_doc *either = jsn_get(schema, "oneOf");
	const struct jsn_doc *plain = either == NULL ? schema : jsn_at(either, 0);
	bool nullable = false;
	if (jsn_get(plain, "$ref") != NULL) {
		const char *name = ref_name(p->c, plain);
		PUT(p, "<a href=\"#schema-%s\">%s</a>", name, name);
	} else {
		const char *type = type_of(p->c, plain, &nullable);
		if (strcmp(type, "string") == 0) {
			put_string_type(p, plain);
		} else if (strcmp(type, "integer") == 0) {
			PUT(p, "geheel getal");
			put_bounds(p, plain, "minimum", "maximum", "");
		} else if (strcmp(type, "boolean") == 0) {
			PUT(p, "<code>true</code> of <code>false</code>");
		} else if (strcmp(type, "array") == 0) {
			PUT(p, "lijst van: ");
			put_type(p, jsn_get(plain, "items"));
			put_bounds(p, plain, "minItems", "maxItems", " stuks");
		} else {
			PUT(p, "object");
		}
	}
	if (nullable || either != NULL)
		PUT(p, "; of <code>null</code>");
	if (jsn_get(schema, "default") != NULL) {
		PUT(p, "; zonder waarde <code>");
		put_json(p, jsn_get(schema, "default"), 0);
		PUT(p, "</code>");
	}
}

/* A line of a list: name, type, whether it must be there, what it means. */
static void put_item(struct page *p, const char *name, const char *extra, bool required,
	const struct jsn_doc *schema, const struct jsn_doc *description)
{
	PUT(p, "<dt><code>%s</code> <span class=\"soort\">", name);
	PUT(p, "%s", extra);
	put_type(p, schema);
	PUT(p, "%s</span></dt><dd>", required ? "; verplicht" : "");
	if (description == NULL)
		description = jsn_get(follow(p->c, schema), "description");
	put_text(p, description);
	PUT(p, "</dd>");
}

static const char *reach_of(const struct page *p, const struct jsn_doc *toegang, const char *rol)
{
	size_t t = 0;
	while (strcmp(toegang_table[t].code, text_of(p->c, jsn_get(toegang, rol))) != 0)
		t++; /* check.c knows them all */
	return toegang_table[t].nl;
}

/* The roles of an x-toegang or x-zicht with what they reach. */
static void put_roles(struct page *p, const struct jsn_doc *toegang)
{
	for (size_t i = 0; i < jsn_object_count(toegang); i++) {
		const char *rol = jsn_key_at(toegang, i);
		PUT(p, "%s%s (%s)",
			i == 0				    ? ""
			: i + 1 < jsn_object_count(toegang) ? ", "
							    : " en ",
			strcmp(rol, "iedereen") == 0 ? "ieder ander die is aangemeld" : rol,
			reach_of(p, toegang, rol));
	}
}

static void put_properties(struct page *p, const struct jsn_doc *schema)
{
	const struct jsn_doc *properties = jsn_get(schema, "properties");
	const struct jsn_doc *needed = jsn_get(schema, "required");
	PUT(p, "<dl>");
	for (size_t i = 0; i < jsn_object_count(properties); i++) {
		const char *name = jsn_key_at(properties, i);
		const struct jsn_doc *property = jsn_get(properties, name);
		bool required = false;
		for (size_t j = 0; j < jsn_count(needed); j++)
			required = required || text_is(jsn_at(needed, j), name);
		put_item(p, name, "", required, property, jsn_get(property, "description"));
		if (jsn_get(property, "x-zicht") == NULL)
			continue;
		PUT(p, "<dd class=\"wie\">Zichtbaar voor: ");
		put_roles(p, jsn_get(property, "x-zicht"));
		PUT(p, ".</dd>");
	}
	PUT(p, "</dl>");
}

static void put_schema(struct page *p, const char *name, const struct jsn_doc *schema)
{
	PUT(p, "<h3 id=\"schema-%s\">%s</h3>", name, name);
	put_paragraph(p, jsn_get(schema, "description"));
	const struct jsn_doc *values = jsn_get(schema, "enum");
	if (values == NULL) {
		put_properties(p, schema);
		put_example_block(p, "Voorbeeld", schema);
		return;
	}
	PUT(p, "<p>");
	for (size_t i = 0; i < jsn_count(values); i++) {
		PUT(p, "%s<code>", i > 0 ? " · " : "");
		put_escaped(p, jsn_text(jsn_at(values, i)));
		PUT(p, "</code>");
	}
	PUT(p, "</p>");
}

/* ---- operations ---- */

static void put_toegang(struct page *p, const struct operation *op)
{
	const struct jsn_doc *toegang = jsn_get(op->doc, "x-toegang");
	PUT(p, "<p class=\"wie\">Wie: ");
	if (jsn_get(op->doc, "security") != NULL)
		PUT(p, "iedereen, ook zonder aanmelden");
	else if (toegang == NULL)
		PUT(p, "iedereen die is aangemeld");
	put_roles(p, toegang);
	PUT(p, ".");
	const char *recht = recht_of(p->c, op);
	bool confirm = false;
	bool self = false;
	(void)jsn_boolean(jsn_get(op->doc, "x-bevestiging"), &confirm);
	(void)jsn_boolean(jsn_get(op->doc, "x-zelf"), &self);
	if (recht != NULL && !confirm)
		PUT(p, " Een sleutel: met het recht <code>%s</code>.", recht);
	if (confirm || self)
		PUT(p, " Een app kan dit niet voor je doen.");
	PUT(p, "</p>");
}

static void put_params(struct page *p, const struct operation *op)
{
	static const char *const places[][2] = { { "path", "in het adres; " },
		{ "query", "achter het vraagteken; " }, { "header", "kopregel; " } };
	const struct jsn_doc *params = jsn_get(op->doc, "parameters");
	if (jsn_count(params) == 0)
		return;
	PUT(p, "<h4>Parameters</h4><dl>");
	for (size_t i = 0; i < jsn_count(params); i++) {
		const struct jsn_doc *param = follow(p->c, jsn_at(params, i));
		bool required = false;
		(void)jsn_boolean(jsn_get(param, "required"), &required);
		const char *place = "";
		for (size_t j = 0; j < 3; j++)
			if (text_is(jsn_get(param, "in"), places[j][0]))
				place = places[j][1];
		put_item(p, text_of(p->c, jsn_get(param, "name")), place, required,
			jsn_get(param, "schema"), jsn_get(param, "description"));
	}
	PUT(p, "</dl>");
}

static void put_answers(struct page *p, const struct operation *op)
{
	const struct jsn_doc *answers = jsn_get(op->doc, "responses");
	const char *success = "";
	(void)success_of(p->c, op, &success);
	PUT(p, "<h4>Antwoorden</h4><dl>");
	for (size_t i = 0; i < jsn_object_count(answers); i++) {
		const char *status = jsn_key_at(answers, i);
		if (status[0] >= '4')
			continue;
		const struct jsn_doc *answer = follow(p->c, jsn_get(answers, status));
		const struct jsn_doc *content = jsn_get(answer, "content");
		PUT(p, "<dt>%s", status);
		if (jsn_object_count(content) > 0) { /* 304 has none */
			PUT(p, " <span class=\"soort\"><code>%s</code>, ", jsn_key_at(content, 0));
			put_type(p, jsn_get(jsn_get(content, jsn_key_at(content, 0)), "schema"));
			PUT(p, "</span>");
		}
		PUT(p, "</dt><dd>");
		put_text(p, jsn_get(answer, "description"));
		PUT(p, "</dd>");
	}
	PUT(p, "<dt>Problemen</dt><dd>");
	const char *gap = "";
	for (size_t i = 0; i < jsn_object_count(answers); i++) {
		const char *status = jsn_key_at(answers, i);
		if (status[0] < '4')
			continue;
		PUT(p, "%s<a href=\"#probleem-%s\">%s</a>", gap, status, status);
		gap = ", ";
	}
	PUT(p, "</dd></dl>");
	const struct jsn_doc *content = jsn_get(success_of(p->c, op, &success), "content");
	const struct jsn_doc *schema = jsn_get(jsn_get(content, jsn_key_at(content, 0)), "schema");
	if (jsn_get(schema, "$ref") != NULL)
		put_example_block(p, "Voorbeeld van het antwoord", schema);
}

static void put_operation(struct page *p, const struct operation *op)
{
	PUT(p, "<h3 id=\"%s\">", op->id);
	put_text(p, jsn_get(op->doc, "summary"));
	PUT(p, "</h3><p class=\"route\"><span class=\"methode\">%s</span> <code>/v1%s</code></p>",
		upper(p->c, op->method), op->path);
	put_toegang(p, op);
	put_paragraph(p, jsn_get(op->doc, "description"));
	put_params(p, op);
	const char *media;
	const struct jsn_doc *body = body_of(p->c, op, &media);
	if (body != NULL) {
		PUT(p, "<h4>Bericht</h4><p><code>%s</code>, ", media);
		put_type(p, body);
		PUT(p, "</p>");
		put_example_block(p, "Voorbeeld van het bericht", body);
	}
	put_answers(p, op);
}

/* ---- the whole ---- */

static void put_tag_operations(struct page *p, const struct operation *ops, size_t count,
	const struct jsn_doc *tag, void (*put)(struct page *p, const struct operation *op))
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(jsn_text(jsn_at(jsn_get(ops[i].doc, "tags"), 0)),
			    jsn_text(jsn_get(tag, "name"))))
			put(p, &ops[i]);
}

static void put_link(struct page *p, const struct operation *op)
{
	PUT(p, "<li><a href=\"#%s\">", op->id);
	put_text(p, jsn_get(op->doc, "summary"));
	PUT(p, "</a></li>");
}

static void put_nav(struct page *p, const struct operation *ops, size_t count)
{
	const struct jsn_doc *tags = jsn_get(p->c->root, "tags");
	PUT(p, "<nav aria-labelledby=\"inhoudsopgave\" tabindex=\"0\"><h2 "
	       "id=\"inhoudsopgave\">Inhoud</h2><ul><li><a href=\"#beginnen\">Beginnen</a></li>"
	       "<li><a href=\"#afspraken\">Afspraken</a></li>");
	for (size_t i = 0; i < jsn_count(tags); i++) {
		const char *name = text_of(p->c, jsn_get(jsn_at(tags, i), "name"));
		PUT(p, "<li><a href=\"#deel-%s\">%s</a><ul>", name, name);
		put_tag_operations(p, ops, count, jsn_at(tags, i), put_link);
		PUT(p, "</ul></li>");
	}
	PUT(p, "<li><a href=\"#berichten\">Berichten</a></li>"
	       "<li><a href=\"#problemen\">Problemen</a></li></ul></nav>");
}

static void put_problems(struct page *p)
{
	const struct jsn_doc *answers = jsn_get(jsn_get(p->c->root, "components"), "responses");
	PUT(p, "<section id=\"problemen\"><h2>Problemen</h2><p>Wat elke status betekent. "
	       "<code>type</code> in een foutmelding wijst hierheen.</p>");
	for (size_t i = 0; i < jsn_object_count(answers); i++) {
		const char *name = jsn_key_at(answers, i);
		if (strncmp(name, "Probleem", 8) != 0)
			continue;
		const struct jsn_doc *answer = jsn_get(answers, name);
		const struct jsn_doc *example = jsn_get(
			jsn_get(jsn_get(answer, "content"), "application/problem+json"), "example");
		PUT(p, "<h3 id=\"probleem-%s\">%s ", name + 8, name + 8);
		put_text(p, jsn_get(example, "title"));
		PUT(p, "</h3>");
		put_paragraph(p, jsn_get(answer, "description"));
		PUT(p, "<details><summary>Voorbeeld</summary><pre><code>");
		put_json(p, example, 0);
		PUT(p, "</code></pre></details>");
	}
	PUT(p, "</section>");
}

static void put_main(struct page *p, const struct operation *ops, size_t count)
{
	const char *server =
		text_of(p->c, jsn_get(jsn_at(jsn_get(p->c->root, "servers"), 0), "url"));
	PUT(p, "<main id=\"inhoud\">");
	for (const char *rest = page_intro, *mark; *rest != '\0'; rest = mark) {
		mark = strstr(rest, "{server}");
		if (mark == NULL)
			mark = rest + strlen(rest);
		buf_add(p->out, rest, (size_t)(mark - rest));
		if (*mark != '\0') {
			PUT(p, "%s", server);
			mark += strlen("{server}");
		}
	}
	const struct jsn_doc *tags = jsn_get(p->c->root, "tags");
	for (size_t i = 0; i < jsn_count(tags); i++) {
		const char *name = text_of(p->c, jsn_get(jsn_at(tags, i), "name"));
		PUT(p, "<section id=\"deel-%s\"><h2>%s</h2>", name, name);
		put_paragraph(p, jsn_get(jsn_at(tags, i), "description"));
		put_tag_operations(p, ops, count, jsn_at(tags, i), put_operation);
		PUT(p, "</section>");
	}
	const struct jsn_doc *schemas = jsn_get(jsn_get(p->c->root, "components"), "schemas");
	PUT(p, "<section id=\"berichten\"><h2>Berichten</h2>");
	for (size_t i = 0; i < jsn_object_count(schemas); i++)
		put_schema(p, jsn_key_at(schemas, i), jsn_get(schemas, jsn_key_at(schemas, i)));
	PUT(p, "</section>");
	put_problems(p);
	PUT(p, "</main>");
}

static void put_csp(struct buf *csp)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	uint8_t hash[SHA256_BYTES + 1] = { 0 };
	sha256(str_from(page_style), hash);
	buf_addf(csp, "default-src 'none'; img-src data:; style-src 'sha256-");
	for (size_t i = 0; i < SHA256_BYTES; i += 3) {
		const uint32_t bits = (uint32_t)hash[i] << 16 | (uint32_t)hash[i + 1] << 8 |
				      (i + 2 < SHA256_BYTES ? hash[i + 2] : 0u);
		for (int shift = 18; shift >= 0; shift -= 6)
			if (i + (size_t)(18 - shift) / 6 <= SHA256_BYTES)
				buf_add_char(csp, digits[bits >> shift & 63]);
	}
	buf_addf(csp, "='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
}

void emit_page(const struct contract *c, struct buf *page, struct buf *csp)
{
	struct page p = { .c = c, .out = page };
	struct operation *ops = ARENA_ARRAY(c->arena, MAX_OPERATIONS, struct operation);
	const size_t count = operations_of(c, ops);
	const struct jsn_doc *info = jsn_get(c->root, "info");
	PUT(&p, "<!DOCTYPE html>\n<html lang=\"nl\"><head><meta charset=\"utf-8\">"
		"<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>");
	put_escaped(&p, jsn_text(jsn_get(info, "title")));
	PUT(&p,
		": documentatie van de API</title><link rel=\"icon\" "
		"href=\"data:,\"><style>%s</style>",
		page_style);
	PUT(&p, "</head><body><a class=\"sla-over\" href=\"#inhoud\">Naar de inhoud</a>"
		"<div class=\"blad\"><header class=\"kop\"><h1>");
	put_escaped(&p, jsn_text(jsn_get(info, "title")));
	PUT(&p, ": documentatie van de API</h1><p>Versie %s. ",
		text_of(c, jsn_get(info, "version")));
	put_text(&p, jsn_get(info, "description"));
	PUT(&p, "</p></header>");
	put_nav(&p, ops, count);
	put_main(&p, ops, count);
	PUT(&p, "<footer class=\"voet\"><p>Vragen: %s.</p></footer></div></body></html>\n",
		text_of(c, jsn_get(jsn_get(info, "contact"), "email")));
	put_csp(csp);
}
