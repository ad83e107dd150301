/* Who approves what asks for two persons: every role, every person, before and after the first of
 * them, as the trigger lets it through. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "domain/risico.h"
#include "domain/toestand.h"
#include "postgres.h"

#define ID(last) "'00000000-0000-7000-8000-0000000000" last "'"

/* A proposal of a volunteer, whom nobody saw before, made by person 51. */
static const char *const scene =
	"update risicoregel set vier_ogen = code <> 'begeleiding';"
	"insert into school (id, vestigingscode, naam, soort, niveaus, zoektekst, bron, versie, "
	"gemaakt_op, gewijzigd_op) values (" ID(
		"01") ", '00AA00', 'S', 'po', 255, 's', 'demo', 1, "
		      "now(), now());"
		      "insert into klas values (" ID("02") ", " ID(
			      "01") ", '7', now());"
				    "insert into aanvraag values (" ID("03") ", " ID("01") ", " ID(
					    "02") ", 'gastles', 'o', "
						  "null, '{}', false, 64, 'nl', 20, '2027-01-04', "
						  "'2027-03-01', 32767, null, false, false, "
						  "'open', 1, now(), now(), null);"
						  "insert into vrijwilliger (id, naam, email_open, "
						  "ambassadeur, versie, gemaakt_op, "
						  "gewijzigd_op) values (" ID(
							  "04") ", 'V', 'v@voorbeeld.nl', false, "
								"1, now(), now());"
								"insert into aanbod values (" ID(
									"0"
									"5") ", null, " ID("04") ","
												 " "
												 "'"
												 "g"
												 "a"
												 "s"
												 "t"
												 "l"
												 "e"
												 "s"
												 "'"
												 ","
												 " "
												 "'"
												 "t"
												 "'"
												 ","
												 " "
												 "n"
												 "u"
												 "l"
												 "l"
												 ","
												 " "
												 "'"
												 "{"
												 "}"
												 "'"
												 ","
												 " "
												 "2"
												 "5"
												 "5"
												 ","
												 " "
												 "'"
												 "{"
												 "n"
												 "l"
												 "}"
												 "'"
												 ","
												 " "
												 "f"
												 "a"
												 "l"
												 "s"
												 "e"
												 ","
												 " "
												 "n"
												 "u"
												 "l"
												 "l"
												 ","
												 " "
												 "1"
												 ","
												 " "
												 "3"
												 "0"
												 ","
												 " "
												 "1"
												 ","
												 " "
												 "3"
												 "2"
												 "7"
												 "6"
												 "7"
												 ","
												 " "
												 "'"
												 "2"
												 "0"
												 "2"
												 "6"
												 "-"
												 "0"
												 "1"
												 "-"
												 "0"
												 "1"
												 "'"
												 ","
												 " "
												 "n"
												 "u"
												 "l"
												 "l"
												 ","
												 " "
												 "'"
												 "{"
												 "}"
												 "'"
												 ","
												 " "
												 "'"
												 "a"
												 "c"
												 "t"
												 "i"
												 "e"
												 "f"
												 "'"
												 ","
												 " "
												 "1"
												 ","
												 " "
												 "n"
												 "o"
												 "w"
												 "("
												 ")"
												 ","
												 " "
												 "n"
												 "o"
												 "w"
												 "("
												 ")"
												 ","
												 " "
												 "n"
												 "u"
												 "l"
												 "l"
												 ")"
												 ";"
												 "c"
												 "r"
												 "e"
												 "a"
												 "t"
												 "e"
												 " "
												 "f"
												 "u"
												 "n"
												 "c"
												 "t"
												 "i"
												 "o"
												 "n"
												 " "
												 "s"
												 "t"
												 "e"
												 "l"
												 "_"
												 "v"
												 "o"
												 "o"
												 "r"
												 "("
												 ")"
												 " "
												 "r"
												 "e"
												 "t"
												 "u"
												 "r"
												 "n"
												 "s"
												 " "
												 "v"
												 "o"
												 "i"
												 "d"
												 " "
												 "l"
												 "a"
												 "n"
												 "g"
												 "u"
												 "a"
												 "g"
												 "e"
												 " "
												 "s"
												 "q"
												 "l"
												 " "
												 "a"
												 "s"
												 " "
												 "$"
												 "$"
												 " "
												 "d"
												 "e"
												 "l"
												 "e"
												 "t"
												 "e"
												 " "
												 "f"
												 "r"
												 "o"
												 "m"
												 " "
												 "g"
												 "e"
												 "s"
												 "c"
												 "h"
												 "i"
												 "e"
												 "d"
												 "e"
												 "n"
												 "i"
												 "s"
												 ";"
												 " "
												 "d"
												 "e"
												 "l"
												 "e"
												 "t"
												 "e"
												 " "
												 "f"
												 "r"
												 "o"
												 "m"
												 " "
												 "b"
												 "e"
												 "o"
												 "o"
												 "r"
												 "d"
												 "e"
												 "l"
												 "i"
												 "n"
												 "g"
												 ";"
												 " "
												 "d"
												 "e"
												 "l"
												 "e"
												 "t"
												 "e"
												 " "
												 "f"
												 "r"
												 "o"
												 "m"
												 " "
												 "k"
												 "o"
												 "p"
												 "p"
												 "e"
												 "l"
												 "i"
												 "n"
												 "g"
												 ";"
												 " "
												 "d"
												 "e"
												 "l"
												 "e"
												 "t"
												 "e"
												 " "
												 "f"
												 "r"
												 "o"
												 "m"
												 " "
												 "b"
												 "e"
												 "z"
												 "e"
												 "t"
												 "t"
												 "i"
												 "n"
												 "g"
												 ";"
												 " "
												 "i"
												 "n"
												 "s"
												 "e"
												 "r"
												 "t"
												 " "
												 "i"
												 "n"
												 "t"
												 "o"
												 " "
												 "k"
												 "o"
												 "p"
												 "p"
												 "e"
												 "l"
												 "i"
												 "n"
												 "g"
												 " "
												 "("
												 "i"
												 "d"
												 ","
												 " "
												 "a"
												 "a"
												 "n"
												 "v"
												 "r"
												 "a"
												 "a"
												 "g"
												 "_"
												 "i"
												 "d"
												 ","
												 " "
												 "a"
												 "a"
												 "n"
												 "b"
												 "o"
												 "d"
												 "_"
												 "i"
												 "d"
												 ","
												 " "
												 "s"
												 "c"
												 "h"
												 "o"
												 "o"
												 "l"
												 "_"
												 "i"
												 "d"
												 ","
												 " "
												 "k"
												 "l"
												 "a"
												 "s"
												 "_"
												 "i"
												 "d"
												 ","
												 " "
												 "v"
												 "r"
												 "i"
												 "j"
												 "w"
												 "i"
												 "l"
												 "l"
												 "i"
												 "g"
												 "e"
												 "r"
												 "_"
												 "i"
												 "d"
												 ","
												 " "
												 "d"
												 "a"
												 "t"
												 "u"
												 "m"
												 ","
												 " "
												 "d"
												 "a"
												 "g"
												 "d"
												 "e"
												 "e"
												 "l"
												 ","
												 " "
												 "s"
												 "t"
												 "a"
												 "t"
												 "u"
												 "s"
												 ","
												 " "
												 "s"
												 "c"
												 "o"
												 "r"
												 "e"
												 ","
												 " "
												 "f"
												 "a"
												 "c"
												 "t"
												 "o"
												 "r"
												 "e"
												 "n"
												 ","
												 " "
												 "a"
												 "l"
												 "t"
												 "e"
												 "r"
												 "n"
												 "a"
												 "t"
												 "i"
												 "e"
												 "v"
												 "e"
												 "n"
												 ","
												 " "
												 "g"
												 "e"
												 "w"
												 "i"
												 "c"
												 "h"
												 "t"
												 "_"
												 "v"
												 "e"
												 "r"
												 "s"
												 "i"
												 "e"
												 ","
												 " "
												 "v"
												 "e"
												 "r"
												 "s"
												 "i"
												 "e"
												 ","
												 " "
												 "g"
												 "e"
												 "m"
												 "a"
												 "a"
												 "k"
												 "t"
												 "_"
												 "o"
												 "p"
												 ","
												 " "
												 "g"
												 "e"
												 "w"
												 "i"
												 "j"
												 "z"
												 "i"
												 "g"
												 "d"
												 "_"
												 "o"
												 "p"
												 ","
												 " "
												 "g"
												 "e"
												 "w"
												 "i"
												 "j"
												 "z"
												 "i"
												 "g"
												 "d"
												 "_"
												 "r"
												 "o"
												 "l"
												 ","
												 " "
												 "g"
												 "e"
												 "w"
												 "i"
												 "j"
												 "z"
												 "i"
												 "g"
												 "d"
												 "_"
												 "d"
												 "o"
												 "o"
												 "r"
												 ")"
												 " "
												 "v"
												 "a"
												 "l"
												 "u"
												 "e"
												 "s"
												 " "
												 "(" ID("06") ", " ID("03") ", " ID("05") ", " ID("01") ", " ID("02") ", " ID(
													 "04") ", "
													       "'2027-"
													       "01-12'"
													       ", "
													       "'ochte"
													       "nd', "
													       "'voorg"
													       "esteld"
													       "', 1, "
													       "'[]', "
													       "'[]', "
													       "1, 1, "
													       "now(),"
													       " now()"
													       ", "
													       "'medew"
													       "erker'"
													       ", " ID("51") ") $$;"
															     /* Whether this step is let through; it is undone. */
															     "create function mag(naar text, rol_ text, wie uuid) returns bool language plpgsql as $$ "
															     "begin"
															     " begin"
															     "  update koppeling set status = naar, reden = 'anders', gewijzigd_rol = rol_, gewijzigd_door = wie, versie "
															     "= versie + 1, gewijzigd_op = now();"
															     "  raise using errcode = 'P0001', message = 'undo';"
															     " exception when check_violation then return false; when raise_exception then return true; "
															     "end; end $$;";

