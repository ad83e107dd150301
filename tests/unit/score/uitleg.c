/* Sentences with the real figures. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/date.h"
#include "domain/taal.h"
#include "paren.h"
#include "score/paar.h"
#include "score/uitleg.h"

static struct arena arena;

static void open_arena(void)
{
	arena_init(&arena, 1 << 20);
}

static void close_arena(void)
{
	arena_fini(&arena);
}

TestSuite(uitleg, .init = open_arena, .fini = close_arena);

/* With NUL behind the sentences, in memory of the arena. */
static struct score_uitleg *explain(struct paar_data *d, enum score_taal taal)
{
	const struct score_config config = paren_config();
	struct score_uitleg *u = ARENA_NEW(&arena, struct score_uitleg);
	paren_koppel(d);
	score_leg_uit(taal, &config, &d->aanvraag, &d->aanbod, u);
	u->regel = u->regel.ptr != NULL ? str_dup(&arena, u->regel) : STR_NULL;
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT && u->uitkomst.mogelijk; i++)
		u->factoren[i] = str_dup(&arena, u->factoren[i]);
	return u;
}

static void check_rule(struct paar_data *d, const char *nl, const char *en)
{
	const struct score_uitleg *u = explain(d, SCORE_TAAL_NL);
	cr_assert_not(u->uitkomst.mogelijk);
	cr_assert_str_eq(u->regel.ptr, nl);
	cr_assert_str_eq(explain(d, SCORE_TAAL_EN)->regel.ptr, en);
	cr_assert_null(u->factoren[0].ptr);
}

static void check_factor(
	struct paar_data *d, enum score_factor factor, const char *nl, const char *en)
{
	const struct score_uitleg *u = explain(d, SCORE_TAAL_NL);
	cr_assert(u->uitkomst.mogelijk);
	cr_assert_null(u->regel.ptr);
	cr_assert_str_eq(u->factoren[factor].ptr, nl);
	cr_assert_str_eq(explain(d, SCORE_TAAL_EN)->factoren[factor].ptr, en);
}

static const char *said(
	void (*say)(struct score_zin *, int32_t), enum score_taal taal, int32_t value)
{
	char tekst[SCORE_ZIN_MAX];
	struct score_zin z = score_zin_begin(taal, tekst);
	say(&z, value);
	return score_zin_dup(&arena, &z).ptr;
}

Test(uitleg, writes_distances_and_dates_as_people_do)
{
	cr_assert_str_eq(said(score_zin_afstand, SCORE_TAAL_NL, 850), "850 m");
	cr_assert_str_eq(said(score_zin_afstand, SCORE_TAAL_EN, 999), "999 m");
	cr_assert_str_eq(said(score_zin_afstand, SCORE_TAAL_NL, 1000), "1 km");
	cr_assert_str_eq(said(score_zin_afstand, SCORE_TAAL_NL, 22449), "22,4 km");
	cr_assert_str_eq(said(score_zin_afstand, SCORE_TAAL_EN, 22449), "22.4 km");
	cr_assert_str_eq(said(score_zin_afstand, SCORE_TAAL_NL, 22450), "22,5 km");
	cr_assert_str_eq(said(score_zin_afstand, SCORE_TAAL_NL, 22950), "23 km");
	cr_assert_str_eq(said(score_zin_afstand, SCORE_TAAL_NL, 0), "0 m");
	cr_assert_str_eq(said(score_zin_afstand, SCORE_TAAL_EN, 100), "100 m");
	cr_assert_str_eq(said(score_zin_afstand, SCORE_TAAL_NL, 1049), "1 km");
	cr_assert_str_eq(said(score_zin_afstand, SCORE_TAAL_NL, 1050), "1,1 km");
	cr_assert_str_eq(said(score_zin_afstand, SCORE_TAAL_NL, 1100), "1,1 km");
	cr_assert_str_eq(said(score_zin_afstand, SCORE_TAAL_EN, 1100), "1.1 km");
	cr_assert_str_eq(said(score_zin_datum, SCORE_TAAL_NL, PAREN_MAANDAG), "23 november 2026");
	cr_assert_str_eq(said(score_zin_datum, SCORE_TAAL_EN, PAREN_MAANDAG), "23 November 2026");
}

