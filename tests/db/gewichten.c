/* `schakel gewichten leer`, on a history of proposals in which schools go by travel alone. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "admin/gewichten.h"
#include "base/str.h"
#include "fixtures/region.h"

TestSuite(gewichten, .init = region_init, .fini = region_fini, .timeout = 120);

/*
 * So many proposals, a day between each, of a list of ten whose order says nothing. Only topic and
 * travel differ; the one with the best travel is taken, wherever it stands (`by` travel), or the
 * first one always (`by` place).
 */
static void make_history(int count, const char *by)
{
	region_sql("create function v(soort text, n int) returns uuid language sql immutable "
		   "return ('00000000-0000-7000-80' || soort || '-' || lpad(n::text, 12, "
		   "'0'))::uuid;"
		   "insert into aanbod (id, bedrijf_id, soort, titel, themas, niveaus, talen, "
		   "online, groep_min, groep_max, plaatsen, dagdelen, van_datum, uitzonderingen, "
		   "status, versie, gemaakt_op, gewijzigd_op) values (v('05', 1), '" ZUIVEL
		   "', 'gastles', 'A', '{}', 255, '{nl}', false, 1, 30, 100, 32767, "
		   "'2020-01-01', '{}', 'actief', 1, '2020-01-01Z', '2020-01-01Z')");
	region_sql("update school set max_open_aanvragen = 10000;"
		   "update bedrijf set max_voorstellen_per_week = 10000");
	region_sql(region_text(
		"insert into klas (id, school_id, naam, gemaakt_op) select v('02', n), '" KOMPAS
		"', 'Klas ' || n, '2020-01-01Z' from generate_series(1, %d) n;"
		"insert into aanvraag (id, school_id, klas_id, soort, onderwerp, themas, "
		"thema_vereist, niveau, taal, groepsgrootte, van_datum, tot_datum, dagdelen, "
		"online_toegestaan, vog_vereist, status, versie, gemaakt_op, gewijzigd_op) select "
		"v('06', n), '" KOMPAS "', v('02', n), 'gastles', 'O', '{}', false, 64, 'nl', 20, "
		"'2026-09-01', '2027-07-01', 32767, false, false, 'open', 1, '2020-01-01Z', "
		"'2020-01-01Z' from generate_series(1, %d) n;"
		"insert into koppeling (id, aanvraag_id, aanbod_id, school_id, klas_id, "
		"bedrijf_id, datum, dagdeel, status, score, factoren, alternatieven, "
		"gewicht_versie, versie, gemaakt_op, gewijzigd_op, gewijzigd_rol) select v('07', "
		"n), v('06', n), v('05', 1), '" KOMPAS "', v('02', n), '" ZUIVEL
		"', date '2021-01-01' + n, 'ochtend', 'voorgesteld', 1, '[]', '[]', 1, 1, "
		"'2020-01-01Z', '2020-01-01Z', 'school' from generate_series(1, %d) n",
		count, count, count));
	region_sql(region_text(
		"insert into vertoning (koppeling_id, soort, gewicht_versie, op, getoond, gekozen, "
		"rangen, scores, codes, waarden)"
		" select v('07', n), 'gastles', 2, timestamptz '2021-01-01Z' + n * interval '1 "
		"day', array_agg(v('05', j) order by j), case '%s' when 'reis' then (array_agg(j "
		"order by reis desc, j))[1] else 1 end, array_agg(j order by j), array_agg(0), "
		"'{thema,reis}', string_to_array(string_agg(thema || ',' || reis, ',' order by j), "
		"',')::int2[]"
		" from generate_series(1, %d) n cross join generate_series(1, 10) j"
		" cross join lateral (select abs(hashint4(n * 100 + j)) %% 1001 as thema, "
		"abs(hashint4(n * 100 + j + 7777777)) %% 1001 as reis) w group by n",
		by, count));
}

/* What the command says on standard output, with this exit status. */
static const char *run(int expected, int argc, char **argv)
{
	char path[] = "/tmp/gewichten-XXXXXX";
	const int file = mkstemp(path);
	cr_assert_geq(file, 0);
	fflush(stdout);
	const int before = dup(STDOUT_FILENO);
	cr_assert_geq(dup2(file, STDOUT_FILENO), 0);
	const struct config config = { .database = region_uri() };
	const int status = gewichten_command(argc, argv, &config);
	fflush(stdout);
	cr_assert_geq(dup2(before, STDOUT_FILENO), 0);
	close(before);
	static char text[8192];
	const ssize_t len = pread(file, text, sizeof(text) - 1, 0);
	text[len > 0 ? len : 0] = '\0';
	close(file);
	unlink(path);
	cr_assert_eq(status, expected, "%d: %s", status, text);
	return text;
}

static const char *learn(char *option)
{
	char *argv[] = { "gewichten", "leer", "--soort", "gastles", option };
	return run(0, option != NULL ? 5 : 4, argv);
}