/* Of all roles, and of nobody and the persons 51 to 54, those that may: "rol:person rol:person". */
static const char *may(const char *uri, const char *naar)
{
	char sql[640];
	snprintf(sql, sizeof(sql),
		"select coalesce(string_agg(r || ':' || coalesce(right(p::text, 2), '-'), ' ' "
		"order "
		"by r, p), '') from unnest(array['school', 'bedrijf', 'vrijwilliger', "
		"'kringcoordinator', 'medewerker', 'systeem']) r cross join unnest(array[null, " ID(
			"51") ", " ID("52") ", " ID("53") ", " ID("54") "]::uuid[]) p where "
									"mag('%s', r, p)",
		naar);
	return test_sql_value(uri, sql);
}

static void first_by(const char *uri, const char *rol, const char *person)
{
	char sql[256];
	snprintf(sql, sizeof(sql),
		"update koppeling set gewijzigd_rol = '%s', gewijzigd_door = "
		"'00000000-0000-7000-8000-0000000000%s', versie = versie + 1, gewijzigd_op = now()",
		rol, person);
	test_sql(uri, sql);
}

Test(vier_ogen, two_persons_approve_and_neither_proposed_it)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	test_sql(uri, "select stel_voor()");
	cr_expect_str_eq(may(uri, "goedgekeurd"), "");
	cr_expect_str_eq(may(uri, "voorgesteld"),
		"kringcoordinator:52 kringcoordinator:53 kringcoordinator:54 medewerker:52 "
		"medewerker:53 medewerker:54");
	first_by(uri, "medewerker", "52");
	cr_expect_str_eq(may(uri, "voorgesteld"), "");
	cr_expect_str_eq(may(uri, "goedgekeurd"), "medewerker:53 medewerker:54");
	test_sql(uri, "select stel_voor()");
	first_by(uri, "kringcoordinator", "54");
	cr_expect_str_eq(may(uri, "goedgekeurd"), "medewerker:52 medewerker:53");
	/* To turn it down one is enough, whoever it is. */
	cr_expect_str_eq(may(uri, "afgewezen"),
		"kringcoordinator:51 kringcoordinator:52 kringcoordinator:53 kringcoordinator:54 "
		"kringcoordinator:- medewerker:51 medewerker:52 medewerker:53 medewerker:54 "
		"medewerker:-");
}

