/*
 * From events to the offers that they concern. Whatever changes what the engine reads of an offer
 * must leave an event from which kandidaat/geraakt.sql finds that offer: a copy in memory that
 * follows the outbox is then never wrong. And the statements that fill such a copy.
 */
#include <criterion/criterion.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "postgres.h"
#include "store/sql.h"

#define ID(last)  "00000000-0000-7000-8000-0000000000" last
#define Q(last)	  "'" ID(last) "'"
#define SCHOOL	  Q("01")
#define KRING	  Q("10")
#define BEDRIJF	  Q("21") /* of the circle */
#define ANDER	  Q("22") /* a company of no circle */
#define V_BEDRIJF Q("31") /* of the company, and so of the circle */
#define V_KRING	  Q("32") /* of the circle itself */
#define V_ALLEEN  Q("33")
/* The offers, 51 … 55, of: the company, its volunteer, that of the circle, the one alone, the other
 * company. */
#define OFFERS 5

static const char *const scene =
	"insert into kring (id, naam, gemeenten, versie, gemaakt_op, gewijzigd_op) values (" KRING
	", 'K', '{}', 1, now(), now());"
	"insert into school (id, vestigingscode, naam, soort, niveaus, zoektekst, bron, versie, "
	"gemaakt_op, gewijzigd_op) values (" SCHOOL ", '00AA00', 'S', 'po', 255, 's', 'demo', 1, "
	"now(), now());"
	"insert into bedrijf (id, naam, kring_id, zoektekst, bron, versie, gemaakt_op, "
	"gewijzigd_op) values (" BEDRIJF ", 'B', " KRING ", 'b', 'demo', 1, now(), now()), (" ANDER
	", 'A', null, 'a', 'demo', 1, now(), now());"
	"insert into vrijwilliger (id, naam, email_open, bedrijf_id, kring_id, ambassadeur, "
	"versie, "
	"gemaakt_op, gewijzigd_op) values (" V_BEDRIJF ", 'V', 'v@voorbeeld.nl', " BEDRIJF
	", null, false, 1, now(), now()), (" V_KRING ", 'W', 'w@voorbeeld.nl', null, " KRING
	", false, 1, now(), now()), (" V_ALLEEN ", 'X', 'x@voorbeeld.nl', null, null, false, 1, "
	"now(), now());"
	"insert into aanbod (id, bedrijf_id, vrijwilliger_id, soort, titel, themas, niveaus, "
	"talen, online, groep_min, groep_max, plaatsen, dagdelen, van_datum, uitzonderingen, "
	"status, versie, gemaakt_op, gewijzigd_op)"
	" select o.id::uuid, o.b::uuid, o.v::uuid, 'gastles', 't', '{}', 255, '{nl}', false, 1, "
	"30, 9, 32767, '2026-01-01', '{}', 'actief', 1, now(), now() from (values (" Q(
		"51") ", " BEDRIJF
		      ", null), (" Q("52") ", null, " V_BEDRIJF "), (" Q(
			      "53") ", null, " V_KRING
				    "), (" Q("54") ", null, " V_ALLEEN "), (" Q(
					    "55") ", " ANDER ", null)) o (id, b, v);"
						  "insert into klas values (" Q(
							  "02") ", " SCHOOL ", 'k', now());"
								"insert into aanvraag (id, "
								"school_id, klas_id, soort, "
								"onderwerp, themas, thema_vereist, "
								"niveau, taal, groepsgrootte, "
								"van_datum, tot_datum, dagdelen, "
								"online_toegestaan, "
								"vog_vereist, status, versie, "
								"gemaakt_op, gewijzigd_op) values "
								"(" Q("03") ", " SCHOOL ", " Q(
									"02") ", 'gastles', 'o', "
									      "'{}', false, 64, "
									      "'nl', 20, "
									      "'2027-01-04', "
									      "'2027-03-01', "
									      "32767, false, "
									      "false, 'open', 1, "
									      "now(), now());";

