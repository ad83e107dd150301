/*
 * Host program of the build: turns SQL files into C.
 *
 *   sqlgen OUT.h OUT.c [<entity>/<verb>.sql…]      run in the folder of the entities
 *
 * It emits the argument and row structs, the statement tables of db/db.h and a typed function for
 * each file, whose form README.md of this folder describes. It knows no SQL beyond words, quotes
 * and comments: whether a statement is right and its declared types are true is for the test that
 * prepares them all on a migrated database. Faults come as path:line: text, all of them; then
 * nothing is generated and the status is 1.
 */
#include <ctype.h>
#include <err.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_FIELDS   64
#define MAX_NAME     64
#define MAX_TEXT     512
#define MAX_INDEX    2048
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct type {
	const char *sql, *c, *tag;
	bool own_null; /* the C type itself says NULL, no has_<name> beside it */
} types[] = {
	{ "bool", "bool", "DB_BOOL", false },
	{ "int4", "int32_t", "DB_INT4", false },
	{ "int8", "int64_t", "DB_INT8", false },
	{ "text", "struct str", "DB_TEXT", true },
	{ "bytea", "struct str", "DB_BYTES", true },
	{ "uuid", "struct uuid", "DB_UUID", false },
	{ "date", "int32_t", "DB_DATE", false },
	{ "timestamptz", "int64_t", "DB_INSTANT", false },
	{ "text[]", "struct db_texts", "DB_TEXTS", false },
	{ "uuid[]", "struct db_uuids", "DB_UUIDS", false },
	{ "int4[]", "struct db_ints", "DB_INTS", false },
	{ "date[]", "struct db_ints", "DB_DATES", false },
};

/* What a typed function takes (around its name) and passes on. */
static const struct rows {
	const char *word, *tag, *before, *behind, *pass;
} rows_kinds[] = {
	{ "none", "DB_ROWS_NONE", "", "", "" },
	{ "one", "DB_ROWS_ONE", ", struct ", "_row *ret_row", "ret_row" },
	{ "maybe", "DB_ROWS_MAYBE", ", bool *ret_found, struct ", "_row *ret_row",
		"ret_found, ret_row" },
	{ "many", "DB_ROWS_MANY", ", struct ", "_row **ret_rows, size_t *ret_count",
		"&rows, ret_count" },
};

struct field {
	char name[MAX_NAME];
	const struct type *type;
	bool nullable, used;
};

struct fields {
	struct field items[MAX_FIELDS];
	size_t count;
};

static struct stmt {
	const char *path;
	int line;
	char name[2 * MAX_NAME];  /* aanvraag_get */
	char label[2 * MAX_NAME]; /* aanvraag/get */
	char what[MAX_TEXT], seqscan[MAX_TEXT], index[MAX_INDEX];
	char as[MAX_NAME]; /* a reach of its own; "" = that of who asks */
	struct fields in, out;
	const struct rows *rows;
} stmt; /* the one at hand */

static int fault_count;
static FILE *h, *c, *list; /* the header, the C file, and the table at its end */

#define FAULT(...)                                                        \
	(fault_count++, fprintf(stderr, "%s:%d: ", stmt.path, stmt.line), \
		fprintf(stderr, __VA_ARGS__), fputc('\n', stderr))

static bool is_word(char sign)
{
	return isalnum((unsigned char)sign) || sign == '_';
}

/* ---- the first lines ---- */

/* "id uuid, school_id uuid?" */
static void parse_fields(struct fields *fields, char *text)
{
	char *rest = NULL;
	for (char *item = strtok_r(text, ",", &rest); item; item = strtok_r(NULL, ",", &rest)) {
		struct field f = { .type = NULL };
		char type[MAX_NAME], junk[2];
		if (item[strspn(item, " \t")] == '\0')
			continue; /* behind the last comma of a line */
		if (sscanf(item, " %63[a-z0-9_] %63s %1s", f.name, type, junk) != 2) {
			FAULT("'%s' is not a name and a type", item);
			continue;
		}
		f.nullable = type[strlen(type) - 1] == '?';
		type[strlen(type) - f.nullable] = '\0';
		for (size_t i = 0; i < COUNT(types); i++)
			if (strcmp(types[i].sql, type) == 0)
				f.type = &types[i];
		for (size_t i = 0; i < fields->count; i++)
			if (strcmp(fields->items[i].name, f.name) == 0)
				FAULT("'%s' is named twice", f.name);
		if (!f.type)
			FAULT("'%s' is not a type of this generator", type);
		else if (fields->count == MAX_FIELDS)
			FAULT("more than %d names", MAX_FIELDS);
		else
			fields->items[fields->count++] = f;
	}
}

