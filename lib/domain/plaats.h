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

/*
 * Minutes to travel a straight line of so many metres, rounded up: 1.3 for each kilometre. A road
 * is some 1.3 times the straight line (circuity; Newell 1980 has 1.2 within towns, Ballou, Rahardja
 * and Sakai, "Selected country circuity factors for road travel distance estimation", 2002, more
 * across water and borders), driven at 60 km/h from door to door. Almere to Emmeloord, 44 km: 58
 * minutes. Parking, a bus or a bicycle is for the buffer of who travels. SQL has the same
 * (reis_minuten).
 */
int32_t plaats_reis_min(int32_t afstand_m);

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
