/* Every rule at its borders, on a pair that is possible but for what the test changes. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/date.h"
#include "domain/taal.h"
#include "paren.h"

static struct score_uitkomst judge(struct paar_data *d)
{
	const struct score_config config = paren_config();
	struct score_uitkomst u;
	paren_koppel(d);
	score_beoordeel(&config, &d->aanvraag, &d->aanbod, &u);
	return u;
}

static void check_fails(struct paar_data *d, enum score_regel regel)
{
	const struct score_uitkomst u = judge(d);
	cr_assert_not(u.mogelijk);
	cr_assert_eq(u.regel, regel, "%s", score_regel_table[u.regel].code);
	cr_assert_eq(u.score, 0);
	cr_assert(tijdvak_set_is_empty(&u.vrij));
}

/* Possible, with this many half-days left. */
static void check_passes(struct paar_data *d, unsigned count)
{
	const struct score_uitkomst u = judge(d);
	cr_assert(u.mogelijk, "%s", score_regel_table[u.regel % SCORE_REGEL_COUNT].code);
	cr_assert_eq(u.regel, SCORE_REGEL_COUNT);
	cr_assert_eq(tijdvak_set_count(&u.vrij), count, "%u", tijdvak_set_count(&u.vrij));
}

/* One school day: Monday, morning and afternoon. */
static void one_day(struct paar_data *d)
{
	paren_goed(d);
	cr_assert_eq(score_aanvraag_venster(
			     &d->aanvraag, PAREN_MAANDAG, PAREN_MAANDAG, DAGDEEL_WEEK_SCHOOLDAG),
		ERR_OK);
}

Test(regel, has_a_code_and_two_sentences_for_each_and_finds_it_by_code)
{
	for (unsigned i = 0; i < SCORE_REGEL_COUNT; i++) {
		const struct score_regel_rij *row = &score_regel_table[i];
		enum score_regel regel = SCORE_REGEL_COUNT;
		cr_assert_eq(score_regel_from_code(str_from(row->code), &regel), ERR_OK);
		cr_assert_eq(regel, i);
		cr_assert_gt(strlen(row->nl), 0);
		cr_assert_gt(strlen(row->en), 0);
		cr_assert_neq(row->soorten, 0);
	}
	enum score_regel regel;
	cr_assert_eq(score_regel_from_code(STR("geluk"), &regel), ERR_INVALID);
}

Test(regel, lets_the_good_pair_pass)
{
	struct paar_data d;
	paren_goed(&d);
	check_passes(&d, 20);
}

Test(regel, wants_the_same_soort)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.soort = SOORT_WORKSHOP;
	check_fails(&d, SCORE_REGEL_SOORT);
}

Test(regel, counts_the_last_day_of_a_pause_as_paused)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.gepauzeerd_tot = PAREN_MAANDAG + 11;
	check_fails(&d, SCORE_REGEL_GEPAUZEERD);
	d.aanbod.gepauzeerd_tot = SCORE_DATUM_ALTIJD;
	check_fails(&d, SCORE_REGEL_GEPAUZEERD);
	d.aanbod.gepauzeerd_tot = PAREN_MAANDAG + 10;
	check_passes(&d, 2);
	d.aanbod.gepauzeerd_tot = PAREN_MAANDAG - 1;
	check_passes(&d, 20);
}

Test(regel, lets_a_veto_of_either_side_stand_against_the_person_and_the_company)
{
	for (unsigned number = 0; number < 8; number++) {
		struct paar_data d;
		paren_goed(&d);
		d.aanvraag.relatie_count = 1;
		d.relaties[0] = (struct score_relatie){ .houder = paren_houder(number) };
		check_passes(&d, 20);
		d.relaties[0].veto = true;
		if (number == 0 || number == 4)
			check_fails(&d, SCORE_REGEL_VETO);
		else
			check_passes(&d, 20);
	}
}

Test(regel, lets_no_offer_pass_that_staff_ruled_out_nor_who_stands_behind_it)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.id = paren_houder(7);
	for (unsigned number = 0; number < 8; number++) {
		d.verboden[0] = paren_houder(number);
		d.verboden[1] = paren_houder(number + 1);
		d.aanvraag.verboden_count = 2;
		const bool is_behind =
			number == 0 || number == 3 || number == 4 || number == 6 || number == 7;
		if (is_behind)
			check_fails(&d, SCORE_REGEL_VETO);
		else
			check_passes(&d, 20);
	}
}

