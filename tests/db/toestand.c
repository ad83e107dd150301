/* The state machine: the database enforces the very table that lib/domain publishes. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "domain/niveau.h"
#include "domain/reden.h"
#include "domain/soort.h"
#include "domain/toestand.h"
#include "postgres.h"
#include "scene.h"
#include "score/factor.h"
#include "score/paar.h"

/* Tries every state × state × role, with a reason, from a state that is put there behind the
 * triggers' back. Each is a transaction of its own: in one for all of them every version of a row
 * would have to be passed by. */
static const char *const walk =
	"do $walk$ declare v text; n text; r text; s text[] := array['voorgesteld', 'goedgekeurd', "
	"'bevestigd', 'ingepland',"
	"  'afgerond', 'geevalueerd', 'afgewezen', 'afgeslagen', 'verlopen', 'geannuleerd', "
	"'niet_verschenen'];"
	"begin"
	" foreach v in array s loop foreach n in array s loop"
	"  continue when v = n;"
	"  foreach r in array array['school', 'bedrijf', 'vrijwilliger', "
	"'kringcoordinator', 'medewerker', 'systeem'] "
	"loop"
	"   alter table koppeling disable trigger user;"
	"   update koppeling set status = v, school_bevestigd_op = now(), aanbieder_bevestigd_op = "
	"now();"
	"   delete from geschiedenis; delete from bezetting; delete from bijvulling;"
	"   update aanvraag set status = 'open';"
	"   insert into bezetting values ('00000000-0000-7000-8000-000000000005', 'tijdvak', 20830 "
	"* 3, case when koppeling_loopt(v) then 1 else 0 end, 1);"
	"   alter table koppeling enable trigger user;"
	"   begin"
	"    update koppeling set status = n, reden = 'anders', gewijzigd_rol = r, versie = versie "
	"+ 1;"
	"    insert into mag values (v, n, r);"
	"   exception when check_violation then null; end;"
	"   commit;"
	"  end loop; end loop; end loop;"
	"end $walk$;";

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* What else a step says of itself: its name, "!" when it asks a reason, its effects. */
static const char *rest(const struct toestand_stap *s)
{
	static char text[200];
	int at = snprintf(
		text, sizeof(text), " %s%s", stap_table[s->stap].code, s->reden_vereist ? "!" : "");
	for (int g = 0; g < GEVOLG_COUNT; g++)
		if ((s->gevolgen & GEVOLG_BIT(g)) != 0)
			at += snprintf(
				text + at, sizeof(text) - (size_t)at, " %s", gevolg_table[g].code);
	return text;
}

/* The steps of lib/domain as "van>naar:rol" lines in order; `whole` takes the proposal along, and
 * all that the table says of a step. */
static const char *expected_steps(bool whole)
{
	static struct buf text;
	char *lines[TOESTAND_STAP_COUNT * ROL_COUNT];
	size_t count = 0;
	for (size_t i = 0; i < TOESTAND_STAP_COUNT; i++) {
		const struct toestand_stap *s = &toestand_stappen[i];
		/* The walk goes from one state to another. */
		if ((s->van == TOESTAND_GEEN || s->van == s->naar) && !whole)
			continue;
		for (int r = 0; r < ROL_COUNT; r++)
			if ((s->rollen & ROL_BIT(r)) != 0 &&
				asprintf(&lines[count++], "%s>%s:%s%s", toestand_table[s->van].code,
					toestand_table[s->naar].code, rol_table[r].code,
					whole ? rest(s) : "") < 0)
				abort();
	}
	qsort(lines, count, sizeof(lines[0]), by_text);
	buf_init(&text, 65536);
	for (size_t i = 0; i < count; i++) {
		buf_addf(&text, "%s\n", lines[i]);
		free(lines[i]);
	}
	buf_add_char(&text, '\0');
	return text.ptr;
}

Test(toestand, stands_in_the_database_as_in_the_domain)
{
	const char *rows = test_sql_value(test_database(),
		"select string_agg(s, E'\\n' order by s collate \"C\") || E'\\n' from (select van "
		"|| '>' || naar || ':' || rol || ' ' || stap || case when reden_nodig then '!' "
		"else '' end || coalesce((select string_agg(' ' || g, '' order by plek) from "
		"unnest(gevolgen) with ordinality u (g, plek)), '') as s from toestand_stap) x");
	cr_assert_str_eq(rows, expected_steps(true));
}

