#include <stdio.h>
#include <string.h>

#include "db/internal.h"
#include "db/migrate.h"

/* Of the advisory lock; any number that nobody else on the database uses ("scha" in ASCII). */
#define LOCK_TEXT "1935894625"
/*
 * A migration that waits for a table makes every later reader of it wait too. So it gives up soon,
 * lets them pass, and tries again, this often.
 */
#define LOCK_WAIT_TEXT	"500ms"
#define LOCK_PAUSE_TEXT "0.5"
#define LOCK_ATTEMPTS	120
#define LOCK_BUSY_STATE "55P03"

/*
 * This file asks without waiting for the loop: migrating is a command of its own. The table below
 * stands here and not among the migrations because it must be there before the first.
 */
static const char table_sql[] =
	"create table if not exists schema_migratie ("
	"nummer int4 not null constraint schema_migratie_uniek primary key, "
	"naam text not null, "
	"sha256 text not null constraint schema_migratie_sha256_hexadecimaal "
	"check (sha256 ~ '^[0-9a-f]{64}$'), "
	"toegepast_op timestamptz not null)";

struct migrating {
	struct task *t;
	PGconn *pg;
	const struct db_migration *list;
	size_t count;
};

static enum err refused(struct migrating *m, const char *what)
{
	return task_fail(
		m->t, ERR_INTERNAL, "migratie.mislukt", "%s: %s", what, PQerrorMessage(m->pg));
}

/* Runs text of ours or of a migration; *ret_res (may be NULL) belongs to the caller. A lock that is
 * not to be had in time is ERR_CONFLICT. */
static enum err command(struct migrating *m, const char *what, const char *sql, PGresult **ret_res)
{
	PGresult *res = PQexec(m->pg, sql);
	const ExecStatusType status = PQresultStatus(res);
	const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
	enum err e = ERR_OK;
	if (state && strcmp(state, LOCK_BUSY_STATE) == 0)
		e = task_fail(m->t, ERR_CONFLICT, "migratie.bezet",
			"%s: een tabel is te lang in gebruik. Probeer het opnieuw als het rustig "
			"is.",
			what);
	else if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK &&
		 status != PGRES_EMPTY_QUERY)
		e = refused(m, what);
	if (e == ERR_OK && ret_res)
		*ret_res = res;
	else
		PQclear(res);
	return e;
}

/* ---- what is there ---- */

static enum err check_row(struct task *t, const struct db_migration *list, size_t count, size_t row,
	int number, const char *sha256)
{
	if (row >= count)
		return task_fail(t, ERR_UNAVAILABLE, "schema.nieuwer",
			"De database staat op migratie %d, dit programma kent er %zu. Gebruik een "
			"nieuwere versie van het programma.",
			number, count);
	if (number != list[row].number || strcmp(sha256, list[row].sha256) != 0)
		return task_fail(t, ERR_UNAVAILABLE, "schema.gewijzigd",
			"Migratie %s is gewijzigd nadat zij op deze database is toegepast.",
			list[row].name);
	return ERR_OK;
}

static enum err check_applied(struct migrating *m, size_t *ret_applied)
{
	PGresult *res = NULL;
	TRY(command(m, "schema_migratie",
		"select nummer, sha256 from schema_migratie order by nummer", &res));
	const int rows = PQntuples(res);
	enum err e = ERR_OK;
	for (int i = 0; i < rows && e == ERR_OK; i++) {
		int64_t number = 0;
		e = str_to_int(str_from(PQgetvalue(res, i, 0)), 0, INT32_MAX, &number);
		if (e == ERR_OK)
			e = check_row(m->t, m->list, m->count, (size_t)i, (int)number,
				PQgetvalue(res, i, 1));
	}
	PQclear(res);
	if (e == ERR_OK)
		*ret_applied = (size_t)rows;
	return e;
}

/* ---- what is missing ---- */

static enum err record(struct migrating *m, const struct db_migration *migration)
{
	char number[16];
	snprintf(number, sizeof(number), "%d", migration->number);
	const char *const values[] = { number, migration->name, migration->sha256 };
	PGresult *res = PQexecParams(m->pg,
		"insert into schema_migratie (nummer, naam, sha256, toegepast_op) "
		"values ($1::int4, $2::text, $3::text, now())",
		3, NULL, values, NULL, NULL, 0);
	const bool done = PQresultStatus(res) == PGRES_COMMAND_OK;
	PQclear(res);
	return done ? ERR_OK : refused(m, migration->name);
}