Test(regel, finds_a_veto_among_many_relations)
{
	struct paar_data d;
	paren_goed(&d);
	struct score_relatie many[7];
	for (unsigned i = 0; i < 7; i++)
		many[i] = (struct score_relatie){ .houder = paren_houder(i), .veto = true };
	for (unsigned person = 0; person < 8; person++) {
		struct score_uitkomst u;
		const struct score_config config = paren_config();
		d.aanbod.bedrijf_id = (struct uuid){ { 0 } };
		d.aanbod.vrijwilliger_id = paren_houder(person);
		d.aanvraag.relaties = many;
		d.aanvraag.relatie_count = 7;
		score_beoordeel(&config, &d.aanvraag, &d.aanbod, &u);
		cr_assert_eq(u.mogelijk, person == 7);
	}
}

static void make_soort(struct paar_data *d, enum soort soort)
{
	paren_goed(d);
	d->aanvraag.soort = d->aanbod.soort = soort;
	d->aanvraag.leeftijd_min = 18;
}

Test(regel, holds_the_youngest_to_the_age_that_the_law_asks)
{
	static const struct {
		enum soort soort;
		uint8_t least;
	} cases[] = { { SOORT_STAGE, 14 }, { SOORT_LEERWERKPLEK, 16 } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct paar_data d;
		make_soort(&d, cases[i].soort);
		check_passes(&d, 20);
		d.aanvraag.leeftijd_min = (uint8_t)(cases[i].least - 1);
		check_fails(&d, SCORE_REGEL_LEEFTIJD);
		d.aanvraag.leeftijd_min = cases[i].least;
		check_passes(&d, 20);
	}
}

Test(regel, holds_the_youngest_to_the_age_that_the_offer_asks)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.leeftijd_min = 4;
	check_passes(&d, 20);
	d.aanbod.leeftijd_min = 12;
	d.aanvraag.leeftijd_min = 11;
	check_fails(&d, SCORE_REGEL_LEEFTIJD);
	d.aanvraag.leeftijd_min = 12;
	check_passes(&d, 20);
	d.aanvraag.leeftijd_min = 0;
	check_passes(&d, 20);
}

Test(regel, goes_by_the_usual_age_of_the_level_where_none_is_given_for_work)
{
	struct paar_data d;
	make_soort(&d, SOORT_STAGE);
	d.aanvraag.leeftijd_min = 0;
	d.aanbod.niveaus = 0;
	d.aanvraag.niveau = UINT64_C(1) << 13; /* the second year of vmbo: 13 */
	check_fails(&d, SCORE_REGEL_LEEFTIJD);
	d.aanvraag.niveau = UINT64_C(1) << 14;
	check_passes(&d, 20);
	d.aanbod.leeftijd_min = 15;
	check_fails(&d, SCORE_REGEL_LEEFTIJD);
	d.aanvraag.leeftijd_min = 15;
	check_passes(&d, 20);
	/* A lesson is no work. */
	d.aanvraag.leeftijd_min = 0;
	d.aanvraag.soort = d.aanbod.soort = SOORT_WORKSHOP;
	check_passes(&d, 20);
	/* Nor is it known how old pupils of no known level are. */
	d.aanvraag.soort = d.aanbod.soort = SOORT_STAGE;
	d.aanvraag.niveau = 0;
	check_passes(&d, 20);
}

Test(regel, wants_a_company_that_is_accredited_for_the_crebo_to_the_last_day)
{
	struct paar_data d;
	make_soort(&d, SOORT_STAGE);
	check_passes(&d, 20);
	d.aanvraag.crebo = 25604;
	check_fails(&d, SCORE_REGEL_ERKENNING);
	d.aanbod.erkenning_count = 2;
	d.erkenningen[0] = (struct score_erkenning){ 25605, SCORE_DATUM_ALTIJD };
	d.erkenningen[1] = (struct score_erkenning){ 25604, PAREN_MAANDAG - 1 };
	check_fails(&d, SCORE_REGEL_ERKENNING);
	d.erkenningen[1].geldig_tot = PAREN_MAANDAG + 5;
	check_fails(&d, SCORE_REGEL_ERKENNING);
	d.erkenningen[1].geldig_tot = PAREN_MAANDAG + 6;
	check_passes(&d, 2);
	d.erkenningen[0] = (struct score_erkenning){ 25604, SCORE_DATUM_ALTIJD };
	check_passes(&d, 20);
	make_soort(&d, SOORT_BEDRIJFSBEZOEK);
	d.aanvraag.crebo = 25604;
	check_passes(&d, 20);
}

