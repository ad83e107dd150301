/* Why nobody: against trying every set of rules, and the advice with its figures. */
#include "score/knelpunt.h"

#include <criterion/criterion.h>
#include <string.h>

#include "domain/taal.h"
#include "opnieuw.h"
#include "paren.h"

#define OFFERS 5
#define ROUNDS 300

static struct arena arena;
static struct paar_data data[OFFERS];
static struct score_aanbod offers[OFFERS];
static int offer_count = OFFERS;

static void open_arena(void)
{
	arena_init(&arena, 4 << 20);
}

static void close_arena(void)
{
	arena_fini(&arena);
}

TestSuite(knelpunt, .init = open_arena, .fini = close_arena);

static struct score_knelpunten blocks(uint32_t regels)
{
	struct score_config config = paren_config();
	config.regels = regels;
	struct score_knelpunten k;
	score_knelpunten(&arena, &config, &data[0].aanvraag, NULL, offers, (size_t)offer_count, &k);
	return k;
}

/* How many become possible when a set of the rules is let go; who lets go of the soort asks for
 * what there is instead. */
static unsigned possible_without(uint32_t regels, uint32_t losgelaten)
{
	static struct score_aanvraag asked;
	unsigned count = 0;
	for (int i = 0; i < offer_count; i++) {
		asked = data[0].aanvraag;
		if ((regels & losgelaten & SCORE_REGEL_BIT(SCORE_REGEL_SOORT)) != 0)
			asked.soort = offers[i].soort;
		count += opnieuw_regel(&asked, &offers[i], regels & ~losgelaten) ==
			 SCORE_REGEL_COUNT;
	}
	return count;
}

/* Candidates of a set that helps, and of which no rule can be missed; else 0. */
static unsigned helps(uint32_t regels, uint32_t set)
{
	const unsigned count = possible_without(regels, set);
	for (uint32_t left = set; count > 0 && left != 0; left &= left - 1) {
		if (possible_without(regels, set & ~(left & -left)) > 0)
			return 0;
	}
	return count;
}

static void any_offers(struct toeval *t)
{
	for (int i = 0; i < OFFERS; i++) {
		paren_toeval(&data[i], t);
		offers[i] = data[i].aanbod;
		offers[i].soort = toeval_below(t, 8) == 0 ? SOORT_WORKSHOP : data[0].aanvraag.soort;
	}
}

static uint32_t nine_rules(struct toeval *t)
{
	uint32_t regels = 0;
	while (__builtin_popcount(regels) < 9)
		regels |= SCORE_REGEL_BIT(toeval_below(t, SCORE_REGEL_COUNT));
	return regels;
}

static const struct score_blokkade *find(const struct score_knelpunten *k, uint32_t set)
{
	for (size_t i = 0; i < k->count; i++) {
		if (k->blokkaden[i].regels == set)
			return &k->blokkaden[i];
	}
	return NULL;
}

Test(knelpunt, finds_the_sets_that_trying_every_set_of_rules_finds)
{
	struct toeval t = { 2026 };
	unsigned by_size[SCORE_REGEL_COUNT + 1] = { 0 };
	for (int round = 0; round < ROUNDS; round++) {
		any_offers(&t);
		offer_count = 1 + (int)toeval_below(&t, OFFERS);
		const uint32_t regels = nine_rules(&t);
		const struct score_knelpunten k = blocks(regels);
		const bool anybody = possible_without(regels, 0) > 0;
		size_t count = 0;
		unsigned fewest = SCORE_REGEL_COUNT;
		for (uint32_t set = regels; set != 0 && !anybody; set = (set - 1) & regels) {
			const unsigned want = helps(regels, set);
			const struct score_blokkade *b = find(&k, set);
			cr_assert_eq(b != NULL ? b->aantal : 0, want, "round %d", round);
			const unsigned size = (unsigned)__builtin_popcount(set);
			count += want > 0;
			fewest = want > 0 && size < fewest ? size : fewest;
		}
		cr_assert_eq(k.count, count);
		cr_assert_eq(k.kleinste, anybody ? 0 : fewest);
		by_size[k.kleinste]++;
		arena_reset(&arena);
	}
	/* A generator that never needs two rules would prove little. */
	for (unsigned size = 0; size < 3; size++)
		cr_assert_gt(by_size[size], 10, "%u rules: %u", size, by_size[size]);
}

static const struct score_aanbod *offer_of(const struct score_blokkade *b)
{
	for (int i = 0; i < OFFERS; i++)
		if (uuid_eq(offers[i].id, b->voorbeeld))
			return &offers[i];
	cr_assert_fail("the example is none of the offers");
	return NULL;
}

