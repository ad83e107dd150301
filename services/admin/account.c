#include "admin/account.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "api/operations.h"
#include "api/regels.h"
#include "api/wachtwoord.h"
#include "auth/auth.h"
#include "base/date.h"
#include "contact/contact.h"
#include "contact/sleutels.h"
#include "domain/bsn.h"
#include "store/sql.h"
#include "task/task.h"
#include "json/formats.h"

struct order {
	struct str email, naam, rol, school, bedrijf, vrijwilliger, kring;
	struct str password;
	struct auth_common *common;
	struct auth_keys *keys;
	struct db *db;
	bool created;
};

static int usage(void)
{
	fputs("Gebruik: schakel account add --email ADRES --naam NAAM --rol ROL [--school CODE|ID] "
	      "[--bedrijf ID] [--vrijwilliger ID] [--kring ID]\n"
	      "  ROL is beheerder, medewerker, lezer, school of docent (met --school), bedrijf "
	      "(met "
	      "--bedrijf), vrijwilliger (met --vrijwilliger)\n"
	      "  of kringcoordinator (met --kring).\n"
	      "  Het wachtwoord (8 tot 128 tekens; 15 of meer is beter) wordt gevraagd, of gelezen "
	      "van de standaardinvoer.\n"
	      "  Bestaat het adres al, dan krijgt dat account dit wachtwoord en deze naam, en deze "
	      "rol erbij.\n"
	      "   of: schakel account drop-code --email ADRES\n"
	      "  Zet de tweede factor uit van wie de app en de herstelcodes kwijt is, en beëindigt "
	      "de sessies.\n"
	      "  Ga eerst na dat het de eigenaar is die dit vraagt.\n",
		stderr);
	return 2;
}

static bool take(struct order *o, const char *flag, const char *value)
{
	const struct {
		const char *flag;
		struct str *into;
	} flags[] = { { "--email", &o->email }, { "--naam", &o->naam }, { "--rol", &o->rol },
		{ "--school", &o->school }, { "--bedrijf", &o->bedrijf },
		{ "--vrijwilliger", &o->vrijwilliger }, { "--kring", &o->kring } };
	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		if (strcmp(flags[i].flag, flag) == 0) {
			*flags[i].into = str_from(value);
			return true;
		}
	}
	return false;
}

/* One line from standard input, not shown on a terminal. */
static bool read_password(char *room, size_t size)
{
	struct termios shown;
	const bool terminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &shown) == 0;
	if (terminal) {
		struct termios hidden = shown;
		hidden.c_lflag &= (tcflag_t)~ECHO;
		(void)tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
		fputs("Wachtwoord: ", stderr);
	}
	const char *line = fgets(room, (int)size, stdin);
	if (terminal) {
		(void)tcsetattr(STDIN_FILENO, TCSANOW, &shown);
		fputs("\n", stderr);
	}
	if (line == NULL)
		return false;
	room[strcspn(room, "\r\n")] = '\0';
	return true;
}

static enum err fail(struct task *t, const char *detail)
{
	return task_fail(t, ERR_INVALID, "account.ongeldig", "%s", detail);
}

/* The id of an organisation: a UUID, or for a school its vestigingscode. */
static enum err find_school(struct task *t, struct db_tx *tx, struct str text, struct uuid *ret_id)
{
	if (uuid_parse(text, ret_id) == ERR_OK)
		return ERR_OK;
	bool found = false;
	struct account_school_row row;
	TRY(account_school(
		t, tx, &(struct account_school_in){ .vestigingscode = text }, &found, &row));
	if (!found)
		return fail(t,
			"Er is geen school met deze vestigingscode. Importeer eerst de scholen.");
	*ret_id = row.id;
	return ERR_OK;
}

static enum err find_ids(
	struct task *t, struct db_tx *tx, const struct order *o, struct lid_ensure_in *in)
{
	in->has_school_id = o->school.ptr != NULL;
	if (in->has_school_id)
		TRY(find_school(t, tx, o->school, &in->school_id));
	in->has_bedrijf_id = o->bedrijf.ptr != NULL;
	if (in->has_bedrijf_id && uuid_parse(o->bedrijf, &in->bedrijf_id) != ERR_OK)
		return fail(t, "--bedrijf is geen id.");
	in->has_vrijwilliger_id = o->vrijwilliger.ptr != NULL;
	if (in->has_vrijwilliger_id && uuid_parse(o->vrijwilliger, &in->vrijwilliger_id) != ERR_OK)
		return fail(t, "--vrijwilliger is geen id.");
	in->has_kring_id = o->kring.ptr != NULL;
	if (in->has_kring_id && uuid_parse(o->kring, &in->kring_id) != ERR_OK)
		return fail(t, "--kring is geen id.");
	return ERR_OK;
}

static bool is_rol(struct str rol)
{
	for (int i = 0; api_rol_names[i] != NULL; i++)
		if (str_eq(rol, str_from(api_rol_names[i])))
			return true;
	return false;
}

