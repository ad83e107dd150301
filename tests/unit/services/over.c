/* What a letter is about, in one line. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/date.h"
#include "domain/niveau.h"
#include "post/over.h"

static struct arena a;

static void start(void)
{
	arena_init(&a, 1 << 16);
}

static void finish(void)
{
	arena_fini(&a);
}

TestSuite(over, .init = start, .fini = finish);

static struct post_wat visit(void)
{
	return (struct post_wat){ .soort = STR("bedrijfsbezoek"),
		.titel = STR("Kijken"),
		.bedrijf_naam = STR("Robotwerk"),
		.klas = STR("Groep 7b"),
		.school_naam = STR("De Regenboog"),
		.datum = date_from_civil(2026, 12, 8),
		.dagdeel = STR("ochtend") };
}

static const char *said(const struct post_wat *wat, enum post_taal taal)
{
	struct str over;
	cr_assert_eq(post_over(&a, wat, taal, &over), ERR_OK);
	return arena_strndup(&a, over.ptr, over.len);
}

Test(over, a_visit_is_at_the_company_for_a_class)
{
	struct post_wat wat = visit();
	cr_expect_str_eq(said(&wat, POST_NL),
		"bedrijfsbezoek \"Kijken\" bij Robotwerk voor Groep 7b van De Regenboog, "
		"dinsdag 8-12-2026 (ochtend)");
	cr_expect_str_eq(said(&wat, POST_EN),
		"company visit \"Kijken\" at Robotwerk for Groep 7b of De Regenboog, "
		"Tuesday 8-12-2026 (morning)");
}

Test(over, says_what_is_asked_on_a_line_of_its_own)
{
	struct post_wat wat = visit();
	uint64_t niveau = 0;
	cr_assert_eq(niveau_set_parse(STR("po-groep-7"), &niveau), ERR_OK);
	wat.onderwerp = STR("Veilig op internet");
	wat.niveau = (int64_t)niveau;
	wat.groepsgrootte = 24;
	cr_expect_str_eq(said(&wat, POST_NL),
		"bedrijfsbezoek \"Kijken\" bij Robotwerk voor Groep 7b van De Regenboog, "
		"dinsdag 8-12-2026 (ochtend)\nGevraagd: Veilig op internet (groep 7, 24 personen)");
}

Test(over, says_by_when_to_answer_to_whom_it_asks)
{
	struct post_wat wat = visit();
	/* Midnight in the Netherlands. */
	wat.antwoord_us = (date_from_civil(2026, 12, 2) * INT64_C(86400) - 3600) * 1000000;
	cr_expect_str_eq(said(&wat, POST_NL),
		"bedrijfsbezoek \"Kijken\" bij Robotwerk voor Groep 7b van De Regenboog, "
		"dinsdag 8-12-2026 (ochtend)\nAntwoord kan tot en met dinsdag 1-12-2026");
	cr_expect_str_eq(said(&wat, POST_EN),
		"company visit \"Kijken\" at Robotwerk for Groep 7b of De Regenboog, "
		"Tuesday 8-12-2026 (morning)\nAnswer up to and including Tuesday 1-12-2026");
}

Test(over, a_lesson_is_at_the_school_whoever_gives_it)
{
	struct post_wat wat = visit();
	wat.soort = STR("gastles");
	cr_expect_str_eq(said(&wat, POST_NL),
		"gastles \"Kijken\" voor Groep 7b van De Regenboog, dinsdag 8-12-2026 (ochtend)");
	wat.klas = STR_NULL;
	cr_expect_str_eq(said(&wat, POST_NL),
		"gastles \"Kijken\" voor De Regenboog, dinsdag 8-12-2026 (ochtend)");
}

Test(over, says_the_hours_when_these_are_known)
{
	struct post_wat wat = visit();
	wat.van_us = instant_from_netherlands(wat.datum, 8 * 60 + 30);
	wat.tot_us = instant_from_netherlands(wat.datum, 12 * 60);
	cr_expect_not_null(strstr(said(&wat, POST_NL), "(ochtend)"), "the half-day itself");
	wat.van_us = instant_from_netherlands(wat.datum, 10 * 60 + 45);
	wat.tot_us = instant_from_netherlands(wat.datum, 11 * 60 + 30);
	cr_expect_str_eq(said(&wat, POST_NL),
		"bedrijfsbezoek \"Kijken\" bij Robotwerk voor Groep 7b van De Regenboog, "
		"dinsdag 8-12-2026, 10:45 - 11:30");
}