static bool never_offered(uint32_t set)
{
	return (set & (SCORE_REGEL_BIT(SCORE_REGEL_VETO) | SCORE_REGEL_BIT(SCORE_REGEL_VOG) |
			      SCORE_REGEL_BIT(SCORE_REGEL_LEEFTIJD) |
			      SCORE_REGEL_BIT(SCORE_REGEL_ERKENNING) |
			      SCORE_REGEL_BIT(SCORE_REGEL_TRAPLOOS) |
			      SCORE_REGEL_BIT(SCORE_REGEL_DUBBELE_BOEKING) |
			      SCORE_REGEL_BIT(SCORE_REGEL_REISTIJD) |
			      SCORE_REGEL_BIT(SCORE_REGEL_KLAS_BEZET))) != 0;
}

Test(knelpunt, puts_the_cheapest_first_and_never_offers_safety)
{
	struct toeval t = { 5 };
	for (int round = 0; round < ROUNDS; round++) {
		any_offers(&t);
		const struct score_knelpunten k = blocks(SCORE_REGELS_ALLE);
		for (size_t i = 0; i < k.count; i++) {
			const struct score_blokkade *b = &k.blokkaden[i];
			cr_assert_eq(b->kosten == 0, never_offered(b->regels));
			const struct score_blokkade *next = i + 1 < k.count ? b + 1 : NULL;
			cr_assert(next == NULL || next->kosten == 0 ||
				  (b->kosten != 0 && b->kosten <= next->kosten));
		}
		arena_reset(&arena);
	}
}

Test(knelpunt, does_not_see_the_order_of_the_offers)
{
	struct toeval t = { 8 };
	for (int round = 0; round < ROUNDS; round++) {
		any_offers(&t);
		const struct score_knelpunten k = blocks(SCORE_REGELS_ALLE);
		for (int i = 0; i < OFFERS / 2; i++) {
			const struct score_aanbod spare = offers[i];
			offers[i] = offers[OFFERS - 1 - i];
			offers[OFFERS - 1 - i] = spare;
		}
		const struct score_knelpunten other = blocks(SCORE_REGELS_ALLE);
		cr_assert_eq(k.count, other.count);
		cr_assert_eq(k.kleinste, other.kleinste);
		for (size_t i = 0; i < k.count; i++) {
			const struct score_blokkade *x = &k.blokkaden[i];
			const struct score_blokkade *y = &other.blokkaden[i];
			cr_assert(x->regels == y->regels && x->aantal == y->aantal);
			cr_assert(uuid_eq(x->voorbeeld, y->voorbeeld));
		}
		arena_reset(&arena);
	}
}

Test(knelpunt, gives_advice_in_whole_sentences_for_all_that_is_offered)
{
	struct toeval t = { 21 };
	bool seen[SCORE_REGEL_COUNT] = { false };
	for (int round = 0; round < ROUNDS * 3; round++) {
		any_offers(&t);
		const struct score_config config = paren_config();
		const struct score_knelpunten k = blocks(SCORE_REGELS_ALLE);
		for (size_t i = 0; i < k.count; i++) {
			const struct score_blokkade *b = &k.blokkaden[i];
			static struct score_raad raad[SCORE_REGEL_COUNT];
			const unsigned n = score_raad_geven(&arena,
				(enum score_taal)(round % SCORE_TAAL_COUNT), &config,
				&data[0].aanvraag, NULL, offer_of(b), b, raad);
			cr_assert_eq(
				n, b->kosten == 0 ? 0u : (unsigned)__builtin_popcount(b->regels));
			for (unsigned j = 0; j < n; j++) {
				cr_assert_eq(raad[j].zin.ptr[raad[j].zin.len - 1], '.');
				cr_assert_leq(raad[j].zin.len, (size_t)SCORE_ZIN_MAX);
				seen[raad[j].regel] = true;
			}
		}
		arena_reset(&arena);
	}
	for (unsigned r = 0; r < SCORE_REGEL_COUNT; r++)
		cr_assert_eq(seen[r], !never_offered(SCORE_REGEL_BIT(r)), "%s",
			score_regel_table[r].code);
}

/* All offers as the good pair has it. */
static void good_offers(void)
{
	for (int i = 0; i < OFFERS; i++) {
		paren_goed(&data[i]);
		offers[i] = data[i].aanbod;
		offers[i].id.b[15] = (uint8_t)(i + 1);
	}
}

