#include "score/knelpunt.h"

#include <stdlib.h>
#include <string.h>

#include "score/paar.h"

/* Ten rules take half-days; of their sets no more than 10 over 5 can stand side by side without one
 * holding another (Sperner). */
#define SETS_MAX 252

/* Sets of rules of which none holds another. */
struct sets {
	uint32_t *items;
	size_t count;
};

/* Whether `set` is, or holds, one of the sets. */
static bool reached(const struct sets *sets, uint32_t set)
{
	for (size_t i = 0; i < sets->count; i++) {
		if ((sets->items[i] & ~set) == 0)
			return true;
	}
	return false;
}

/* Puts a set among the others, unless a smaller one is there; larger ones go. There must be room.
 */
static void keep_smallest(struct sets *sets, uint32_t set)
{
	if (reached(sets, set))
		return;
	size_t kept = 0;
	for (size_t i = 0; i < sets->count; i++) {
		if ((set & ~sets->items[i]) != 0)
			sets->items[kept++] = sets->items[i];
	}
	sets->items[kept++] = set;
	sets->count = kept;
}

/* The rules that count for this pair: those that hold, for this soort. */
static uint32_t rules_of(const struct score_paar *p)
{
	uint32_t regels = 0;
	for (unsigned i = 0; i < SCORE_REGEL_COUNT; i++) {
		if ((score_regel_table[i].soorten & SOORT_BIT(p->aanvraag->soort)) != 0)
			regels |= p->regels & SCORE_REGEL_BIT(i);
	}
	return regels;
}

/* The half-days of the window that one rule takes by itself. */
static void taken_by(const struct score_paar *p, unsigned regel, struct tijdvak_set *ret_taken)
{
	struct score_paar alone = *p;
	alone.vrij = p->aanvraag->venster;
	(void)!score_regel_table[regel].check(&alone);
	*ret_taken = p->aanvraag->venster;
	tijdvak_set_subtract(ret_taken, &alone.vrij);
}

/* For each half-day of the window the rules that take it, on top of `pair`. */
static void calendar_sets(
	const struct score_paar *p, uint32_t regels, uint32_t pair, struct sets *ret_sets)
{
	struct tijdvak_set taken[SCORE_REGEL_COUNT];
	unsigned which[SCORE_REGEL_COUNT];
	unsigned n = 0;
	for (unsigned i = 0; i < SCORE_REGEL_COUNT; i++) {
		if ((regels & SCORE_REGEL_BIT(i)) == 0 || !score_regel_over_tijd(i))
			continue;
		taken_by(p, i, &taken[n]);
		which[n++] = i;
	}
	unsigned cursor = 0;
	struct tijdvak t;
	while (tijdvak_set_next(&p->aanvraag->venster, &cursor, &t)) {
		uint32_t set = pair;
		for (unsigned i = 0; i < n; i++) {
			if (tijdvak_set_has(&taken[i], t.datum, t.dagdeel))
				set |= SCORE_REGEL_BIT(which[i]);
		}
		keep_smallest(ret_sets, set);
		if (set == pair)
			return;
	}
	/* A window without half-days: only the rule on time minds that. */
	if (tijdvak_set_is_empty(&p->aanvraag->venster))
		keep_smallest(ret_sets, pair | (regels & SCORE_REGEL_BIT(SCORE_REGEL_TIJDVAK)));
}

/* The smallest sets of rules that must be let go for one aanbod. */
static void sets_of(const struct score_config *config, const struct score_aanvraag *aanvraag,
	const struct score_aanbod *aanbod, struct sets *ret_sets)
{
	struct score_paar p;
	score_paar_init(&p, config, aanvraag, aanbod);
	const uint32_t regels = rules_of(&p);
	uint32_t pair = 0;
	for (unsigned i = 0; i < SCORE_REGEL_COUNT; i++) {
		if ((regels & SCORE_REGEL_BIT(i)) != 0 && !score_regel_over_tijd(i) &&
			!score_regel_table[i].check(&p))
			pair |= SCORE_REGEL_BIT(i);
	}
	ret_sets->count = 0;
	calendar_sets(&p, regels, pair, ret_sets);
}

/* The smallest sets over all aanbod together. */
static void sets_of_all(struct arena *a, const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanbod *aanbod, size_t count,
	struct sets *ret_sets)
{
	uint32_t room[SETS_MAX];
	struct sets one = { room, 0 };
	size_t cap = SETS_MAX;
	ret_sets->items = ARENA_ARRAY(a, cap, uint32_t);
	ret_sets->count = 0;
	for (size_t i = 0; i < count; i++) {
		sets_of(config, aanvraag, &aanbod[i], &one);
		if (ret_sets->count + one.count > cap) {
			cap *= 2;
			uint32_t *wider = ARENA_ARRAY(a, cap, uint32_t);
			memcpy(wider, ret_sets->items, ret_sets->count * sizeof(*wider));
			ret_sets->items = wider;
		}
		for (size_t k = 0; k < one.count; k++)
			keep_smallest(ret_sets, one.items[k]);
	}
}