Test(regel, keeps_the_days_that_the_school_wants_between_two_activities)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.wachttijd_dagen = 7;
	check_passes(&d, 20);
	d.aanvraag.relatie_count = 1;
	d.relaties[0] = (struct score_relatie){ .houder = paren_houder(0), .datum_count = 1 };
	d.datums[0][0] = PAREN_MAANDAG - 3;
	check_passes(&d, 10); /* Friday to Friday is still too soon */
	d.datums[0][0] = PAREN_MAANDAG + 14;
	check_passes(&d, 10);
	d.datums[0][0] = PAREN_MAANDAG + 7;
	check_fails(&d, SCORE_REGEL_WACHTTIJD);
	d.relaties[0].houder = paren_houder(1);
	check_passes(&d, 20);
	d.relaties[0].houder = paren_houder(4);
	check_fails(&d, SCORE_REGEL_WACHTTIJD);
	d.aanvraag.wachttijd_dagen = 0;
	check_passes(&d, 20);
}

Test(regel, wants_the_level_in_the_set_of_the_offer)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.niveau = UINT64_C(1) << 5;
	check_fails(&d, SCORE_REGEL_NIVEAU);
	d.aanvraag.niveau = UINT64_C(1) << 7;
	check_passes(&d, 20);
	d.aanvraag.niveau = 0;
	check_passes(&d, 20);
	d.aanvraag.niveau = UINT64_C(1) << 5;
	d.aanbod.niveaus = 0;
	check_passes(&d, 20);
}

Test(regel, wants_a_required_topic_itself_its_parent_or_its_child)
{
	static const struct {
		uint16_t topic;
		bool passes;
	} cases[] = { { 3, true }, { 1, true }, { 4, false }, { 5, false }, { 8, false } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct paar_data d;
		paren_goed(&d);
		d.aanvraag.thema_vereist = true;
		d.geboden[0] = cases[i].topic;
		if (cases[i].passes)
			check_passes(&d, 20);
		else
			check_fails(&d, SCORE_REGEL_THEMA);
		d.aanvraag.thema_vereist = false;
		check_passes(&d, 20);
	}
}

Test(regel, does_not_take_unknown_topics_for_the_required_one)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.thema_vereist = true;
	d.aanbod.thema_count = 0;
	check_fails(&d, SCORE_REGEL_THEMA);
	d.aanvraag.thema_count = 0;
	check_passes(&d, 20);
	d.aanvraag.thema_count = 2;
	d.gevraagd[1] = 8;
	d.aanbod.thema_count = 1;
	check_passes(&d, 20);
}

Test(regel, wants_a_common_language_where_both_are_known)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.talen = TAAL_BIT(TAAL_EN) | TAAL_BIT(TAAL_DE);
	check_fails(&d, SCORE_REGEL_TAAL);
	d.aanvraag.talen = TAAL_BIT(TAAL_NL) | TAAL_BIT(TAAL_DE);
	check_passes(&d, 20);
	d.aanbod.talen = 0;
	check_passes(&d, 20);
	d.aanvraag.talen = 0;
	check_passes(&d, 20);
}

Test(regel, holds_both_to_the_distance_they_accept)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.reisafstand_m = 10000;
	check_passes(&d, 20);
	d.aanbod.reisafstand_m = 9999;
	check_fails(&d, SCORE_REGEL_AFSTAND);
	d.aanbod.reisafstand_m = 0;
	check_passes(&d, 20);
	d.aanvraag.max_afstand_m = 10000;
	check_passes(&d, 20);
	d.aanvraag.max_afstand_m = 9999;
	check_fails(&d, SCORE_REGEL_AFSTAND);
	d.aanbod.plaats.bekend = false;
	check_passes(&d, 20);
	cr_assert_eq(judge(&d).afstand_m, -1);
}