Test(toestand, is_walked_by_the_trigger_exactly_so)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	test_sql(uri, "create table mag (van text, naar text, rol text)");
	test_sql(uri, walk);
	const char *rows = test_sql_value(uri,
		"select string_agg(s, E'\\n' order by s collate \"C\") || E'\\n'"
		" from (select van || '>' || naar || ':' || rol as s from mag) x");
	cr_assert_str_eq(rows, expected_steps(false));
}

Test(toestand, asks_a_reason_where_the_table_does)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	test_sql(uri, "do $$ begin update koppeling set status = 'afgewezen', gewijzigd_rol = "
		      "'medewerker', versie = 2;"
		      " raise 'no reason was asked' using errcode = 'XX000';"
		      " exception when check_violation then null; end $$");
	test_sql(uri, "update koppeling set status = 'afgewezen', reden = 'anders', gewijzigd_rol "
		      "= 'medewerker', versie = 2");
}

Test(toestand, no_step_leads_to_where_it_began)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	assert_no_step(uri, "status = 'voorgesteld', gewijzigd_rol = 'school'");
	assert_no_step(uri, "school_bevestigd_op = now(), gewijzigd_rol = 'school'");
	test_sql(uri, "update koppeling set status = 'afgewezen', reden = 'anders', gewijzigd_rol "
		      "= 'medewerker', versie = 2");
	assert_no_step(uri, "status = 'afgewezen', gewijzigd_rol = 'medewerker'");
	assert_no_step(uri, "school_bevestigd_op = now(), gewijzigd_rol = 'school'");
}

Test(toestand, each_side_confirms_once_and_for_itself)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	test_sql(uri, "update koppeling set status = 'goedgekeurd', gewijzigd_rol = 'medewerker', "
		      "versie = 2");
	assert_no_step(uri, "gewijzigd_rol = 'school'");
	assert_no_step(uri, "school_bevestigd_op = now(), gewijzigd_rol = 'medewerker'");
	assert_no_step(uri, "school_bevestigd_op = now(), gewijzigd_rol = 'bedrijf'");
	assert_no_step(uri, "aanbieder_bevestigd_op = now(), gewijzigd_rol = 'school'");
	test_sql(uri, "update koppeling set school_bevestigd_op = now(), gewijzigd_rol = 'school', "
		      "versie = 3");
	assert_no_step(uri, "school_bevestigd_op = now(), gewijzigd_rol = 'school'");
	test_sql(uri, "update koppeling set aanbieder_bevestigd_op = now(), status = 'bevestigd', "
		      "gewijzigd_rol = 'bedrijf', versie = 4");
}

/* What runs, where the request stands, and what both sides said, of the one match of the scene. */
static const char *const stand =
	"select k.status || ' ' || a.status || ' ' || (select sum(b.bezet) from bezetting b) || ' "
	"' || "
	"case when k.school_bevestigd_op is null and k.aanbieder_bevestigd_op is null then 'open' "
	"else "
	"'beide' end from koppeling k join aanvraag a on a.id = k.aanvraag_id";

Test(toestand, what_was_called_off_is_proposed_again_and_asks_both_sides_anew)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	confirm_both(uri);
	cr_assert_str_eq(test_sql_value(uri, stand), "ingepland gekoppeld 3 beide");
	take(uri, "status = 'geannuleerd', gewijzigd_rol = 'bedrijf'");
	cr_assert_str_eq(test_sql_value(uri, stand), "geannuleerd open 0 beide");
	take(uri, "status = 'voorgesteld', gewijzigd_rol = 'medewerker'");
	cr_assert_str_eq(test_sql_value(uri, stand), "voorgesteld open 3 open");
	cr_assert_str_eq(
		test_sql_value(
			uri, "select string_agg(stap, ' ' order by volgnummer) from geschiedenis"),
		"voorstellen goedkeuren bevestigen bevestigen inplannen annuleren heropenen");
}

Test(toestand, a_report_of_who_stayed_away_is_turned_back_as_it_was)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	confirm_both(uri);
	take(uri, "status = 'niet_verschenen', gewijzigd_rol = 'school'");
	cr_assert_str_eq(test_sql_value(uri, stand), "niet_verschenen open 0 beide");
	take(uri, "status = 'ingepland', gewijzigd_rol = 'medewerker'");
	cr_assert_str_eq(test_sql_value(uri, stand), "ingepland gekoppeld 3 beide");
	take(uri, "status = 'afgerond', gewijzigd_rol = 'bedrijf'");
	take(uri, "status = 'ingepland', gewijzigd_rol = 'medewerker'");
	cr_assert_str_eq(test_sql_value(uri, stand), "ingepland gekoppeld 3 beide");
}