Test(uitleg, says_the_most_that_somebody_accepts_as_it_is)
{
	cr_assert_str_eq(said(score_zin_grens, SCORE_TAAL_NL, 999), "999 m");
	cr_assert_str_eq(said(score_zin_grens, SCORE_TAAL_NL, 15000), "15 km");
	cr_assert_str_eq(said(score_zin_grens, SCORE_TAAL_NL, 15500), "15,5 km");
	cr_assert_str_eq(said(score_zin_grens, SCORE_TAAL_EN, 15060), "15.06 km");
	cr_assert_str_eq(said(score_zin_grens, SCORE_TAAL_NL, 15001), "15,001 km");
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.plaats.x_m = d.aanvraag.plaats.x_m + 15061;
	d.aanbod.reisafstand_m = 15060;
	check_rule(&d, "Deze gastdocent reist hoogstens 15,06 km; de school ligt op 15,1 km.",
		"This guest teacher travels at most 15.06 km; the school is 15.1 km away.");
}

Test(uitleg, rounds_a_distance_up_where_less_would_be_wrong)
{
	cr_assert_str_eq(said(score_zin_afstand_op, SCORE_TAAL_NL, 999), "999 m");
	cr_assert_str_eq(said(score_zin_afstand_op, SCORE_TAAL_NL, 1000), "1 km");
	cr_assert_str_eq(said(score_zin_afstand_op, SCORE_TAAL_NL, 1001), "1,1 km");
	cr_assert_str_eq(said(score_zin_afstand_op, SCORE_TAAL_EN, 1001), "1.1 km");
	cr_assert_str_eq(said(score_zin_afstand_op, SCORE_TAAL_NL, 1901), "2 km");
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.plaats.x_m = d.aanvraag.plaats.x_m + 15001;
	d.aanbod.reisafstand_m = 15000;
	check_rule(&d, "Deze gastdocent reist hoogstens 15 km; de school ligt op 15,1 km.",
		"This guest teacher travels at most 15 km; the school is 15.1 km away.");
}

Test(uitleg, says_how_far_the_supplier_travels)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.plaats.x_m = d.aanvraag.plaats.x_m + 22400;
	d.aanbod.reisafstand_m = 15000;
	d.aanvraag.max_afstand_m = 20000;
	check_rule(&d, "Deze gastdocent reist hoogstens 15 km; de school ligt op 22,4 km.",
		"This guest teacher travels at most 15 km; the school is 22.4 km away.");
	d.aanbod.reisafstand_m = 0;
	check_rule(&d, "De school zoekt een gastdocent binnen 20 km; deze komt van 22,4 km.",
		"The school looks for a guest teacher within 20 km; this one comes from 22.4 km "
		"away.");
	d.aanvraag.soort = d.aanbod.soort = SOORT_BEDRIJFSBEZOEK;
	check_rule(&d, "De klas reist hoogstens 20 km; het bedrijf ligt op 22,4 km.",
		"The class travels at most 20 km; the company is 22.4 km away.");
	d.aanvraag.soort = d.aanbod.soort = SOORT_WORKSHOP;
	d.aanbod.reisafstand_m = 500;
	check_rule(&d, "Deze aanbieder reist hoogstens 500 m; de school ligt op 22,4 km.",
		"This supplier travels at most 500 m; the school is 22.4 km away.");
}