Test(regel, takes_online_for_an_answer_to_distance_only_when_both_agree)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.reisafstand_m = 1;
	d.aanbod.online = true;
	check_fails(&d, SCORE_REGEL_AFSTAND);
	d.aanvraag.online_toegestaan = true;
	check_passes(&d, 20);
	cr_assert(judge(&d).online);
	d.aanbod.reisafstand_m = 20000;
	cr_assert_not(judge(&d).online);
	d.aanbod.online = false;
	d.aanbod.reisafstand_m = 1;
	check_fails(&d, SCORE_REGEL_AFSTAND);
}

Test(regel, holds_the_group_to_its_least_and_most)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.groepsgrootte = 30;
	check_passes(&d, 20);
	d.aanvraag.groepsgrootte = 31;
	check_fails(&d, SCORE_REGEL_GROEPSGROOTTE);
	d.aanvraag.groepsgrootte = 5;
	check_passes(&d, 20);
	d.aanvraag.groepsgrootte = 4;
	check_fails(&d, SCORE_REGEL_GROEPSGROOTTE);
	d.aanvraag.groepsgrootte = 0;
	check_passes(&d, 20);
	d.aanvraag.groepsgrootte = 500;
	d.aanbod.groep_max = 0;
	check_passes(&d, 20);
}

Test(regel, wants_a_common_half_day_in_both_week_patterns)
{
	struct paar_data d;
	paren_goed(&d);
	cr_assert_eq(dagdeel_week_parse(STR("ma-avond,di-avond"), &d.aanbod.dagdelen), ERR_OK);
	check_fails(&d, SCORE_REGEL_TIJDVAK);
	cr_assert_eq(dagdeel_week_parse(STR("ma-avond,vr-middag"), &d.aanbod.dagdelen), ERR_OK);
	check_passes(&d, 2);
}

Test(regel, wants_half_days_within_the_validity_of_the_offer)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.geldig_van = PAREN_MAANDAG + 11;
	check_passes(&d, 2);
	d.aanbod.geldig_van = PAREN_MAANDAG + 12;
	check_fails(&d, SCORE_REGEL_TIJDVAK);
	d.aanbod.geldig_van = SCORE_DATUM_GEEN;
	d.aanbod.geldig_tot = PAREN_MAANDAG;
	check_passes(&d, 2);
	d.aanbod.geldig_tot = PAREN_MAANDAG - 1;
	check_fails(&d, SCORE_REGEL_TIJDVAK);
}

Test(regel, keeps_out_of_holidays_and_exceptions)
{
	struct paar_data d;
	paren_goed(&d);
	tijdvak_set_add_days(&d.aanvraag.gesloten, PAREN_MAANDAG, PAREN_MAANDAG + 10);
	check_passes(&d, 2);
	d.uitzonderingen[0] = (struct tijdvak_dag){ PAREN_MAANDAG + 11, 1 << DAGDEEL_OCHTEND };
	d.aanbod.uitzondering_count = 1;
	check_passes(&d, 1);
	d.uitzonderingen[0].dagdelen = TIJDVAK_DAG_ALLE;
	check_fails(&d, SCORE_REGEL_TIJDVAK);
}

Test(regel, fails_on_time_when_the_window_has_no_half_day_to_begin_with)
{
	struct paar_data d;
	paren_goed(&d);
	cr_assert_eq(score_aanvraag_venster(
			     &d.aanvraag, PAREN_MAANDAG + 5, PAREN_MAANDAG + 6, DAGDEEL_WEEK_ALLE),
		ERR_OK);
	d.aanbod.gepauzeerd_tot = SCORE_DATUM_ALTIJD;
	check_fails(&d, SCORE_REGEL_TIJDVAK);
}

Test(regel, wants_a_vog_that_is_valid_on_the_day_where_the_school_asks_it)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.vog_vereist = true;
	check_fails(&d, SCORE_REGEL_VOG);
	d.aanbod.vog_geldig_tot = PAREN_MAANDAG - 1;
	check_fails(&d, SCORE_REGEL_VOG);
	d.aanbod.vog_geldig_tot = PAREN_MAANDAG;
	check_passes(&d, 2);
	d.aanbod.vog_geldig_tot = PAREN_MAANDAG + 11;
	check_passes(&d, 20);
	d.aanbod.vog_geldig_tot = SCORE_DATUM_GEEN;
	d.aanvraag.vog_vereist = false;
	check_passes(&d, 20);
}

