/* What is forgotten by itself: of each rule a row that is a second older than its term goes, one
 * that is a second younger stays; and what the trial run says is what goes. */
#include "privacy/opruimen.h"

#include <stdio.h>
#include <string.h>

#include "api/regels.h"
#include "fixtures/region.h"

#define NU_US	  (INT64_C(1795926978) * 1000000)
#define SECOND_US INT64_C(1000000)
#define ACCOUNT	  ID("51")
/* A moment in SQL, by its microseconds. */
#define AT "to_timestamp(%lld / 1e6)"

static const struct config settings = { .idempotency_hours = 72, .shown_days = 100 };

static struct world {
	struct loop *loop;
	struct db *db;
} w;

static void begin(void)
{
	region_init();
	region_sql("delete from sessie;"
		   /* there is no match here that a list or a link could be of */
		   "alter table vertoning drop constraint vertoning_koppeling_bestaat;"
		   "alter table antwoordlink drop constraint antwoordlink_koppeling_bestaat;"
		   "alter table aflooplink drop constraint aflooplink_koppeling_bestaat;"
		   "alter table werkvoorraad drop constraint werkvoorraad_aanvraag_bestaat;"
		   "alter table notitie drop constraint notitie_aanvraag_bestaat;"
		   "alter table ingreep drop constraint ingreep_aanvraag_bestaat;"
		   "alter table taak drop constraint taak_aanvraag_bestaat");
	w.loop = loop_create(&loop_limits_default);
	struct db_config config = db_config_default;
	config.uri = region_uri();
	w.db = db_create(w.loop, &config, api_rules, api_rule_count);
}

static void end(void)
{
	db_destroy(w.db);
	loop_destroy(w.loop);
	region_fini();
}

TestSuite(opruimen, .init = begin, .fini = end, .timeout = 120);