/* "aanvraag_uniek, klas_uniek": names alone, since a test looks for them in the plan. */
static void parse_index(const char *text)
{
	if (snprintf(stmt.index, MAX_INDEX, "%s", text + strspn(text, " ")) >= MAX_INDEX)
		FAULT("index: has no room for more than %d characters", MAX_INDEX - 1);
	for (const char *p = stmt.index;;) {
		const size_t len = strspn(p, "abcdefghijklmnopqrstuvwxyz0123456789_");
		const bool more = strncmp(p + len, ", ", 2) == 0;
		if (len == 0 || (p[len] && !more)) {
			FAULT("index: takes names with ', ' between them");
			return;
		}
		if (!more)
			return;
		p += len + 2;
	}
}

/* "systeem: reads what others have": a word of the policies, and why. */
static void parse_as(const char *text)
{
	int len = 0;
	(void)sscanf(text, " %63[a-z_]: %n", stmt.as, &len);
	if (len == 0 || text[len] == '\0')
		FAULT("as: takes a reach and the reason, with ': ' between them");
}

/* One header line without its "--"; gives the list that an indented next line continues. */
static struct fields *parse_header_line(char *line, struct fields *open)
{
	char *text = line + strspn(line, " \t");
	struct fields *fields = text - line >= 2 ? open : NULL;
	if (strncmp(text, "in:", 3) == 0)
		fields = &stmt.in;
	else if (strncmp(text, "out:", 4) == 0)
		fields = &stmt.out;
	if (fields) {
		parse_fields(fields, fields == open ? text : strchr(text, ':') + 1);
	} else if (strncmp(text, "rows:", 5) == 0) {
		char word[16] = "";
		(void)sscanf(text + 5, "%15s", word); /* no word is no known one */
		for (size_t i = 0; i < COUNT(rows_kinds); i++)
			if (strcmp(word, rows_kinds[i].word) == 0)
				stmt.rows = &rows_kinds[i];
	} else if (strncmp(text, "as:", 3) == 0) {
		parse_as(text + 3);
	} else if (strncmp(text, "index:", 6) == 0) {
		parse_index(text + 6);
	} else if (strncmp(text, "seqscan:", 8) == 0) {
		snprintf(stmt.seqscan, MAX_TEXT, "%s", text + 8 + strspn(text + 8, " "));
	} else if (stmt.what[0] == '\0') {
		snprintf(stmt.what, MAX_TEXT, "%s", text);
	}
	return fields;
}

/* Reads the comment lines at the top; gives the first line behind them. */
static char *parse_header(char *text)
{
	struct fields *open = NULL;
	stmt.line = 1;
	for (; strncmp(text, "--", 2) == 0; stmt.line++) {
		char *end = text + strcspn(text, "\n");
		char *next = *end ? end + 1 : end;
		*end = '\0';
		open = parse_header_line(text + 2, open);
		text = next;
	}
	if (stmt.what[0] == '\0' || strstr(stmt.what, "*/"))
		FAULT("the first line must say what the statement does: -- …");
	if (!stmt.rows)
		FAULT("the header needs '-- rows:' with none, one, maybe or many");
	else if ((stmt.rows == &rows_kinds[0]) != (stmt.out.count == 0))
		FAULT("rows: %s does not go with %zu names in out:", stmt.rows->word,
			stmt.out.count);
	return text;
}

/* ---- the statement ---- */

/* `words` has a space around each. */
static bool is_one_of(const char *words, const char *word, size_t len)
{
	char spaced[MAX_NAME + 2];
	snprintf(spaced, sizeof(spaced), " %.*s ", (int)len, word);
	return len > 0 && strcasestr(words, spaced);
}

/* Length of the comment, literal, quoted name, argument, word or sign at p. */
static size_t token_len(const char *p)
{
	if (p[0] == '-' && p[1] == '-')
		return strcspn(p, "\n");
	if (p[0] == ':' && p[1] == ':')
		return 2;
	size_t len = 1;
	if (*p == '\'' || *p == '"') {
		while (p[len] && (p[len] != *p || p[len + 1] == *p))
			len += p[len] == *p ? 2 : 1;
		if (!p[len])
			FAULT("the quote that opens here is not closed");
		return p[len] ? len + 1 : len;
	}
	while (is_word(p[len]) && (is_word(*p) || *p == ':'))
		len++;
	return len;
}

