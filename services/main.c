/* The program `schakel`: one binary, a command for each part. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "admin/account.h"
#include "admin/app.h"
#include "admin/audit.h"
#include "admin/demo.h"
#include "admin/doctor.h"
#include "admin/gewichten.h"
#include "admin/import.h"
#include "admin/key.h"
#include "admin/migrate.h"
#include "admin/opruimen.h"
#include "admin/plan.h"
#include "admin/verwerkingen.h"
#include "api/serve.h"
#include "base/log.h"
#include "config.h"
#include "worker/work.h"

static bool has_flag(int argc, char **argv, const char *flag)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], flag) == 0)
			return true;
	return false;
}

static int run_serve(int argc, char **argv, const struct config *config)
{
	return has_flag(argc, argv, "--check") ? serve_check(config) : serve_run(config);
}

static int run_work(int argc, char **argv, const struct config *config)
{
	return work_run(config, has_flag(argc, argv, "--once"));
}

static int run_import(int argc, char **argv, const struct config *config)
{
	return import_command(argc, argv, config->database);
}

static int run_config(int argc, char **argv, const struct config *config)
{
	(void)config;
	if (has_flag(argc, argv, "--json"))
		config_json(stdout);
	else if (has_flag(argc, argv, "--markdown"))
		config_markdown(stdout);
	else
		config_help(stdout);
	return 0;
}

static const struct command {
	const char *name;
	const char *help;
	int (*run)(int argc, char **argv, const struct config *config);
} commands[] = {
	{ "serve", "serve [--check]            answer HTTP; --check only validates", run_serve },
	{ "work", "work [--once]              do what must happen without anybody asking",
		run_work },
	{ "migrate", "migrate                    bring the database to this program's schema",
		migrate_command },
	{ "import", "import KIND FILE…          read the publishers' files (see import --help)",
		run_import },
	{ "account",
		"account add|drop-code …    make an account, or take a lost second factor away",
		account_command },
	{ "app", "app add|list|remove …      which apps may ask people to act for them",
		app_command },
	{ "key", "key add|use|list|drop …    the keys that seal contact data, mail and secrets",
		key_command },
	{ "audit",
		"audit verify|export|check  look whether the audit is whole; write a part; look at "
		"a part",
		audit_command },
	{ "gewichten",
		"gewichten leer …           suggest weights from what was chosen, with a backtest",
		gewichten_command },
	{ "plan",
		"plan solve FILE|replay ID  solve a flow or an assignment, exactly; make a "
		"planning again",
		plan_command },
	{ "doctor", "doctor [--ready]           look whether everything is in place",
		doctor_command },
	{ "opruimen",
		"opruimen [--proef]         forget what is past its term; --proef only says what",
		opruimen_command },
	{ "verwerkingen",
		"verwerkingen [--json]      print which personal data is kept, of whom and why",
		verwerkingen_command },
	{ "demo", "demo load …                fill the fictional demo region", demo_command },
	{ "config", "config [--json|--markdown] show the settings", run_config },
};

#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

static void help(FILE *out)
{
	fputs("schakel " SCHAKEL_VERSION
	      ": matchmaking between schools and companies\n\nCommands:\n",
		out);
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		fprintf(out, "  schakel %s\n", commands[i].help);
	fputs("\n", out);
	config_help(out);
}

static void set_log_level(const char *name)
{
	static const char *const names[] = { "debug", "info", "warn", "error" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
			log_set_level((enum log_level)i);
}

int main(int argc, char **argv)
{
	if (argc < 2 || strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0) {
		help(argc < 2 ? stderr : stdout);
		return argc < 2 ? 2 : 0;
	}
	if (strcmp(argv[1], "--version") == 0) {
		puts("schakel " SCHAKEL_VERSION);
		return 0;
	}
	const bool own_help = strcmp(argv[1], "import") == 0 || strcmp(argv[1], "demo") == 0;
	if (!own_help && argc > 2 && has_flag(argc - 1, argv + 1, "--help")) {
		help(stdout);
		return 0;
	}
	struct config config;
	if (config_read(&config, stderr) != ERR_OK)
		return 2;
	set_log_level(config.log_level);
	/* No core: it would hold keys, tokens and what people wrote. */
	(void)setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			return commands[i].run(argc - 1, argv + 1, &config);
	fprintf(stderr, "Onbekende opdracht: %s. Zie schakel help.\n", argv[1]);
	return 2;
}
