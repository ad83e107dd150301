/* Erasing a person: what was planted in every field that they can fill is in no table any more,
 * what they had running ends or goes to others, and what others have stays theirs. */
#include "privacy/wissen.h"

#include <libpq-fe.h>
#include <string.h>

#include "fixtures/region.h"

#define IK	    "/v1/ik"
#define ONDERHANDEN ID("71") /* a match of hers that runs */
#define OPEN_VRAAG  ID("61") /* what she asked and is open */

static void begin(void)
{
	region_init();
	test_sql_file(region_uri(), PERSOON_SQL);
	region_seal();
	region_sql("update sessie set bevestigd_op = clock_timestamp()");
}

TestSuite(wissen, .init = begin, .fini = region_fini, .timeout = 120);

/* The tables of which some row holds this text, in whatever column. */
static const char *tables_with(const char *text)
{
	return region_value(region_text(
		"select string_agg(t.relname, ' ' order by t.relname) from pg_class t "
		"where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') "
		"and (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %%I x "
		"where lower(x::text) like %%L', t.relname, '%%%s%%'), false, true, '')))[1]::text "
		"<> '0'",
		text));
}

static struct reply erase(void)
{
	return region_delete(VRIJWILLIGER, IK);
}

Test(wissen, finds_what_was_planted_before_it_is_erased)
{
	cr_expect_str_eq(tables_with("zqxjvk"),
		"aanbod aanvraag account agendalink beoordeling "
		"bundel geschiedenis gewicht_activering identiteit "
		"ingreep inzet koppeling lid notitie sessie sleutel taak "
		"uitkomst vrijwilliger weergave zoekopdracht");
}

Test(wissen, leaves_nothing_of_what_was_planted_also_where_somebody_else_goes_on_with_it)
{
	assert_status(erase(), 200);
	cr_expect_str_eq(tables_with("zqxjvk"), "");
	/* Her open requests went to the coordinator of the school, without her words. */
	cr_expect_str_eq(
		region_value(
			"select string_agg(concat_ws(' ', id, gemaakt_door, status, "
			"onderwerp, toelichting), ', ') from aanvraag where id in ('" OPEN_VRAAG
			"', '" ID("62") "')"),
		OPEN_VRAAG " " ID("51") " open Gewist, " ID("62") " " ID("51") " open Gewist");
}

/* 'Gewist' is a word that anybody may write; it asks for nothing. */
Test(wissen, of_a_request_is_not_asked_for_by_what_it_is_called)
{
	static const char *const kept =
		"select concat_ws(' ', (select count(*) from notitie n where n.aanvraag_id = "
		"a.id), "
		"(select count(*) from taak t where t.aanvraag_id = a.id), onderwerp, leerdoel) "
		"from aanvraag a where a.id = '" OPEN_VRAAG "'";
	region_sql("update notitie set aanvraag_id = '" OPEN_VRAAG "', koppeling_id = null;"
		   "update taak set aanvraag_id = '" OPEN_VRAAG "', koppeling_id = null");
	const struct reply r = region_get(SCHOOL, "/v1/aanvragen/" OPEN_VRAAG);
	assert_status(region_patch(SCHOOL, "/v1/aanvragen/" OPEN_VRAAG, r.etag,
			      "{'onderwerp':'Gewist','leerdoel':'Lassen'}"),
		200);
	cr_expect_str_eq(region_value(kept), "2 1 Gewist Lassen");
}

Test(wissen, takes_all_words_of_a_request_and_its_copies_whatever_they_are_called)
{
	region_sql("update aanvraag set onderwerp = 'Gewist', toelichting = null, kopie_van = "
		   "'" OPEN_VRAAG "' where id = '" ID(
			   "62") "';"
				 "insert into aanvraag (id, school_id, klas_id, soort, onderwerp, "
				 "leerdoel, "
				 "themas, thema_vereist, niveau, taal, groepsgrootte, van_datum, "
				 "tot_datum, "
				 "dagdelen, online_toegestaan, vog_vereist, kopie_van, status, "
				 "versie, "
				 "gemaakt_op, gewijzigd_op) select gen_random_uuid(), school_id, "
				 "klas_id, soort, "
				 "'Gewist', 'Zqxjvkkopie', themas, thema_vereist, niveau, taal, "
				 "groepsgrootte, "
				 "van_datum, tot_datum, dagdelen, online_toegestaan, vog_vereist, "
				 "id, 'concept', "
				 "1, now(), now() from aanvraag where id = '" ID(
					 "62") "';"
					       "update aanvraag set onderwerp = 'Gewist', "
					       "toelichting = null where id = '" OPEN_VRAAG "'");
	assert_status(erase(), 200);
	cr_expect_str_eq(tables_with("zqxjvk"), "");
}

