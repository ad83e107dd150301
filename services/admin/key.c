#include "admin/key.h"

#include <stdio.h>
#include <string.h>

#include "auth/auth.h"
#include "auth/seal.h"
#include "contact/herverzegel.h"
#include "task/task.h"

static int usage(void)
{
	fputs("Gebruik: schakel key add [BESTAND]\n"
	      "  Maakt het bestand met sleutels, of zet er een nieuwe bij die alleen opent.\n"
	      "   of: schakel key use [BESTAND]\n"
	      "  De nieuwste verzegelt van nu af. Eerst moet elk proces haar hebben.\n"
	      "   of: schakel key list [BESTAND]\n"
	      "  Welke sleutels er zijn, en hoeveel er nog mee verzegeld is.\n"
	      "   of: schakel key drop NUMMER [BESTAND]\n"
	      "  Haalt een oude sleutel weg, als er niets meer mee verzegeld is.\n"
	      "  Zonder BESTAND is dat dat van SCHAKEL_KEY_FILE. Geef het na elke stap aan elk "
	      "proces, met SIGHUP.\n",
		stderr);
	return 2;
}

static int refuse(enum err e, const char *path)
{
	if (e == ERR_INVALID)
		fprintf(stderr, "%s is geen bestand met sleutels, of er passen er niet meer bij.\n",
			path);
	else
		fprintf(stderr, "Kan %s niet lezen of schrijven: bestaat de map, en mag het?\n",
			path);
	return 1;
}

static int add(const char *path)
{
	uint32_t number = 0;
	const enum err e = auth_keys_add(path, &number);
	if (e == ERR_CONFLICT)
		fputs("De nieuwste sleutel verzegelt nog niet: eerst `schakel key use`.\n", stderr);
	else if (e != ERR_OK)
		return refuse(e, path);
	else if (number == 1)
		printf("Sleutel 1 staat in %s. Bewaar er een kopie van, los van die van de "
		       "database.\n",
			path);
	else
		printf("Sleutel %u staat in %s, en opent alleen. Geef het bestand aan elk proces "
		       "(SIGHUP), en dan `schakel key use`.\n",
			number, path);
	return e == ERR_OK ? 0 : 1;
}

static int use(const char *path)
{
	uint32_t number = 0;
	const enum err e = auth_keys_use(path, &number);
	if (e == ERR_CONFLICT)
		fputs("De nieuwste sleutel verzegelt al.\n", stderr);
	else if (e != ERR_OK)
		return refuse(e, path);
	else
		printf("Sleutel %u verzegelt. Geef het bestand aan elk proces (SIGHUP); `schakel "
		       "work` verzegelt dan alles opnieuw.\n",
			number);
	return e == ERR_OK ? 0 : 1;
}

/* ---- what is in use ---- */

struct look {
	struct db *db;
	struct herverzegel_gebruik list[HERVERZEGEL_GEBRUIK_MAX];
	size_t count;
};

static enum err look(struct task *t, void *arg)
{
	struct look *l = arg;
	return herverzegel_gebruik(t, l->db, l->list, &l->count);
}

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		fprintf(stderr, "%s\n", f != NULL ? f->detail : "De database doet het niet.");
}

static enum err look_up(const struct config *config, struct look *l)
{
	struct loop *loop = loop_create(&loop_limits_default);
	struct db_config dc = db_config_default;
	dc.uri = config->database;
	dc.actor = &db_actor_systeem;
	l->db = db_create(loop, &dc, NULL, 0);
	const enum err e = loop_run_task(loop, look, l, report);
	db_destroy(l->db);
	loop_destroy(loop);
	return e;
}

static int64_t in_use(const struct look *l, uint32_t number)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->list[i].nummer == number)
			return l->list[i].aantal;
	return 0;
}

/* 1 when the file does not open all there is. */
static int put_list(const struct look *l, const struct auth_keys *keys)
{
	int status = 0;
	const uint32_t sealing = auth_keys_sealing(keys);
	for (size_t i = 0; i < auth_keys_count(keys); i++) {
		const uint32_t number = auth_keys_number(keys, i);
		printf("sleutel %u %s: %lld verzegeld\n", number,
			number == sealing  ? "verzegelt"
			: number > sealing ? "opent, en verzegelt nog niet"
					   : "opent alleen nog",
			(long long)in_use(l, number));
	}
	for (size_t i = 0; i < l->count; i++) {
		const struct herverzegel_gebruik *g = &l->list[i];
		if (g->nummer != 0 && auth_keys_has(keys, g->nummer))
			continue;
		status = 1;
		if (g->nummer == 0)
			printf("onverzegeld: %lld; voer `schakel migrate` uit\n",
				(long long)g->aantal);
		else
			printf("sleutel %u is er niet: %lld verzegeld, en niet te openen\n",
				g->nummer, (long long)g->aantal);
	}
	return status;
}

static int list(const char *path, const struct config *config)
{
	struct auth_keys *keys = NULL;
	const enum err e = auth_keys_create(path, &keys);
	if (e != ERR_OK)
		return refuse(e, path);
	struct look l = { .count = 0 };
	const int status = look_up(config, &l) == ERR_OK ? put_list(&l, keys) : 1;
	auth_keys_destroy(keys);
	return status;
}

static int drop(struct str text, const char *path, const struct config *config)
{
	int64_t number = 0;
	if (str_to_int(text, 1, UINT32_MAX, &number) != ERR_OK)
		return usage();
	struct look l = { .count = 0 };
	if (look_up(config, &l) != ERR_OK)
		return 1;
	const int64_t left = in_use(&l, (uint32_t)number);
	if (left > 0) {
		fprintf(stderr,
			"Sleutel %lld is nog nodig: er is %lld keer mee verzegeld. `schakel work` "
			"verzegelt dat opnieuw als hij de nieuwste heeft.\n",
			(long long)number, (long long)left);
		return 1;
	}
	const enum err e = auth_keys_drop(path, (uint32_t)number);
	if (e == ERR_CONFLICT)
		fputs("Deze sleutel verzegelt: eerst een nieuwe (`schakel key add`, `schakel key "
		      "use`).\n",
			stderr);
	else if (e != ERR_OK)
		return refuse(e, path);
	else
		printf("Sleutel %lld is weg. Geef het bestand aan elk proces (SIGHUP).\n",
			(long long)number);
	return e == ERR_OK ? 0 : 1;
}

int key_command(int argc, char **argv, const struct config *config)
{
	const bool drops = argc > 2 && strcmp(argv[1], "drop") == 0;
	const int at = drops ? 3 : 2; /* where the file may stand */
	const char *path = argc == at + 1 ? argv[at] : config->key_file;
	if (argc < at || argc > at + 1 || path[0] == '\0' || auth_init() != ERR_OK)
		return usage();
	if (drops)
		return drop(str_from(argv[2]), path, config);
	if (strcmp(argv[1], "add") == 0)
		return add(path);
	if (strcmp(argv[1], "use") == 0)
		return use(path);
	return strcmp(argv[1], "list") == 0 ? list(path, config) : usage();
}
