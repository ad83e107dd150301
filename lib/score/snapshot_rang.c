/* The ways through the blocks that answer a question. */
#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "score/snapshot_intern.h"

#define EMMERS	  128 /* of bounds, for an order that is good enough */
#define PER_EMMER (10 * SCORE_MAX / EMMERS + 1)
#define KORT	  24 /* up to here inserting is faster */
#define ENKELE	  6  /* blocks of one part that are not worth weighing */
#define VOORUIT	  12 /* blocks whose words are fetched before they are read */

/* ---- the best so far ---- */

/* Best first. */
struct lijst {
	const struct score_snapshot *s;
	const struct vraag *v;
	struct beste *besten;
	size_t count;
	size_t k;
};

static int32_t needed(const struct lijst *l)
{
	return l->count == l->k ? l->besten[l->k - 1].score : 0;
}

static struct score_rang rang_of(const struct lijst *l, const struct beste *b)
{
	const struct uuid id = id_at(l->s, b->plek);
	return (struct score_rang){
		.id = id, .score = b->score, .loting = score_loting(l->v->config->seed, id)
	};
}

/* Ids are read only where scores are equal: they stand far away. */
static bool is_before(const struct lijst *l, const struct beste *a, const struct beste *b)
{
	if (a->score != b->score)
		return a->score > b->score;
	const struct score_rang x = rang_of(l, a);
	const struct score_rang y = rang_of(l, b);
	return score_rang_cmp(&x, &y) < 0;
}

/* Whether it stands behind what the question has had already. */
static bool is_new(const struct lijst *l, const struct beste *b)
{
	const struct score_rang *na = l->v->na;
	if (na == NULL || b->score < na->score)
		return true;
	const struct score_rang rang = rang_of(l, b);
	return score_rang_cmp(&rang, na) > 0;
}

/* What stands behind it moves up, from the end. */
static void add(struct lijst *l, struct beste b)
{
	if (!is_new(l, &b) || (l->count == l->k && !is_before(l, &b, &l->besten[l->k - 1])))
		return;
	size_t at = l->count < l->k ? l->count++ : l->k - 1;
	for (; at > 0 && l->besten[at - 1].score <= b.score; at--) {
		if (l->besten[at - 1].score == b.score && is_before(l, &l->besten[at - 1], &b))
			break;
		l->besten[at] = l->besten[at - 1];
	}
	l->besten[at] = b;
}