Test(toestand, what_is_proposed_again_is_held_to_what_holds_for_a_first_proposal)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	take(uri, "status = 'afgewezen', gewijzigd_rol = 'medewerker'");
	test_sql(uri, "update aanvraag set status = 'ingetrokken'");
	assert_refused(uri, "aanvraag_moet_open_zijn",
		"status = 'voorgesteld', reden = 'anders', gewijzigd_rol = 'medewerker'");
	test_sql(uri, "update aanvraag set status = 'open'; update aanbod set status = 'gesloten'");
	assert_refused(uri, "aanbod_moet_actief_zijn",
		"status = 'voorgesteld', reden = 'anders', gewijzigd_rol = 'medewerker'");
	test_sql(uri, "update aanbod set status = 'actief';"
		      "update bezetting set bezet = 1 where soort = 'week'");
	assert_refused(uri, "maximum_per_week_niet_bereikt",
		"status = 'voorgesteld', reden = 'anders', gewijzigd_rol = 'medewerker'");
	test_sql(uri, "update bezetting set bezet = 0;"
		      "insert into veto (id, school_id, bedrijf_id, kant, reden, van_datum, "
		      "versie, gemaakt_op, gewijzigd_op)"
		      " values (gen_random_uuid(), '00000000-0000-7000-8000-000000000001', "
		      "'00000000-0000-7000-8000-000000000004',"
		      " 'school', 'anders', '2020-01-01', 1, now(), now())");
	assert_refused(uri, "koppeling_zonder_veto",
		"status = 'voorgesteld', reden = 'anders', gewijzigd_rol = 'medewerker'");
	cr_assert_str_eq(test_sql_value(uri, stand), "afgewezen open 0 open");
}

Test(toestand, who_comes_back_into_the_calendar_is_held_to_who_is_there_and_wanted)
{
	static const char *const back =
		"status = 'ingepland', reden = 'anders', gewijzigd_rol = 'medewerker'";
	const char *uri = test_database();
	test_sql(uri, scene);
	confirm_both(uri);
	take(uri, "status = 'niet_verschenen', gewijzigd_rol = 'school'");
	test_sql(uri, "alter table koppeling disable trigger user;"
		      "insert into vrijwilliger (id, naam, ambassadeur, gewist_op, versie, "
		      "gemaakt_op, gewijzigd_op) values "
		      "('00000000-0000-7000-8000-000000000007', 'Gewist', false, now(), 1, now(), "
		      "now());"
		      "update koppeling set vrijwilliger_id = "
		      "'00000000-0000-7000-8000-000000000007';"
		      "alter table koppeling enable trigger user");
	assert_refused(uri, "koppeling_met_wie_er_is", back);
	test_sql(uri, "alter table koppeling disable trigger user;"
		      "update koppeling set vrijwilliger_id = null;"
		      "alter table koppeling enable trigger user;"
		      "insert into veto (id, school_id, bedrijf_id, kant, reden, van_datum, "
		      "versie, gemaakt_op, gewijzigd_op)"
		      " values (gen_random_uuid(), '00000000-0000-7000-8000-000000000001', "
		      "'00000000-0000-7000-8000-000000000004',"
		      " 'school', 'anders', '2020-01-01', 1, now(), now())");
	assert_refused(uri, "koppeling_zonder_veto", back);
}

Test(toestand, what_is_proposed_again_counts_as_a_proposal_of_its_week)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	take(uri, "status = 'afgewezen', gewijzigd_rol = 'medewerker'");
	test_sql(uri, "update bedrijf set max_voorstellen_per_week = 1");
	assert_refused(uri, "voorstellen_niet_te_veel_per_week",
		"status = 'voorgesteld', reden = 'anders', gewijzigd_rol = 'medewerker'");
	test_sql(uri, "update bedrijf set max_voorstellen_per_week = 2");
	take(uri, "status = 'voorgesteld', gewijzigd_rol = 'medewerker'");
	cr_assert_str_eq(
		test_sql_value(uri, "select gebruikt from quotum where soort = 'voorstel'"), "2");
}