Test(wissen, takes_her_words_out_of_what_she_made_and_handed_over_before)
{
	region_sql("update aanvraag set gemaakt_door = '" ID("51") "', gewijzigd_door = '" ID(
		"51") "', versie = versie + 1 where id = '" OPEN_VRAAG "'");
	assert_status(erase(), 200);
	cr_expect_str_eq(tables_with("zqxjvk"), "");
}

Test(wissen, takes_her_words_out_of_the_offers_of_her_company_and_leaves_them_open)
{
	region_sql("insert into aanbod (id, bedrijf_id, soort, titel, omschrijving, themas, "
		   "niveaus, talen, online, groep_min, groep_max, plaatsen, dagdelen, van_datum, "
		   "uitzonderingen, status, versie, gemaakt_op, gewijzigd_op, gewijzigd_door) "
		   "select '" ID(
			   "84") "', o.bedrijf_id, o.soort, 'Zqxjvkbezoek', 'Zqxjvkbezoek', "
				 "o.themas, o.niveaus, o.talen, o.online, o.groep_min, "
				 "o.groep_max, o.plaatsen, "
				 "o.dagdelen, o.van_datum, o.uitzonderingen, o.status, 1, "
				 "o.gemaakt_op, "
				 "o.gewijzigd_op, o.gewijzigd_door from aanbod o where o.id = '" ID(
					 "81") "'");
	assert_status(erase(), 200);
	cr_expect_str_eq(tables_with("zqxjvk"), "");
	cr_expect_str_eq(region_value("select concat_ws(' ', titel, omschrijving, status) from "
				      "aanbod where id = '" ID("84") "'"),
		"Gewist actief");
}

/* She stands under an address that somebody got after her, and is an account's: not of who has that
 * address now. */
Test(wissen, is_not_of_a_volunteer_that_another_account_is)
{
	static const char *const whose = "select vrijwilligers_met_adres_van('" ID(
		"51") "')::text from (select "
		      "set_config('schakel.bereik', 'systeem', false)) s";
	region_sql("insert into account_vinder (account_id, vinder) select '" ID(
		"51") "', v.vinder from "
		      "vrijwilliger_vinder v where v.vrijwilliger_id = '" AYA "'");
	cr_expect_str_eq(region_value(whose), "{}");
	region_sql("update lid set status = 'beeindigd' where vrijwilliger_id = '" AYA "'");
	cr_expect_str_eq(region_value(whose), "{" AYA "}");
}

Test(wissen, takes_what_others_explained_of_her_matches)
{
	region_sql("update koppeling set status = 'afgewezen', reden = 'anders', toelichting = "
		   "'Zqxjvkoordeel', versie = versie + 1, gewijzigd_rol = 'medewerker', "
		   "gewijzigd_door = '" ID("51") "' where id = '" ID("71") "'");
	cr_assert_str_eq(
		region_value("select toelichting from koppeling where id = '" ID("71") "'"),
		"Zqxjvkoordeel");
	assert_status(erase(), 200);
	cr_expect_str_eq(tables_with("zqxjvk"), "");
}

Test(wissen, leaves_the_words_of_others_when_it_is_done_again)
{
	assert_status(erase(), 200);
	region_sql("update aanvraag set onderwerp = 'Van de school', versie = versie + 1, "
		   "gewijzigd_door = '" ID("51") "' where id = '" OPEN_VRAAG "'");
	region_sql("select wis_persoon('" ID("55") "', '{" AYA "}', now())");
	cr_expect_str_eq(region_value("select onderwerp from aanvraag where id = '" OPEN_VRAAG "'"),
		"Van de school");
}

