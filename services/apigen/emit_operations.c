/* operations.h and operations.c: per operation its struct and call, and the table of all. */
#include <string.h>

#include "emit.h"

/* Path or query: a table over the operation's own struct. */
static void put_params(
	struct emitter *e, const struct operation *op, const char *in, struct fields *fields)
{
	fields_of_params(e->c, op, in, fields);
	if (fields->count == 0)
		return;
	emit_schema(e, "static ", arena_printf(e->c->arena, "struct op_%s", op->name),
		arena_printf(e->c->arena, "op_%s_%s", op->name, in), op->id, fields, 0);
}

/* The handler as the table holds it, and the defaults of all that it takes: true when there are. */
static bool put_call(struct emitter *e, const struct operation *op, const struct fields *query,
	const struct fields *body)
{
	fprintf(e->s, "static enum err call_%s(struct req *r, const void *in)\n{\n", op->name);
	fprintf(e->s, "\treturn h_%s(r, in);\n}\n\n", op->name);
	if (!emit_has_fill(query) && !emit_has_fill(body))
		return false;
	const char *media;
	fprintf(e->s, "static void defaults_%s(void *in)\n{\n", op->name);
	fprintf(e->s, "\tstruct op_%s *op = in;\n", op->name);
	if (emit_has_fill(query))
		fprintf(e->s, "\top_%s_query_fill(op);\n", op->name);
	if (emit_has_fill(body))
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
		emit_object(e, ref_name(e->c, body));
	put_params(e, op, "path", path);
	put_params(e, op, "query", query);
	fprintf(e->h, "/* %s %s: %s */\n%s {\n", op->method, op->path,
		text_of(e->c, jsn_get(op->doc, "summary")), owner);
	emit_struct(e, op->id, path);
	emit_struct(e, op->id, query);
	if (body != NULL)
		fprintf(e->h, "\tstruct api_%s body;\n", snake(e->c, ref_name(e->c, body)));
	else if (path->count + query->count == 0)
		fputs("\tchar empty; /* takes nothing */\n", e->h);
	fprintf(e->h, "};\nMUST_CHECK enum err h_%s(struct req *r, const %s *in);\n\n", op->name,
		owner);
	emit_fill(e, owner, arena_printf(e->c->arena, "op_%s_query", op->name), query);
	if (body != NULL)
		fields_of_object(e->c, ref_name(e->c, body), follow(e->c, body), inner);
	op->has_defaults = put_call(e, op, query, inner);
}

static const char *truth(bool yes)
{
	return yes ? "true" : "false";
}

/* Who may call, and about which objects. */
static void put_toegang(struct emitter *e, const struct operation *op)
{
	const struct jsn_doc *toegang = jsn_get(op->doc, "x-toegang");
	fprintf(e->s, "\t\t.iedereen = %s,\n",
		truth(toegang == NULL || jsn_get(toegang, "iedereen") != NULL));
	for (size_t i = 0; i < jsn_object_count(toegang); i++) {
		const char *rol = jsn_key_at(toegang, i);
		if (strcmp(rol, "iedereen") != 0)
			fprintf(e->s, "\t\t.toegang[API_ROL_%s] = API_TOEGANG_%s,\n",
				upper(e->c, rol),
				upper(e->c, text_of(e->c, jsn_get(toegang, rol))));
	}
}

/* What the contract says of an operation in one word. */
static void put_flag(
	struct emitter *e, const struct operation *op, const char *key, const char *member)
{
	bool yes = false;
	(void)jsn_boolean(jsn_get(op->doc, key), &yes);
	fprintf(e->s, "\t\t.%s = %s,\n", member, truth(yes));
}

/* What it takes: the tables that decode it. */
static void put_inputs(struct emitter *e, const struct operation *op)
{
	static const char *const places[][2] = { { "path", "path_params" }, { "query", "query" } };
	struct fields *fields = ARENA_NEW(e->c->arena, struct fields);
	for (size_t i = 0; i < 2; i++) {
		fields_of_params(e->c, op, places[i][0], fields);
		if (fields->count > 0)
			fprintf(e->s, "\t\t.%s = &op_%s_%s_schema,\n", places[i][1], op->name,
				places[i][0]);
	}
	const char *media = NULL;
	const struct jsn_doc *body = body_of(e->c, op, &media);
	if (body == NULL)
		return;
	fprintf(e->s, "\t\t.body = &api_%s_schema,\n", snake(e->c, ref_name(e->c, body)));
	fprintf(e->s, "\t\t.body_offset = offsetof(struct op_%s, body),\n", op->name);
	fprintf(e->s, "\t\t.body_media = \"%s\",\n", media);
}