/* A drop-out: the day before, a week before, by its supplier or by the school. */
Test(bijvulling, of_what_was_called_off_depends_on_who_does_it_and_when)
{
	static const struct {
		const char *op, *rol, *told;
	} cases[] = {
		{ "2027-01-11 10:00+01", "bedrijf", "gestopt kort_dag" },
		{ "2027-01-08 10:00+01", "bedrijf", "wacht" },
		{ "2027-01-08 10:00+01", "school", "gestopt school_zegde_af" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *uri = test_database();
		char changes[200];
		test_sql(uri, scene);
		confirm_both(uri);
		snprintf(changes, sizeof(changes),
			"status = 'geannuleerd', gewijzigd_rol = '%s', "
			"gewijzigd_op = '%s'",
			cases[i].rol, cases[i].op);
		take(uri, changes);
		cr_expect_str_eq(test_sql_value(uri, "select concat_ws(' ', status, reden) from "
						     "bijvulling"),
			cases[i].told);
	}
}

Test(bijvulling, a_type_without_terms_is_not_refilled_and_ends_all_the_same)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	test_sql(uri, "delete from termijn");
	take(uri, "status = 'afgeslagen', gewijzigd_rol = 'bedrijf'");
	cr_expect_str_eq(test_sql_value(uri,
				 "select concat_ws(' ', poging, maximum, reden) from bijvulling"),
		"1 0 maximum");
}

/* Of the match of the scene, on Tuesday 12 January 2027 at half past eight: when it ends by itself
 * if it begins to wait then. */
static const char *ends(const char *uri, const char *moment)
{
	char sql[512];
	snprintf(sql, sizeof(sql),
		"alter table koppeling disable trigger user; update koppeling set status = "
		"'afgewezen', "
		"reden = 'anders'; alter table koppeling enable trigger user; update koppeling set "
		"status = 'voorgesteld', "
		"gewijzigd_rol = 'medewerker', versie = versie + 1, gewijzigd_op = '%s'; "
		"update aanvraag set status = 'open'",
		moment);
	test_sql(uri, "delete from bezetting");
	test_sql(uri, sql);
	return test_sql_value(uri, "select to_char(verloopt_op at time zone 'Europe/Amsterdam', "
				   "'YYYY-MM-DD HH24:MI') from koppeling");
}

Test(termijn, counts_school_days_of_the_school_and_ends_before_the_activity_begins)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	test_sql(uri,
		"update school set vakantieregio = 'noord'; insert into vakantie (bron_id, soort, "
		"naam, regios, van_datum, "
		"tot_datum) values (gen_random_uuid(), 'schoolvakantie', 'Herfst', '{noord}', "
		"'2026-10-10', '2026-10-18'), "
		"(gen_random_uuid(), 'schoolvakantie', 'Herfst', '{zuid}', '2026-10-24', "
		"'2026-11-01'), "
		"(gen_random_uuid(), 'feestdag', 'Een dag', '{}', '2026-11-03', '2026-11-03')");
	/* Thursday: Friday, and after the holiday Monday to Thursday. */
	cr_expect_str_eq(ends(uri, "2026-10-08T22:30:00+02:00"), "2026-10-23 00:00");
	/* The holiday of another region is none; the first Tuesday of November is off for all, and
	 * the clock went back. */
	cr_expect_str_eq(ends(uri, "2026-10-28T12:00:00+01:00"), "2026-11-06 00:00");
	/* A minute past midnight it is Saturday. */
	cr_expect_str_eq(ends(uri, "2026-11-13T23:01:00Z"), "2026-11-21 00:00");
	cr_expect_str_eq(ends(uri, "2027-01-11T12:00:00Z"), "2027-01-12 08:30");
	test_sql(uri, "update termijn set besluit_schooldagen = 1, reactie_schooldagen = 2");
	cr_expect_str_eq(ends(uri, "2026-11-13T12:00:00Z"), "2026-11-17 00:00");
	test_sql(uri, "update koppeling set status = 'goedgekeurd', gewijzigd_rol = 'medewerker', "
		      "versie = versie + 1, "
		      "gewijzigd_op = '2026-11-16T12:00:00Z'");
	cr_expect_str_eq(test_sql_value(uri,
				 "select verloopt_op = '2026-11-19T00:00:00+01:00' from koppeling"),
		"t");
	/* The first yes does not prolong it. */
	test_sql(uri, "update koppeling set school_bevestigd_op = now(), gewijzigd_rol = 'school', "
		      "versie = versie + 1, gewijzigd_op = now()");
	cr_expect_str_eq(test_sql_value(uri,
				 "select verloopt_op = '2026-11-19T00:00:00+01:00' from koppeling"),
		"t");
	test_sql(uri, "update koppeling set status = 'afgeslagen', reden = 'anders', gewijzigd_rol "
		      "= 'school', versie = versie + 1");
	cr_expect_str_eq(test_sql_value(uri, "select verloopt_op is null from koppeling"), "t");
}