Test(wissen, leaves_nothing_at_all_when_nobody_else_is_there)
{
	region_sql("update lid set status = 'beeindigd' where school_id = '" KOMPAS
		   "' and account_id <> '" ID("55") "'");
	assert_status(erase(), 200);
	cr_expect_str_eq(tables_with("zqxjvk"), "");
	cr_expect_str_eq(
		region_value("select string_agg(concat_ws(' ', onderwerp, status), ', ') "
			     "from aanvraag where id in ('" OPEN_VRAAG "', '" ID("62") "')"),
		"Gewist ingetrokken, Gewist ingetrokken");
}

Test(wissen, ends_at_once_what_she_is_signed_in_with)
{
	assert_status(erase(), 200);
	assert_status(region_get(VRIJWILLIGER, IK), 401);
	static const char *const gone[] = { "account where id", "lid where account_id",
		"sessie where account_id", "eenmalig where account_id",
		"uitnodiging_dag where account_id", "emailwissel where account_id",
		"bezwaar where account_id", "akkoord where account_id",
		"tweede_factor where account_id", "herstelcode where account_id",
		"post where account_id", "idempotentie where account_id" };
	for (size_t i = 0; i < sizeof(gone) / sizeof(gone[0]); i++)
		cr_expect_str_eq(region_value(region_text(
					 "select count(*) from %s = '" ID("55") "'", gone[i])),
			"0", "%s", gone[i]);
}

Test(wissen, ends_her_matches_and_closes_her_offers)
{
	const struct reply r = erase();
	assert_status(r, 200);
	assert_holds(r, "'aanvragenOvergedragen':2,'koppelingenBeeindigd':1");
	cr_expect_str_eq(region_value("select concat_ws(' ', status, reden, gewijzigd_rol) from "
				      "koppeling where id = '" ONDERHANDEN "'"),
		"afgeslagen anders vrijwilliger");
	cr_expect_str_eq(
		region_value("select status from aanbod where id = '" ID("81") "'"), "gesloten");
	cr_expect_str_eq(region_value("select count(*) from gebeurtenis where soort in "
				      "('koppeling.afslaan', 'aanbod.gewijzigd') and onderwerp in "
				      "('" ONDERHANDEN "', '" ID("81") "')"),
		"2", "who keeps the supply in memory hears of it");
}

Test(wissen, shows_nobody_a_volunteer_without_a_person)
{
	assert_status(erase(), 200);
	assert_status(region_get(MEDEWERKER, "/v1/vrijwilligers/" AYA), 404);
	assert_holds_not(region_get(MEDEWERKER, "/v1/vrijwilligers?limit=100"), AYA);
	assert_holds_not(region_get(BEDRIJF, "/v1/vrijwilligers?limit=100"), AYA);
	assert_status(
		region_post(SCHOOL2, "/v1/vetos", "{'vrijwilligerId':'" AYA "','reden':'anders'}"),
		400);
	/* The school still sees that there was a match. */
	assert_status(region_get(SCHOOL, "/v1/koppelingen/" ID("72")), 200);
}

Test(wissen, keeps_in_the_audit_by_number_what_she_did)
{
	const char *before =
		region_value("select count(*) from audit where account_id = '" ID("55") "'");
	assert_status(erase(), 200);
	cr_expect_str_eq(region_value(region_text("select count(*) >= %s from audit where "
						  "account_id = '" ID("55") "'",
				 before)),
		"t");
	cr_expect_str_eq(region_value("select concat_ws(' ', account_id, status) from audit where "
				      "handeling = 'ikDelete'"),
		ID("55") " 200");
}

Test(wissen, leaves_nothing_that_an_address_is_found_by)
{
	static const char *const sql =
		"select (select count(*) from account_vinder where account_id = '" ID(
			"55") "') "
			      "|| ' ' || (select count(*) from vrijwilliger_vinder where "
			      "vrijwilliger_id = '" AYA "') || ' ' || (select cardinality("
			      "email_vinders) from vrijwilliger where id = '" AYA "')";
	cr_assert_str_eq(region_value(sql), "1 1 1");
	assert_status(erase(), 200);
	cr_assert_str_eq(region_value(sql), "0 0 0");
}

