/* What is missing of a request, and what would help: which hints, and in which order. */
#include "score/volledig.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/buf.h"
#include "paren.h"
#include "score/uitleg.h"

static const struct score_woorden all_words = { true, true, true, false };

/* Everything is said, and the times are ranked. */
static struct paar_data whole(void)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.optie_count = 1;
	return d;
}

static void check_hints(const struct score_aanvraag *a, const struct score_woorden *w,
	const struct score_niemand *n, const char *codes)
{
	struct score_raadgeving hints[SCORE_HINT_COUNT];
	struct buf seen = { .max_bytes = 400 };
	const unsigned count = score_volledig(a, w, n, hints);
	for (unsigned i = 0; i < count; i++) {
		buf_addf(&seen, " %s", score_hint_table[hints[i].hint].code);
		const enum score_regel regel = score_hint_table[hints[i].hint].regel;
		cr_assert_eq(hints[i].aantal, regel == SCORE_REGEL_COUNT ? 0 : n->enige[regel]);
	}
	cr_assert(str_eq(buf_str(&seen), str_from(codes)), "%.*s", STR_FMT(buf_str(&seen)));
	buf_fini(&seen);
}

Test(volledig, asks_nothing_more_of_who_said_everything)
{
	const struct paar_data d = whole();
	check_hints(&d.aanvraag, &all_words, &(struct score_niemand){ .mogelijk = 9 }, "");
	check_hints(&d.aanvraag, &all_words, &(struct score_niemand){ 0 }, "");
}

Test(volledig, asks_for_each_word_that_is_not_there)
{
	struct paar_data d = whole();
	const struct score_niemand n = { .mogelijk = 9 };
	check_hints(&d.aanvraag, &(struct score_woorden){ 0 }, &n, " leerdoel voorkennis vervolg");
	d.aanvraag.thema_count = 0;
	d.aanvraag.optie_count = 0;
	check_hints(&d.aanvraag, &(struct score_woorden){ .voorkennis = true }, &n,
		" themas leerdoel tijdopties vervolg");
	check_hints(&d.aanvraag, &(struct score_woorden){ .voorbij = true, .leerdoel = true }, &n,
		" periode themas voorkennis tijdopties vervolg");
}

Test(volledig, asks_for_age_and_qualification_where_somebody_works)
{
	struct paar_data d = whole();
	const struct score_niemand n = { .mogelijk = 9 };
	d.aanvraag.soort = SOORT_STAGE;
	check_hints(&d.aanvraag, &all_words, &n, " leeftijd");
	d.aanvraag.niveau = UINT64_C(1) << 44;
	check_hints(&d.aanvraag, &all_words, &n, " crebo leeftijd");
	d.aanvraag.crebo = 25000;
	d.aanvraag.leeftijd_min = 16;
	check_hints(&d.aanvraag, &all_words, &n, "");
}

/* Some offers each that only this rule stops. */
static struct score_niemand stopped(uint32_t mogelijk)
{
	struct score_niemand n = { .mogelijk = mogelijk };
	n.enige[SCORE_REGEL_TIJDVAK] = 2;
	n.enige[SCORE_REGEL_AFSTAND] = 7;
	n.enige[SCORE_REGEL_TAAL] = 2;
	n.enige[SCORE_REGEL_VOG] = 40;
	return n;
}

Test(volledig, puts_what_brings_most_candidates_first_while_there_are_few)
{
	struct paar_data d = whole();
	const struct score_woorden some = { .leerdoel = true, .vervolg = true };
	for (uint32_t mogelijk = 0; mogelijk < SCORE_GENOEG; mogelijk++) {
		const struct score_niemand n = stopped(mogelijk);
		check_hints(&d.aanvraag, &some, &n, " afstand tijdvak taal voorkennis");
	}
	const struct score_niemand n = stopped(SCORE_GENOEG);
	check_hints(&d.aanvraag, &some, &n, " voorkennis afstand tijdvak taal");
}

Test(volledig, advises_only_what_the_school_asks_itself)
{
	struct paar_data d = whole();
	struct score_niemand n = { 0 };
	n.enige[SCORE_REGEL_THEMA] = 1;
	n.enige[SCORE_REGEL_AFSTAND] = 1;
	n.enige[SCORE_REGEL_WACHTTIJD] = 1;
	d.aanvraag.online_toegestaan = true;
	d.aanvraag.max_afstand_m = 0;
	check_hints(&d.aanvraag, &all_words, &n, "");
	d.aanvraag.thema_vereist = true;
	d.aanvraag.max_afstand_m = 5000;
	d.aanvraag.wachttijd_dagen = 7;
	check_hints(&d.aanvraag, &all_words, &n, " thema-vereist afstand wachttijd");
}

/* The rules that are never offered (safety, the law, a refusal, a booking) are in no hint. */
Test(volledig, lets_go_of_nothing_that_is_never_offered)
{
	for (unsigned i = 0; i < SCORE_HINT_COUNT; i++) {
		const struct score_hint_rij *rij = &score_hint_table[i];
		cr_assert(rij->code != NULL && rij->nl != NULL && rij->en != NULL);
		cr_assert(strlen(rij->nl) <= SCORE_ZIN_MAX && strlen(rij->en) <= SCORE_ZIN_MAX);
		cr_assert(
			rij->veld[0] == '/' && strchr("?.", rij->nl[strlen(rij->nl) - 1]) != NULL);
		if (rij->regel != SCORE_REGEL_COUNT)
			cr_assert(score_regel_table[rij->regel].kosten > 0, "%s", rij->code);
	}
}
