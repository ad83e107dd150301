#include "admin/opruimen.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "db/migrate.h"
#include "privacy/grafsteen.h"
#include "privacy/opruimen.h"
#include "store/migrations.h"

struct opdracht {
	const struct config *config;
	const char *grafstenen; /* NULL: none are asked for */
	struct db *db;
	bool proef;
};

static int usage(void)
{
	fputs("Gebruik: schakel opruimen [--proef]\n"
	      "   of:    schakel opruimen --grafstenen BESTAND\n"
	      "  Wist wat langer staat dan zijn termijn, zoals `schakel work` dat vanzelf doet.\n"
	      "  --proef zegt alleen hoeveel er weg zou gaan, en het oudste; er verandert niets.\n"
	      "  --grafstenen wist opnieuw wie in dat bestand staat en er nog is, zoals na het "
	      "terugzetten\n"
	      "  van een back-up, en zet erin wie er nog niet in staat.\n",
		stderr);
	return 2;
}

static enum err one_rule(
	struct task *t, const struct opdracht *o, const struct opruim_regel *regel, int64_t now_us)
{
	struct opruim_uitkomst u;
	TRY(opruim_run(t, o->db, regel, o->config, now_us, o->proef, &u));
	char oudste[INSTANT_TEXT_LEN + 1] = "-";
	if (u.has_oudste)
		instant_format(u.oudste, oudste);
	printf("%-12s %8lld  %-27s %s, na %s\n", regel->naam, (long long)u.aantal, oudste,
		regel->wat, opruim_term_text(task_arena(t), regel, o->config));
	return ERR_OK;
}

static enum err all_rules(struct task *t, void *arg)
{
	const struct opdracht *o = arg;
	TRY(db_migrate_check(t, o->db, store_migrations, store_migration_count));
	const int64_t now_us = clock_now_us();
	printf("%-12s %8s  %-27s\n", "regel", o->proef ? "zou weg" : "gewist", "oudste");
	for (size_t i = 0; i < opruim_regel_count; i++)
		TRY(one_rule(t, o, &opruim_regels[i], now_us));
	return ERR_OK;
}

static enum err tombstones(struct task *t, void *arg)
{
	const struct opdracht *o = arg;
	TRY(db_migrate_check(t, o->db, store_migrations, store_migration_count));
	struct grafsteen_telling telling;
	const enum err e = grafsteen_sync(t, o->db, o->grafstenen, &telling);
	if (e != ERR_OK && task_error(t) == NULL)
		return task_fail(t, e, "grafstenen",
			e == ERR_INVALID ? "%s heeft een regel die geen grafsteen is: kijk het na."
					 : "%s kan niet gelezen of geschreven worden.",
			o->grafstenen);
	if (e != ERR_OK)
		return e;
	printf("%lld opnieuw gewist, %lld in het bestand erbij\n", (long long)telling.gewist,
		(long long)telling.geschreven);
	return ERR_OK;
}

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		fprintf(stderr, "%s\n", f != NULL ? f->detail : "De database doet het niet.");
}

int opruimen_command(int argc, char **argv, const struct config *config)
{
	struct opdracht o = { .config = config, .proef = argc == 2 };
	if (argc == 3 && strcmp(argv[1], "--grafstenen") == 0)
		o.grafstenen = argv[2];
	else if (argc > 2 || (o.proef && strcmp(argv[1], "--proef") != 0))
		return usage();
	struct loop *l = loop_create(&loop_limits_default);
	struct db_config dc = db_config_default;
	dc.uri = config->database;
	dc.actor = &db_actor_systeem;
	o.db = db_create(l, &dc, NULL, 0);
	const enum err e =
		loop_run_task(l, o.grafstenen != NULL ? tombstones : all_rules, &o, report);
	db_destroy(o.db);
	loop_destroy(l);
	return e == ERR_OK && ferror(stdout) == 0 ? 0 : 1;
}
