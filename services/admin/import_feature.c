#include "admin/import_feature.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "admin/import_grens.h"
#include "base/buf.h"

#define MAX_DEPTH 60 /* bits of `objects`; JSON of ours goes to 32 */
#define MAX_KEY	  16 /* only "features" has to fit */

/* Where the next mark may be at the places that we check. */
enum verwacht {
	BEGIN,		/* the opening brace of the collection */
	NAAM,		/* a member of the collection, or its end */
	DUBBELE_PUNT,	/* behind the name of a member */
	WAARDE,		/* value of a member other than features */
	LIJST,		/* the opening bracket of the features */
	EERSTE_FEATURE, /* a feature, or the end of the list */
	FEATURE,	/* a feature: a comma came before */
	KOMMA,		/* a comma, or the end of the list */
	EINDE,		/* nothing but white space */
};

struct feature_lezer {
	feature_on *on_feature;
	void *arg;
	struct buf tekst; /* of the feature at hand */
	size_t regel;
	size_t begin_regel;
	size_t depth;
	uint64_t objects; /* bit per depth: an object, not an array */
	enum verwacht verwacht;
	bool in_string, escape, in_feature, gevonden;
	char key[MAX_KEY];
	size_t key_len;
	enum err err;
	const char *fault;
};

struct feature_lezer *feature_create(feature_on *on_feature, void *arg)
{
	struct feature_lezer *l = calloc(1, sizeof(*l));
	if (l == NULL)
		err_fatal("no memory");
	l->on_feature = on_feature;
	l->arg = arg;
	l->regel = 1;
	buf_init(&l->tekst, IMPORT_MAX_FEATURE_BYTES);
	return l;
}

void feature_destroy(struct feature_lezer *l)
{
	if (l == NULL)
		return;
	buf_fini(&l->tekst);
	free(l);
}

static enum err refuse(struct feature_lezer *l, const char *fault)
{
	l->fault = fault;
	return ERR_INVALID;
}

static enum err open_bracket(struct feature_lezer *l, char c)
{
	if (l->depth == MAX_DEPTH)
		return refuse(l, "De JSON is te diep genest.");
	l->depth++;
	const uint64_t bit = UINT64_C(1) << l->depth;
	l->objects = c == '{' ? l->objects | bit : l->objects & ~bit;
	return ERR_OK;
}