Test(uitleg, names_both_kinds_levels_and_languages)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.talen = TAAL_BIT(TAAL_EN) | TAAL_BIT(TAAL_DE) | TAAL_BIT(TAAL_FR);
	check_rule(&d, "Dit aanbod is er in het Engels, Duits of Frans; gevraagd is Nederlands.",
		"This offer is there in English, German or French; what is asked is Dutch.");
	d.aanbod.niveaus = UINT64_C(1) << 7;
	check_rule(&d, "Dit aanbod is voor groep 8, niet voor groep 7.",
		"This offer is for primary school, year 8, not for primary school, year 7.");
	d.aanbod.niveaus = UINT64_C(3) << 7;
	check_rule(&d, "Dit aanbod is voor 2 andere niveaus, niet voor groep 7.",
		"This offer is for 2 other levels, not for primary school, year 7.");
	d.aanbod.soort = SOORT_WORKSHOP;
	check_rule(&d, "Dit aanbod is een workshop; gevraagd is een gastles.",
		"The kind of this offer is workshop; what is asked is guest lesson.");
}

Test(uitleg, says_until_when_the_supplier_has_paused)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.gepauzeerd_tot = PAREN_MAANDAG + 30;
	check_rule(&d, "De aanbieder heeft gepauzeerd tot en met 23 december 2026.",
		"The supplier has paused up to and including 23 December 2026.");
	d.aanbod.gepauzeerd_tot = SCORE_DATUM_ALTIJD;
	check_rule(&d, "De aanbieder heeft voor onbepaalde tijd gepauzeerd.",
		"The supplier has paused until further notice.");
}

Test(uitleg, does_not_say_who_excluded_whom)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.relatie_count = 1;
	d.relaties[0] = (struct score_relatie){ .houder = paren_houder(4), .veto = true };
	check_rule(&d, "De school of deze aanbieder heeft de ander uitgesloten.",
		"The school or this supplier has excluded the other.");
}

Test(uitleg, says_that_staff_ruled_it_out_and_not_why)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.verboden_count = 1;
	d.verboden[0] = paren_houder(0);
	check_rule(&d, "Het Technocentrum heeft dit aanbod voor deze aanvraag uitgesloten.",
		"The Technocentrum has ruled out this offer for this request.");
}

Test(uitleg, says_that_staff_wants_another_alone)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.alleen = paren_houder(7);
	check_rule(&d, "Het Technocentrum koos voor deze aanvraag een ander aanbod.",
		"The Technocentrum chose another offer for this request.");
}

Test(uitleg, says_which_age_is_asked_and_by_whom)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.leeftijd_min = 11;
	d.aanbod.leeftijd_min = 12;
	check_rule(&d, "De jongste van de groep is 11 jaar; dit aanbod is vanaf 12 jaar.",
		"The youngest of the group is 11; this offer is from 12 years on.");
	d.aanvraag.soort = d.aanbod.soort = SOORT_STAGE;
	check_rule(&d, "De jongste van de groep is 11 jaar; een stage mag vanaf 14 jaar.",
		"The youngest of the group is 11; this kind of activity (internship) is from 14 "
		"years on.");
	d.aanbod.leeftijd_min = 15;
	check_rule(&d, "De jongste van de groep is 11 jaar; dit aanbod is vanaf 15 jaar.",
		"The youngest of the group is 11; this offer is from 15 years on.");
	d.aanvraag.leeftijd_min = 0;
	check_rule(&d,
		"Op dit niveau is de jongste meestal 10 jaar, en nodig is 15 jaar. Vul de leeftijd "
		"in als iedereen oud genoeg is.",
		"At this level the youngest is usually 10, and 15 years are needed. Fill in the "
		"age "
		"if everybody is old enough.");
}

