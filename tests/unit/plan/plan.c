/* Plannings against trying everything, on small seasons of every kind. */
#include "plan/plan.h"

#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "seizoen.h"

#define CHOICES_MAX 13 /* inzet that are tried in every combination */

static const struct plan_grenzen no_limits = { .max_bytes = 0 };

/* Every inzet that a season has; SIZE_MAX: more than can be tried. */
static size_t choices(const struct plan_opgave *o, struct plan_inzet *ret_inzet)
{
	size_t count = 0;
	for (size_t k = 0; k < o->kandidaat_count; k++) {
		const struct plan_kandidaat *const c = &o->kandidaten[k];
		bool twice = false;
		for (size_t j = 0; j < k; j++)
			twice = twice || (o->kandidaten[j].aanvraag == c->aanvraag &&
						 o->kandidaten[j].aanbod == c->aanbod);
		for (uint32_t t = 0; !twice && t < (o->woorden == 0 ? 1 : o->woorden * 64); t++) {
			if (o->woorden > 0 && (o->aanvragen[c->aanvraag].venster[t / 64] &
						      o->aanbod[c->aanbod].vrij[t / 64] &
						      UINT64_C(1) << (t % 64)) == 0)
				continue;
			if (count == CHOICES_MAX)
				return SIZE_MAX;
			ret_inzet[count] = (struct plan_inzet){ c->aanvraag, c->aanbod,
				o->woorden == 0 ? PLAN_GEEN : t };
			count++;
		}
	}
	return count;
}

/* INT64_MAX: nothing is allowed. */
static int64_t best_of_all(const struct plan_opgave *o, const struct plan_inzet *all, size_t count)
{
	int64_t best = INT64_MAX;
	for (uint32_t set = 0; set < UINT32_C(1) << count; set++) {
		struct plan_inzet some[CHOICES_MAX];
		size_t n = 0;
		for (size_t i = 0; i < count; i++)
			if ((set >> i & 1) != 0) {
				some[n] = all[i];
				n++;
			}
		int64_t kosten;
		if (seizoen_kosten(o, some, n, &kosten) && kosten < best)
			best = kosten;
	}
	return best;
}

/* True when the season was small enough to say something about. */
static bool holds_against_all(const struct plan_opgave *o, uint64_t seed)
{
	struct plan_inzet all[CHOICES_MAX];
	const size_t count = choices(o, all);
	if (count == SIZE_MAX)
		return false;
	const int64_t best = best_of_all(o, all, count);
	struct plan_uitkomst u;
	struct plan_weigering w;
	const enum err e = plan_los(o, &no_limits, &u, &w);
	if (best == INT64_MAX) {
		cr_assert_eq(e, ERR_INVALID, "seed %lu", seed);
		return true;
	}
	cr_assert_eq(e, ERR_OK, "seed %lu: %s", seed, plan_fout_code(w.fout));
	int64_t kosten;
	cr_assert(seizoen_kosten(o, u.inzet, u.inzet_count, &kosten), "seed %lu", seed);
	cr_assert_eq(kosten, best, "seed %lu", seed);
	cr_assert_eq(u.doel, best, "seed %lu", seed);
	cr_assert(u.bewezen && u.kloof == 0 && u.ondergrens == best, "seed %lu", seed);
	plan_uitkomst_fini(&u);
	return true;
}

Test(plan_los, is_the_best_of_all_small_seasons)
{
	size_t tried = 0;
	for (uint64_t seed = 1; seed <= 3000; seed++) {
		uint64_t state = seed;
		const struct seizoen_maten maten = { .aanvragen = 1 + trek_onder(&state, 4),
			.aanbod = 1 + trek_onder(&state, 4),
			.kandidaten = 1 + trek_onder(&state, 3),
			.halve_dagen = trek_onder(&state, 2) == 0 ? 0 : 1 + trek_onder(&state, 7),
			.sessies_max = 1 + trek_onder(&state, 3),
			.maten = trek_onder(&state, 3) > 0,
			.minima = trek_onder(&state, 3) == 0,
			.vast = trek_onder(&state, 3) == 0 };
		struct seizoen s;
		seizoen_init(&s, &maten, seed);
		tried += holds_against_all(&s.opgave, seed);
		seizoen_fini(&s);
	}
	cr_assert_gt(tried, 1500);
}

