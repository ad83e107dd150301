/*
 * Weighing 64 rows or 64 blocks at once.
 *
 * Of the rows of a block first the words are asked, which have a bit of each row: few lines of
 * memory say that most blocks have no row with near enough topics. Only what is left is read in
 * columns. For these, one set of functions says what one row or block is worth at most; the same
 * loops over them are compiled several times, for what different processors can do at once. There
 * are no branches in them, so that a compiler makes vectors of the loops by itself; and no sum
 * depends on the order or width in which it is done, so that all give the same.
 */
#include <string.h>

#include "score/snapshot_intern.h"

#define MARGE_M	    2.0f /* of a distance: what floats and rounding to metres can do */
#define ONBEPERKT_M 1e9f
#define VER_M	    1e8f
#define ALTIJD_MEE  static inline __attribute__((always_inline))

/* ---- one row or block ---- */

/* What the loops read of the question: copied, so that a compiler sees that it stays. */
struct maat {
	float x_m, y_m, limiet_m;
	uint32_t verre; /* not 0: a distance that is too far does not exclude */
	uint32_t online;
};

ALTIJD_MEE struct maat maat_of(const struct vraag *v)
{
	return (struct maat){ v->x_m, v->y_m, v->limiet_m, !v->afstand, v->online };
}

/* The same for what adds to the score. */
struct punten {
	float reis;
	uint32_t load0, load1, load_least, load;
	uint32_t kwaliteit, reactie, ambassadeur;
};

