/* The ways through the blocks that answer a question. */
#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "score/snapshot_intern.h"

#define EMMERS	  128 /* of bounds, for an order that is good enough */
#define PER_EMMER (10 * SCORE_MAX / EMMERS + 1)
#define KORT	  24 /* up to here inserting is faster */
#define VOORUIT	  2  /* blocks that are fetched before they are weighed */

/* A ranking while it is made. */
struct lijst {
	struct score_rang *rangen;
	size_t count;
	size_t k;
};

static int32_t needed(const struct lijst *l)
{
	return l->count == l->k ? l->rangen[0].score : 0;
}

/* Judges one row and keeps it when it is among the best so far. */
static void consider(struct lijst *l, struct vraag *v, const struct deel *d, uint32_t n)
{
	const int32_t score = vraag_score(v, d, n, needed(l));
	if (score < 0)
		return;
	const struct uuid id = d->blokken[n / BLOK].id[n % BLOK];
	const struct score_rang rang = {
		.id = id, .score = score, .loting = score_loting(v->config->seed, id)
	};
	if (v->na == NULL || score_rang_cmp(&rang, v->na) > 0)
		score_beste_add(l->rangen, &l->count, l->k, &rang);
}

/* ---- which blocks ---- */

static void reserve_chances(struct score_snapshot *s)
{
	size_t blokken = 0;
	for (unsigned i = 0; i < s->deel_count; i++)
		blokken += blokken_of(&s->delen[i]);
	if (blokken <= s->kans_cap)
		return;
	const size_t bytes = s->kans_cap * sizeof(struct kans);
	snapshot_free(s, s->kansen, bytes);
	snapshot_free(s, s->kansen_op_volgorde, bytes);
	s->kans_cap = blokken + blokken / 4 + BLOK;
	s->kansen = snapshot_alloc(s, s->kans_cap * sizeof(struct kans));
	s->kansen_op_volgorde = snapshot_alloc(s, s->kans_cap * sizeof(struct kans));
}

static size_t chances_of_part(
	struct score_snapshot *s, struct vraag *v, unsigned number, size_t count)
{
	const struct deel *d = &s->delen[number];
	const uint32_t blokken = blokken_of(d);
	for (uint32_t first = 0; first < blokken; first += BLOK) {
		int32_t grens[BLOK];
		uint64_t some = s->kern.zones(v, &d->zones[first / BLOK], 0, grens);
		if (blokken - first < BLOK)
			some &= (UINT64_C(1) << (blokken - first)) - 1;
		for (; some != 0; some &= some - 1) {
			const unsigned i = (unsigned)__builtin_ctzll(some);
			s->kansen[count++] = (struct kans){ grens[i],
				(uint32_t)number << RIJ_BITS | (first + i) };
		}
	}
	return count;
}

static unsigned emmer_of(int32_t grens)
{
	const int32_t number = grens / PER_EMMER;
	return number < EMMERS ? (unsigned)number : EMMERS - 1;
}

/* Best first; beyond a few only by and large, which is what pays. */
static const struct kans *in_order(struct score_snapshot *s, size_t count)
{
	struct kans *const k = s->kansen;
	if (count <= KORT) {
		for (size_t i = 1; i < count; i++) {
			const struct kans kans = k[i];
			size_t j = i;
			for (; j > 0 && k[j - 1].grens < kans.grens; j--)
				k[j] = k[j - 1];
			k[j] = kans;
		}
		return k;
	}
	uint32_t place[EMMERS + 1] = { 0 };
	for (size_t i = 0; i < count; i++)
		place[EMMERS - 1 - emmer_of(k[i].grens) + 1]++;
	for (unsigned i = 1; i <= EMMERS; i++)
		place[i] += place[i - 1];
	for (size_t i = 0; i < count; i++)
		s->kansen_op_volgorde[place[EMMERS - 1 - emmer_of(k[i].grens)]++] = k[i];
	return s->kansen_op_volgorde;
}

/* ---- the ranking ---- */