Test(regel, holds_what_runs_for_weeks_to_its_last_day)
{
	struct paar_data d;
	one_day(&d);
	d.aanvraag.soort = d.aanbod.soort = SOORT_MENTORING;
	d.aanvraag.weken = 4;
	d.aanvraag.vog_vereist = true;
	d.aanbod.vog_geldig_tot = PAREN_MAANDAG + 4 * 7 - 2;
	check_fails(&d, SCORE_REGEL_VOG);
	d.aanbod.vog_geldig_tot = PAREN_MAANDAG + 4 * 7 - 1;
	check_passes(&d, 2);
	d.aanbod.geldig_tot = PAREN_MAANDAG + 4 * 7 - 2;
	check_fails(&d, SCORE_REGEL_TIJDVAK);
	d.aanbod.geldig_tot = PAREN_MAANDAG + 4 * 7 - 1;
	check_passes(&d, 2);
}

Test(regel, asks_no_vog_for_a_visit_to_a_company)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.soort = SOORT_BEDRIJFSBEZOEK;
	d.aanbod.soort = SOORT_BEDRIJFSBEZOEK;
	d.aanvraag.vog_vereist = true;
	check_passes(&d, 20);
}

Test(regel, books_no_class_twice)
{
	struct paar_data d;
	one_day(&d);
	tijdvak_set_add(&d.aanvraag.klas_bezet, PAREN_MAANDAG, 1 << DAGDEEL_OCHTEND);
	check_passes(&d, 1);
	tijdvak_set_add(&d.aanvraag.klas_bezet, PAREN_MAANDAG, 1 << DAGDEEL_MIDDAG);
	check_fails(&d, SCORE_REGEL_KLAS_BEZET);
}

Test(regel, books_no_person_twice)
{
	struct paar_data d;
	one_day(&d);
	d.boekingen[0] = (struct tijdvak_dag){ PAREN_MAANDAG, 1 << DAGDEEL_OCHTEND };
	d.boekingen[1] = (struct tijdvak_dag){ PAREN_MAANDAG + 1, TIJDVAK_DAG_ALLE };
	d.aanbod.boeking_count = 2;
	check_passes(&d, 1);
	d.boekingen[1] = (struct tijdvak_dag){ PAREN_MAANDAG, 1 << DAGDEEL_MIDDAG };
	check_fails(&d, SCORE_REGEL_DUBBELE_BOEKING);
}

/* Booked in the morning, so many metres east of the school. */
static void stays(struct paar_data *d, int32_t metres)
{
	d->verblijven[0] = (struct score_verblijf){ { PAREN_MAANDAG, DAGDEEL_OCHTEND },
		{ 510, 720 }, { d->aanvraag.plaats.x_m + metres, d->aanvraag.plaats.y_m, true } };
	d->aanbod.verblijf_count = 1;
	d->boekingen[0] = (struct tijdvak_dag){ PAREN_MAANDAG, 1 << DAGDEEL_OCHTEND };
	d->aanbod.boeking_count = 1;
}

Test(regel, leaves_a_person_the_time_to_travel)
{
	struct paar_data d;
	one_day(&d);
	d.aanbod.reisbuffer_min = 15;
	/* Half an hour between morning and afternoon; 15 minutes are 11.5 km. */
	stays(&d, 11538);
	check_passes(&d, 1);
	stays(&d, 11539);
	check_fails(&d, SCORE_REGEL_REISTIJD);
	d.aanbod.reisbuffer_min = 14;
	check_passes(&d, 1);
	/* It is over sooner there, and begins later here. */
	stays(&d, 44000);
	d.verblijven[0].uren.tot_min = 690;
	check_fails(&d, SCORE_REGEL_REISTIJD);
	d.aanvraag.uren[DAGDEEL_MIDDAG] = (struct score_uren){ 762, 900 };
	check_passes(&d, 1);
	d.aanvraag.uren[DAGDEEL_MIDDAG].van_min = 761;
	check_fails(&d, SCORE_REGEL_REISTIJD);
	d.aanbod.online = d.aanvraag.online_toegestaan = true;
	check_passes(&d, 1);
}

