#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "domain/thema.h"
#include "domain/thema_zoek.h"

/* A small taxonomy: worlds, fields, topics, with names and synonyms in both languages. */
enum {
	PRODUCTIE,
	ROBOTICA,
	ROBOTS_PROGRAMMEREN,
	METAAL,
	LASSEN,
	VERSPANEN,
	ENERGIE,
	DUURZAAM,
	ZON,
	WIND,
	WATER,
	DIJKEN,
	DIGITAAL,
	PROGRAMMEREN,
	AI,
	MOBILITEIT,
	ELEKTRISCH,
	THEMAS
};

static const uint16_t parents[THEMAS] = { THEMA_GEEN, PRODUCTIE, ROBOTICA, PRODUCTIE, METAAL,
	METAAL, THEMA_GEEN, ENERGIE, DUURZAAM, DUURZAAM, ENERGIE, WATER, THEMA_GEEN, DIGITAAL,
	DIGITAAL, THEMA_GEEN, MOBILITEIT };

static const struct thema_term terms[] = {
	{ STR_INIT("Ontwerp, productie en handel"), PRODUCTIE },
	{ STR_INIT("Robotica"), ROBOTICA },
	{ STR_INIT("Robotics"), ROBOTICA },
	{ STR_INIT("robot"), ROBOTICA },
	{ STR_INIT("Robots programmeren"), ROBOTS_PROGRAMMEREN },
	{ STR_INIT("Metaaltechniek"), METAAL },
	{ STR_INIT("metaal"), METAAL },
	{ STR_INIT("Lassen"), LASSEN },
	{ STR_INIT("Welding"), LASSEN },
	{ STR_INIT("lasser"), LASSEN },
	{ STR_INIT("Draaien en frezen"), VERSPANEN },
	{ STR_INIT("draaibank"), VERSPANEN },
	{ STR_INIT("Energie, water en veiligheid"), ENERGIE },
	{ STR_INIT("energie"), ENERGIE },
	{ STR_INIT("Duurzame energie"), DUURZAAM },
	{ STR_INIT("duurzaam"), DUURZAAM },
	{ STR_INIT("Zonne-energie"), ZON },
	{ STR_INIT("zonnepaneel"), ZON },
	{ STR_INIT("solar panel"), ZON },
	{ STR_INIT("Windenergie"), WIND },
	{ STR_INIT("wind"), WIND },
	{ STR_INIT("windmolen"), WIND },
	{ STR_INIT("Waterbeheer"), WATER },
	{ STR_INIT("water"), WATER },
	{ STR_INIT("Dijken en gemalen"), DIJKEN },
	{ STR_INIT("dijk"), DIJKEN },
	{ STR_INIT("gemaal"), DIJKEN },
	{ STR_INIT("Digitaal, media en entertainment"), DIGITAAL },
	{ STR_INIT("computer"), DIGITAAL },
	{ STR_INIT("Programmeren"), PROGRAMMEREN },
	{ STR_INIT("software"), PROGRAMMEREN },
	{ STR_INIT("Kunstmatige intelligentie"), AI },
	{ STR_INIT("ai"), AI },
	{ STR_INIT("Mobiliteit"), MOBILITEIT },
	{ STR_INIT("Elektrisch rijden"), ELEKTRISCH },
	{ STR_INIT("elektrische auto"), ELEKTRISCH },
};
#define TERMS (sizeof(terms) / sizeof(*terms))

static struct arena memory;
static const struct thema_zoek *zoek;
static struct thema_treffer found[THEMA_ZOEK_MAX];
static size_t found_count;

static void start(void)
{
	arena_init(&memory, 64 << 20);
	zoek = thema_zoek_create(&memory, parents, THEMAS, terms, TERMS);
}

static void finish(void)
{
	arena_fini(&memory);
}

TestSuite(thema_zoek, .init = start, .fini = finish);

static void search(const char *text)
{
	found_count = thema_zoek_find(zoek, &memory, str_from(text), found);
}

static unsigned score_of(uint16_t thema)
{
	for (size_t i = 0; i < found_count; i++)
		if (found[i].thema == thema)
			return found[i].score;
	return 0;
}

static unsigned score_in(const char *text, uint16_t thema)
{
	search(text);
	return score_of(thema);
}

Test(thema_zoek, finds_what_real_requests_are_about)
{
	static const struct {
		const char *text;
		uint16_t first;
	} cases[] = {
		{ "Groep 7 wil graag een les over robots", ROBOTICA },
		{ "Wie komt vertellen over zonnepanelen op het dak van onze school?", ZON },
		{ "Op bezoek bij een windmolenpark in de Noordoostpolder", WIND },
		{ "Een lasser voor de klas: kunnen leerlingen zelf lassen?", LASSEN },
		{ "Hoe houden de dijken en gemalen Flevoland droog?", DIJKEN },
		{ "Draaien, frezen en meten in een metaalbedrijf", VERSPANEN },
		{ "We zoeken iemand die met 3 havo gaat PROGRAMMEREN", PROGRAMMEREN },
		{ "Rijden in elektrische auto's", ELEKTRISCH },
		{ "kunstmatige intelligentie in de zorg", AI },
		{ "A lesson about welding", LASSEN },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		search(cases[i].text);
		cr_expect(found_count > 0 && found[0].thema == cases[i].first, "%s: %d",
			cases[i].text, found_count > 0 ? found[0].thema : -1);
	}
}

