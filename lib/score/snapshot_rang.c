/* The ways through the blocks that answer a question. */
#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "score/snapshot_intern.h"

#define EMMERS	    128 /* of bounds, for an order that is good enough */
#define PER_EMMER   (10 * SCORE_MAX / EMMERS + 1)
#define KORT	    24 /* up to here inserting is faster */
#define VOORUIT	    4  /* words of so many eights are fetched before they are read … */
#define RIJ_VOORUIT 8  /* … and so many rows before they are judged */

/* Fetching ahead costs as well: it pays where what is fetched stands beyond these caches. */
#define CACHE_KLEIN ((size_t)2 << 20)
#define CACHE_GROOT ((size_t)32 << 20)

/* ---- the best so far ---- */

/* Best first: each a score in the upper half, and in the lower one where the row stands. */
struct lijst {
	struct score_snapshot *s;
	const struct vraag *v;
	uint64_t *besten;
	size_t count;
	size_t k;
	int32_t nodig; /* what a row must have to come in: 0 while there is room */
};

static int32_t score_of(uint64_t beste)
{
	return (int32_t)(beste >> 32);
}

static void read_rang(const struct lijst *l, uint64_t beste, struct score_rang *ret)
{
	const uint64_t seed = l->v->config->seed;
	ret->id = id_at(l->s, (uint32_t)beste);
	ret->score = score_of(beste);
	ret->index = 0;
	ret->loting = seed == 0 ? 0 : score_loting(seed, ret->id);
}

/* Ids are read only where scores are equal: they stand far away. */
static __attribute__((noinline)) int order_of_equals(const struct lijst *l, uint64_t a, uint64_t b)
{
	struct score_rang x;
	struct score_rang y;
	read_rang(l, a, &x);
	read_rang(l, b, &y);
	return score_rang_cmp(&x, &y);
}

/* Whether it stands behind what the question has had already. */
static __attribute__((noinline)) bool is_new(const struct lijst *l, uint64_t beste)
{
	struct score_rang rang;
	read_rang(l, beste, &rang);
	return score_rang_cmp(&rang, l->v->na) > 0;
}

/* Its score is at least `nodig`. What stands behind it moves up, from the end. */
static void add(struct lijst *l, uint64_t beste)
{
	const uint64_t lowest = beste >> 32 << 32; /* of those with this score */
	size_t at = l->count;
	if (at < l->k)
		l->count++;
	else if (l->besten[--at] >= lowest && order_of_equals(l, l->besten[at], beste) < 0)
		return;
	for (; at > 0 && l->besten[at - 1] < lowest; at--)
		l->besten[at] = l->besten[at - 1];
	for (; at > 0 && score_of(l->besten[at - 1]) == score_of(beste) &&
		order_of_equals(l, l->besten[at - 1], beste) > 0;
		at--)
		l->besten[at] = l->besten[at - 1];
	l->besten[at] = beste;
	if (l->count == l->k)
		l->nodig = score_of(l->besten[l->k - 1]);
}

/* Judges one row and keeps it when it is among the best so far. */
static void consider(struct lijst *l, struct vraag *v, const struct deel *d, uint32_t handle)
{
	const int32_t score = vraag_score(v, d, rij_of(handle), l->nodig);
	const uint64_t beste = (uint64_t)(uint32_t)score << 32 | handle;
	if (score >= 0 && (v->na == NULL || score < v->na->score || is_new(l, beste))) {
		__builtin_prefetch(&d->ids[rij_of(handle)]); /* read when all is done */
		add(l, beste);
	}
}

/* ---- which blocks ---- */

static void reserve_chances(struct score_snapshot *s)
{
	const size_t count = s->achten;
	if (count <= s->kans_cap)
		return;
	const size_t bytes = s->kans_cap * sizeof(struct kans);
	snapshot_free(s, s->kansen, bytes);
	snapshot_free(s, s->kansen_op_volgorde, bytes);
	s->kans_cap = count + count / 4 + ACHT;
	s->kansen = snapshot_alloc(s, s->kans_cap * sizeof(struct kans));
	s->kansen_op_volgorde = snapshot_alloc(s, s->kans_cap * sizeof(struct kans));
}

