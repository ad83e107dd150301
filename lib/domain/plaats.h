/*
 * Places in metres on the Dutch grid (Rijksdriehoekstelsel, EPSG:28992), so that distance is plane
 * geometry in integers and the same in C, SQL and the browser.
 */
#ifndef DOMAIN_PLAATS_H
#define DOMAIN_PLAATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct plaats {
	int32_t x_m; /* RD x, east */
	int32_t y_m; /* RD y, north */
	bool bekend; /* false: we do not know where it is; x and y mean nothing */
};

/*
 * WGS84 degrees to RD metres, rounded to whole metres: the polynomial of F.H. Schreutelkamp and
 * ir. G.L. Strang van Hees, "Benaderingsformules voor de transformatie tussen RD- en
 * WGS84-kaartcoördinaten" (Geodesia, 2001): within a metre over the Netherlands, which is what
 * travel needs. ERR_INVALID outside the range of the formula (50.5-53.8 N, 3.0-7.5 E): swapped or
 * foreign coordinates are refused, not bent.
 */
MUST_CHECK enum err plaats_from_wgs84(
	double breedte_deg, double lengte_deg, struct plaats *ret_plaats);

/* Straight-line metres, rounded down. Both places must be known. */
int32_t plaats_afstand_m(struct plaats a, struct plaats b);

/* Square root, rounded down. */
uint32_t plaats_isqrt(uint64_t n);

struct plaats_hoek {
	double x; /* any plane coordinates, the same in polygon and point; longitude/latitude too */
	double y;
};

/* One closed ring; whether the last corner repeats the first does not matter. */
struct plaats_ring {
	const struct plaats_hoek *hoeken;
	size_t count;
};

/*
 * Whether a point lies inside a polygon of rings, by the even-odd rule: holes and separate parts
 * are just rings. A point exactly on a border belongs to one of two neighbours that share the
 * border, never to both.
 */
bool plaats_in_polygoon(const struct plaats_ring *ringen, size_t count, double x, double y);

#endif