Test(uitleg, says_for_which_crebo_the_company_is_not_accredited_and_since_when)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.soort = d.aanbod.soort = SOORT_LEERWERKPLEK;
	d.aanvraag.leeftijd_min = 18;
	d.aanvraag.crebo = 25604;
	check_rule(&d, "Dit bedrijf is niet erkend voor crebo 25604.",
		"This company is not accredited for crebo 25604.");
	d.aanbod.erkenning_count = 1;
	d.erkenningen[0] = (struct score_erkenning){ 25604, PAREN_MAANDAG - 1 };
	check_rule(&d,
		"De erkenning van dit bedrijf voor crebo 25604 geldt tot en met 22 november 2026; "
		"de school kan vanaf 23 november 2026.",
		"The accreditation of this company for crebo 25604 is valid up to and including 22 "
		"November 2026; the school can from 23 November 2026 on.");
	d.erkenningen[0].geldig_tot = PAREN_MAANDAG + 1;
	check_rule(&d,
		"De erkenning van dit bedrijf voor crebo 25604 geldt tot en met 24 november 2026, "
		"en dat is voor het einde; de school kan vanaf 23 november 2026.",
		"The accreditation of this company for crebo 25604 is valid up to and including 24 "
		"November 2026, which is before the end; the school can from 23 November 2026 on.");
}

Test(uitleg, says_which_activity_is_too_near)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.wachttijd_dagen = 30;
	d.aanvraag.relatie_count = 2;
	d.relaties[0] = (struct score_relatie){ .houder = paren_houder(0), .datum_count = 1 };
	d.relaties[1] = (struct score_relatie){ .houder = paren_houder(4), .datum_count = 2 };
	d.datums[0][0] = PAREN_MAANDAG - 40;
	d.datums[1][0] = PAREN_MAANDAG + 20;
	d.datums[1][1] = PAREN_MAANDAG - 3;
	check_rule(&d,
		"De school wil 30 dagen tussen twee activiteiten van dezelfde aanbieder; door die "
		"op "
		"20 november 2026 vallen alle 20 gemeenschappelijke dagdelen af.",
		"The school wants 30 days between two activities of the same supplier; the one on "
		"20 "
		"November 2026 takes away all 20 common half-days.");
	d.aanvraag.wachttijd_dagen = 1;
	d.datums[1][1] = PAREN_MAANDAG;
	d.aanbod.geldig_tot = PAREN_MAANDAG;
	d.aanbod.dagdelen = 1;
	check_rule(&d,
		"De school wil 1 dag tussen twee activiteiten van dezelfde aanbieder; door die op "
		"23 "
		"november 2026 valt het enige gemeenschappelijke dagdeel af.",
		"The school wants 1 day between two activities of the same supplier; the one on 23 "
		"November 2026 takes away the only common half-day.");
}

Test(uitleg, says_how_near_the_topic_comes_and_the_size_of_the_group)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.groepsgrootte = 32;
	check_rule(&d, "De groep telt 32; dit aanbod is voor hoogstens 30.",
		"The group counts 32; this offer is for at most 30.");
	d.aanvraag.groepsgrootte = 3;
	check_rule(&d, "De groep telt 3; dit aanbod is voor minstens 5.",
		"The group counts 3; this offer is for at least 5.");
	d.aanvraag.thema_vereist = true;
	d.geboden[0] = 4;
	check_rule(&d,
		"De school vereist een van haar thema's; dit aanbod sluit voor 50% aan, nodig is "
		"70%.",
		"The school requires one of its topics; this offer comes for 50% near, 70% is "
		"needed.");
	d.aanbod.thema_count = 0;
	check_rule(&d,
		"De school vereist een van haar thema's; van dit aanbod is geen thema bekend.",
		"The school requires one of its topics; no topic is known of this offer.");
}