/* One row whose term began at $at; $n tells the two apart. */
static const struct planted {
	const char *regel, *sql;
} planted[] = {
	{ "sessie", "insert into sessie (token_hash, account_id, gemaakt_op, gezien_op, "
		    "verloopt_op) values (sha256('$n'), '" ACCOUNT "', '2026-01-01Z', "
		    "'2026-01-01Z', $at)" },
	{ "eenmalig", "insert into eenmalig (token_hash, account_id, doel, gemaakt_op, "
		      "verloopt_op) values (sha256('$n'), '" ACCOUNT "', 'aanmelden', "
		      "'2026-01-01Z', $at)" },
	{ "idempotentie", "insert into idempotentie (account_id, operatie, sleutel, vingerafdruk, "
			  "status, gemaakt_op) values ('" ACCOUNT "', 'x', '$n', '', 201, $at)" },
	{ "vertoning", "insert into vertoning (koppeling_id, soort, gewicht_versie, op, getoond, "
		       "gekozen, rangen, scores, codes, waarden) values ('" ID(
			       "7$n") "', "
				      "'gastles', 1, $at, array['" ID(
					      "01") "'::uuid], 1, '{1}', '{1}', '{}', '{}')" },
	{ "post", "insert into post (id, soort, taal, inhoud, te_maken, gemaakt_op, volgende_op, "
		  "pogingen) values ('" ID("7$n") "', 'welkom', 'nl', '', false, $at, $at, 0)" },
	{ "lid",
		"insert into lid (id, account_id, rol, school_id, status, uitgenodigd_als, versie, "
		"gemaakt_op, gewijzigd_op) values ('" ID(
			"8$n") "', '" ACCOUNT "', 'docent', '" KOMPAS "', 'beeindigd', 'N', 1, "
			       "'2026-01-01Z', $at)" },
	{ "account", "insert into account (id, email_open, naam, actief, gemaakt_op) values "
		     "('" ID("7$n") "', '$n@voorbeeld.nl', 'N', true, $at)" },
	{ "proef", "insert into proef (id, gewicht_id, tegen_id, factoren, gewichten, status, "
		   "versie, gemaakt_op, gewijzigd_op) select '" ID(
			   "7$n") "', g.id, g.id, '{}', "
				  "'{}', 'mislukt', 1, '2026-01-01Z', $at from gewicht_versie g "
				  "limit 1" },
	{ "werkvoorraad",
		"insert into werkvoorraad (id, wat, aanvraag_id, soort, sinds_op, eindigt_op) "
		"values ('" ID("7$n") "', 'weggebleven', '" ID(
			"01") "', 'gastles', '2026-01-01Z', $at)" },
	{ "notitie", "insert into notitie (id, aanvraag_id, account_id, tekst, versie, gemaakt_op, "
		     "gewijzigd_op) values ('" ID("7$n") "', '" ID("01") "', '" ACCOUNT
									 "', 'x', 1, $at, $at)" },
	{ "taak", "insert into taak (id, aanvraag_id, account_id, tekst, klaar_op, versie, "
		  "gemaakt_op, "
		  "gewijzigd_op) values ('" ID("7$n") "', '" ID(
			  "01") "', '" ACCOUNT "', 'x', $at, 1, "
				"'2026-01-01Z', '2026-01-01Z')" },
	{ "ingreep",
		"insert into ingreep (id, aanvraag_id, soort, bedrijf_id, reden, versie, "
		"gemaakt_op, gewijzigd_op) values ('" ID("7$n") "', '" ID(
			"7$n") "', 'verbod', '" VAN_DAM "', 'anders', 1, $at, '2026-01-01Z')" },
	{ "bundel", "insert into bundel (id, account_id, stap, status, geldig_tot_op, versie, "
		    "gemaakt_op, gewijzigd_op) values ('" ID(
			    "7$n") "', '" ACCOUNT
				   "', 'goedkeuren', 'voorbeeld', $at, 1, $at, '2026-01-01Z')" },
	{ "overdracht",
		"insert into overdracht (id, bedrijf_id, reden, status, geldig_tot_op, "
		"toewijzingen, taken, aanbod, koppelingen, gedaan, mislukt, deel, na_id, versie, "
		"gemaakt_op, gewijzigd_op) values ('" ID(
			"7$n") "', '" VAN_DAM
			       "', 'anders', 'klaar', $at, 0, 0, 0, 0, 0, 0, 'koppeling', '" ID(
				       "01") "', 1, $at, $at)" },
	{ "planning",
		"insert into planning (id, titel, soort, gewicht_id, spreiding, loting, status, "
		"poging, gedaan, na_nr, versie, gemaakt_op, gewijzigd_op) select '" ID(
			"7$n") "', 'Plan', v.soort, v.id, 0, 0, 'gestopt', 0, 0, 0, 1, $at, $at "
			       "from "
			       "gewicht_versie v where v.soort = 'gastles' limit 1" },
	{ "antwoordlink",
		"insert into antwoordlink (token_hash, koppeling_id, gemaakt_op, "
		"verloopt_op) values (sha256('$n'), '" ID("7$n") "', '2026-01-01Z', $at)" },
	{ "aflooplink", "insert into aflooplink (token_hash, koppeling_id, gemaakt_op, "
			"verloopt_op) values (sha256('$n'), '" ID("7$n") "', '2026-01-01Z', $at)" },
	{ "sleutel", "with m as (insert into lid (id, account_id, rol, school_id, status, versie, "
		     "gemaakt_op, gewijzigd_op) values ('" ID(
			     "7$n") "', '" ACCOUNT "', 'docent', '" KOMPAS "', 'beeindigd', 1, "
				    "'2026-01-01Z', '2026-01-01Z')) insert into sleutel (id, "
				    "account_id, lid_id, naam, "
				    "rechten, met_code, begin, token_hash, per_minuut, per_dag, "
				    "gemaakt_op, "
				    "verloopt_op) select '" ID("7$n") "', '" ACCOUNT "', '" ID(
					    "7$n") "', 'S', '{x}', false, 'x', "
						   "sha256('$n'), 1, 1, t.op - interval '1 day', "
						   "t.op from (values ($at)) t (op)" },
	{ "agendalink",
		"insert into agendalink (id, account_id, lid_id, naam, token_hash, gemaakt_op, "
		"verloopt_op) select '" ID(
			"7$n") "', l.account_id, l.id, 'L', sha256('$n'), $at - interval '1 "
			       "day', $at from (select id, account_id from lid where account_id = "
			       "'" ACCOUNT "' order by id limit 1) l" },
	{ "zoekopdracht",
		"insert into zoekopdracht (id, account_id, lid_id, naam, wat, themas, gemaakt_op, "
		"gebruikt_op) select '" ID("7$n") "', l.account_id, l.id, 'Z$n', 'aanbod', '{}', "
						  "'2026-01-01Z', $at from lid l limit 1" },
	{ "zoektreffer", "insert into zoektreffer (account_id, ding_id, gevonden_op) values "
			 "('" ACCOUNT "', '" ID("7$n") "', $at)" },
	{ "sluiting",
		"insert into sluiting (id, school_id, van_datum, tot_datum, einde_op, reden, "
		"versie, "
		"gemaakt_op, gewijzigd_op) values ('" ID("7$n") "', '" KOMPAS "', '2026-01-01', "
								"'2026-01-01', $at, 'anders', 1, "
								"'2026-01-01Z', '2026-01-01Z')" },
	{ "inschrijving",
		"insert into campagne (id, soort, titel, van_datum, tot_datum, soorten, doel, "
		"status, versie, "
		"gemaakt_op, gewijzigd_op) values ('" ID(
			"8$n") "', 'beurs', 'B', '2026-01-01', '2026-12-31', "
			       "'{}', 1, 'actief', 1, '2026-01-01Z', '2026-01-01Z'); "
			       "alter table plek disable trigger user; insert into plek (id, "
			       "campagne_id, soort, titel, van_op, tot_op, capaciteit, bezet, "
			       "goedkeuring, "
			       "status, versie, gemaakt_op, gewijzigd_op) select '" ID(
				       "7$n") "', '" ID("8$n") "', 'stand', 'S', t.op - interval "
							       "'1 hour', t.op, 9, 0, false, "
							       "'actief', 1, "
							       "'2026-01-01Z', '2026-01-01Z' from "
							       "(values ($at)) t (op); alter table "
							       "plek enable trigger user; "
							       "insert into inschrijving (id, "
							       "plek_id, bedrijf_id, aantal, "
							       "status, versie, gemaakt_op, "
							       "gewijzigd_op) "
							       "select '" ID("7$n") "', '" ID(
								       "7$n") "', b.id, 1, "
									      "'gevraagd', 1, "
									      "'2000-01-01Z', "
									      "'2000-01-01Z' from "
									      "bedrijf b order by "
									      "b.id limit 1" },
	{ "keuzeronde",
		"alter table keuzeronde disable trigger user; insert into keuzeronde (id, naam, "
		"soort, tot_op, aanvullen, zaad, status, versie, gemaakt_op, gewijzigd_op) "
		"values ('" ID("7$n") "', 'R', 'mentoring', $at, true, 1, 'ingetrokken', 1, "
				      "'2026-01-01Z', '2026-01-01Z'); "
				      "alter table keuzeronde enable trigger user" },
	{ "akkoord",
		"insert into akkoord (id, account_id, doel, versie, gegeven_op, ingetrokken_op) "
		"values ('" ID("7$n") "', '" ACCOUNT "', 'telefoon', 1, '2026-01-01Z', $at)" },
	{ "bezwaar", "insert into bezwaar (id, account_id, doel, reden_open, status, versie, "
		     "gemaakt_op, "
		     "gewijzigd_op) values ('" ID("7$n") "', '" ACCOUNT "', 'koppelen', 'x', "
							 "'ingetrokken', 1, '2026-01-01Z', $at)" },
	{ "emailwissel",
		"insert into emailwissel (id, account_id, terug_hash, nieuw, oud, gemaakt_op, "
		"verloopt_op, terug_tot_op) values ('" ID(
			"7$n") "', '" ACCOUNT "', sha256('$n'), "
			       "'', '', '2026-01-01Z', '2026-01-02Z', $at)" },
	{ "uitnodiging_dag", "insert into uitnodiging_dag (account_id, tot_op, aantal) values "
			     "('" ACCOUNT "', $at, 1)" },
	{ "melding",
		"insert into melding (id, account_id, door, tekst, status, versie, gemaakt_op, "
		"gewijzigd_op) values ('" ID("7$n") "', '" ACCOUNT "', '" ACCOUNT "', '', "
						    "'afgesloten', 1, '2026-01-01Z', $at)" },
	{ "toestemming",
		"with app as (insert into app (id, naam, adressen, gemaakt_op) values "
		"('" ID("7$n") "', 'A', '{x}', '2026-01-01Z')) insert into toestemming "
			       "(code_hash, app_id, account_id, sessie_id, adres, "
			       "uitdaging, gemaakt_op, verloopt_op) values (sha256('$n'), "
			       "'" ID("7$n") "', '" ACCOUNT "', '" ID("01") "', 'x', 'x', "
									    "'2026-01-01Z', $at)" },
};