/* The eights of 64 blocks that can win, each as good as the best block in it. */
static size_t chances_of_zone(struct score_snapshot *s, const struct vraag *v, const struct zone *z,
	uint64_t some, uint32_t plek, size_t count)
{
	const uint8_t *levels = z->niveaus[v->sector % NIVEAU_SECTOR_COUNT];
	for (; some != 0; some &= some - 1) {
		const unsigned i = (unsigned)__builtin_ctzll(some);
		const unsigned eight = i / ACHT;
		if (count == 0 || s->kansen[count - 1].plek != plek + eight)
			s->kansen[count++] = (struct kans){ .plek = plek + eight };
		struct kans *const k = &s->kansen[count - 1];
		const int32_t vast = v->vast_tienden - (levels[i] - 1) * v->niveau_per_meer;
		k->grens = s->grenzen.alles[i] > k->grens ? s->grenzen.alles[i] : k->grens;
		k->rest[i % ACHT] = s->grenzen.rest[i];
		k->vast = vast > k->vast ? vast : k->vast;
		k->blokken |= 1u << i % ACHT;
	}
	return count;
}

static size_t chances_of_part(
	struct score_snapshot *s, struct vraag *v, unsigned number, size_t count)
{
	const struct deel *d = &s->delen[number];
	const uint32_t blokken = blokken_of(d);
	const uint32_t plek = (uint32_t)number << RIJ_BITS;
	if (blokken <= ACHT) { /* not worth weighing */
		const int32_t reis = (int32_t)v->reis_gewicht * SCORE_WAARDE_MAX;
		const int32_t rest = v->vast_tienden + v->hoogst_tienden + reis;
		s->kansen[count++] = (struct kans){ plek, (1u << blokken) - 1, INT32_MAX,
			v->vast_tienden, { rest, rest, rest, rest, rest, rest, rest, rest } };
		return count;
	}
	for (uint32_t first = 0; first < blokken; first += BLOK) {
		const struct zone *z = &d->zones[first / BLOK];
		uint64_t some = s->kern.zones(v, z, &s->grenzen);
		if (blokken - first < BLOK)
			some &= (UINT64_C(1) << (blokken - first)) - 1;
		count = chances_of_zone(s, v, z, some, plek + first / ACHT, count);
	}
	return count;
}

