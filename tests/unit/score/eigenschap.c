/* What is always true, on many thousands of random pairs; the seeds are fixed, so a failure comes
 * again. The rules are held against tests/unit/score/opnieuw.c. */
#include <criterion/criterion.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "domain/niveau.h"
#include "opnieuw.h"
#include "paren.h"
#include "score/uitleg.h"

#define PAIRS 20000

static struct score_uitkomst judge(const struct paar_data *d, uint32_t regels)
{
	struct score_config config = paren_config();
	config.regels = regels;
	struct score_uitkomst u;
	score_beoordeel(&config, &d->aanvraag, &d->aanbod, &u);
	return u;
}

static bool same_outcome(const struct score_uitkomst *a, const struct score_uitkomst *b)
{
	bool same = a->mogelijk == b->mogelijk && a->regel == b->regel && a->online == b->online &&
		    a->afstand_m == b->afstand_m && a->score == b->score && uuid_eq(a->id, b->id) &&
		    memcmp(a->vrij.bits, b->vrij.bits, sizeof(a->vrij.bits)) == 0;
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++)
		same = same && a->delen[i].waarde == b->delen[i].waarde &&
		       a->delen[i].neutraal == b->delen[i].neutraal &&
		       a->delen[i].bijdrage == b->delen[i].bijdrage;
	return same;
}

static void check_free(const struct paar_data *d, const struct score_uitkomst *u)
{
	const struct score_aanvraag *v = &d->aanvraag;
	for (int day = 0; day < v->venster.dagen; day++) {
		for (int k = 0; k < DAGDEEL_COUNT; k++) {
			const int32_t datum = v->venster.van + day;
			const bool want =
				u->mogelijk && opnieuw_vrij(v, &d->aanbod, SCORE_REGELS_ALLE,
						       SCORE_REGEL_COUNT, datum, (enum dagdeel)k);
			cr_assert_eq(tijdvak_set_has(&u->vrij, datum, (enum dagdeel)k), want);
		}
	}
}

Test(eigenschap, names_the_rule_that_a_plain_check_finds_and_the_same_half_days)
{
	struct toeval t = { 20261124 };
	unsigned seen[SCORE_REGEL_COUNT + 1] = { 0 };
	for (int i = 0; i < PAIRS; i++) {
		static struct paar_data d;
		paren_toeval(&d, &t);
		const struct score_uitkomst u = judge(&d, SCORE_REGELS_ALLE);
		const unsigned want = opnieuw_regel(&d.aanvraag, &d.aanbod, SCORE_REGELS_ALLE);
		cr_assert_eq((unsigned)u.regel, want, "pair %d", i);
		cr_assert_eq(u.mogelijk, want == SCORE_REGEL_COUNT);
		check_free(&d, &u);
		seen[want]++;
	}
	/* A generator that never reaches a rule would prove nothing about it. */
	for (unsigned r = 0; r <= SCORE_REGEL_COUNT; r++)
		cr_assert_gt(seen[r], 20, "rule %u: %u", r, seen[r]);
}

Test(eigenschap, makes_progress_when_the_named_rule_is_let_go)
{
	struct toeval t = { 7 };
	for (int i = 0; i < PAIRS; i++) {
		static struct paar_data d;
		paren_toeval(&d, &t);
		uint32_t regels = SCORE_REGELS_ALLE;
		struct score_uitkomst u = judge(&d, regels);
		while (!u.mogelijk) {
			const enum score_regel failed = u.regel;
			regels &= ~SCORE_REGEL_BIT(failed);
			u = judge(&d, regels);
			cr_assert(u.mogelijk || u.regel > failed, "pair %d", i);
			cr_assert_eq((unsigned)u.regel,
				opnieuw_regel(&d.aanvraag, &d.aanbod, regels), "pair %d", i);
		}
	}
}