static uint16_t price(uint32_t regels)
{
	unsigned sum = 0;
	for (uint32_t left = regels; left != 0; left &= left - 1) {
		const unsigned kosten = score_regel_table[__builtin_ctz(left)].kosten;
		if (kosten == 0)
			return 0;
		sum += kosten;
	}
	return (uint16_t)sum;
}

/* What stays the same for every aanbod. */
struct question {
	const struct score_config *config;
	const struct score_aanvraag *aanvraag;
	const struct score_aanvraag *ruim;
};

/* Below 0 when less must be given in for the first aanbod than for the second. */
static int compare_steps(const struct question *q, const struct score_aanbod *x,
	const struct score_aanbod *y, uint32_t regels)
{
	for (uint32_t left = regels; left != 0; left &= left - 1) {
		const unsigned regel = (unsigned)__builtin_ctz(left);
		const int32_t a =
			score_stap_van(q->config, q->aanvraag, q->ruim, x, regels, regel).ver;
		const int32_t b =
			score_stap_van(q->config, q->aanvraag, q->ruim, y, regels, regel).ver;
		if (a != b)
			return a < b ? -1 : 1;
	}
	return uuid_cmp(x->id, y->id);
}

static int compare_blokkaden(const void *x, const void *y)
{
	const struct score_blokkade *a = x;
	const struct score_blokkade *b = y;
	if ((a->kosten == 0) != (b->kosten == 0))
		return a->kosten == 0 ? 1 : -1;
	if (a->kosten != b->kosten)
		return a->kosten < b->kosten ? -1 : 1;
	const int more = __builtin_popcount(a->regels) - __builtin_popcount(b->regels);
	if (a->kosten == 0 && more != 0)
		return more;
	if (a->aantal != b->aantal)
		return a->aantal > b->aantal ? -1 : 1;
	return a->regels < b->regels ? -1 : a->regels > b->regels;
}

/* Counts one aanbod for every blokkade that opens the way to it. */
static void count_offer(const struct question *q, const struct score_aanbod *aanbod, size_t index,
	struct score_blokkade *blokkaden, size_t count)
{
	uint32_t room[SETS_MAX];
	struct sets one = { room, 0 };
	sets_of(q->config, q->aanvraag, &aanbod[index], &one);
	for (size_t i = 0; i < count; i++) {
		struct score_blokkade *b = &blokkaden[i];
		if (!reached(&one, b->regels))
			continue;
		if (b->aantal++ == 0 ||
			(b->kosten != 0 && compare_steps(q, &aanbod[index], &aanbod[b->voorbeeld],
						   b->regels) < 0))
			b->voorbeeld = (uint32_t)index;
	}
}

void score_knelpunten(struct arena *a, const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanvraag *ruim,
	const struct score_aanbod *aanbod, size_t count, struct score_knelpunten *ret_knelpunten)
{
	const struct question q = { config, aanvraag, ruim };
	struct sets sets;
	sets_of_all(a, config, aanvraag, aanbod, count, &sets);
	*ret_knelpunten = (struct score_knelpunten){ 0 };
	if (sets.count == 0 || sets.items[0] == 0)
		return;
	struct score_blokkade *blokkaden = ARENA_ARRAY(a, sets.count, struct score_blokkade);
	unsigned fewest = SCORE_REGEL_COUNT;
	for (size_t i = 0; i < sets.count; i++) {
		const unsigned size = (unsigned)__builtin_popcount(sets.items[i]);
		fewest = size < fewest ? size : fewest;
		blokkaden[i] = (struct score_blokkade){ .regels = sets.items[i],
			.kosten = price(sets.items[i]) };
	}
	for (size_t i = 0; i < count; i++)
		count_offer(&q, aanbod, i, blokkaden, sets.count);
	qsort(blokkaden, sets.count, sizeof(*blokkaden), compare_blokkaden);
	ret_knelpunten->kleinste = fewest;
	ret_knelpunten->blokkaden = blokkaden;
	ret_knelpunten->count = sets.count;
}

unsigned score_raad_geven(struct arena *a, enum score_taal taal, const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanvraag *ruim,
	const struct score_aanbod *voorbeeld, const struct score_blokkade *blokkade,
	struct score_raad ret_raad[static SCORE_REGEL_COUNT])
{
	unsigned n = 0;
	if (blokkade->kosten == 0)
		return 0;
	struct score_paar p;
	score_paar_init(&p, config, aanvraag, voorbeeld);
	for (uint32_t left = blokkade->regels; left != 0; left &= left - 1) {
		const enum score_regel regel = (enum score_regel)__builtin_ctz(left);
		struct score_raad *r = &ret_raad[n++];
		r->regel = regel;
		r->stap =
			score_stap_van(config, aanvraag, ruim, voorbeeld, blokkade->regels, regel);
		char tekst[SCORE_ZIN_MAX];
		struct score_zin z = score_zin_begin(taal, tekst);
		score_regel_table[regel].raad(&z, &p, r->stap);
		r->zin = score_zin_dup(a, &z);
	}
	return n;
}