/* What weighing a block reads of it. */
static void fetch_block(const struct score_snapshot *s, const struct kans *kans)
{
	const char *b = (const char *)&deel_of(s, kans->plek)->blokken[rij_of(kans->plek)];
	for (size_t at = 0; at < offsetof(struct blok, koud); at += LIJN)
		__builtin_prefetch(b + at);
}

static void weigh_block(
	struct lijst *l, struct vraag *v, const struct score_snapshot *s, const struct kans *kans)
{
	const struct deel *d = deel_of(s, kans->plek);
	const uint32_t number = rij_of(kans->plek);
	const struct blok *b = &d->blokken[number];
	uint64_t some = s->kern.rijen(v, b, 10 * needed(l)) & d->leeft[number];
	for (uint64_t rest = some; rest != 0; rest &= rest - 1)
		__builtin_prefetch(d->koud + b->koud[__builtin_ctzll(rest)]);
	for (; some != 0; some &= some - 1)
		consider(l, v, d, number * BLOK + (uint32_t)__builtin_ctzll(some));
}

static void rank_all(struct lijst *l, struct vraag *v, struct score_snapshot *s)
{
	reserve_chances(s);
	size_t count = 0;
	for (unsigned i = 0; i < s->deel_count; i++) {
		if (vraag_deel(v, &s->delen[i]))
			count = chances_of_part(s, v, i, count);
	}
	const struct kans *const kansen = in_order(s, count);
	unsigned deel = UINT_MAX;
	for (size_t i = 0; i < count; i++) {
		if (i + VOORUIT < count)
			fetch_block(s, &kansen[i + VOORUIT]);
		if (kansen[i].grens < 10 * needed(l))
			continue;
		if (kansen[i].plek >> RIJ_BITS != deel) {
			deel = kansen[i].plek >> RIJ_BITS;
			(void)vraag_deel(v, &s->delen[deel]);
		}
		weigh_block(l, v, s, &kansen[i]);
	}
}

static void rank_some(struct lijst *l, struct vraag *v, const struct score_snapshot *s,
	const struct uuid *alleen, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t handle = 0;
		if (snapshot_find(s, alleen[i], &handle) && vraag_deel(v, deel_of(s, handle)))
			consider(l, v, deel_of(s, handle), rij_of(handle));
	}
}

void score_snapshot_rangschik(struct score_snapshot *s, const struct score_snapshot_vraag *vraag,
	size_t k, struct score_rang *ret_rangen, size_t *ret_count)
{
	assert(k <= SCORE_TOP_MAX);
	struct lijst l = { ret_rangen, 0, k };
	struct vraag *const v = &s->vraag;
	vraag_init(v, s, vraag);
	if (k > 0 && vraag->alleen != NULL)
		rank_some(&l, v, s, vraag->alleen, vraag->alleen_count);
	else if (k > 0)
		rank_all(&l, v, s);
	score_beste_sort(ret_rangen, l.count);
	*ret_count = l.count;
}

/* ---- very many ---- */

struct beurt {
	uint64_t plaats;
	size_t vraag;
};

static int compare_turns(const void *a, const void *b)
{
	const struct beurt *x = a;
	const struct beurt *y = b;
	if (x->plaats != y->plaats)
		return x->plaats < y->plaats ? -1 : 1;
	return (x->vraag > y->vraag) - (x->vraag < y->vraag);
}

/* Questions that read the same parts and the same places come after each other. */
static uint64_t turn_of(const struct score_aanvraag *a)
{
	const uint64_t niveau = a->niveau & NIVEAU_ALLE;
	const uint64_t sector = niveau == 0 ? 0 : 1u + niveau_table[__builtin_ctzll(niveau)].sector;
	const uint32_t x = (uint32_t)(a->plaats.bekend ? a->plaats.x_m : 0) / 16;
	const uint32_t y = (uint32_t)(a->plaats.bekend ? a->plaats.y_m : 0) / 16;
	return (uint64_t)a->soort << 60 | sector << 56 |
	       (uint64_t)snapshot_hilbert(x & 65535, y & 65535, 16);
}

