/*
 * The time to travel: two half-days of one person on one day, as the triggers of the schema hold
 * them, also when both are proposed at the same moment.
 */
#include <criterion/criterion.h>

#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

#include "postgres.h"

/* A volunteer, and in each of two towns, 44 km apart, a school with two classes and requests. */
static const char *const towns =
	"insert into vrijwilliger (id, naam, email_open, ambassadeur, versie, gemaakt_op, "
	"gewijzigd_op) values ('00000000-0000-7000-8000-000000000009', 'V', 'v@voorbeeld.nl', "
	"false, 1, now(), now());"
	"insert into aanbod (id, vrijwilliger_id, soort, titel, themas, niveaus, talen, online, "
	"groep_min, groep_max, plaatsen, dagdelen, van_datum, uitzonderingen, status, versie, "
	"gemaakt_op, gewijzigd_op) values ('00000000-0000-7000-8000-000000000005', "
	"'00000000-0000-7000-8000-000000000009', 'gastles', 't', '{}', 255, '{nl}', false, 1, 30, "
	"1, 32767, '2026-01-01', '{}', 'actief', 1, now(), now());"
	"create function nummer(soort int4, n int4) returns uuid language sql immutable return "
	"('00000000-0000-7000-8000-0000000' || soort || '000' || n)::uuid;"
	"insert into school (id, vestigingscode, naam, soort, niveaus, rd_x, rd_y, zoektekst, "
	"bron, versie, gemaakt_op, gewijzigd_op) select nummer(1, n), '00AA0' || n, 'S', 'po', "
	"255, 145000 + 44000 * (n - 1), 485000, 's', 'demo', 1, now(), now() from "
	"generate_series(1, 2) n;"
	"insert into klas select nummer(2, n), nummer(1, (n + 1) / 2), 'k' || n, now() from "
	"generate_series(1, 4) n;"
	"insert into aanvraag (id, school_id, klas_id, soort, onderwerp, themas, thema_vereist, "
	"niveau, taal, groepsgrootte, van_datum, tot_datum, dagdelen, online_toegestaan, "
	"vog_vereist, status, versie, gemaakt_op, gewijzigd_op) select nummer(3, n), nummer(1, (n "
	"+ 1) / 2), nummer(2, n), 'gastles', 'o', '{}', false, 64, 'nl', 20, '2027-01-04', "
	"'2027-03-01', 32767, false, false, 'open', 1, now(), now() from generate_series(1, 4) n;";

#define PROPOSE                                                                                  \
	"insert into koppeling (id, aanvraag_id, aanbod_id, school_id, klas_id, "                \
	"vrijwilliger_id, datum, dagdeel, status, score, factoren, alternatieven, "              \
	"gewicht_versie, versie, gemaakt_op, gewijzigd_op, gewijzigd_rol) select nummer(4, n), " \
	"nummer(3, n), '00000000-0000-7000-8000-000000000005', nummer(1, (n + 1) / 2), "         \
	"nummer(2, n), '00000000-0000-7000-8000-000000000009', '2027-01-12', dagdeel, "          \
	"'voorgesteld', 1, '[]', '[]', 1, 1, now(), now(), 'school' from (values "

/* "in", or the constraint that refuses it. What went in is there. */
static const char *tried(const char *uri, const char *statement)
{
	static char sql[2048];
	snprintf(sql, sizeof(sql),
		"create or replace function probeer() returns text language plpgsql as $$ declare "
		"naam text; begin %s; return 'in'; exception when check_violation then get stacked "
		"diagnostics naam = constraint_name; return naam; end $$",
		statement);
	test_sql(uri, sql);
	return test_sql_value(uri, "select probeer()");
}

#define TRIED(n, dagdeel) tried(uri, PROPOSE "(" #n ", '" dagdeel "')) p (n, dagdeel)")
#define REFUSED		  "koppeling_met_reistijd"

Test(reistijd, refuses_a_half_day_that_cannot_be_reached)
{
	const char *uri = test_database();
	test_sql(uri, towns);
	cr_expect_str_eq(TRIED(1, "ochtend"), "in");
	cr_expect_str_eq(TRIED(3, "middag"), REFUSED);
	/* Three hours lie between afternoon and evening; and whoever stays has nothing to travel.
	 */
	cr_expect_str_eq(TRIED(2, "middag"), "in");
	cr_expect_str_eq(TRIED(3, "avond"), "in");
}

Test(reistijd, asks_for_the_travel_and_the_buffer_to_the_minute)
{
	const char *uri = test_database();
	test_sql(uri, towns);
	/* 11.538 km are 15 minutes, and one metre more begins the sixteenth. */
	test_sql(uri, "update school set rd_x = 145000 + 11539 where id = nummer(1, 2)");
	cr_expect_str_eq(TRIED(1, "ochtend"), "in");
	cr_expect_str_eq(TRIED(3, "middag"), REFUSED);
	test_sql(uri, "update vrijwilliger set reisbuffer_minuten = 14");
	cr_expect_str_eq(TRIED(3, "middag"), "in");
}

Test(reistijd, passes_what_can_be_online_or_has_no_known_place)
{
	const char *uri = test_database();
	test_sql(uri, towns);
	cr_expect_str_eq(TRIED(1, "ochtend"), "in");
	test_sql(uri, "update aanvraag set online_toegestaan = true where id = nummer(3, 3)");
	cr_expect_str_eq(TRIED(3, "middag"), REFUSED, "only one side accepts it");
	test_sql(uri, "update aanbod set online = true");
	cr_expect_str_eq(TRIED(3, "middag"), "in");
	test_sql(uri, "delete from bijvulling; update aanbod set online = false; update school set "
		      "rd_x = null, rd_y = null where id = nummer(1, 1)");
	cr_expect_str_eq(TRIED(2, "avond"), "in");
}