static void check_advice(
	uint32_t regel, unsigned aantal, int32_t waarde, const char *nl, const char *en)
{
	const struct score_config config = paren_config();
	const struct score_knelpunten k = blocks(SCORE_REGELS_ALLE);
	cr_assert_eq(k.kleinste, 1);
	cr_assert_eq(k.blokkaden[0].regels, SCORE_REGEL_BIT(regel));
	cr_assert_eq(k.blokkaden[0].aantal, aantal, "%u", (unsigned)k.blokkaden[0].aantal);
	for (unsigned taal = 0; taal < SCORE_TAAL_COUNT; taal++) {
		struct score_raad raad[SCORE_REGEL_COUNT];
		cr_assert_eq(
			score_raad_geven(&arena, (enum score_taal)taal, &config, &data[0].aanvraag,
				NULL, offer_of(&k.blokkaden[0]), &k.blokkaden[0], raad),
			1);
		cr_assert_eq(raad[0].stap.waarde, waarde, "%d", (int)raad[0].stap.waarde);
		cr_assert_str_eq(raad[0].zin.ptr, taal == SCORE_TAAL_NL ? nl : en);
	}
}

Test(knelpunt, has_nothing_to_say_when_there_are_candidates_or_no_offers)
{
	good_offers();
	cr_assert_eq(blocks(SCORE_REGELS_ALLE).count, 0);
	const struct score_config config = paren_config();
	struct score_knelpunten k;
	score_knelpunten(&arena, &config, &data[0].aanvraag, NULL, offers, 0, &k);
	cr_assert_eq(k.count, 0);
	cr_assert_eq(k.kleinste, 0);
}

Test(knelpunt, advises_another_kind_by_the_rules_of_that_kind_and_counts_the_nearest)
{
	good_offers();
	data[0].aanvraag.vog_vereist = true;
	data[0].aanvraag.leeftijd_min = 11;
	offers[0].soort = SOORT_STAGE; /* they are too young for that */
	offers[1].soort = SOORT_BEDRIJFSBEZOEK;
	offers[2].soort = offers[3].soort = SOORT_WORKSHOP;
	offers[4].soort = SOORT_MENTORING;
	for (int i = 0; i < OFFERS; i++)
		offers[i].vog_geldig_tot = SCORE_DATUM_ALTIJD;
	check_advice(SCORE_REGEL_SOORT, 2, SOORT_WORKSHOP, "Vraag een workshop in plaats hiervan.",
		"Ask for this instead: workshop.");
	/* A visit asks for no VOG, which a workshop does. */
	for (int i = 0; i < OFFERS; i++)
		offers[i].vog_geldig_tot = SCORE_DATUM_GEEN;
	check_advice(SCORE_REGEL_SOORT, 1, SOORT_BEDRIJFSBEZOEK,
		"Vraag een bedrijfsbezoek in plaats hiervan.",
		"Ask for this instead: company visit.");
	const struct score_knelpunten k = blocks(SCORE_REGELS_ALLE);
	cr_assert_eq(k.bekeken, 0);
	cr_assert_eq(k.count, 1);
	cr_assert_eq(k.blokkaden[0].kosten, 9);
	offers[3].soort = SOORT_GASTLES;
	offers[3].vog_geldig_tot = SCORE_DATUM_ALTIJD;
	cr_assert_eq(blocks(SCORE_REGELS_ALLE).count, 0);
}

Test(knelpunt, says_from_which_distance_there_is_a_candidate)
{
	good_offers();
	data[0].aanvraag.max_afstand_m = 5000;
	for (int i = 0; i < OFFERS; i++)
		offers[i].plaats.x_m = data[0].aanvraag.plaats.x_m + 19900 - 3000 * i;
	check_advice(SCORE_REGEL_AFSTAND, OFFERS, 7900,
		"Op een afstand van 7,9 km is er aanbod; de school zoekt nu dichterbij.",
		"At a distance of 7.9 km there is an offer; the school looks nearer now.");
}

Test(knelpunt, advises_a_distance_that_is_enough)
{
	good_offers();
	data[0].aanvraag.max_afstand_m = 5000;
	for (int i = 0; i < OFFERS; i++)
		offers[i].plaats.x_m = data[0].aanvraag.plaats.x_m + 7901;
	check_advice(SCORE_REGEL_AFSTAND, OFFERS, 7901,
		"Op een afstand van 8 km is er aanbod; de school zoekt nu dichterbij.",
		"At a distance of 8 km there is an offer; the school looks nearer now.");
}

