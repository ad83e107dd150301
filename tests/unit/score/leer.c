/*
 * Learning, held against a world whose true weights are known: requests with random offers, lists
 * in the order of the present weights, and a school that looks at rank r with chance 1/r^eta and
 * takes the best of what it saw, by the true weights and some taste of its own.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "score/leer.h"
#include "score/leer_intern.h"

#define BESLUITEN 900
#define AANBOD	  40  /* of which the first 20 are shown */
#define VERS	  300 /* requests with all their offers, to measure on */
#define TOP	  10
#define SCHERPTE  25.0

static const struct score_gewichten nu = { { 230, 80, 100, 150, 70, 80, 40, 40, 40, 50, 40, 40,
	40 } };
/* Travel, quality, answers and circles matter otherwise than staff thought; the last two not. */
static const struct score_gewichten waar = { { 120, 40, 60, 260, 20, 60, 40, 40, 100, 160, 100, 0,
	0 } };

struct wereld {
	uint64_t kans;
	double eta;
	struct score_gewichten toon; /* by which lists are ordered */
	struct score_gewichten wil;  /* by which schools choose */
};

static uint64_t next(struct wereld *w)
{
	w->kans += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t z = w->kans;
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static uint16_t below(struct wereld *w, unsigned n)
{
	return (uint16_t)((next(w) >> 33) % n);
}

static double chance(struct wereld *w)
{
	return ((double)(next(w) >> 11) + 1) * 0x1p-53;
}

/* Neutral for the offers of which nothing is known. */
static uint16_t known(struct wereld *w, unsigned percent, uint16_t waarde)
{
	return below(w, 100) < percent ? waarde : SCORE_NEUTRAAL;
}

/* ---- a request ---- */

static void make_offers(struct wereld *w, struct score_leer_regel *regels)
{
	static const uint16_t themas[] = { 1000, 1000, 600, 600, 300, 500 };
	static const uint16_t datums[] = { 1000, 1000, 1000, 700, 400 };
	static const uint16_t kringen[] = { 1000, 1000, 500, 300 };
	const uint16_t behoefte = below(w, 1001);
	const uint16_t norm = below(w, 1001);
	for (int i = 0; i < AANBOD; i++) {
		const uint16_t waarden[SCORE_FACTOR_COUNT] = { themas[below(w, 6)],
			(uint16_t)(200 + below(w, 801)), datums[below(w, 5)], below(w, 1001),
			kringen[below(w, 4)], below(w, 1001), behoefte, norm,
			known(w, 50, below(w, 1001)), known(w, 60, (uint16_t)(300 + below(w, 701))),
			known(w, 70, below(w, 1001)), known(w, 30, (uint16_t)(500 + below(w, 501))),
			known(w, 50, (uint16_t)(below(w, 3) * 500)) };
		memcpy(regels[i].waarden, waarden, sizeof(waarden));
	}
}

static int score_of(const struct score_leer_regel *regel, const struct score_gewichten *g)
{
	int score = 0;
	for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++)
		score += regel->waarden[f] * g->gewicht[f] / 10;
	return score;
}

static void rank(struct score_leer_regel *regels, const struct score_gewichten *g)
{
	for (int i = 1; i < AANBOD; i++) {
		const struct score_leer_regel r = regels[i];
		int at = i;
		for (; at > 0 && score_of(&regels[at - 1], g) < score_of(&r, g); at--)
			regels[at] = regels[at - 1];
		regels[at] = r;
	}
	for (int i = 0; i < AANBOD; i++)
		regels[i].rang = (uint16_t)(i + 1);
}

/* ---- decisions ---- */

static enum score_leer_uitkomst outcome(struct wereld *w)
{
	static const enum score_leer_uitkomst all[] = { SCORE_LEER_GEKOZEN, SCORE_LEER_AFGESPROKEN,
		SCORE_LEER_GEDAAN, SCORE_LEER_GEDAAN };
	return all[below(w, 4)];
}

