/* Every factor at the borders of its formula. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/date.h"
#include "domain/niveau.h"
#include "paren.h"

static struct score_deel value(struct paar_data *d, enum score_factor factor)
{
	const struct score_config config = paren_config();
	struct score_uitkomst u;
	paren_koppel(d);
	score_beoordeel(&config, &d->aanvraag, &d->aanbod, &u);
	cr_assert(u.mogelijk, "%s", score_regel_table[u.regel % SCORE_REGEL_COUNT].code);
	return u.delen[factor];
}

static void check(struct paar_data *d, enum score_factor factor, unsigned waarde)
{
	const struct score_deel deel = value(d, factor);
	cr_assert_eq(deel.waarde, waarde, "%u", deel.waarde);
	cr_assert_not(deel.neutraal);
}

static void check_neutral(struct paar_data *d, enum score_factor factor)
{
	const struct score_deel deel = value(d, factor);
	cr_assert_eq(deel.waarde, SCORE_NEUTRAAL);
	cr_assert(deel.neutraal);
}

Test(factor, has_a_code_and_two_names_for_each_and_finds_it_by_code)
{
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++) {
		const struct score_factor_rij *row = &score_factor_table[i];
		enum score_factor factor = SCORE_FACTOR_COUNT;
		cr_assert_eq(score_factor_from_code(str_from(row->code), &factor), ERR_OK);
		cr_assert_eq(factor, i);
		cr_assert_gt(strlen(row->nl), 0);
		cr_assert_gt(strlen(row->en), 0);
	}
	enum score_factor factor;
	cr_assert_eq(score_factor_from_code(STR("geluk"), &factor), ERR_INVALID);
}

Test(factor, begins_with_weights_that_sum_to_a_thousand)
{
	for (unsigned i = 0; i < SOORT_COUNT; i++)
		cr_assert_eq(score_gewichten_check(&score_gewichten_begin[i]), ERR_OK);
	struct score_gewichten g = score_gewichten_begin[0];
	g.gewicht[0]++;
	cr_assert_eq(score_gewichten_check(&g), ERR_INVALID);
	g.gewicht[0] = (uint16_t)(g.gewicht[0] - 2);
	cr_assert_eq(score_gewichten_check(&g), ERR_INVALID);
}

Test(factor, averages_the_best_nearness_over_the_asked_topics)
{
	struct paar_data d;
	paren_goed(&d);
	check(&d, SCORE_FACTOR_THEMA, 1000);
	d.geboden[0] = 4;
	check(&d, SCORE_FACTOR_THEMA, 500);
	d.geboden[1] = 1;
	d.aanbod.thema_count = 2;
	check(&d, SCORE_FACTOR_THEMA, 700);
	d.gevraagd[1] = 8;
	d.aanvraag.thema_count = 2;
	check(&d, SCORE_FACTOR_THEMA, 350);
	d.gevraagd[2] = 4;
	d.aanvraag.thema_count = 3;
	check(&d, SCORE_FACTOR_THEMA, 566);
}

Test(factor, is_neutral_about_topics_that_one_side_does_not_name)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.thema_count = 0;
	check_neutral(&d, SCORE_FACTOR_THEMA);
	paren_goed(&d);
	d.aanvraag.thema_count = 0;
	check_neutral(&d, SCORE_FACTOR_THEMA);
}

Test(factor, prefers_what_is_made_for_the_level)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.niveaus = UINT64_C(1) << 6;
	check(&d, SCORE_FACTOR_NIVEAU, 1000);
	d.aanbod.niveaus = UINT64_C(3) << 6;
	check(&d, SCORE_FACTOR_NIVEAU, 943);
	d.aanbod.niveaus = 0xff;
	check(&d, SCORE_FACTOR_NIVEAU, 600);
	d.aanbod.niveaus = 0xff | niveau_of_sector(NIVEAU_SECTOR_VO);
	check(&d, SCORE_FACTOR_NIVEAU, 500);
	d.aanbod.niveaus = NIVEAU_ALLE;
	check(&d, SCORE_FACTOR_NIVEAU, 200);
	d.aanbod.niveaus = 0;
	check_neutral(&d, SCORE_FACTOR_NIVEAU);
	d.aanvraag.niveau = 0;
	check_neutral(&d, SCORE_FACTOR_NIVEAU);
}

Test(factor, counts_common_half_days_up_to_three)
{
	static const unsigned values[] = { 400, 700, 1000, 1000 };
	for (unsigned i = 0; i < 4; i++) {
		struct paar_data d;
		paren_goed(&d);
		d.aanbod.geldig_tot = PAREN_MAANDAG + 1;
		d.uitzonderingen[0] = (struct tijdvak_dag){ PAREN_MAANDAG, TIJDVAK_DAG_ALLE };
		d.uitzonderingen[1] = (struct tijdvak_dag){ PAREN_MAANDAG + 1, 1 };
		d.aanbod.uitzondering_count = 2;
		if (i >= 1)
			d.uitzonderingen[1].dagdelen = 0;
		if (i >= 2)
			d.uitzonderingen[0].dagdelen = 1;
		if (i >= 3)
			d.uitzonderingen[0].dagdelen = 0;
		check(&d, SCORE_FACTOR_DATUM, values[i]);
	}
}

static void check_travel(int32_t afstand_m, int32_t limiet_m, unsigned waarde)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.plaats.x_m = d.aanvraag.plaats.x_m + afstand_m;
	d.aanbod.reisafstand_m = limiet_m;
	check(&d, SCORE_FACTOR_REIS, waarde);
}

Test(factor, lets_travel_go_down_from_one_kilometre_to_the_limit)
{
	check_travel(0, 20000, 1000);
	check_travel(1000, 20000, 1000);
	check_travel(1019, 20000, 999);
	check_travel(10500, 20000, 500);
	check_travel(20000, 20000, 0);
	check_travel(25500, 0, 500);
	check_travel(50000, 0, 0);
	check_travel(200000, 0, 0);
	check_travel(500, 500, 1000);
	check_travel(1000, 1000, 1000);
}

Test(factor, takes_the_smaller_of_the_two_limits_for_travel)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.max_afstand_m = 19000;
	check(&d, SCORE_FACTOR_REIS, 500);
	d.aanbod.reisafstand_m = 0;
	check(&d, SCORE_FACTOR_REIS, 500);
}

Test(factor, gives_online_at_least_its_fixed_value)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.online_toegestaan = true;
	d.aanbod.online = true;
	check(&d, SCORE_FACTOR_REIS, 700);
	d.aanbod.plaats.x_m = d.aanvraag.plaats.x_m + 800;
	check(&d, SCORE_FACTOR_REIS, 1000);
	d.aanbod.reisafstand_m = 700; /* near, but further than accepted */
	check(&d, SCORE_FACTOR_REIS, 700);
	d.aanbod.plaats.bekend = false;
	check(&d, SCORE_FACTOR_REIS, 700);
	d.aanbod.online = false;
	check_neutral(&d, SCORE_FACTOR_REIS);
}

