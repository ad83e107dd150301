/*
 * Every statement of the program on a migrated database: it must prepare, take and give what its
 * file declares, and find its rows without reading a whole big table.
 */
#include <criterion/criterion.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

#include "postgres.h"
#include "store/sql.h"

/* Tables that grow with use; all others stay small enough to read. */
static const char *const big_tables[] = { "school", "bedrijf", "aanbod", "aanvraag", "koppeling",
	"koppeling_stap", "sessie", "gebeurtenis", "audit", "postcode", "bezetting", "idempotentie",
	"herkomst", "geschiedenis", "vrijwilliger", "klas", "account" };

/* The server's number of each type, in the order of enum db_type (pg_type.dat). */
static const Oid oids[] = { 16, 23, 20, 25, 17, 2950, 1082, 1184, 1009, 2951, 1007, 1182 };

static PGconn *open_clone(void)
{
	PGconn *pg = PQconnectdb(test_database());
	cr_assert_eq(PQstatus(pg), CONNECTION_OK, "%s", PQerrorMessage(pg));
	return pg;
}

static void run(PGconn *pg, const char *sql)
{
	PGresult *res = PQexec(pg, sql);
	cr_assert_eq(PQresultStatus(res), PGRES_COMMAND_OK, "%s", PQerrorMessage(pg));
	PQclear(res);
}

/* False, and the test failed, when the server refuses the text. */
static bool prepare(PGconn *pg, const struct db_stmt *s)
{
	PGresult *res = PQprepare(pg, s->name, s->sql, 0, NULL);
	const bool fine = PQresultStatus(res) == PGRES_COMMAND_OK;
	cr_expect(fine, "%s.sql: %s", s->name, PQerrorMessage(pg));
	PQclear(res);
	return fine;
}

/* ---- types and names ---- */

static void check_described(const struct db_stmt *s, const PGresult *d)
{
	cr_expect_eq((size_t)PQnparams(d), s->in_count, "%s.sql: the server counts %d arguments",
		s->name, PQnparams(d));
	for (size_t i = 0; i < s->in_count && i < (size_t)PQnparams(d); i++)
		cr_expect_eq(PQparamtype(d, (int)i), oids[s->in[i].type],
			"%s.sql: the server takes another type for :%s (oid %u)", s->name,
			s->in[i].name, PQparamtype(d, (int)i));
	if (s->rows == DB_ROWS_NONE)
		return;
	cr_expect_eq((size_t)PQnfields(d), s->out_count, "%s.sql: the server gives %d columns",
		s->name, PQnfields(d));
	for (size_t i = 0; i < s->out_count && i < (size_t)PQnfields(d); i++) {
		const struct db_field *f = &s->out[i];
		cr_expect_str_eq(PQfname(d, (int)i), f->name, "%s.sql: column %zu is %s, not %s",
			s->name, i + 1, PQfname(d, (int)i), f->name);
		cr_expect_eq(PQftype(d, (int)i), oids[f->type],
			"%s.sql: %s is of another type (oid %u)", s->name, f->name,
			PQftype(d, (int)i));
	}
}

Test(statements, take_and_give_what_they_declare)
{
	PGconn *pg = open_clone();
	for (size_t i = 0; i < store_statement_count; i++) {
		const struct db_stmt *s = store_statements[i];
		if (!prepare(pg, s))
			continue;
		PGresult *described = PQdescribePrepared(pg, s->name);
		check_described(s, described);
		PQclear(described);
	}
	PQfinish(pg);
}

/* ---- plans ---- */

#define MAX_DEPTH 64

/* A node of the plan, as EXPLAIN indents it. */
struct node {
	size_t indent;
	const char *text;
	bool settled; /* its index is asked for something, or it was looked at */
};

static bool starts(const char *text, const char *word)
{
	return strncmp(text, word, strlen(word)) == 0;
}

/* The big table that a scan reads, or NULL. */
static const char *big_table_of(const char *text)
{
	const bool index = starts(text, "Index Scan") || starts(text, "Index Only Scan");
	const char *on = strstr(text, " on ");
	if (!on || (!index && !starts(text, "Seq Scan") && !starts(text, "Parallel Seq Scan")))
		return NULL;
	on += strlen(" on ");
	const size_t len = strcspn(on, " \n");
	for (size_t i = 0; i < sizeof(big_tables) / sizeof(big_tables[0]); i++)
		if (strlen(big_tables[i]) == len && strncmp(on, big_tables[i], len) == 0)
			return big_tables[i];
	return NULL;
}