static void plant(const char *sql, int64_t at_us, int n)
{
	const char *moment = region_text(AT, (long long)at_us);
	char text[2048];
	size_t used = 0;
	while (*sql != '\0') {
		const bool at = strncmp(sql, "$at", 3) == 0;
		const bool number = strncmp(sql, "$n", 2) == 0;
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%s",
			at	 ? moment
			: number ? region_text("%d", n)
				 : region_text("%c", *sql));
		sql += at ? 3 : number ? 2 : 1;
	}
	region_sql(text);
}

static const struct opruim_regel *rule(const char *naam)
{
	const struct opruim_regel *regel = opruim_find(naam);
	cr_assert_not_null(regel, "no rule %s", naam);
	return regel;
}

static int64_t count(const char *tabel)
{
	int64_t rows = -1;
	const char *text = region_value(region_text("select count(*) from %s", tabel));
	cr_assert_eq(str_to_int(str_from(text), 0, INT64_MAX, &rows), ERR_OK);
	return rows;
}

struct order {
	const struct opruim_regel *regel;
	bool proef;
	struct opruim_uitkomst uitkomst;
};

static enum err run_one(struct task *t, void *arg)
{
	struct order *o = arg;
	return opruim_run(t, w.db, o->regel, &settings, NU_US, o->proef, &o->uitkomst);
}