Test(knelpunt, says_in_one_sentence_what_came_out)
{
	static const struct {
		uint32_t bekeken, mogelijk;
		const char *nl, *en;
	} cases[] = {
		{ 0, 0, "Er is nu geen aanbod van deze soort.",
			"There is no offer of this kind now." },
		{ 1, 0, "Het ene aanbod van deze soort past niet.",
			"The one offer of this kind does not fit." },
		{ 2, 0, "We bekeken 2 keer een aanbod; er past er geen.",
			"We looked at 2 offers; none of them fits." },
		{ 5, 1, "Er is 1 kandidaat; niets staat in de weg.",
			"There is 1 candidate; nothing stands in the way." },
		{ 5, 2, "Er zijn 2 kandidaten; niets staat in de weg.",
			"There are 2 candidates; nothing stands in the way." },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (unsigned taal = 0; taal < SCORE_TAAL_COUNT; taal++) {
			char tekst[SCORE_ZIN_MAX];
			struct score_zin z = score_zin_begin((enum score_taal)taal, tekst);
			score_zin_knelpunten(&z, cases[i].bekeken, cases[i].mogelijk);
			cr_assert_str_eq(score_zin_dup(&arena, &z).ptr,
				taal == SCORE_TAAL_NL ? cases[i].nl : cases[i].en);
		}
	}
}

Test(knelpunt, of_a_rondgang_say_along_how_many_companies_one_can_go)
{
	static const struct {
		uint32_t haltes, past;
		const char *nl, *en;
	} cases[] = {
		{ 3, 3, "Er kan een rondgang langs 3 bedrijven; niets staat in de weg.",
			"A round along 3 companies can be made; nothing stands in the way." },
		{ 3, 2, "Er kan een rondgang langs 2 bedrijven, niet langs de 3 die je vraagt.",
			"A round along 2 companies can be made, not along the 3 that you ask." },
		{ 1, 1, "Er kan een bezoek aan 1 bedrijf; niets staat in de weg.",
			"A visit to 1 company can be made; nothing stands in the way." },
		{ 3, 1, "Er kan een bezoek aan 1 bedrijf, geen rondgang langs de 3 die je vraagt.",
			"A visit to 1 company can be made, no round along the 3 that you ask." },
		{ 3, 0,
			"Er is geen rondgang: te weinig bedrijven passen na elkaar op een dag. "
			"Vraag minder haltes of kortere bezoeken, of maak de periode langer.",
			"There is no round: too few companies fit one after the other on a day. "
			"Ask fewer stops or shorter visits, or make the period longer." },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (unsigned taal = 0; taal < SCORE_TAAL_COUNT; taal++) {
			char tekst[SCORE_ZIN_MAX];
			struct score_zin z = score_zin_begin((enum score_taal)taal, tekst);
			score_zin_rondgang(&z, cases[i].haltes, cases[i].past);
			cr_assert_str_eq(score_zin_dup(&arena, &z).ptr,
				taal == SCORE_TAAL_NL ? cases[i].nl : cases[i].en);
		}
	}
}

Test(knelpunt, takes_as_example_what_can_soonest_in_the_wider_window)
{
	good_offers();
	for (int i = 0; i < OFFERS; i++)
		offers[i].geldig_van = PAREN_MAANDAG + (i == 3 ? 28 : 35);
	struct score_aanvraag ruim = data[0].aanvraag;
	cr_assert_eq(score_aanvraag_venster(
			     &ruim, PAREN_MAANDAG, PAREN_MAANDAG + 60, DAGDEEL_WEEK_SCHOOLDAG),
		ERR_OK);
	const struct score_config config = paren_config();
	struct score_knelpunten k;
	score_knelpunten(&arena, &config, &data[0].aanvraag, &ruim, offers, OFFERS, &k);
	cr_assert_eq(k.blokkaden[0].regels, SCORE_REGEL_BIT(SCORE_REGEL_TIJDVAK));
	cr_assert_eq(offer_of(&k.blokkaden[0]), &offers[3]);
}

Test(knelpunt, says_which_group_would_do_and_which_topic_is_near)
{
	good_offers();
	data[0].aanvraag.groepsgrootte = 40;
	offers[3].groep_max = 35;
	check_advice(SCORE_REGEL_GROEPSGROOTTE, OFFERS, 35, "Kom met een groep van hoogstens 35.",
		"Come with a group of at most 35.");
	good_offers();
	data[0].aanvraag.soort = SOORT_BEDRIJFSBEZOEK;
	data[0].aanvraag.groepsgrootte = 25;
	data[0].aanvraag.begeleiders = 1;
	for (int i = 0; i < OFFERS; i++) {
		offers[i].soort = SOORT_BEDRIJFSBEZOEK;
		offers[i].leerlingen_per_begeleider = (uint8_t)(8 + i);
	}
	check_advice(SCORE_REGEL_BEGELEIDING, OFFERS, 3, "Neem 3 begeleiders mee in plaats van 1.",
		"Bring 3 adults along instead of 1.");
	good_offers();
	data[0].aanvraag.thema_vereist = true;
	for (int i = 0; i < OFFERS; i++)
		data[i].geboden[0] = i == 2 ? 4 : 8;
	check_advice(SCORE_REGEL_THEMA, OFFERS, 4,
		"Vereis het thema niet: er is aanbod dat voor 50% aansluit.",
		"Do not require the topic: there is an offer that comes for 50% near.");
}