Test(uitleg, says_whose_calendar_has_no_room)
{
	struct paar_data d;
	paren_goed(&d);
	cr_assert_eq(dagdeel_week_parse(STR("ma-avond"), &d.aanbod.dagdelen), ERR_OK);
	check_rule(&d,
		"Tussen 23 november 2026 en 4 december 2026 kan de school op 20 dagdelen en de "
		"aanbieder op 2, maar nooit tegelijk.",
		"Between 23 November 2026 and 4 December 2026 the school can on 20 half-days and "
		"the supplier on 2, but never together.");
	d.aanbod.geldig_tot = PAREN_MAANDAG - 1;
	check_rule(&d,
		"Tussen 23 november 2026 en 4 december 2026 is dit aanbod op geen enkel dagdeel "
		"beschikbaar.",
		"Between 23 November 2026 and 4 December 2026 this offer is available on no "
		"half-day.");
	tijdvak_set_add_days(&d.aanvraag.gesloten, PAREN_MAANDAG, PAREN_MAANDAG + 11);
	check_rule(&d,
		"Tussen 23 november 2026 en 4 december 2026 heeft de school geen dagdeel buiten "
		"vakanties en vrije dagen.",
		"Between 23 November 2026 and 4 December 2026 the school has no half-day outside "
		"holidays and days off.");
}

Test(uitleg, says_until_when_the_vog_is_valid)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.vog_vereist = true;
	check_rule(&d, "De school vraagt een VOG; van deze aanbieder is er geen gezien.",
		"The school asks for a VOG; none has been seen of this supplier.");
	d.aanbod.vog_geldig_tot = PAREN_MAANDAG;
	d.aanbod.geldig_van = PAREN_MAANDAG + 2;
	check_rule(&d,
		"De school vraagt een VOG; die van deze aanbieder geldt tot en met 23 november "
		"2026, en het eerste dagdeel dat kan is op 25 november 2026.",
		"The school asks for a VOG; that of this supplier is valid up to and including 23 "
		"November 2026, and the first possible half-day is on 25 November 2026.");
}

Test(uitleg, says_that_the_person_cannot_be_there_in_time)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.geldig_tot = PAREN_MAANDAG;
	d.aanbod.reisbuffer_min = 20;
	d.boekingen[0] = (struct tijdvak_dag){ PAREN_MAANDAG, 1 << DAGDEEL_OCHTEND };
	d.aanbod.boeking_count = 1;
	d.verblijven[0] = (struct score_verblijf){ { PAREN_MAANDAG, DAGDEEL_OCHTEND }, { 510, 720 },
		{ d.aanvraag.plaats.x_m + 44000, d.aanvraag.plaats.y_m, true } };
	d.aanbod.verblijf_count = 1;
	check_rule(&d,
		"Deze persoon is op 23 november 2026 ook ergens anders: onderweg zijn en de tijd "
		"ertussen vragen 78 minuten, en er zijn er 30. Daardoor valt het enige "
		"gemeenschappelijke dagdeel af.",
		"This person is also elsewhere on 23 November 2026: the way there and the time "
		"between take 78 minutes, and there are 30. That takes away the only common "
		"half-day.");
}

Test(uitleg, says_what_takes_the_half_days)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.geldig_tot = PAREN_MAANDAG;
	d.boekingen[0] = (struct tijdvak_dag){ PAREN_MAANDAG, TIJDVAK_DAG_ALLE };
	d.aanbod.boeking_count = 1;
	check_rule(&d, "De aanbieder is al geboekt op alle 2 gemeenschappelijke dagdelen.",
		"The supplier is already booked on all 2 common half-days.");
	tijdvak_set_add(&d.aanvraag.klas_bezet, PAREN_MAANDAG, 1);
	check_rule(&d, "De aanbieder is al geboekt op het enige gemeenschappelijke dagdeel.",
		"The supplier is already booked on the only common half-day.");
	tijdvak_set_add(&d.aanvraag.klas_bezet, PAREN_MAANDAG, 2);
	check_rule(&d,
		"De klas heeft al iets anders op alle 2 gemeenschappelijke dagdelen met deze "
		"aanbieder.",
		"The class already has something else on all 2 common half-days with this "
		"supplier.");
}