static void decide(struct wereld *w, uint32_t n, struct score_leer_besluit *b)
{
	struct score_leer_regel regels[AANBOD];
	make_offers(w, regels);
	rank(regels, &w->toon);
	*b = (struct score_leer_besluit){ .op_us = n * INT64_C(1000000),
		.aantal = SCORE_LEER_LIJST_MAX,
		.uitkomst = outcome(w) };
	memcpy(b->id.b, &n, sizeof(n));
	memcpy(b->aanvraag_id.b, &n, sizeof(n));
	memcpy(b->regels, regels, sizeof(b->regels));
	double best = -HUGE_VAL;
	for (uint16_t i = 0; i < b->aantal; i++) {
		const bool seen = chance(w) <= pow(i + 1, -w->eta);
		const double taste = -log(-log(chance(w) * 0.999999));
		const double liked = SCHERPTE * score_of(&regels[i], &w->wil) / SCORE_MAX + taste;
		if (seen && liked > best) {
			best = liked;
			b->gekozen = i;
		}
	}
}

/* Memory of the test. */
static struct score_leer_besluit *decisions(struct wereld *w, size_t count)
{
	struct score_leer_besluit *all = calloc(count, sizeof(*all));
	for (size_t i = 0; i < count; i++)
		decide(w, (uint32_t)i + 1, &all[i]);
	return all;
}

static const struct score_leer_besluit **pointers(
	const struct score_leer_besluit *all, size_t count)
{
	const struct score_leer_besluit **out = calloc(count, sizeof(*out));
	for (size_t i = 0; i < count; i++)
		out[i] = &all[i];
	return out;
}

static struct wereld a_world(uint64_t seed)
{
	return (struct wereld){ .kans = seed * 1000, .eta = 1, .toon = nu, .wil = waar };
}

static struct score_leer_fit fit_of(
	const struct score_leer_besluit *all, size_t count, enum score_leer_positie positie)
{
	const struct score_leer_besluit **list = pointers(all, count);
	struct score_leer_fit fit;
	score_leer_pas(list, count, &nu, positie, &fit);
	free(list);
	return fit;
}

/* ---- how good weights are when everything is known ---- */

static double gain(const struct score_leer_regel *r, int low, int high)
{
	return exp2(4.0 * (score_of(r, &waar) - low) / (high - low)) - 1;
}

/* NDCG@10 of the order by `g`, of a fresh request, by what schools truly want. */
static double true_ndcg(struct wereld *w, const struct score_gewichten *g)
{
	struct score_leer_regel best[AANBOD];
	make_offers(w, best);
	struct score_leer_regel ours[AANBOD];
	memcpy(ours, best, sizeof(ours));
	rank(best, &waar);
	rank(ours, g);
	const int high = score_of(&best[0], &waar);
	const int low = score_of(&best[AANBOD - 1], &waar);
	double dcg = 0;
	double ideal = 0;
	for (int i = 0; i < TOP; i++) {
		dcg += gain(&ours[i], low, high) / log2(i + 2);
		ideal += gain(&best[i], low, high) / log2(i + 2);
	}
	return dcg / ideal;
}

static double mean_ndcg(const struct score_gewichten *g)
{
	struct wereld w = a_world(77);
	double sum = 0;
	for (int i = 0; i < VERS; i++)
		sum += true_ndcg(&w, g);
	return sum / VERS;
}

/* Of what the true weights would gain over the present ones, how much these do. */
static double recovered(const struct score_gewichten *g)
{
	const double before = mean_ndcg(&nu);
	return (mean_ndcg(g) - before) / (mean_ndcg(&waar) - before);
}

/* ---- the worth of the correction ---- */

Test(leer, recovers_most_of_the_gain_because_it_corrects_for_the_rank)
{
	for (uint64_t seed = 1; seed <= 2; seed++) {
		struct wereld w = a_world(seed);
		struct score_leer_besluit *all = decisions(&w, BESLUITEN);
		const struct score_leer_fit with = fit_of(all, BESLUITEN, SCORE_LEER_CORRECTIE);
		const struct score_leer_fit without =
			fit_of(all, BESLUITEN, SCORE_LEER_GEEN_CORRECTIE);
		const double r_with = recovered(&with.gewichten);
		const double r_without = recovered(&without.gewichten);
		cr_log_info("seed %d: with %.3f (eta %.2f), without %.3f", (int)seed, r_with,
			with.eta / 100.0, r_without);
		cr_expect_geq(r_with, 0.80, "seed %d: %.3f", (int)seed, r_with);
		cr_expect_leq(r_without, 0.70, "seed %d: %.3f", (int)seed, r_without);
		cr_expect_geq(r_with - r_without, 0.15, "seed %d", (int)seed);
		free(all);
	}
}

