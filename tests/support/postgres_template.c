/* Brings the template database of the tests to the last migration; argument: the folder of
 * postgres.sh. One person approves there: what two are asked for is tested where it is the subject;
 * and nothing has happened yet: what migrations wrote down as events is of no test.
 */
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

#include "store/migrations.h"
#include "task/task.h"

static enum err migrate(struct task *t, void *arg)
{
	int applied = 0;
	TRY(db_migrate(t, arg, store_migrations, store_migration_count, NULL, NULL, &applied));
	printf("%d migrations\n", applied);
	return ERR_OK;
}

static void report(struct task *t, enum err e, void *arg)
{
	if (e != ERR_OK)
		fprintf(stderr, "%s\n", task_error(t) ? task_error(t)->detail : err_name(e));
}

static bool prepare(const char *uri)
{
	PGconn *pg = PQconnectdb(uri);
	PGresult *res = PQexec(pg,
		"alter table risicoregel disable trigger user; update risicoregel set vier_ogen = "
		"false; alter table risicoregel enable trigger user; truncate gebeurtenis "
		"restart identity");
	const bool done = PQresultStatus(res) == PGRES_COMMAND_OK;
	if (!done)
		fputs(PQerrorMessage(pg), stderr);
	PQclear(res);
	PQfinish(pg);
	return done;
}

int main(int argc, char **argv)
{
	char path[512], uri[512], socket_dir[256] = "";
	snprintf(path, sizeof(path), "%s/socket", argc > 1 ? argv[1] : ".");
	FILE *f = fopen(path, "r");
	if (!f || !fgets(socket_dir, sizeof(socket_dir), f)) {
		fprintf(stderr, "no server in %s\n", path);
		return 1;
	}
	fclose(f);
	socket_dir[strcspn(socket_dir, "\n")] = '\0';
	snprintf(uri, sizeof(uri), "postgresql:///schakel_template?host=%s&user=schakel",
		socket_dir);
	struct loop *l = loop_create(&loop_limits_default);
	const enum err e = loop_run_task(l, migrate, uri, report);
	loop_destroy(l);
	return e == ERR_OK && prepare(uri) ? 0 : 1;
}
