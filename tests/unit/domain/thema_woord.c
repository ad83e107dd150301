#include <criterion/criterion.h>
#include <string.h>

#include "domain/thema_woord.h"

static struct arena memory;

static void start(void)
{
	arena_init(&memory, 1 << 20);
}

static void finish(void)
{
	arena_fini(&memory);
}

TestSuite(thema_woord, .init = start, .fini = finish);

/* The words of a text with a bar between them. */
static const char *words_of(const char *text)
{
	struct str rest = str_from(text);
	struct thema_woord w;
	const char *all = "";
	while (thema_woord_next(&memory, &rest, &w)) {
		cr_assert_eq(strlen(w.vorm), w.len);
		all = arena_printf(&memory, "%s%s%s", all, all[0] != '\0' ? "|" : "", w.vorm);
	}
	return all;
}

Test(thema_woord, falls_out_of_text_folded)
{
	static const char *const cases[][2] = {
		{ "Een les over Robots, a.u.b.!", "een|les|over|robots" },
		{ "3D-printen & zonne-energie", "3d|printen|zonne|energie" },
		{ "foto's en auto\xe2\x80\x99s", "fotos|en|autos" },
		{ "'s middags 'techniek'", "middags|techniek" },
		{ "Geïsoleerd: \xe2\x80\x9crobot\xe2\x80\x9d\xe2\x80\x94"
		  "arm",
			"geisoleerd|robot|arm" },
		{ "a b c", "" },
		{ "", "" },
		{ "co\xc2\xb2 H\xe2\x82\x82O", "co|h2o" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		cr_expect_str_eq(words_of(cases[i][0]), cases[i][1], "%s: %s", cases[i][0],
			words_of(cases[i][0]));
}

Test(thema_woord, is_at_most_40_letters)
{
	char text[THEMA_WOORD_MAX + 2];
	memset(text, 'a', sizeof(text));
	text[THEMA_WOORD_MAX] = '\0';
	cr_expect_str_eq(words_of(text), text);
	text[THEMA_WOORD_MAX] = 'a';
	text[THEMA_WOORD_MAX + 1] = '\0';
	cr_expect_str_eq(words_of(text), "");
}

Test(thema_woord, keeps_synonyms_in_one_form)
{
	static const char *const cases[][2] = { { "  Zonne-Energie ", "zonne energie" },
		{ "Één robot’s arm", "een robots arm" }, { "C++", "c" }, { "--", "" } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		cr_expect(str_eq(thema_woord_vorm(&memory, str_from(cases[i][0])),
				  str_from(cases[i][1])),
			"%s", cases[i][0]);
}

static const char *stem(const char *word)
{
	char *copy = arena_strndup(&memory, word, strlen(word));
	thema_woord_stam(copy);
	return copy;
}

Test(thema_woord, shares_its_stem_with_its_other_forms)
{
	static const char *const pairs[][2] = { { "zonnepaneel", "zonnepanelen" },
		{ "robot", "robots" }, { "robot", "robotje" }, { "robot", "robotjes" },
		{ "paneel", "paneeltje" }, { "arm", "armpje" }, { "boom", "boompjes" },
		{ "lamp", "lampje" }, { "huis", "huizen" }, { "schroef", "schroeven" },
		{ "brug", "bruggen" }, { "dijk", "dijken" }, { "app", "apps" },
		{ "drone", "drones" }, { "foto", "fotos" }, { "steen", "stenen" },
		{ "elektrisch", "elektrische" }, { "slim", "slimme" }, { "machine", "machines" },
		{ "programmeer", "programmeren" }, { "frees", "frezen" }, { "raam", "ramen" },
		{ "straat", "straatje" }, { "bewijs", "bewijzen" }, { "game", "games" },
		{ "dijk", "dijkje" } };
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		cr_expect_str_eq(stem(pairs[i][0]), stem(pairs[i][1]), "%s, %s: %s, %s",
			pairs[i][0], pairs[i][1], stem(pairs[i][0]), stem(pairs[i][1]));
}

Test(thema_woord, does_not_share_its_stem_with_other_words)
{
	static const char *const pairs[][2] = { { "glas", "glad" }, { "bus", "bur" },
		{ "wind", "winkel" }, { "robot", "rob" }, { "energie", "energiek" },
		{ "water", "wat" }, { "33d", "3d" } };
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		cr_expect_str_neq(stem(pairs[i][0]), stem(pairs[i][1]));
}

static unsigned distance(const char *a, const char *b, unsigned most)
{
	return thema_woord_afstand(a, strlen(a), b, strlen(b), most);
}

Test(thema_woord, counts_edits_up_to_what_is_asked)
{
	cr_expect_eq(distance("robot", "robot", 2), 0);
	cr_expect_eq(distance("robot", "robot", 0), 0);
	cr_expect_eq(distance("robot", "robbot", 2), 1);
	cr_expect_eq(distance("robot", "robo", 2), 1);
	cr_expect_eq(distance("robot", "rebot", 2), 1);
	cr_expect_eq(distance("robot", "orbot", 2), 1);
	cr_expect_eq(distance("robot", "robto", 2), 1);
	cr_expect_eq(distance("programeren", "porgrammeren", 2), 2);
	cr_expect_eq(distance("robot", "lassen", 2), 3);
	cr_expect_eq(distance("robot", "rebut", 1), 2);
	cr_expect_eq(distance("", "ab", 2), 2);
	cr_expect_eq(distance("", "", 0), 0);
}

Test(thema_woord, says_nothing_when_it_is_an_article_or_the_like)
{
	cr_expect(thema_woord_is_leeg("het"));
	cr_expect(thema_woord_is_leeg("maken"));
	cr_expect_not(thema_woord_is_leeg("robot"));
	cr_expect_not(thema_woord_is_leeg("hete"));
}
