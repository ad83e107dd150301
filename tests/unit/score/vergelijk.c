/* Why one candidate stands below another. And the sentences of the tables: all there, all plain. */
#include "score/vergelijk.h"

#include <criterion/criterion.h>
#include <string.h>

#include "paren.h"

static struct arena arena;

static void open_arena(void)
{
	arena_init(&arena, 4 << 20);
}

static void close_arena(void)
{
	arena_fini(&arena);
}

TestSuite(vergelijk, .init = open_arena, .fini = close_arena);

static struct score_uitkomst with_parts(int32_t thema, int32_t reis)
{
	struct score_uitkomst u = { .mogelijk = true, .score = thema + reis };
	u.delen[SCORE_FACTOR_THEMA].bijdrage = thema;
	u.delen[SCORE_FACTOR_REIS].bijdrage = reis;
	return u;
}

static void check_sentence(int32_t verschil, const char *nl, const char *en)
{
	const struct score_uitkomst low = with_parts(verschil < 0 ? 0 : verschil, 0);
	const struct score_uitkomst best = with_parts(verschil < 0 ? -verschil : 0, 0);
	struct score_vergelijking v;
	struct score_vergelijking english;
	score_vergelijk(&arena, SCORE_TAAL_NL, &low, &best, &v);
	score_vergelijk(&arena, SCORE_TAAL_EN, &low, &best, &english);
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++) {
		if (v.factoren[i].factor != SCORE_FACTOR_THEMA)
			continue;
		cr_assert_eq(v.factoren[i].verschil, verschil);
		cr_assert_str_eq(v.factoren[i].zin.ptr, nl);
		cr_assert_str_eq(english.factoren[i].zin.ptr, en);
	}
}

Test(vergelijk, names_where_it_loses_most_first_and_where_it_wins_last)
{
	const struct score_uitkomst low = with_parts(20000, 12000);
	const struct score_uitkomst best = with_parts(30000, 11000);
	struct score_vergelijking v;
	score_vergelijk(&arena, SCORE_TAAL_NL, &low, &best, &v);
	cr_assert_eq(v.verschil, -9000);
	cr_assert_eq(v.factoren[0].factor, SCORE_FACTOR_THEMA);
	cr_assert_eq(v.factoren[0].verschil, -10000);
	cr_assert_eq(v.factoren[SCORE_FACTOR_COUNT - 1].factor, SCORE_FACTOR_REIS);
	cr_assert_eq(v.factoren[SCORE_FACTOR_COUNT - 1].verschil, 1000);
	for (unsigned i = 2; i < SCORE_FACTOR_COUNT - 1; i++)
		cr_assert_lt(v.factoren[i - 1].factor, v.factoren[i].factor);
}

Test(vergelijk, writes_the_points_as_people_do)
{
	check_sentence(-1, "Op thema krijgt dit aanbod 1 punt minder dan de beste.",
		"On topic this offer gets 1 point less than the best.");
	check_sentence(-2, "Op thema krijgt dit aanbod 2 punten minder dan de beste.",
		"On topic this offer gets 2 points less than the best.");
	check_sentence(9999, "Op thema krijgt dit aanbod 9999 punten meer dan de beste.",
		"On topic this offer gets 9999 points more than the best.");
	check_sentence(10000, "Op thema krijgt dit aanbod 10.000 punten meer dan de beste.",
		"On topic this offer gets 10,000 points more than the best.");
	check_sentence(0, "Op thema krijgt dit aanbod evenveel als de beste.",
		"On topic this offer gets as much as the best.");
}

Test(vergelijk, adds_up_to_the_difference_of_the_scores)
{
	const struct score_config config = paren_config();
	struct toeval t = { 41 };
	unsigned compared = 0;
	for (int round = 0; round < 20000; round++) {
		static struct paar_data one;
		static struct paar_data other;
		paren_toeval(&one, &t);
		paren_toeval(&other, &t);
		other.aanbod.soort = one.aanvraag.soort;
		one.aanbod.soort = one.aanvraag.soort;
		struct score_uitkomst a;
		struct score_uitkomst b;
		score_beoordeel(&config, &one.aanvraag, &one.aanbod, &a);
		score_beoordeel(&config, &one.aanvraag, &other.aanbod, &b);
		int32_t sum = 0;
		for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++)
			sum += a.delen[i].bijdrage;
		cr_assert_eq(sum, a.score);
		if (!a.mogelijk || !b.mogelijk)
			continue;
		struct score_vergelijking v;
		score_vergelijk(&arena, SCORE_TAAL_NL, &a, &b, &v);
		sum = 0;
		for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++)
			sum += v.factoren[i].verschil;
		cr_assert_eq(sum, v.verschil);
		cr_assert_eq(v.verschil, a.score - b.score);
		compared++;
		arena_reset(&arena);
	}
	cr_assert_gt(compared, 50, "%u", compared);
}

/* ---- the sentences of the tables ---- */

static void check_text(const char *code, const char *nl, const char *en)
{
	cr_assert(nl != NULL && en != NULL && strlen(nl) > 3 && strlen(en) > 3, "%s", code);
	cr_assert_null(strchr(nl, '\n'), "%s", code);
	cr_assert_null(strchr(en, '\n'), "%s", code);
}

Test(vergelijk, has_a_sentence_in_both_languages_for_each_rule_and_its_advice)
{
	for (unsigned i = 0; i < SCORE_REGEL_COUNT; i++) {
		const struct score_regel_rij *r = &score_regel_table[i];
		check_text(r->code, r->nl, r->en);
		cr_assert_str_neq(r->nl, r->en);
		cr_assert_not_null(r->zin, "%s", r->code);
		cr_assert_eq(r->kosten > 0, r->raad != NULL, "%s", r->code);
		cr_assert_eq(r->kosten > 0, r->stap != NULL, "%s", r->code);
		for (unsigned k = 0; k < i; k++)
			cr_assert_str_neq(score_regel_table[k].nl, r->nl);
	}
}

Test(vergelijk, has_a_name_in_both_languages_and_a_sentence_for_each_factor)
{
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++) {
		const struct score_factor_rij *f = &score_factor_table[i];
		check_text(f->code, f->nl, f->en);
		cr_assert_not_null(f->zin, "%s", f->code);
		for (unsigned k = 0; k < i; k++)
			cr_assert_str_neq(score_factor_table[k].nl, f->nl);
	}
}