Test(over, what_goes_on_for_weeks_has_a_last_day)
{
	struct post_wat wat = visit();
	wat.soort = STR("stage");
	wat.tot_datum = date_from_civil(2027, 1, 3);
	cr_expect_str_eq(said(&wat, POST_NL),
		"stage \"Kijken\" bij Robotwerk voor Groep 7b van De Regenboog, van dinsdag "
		"8-12-2026 tot en met zondag 3-1-2027");
}

Test(over, a_series_goes_on_a_line_each)
{
	const int32_t ook[] = { date_from_civil(2026, 12, 15) * 3 + 1 };
	struct post_wat wat = visit();
	wat.ook = ook;
	wat.ook_count = 1;
	cr_expect_not_null(strstr(said(&wat, POST_NL), "(ochtend)\ndinsdag 15-12-2026 (middag)"));
}

Test(over, a_facility_and_a_place_at_an_event_are_told_alike)
{
	struct post_plek plek = { .titel = STR("Robotlab"),
		.campagne = STR("Almere"),
		.naam = STR("De Regenboog"),
		.datum = date_from_civil(2026, 12, 8),
		.uren = STR("08:30 - 12:30") };
	cr_expect_str_eq(arena_strndup(&a, post_over_plek(&a, &plek, POST_NL).ptr,
				 post_over_plek(&a, &plek, POST_NL).len),
		"reservering \"Robotlab\" (Almere), dinsdag 8-12-2026, 08:30 - 12:30, De "
		"Regenboog");
}

static const char *booked(const struct post_plek *plek, enum post_taal taal)
{
	const struct str over = post_over_plek(&a, plek, taal);
	return arena_strndup(&a, over.ptr, over.len);
}

Test(over, who_receives_reads_how_many_come_and_until_when_one_can_answer)
{
	unsigned level = 0;
	cr_assert_eq(niveau_from_code(STR("po-groep-8"), &level), ERR_OK);
	struct post_plek plek = { .soort = STR("bezoek"),
		.titel = STR("Lasrobot"),
		.campagne = STR("On Stage"),
		.klas = STR("Groep 8b"),
		.naam = STR("De Regenboog"),
		.datum = date_from_civil(2026, 12, 8),
		.uren = STR("10:00 - 11:00"),
		.aantal = 8,
		.niveau = INT64_C(1) << level,
		.tot_us = instant_from_netherlands(date_from_civil(2026, 12, 5), 0) };
	cr_expect_str_eq(booked(&plek, POST_NL),
		"bezoek \"Lasrobot\" (On Stage), dinsdag 8-12-2026, 10:00 - 11:00, Groep 8b van De "
		"Regenboog, 8 personen (groep 8)\nAntwoord kan tot en met vrijdag 4-12-2026");
	plek.tot_us = instant_from_netherlands(plek.datum, 10 * 60);
	plek.aantal = 1;
	plek.niveau = 0;
	cr_expect_not_null(strstr(
		booked(&plek, POST_NL), ", 1 persoon\nAntwoord kan tot dinsdag 8-12-2026, 10:00"));
	cr_expect_not_null(strstr(
		booked(&plek, POST_EN), ", 1 person\nAnswer before Tuesday 8-12-2026, 10:00"));
	plek.soort = STR("stand");
	plek.aantal = 2;
	cr_expect_not_null(strstr(booked(&plek, POST_NL), ", 2 stands\n"));
	plek.soort = (struct str){ 0 };
	plek.eenheid = STR("groep");
	cr_expect_not_null(strstr(booked(&plek, POST_NL), ", 2 groepen\n"));
}

Test(over, a_round_has_a_last_day_to_rank_on)
{
	struct str over;
	/* Midnight in the Netherlands is 23:00 the day before by UTC. */
	const int64_t until = ((int64_t)date_from_civil(2026, 12, 9) * 24 - 1) * 3600 * 1000000;
	cr_assert_eq(post_over_ronde(&a, STR("mentoring"), until, POST_NL, &over), ERR_OK);
	cr_expect_str_eq(arena_strndup(&a, over.ptr, over.len), "mentoring, tot en met 8-12-2026");
	cr_expect_eq(post_over_ronde(&a, STR("x"), until, POST_NL, &over), ERR_INVALID);
}
