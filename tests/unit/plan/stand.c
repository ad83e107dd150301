/* A planning that is kept while its season changes, against the same season planned anew. */
#include "plan/stand.h"

#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "seizoen.h"

#define STEPS 12

static const struct plan_grenzen no_limits = { .max_bytes = 0 };

/* The season as it is now, beside the one that the stand was made of. */
struct nu {
	struct plan_opgave opgave;
	const struct plan_opgave *eerst;
	struct plan_aanvraag *aanvragen;
	struct plan_aanbod *aanbod;
	struct plan_bedrijf *bedrijven;
	struct plan_kring *kringen;
	struct plan_kandidaat *kandidaten;
	uint64_t *bits;
	bool *eruit;
};

static void *copy_of(const void *list, size_t count, size_t size_bytes)
{
	void *const own = calloc(count + 1, size_bytes);
	memcpy(own, list, count * size_bytes);
	return own;
}

static void nu_init(struct nu *n, const struct plan_opgave *o)
{
	*n = (struct nu){ .opgave = *o,
		.eerst = o,
		.aanvragen = copy_of(o->aanvragen, o->aanvraag_count, sizeof(*n->aanvragen)),
		.aanbod = copy_of(o->aanbod, o->aanbod_count, sizeof(*n->aanbod)),
		.bedrijven = copy_of(o->bedrijven, o->bedrijf_count, sizeof(*n->bedrijven)),
		.kringen = copy_of(o->kringen, o->kring_count, sizeof(*n->kringen)),
		.kandidaten = copy_of(o->kandidaten, o->kandidaat_count, sizeof(*n->kandidaten)),
		.bits = calloc(o->aanbod_count * o->woorden + 1, sizeof(*n->bits)),
		.eruit = calloc(o->aanvraag_count + 1, sizeof(*n->eruit)) };
	for (size_t i = 0; o->woorden > 0 && i < o->aanbod_count; i++) {
		uint64_t *const own = n->bits + i * o->woorden;
		memcpy(own, o->aanbod[i].vrij, o->woorden * sizeof(*own));
		n->aanbod[i].vrij = own;
	}
	n->opgave.aanvragen = n->aanvragen;
	n->opgave.aanbod = n->aanbod;
	n->opgave.bedrijven = n->bedrijven;
	n->opgave.kringen = n->kringen;
	n->opgave.kandidaten = n->kandidaten;
}

static void nu_fini(struct nu *n)
{
	free(n->aanvragen);
	free(n->aanbod);
	free(n->bedrijven);
	free(n->kringen);
	free(n->kandidaten);
	free(n->bits);
	free(n->eruit);
}

/* Who is out wants nothing, is of no school and has no kandidaten. */
static void leave_out(struct nu *n)
{
	n->opgave.kandidaat_count = 0;
	for (size_t i = 0; i < n->eerst->kandidaat_count; i++)
		if (!n->eruit[n->eerst->kandidaten[i].aanvraag])
			n->kandidaten[n->opgave.kandidaat_count++] = n->eerst->kandidaten[i];
	for (size_t r = 0; r < n->eerst->aanvraag_count; r++) {
		n->aanvragen[r] = n->eerst->aanvragen[r];
		if (!n->eruit[r])
			continue;
		n->aanvragen[r].groep = PLAN_GEEN;
		n->aanvragen[r].min = 0;
		n->aanvragen[r].straf = 0;
	}
}

/* One change, by chance, of both; what the stand refuses, the season keeps as it was. */
static bool change(struct nu *n, struct plan_stand *s, uint64_t *state)
{
	const struct plan_opgave *const o = n->eerst;
	const int32_t max =
		trek_onder(state, 6) == 0 ? PLAN_ZONDER_MAX : (int32_t)trek_onder(state, 5);
	const uint32_t r = trek_onder(state, (uint32_t)o->aanvraag_count);
	const uint32_t a = trek_onder(state, (uint32_t)o->aanbod_count);
	const uint32_t b = trek_onder(state, (uint32_t)o->bedrijf_count);
	const uint32_t k = trek_onder(state, (uint32_t)o->kring_count);
	const uint32_t t = trek_onder(state, 12);
	switch (trek_onder(state, 6)) {
	case 0:
	case 1:
		if (!plan_stand_aanvraag(s, r, n->eruit[r]))
			return false;
		n->eruit[r] = !n->eruit[r];
		leave_out(n);
		return true;
	case 2:
		if (plan_stand_max(s, PLAN_DING_AANBOD, a, max))
			n->aanbod[a].maat.max = max;
		return true;
	case 3:
		if (plan_stand_max(s, PLAN_DING_BEDRIJF, b, max))
			n->bedrijven[b].maat.max = max;
		return true;
	case 4:
		if (plan_stand_max(s, PLAN_DING_KRING, k, max))
			n->kringen[k].maat.max = max;
		return true;
	default:
		if (o->woorden == 0)
			return false;
		const uint64_t bit = UINT64_C(1) << t;
		uint64_t *const word = n->bits + (size_t)a * o->woorden;
		if (plan_stand_halfdag(s, a, t, (*word & bit) == 0))
			*word ^= bit;
		return true;
	}
}