Test(termijn, passes_over_the_closed_days_of_the_school_and_of_nobody_else)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	test_sql(uri, "update termijn set besluit_schooldagen = 1");
	cr_expect_str_eq(ends(uri, "2026-11-16T12:00:00Z"), "2026-11-18 00:00");
	test_sql(uri,
		"insert into sluiting (id, school_id, bedrijf_id, van_datum, tot_datum, reden, "
		"ingetrokken_op, versie, gemaakt_op, gewijzigd_op) select gen_random_uuid(), s, b, "
		"v, "
		"t, 'anders', i, 1, now(), now() from (values "
		"('00000000-0000-7000-8000-000000000001'::uuid, null::uuid, date '2026-11-17', "
		"date "
		"'2026-11-18', null::timestamptz), ('00000000-0000-7000-8000-000000000001', null, "
		"'2026-11-19', '2026-11-19', now()), (null, "
		"'00000000-0000-7000-8000-000000000004', '2026-11-19', '2026-11-19', null)) x (s, "
		"b, "
		"v, t, i)");
	cr_expect_str_eq(ends(uri, "2026-11-16T12:00:00Z"), "2026-11-20 00:00");
}

Test(reden, stands_in_the_database_as_in_the_domain)
{
	struct buf text;
	buf_init(&text, 4096);
	char *codes[REDEN_COUNT];
	for (size_t i = 0; i < REDEN_COUNT; i++)
		if (asprintf(&codes[i], "%s%s", reden_table[i].code,
			    reden_table[i].stopt ? "!" : "") < 0)
			abort();
	qsort(codes, REDEN_COUNT, sizeof(codes[0]), by_text);
	for (size_t i = 0; i < REDEN_COUNT; i++) {
		buf_addf(&text, "%s ", codes[i]);
		free(codes[i]);
	}
	buf_add_char(&text, '\0');
	cr_assert_str_eq(test_sql_value(test_database(),
				 "select string_agg(c, ' ' order by c collate \"C\") || ' ' from "
				 "(select code || case when stopt then '!' else '' end as c from "
				 "reden) r"),
		text.ptr);
	buf_fini(&text);
}

Test(activiteitsoort, stands_in_the_database_as_in_the_engine)
{
	const char *uri = test_database();
	struct buf text;
	buf_init(&text, 1 << 12);
	for (int i = 0; i < SOORT_COUNT; i++) {
		const struct soort_rij *s = &soort_table[i];
		buf_addf(&text, "%s %d%d%d%d %d %s %d; ", s->code,
			s->reiziger == SOORT_REIZIGER_KLAS, s->bij_leerlingen, s->periode,
			s->erkenning, s->leeftijd, s->telt_als != NULL ? s->telt_als : "-",
			s->beide_kiezen);
	}
	buf_add_char(&text, '\0');
	struct buf question;
	buf_init(&question, 1 << 12);
	buf_addf(&question, "select string_agg(concat(code, ' ', klas_reist::int, "
			    "bij_leerlingen::int, periode::int, erkenning::int, ' ', leeftijd, "
			    "' ', coalesce(telt_als, '-'), ' ', beide_kiezen::int, '; '), '' order "
			    "by array_position('{");
	for (int i = 0; i < SOORT_COUNT; i++)
		buf_addf(&question, "%s%s", i > 0 ? "," : "", soort_table[i].code);
	buf_addf(&question, "}'::text[], code)) from activiteitsoort");
	buf_add_char(&question, '\0');
	cr_assert_str_eq(test_sql_value(uri, question.ptr), text.ptr);
	buf_fini(&question);
	buf_fini(&text);
}