static void put_row(struct emitter *e, const struct operation *op)
{
	const char *status = "";
	const struct jsn_doc *answer = jsn_get(success_of(e->c, op, &status), "content");
	const struct jsn_doc *key = param_of(e->c, op, "header", "Idempotency-Key");
	bool required = false;
	(void)jsn_boolean(jsn_get(key, "required"), &required);
	fprintf(e->s, "\t{ .method = HTTP_%s,\n", upper(e->c, op->method));
	fprintf(e->s, "\t\t.path = \"/v1%s\",\n", op->path);
	fprintf(e->s, "\t\t.operation_id = \"%s\",\n", op->id);
	fprintf(e->s, "\t\t.open = %s,\n", truth(jsn_get(op->doc, "security") != NULL));
	put_toegang(e, op);
	put_inputs(e, op);
	fprintf(e->s, "\t\t.answer_media = \"%s\",\n", jsn_key_at(answer, 0));
	fprintf(e->s, "\t\t.talig = %s,\n",
		truth(param_of(e->c, op, "header", "Accept-Language") != NULL));
	fprintf(e->s, "\t\t.if_match = %s,\n",
		truth(param_of(e->c, op, "header", "If-Match") != NULL));
	fprintf(e->s, "\t\t.idempotency_key = %s,\n", truth(key != NULL));
	fprintf(e->s, "\t\t.idempotency_key_required = %s,\n", truth(required));
	const char *recht = recht_of(e->c, op);
	if (recht != NULL)
		fprintf(e->s, "\t\t.recht = API_SLEUTEL_RECHT_%s,\n", upper(e->c, recht));
	else
		fputs("\t\t.recht = API_RECHT_GEEN,\n", e->s);
	put_flag(e, op, "x-sleutel", "any_key");
	fprintf(e->s, "\t\t.bevestigd = %s,\n",
		truth(param_of(e->c, op, "header", "Schakel-Bevestigd") != NULL));
	put_flag(e, op, "x-geheim", "secret");
	put_flag(e, op, "x-bevestiging", "confirm");
	put_flag(e, op, "x-zelf", "self");
	put_flag(e, op, "x-zonder-tweede-factor", "without_code");
	fprintf(e->s, "\t\t.in_size = sizeof(struct op_%s),\n", op->name);
	if (op->has_defaults)
		fprintf(e->s, "\t\t.defaults = defaults_%s,\n", op->name);
	fprintf(e->s, "\t\t.handler = call_%s },\n", op->name);
}

static void put_table(struct emitter *e, const struct operation *ops, size_t count)
{
	fputs("const struct api_operation api_operations[] = {\n", e->s);
	for (size_t i = 0; i < count; i++)
		put_row(e, &ops[i]);
	fprintf(e->s, "};\nconst size_t api_operation_count = %zu;\n\n", count);
}

static const char header_begin[] =
	"/* Generated by apigen from api/: what every operation takes, and the table of them. */\n"
	"#ifndef API_OPERATIONS_H\n#define API_OPERATIONS_H\n\n"
	"#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n\n"
	"#include \"http/http.h\"\n#include \"json/jsn.h\"\n\n"
	"struct req;\n\n"
	"/* Of the service: what it asks of every text in a body that is no secret and has no "
	"format, and of those in which somebody tells something. */\n"
	"struct jsn_complaint api_check_text(struct task *t, struct str text);\n"
	"struct jsn_complaint api_check_free_text(struct task *t, struct str text);\n\n";

static const char header_end[] =
	"#define API_RECHT_GEEN (-1)\n\n"
	"struct api_operation {\n"
	"\tenum http_method method;\n"
	"\tconst char *path; /* \"/v1/aanvragen/{id}\" */\n"
	"\tconst char *operation_id;\n"
	"\tbool open; /* no token needed */\n"
	"\tbool iedereen; /* whoever is signed in, with a role or not */\n"
	"\tenum api_toegang toegang[API_ROL_COUNT]; /* per role: to which objects, if at all */\n"
	"\tconst struct jsn_schema *path_params, *query; /* over the op struct; NULL: none */\n"
	"\tconst struct jsn_schema *body; /* NULL: none */\n"
	"\tsize_t body_offset;\n"
	"\tconst char *body_media;\n"
	"\tconst char *answer_media; /* of the answer that means success */\n"
	"\tbool talig; /* its sentences are in the language that is asked */\n"
	"\tbool if_match; /* If-Match is required */\n"
	"\tbool idempotency_key; /* is taken */\n"
	"\tbool idempotency_key_required;\n"
	"\tbool bevestigd; /* a text that looks odd may be confirmed */\n"
	"\tbool secret; /* what is asked or answered is never kept: a key means nothing */\n"
	"\tbool confirm; /* asks that the caller proved a short while ago who they are */\n"
	"\tbool self; /* guards the account itself: not for an app */\n"
	"\tbool without_code; /* also for staff that has no second factor yet */\n"
	"\tint recht; /* what a key needs for it, an enum api_sleutel_recht; none may */\n"
	"\tbool any_key; /* every key may, whatever its rights */\n"
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
	emit_enums(e);
	struct operation *ops = ARENA_ARRAY(c->arena, MAX_OPERATIONS, struct operation);
	const size_t count = operations_of(c, ops);
	for (size_t i = 0; i < count; i++)
		put_operation(e, &ops[i]);
	put_table(e, ops, count);
	fprintf(e->s, "const char api_version[] = \"%s\";\n",
		text_of(c, jsn_get(jsn_get(c->root, "info"), "version")));
	fputs(header_end, e->h);
}