Test(vier_ogen, one_approves_what_is_known_good)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	test_sql(uri, "update risicoregel set vier_ogen = false; select stel_voor()");
	cr_expect_str_eq(may(uri, "voorgesteld"), "");
	cr_expect_str_eq(may(uri, "goedgekeurd"),
		"kringcoordinator:51 kringcoordinator:52 kringcoordinator:53 kringcoordinator:54 "
		"kringcoordinator:- medewerker:51 medewerker:52 medewerker:53 medewerker:54 "
		"medewerker:-");
}

Test(vier_ogen, the_first_is_asked_anew_when_it_is_turned_back_or_proposed_again)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	test_sql(uri, "select stel_voor()");
	first_by(uri, "medewerker", "52");
	test_sql(uri, "update koppeling set status = 'goedgekeurd', gewijzigd_rol = 'medewerker', "
		      "gewijzigd_door = " ID("53") ", versie = versie + 1");
	test_sql(uri,
		"update koppeling set status = 'voorgesteld', reden = 'vergissing', "
		"gewijzigd_rol = 'medewerker', gewijzigd_door = " ID("54") ", versie = versie + 1");
	cr_expect_str_eq(may(uri, "goedgekeurd"), "");
	/* It was proposed by who proposed it, not by who turned it back. */
	cr_expect_str_eq(may(uri, "voorgesteld"),
		"kringcoordinator:52 kringcoordinator:53 kringcoordinator:54 medewerker:52 "
		"medewerker:53 medewerker:54");
	test_sql(uri, "update koppeling set status = 'afgewezen', gewijzigd_rol = 'medewerker', "
		      "gewijzigd_door = " ID("54") ", versie = versie + 1");
	test_sql(uri, "update koppeling set status = 'voorgesteld', gewijzigd_rol = 'medewerker', "
		      "gewijzigd_door = " ID("54") ", versie = versie + 1");
	cr_expect_str_eq(may(uri, "voorgesteld"),
		"kringcoordinator:51 kringcoordinator:52 kringcoordinator:53 medewerker:51 "
		"medewerker:52 medewerker:53");
	cr_expect_str_eq(
		test_sql_value(uri, "select string_agg(stap, ' ' order by volgnummer) from "
				    "geschiedenis"),
		"voorstellen goedkeuren goedkeuren terugdraaien afwijzen heropenen");
}

