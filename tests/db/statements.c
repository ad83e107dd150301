/*
 * Every statement of the program on a migrated database: it must prepare, take and give what its
 * file declares.
 */
#include <criterion/criterion.h>
#include <libpq-fe.h>

#include "postgres.h"
#include "store/sql.h"

/* The server's number of each type, in the order of enum db_type (pg_type.dat). */
static const Oid oids[] = { 16, 23, 20, 25, 17, 2950, 1082, 1184, 1009, 2951, 1007, 1182 };

static PGconn *open_clone(void)
{
	PGconn *pg = PQconnectdb(test_database());
	cr_assert_eq(PQstatus(pg), CONNECTION_OK, "%s", PQerrorMessage(pg));
	return pg;
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