Test(wissen, makes_no_history_of_erasing_words)
{
	const char *steps = region_value("select count(*) from geschiedenis");
	assert_status(erase(), 200);
	/* One step: the match that ended. */
	cr_expect_str_eq(
		region_value(region_text("select count(*) - %s from geschiedenis", steps)), "1");
}

Test(wissen, refuses_a_repetition_of_an_answer_that_was_about_her)
{
	assert_status(erase(), 200);
	cr_expect_str_eq(
		region_value(
			"select coalesce(encode(antwoord, 'hex'), '-') || coalesce(status, 0) from "
			"idempotentie where sleutel = 'twee'"),
		"-0");
}

Test(wissen, refuses_a_repetition_of_an_answer_with_her_words)
{
	region_sql("update idempotentie set ids = '{" OPEN_VRAAG "}' where sleutel = 'twee'");
	assert_status(erase(), 200);
	cr_expect_str_eq(
		region_value("select coalesce(encode(antwoord, 'hex'), '-') from idempotentie "
			     "where sleutel = 'twee'"),
		"-");
}

Test(wissen, leaves_what_others_have)
{
	const char *others = "select count(*) from account where id <> '" ID("55") "'";
	const char *before = region_value(others);
	assert_status(erase(), 200);
	cr_expect_str_eq(region_value(others), before);
	cr_expect_str_eq(region_value("select string_agg(naam, ' ' order by naam) from "
				      "vrijwilliger where gewist_op is null"),
		"Bram Chris");
	assert_status(region_get(SCHOOL, IK), 200);
}

Test(wissen, asks_for_a_proof_first)
{
	region_sql("update sessie set bevestigd_op = null");
	const struct reply r = erase();
	assert_status(r, 403);
	assert_holds(r, "'code':'bevestiging.nodig'");
	cr_expect_str_neq(tables_with("zqxjvk"), "");
}

Test(wissen, is_refused_to_the_last_administrator_until_there_is_another)
{
	region_sql(
		"insert into lid (id, account_id, rol, status, versie, gemaakt_op, gewijzigd_op) "
		"values ('" ID("96") "', '" ID("55") "', 'beheerder', 'actief', 1, "
						     "'2026-01-01Z', '2026-01-01Z')");
	const struct reply r = erase();
	assert_status(r, 409);
	assert_holds(r, "'code':'lid.laatste'");
	region_sql(
		"insert into lid (id, account_id, rol, status, versie, gemaakt_op, gewijzigd_op) "
		"values ('" ID("97") "', '" ID("56") "', 'beheerder', 'actief', 1, "
						     "'2026-01-01Z', '2026-01-01Z')");
	assert_status(erase(), 200);
}

Test(wissen, leaves_a_tombstone_by_number)
{
	assert_status(erase(), 200);
	cr_expect_str_eq(
		region_value("select concat_ws(' ', account_id, vrijwilliger_ids, brieven) "
			     "from grafsteen"),
		ID("55") " {" AYA "} {" ID("93") "}");
}

/* Numbers about an id: without them a school year would count less than was done in it. */
Test(wissen, keeps_what_is_counted_of_matches_that_stay)
{
	region_sql("insert into bezetting (houder, soort, periode, bezet) values ('" AYA
		   "', 'schooljaar', 2020, 3) on conflict do nothing");
	region_sql(
		"insert into telling (houder, gevraagd, op_tijd, cijfers, cijfer_som) values ('" AYA
		"', 4, 3, 0, 0) on conflict (houder) do update set gevraagd = 4, op_tijd = 3");
	assert_status(erase(), 200);
	cr_expect_str_eq(region_value("select bezet from bezetting where houder = '" AYA
				      "' and periode = 2020"),
		"3");
	cr_expect_str_eq(
		region_value("select gevraagd >= 4 from telling where houder = '" AYA "'"), "t");
}