/* The first whole number from there on. */
static int64_t next_number(const char **at)
{
	*at += strcspn(*at, "0123456789");
	const struct str digits = { *at, strspn(*at, "0123456789") };
	*at += digits.len;
	int64_t n = 0;
	cr_assert_eq(str_to_int(digits, 0, INT64_MAX, &n), ERR_OK, "%s", *at);
	return n;
}

#define says(text, words)     cr_expect(strstr((text), (words)) != NULL, "no %s in %s", words, text)
#define says_not(text, words) cr_expect(strstr((text), (words)) == NULL, "%s in %s", words, text)

static const char versions[] = "select string_agg(versie || ' ' || status, ', ' order by versie) "
			       "from gewicht_versie where soort = 'gastles'";

Test(gewichten, leer_suggests_what_schools_go_by_and_saves_nothing)
{
	make_history(300, "reis");
	const char *said = learn(NULL);
	says(said, "gastles: 300 voorstellen, waarvan 300 bruikbaar");
	says(said, "Gepast op de eerste 210, getoetst op 90 latere van 90 andere aanvragen.");
	says(said, "De winst is groter dan toeval. Voorstel:");
	says(said, "Er is niets bewaard");
	const char *reis = strstr(said, "  reis ");
	cr_assert_not_null(reis);
	const int64_t nu = next_number(&reis);
	const int64_t nieuw = next_number(&reis);
	cr_expect_eq(nu, 150);
	cr_expect_gt(nieuw, 250);
	cr_expect_str_eq(region_value(versions), "1 vervallen, 2 actief");
}

Test(gewichten, leer_writes_a_draft_when_asked_and_puts_it_not_in_force)
{
	make_history(300, "reis");
	const char *said = learn("--zet-klaar");
	says(said, "Bewaard als concept");
	says(said, region_text("GET /v1/gewichten/%s", region_value("select id from gewicht_versie "
								    "where soort = 'gastles' and "
								    "versie = 3")));
	cr_expect_str_eq(region_value(versions), "1 vervallen, 2 actief, 3 concept");
	cr_expect_str_eq(region_value("select concat_ws(' ', count(*), sum(gewicht), min(gewicht) "
				      ">= 0) from gewicht_factor where soort = 'gastles' and "
				      "versie = 3"),
		"13 1000 t");
	cr_expect_str_eq(region_value("select string_agg(gewicht::text, ' ' order by factor) from "
				      "gewicht_factor where soort = 'gastles' and versie = 3 and "
				      "factor in ('behoefte', 'norm')"),
		"40 40");
}

Test(gewichten, leer_suggests_nothing_when_only_the_place_counted)
{
	make_history(300, "plaats");
	const char *said = learn("--zet-klaar");
	says(said, "Dat kan toeval zijn: geen voorstel.");
	says_not(said, "Voorstel:");
	cr_expect_str_eq(region_value(versions), "1 vervallen, 2 actief");
}

Test(gewichten, leer_says_when_there_is_too_little)
{
	make_history(150, "reis");
	const char *said = learn("--zet-klaar");
	says(said, "gastles: 150 voorstellen, waarvan 150 bruikbaar");
	says(said, "Te weinig om van te leren: nodig zijn 200 bruikbare voorstellen");
	cr_expect_str_eq(region_value(versions), "1 vervallen, 2 actief");
}

Test(gewichten, leer_counts_what_did_not_fit_as_no_good_choice)
{
	make_history(10, "reis");
	region_sql(
		"alter table koppeling disable trigger user;"
		"update koppeling set status = 'afgeslagen', reden = 'te-ver' where id < v('07', "
		"4);"
		"update koppeling set status = 'afgeslagen', reden = 'ziekte' where id = v('07', "
		"9)");
	says(learn(NULL), "10 voorstellen, waarvan 7 bruikbaar (3 pasten niet");
}

Test(gewichten, leer_looks_at_the_time_since_a_day_only)
{
	make_history(20, "reis");
	char *argv[] = { "gewichten", "leer", "--sinds", "2021-01-12", "--soort", "gastles" };
	says(run(0, 6, argv), "gastles: 10 voorstellen");
}

Test(gewichten, leer_goes_by_all_types_and_reads_page_by_page)
{
	make_history(1100, "plaats");
	char *argv[] = { "gewichten", "leer", "--seed", "3" };
	const char *said = run(0, 4, argv);
	says(said, "gastles: 1.100 voorstellen");
	says(said, "workshop: 0 voorstellen");
}

Test(gewichten, refuses_what_it_does_not_know)
{
	static char *const wrong[][4] = { { "gewichten", "leer", "--soort", "zang" },
		{ "gewichten", "leer", "--sinds", "gisteren" },
		{ "gewichten", "leer", "--seed", "-1" },
		{ "gewichten", "leer", "--zet", "klaar" } };
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		char *argv[4];
		memcpy(argv, wrong[i], sizeof(argv));
		cr_expect_str_empty(run(2, 4, argv));
	}
	char *argv[] = { "gewichten" };
	cr_expect_str_empty(run(2, 1, argv));
}