Test(regel, asks_no_buffer_of_who_stays_where_they_are)
{
	struct paar_data d;
	one_day(&d);
	d.aanbod.reisbuffer_min = 240;
	stays(&d, 0);
	check_passes(&d, 1);
	stays(&d, 1);
	check_fails(&d, SCORE_REGEL_REISTIJD);
	d.verblijven[0].plaats.bekend = false;
	check_passes(&d, 1);
	stays(&d, 44000);
	d.verblijven[0].tijdvak.datum++;
	check_passes(&d, 1);
}

Test(regel, asks_a_class_that_visits_for_enough_adults)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.soort = d.aanbod.soort = SOORT_BEDRIJFSBEZOEK;
	d.aanvraag.groepsgrootte = 25;
	d.aanbod.leerlingen_per_begeleider = 12;
	d.aanvraag.begeleiders = 2;
	check_fails(&d, SCORE_REGEL_BEGELEIDING);
	d.aanvraag.begeleiders = 3;
	check_passes(&d, 20);
	d.aanvraag.groepsgrootte = 24;
	d.aanvraag.begeleiders = 2;
	check_passes(&d, 20);
	d.aanvraag.begeleiders = 0; /* not known */
	check_passes(&d, 20);
	d.aanvraag.soort = d.aanbod.soort = SOORT_WORKSHOP;
	d.aanvraag.begeleiders = 1;
	check_passes(&d, 20);
}

Test(regel, takes_no_group_up_a_stair_that_cannot)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanvraag.soort = d.aanbod.soort = SOORT_BEDRIJFSBEZOEK;
	d.aanvraag.traploos = true;
	check_fails(&d, SCORE_REGEL_TRAPLOOS);
	d.aanbod.traploos = true;
	check_passes(&d, 20);
	d.aanbod.traploos = false;
	d.aanvraag.soort = d.aanbod.soort = SOORT_GASTLES; /* at the school itself */
	check_passes(&d, 20);
}

Test(regel, fills_no_place_of_a_period_while_somebody_is_there)
{
	struct paar_data d;
	one_day(&d);
	d.aanvraag.soort = d.aanbod.soort = SOORT_MENTORING;
	d.aanvraag.weken = 3;
	d.aanbod.plaatsen = 1;
	d.aanbod.bezetting_count = 1;
	d.bezetting[0] = (struct score_bezetting){ PAREN_MAANDAG + 3 * 7, DAGDEEL_OCHTEND, 1 };
	check_passes(&d, 2);
	d.aanvraag.weken = 4; /* the fourth week is the full one */
	check_fails(&d, SCORE_REGEL_PLAATSEN);
	d.aanvraag.weken = 0; /* counts as one week: its own */
	check_passes(&d, 2);
	d.bezetting[0].datum = PAREN_MAANDAG;
	check_fails(&d, SCORE_REGEL_PLAATSEN);
	d.bezetting[0].datum = PAREN_MAANDAG - 7;
	d.aanvraag.weken = 4;
	check_passes(&d, 2);
}

Test(regel, fills_no_place_twice)
{
	struct paar_data d;
	one_day(&d);
	d.aanbod.plaatsen = 2;
	d.bezetting[0] = (struct score_bezetting){ PAREN_MAANDAG, DAGDEEL_OCHTEND, 2 };
	d.bezetting[1] = (struct score_bezetting){ PAREN_MAANDAG, DAGDEEL_MIDDAG, 1 };
	d.aanbod.bezetting_count = 2;
	check_passes(&d, 1);
	d.bezetting[1].bezet = 2;
	check_fails(&d, SCORE_REGEL_PLAATSEN);
	d.aanbod.plaatsen = 0;
	check_passes(&d, 2);
}

Test(regel, holds_every_holder_to_the_maximum_of_the_school_year)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.houder_count = 2;
	d.houders[0].max_per_schooljaar = 3;
	d.houders[0].schooljaar_count = 2;
	d.jaren[0][0] = (struct score_gebruik){ 2026, 2 };
	d.jaren[0][1] = (struct score_gebruik){ 2025, 9 };
	check_passes(&d, 20);
	d.jaren[0][0].aantal = 3;
	check_fails(&d, SCORE_REGEL_MAXIMUM_SCHOOLJAAR);
	d.houders[0].max_per_schooljaar = 0;
	check_passes(&d, 20);
	d.houders[1] = (struct score_houder){
		.soort = SCORE_HOUDER_BEDRIJF, .max_per_schooljaar = 1, .schooljaar_count = 1
	};
	d.jaren[1][0] = (struct score_gebruik){ 2026, 1 };
	check_fails(&d, SCORE_REGEL_MAXIMUM_SCHOOLJAAR);
}