Test(eigenschap, sums_contributions_to_the_score)
{
	struct toeval t = { 99 };
	for (int i = 0; i < PAIRS; i++) {
		static struct paar_data d;
		paren_toeval(&d, &t);
		const struct score_uitkomst u = judge(&d, SCORE_REGELS_ALLE);
		int32_t sum = 0;
		for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++) {
			cr_assert_leq(u.delen[f].waarde, SCORE_WAARDE_MAX);
			if (u.delen[f].neutraal)
				cr_assert_eq(u.delen[f].waarde, SCORE_NEUTRAAL);
			sum += u.delen[f].bijdrage;
		}
		cr_assert_eq(u.score, sum);
		cr_assert(u.score >= 0 && u.score <= SCORE_MAX);
	}
}

Test(eigenschap, values_every_factor_as_a_plain_formula_does)
{
	struct toeval t = { 17 };
	unsigned seen[SCORE_FACTOR_COUNT][2] = { { 0 } };
	for (int i = 0; i < PAIRS; i++) {
		static struct paar_data d;
		paren_toeval(&d, &t);
		const struct score_uitkomst u = judge(&d, SCORE_REGELS_ALLE);
		for (unsigned f = 0; u.mogelijk && f < SCORE_FACTOR_COUNT; f++) {
			bool neutral = false;
			const int want = opnieuw_waarde(
				&d.aanvraag, &d.aanbod, &u.vrij, (enum score_factor)f, &neutral);
			cr_assert_eq(u.delen[f].waarde, want, "pair %d factor %u: %u, not %d", i, f,
				u.delen[f].waarde, want);
			cr_assert_eq(u.delen[f].neutraal, neutral, "pair %d factor %u", i, f);
			seen[f][neutral]++;
		}
	}
	for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++) {
		cr_assert_gt(seen[f][0], 50, "factor %u: %u", f, seen[f][0]);
		cr_assert(f == SCORE_FACTOR_DATUM || seen[f][1] > 50, "factor %u", f);
	}
}

static void check_same_words(const struct paar_data *d, const struct paar_data *other)
{
	const struct score_config config = paren_config();
	static struct score_uitleg x;
	static struct score_uitleg y;
	for (unsigned taal = 0; taal < SCORE_TAAL_COUNT; taal++) {
		score_leg_uit((enum score_taal)taal, &config, &d->aanvraag, &d->aanbod, &x);
		score_leg_uit((enum score_taal)taal, &config, &other->aanvraag, &other->aanbod, &y);
		cr_assert(str_eq(x.regel, y.regel));
		for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++)
			cr_assert(str_eq(x.factoren[f], y.factoren[f]), "%.*s %.*s",
				STR_FMT(x.factoren[f]), STR_FMT(y.factoren[f]));
	}
}

Test(eigenschap, does_not_see_the_order_of_its_lists)
{
	static struct paar_data d;
	static struct paar_data other;
	struct toeval t = { 4 };
	for (int i = 0; i < PAIRS; i++) {
		paren_toeval(&d, &t);
		other = d;
		paren_koppel(&other);
		paren_schud(&other, &t);
		const struct score_uitkomst u = judge(&d, SCORE_REGELS_ALLE);
		const struct score_uitkomst w = judge(&other, SCORE_REGELS_ALLE);
		cr_assert(same_outcome(&u, &w), "pair %d", i);
		if (i % 8 == 0)
			check_same_words(&d, &other);
	}
}

/* Whole, with all that it promised, in a form that goes into JSON as it is, and short enough. */
static void check_sentence(struct arena *a, struct str said)
{
	const struct str zin = str_dup(a, said);
	cr_assert_eq(zin.ptr[zin.len - 1], '.', "%s", zin.ptr);
	cr_assert_null(strpbrk(zin.ptr, "\"\\\n"), "%s", zin.ptr);
	cr_assert_null(strstr(zin.ptr, "(null)"), "%s", zin.ptr);
	cr_assert(isalnum((unsigned char)zin.ptr[0]) || (unsigned char)zin.ptr[0] >= 0x80);
	for (const char *p = strchr(zin.ptr, '%'); p != NULL; p = strchr(p + 1, '%'))
		cr_assert(p > zin.ptr && isdigit((unsigned char)p[-1]), "%s", zin.ptr);
	cr_assert_leq(zin.len, (size_t)SCORE_ZIN_MAX, "%s", zin.ptr);
}