static void check_token(const char *p, size_t len, const char *last, size_t last_len)
{
	if (*p == '*' && is_one_of(" select distinct all returning , . ", last, last_len))
		FAULT("name the columns, not *");
	if (*p == '$' || (p[0] == '/' && p[1] == '*'))
		FAULT("arguments are :name::type, comments start with --, no $-quotes");
	if (is_one_of(" now current_date current_time current_timestamp localtime localtimestamp "
		      "clock_timestamp statement_timestamp transaction_timestamp timeofday ",
		    p, len))
		FAULT("the time is an argument, not %.*s", (int)len, p);
}

/* ":name" of `len` signs, with "::type" behind it, becomes "$n". */
static void put_argument(const char *p, size_t len, FILE *sql)
{
	for (size_t i = 0; i < stmt.in.count; i++) {
		struct field *f = &stmt.in.items[i];
		if (strlen(f->name) != len - 1 || strncmp(f->name, p + 1, len - 1) != 0)
			continue;
		char cast[MAX_NAME] = "";
		(void)sscanf(p + len, "::%63[][a-z0-9_]", cast); /* none stays empty */
		if (strcmp(cast, f->type->sql) != 0)
			FAULT(":%s must be written as :%s::%s", f->name, f->name, f->type->sql);
		f->used = true;
		fprintf(sql, "$%zu", i + 1);
		return;
	}
	FAULT("%.*s is not in the in: list", (int)len, p);
}

/* Copies one statement without its comments and final ';', arguments numbered. */
static void parse_body(const char *p, FILE *sql)
{
	const char *last = ""; /* the token before p */
	size_t last_len = 0;
	bool ended = false;
	for (size_t len = 0; *p; p += len) {
		len = token_len(p);
		stmt.line += *p == '\n';
		if (isspace((unsigned char)*p) || (p[0] == '-' && p[1] == '-')) {
			if (isspace((unsigned char)*p) && last_len > 0 && !ended)
				fputc(*p, sql);
			continue;
		}
		if (ended) {
			FAULT("more than one statement");
			return;
		}
		check_token(p, len, last, last_len);
		ended = *p == ';';
		if (*p == ':' && isalpha((unsigned char)p[1]))
			put_argument(p, len, sql);
		else if (!ended)
			fprintf(sql, "%.*s", (int)len, p);
		last = p;
		last_len = len;
	}
	if (last_len == 0)
		FAULT("no statement below the header");
	for (size_t i = 0; i < stmt.in.count; i++)
		if (!stmt.in.items[i].used)
			FAULT("'%s' of in: is not used", stmt.in.items[i].name);
}

/* ---- what is generated ---- */

/* A member of the table that is text: one C literal a line. */
static void put_literal(const char *member, const char *text)
{
	fprintf(c, "%s\t\"", member);
	for (const char *p = text; *p; p++) {
		if (*p == '"' || *p == '\\')
			fputc('\\', c);
		if (*p == '\n')
			fputs("\\n\"\n\t\"", c);
		else
			fputc(*p, c);
	}
	fputs("\",\n", c);
}

/* The struct into the header, its table into the C file. */
static void put_fields(const struct fields *fields, const char *suffix)
{
	if (fields->count == 0)
		return;
	fprintf(h, "struct %s_%s {\n", stmt.name, suffix);
	fprintf(c, "static const struct db_field %s_%s[] = {\n", stmt.name, suffix);
	for (size_t i = 0; i < fields->count; i++) {
		const struct field *f = &fields->items[i];
		const bool flag = f->nullable && !f->type->own_null;
		if (flag)
			fprintf(h, "\tbool has_%s;\n", f->name);
		fprintf(h, "\t%s %s;%s\n", f->type->c, f->name,
			f->nullable && !flag ? " /* may be NULL */" : "");
		fprintf(c, "\t{ \"%s\", %s, offsetof(struct %s_%s, %s), %d, ", f->name,
			f->type->tag, stmt.name, suffix, f->name, f->nullable);
		if (flag)
			fprintf(c, "offsetof(struct %s_%s, has_%s)", stmt.name, suffix, f->name);
		fputs(flag ? " },\n" : "0 },\n", c);
	}
	fputs("};\n", h);
	fputs("};\n", c);
}

static void put_function(void)
{
	const struct rows *r = stmt.rows;
	const bool many = strcmp(r->word, "many") == 0;
	const bool in = stmt.in.count > 0, out = stmt.out.count > 0;
	fprintf(h, "extern const struct db_stmt stmt_%s;\n", stmt.name);
	fprintf(h, "MUST_CHECK static inline enum err %s(struct task *t,\n", stmt.name);
	fputs("\tstruct db_tx *tx", h);
	fprintf(h, "%s%s%s", in ? ", const struct " : "", in ? stmt.name : "", in ? "_in *in" : "");
	fprintf(h, "%s%s%s)\n{\n", r->before, out ? stmt.name : "", r->behind);
	fputs(many ? "\tvoid *rows = NULL;\n\tconst enum err e =" : "\treturn", h);
	fprintf(h, " db_%s(t, tx, &stmt_%s, ", r->word, stmt.name);
	fprintf(h, "%s%s%s);\n", in ? "in" : "NULL", out ? ", " : "", r->pass);
	fputs(many ? "\tif (e == ERR_OK)\n\t\t*ret_rows = rows;\n\treturn e;\n}\n" : "}\n", h);
}

