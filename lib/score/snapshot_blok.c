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

#define TE_VER	   (INT32_MIN / 2) /* tenths of a row that cannot be possible */
#define ALTIJD_MEE static inline __attribute__((always_inline))

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

/* ---- the words of eight blocks ---- */

ALTIJD_MEE bool has_rows(const acht *rows)
{
	uint64_t any = 0;
	for (unsigned j = 0; j < ACHT; j++)
		any |= (*rows)[j];
	return any != 0;
}

/* The rows with one of these. */
ALTIJD_MEE void rows_with(const acht *words, uint64_t which, acht *ret)
{
	acht rows = { 0 };
	for (; which != 0; which &= which - 1)
		rows |= words[__builtin_ctzll(which)];
	*ret = rows;
}

/* Of words that hold a number of so many bits for each row, the first its lowest bits: a += b. */
ALTIJD_MEE void add_words(acht *restrict a, const acht *restrict b, unsigned bits)
{
	acht carry = { 0 };
	for (unsigned i = 0; i < bits; i++) {
		const acht half = a[i] ^ b[i];
		const acht both = (a[i] & b[i]) | (half & carry);
		a[i] = half ^ carry;
		carry = both;
	}
}

/* Of these rows those whose number is at least so much; that is one for each block. */
ALTIJD_MEE void rows_from(const acht *words, unsigned bits, const acht *least, acht *rows)
{
	acht equal = *rows;
	acht above = { 0 };
	for (unsigned i = bits; i-- > 0;) {
		const acht asked = 0 - (*least >> i & 1);
		above |= equal & words[i] & ~asked;
		equal &= ~(words[i] ^ asked);
	}
	*rows = above | equal;
}

/* Adds to each row how near its nearest topic is to one that is asked, in units; grades that are
 * more than `short_by` below the best are not read. Gives who has one. */
ALTIJD_MEE void add_nearest(const struct vraag *v, const struct buurt *buurt,
	const struct woorden *w, uint32_t short_by, acht *restrict som, acht *restrict ret_seen)
{
	const struct stap *stap = buurt->stappen;
	acht nearest[SOM_BITS] = { { 0 } };
	acht seen = { 0 };
	for (unsigned n = 0; n < STAPPEN && stap[n].eenheden + short_by >= stap->eenheden; n++) {
		acht more;
		rows_with(w->thema, stap[n].erbij, &more);
		more &= ~seen;
		seen |= more;
		for (uint32_t bits = stap[n].eenheden; bits != 0; bits &= bits - 1)
			nearest[__builtin_ctz(bits)] |= more;
	}
	add_words(som, nearest, v->som_bits);
	*ret_seen = seen;
}

/* The least sum, in units, of each block that brings a row with the best of all else to `nodig`.
 * More than all are as many as one too many. */
ALTIJD_MEE uint32_t least_units(
	const struct vraag *v, const struct kans *k, int32_t nodig, acht *ret_least)
{
	uint32_t lowest = v->som_meest + 1;
	acht all = { 0 };
	for (unsigned j = 0; j < ACHT; j++) {
		/* Rounded up, but for what floats can do; one tenth may get lost in them too. */
		const float units = (float)(nodig - k->rest[j] - 1) * v->thema_eenheden + 0.99f;
		const float some = least(most(units, 0.0f), (float)(v->som_meest + 1));
		const uint32_t number = (uint32_t)(int32_t)some;
		all[j] = number;
		lowest = number < lowest ? number : lowest;
	}
	*ret_least = all;
	return lowest;
}

/*
 * Leaves of the rows those with topics whose nearness to the asked ones comes to the least that is
 * needed, and gives for these the sum. Each topic must at least make up for what all others
 * together can be short of the best; grades below that are not read.
 */
ALTIJD_MEE void sum_topics(const struct vraag *v, const struct woorden *w, const struct kans *k,
	int32_t nodig, struct gezeefd *g)
{
	acht least;
	const acht passing = g->rijen;
	memset(g->som, 0, sizeof(g->som));
	const uint32_t lowest = least_units(v, k, nodig, &least);
	const uint32_t short_by = lowest > v->som_meest ? 0 : v->som_meest - lowest;
	for (unsigned t = 0; t < v->buurt_count && has_rows(&g->rijen); t++) {
		acht seen;
		add_nearest(v, v->buurten[t], w, short_by, g->som, &seen);
		/* Otherwise also who has none of its topics may have enough. */
		if (v->buurten[t]->stappen->eenheden > short_by)
			g->rijen &= seen;
	}
	rows_from(g->som, v->som_bits, &least, &g->rijen);
	/* Their sum stands for the neutral value. */
	const acht neutral = (acht)(least * THEMA_EENHEID <= v->thema_zonder + THEMA_EENHEID);
	g->rijen |= passing & w->zonder_thema & neutral;
}