Test(niveau, is_as_old_in_the_database_as_in_the_engine)
{
	const char *uri = test_database();
	struct buf text;
	buf_init(&text, 1 << 10);
	for (int i = 0; i < NIVEAU_COUNT; i++)
		buf_addf(&text, "%d ", niveau_table[i].leeftijd);
	buf_add_char(&text, '\0');
	cr_assert_str_eq(
		test_sql_value(uri, "select string_agg(niveau_leeftijd(1::int8 << n) || ' ', '' "
				    "order by n) from generate_series(0, 48) n"),
		text.ptr);
	buf_fini(&text);
}

Test(niveau, is_old_enough_for_a_type_in_the_database_as_in_the_engine)
{
	const char *uri = test_database();
	struct buf text;
	buf_init(&text, 1 << 12);
	for (int s = 0; s < SOORT_COUNT; s++) {
		for (int i = 0; i < NIVEAU_COUNT && soort_table[s].leeftijd > 0; i++) {
			const struct score_aanvraag asked = { .soort = (enum soort)s,
				.niveau = UINT64_C(1) << i };
			buf_addf(&text, "%s %u ", soort_table[s].code, score_jongste(&asked));
		}
	}
	buf_add_char(&text, '\0');
	struct buf question;
	buf_init(&question, 1 << 10);
	buf_addf(&question, "select string_agg(s || ' ' || soort_jongste(s, 1::int8 << n) || ' ', "
			    "'' order by o, n) from unnest(array['");
	for (int s = 0, n = 0; s < SOORT_COUNT; s++)
		if (soort_table[s].leeftijd > 0)
			buf_addf(&question, "%s%s", n++ > 0 ? "', '" : "", soort_table[s].code);
	buf_addf(&question, "']) with ordinality y (s, o) cross join generate_series(0, 48) n");
	buf_add_char(&question, '\0');
	cr_assert_str_eq(test_sql_value(uri, question.ptr), text.ptr);
	buf_fini(&question);
	buf_fini(&text);
}

/* The weight of each factor in a version, 0 where it names none. */
static void assert_weights(const char *uri, int version, const struct score_gewichten *weights)
{
	for (int s = 0; s < SOORT_COUNT; s++) {
		for (int f = 0; f < SCORE_FACTOR_COUNT; f++) {
			char question[256], expected[16];
			snprintf(question, sizeof(question),
				"select coalesce(sum(gewicht), 0) from gewicht_factor where soort "
				"= '%s' and versie = %d and factor = '%s'",
				soort_table[s].code, version, score_factor_table[f].code);
			snprintf(expected, sizeof(expected), "%u", weights[s].gewicht[f]);
			cr_assert_str_eq(test_sql_value(uri, question), expected, "%s %s",
				soort_table[s].code, score_factor_table[f].code);
		}
	}
}

Test(gewicht, stands_in_the_database_as_in_the_engine)
{
	const char *uri = test_database();
	assert_weights(uri, 1, score_gewichten_begin);
	assert_weights(uri, 2, score_gewichten_tweede);
	cr_assert_str_eq(test_sql_value(uri, "select string_agg(distinct versie::text, ' ') from "
					     "gewicht_versie where status = 'actief'"),
		"2");
}

Test(bezetting, is_taken_by_a_proposal_and_given_back_by_a_refusal)
{
	const char *uri = test_database();
	static const char *const used = "select string_agg(soort || ' ' || periode || ' ' || "
					"bezet, ', ' order by soort, houder) from bezetting";
	test_sql(uri, scene);
	cr_assert_str_eq(
		test_sql_value(uri, used), "schooljaar 2026 1, tijdvak 62490 1, week 202702 1");
	test_sql(uri, "update koppeling set status = 'afgewezen', reden = 'anders', gewijzigd_rol "
		      "= 'medewerker', versie = 2");
	cr_assert_str_eq(
		test_sql_value(uri, used), "schooljaar 2026 0, tijdvak 62490 0, week 202702 0");
}

Test(koppeling, writes_history_audit_and_event_with_each_step)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	test_sql(uri, "update koppeling set status = 'goedgekeurd', gewijzigd_rol = 'medewerker', "
		      "versie = 2");
	cr_assert_str_eq(
		test_sql_value(
			uri, "select string_agg(stap, ',' order by volgnummer) from geschiedenis"),
		"voorstellen,goedkeuren");
	cr_assert_str_eq(
		test_sql_value(uri, "select count(*) from audit where tabel = 'koppeling'"), "2");
	cr_assert_str_eq(test_sql_value(uri, "select string_agg(soort, ',' order by id) from "
					     "gebeurtenis where soort like 'koppeling%'"),
		"koppeling.voorstellen,koppeling.goedkeuren");
}