static PGconn *pg;

static void start(void)
{
	const char *uri = test_database();
	test_sql(uri, scene);
	pg = PQconnectdb(uri);
	cr_assert_eq(PQstatus(pg), CONNECTION_OK, "%s", PQerrorMessage(pg));
}

static void finish(void)
{
	PQfinish(pg);
}

TestSuite(geraakt, .init = start, .fini = finish);

static void run(const char *sql)
{
	PGresult *res = PQexec(pg, sql);
	cr_assert(PQresultStatus(res) == PGRES_COMMAND_OK || PQresultStatus(res) == PGRES_TUPLES_OK,
		"%s: %s", sql, PQerrorMessage(pg));
	PQclear(res);
}

static PGresult *ask(const char *statement, const char *const *values, int count)
{
	for (size_t i = 0; i < store_statement_count; i++) {
		if (strcmp(store_statements[i]->name, statement) != 0)
			continue;
		PGresult *res = PQexecParams(
			pg, store_statements[i]->sql, count, NULL, values, NULL, NULL, 0);
		cr_assert_eq(PQresultStatus(res), PGRES_TUPLES_OK, "%s", PQerrorMessage(pg));
		return res;
	}
	cr_assert_fail("there is no statement %s", statement);
	return NULL;
}

/* All columns of each offer, as text. */
static void read_offers(char texts[OFFERS][2048])
{
	const char *values[] = {
		"{" ID("51") "," ID("52") "," ID("53") "," ID("54") "," ID("55") "}", "2026-06-01"
	};
	PGresult *res = ask("kandidaat/aanbod", values, 2);
	cr_assert_eq(PQntuples(res), OFFERS);
	for (int r = 0; r < OFFERS; r++) {
		size_t len = 0;
		for (int c = 0; c < PQnfields(res); c++)
			len += (size_t)snprintf(texts[r] + len, 2048 - len, "%s|",
				PQgetisnull(res, r, c) ? "-" : PQgetvalue(res, r, c));
		cr_assert_lt(len, 2048);
	}
	PQclear(res);
}

/* What is known of the request, but for the place of the outbox and the circles, as text; empty
 * when it is not open. */
static void read_request(char text[2048])
{
	const char *values[] = { "{" ID("03") "}", NULL, NULL, "2026-06-01" };
	PGresult *res = ask("kandidaat/aanvraag", values, 4);
	cr_assert_eq(PQntuples(res), 1);
	text[0] = '\0';
	size_t len = 0;
	const bool open = strcmp(PQgetvalue(res, 0, PQfnumber(res, "status")), "open") == 0;
	for (int c = 0; c < PQnfields(res) && open; c++) {
		const char *name = PQfname(res, c);
		if (strcmp(name, "nieuws") == 0 || strcmp(name, "kringen") == 0)
			continue;
		len += (size_t)snprintf(text + len, 2048 - len, "%s|",
			PQgetisnull(res, 0, c) ? "-" : PQgetvalue(res, 0, c));
	}
	cr_assert_lt(len, 2048);
	PQclear(res);
}

/* Whether the events behind `after` concern the request. */
static bool request_concerned(const char *after)
{
	char sql[512];
	snprintf(sql, sizeof(sql),
		"select array_agg(soort order by id), array_agg(onderwerp order by id) from "
		"gebeurtenis where id > %s",
		after);
	PGresult *events = PQexec(pg, sql);
	const char *values[] = { PQgetvalue(events, 0, 0), PQgetvalue(events, 0, 1) };
	PGresult *res = ask("kandidaat/geraakte_aanvragen", values, 2);
	const bool named = strstr(PQgetvalue(res, 0, 0), ID("03")) != NULL;
	PQclear(res);
	PQclear(events);
	return named;
}