ALTIJD_MEE void weigh_words(const struct vraag *v, const struct woorden *w, const struct kans *k,
	int32_t nodig, struct gezeefd *ret)
{
	acht some;
	acht rows = w->leeft;
	if (v->nooit_gepauzeerd)
		rows &= ~w->gepauzeerd;
	if (v->nooit_zonder_vog)
		rows &= ~w->zonder_vog;
	if (v->groep_vrij == 0)
		rows &= w->groep[groep_klasse((unsigned)v->groep)];
	if (v->talen != UINT8_MAX) {
		rows_with(w->taal, v->talen, &some);
		rows &= some;
	}
	if (v->niveaus_hier != 0) {
		rows_with(w->thema + v->s->thema_count, v->niveaus_hier, &some);
		rows &= some;
	}
	if (v->vereist_vrij == 0) {
		rows_with(w->thema, v->vereist[0] | (uint64_t)v->vereist[1] << 32, &some);
		rows &= some;
	}
	ret->rijen = rows;
	if (nodig >= 0 && v->buurt_count > 0)
		sum_topics(v, w, k, nodig, ret);
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

/* What its circle is to the school. */
struct cirkel {
	int32_t k0, k1, k2, k3;
	uint32_t anders, gewicht;
};

ALTIJD_MEE struct cirkel cirkel_of(const struct vraag *v)
{
	return (struct cirkel){ v->kring[0], v->kring[1], v->kring[2], v->kring[3], v->kring_anders,
		v->gewicht[SCORE_FACTOR_KRING] };
}

ALTIJD_MEE int32_t circle(struct cirkel c, int32_t kring)
{
	const uint32_t served = (uint32_t)(kring == c.k0) | (uint32_t)(kring == c.k1) |
				(uint32_t)(kring == c.k2) | (uint32_t)(kring == c.k3);
	const uint32_t other = pick((uint32_t)kring, c.anders, SCORE_NEUTRAAL);
	return (int32_t)(pick(served, SCORE_WAARDE_MAX, other) * c.gewicht);
}

/* Square of the least distance to a square of ten metres. */
ALTIJD_MEE float row_square_m(struct maat m, const struct warm *w)
{
	const float middle = 4.5f;
	const float dx = __builtin_fabsf((float)(warm_x(w) * 10) + middle - m.x_m) - middle;
	const float dy = __builtin_fabsf((float)(warm_y(w) * 10) + middle - m.y_m) - middle;
	const float x = most(dx, 0.0f);
	const float y = most(dy, 0.0f);
	return x * x + y * y;
}

/* Not 0 when it is near enough. */
ALTIJD_MEE uint32_t row_is_near(struct maat m, const struct warm *w)
{
	return is_near(row_square_m(m, w), limit_m(m, warm_straal(w))) | (w->rest & m.online) |
	       m.verre;
}

/* The tenths that it can have of all that rows differ in; TE_VER when it is too far. */
ALTIJD_MEE int32_t row_worth(struct maat m, struct punten p, struct cirkel c, const struct vraag *v,
	const struct warm *w, uint32_t som)
{
	const uint32_t vlag = warm_vlag(w);
	const uint32_t each = w->waarden;
	const uint32_t online = vlag & m.online;
	const float square = row_square_m(m, w);
	const float limit = limit_m(m, warm_straal(w));
	const uint32_t near = is_near(square, limit) | online | m.verre;
	const int32_t tienden =
		worth(p, vlag, each & UINT8_MAX, each >> 8 & UINT8_MAX, each >> 16 & UINT8_MAX,
			each >> 24, travel(square, limit, online)) +
		topics(v->thema_gewicht, v->thema_zonder, som, vlag) + circle(c, warm_kring(w));
	return (int32_t)pick(near, (uint32_t)tienden, (uint32_t)TE_VER);
}

/* Row by row, where few are left: the others are not read. */
ALTIJD_MEE void weigh_some(const struct vraag *v, struct weging *w, int32_t nodig)
{
	const struct maat m = maat_of(v);
	const struct punten p = punten_of(v);
	const struct cirkel c = cirkel_of(v);
	const int32_t least = nodig - w->vast;
	uint64_t left = 0;
	int32_t *meest = w->meest;
	for (uint64_t rest = w->rijen; rest != 0; rest &= rest - 1) {
		const unsigned i = (unsigned)__builtin_ctzll(rest);
		if (row_is_near(m, &w->warm[i]) == 0)
			continue;
		if (nodig < 0) {
			left |= UINT64_C(1) << i;
			continue;
		}
		uint32_t som = 0;
		for (unsigned k = 0; k < v->som_bits; k++)
			som |= (uint32_t)(w->som[k] >> i & 1) << k;
		*meest = row_worth(m, p, c, v, &w->warm[i], som * THEMA_EENHEID);
		left |= (uint64_t)(*meest >= least) << i;
		meest += *meest >= least;
	}
	w->rijen = left;
}

ALTIJD_MEE void weigh_all(const struct vraag *v, struct weging *w, int32_t nodig)
{
	uint8_t ok[BLOK];
	const struct maat m = maat_of(v);
	const struct warm *const rows = w->warm;
	if (nodig < 0) {
		for (unsigned i = 0; i < BLOK; i++)
			ok[i] = (uint8_t)(row_is_near(m, &rows[i]) != 0);
	} else {
		uint32_t som[BLOK] = { 0 };
		read_sums(w->som, v->som_bits, som);
		const struct punten p = punten_of(v);
		const struct cirkel c = cirkel_of(v);
		int32_t *const restrict meest = w->meest;
		const int32_t least = nodig - w->vast;
		for (unsigned i = 0; i < BLOK; i++)
			meest[i] = row_worth(m, p, c, v, &rows[i], som[i]);
		for (unsigned i = 0; i < BLOK; i++)
			ok[i] = (uint8_t)(meest[i] >= least);
	}
	w->rijen &= to_bits(ok);
	unsigned n = 0;
	for (uint64_t rest = w->rijen; rest != 0 && nodig >= 0; rest &= rest - 1)
		w->meest[n++] = w->meest[__builtin_ctzll(rest)];
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
#define KERN(naam, attribute)                                                                \
	attribute static void woorden_##naam(const struct vraag *v, const struct woorden *w, \
		const struct kans *k, int32_t nodig, struct gezeefd *ret)                    \
	{                                                                                    \
		weigh_words(v, w, k, nodig, ret);                                            \
	}                                                                                    \
	attribute static uint64_t zones_##naam(                                              \
		const struct vraag *v, const struct zone *z, struct grenzen *grenzen)        \
	{                                                                                    \
		return weigh_zones(v, z, grenzen);                                           \
	}

