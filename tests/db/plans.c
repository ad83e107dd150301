/*
 * The plans of all statements, as the server makes them for us: generic ones, on so many rows that
 * it has to choose (fixtures/many.sql). No statement may read a whole big table, or walk an index
 * and throw nearly all of it away, whichever of its optional arguments are given; and the indexes
 * that its head names are those that its plan takes.
 */
#include <criterion/criterion.h>
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "fixtures/calls.h"
#include "postgres.h"
#include "store/sql.h"

/* Tables that grow with use; all others stay small enough to read. */
static const char *const big_tables[] = { "school", "school_opleiding", "bedrijf", "aanbod",
	"aanvraag", "koppeling", "sessie", "gebeurtenis", "audit", "postcode", "bezetting",
	"idempotentie", "herkomst", "geschiedenis", "vrijwilliger", "klas", "account", "veto",
	"erkenning", "telling", "beoordeling", "uitkomst", "betwisting", "vertoning", "klas_jaar",
	"reservering", "plek", "inschrijving", "plekwens", "post", "eenmalig", "antwoordlink",
	"aflooplink", "tweede_factor", "herstelcode", "zegel", "quotum", "melding", "emailwissel",
	"bezwaar", "akkoord", "uitnodiging_dag", "agendalink", "sluiting", "verzetvoorstel", "tijd",
	"lestijd", "toewijzing", "werkvoorraad", "weergave", "notitie", "taak", "ingreep", "bundel",
	"overdracht", "bundel_regel", "zoekopdracht", "zoektreffer", "keuzelijst",
	"verdeling_regel", "inzet", "reeks" };

#define MAX_DEPTH      64
#define MAX_FAULTS     8192
#define MAX_SUBSETS_OF 5 /* optional arguments: more of them only all or none */
/* What may be thrown away: so much for nothing, and so many times what was kept. */
#define SPARE_ROWS  200
#define SPARE_TIMES 10

static PGconn *pg;
static PGresult *indexes;	/* name and table of each */
static char faults[MAX_FAULTS]; /* what is wrong with the statement at hand, or "" */

static void fault(const char *format, ...)
{
	const size_t used = strlen(faults);
	va_list args;
	va_start(args, format);
	vsnprintf(faults + used, sizeof(faults) - used, format, args);
	va_end(args);
}

static bool starts(const char *text, const char *word)
{
	return strncmp(text, word, strlen(word)) == 0;
}

/*
 * What an import reads and writes by the batch: which plan is best depends on the size of the file.
 * So these are only asked for a way by index, with all that needs none switched off.
 */
static bool is_by_batch(const struct db_stmt *s)
{
	return starts(s->name, "import_") || starts(s->name, "herkomst/") ||
	       starts(s->name, "demo/");
}

static bool is_big(const char *table, size_t len)
{
	for (size_t i = 0; i < sizeof(big_tables) / sizeof(big_tables[0]); i++)
		if (strlen(big_tables[i]) == len && strncmp(table, big_tables[i], len) == 0)
			return true;
	return false;
}

/* ---- what the plan looks like ---- */

/* A node of the plan, as EXPLAIN indents it. */
struct node {
	size_t indent;
	const char *text;
	bool settled; /* its index is asked for something, or it was looked at */
};

static bool scans_whole_big_table(const char *text)
{
	const bool index = starts(text, "Index Scan") || starts(text, "Index Only Scan");
	const char *on = strstr(text, " on ");
	if (!on || (!index && !starts(text, "Seq Scan") && !starts(text, "Parallel Seq Scan")))
		return false;
	on += strlen(" on ");
	return is_big(on, strcspn(on, " \n"));
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
	const bool whole = !n->settled && !s->seqscan && scans_whole_big_table(n->text);
	n->settled = true;
	if (!whole || (starts(n->text, "Index") && stopped_by_limit(path, depth - 1)))
		return;
	fault("reads a whole table: %s\n", n->text);
}

/* Without costs a plan is lines of nodes ("->  "), labels (InitPlan, CTE, SubPlan) and what belongs
 * to a node. */
static void check_scans(const struct db_stmt *s, const PGresult *plan)
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

/* ---- which indexes it takes ---- */

