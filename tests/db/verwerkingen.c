/* The catalogue of personal data against the schema: no column without an entry, no entry without
 * a column, and every entry says all that the law asks. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "postgres.h"

/* What the catalogue says of columns, as rows (tabel, kolom); $catalogue$ around the file. */
#define CATALOGUE                                                                               \
	"with c as (select $catalogue$%s$catalogue$::jsonb as c), "                             \
	"entry as (select jsonb_array_elements(c.c -> 'verwerkingen') as e from c), "           \
	"told as ("                                                                             \
	"  select e ->> 'tabel' as tabel, jsonb_array_elements_text(e -> 'kolommen') as kolom " \
	"  from entry "                                                                         \
	"  union all "                                                                          \
	"  select t.key, jsonb_array_elements_text(t.value) "                                   \
	"  from c, jsonb_each(c.c -> 'zonderPersonen' -> 'kolommen') t), "                      \
	"without as (select jsonb_array_elements_text(c.c -> 'zonderPersonen' -> 'tabellen') "  \
	"  as tabel from c), "                                                                  \
	"there as ("                                                                            \
	"  select t.relname::text as tabel, a.attname::text as kolom "                          \
	"  from pg_class t join pg_attribute a on a.attrelid = t.oid "                          \
	"  where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') "          \
	"    and a.attnum > 0 and not a.attisdropped and t.relname <> 'schema_migratie') "

static const char *ask(const char *uri, const char *question)
{
	static char catalogue[1 << 16];
	static char sql[1 << 17];
	FILE *file = fopen(VERWERKINGEN_FILE, "rb");
	cr_assert_not_null(file);
	const size_t len = fread(catalogue, 1, sizeof(catalogue) - 1, file);
	cr_assert(feof(file) != 0);
	(void)fclose(file);
	catalogue[len] = '\0';
	(void)snprintf(sql, sizeof(sql), CATALOGUE "%s", catalogue, question);
	return test_sql_value(uri, sql);
}

Test(verwerkingen, have_an_entry_for_each_column_that_is_not_said_to_be_without_people)
{
	const char *uri = test_database();
	cr_expect_str_eq(ask(uri, "select string_agg(tabel || '.' || kolom, ' ') from there "
				  "where (tabel, kolom) not in (select tabel, kolom from told) "
				  "and tabel not in (select tabel from without)"),
		"",
		"say of these in services/privacy/verwerkingen.json whose they are, or that they "
		"are nobody's");
}

Test(verwerkingen, name_no_column_that_is_not_there_and_none_twice)
{
	const char *uri = test_database();
	cr_expect_str_eq(ask(uri, "select string_agg(tabel || '.' || kolom, ' ') from told "
				  "where (tabel, kolom) not in (select tabel, kolom from there)"),
		"");
	cr_expect_str_eq(ask(uri, "select string_agg(tabel, ' ') from without "
				  "where tabel not in (select tabel from there) "
				  "or tabel in (select tabel from told)"),
		"");
	cr_expect_str_eq(ask(uri, "select string_agg(d.naam, ' ') from (select tabel || '.' || "
				  "kolom as naam from told group by 1 having count(*) > 1) d"),
		"");
}

Test(verwerkingen, notice_a_column_that_is_new)
{
	const char *uri = test_database();
	test_sql(uri, "alter table vrijwilliger add column geboren date; "
		      "create table iemand (naam text)");
	cr_expect_str_eq(ask(uri, "select string_agg(tabel || '.' || kolom, ' ' order by tabel) "
				  "from there "
				  "where (tabel, kolom) not in (select tabel, kolom from told) "
				  "and tabel not in (select tabel from without)"),
		"iemand.naam vrijwilliger.geboren");
}

Test(verwerkingen, say_whose_data_what_for_on_what_ground_and_how_long)
{
	const char *uri = test_database();
	cr_expect_str_eq(
		ask(uri, "select string_agg(e ->> 'tabel', ' ') from entry "
			 "where coalesce(length(e ->> 'wie'), 0) = 0 "
			 "or coalesce(length(e ->> 'doel'), 0) = 0 "
			 "or coalesce(e ->> 'grondslag', '') not like 'AVG art. 6 lid 1 onder %' "
			 "or coalesce(length(e ->> 'termijn'), 0) = 0 "
			 "or coalesce(length(e ->> 'daarna'), 0) = 0 "
			 "or jsonb_typeof(e -> 'vanzelf') is distinct from 'boolean'"),
		"");
	cr_expect_str_neq(ask(uri, "select count(*) from entry"), "0");
}
