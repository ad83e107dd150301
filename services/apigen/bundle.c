/* Many files to one document: paths come in where they are named, schemas come under components. */
#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "apigen.h"

#define MAX_FILES   128
#define MAX_SCHEMAS 512

struct file {
	const char *path; /* within the folder: "schemas/adres.json" */
	const struct jsn_doc *doc;
};

struct schema {
	const char *name;
	const struct file *file;
};

struct bundler {
	struct arena *arena;
	const char *dir;
	struct jsn_out out;
	struct file files[MAX_FILES];
	size_t file_count;
	struct schema schemas[MAX_SCHEMAS]; /* in the order in which they are named first */
	size_t schema_count;
};

static void copy(struct bundler *b, const struct file *file, const struct jsn_doc *d);

static struct str read_file(struct arena *arena, const char *path)
{
	static char bytes[CONTRACT_MAX_BYTES + 1];
	FILE *f = fopen(path, "r");
	if (f == NULL)
		err(1, "%s", path);
	const size_t len = fread(bytes, 1, sizeof(bytes), f);
	(void)fclose(f); /* only read */
	return str_dup(arena, (struct str){ bytes, len });
}

static const struct file *open_file(struct bundler *b, const char *path)
{
	for (size_t i = 0; i < b->file_count; i++)
		if (strcmp(b->files[i].path, path) == 0)
			return &b->files[i];
	if (b->file_count == MAX_FILES)
		errx(1, "more than %d files", MAX_FILES);
	struct file *file = &b->files[b->file_count++];
	file->path = path;
	const struct str text = read_file(b->arena, arena_printf(b->arena, "%s/%s", b->dir, path));
	if (jsn_parse(b->arena, text, CONTRACT_MAX_BYTES, &file->doc) != ERR_OK)
		fault(path, "is not valid JSON, has a key twice, or is too large");
	return file;
}

/* "../schemas/adres.json" seen from "paths/scholen.json" → "schemas/adres.json". */
static const char *resolve(struct bundler *b, const char *from, struct str to)
{
	if (to.len == 0)
		return from;
	const char *slash = strrchr(from, '/');
	struct str base = { from, slash == NULL ? 0 : (size_t)(slash - from) + 1 };
	if (str_starts(to, STR("../"))) {
		to = (struct str){ to.ptr + 3, to.len - 3 };
		base.len = 0;
	}
	return arena_printf(b->arena, "%.*s%.*s", STR_FMT(base), STR_FMT(to));
}

/* One step of a JSON pointer, "~1" and "~0" undone. */
static const char *pointer_step(struct bundler *b, struct str step)
{
	char *text = arena_strndup(b->arena, step.ptr, step.len);
	char *to = text;
	for (const char *from = text; *from != '\0'; from++) {
		const bool escape = *from == '~' && from[1] != '\0';
		from += escape;
		*to++ = !escape ? *from : *from == '1' ? '/' : '~';
	}
	*to = '\0';
	return text;
}

/* What a pointer ("/components/headers/ETag") names in a document; NULL when nothing. */
static const struct jsn_doc *find(struct bundler *b, const struct jsn_doc *d, const char *pointer)
{
	struct str rest = str_from(pointer), step;
	if (!str_cut(&rest, '/', &step) || step.len != 0)
		return NULL;
	while (str_cut(&rest, '/', &step))
		d = jsn_get(d, pointer_step(b, step));
	return d;
}

static void add_schema(struct bundler *b, const struct file *file, const char *name)
{
	for (size_t i = 0; i < b->schema_count; i++) {
		if (strcmp(b->schemas[i].name, name) != 0)
			continue;
		if (b->schemas[i].file != file)
			fault(file->path, "%s is defined in %s too", name,
				b->schemas[i].file->path);
		return;
	}
	if (b->schema_count == MAX_SCHEMAS)
		errx(1, "more than %d schemas", MAX_SCHEMAS);
	b->schemas[b->schema_count++] = (struct schema){ name, file };
}

