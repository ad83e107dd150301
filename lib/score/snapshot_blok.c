/*
 * Weighing 64 rows or 64 blocks at once.
 *
 * One set of functions says what one row or block is worth at most; the same loops over them are
 * compiled several times, for what different processors can do at once. There are no branches in
 * them, so that a compiler makes vectors of the loops by itself; and no sum depends on the order or
 * width in which it is done, so that all give the same.
 */
#include <string.h>

#include "score/snapshot_intern.h"

#define MARGE_M	    2.0f /* of a distance: what floats and rounding to metres can do */
#define ONBEPERKT_M 1e9f
#define VER_M	    1e8f
#define ALTIJD_MEE  static inline __attribute__((always_inline))

/* ---- one row or block ---- */

/* What loops over rows read of the question: copied, so that a compiler sees that it stays. */
struct maat {
	float x_m, y_m, limiet_m;
	uint32_t verre; /* not 0: a distance that is too far does not exclude */
	uint32_t online;
	uint32_t nooit;
	uint32_t niveau_bits, niveau_vrij;
	uint32_t vereist0, vereist1, vereist_vrij;
	int32_t groep;
	uint32_t groep_vrij;
	uint32_t talen;
};

ALTIJD_MEE struct maat maat_of(const struct vraag *v)
{
	return (struct maat){ v->x_m, v->y_m, v->limiet_m, !v->afstand, v->online, v->nooit,
		v->niveau_bits, v->niveau_vrij, v->vereist[0], v->vereist[1], v->vereist_vrij,
		v->groep, v->groep_vrij, v->talen };
}

/* The same for what adds to the score. */
struct punten {
	float thema, reis;
	uint32_t zonder;
	uint32_t load0, load1, load_least, load;
	uint32_t kwaliteit, reactie, ambassadeur;
	int32_t vast;
};

ALTIJD_MEE struct punten punten_of(const struct vraag *v)
{
	return (struct punten){ v->thema_gewicht, v->reis_gewicht, v->thema_zonder,
		v->belasting_masker[0], v->belasting_masker[1], v->belasting_minst,
		v->gewicht[SCORE_FACTOR_BELASTING], 4 * v->gewicht[SCORE_FACTOR_KWALITEIT],
		4 * v->gewicht[SCORE_FACTOR_REACTIE], v->gewicht[SCORE_FACTOR_AMBASSADEUR],
		v->vast_tienden };
}

ALTIJD_MEE float most(float a, float b)
{
	return a > b ? a : b;
}

ALTIJD_MEE float least(float a, float b)
{
	return a < b ? a : b;
}

/* a when `some` is not 0, else b; without a branch, which no vector has. */
ALTIJD_MEE uint32_t pick(uint32_t some, uint32_t a, uint32_t b)
{
	const uint32_t mask = 0u - (uint32_t)(some != 0);
	return (a & mask) | (b & ~mask);
}

