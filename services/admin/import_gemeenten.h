/*
 * Finding a municipality by how others write its name, or by a point inside its border.
 *
 * Names are compared folded and without punctuation. The official list adds the province where two
 * municipalities share a name ("Bergen (NH.)", "Bergen (L.)"); others leave that out, write
 * "Nuenen c.a.", or put the official name behind ("Den Haag('s-Gravenhage)"). What fits more than
 * one and cannot be told apart is not found: nothing is guessed.
 */
#ifndef ADMIN_IMPORT_GEMEENTEN_H
#define ADMIN_IMPORT_GEMEENTEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct db_tx;
struct import_gemeenten;
struct task;

/* A list in the arena, of codes and names that are copied. Without borders. */
struct import_gemeenten *import_gemeenten_maak(
	struct arena *a, const struct str *codes, const struct str *namen, size_t count);

/* Where borders come from: the GeoJSON text of a MultiPolygon by code, STR_NULL when there is none,
 * borrowed until the next call. */
typedef enum err import_grens_van(void *arg, struct str code, struct str *ret_geojson);

/* Borders are read, all at once, when a point is first looked for. Without this there are none. */
void import_gemeenten_grenzen(struct import_gemeenten *g, import_grens_van *grens, void *arg);

/* The municipalities in the database, with their borders. Lives as long as the transaction. */
MUST_CHECK enum err import_gemeenten_laad(
	struct task *t, struct db_tx *tx, struct import_gemeenten **ret_lijst);

size_t import_gemeenten_count(const struct import_gemeenten *g);

/* Whether there is a municipality of this code. */
bool import_gemeenten_bevat(const struct import_gemeenten *g, struct str code);

/*
 * The code of a municipality by name. `provincie` is a name ("Noord-Holland") or letters ("NH"), or
 * NULL; it only decides between names that fit equally. STR_NULL when none or more fit.
 */
struct str import_gemeenten_naam(
	const struct import_gemeenten *g, struct str naam, struct str provincie);

/* The code of the municipality around a point (WGS84 degrees); *ret_code is STR_NULL when there is
 * none. Suspends when the borders are not read yet. */
MUST_CHECK enum err import_gemeenten_punt(
	struct import_gemeenten *g, double lengte, double breedte, struct str *ret_code);

#endif