/* The last figures of the offers that all events behind `after` concern: "51 52". */
static const char *concerned(const char *after)
{
	static char text[OFFERS * 40];
	char sql[512];
	snprintf(sql, sizeof(sql),
		"select array_agg(soort order by id), array_agg(onderwerp order by id) from "
		"gebeurtenis where id > %s",
		after);
	PGresult *events = PQexec(pg, sql);
	const char *values[] = { PQgetvalue(events, 0, 0), PQgetvalue(events, 0, 1) };
	PGresult *res = ask("kandidaat/geraakt", values, 2);
	text[0] = '\0';
	size_t len = 0;
	for (int n = 51; n <= 55; n++) {
		char id[40];
		snprintf(id, sizeof(id), ID("%d"), n);
		if (strstr(PQgetvalue(res, 0, 0), id))
			len += (size_t)snprintf(
				text + len, sizeof(text) - len, "%s%d", len > 0 ? " " : "", n);
	}
	PQclear(res);
	PQclear(events);
	return text;
}

/* Whether the events of the last change name the request. */
static bool last_request;

/* Makes a change: which offers the events name, having checked that it names all that changed, and
 * the request when that did. */
static const char *touch(const char *change)
{
	static char before[OFFERS][2048], then[OFFERS][2048];
	static char request_before[2048], request_then[2048];
	read_offers(before);
	read_request(request_before);
	PGresult *last = PQexec(pg, "select coalesce(max(id), 0) from gebeurtenis");
	run(change);
	read_offers(then);
	read_request(request_then);
	const char *named = concerned(PQgetvalue(last, 0, 0));
	last_request = request_concerned(PQgetvalue(last, 0, 0));
	cr_assert(strcmp(request_before, request_then) == 0 || last_request,
		"%s changed %s to %s, but no event names it", change, request_before, request_then);
	PQclear(last);
	for (int i = 0; i < OFFERS; i++) {
		char id[8];
		snprintf(id, sizeof(id), "%d", 51 + i);
		cr_assert(strcmp(before[i], then[i]) == 0 || strstr(named, id),
			"%s changed %s, but the events name %s", change, id, named);
	}
	return named;
}

#define PROPOSE(aanbod, bedrijf, vrijwilliger)                                                  \
	"insert into koppeling (id, aanvraag_id, aanbod_id, school_id, klas_id, bedrijf_id, "   \
	"vrijwilliger_id, datum, dagdeel, status, score, factoren, alternatieven, "             \
	"gewicht_versie, versie, gemaakt_op, gewijzigd_op, gewijzigd_rol) values (" Q(          \
		"70") ", " Q("03") ", " aanbod ", " SCHOOL                                      \
				   ", " Q("02") ", " bedrijf ", " vrijwilliger                  \
						", '2027-01-11', 'ochtend', 'voorgesteld', 1, " \
						"'[]', '[]', 1, 1, now(), now(), 'school')"

Test(geraakt, an_offer_concerns_itself)
{
	cr_assert_str_eq(
		touch("update aanbod set titel = 'u', leeftijd_min = 12 where id = " Q("54")),
		"54");
	cr_assert_str_eq(
		touch("update aanbod set status = 'gepauzeerd' where id = " Q("51")), "51");
}

Test(geraakt, a_volunteer_concerns_its_offers)
{
	cr_assert_str_eq(
		touch("update vrijwilliger set gepauzeerd_tot_datum = '2027-01-01', "
		      "vog_gezien_datum "
		      "= '2026-01-01', vog_geldig_tot_datum = '2029-01-01', opleiding = 8, "
		      "leeftijdsgroep = '20-24', ambassadeur = true where id = " V_BEDRIJF),
		"52");
	cr_assert_str_eq(
		touch("update vrijwilliger set bedrijf_id = null where id = " V_BEDRIJF), "52");
}

Test(geraakt, a_company_concerns_its_offers_and_those_of_its_people)
{
	cr_assert_str_eq(touch("update bedrijf set gesloten_op = '2026-01-01', rd_x = 1, rd_y = 1 "
			       "where id = " BEDRIJF),
		"51 52");
	cr_assert_str_eq(touch("update bedrijf set kring_id = " KRING " where id = " ANDER), "55");
}