Test(toestand, a_match_keeps_its_day_its_people_and_its_score)
{
	static const char *const changes[] = { "datum = datum + 1", "dagdeel = 'avond'",
		"aanvraag_id = gen_random_uuid()", "aanbod_id = gen_random_uuid()",
		"school_id = gen_random_uuid()", "klas_id = gen_random_uuid()",
		"bedrijf_id = gen_random_uuid()", "vrijwilliger_id = gen_random_uuid()",
		"soort = 'workshop'", "gewicht_versie = 2", "score = 2", "factoren = '[1]'" };
	const char *uri = test_database();
	test_sql(uri, scene);
	const char *counted = test_sql_value(uri, "select sum(bezet) from bezetting");
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++)
		assert_refused(uri, "koppeling_blijft_dezelfde", changes[i]);
	char sql[512];
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		/* Nor by the way, with a step that may be taken. */
		snprintf(sql, sizeof(sql),
			"status = 'goedgekeurd', gewijzigd_rol = 'medewerker', %s", changes[i]);
		assert_refused(uri, "koppeling_blijft_dezelfde", sql);
	}
	cr_assert_str_eq(test_sql_value(uri, "select sum(bezet) from bezetting"), counted);
}

/* A second match in the half-day of the scene, with another offer, must be refused by this index.
 */
static void assert_second_refused(const char *index, const char *klas, const char *vrijwilliger)
{
	const char *uri = test_database();
	char sql[1600];
	test_sql(uri, scene);
	snprintf(sql, sizeof(sql),
		"insert into vrijwilliger (id, naam, email_open, ambassadeur, versie, gemaakt_op, "
		"gewijzigd_op)"
		"  values ('00000000-0000-7000-8000-000000000007', 'V', 'v@voorbeeld.nl', false, "
		"1, "
		"now(), now());"
		"alter table koppeling disable trigger user;"
		"update koppeling set vrijwilliger_id = '00000000-0000-7000-8000-000000000007';"
		"alter table koppeling drop constraint koppeling_klas_bestaat;"
		"drop index koppeling_een_lopende_per_aanvraag;"
		"do $$ declare naam text; begin"
		" insert into koppeling (id, aanvraag_id, aanbod_id, school_id, klas_id, "
		"vrijwilliger_id, datum, dagdeel, status, score, factoren, alternatieven, soort, "
		"gewicht_versie, versie, gemaakt_op, gewijzigd_op, gewijzigd_rol)"
		" select '00000000-0000-7000-8000-000000000009', aanvraag_id, aanbod_id, "
		"school_id, "
		"%s, %s, datum, dagdeel, status, score, factoren, alternatieven, soort, "
		"gewicht_versie, 1, now(), now(), gewijzigd_rol from koppeling;"
		" raise 'was let through' using errcode = 'XX000';"
		" exception when unique_violation then get stacked diagnostics naam = "
		"constraint_name;"
		" if naam <> '%s' then raise '%%', naam using errcode = 'XX000'; end if; end $$",
		klas, vrijwilliger, index);
	test_sql(uri, sql);
}

/* Equality of half-days is enough only as long as no two of them share a moment. */
Test(koppeling, half_days_never_overlap)
{
	const char *uri = test_database();
	cr_assert_str_eq(
		test_sql_value(uri, "with d as (select datum::date, dagdeel, "
				    "dagdeel_tijdvak(datum::date, dagdeel) as t "
				    " from generate_series(date '2027-03-20', date '2027-04-05', "
				    "interval '1 day') datum,"
				    " unnest(array['ochtend', 'middag', 'avond']) dagdeel) "
				    "select count(*) || ' ' || count(*) filter (where a.dagdeel = "
				    "b.dagdeel) from d a "
				    "join d b on a.t && b.t"),
		"51 51");
}

Test(koppeling, holds_a_class_and_a_volunteer_to_one_match_in_a_half_day)
{
	assert_second_refused("klas_niet_dubbel_geboekt", "klas_id", "null");
	assert_second_refused(
		"vrijwilliger_niet_dubbel_geboekt", "gen_random_uuid()", "vrijwilliger_id");
}