static struct seizoen_maten some_maten(uint64_t *state)
{
	return (struct seizoen_maten){ .aanvragen = 5 + trek_onder(state, 30),
		.aanbod = 3 + trek_onder(state, 20),
		.kandidaten = 1 + trek_onder(state, 8),
		.halve_dagen = trek_onder(state, 3) == 0 ? 0 : 1 + trek_onder(state, 12),
		.sessies_max = 1 + trek_onder(state, 4),
		.maten = trek_onder(state, 2) > 0 };
}

/* By hand is allowed, and never better. */
static void allowed_but_not_better(
	const struct plan_opgave *o, struct plan_uitkomst *u, int64_t best, uint64_t seed)
{
	int64_t kosten;
	cr_assert(seizoen_kosten(o, u->inzet, u->inzet_count, &kosten), "seed %lu", seed);
	cr_assert_eq(u->doel, kosten, "seed %lu", seed);
	cr_assert_geq(u->doel, best, "seed %lu", seed);
	plan_uitkomst_fini(u);
}

Test(plan_gulzig, and_first_come_are_allowed_and_never_better)
{
	for (uint64_t seed = 1; seed <= 200; seed++) {
		uint64_t state = seed;
		const struct seizoen_maten maten = some_maten(&state);
		struct seizoen s;
		seizoen_init(&s, &maten, seed);
		struct plan_uitkomst u;
		struct plan_weigering w;
		cr_assert_eq(plan_los(&s.opgave, &no_limits, &u, &w), ERR_OK);
		const int64_t best = u.doel;
		plan_uitkomst_fini(&u);
		cr_assert_eq(plan_gulzig(&s.opgave, &no_limits, &u, &w), ERR_OK);
		allowed_but_not_better(&s.opgave, &u, best, seed);
		cr_assert_eq(plan_eerste(&s.opgave, NULL, &no_limits, &u, &w), ERR_OK);
		allowed_but_not_better(&s.opgave, &u, best, seed);
		seizoen_fini(&s);
	}
}

/* Cut short after any share of the work. */
static void cut_short_holds(const struct seizoen_maten *maten, uint64_t seed)
{
	struct seizoen s;
	seizoen_init(&s, maten, seed);
	struct plan_uitkomst best;
	struct plan_uitkomst u;
	struct plan_weigering w;
	cr_assert_eq(plan_los(&s.opgave, &no_limits, &best, &w), ERR_OK);
	for (uint64_t part = 1; part < 8; part++) {
		const struct plan_grenzen little = { .max_werk = best.werk * part / 8 + 1 };
		cr_assert_eq(plan_los(&s.opgave, &little, &u, &w), ERR_OK);
		cr_assert_leq(u.ondergrens, best.doel, "seed %lu", seed);
		cr_assert_eq(u.ondergrens + u.kloof, u.doel, "seed %lu", seed);
		allowed_but_not_better(&s.opgave, &u, best.doel, seed);
	}
	plan_uitkomst_fini(&best);
	seizoen_fini(&s);
}

Test(plan_los, cut_short_says_how_far_from_the_best_it_can_be)
{
	for (uint64_t seed = 1; seed <= 200; seed++) {
		uint64_t state = seed;
		const struct seizoen_maten maten = some_maten(&state);
		cut_short_holds(&maten, seed);
	}
	for (uint64_t seed = 1; seed <= 200; seed++) {
		const struct seizoen_maten scarce = { 40, 6, 5, seed % 2 * 9, 1, seed % 3 == 0,
			false, false };
		cut_short_holds(&scarce, seed);
	}
}

/* ---- signs of life ---- */

struct wacht {
	size_t calls, stop_at;
	size_t gedaan;
	int64_t best;
};

static bool look(void *arg, const struct plan_voortgang *v)
{
	struct wacht *const w = arg;
	cr_assert(v->gedaan >= w->gedaan && v->gedaan <= v->totaal && v->bediend <= v->gedaan);
	cr_assert_leq(v->ondergrens, w->best);
	w->gedaan = v->gedaan;
	w->calls++;
	return w->calls != w->stop_at;
}