Test(geraakt, a_circle_concerns_all_its_suppliers)
{
	cr_assert_str_eq(touch("update kring set max_per_week = 3"), "51 52 53");
}

Test(geraakt, a_match_concerns_a_circle_only_when_that_has_a_maximum)
{
	cr_assert_str_eq(touch(PROPOSE(Q("52"), BEDRIJF, V_BEDRIJF)), "51 52");
}

Test(geraakt, a_match_concerns_all_that_it_counts_for)
{
	run("update kring set max_per_schooljaar = 9");
	cr_assert_str_eq(touch(PROPOSE(Q("52"), BEDRIJF, V_BEDRIJF)), "51 52 53");
	run("update koppeling set status = 'goedgekeurd', gewijzigd_rol = 'medewerker', versie = "
	    "2");
	cr_assert_str_eq(touch("update koppeling set status = 'afgeslagen', reden = 'anders', "
			       "gewijzigd_rol = 'bedrijf', versie = 3"),
		"51 52 53");
	/* Only what took place is evaluated. */
	run("alter table koppeling disable trigger user; update koppeling set status = 'afgerond', "
	    "school_bevestigd_op = now(), aanbieder_bevestigd_op = now(), reden = null; alter "
	    "table "
	    "koppeling enable trigger user");
	cr_assert_str_eq(
		touch("insert into beoordeling values (" Q("70") ", 'school', 5, 1, now(), now())"),
		"51 52 53");
}

Test(geraakt, a_match_of_one_alone_concerns_nobody_else)
{
	cr_assert_str_eq(touch(PROPOSE(Q("54"), "null", V_ALLEEN)), "54");
}

Test(geraakt, where_somebody_is_and_when_concerns_its_offers)
{
	run("update school set rd_x = 150000, rd_y = 480000");
	run(PROPOSE(Q("54"), "null", V_ALLEEN));
	cr_assert_str_eq(touch("insert into tijd (id, begint_op, eindigt_op, versie, gemaakt_op, "
			       "gewijzigd_op) values (" Q("70") ", '2027-01-11 09:00Z', "
								"'2027-01-11 10:00Z', 1, now(), "
								"now())"),
		"54");
	cr_assert_str_eq(
		touch("update tijd set begint_op = null, eindigt_op = null, versie = 2"), "54");
	cr_assert_str_eq(
		touch("insert into lestijd (id, school_id, vanaf_schooljaar, van, tot, versie, "
		      "gemaakt_op, gewijzigd_op) values (" Q(
			      "77") ", " SCHOOL
				    ", 2020, '{500,600}', '{550,660}', 1, now(), now())"),
		"54");
	cr_assert(last_request);
	cr_assert_str_eq(
		touch("update vrijwilliger set reisbuffer_minuten = 30 where id = " V_ALLEEN),
		"54");
}

Test(geraakt, an_accreditation_concerns_its_company)
{
	cr_assert_str_eq(touch("insert into erkenning (id, bedrijf_id, crebo, geldig_tot_datum, "
			       "versie, gemaakt_op, gewijzigd_op) values (" Q(
				       "71") ", " ANDER ", 25297, '2030-01-01', 1, now(), now())"),
		"55");
	cr_assert_str_eq(touch("update erkenning set geldig_tot_datum = '2028-01-01'"), "55");
}

Test(geraakt, an_exclusion_concerns_the_supplier)
{
	cr_assert_str_eq(
		touch("insert into veto (id, school_id, vrijwilliger_id, kant, reden, "
		      "van_datum, versie, gemaakt_op, gewijzigd_op) values (" Q(
			      "72") ", " SCHOOL ", " V_KRING
				    ", 'school', 'anders', '2026-01-01', 1, now(), now())"),
		"53");
}

#define CLOSE(id, column, whose)                                                                  \
	"insert into sluiting (id, " column ", van_datum, tot_datum, reden, versie, gemaakt_op, " \
	"gewijzigd_op) values (" id ", " whose                                                    \
	", '2027-01-05', '2027-01-06', 'anders', 1, now(), "                                      \
	"now())"