Test(leer, sees_how_steep_attention_falls)
{
	struct wereld w = a_world(4);
	struct score_leer_besluit *all = decisions(&w, 400);
	const int steep = fit_of(all, 400, SCORE_LEER_CORRECTIE).eta;
	free(all);
	w.eta = 0;
	all = decisions(&w, 400);
	const int flat = fit_of(all, 400, SCORE_LEER_CORRECTIE).eta;
	free(all);
	cr_assert(steep > 75 && steep < 175, "%d", steep);
	cr_assert(flat < 50, "%d", flat);
}

/* ---- what always holds ---- */

Test(leer, gives_nothing_to_a_factor_without_influence)
{
	struct wereld w = a_world(5);
	struct score_leer_besluit *all = decisions(&w, 500);
	const struct score_leer_fit fit = fit_of(all, 500, SCORE_LEER_CORRECTIE);
	cr_expect_leq(fit.gewichten.gewicht[SCORE_FACTOR_AMBASSADEUR],
		nu.gewicht[SCORE_FACTOR_AMBASSADEUR]);
	cr_expect_lt(fit.gewichten.gewicht[SCORE_FACTOR_WENSEN], nu.gewicht[SCORE_FACTOR_WENSEN]);
	cr_expect_gt(fit.gewichten.gewicht[SCORE_FACTOR_REIS], nu.gewicht[SCORE_FACTOR_REIS]);
	free(all);
}

Test(leer, keeps_the_weight_of_what_is_the_same_for_a_whole_list)
{
	struct wereld w = a_world(6);
	struct score_leer_besluit *all = decisions(&w, 300);
	const struct score_leer_fit fit = fit_of(all, 300, SCORE_LEER_CORRECTIE);
	cr_expect_eq(fit.vast, 1u << SCORE_FACTOR_BEHOEFTE | 1u << SCORE_FACTOR_NORM);
	cr_expect_eq(fit.gewichten.gewicht[SCORE_FACTOR_BEHOEFTE], 40);
	cr_expect_eq(fit.gewichten.gewicht[SCORE_FACTOR_NORM], 40);
	free(all);
}

/* Lists of any length, values and choice at random, often equal. */
static void scramble(struct wereld *w, struct score_leer_besluit *b)
{
	b->aantal = (uint16_t)(1 + below(w, SCORE_LEER_LIJST_MAX));
	b->gekozen = below(w, b->aantal);
	b->uitkomst = (enum score_leer_uitkomst)(1 + below(w, 3));
	for (unsigned j = 0; j < b->aantal; j++) {
		b->regels[j].rang = (uint16_t)(j + 1);
		for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++)
			b->regels[j].waarden[f] = (uint16_t)(below(w, 3) * 500);
	}
}

Test(leer, gives_weights_that_sum_to_1000_whatever_it_is_fed)
{
	struct wereld w = a_world(7);
	struct score_leer_besluit *all = calloc(12, sizeof(*all));
	for (int round = 0; round < 60; round++) {
		const size_t count = 1 + below(&w, 12);
		for (size_t i = 0; i < count; i++) {
			do
				scramble(&w, &all[i]);
			while (all[i].aantal < 2);
		}
		const struct score_leer_fit fit = fit_of(all, count, SCORE_LEER_CORRECTIE);
		cr_assert_eq(score_gewichten_check(&fit.gewichten), ERR_OK);
		for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++)
			cr_assert_leq(fit.gewichten.gewicht[f], SCORE_GEWICHT_SOM);
	}
	free(all);
}

Test(leer, keeps_the_present_weights_when_there_are_no_decisions)
{
	struct score_leer_fit fit;
	score_leer_pas(NULL, 0, &nu, SCORE_LEER_CORRECTIE, &fit);
	cr_assert_arr_eq(&fit.gewichten, &nu, sizeof(nu));
}

/* All of it: split, fit, backtest. */
struct geheel {
	struct score_leer_delen delen;
	struct score_leer_fit fit;
	struct score_leer_oordeel oordeel;
};

static struct geheel run(struct arena *a, const struct score_leer_besluit *all, size_t count)
{
	struct geheel g;
	score_leer_deel(a, all, count, &g.delen);
	score_leer_pas(g.delen.leer, g.delen.leer_count, &nu, SCORE_LEER_CORRECTIE, &g.fit);
	score_leer_toets(a, g.delen.toets, g.delen.toets_count, &nu, &g.fit, 17, &g.oordeel);
	return g;
}