Test(regel, keeps_the_half_days_of_the_next_school_year_when_this_one_is_full)
{
	struct paar_data d;
	paren_goed(&d);
	const int32_t van = date_from_civil(2027, 7, 31); /* a Saturday */
	cr_assert_eq(score_aanvraag_venster(&d.aanvraag, van - 1, van + 2, DAGDEEL_WEEK_SCHOOLDAG),
		ERR_OK);
	check_passes(&d, 4);
	d.aanbod.houder_count = 1;
	d.houders[0].max_per_schooljaar = 1;
	d.houders[0].schooljaar_count = 1;
	d.jaren[0][0] = (struct score_gebruik){ 2026, 1 };
	check_passes(&d, 2);
	d.jaren[0][0] = (struct score_gebruik){ 2027, 1 };
	check_passes(&d, 2);
}

Test(regel, holds_every_holder_to_the_maximum_of_the_week)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.houder_count = 1;
	d.houders[0].max_per_week = 2;
	d.houders[0].week_count = 2;
	d.weken[0][0] = (struct score_gebruik){ 202648, 2 };
	d.weken[0][1] = (struct score_gebruik){ 202649, 1 };
	check_passes(&d, 10);
	d.weken[0][1].aantal = 2;
	check_fails(&d, SCORE_REGEL_MAXIMUM_WEEK);
	d.houders[0].max_per_week = 3;
	check_passes(&d, 20);
}

Test(regel, knows_the_weeks_around_the_turn_of_a_year)
{
	struct paar_data d;
	paren_goed(&d);
	/* Thursday 31 December 2026 and Friday 1 January 2027: both in week 53 of 2026. */
	const int32_t van = date_from_civil(2026, 12, 31);
	cr_assert_eq(
		score_aanvraag_venster(&d.aanvraag, van, van + 1, DAGDEEL_WEEK_SCHOOLDAG), ERR_OK);
	d.aanbod.houder_count = 1;
	d.houders[0].max_per_week = 1;
	d.houders[0].week_count = 1;
	d.weken[0][0] = (struct score_gebruik){ 202653, 1 };
	check_fails(&d, SCORE_REGEL_MAXIMUM_WEEK);
	d.weken[0][0] = (struct score_gebruik){ 202701, 1 };
	check_passes(&d, 4);
}

Test(regel, names_the_first_that_fails)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.talen = TAAL_BIT(TAAL_FR);
	d.aanbod.reisafstand_m = 1;
	d.aanvraag.groepsgrootte = 31;
	check_fails(&d, SCORE_REGEL_TAAL);
}

Test(regel, leaves_out_what_the_mask_leaves_out)
{
	struct paar_data d;
	paren_goed(&d);
	d.aanbod.talen = TAAL_BIT(TAAL_FR);
	struct score_config config = paren_config();
	config.regels &= ~SCORE_REGEL_BIT(SCORE_REGEL_TAAL);
	struct score_uitkomst u;
	score_beoordeel(&config, &d.aanvraag, &d.aanbod, &u);
	cr_assert(u.mogelijk);
}

Test(regel, asks_of_each_type_what_its_row_says)
{
	const uint32_t vog = score_regel_table[SCORE_REGEL_VOG].soorten;
	const uint32_t erkenning = score_regel_table[SCORE_REGEL_ERKENNING].soorten;
	const uint32_t traploos = score_regel_table[SCORE_REGEL_TRAPLOOS].soorten;
	for (unsigned i = 0; i < SOORT_COUNT; i++) {
		cr_expect_eq((vog & SOORT_BIT(i)) != 0, soort_table[i].bij_leerlingen, "%s",
			soort_table[i].code);
		cr_expect_eq((traploos & SOORT_BIT(i)) != 0,
			soort_table[i].reiziger == SOORT_REIZIGER_KLAS, "%s", soort_table[i].code);
		cr_expect_eq((erkenning & SOORT_BIT(i)) != 0, soort_table[i].erkenning, "%s",
			soort_table[i].code);
	}
}