static void is_as_anew(const struct nu *n, const struct plan_stand *s, uint64_t seed)
{
	struct plan_uitkomst kept;
	struct plan_uitkomst anew;
	struct plan_weigering w;
	const enum err e = plan_los(&n->opgave, &no_limits, &anew, &w);
	const enum err k = plan_stand_uitkomst(s, &kept);
	cr_assert_eq(k, e, "seed %lu: %d, %s", seed, k, plan_fout_code(w.fout));
	if (e != ERR_OK)
		return;
	int64_t kosten = 0;
	cr_assert(seizoen_kosten(&n->opgave, kept.inzet, kept.inzet_count, &kosten), "seed %lu",
		seed);
	cr_assert_eq(kept.doel, anew.doel, "seed %lu: %ld, anew %ld", seed, kept.doel, anew.doel);
	cr_assert(kept.bewezen && kosten == anew.doel, "seed %lu", seed);
	plan_uitkomst_fini(&kept);
	plan_uitkomst_fini(&anew);
}

static size_t changes_hold(const struct seizoen_maten *maten, uint64_t seed)
{
	uint64_t state = seed;
	size_t changed = 0;
	struct seizoen s;
	struct nu n;
	struct plan_stand *stand = NULL;
	struct plan_weigering w;
	seizoen_init(&s, maten, seed);
	nu_init(&n, &s.opgave);
	if (plan_stand_create(&s.opgave, &no_limits, &stand, &w) == ERR_OK)
		is_as_anew(&n, stand, seed);
	for (int step = 0; stand != NULL && step < STEPS; step++)
		if (change(&n, stand, &state)) {
			is_as_anew(&n, stand, seed);
			changed++;
		}
	plan_stand_destroy(stand);
	nu_fini(&n);
	seizoen_fini(&s);
	return changed;
}

Test(plan_stand, is_after_each_change_as_planned_anew)
{
	size_t changed = 0;
	for (uint64_t seed = 1; seed <= 1500; seed++) {
		uint64_t state = seed;
		const struct seizoen_maten maten = { .aanvragen = 2 + trek_onder(&state, 20),
			.aanbod = 1 + trek_onder(&state, 12),
			.kandidaten = 1 + trek_onder(&state, 6),
			.halve_dagen = trek_onder(&state, 3) == 0 ? 0 : 1 + trek_onder(&state, 12),
			.sessies_max = 1 + trek_onder(&state, 3),
			.maten = trek_onder(&state, 3) > 0,
			.minima = trek_onder(&state, 4) == 0,
			.vast = trek_onder(&state, 4) == 0 };
		changed += changes_hold(&maten, seed);
	}
	printf("%zu changes\n", changed);
	cr_assert_gt(changed, 12000);
}

Test(plan_stand, refuses_what_a_pin_stands_in_the_way_of)
{
	const uint64_t day = 3;
	const struct plan_aanvraag aanvragen[] = {
		{ .groep = PLAN_GEEN, .sessies = 1, .straf = 9, .venster = &day },
		{ .groep = PLAN_GEEN, .sessies = 1, .straf = 9, .venster = &day }
	};
	const struct plan_aanbod aanbod = {
		.bedrijf = PLAN_GEEN, .maat = { .max = 2 }, .vrij = &day
	};
	const struct plan_kandidaat kandidaten[] = { { 0, 0, 1 }, { 1, 0, 2 } };
	const struct plan_inzet vast = { 0, 0, 0 };
	const struct plan_opgave o = { .aanvragen = aanvragen,
		.aanvraag_count = 2,
		.aanbod = &aanbod,
		.aanbod_count = 1,
		.kandidaten = kandidaten,
		.kandidaat_count = 2,
		.vast = &vast,
		.vast_count = 1,
		.woorden = 1 };
	struct plan_stand *s = NULL;
	struct plan_weigering w;
	struct plan_uitkomst u;
	cr_assert_eq(plan_stand_create(&o, &no_limits, &s, &w), ERR_OK);
	cr_assert(!plan_stand_aanvraag(s, 0, false) && !plan_stand_aanvraag(s, 2, false));
	cr_assert(!plan_stand_halfdag(s, 0, 0, false) && !plan_stand_halfdag(s, 0, 64, true));
	cr_assert(!plan_stand_max(s, PLAN_DING_AANBOD, 0, 0));
	cr_assert(!plan_stand_max(s, PLAN_DING_SCHOOL, 0, 1));
	cr_assert(plan_stand_max(s, PLAN_DING_AANBOD, 0, 1));
	cr_assert_eq(plan_stand_uitkomst(s, &u), ERR_OK);
	cr_assert(u.bediend == 1 && u.inzet_count == 1 && u.inzet[0].aanvraag == 0);
	plan_uitkomst_fini(&u);
	plan_stand_destroy(s);
}

Test(plan_stand, is_not_made_of_what_was_cut_short)
{
	const struct seizoen_maten maten = { 30, 20, 6, 9, 3, true, false, false };
	const struct plan_grenzen little = { .max_werk = 1 };
	const struct plan_grenzen small = { .max_bytes = 1 };
	struct seizoen season;
	struct plan_stand *s = NULL;
	struct plan_weigering w;
	seizoen_init(&season, &maten, 5);
	cr_assert_eq(plan_stand_create(&season.opgave, &little, &s, &w), ERR_UNAVAILABLE);
	cr_assert_eq(plan_stand_create(&season.opgave, &small, &s, &w), ERR_TOO_LARGE);
	seizoen_fini(&season);
}