/* The first two want the same at little cost; only the last has to be served. */
Test(plan_los, stopped_at_once_serves_who_has_to_be)
{
	const struct plan_aanvraag aanvragen[] = { { .groep = PLAN_GEEN, .sessies = 1, .straf = 9 },
		{ .groep = PLAN_GEEN, .sessies = 1, .straf = 9 },
		{ .groep = PLAN_GEEN, .sessies = 1, .straf = 9, .min = 1 } };
	const struct plan_aanbod aanbod = { .bedrijf = PLAN_GEEN, .maat = { .max = 1 } };
	const struct plan_kandidaat kandidaten[] = { { 0, 0, 1 }, { 1, 0, 2 }, { 2, 0, 8 } };
	const struct plan_opgave o = { .aanvragen = aanvragen,
		.aanvraag_count = 3,
		.aanbod = &aanbod,
		.aanbod_count = 1,
		.kandidaten = kandidaten,
		.kandidaat_count = 3 };
	struct wacht wacht = { .best = INT64_MAX, .stop_at = 1 };
	const struct plan_grenzen kijk = { .voortgang = look, .arg = &wacht };
	struct plan_uitkomst u;
	struct plan_weigering w;
	cr_assert_eq(plan_los(&o, &kijk, &u, &w), ERR_OK);
	cr_assert(wacht.calls == 1 && u.inzet_count == 1 && u.inzet[0].aanvraag == 2);
	plan_uitkomst_fini(&u);
}

Test(plan_los, tells_on_the_way_how_far_it_is_and_can_be_stopped)
{
	for (uint64_t seed = 1; seed <= 12; seed++) {
		const struct seizoen_maten maten = { 1200, 300, 5, seed % 2 * 9,
			1 + (uint32_t)seed % 3, seed % 3 == 0, false, false };
		struct seizoen s;
		seizoen_init(&s, &maten, seed);
		struct plan_uitkomst u;
		struct plan_weigering w;
		cr_assert_eq(plan_los(&s.opgave, &no_limits, &u, &w), ERR_OK);
		struct wacht wacht = { .best = u.doel };
		const struct plan_grenzen kijk = { .voortgang = look, .arg = &wacht };
		plan_uitkomst_fini(&u);
		cr_assert_eq(plan_los(&s.opgave, &kijk, &u, &w), ERR_OK);
		cr_assert(u.bewezen && u.doel == wacht.best && wacht.calls > 3);
		plan_uitkomst_fini(&u);
		wacht = (struct wacht){ .best = wacht.best, .stop_at = 1 + seed % 3 };
		cr_assert_eq(plan_los(&s.opgave, &kijk, &u, &w), ERR_OK);
		cr_assert_eq(wacht.calls, wacht.stop_at);
		cr_assert(!u.bewezen && u.ondergrens <= wacht.best && u.doel >= wacht.best);
		plan_uitkomst_fini(&u);
		seizoen_fini(&s);
	}
}

Test(plan_los, gives_the_same_bytes_whatever_the_order_of_kandidaten)
{
	const struct seizoen_maten maten = { 30, 20, 6, 9, 3, true, false, true };
	struct seizoen s;
	seizoen_init(&s, &maten, 5);
	s.opgave.vast_count = 0;
	struct plan_uitkomst a;
	struct plan_uitkomst b;
	struct plan_weigering w;
	cr_assert_eq(plan_los(&s.opgave, &no_limits, &a, &w), ERR_OK);
	for (size_t i = 0; i < s.opgave.kandidaat_count / 2; i++) {
		const size_t j = s.opgave.kandidaat_count - 1 - i;
		const struct plan_kandidaat k = s.kandidaten[i];
		s.kandidaten[i] = s.kandidaten[j];
		s.kandidaten[j] = k;
	}
	cr_assert_eq(plan_los(&s.opgave, &no_limits, &b, &w), ERR_OK);
	cr_assert_eq(a.inzet_count, b.inzet_count);
	cr_assert_arr_eq(a.inzet, b.inzet, a.inzet_count * sizeof(*a.inzet));
	plan_uitkomst_fini(&a);
	plan_uitkomst_fini(&b);
	seizoen_fini(&s);
}

/* ---- what another one is worth ---- */

#define OWN_HALF_DAY (UINT64_C(1) << 60) /* on which nobody else can */

