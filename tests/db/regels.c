/* The table of constraints against the schema: what breaking a rule means is said once, there. */
#include <criterion/criterion.h>
#include <libpq-fe.h>
#include <string.h>

#include "api/regels.h"
#include "postgres.h"

/*
 * Every named rule of our tables: constraints, unique indexes that are no constraint, and the names
 * that triggers raise.
 */
static const char names_of_schema[] =
	"select conname::text as name from pg_constraint"
	" where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'p', 'u', 'x')"
	"  and conrelid <> 0 and conrelid::regclass::text not like '%migrati%'"
	" union select i.indexrelid::regclass::text from pg_index i"
	" join pg_class c on c.oid = i.indexrelid"
	" where c.relnamespace = 'public'::regnamespace and i.indisunique"
	"  and i.indrelid::regclass::text not like '%migrati%'"
	" union select m[1] from pg_proc p,"
	"  regexp_matches(p.prosrc, 'constraint = ''([a-z0-9_]+)''', 'g') m"
	" where p.pronamespace = 'public'::regnamespace";

static PGconn *pg;
static PGresult *names;

static void read_schema(void)
{
	pg = PQconnectdb(test_database());
	names = PQexec(pg, names_of_schema);
	cr_assert_eq(PQresultStatus(names), PGRES_TUPLES_OK, "%s", PQerrorMessage(pg));
	cr_assert_gt(PQntuples(names), 100);
}

static void forget_schema(void)
{
	PQclear(names);
	PQfinish(pg);
}

TestSuite(regels, .init = read_schema, .fini = forget_schema);

static const struct db_rule *find(const char *name)
{
	for (size_t i = 0; i < api_rule_count; i++)
		if (strcmp(api_rules[i].constraint, name) == 0)
			return &api_rules[i];
	return NULL;
}

static bool schema_has(const char *name)
{
	for (int i = 0; i < PQntuples(names); i++)
		if (strcmp(PQgetvalue(names, i, 0), name) == 0)
			return true;
	return false;
}

Test(regels, have_words_for_every_rule_of_the_schema)
{
	for (int i = 0; i < PQntuples(names); i++) {
		const char *name = PQgetvalue(names, i, 0);
		cr_expect(find(name) != NULL, "%s has no words", name);
	}
}

Test(regels, name_no_rule_that_the_schema_has_not)
{
	for (size_t i = 0; i < api_rule_count; i++)
		cr_expect(schema_has(api_rules[i].constraint), "%s is no rule of the schema",
			api_rules[i].constraint);
}

Test(regels, stand_in_the_table_once)
{
	for (size_t i = 0; i < api_rule_count; i++)
		cr_expect_eq(find(api_rules[i].constraint), &api_rules[i], "%s stands there twice",
			api_rules[i].constraint);
}

Test(regels, speak_in_one_sentence_and_a_plain_code)
{
	for (size_t i = 0; i < api_rule_count; i++) {
		const struct db_rule *rule = &api_rules[i];
		const size_t len = strlen(rule->detail);
		cr_expect(len > 0 && rule->detail[len - 1] == '.' && !strchr(rule->detail, '\n'),
			"%s: %s", rule->constraint, rule->detail);
		cr_expect_eq(strspn(rule->code, "abcdefghijklmnopqrstuvwxyz._"), strlen(rule->code),
			"%s", rule->code);
		cr_expect_neq(rule->err, ERR_OK);
	}
}