ALTIJD_MEE uint32_t most_of(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

/* Least distance to a box whose edges are tens of metres, rounded down. */
ALTIJD_MEE float distance_m(struct maat m, int32_t x0, int32_t x1, int32_t y0, int32_t y1)
{
	const float dx = most(most((float)(x0 * 10) - m.x_m, m.x_m - (float)(x1 * 10 + 9)), 0.0f);
	const float dy = most(most((float)(y0 * 10) - m.y_m, m.y_m - (float)(y1 * 10 + 9)), 0.0f);
	return most(__builtin_sqrtf(dx * dx + dy * dy) - MARGE_M, 0.0f);
}

ALTIJD_MEE float limit_m(struct maat m, int32_t straal)
{
	const float own = (float)(straal * 10);
	return least(straal == STRAAL_ONBEPERKT ? ONBEPERKT_M : own, m.limiet_m);
}

/* The value of reis, never too low; the formula stands in score/factor.h. */
ALTIJD_MEE float travel(float d, float limit, uint32_t online)
{
	const float scale = limit > VER_M ? (float)SCORE_REIS_STANDAARD_M : limit;
	const float room = most(scale - (float)SCORE_REIS_NABIJ_M, 1.0f);
	const float part = (scale - d) * (float)SCORE_WAARDE_MAX / room;
	const float near = d <= (float)SCORE_REIS_NABIJ_M ? (float)SCORE_WAARDE_MAX : part;
	const float lowest = online != 0 ? (float)SCORE_REIS_ONLINE : 0.0f;
	return most(least(near, (float)SCORE_WAARDE_MAX), lowest);
}

/* Whether one row or block can pass: 1 or 0. */
ALTIJD_MEE uint32_t passes(struct maat m, uint32_t niveau, uint32_t thema0, uint32_t thema1,
	int32_t groep_min, int32_t groep_max, uint32_t talen)
{
	const uint32_t level = (niveau & m.niveau_bits) | m.niveau_vrij;
	const uint32_t topic = (thema0 & m.vereist0) | (thema1 & m.vereist1) | m.vereist_vrij;
	const uint32_t fits = (uint32_t)(m.groep >= groep_min) & (uint32_t)(m.groep <= groep_max);
	return (uint32_t)(level != 0) & (uint32_t)(topic != 0) &
	       (uint32_t)((fits | m.groep_vrij) != 0) & (uint32_t)((talen & m.talen) != 0);
}

/* The tenths of a point that its topics, its load, its travel and who gives it add. */
ALTIJD_MEE int32_t worth(struct punten p, uint32_t thema_som, uint32_t vlag, uint32_t load0,
	uint32_t load1, uint32_t kwaliteit, uint32_t reactie, float reis)
{
	const uint32_t zonder = pick(vlag & VLAG_ZONDER_THEMA, p.zonder, 0);
	const uint32_t load =
		most_of(4 * most_of(load0 & p.load0, load1 & p.load1), p.load_least) * p.load;
	const uint32_t near = pick(vlag & VLAG_AMBASSADEUR, SCORE_WAARDE_MAX, SCORE_NEUTRAAL);
	const uint32_t who = kwaliteit * p.kwaliteit + reactie * p.reactie + near * p.ambassadeur;
	return p.vast + (int32_t)((float)(int32_t)most_of(thema_som, zonder) * p.thema) +
	       (int32_t)(load + who) + (int32_t)(reis * p.reis);
}

/* ---- 64 of them ---- */

/* Adds for each grade of nearness of each asked topic what it is more than the one below it. */
ALTIJD_MEE void add_topics(const struct vraag *v, const uint32_t *thema0, const uint32_t *thema1,
	uint32_t *restrict som)
{
	for (unsigned k = 0; k < v->stap_count; k++) {
		const uint32_t mask0 = v->stappen[k].masker[0];
		const uint32_t mask1 = v->stappen[k].masker[1];
		const uint32_t more = v->stappen[k].meer;
		for (unsigned i = 0; i < BLOK; i++)
			som[i] += pick((thema0[i] & mask0) | (thema1[i] & mask1), more, 0);
	}
}

/* A bit for each that is not zero. */
ALTIJD_MEE uint64_t to_bits(const uint8_t *some)
{
	uint64_t bits = 0;
	for (unsigned i = 0; i < BLOK / 8; i++) {
		uint64_t eight;
		memcpy(&eight, some + 8 * (size_t)i, sizeof(eight));
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
		eight = __builtin_bswap64(eight);
#endif
		/* Brings the eight lowest bits together in the highest byte. */
		bits |= (eight * UINT64_C(0x0102040810204080) >> 56) << 8 * i;
	}
	return bits;
}

ALTIJD_MEE uint64_t weigh_rows(const struct vraag *v, const struct blok *b, int32_t nodig)
{
	float far[BLOK];
	uint8_t ok[BLOK];
	const struct maat m = maat_of(v);
	const uint32_t *const niveau = b->niveau[v->niveau_half];
	for (unsigned i = 0; i < BLOK; i++) {
		const uint32_t online = b->vlag[i] & m.online;
		const float d = distance_m(m, b->x[i], b->x[i], b->y[i], b->y[i]);
		const float limit = limit_m(m, b->straal[i]);
		const uint32_t near = (uint32_t)(d <= limit) | online | m.verre;
		const uint32_t ever = (uint32_t)((b->vlag[i] & m.nooit) == 0);
		far[i] = travel(d, limit, online);
		ok[i] = (uint8_t)((uint32_t)(near != 0) & ever &
				  passes(m, niveau[i], b->thema[0][i], b->thema[1][i],
					  b->groep_min[i], b->groep_max[i], b->talen[i]));
	}
	if (to_bits(ok) == 0)
		return 0;
	uint32_t som[BLOK] = { 0 };
	add_topics(v, b->thema[0], b->thema[1], som);
	const struct punten p = punten_of(v);
	const uint32_t gewicht = v->gewicht[SCORE_FACTOR_KRING];
	const uint32_t anders = v->kring_anders;
	const int32_t k0 = v->kring[0];
	const int32_t k1 = v->kring[1];
	const int32_t k2 = v->kring[2];
	const int32_t k3 = v->kring[3];
	for (unsigned i = 0; i < BLOK; i++) {
		const int32_t kring = b->kring[i];
		const uint32_t served = (uint32_t)(kring == k0) | (uint32_t)(kring == k1) |
					(uint32_t)(kring == k2) | (uint32_t)(kring == k3);
		const uint32_t other = pick((uint32_t)kring, anders, SCORE_NEUTRAAL);
		const uint32_t value = pick(served, SCORE_WAARDE_MAX, other);
		const int32_t tienden =
			worth(p, som[i], b->vlag[i], b->belasting[0][i], b->belasting[1][i],
				b->kwaliteit[i], b->reactie[i], far[i]) +
			(int32_t)(value * gewicht);
		ok[i] &= (uint8_t)(tienden >= nodig);
	}
	return to_bits(ok);
}

ALTIJD_MEE uint64_t weigh_zones(
	const struct vraag *v, const struct zone *z, int32_t nodig, int32_t *restrict grens)
{
	float far[BLOK];
	uint8_t ok[BLOK];
	const struct maat m = maat_of(v);
	const uint32_t *const niveau = z->niveau[v->niveau_half];
	for (unsigned i = 0; i < BLOK; i++) {
		const uint32_t online = z->vlag[i] & m.online;
		const float d = distance_m(m, z->x0[i], z->x1[i], z->y0[i], z->y1[i]);
		const float limit = limit_m(m, z->straal[i]);
		const uint32_t near = (uint32_t)(d <= limit) | online | m.verre;
		far[i] = travel(d, limit, online);
		ok[i] = (uint8_t)((uint32_t)(near != 0) & passes(m, niveau[i], z->thema[0][i],
								  z->thema[1][i], z->groep_min[i],
								  z->groep_max[i], z->talen[i]));
	}
	if (to_bits(ok) == 0)
		return 0;
	uint32_t som[BLOK] = { 0 };
	add_topics(v, z->thema[0], z->thema[1], som);
	const struct punten p = punten_of(v);
	const uint32_t gewicht = v->gewicht[SCORE_FACTOR_KRING];
	const uint32_t anders = v->kring_anders;
	const uint32_t served = v->kring_bits;
	/* A sector of which every row has many levels fits none of them well. */
	const int32_t per_level = v->niveau_per_meer;
	const uint8_t *const levels = z->niveaus[v->sector % NIVEAU_SECTOR_COUNT];
	for (unsigned i = 0; i < BLOK; i++) {
		const uint32_t other = pick(z->kring[i] & 1, SCORE_NEUTRAAL, anders);
		const uint32_t best = most_of(anders, other);
		const uint32_t value = pick(z->kring[i] & served, SCORE_WAARDE_MAX, best);
		const int32_t tienden =
			worth(p, som[i], z->vlag[i], z->belasting[0][i], z->belasting[1][i],
				z->kwaliteit[i], z->reactie[i], far[i]) +
			(int32_t)(value * gewicht) - (levels[i] - 1) * per_level;
		grens[i] = tienden;
		ok[i] &= (uint8_t)(tienden >= nodig);
	}
	return to_bits(ok);
}

/* ---- for each kind of processor ---- */

#if defined(__clang__)
#define NIET_IN_VECTOREN
#else
#define NIET_IN_VECTOREN __attribute__((optimize("no-tree-vectorize")))
#endif

/* NOLINTBEGIN(bugprone-macro-parentheses): an attribute is no expression */
#define KERN(naam, attribute)                                                               \
	attribute static uint64_t rijen_##naam(                                             \
		const struct vraag *v, const struct blok *b, int32_t nodig)                 \
	{                                                                                   \
		return weigh_rows(v, b, nodig);                                             \
	}                                                                                   \
	attribute static uint64_t zones_##naam(                                             \
		const struct vraag *v, const struct zone *z, int32_t nodig, int32_t *grens) \
	{                                                                                   \
		return weigh_zones(v, z, nodig, grens);                                     \
	}