Test(thema_zoek, finds_nothing_where_nothing_is_meant)
{
	static const char *const texts[] = { "", "?!", "de het een en of", "x",
		"Wij willen graag een gastles op dinsdag in groep 8",
		"Kan er iemand komen? Bel meester Jansen of juf Fatima." };
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		search(texts[i]);
		cr_expect_eq(found_count, 0, "%s: %u", texts[i], found[0].thema);
	}
}

Test(thema_zoek, takes_the_forms_of_a_word_as_the_word)
{
	const unsigned whole = score_in("robot", ROBOTICA);
	cr_expect_eq(whole, THEMA_ZOEK_HEEL);
	static const char *const forms[] = { "robots", "Robotje", "ROBOTJES", "de robot's" };
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		cr_expect_eq(score_in(forms[i], ROBOTICA), whole, "%s", forms[i]);
	cr_expect_eq(score_in("zonnepanelen", ZON), score_in("zonnepaneel", ZON));
	cr_expect_eq(score_in("dijkje", DIJKEN), score_in("dijken", DIJKEN));
}

Test(thema_zoek, lets_a_part_of_a_compound_count_less_than_the_whole)
{
	const unsigned whole = score_in("robot", ROBOTICA);
	const unsigned head = score_in("grasmaairobot", ROBOTICA);
	const unsigned front = score_in("robotarm", ROBOTICA);
	cr_expect_gt(whole, head);
	cr_expect_gt(head, front);
	cr_expect_gt(front, THEMA_ZOEK_DREMPEL);
	cr_expect_gt(score_in("zeedijk", DIJKEN), 0);
	cr_expect_gt(score_in("energiebedrijf", ENERGIE), 0);
	search("lasrobot");
	cr_expect(score_of(LASSEN) > 0 && score_of(ROBOTICA) > score_of(LASSEN));
}

Test(thema_zoek, sees_no_part_in_a_word_that_only_begins_like_one)
{
	static const char *const texts[] = { "windows", "lastig", "lasagne", "aimabel" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		search(texts[i]);
		cr_expect_eq(found_count, 0, "%s: %u", texts[i], found[0].thema);
	}
}

Test(thema_zoek, forgives_one_mistake_in_a_word_of_five_and_two_in_one_of_nine)
{
	cr_expect_eq(score_in("robat", ROBOTICA), THEMA_ZOEK_HEEL * THEMA_ZOEK_FOUT_1 / 1000);
	cr_expect_gt(score_in("roobt", ROBOTICA), 0, "two letters swapped");
	cr_expect_gt(score_in("windmoolen", WIND), 0);
	cr_expect_gt(score_in("porgameren", PROGRAMMEREN), 0);
	cr_expect_gt(score_in("robat", ROBOTICA), score_in("porgameren", PROGRAMMEREN));
	cr_expect_eq(score_in("rabbet", ROBOTICA), 0, "two mistakes are too many here");
	cr_expect_eq(score_in("dikk", DIJKEN), 0, "too short for any");
}

Test(thema_zoek, wants_all_words_of_a_term_before_it_counts_wholly)
{
	cr_expect_eq(score_in("elektrische fiets", ELEKTRISCH), 0);
	cr_expect_gt(score_in("elektrisch rijden", ELEKTRISCH), THEMA_ZOEK_HEEL - 1);
	cr_expect_gt(score_in("rijden, maar dan elektrisch", ELEKTRISCH), THEMA_ZOEK_HEEL - 1);
}

Test(thema_zoek, adds_up_different_words_but_not_one_word_twice)
{
	const unsigned one = score_in("lassen", LASSEN);
	cr_expect_eq(score_in("lassen lassen Lassen", LASSEN), one);
	cr_expect_gt(score_in("lassen met een lasser", LASSEN), one);
	cr_expect_leq(score_of(LASSEN), 1000);
}

Test(thema_zoek, lifts_a_topic_by_its_parents_but_suggests_none_by_them_alone)
{
	const unsigned alone = score_in("lassen", LASSEN);
	cr_expect_gt(score_in("lassen van metaal", LASSEN), alone);
	cr_expect_eq(score_of(VERSPANEN), 0);
	cr_expect_gt(score_of(METAAL), 0);
}