void score_snapshot_rangschik_alle(struct score_snapshot *s,
	const struct score_snapshot_vraag *vragen, size_t count, size_t k,
	struct score_rang *ret_rangen, size_t *ret_counts)
{
	struct beurt *const beurten = snapshot_alloc(s, count * sizeof(*beurten));
	for (size_t i = 0; i < count; i++)
		beurten[i] = (struct beurt){ turn_of(vragen[i].aanvraag), i };
	qsort(beurten, count, sizeof(*beurten), compare_turns);
	for (size_t i = 0; i < count; i++) {
		const size_t n = beurten[i].vraag;
		score_snapshot_rangschik(s, &vragen[n], k, ret_rangen + n * k, &ret_counts[n]);
	}
	snapshot_free(s, beurten, count * sizeof(*beurten));
}

/* ---- one, and nobody ---- */

enum err score_snapshot_beoordeel(struct score_snapshot *s,
	const struct score_snapshot_vraag *vraag, struct uuid id,
	struct score_uitkomst *ret_uitkomst)
{
	uint32_t handle = 0;
	if (!snapshot_find(s, id, &handle))
		return ERR_NOT_FOUND;
	vraag_init(&s->vraag, s, vraag);
	struct score_aanbod aanbod;
	rij_lees(s, &s->vraag, deel_of(s, handle), rij_of(handle), &aanbod);
	score_beoordeel(vraag->config, vraag->aanvraag, &aanbod, ret_uitkomst);
	return ERR_OK;
}

enum err score_snapshot_lees(struct score_snapshot *s, struct uuid id,
	struct score_aanbod *ret_aanbod, uint16_t *ret_kring)
{
	uint32_t handle = 0;
	if (!snapshot_find(s, id, &handle))
		return ERR_NOT_FOUND;
	const struct deel *d = deel_of(s, handle);
	const uint32_t n = rij_of(handle);
	s->vraag.kring_count = 0;
	rij_lees(s, &s->vraag, d, n, ret_aanbod);
	*ret_kring = d->blokken[n / BLOK].kring[n % BLOK];
	return ERR_OK;
}

static void add_counts(struct score_niemand *to, const struct score_niemand *more)
{
	to->bekeken += more->bekeken;
	to->mogelijk += more->mogelijk;
	for (unsigned r = 0; r < SCORE_REGEL_COUNT; r++) {
		to->eerste[r] += more->eerste[r];
		to->enige[r] += more->enige[r];
	}
}

/* A possible row needs no more than the fast judgement. */
static void count_row(
	struct score_snapshot *s, const struct deel *d, uint32_t n, struct score_niemand *niemand)
{
	struct vraag *const v = &s->vraag;
	if (vraag_deel(v, d) && vraag_score(v, d, n, 0) >= 0) {
		niemand->bekeken++;
		niemand->mogelijk++;
		return;
	}
	struct score_aanbod aanbod;
	struct score_niemand one;
	rij_lees(s, v, d, n, &aanbod);
	score_waarom_niemand(v->config, v->aanvraag, &aanbod, 1, &one);
	add_counts(niemand, &one);
}

bool score_snapshot_niemand(struct score_snapshot *s, const struct score_snapshot_vraag *vraag,
	size_t rijen, uint64_t *cursor, struct score_niemand *niemand)
{
	vraag_init(&s->vraag, s, vraag);
	unsigned deel = (unsigned)(*cursor >> 32);
	uint32_t n = (uint32_t)*cursor;
	for (; deel < s->deel_count; deel++, n = 0) {
		const struct deel *d = &s->delen[deel];
		for (; n < d->rijen && rijen > 0; n++, rijen--) {
			if ((d->leeft[n / BLOK] >> n % BLOK & 1) != 0)
				count_row(s, d, n, niemand);
		}
		if (n < d->rijen)
			break;
	}
	*cursor = (uint64_t)deel << 32 | n;
	return deel >= s->deel_count;
}