Test(wissen,
	takes_the_titles_of_her_offers_out_of_the_matches_of_others_and_leaves_these_as_they_are)
{
	assert_status(erase(), 200);
	cr_expect_str_eq(
		region_value("select concat_ws(' ', status, versie, (select string_agg(concat_ws("
			     "'/', right(e.een ->> 'aanbodId', 2), e.een ->> 'titel', "
			     "e.een ->> 'score'), ' ' order by e.plek) from jsonb_array_elements("
			     "alternatieven) with ordinality e (een, plek))) from koppeling "
			     "where id = '" ID("73") "'"),
		"voorgesteld 1 83/Nog een/2 81/Gewist/1");
}

/* Her second match: it holds her row, and is committed while she is being erased. */
Test(wissen, ends_a_proposal_that_was_not_committed_yet_when_it_began)
{
	region_sql("update koppeling set status = 'afgeslagen', reden = 'anders', versie = 2, "
		   "gewijzigd_op = '2026-01-02Z', gewijzigd_rol = 'vrijwilliger' where id = '" ID(
			   "73") "'");
	PGconn *pg = PQconnectdb(region_uri());
	PQclear(PQexec(pg, "begin"));
	PGresult *res = PQexec(pg,
		"insert into koppeling (id, aanvraag_id, aanbod_id, school_id, klas_id, "
		"bedrijf_id, vrijwilliger_id, datum, dagdeel, status, score, factoren, "
		"alternatieven, gewicht_versie, versie, gemaakt_op, gewijzigd_op, gewijzigd_rol) "
		"select '" ID("74") "', k.aanvraag_id, '" ID(
			"81") "', k.school_id, k.klas_id, '" VAN_DAM "', '" AYA
			      "', '2026-06-20', 'ochtend', 'voorgesteld', 1, '[]', '[]', 1, "
			      "1, '2026-01-01Z', '2026-01-01Z', 'school' from koppeling k where "
			      "k.id = '" ID("73") "'");
	cr_assert_eq(PQresultStatus(res), PGRES_COMMAND_OK, "%s", PQerrorMessage(pg));
	cr_assert_str_eq(PQcmdTuples(res), "1");
	PQclear(res);
	cr_assert(PQsendQuery(pg, "select pg_sleep(0.4); commit"));
	const struct reply r = erase();
	for (res = PQgetResult(pg); res != NULL; res = PQgetResult(pg))
		PQclear(res);
	PQfinish(pg);
	assert_status(r, 200);
	cr_expect_str_eq(region_value("select string_agg(status, ' ') from koppeling where "
				      "vrijwilliger_id = '" AYA "' and koppeling_loopt(status)"),
		"");
	cr_expect_str_eq(region_value("select status from koppeling where id = '" ID("74") "'"),
		"afgeslagen");
}

Test(wissen, erases_on_behalf_of_a_person_nobody_but_that_person)
{
	region_sql("begin; set local role schakel_dienst; set local schakel.bereik = 'eigen'; "
		   "set local schakel.ids = '{" ID("55") "}'; "
							 "select wis_persoon_namens('" ID(
								 "55") "', '{" BRAM
								       "}', now()); commit");
	cr_expect_str_eq(region_value("select string_agg(naam, ' ' order by id) from vrijwilliger "
				      "where id in ('" AYA "', '" BRAM "')"),
		"Gewist Bram");
}

Test(wissen, is_for_the_service_alone)
{
	cr_expect_str_eq(
		region_value("select string_agg(concat_ws(' ', p.proname, has_function_privilege("
			     "'public', p.oid, 'execute'), has_function_privilege("
			     "'schakel_dienst', p.oid, 'execute')), ', ' order by p.proname) "
			     "from pg_proc p where p.proname like 'wis\\_%'"),
		"wis_aanbod_van_bedrijf f f, wis_aanvragen f f, wis_alternatieven f f, "
		"wis_eindig f f, wis_gemaakt f f, wis_persoon f f, "
		"wis_persoon_namens f t, wis_vrijwilligers f f, "
		"wis_woorden_na_afloop f f");
}