Test(vier_ogen, is_written_by_its_steps_and_not_by_hand)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	test_sql(uri, "select stel_voor()");
	test_sql(uri, "update koppeling set eerste_door = " ID(
			      "52") ", eerste_op = now(), "
				    "vier_ogen = false, risico = '{}', voorgesteld_door = null");
	cr_expect_str_eq(
		test_sql_value(uri, "select concat_ws(' ', vier_ogen, eerste_door, "
				    "right(voorgesteld_door::text, 2), risico) from koppeling"),
		"t 51 {eerste-keer,begeleiding}");
}

/* What a proposal is said to ask for after this change of the scene. */
static const char *risk(const char *uri, const char *change)
{
	test_sql(uri, change);
	test_sql(uri, "select stel_voor()");
	return test_sql_value(
		uri, "select koppeling_risicograad(k) || ' ' || k.risico::text from koppeling k");
}

Test(risico, is_what_the_rules_say_of_a_proposal_when_it_is_made)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	cr_expect_str_eq(risk(uri, "select 1"), "hoog {eerste-keer,begeleiding}");
	cr_expect_str_eq(risk(uri, "update vrijwilliger set vog_gezien_datum = '2026-01-01', "
				   "vog_geldig_tot_datum = '2027-01-11'"),
		"hoog {eerste-keer,begeleiding}");
	cr_expect_str_eq(risk(uri, "update vrijwilliger set vog_geldig_tot_datum = '2027-01-12'"),
		"hoog {eerste-keer}");
	cr_expect_str_eq(risk(uri, "update aanvraag set groepsgrootte = 1"),
		"hoog {eerste-keer,een-leerling}");
	cr_expect_str_eq(risk(uri, "update risicoregel set vier_ogen = false"),
		"verhoogd {eerste-keer,een-leerling}");
	test_sql(uri,
		"create or replace function stel_voor() returns void language sql as $$"
		" alter table koppeling disable trigger user; update koppeling set status = "
		"'afgerond', school_bevestigd_op = now(), aanbieder_bevestigd_op = now(), id = "
		"gen_random_uuid(), datum = '2026-01-12'; alter table koppeling enable trigger "
		"user $$");
	test_sql(uri, "delete from geschiedenis; alter table geschiedenis drop constraint "
		      "geschiedenis_koppeling_bestaat");
	test_sql(uri, "select stel_voor()");
	cr_expect_str_eq(test_sql_value(uri, "select koppeling_risico(k)::text from koppeling k"),
		"{een-leerling}");
}

Test(risico, has_the_same_rules_in_the_database_as_in_the_domain)
{
	struct buf text;
	buf_init(&text, 1024);
	for (size_t i = 0; i < RISICO_COUNT; i++) {
		const struct risico *found = NULL;
		cr_expect_eq(risico_from_code(str_from(risico_table[i].code), &found), ERR_OK);
		cr_expect_eq(found, &risico_table[i]);
		buf_addf(&text, "%s ", risico_table[i].code);
	}
	buf_add_char(&text, '\0');
	cr_expect_str_eq(
		test_sql_value(test_database(),
			"select string_agg(code, ' ' order by array_position(array["
			"'eerste-keer', 'een-leerling', 'begeleiding'], code)) || ' ' from "
			"risicoregel"),
		text.ptr);
	buf_fini(&text);
}