static size_t chances_of_soort(
	struct score_snapshot *s, struct vraag *v, unsigned soort, size_t count)
{
	for (unsigned i = s->deel_eerste[soort]; i != 0; i = s->delen[i - 1].volgende) {
		if (vraag_deel(v, &s->delen[i - 1]))
			count = chances_of_part(s, v, i - 1, count);
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

/* Blocks that are weighed and judged together, so that memory brings what they read at once. */
struct gang {
	struct weging *wegingen; /* WACHT of them */
	size_t count;
};

/* The asked levels by their words in a part; 0 where all rows have them. */
static uint64_t levels_in(const struct vraag *v, const struct deel *d)
{
	return v->niveaus >> d->niveau_eerste & level_words(d);
}

static void fetch_each(const acht *words, uint64_t which)
{
	for (; which != 0; which &= which - 1)
		snapshot_touch(&words[__builtin_ctzll(which)]);
}

static void fetch_words(const struct vraag *v, const struct score_snapshot *s, uint32_t plek)
{
	const struct deel *d = deel_of(s, plek);
	const struct woorden *w = woorden_at(d, rij_of(plek));
	snapshot_touch(&w->leeft);
	snapshot_touch(&w->gepauzeerd);
	snapshot_touch(&w->zonder_vog);
	snapshot_touch(&w->koud);
	snapshot_touch(&w->groep[groep_klasse((unsigned)v->groep)]);
	fetch_each(w->taal, v->talen & TAAL_ALLE);
	fetch_each(w->thema + d->thema_count, levels_in(v, d));
	for (unsigned t = 0; t < v->buurt_count; t++) {
		for (unsigned k = 0; k < STAPPEN; k++)
			fetch_each(w->thema, v->buurten[t]->stappen[k].erbij);
	}
}

/* All its rows, or those that are left. */
static void fetch_rows(const struct weging *w)
{
	if (bits_of(w->rijen) > WEINIG) { /* whose lines follow each other */
		snapshot_touch(w->warm);
		return;
	}
	for (uint64_t rest = w->rijen; rest != 0; rest &= rest - 1)
		snapshot_touch(&w->warm[__builtin_ctzll(rest)]);
}

static void begin_block(
	const struct lijst *l, struct gang *g, const struct kans *kans, unsigned j, int32_t nodig)
{
	struct weging *const w = &g->wegingen[g->count++];
	const struct gezeefd *gezeefd = &l->s->gezeefd;
	w->deel = deel_of(l->s, kans->plek);
	w->eerste = kans->plek - rij_of(kans->plek) + (rij_of(kans->plek) * ACHT + j) * BLOK;
	w->warm = &w->deel->warm[rij_of(w->eerste)];
	w->vast = kans->vast;
	w->rijen = gezeefd->rijen[j];
	for (unsigned i = 0; nodig >= 0 && i < l->v->som_bits; i++)
		w->som[i] = gezeefd->som[i][j];
}

static void fetch_koud(const struct weging *w)
{
	for (uint64_t rest = w->rijen; rest != 0; rest &= rest - 1)
		snapshot_touch(
			koud_at(w->deel, rij_of(w->eerste) + (uint32_t)__builtin_ctzll(rest)));
}

/* What is left, row by row or all at once. Gives how many rows. */
static size_t weigh(const struct lijst *l, struct vraag *v, struct gang *g, int32_t nodig)
{
	size_t rows = 0;
	for (size_t b = 0; b < g->count && l->s->bytes > CACHE_GROOT; b++)
		fetch_rows(&g->wegingen[b]);
	for (size_t b = 0; b < g->count; b++) {
		if (b == 0 || g->wegingen[b].deel != g->wegingen[b - 1].deel)
			vraag_plaats(v, g->wegingen[b].deel);
		l->s->kern.rijen(v, &g->wegingen[b], nodig);
		rows += bits_of(g->wegingen[b].rijen);
	}
	return rows;
}

/* And what is left then exactly; meanwhile more may be needed. */
static void judge_block(struct lijst *l, struct vraag *v, const struct weging *w)
{
	const int32_t *meest = w->meest;
	for (uint64_t rest = w->rijen; rest != 0; rest &= rest - 1) {
		if (*meest++ + w->vast >= 10 * l->nodig)
			consider(l, v, w->deel, w->eerste + (uint32_t)__builtin_ctzll(rest));
	}
}

static void finish(struct lijst *l, struct vraag *v, struct gang *g)
{
	(void)weigh(l, v, g, 10 * l->nodig);
	for (size_t b = 0; b < g->count && l->s->bytes > CACHE_KLEIN; b++)
		fetch_koud(&g->wegingen[b]);
	for (size_t b = 0; b < g->count; b++)
		judge_block(l, v, &g->wegingen[b]);
	g->count = 0;
}

/* First the words of all eight, then what is left of each. */
static void begin_eight(
	struct lijst *l, struct vraag *v, struct gang *g, const struct kans *kans, int32_t nodig)
{
	struct gezeefd *const gezeefd = &l->s->gezeefd;
	const struct deel *d = deel_of(l->s, kans->plek);
	v->niveaus_hier = levels_in(v, d);
	l->s->kern.woorden(v, woorden_at(d, rij_of(kans->plek)), kans, nodig, gezeefd);
	for (unsigned left = kans->blokken; left != 0; left &= left - 1) {
		const unsigned j = (unsigned)__builtin_ctz(left);
		if (gezeefd->rijen[j] == 0)
			continue;
		if (g->count == WACHT)
			finish(l, v, g);
		begin_block(l, g, kans, j, nodig);
	}
}

static unsigned emmer_of_row(int32_t meest)
{
	return EMMERS - 1 - emmer_of(meest > 0 ? meest : 0);
}

/* By and large best first: soon much is needed, and the others need not be judged. */
static void judge_best_first(struct lijst *l, struct vraag *v, const struct weging *w, size_t count)
{
	uint32_t place[EMMERS + 1] = { 0 };
	struct keus *const rows = l->s->keuzes;
	for (size_t b = 0; b < count; b++) {
		for (uint32_t n = bits_of(w[b].rijen); n-- > 0;)
			place[emmer_of_row(w[b].meest[n] + w[b].vast) + 1]++;
	}
	for (unsigned i = 1; i <= EMMERS; i++)
		place[i] += place[i - 1];
	const uint32_t all = place[EMMERS];
	for (size_t b = 0; b < count; b++) {
		const int32_t *meest = w[b].meest;
		for (uint64_t rest = w[b].rijen; rest != 0; rest &= rest - 1) {
			const int32_t most = *meest++ + w[b].vast;
			const uint32_t row = w[b].eerste + (uint32_t)__builtin_ctzll(rest);
			rows[place[emmer_of_row(most)]++] = (struct keus){ most, row };
		}
	}
	/* All are of the same eight blocks, and of one part. */
	for (uint32_t n = 0; n < all; n++) {
		if (n + RIJ_VOORUIT < all)
			__builtin_prefetch(koud_at(w->deel, rij_of(rows[n + RIJ_VOORUIT].rij)));
		if (rows[n].meest >= 10 * l->nodig)
			consider(l, v, w->deel, rows[n].rij);
	}
}

static void judge_all(struct lijst *l, struct vraag *v, const struct weging *w, size_t count)
{
	for (size_t b = 0; b < count; b++) {
		for (uint64_t rest = w[b].rijen; rest != 0; rest &= rest - 1)
			consider(l, v, w[b].deel, w[b].eerste + (uint32_t)__builtin_ctzll(rest));
	}
}

/* The same while there is room for everybody. Who is best is only worth asking when there are many
 * more: with hardly a row near, as where a part is small, all are judged. */
static void rank_first(struct lijst *l, struct vraag *v, struct gang *g, const struct kans *kans)
{
	const size_t few = 3 * (l->k - l->count);
	bool all = false;
	if (kans->grens == INT32_MAX) {
		begin_eight(l, v, g, kans, PAST);
		all = weigh(l, v, g, PAST) <= few;
	}
	if (all) {
		judge_all(l, v, g->wegingen, g->count);
	} else {
		g->count = 0;
		begin_eight(l, v, g, kans, 0);
		(void)weigh(l, v, g, 0);
		judge_best_first(l, v, g->wegingen, g->count);
	}
	g->count = 0;
}

static void rank_blocks(
	struct lijst *l, struct vraag *v, struct gang *g, const struct kans *kansen, size_t count)
{
	const bool many = count > VOORUIT && l->s->bytes > CACHE_GROOT;
	for (size_t i = 0; i < count; i++) {
		for (size_t k = i; many && i % VOORUIT == 0 && k < i + VOORUIT && k < count; k++)
			fetch_words(v, l->s, kansen[k].plek);
		if (l->count < l->k)
			rank_first(l, v, g, &kansen[i]);
		else if (kansen[i].grens >= 10 * l->nodig)
			begin_eight(l, v, g, &kansen[i], 10 * l->nodig);
	}
	finish(l, v, g);
}

static void rank_all(struct lijst *l, struct vraag *v, struct score_snapshot *s)
{
	reserve_chances(s);
	size_t count = 0;
	for (unsigned soort = 0; soort < SOORT_COUNT; soort++) {
		if (soort == v->aanvraag->soort || !holds(v, SCORE_REGEL_SOORT))
			count = chances_of_soort(s, v, soort, count);
	}
	struct gang g = { .wegingen = s->wegingen };
	rank_blocks(l, v, &g, in_order(s, count), count);
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
		read_rang(&l, l.besten[i], &ret_rangen[i]);
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
	*ret_kring = warm_kring(&d->warm[n]);
	*ret_exact = (warm_vlag(&d->warm[n]) & VLAG_RUIM) != 0;
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

bool score_snapshot_loop(struct score_snapshot *s, const struct score_snapshot_vraag *vraag,
	uint32_t soorten, size_t rijen, uint64_t *cursor,
	void (*neem)(void *arg, const struct score_aanbod *aanbod, bool exact), void *arg)
{
	vraag_init(&s->vraag, s, vraag);
	unsigned deel = (unsigned)(*cursor >> 32);
	uint32_t n = (uint32_t)*cursor;
	for (; deel < s->deel_count; deel++, n = 0) {
		const struct deel *d = &s->delen[deel];
		if ((soorten & SOORT_BIT(d->soort)) == 0)
			continue;
		for (; n < d->rijen && rijen > 0; n++, rijen--) {
			struct score_aanbod aanbod;
			if (!is_alive(d, n))
				continue;
			rij_lees(s, &s->vraag, d, n, &aanbod);
			neem(arg, &aanbod, (warm_vlag(&d->warm[n]) & VLAG_RUIM) != 0);
		}
		if (n < d->rijen)
			break;
	}
	*cursor = (uint64_t)deel << 32 | n;
	return deel >= s->deel_count;
}