/* One migration and its row in one transaction; an error leaves nothing of it behind. */
static enum err apply_once(struct migrating *m, const struct db_migration *migration)
{
	TRY(command(
		m, migration->name, "begin; set local lock_timeout = '" LOCK_WAIT_TEXT "'", NULL));
	TRY(command(m, migration->name, migration->sql, NULL));
	if (PQtransactionStatus(m->pg) != PQTRANS_INTRANS)
		return task_fail(m->t, ERR_INTERNAL, "migratie.mislukt",
			"%s: een migratie mag haar transactie niet zelf beëindigen.",
			migration->name);
	TRY(record(m, migration));
	return command(m, migration->name, "commit", NULL);
}

static enum err apply(struct migrating *m, const struct db_migration *migration)
{
	enum err e = apply_once(m, migration);
	for (int i = 1; e == ERR_CONFLICT && i < LOCK_ATTEMPTS; i++) {
		task_clear_error(m->t);
		TRY(command(m, migration->name, "rollback; select pg_sleep(" LOCK_PAUSE_TEXT ")",
			NULL));
		e = apply_once(m, migration);
	}
	return e;
}

static enum err apply_missing(struct migrating *m,
	void (*progress)(const struct db_migration *m, void *ctx), void *ctx, int *ret_applied)
{
	/* Waits as long as another starter is busy; what that one did we then find done. */
	TRY(command(m, "slot", "select pg_advisory_lock(" LOCK_TEXT ")", NULL));
	TRY(command(m, "schema_migratie", table_sql, NULL));
	size_t applied = 0;
	TRY(check_applied(m, &applied));
	for (size_t i = applied; i < m->count; i++) {
		if (progress)
			progress(&m->list[i], ctx);
		TRY(apply(m, &m->list[i]));
	}
	*ret_applied = (int)(m->count - applied);
	return ERR_OK;
}

static void ignore_notice(void *arg, const PGresult *res)
{
}

enum err db_migrate(struct task *t, const char *uri, const struct db_migration *list, size_t count,
	void (*progress)(const struct db_migration *m, void *ctx), void *ctx, int *ret_applied)
{
	const char *const keys[] = { "application_name", "connect_timeout", "dbname",
		"client_encoding", "options", NULL };
	const char *const values[] = { "schakel-migrate", "10", uri, "UTF8",
		"-c TimeZone=UTC -c statement_timeout=0 -c idle_in_transaction_session_timeout=0",
		NULL };
	struct migrating m = { .t = t, .list = list, .count = count };
	m.pg = PQconnectdbParams(keys, values, 1);
	enum err e = ERR_OK;
	if (PQstatus(m.pg) != CONNECTION_OK) {
		e = task_fail(t, ERR_UNAVAILABLE, "database.weg", "%s",
			m.pg ? PQerrorMessage(m.pg) : "out of memory");
	} else {
		PQsetNoticeReceiver(m.pg, ignore_notice, NULL);
		e = apply_missing(&m, progress, ctx, ret_applied);
	}
	PQfinish(m.pg); /* gives the lock back */
	return e;
}

/* ---- readiness ---- */

struct applied_row {
	int32_t nummer;
	struct str sha256;
};

static const struct db_field applied_out[] = {
	{ .name = "nummer", .type = DB_INT4, .offset = offsetof(struct applied_row, nummer) },
	{ .name = "sha256", .type = DB_TEXT, .offset = offsetof(struct applied_row, sha256) },
};

static const struct db_stmt applied_stmt = {
	.name = "db/applied",
	.sql = "select nummer, sha256 from schema_migratie order by nummer",
	.out = applied_out,
	.out_count = 2,
	.row_size = sizeof(struct applied_row),
	.rows = DB_ROWS_MANY,
};

struct table_row {
	bool there;
};

static const struct db_field table_out[] = {
	{ .name = "there", .type = DB_BOOL, .offset = offsetof(struct table_row, there) },
};

static const struct db_stmt table_stmt = {
	.name = "db/table",
	.sql = "select to_regclass('schema_migratie') is not null as there",
	.out = table_out,
	.out_count = 1,
	.row_size = sizeof(struct table_row),
	.rows = DB_ROWS_ONE,
};

enum err db_migrate_check(
	struct task *t, struct db *d, const struct db_migration *list, size_t count)
{
	struct table_row table;
	TRY(db_one(t, db_reader(d), &table_stmt, NULL, &table));
	void *rows = NULL;
	size_t applied = 0;
	if (table.there)
		TRY(db_many(t, db_reader(d), &applied_stmt, NULL, &rows, &applied));
	const struct applied_row *row = rows;
	for (size_t i = 0; i < applied; i++)
		TRY(check_row(t, list, count, i, row[i].nummer, row[i].sha256.ptr));
	if (applied < count)
		return task_fail(t, ERR_UNAVAILABLE, "schema.verouderd",
			"De database staat op migratie %zu van %zu.", applied, count);
	return ERR_OK;
}
