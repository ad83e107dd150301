#include "postgres.h"

#include <criterion/criterion.h>
#include <criterion/hooks.h>
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"

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

/* ---- SQL beside the program ---- */

/* The connection of the last call, for the next to the same database: to begin one takes longer
 * than most of what is asked. Who asks takes it out and puts it back: a test may have threads. */
struct session {
	char uri[MAX_TEXT];
	PGconn *pg;
};
static _Atomic(struct session *) last;

static void end_session(struct session *s)
{
	if (s != NULL)
		PQfinish(s->pg);
	free(s);
}

static void forget_last(void)
{
	end_session(atomic_exchange(&last, NULL));
}

/* As good as new: a call finds nothing of the one before it. */
static bool is_of_use(const struct session *s, const char *uri)
{
	if (s == NULL || strcmp(s->uri, uri) != 0)
		return false;
	PGresult *res = PQexec(s->pg, "discard all");
	const bool done = PQresultStatus(res) == PGRES_COMMAND_OK;
	PQclear(res);
	return done;
}

static struct session *take_session(const char *uri)
{
	struct session *s = atomic_exchange(&last, NULL);
	if (is_of_use(s, uri))
		return s;
	end_session(s);
	s = calloc(1, sizeof(*s));
	if (!s)
		abort();
	snprintf(s->uri, sizeof(s->uri), "%s", uri);
	s->pg = PQconnectdb(uri);
	return s;
}

static void put_session(struct session *s)
{
	static atomic_flag ends = ATOMIC_FLAG_INIT;
	if (!atomic_flag_test_and_set(&ends) && atexit(forget_last) != 0)
		abort();
	if (PQtransactionStatus(s->pg) == PQTRANS_IDLE)
		s = atomic_exchange(&last, s);
	end_session(s);
}

/* Gives the result; the caller clears it. */
static PGresult *query(const char *uri, const char *sql)
{
	struct session *s = take_session(uri);
	PGresult *res = PQexec(s->pg, sql);
	const ExecStatusType status = PQresultStatus(res);
	cr_assert(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, "%s\n%s",
		PQerrorMessage(s->pg), sql);
	put_session(s);
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

/* Copied file by file: most of what it holds is small. */
static void clone(const char *postgres, const char *name, const char *template)
{
	char sql[256];
	snprintf(sql, sizeof(sql),
		"create database \"%s\" template %s strategy file_copy owner schakel", name,
		template);
	test_sql(postgres, sql);
}

static const char *create_database(const char *template)
{
	static int count;
	char prefix[MAX_PREFIX], name[MAX_DATABASE_NAME], uri[MAX_TEXT];
	database_prefix(criterion_current_test, getppid(), prefix);
	snprintf(name, sizeof(name), "%s_%d_%.30s", prefix, ++count, criterion_current_test->name);
	uri_of("postgres", "postgres", uri);
	clone(uri, name, template);
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

/* Under another name until it is whole: who made half of it is gone, and the next begins anew. */
static void make_template(
	PGconn *pg, const char *postgres, const char *name, void (*make)(const char *uri))
{
	char half[MAX_DATABASE_NAME], uri[MAX_TEXT], sql[512];
	snprintf(half, sizeof(half), "%s_half", name);
	snprintf(sql, sizeof(sql), "drop database if exists %s with (force)", half);
	PQclear(PQexec(pg, sql));
	clone(postgres, half, "schakel_template");
	uri_of(half, "schakel", uri);
	make(uri);
	forget_last();
	snprintf(sql, sizeof(sql), "alter database %s rename to %s", half, name);
	test_sql(postgres, sql);
}

const char *test_database_of(const char *name, void (*make)(const char *uri))
{
	char postgres[MAX_TEXT], sql[256];
	uri_of("postgres", "postgres", postgres);
	PGconn *pg = PQconnectdb(postgres);
	snprintf(sql, sizeof(sql), "select pg_advisory_lock(hashtext('%s'))", name);
	PQclear(PQexec(pg, sql));
	snprintf(sql, sizeof(sql), "select from pg_database where datname = '%s'", name);
	PGresult *found = PQexec(pg, sql);
	if (PQntuples(found) == 0)
		make_template(pg, postgres, name, make);
	PQclear(found);
	PQfinish(pg);
	return create_database(name);
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

int64_t test_setting(const char *name, int64_t standard)
{
	const char *text = getenv(name);
	int64_t value = standard;
	if (text && *text)
		cr_assert_eq(str_to_int(str_from(text), 1, INT32_MAX, &value), ERR_OK, "%s", name);
	return value;
}
