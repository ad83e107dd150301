#include "postgres.h"

#include <criterion/criterion.h>
#include <criterion/hooks.h>
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* With the number and 30 of the test its name stays below the 63 bytes at which PostgreSQL cuts. */
#define MAX_PREFIX	  32
#define MAX_DATABASE_NAME 128
#define MAX_TEXT	  2048
#define MAX_VALUE	  8192

/* What must not end before the test does; freed at its end, so that the leak check stays of use. */
struct kept_text {
	struct kept_text *next;
	char text[MAX_VALUE];
};
static struct kept_text *kept;

static void free_kept(void)
{
	while (kept) {
		struct kept_text *next = kept->next;
		free(kept);
		kept = next;
	}
}

static char *keep(void)
{
	if (!kept && atexit(free_kept) != 0)
		abort();
	struct kept_text *k = calloc(1, sizeof(*k));
	if (!k)
		abort();
	k->next = kept;
	kept = k;
	return k->text;
}

static void uri_of(const char *name, const char *user, char uri[static MAX_TEXT])
{
	char socket_dir[256] = "";
	FILE *f = fopen(TEST_POSTGRES_DIR "/socket", "r");
	if (!f || !fgets(socket_dir, sizeof(socket_dir), f)) {
		fprintf(stderr, "No server: run this test through ctest, or first\n"
				"  tests/support/postgres.sh start " TEST_POSTGRES_DIR "\n");
		exit(1);
	}
	fclose(f);
	socket_dir[strcspn(socket_dir, "\n")] = '\0';
	snprintf(uri, MAX_TEXT, "postgresql:///%s?host=%s&user=%s", name, socket_dir, user);
}

/* A connection of its own for each call: slow and simple. Gives the result; the caller clears it.
 */
static PGresult *query(const char *uri, const char *sql)
{
	PGconn *pg = PQconnectdb(uri);
	PGresult *res = PQexec(pg, sql);
	const ExecStatusType status = PQresultStatus(res);
	cr_assert(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, "%s\n%s",
		PQerrorMessage(pg), sql);
	PQfinish(pg);
	return res;
}

void test_sql(const char *uri, const char *sql)
{
	PQclear(query(uri, sql));
}

void test_sql_file(const char *uri, const char *path)
{
	FILE *f = fopen(path, "r");
	cr_assert_not_null(f, "%s", path);
	char *text = NULL;
	size_t cap = 0;
	const ssize_t len = getdelim(&text, &cap, '\0', f);
	fclose(f);
	cr_assert_gt(len, 0, "%s is empty", path);
	test_sql(uri, text);
	free(text);
}

const char *test_sql_value(const char *uri, const char *sql)
{
	PGresult *res = query(uri, sql);
	char *text = keep();
	if (PQntuples(res) > 0 && PQnfields(res) > 0)
		snprintf(text, MAX_VALUE, "%s", PQgetvalue(res, 0, 0));
	PQclear(res);
	return text;
}

/* ---- one test, its databases ---- */

/*
 * test_<runner>_<hash of the full name>: both processes, the runner and its child that runs the
 * test, can say it, so the runner knows which databases a test made. FNV-1a.
 */
static void database_prefix(
	const struct criterion_test *test, pid_t runner, char prefix[static MAX_PREFIX])
{
	uint32_t hash = 2166136261u;
	char full[512];
	snprintf(full, sizeof(full), "%s/%s", test->category, test->name);
	for (const char *p = full; *p; p++)
		hash = (hash ^ (unsigned char)*p) * 16777619u;
	snprintf(prefix, MAX_PREFIX, "test_%ld_%08x", (long)runner, hash);
}

static const char *create_database(const char *template)
{
	static int count;
	char prefix[MAX_PREFIX], name[MAX_DATABASE_NAME], uri[MAX_TEXT], sql[256];
	database_prefix(criterion_current_test, getppid(), prefix);
	snprintf(name, sizeof(name), "%s_%d_%.30s", prefix, ++count, criterion_current_test->name);
	uri_of("postgres", "postgres", uri);
	snprintf(sql, sizeof(sql), "create database \"%s\" template %s owner schakel", name,
		template);
	test_sql(uri, sql);
	char *own = keep();
	uri_of(name, "schakel", own);
	return own;
}

const char *test_database(void)
{
	return create_database("schakel_template");
}

const char *test_database_empty(void)
{
	return create_database("template0");
}

/* In the runner, behind the end of the test (its .fini still has connections): drops what a passed
 * test made, names what a failed one left. */
ReportHook(POST_FINI)(struct criterion_test_stats *stats)
{
	const bool passed = stats->test_status == CR_STATUS_PASSED && !stats->crashed;
	char prefix[MAX_PREFIX], uri[MAX_TEXT], sql[256];
	database_prefix(stats->test, getpid(), prefix);
	uri_of("postgres", "postgres", uri);
	PGconn *pg = PQconnectdb(uri);
	snprintf(sql, sizeof(sql), "select datname from pg_database where datname ^@ '%s'", prefix);
	PGresult *names = PQexec(pg, sql);
	for (int i = 0; i < PQntuples(names); i++) {
		const char *name = PQgetvalue(names, i, 0);
		snprintf(sql, sizeof(sql), "drop database \"%s\" with (force)", name);
		if (passed)
			PQclear(PQexec(pg, sql));
		else
			fprintf(stderr, "kept: tests/support/postgres.sh psql %s %s\n",
				TEST_POSTGRES_DIR, name);
	}
	PQclear(names);
	PQfinish(pg);
}
