/*
 * Who sees what: the policies of the schema, as the second lock behind the statements. Without a
 * stated actor nothing is found, and with one nothing of others, whatever a statement asks for.
 */
#include <criterion/criterion.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixtures/calls.h"
#include "postgres.h"
#include "store/sql.h"

#define ROLE	  "schakel_dienst"
#define MAX_CALL  6144
#define ALL_GIVEN ~0u

/* Tables of nobody's, and why everybody may read them. */
static const struct {
	const char *table, *why;
} for_all[] = {
	{ "app", "which apps there are; who is asked to allow one has to know it" },
	{ "gebeurtenis", "kinds, ids and versions; written by triggers, read by the program" },
	{ "gemeente", "the register of municipalities" },
	{ "gewicht_activering", "weights of the engine, and when they were in force" },
	{ "gewicht_factor", "weights of the engine" },
	{ "gewicht_versie", "weights of the engine" },
	{ "postcode", "the register of postcodes" },
	{ "taxonomie", "counts the versions of the topics" },
	{ "akkoordtekst", "what everybody is asked to agree with" },
	{ "thema", "topics" },
	{ "thema_synoniem", "topics" },
	{ "thema_verwijzing", "topics" },
	{ "vakantie", "holidays" },
	{ "schema_migratie", "how far the schema is" },
};

/* Two databases with many rows; in the other those that the policies guard are gone. */
static PGconn *full, *bare;

static void run(PGconn *pg, const char *sql)
{
	PGresult *res = PQexec(pg, sql);
	const ExecStatusType status = PQresultStatus(res);
	cr_assert(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, "%s\n%s", sql,
		PQerrorMessage(pg));
	PQclear(res);
}

static const char *value(PGconn *pg, const char *sql)
{
	static char text[4096];
	PGresult *res = PQexec(pg, sql);
	cr_assert_eq(PQntuples(res), 1, "%s\n%s", sql, PQerrorMessage(pg));
	snprintf(text, sizeof(text), "%s", PQgetvalue(res, 0, 0));
	PQclear(res);
	return text;
}

static void load_many(const char *uri)
{
	test_sql_file(uri, MANY_SQL);
}

static PGconn *open_many(void)
{
	PGconn *pg = PQconnectdb(test_database_of("schakel_many", load_many));
	/* What filling made: its place differs from one database to the other. */
	run(pg, "delete from gebeurtenis where soort <> 'koppeling.voorstellen'");
	run(pg, "set timezone = 'UTC'; set plan_cache_mode = force_generic_plan");
	return pg;
}

static void prepare_all(PGconn *pg)
{
	for (size_t i = 0; i < store_statement_count; i++)
		PQclear(PQprepare(
			pg, store_statements[i]->name, store_statements[i]->sql, 0, NULL));
}

static void open_both(void)
{
	full = open_many();
	bare = open_many();
	run(bare, "do $$ declare t regclass; begin "
		  "alter table audit disable trigger user; alter table zegel disable trigger user; "
		  "for t in select c.oid from pg_class c "
		  " where c.relnamespace = 'public'::regnamespace and c.relrowsecurity "
		  " and not exists (select from pg_policies p where p.tablename = c.relname "
		  "  and p.cmd = 'SELECT' and p.qual = 'true') "
		  "loop execute format('truncate %s cascade', t); end loop; end $$");
	prepare_all(full);
	prepare_all(bare);
}

static void close_both(void)
{
	PQfinish(full);
	PQfinish(bare);
}

TestSuite(zicht, .init = open_both, .fini = close_both, .timeout = 240);

/* ---- every table ---- */

static bool is_for_all(const char *table)
{
	for (size_t i = 0; i < sizeof(for_all) / sizeof(for_all[0]); i++)
		if (strcmp(for_all[i].table, table) == 0)
			return true;
	return false;
}

Test(zicht, of_every_table_is_said_by_a_policy_or_here)
{
	PGresult *tables = PQexec(full,
		"select c.relname, c.relrowsecurity and exists (select from pg_policy p where "
		"p.polrelid = c.oid) from pg_class c where c.relnamespace = 'public'::regnamespace "
		"and c.relkind in ('r', 'p') and has_table_privilege('" ROLE "', c.oid, 'select, "
		"insert, update, delete') order by 1");
	cr_assert_gt(PQntuples(tables), 30);
	for (int i = 0; i < PQntuples(tables); i++) {
		const char *table = PQgetvalue(tables, i, 0);
		const bool guarded = PQgetvalue(tables, i, 1)[0] == 't';
		cr_expect(guarded || is_for_all(table),
			"%s: enable row level security and say in a policy who may see it, as "
			"migration 0043 does; or say in for_all of this test why everybody may",
			table);
		cr_expect_not(guarded && is_for_all(table), "%s has a policy", table);
	}
	PQclear(tables);
	for (size_t i = 0; i < sizeof(for_all) / sizeof(for_all[0]); i++) {
		char sql[128];
		snprintf(sql, sizeof(sql), "select coalesce(to_regclass('%s')::text, '')",
			for_all[i].table);
		cr_expect_str_neq(value(full, sql), "", "%s is not there", for_all[i].table);
	}
}

