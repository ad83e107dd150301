/* Who approves what asks for two persons: every role, every person, before and after the first of
 * them, as the trigger lets it through. The scene is that of fixtures/vier_ogen.sql. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "domain/risico.h"
#include "domain/toestand.h"
#include "postgres.h"

#define OTHERS(rol) rol ":52 " rol ":53 " rol ":54"
#define ALL(rol)    rol ":51 " OTHERS(rol) " " rol ":-"

static const char *scene(void)
{
	const char *uri = test_database();
	test_sql_file(uri, VIER_OGEN_SQL);
	test_sql(uri, "select stel_voor()");
	return uri;
}

static const char *may(const char *uri, const char *naar)
{
	char sql[64];
	snprintf(sql, sizeof(sql), "select wie_mag('%s')", naar);
	return test_sql_value(uri, sql);
}

static void step(const char *uri, const char *naar, const char *rol, const char *person)
{
	char sql[128];
	snprintf(sql, sizeof(sql), "select stap('%s', '%s', n('%s'))", naar, rol, person);
	test_sql(uri, sql);
}

Test(vier_ogen, two_persons_approve_and_neither_proposed_it)
{
	const char *uri = scene();
	cr_expect_str_eq(may(uri, "goedgekeurd"), "");
	cr_expect_str_eq(
		may(uri, "voorgesteld"), OTHERS("kringcoordinator") " " OTHERS("medewerker"));
	step(uri, "voorgesteld", "medewerker", "52");
	cr_expect_str_eq(may(uri, "voorgesteld"), "");
	cr_expect_str_eq(may(uri, "goedgekeurd"), "medewerker:53 medewerker:54");
	test_sql(uri, "select stel_voor()");
	step(uri, "voorgesteld", "kringcoordinator", "54");
	cr_expect_str_eq(may(uri, "goedgekeurd"), "medewerker:52 medewerker:53");
	/* To turn it down one is enough, whoever it is. */
	cr_expect_str_eq(may(uri, "afgewezen"), ALL("kringcoordinator") " " ALL("medewerker"));
}

Test(vier_ogen, one_approves_what_is_known_good)
{
	const char *uri = scene();
	test_sql(uri, "update risicoregel set vier_ogen = false");
	test_sql(uri, "select stel_voor()");
	cr_expect_str_eq(may(uri, "voorgesteld"), "");
	cr_expect_str_eq(may(uri, "goedgekeurd"), ALL("kringcoordinator") " " ALL("medewerker"));
}

#define EXCLUDE                                                                                 \
	"insert into veto (id, school_id, vrijwilliger_id, kant, reden, van_datum, versie, "    \
	"gemaakt_op, gewijzigd_op) values (n('09'), n('01'), n('04'), 'school', 'veiligheid', " \
	"'2026-01-01', 1, now(), now())"

Test(vier_ogen, neither_of_the_two_approves_whom_a_side_excluded_since)
{
	const char *uri = scene();
	test_sql(uri, EXCLUDE);
	cr_expect_str_eq(may(uri, "voorgesteld"), "");
	test_sql(uri, "delete from veto");
	step(uri, "voorgesteld", "medewerker", "52");
	cr_expect_str_eq(may(uri, "goedgekeurd"), "medewerker:53 medewerker:54");
	test_sql(uri, EXCLUDE);
	cr_expect_str_eq(may(uri, "goedgekeurd"), "");
}

Test(vier_ogen, the_first_is_asked_anew_when_it_is_turned_back_or_proposed_again)
{
	const char *uri = scene();
	step(uri, "voorgesteld", "medewerker", "52");
	step(uri, "goedgekeurd", "medewerker", "53");
	step(uri, "voorgesteld", "medewerker", "54");
	cr_expect_str_eq(may(uri, "goedgekeurd"), "");
	/* It was proposed by who proposed it, not by who turned it back. */
	cr_expect_str_eq(
		may(uri, "voorgesteld"), OTHERS("kringcoordinator") " " OTHERS("medewerker"));
	step(uri, "afgewezen", "medewerker", "54");
	step(uri, "voorgesteld", "medewerker", "54");
	cr_expect_str_eq(may(uri, "voorgesteld"),
		"kringcoordinator:51 kringcoordinator:52 kringcoordinator:53 "
		"medewerker:51 medewerker:52 medewerker:53");
	cr_expect_str_eq(test_sql_value(uri, "select string_agg(stap, ' ' order by volgnummer) "
					     "from geschiedenis"),
		"voorstellen goedkeuren goedkeuren terugdraaien afwijzen heropenen");
}

Test(vier_ogen, is_written_by_its_steps_and_not_by_hand)
{
	const char *uri = scene();
	test_sql(uri, "update koppeling set eerste_door = n('52'), eerste_op = now(), "
		      "vier_ogen = false, risico = '{}', voorgesteld_door = null");
	cr_expect_str_eq(test_sql_value(uri, "select concat_ws(' ', vier_ogen, eerste_door, "
					     "right(voorgesteld_door::text, 2), risico) "
					     "from koppeling"),
		"t 51 {eerste-keer,begeleiding}");
}

/* The offering side proposed this day and the school picks it; or staff moves it. */
static bool moves(const char *uri, const char *day, const char *rol)
{
	char sql[640];
	snprintf(sql, sizeof(sql), "select verzet(date '%s', '%s')", day, rol);
	return strcmp(test_sql_value(uri, sql), "t") == 0;
}

Test(vier_ogen, are_not_passed_by_a_move)
{
	const char *uri = scene();
	test_sql(uri, "update risicoregel set vier_ogen = code = 'begeleiding';"
		      "update vrijwilliger set vog_gezien_datum = '2026-01-01', "
		      "vog_geldig_tot_datum = '2027-01-14';"
		      "select stel_voor();"
		      "select stap('goedgekeurd', 'medewerker', n('52'));"
		      "select plan_in()");
	cr_expect(moves(uri, "2027-01-14", "school"));
	cr_expect_not(moves(uri, "2027-01-19", "school"));
	cr_expect(moves(uri, "2027-01-19", "medewerker"));
	cr_expect_str_eq(
		test_sql_value(uri, "select koppeling_risicograad(k) || ' ' || k.risico::text "
				    "from koppeling k"),
		"hoog {eerste-keer,begeleiding}");
	/* Somebody of staff let it be so. */
	cr_expect(moves(uri, "2027-01-20", "school"));
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
	const char *uri = scene();
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
	test_sql(uri, "delete from geschiedenis; alter table geschiedenis drop constraint "
		      "geschiedenis_koppeling_bestaat; select is_geweest()");
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
			"select string_agg(code, ' ' order by array_position(array['eerste-keer', "
			"'een-leerling', 'begeleiding'], code)) || ' ' from risicoregel"),
		text.ptr);
	buf_fini(&text);
}
