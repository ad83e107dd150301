#include "admin/import_gemeenten.h"

#include <math.h>
#include <string.h>

#include "admin/import_grens.h"
#include "domain/plaats.h"
#include "json/jsn.h"

/* As we keep a border it may be longer than the feature it came from: seven decimals. */
#define MAX_GRENS_BYTES ((size_t)IMPORT_MAX_FEATURE_BYTES * 4)
#define MAX_GRENS_ARENA ((size_t)1024 * 1024)

struct gemeente {
	struct str code;
	struct str sleutel; /* the whole name: "bergennh" */
	struct str
		sleutel_kort;  /* without what stands in parentheses or behind a comma: "bergen" */
	struct str toevoeging; /* the letters in parentheses: "nh"; may be empty */
	struct plaats_ring *ringen;
	size_t ring_count;
	double west, zuid, oost, noord; /* of the border */
};

struct import_gemeenten {
	struct arena *arena;
	import_grens_van *grens; /* NULL: there are no borders to read */
	void *grens_arg;
	struct gemeente *items;
	size_t count;
	size_t hoeken; /* of all borders */
	bool grenzen_gelezen;
};

/* Folded, letters and digits only. */
static struct str sleutel_van(struct arena *a, struct str naam)
{
	const struct str f = str_fold(a, naam);
	char *text = arena_alloc(a, f.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < f.len; i++)
		if ((f.ptr[i] >= 'a' && f.ptr[i] <= 'z') || (f.ptr[i] >= '0' && f.ptr[i] <= '9'))
			text[len++] = f.ptr[i];
	return (struct str){ text, len };
}

static struct str until(struct str s, const char *marks)
{
	for (size_t i = 0; i < s.len; i++)
		if (strchr(marks, s.ptr[i]) != NULL)
			return (struct str){ s.ptr, i };
	return s;
}

/* What stands between parentheses; empty when nothing does. */
static struct str between_parentheses(struct str s)
{
	const struct str before = until(s, "(");
	if (before.len == s.len)
		return STR("");
	return until((struct str){ s.ptr + before.len + 1, s.len - before.len - 1 }, ")");
}

struct import_gemeenten *import_gemeenten_maak(
	struct arena *a, const struct str *codes, const struct str *namen, size_t count)
{
	struct import_gemeenten *g = ARENA_NEW(a, struct import_gemeenten);
	g->arena = a;
	g->count = count;
	g->items = ARENA_ARRAY(a, count, struct gemeente);
	for (size_t i = 0; i < count; i++)
		g->items[i] = (struct gemeente){
			.code = str_dup(a, codes[i]),
			.sleutel = sleutel_van(a, namen[i]),
			.sleutel_kort = sleutel_van(a, until(namen[i], "(,")),
			.toevoeging = sleutel_van(a, between_parentheses(namen[i])),
		};
	return g;
}

void import_gemeenten_grenzen(struct import_gemeenten *g, import_grens_van *grens, void *arg)
{
	g->grens = grens;
	g->grens_arg = arg;
}

size_t import_gemeenten_count(const struct import_gemeenten *g)
{
	return g == NULL ? 0 : g->count;
}

bool import_gemeenten_bevat(const struct import_gemeenten *g, struct str code)
{
	for (size_t i = 0; i < import_gemeenten_count(g); i++)
		if (str_eq(g->items[i].code, code))
			return true;
	return false;
}

/* ---- by name ---- */

/* Names that differ in more than writing: the municipality calls itself in Frisian. */
static const struct {
	const char *nederlands, *officieel;
} friese_namen[] = {
	{ "dantumadeel", "dantumadiel" },
	{ "defriesemeren", "defryskemarren" },
	{ "tietjerksteradeel", "tytsjerksteradiel" },
};

/* Whether the letters that the list adds to a name mean this province. */
static bool in_provincie(struct str toevoeging, struct str provincie)
{
	static const struct {
		const char *letters, *kort, *naam;
	} provincies[] = {
		{ "nh", "nh", "noordholland" },
		{ "zh", "zh", "zuidholland" },
		{ "l", "li", "limburg" },
		{ "o", "ov", "overijssel" },
		{ "z", "ze", "zeeland" },
		{ "gld", "ge", "gelderland" },
		{ "nb", "nb", "noordbrabant" },
	};
	for (size_t i = 0; i < sizeof(provincies) / sizeof(provincies[0]); i++)
		if (str_eq(toevoeging, str_from(provincies[i].letters)))
			return str_eq(provincie, str_from(provincies[i].kort)) ||
			       str_eq(provincie, str_from(provincies[i].naam));
	return false;
}

/* The one whose whole name it is. */
static const struct gemeente *by_sleutel(const struct import_gemeenten *g, struct str sleutel)
{
	for (size_t i = 0; i < g->count; i++)
		if (str_eq(g->items[i].sleutel, sleutel))
			return &g->items[i];
	return NULL;
}

/* The one whose name without addition it is; among several the one of that province. */
static const struct gemeente *by_kort(
	const struct import_gemeenten *g, struct str sleutel, struct str provincie)
{
	const struct gemeente *found = NULL;
	size_t fits = 0;
	for (size_t i = 0; i < g->count; i++) {
		const struct gemeente *item = &g->items[i];
		if (!str_eq(item->sleutel_kort, sleutel))
			continue;
		if (in_provincie(item->toevoeging, provincie))
			return item;
		found = item;
		fits++;
	}
	return fits == 1 ? found : NULL;
}

