#include "admin/app.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "api/regels.h"
#include "base/date.h"
#include "base/uuid.h"
#include "store/sql.h"
#include "task/task.h"

/* ---- addresses ---- */

static bool is_own_scheme(struct str scheme)
{
	if (scheme.len == 0 || !isalpha((unsigned char)scheme.ptr[0]))
		return false;
	for (size_t i = 0; i < scheme.len; i++)
		if (!isalnum((unsigned char)scheme.ptr[i]) && scheme.ptr[i] != '.' &&
			scheme.ptr[i] != '-')
			return false;
	return memchr(scheme.ptr, '.', scheme.len) != NULL;
}

/* The authority of what stands behind the scheme; NULL without one, or with a user in it. */
static struct str host_of(struct str rest)
{
	if (!str_starts(rest, STR("//")))
		return STR_NULL;
	struct str host = { rest.ptr + 2, 0 };
	while (host.len + 2 < rest.len && host.ptr[host.len] != '/' && host.ptr[host.len] != '?')
		host.len++;
	return host.len > 0 && memchr(host.ptr, '@', host.len) == NULL ? host : STR_NULL;
}

static bool is_here(struct str host)
{
	static const struct str names[] = { STR_INIT("127.0.0.1"), STR_INIT("[::1]") };
	for (size_t i = 0; host.ptr != NULL && i < sizeof(names) / sizeof(names[0]); i++)
		if (str_starts(host, names[i]) &&
			(host.len == names[i].len || host.ptr[names[i].len] == ':'))
			return true;
	return false;
}

bool app_address_is_valid(struct str address)
{
	if (address.ptr == NULL || address.len > APP_ADDRESS_MAX_BYTES)
		return false;
	for (size_t i = 0; i < address.len; i++)
		if (address.ptr[i] < '!' || address.ptr[i] > '~' || address.ptr[i] == '#' ||
			address.ptr[i] == '\\')
			return false;
	struct str rest = address;
	struct str scheme;
	if (!str_cut(&rest, ':', &scheme) || rest.len == 0)
		return false;
	if (str_eq(scheme, STR("https")))
		return host_of(rest).len > 0;
	if (str_eq(scheme, STR("http")))
		return is_here(host_of(rest));
	return is_own_scheme(scheme) && rest.ptr[0] == '/';
}

/* ---- the command ---- */

struct order {
	enum err (*fn)(struct task *t, void *arg);
	struct str naam;
	struct str adressen[APP_ADDRESSES_MAX];
	size_t count;
	struct uuid id;
	struct db *db;
};

static int usage(void)
{
	fputs("Gebruik: schakel app add --naam NAAM --adres URI [--adres URI …]\n"
	      "  Maakt een app en drukt haar client_id af. Een adres begint met https://, met "
	      "http:// "
	      "en 127.0.0.1 of [::1],\n"
	      "  of met een eigen schema met een punt erin (nl.voorbeeld.app:/terug). Alleen "
	      "precies "
	      "dat adres krijgt antwoord.\n"
	      "   of: schakel app list\n"
	      "   of: schakel app remove CLIENT_ID\n"
	      "  Al haar sessies eindigen meteen.\n",
		stderr);
	return 2;
}

static enum err add(struct task *t, void *arg)
{
	struct order *o = arg;
	struct db_tx *tx;
	TRY(db_begin(t, o->db, &tx));
	o->id = uuid_new();
	const struct app_create_in in = { .id = o->id,
		.naam = o->naam,
		.adressen = { o->adressen, o->count },
		.nu = clock_now_us() };
	TRY(app_create(t, tx, &in));
	TRY(db_commit(t, tx));
	char id[UUID_TEXT_LEN + 1];
	uuid_format(o->id, id);
	puts(id);
	return ERR_OK;
}

static enum err list(struct task *t, void *arg)
{
	const struct order *o = arg;
	struct app_list_row *rows;
	size_t count = 0;
	TRY(app_list(t, db_reader(o->db), &rows, &count));
	for (size_t i = 0; i < count; i++) {
		char id[UUID_TEXT_LEN + 1];
		uuid_format(rows[i].id, id);
		printf("%s  %.*s\n", id, STR_FMT(rows[i].naam));
		for (size_t j = 0; j < rows[i].adressen.count; j++)
			printf("  %.*s\n", STR_FMT(rows[i].adressen.items[j]));
	}
	return ERR_OK;
}

static enum err take_away(struct task *t, void *arg)
{
	const struct order *o = arg;
	struct db_tx *tx;
	TRY(db_begin(t, o->db, &tx));
	bool found = false;
	struct app_delete_row row;
	TRY(app_delete(t, tx, &(struct app_delete_in){ .id = o->id }, &found, &row));
	if (!found)
		return task_fail(t, ERR_NOT_FOUND, "app.onbekend", "Deze app is er niet.");
	return db_commit(t, tx);
}

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		fprintf(stderr, "%s\n", f != NULL ? f->detail : err_name(e));
}

static int run(const struct config *config, struct order *o)
{
	struct loop *l = loop_create(&loop_limits_default);
	struct db_config dc = db_config_default;
	dc.uri = config->database;
	o->db = db_create(l, &dc, api_rules, api_rule_count);
	const enum err e = loop_run_task(l, o->fn, o, report);
	db_destroy(o->db);
	loop_destroy(l);
	return e == ERR_OK ? 0 : 1;
}

/* --naam and --adres, in any order. */
static bool read_new(int argc, char **argv, struct order *o)
{
	for (int i = 2; i < argc; i += 2) {
		if (i + 1 >= argc)
			return false;
		const struct str value = str_from(argv[i + 1]);
		if (strcmp(argv[i], "--naam") == 0)
			o->naam = value;
		else if (strcmp(argv[i], "--adres") == 0 && o->count < APP_ADDRESSES_MAX)
			o->adressen[o->count++] = value;
		else
			return false;
	}
	return o->naam.len > 0 && str_check_text(o->naam) == NULL && o->count > 0;
}

int app_command(int argc, char **argv, const struct config *config)
{
	struct order o = { .fn = list };
	const char *what = argc >= 2 ? argv[1] : "";
	if (strcmp(what, "list") == 0 && argc == 2)
		return run(config, &o);
	if (strcmp(what, "remove") == 0 && argc == 3 &&
		uuid_parse(str_from(argv[2]), &o.id) == ERR_OK) {
		o.fn = take_away;
		return run(config, &o);
	}
	if (strcmp(what, "add") != 0 || !read_new(argc, argv, &o))
		return usage();
	for (size_t i = 0; i < o.count; i++) {
		if (app_address_is_valid(o.adressen[i]))
			continue;
		fprintf(stderr, "Dit kan geen adres van een app zijn: %.*s\n",
			STR_FMT(o.adressen[i]));
		return 2;
	}
	o.fn = add;
	return run(config, &o);
}
