#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "domain/plaats.h"

static struct plaats place(double breedte, double lengte)
{
	struct plaats p = { 0 };
	cr_assert_eq(plaats_from_wgs84(breedte, lengte, &p), ERR_OK);
	cr_assert(p.bekend);
	return p;
}

Test(plaats, puts_known_towers_where_the_cadastre_has_them)
{
	/* Within the metre that the formula promises. Amersfoort is the origin; the others are the
	 * examples that are published beside the formulas. */
	static const struct {
		const char *name;
		double breedte;
		double lengte;
		int x_m;
		int y_m;
	} known[] = {
		{ "Amersfoort, Onze Lieve Vrouwetoren", 52.15517440, 5.38720621, 155000, 463000 },
		{ "Amsterdam, Westertoren", 52.37453253, 4.88352559, 120701, 487526 },
		{ "Groningen, Martinitoren", 53.21938317, 6.56820053, 233883, 582065 },
	};
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		const struct plaats p = place(known[i].breedte, known[i].lengte);
		cr_assert_leq(abs(p.x_m - known[i].x_m), 1, "%s: x %d", known[i].name, p.x_m);
		cr_assert_leq(abs(p.y_m - known[i].y_m), 1, "%s: y %d", known[i].name, p.y_m);
	}
	const struct plaats origin = place(52.15517440, 5.38720621);
	cr_assert_eq(origin.x_m, 155000);
	cr_assert_eq(origin.y_m, 463000);
}

Test(plaats, refuses_swapped_foreign_and_senseless_coordinates)
{
	static const double wrong[][2] = { { 5.38, 52.15 }, { 48.85, 2.35 }, { 0, 0 },
		{ 52.0, 7.51 }, { 52.0, 2.99 }, { 50.49, 5.0 }, { 53.81, 5.0 } };
	struct plaats p;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		cr_assert_eq(plaats_from_wgs84(wrong[i][0], wrong[i][1], &p), ERR_INVALID);
	cr_assert_eq(plaats_from_wgs84((double)NAN, 5.0, &p), ERR_INVALID);
	cr_assert_eq(plaats_from_wgs84(52.0, (double)NAN, &p), ERR_INVALID);
	cr_assert_eq(plaats_from_wgs84((double)INFINITY, 5.0, &p), ERR_INVALID);
}

Test(plaats, keeps_distances_of_the_globe)
{
	/* Great circle on a sphere of 6371 km, against the plane: RD stretches by 1 in 10,000 at
	 * most, the sphere differs from the ellipsoid by up to 1 in 200. */
	const double rad = 3.14159265358979323846 / 180.0;
	const double b1 = 52.3508, l1 = 5.2647; /* Almere */
	const double b2 = 52.5185, l2 = 5.4714; /* Lelystad */
	const double h = pow(sin((b2 - b1) * rad / 2), 2) +
			 cos(b1 * rad) * cos(b2 * rad) * pow(sin((l2 - l1) * rad / 2), 2);
	const double globe_m = 2 * 6371000 * asin(sqrt(h));
	const int32_t plane_m = plaats_afstand_m(place(b1, l1), place(b2, l2));
	cr_assert_lt(fabs(plane_m - globe_m), globe_m / 200, "%d %f", plane_m, globe_m);
}

Test(plaats, measures_straight_lines_rounded_down)
{
	const struct plaats a = { 0, 0, true };
	cr_assert_eq(plaats_afstand_m(a, a), 0);
	cr_assert_eq(plaats_afstand_m(a, (struct plaats){ 3, -4, true }), 5);
	cr_assert_eq(plaats_afstand_m(a, (struct plaats){ 1, 1, true }), 1);
	cr_assert_eq(plaats_afstand_m((struct plaats){ INT32_MIN, INT32_MIN, true },
			     (struct plaats){ INT32_MAX, INT32_MAX, true }),
		INT32_MAX);
}

Test(plaats, takes_exact_square_roots)
{
	for (uint64_t r = 0; r < 100000; r++) {
		cr_assert_eq(plaats_isqrt(r * r), r);
		if (r > 1)
			cr_assert_eq(plaats_isqrt(r * r - 1), r - 1);
	}
	cr_assert_eq(plaats_isqrt(2), 1);
	cr_assert_eq(plaats_isqrt(3), 1);
	cr_assert_eq(plaats_isqrt(UINT64_MAX), UINT32_MAX);
	cr_assert_eq(plaats_isqrt((uint64_t)UINT32_MAX * UINT32_MAX), UINT32_MAX);
	cr_assert_eq(plaats_isqrt((uint64_t)UINT32_MAX * UINT32_MAX - 1), UINT32_MAX - 1);
}

static const struct plaats_hoek outer[] = { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 }, { 0, 0 } };
static const struct plaats_hoek hole[] = { { 4, 4 }, { 6, 4 }, { 6, 6 }, { 4, 6 } };

Test(plaats, knows_inside_from_outside_with_holes_and_open_rings)
{
	const struct plaats_ring rings[] = { { outer, 5 }, { hole, 4 } };
	cr_assert(plaats_in_polygoon(rings, 2, 1, 1));
	cr_assert_not(plaats_in_polygoon(rings, 2, 5, 5));
	cr_assert(plaats_in_polygoon(rings, 1, 5, 5));
	cr_assert_not(plaats_in_polygoon(rings, 2, 11, 5));
	cr_assert_not(plaats_in_polygoon(rings, 2, -1, 0));
	cr_assert_not(plaats_in_polygoon(rings, 2, 5, 11));
	cr_assert_not(plaats_in_polygoon(NULL, 0, 5, 5));
	const struct plaats_ring empty = { NULL, 0 };
	cr_assert_not(plaats_in_polygoon(&empty, 1, 0, 0));
}

Test(plaats, gives_a_point_on_a_shared_border_to_exactly_one_neighbour)
{
	static const struct plaats_hoek left[] = { { 0, 0 }, { 5, 0 }, { 7, 9 }, { 0, 9 } };
	static const struct plaats_hoek right[] = { { 5, 0 }, { 12, 0 }, { 12, 9 }, { 7, 9 } };
	const struct plaats_ring a = { left, 4 };
	const struct plaats_ring b = { right, 4 };
	for (int i = 0; i < 9000; i++) {
		const double y = i / 1000.0;
		const double x = 5 + y / 9 * 2;
		const bool in_a = plaats_in_polygoon(&a, 1, x, y);
		const bool in_b = plaats_in_polygoon(&b, 1, x, y);
		cr_assert_neq(in_a, in_b, "y %f", y);
	}
}
