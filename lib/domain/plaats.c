#include "domain/plaats.h"

#define AMERSFOORT_BREEDTE 52.15517440
#define AMERSFOORT_LENGTE  5.38720621
#define AMERSFOORT_X_M	   155000.0
#define AMERSFOORT_Y_M	   463000.0
#define POWER_MAX	   4

/* One term: factor · (0.36 Δbreedte)^p · (0.36 Δlengte)^q, in metres. */
struct term {
	int p;
	int q;
	double factor;
};

static const struct term terms_x[] = {
	{ 0, 1, 190094.945 },
	{ 1, 1, -11832.228 },
	{ 2, 1, -114.221 },
	{ 0, 3, -32.391 },
	{ 1, 0, -0.705 },
	{ 3, 1, -2.340 },
	{ 1, 3, -0.608 },
	{ 0, 2, -0.008 },
	{ 2, 3, 0.148 },
};

static const struct term terms_y[] = {
	{ 1, 0, 309056.544 },
	{ 0, 2, 3638.893 },
	{ 2, 0, 73.077 },
	{ 1, 2, -157.984 },
	{ 3, 0, 59.788 },
	{ 0, 1, 0.433 },
	{ 2, 2, -6.439 },
	{ 1, 1, -0.032 },
	{ 0, 4, 0.092 },
	{ 1, 4, -0.054 },
};

static double polynomial(const struct term *terms, size_t count, const double p[], const double q[])
{
	double sum = 0.0;
	for (size_t i = 0; i < count; i++)
		sum += terms[i].factor * p[terms[i].p] * q[terms[i].q];
	return sum;
}

static int32_t round_m(double m)
{
	return (int32_t)(m < 0.0 ? m - 0.5 : m + 0.5);
}

enum err plaats_from_wgs84(double breedte_deg, double lengte_deg, struct plaats *ret_plaats)
{
	/* Written so that a NaN fails too. */
	if (!(breedte_deg >= 50.5 && breedte_deg <= 53.8 && lengte_deg >= 3.0 && lengte_deg <= 7.5))
		return ERR_INVALID;
	double p[POWER_MAX + 1] = { 1.0 };
	double q[POWER_MAX + 1] = { 1.0 };
	for (int i = 1; i <= POWER_MAX; i++) {
		p[i] = p[i - 1] * 0.36 * (breedte_deg - AMERSFOORT_BREEDTE);
		q[i] = q[i - 1] * 0.36 * (lengte_deg - AMERSFOORT_LENGTE);
	}
	const double x =
		AMERSFOORT_X_M + polynomial(terms_x, sizeof(terms_x) / sizeof(*terms_x), p, q);
	const double y =
		AMERSFOORT_Y_M + polynomial(terms_y, sizeof(terms_y) / sizeof(*terms_y), p, q);
	*ret_plaats = (struct plaats){ .x_m = round_m(x), .y_m = round_m(y), .bekend = true };
	return ERR_OK;
}

uint32_t plaats_isqrt(uint64_t n)
{
	if (n == 0)
		return 0;
	/* Newton from above: the start is a power of two that is not below the root, and each step
	 * goes down until it would go up. */
	const unsigned bits = 64 - (unsigned)__builtin_clzll(n);
	uint64_t root = UINT64_C(1) << ((bits + 1) / 2);
	for (;;) {
		const uint64_t next = (root + n / root) / 2;
		if (next >= root)
			return (uint32_t)root;
		root = next;
	}
}

int32_t plaats_afstand_m(struct plaats a, struct plaats b)
{
	const int64_t dx = (int64_t)a.x_m - b.x_m;
	const int64_t dy = (int64_t)a.y_m - b.y_m;
	uint64_t square = 0;
	if (__builtin_add_overflow(
		    (uint64_t)dx * (uint64_t)dx, (uint64_t)dy * (uint64_t)dy, &square))
		return INT32_MAX;
	const uint32_t root = plaats_isqrt(square);
	return root > INT32_MAX ? INT32_MAX : (int32_t)root;
}

int32_t plaats_reis_min(int32_t afstand_m)
{
	return (int32_t)(((int64_t)afstand_m * 13 + 9999) / 10000);
}

/* Whether a ray from the point to the east crosses the ring an odd number of times. */
static bool ring_crossed_odd(const struct plaats_ring *ring, double x, double y)
{
	bool odd = false;
	for (size_t i = 0; i < ring->count; i++) {
		const struct plaats_hoek a = ring->hoeken[i];
		const struct plaats_hoek b = ring->hoeken[i + 1 < ring->count ? i + 1 : 0];
		/* Half-open in y: a corner on the ray counts for one of its two sides. */
		if ((a.y > y) == (b.y > y))
			continue;
		/* From low to high, so that two neighbours compute a shared side alike. */
		const struct plaats_hoek low = a.y < b.y ? a : b;
		const struct plaats_hoek high = a.y < b.y ? b : a;
		const double cross_x = low.x + (y - low.y) / (high.y - low.y) * (high.x - low.x);
		if (x < cross_x)
			odd = !odd;
	}
	return odd;
}

bool plaats_in_polygoon(const struct plaats_ring *ringen, size_t count, double x, double y)
{
	bool inside = false;
	for (size_t i = 0; i < count; i++)
		inside ^= ring_crossed_odd(&ringen[i], x, y);
	return inside;
}