/* Judges one row and keeps it when it is among the best so far. */
static void consider(struct lijst *l, struct vraag *v, const struct deel *d, uint32_t handle)
{
	const int32_t score = vraag_score(v, d, rij_of(handle), needed(l));
	if (score >= 0)
		add(l, (struct beste){ score, handle });
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
	const uint32_t plek = (uint32_t)number << RIJ_BITS;
	if (blokken <= ENKELE) {
		const int32_t reis = (int32_t)v->reis_gewicht * SCORE_WAARDE_MAX;
		const int32_t rest = v->vast_tienden + v->hoogst_tienden + reis;
		for (uint32_t i = 0; i < blokken; i++)
			s->kansen[count++] =
				(struct kans){ INT32_MAX, rest, v->vast_tienden, plek | i };
		return count;
	}
	for (uint32_t first = 0; first < blokken; first += BLOK) {
		const struct zone *z = &d->zones[first / BLOK];
		const uint8_t *levels = z->niveaus[v->sector % NIVEAU_SECTOR_COUNT];
		uint64_t some = s->kern.zones(v, z, &s->grenzen);
		if (blokken - first < BLOK)
			some &= (UINT64_C(1) << (blokken - first)) - 1;
		for (; some != 0; some &= some - 1) {
			const unsigned i = (unsigned)__builtin_ctzll(some);
			const int32_t less = (levels[i] - 1) * v->niveau_per_meer;
			s->kansen[count++] = (struct kans){ s->grenzen.alles[i], s->grenzen.rest[i],
				v->vast_tienden - less, plek | (first + i) };
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

static void fetch(const void *from, size_t begin, size_t end)
{
	for (size_t at = begin / LIJN * LIJN; at < end; at += LIJN)
		__builtin_prefetch((const char *)from + at);
}

static void fetch_words(const struct vraag *v, const struct score_snapshot *s, uint32_t plek)
{
	const struct blok *b = &deel_of(s, plek)->blokken[rij_of(plek)];
	__builtin_prefetch(b);
	__builtin_prefetch(b->groep);
	for (unsigned lines = v->thema_lijnen; lines != 0; lines &= lines - 1)
		__builtin_prefetch(&b->thema[8 * __builtin_ctz(lines)]);
	if (v->niveaus != 0)
		__builtin_prefetch(&b->niveau[__builtin_ctzll(v->niveaus)]);
}

/* First its words. */
static bool begin_block(
	const struct lijst *l, const struct vraag *v, const struct kans *kans, struct weging *w)
{
	w->kans = kans;
	w->deel = deel_of(l->s, kans->plek);
	w->blok = &w->deel->blokken[rij_of(kans->plek)];
	weeg_woorden(v, w, 10 * needed(l));
	if (w->rijen != 0)
		fetch(w->blok, offsetof(struct blok, x), offsetof(struct blok, koud));
	return w->rijen != 0;
}

/* Then what is left in columns. */
static void weigh_block(const struct lijst *l, struct vraag *v, struct weging *w)
{
	vraag_plaats(v, w->deel);
	w->rijen = l->s->kern.rijen(v, w, 10 * needed(l));
	for (uint64_t rest = w->rijen; rest != 0; rest &= rest - 1)
		__builtin_prefetch(w->deel->koud + w->blok->koud[__builtin_ctzll(rest)]);
}

/* And what is left then exactly. */
static void judge_block(struct lijst *l, struct vraag *v, const struct weging *w)
{
	const uint32_t deel = w->kans->plek & ~((UINT32_C(1) << RIJ_BITS) - 1);
	const uint32_t first = rij_of(w->kans->plek) * BLOK;
	for (uint64_t rest = w->rijen; rest != 0; rest &= rest - 1)
		consider(l, v, w->deel, deel | (first + (uint32_t)__builtin_ctzll(rest)));
}

/* Between the three stages of a block others are taken, so that memory has the time to bring what
 * the next stage reads. But until the list is full one after another: what the first hold decides
 * what the others need. */
static void rank_blocks(struct lijst *l, struct vraag *v, struct weging w[WACHT],
	const struct kans *kansen, size_t count)
{
	size_t begun = 0;
	size_t weighed = 0;
	size_t judged = 0;
	for (size_t i = 0; i < count || judged < begun; i++) {
		if (i + VOORUIT < count)
			fetch_words(v, l->s, kansen[i + VOORUIT].plek);
		if (i < count && kansen[i].grens >= 10 * needed(l))
			begun += begin_block(l, v, &kansen[i], &w[begun % WACHT]);
		/* The sums of a block are only there when something is needed of it. */
		const bool full = l->count == l->k && needed(l) > 0;
		const size_t wait = i < count && full ? WACHT : 1;
		if (begun - weighed > wait / 2)
			weigh_block(l, v, &w[weighed++ % WACHT]);
		if (begun - judged >= wait)
			judge_block(l, v, &w[judged++ % WACHT]);
	}
}

static void rank_all(struct lijst *l, struct vraag *v, struct score_snapshot *s)
{
	reserve_chances(s);
	size_t count = 0;
	for (unsigned i = 0; i < s->deel_count; i++) {
		if (vraag_deel(v, &s->delen[i]))
			count = chances_of_part(s, v, i, count);
	}
	rank_blocks(l, v, s->wegingen, in_order(s, count), count);
}

static void rank_some(struct lijst *l, struct vraag *v, const struct score_snapshot *s,
	const struct uuid *alleen, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t handle = 0;
		if (snapshot_find(s, alleen[i], &handle) && vraag_deel(v, deel_of(s, handle)))
			consider(l, v, deel_of(s, handle), handle);
	}
}

void score_snapshot_rangschik(struct score_snapshot *s, const struct score_snapshot_vraag *vraag,
	size_t k, struct score_rang *ret_rangen, size_t *ret_count)
{
	assert(k <= SCORE_TOP_MAX);
	struct vraag *const v = &s->vraag;
	struct lijst l = { .s = s, .v = v, .besten = s->besten, .k = k };
	vraag_init(v, s, vraag);
	if (k > 0 && vraag->alleen != NULL)
		rank_some(&l, v, s, vraag->alleen, vraag->alleen_count);
	else if (k > 0)
		rank_all(&l, v, s);
	for (size_t i = 0; i < l.count; i++)
		ret_rangen[i] = rang_of(&l, &l.besten[i]);
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
	struct score_aanbod *ret_aanbod, uint16_t *ret_kring, bool *ret_exact)
{
	uint32_t handle = 0;
	if (!snapshot_find(s, id, &handle))
		return ERR_NOT_FOUND;
	const struct deel *d = deel_of(s, handle);
	const uint32_t n = rij_of(handle);
	s->vraag.kring_count = 0;
	rij_lees(s, &s->vraag, d, n, ret_aanbod);
	*ret_kring = d->blokken[n / BLOK].kring[n % BLOK];
	*ret_exact = (d->blokken[n / BLOK].vlag[n % BLOK] & VLAG_RUIM) != 0;
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

/* The same for a list of ids; the cursor counts them. */
static bool count_some(struct score_snapshot *s, const struct score_snapshot_vraag *vraag,
	size_t rijen, uint64_t *cursor, struct score_niemand *niemand)
{
	for (; *cursor < vraag->alleen_count && rijen > 0; ++*cursor, rijen--) {
		uint32_t handle = 0;
		if (snapshot_find(s, vraag->alleen[*cursor], &handle))
			count_row(s, deel_of(s, handle), rij_of(handle), niemand);
	}
	return *cursor >= vraag->alleen_count;
}

bool score_snapshot_niemand(struct score_snapshot *s, const struct score_snapshot_vraag *vraag,
	size_t rijen, uint64_t *cursor, struct score_niemand *niemand)
{
	vraag_init(&s->vraag, s, vraag);
	if (vraag->alleen != NULL)
		return count_some(s, vraag, rijen, cursor, niemand);
	unsigned deel = (unsigned)(*cursor >> 32);
	uint32_t n = (uint32_t)*cursor;
	for (; deel < s->deel_count; deel++, n = 0) {
		const struct deel *d = &s->delen[deel];
		for (; n < d->rijen && rijen > 0; n++, rijen--) {
			if (is_alive(d, n))
				count_row(s, d, n, niemand);
		}
		if (n < d->rijen)
			break;
	}
	*cursor = (uint64_t)deel << 32 | n;
	return deel >= s->deel_count;
}
