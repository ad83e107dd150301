#include "admin/migrate.h"

#include <stdio.h>

#include "store/migrations.h"
#include "task/task.h"

static void progress(const struct db_migration *m, void *ctx)
{
	(void)ctx;
	printf("  %s\n", m->name);
}

static enum err migrate(struct task *t, void *arg)
{
	const struct config *config = arg;
	int applied = 0;
	TRY(db_migrate(t, config->database, store_migrations, store_migration_count, progress, NULL,
		&applied));
	if (applied == 0)
		printf("Het schema was al bij (%zu migraties).\n", store_migration_count);
	else
		printf("%d migraties uitgevoerd; het schema is bij.\n", applied);
	return ERR_OK;
}

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		fprintf(stderr, "Migreren mislukt: %s\n", f != NULL ? f->detail : err_name(e));
}

int migrate_command(int argc, char **argv, const struct config *config)
{
	(void)argc;
	(void)argv;
	struct loop *l = loop_create(&loop_limits_default);
	struct config copy = *config;
	const enum err e = loop_run_task(l, migrate, &copy, report);
	loop_destroy(l);
	return e == ERR_OK ? 0 : 1;
}