Test(factor, values_the_circle_that_serves_the_school)
{
	struct paar_data d;
	paren_goed(&d);
	check_neutral(&d, SCORE_FACTOR_KRING);
	d.aanbod.kring = SCORE_KRING_BEDIENT;
	check(&d, SCORE_FACTOR_KRING, 1000);
	d.aanbod.kring = SCORE_KRING_ANDERE;
	check(&d, SCORE_FACTOR_KRING, 300);
}

Test(factor, spares_who_has_done_much_already)
{
	struct paar_data d;
	paren_goed(&d);
	check_neutral(&d, SCORE_FACTOR_BELASTING);
	d.aanbod.houder_count = 1;
	check(&d, SCORE_FACTOR_BELASTING, 1000);
	d.houders[0].schooljaar_count = 1;
	d.jaren[0][0] = (struct score_gebruik){ 2026, 2 };
	check(&d, SCORE_FACTOR_BELASTING, 333);
	d.houders[0].max_per_schooljaar = 3;
	check(&d, SCORE_FACTOR_BELASTING, 334);
	d.houders[0].max_per_schooljaar = 10;
	check(&d, SCORE_FACTOR_BELASTING, 800);
	d.jaren[0][0].periode = 2025;
	check(&d, SCORE_FACTOR_BELASTING, 1000);
	d.jaren[0][0].periode = 2026;
	d.aanbod.houder_count = 2;
	d.houders[1] = (struct score_houder){ .schooljaar_count = 1 };
	d.jaren[1][0] = (struct score_gebruik){ 2026, 1 };
	check(&d, SCORE_FACTOR_BELASTING, 500);
}

Test(factor, looks_at_the_school_year_in_which_the_load_is_best)
{
	struct paar_data d;
	paren_goed(&d);
	const int32_t van = date_from_civil(2027, 7, 31); /* a Saturday */
	cr_assert_eq(score_aanvraag_venster(&d.aanvraag, van - 1, van + 2, DAGDEEL_WEEK_SCHOOLDAG),
		ERR_OK);
	d.aanbod.houder_count = 1;
	d.houders[0].schooljaar_count = 1;
	d.jaren[0][0] = (struct score_gebruik){ 2026, 4 };
	check(&d, SCORE_FACTOR_BELASTING, 1000);
	d.aanbod.geldig_tot = van;
	check(&d, SCORE_FACTOR_BELASTING, 200);
}

Test(factor, puts_schools_that_had_little_first)
{
	static const unsigned values[] = { 1000, 700, 500, 300, 300 };
	struct paar_data d;
	paren_goed(&d);
	for (int16_t i = 0; i < 5; i++) {
		d.aanvraag.behoefte = i;
		check(&d, SCORE_FACTOR_BEHOEFTE, values[i]);
	}
	d.aanvraag.behoefte = -1;
	check_neutral(&d, SCORE_FACTOR_BEHOEFTE);
}

Test(factor, gives_nothing_for_another_sector_when_the_rule_is_let_go)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.niveaus = niveau_of_sector(NIVEAU_SECTOR_MBO);
	struct score_config config = paren_config();
	config.regels &= ~SCORE_REGEL_BIT(SCORE_REGEL_NIVEAU);
	struct score_uitkomst u;
	score_beoordeel(&config, &d.aanvraag, &d.aanbod, &u);
	cr_assert(u.mogelijk);
	cr_assert_eq(u.delen[SCORE_FACTOR_NIVEAU].waarde, 0);
}

Test(factor, reaches_the_highest_score_and_not_more)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.niveaus = UINT64_C(1) << 6;
	d.aanbod.plaats = d.aanvraag.plaats;
	d.aanbod.kring = SCORE_KRING_BEDIENT;
	d.aanbod.houder_count = 1;
	const struct score_config config = paren_config();
	struct score_uitkomst u;
	score_beoordeel(&config, &d.aanvraag, &d.aanbod, &u);
	cr_assert_eq(u.score, SCORE_MAX);
}