/* NOLINTEND(bugprone-macro-parentheses) */

KERN(gewoon, NIET_IN_VECTOREN)
KERN(vector, )
#if defined(__x86_64__)
KERN(avx2, __attribute__((target("avx2"))))
KERN(avx512, __attribute__((target("avx2,avx512f,avx512bw,avx512vl,avx512dq"))))
#endif

static const struct kern kernen[SCORE_KERN_COUNT] = {
	[SCORE_KERN_GEWOON] = { rijen_gewoon, zones_gewoon },
	[SCORE_KERN_VECTOR] = { rijen_vector, zones_vector },
#if defined(__x86_64__)
	[SCORE_KERN_AVX2] = { rijen_avx2, zones_avx2 },
	[SCORE_KERN_AVX512] = { rijen_avx512, zones_avx512 },
#endif
};

bool score_kern_is_there(enum score_kern kern)
{
	if (kernen[kern].rijen == NULL)
		return false;
#if defined(__x86_64__)
	if (kern == SCORE_KERN_AVX2)
		return __builtin_cpu_supports("avx2");
	if (kern == SCORE_KERN_AVX512)
		return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
		       __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
#endif
	return true;
}

struct kern kern_kies(enum score_kern kern)
{
	unsigned best = kern;
	if (kern == SCORE_KERN_BESTE || !score_kern_is_there(kern))
		best = SCORE_KERN_COUNT - 1;
	while (!score_kern_is_there((enum score_kern)best))
		best--;
	return kernen[best];
}