#define KERN_RIJEN(naam, attribute, weinig)                                                        \
	attribute static void rijen_##naam(const struct vraag *v, struct weging *w, int32_t nodig) \
	{                                                                                          \
		if (bits_of(w->rijen) <= (weinig))                                                 \
			weigh_some(v, w, nodig);                                                   \
		else                                                                               \
			weigh_all(v, w, nodig);                                                    \
	}

/* NOLINTEND(bugprone-macro-parentheses) */

KERN(gewoon, NIET_IN_VECTOREN)
KERN_RIJEN(gewoon, NIET_IN_VECTOREN, BLOK)
KERN(vector, )
KERN_RIJEN(vector, , WEINIG)
#if defined(__x86_64__)
KERN(avx2, __attribute__((target("avx2"))))
KERN_RIJEN(avx2, __attribute__((target("avx2"))), WEINIG)
KERN(avx512, __attribute__((target("avx2,avx512f,avx512bw,avx512vl,avx512dq"))))
#endif

static const struct kern kernen[SCORE_KERN_COUNT] = {
	[SCORE_KERN_GEWOON] = { woorden_gewoon, rijen_gewoon, zones_gewoon,
		snapshot_oordeel_gewoon },
	[SCORE_KERN_VECTOR] = { woorden_vector, rijen_vector, zones_vector,
		snapshot_oordeel_gewoon },
#if defined(__x86_64__)
	[SCORE_KERN_AVX2] = { woorden_avx2, rijen_avx2, zones_avx2, snapshot_oordeel_avx2 },
	[SCORE_KERN_AVX512] = { woorden_avx512, snapshot_rijen_avx512, zones_avx512,
		snapshot_oordeel_avx2 },
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
		       __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
		       __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("bmi2");
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