static enum err add(struct task *t, void *arg)
{
	struct order *o = arg;
	/* Signing in asks the same of it: another account could never be used. */
	if (!jsn_is_email(o->email))
		return fail(t, "--email is geen e-mailadres (naam@voorbeeld.nl).");
	if (bsn_in_text(task_arena(t), o->email) || bsn_in_text(task_arena(t), o->naam))
		return fail(t, "--naam of --email heeft een getal dat een burgerservicenummer kan "
			       "zijn. Dat bewaren "
			       "we niet: haal het weg.");
	if (!is_rol(o->rol))
		return fail(t, "--rol is geen rol: schakel account noemt ze.");
	const struct wachtwoord_bezwaar *b =
		wachtwoord_bezwaar(o->common, o->password, o->naam, o->email);
	if (b != NULL)
		return fail(t, b->detail);
	const struct uuid id = uuid_new();
	struct account_save_in in = { .id = id,
		.email = contact_seal(task_arena(t), o->keys, CONTACT_ACCOUNT_EMAIL, id, o->email),
		.vinders = contact_vinders(task_arena(t), o->keys, o->email),
		.naam = o->naam,
		.nu = clock_now_us() };
	struct lid_ensure_in lid = { .id = uuid_new(), .rol = o->rol, .nu = in.nu };
	TRY(auth_password_hash(t, o->password, &in.wachtwoord));
	struct db_tx *tx;
	TRY(db_begin(t, o->db, &tx));
	TRY(find_ids(t, tx, o, &lid));
	struct account_save_row row;
	TRY(account_save(t, tx, &in, &row));
	lid.account_id = row.id;
	struct lid_ensure_row made;
	TRY(lid_ensure(t, tx, &lid, &made));
	/* Who knew the old password, or a token that it gave, is out. */
	struct sessie_end_row ended;
	TRY(sessie_end(t, tx, &(struct sessie_end_in){ .account_id = row.id }, &ended));
	TRY(eenmalig_end(t, tx, &(struct eenmalig_end_in){ .account_id = row.id }));
	TRY(sleutel_end(t, tx, &(struct sleutel_end_in){ .account_id = row.id }));
	TRY(agendalink_end(t, tx, &(struct agendalink_end_in){ .account_id = row.id }));
	TRY(db_commit(t, tx));
	o->created = row.nieuw;
	return ERR_OK;
}

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		fprintf(stderr, "%s\n", f != NULL ? f->detail : err_name(e));
}

/* For who lost the app and the recovery codes: the next time they sign in, they set it up anew. */
static enum err drop_code(struct task *t, void *arg)
{
	struct order *o = arg;
	struct db_tx *tx;
	TRY(db_begin(t, o->db, &tx));
	bool found = false;
	struct account_get_by_email_row row;
	TRY(contact_account(t, tx, o->keys, o->email, &found, &row));
	if (!found)
		return fail(t, "Er is geen account met dit e-mailadres.");
	struct tweede_factor_end_row gone;
	TRY(tweede_factor_end(
		t, tx, &(struct tweede_factor_end_in){ .account_id = row.id }, &found, &gone));
	if (!found)
		return fail(t, "Dit account heeft geen tweede factor.");
	struct sessie_end_row ended;
	TRY(sessie_end(t, tx, &(struct sessie_end_in){ .account_id = row.id }, &ended));
	TRY(sleutel_end(t, tx, &(struct sleutel_end_in){ .account_id = row.id }));
	return db_commit(t, tx);
}

static enum err run(
	const struct config *config, enum err (*fn)(struct task *t, void *arg), struct order *o)
{
	TRY(sleutels_read(config, &o->keys));
	struct loop *l = loop_create(&loop_limits_default);
	struct db_config dc = db_config_default;
	dc.uri = config->database;
	dc.actor = &db_actor_systeem;
	o->db = db_create(l, &dc, api_rules, api_rule_count);
	const enum err e = loop_run_task(l, fn, o, report);
	db_destroy(o->db);
	loop_destroy(l);
	auth_keys_destroy(o->keys);
	return e;
}

static int add_command(struct order *o, const struct config *config)
{
	if (o->email.ptr == NULL || o->naam.ptr == NULL || o->rol.ptr == NULL)
		return usage();
	char password[AUTH_PASSWORD_MAX * 4 + 2];
	if (!read_password(password, sizeof(password))) {
		fputs("Er kwam geen wachtwoord op de standaardinvoer.\n", stderr);
		return 2;
	}
	o->password = str_from(password);
	if (wachtwoord_list(config, &o->common, stderr) != ERR_OK)
		return 1;
	const enum err e = run(config, add, o);
	auth_common_destroy(o->common);
	explicit_bzero(password, sizeof(password));
	if (e == ERR_OK)
		printf("Account %.*s is %s.\n", STR_FMT(o->email),
			o->created ? "gemaakt" : "bijgewerkt");
	return e == ERR_OK ? 0 : 1;
}

static int drop_code_command(struct order *o, const struct config *config)
{
	if (o->email.ptr == NULL)
		return usage();
	const enum err e = run(config, drop_code, o);
	if (e == ERR_OK)
		printf("De tweede factor van %.*s staat uit.\n", STR_FMT(o->email));
	return e == ERR_OK ? 0 : 1;
}

int account_command(int argc, char **argv, const struct config *config)
{
	struct order o = { .naam = STR_NULL };
	for (int i = 2; i < argc; i += 2)
		if (i + 1 >= argc || !take(&o, argv[i], argv[i + 1]))
			return usage();
	if (argc < 2 || auth_init() != ERR_OK)
		return usage();
	if (strcmp(argv[1], "add") == 0)
		return add_command(&o, config);
	return strcmp(argv[1], "drop-code") == 0 ? drop_code_command(&o, config) : usage();
}
