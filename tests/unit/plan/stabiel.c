/* Deferred acceptance, held against the definition of stable, against all divisions of small worlds
 * and against the other side proposing. The seeds are fixed, so a failure comes again. */
#include "plan/stabiel.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"

#define VRAGEN 24
#define AANBOD 12
#define PAREN  (VRAGEN * AANBOD)
#define CAP    ((size_t)16 << 20)

/* A world with its own memory, so that it can be turned over. */
struct wereld {
	uint64_t kans;
	struct uuid vragen[VRAGEN];
	struct plan_stabiel_aanbod aanbod[AANBOD];
	struct plan_stabiel_paar paren[PAREN];
	struct plan_stabiel_opgave o;
};

static uint64_t next(uint64_t *state)
{
	*state += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t z = *state;
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static uint32_t below(uint64_t *state, uint32_t n)
{
	return (uint32_t)((next(state) >> 33) % n);
}

static void shuffle(uint64_t *kans, uint32_t *all, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		all[i] = i;
	for (uint32_t i = count; i > 1; i--) {
		const uint32_t k = below(kans, i);
		const uint32_t kept = all[i - 1];
		all[i - 1] = all[k];
		all[k] = kept;
	}
}

static struct uuid id_of(uint64_t *kans)
{
	struct uuid id;
	for (unsigned i = 0; i < 16; i++)
		id.b[i] = (uint8_t)next(kans);
	return id;
}

static void tie(struct wereld *w)
{
	w->o.vragen = w->vragen;
	w->o.aanbod = w->aanbod;
	w->o.paren = w->paren;
}

/* Lists with gaps; `ranks` 0 = nobody ranks two equal, else as many ranks as that. */
static void make(struct wereld *w, uint64_t seed, uint32_t vragen, uint32_t aanbod, uint32_t ranks)
{
	memset(w, 0, sizeof(*w));
	w->kans = seed;
	w->o = (struct plan_stabiel_opgave){
		.vraag_count = vragen, .aanbod_count = aanbod, .seed = next(&w->kans)
	};
	for (uint32_t i = 0; i < vragen; i++)
		w->vragen[i] = id_of(&w->kans);
	uint32_t of_vraag[VRAGEN][AANBOD];
	for (uint32_t i = 0; i < vragen; i++)
		shuffle(&w->kans, of_vraag[i], aanbod);
	const uint32_t percent = 20 + below(&w->kans, 81);
	for (uint32_t j = 0; j < aanbod; j++) {
		uint32_t of_aanbod[VRAGEN];
		w->aanbod[j] = (struct plan_stabiel_aanbod){ id_of(&w->kans), below(&w->kans, 4) };
		shuffle(&w->kans, of_aanbod, vragen);
		for (uint32_t i = 0; i < vragen; i++) {
			if (below(&w->kans, 100) >= percent)
				continue;
			w->paren[w->o.paar_count++] = (struct plan_stabiel_paar){ i, j,
				(uint16_t)(1 +
					   (ranks == 0 ? of_vraag[i][j] : below(&w->kans, ranks))),
				(uint16_t)(1 +
					   (ranks == 0 ? of_aanbod[i] : below(&w->kans, ranks))) };
		}
	}
	tie(w);
}

/* The offer per request; AANBOD = none. */
static void divide(const struct plan_stabiel_opgave *o, uint32_t *ret_aanbod_van)
{
	struct arena a;
	arena_init(&a, CAP);
	uint32_t *paar_van = NULL;
	cr_assert_eq(plan_stabiel_verdeel(&a, o, &paar_van), ERR_OK);
	struct plan_stabiel_fouten f;
	plan_stabiel_toets(&a, o, paar_van, &f);
	cr_assert(f.blokkades == 0 && f.oneigen == 0 && f.vol == 0,
		"%zu pairs block, %zu are another's, %zu are over-full", f.blokkades, f.oneigen,
		f.vol);
	for (size_t i = 0; i < o->vraag_count; i++)
		ret_aanbod_van[i] =
			paar_van[i] == PLAN_STABIEL_GEEN ? AANBOD : o->paren[paar_van[i]].aanbod;
	arena_fini(&a);
}

/* ---- the definition, in the plainest way ---- */

static const struct plan_stabiel_paar *pair_of(
	const struct plan_stabiel_opgave *o, uint32_t vraag, uint32_t aanbod)
{
	for (size_t i = 0; i < o->paar_count; i++) {
		if (o->paren[i].vraag == vraag && o->paren[i].aanbod == aanbod)
			return &o->paren[i];
	}
	return NULL;
}

static bool blocks(const struct plan_stabiel_opgave *o, const uint32_t *aanbod_van,
	const struct plan_stabiel_paar *p)
{
	const uint32_t now = aanbod_van[p->vraag];
	if (now == p->aanbod ||
		(now != AANBOD && pair_of(o, p->vraag, now)->rang_vraag <= p->rang_vraag))
		return false;
	uint32_t held = 0;
	for (uint32_t i = 0; i < o->vraag_count; i++) {
		if (aanbod_van[i] != p->aanbod)
			continue;
		held++;
		if (pair_of(o, i, p->aanbod)->rang_aanbod > p->rang_aanbod)
			return true;
	}
	return held < o->aanbod[p->aanbod].plekken;
}

static size_t count_blocking(const struct plan_stabiel_opgave *o, const uint32_t *aanbod_van)
{
	size_t count = 0;
	for (size_t i = 0; i < o->paar_count; i++)
		count += blocks(o, aanbod_van, &o->paren[i]);
	return count;
}

static bool fits(const struct plan_stabiel_opgave *o, const uint32_t *aanbod_van)
{
	uint32_t held[AANBOD + 1] = { 0 };
	for (uint32_t i = 0; i < o->vraag_count; i++) {
		const uint32_t j = aanbod_van[i];
		if (j != AANBOD && (pair_of(o, i, j) == NULL || ++held[j] > o->aanbod[j].plekken))
			return false;
	}
	return true;
}

/* The next of all ways to give each request an offer or none. */
static bool next_division(const struct plan_stabiel_opgave *o, uint32_t *aanbod_van)
{
	for (size_t i = 0; i < o->vraag_count; i++) {
		aanbod_van[i] = aanbod_van[i] == AANBOD ? 0 : aanbod_van[i] + 1;
		if (aanbod_van[i] < o->aanbod_count)
			return true;
		aanbod_van[i] = AANBOD;
	}
	return false;
}

static uint32_t rank_of(const struct plan_stabiel_opgave *o, uint32_t vraag, uint32_t aanbod)
{
	return aanbod == AANBOD ? UINT32_MAX : pair_of(o, vraag, aanbod)->rang_vraag;
}

/* ---- always true ---- */

Test(plan_stabiel, no_pair_would_rather_have_each_other)
{
	static struct wereld w;
	for (uint64_t seed = 1; seed <= 4000; seed++) {
		uint64_t kans = seed;
		make(&w, seed, 1 + below(&kans, VRAGEN), 1 + below(&kans, AANBOD), below(&kans, 6));
		uint32_t aanbod_van[VRAGEN];
		divide(&w.o, aanbod_van);
		cr_assert(fits(&w.o, aanbod_van), "seed %llu", (unsigned long long)seed);
		cr_assert_eq(
			count_blocking(&w.o, aanbod_van), 0, "seed %llu", (unsigned long long)seed);
	}
}

Test(plan_stabiel, is_the_best_of_all_stable_ones_for_every_request)
{
	static struct wereld w;
	size_t stable = 0;
	for (uint64_t seed = 1; seed <= 300; seed++) {
		uint64_t kans = seed * 77;
		make(&w, seed, 3 + below(&kans, 3), 3 + below(&kans, 2), 0);
		for (size_t j = 0; j < w.o.aanbod_count; j++)
			w.aanbod[j].plekken = 1 + below(&kans, 8) / 7;
		uint32_t ours[VRAGEN];
		uint32_t other[VRAGEN];
		divide(&w.o, ours);
		for (size_t i = 0; i < w.o.vraag_count; i++)
			other[i] = AANBOD;
		do {
			if (!fits(&w.o, other) || count_blocking(&w.o, other) > 0)
				continue;
			stable++;
			for (uint32_t i = 0; i < w.o.vraag_count; i++)
				cr_assert_leq(
					rank_of(&w.o, i, ours[i]), rank_of(&w.o, i, other[i]));
		} while (next_division(&w.o, other));
	}
	cr_assert_gt(stable, 310, "there has to be more than one to choose from: %zu", stable);
}

/* The offers propose: each in turn asks the best that has not turned it down. */
static void divide_by_offers(const struct plan_stabiel_opgave *o, uint32_t *ret_aanbod_van)
{
	bool asked[PAREN] = { false };
	for (size_t i = 0; i < o->vraag_count; i++)
		ret_aanbod_van[i] = AANBOD;
	for (;;) {
		const struct plan_stabiel_paar *best = NULL;
		for (uint32_t j = 0; j < o->aanbod_count && best == NULL; j++) {
			uint32_t held = 0;
			for (size_t i = 0; i < o->vraag_count; i++)
				held += ret_aanbod_van[i] == j;
			if (held >= o->aanbod[j].plekken)
				continue;
			for (size_t k = 0; k < o->paar_count; k++) {
				const struct plan_stabiel_paar *const p = &o->paren[k];
				if (p->aanbod == j && !asked[k] &&
					(best == NULL || p->rang_aanbod < best->rang_aanbod))
					best = p;
			}
		}
		if (best == NULL)
			return;
		asked[best - o->paren] = true;
		if (best->rang_vraag < rank_of(o, best->vraag, ret_aanbod_van[best->vraag]))
			ret_aanbod_van[best->vraag] = best->aanbod;
	}
}

/* Rural hospitals: the same go without, and the same offers have room left. */
Test(plan_stabiel, who_goes_without_does_not_depend_on_who_proposes)
{
	static struct wereld w;
	size_t differ = 0;
	size_t without = 0;
	for (uint64_t seed = 1; seed <= 500; seed++) {
		make(&w, seed, VRAGEN, AANBOD, 0);
		uint32_t ours[VRAGEN];
		uint32_t theirs[VRAGEN];
		divide(&w.o, ours);
		divide_by_offers(&w.o, theirs);
		cr_assert_eq(count_blocking(&w.o, theirs), 0);
		uint32_t held[2][AANBOD + 1] = { { 0 } };
		for (uint32_t i = 0; i < VRAGEN; i++) {
			cr_assert_eq(ours[i] == AANBOD, theirs[i] == AANBOD);
			cr_assert_leq(rank_of(&w.o, i, ours[i]), rank_of(&w.o, i, theirs[i]));
			held[0][ours[i]]++;
			held[1][theirs[i]]++;
			differ += ours[i] != theirs[i];
			without += ours[i] == AANBOD;
		}
		cr_assert_arr_eq(held[0], held[1], sizeof(held[0]));
	}
	cr_assert_gt(differ, 0);
	cr_assert_gt(without, 0);
}

/* A request that ranks otherwise than it means never has what it likes better. */
Test(plan_stabiel, nothing_is_gained_by_another_list)
{
	static struct wereld w;
	static struct wereld lie;
	size_t changed = 0;
	for (uint64_t seed = 1; seed <= 3000; seed++) {
		make(&w, seed, 12, 6, 0);
		uint32_t honest[VRAGEN];
		uint32_t gained[VRAGEN];
		divide(&w.o, honest);
		lie = w;
		tie(&lie);
		const uint32_t who = below(&lie.kans, 12);
		uint32_t order[AANBOD];
		shuffle(&lie.kans, order, 6);
		for (size_t k = 0; k < lie.o.paar_count; k++) {
			if (lie.paren[k].vraag == who)
				lie.paren[k].rang_vraag =
					(uint16_t)(1 + order[lie.paren[k].aanbod]);
		}
		divide(&lie.o, gained);
		cr_assert_leq(rank_of(&w.o, who, honest[who]), rank_of(&w.o, who, gained[who]));
		changed += honest[who] != gained[who];
	}
	cr_assert_gt(changed, 50);
}

/* ---- the order of the input, and the seed ---- */

static void turn_over(const struct wereld *w, const uint32_t *vraag_naar,
	const uint32_t *aanbod_naar, struct wereld *ret_w)
{
	*ret_w = *w;
	uint32_t paar_naar[PAREN];
	shuffle(&ret_w->kans, paar_naar, (uint32_t)w->o.paar_count);
	for (size_t i = 0; i < w->o.vraag_count; i++)
		ret_w->vragen[vraag_naar[i]] = w->vragen[i];
	for (size_t j = 0; j < w->o.aanbod_count; j++)
		ret_w->aanbod[aanbod_naar[j]] = w->aanbod[j];
	for (size_t k = 0; k < w->o.paar_count; k++) {
		struct plan_stabiel_paar p = w->paren[k];
		p.vraag = vraag_naar[p.vraag];
		p.aanbod = aanbod_naar[p.aanbod];
		ret_w->paren[paar_naar[k]] = p;
	}
	tie(ret_w);
}

Test(plan_stabiel, the_order_of_the_input_does_not_matter)
{
	static struct wereld w;
	static struct wereld turned;
	for (uint64_t seed = 1; seed <= 500; seed++) {
		make(&w, seed, VRAGEN, AANBOD, (uint32_t)(seed % 4));
		uint32_t vraag_naar[VRAGEN];
		uint32_t aanbod_naar[AANBOD + 1];
		shuffle(&w.kans, vraag_naar, VRAGEN);
		shuffle(&w.kans, aanbod_naar, AANBOD);
		aanbod_naar[AANBOD] = AANBOD;
		turn_over(&w, vraag_naar, aanbod_naar, &turned);
		uint32_t first[VRAGEN];
		uint32_t second[VRAGEN];
		divide(&w.o, first);
		divide(&turned.o, second);
		for (uint32_t i = 0; i < VRAGEN; i++)
			cr_assert_eq(aanbod_naar[first[i]], second[vraag_naar[i]]);
	}
}

Test(plan_stabiel, the_seed_decides_ties_and_nothing_else)
{
	static struct wereld w;
	size_t other = 0;
	for (uint64_t seed = 1; seed <= 300; seed++) {
		make(&w, seed, VRAGEN, AANBOD, seed % 2 == 0 ? 0 : 2);
		uint32_t first[VRAGEN];
		uint32_t second[VRAGEN];
		divide(&w.o, first);
		w.o.seed++;
		divide(&w.o, second);
		const bool same = memcmp(first, second, sizeof(first)) == 0;
		if (seed % 2 == 0)
			cr_assert(same, "nobody ranks two equal, world %llu",
				(unsigned long long)seed);
		other += !same;
	}
	cr_assert_gt(other, 100);
}

/* All want the one place and it takes all alike: each seed draws, and draws fairly. */
Test(plan_stabiel, a_draw_is_fair)
{
	static struct wereld w;
	uint32_t won[4] = { 0 };
	make(&w, 5, 4, 1, 1);
	w.aanbod[0].plekken = 1;
	w.o.paar_count = 4;
	for (uint32_t i = 0; i < 4; i++)
		w.paren[i] = (struct plan_stabiel_paar){ i, 0, 1, 1 };
	for (uint64_t seed = 0; seed < 4000; seed++) {
		uint32_t aanbod_van[VRAGEN];
		w.o.seed = seed;
		divide(&w.o, aanbod_van);
		for (uint32_t i = 0; i < 4; i++)
			won[i] += aanbod_van[i] == 0;
	}
	for (uint32_t i = 0; i < 4; i++)
		cr_assert(won[i] > 850 && won[i] < 1150, "%u of 4000", won[i]);
}

/* ---- by hand ---- */

/* Three of each, of Gale and Shapley (1962), example 1: the requests have their first choices and
 * the offers their last. */
Test(plan_stabiel, gives_the_first_example_of_gale_and_shapley)
{
	static struct wereld w;
	static const uint16_t ranks[3][3][2] = { { { 1, 3 }, { 2, 2 }, { 3, 1 } },
		{ { 3, 1 }, { 1, 3 }, { 2, 2 } }, { { 2, 2 }, { 3, 1 }, { 1, 3 } } };
	make(&w, 1, 3, 3, 0);
	w.o.paar_count = 0;
	for (uint32_t i = 0; i < 3; i++) {
		w.aanbod[i].plekken = 1;
		for (uint32_t j = 0; j < 3; j++)
			w.paren[w.o.paar_count++] =
				(struct plan_stabiel_paar){ i, j, ranks[i][j][0], ranks[i][j][1] };
	}
	struct arena a;
	arena_init(&a, CAP);
	uint32_t *paar_van = NULL;
	cr_assert_eq(plan_stabiel_verdeel(&a, &w.o, &paar_van), ERR_OK);
	struct plan_stabiel_telling vragen;
	struct plan_stabiel_telling aanbod;
	plan_stabiel_tel(&a, &w.o, paar_van, &vragen, &aanbod);
	cr_assert(vragen.keuze[0] == 3 && vragen.rang_som == 3 && vragen.voorzien == 3);
	cr_assert(aanbod.keuze[2] == 3 && aanbod.rang_som == 9 && aanbod.zonder == 0);
	arena_fini(&a);
}

Test(plan_stabiel, counts_who_goes_without_and_what_is_further_than_it_tells_apart)
{
	static struct wereld w;
	make(&w, 2, 3, 3, 0);
	for (uint32_t j = 0; j < 3; j++)
		w.aanbod[j].plekken = j; /* none, one, two */
	w.o.paar_count = 3;
	w.paren[0] = (struct plan_stabiel_paar){ 0, 0, 1, 1 };
	w.paren[1] = (struct plan_stabiel_paar){ 1, 1, PLAN_STABIEL_KEUZES + 1, 2 };
	w.paren[2] = (struct plan_stabiel_paar){ 2, 1, 1, PLAN_STABIEL_RANG_MAX };
	struct arena a;
	arena_init(&a, CAP);
	uint32_t *paar_van = NULL;
	cr_assert_eq(plan_stabiel_verdeel(&a, &w.o, &paar_van), ERR_OK);
	cr_assert(paar_van[0] == PLAN_STABIEL_GEEN && paar_van[1] == 1 &&
		  paar_van[2] == PLAN_STABIEL_GEEN);
	struct plan_stabiel_telling vragen;
	struct plan_stabiel_telling aanbod;
	plan_stabiel_tel(&a, &w.o, paar_van, &vragen, &aanbod);
	cr_assert(vragen.voorzien == 1 && vragen.zonder == 2);
	cr_assert_eq(vragen.keuze[PLAN_STABIEL_KEUZES], 1);
	cr_assert_eq(vragen.rang_som, PLAN_STABIEL_KEUZES + 1);
	cr_assert(aanbod.keuze[1] == 1 && aanbod.zonder == 1, "one has no place at all");
	arena_fini(&a);
}

Test(plan_stabiel, finds_what_is_wrong_with_any_division)
{
	static struct wereld w;
	struct arena a;
	arena_init(&a, CAP);
	size_t unstable = 0;
	for (uint64_t seed = 1; seed <= 500; seed++) {
		make(&w, seed, 8, 4, (uint32_t)(seed % 5));
		uint32_t paar_van[VRAGEN];
		uint32_t aanbod_van[VRAGEN];
		for (uint32_t i = 0; i < 8; i++) {
			paar_van[i] = PLAN_STABIEL_GEEN;
			aanbod_van[i] = AANBOD;
		}
		for (size_t k = 0; k < w.o.paar_count; k++) {
			if (below(&w.kans, 3) > 0)
				continue;
			paar_van[w.paren[k].vraag] = (uint32_t)k;
			aanbod_van[w.paren[k].vraag] = w.paren[k].aanbod;
		}
		struct plan_stabiel_fouten f;
		plan_stabiel_toets(&a, &w.o, paar_van, &f);
		cr_assert_eq(f.vol == 0, fits(&w.o, aanbod_van));
		cr_assert_eq(f.oneigen, 0);
		if (f.vol == 0)
			cr_assert_eq(f.blokkades, count_blocking(&w.o, aanbod_van));
		unstable += f.blokkades > 0;
	}
	cr_assert_gt(unstable, 100);
	make(&w, 3, 8, 4, 0);
	uint32_t of_another[VRAGEN];
	memset(of_another, 0xff, sizeof(of_another));
	of_another[w.paren[0].vraag == 0 ? 1 : 0] = 0;
	struct plan_stabiel_fouten f;
	plan_stabiel_toets(&a, &w.o, of_another, &f);
	cr_assert_eq(f.oneigen, 1);
	arena_fini(&a);
}

/* ---- limits ---- */

static enum err attempt(const struct plan_stabiel_opgave *o)
{
	struct arena a;
	arena_init(&a, CAP);
	uint32_t *paar_van = NULL;
	const enum err e = plan_stabiel_verdeel(&a, o, &paar_van);
	arena_fini(&a);
	return e;
}

Test(plan_stabiel, takes_nothing_that_is_not_a_list)
{
	static struct wereld w;
	make(&w, 4, 3, 2, 0);
	w.o.paar_count = 2;
	static const struct plan_stabiel_paar good[] = { { 0, 0, 1, 1 },
		{ 2, 1, PLAN_STABIEL_RANG_MAX, 2 } };
	static const struct plan_stabiel_paar bad[] = { { 3, 1, 1, 1 }, { 2, 2, 1, 1 },
		{ 2, 1, 0, 1 }, { 2, 1, 1, 0 }, { 2, 1, PLAN_STABIEL_RANG_MAX + 1, 1 },
		{ 2, 1, 1, PLAN_STABIEL_RANG_MAX + 1 }, { 0, 0, 2, 2 } };
	memcpy(w.paren, good, sizeof(good));
	cr_assert_eq(attempt(&w.o), ERR_OK);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		w.paren[1] = bad[i];
		cr_assert_eq(attempt(&w.o), ERR_INVALID, "%zu", i);
	}
	/* The counts are looked at before anything behind them. */
	struct plan_stabiel_opgave o = { .vraag_count = PLAN_STABIEL_DEELNEMERS_MAX + 1 };
	cr_assert_eq(attempt(&o), ERR_INVALID);
	o = (struct plan_stabiel_opgave){ .aanbod_count = PLAN_STABIEL_DEELNEMERS_MAX + 1 };
	cr_assert_eq(attempt(&o), ERR_INVALID);
	o = (struct plan_stabiel_opgave){ .paar_count = (size_t)PLAN_STABIEL_PAREN_MAX + 1 };
	cr_assert_eq(attempt(&o), ERR_INVALID);
}

Test(plan_stabiel, takes_nobody_at_all)
{
	const struct plan_stabiel_opgave none = { .seed = 1 };
	cr_assert_eq(attempt(&none), ERR_OK);
	static struct wereld w;
	make(&w, 6, VRAGEN, AANBOD, 3);
	w.o.paar_count = 0;
	uint32_t aanbod_van[VRAGEN];
	divide(&w.o, aanbod_van);
	for (uint32_t i = 0; i < VRAGEN; i++)
		cr_assert_eq(aanbod_van[i], AANBOD);
}