/* The best without, less the best with somebody else who does one session of `r` for nothing. */
static int64_t saved_by_another(const struct seizoen *s, uint32_t r, int64_t best, uint64_t seed)
{
	const uint64_t own = OWN_HALF_DAY;
	struct plan_opgave o = s->opgave;
	static struct plan_aanbod aanbod[16];
	static struct plan_aanvraag aanvragen[16];
	static struct plan_kandidaat kandidaten[64];
	uint64_t venster = own;
	memcpy(aanbod, o.aanbod, o.aanbod_count * sizeof(aanbod[0]));
	memcpy(aanvragen, o.aanvragen, o.aanvraag_count * sizeof(aanvragen[0]));
	memcpy(kandidaten, o.kandidaten, o.kandidaat_count * sizeof(kandidaten[0]));
	aanbod[o.aanbod_count] =
		(struct plan_aanbod){ .bedrijf = PLAN_GEEN, .maat = { .max = 1 }, .vrij = &own };
	kandidaten[o.kandidaat_count] = (struct plan_kandidaat){ r, (uint32_t)o.aanbod_count, 0 };
	if (o.woorden > 0) {
		venster |= aanvragen[r].venster[0];
		aanvragen[r].venster = &venster;
	}
	o.aanbod = aanbod;
	o.aanbod_count++;
	o.aanvragen = aanvragen;
	o.kandidaten = kandidaten;
	o.kandidaat_count++;
	struct plan_uitkomst u;
	struct plan_weigering w;
	cr_assert_eq(plan_los(&o, &no_limits, &u, &w), ERR_OK, "seed %lu", seed);
	const int64_t saved = best - u.doel;
	plan_uitkomst_fini(&u);
	return saved;
}

Test(plan_los, winst_is_what_another_one_saves)
{
	size_t looked = 0;
	for (uint64_t seed = 1; seed <= 600; seed++) {
		uint64_t state = seed;
		const struct seizoen_maten maten = { .aanvragen = 1 + trek_onder(&state, 10),
			.aanbod = 1 + trek_onder(&state, 6),
			.kandidaten = 1 + trek_onder(&state, 5),
			.halve_dagen = trek_onder(&state, 3) == 0 ? 0 : 1 + trek_onder(&state, 9),
			.sessies_max = 1 + trek_onder(&state, 3),
			.maten = trek_onder(&state, 3) > 0,
			.minima = trek_onder(&state, 4) == 0,
			.vast = trek_onder(&state, 3) == 0 };
		struct seizoen s;
		seizoen_init(&s, &maten, seed);
		struct plan_uitkomst u;
		struct plan_weigering w;
		const struct plan_grenzen winst = { .winst = true };
		const enum err e = plan_los(&s.opgave, &winst, &u, &w);
		for (uint32_t r = 0; e == ERR_OK && r < maten.aanvragen; r++) {
			cr_assert_eq(u.winst_aanvraag[r], saved_by_another(&s, r, u.doel, seed),
				"seed %lu, %u", seed, r);
			looked += u.winst_aanvraag[r] > 0;
		}
		plan_uitkomst_fini(&u);
		seizoen_fini(&s);
	}
	cr_assert_gt(looked, 500);
}

Test(plan_los, refuses_what_takes_more_memory_than_allowed_and_says_how_much)
{
	const struct seizoen_maten maten = { 30, 20, 6, 9, 3, true, false, false };
	struct seizoen s;
	seizoen_init(&s, &maten, 5);
	struct plan_uitkomst u;
	struct plan_weigering w;
	const struct plan_grenzen small = { .max_bytes = 100 };
	cr_assert_eq(plan_los(&s.opgave, &small, &u, &w), ERR_TOO_LARGE);
	cr_assert_eq((int)w.fout, PLAN_FOUT_GEHEUGEN);
	cr_assert_eq(w.nodig_bytes, plan_bytes(&s.opgave));
	seizoen_fini(&s);
}

