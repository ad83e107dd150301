/* The audit: who did and saw what, in the transaction of the thing itself, and for good. */
#include <libpq-fe.h>
#include <string.h>

#include "fixtures/region.h"

TestSuite(audit, .init = region_init, .fini = region_fini);

#define CALLS "from audit where tabel = 'verzoek'"

Test(audit, names_all_that_a_question_lacks)
{
	region_sql(
		"update lid set rol = 'beheerder', versie = versie + 1 where rol = 'medewerker'");
	const struct reply r = region_get(MEDEWERKER, "/v1/audit?vanOp=gisteren");
	assert_status(r, 400);
	assert_holds(r, "'pointer':'?persoonId','code':'parameter.verplicht'");
	assert_holds(r, "'pointer':'?totOp','code':'parameter.verplicht'");
	assert_holds(r, "'pointer':'?vanOp'");
}

Test(audit, tells_of_a_write_who_did_what_as_which_member_and_how_it_ended)
{
	assert_status(region_patch(MEDEWERKER, "/v1/kringen/" KRING, "\"1\"", "{'naam':'A'}"), 200);
	cr_assert_str_eq(
		region_value("select concat_ws(' ', handeling, account_id, rol, onderwerp, "
			     "van, status, lid_id is not null) " CALLS),
		"kringPatch " ID("57") " medewerker " KRING " - 200 t");
}

Test(audit, keeps_the_call_and_the_changed_rows_in_one_transaction)
{
	assert_status(region_patch(MEDEWERKER, "/v1/kringen/" KRING, "\"1\"", "{'naam':'A'}"), 200);
	cr_assert_str_eq(region_value("select string_agg(tabel, ' ' order by id) from audit "
				      "where transactie = (select transactie " CALLS ")"),
		"kring verzoek");
}

Test(audit, has_one_row_for_a_reading_of_somebody_and_names_whose_data_it_was)
{
	assert_status(region_get(MEDEWERKER, "/v1/vrijwilligers/" AYA), 200);
	cr_assert_str_eq(
		region_value("select concat_ws(' ', handeling, account_id, onderwerp, betreft, "
			     "status) " CALLS),
		"vrijwilligerGet " ID("57") " " AYA " {" AYA "} 200");
}

Test(audit, names_all_of_a_list_in_one_row)
{
	assert_status(region_get(MEDEWERKER, "/v1/vrijwilligers"), 200);
	cr_assert_str_eq(region_value("select betreft " CALLS), "{" AYA "," BRAM "," CHRIS "}");
}

Test(audit, does_not_name_who_is_on_the_next_page)
{
	assert_status(region_get(MEDEWERKER, "/v1/vrijwilligers?limit=1"), 200);
	cr_assert_str_eq(region_value("select betreft " CALLS), "{" AYA "}");
}

Test(audit, leaves_out_who_reads_about_themself)
{
	assert_status(region_get(VRIJWILLIGER, "/v1/vrijwilligers/" AYA), 200);
	assert_status(region_get(VRIJWILLIGER, "/v1/ik"), 200);
	cr_assert_str_eq(region_value("select count(*) " CALLS), "0");
}

Test(audit, names_whose_name_stands_in_the_calendar)
{
	static const char *const june = "/v1/agenda?van=2026-06-01&tot=2026-06-30";
	test_sql_file(region_uri(), PERSOON_SQL);
	region_seal();
	region_sql("alter table koppeling disable trigger user");
	region_sql("update koppeling set status = 'ingepland', school_bevestigd_op = gemaakt_op, "
		   "aanbieder_bevestigd_op = gemaakt_op where id = '" ID("71") "'");
	region_sql("alter table koppeling enable trigger user");
	assert_holds(region_get(SCHOOL, june), "'aanbieder':'Zqxjvkaya'");
	cr_assert_str_eq(
		region_value("select betreft " CALLS " and handeling = 'agendaList'"), "{" AYA "}");
	region_sql("update vrijwilliger set beperkt_op = now() where id = '" AYA "'");
	assert_holds(region_get(SCHOOL, june), "'aanbieder':'Afgeschermd'");
	cr_assert_str_eq(
		region_value("select count(*) " CALLS " and handeling = 'agendaList'"), "1");
}

Test(audit, leaves_out_readings_without_anybody_in_them)
{
	assert_status(region_get(MEDEWERKER, "/v1/kringen/" KRING), 200);
	assert_status(region_get(MEDEWERKER, "/v1/scholen/" KOMPAS), 200);
	cr_assert_str_eq(region_value("select count(*) " CALLS), "0");
}

Test(audit, has_nothing_of_what_was_refused)
{
	assert_status(region_patch(MEDEWERKER, "/v1/kringen/" KRING, "\"7\"", "{'naam':'A'}"), 412);
	assert_status(region_get(SCHOOL, "/v1/vrijwilligers/" AYA), 403);
	assert_status(region_get(BEDRIJF2, "/v1/vrijwilligers/" AYA), 404);
	cr_assert_str_eq(region_value("select count(*) " CALLS), "0");
}

Test(audit, has_each_write_once_also_when_it_is_sent_again)
{
	const char *body = "{'naam':'Zoë','email':'zoe@voorbeeld.example'}";
	assert_status(region_post_under("een", MEDEWERKER, "/v1/vrijwilligers", body), 201);
	assert_status(region_post_under("een", MEDEWERKER, "/v1/vrijwilligers", body), 201);
	cr_assert_str_eq(region_value("select count(*) " CALLS), "1");
}

Test(audit, gives_no_answer_about_somebody_that_it_cannot_write_down)
{
	region_sql(
		"create function vol() returns trigger language plpgsql as 'begin raise exception "
		"''no room''; end'; create trigger vol before insert on audit execute function "
		"vol()");
	const struct reply r = region_get(MEDEWERKER, "/v1/vrijwilligers/" AYA);
	assert_status(r, 500);
	assert_holds_not(r, "naam");
	assert_status(region_get(MEDEWERKER, "/v1/kringen/" KRING), 200);
}

/* What the server says to a statement that must not pass. */
static void assert_refused(const char *sql)
{
	PGconn *pg = PQconnectdb(region_uri());
	PGresult *res = PQexec(pg, sql);
	cr_assert_eq(PQresultStatus(res), PGRES_FATAL_ERROR, "%s", sql);
	cr_assert(strstr(PQresultErrorMessage(res), "the audit stays as it is") != NULL, "%s: %s",
		sql, PQresultErrorMessage(res));
	PQclear(res);
	PQfinish(pg);
}

Test(audit, is_not_changed_deleted_or_emptied_by_any_statement)
{
	assert_status(region_get(MEDEWERKER, "/v1/vrijwilligers/" AYA), 200);
	assert_refused("update audit set status = 404");
	assert_refused("delete from audit");
	assert_refused("delete from audit where id < 0");
	assert_refused("truncate audit");
	cr_assert_str_eq(region_value("select count(*) " CALLS), "1");
}
