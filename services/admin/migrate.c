#include "admin/migrate.h"

#include <stdio.h>

#include "auth/auth.h"
#include "contact/herverzegel.h"
#include "contact/sleutels.h"
#include "store/migrations.h"
#include "task/task.h"

static void progress(const struct db_migration *m, void *ctx)
{
	(void)ctx;
	printf("  %s\n", m->name);
}

static void complain(const char *plaats, void *arg)
{
	(void)arg;
	fprintf(stderr, "Gaat niet open: %s\n", plaats);
}

/* What no statement can: the rows of before contact data was sealed. */
static enum err seal_with(struct task *t, struct db *d, const struct config *config)
{
	struct auth_keys *keys = NULL;
	if (sleutels_read(config, &keys) != ERR_OK)
		return task_fail(t, ERR_UNAVAILABLE, "sleutel.ontbreekt",
			"contactgegevens van eerder worden nu verzegeld, en dat vraagt de "
			"sleutels; "
			"geef ze met SCHAKEL_KEY_FILE en migreer nog eens");
	struct herverzegel_telling telling;
	const enum err e = herverzegel(t, d, keys, complain, NULL, &telling);
	auth_keys_destroy(keys);
	if (e == ERR_OK)
		printf("%lld contactgegevens verzegeld.\n", (long long)telling.gedaan);
	return e;
}

struct sealing {
	const struct config *config;
	struct db *db;
};

static enum err seal_open(struct task *t, void *arg)
{
	const struct sealing *s = arg;
	int64_t open = 0;
	TRY(herverzegel_open(t, s->db, &open));
	return open > 0 ? seal_with(t, s->db, s->config) : ERR_OK;
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
	enum err e =
		auth_init() == ERR_OK ? loop_run_task(l, migrate, &copy, report) : ERR_INTERNAL;
	struct db_config dc = db_config_default;
	dc.uri = config->database;
	dc.actor = &db_actor_systeem;
	struct sealing sealing = { config, db_create(l, &dc, NULL, 0) };
	if (e == ERR_OK)
		e = loop_run_task(l, seal_open, &sealing, report);
	db_destroy(sealing.db);
	loop_destroy(l);
	return e == ERR_OK ? 0 : 1;
}
