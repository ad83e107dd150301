/* Every factor at the borders of its formula. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/date.h"
#include "domain/niveau.h"
#include "domain/taal.h"
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
	for (unsigned i = 0; i < SOORT_COUNT; i++) {
		cr_assert_eq(score_gewichten_check(&score_gewichten_begin[i]), ERR_OK);
		cr_assert_eq(score_gewichten_check(&score_gewichten_tweede[i]), ERR_OK);
	}
	struct score_gewichten g = score_gewichten_begin[0];
	g.gewicht[0]++;
	cr_assert_eq(score_gewichten_check(&g), ERR_INVALID);
	g.gewicht[0] = (uint16_t)(g.gewicht[0] - 2);
	cr_assert_eq(score_gewichten_check(&g), ERR_INVALID);
}

Test(factor, keeps_the_first_version_blind_for_what_came_later)
{
	struct paar_data d;
	paren_goed(&d);
	struct score_config config = paren_config();
	config.gewichten = score_gewichten_begin[SOORT_GASTLES];
	struct score_uitkomst before;
	score_beoordeel(&config, &d.aanvraag, &d.aanbod, &before);
	d.aanvraag.norm_tekort = 4;
	d.aanvraag.voorkeur = SCORE_VOORKEUR_NIEUW;
	d.aanvraag.wensen.ambassadeur = true;
	d.aanbod.ambassadeur = true;
	d.aanbod.opleiding = d.aanvraag.niveau;
	d.aanbod.kwaliteit = (struct score_telling){ 500, 1 };
	d.aanbod.reactie = (struct score_telling){ 1, 1 };
	struct score_uitkomst after;
	score_beoordeel(&config, &d.aanvraag, &d.aanbod, &after);
	cr_assert_eq(after.score, before.score);
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

/* Two school weeks from a Monday, all of them free. */
Test(factor, looks_at_ranked_times_rather_than_at_how_many_there_are)
{
	struct paar_data d;
	paren_goed(&d);
	const uint16_t monday_morning = 1;
	const struct score_optie past = { PAREN_MAANDAG - 7, PAREN_MAANDAG - 1, DAGDEEL_WEEK_ALLE };
	const struct score_optie monday = { PAREN_MAANDAG + 1, PAREN_MAANDAG + 7, monday_morning };
	for (size_t i = 0; i < SCORE_OPTIES_MAX; i++)
		d.opties[i] = past;
	for (size_t i = SCORE_OPTIES_MAX; i > 0; i--) {
		d.aanvraag.optie_count = SCORE_OPTIES_MAX;
		check(&d, SCORE_FACTOR_DATUM, i < SCORE_OPTIES_MAX ? 1000 - 200 * (unsigned)i : 0);
		d.opties[i - 1] = monday;
	}
	check(&d, SCORE_FACTOR_DATUM, 1000);
	d.uitzonderingen[0] = (struct tijdvak_dag){ PAREN_MAANDAG + 7, 1 };
	d.aanbod.uitzondering_count = 1;
	check(&d, SCORE_FACTOR_DATUM, 0);
	d.aanvraag.optie_count = 0;
	check(&d, SCORE_FACTOR_DATUM, 1000);
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

Test(factor, rises_with_what_the_class_misses_of_its_norm)
{
	static const unsigned values[] = { 300, 625, 750, 875, 1000, 1000 };
	struct paar_data d;
	paren_goed(&d);
	check_neutral(&d, SCORE_FACTOR_NORM);
	for (int16_t i = 0; i < 6; i++) {
		d.aanvraag.norm_tekort = i;
		check(&d, SCORE_FACTOR_NORM, values[i]);
	}
}

Test(factor, follows_the_choice_of_the_school_between_familiar_and_new)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.relatie_count = 2;
	d.relaties[0] = (struct score_relatie){ .houder = paren_houder(0), .keren = 1 };
	d.relaties[1] = (struct score_relatie){ .houder = paren_houder(4), .keren = 3 };
	check_neutral(&d, SCORE_FACTOR_VERTROUWD);
	d.aanvraag.voorkeur = SCORE_VOORKEUR_VERTROUWD;
	check(&d, SCORE_FACTOR_VERTROUWD, 750);
	d.aanvraag.voorkeur = SCORE_VOORKEUR_NIEUW;
	check(&d, SCORE_FACTOR_VERTROUWD, 250);
	d.aanbod.bedrijf_id = paren_houder(5);
	check(&d, SCORE_FACTOR_VERTROUWD, 500);
	d.aanbod.vrijwilliger_id = paren_houder(1);
	check(&d, SCORE_FACTOR_VERTROUWD, 1000);
	d.aanbod.vrijwilliger_id = d.aanbod.bedrijf_id = (struct uuid){ { 0 } };
	check_neutral(&d, SCORE_FACTOR_VERTROUWD);
}