Test(uitleg, says_what_is_full_and_whose_maximum_is_reached)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.geldig_tot = PAREN_MAANDAG;
	d.aanbod.houder_count = 2;
	d.houders[1] = (struct score_houder){
		.soort = SCORE_HOUDER_BEDRIJF, .max_per_week = 2, .week_count = 1
	};
	d.weken[1][0] = (struct score_gebruik){ 202648, 2 };
	check_rule(&d,
		"Dit bedrijf heeft het maximum van 2 activiteiten per week bereikt, in de week van "
		"alle 2 gemeenschappelijke dagdelen.",
		"This company has reached the maximum of 2 activities a week, in the week of all 2 "
		"common half-days.");
	d.houders[0].max_per_schooljaar = 1;
	d.houders[0].schooljaar_count = 1;
	d.jaren[0][0] = (struct score_gebruik){ 2026, 1 };
	check_rule(&d, "Deze persoon heeft het maximum van 1 activiteit in het schooljaar bereikt.",
		"This person has reached the maximum of 1 activity in the school year.");
	d.aanbod.plaatsen = 1;
	d.bezetting[0] = (struct score_bezetting){ PAREN_MAANDAG, DAGDEEL_OCHTEND, 1 };
	d.bezetting[1] = (struct score_bezetting){ PAREN_MAANDAG, DAGDEEL_MIDDAG, 1 };
	d.aanbod.bezetting_count = 2;
	check_rule(&d,
		"Dit aanbod is vol op alle 2 gemeenschappelijke dagdelen (1 plaats per dagdeel).",
		"This offer is full on all 2 common half-days (1 place per half-day).");
	d.aanvraag.soort = d.aanbod.soort = SOORT_MENTORING;
	d.aanbod.geldig_tot = PAREN_MAANDAG + 6; /* its one week lasts until then */
	check_rule(&d,
		"Dit aanbod is vol op alle 2 gemeenschappelijke dagdelen en daarna (1 plaats "
		"tegelijk).",
		"This offer is full on all 2 common half-days and after (1 place at a time).");
	d.aanvraag.soort = d.aanbod.soort = SOORT_BEDRIJFSBEZOEK;
	d.aanbod.geldig_tot = PAREN_MAANDAG;
	d.aanvraag.begeleiders = 1;
	d.aanbod.leerlingen_per_begeleider = 10;
	check_rule(&d,
		"Dit bedrijf vraagt 3 begeleiders voor deze groep; de school neemt er 1 mee.",
		"This company asks 3 adults for this group; the school brings 1.");
	d.aanvraag.begeleiders = 0;
	d.aanvraag.traploos = true;
	check_rule(&d,
		"De groep kan geen trap nemen; van deze plek is niet bekend dat het zonder kan.",
		"The group cannot take stairs; of this place it is not known that it goes "
		"without.");
}

Test(uitleg, explains_what_the_factors_saw)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.houder_count = 1;
	d.houders[0].max_per_schooljaar = 10;
	d.houders[0].schooljaar_count = 1;
	d.jaren[0][0] = (struct score_gebruik){ 2026, 2 };
	check_factor(&d, SCORE_FACTOR_THEMA, "Het aanbod gaat precies over wat gevraagd is.",
		"The offer is about exactly what was asked.");
	check_factor(&d, SCORE_FACTOR_NIVEAU, "Voor groep 7 en nog 1 ander niveau.",
		"For primary school, year 7 and 1 other level.");
	check_factor(&d, SCORE_FACTOR_DATUM,
		"20 gemeenschappelijke dagdelen, het eerste op 23 november 2026 (ochtend).",
		"20 common half-days, the first on 23 November 2026 (morning).");
	check_factor(&d, SCORE_FACTOR_REIS, "De afstand is 10 km, van hoogstens 20 km.",
		"The distance is 10 km, of at most 20 km.");
	check_factor(&d, SCORE_FACTOR_BELASTING,
		"In schooljaar 2026-2027 heeft de persoon 2 van hoogstens 10 activiteiten.",
		"In school year 2026-2027 the person has 2 of at most 10 activities.");
	check_factor(&d, SCORE_FACTOR_BEHOEFTE,
		"In schooljaar 2026-2027 heeft de school nog geen activiteit.",
		"In school year 2026-2027 the school has no activity yet.");
}