Test(geraakt, who_is_closed_on_other_days_concerns_all_its_offers)
{
	cr_assert_str_eq(touch(CLOSE(Q("74"), "vrijwilliger_id", V_KRING)), "53");
	cr_assert_str_eq(touch("update sluiting set ingetrokken_op = now(), versie = 2"), "53");
	cr_assert_str_eq(touch(CLOSE(Q("75"), "bedrijf_id", BEDRIJF)),
		touch("update bedrijf set naam = 'C' where id = " BEDRIJF));
	cr_assert_str_eq(touch(CLOSE(Q("76"), "school_id", SCHOOL)), "");
}

Test(geraakt, a_place_at_an_event_concerns_all_offers_of_who_takes_it)
{
	run("insert into campagne (id, soort, titel, van_datum, tot_datum, soorten, doel, status, "
	    "versie, gemaakt_op, gewijzigd_op) values (" Q(
		    "80") ", 'beurs', 'B', '2027-01-04', '2027-01-20', '{}', 1, 'actief', 1, "
			  "'2026-01-01Z', '2026-01-01Z');"
			  "insert into plek (id, campagne_id, soort, titel, van_op, tot_op, "
			  "capaciteit, bezet, goedkeuring, status, versie, gemaakt_op, "
			  "gewijzigd_op) values (" Q("81") ", " Q(
				  "80") ", 'jury', 'J', '2027-01-11 "
					"08:00Z', '2027-01-11 "
					"12:00Z', 3, 0, false, "
					"'actief', 1, '2026-01-01Z',"
					" '2026-01-01Z')");
	cr_assert_str_eq(
		touch("insert into inschrijving (id, plek_id, vrijwilliger_id, aantal, versie, "
		      "gemaakt_op, gewijzigd_op) values (" Q("82") ", " Q(
			      "81") ", " V_KRING ", 1, 1, '2026-01-01Z', "
				    "'2026-01-01Z')"),
		"53");
	cr_assert_str_eq(touch("update inschrijving set status = 'geannuleerd', versie = 2"), "53");
}

Test(geraakt, what_is_read_with_the_request_concerns_no_offer)
{
	cr_assert_str_eq(touch("update school set naam = 'T'"), "");
	cr_assert_str_eq(touch("update aanvraag set onderwerp = 'p', versie = 2"), "");
	cr_assert_str_eq(
		touch("insert into vakantie values (" Q("73") ", 'feestdag', 'F', '{}', "
							      "'2027-05-05', '2027-05-05')"),
		"");
}

/* Makes a change: whether the events name the request. */
static bool touches_request(const char *change)
{
	(void)touch(change);
	return last_request;
}

Test(geraakt, a_request_concerns_itself_whatever_it_is_then)
{
	cr_assert(
		touches_request("update aanvraag set dagdelen = 7, themas = '{robotica}', versie = "
				"2"));
	cr_assert(touches_request("update aanvraag set status = 'ingetrokken', versie = 3"));
	cr_assert(touches_request("update aanvraag set status = 'open', versie = 4"));
}

Test(geraakt, a_school_concerns_its_open_requests)
{
	cr_assert(touches_request("update school set rd_x = 1, rd_y = 2, vakantieregio = 'zuid'"));
	run("update aanvraag set status = 'concept', versie = 5");
	cr_assert_not(touches_request("update school set rd_x = 3"));
}

Test(geraakt, a_school_that_is_closed_on_other_days_concerns_its_open_requests)
{
	cr_assert(touches_request(CLOSE(Q("76"), "school_id", SCHOOL)));
	cr_assert_not(touches_request(CLOSE(Q("75"), "bedrijf_id", BEDRIJF)));
}