static struct opruim_uitkomst run(const char *naam, bool proef)
{
	struct order o = { .regel = rule(naam), .proef = proef };
	cr_assert_eq(loop_run_task(w.loop, run_one, &o, NULL), ERR_OK);
	return o.uitkomst;
}

Test(opruimen, has_two_rows_planted_here_for_each_rule)
{
	cr_assert_eq(opruim_regel_count, sizeof(planted) / sizeof(planted[0]));
	for (size_t i = 0; i < opruim_regel_count; i++)
		cr_expect_str_eq(planted[i].regel, opruim_regels[i].naam);
}

Test(opruimen, takes_what_is_a_second_past_its_term_and_leaves_what_is_a_second_within)
{
	for (size_t i = 0; i < sizeof(planted) / sizeof(planted[0]); i++) {
		const char *naam = planted[i].regel;
		const int64_t edge_us = NU_US - opruim_term_us(rule(naam), &settings);
		const int64_t before = count(naam);
		plant(planted[i].sql, edge_us - SECOND_US, 1);
		plant(planted[i].sql, edge_us + SECOND_US, 2);
		cr_assert_eq(count(naam), before + 2, "%s", naam);
		const struct opruim_uitkomst said = run(naam, true);
		cr_expect_eq(said.aantal, 1, "%s: %lld", naam, (long long)said.aantal);
		cr_expect(said.has_oudste && said.oudste == edge_us - SECOND_US, "%s", naam);
		cr_expect_eq(count(naam), before + 2, "%s: a trial run took it", naam);
		const struct opruim_uitkomst gone = run(naam, false);
		cr_expect_eq(gone.aantal, 1, "%s", naam);
		cr_expect_eq(count(naam), before + 1, "%s", naam);
		cr_expect_eq(run(naam, false).aantal, 0, "%s", naam);
	}
}

