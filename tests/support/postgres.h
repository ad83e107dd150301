/*
 * Databases for tests: each test gets its own, of the private server that the ctest fixture
 * `postgres` started. When a test passed its databases are dropped, when it failed they are kept
 * and the fixture names them at its end (postgres.sh psql). Nothing is ever cleaned by hand.
 */
#ifndef SUPPORT_POSTGRES_H
#define SUPPORT_POSTGRES_H

#include <stddef.h>
#include <stdint.h>

/* A clone of the migrated template, for this test alone. The URI lives as long as the test. */
const char *test_database(void);

/* A clone of a clone in which make() put something: it is called by the first test that asks for
 * this name, once for all programs of a run, and holds no connection when it returns. */
const char *test_database_of(const char *name, void (*make)(const char *uri));

/* The same as test_database() without any table of ours. */
const char *test_database_empty(void);

/* Runs SQL (several statements, if need be) directly, outside lib/db, in a session as good as new;
 * a refusal fails the test. For the thread of the test alone. */
void test_sql(const char *uri, const char *sql);

/* The same for a file. */
void test_sql_file(const char *uri, const char *path);

/* The first column of the first row as text, "" when there is none; lives as long as the test. */
const char *test_sql_value(const char *uri, const char *sql);

/* A whole number from 1 on of the environment, or else the standard one; anything else fails the
 * test. */
int64_t test_setting(const char *name, int64_t standard);

#endif