Test(geraakt, a_match_concerns_the_open_requests_of_its_school)
{
	cr_assert(touches_request(PROPOSE(Q("52"), BEDRIJF, V_BEDRIJF)));
	cr_assert(touches_request("update koppeling set status = 'goedgekeurd', gewijzigd_rol = "
				  "'medewerker', versie = 2"));
	cr_assert(touches_request("update koppeling set status = 'afgeslagen', reden = 'anders', "
				  "gewijzigd_rol = 'bedrijf', versie = 3"));
}

Test(geraakt, what_all_requests_share_concerns_every_open_one)
{
	cr_assert(touches_request("insert into gemeente (code, naam, zoeknaam) values ('0034', "
				  "'Almere', 'almere')"));
	cr_assert(touches_request("update school set gemeente_code = '0034'"));
	cr_assert(touches_request("update gemeente set naam = 'Almere Stad', vakantieregio = "
				  "'midden'"));
	cr_assert(touches_request("update norm set aantal = 6, gewijzigd_op = '2000-08-01Z'"));
	cr_assert(touches_request("delete from norm"));
}

Test(geraakt, an_offer_or_a_circle_concerns_no_request)
{
	cr_assert_not(touches_request("update aanbod set titel = 'u' where id = " Q("54")));
	cr_assert_not(touches_request("update kring set max_per_week = 3"));
	cr_assert_not(touches_request("update vrijwilliger set ambassadeur = true"));
}

Test(geraakt, the_walk_gives_each_active_offer_once)
{
	run("update aanbod set status = 'gepauzeerd' where id = " Q("53"));
	const char *values[] = { "00000000-0000-0000-0000-000000000000", "3" };
	PGresult *first = ask("kandidaat/walk", values, 2);
	cr_assert_str_eq(PQgetvalue(first, 0, 0), "{" ID("51") "," ID("52") "," ID("54") "}");
	values[0] = ID("54");
	PGresult *rest = ask("kandidaat/walk", values, 2);
	cr_assert_str_eq(PQgetvalue(rest, 0, 0), "{" ID("55") "}");
	PQclear(first);
	PQclear(rest);
}

Test(geraakt, relations_name_vetoes_that_hold_and_what_was_agreed_before)
{
	run(PROPOSE(Q("52"), BEDRIJF, V_BEDRIJF));
	run("alter table koppeling disable trigger user; update koppeling set status = "
	    "'ingepland', "
	    "school_bevestigd_op = now(), aanbieder_bevestigd_op = now()");
	run("insert into veto (id, school_id, bedrijf_id, kant, reden, van_datum, eind_datum, "
	    "versie, gemaakt_op, gewijzigd_op) values (" Q(
		    "72") ", " SCHOOL ", " BEDRIJF
			  ", 'school', 'anders', '2026-01-01', '2027-02-01', 1, now(), now())");
	const char *values[] = { ID("01"), ID("99"), "2027-01-20", "2027-01-01" };
	PGresult *now_held = ask("kandidaat/relaties", values, 4);
	cr_assert_eq(PQntuples(now_held), 2);
	cr_assert_str_eq(PQgetvalue(now_held, 0, 1), ID("21"));
	cr_assert_str_eq(PQgetvalue(now_held, 0, 2), "t");
	cr_assert_str_eq(PQgetvalue(now_held, 0, 3), "1");
	cr_assert_str_eq(PQgetvalue(now_held, 1, 2), "f");
	cr_assert_str_eq(PQgetvalue(now_held, 1, 4), "{2027-01-11}");
	PQclear(now_held);
	const char *own[] = { ID("01"), ID("03"), "2027-02-01", "2027-01-01" };
	PGresult *none = ask("kandidaat/relaties", own, 4);
	cr_assert_eq(PQntuples(none), 1, "its own match, and a veto that ended");
	cr_assert(PQgetisnull(none, 0, 1));
	PGresult *news = ask("gebeurtenis/news", NULL, 0);
	cr_assert_str_eq(PQgetvalue(none, 0, 0), PQgetvalue(news, 0, 0));
	PQclear(news);
	PQclear(none);
}