Test(opruimen, says_a_term_of_one_day_as_people_do)
{
	struct arena a;
	arena_init(&a, 1 << 16);
	for (size_t i = 0; i < opruim_regel_count; i++)
		cr_expect_neq(strncmp(opruim_term_text(&a, &opruim_regels[i], &settings), "1 dagen",
				      strlen("1 dagen")),
			0, "%s", opruim_regels[i].naam);
	arena_fini(&a);
}

Test(opruimen, says_no_oldest_when_nothing_would_go)
{
	for (size_t i = 0; i < opruim_regel_count; i++) {
		const struct opruim_uitkomst said = run(opruim_regels[i].naam, true);
		cr_expect_eq(said.aantal, 0, "%s", opruim_regels[i].naam);
		cr_expect(!said.has_oudste, "%s", opruim_regels[i].naam);
	}
}

Test(opruimen, keeps_a_report_and_an_objection_that_still_hold_however_old)
{
	region_sql(
		"insert into melding (id, account_id, door, tekst, status, versie, gemaakt_op, "
		"gewijzigd_op) select gen_random_uuid(), '" ACCOUNT "', '" ACCOUNT "', '', s, 1, "
		"'2001-01-01Z', '2001-01-01Z' from unnest(array['open', 'stilgelegd']) s");
	region_sql("insert into bezwaar (id, account_id, doel, reden_open, status, versie, "
		   "gemaakt_op, "
		   "gewijzigd_op) values (gen_random_uuid(), '" ACCOUNT "', 'koppelen', 'x', "
		   "'toegewezen', 1, '2001-01-01Z', '2001-01-01Z')");
	cr_expect_eq(run("melding", false).aantal, 0);
	cr_expect_eq(run("bezwaar", false).aantal, 0);
}

/* An account from long ago, with a membership of this status that changed so many days ago. */
static void account(int n, const char *status, int days)
{
	plant(planted[6].sql, NU_US - 365 * INT64_C(86400) * SECOND_US, n);
	region_sql(region_text(
		"insert into lid (id, account_id, rol, school_id, status, uitgenodigd_als, "
		"versie, gemaakt_op, gewijzigd_op) values ('" ID("7%d") "', '" ID(
			"7%d") "', "
			       "'docent', '" KOMPAS "', '%s', 'N', 1, '2026-01-01Z', " AT ")",
		n, n, status, (long long)(NU_US - days * INT64_C(86400) * SECOND_US)));
}

Test(opruimen, forgets_an_account_whose_invitation_was_taken_back_or_never_answered)
{
	account(1, "beeindigd", 31);
	account(2, "uitgenodigd", 31);
	account(3, "beeindigd", 29);
	account(4, "uitgenodigd", 29);
	account(5, "actief", 31);
	account(6, "gevraagd", 31);
	cr_expect_eq(run("account", false).aantal, 2);
	cr_expect_str_eq(region_value("select string_agg(right(id::text, 1), '' order by id) from "
				      "account where id >= '" ID("71") "'"),
		"3456");
}

Test(opruimen, leaves_the_account_of_who_has_a_password_or_is_signed_in)
{
	account(1, "beeindigd", 31);
	account(2, "beeindigd", 31);
	region_sql("update account set wachtwoord = 'x' where id = '" ID("71") "'");
	region_sql("insert into sessie (token_hash, account_id, gemaakt_op, verloopt_op) values "
		   "(sha256('1'), '" ID("72") "', '2026-01-01Z', '2199-01-01Z')");
	cr_expect_eq(run("account", false).aantal, 0);
}

Test(opruimen, says_the_terms_of_the_settings_by_their_names)
{
	struct arena a;
	arena_init(&a, 1 << 16);
	cr_expect_str_eq(opruim_term_text(&a, rule("idempotentie"), &settings),
		"72 uur (SCHAKEL_IDEMPOTENCY_HOURS)");
	cr_expect_str_eq(opruim_term_text(&a, rule("vertoning"), &settings),
		"100 dagen (SCHAKEL_SHOWN_DAYS)");
	cr_expect_str_eq(opruim_term_text(&a, rule("sessie"), &settings), "meteen");
	arena_fini(&a);
}