Test(eigenschap, explains_every_outcome_in_whole_sentences)
{
	struct toeval t = { 5 };
	for (int i = 0; i < PAIRS / 4; i++) {
		static struct paar_data d;
		paren_toeval(&d, &t);
		struct arena a;
		arena_init(&a, 1 << 20);
		const struct score_config config = paren_config();
		static struct score_uitleg u[SCORE_TAAL_COUNT];
		for (unsigned taal = 0; taal < SCORE_TAAL_COUNT; taal++)
			score_leg_uit(
				(enum score_taal)taal, &config, &d.aanvraag, &d.aanbod, &u[taal]);
		for (unsigned k = 0; k <= SCORE_FACTOR_COUNT; k++) {
			const bool is_rule = k == SCORE_FACTOR_COUNT;
			const bool shown = u[0].uitkomst.mogelijk != is_rule;
			for (unsigned taal = 0; taal < SCORE_TAAL_COUNT; taal++) {
				const struct str zin =
					is_rule ? u[taal].regel : u[taal].factoren[k];
				cr_assert_eq(zin.ptr != NULL, shown);
				if (shown)
					check_sentence(&a, zin);
			}
			if (shown)
				cr_assert_not(is_rule ? str_eq(u[0].regel, u[1].regel)
						      : str_eq(u[0].factoren[k], u[1].factoren[k]));
		}
		arena_fini(&a);
	}
}

static bool improve_wish(struct paar_data *d, struct toeval *t)
{
	struct score_wensen *w = &d->aanvraag.wensen;
	if (w->talen != 0 && d->aanbod.talen != 0)
		d->aanbod.talen = (uint8_t)(d->aanbod.talen | w->talen);
	if (w->dagdelen != 0)
		w->dagdelen = (uint16_t)(w->dagdelen | 1u << toeval_below(t, DAGDEEL_WEEK_COUNT));
	d->aanbod.ambassadeur = d->aanbod.ambassadeur || w->ambassadeur;
	return w->talen != 0 || w->dagdelen != 0 || w->ambassadeur;
}

/* The same, for what is known of the supplier. */
static bool improve_supplier(struct paar_data *d, struct toeval *t, enum score_factor factor)
{
	struct score_aanvraag *v = &d->aanvraag;
	struct score_aanbod *b = &d->aanbod;
	switch (factor) {
	case SCORE_FACTOR_NORM: return v->norm_tekort >= 0 && v->norm_tekort++ < 5;
	case SCORE_FACTOR_VERTROUWD:
		if (v->voorkeur == SCORE_VOORKEUR_GEEN || v->relatie_count == 0)
			return false;
		for (size_t i = 0; i < v->relatie_count; i++) {
			uint16_t *keren = &d->relaties[i].keren;
			*keren = v->voorkeur == SCORE_VOORKEUR_NIEUW ? *keren / 2 : *keren + 1;
		}
		return true;
	case SCORE_FACTOR_KWALITEIT:
		b->kwaliteit.som += SCORE_CIJFER_MAX;
		return b->kwaliteit.aantal++ > 0;
	case SCORE_FACTOR_REACTIE: b->reactie.som++; return b->reactie.aantal++ > 0;
	case SCORE_FACTOR_AMBASSADEUR:
		if (b->leeftijd != 0 && v->leeftijd_min != 0)
			b->leeftijd = (uint8_t)((b->leeftijd + v->leeftijd_min) / 2);
		if (b->opleiding != 0)
			b->opleiding |= UINT64_C(1) << toeval_below(t, NIVEAU_COUNT);
		b->ambassadeur = true;
		return true;
	default: return improve_wish(d, t);
	}
}