Test(factor, lets_one_mark_decide_little_and_many_marks_much)
{
	struct paar_data d;
	paren_goed(&d);
	check_neutral(&d, SCORE_FACTOR_KWALITEIT);
	d.aanbod.kwaliteit = (struct score_telling){ 500, 1 };
	check(&d, SCORE_FACTOR_KWALITEIT, 600);
	d.aanbod.kwaliteit = (struct score_telling){ 100, 1 };
	check(&d, SCORE_FACTOR_KWALITEIT, 400);
	d.aanbod.kwaliteit = (struct score_telling){ 98000, 196 };
	check(&d, SCORE_FACTOR_KWALITEIT, 990);
	d.aanbod.kwaliteit = (struct score_telling){ UINT16_MAX * 500u, UINT16_MAX };
	check(&d, SCORE_FACTOR_KWALITEIT, 999);
	d.aanbod.kwaliteit = (struct score_telling){ UINT32_MAX, 1 };
	check(&d, SCORE_FACTOR_KWALITEIT, 600);
}

Test(factor, values_who_answers_in_time)
{
	struct paar_data d;
	paren_goed(&d);
	check_neutral(&d, SCORE_FACTOR_REACTIE);
	d.aanbod.reactie = (struct score_telling){ 0, 1 };
	check(&d, SCORE_FACTOR_REACTIE, 400);
	d.aanbod.reactie = (struct score_telling){ 6, 6 };
	check(&d, SCORE_FACTOR_REACTIE, 800);
	d.aanbod.reactie = (struct score_telling){ 9, 6 };
	check(&d, SCORE_FACTOR_REACTIE, 800);
}

Test(factor, likes_an_ambassador_who_stands_near_and_never_dislikes_one)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.leeftijd_min = 10;
	d.aanbod.leeftijd = 14;
	check_neutral(&d, SCORE_FACTOR_AMBASSADEUR);
	d.aanbod.ambassadeur = true;
	check(&d, SCORE_FACTOR_AMBASSADEUR, 1000);
	d.aanbod.leeftijd = 15;
	check(&d, SCORE_FACTOR_AMBASSADEUR, 975);
	d.aanbod.leeftijd = 80;
	check(&d, SCORE_FACTOR_AMBASSADEUR, 500);
	d.aanbod.opleiding = d.aanvraag.niveau;
	check(&d, SCORE_FACTOR_AMBASSADEUR, 750);
	d.aanbod.leeftijd = 0;
	check(&d, SCORE_FACTOR_AMBASSADEUR, 1000);
	d.aanbod.opleiding = d.aanvraag.niveau << 1;
	check(&d, SCORE_FACTOR_AMBASSADEUR, 900);
	d.aanbod.opleiding = niveau_of_sector(NIVEAU_SECTOR_VO);
	check(&d, SCORE_FACTOR_AMBASSADEUR, 750);
	d.aanbod.opleiding =
		niveau_of_sector(NIVEAU_SECTOR_MBO) | niveau_of_sector(NIVEAU_SECTOR_HO);
	check(&d, SCORE_FACTOR_AMBASSADEUR, 650);
	d.aanbod.opleiding = niveau_of_sector(NIVEAU_SECTOR_HO);
	check(&d, SCORE_FACTOR_AMBASSADEUR, 550);
	d.aanbod.opleiding = 0;
	check_neutral(&d, SCORE_FACTOR_AMBASSADEUR);
}

Test(factor, counts_the_wishes_that_are_met)
{
	struct paar_data d;
	paren_goed(&d);
	check_neutral(&d, SCORE_FACTOR_WENSEN);
	d.aanvraag.wensen.talen = TAAL_BIT(TAAL_EN);
	check(&d, SCORE_FACTOR_WENSEN, 0);
	d.aanvraag.wensen.ambassadeur = true;
	d.aanbod.ambassadeur = true;
	check(&d, SCORE_FACTOR_WENSEN, 500);
	d.aanvraag.wensen.dagdelen = 2; /* Monday afternoon */
	check(&d, SCORE_FACTOR_WENSEN, 666);
	d.aanbod.talen |= TAAL_BIT(TAAL_EN);
	check(&d, SCORE_FACTOR_WENSEN, 1000);
	d.aanbod.dagdelen &= (uint16_t)~2u;
	check(&d, SCORE_FACTOR_WENSEN, 666);
	d.aanbod.talen = 0; /* not known, so no wish to fail on */
	check(&d, SCORE_FACTOR_WENSEN, 500);
	d.aanvraag.wensen = (struct score_wensen){ .talen = TAAL_BIT(TAAL_EN) };
	check_neutral(&d, SCORE_FACTOR_WENSEN);
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
	d.aanvraag.norm_tekort = 4;
	d.aanvraag.voorkeur = SCORE_VOORKEUR_NIEUW;
	d.aanvraag.leeftijd_min = d.aanbod.leeftijd = 17;
	d.aanvraag.wensen.ambassadeur = d.aanbod.ambassadeur = true;
	struct score_config config = paren_config();
	struct score_uitkomst u;
	score_beoordeel(&config, &d.aanvraag, &d.aanbod, &u);
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++) {
		const bool smoothed = i == SCORE_FACTOR_KWALITEIT || i == SCORE_FACTOR_REACTIE;
		cr_assert_eq(u.delen[i].waarde, smoothed ? SCORE_NEUTRAAL : SCORE_WAARDE_MAX);
	}
	config.gewichten = score_gewichten_begin[SOORT_GASTLES];
	score_beoordeel(&config, &d.aanvraag, &d.aanbod, &u);
	cr_assert_eq(u.score, SCORE_MAX);
}