static void put_stmt(const char *sql)
{
	fprintf(c, "const struct db_stmt stmt_%s = {\n", stmt.name);
	fprintf(c, "\t.name = \"%s\",\n\t.rows = %s,\n", stmt.label, stmt.rows->tag);
	if (stmt.in.count > 0)
		fprintf(c, "\t.in = %s_in,\n\t.in_count = %zu,\n", stmt.name, stmt.in.count);
	if (stmt.out.count > 0) {
		fprintf(c, "\t.out = %s_row,\n\t.out_count = %zu,\n", stmt.name, stmt.out.count);
		fprintf(c, "\t.row_size = sizeof(struct %s_row),\n", stmt.name);
	}
	if (stmt.as[0])
		fprintf(c, "\t.as = \"%s\",\n", stmt.as);
	if (stmt.index[0])
		put_literal("\t.index =\n", stmt.index);
	if (stmt.seqscan[0])
		put_literal("\t.seqscan =\n", stmt.seqscan);
	put_literal("\t.sql =\n", sql);
	fputs("};\n\n", c);
}

static FILE *open_file(const char *path, const char *mode)
{
	FILE *f = fopen(path, mode);
	if (!f)
		err(1, "%s", path);
	return f;
}

static void generate(const char *path)
{
	char entity[MAX_NAME] = "", verb[MAX_NAME] = "";
	int len = 0;
	memset(&stmt, 0, sizeof(stmt));
	stmt.path = path;
	(void)sscanf(path, "%63[a-z0-9_]/%63[a-z0-9_].sql%n", entity, verb, &len);
	if (len == 0 || path[len] != '\0') {
		FAULT("the path must be <entity>/<verb>.sql");
		return;
	}
	snprintf(stmt.name, sizeof(stmt.name), "%s_%s", entity, verb);
	snprintf(stmt.label, sizeof(stmt.label), "%s/%s", entity, verb);
	char *text = NULL, *sql_text = NULL;
	size_t cap = 0, sql_size = 0;
	FILE *file = open_file(path, "r"), *sql = open_memstream(&sql_text, &sql_size);
	const bool filled = getdelim(&text, &cap, '\0', file) > 0;
	(void)fclose(file); /* only read */
	parse_body(parse_header(filled ? text : (char[1]){ 0 }), sql);
	if (fclose(sql) != 0)
		err(1, "%s", path);
	if (fault_count == 0) {
		fprintf(h, "\n/* %s: %s */\n", stmt.label, stmt.what);
		put_fields(&stmt.in, "in");
		put_fields(&stmt.out, "row");
		put_function();
		put_stmt(sql_text);
		fprintf(list, "\t&stmt_%s,\n", stmt.name);
	}
	free(sql_text);
	free(text);
}

int main(int argc, char **argv)
{
	if (argc < 3)
		errx(2, "usage: sqlgen OUT.h OUT.c [<entity>/<verb>.sql…]");
	char *list_text = NULL;
	size_t list_size = 0;
	h = open_file(argv[1], "w");
	c = open_file(argv[2], "w");
	list = open_memstream(&list_text, &list_size);
	fputs("#ifndef STORE_SQL_H\n#define STORE_SQL_H\n\n#include \"db/db.h\"\n\n", h);
	fputs("extern const struct db_stmt *const store_statements[];\n", h);
	fputs("extern const size_t store_statement_count;\n", h);
	/* The standard promises 4095 characters a literal; our compilers have no such limit. */
	fputs("#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n#include "
	      "\"store/sql.h\"\n\n",
		c);
	for (int i = 3; i < argc; i++)
		generate(argv[i]);
	if (fclose(list) != 0)
		err(1, "%s", argv[2]);
	fprintf(c, "const struct db_stmt *const store_statements[] = {\n%s\tNULL,\n", list_text);
	fprintf(c, "};\nconst size_t store_statement_count = %d;\n", argc - 3);
	free(list_text);
	fputs("\n#endif\n", h);
	if (fclose(h) != 0 || fclose(c) != 0 || fault_count > 0)
		return remove(argv[1]) + remove(argv[2]) + 1;
	return 0;
}