/* ---- what a statement gives ---- */

static bool starts(const char *text, const char *word)
{
	return strncmp(text, word, strlen(word)) == 0;
}

/* How many rows of each guarded table this session changed or removed so far, or made for others to
 * read. */
static char *written(PGconn *pg)
{
	char *text = NULL;
	PGresult *res = PQexec(pg,
		"select string_agg(c.relname || pg_stat_get_xact_tuples_updated(c.oid) "
		"+ pg_stat_get_xact_tuples_deleted(c.oid) + case c.relname when 'audit' then 0 "
		"else pg_stat_get_xact_tuples_inserted(c.oid) end, ' ' order by c.relname) "
		"from pg_class c where c.relrowsecurity");
	cr_assert_eq(PQntuples(res), 1, "%s", PQerrorMessage(pg));
	text = strdup(PQgetvalue(res, 0, 0));
	PQclear(res);
	return text;
}

/* What the server says to a call, as text: the rows, how many were written, or why it refuses. In a
 * transaction that the caller takes back. */
static char *outcome(PGconn *pg, const char *actor, const struct db_stmt *s, unsigned given)
{
	static char call[MAX_CALL];
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	run(pg, actor);
	call_put(s, given, true, call, sizeof(call));
	PGresult *res = PQexec(pg, call);
	const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
	fprintf(out, "%s", state ? state : PQcmdStatus(res));
	for (int row = 0; row < PQntuples(res); row++)
		for (int column = 0; column < PQnfields(res); column++)
			fprintf(out, "%c%s", column == 0 ? '\n' : '|',
				PQgetvalue(res, row, column));
	PQclear(res);
	fclose(out);
	return text;
}

static void take_back(PGconn *pg)
{
	run(pg, "rollback");
}

#define NOBODY	"set local role " ROLE
#define PROGRAM NOBODY "; set local schakel.bereik = 'systeem'"

/* "42501": the server lets nobody write here. */
static bool is_refused(const char *text)
{
	return starts(text, "42501");
}

/* Where the outbox is differs from one database to the other; and it is for all. */
static bool is_of_outbox(const struct db_stmt *s)
{
	return starts(s->name, "gebeurtenis/");
}

/* Whether the program itself finds something that way. */
static bool check_nobody(const struct db_stmt *s, unsigned given)
{
	run(full, "begin");
	char *nobody = outcome(full, NOBODY, s, given);
	take_back(full);
	run(full, "begin");
	char *program = outcome(full, PROGRAM, s, given);
	take_back(full);
	run(bare, "begin");
	char *nothing = outcome(bare, PROGRAM, s, given);
	take_back(bare);
	const bool found = strcmp(program, nothing) != 0;
	cr_expect(strcmp(nobody, nothing) == 0 || is_refused(nobody) ||
			  strcmp(s->name, "audit/create") == 0,
		"%s.sql finds without an actor\n%.500s\nand when nothing is there\n%.500s", s->name,
		nobody, nothing);
	free(nobody);
	free(program);
	free(nothing);
	return found;
}

Test(zicht, without_an_actor_a_statement_finds_what_it_finds_when_nothing_is_there)
{
	size_t found = 0;
	for (size_t i = 0; i < store_statement_count; i++) {
		const struct db_stmt *s = store_statements[i];
		if (call_is_of_commands(s) || is_of_outbox(s))
			continue;
		const bool given = check_nobody(s, ALL_GIVEN);
		const bool left_out = check_nobody(s, 0);
		found += given || left_out;
	}
	cr_expect_gt(found, 80, "only %zu statements find anything at all", found);
}

/* ---- one school, and all that is another's ---- */

#define SCHOOL                                                                                    \
	NOBODY "; set local schakel.bereik = 'eigen'; "                                           \
	       "select set_config('schakel.ids', array[vul_id('01', 1), vul_id('08', 1)]::text, " \
	       "true)"

