/*
 * Databases for tests: each test gets its own, of the private server that the ctest fixture
 * `postgres` started. When a test passed its databases are dropped, when it failed they are kept
 * and the fixture names them at its end (postgres.sh psql). Nothing is ever cleaned by hand.
 */
#ifndef SUPPORT_POSTGRES_H
#define SUPPORT_POSTGRES_H

#include <stddef.h>

/* A clone of the migrated template, for this test alone. The URI lives as long as the test. */
const char *test_database(void);

/* The same without any table of ours. */
const char *test_database_empty(void);

/* Runs SQL (several statements, if need be) directly, outside lib/db; a refusal fails the test. */
void test_sql(const char *uri, const char *sql);

/* The same for a file. */
void test_sql_file(const char *uri, const char *path);

/* The first column of the first row as text, "" when there is none; lives as long as the test. */
const char *test_sql_value(const char *uri, const char *sql);

#endif