/* Walking an index in order is fine when a LIMIT stops it, and nothing in between wants all rows
 * first. */
static bool stopped_by_limit(const struct node *path, size_t depth)
{
	static const char *const passing[] = { "Nested Loop", "Subquery Scan", "LockRows", "Append",
		"Merge Append", "Memoize", "Result", "Index", "Incremental Sort", "ProjectSet" };
	while (depth-- > 0) {
		if (starts(path[depth].text, "Limit"))
			return true;
		bool passes = false;
		for (size_t i = 0; i < sizeof(passing) / sizeof(passing[0]); i++)
			passes = passes || starts(path[depth].text, passing[i]);
		if (!passes)
			return false;
	}
	return false;
}

/* Looks at the last node of the path, once all that EXPLAIN says about it was read. */
static void check_node(const struct db_stmt *s, struct node *path, size_t depth)
{
	if (depth == 0)
		return;
	struct node *n = &path[depth - 1];
	const char *table = n->settled || s->seqscan ? NULL : big_table_of(n->text);
	n->settled = true;
	if (!table)
		return;
	if (starts(n->text, "Index") && stopped_by_limit(path, depth - 1))
		return;
	cr_expect_fail(
		"%s.sql reads the whole of %s: %s\n(add an index, a limit in the order of one, "
		"or '-- seqscan: <reason>')",
		s->name, table, n->text);
}

/* Without costs a plan is lines of nodes ("->  "), labels (InitPlan, CTE, SubPlan) and what belongs
 * to a node. */
static void check_plan(const struct db_stmt *s, const PGresult *plan)
{
	struct node path[MAX_DEPTH];
	size_t depth = 0;
	for (int i = 0; i < PQntuples(plan); i++) {
		const char *line = PQgetvalue(plan, i, 0);
		const size_t indent = strspn(line, " ");
		const char *text = line + indent;
		const bool node = i == 0 || starts(text, "->  ");
		const bool label = starts(text, "InitPlan") || starts(text, "SubPlan") ||
				   starts(text, "CTE ") != starts(text, "CTE Scan");
		if (!node && !label) {
			if (depth > 0 && starts(text, "Index Cond:"))
				path[depth - 1].settled = true;
			continue;
		}
		check_node(s, path, depth);
		while (depth > 0 && path[depth - 1].indent >= indent && i > 0)
			depth--;
		cr_assert_lt(depth, MAX_DEPTH, "%s.sql: plan too deep", s->name);
		path[depth++] = (struct node){
			.indent = indent,
			.text = starts(text, "->  ") ? text + 4 : text,
		};
	}
	check_node(s, path, depth);
}

/*
 * The tables are empty, so costs say nothing. What needs no index is switched off instead: where a
 * plan still reads a whole table, there was no way to look its rows up.
 */
static const char settings[] = "set plan_cache_mode = force_generic_plan;"
			       "set enable_seqscan = off; set enable_hashjoin = off;"
			       "set enable_mergejoin = off; set enable_material = off";

Test(statements, find_their_rows_by_index)
{
	PGconn *pg = open_clone();
	run(pg, settings);
	for (size_t i = 0; i < store_statement_count; i++) {
		const struct db_stmt *s = store_statements[i];
		if (!prepare(pg, s))
			continue;
		char sql[2048];
		int len = snprintf(sql, sizeof(sql), "explain (costs off) execute \"%s\"", s->name);
		for (size_t k = 0; k < s->in_count; k++)
			len += snprintf(
				sql + len, sizeof(sql) - (size_t)len, "%snull", k ? ", " : " (");
		if (s->in_count > 0)
			snprintf(sql + len, sizeof(sql) - (size_t)len, ")");
		PGresult *plan = PQexec(pg, sql);
		cr_expect_eq(PQresultStatus(plan), PGRES_TUPLES_OK, "%s.sql: %s", s->name,
			PQerrorMessage(pg));
		check_plan(s, plan);
		PQclear(plan);
	}
	PQfinish(pg);
}
