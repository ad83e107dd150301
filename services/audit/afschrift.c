#include "audit/afschrift.h"

#include <stdio.h>
#include <string.h>

#include "json/jsn.h"

#define SEALED_MAX 512 /* bytes of a mark */

#define FAULT(f, ...) snprintf((f)->fault, sizeof((f)->fault), __VA_ARGS__)

/* ---- hex ---- */

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The bytes that a text of hex stands for, in the arena; STR_NULL when it is none, or too long. */
static struct str bytes_of(struct arena *a, struct str hex)
{
	if (hex.len % 2 != 0 || hex.len > 2 * SEALED_MAX)
		return STR_NULL;
	char *const bytes = arena_alloc(a, hex.len / 2 + 1);
	for (size_t i = 0; i < hex.len / 2; i++) {
		const int high = digit(hex.ptr[2 * i]), low = digit(hex.ptr[2 * i + 1]);
		if (high < 0 || low < 0)
			return STR_NULL;
		bytes[i] = (char)(high << 4 | low);
	}
	return (struct str){ bytes, hex.len / 2 };
}

static bool is_hash(struct str hex)
{
	return hex.len == 2 * AUTH_HASH_BYTES;
}

/* ---- a row ---- */

static void take_row(struct afschrift *f, const struct jsn_doc *row, struct str line)
{
	int64_t id = 0;
	if (!jsn_integer(jsn_get(row, "id"), &id) || id < 0) {
		FAULT(f, "een regel na zegel %lld heeft geen nummer", (long long)f->nummer);
		return;
	}
	if (f->entry_count == ZEGEL_ROWS_MAX) {
		FAULT(f, "na zegel %lld staan meer regels dan een zegel heeft",
			(long long)f->nummer);
		return;
	}
	uint8_t *const entry = f->entries + f->entry_count++ * ZEGEL_ENTRY_BYTES;
	for (int i = 0; i < 8; i++)
		entry[i] = (uint8_t)((uint64_t)id >> (56 - 8 * i));
	auth_fingerprint(&line, 1, entry + 8);
}

/* ---- a seal ---- */

struct zegel {
	int64_t nummer, regels;
	struct str vorige, hash, merk; /* hex; no mark: STR_NULL */
};

static bool read_seal(const struct jsn_doc *d, struct zegel *ret)
{
	*ret = (struct zegel){ .vorige = jsn_text(jsn_get(d, "vorige")),
		.hash = jsn_text(jsn_get(d, "hash")),
		.merk = jsn_text(jsn_get(d, "merk")) };
	return jsn_integer(jsn_get(d, "zegel"), &ret->nummer) && ret->nummer > 0 &&
	       jsn_integer(jsn_get(d, "regels"), &ret->regels) && is_hash(ret->hash) &&
	       (ret->nummer == 1 ? ret->vorige.len == 0 : is_hash(ret->vorige));
}

/* What the rows before it and the seal before it make of it. */
static bool is_sealed_so(struct arena *a, const struct afschrift *f, const struct zegel *z)
{
	uint8_t hash[AUTH_HASH_BYTES];
	const struct str before = bytes_of(a, z->vorige);
	if (before.ptr == NULL || (size_t)z->regels != f->entry_count)
		return false;
	zegel_hash(z->nummer, before,
		(struct str){ (const char *)f->entries, f->entry_count * ZEGEL_ENTRY_BYTES }, hash);
	return str_eq(auth_hex(a, auth_hash_str(hash)), z->hash);
}

static bool follows(const struct afschrift *f, const struct zegel *z)
{
	if (f->nummer == 0 || z->nummer <= f->nummer)
		return f->nummer == 0;
	return z->nummer - f->nummer > 1 || str_eq(z->vorige, str_from(f->hash));
}

/* A mark of another key, or of nobody, is told by the count of those that are ours. */
static bool is_marked(struct arena *a, const struct afschrift *f, const struct zegel *z)
{
	const struct str mark = z->merk.ptr != NULL ? bytes_of(a, z->merk) : STR_NULL;
	struct str hash;
	return mark.ptr != NULL && f->keys != NULL &&
	       auth_seal_open(a, f->keys, mark, zegel_place(a, z->nummer), &hash) == ERR_OK &&
	       str_eq(auth_hex(a, hash), z->hash);
}

static void take_seal(struct arena *a, struct afschrift *f, const struct jsn_doc *d)
{
	struct zegel z;
	if (!read_seal(d, &z)) {
		FAULT(f, "het zegel na %lld heeft niet de vorm van een zegel",
			(long long)f->nummer);
		return;
	}
	if (!is_sealed_so(a, f, &z)) {
		FAULT(f, "zegel %lld past niet bij de regels ervoor", (long long)z.nummer);
		return;
	}
	if (!follows(f, &z)) {
		FAULT(f, "zegel %lld volgt niet op zegel %lld", (long long)z.nummer,
			(long long)f->nummer);
		return;
	}
	if (z.nummer == f->anker_nummer) {
		f->anchored = str_eq(z.hash, f->anker_hash);
		if (!f->anchored)
			FAULT(f, "zegel %lld is een ander dan het anker", (long long)z.nummer);
	}
	f->gaps += f->nummer > 0 ? z.nummer - f->nummer - 1 : 0;
	f->marked += is_marked(a, f, &z);
	f->rows += (int64_t)f->entry_count;
	f->seals++;
	f->entry_count = 0;
	f->nummer = z.nummer;
	memcpy(f->hash, z.hash.ptr, z.hash.len);
}

void afschrift_line(struct afschrift *f, struct str line)
{
	if (f->fault[0] != '\0')
		return;
	struct arena a;
	arena_init(&a, 4 * AFSCHRIFT_LINE_MAX);
	const struct jsn_doc *d = NULL;
	if (jsn_parse(&a, line, AFSCHRIFT_LINE_MAX, &d) != ERR_OK || !jsn_is_object(d))
		FAULT(f, "een regel na zegel %lld is geen regel van een export",
			(long long)f->nummer);
	else if (jsn_get(d, "zegel") != NULL)
		take_seal(&a, f, d);
	else
		take_row(f, d, line);
	arena_fini(&a);
}

void afschrift_end(struct afschrift *f)
{
	if (f->fault[0] != '\0')
		return;
	if (f->entry_count > 0)
		FAULT(f, "na zegel %lld ontbreekt een zegel: het einde is afgesneden",
			(long long)f->nummer);
	else if (f->seals == 0)
		FAULT(f, "er staat geen zegel in");
	else if (f->anker_nummer > 0 && !f->anchored)
		FAULT(f, "zegel %lld, het anker, staat er niet in", (long long)f->anker_nummer);
}