/* Makes one thing better for the aanbod; false when this pair has no room for it. */
static bool improve(struct paar_data *d, struct toeval *t, enum score_factor factor)
{
	struct score_aanbod *b = &d->aanbod;
	switch (factor) {
	case SCORE_FACTOR_THEMA:
		if (b->thema_count == 0 || d->aanvraag.thema_count == 0)
			return false;
		d->geboden[b->thema_count++] =
			d->gevraagd[toeval_below(t, d->aanvraag.thema_count)];
		return true;
	case SCORE_FACTOR_NIVEAU: {
		const uint64_t fewer = (b->niveaus & toeval_next(t)) | d->aanvraag.niveau;
		if (b->niveaus == 0 || d->aanvraag.niveau == 0)
			return false;
		b->niveaus = fewer;
		return true;
	}
	case SCORE_FACTOR_DATUM:
		b->uitzondering_count /= 2;
		b->boeking_count /= 2;
		b->bezetting_count /= 2;
		b->geldig_tot = SCORE_DATUM_ALTIJD;
		return true;
	case SCORE_FACTOR_REIS:
		if (!b->plaats.bekend || !d->aanvraag.plaats.bekend)
			return false;
		b->verblijf_count = 0; /* it may be further from where the person is */
		b->plaats.x_m = (b->plaats.x_m + d->aanvraag.plaats.x_m) / 2;
		return true;
	case SCORE_FACTOR_KRING:
		b->kring = b->kring == SCORE_KRING_ANDERE ? SCORE_KRING_GEEN : SCORE_KRING_BEDIENT;
		return true;
	case SCORE_FACTOR_BELASTING:
		if (b->houder_count == 0)
			return false;
		for (size_t i = 0; i < d->houders[0].schooljaar_count; i++)
			d->jaren[0][i].aantal /= 2;
		return true;
	case SCORE_FACTOR_BEHOEFTE:
		if (d->aanvraag.behoefte < 1)
			return false;
		d->aanvraag.behoefte--;
		return true;
	default: return improve_supplier(d, t, factor);
	}
}

Test(eigenschap, never_scores_lower_when_one_thing_is_better)
{
	struct toeval t = { 31 };
	unsigned tried[SCORE_FACTOR_COUNT] = { 0 };
	static struct paar_data d;
	static struct paar_data better;
	for (int i = 0; i < PAIRS * 2; i++) {
		paren_toeval(&d, &t);
		const struct score_uitkomst u = judge(&d, SCORE_REGELS_ALLE);
		if (!u.mogelijk)
			continue;
		const enum score_factor factor =
			(enum score_factor)toeval_below(&t, SCORE_FACTOR_COUNT);
		better = d;
		paren_koppel(&better);
		if (!improve(&better, &t, factor))
			continue;
		const struct score_uitkomst w = judge(&better, SCORE_REGELS_ALLE);
		cr_assert(w.mogelijk);
		cr_assert_geq(w.score, u.score, "pair %d factor %d", i, factor);
		const struct score_rang before = { .id = u.id, .score = u.score };
		const struct score_rang after = { .id = w.id, .score = w.score };
		cr_assert_leq(score_rang_cmp(&after, &before), 0);
		tried[factor]++;
	}
	for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++)
		cr_assert_gt(tried[f], 50, "factor %u: %u", f, tried[f]);
}

#define OFFERS 300

static int compare(const void *a, const void *b)
{
	return score_rang_cmp(a, b);
}

/* Everything judged, everything sorted. */
static size_t rank_all(const struct score_config *config, const struct score_aanvraag *v,
	const struct score_aanbod *offers, uint64_t loting[], struct score_rang *ret_rangen)
{
	size_t n = 0;
	for (uint32_t i = 0; i < OFFERS; i++) {
		struct score_uitkomst u;
		score_beoordeel(config, v, &offers[i], &u);
		if (u.mogelijk)
			ret_rangen[n++] = (struct score_rang){ u.id, u.score, i, loting[i] };
	}
	qsort(ret_rangen, n, sizeof(*ret_rangen), compare);
	return n;
}