static bool has_word(const char *text, const char *word)
{
	static const char name[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
	const size_t len = strlen(word);
	for (const char *at = strstr(text, word); at; at = strstr(at + len, word))
		if ((at == text || !strchr(name, at[-1])) &&
			(at[len] == '\0' || !strchr(name, at[len])))
			return true;
	return false;
}

static bool plan_takes(const PGresult *plan, const char *index)
{
	for (int i = 0; i < PQntuples(plan); i++) {
		const char *line = PQgetvalue(plan, i, 0);
		if ((strstr(line, "Index") || strstr(line, "using")) && has_word(line, index))
			return true;
	}
	return false;
}

static void check_names(const struct db_stmt *s, const PGresult *plan)
{
	size_t known = 0;
	for (int i = 0; i < PQntuples(indexes); i++) {
		const char *index = PQgetvalue(indexes, i, 0);
		const char *table = PQgetvalue(indexes, i, 1);
		const bool named = s->index && has_word(s->index, index);
		known += named;
		/* A small one the server may rather read; and who may read a big one may do as it
		 * likes. */
		if (!is_big(table, strlen(table)) || (s->seqscan && !named))
			continue;
		if (plan_takes(plan, index) != named)
			fault("%s %s\n",
				named ? "names, but does not take," : "takes, but does not name,",
				index);
	}
	size_t names = s->index ? 1 : 0;
	for (const char *p = s->index; p && *p; p++)
		names += *p == ',';
	if (known != names)
		fault("names an index that is not there: %s\n", s->index);
}

/* ---- what it throws away ---- */

/* 0 when the word is not there. */
static int64_t number_behind(const char *line, const char *word)
{
	const char *at = strstr(line, word);
	if (!at)
		return 0;
	at += strlen(word);
	int64_t n = 0;
	const struct str digits = { at, strspn(at, "0123456789") };
	cr_assert_eq(str_to_int(digits, 0, INT64_MAX, &n), ERR_OK, "%s", line);
	return n;
}

/* A scan of a table that stays small may throw away what it likes. */
static bool matters(const char *node)
{
	const char *on = strstr(node, "Scan") ? strstr(node, " on ") : NULL;
	return !on || is_big(on + strlen(" on "), strcspn(on + strlen(" on "), " \n"));
}

static void check_removed(const struct db_stmt *s, const PGresult *plan, const char *call)
{
	int64_t kept = 0, loops = 0;
	const char *node = "";
	for (int i = 0; i < PQntuples(plan); i++) {
		const char *line = PQgetvalue(plan, i, 0);
		if (strstr(line, "(actual rows=") || strstr(line, "(never executed)")) {
			node = line;
			kept = number_behind(line, "(actual rows=");
			loops = number_behind(line, " loops=");
		}
		const int64_t removed =
			strstr(line, "Rows Removed by") ? number_behind(line, ": ") : 0;
		if (removed * loops > SPARE_ROWS && removed > SPARE_TIMES * kept && !s->seqscan &&
			matters(node))
			fault("throws away %lld of %lld rows: %s\n%s\n",
				(long long)(removed * loops), (long long)((removed + kept) * loops),
				node, call);
	}
}

/* ---- every statement, every way to call it ---- */

static const char by_index[] = "set enable_seqscan = off; set enable_hashjoin = off;"
			       "set enable_mergejoin = off; set enable_material = off";

/* NULL when a rule of the schema refuses the values, as it may a row that is made up. */
static PGresult *explain(const char *how, const char *call)
{
	static char sql[8192];
	snprintf(sql, sizeof(sql), "begin; explain (%s, costs off) %s", how, call);
	PGresult *plan = PQexec(pg, sql);
	const char *state = PQresultErrorField(plan, PG_DIAG_SQLSTATE);
	if (PQresultStatus(plan) != PGRES_TUPLES_OK) {
		cr_expect(state && starts(state, "23"), "%s\n%s", call, PQerrorMessage(pg));
		PQclear(plan);
		plan = NULL;
	}
	PQclear(PQexec(pg, "rollback"));
	return plan;
}

/* As the service, for whom the policies are a part of every statement; what commands of the
 * operator run is run as the owner. */
static const char as_service[] = "set role schakel_dienst; set schakel.bereik = 'systeem'";

static void check_statement(const struct db_stmt *s)
{
	PQclear(PQexec(pg, "reset role; reset all"));
	if (!call_is_of_commands(s))
		PQclear(PQexec(pg, as_service));
	if (is_by_batch(s))
		PQclear(PQexec(pg, by_index));
	PQclear(PQexec(pg, "set plan_cache_mode = force_generic_plan; set timezone = 'UTC'"));
	unsigned optional = 0;
	for (size_t k = 0; k < s->in_count; k++)
		optional += s->in[k].nullable;
	const bool all_ways = optional <= MAX_SUBSETS_OF;
	const unsigned ways = all_ways ? 1u << optional : 2;
	for (unsigned way = 0; way < ways; way++) {
		static char call[6144];
		call_put(s, all_ways || way == 0 ? way : ~0u, false, call, sizeof(call));
		PGresult *plan =
			is_by_batch(s) ? NULL : explain("analyze, timing off, summary off", call);
		if (plan)
			check_removed(s, plan, call);
		PQclear(plan);
		if (way > 0)
			continue; /* a generic plan is the same for all values */
		plan = explain("analyze off", call);
		cr_expect_not_null(plan, "%s", call);
		if (plan) {
			check_scans(s, plan);
			check_names(s, plan);
		}
		PQclear(plan);
	}
}

static void judge(const struct db_stmt *s)
{
	faults[0] = '\0';
	PGresult *res = PQprepare(pg, s->name, s->sql, 0, NULL);
	cr_assert_eq(
		PQresultStatus(res), PGRES_COMMAND_OK, "%s.sql: %s", s->name, PQerrorMessage(pg));
	PQclear(res);
	check_statement(s);
}

static void open_many_rows(void)
{
	const char *uri = test_database();
	test_sql_file(uri, MANY_SQL);
	test_sql(uri, "vacuum analyze");
	pg = PQconnectdb(uri);
	indexes = PQexec(pg,
		"select i.indexrelid::regclass::text, i.indrelid::regclass::text from pg_index i"
		" join pg_class k on k.oid = i.indrelid where k.relnamespace = "
		"'public'::regnamespace");
	cr_assert_gt(PQntuples(indexes), 50, "%s", PQerrorMessage(pg));
}

static void close_many_rows(void)
{
	PQclear(indexes);
	PQfinish(pg);
}

TestSuite(plans, .init = open_many_rows, .fini = close_many_rows);

Test(plans, find_their_rows_by_the_indexes_they_name)
{
	for (size_t i = 0; i < store_statement_count; i++) {
		judge(store_statements[i]);
		cr_expect_str_empty(faults, "%s.sql\n%s", store_statements[i]->name, faults);
	}
}

/* ---- what must not pass ---- */

static const struct db_field status_and_count[] = {
	{ .name = "status", .type = DB_TEXT, .nullable = true },
	{ .name = "aantal", .type = DB_INT8 },
};

/* The complaint about a bad statement, which takes status and aantal. */
static void expect_fault(const char *sql, const char *index, const char *words)
{
	static int count;
	char name[32];
	snprintf(name, sizeof(name), "aanvraag/slecht_%d", ++count);
	const struct db_stmt s = {
		.name = name, .sql = sql, .index = index, .in = status_and_count, .in_count = 2
	};
	judge(&s);
	cr_expect(strstr(faults, words), "%s\nis not said of\n%s\nbut\n%s", words, sql, faults);
}

Test(plans, are_refused_when_a_filter_is_no_part_of_the_index)
{
	expect_fault("select a.id from aanvraag a where ($1::text is null or a.status = $1::text)"
		     " order by a.id limit $2::int8",
		"aanvraag_uniek", "throws away 3200 of 3225 rows");
	expect_fault("select k.id from koppeling k where k.status = 'voorgesteld' and "
		     "k.toelichting = $1::text"
		     " order by k.id limit $2::int8",
		"koppeling_op_status", "throws away 400 of 400 rows");
}

Test(plans, are_refused_when_they_read_a_table_or_name_another_index)
{
	expect_fault("select a.id from aanvraag a where a.onderwerp = $1::text limit $2::int8",
		NULL, "reads a whole table: Seq Scan on aanvraag");
	expect_fault("select a.id from aanvraag a where a.status = $1::text order by a.id limit "
		     "$2::int8",
		"aanvraag_op_school", "names, but does not take, aanvraag_op_school");
	expect_fault("select a.id from aanvraag a where a.status = $1::text order by a.id limit "
		     "$2::int8",
		NULL, "takes, but does not name, aanvraag_op_status");
	expect_fault("select a.id from aanvraag a where a.status = $1::text order by a.id limit "
		     "$2::int8",
		"aanvraag_op_stand", "names an index that is not there");
}