/* The members of an object but its "$ref". */
static void copy_members(struct bundler *b, const struct file *file, const struct jsn_doc *d)
{
	for (size_t i = 0; i < jsn_object_count(d); i++) {
		const char *key = jsn_key_at(d, i);
		if (strcmp(key, "$ref") == 0)
			continue;
		jsn_key(&b->out, key);
		copy(b, file, jsn_get(d, key));
	}
}

/* A path is put in place of the reference; all else becomes a reference within the document. */
static void copy_ref(struct bundler *b, const struct file *file, const struct jsn_doc *d)
{
	struct str rest = jsn_text(jsn_get(d, "$ref")), to;
	(void)str_cut(&rest, '#', &to); /* a text always has a first part */
	const char *pointer = arena_strndup(b->arena, rest.ptr == NULL ? "" : rest.ptr, rest.len);
	const struct file *target = open_file(b, resolve(b, file->path, to));
	const struct jsn_doc *found = find(b, target->doc, pointer);
	if (found == NULL) {
		fault(file->path, "nothing stands at %.*s#%s", STR_FMT(to), pointer);
		jsn_null(&b->out);
	} else if (strncmp(target->path, "paths/", 6) == 0) {
		copy(b, target, found);
	} else {
		const bool schema = strncmp(target->path, "schemas/", 8) == 0;
		if (schema)
			add_schema(b, target, pointer + 1);
		jsn_object(&b->out);
		jsn_kv_cstr(&b->out, "$ref",
			arena_printf(
				b->arena, "#%s%s", schema ? "/components/schemas" : "", pointer));
		copy_members(b, file, d);
		jsn_object_end(&b->out);
	}
}

static void copy_object(struct bundler *b, const struct file *file, const struct jsn_doc *d)
{
	jsn_object(&b->out);
	copy_members(b, file, d);
	if (d == jsn_get(b->files[0].doc, "components")) {
		/* The last member, so every schema but those of schemas has been named. */
		jsn_key(&b->out, "schemas");
		jsn_object(&b->out);
		for (size_t i = 0; i < b->schema_count; i++) {
			jsn_key(&b->out, b->schemas[i].name);
			copy(b, b->schemas[i].file,
				jsn_get(b->schemas[i].file->doc, b->schemas[i].name));
		}
		jsn_object_end(&b->out);
	}
	jsn_object_end(&b->out);
}

static void copy(struct bundler *b, const struct file *file, const struct jsn_doc *d)
{
	int64_t number;
	bool truth;
	if (jsn_is_object(d)) {
		if (jsn_get(d, "$ref") != NULL)
			copy_ref(b, file, d);
		else
			copy_object(b, file, d);
	} else if (jsn_is_array(d)) {
		jsn_array(&b->out);
		for (size_t i = 0; i < jsn_count(d); i++)
			copy(b, file, jsn_at(d, i));
		jsn_array_end(&b->out);
	} else if (jsn_boolean(d, &truth)) {
		jsn_bool(&b->out, truth);
	} else if (jsn_integer(d, &number)) {
		jsn_int(&b->out, number);
	} else if (jsn_text(d).ptr != NULL) {
		jsn_str(&b->out, jsn_text(d));
	} else {
		if (!jsn_is_null(d))
			fault(file->path, "has a number that is not whole");
		jsn_null(&b->out);
	}
}

void bundle(struct arena *arena, const char *dir, struct contract *ret_contract)
{
	struct bundler *b = ARENA_NEW(arena, struct bundler);
	b->arena = arena;
	b->dir = dir;
	const struct file *root = open_file(b, "openapi.json");
	const size_t count = jsn_object_count(root->doc);
	if (count == 0 || strcmp(jsn_key_at(root->doc, count - 1), "components") != 0)
		fault(root->path, "components must be there, as the last member");
	if (fault_count() > 0)
		return;
	struct buf buf;
	buf_init(&buf, CONTRACT_MAX_BYTES);
	jsn_out_init(&b->out, &buf);
	copy(b, root, root->doc);
	ret_contract->text = str_dup(arena, buf_str(&buf));
	if (buf.overflow || jsn_parse(arena, ret_contract->text, CONTRACT_MAX_BYTES,
				    &ret_contract->root) != ERR_OK)
		fault(root->path, "the whole is too large");
	buf_fini(&buf);
}