static void check_ranking(const struct score_config *config, const struct score_aanvraag *v,
	const struct score_aanbod *offers, size_t k)
{
	static struct score_rang rangen[OFFERS];
	static struct score_rang oracle[OFFERS];
	/* What lot each offer draws is the engine's own affair; that it decides is checked. */
	static uint64_t loting[OFFERS];
	size_t count = 0;
	score_rangschik(config, v, offers, OFFERS, OFFERS, rangen, &count);
	for (size_t i = 0; i < count; i++)
		loting[rangen[i].index] = rangen[i].loting;
	const size_t all = rank_all(config, v, offers, loting, oracle);
	cr_assert_eq(count, all);
	score_rangschik(config, v, offers, OFFERS, k, rangen, &count);
	cr_assert_eq(count, all < k ? all : k);
	for (size_t i = 0; i < count; i++) {
		cr_assert(uuid_eq(rangen[i].id, oracle[i].id), "place %zu of %zu", i, count);
		cr_assert_eq(rangen[i].score, oracle[i].score);
		cr_assert_eq(rangen[i].index, oracle[i].index);
	}
}

Test(eigenschap, ranks_as_judging_and_sorting_everything_does_in_any_order_of_offers)
{
	static struct paar_data data[OFFERS];
	static struct score_aanbod offers[OFFERS];
	struct toeval t = { 12 };
	for (int round = 0; round < 40; round++) {
		for (int i = 0; i < OFFERS; i++) {
			paren_toeval(&data[i], &t);
			offers[i] = data[i].aanbod;
			if (i % 3 == 0)
				offers[i] = offers[i / 2]; /* equal scores, other ids */
			offers[i].id = data[i].aanbod.id;
		}
		static struct paar_data wide;
		paren_toeval(&wide, &t);
		wide.aanvraag.thema_vereist = wide.aanvraag.vog_vereist = false;
		struct score_config config = paren_config();
		config.seed = (uint64_t)(round % 2) * 77;
		check_ranking(&config, &wide.aanvraag, offers, 1 + (size_t)round);
		struct score_rang first[20];
		struct score_rang second[20];
		size_t n = 0;
		size_t m = 0;
		score_rangschik(&config, &wide.aanvraag, offers, OFFERS, 20, first, &n);
		for (int i = OFFERS; i > 1; i--) {
			const unsigned j = toeval_below(&t, (unsigned)i);
			const struct score_aanbod spare = offers[i - 1];
			offers[i - 1] = offers[j];
			offers[j] = spare;
		}
		score_rangschik(&config, &wide.aanvraag, offers, OFFERS, 20, second, &m);
		cr_assert_eq(n, m);
		for (size_t i = 0; i < n; i++)
			cr_assert(uuid_eq(first[i].id, second[i].id) &&
				  first[i].score == second[i].score);
	}
}

Test(eigenschap, counts_why_nobody_as_trying_every_rule_does)
{
	static struct paar_data data[OFFERS];
	static struct score_aanbod offers[OFFERS];
	struct toeval t = { 13 };
	for (int round = 0; round < 20; round++) {
		for (int i = 0; i < OFFERS; i++) {
			paren_toeval(&data[i], &t);
			offers[i] = data[i].aanbod;
		}
		const struct score_aanvraag *v = &data[0].aanvraag;
		const struct score_config config = paren_config();
		struct score_niemand n;
		score_waarom_niemand(&config, v, offers, OFFERS, &n);
		struct score_niemand want = { .bekeken = OFFERS };
		for (int i = 0; i < OFFERS; i++) {
			const unsigned r = opnieuw_regel(v, &offers[i], SCORE_REGELS_ALLE);
			if (r == SCORE_REGEL_COUNT) {
				want.mogelijk++;
				continue;
			}
			want.eerste[r]++;
			for (unsigned k = 0; k < SCORE_REGEL_COUNT; k++)
				want.enige[k] += opnieuw_regel(v, &offers[i],
							 SCORE_REGELS_ALLE & ~SCORE_REGEL_BIT(k)) ==
						 SCORE_REGEL_COUNT;
		}
		cr_assert_arr_eq(&n, &want, sizeof(n));
	}
}