static enum err close_bracket(struct feature_lezer *l, char c)
{
	const bool object = (l->objects >> l->depth & 1) != 0;
	if (l->depth == 0 || object != (c == '}'))
		return refuse(l, "Een haakje in de JSON sluit iets anders dan wat open is.");
	l->depth--;
	return ERR_OK;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A mark inside a feature, strings aside. */
static enum err mark_in_feature(struct feature_lezer *l, char c)
{
	if (c == '{' || c == '[')
		TRY(open_bracket(l, c));
	if (c == '}' || c == ']')
		TRY(close_bracket(l, c));
	if (l->depth > 2)
		return ERR_OK;
	l->in_feature = false;
	l->verwacht = KOMMA;
	return l->on_feature(l->arg, l->begin_regel, buf_str(&l->tekst));
}

/* A mark in the list of features, between two of them. */
static enum err mark_in_list(struct feature_lezer *l, char c)
{
	if (c == ']' && l->verwacht != FEATURE) {
		l->verwacht = WAARDE;
		return close_bracket(l, c);
	}
	if (c == ',' && l->verwacht == KOMMA) {
		l->verwacht = FEATURE;
		return ERR_OK;
	}
	if (c != '{' || l->verwacht == KOMMA)
		return refuse(l, "In de lijst \"features\" staat iets anders dan objecten met "
				 "komma's ertussen.");
	l->in_feature = true;
	l->begin_regel = l->regel;
	buf_reset(&l->tekst);
	buf_add_char(&l->tekst, c);
	return open_bracket(l, c);
}

static enum err end_of_member(struct feature_lezer *l, char c)
{
	if (c == ',') {
		l->verwacht = NAAM;
		return ERR_OK;
	}
	TRY(close_bracket(l, c));
	l->verwacht = EINDE;
	return ERR_OK;
}

/* A mark that belongs to the collection itself. */
static enum err mark_outside(struct feature_lezer *l, char c)
{
	static const char no_collection[] = "Dit is geen GeoJSON FeatureCollection.";
	switch (l->verwacht) {
	case BEGIN:
		l->verwacht = NAAM;
		return c == '{' ? open_bracket(l, c) : refuse(l, no_collection);
	case NAAM:
		if (c == '}')
			return end_of_member(l, c);
		if (c != '"')
			return refuse(l, no_collection);
		l->in_string = true;
		l->key_len = 0;
		return ERR_OK;
	case DUBBELE_PUNT:
		if (c != ':')
			return refuse(l, no_collection);
		l->verwacht = WAARDE;
		if (l->key_len == 8 && memcmp(l->key, "features", 8) == 0)
			l->verwacht = LIJST;
		return ERR_OK;
	case LIJST:
		if (c != '[' || l->gevonden)
			return refuse(
				l, "Het veld \"features\" is geen lijst, of staat er twee keer.");
		l->gevonden = true;
		l->verwacht = EERSTE_FEATURE;
		return open_bracket(l, c);
	case WAARDE:
		if (c == '"')
			l->in_string = true;
		else if (c == '{' || c == '[')
			return open_bracket(l, c);
		else if (l->depth == 1 && (c == ',' || c == '}'))
			return end_of_member(l, c);
		else if (c == '}' || c == ']')
			return close_bracket(l, c);
		return ERR_OK;
	default: return refuse(l, "Achter de FeatureCollection staat nog tekst.");
	}
}

/* A byte inside a string of the collection or of a feature. */
static void in_string(struct feature_lezer *l, char c)
{
	if (l->escape) {
		l->escape = false;
	} else if (c == '\\') {
		l->escape = true;
	} else if (c == '"') {
		l->in_string = false;
		if (!l->in_feature && l->verwacht == NAAM)
			l->verwacht = DUBBELE_PUNT;
		return;
	}
	if (!l->in_feature && l->verwacht == NAAM) {
		if (l->key_len < MAX_KEY)
			l->key[l->key_len] = c;
		l->key_len++;
	}
}

static enum err one_byte(struct feature_lezer *l, char c)
{
	if (l->in_feature) {
		buf_add_char(&l->tekst, c);
		if (l->tekst.overflow)
			return refuse(l, "Een feature is groter dan 4 MiB.");
	}
	if (l->in_string) {
		in_string(l, c);
		return ERR_OK;
	}
	if (is_space(c))
		return ERR_OK;
	if (l->in_feature) {
		l->in_string = c == '"';
		return mark_in_feature(l, c);
	}
	if (l->verwacht == EERSTE_FEATURE || l->verwacht == FEATURE || l->verwacht == KOMMA)
		return mark_in_list(l, c);
	return mark_outside(l, c);
}

enum err feature_push(struct feature_lezer *l, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len && l->err == ERR_OK; i++) {
		l->err = one_byte(l, bytes[i]);
		if (bytes[i] == '\n' && l->err == ERR_OK)
			l->regel++;
	}
	return l->err;
}

enum err feature_end(struct feature_lezer *l)
{
	if (l->err == ERR_OK && l->verwacht != EINDE)
		l->err = refuse(l, "Het bestand is afgebroken: de JSON eindigt te vroeg.");
	if (l->err == ERR_OK && !l->gevonden)
		l->err = refuse(l, "Er is geen lijst \"features\" in dit bestand.");
	return l->err;
}

size_t feature_regel(const struct feature_lezer *l)
{
	return l->regel;
}

const char *feature_fault(const struct feature_lezer *l)
{
	return l->fault;
}

/* The string that begins at `at` (its opening quote), without quotes; moves `at` behind it. */
static struct str string_at(struct str text, size_t *at)
{
	const size_t begin = ++*at;
	while (*at < text.len && text.ptr[*at] != '"')
		*at += text.ptr[*at] == '\\' ? 2 : 1;
	const size_t end = *at < text.len ? *at : text.len;
	*at = end + 1;
	return (struct str){ text.ptr + begin, end - begin };
}

size_t feature_eigenschappen(struct arena *a, struct str feature, struct str *ret_namen, size_t max)
{
	size_t count = 0;
	size_t depth = 0;
	bool in_properties = false;
	struct str last = STR_NULL;
	for (size_t at = 0; at < feature.len && count < max;) {
		const char c = feature.ptr[at];
		if (c == '"') {
			last = string_at(feature, &at);
			continue;
		}
		at++;
		if (c == ':' && depth == 1)
			in_properties = str_eq(last, STR("properties"));
		else if (c == ':' && depth == 2 && in_properties)
			ret_namen[count++] = str_dup(a, last);
		else if (c == '{' || c == '[')
			depth++;
		else if ((c == '}' || c == ']') && depth > 0)
			depth--;
	}
	return count;
}