#define ARENA_BYTES (64u << 20)

Test(leer, does_not_mind_the_order_of_its_input)
{
	struct arena a;
	arena_init(&a, ARENA_BYTES);
	struct wereld w = a_world(8);
	struct score_leer_besluit *all = decisions(&w, 200);
	for (int i = 0; i < 200; i++)
		all[i].op_us = all[i / 4 * 4].op_us; /* equal moments too */
	const struct geheel before = run(&a, all, 200);
	for (unsigned i = 199; i > 0; i--) {
		const unsigned j = below(&w, i + 1);
		const struct score_leer_besluit other = all[j];
		all[j] = all[i];
		all[i] = other;
	}
	const struct geheel after = run(&a, all, 200);
	cr_expect_arr_eq(&before.fit, &after.fit, sizeof(before.fit));
	cr_expect_arr_eq(&before.oordeel, &after.oordeel, sizeof(before.oordeel));
	free(all);
	arena_fini(&a);
}

/* A choice without a call of libm on its way: of what was seen, the best. */
static void decide_in_integers(struct wereld *w, uint32_t n, struct score_leer_besluit *b)
{
	decide(w, n, b);
	int best = -1;
	for (uint16_t i = 0; i < b->aantal; i++) {
		const int liked = score_of(&b->regels[i], &w->wil) + below(w, 5000);
		if (below(w, i + 1u) == 0 && liked > best) {
			best = liked;
			b->gekozen = i;
		}
	}
}

/* What another machine computed otherwise would suggest other weights. */
Test(leer, gives_the_same_integers_on_every_machine)
{
	struct wereld w = a_world(9);
	struct score_leer_besluit *all = calloc(200, sizeof(*all));
	for (uint32_t i = 0; i < 200; i++)
		decide_in_integers(&w, i, &all[i]);
	const struct score_leer_fit fit = fit_of(all, 200, SCORE_LEER_CORRECTIE);
	free(all);
	static const uint16_t expected[SCORE_FACTOR_COUNT] = { 134, 37, 52, 236, 26, 74, 40, 40, 98,
		137, 88, 19, 19 };
	for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++)
		cr_expect_eq(fit.gewichten.gewicht[f], expected[f], "%u: %d", f,
			fit.gewichten.gewicht[f]);
	cr_expect_eq(fit.eta, 194, "eta %d", fit.eta);
}

Test(leer, computes_powers_and_logarithms_as_libm_does)
{
	for (double x = -60; x <= 10; x += 0.37)
		cr_expect_lt(fabs(leer_exp(x) / exp(x) - 1), 1e-9, "e^%g", x);
	cr_expect_eq(leer_exp(-800), 0);
	for (int x = 1; x <= 100; x++)
		cr_expect_lt(fabs(leer_ln(x) - log(x)), 1e-12, "ln %d", x);
}

/* ---- split and backtest ---- */

Test(leer, tests_on_later_decisions_of_requests_it_did_not_learn_from)
{
	struct arena a;
	arena_init(&a, ARENA_BYTES);
	struct wereld w = a_world(10);
	struct score_leer_besluit *all = decisions(&w, 200);
	all[150].aanvraag_id = all[10].aanvraag_id; /* asked early, and again late */
	all[160].aanvraag_id = all[161].aanvraag_id;
	all[170].uitkomst = SCORE_LEER_NIET_PASSEND;
	all[20].aantal = 1;
	all[20].gekozen = 0;
	struct score_leer_delen d;
	score_leer_deel(&a, all, 200, &d);
	cr_expect_eq(d.bruikbaar, 198);
	cr_expect_eq(d.niet_passend, 1);
	cr_expect_eq(d.leer_count, 138);
	cr_expect_eq(d.toets_count, 198 - 138 - 1);
	cr_expect_eq(d.toets_aanvragen, 198 - 138 - 2);
	for (size_t i = 0; i < d.toets_count; i++)
		cr_expect_gt(d.toets[i]->op_us, d.leer[d.leer_count - 1]->op_us);
	free(all);
	arena_fini(&a);
}