Test(plan_los, names_the_pins_that_cannot_stand_together)
{
	const struct plan_aanvraag aanvragen[] = { { .groep = PLAN_GEEN, .sessies = 1, .straf = 9 },
		{ .groep = PLAN_GEEN, .sessies = 1, .straf = 9 } };
	const struct plan_aanbod aanbod = { .bedrijf = PLAN_GEEN, .maat = { .max = 1 } };
	const struct plan_kandidaat kandidaten[] = { { 0, 0, 1 }, { 1, 0, 2 } };
	const struct plan_inzet vast[] = { { 0, 0, PLAN_GEEN }, { 1, 0, PLAN_GEEN } };
	const struct plan_opgave o = { .aanvragen = aanvragen,
		.aanvraag_count = 2,
		.aanbod = &aanbod,
		.aanbod_count = 1,
		.kandidaten = kandidaten,
		.kandidaat_count = 2,
		.vast = vast,
		.vast_count = 2 };
	struct plan_uitkomst u;
	struct plan_weigering w;
	cr_assert_eq(plan_los(&o, &no_limits, &u, &w), ERR_INVALID);
	cr_assert_eq((int)w.fout, PLAN_FOUT_VAST_BOTST);
	cr_assert_eq(w.schuldig_count, 3);
	cr_assert_eq((int)w.schuldig[0].ding, PLAN_DING_AANBOD);
	cr_assert_eq((int)w.schuldig[1].ding, PLAN_DING_VAST);
}

/* ---- who is to blame ---- */

/* The season with only these asked for, but for one of them (SIZE_MAX: all). */
static enum err los_zonder(const struct plan_opgave *o, const struct plan_weigering *w, size_t but)
{
	struct plan_opgave in = *o;
	static struct plan_school scholen[64];
	static struct plan_groep groepen[64];
	static struct plan_aanvraag aanvragen[64];
	static struct plan_kring kringen[64];
	static struct plan_bedrijf bedrijven[64];
	static struct plan_aanbod aanbod[64];
	static struct plan_inzet vast[64];
	memcpy(scholen, o->scholen, o->school_count * sizeof(*scholen));
	memcpy(groepen, o->groepen, o->groep_count * sizeof(*groepen));
	memcpy(aanvragen, o->aanvragen, o->aanvraag_count * sizeof(*aanvragen));
	memcpy(kringen, o->kringen, o->kring_count * sizeof(*kringen));
	memcpy(bedrijven, o->bedrijven, o->bedrijf_count * sizeof(*bedrijven));
	memcpy(aanbod, o->aanbod, o->aanbod_count * sizeof(*aanbod));
	for (size_t i = 0; i < o->school_count; i++)
		scholen[i].maat.min = 0;
	for (size_t i = 0; i < o->groep_count; i++)
		groepen[i].maat.min = 0;
	for (size_t i = 0; i < o->aanvraag_count; i++)
		aanvragen[i].min = 0;
	for (size_t i = 0; i < o->kring_count; i++)
		kringen[i].maat.min = 0;
	for (size_t i = 0; i < o->bedrijf_count; i++)
		bedrijven[i].maat.min = 0;
	for (size_t i = 0; i < o->aanbod_count; i++)
		aanbod[i].maat.min = 0;
	in.vast_count = 0;
	for (size_t s = 0; s < w->schuldig_count; s++) {
		const uint32_t i = w->schuldig[s].index;
		if (s == but)
			continue;
		switch (w->schuldig[s].ding) {
		case PLAN_DING_SCHOOL: scholen[i].maat.min = o->scholen[i].maat.min; break;
		case PLAN_DING_GROEP: groepen[i].maat.min = o->groepen[i].maat.min; break;
		case PLAN_DING_AANVRAAG: aanvragen[i].min = o->aanvragen[i].min; break;
		case PLAN_DING_KRING: kringen[i].maat.min = o->kringen[i].maat.min; break;
		case PLAN_DING_BEDRIJF: bedrijven[i].maat.min = o->bedrijven[i].maat.min; break;
		case PLAN_DING_AANBOD: aanbod[i].maat.min = o->aanbod[i].maat.min; break;
		case PLAN_DING_VAST: vast[in.vast_count++] = o->vast[i]; break;
		default: cr_assert_fail("%d is never to blame", (int)w->schuldig[s].ding);
		}
	}
	in.scholen = scholen;
	in.groepen = groepen;
	in.aanvragen = aanvragen;
	in.kringen = kringen;
	in.bedrijven = bedrijven;
	in.aanbod = aanbod;
	in.vast = vast;
	struct plan_uitkomst u;
	struct plan_weigering ignored;
	const enum err e = plan_los(&in, &no_limits, &u, &ignored);
	plan_uitkomst_fini(&u);
	return e;
}

