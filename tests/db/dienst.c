/*
 * The role that `serve` and `work` run as: what it may do is what their statements need, and no
 * more.
 */
#include <criterion/criterion.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

#include "fixtures/calls.h"
#include "postgres.h"
#include "store/sql.h"

#define ROLE	 "schakel_dienst"
#define MAX_CALL 1024

static PGconn *pg;

static void open_as_service(void)
{
	pg = PQconnectdb(test_database());
	PQclear(PQexec(pg, "set plan_cache_mode = force_generic_plan"));
	for (size_t i = 0; i < store_statement_count; i++)
		PQclear(PQprepare(
			pg, store_statements[i]->name, store_statements[i]->sql, 0, NULL));
	PGresult *res = PQexec(pg, "set role " ROLE);
	cr_assert_eq(PQresultStatus(res), PGRES_COMMAND_OK, "%s", PQerrorMessage(pg));
	PQclear(res);
}

static void close_connection(void)
{
	PQfinish(pg);
}

TestSuite(dienst, .init = open_as_service, .fini = close_connection);

/* "" when the server does it, else its SQLSTATE. */
static const char *state_of(const char *sql)
{
	static char state[6];
	PGresult *res = PQexec(pg, sql);
	const char *seen = PQresultErrorField(res, PG_DIAG_SQLSTATE);
	snprintf(state, sizeof(state), "%s", seen ? seen : "");
	PQclear(res);
	return state;
}

/* To explain a statement asks for the same rights as to run it. */
static bool may_run(const struct db_stmt *s)
{
	char call[MAX_CALL];
	size_t len = (size_t)snprintf(call, sizeof(call), "explain execute \"%s\"", s->name);
	for (size_t i = 0; i < s->in_count; i++)
		len += (size_t)snprintf(
			call + len, sizeof(call) - len, "%snull", i == 0 ? " (" : ", ");
	snprintf(call + len, sizeof(call) - len, s->in_count > 0 ? ")" : "");
	return strcmp(state_of(call), "") == 0;
}

Test(dienst, may_run_every_statement_of_serve_and_work)
{
	for (size_t i = 0; i < store_statement_count; i++) {
		const struct db_stmt *s = store_statements[i];
		cr_expect(call_is_of_commands(s) || may_run(s),
			"%s.sql: %sgrant what it needs to " ROLE " in your migration", s->name,
			PQerrorMessage(pg));
	}
}

/* ---- no more ---- */

static bool names_table(const struct db_stmt *s, const char *table)
{
	static const char name[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
	const size_t len = strlen(table);
	for (const char *at = strstr(s->sql, table); at; at = strstr(at + len, table))
		if (at > s->sql && !strchr(name, at[-1]) &&
			(at[len] == '\0' || !strchr(name, at[len])))
			return true;
	return false;
}

/* Whether some statement of the service fails without it. */
static bool is_needed(const char *privilege, const char *table)
{
	char sql[256];
	snprintf(sql, sizeof(sql),
		"reset role; begin; revoke %s on %s from " ROLE "; set role " ROLE, privilege,
		table);
	cr_assert_str_empty(state_of(sql), "%s: %s", sql, PQerrorMessage(pg));
	bool needed = false;
	for (size_t i = 0; i < store_statement_count && !needed; i++) {
		const struct db_stmt *s = store_statements[i];
		if (call_is_of_commands(s) || !names_table(s, table))
			continue;
		PQclear(PQexec(pg, "savepoint s"));
		needed = !may_run(s);
		PQclear(PQexec(pg, "rollback to s"));
	}
	PQclear(PQexec(pg, "rollback"));
	return needed;
}

Test(dienst, has_no_right_that_no_statement_needs)
{
	PGresult *rights =
		PQexec(pg, "select g.privilege_type, t.oid::regclass::text from pg_class t,"
			   " aclexplode(t.relacl) g where t.relnamespace = 'public'::regnamespace"
			   " and g.grantee = '" ROLE "'::regrole and t.relname <> 'schema_migratie'"
			   " order by 2, 1");
	cr_assert_gt(PQntuples(rights), 50, "%s", PQerrorMessage(pg));
	for (int i = 0; i < PQntuples(rights); i++)
		cr_expect(is_needed(PQgetvalue(rights, i, 0), PQgetvalue(rights, i, 1)),
			"nothing needs %s on %s", PQgetvalue(rights, i, 0),
			PQgetvalue(rights, i, 1));
	PQclear(rights);
}

Test(dienst, changes_no_schema)
{
	static const char *const refused[] = { "create table iets (id int4)", "create schema iets",
		"create role iemand", "create function iets() returns int4 language sql return 1",
		"create index on aanvraag (id)", "alter table aanvraag add column iets int4",
		"alter table aanvraag disable trigger user",
		"alter table audit disable row level "
		"security",
		"drop table vertoning", "truncate vertoning", "alter role " ROLE " superuser",
		"create policy iets on aanvraag using (true)", "create extension hstore" };
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		cr_expect_str_eq(
			state_of(refused[i]), "42501", "%s: '%s'", refused[i], PQerrorMessage(pg));
}

Test(dienst, neither_changes_nor_removes_what_was_done)
{
	static const char *const refused[] = { "update audit set rol = 'lezer'",
		"delete from audit", "truncate audit", "update zegel set merk = null",
		"delete from zegel", "truncate zegel", "update geschiedenis set stap = ''",
		"delete from geschiedenis", "insert into geschiedenis (stap) values ('')",
		"update gebeurtenis set soort = ''", "delete from gebeurtenis",
		"insert into gebeurtenis (soort) values ('')", "update bezetting set bezet = 0",
		"delete from schema_migratie" };
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		cr_expect_str_eq(
			state_of(refused[i]), "42501", "%s: '%s'", refused[i], PQerrorMessage(pg));
}

/* ---- what it is ---- */

static const char *value(const char *sql)
{
	static char text[1024];
	PGresult *res = PQexec(pg, sql);
	cr_assert_eq(PQntuples(res), 1, "%s", PQerrorMessage(pg));
	snprintf(text, sizeof(text), "%s", PQgetvalue(res, 0, 0));
	PQclear(res);
	return text;
}

Test(dienst, is_a_role_without_any_power_of_its_own)
{
	/* A clone has not the rights on the database itself; it was migrated as its template. */
	cr_expect_str_eq(value("select has_database_privilege('" ROLE "', 'schakel_template', "
			       "'temporary') or has_database_privilege('" ROLE "', "
			       "'schakel_template', 'create')"),
		"f");
	cr_expect_str_eq(value("select concat_ws(' ', rolsuper, rolbypassrls, rolcreaterole, "
			       "rolcreatedb, rolcanlogin, rolreplication) from pg_roles "
			       "where rolname = '" ROLE "'"),
		"f f f f f f");
	cr_expect_str_eq(value("select string_agg(distinct c.relname, ' ') from pg_class c "
			       "where pg_has_role('" ROLE "', c.relowner, 'member')"),
		"");
}

/* What a trigger does beside the change itself (audit, outbox, counters) the service may not. */
Test(dienst, leaves_to_triggers_what_they_do_as_the_owner)
{
	cr_expect_str_eq(value("select string_agg(p.proname, ' ' order by 1) from pg_proc p "
			       "where p.pronamespace = 'public'::regnamespace "
			       "and p.prorettype = 'trigger'::regtype "
			       "and not (p.prosecdef "
			       " and p.proconfig @> array['search_path=public, pg_temp'])"),
		"", "say 'security definer set search_path = public, pg_temp' of these");
}