struct str import_gemeenten_naam(
	const struct import_gemeenten *g, struct str naam, struct str provincie)
{
	if (g == NULL || naam.ptr == NULL)
		return STR_NULL;
	/* Its own arena: this runs once a row, and the list lives for the whole file. */
	struct arena a;
	arena_init(&a, IMPORT_MAX_ROW_BYTES * 64);
	struct str sleutel = sleutel_van(&a, naam);
	for (size_t i = 0; i < sizeof(friese_namen) / sizeof(friese_namen[0]); i++)
		if (str_eq(sleutel, str_from(friese_namen[i].nederlands)))
			sleutel = str_from(friese_namen[i].officieel);
	const struct str in_province =
		provincie.ptr == NULL ? STR_NULL : sleutel_van(&a, provincie);
	const struct gemeente *found = by_sleutel(g, sleutel);
	if (found == NULL)
		found = by_kort(g, sleutel, in_province);
	const struct str tussen = between_parentheses(naam);
	if (found == NULL && tussen.len > 0)
		found = by_sleutel(g, sleutel_van(&a, tussen));
	if (found == NULL && sleutel.len > 2 && memcmp(sleutel.ptr + sleutel.len - 2, "ca", 2) == 0)
		found = by_kort(g, (struct str){ sleutel.ptr, sleutel.len - 2 }, in_province);
	arena_fini(&a);
	return found == NULL ? STR_NULL : found->code;
}

/* ---- by place ---- */

static size_t corner_count(const struct jsn_doc *polygonen)
{
	size_t count = 0;
	for (size_t p = 0; p < jsn_count(polygonen); p++)
		for (size_t r = 0; r < jsn_count(jsn_at(polygonen, p)); r++)
			count += jsn_count(jsn_at(jsn_at(polygonen, p), r));
	return count;
}

static void read_ring(struct gemeente *item, const struct jsn_doc *ring, struct plaats_hoek *hoeken)
{
	const size_t count = jsn_count(ring);
	for (size_t i = 0; i < count; i++) {
		const struct jsn_doc *punt = jsn_at(ring, i);
		if (!jsn_number(jsn_at(punt, 0), &hoeken[i].x) ||
			!jsn_number(jsn_at(punt, 1), &hoeken[i].y))
			continue; /* was checked when it was imported */
		item->west = fmin(item->west, hoeken[i].x);
		item->oost = fmax(item->oost, hoeken[i].x);
		item->zuid = fmin(item->zuid, hoeken[i].y);
		item->noord = fmax(item->noord, hoeken[i].y);
	}
	item->ringen[item->ring_count++] = (struct plaats_ring){ hoeken, count };
}

/* The rings of a MultiPolygon's coordinates. */
static void read_polygonen(
	struct import_gemeenten *g, struct gemeente *item, const struct jsn_doc *polygonen)
{
	const size_t corners = corner_count(polygonen);
	if (corners == 0 || corners > IMPORT_MAX_HOEKEN - g->hoeken)
		return; /* without border: the point is not found, and reported */
	g->hoeken += corners;
	struct plaats_hoek *hoeken = ARENA_ARRAY(g->arena, corners, struct plaats_hoek);
	size_t rings = 0;
	for (size_t p = 0; p < jsn_count(polygonen); p++)
		rings += jsn_count(jsn_at(polygonen, p));
	item->ringen = ARENA_ARRAY(g->arena, rings, struct plaats_ring);
	item->west = item->zuid = INFINITY;
	item->oost = item->noord = -INFINITY;
	for (size_t p = 0; p < jsn_count(polygonen); p++)
		for (size_t r = 0; r < jsn_count(jsn_at(polygonen, p)); r++) {
			const struct jsn_doc *ring = jsn_at(jsn_at(polygonen, p), r);
			read_ring(item, ring, hoeken);
			hoeken += jsn_count(ring);
		}
}

static enum err read_grens(struct import_gemeenten *g, struct gemeente *item)
{
	struct str geojson = STR_NULL;
	TRY(g->grens(g->grens_arg, item->code, &geojson));
	if (geojson.ptr == NULL)
		return ERR_OK;
	struct arena a;
	arena_init(&a, MAX_GRENS_ARENA);
	const struct jsn_doc *grens;
	if (jsn_parse(&a, geojson, MAX_GRENS_BYTES, &grens) == ERR_OK)
		read_polygonen(g, item, jsn_get(grens, "coordinates"));
	arena_fini(&a);
	return ERR_OK;
}

enum err import_gemeenten_punt(
	struct import_gemeenten *g, double lengte, double breedte, struct str *ret_code)
{
	*ret_code = STR_NULL;
	if (g == NULL)
		return ERR_OK;
	if (g->grens != NULL && !g->grenzen_gelezen)
		for (size_t i = 0; i < g->count; i++)
			TRY(read_grens(g, &g->items[i]));
	g->grenzen_gelezen = true;
	for (size_t i = 0; i < g->count; i++) {
		const struct gemeente *item = &g->items[i];
		if (item->ring_count == 0 || lengte < item->west || lengte > item->oost ||
			breedte < item->zuid || breedte > item->noord)
			continue;
		if (plaats_in_polygoon(item->ringen, item->ring_count, lengte, breedte)) {
			*ret_code = item->code;
			return ERR_OK;
		}
	}
	return ERR_OK;
}