/* Alone they cannot be met, and without any one of them they can. */
Test(plan_los, names_the_smallest_set_of_minima_and_pins_that_cannot_be_met)
{
	size_t refused = 0;
	size_t several = 0;
	size_t with_pin = 0;
	for (uint64_t seed = 1; seed <= 3000; seed++) {
		uint64_t state = seed;
		struct seizoen_maten maten = some_maten(&state);
		maten.maten = true;
		maten.minima = true;
		maten.vast = trek_onder(&state, 2) == 0;
		struct seizoen s;
		seizoen_init(&s, &maten, seed);
		struct plan_uitkomst u;
		struct plan_weigering w;
		if (plan_los(&s.opgave, &no_limits, &u, &w) == ERR_OK) {
			plan_uitkomst_fini(&u);
		} else if (w.fout == PLAN_FOUT_MIN_KAN_NIET) {
			refused++;
			several += w.schuldig_count > 1;
			cr_assert(w.schuldig_count > 0 && w.schuldig_count <= PLAN_SCHULDIG_MAX,
				"seed %lu", seed);
			cr_assert_eq(
				los_zonder(&s.opgave, &w, SIZE_MAX), ERR_INVALID, "seed %lu", seed);
			for (size_t i = 0; i < w.schuldig_count; i++) {
				with_pin += w.schuldig[i].ding == PLAN_DING_VAST;
				cr_assert_eq(los_zonder(&s.opgave, &w, i), ERR_OK,
					"seed %lu without %zu", seed, i);
			}
		}
		seizoen_fini(&s);
	}
	printf("%zu refused, %zu with several, %zu pins\n", refused, several, with_pin);
	cr_assert(refused > 100 && several > 50 && with_pin > 10);
}

/* The limit is one for all questions together: what is enough for the first few names nobody. */
Test(plan_los, names_nobody_when_the_limit_cuts_the_search_for_them_short)
{
	size_t looked = 0;
	for (uint64_t seed = 1; seed <= 400; seed++) {
		uint64_t state = seed;
		struct seizoen_maten maten = some_maten(&state);
		maten.maten = true;
		maten.minima = true;
		struct seizoen s;
		seizoen_init(&s, &maten, seed);
		struct plan_uitkomst u;
		struct plan_weigering w;
		struct plan_weigering less = { .schuldig_count = 0 };
		const enum err e = plan_los(&s.opgave, &no_limits, &u, &w);
		plan_uitkomst_fini(&u);
		if (e != ERR_OK && w.fout == PLAN_FOUT_MIN_KAN_NIET) {
			uint64_t werk = 1;
			do {
				const struct plan_grenzen little = { .max_werk = werk };
				werk *= 2;
				if (plan_los(&s.opgave, &little, &u, &less) == ERR_OK)
					plan_uitkomst_fini(&u);
				else if (less.schuldig_count == 0)
					looked++;
			} while (less.schuldig_count == 0 && werk < UINT64_C(1) << 40);
			cr_assert_eq(less.schuldig_count, w.schuldig_count, "seed %lu", seed);
			cr_assert_eq(memcmp(less.schuldig, w.schuldig,
					     w.schuldig_count * sizeof(w.schuldig[0])),
				0, "seed %lu", seed);
		}
		seizoen_fini(&s);
	}
	cr_assert_gt(looked, 20);
}

Test(plan_los, refuses_costs_that_could_overflow)
{
	const struct plan_aanvraag aanvraag = { .groep = PLAN_GEEN, .sessies = 1, .straf = 9 };
	const struct plan_aanbod aanbod = { .bedrijf = PLAN_GEEN,
		.maat = { .max = 1, .al = PLAN_AANTAL_MAX, .stijging = PLAN_KOSTEN_MAX } };
	const struct plan_kandidaat kandidaat = { 0, 0, 1 };
	const struct plan_opgave o = { .aanvragen = &aanvraag,
		.aanvraag_count = 1,
		.aanbod = &aanbod,
		.aanbod_count = 1,
		.kandidaten = &kandidaat,
		.kandidaat_count = 1 };
	struct plan_uitkomst u;
	struct plan_weigering w;
	cr_assert_eq(plan_los(&o, &no_limits, &u, &w), ERR_INVALID);
	cr_assert_eq((int)w.fout, PLAN_FOUT_KOSTEN);
}