Test(leer, asks_for_enough_decisions)
{
	struct arena a;
	arena_init(&a, ARENA_BYTES);
	struct wereld w = a_world(11);
	struct score_leer_besluit *all = decisions(&w, SCORE_LEER_BESLUIT_MIN);
	struct score_leer_delen d;
	score_leer_deel(&a, all, SCORE_LEER_BESLUIT_MIN - 1, &d);
	cr_expect_not(score_leer_genoeg(&d));
	score_leer_deel(&a, all, SCORE_LEER_BESLUIT_MIN, &d);
	cr_expect(score_leer_genoeg(&d));
	for (int i = 150; i < SCORE_LEER_BESLUIT_MIN; i++)
		all[i].aanvraag_id = all[150].aanvraag_id;
	score_leer_deel(&a, all, SCORE_LEER_BESLUIT_MIN, &d);
	cr_expect_not(score_leer_genoeg(&d));
	free(all);
	arena_fini(&a);
}

Test(leer, finds_the_gain_in_the_backtest_when_there_is_one)
{
	struct arena a;
	arena_init(&a, ARENA_BYTES);
	struct wereld w = a_world(12);
	struct score_leer_besluit *all = decisions(&w, BESLUITEN);
	const struct geheel g = run(&a, all, BESLUITEN);
	cr_log_info("%d -> %d, %d ... %d", g.oordeel.oud, g.oordeel.nieuw, g.oordeel.laag,
		g.oordeel.hoog);
	cr_expect(score_leer_is_beter(&g.oordeel));
	cr_expect_eq(g.oordeel.verschil, g.oordeel.nieuw - g.oordeel.oud);
	cr_expect(g.oordeel.laag <= g.oordeel.verschil && g.oordeel.verschil <= g.oordeel.hoog);
	free(all);
	arena_fini(&a);
}

Test(leer, calls_no_gain_what_is_noise)
{
	for (uint64_t seed = 20; seed < 22; seed++) {
		struct arena a;
		arena_init(&a, ARENA_BYTES);
		struct wereld w = a_world(seed);
		w.wil = nu; /* the present weights are the true ones */
		struct score_leer_besluit *all = decisions(&w, 400);
		const struct geheel g = run(&a, all, 400);
		cr_expect_not(score_leer_is_beter(&g.oordeel), "seed %d: %d ... %d", (int)seed,
			g.oordeel.laag, g.oordeel.hoog);
		free(all);
		arena_fini(&a);
	}
}

/* One list of three, of which only the topic differs, and the last is taken. */
static struct score_leer_besluit three(uint16_t first, uint16_t second, uint16_t chosen)
{
	struct score_leer_besluit b = { .aantal = 3, .gekozen = 2, .uitkomst = SCORE_LEER_GEDAAN };
	const uint16_t themas[] = { first, second, chosen };
	for (unsigned i = 0; i < 3; i++) {
		b.regels[i].rang = (uint16_t)(i + 1);
		b.regels[i].waarden[SCORE_FACTOR_THEMA] = themas[i];
	}
	return b;
}

Test(leer, counts_the_place_of_the_chosen_line_in_the_backtest)
{
	struct arena a;
	arena_init(&a, ARENA_BYTES);
	struct score_leer_besluit b = three(500, 400, 1000);
	const struct score_leer_besluit *list[] = { &b };
	struct score_leer_fit fit = { .eta = 100 };
	fit.gewichten.gewicht[SCORE_FACTOR_NIVEAU] = SCORE_GEWICHT_SOM;
	struct score_leer_oordeel o;
	score_leer_toets(&a, list, 1, &nu, &fit, 1, &o);
	cr_expect_eq(o.oud, 1000000, "on top: %d", o.oud);
	cr_expect_eq(o.nieuw, 500000, "all equal, so third as it was shown: %d", o.nieuw);
	cr_expect(o.laag == -500000 && o.hoog == -500000);
	arena_fini(&a);
}

Test(leer, weighs_a_choice_by_its_rank_and_its_outcome)
{
	struct score_leer_besluit b = three(0, 0, 0);
	cr_expect_float_eq(leer_gewicht(&b, 0), 3, 1e-9);
	cr_expect_float_eq(leer_gewicht(&b, 100), 9, 1e-9);
	b.uitkomst = SCORE_LEER_GEKOZEN;
	cr_expect_float_eq(leer_gewicht(&b, 200), 9, 1e-9);
	b.regels[2].rang = 20;
	cr_expect_float_eq(leer_gewicht(&b, 200), SCORE_LEER_GEWICHT_MAX, 1e-9);
}