Test(thema_zoek, names_the_words_as_they_were_written)
{
	search("Onze Robots hebben een Zonnepaneel, en nog een robot.");
	cr_assert_eq(found_count, 2);
	for (size_t i = 0; i < found_count; i++) {
		const bool robot = found[i].thema == ROBOTICA;
		cr_assert_eq(found[i].woord_count, 1);
		cr_expect(str_eq(found[i].woorden[0], robot ? STR("Robots") : STR("Zonnepaneel")));
	}
}

Test(thema_zoek, gives_ten_at_most_best_first_and_equals_in_order)
{
	search("robotica metaaltechniek lassen draaibank energie duurzaam zonnepaneel windenergie "
	       "waterbeheer dijken computer programmeren ai mobiliteit lasser");
	cr_assert_eq(found_count, THEMA_ZOEK_MAX);
	for (size_t i = 1; i < found_count; i++) {
		cr_expect_geq(found[i - 1].score, found[i].score);
		if (found[i - 1].score == found[i].score)
			cr_expect_lt(found[i - 1].thema, found[i].thema);
	}
	cr_expect_eq(found[0].thema, LASSEN);
}

Test(thema_zoek, looks_at_so_many_words_and_no_more)
{
	char text[THEMA_ZOEK_WOORDEN * 6 + 16];
	size_t len = 0;
	for (int i = 0; i < THEMA_ZOEK_WOORDEN - 1; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "q%04d ", i);
	memcpy(text + len, "robot", sizeof("robot"));
	cr_expect_gt(score_in(text, ROBOTICA), 0);
	memcpy(text + len, "q9999 robot", sizeof("q9999 robot"));
	cr_expect_eq(score_in(text, ROBOTICA), 0);
}

Test(thema_zoek, knows_nothing_of_an_empty_taxonomy)
{
	const struct thema_zoek *none = thema_zoek_create(&memory, NULL, 0, NULL, 0);
	cr_expect_eq(thema_zoek_find(none, &memory, STR("robotarm"), found), 0);
	const struct thema_term stray = { STR_INIT("robot"), 3 };
	none = thema_zoek_create(&memory, parents, 2, &stray, 1);
	cr_expect_eq(thema_zoek_find(none, &memory, STR("robot"), found), 0);
}

/* ---- properties ---- */

static uint32_t toeval(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* The same topics in another order: place[i] is where topic i stands now. */
static const struct thema_zoek *shuffled(uint32_t *state, uint16_t *place)
{
	uint16_t ouder[THEMAS];
	struct thema_term own[TERMS];
	for (uint16_t i = 0; i < THEMAS; i++)
		place[i] = i;
	for (uint16_t i = THEMAS - 1; i > 0; i--) {
		const uint16_t j = (uint16_t)(toeval(state) % (i + 1u));
		const uint16_t kept = place[i];
		place[i] = place[j];
		place[j] = kept;
	}
	for (uint16_t i = 0; i < THEMAS; i++)
		ouder[place[i]] = parents[i] == THEMA_GEEN ? THEMA_GEEN : place[parents[i]];
	const size_t turn = toeval(state) % TERMS;
	for (size_t i = 0; i < TERMS; i++)
		own[(i + turn) % TERMS] =
			(struct thema_term){ terms[i].tekst, place[terms[i].thema] };
	return thema_zoek_create(&memory, ouder, THEMAS, own, TERMS);
}

/* Words of the terms, whole or glued, with letters changed. */
static const char *random_text(uint32_t *state)
{
	static char text[400];
	size_t len = 0;
	const unsigned words = 1 + toeval(state) % 12;
	for (unsigned i = 0; i < words; i++) {
		const struct str t = terms[toeval(state) % TERMS].tekst;
		len += (size_t)snprintf(text + len, sizeof(text) - len, "%.*s%s", STR_FMT(t),
			toeval(state) % 3 == 0 ? "" : " ");
	}
	for (unsigned i = toeval(state) % 6; i > 0; i--)
		text[toeval(state) % len] = (char)('a' + toeval(state) % 26);
	return text;
}

Test(thema_zoek, does_not_depend_on_the_order_of_topics_and_terms, .timeout = 60)
{
	uint32_t state = 20261128;
	for (int round = 0; round < 300; round++) {
		uint16_t place[THEMAS];
		const struct thema_zoek *other = shuffled(&state, place);
		const char *text = random_text(&state);
		search(text);
		struct thema_treffer there[THEMA_ZOEK_MAX];
		const size_t count = thema_zoek_find(other, &memory, str_from(text), there);
		cr_assert_eq(count, found_count, "%s", text);
		for (size_t i = 0; i < count; i++) {
			cr_assert_eq(there[i].score, found[i].score, "%s", text);
			/* Those that share the last score may be others. */
			if (found[i].score == found[count - 1].score)
				continue;
			unsigned score = 0;
			for (size_t j = 0; j < count; j++)
				if (there[j].thema == place[found[i].thema])
					score = there[j].score;
			cr_assert_eq(score, found[i].score, "%s", text);
		}
		arena_fini(&memory);
		start();
	}
}