ALTIJD_MEE struct punten punten_of(const struct vraag *v)
{
	return (struct punten){ v->reis_gewicht, v->belasting_masker[0], v->belasting_masker[1],
		v->belasting_minst, v->gewicht[SCORE_FACTOR_BELASTING],
		4 * v->gewicht[SCORE_FACTOR_KWALITEIT], 4 * v->gewicht[SCORE_FACTOR_REACTIE],
		v->gewicht[SCORE_FACTOR_AMBASSADEUR] };
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

/* Square of the least distance to a box whose edges are tens of metres, rounded down. */
ALTIJD_MEE float square_m(struct maat m, int32_t x0, int32_t x1, int32_t y0, int32_t y1)
{
	const float dx = most(most((float)(x0 * 10) - m.x_m, m.x_m - (float)(x1 * 10 + 9)), 0.0f);
	const float dy = most(most((float)(y0 * 10) - m.y_m, m.y_m - (float)(y1 * 10 + 9)), 0.0f);
	return dx * dx + dy * dy;
}

ALTIJD_MEE uint32_t is_near(float square, float limit)
{
	const float room = limit + MARGE_M;
	return (uint32_t)(square <= room * room);
}

ALTIJD_MEE float limit_m(struct maat m, int32_t straal)
{
	const float own = (float)(straal * 10);
	return least(straal == STRAAL_ONBEPERKT ? ONBEPERKT_M : own, m.limiet_m);
}

/* The value of reis, never too low; the formula stands in score/factor.h. */
ALTIJD_MEE float travel(float square, float limit, uint32_t online)
{
	const float d = __builtin_sqrtf(square) - MARGE_M;
	const float scale = limit > VER_M ? (float)SCORE_REIS_STANDAARD_M : limit;
	const float room = most(scale - (float)SCORE_REIS_NABIJ_M, 1.0f);
	const float part = (scale - d) * (float)SCORE_WAARDE_MAX / room;
	const float near = d <= (float)SCORE_REIS_NABIJ_M ? (float)SCORE_WAARDE_MAX : part;
	const float lowest = online != 0 ? (float)SCORE_REIS_ONLINE : 0.0f;
	return most(least(near, (float)SCORE_WAARDE_MAX), lowest);
}

/* The tenths of a point that its load, its travel and who gives it add. */
ALTIJD_MEE int32_t worth(struct punten p, uint32_t vlag, uint32_t load0, uint32_t load1,
	uint32_t kwaliteit, uint32_t reactie, float reis)
{
	const uint32_t load =
		most_of(4 * most_of(load0 & p.load0, load1 & p.load1), p.load_least) * p.load;
	const uint32_t near = pick(vlag & VLAG_AMBASSADEUR, SCORE_WAARDE_MAX, SCORE_NEUTRAAL);
	const uint32_t who = kwaliteit * p.kwaliteit + reactie * p.reactie + near * p.ambassadeur;
	return (int32_t)(load + who) + (int32_t)(reis * p.reis);
}

/* The tenths that a sum of nearness adds. */
ALTIJD_MEE int32_t topics(float gewicht, uint32_t zonder, uint32_t som, uint32_t vlag)
{
	const uint32_t least = pick(vlag & VLAG_ZONDER_THEMA, zonder, 0);
	return (int32_t)((float)(int32_t)most_of(som, least) * gewicht);
}

/* ---- 64 of them ---- */

/* Adds for each grade of nearness of each asked topic what it is more than the one below it. */
ALTIJD_MEE void add_topics(const struct vraag *v, const uint32_t *thema0, const uint32_t *thema1,
	uint32_t *restrict som)
{
	for (unsigned k = 0; k < STAPPEN * v->buurt_count; k++) {
		const struct stap *stap = &v->buurten[k / STAPPEN]->stappen[k % STAPPEN];
		const uint32_t mask0 = stap->masker[0];
		const uint32_t mask1 = stap->masker[1];
		const uint32_t more = stap->meer;
		for (unsigned i = 0; more != 0 && i < BLOK; i++)
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

/* From words to a sum a row. */
ALTIJD_MEE void read_sums(const uint64_t *words, unsigned count, uint32_t *restrict som)
{
	static const uint32_t bits[BLOK / 2] = { 1u << 0, 1u << 1, 1u << 2, 1u << 3, 1u << 4,
		1u << 5, 1u << 6, 1u << 7, 1u << 8, 1u << 9, 1u << 10, 1u << 11, 1u << 12, 1u << 13,
		1u << 14, 1u << 15, 1u << 16, 1u << 17, 1u << 18, 1u << 19, 1u << 20, 1u << 21,
		1u << 22, 1u << 23, 1u << 24, 1u << 25, 1u << 26, 1u << 27, 1u << 28, 1u << 29,
		1u << 30, 1u << 31 };
	for (unsigned k = 0; k < count; k++) {
		const uint32_t low = (uint32_t)words[k];
		const uint32_t high = (uint32_t)(words[k] >> 32);
		const uint32_t more = (uint32_t)THEMA_EENHEID << k;
		for (unsigned i = 0; i < BLOK / 2; i++) {
			som[i] += pick(low & bits[i], more, 0);
			som[i + BLOK / 2] += pick(high & bits[i], more, 0);
		}
	}
}

/* Which rows are near enough. */
ALTIJD_MEE uint64_t near_rows(const struct vraag *v, const struct blok *b)
{
	uint8_t ok[BLOK];
	const struct maat m = maat_of(v);
	for (unsigned i = 0; i < BLOK; i++) {
		const float square = square_m(m, b->x[i], b->x[i], b->y[i], b->y[i]);
		const uint32_t near = is_near(square, limit_m(m, b->straal[i])) |
				      (b->vlag[i] & m.online) | m.verre;
		ok[i] = (uint8_t)(near != 0);
	}
	return to_bits(ok);
}

ALTIJD_MEE uint64_t weigh_rows(const struct vraag *v, const struct weging *w, int32_t nodig)
{
	const struct blok *const b = w->blok;
	const uint64_t rijen = w->rijen & near_rows(v, b);
	if (rijen == 0 || nodig <= 0)
		return rijen;
	uint8_t ok[BLOK];
	uint32_t som[BLOK] = { 0 };
	read_sums(w->som, v->som_bits, som);
	const struct maat m = maat_of(v);
	const struct punten p = punten_of(v);
	const float thema = v->thema_gewicht;
	const uint32_t zonder = v->thema_zonder;
	const uint32_t gewicht = v->gewicht[SCORE_FACTOR_KRING];
	const uint32_t anders = v->kring_anders;
	const int32_t k0 = v->kring[0];
	const int32_t k1 = v->kring[1];
	const int32_t k2 = v->kring[2];
	const int32_t k3 = v->kring[3];
	const int32_t least = nodig - w->kans->vast;
	for (unsigned i = 0; i < BLOK; i++) {
		const int32_t kring = b->kring[i];
		const uint32_t served = (uint32_t)(kring == k0) | (uint32_t)(kring == k1) |
					(uint32_t)(kring == k2) | (uint32_t)(kring == k3);
		const uint32_t other = pick((uint32_t)kring, anders, SCORE_NEUTRAAL);
		const uint32_t value = pick(served, SCORE_WAARDE_MAX, other);
		const float square = square_m(m, b->x[i], b->x[i], b->y[i], b->y[i]);
		const float far = travel(square, limit_m(m, b->straal[i]), b->vlag[i] & m.online);
		const int32_t tienden = worth(p, b->vlag[i], b->belasting[0][i], b->belasting[1][i],
						b->kwaliteit[i], b->reactie[i], far) +
					topics(thema, zonder, som[i], b->vlag[i]) +
					(int32_t)(value * gewicht);
		ok[i] = (uint8_t)(tienden >= least);
	}
	return rijen & to_bits(ok);
}

ALTIJD_MEE uint64_t weigh_zones(
	const struct vraag *v, const struct zone *z, struct grenzen *restrict ret)
{
	uint8_t ok[BLOK];
	const struct maat m = maat_of(v);
	const uint32_t *const niveau = z->niveau[v->niveau_half];
	const uint32_t niveau_bits = v->niveau_bits;
	const uint32_t niveau_vrij = v->niveau_vrij;
	const int32_t groep = v->groep;
	const uint32_t groep_vrij = v->groep_vrij;
	const uint32_t talen = v->talen;
	const uint32_t vereist0 = v->vereist[0];
	const uint32_t vereist1 = v->vereist[1];
	const uint32_t vereist_vrij = v->vereist_vrij;
	for (unsigned i = 0; i < BLOK; i++) {
		const float square = square_m(m, z->x0[i], z->x1[i], z->y0[i], z->y1[i]);
		const uint32_t near = is_near(square, limit_m(m, z->straal[i])) |
				      (z->vlag[i] & m.online) | m.verre;
		const uint32_t topic =
			(z->thema[0][i] & vereist0) | (z->thema[1][i] & vereist1) | vereist_vrij;
		const uint32_t level = (niveau[i] & niveau_bits) | niveau_vrij;
		const uint32_t fits =
			(uint32_t)(groep >= z->groep_min[i]) & (uint32_t)(groep <= z->groep_max[i]);
		ok[i] = (uint8_t)((uint32_t)(near != 0) & (uint32_t)(topic != 0) &
				  (uint32_t)(level != 0) & (uint32_t)((fits | groep_vrij) != 0) &
				  (uint32_t)((z->talen[i] & talen) != 0));
	}
	const uint64_t some = to_bits(ok);
	if (some == 0)
		return 0;
	uint32_t som[BLOK] = { 0 };
	add_topics(v, z->thema[0], z->thema[1], som);
	const struct punten p = punten_of(v);
	const float thema = v->thema_gewicht;
	const uint32_t zonder = v->thema_zonder;
	const uint32_t gewicht = v->gewicht[SCORE_FACTOR_KRING];
	const uint32_t anders = v->kring_anders;
	const uint32_t served = v->kring_bits;
	const int32_t vast = v->vast_tienden;
	/* A sector of which every row has many levels fits none of them well. */
	const int32_t per_level = v->niveau_per_meer;
	const uint8_t *const levels = z->niveaus[v->sector % NIVEAU_SECTOR_COUNT];
	for (unsigned i = 0; i < BLOK; i++) {
		const uint32_t other = pick(z->kring[i] & 1, SCORE_NEUTRAAL, anders);
		const uint32_t best = most_of(anders, other);
		const uint32_t value = pick(z->kring[i] & served, SCORE_WAARDE_MAX, best);
		const float square = square_m(m, z->x0[i], z->x1[i], z->y0[i], z->y1[i]);
		const float far = travel(square, limit_m(m, z->straal[i]), z->vlag[i] & m.online);
		const int32_t rest = worth(p, z->vlag[i], z->belasting[0][i], z->belasting[1][i],
					     z->kwaliteit[i], z->reactie[i], far) +
				     (int32_t)(value * gewicht) + vast -
				     (levels[i] - 1) * per_level;
		ret->rest[i] = rest;
		ret->alles[i] = rest + topics(thema, zonder, som[i], z->vlag[i]);
	}
	return some;
}

/* ---- for each kind of processor ---- */

#if defined(__clang__)
#define NIET_IN_VECTOREN
#else
#define NIET_IN_VECTOREN __attribute__((optimize("no-tree-vectorize")))
#endif

/* NOLINTBEGIN(bugprone-macro-parentheses): an attribute is no expression */
#define KERN(naam, attribute)                                                         \
	attribute static uint64_t rijen_##naam(                                       \
		const struct vraag *v, const struct weging *w, int32_t nodig)         \
	{                                                                             \
		return weigh_rows(v, w, nodig);                                       \
	}                                                                             \
	attribute static uint64_t zones_##naam(                                       \
		const struct vraag *v, const struct zone *z, struct grenzen *grenzen) \
	{                                                                             \
		return weigh_zones(v, z, grenzen);                                    \
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

/* ---- words ---- */

/* The rows with one of these. */
static uint64_t rows_with(const uint64_t *words, uint64_t which)
{
	uint64_t rows = 0;
	for (; which != 0; which &= which - 1)
		rows |= words[__builtin_ctzll(which)];
	return rows;
}

/* Of words that hold a number for each row, the first its lowest bits: a += b. */
static void add_words(uint64_t a[SOM_BITS], const uint64_t b[SOM_BITS])
{
	uint64_t carry = 0;
	for (unsigned i = 0; i < SOM_BITS; i++) {
		const uint64_t half = a[i] ^ b[i];
		const uint64_t both = (a[i] & b[i]) | (half & carry);
		a[i] = half ^ carry;
		carry = both;
	}
}

static uint64_t rows_from(const uint64_t words[SOM_BITS], uint32_t least)
{
	uint64_t equal = UINT64_MAX;
	uint64_t above = 0;
	for (unsigned i = SOM_BITS; i-- > 0;) {
		const uint64_t asked = 0 - (uint64_t)(least >> i & 1);
		above |= equal & words[i] & ~asked;
		equal &= ~(words[i] ^ asked);
	}
	return above | equal;
}

/*
 * Gives which of the rows have topics whose nearness to the asked ones comes to `least` units, and
 * for these rows the sum. Each topic must at least make up for what all others together can be
 * short of the best; grades below that are not read.
 */
static uint64_t sum_topics(const struct vraag *v, const struct blok *b, uint64_t rows,
	uint32_t least, uint64_t som[SOM_BITS])
{
	memset(som, 0, SOM_BITS * sizeof(*som));
	if (least > v->som_meest)
		return 0;
	const uint32_t short_by = v->som_meest - least;
	for (unsigned t = 0; t < v->buurt_count && rows != 0; t++) {
		const struct stap *stap = v->buurten[t]->stappen;
		const uint32_t best = stap->eenheden;
		uint64_t nearest[SOM_BITS] = { 0 };
		uint64_t seen = 0;
		for (unsigned k = 0; k < STAPPEN && stap[k].eenheden + short_by >= best; k++) {
			const uint64_t more = rows_with(b->thema, stap[k].erbij) & ~seen;
			seen |= more;
			for (unsigned i = 0; i < SOM_BITS; i++)
				nearest[i] |= more & stap[k].bits[i];
		}
		/* Otherwise also who has none of its topics may have enough. */
		if (best > short_by)
			rows &= seen;
		add_words(som, nearest);
	}
	return rows & rows_from(som, least);
}

/* The least sum, in units, that adds so many tenths. */
static uint32_t units_for(const struct vraag *v, int32_t tienden)
{
	const uint32_t per_unit = v->gewicht[SCORE_FACTOR_THEMA] * THEMA_EENHEID;
	/* One tenth may get lost in floats. */
	if (tienden <= 1 || per_unit == 0)
		return 0;
	return ((uint32_t)(tienden - 1) * v->aanvraag->thema_count + per_unit - 1) / per_unit;
}

void weeg_woorden(const struct vraag *v, struct weging *w, int32_t nodig)
{
	const struct blok *b = w->blok;
	uint64_t rows = b->leeft;
	if (v->nooit_gepauzeerd)
		rows &= ~b->gepauzeerd;
	if (v->nooit_zonder_vog)
		rows &= ~b->zonder_vog;
	if (v->talen != UINT8_MAX)
		rows &= rows_with(b->taal, v->talen);
	if (v->groep_vrij == 0)
		rows &= b->groep[groep_klasse((unsigned)v->groep)];
	if (v->vereist_vrij == 0)
		rows &= rows_with(b->thema, v->vereist[0] | (uint64_t)v->vereist[1] << 32);
	if (rows != 0 && nodig > 0 && v->buurt_count > 0) {
		const uint32_t least = units_for(v, nodig - w->kans->rest);
		const uint64_t enough = sum_topics(v, b, rows, least, w->som);
		/* Their sum stands for the neutral value. */
		const bool neutral = least * THEMA_EENHEID <= v->thema_zonder + THEMA_EENHEID;
		rows = enough | (neutral ? rows & b->zonder_thema : 0);
	}
	/* Last, because hardly a block has nobody of a level. */
	if (rows != 0 && v->niveaus != 0)
		rows &= rows_with(b->niveau, v->niveaus);
	w->rijen = rows;
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
	const struct koud *k = koud_in(r);
	const uint64_t niveaus = niveaus_of(k);
	if (eerste)
		z->groep_min[i] = k->groep_min;
	lower(&z->groep_min[i], k->groep_min);
	raise(&z->groep_max[i], k->groep_max);
	raise(&z->straal[i], r->straal);
	for (unsigned h = 0; h < 2; h++) {
		z->niveau[h][i] |= k->niveaus[h];
		z->thema[h][i] |= (uint32_t)(r->themas >> 32 * h);
		raise_byte(&z->belasting[h][i], r->belasting[h]);
	}
	raise_byte(&z->kwaliteit[i], r->kwaliteit);
	raise_byte(&z->reactie[i], r->reactie);
	z->kring[i] |= kring_bit(r->kring);
	z->talen[i] |= k->talen;
	z->vlag[i] |= r->vlag;
	for (unsigned s = 0; s < NIVEAU_SECTOR_COUNT; s++) {
		const uint8_t count = (uint8_t)bits_of(niveaus & sectoren[s]);
		if (eerste || count < z->niveaus[s][i])
			z->niveaus[s][i] = count;
	}
}
