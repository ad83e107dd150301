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

const struct score_aanvraag *score_gevraagd_als(const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanbod *aanbod,
	struct score_aanvraag *room)
{
	if (aanbod->soort == aanvraag->soort ||
		(config->regels & SCORE_REGEL_BIT(SCORE_REGEL_SOORT)) == 0)
		return aanvraag;
	*room = *aanvraag;
	room->soort = aanbod->soort;
	return room;
}

/* The smallest sets of rules that must be let go for one aanbod; `room` is for this call. */
static void sets_of(const struct score_config *config, const struct score_aanvraag *aanvraag,
	const struct score_aanbod *aanbod, struct score_aanvraag *room, struct sets *ret_sets)
{
	const struct score_aanvraag *als = score_gevraagd_als(config, aanvraag, aanbod, room);
	struct score_paar p;
	score_paar_init(&p, config, als, aanbod);
	const uint32_t regels = rules_of(&p);
	uint32_t pair = als != aanvraag ? SCORE_REGEL_BIT(SCORE_REGEL_SOORT) : 0;
	for (unsigned i = 0; i < SCORE_REGEL_COUNT; i++) {
		if ((regels & SCORE_REGEL_BIT(i)) != 0 && !score_regel_over_tijd(i) &&
			!score_regel_table[i].check(&p))
			pair |= SCORE_REGEL_BIT(i);
	}
	ret_sets->count = 0;
	calendar_sets(&p, regels, pair, ret_sets);
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

struct score_zoektocht {
	struct arena *arena;
	const struct score_config *config;
	const struct score_aanvraag *aanvraag;
	const struct score_aanvraag *ruim;
	struct score_aanvraag *anders; /* room for what it would be of another soort */
	struct sets sets;	       /* the smallest over all aanbod together */
	size_t cap;
	struct score_blokkade *blokkaden;
	uint32_t bekeken, mogelijk;
};

struct score_zoektocht *score_zoek_begin(struct arena *a, const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanvraag *ruim)
{
	struct score_zoektocht *z = ARENA_NEW(a, struct score_zoektocht);
	*z = (struct score_zoektocht){ .arena = a,
		.config = config,
		.aanvraag = aanvraag,
		.ruim = ruim,
		.anders = ARENA_NEW(a, struct score_aanvraag),
		.sets = { ARENA_ARRAY(a, SETS_MAX, uint32_t), 0 },
		.cap = SETS_MAX };
	return z;
}

static void reserve(struct score_zoektocht *z, size_t more)
{
	if (z->sets.count + more <= z->cap)
		return;
	z->cap *= 2;
	uint32_t *wider = ARENA_ARRAY(z->arena, z->cap, uint32_t);
	memcpy(wider, z->sets.items, z->sets.count * sizeof(*wider));
	z->sets.items = wider;
}

static bool is_of_another(const struct score_zoektocht *z, const struct score_aanbod *aanbod)
{
	return aanbod->soort != z->aanvraag->soort;
}

/* The sets of one aanbod that can be among the smallest over all. */
static void useful_sets(
	struct score_zoektocht *z, const struct score_aanbod *aanbod, struct sets *ret_sets)
{
	const uint32_t soort = SCORE_REGEL_BIT(SCORE_REGEL_SOORT);
	if (!is_of_another(z, aanbod) || !reached(&z->sets, soort)) {
		sets_of(z->config, z->aanvraag, aanbod, z->anders, ret_sets);
		return;
	}
	/* Asking for another soort is enough somewhere: with more than that none is smaller. */
	struct score_uitkomst u;
	score_beoordeel(z->config, score_gevraagd_als(z->config, z->aanvraag, aanbod, z->anders),
		aanbod, &u);
	ret_sets->items[0] = soort;
	ret_sets->count = u.mogelijk;
}

void score_zoek_weeg(struct score_zoektocht *z, const struct score_aanbod *aanbod)
{
	z->bekeken += !is_of_another(z, aanbod);
	if (z->mogelijk > 0) { /* nothing blocks: only how many there are is asked yet */
		struct score_uitkomst u;
		score_beoordeel(z->config, z->aanvraag, aanbod, &u);
		z->mogelijk += u.mogelijk;
		return;
	}
	uint32_t room[SETS_MAX];
	struct sets one = { room, 0 };
	useful_sets(z, aanbod, &one);
	reserve(z, one.count);
	for (size_t k = 0; k < one.count; k++)
		keep_smallest(&z->sets, one.items[k]);
	z->mogelijk += one.count > 0 && one.items[0] == 0;
}

bool score_zoek_vond(const struct score_zoektocht *z)
{
	return z->mogelijk > 0;
}

bool score_zoek_gewogen(struct score_zoektocht *z)
{
	if (z->mogelijk > 0 || z->sets.count == 0)
		return false;
	z->blokkaden = ARENA_ARRAY(z->arena, z->sets.count, struct score_blokkade);
	for (size_t i = 0; i < z->sets.count; i++)
		z->blokkaden[i] = (struct score_blokkade){ .regels = z->sets.items[i],
			.kosten = price(z->sets.items[i]) };
	return true;
}

static int32_t distance(const struct score_zoektocht *z, const struct score_aanbod *aanbod,
	uint32_t regels, unsigned regel)
{
	return score_stap_van(z->config, z->aanvraag, z->ruim, aanbod, regels, regel).ver;
}

/* Whether less must be given in for this aanbod than for the example so far. */
static bool is_nearer(const struct score_zoektocht *z, const struct score_aanbod *aanbod,
	const struct score_blokkade *b)
{
	for (uint32_t left = b->regels; left != 0; left &= left - 1) {
		const unsigned regel = (unsigned)__builtin_ctz(left);
		const int32_t ver = distance(z, aanbod, b->regels, regel);
		if (ver != b->ver[regel])
			return ver < b->ver[regel];
	}
	return uuid_cmp(aanbod->id, b->voorbeeld) < 0;
}

static void take_example(const struct score_zoektocht *z, const struct score_aanbod *aanbod,
	struct score_blokkade *b)
{
	const uint32_t soort = b->regels & SCORE_REGEL_BIT(SCORE_REGEL_SOORT);
	b->voorbeeld = aanbod->id;
	for (uint32_t left = b->kosten != 0 ? b->regels : soort; left != 0; left &= left - 1) {
		const unsigned regel = (unsigned)__builtin_ctz(left);
		b->ver[regel] = distance(z, aanbod, b->regels, regel);
	}
}

/* Whether it is of the soort that a blokkade counts: the nearest of those that become possible. */
static bool is_of_nearest(const struct score_zoektocht *z, const struct score_aanbod *aanbod,
	struct score_blokkade *b)
{
	if ((b->regels & SCORE_REGEL_BIT(SCORE_REGEL_SOORT)) == 0 || b->aantal == 0)
		return true;
	const int32_t ver = distance(z, aanbod, b->regels, SCORE_REGEL_SOORT);
	if (ver < b->ver[SCORE_REGEL_SOORT])
		b->aantal = 0;
	return ver <= b->ver[SCORE_REGEL_SOORT];
}

/* Counts one aanbod for every blokkade that opens the way to it. */
void score_zoek_tel(struct score_zoektocht *z, const struct score_aanbod *aanbod)
{
	uint32_t room[SETS_MAX];
	struct sets one = { room, 0 };
	useful_sets(z, aanbod, &one);
	for (size_t i = 0; i < z->sets.count; i++) {
		struct score_blokkade *b = &z->blokkaden[i];
		if (!reached(&one, b->regels) || !is_of_nearest(z, aanbod, b))
			continue;
		/* What is never offered has only a name to show: the first by id. */
		if (b->aantal++ == 0 || (b->kosten != 0 ? is_nearer(z, aanbod, b)
							: uuid_cmp(aanbod->id, b->voorbeeld) < 0))
			take_example(z, aanbod, b);
	}
}

void score_zoek_eind(struct score_zoektocht *z, struct score_knelpunten *ret_knelpunten)
{
	struct score_knelpunten k = {
		.bekeken = z->bekeken, .mogelijk = z->mogelijk, .blokkaden = z->blokkaden
	};
	unsigned fewest = SCORE_REGEL_COUNT;
	for (size_t i = 0; z->blokkaden != NULL && i < z->sets.count; i++) {
		const unsigned size = (unsigned)__builtin_popcount(z->blokkaden[i].regels);
		if (z->blokkaden[i].aantal == 0)
			continue;
		fewest = size < fewest ? size : fewest;
		z->blokkaden[k.count++] = z->blokkaden[i];
	}
	if (k.count > 0) {
		qsort(z->blokkaden, k.count, sizeof(*z->blokkaden), compare_blokkaden);
		k.kleinste = fewest;
	}
	*ret_knelpunten = k;
}

void score_knelpunten(struct arena *a, const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanvraag *ruim,
	const struct score_aanbod *aanbod, size_t count, struct score_knelpunten *ret_knelpunten)
{
	struct score_zoektocht *z = score_zoek_begin(a, config, aanvraag, ruim);
	for (size_t i = 0; i < count; i++)
		score_zoek_weeg(z, &aanbod[i]);
	if (score_zoek_gewogen(z))
		for (size_t i = 0; i < count; i++)
			score_zoek_tel(z, &aanbod[i]);
	score_zoek_eind(z, ret_knelpunten);
}

bool score_blokkade_geldt(const struct score_config *config, const struct score_aanvraag *aanvraag,
	const struct score_aanbod *aanbod, const struct score_blokkade *blokkade)
{
	uint32_t room[SETS_MAX];
	struct sets one = { room, 0 };
	struct score_aanvraag anders;
	sets_of(config, aanvraag, aanbod, &anders, &one);
	bool found = false;
	for (size_t i = 0; i < one.count && !found; i++)
		found = one.items[i] == blokkade->regels;
	return found;
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
	struct score_aanvraag anders;
	score_paar_init(
		&p, config, score_gevraagd_als(config, aanvraag, voorbeeld, &anders), voorbeeld);
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
