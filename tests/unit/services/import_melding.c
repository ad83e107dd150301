#include "admin/import_melding.h"

#include "admin/import_grens.h"
#include "admin/import_voortgang.h"
#include "import_proef.h"

static struct import_melder m;

static void setup(void)
{
	import_melder_init(&m);
	import_melder_bestand(&m, "een.csv");
}

static void teardown(void)
{
	import_melder_fini(&m);
}

TestSuite(import_melding, .init = setup, .fini = teardown);

/* What `vertel` prints. */
static char *printed(struct import_stand sinds)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	import_vertel(out, &m, sinds);
	fclose(out);
	return text;
}

Test(import_melding, keeps_some_and_counts_all)
{
	for (size_t i = 1; i <= IMPORT_MAX_GETOOND + 5; i++)
		import_fout(&m, i, "NAAM", STR("x"), "Reden %zu.", i);
	cr_expect_eq(m.fouten.kept, IMPORT_MAX_GETOOND);
	cr_expect_eq(m.fouten.count, IMPORT_MAX_GETOOND + 5);
	char *text = printed((struct import_stand){ 0 });
	cr_expect(strstr(text, "fouten: 205, niet alle getoond") != NULL);
	cr_expect(strstr(text, "regel 200, NAAM, \"x\": Reden 200.") != NULL);
	cr_expect(strstr(text, "Reden 201.") == NULL);
	free(text);
}

Test(import_melding, keeps_what_is_about_a_file_beside_all_rows)
{
	for (size_t i = 1; i <= IMPORT_MAX_GETOOND + 1; i++)
		import_waarschuwing(&m, i, "NAAM", STR("x"), "Rij %zu.", i);
	for (size_t i = 0; i <= IMPORT_MAX_ALGEMEEN; i++)
		import_waarschuwing(&m, 0, "", STR(""), "Bestand %zu.", i);
	import_waarschuwing(&m, 1, "NAAM", STR("x"), "Nog een rij.");
	cr_expect_eq(m.waarschuwingen.kept, IMPORT_MAX_GETOOND + IMPORT_MAX_ALGEMEEN);
	cr_expect_eq(m.waarschuwingen.count, IMPORT_MAX_GETOOND + IMPORT_MAX_ALGEMEEN + 3);
	cr_expect_str_eq(m.waarschuwingen.items[IMPORT_MAX_GETOOND].reden, "Bestand 0.");
}

Test(import_melding, tells_only_what_is_new)
{
	import_fout(&m, 1, "A", STR(""), "Eerst.");
	const struct import_stand sinds = import_stand(&m);
	import_waarschuwing(&m, 0, "", STR(""), "Daarna.");
	char *text = printed(sinds);
	cr_expect_str_eq(text, "  waarschuwingen: 1\n    Daarna.\n");
	free(text);
}

Test(import_melding, cuts_long_values_between_characters_and_shows_no_controls)
{
	char lang[201];
	for (size_t i = 0; i < 200; i += 2)
		memcpy(lang + i, "\xc3\xa9", 2);
	memmove(lang + 1, lang, 199); /* an odd beginning: the cut falls inside a character */
	lang[0] = '\n';
	lang[200] = '\0';
	import_fout(&m, 1, "A", str_from(lang), "Lang.");
	const char *waarde = m.fouten.items[0].waarde;
	cr_expect_eq(waarde[0], ' ');
	cr_expect_neq(str_code_points(str_from(waarde)), SIZE_MAX);
	cr_expect_lt(strlen(waarde), 110);
}

Test(import_melding, shows_old_and_new_of_what_changed)
{
	struct arena a;
	arena_init(&a, 1 << 20);
	const struct jsn_doc *doc;
	cr_assert_eq(
		jsn_parse(&a,
			STR("[{\"sleutel\":\"03WU00\",\"stand\":\"w\",\"naam\":\"De W\",\"velden\":"
			    "[[\"naam\",\"Oud\",\"De W\"],[\"telefoon\",null,\"+31\"]]},"
			    "{\"sleutel\":\"1\",\"stand\":\"n\",\"naam\":\"N\"},"
			    "{\"sleutel\":\"2\",\"stand\":\"h\",\"naam\":\"H\",\"velden\":null}]"),
			65536, &doc),
		ERR_OK);
	import_verschillen(&m, doc);
	cr_assert_eq(m.verschil_count, 3);
	cr_expect_str_eq(m.verschillen[0],
		"gewijzigd  03WU00  De W: naam: Oud → De W; telefoon: (leeg) → +31");
	cr_expect_str_eq(m.verschillen[1], "nieuw      1  N");
	cr_expect(strstr(m.verschillen[2], "heropend") != NULL);
	import_melder_bestand(&m, "twee.csv");
	cr_expect_eq(import_verschil_ruimte(&m), IMPORT_MAX_VERSCHILLEN);
	arena_fini(&a);
}

Test(import_melding, ends_with_one_line_of_json)
{
	import_fout(&m, 3, "NAAM", STR("a\"b"), "Fout.");
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	import_vertel_json(out, &m, &(struct import_telling){ .nieuw = 1, .gesloten = 2 });
	fclose(out);
	cr_expect_str_eq(text,
		"{\"nieuw\":1,\"gewijzigd\":0,\"gesloten\":2,\"ongewijzigd\":0,\"overgeslagen\":0,"
		"\"fouten\":[{\"bestand\":\"een.csv\",\"regel\":3,\"kolom\":\"NAAM\","
		"\"waarde\":\"a\\\"b\",\"reden\":\"Fout.\"}],\"waarschuwingen\":[],"
		"\"aantalFouten\":1,\"aantalWaarschuwingen\":0}\n");
	free(text);
}

Test(import_melding, groups_digits_as_people_do)
{
	char text[GETAL_TEXT];
	cr_expect_str_eq(getal_tekst(0, text), "0");
	cr_expect_str_eq(getal_tekst(999, text), "999");
	cr_expect_str_eq(getal_tekst(6107, text), "6.107");
	cr_expect_str_eq(getal_tekst(-1234567, text), "-1.234.567");
	cr_expect_str_eq(getal_tekst(-123, text), "-123");
}

Test(import_melding, shows_progress_as_lines_where_there_is_no_terminal)
{
	struct import_voortgang v;
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	voortgang_begin(&v, out, false, "een.csv", 1000);
	v.begin_us = v.laatst_us = 0;
	voortgang_toon(&v, 100, 10, 1000000);
	voortgang_toon(&v, 500, 5000, 4000000);
	voortgang_eind(&v);
	fclose(out);
	cr_expect_str_eq(text, "een.csv: 50 %, 5.000 rijen, 1.250 per seconde\n");
	free(text);
}

Test(import_melding, draws_a_bar_on_a_terminal_and_takes_it_away)
{
	struct import_voortgang v;
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	voortgang_begin(&v, out, true, "een.csv", 0);
	v.begin_us = v.laatst_us = 0;
	voortgang_toon(&v, 5, 10, 200000);
	voortgang_eind(&v);
	voortgang_eind(&v);
	fclose(out);
	cr_expect(strstr(text, "[########################] 100 %  10 rijen") != NULL);
	cr_expect_str_eq(text + len - 4, "\r\x1b[K");
	free(text);
}