/* ---- zones ---- */

static void lower(uint16_t *a, uint16_t b)
{
	*a = b < *a ? b : *a;
}

static void raise(uint16_t *a, uint16_t b)
{
	*a = b > *a ? b : *a;
}

static void raise_byte(uint8_t *a, uint8_t b)
{
	*a = b > *a ? b : *a;
}

static void widen(int16_t *low, int16_t *high, int16_t at, bool first)
{
	*low = first || at < *low ? at : *low;
	*high = first || at > *high ? at : *high;
}

void zone_add(struct zone *z, unsigned i, const struct rij *r, bool eerste,
	const uint64_t sectoren[NIVEAU_SECTOR_COUNT])
{
	widen(&z->x0[i], &z->x1[i], r->x, eerste);
	widen(&z->y0[i], &z->y1[i], r->y, eerste);
	if (eerste)
		z->groep_min[i] = r->groep_min;
	lower(&z->groep_min[i], r->groep_min);
	raise(&z->groep_max[i], r->groep_max);
	raise(&z->straal[i], r->straal);
	for (unsigned h = 0; h < 2; h++) {
		z->niveau[h][i] |= (uint32_t)(r->niveaus >> 32 * h);
		z->thema[h][i] |= (uint32_t)(r->themas >> 32 * h);
		raise_byte(&z->belasting[h][i], r->belasting[h]);
	}
	raise_byte(&z->kwaliteit[i], r->kwaliteit);
	raise_byte(&z->reactie[i], r->reactie);
	z->kring[i] |= kring_bit(r->kring);
	z->talen[i] |= r->talen;
	z->vlag[i] |= r->vlag;
	for (unsigned s = 0; s < NIVEAU_SECTOR_COUNT; s++) {
		const uint8_t count = (uint8_t)__builtin_popcountll(r->niveaus & sectoren[s]);
		if (eerste || count < z->niveaus[s][i])
			z->niveaus[s][i] = count;
	}
}