Test(knelpunt, says_which_half_day_and_which_wait_would_do)
{
	good_offers();
	for (int i = 0; i < OFFERS; i++)
		cr_assert_eq(dagdeel_week_parse(i == 1 ? STR("di-avond") : STR("wo-avond"),
				     &offers[i].dagdelen),
			ERR_OK);
	check_advice(SCORE_REGEL_TIJDVAK, OFFERS, (PAREN_MAANDAG + 1) * 3 + DAGDEEL_AVOND,
		"Het eerste dagdeel dat wel kan is op 24 november 2026 (avond).",
		"The first half-day that is possible is on 24 November 2026 (evening).");
	good_offers();
	data[0].aanvraag.wachttijd_dagen = 100;
	data[0].aanvraag.relatie_count = 1;
	data[0].relaties[0] = (struct score_relatie){ .houder = paren_houder(0), .datum_count = 1 };
	data[0].datums[0][0] = PAREN_MAANDAG - 20;
	paren_koppel(&data[0]);
	check_advice(SCORE_REGEL_WACHTTIJD, OFFERS, 30,
		"Met een wachttijd van 30 dagen kan het wel.",
		"With 30 days in between it is possible.");
}

Test(knelpunt, looks_for_a_half_day_in_the_wider_window_that_is_given)
{
	good_offers();
	for (int i = 0; i < OFFERS; i++)
		offers[i].geldig_van = PAREN_MAANDAG + 30;
	const struct score_knelpunten k = blocks(SCORE_REGELS_ALLE);
	cr_assert_eq(k.blokkaden[0].regels, SCORE_REGEL_BIT(SCORE_REGEL_TIJDVAK));
	struct score_aanvraag ruim = data[0].aanvraag;
	cr_assert_eq(score_aanvraag_venster(
			     &ruim, PAREN_MAANDAG, PAREN_MAANDAG + 60, DAGDEEL_WEEK_SCHOOLDAG),
		ERR_OK);
	tijdvak_set_add_days(&ruim.gesloten, PAREN_MAANDAG + 30, PAREN_MAANDAG + 41);
	const struct score_config config = paren_config();
	struct score_raad raad[SCORE_REGEL_COUNT];
	cr_assert_eq(score_raad_geven(&arena, SCORE_TAAL_NL, &config, &data[0].aanvraag, NULL,
			     &offers[0], &k.blokkaden[0], raad),
		1);
	cr_assert_eq(raad[0].stap.waarde, SCORE_DATUM_GEEN);
	cr_assert_eq(score_raad_geven(&arena, SCORE_TAAL_NL, &config, &data[0].aanvraag, &ruim,
			     &offers[0], &k.blokkaden[0], raad),
		1);
	cr_assert_eq(raad[0].stap.waarde, (PAREN_MAANDAG + 42) * 3);
}

Test(knelpunt, names_every_smallest_set_when_there_are_several)
{
	good_offers();
	offers[0].talen = TAAL_BIT(TAAL_FR);
	offers[1].talen = TAAL_BIT(TAAL_EN);
	data[0].aanvraag.vog_vereist = true;
	for (int i = 0; i < OFFERS; i++)
		offers[i].vog_geldig_tot = i < 2 ? SCORE_DATUM_ALTIJD : SCORE_DATUM_GEEN;
	const struct score_knelpunten k = blocks(SCORE_REGELS_ALLE);
	cr_assert_eq(k.kleinste, 1);
	cr_assert_eq(k.count, 2);
	cr_assert_eq(k.blokkaden[0].regels, SCORE_REGEL_BIT(SCORE_REGEL_TAAL));
	cr_assert_eq(k.blokkaden[0].aantal, 2);
	cr_assert_eq(k.blokkaden[1].regels, SCORE_REGEL_BIT(SCORE_REGEL_VOG));
	cr_assert_eq(k.blokkaden[1].aantal, 3);
	cr_assert_eq(k.blokkaden[1].kosten, 0);
}