Test(reistijd, goes_by_the_periods_and_the_real_times)
{
	const char *uri = test_database();
	test_sql(uri, towns);
	/* 58 minutes and the buffer: 73. The morning is over at 11:20, the afternoon begins at
	 * 12:30 or, there, at 12:33. */
	test_sql(uri, "insert into lestijd (id, school_id, vanaf_schooljaar, van, tot, versie, "
		      "gemaakt_op, gewijzigd_op) values (gen_random_uuid(), nummer(1, 1), 2020, "
		      "'{500,600}', '{550,680}', 1, now(), now())");
	cr_expect_str_eq(TRIED(1, "ochtend"), "in");
	cr_expect_str_eq(TRIED(3, "middag"), REFUSED);
	test_sql(uri, "insert into lestijd (id, school_id, vanaf_schooljaar, van, tot, versie, "
		      "gemaakt_op, gewijzigd_op) values (gen_random_uuid(), nummer(1, 2), 2020, "
		      "'{510,753}', '{560,800}', 1, now(), now())");
	cr_expect_str_eq(TRIED(3, "middag"), "in");
	/* A real time that makes it impossible is refused; one that makes room is not. */
	cr_expect_str_eq(
		tried(uri, "insert into tijd (id, begint_op, eindigt_op, versie, gemaakt_op, "
			   "gewijzigd_op) values (nummer(4, 1), '2027-01-12 09:00+01', "
			   "'2027-01-12 11:21+01', 1, now(), now())"),
		REFUSED);
	cr_expect_str_eq(
		tried(uri, "insert into tijd (id, begint_op, eindigt_op, versie, gemaakt_op, "
			   "gewijzigd_op) values (nummer(4, 1), '2027-01-12 09:00+01', "
			   "'2027-01-12 10:00+01', 1, now(), now())"),
		"in");
	/* Whoever has it in writing that it ends at ten may begin at 11:13. */
	cr_expect_str_eq(
		tried(uri, "insert into tijd (id, begint_op, eindigt_op, versie, gemaakt_op, "
			   "gewijzigd_op) values (nummer(4, 3), '2027-01-12 12:31+01', "
			   "'2027-01-12 14:00+01', 1, now(), now())"),
		"in");
	cr_expect_str_eq(tried(uri, "update tijd set begint_op = null, eindigt_op = null where id "
				    "= nummer(4, 1)"),
		REFUSED, "without it there is too little again");
}

Test(reistijd, holds_a_move_and_a_proposal_that_comes_back)
{
	const char *uri = test_database();
	test_sql(uri, towns);
	cr_expect_str_eq(TRIED(1, "ochtend"), "in");
	cr_expect_str_eq(TRIED(3, "avond"), "in");
	test_sql(uri, "alter table koppeling disable trigger user; update koppeling set status = "
		      "'ingepland', school_bevestigd_op = now(), aanbieder_bevestigd_op = now() "
		      "where id = nummer(4, 3); alter table koppeling enable trigger user");
	cr_expect_str_eq(
		tried(uri, "update koppeling set dagdeel = 'middag', versie = versie + 1, reden = "
			   "'ziekte', gewijzigd_rol = 'medewerker' where id = nummer(4, 3)"),
		REFUSED);
	test_sql(uri, "update koppeling set status = 'afgewezen', versie = versie + 1, reden = "
		      "'anders', gewijzigd_rol = 'medewerker' where id = nummer(4, 1)");
	cr_expect_str_eq(
		tried(uri, "update koppeling set dagdeel = 'middag', versie = versie + 1, reden = "
			   "'ziekte', gewijzigd_rol = 'medewerker' where id = nummer(4, 3)"),
		"in");
	cr_expect_str_eq(
		tried(uri, "update koppeling set status = 'voorgesteld', versie = versie + 1, "
			   "reden = 'anders', gewijzigd_rol = 'medewerker' where id = nummer(4, "
			   "1)"),
		REFUSED);
}

/* One of two that are proposed at the same moment; the other waits for the volunteer. */
Test(reistijd, lets_one_of_two_at_the_same_moment_in)
{
	const char *uri = test_database();
	test_sql(uri, towns);
	PGconn *one = PQconnectdb(uri);
	PGconn *two = PQconnectdb(uri);
	for (int round = 0; round < 20; round++) {
		PQclear(PQexec(one, "begin; " PROPOSE "(1, 'ochtend')) p (n, dagdeel)"));
		cr_assert_eq(PQtransactionStatus(one), PQTRANS_INTRANS, "%s", PQerrorMessage(one));
		cr_assert(PQsendQuery(two, PROPOSE "(3, 'middag')) p (n, dagdeel)"));
		cr_assert_eq(PQflush(two), 0);
		/* Before the first one ends, and after. */
		if (round % 2 == 0)
			while (strcmp(test_sql_value(uri, "select count(*) from pg_stat_activity "
							  "where wait_event_type = 'Lock'"),
				       "0") == 0)
				;
		PQclear(PQexec(one, "commit"));
		PGresult *res = PQgetResult(two);
		cr_expect_str_eq(PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME) != NULL
					 ? PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME)
					 : "in",
			REFUSED);
		PQclear(res);
		cr_assert_null(PQgetResult(two));
		cr_expect_str_eq(test_sql_value(uri, "select count(*) from koppeling"), "1");
		test_sql(uri, "alter table koppeling disable trigger user; truncate koppeling "
			      "cascade; truncate bezetting; alter table koppeling enable trigger "
			      "user");
	}
	PQfinish(one);
	PQfinish(two);
}