Test(uitleg, explains_what_it_knows_of_school_and_supplier)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.norm_tekort = 0;
	check_factor(&d, SCORE_FACTOR_NORM,
		"In schooljaar 2026-2027 heeft de klas alles gehad waar zij recht op heeft.",
		"In school year 2026-2027 the class has had all that it is entitled to.");
	d.aanvraag.norm_tekort = 3;
	check_factor(&d, SCORE_FACTOR_NORM,
		"In schooljaar 2026-2027 heeft de klas nog recht op 3 activiteiten.",
		"In school year 2026-2027 the class is still entitled to 3 activities.");
	d.aanvraag.voorkeur = SCORE_VOORKEUR_VERTROUWD;
	check_factor(&d, SCORE_FACTOR_VERTROUWD,
		"De school wil graag iemand die zij kent; deze aanbieder was er nog niet.",
		"The school would like somebody whom it knows; this supplier has not been there "
		"yet.");
	d.aanvraag.voorkeur = SCORE_VOORKEUR_NIEUW;
	d.aanvraag.relatie_count = 1;
	d.relaties[0] = (struct score_relatie){ .houder = paren_houder(4), .keren = 2 };
	check_factor(&d, SCORE_FACTOR_VERTROUWD,
		"De school wil graag iemand anders; deze aanbieder was er al 2 keer.",
		"The school would like somebody else; this supplier has been there 2 times.");
	d.aanbod.kwaliteit = (struct score_telling){ 1290, 3 };
	check_factor(&d, SCORE_FACTOR_KWALITEIT,
		"Scholen geven deze aanbieder gemiddeld een 4,3 van 5 (3 beoordelingen).",
		"Schools give this supplier 4.3 of 5 on average (3 evaluations).");
	d.aanbod.reactie = (struct score_telling){ 7, 9 };
	check_factor(&d, SCORE_FACTOR_REACTIE,
		"Deze aanbieder antwoordde op tijd op 7 van 9 voorstellen.",
		"This supplier answered 7 of 9 proposals in time.");
}

Test(uitleg, says_how_near_an_ambassador_stands)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.ambassadeur = true;
	d.aanvraag.leeftijd_min = 10;
	d.aanbod.leeftijd = 19;
	check_factor(&d, SCORE_FACTOR_AMBASSADEUR,
		"Deze ambassadeur van techniek is ongeveer 9 jaar ouder dan de jongste van de "
		"groep.",
		"This ambassador of technology is about 9 years older than the youngest of the "
		"group.");
	d.aanbod.opleiding = d.aanvraag.niveau;
	d.aanbod.leeftijd = 10;
	check_factor(&d, SCORE_FACTOR_AMBASSADEUR,
		"Deze ambassadeur van techniek is ongeveer even oud als de jongste van de groep en "
		"volgde zelf dit niveau.",
		"This ambassador of technology is about as old as the youngest of the group and "
		"did "
		"this level too.");
	d.aanbod.leeftijd = 0;
	d.aanbod.opleiding = UINT64_C(1) << 40;
	check_factor(&d, SCORE_FACTOR_AMBASSADEUR,
		"Deze ambassadeur van techniek volgde ander onderwijs.",
		"This ambassador of technology did another education.");
}

Test(uitleg, says_how_many_wishes_are_met)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.wensen.ambassadeur = true;
	check_factor(&d, SCORE_FACTOR_WENSEN, "Aan de wens van de school is niet voldaan.",
		"The wish of the school is not met.");
	d.aanvraag.wensen.dagdelen = 1;
	check_factor(&d, SCORE_FACTOR_WENSEN, "Aan 1 van de 2 wensen van de school is voldaan.",
		"1 of the 2 wishes of the school are met.");
	d.aanbod.talen = 0;
	d.aanvraag.wensen = (struct score_wensen){ .talen = TAAL_BIT(TAAL_DE) };
	check_factor(&d, SCORE_FACTOR_WENSEN,
		"Van dit aanbod is geen taal bekend; dit telt neutraal.",
		"No language is known of this offer; this counts as neutral.");
}