/* What is of others, by id. Volunteers stand with their offers, which every school may see. */
static const char others[] = "create table van_anderen as "
			     "select id from aanvraag where school_id <> vul_id('01', 1) "
			     "union select id from koppeling where school_id <> vul_id('01', 1) "
			     "union select id from klas where school_id <> vul_id('01', 1) "
			     "union select id from account where id <> vul_id('08', 1) "
			     "union select id from lid where account_id <> vul_id('08', 1) "
			     "union select id from sessie where account_id <> vul_id('08', 1) "
			     "union select id from veto where school_id <> vul_id('01', 1) "
			     "union select id from reservering where school_id is distinct from "
			     "vul_id('01', 1) and faciliteit_id <> vul_id('3d', 1) "
			     "union select id from inschrijving where school_id is distinct from "
			     "vul_id('01', 1) "
			     "union select id from plekwens where school_id <> vul_id('01', 1) "
			     "union select id from keuzelijst where school_id is distinct from "
			     "vul_id('01', 1) "
			     "union select id from sluiting where houder <> vul_id('01', 1) "
			     "union select id from reeks where school_id <> vul_id('01', 1) "
			     "union select id from akkoord where account_id <> vul_id('08', 1) "
			     "union select id from agendalink where account_id <> vul_id('08', 1) "
			     "union select id from bezwaar where account_id <> vul_id('08', 1) "
			     "union select id from emailwissel where account_id <> vul_id('08', 1) "
			     "union select onderwerp::uuid from identiteit where "
			     "account_id <> vul_id('08', 1) "
			     "union select id from post; "
			     "create unique index on van_anderen (id);"
			     /* Its own, that a statement of the program would rightly delete. */
			     "delete from sessie where account_id = vul_id('08', 1); "
			     "delete from eenmalig where account_id = vul_id('08', 1); "
			     "delete from akkoord where account_id = vul_id('08', 1); "
			     "delete from bezwaar where account_id = vul_id('08', 1); "
			     "delete from emailwissel where account_id = vul_id('08', 1); "
			     "delete from uitnodiging_dag where account_id = vul_id('08', 1); "
			     "delete from identiteit where account_id = vul_id('08', 1); "
			     "delete from toestemming where account_id = vul_id('08', 1); "
			     "delete from sleutel where account_id = vul_id('08', 1); "
			     "delete from agendalink where account_id = vul_id('08', 1); "
			     "delete from idempotentie where account_id = vul_id('08', 1)";

/* How many of them are named in a text. */
static int count_others(const char *text)
{
	PGresult *res = PQexecParams(full,
		"select count(*) from van_anderen v where v.id = any (array(select m[1]::uuid from "
		"regexp_matches($1, '[0-9a-f]{8}-[0-9a-f-]{27}', 'g') m))",
		1, NULL, &text, NULL, NULL, 0);
	cr_assert_eq(PQntuples(res), 1, "%s", PQerrorMessage(full));
	int64_t count = -1;
	cr_assert_eq(str_to_int(str_from(PQgetvalue(res, 0, 0)), 0, INT64_MAX, &count), ERR_OK);
	PQclear(res);
	return (int)count;
}

static void check_school(const struct db_stmt *s, unsigned given)
{
	run(full, "begin");
	char *before = written(full);
	char *text = outcome(full, SCHOOL, s, given);
	if (!PQerrorMessage(full)[0]) { /* it was not refused */
		run(full, "reset role");
		char *after = written(full);
		cr_expect_eq(count_others(text), 0, "%s.sql gives\n%.1000s", s->name, text);
		cr_expect_str_eq(after, before, "%s.sql writes", s->name);
		free(after);
	}
	take_back(full);
	free(before);
	free(text);
}

Test(zicht, a_school_reaches_nothing_of_another_whatever_a_statement_asks)
{
	run(full, others);
	size_t asked = 0;
	for (size_t i = 0; i < store_statement_count; i++) {
		const struct db_stmt *s = store_statements[i];
		if (call_is_of_commands(s) || is_of_outbox(s) || s->as)
			continue;
		/* With all optional arguments given, and with none: then it asks for all. */
		check_school(s, ALL_GIVEN);
		check_school(s, 0);
		asked++;
	}
	cr_expect_gt(asked, 100);
}

/* ---- what passes by a policy ---- */

Test(zicht, the_class_of_a_match_is_given_to_whom_the_policy_shows_it_and_to_nobody_else)
{
	static const struct {
		const char *reach, *id;
		bool finds;
	} actors[] = { { "eigen", "vul_id('01', 1)", true }, { "eigen", "vul_id('03', 2)", true },
		{ "eigen", "vul_id('04', 3)", true }, { "eigen", "vul_id('09', 1)", true },
		{ "eigen", "vul_id('08', 1)", false }, { "", "vul_id('01', 1)", true },
		{ "", "null", false }, { "aanmelden", "null", false }, { "alle", "null", true },
		{ "systeem", "null", true } };
	for (size_t i = 0; i < sizeof(actors) / sizeof(actors[0]); i++) {
		char sql[256];
		snprintf(sql, sizeof(sql),
			NOBODY
			"; set local schakel.bereik = '%s'; select set_config('schakel.ids', "
			"array_remove(array[%s]::uuid[], null)::text, true)",
			actors[i].reach, actors[i].id);
		run(full, "begin");
		run(full, "update koppeling set kring_id = vul_id('09', 1) where id = "
			  "vul_id('07', 9)");
		run(full, sql);
		char *shown = strdup(value(full,
			"select count(*) || ' ' || coalesce(md5(string_agg(k.id || c.naam, ',' "
			"order by k.id)), '') from koppeling k join klas c on c.id = k.klas_id"));
		const char *given = value(full,
			"select count(*) || ' ' || coalesce(md5(string_agg(b.koppeling_id || "
			"b.naam, ',' order by b.koppeling_id)), '') from "
			"klas_bij_koppelingen(array("
			"select vul_id('07', n) from generate_series(1, 4000) n)) b");
		cr_expect_str_eq(given, shown, "%s of %s", actors[i].reach, actors[i].id);
		cr_expect_eq(starts(shown, "0 "), !actors[i].finds, "%s of %s finds %s",
			actors[i].reach, actors[i].id, shown);
		free(shown);
		take_back(full);
	}
}