Test(uitleg, names_the_days_that_a_pause_left_when_nothing_is_common)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.gepauzeerd_tot = PAREN_MAANDAG + 3;
	cr_assert_eq(dagdeel_week_parse(STR("ma-avond,di-avond"), &d.aanbod.dagdelen), ERR_OK);
	check_rule(&d,
		"Tussen 27 november 2026 en 4 december 2026 kan de school op 12 dagdelen en de "
		"aanbieder op 2, maar nooit tegelijk.",
		"Between 27 November 2026 and 4 December 2026 the school can on 12 half-days and "
		"the "
		"supplier on 2, but never together.");
}

Test(uitleg, says_that_it_must_be_online_when_it_is_too_far)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.online = d.aanvraag.online_toegestaan = true;
	check_factor(&d, SCORE_FACTOR_REIS,
		"De afstand is 10 km, van hoogstens 20 km; het kan ook online.",
		"The distance is 10 km, of at most 20 km; online is possible too.");
	d.aanbod.reisafstand_m = 5000;
	check_factor(&d, SCORE_FACTOR_REIS,
		"De afstand is 10 km, te ver om te reizen; het kan online.",
		"The distance is 10 km, too far to travel; online is possible.");
	d.aanbod.plaats.bekend = false;
	check_factor(&d, SCORE_FACTOR_REIS, "De afstand is niet bekend; het kan online.",
		"The distance is not known; online is possible.");
}

Test(uitleg, says_which_choice_of_the_school_it_meets)
{
	struct paar_data d;
	paren_goed(&d);
	d.opties[0] =
		(struct score_optie){ PAREN_MAANDAG - 2, PAREN_MAANDAG - 2, DAGDEEL_WEEK_ALLE };
	d.opties[1] = (struct score_optie){ PAREN_MAANDAG + 2, PAREN_MAANDAG + 3, 1u << 10 };
	d.aanvraag.optie_count = 2;
	check_factor(&d, SCORE_FACTOR_DATUM,
		"Past bij keuze 2 van de school, het eerst op 26 november 2026 (middag).",
		"Fits choice 2 of the school, first on 26 November 2026 (afternoon).");
	d.aanvraag.optie_count = 1;
	check_factor(&d, SCORE_FACTOR_DATUM,
		"Past bij geen van de tijden die de school noemt; het eerst op 23 november 2026 "
		"(ochtend).",
		"Fits none of the times that the school names; first on 23 November 2026 "
		"(morning).");
}

Test(uitleg, says_where_data_is_missing)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.plaats.bekend = false;
	d.aanbod.thema_count = 0;
	d.aanbod.niveaus = 0;
	d.aanvraag.behoefte = -1;
	const struct score_uitleg *u = explain(&d, SCORE_TAAL_NL);
	const struct score_uitleg *en = explain(&d, SCORE_TAAL_EN);
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++) {
		const bool says = strstr(u->factoren[i].ptr, "dit telt neutraal") != NULL;
		cr_assert_eq(u->uitkomst.delen[i].neutraal, says, "%s", u->factoren[i].ptr);
		cr_assert_eq(says, strstr(en->factoren[i].ptr, "counts as neutral") != NULL);
		cr_assert_eq(says, i != SCORE_FACTOR_DATUM);
	}
}

Test(uitleg, keeps_the_percent_sign_and_what_stands_for_a_number)
{
	char tekst[SCORE_ZIN_MAX];
	struct score_zin z = score_zin_begin(SCORE_TAAL_EN, tekst);
	ZIN(&z, "", "%2, %1%% and %2", zin_getal(-12), zin_getal(INT64_MIN));
	cr_assert_str_eq(score_zin_dup(&arena, &z).ptr,
		"-9223372036854775808, -12% and -9223372036854775808");
}
