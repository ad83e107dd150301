#include "admin/demo.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api/regels.h"
#include "auth/auth.h"
#include "base/date.h"
#include "contact/contact.h"
#include "contact/sleutels.h"
#include "domain/dagdeel.h"
#include "domain/niveau.h"
#include "store/sql.h"
#include "task/task.h"
#include "json/jsn.h"

#define FILE_MAX_BYTES 65536
#define PASSWORD_LEN   16 /* characters of base64url: 96 bits */

/* The file services/admin/demo/regio.json, as it is. */
__asm__(".section .rodata\n"
	"demo_regio:\n"
	".incbin \"" DEMO_REGIO_FILE "\"\n"
	"demo_regio_end:\n"
	".byte 0\n"
	".balign 8\n"
	"demo_regio_len:\n"
	".quad demo_regio_end - demo_regio\n"
	".previous\n");
extern const char demo_regio[] __asm__("demo_regio");
extern const uint64_t demo_regio_len __asm__("demo_regio_len");

struct demo {
	const char *base_url;
	const char *out;
	struct db *db;
	struct auth_keys *keys;
	const struct jsn_doc *region;
	const struct jsn_doc *before; /* the file of last time, or NULL */
	struct buf answer;
};

static struct str region_text(void)
{
	return (struct str){ demo_regio, demo_regio_len };
}

/* ---- rows ---- */

static struct db_texts niveau_codes(struct arena *a)
{
	struct str *codes = ARENA_ARRAY(a, NIVEAU_COUNT, struct str);
	for (size_t i = 0; i < NIVEAU_COUNT; i++)
		codes[i] = str_from(niveau_table[i].code);
	return (struct db_texts){ codes, NIVEAU_COUNT };
}

static struct db_texts dagdeel_codes(struct arena *a)
{
	struct str *codes = ARENA_ARRAY(a, DAGDEEL_WEEK_COUNT, struct str);
	for (size_t i = 0; i < DAGDEEL_WEEK_COUNT; i++)
		codes[i] =
			str_from(arena_printf(a, "%s-%s", dagdeel_dag_table[i / DAGDEEL_COUNT].code,
				dagdeel_table[i % DAGDEEL_COUNT].code));
	return (struct db_texts){ codes, DAGDEEL_WEEK_COUNT };
}

/* Sealed, as the hexadecimal text that the statement makes bytes of. */
static void put_sealed(struct task *t, struct jsn_out *o, const char *key, const struct demo *d,
	enum contact_veld veld, struct uuid id, struct str plain)
{
	const struct str sealed = contact_seal(task_arena(t), d->keys, veld, id, plain);
	struct buf hex;
	buf_init(&hex, 4096);
	for (size_t i = 0; i < sealed.len; i++)
		buf_addf(&hex, "%02x", (unsigned char)sealed.ptr[i]);
	jsn_kv_str(o, key, sealed.ptr != NULL ? buf_str(&hex) : STR_NULL);
	buf_fini(&hex);
}

static void put_contact(struct task *t, struct jsn_out *o, const struct demo *d, bool bedrijf,
	struct uuid id, const struct jsn_doc *row)
{
	const struct str email = jsn_text(jsn_get(row, "email"));
	const struct str telefoon = jsn_text(jsn_get(row, "telefoon"));
	jsn_object(o);
	jsn_kv_uuid(o, "id", id);
	if (bedrijf) {
		put_sealed(t, o, "telefoon", d, CONTACT_BEDRIJF_TELEFOON, id, telefoon);
		jsn_object_end(o);
		return;
	}
	put_sealed(t, o, "email", d, CONTACT_VRIJWILLIGER_EMAIL, id, email);
	put_sealed(t, o, "telefoon", d, CONTACT_VRIJWILLIGER_TELEFOON, id, telefoon);
	const struct db_uuids vinders = contact_vinders(task_arena(t), d->keys, email);
	jsn_key(o, "vinders");
	jsn_array(o);
	for (size_t i = 0; i < vinders.count; i++)
		jsn_uuid(o, vinders.items[i]);
	jsn_array_end(o);
	jsn_object_end(o);
}

/* What reaches the companies, or the volunteers, of the region: the database gets it sealed. */
static enum err contact_of(struct task *t, const struct demo *d, bool bedrijf, struct str *ret_text)
{
	const struct jsn_doc *rows = jsn_get(d->region, bedrijf ? "bedrijven" : "vrijwilligers");
	struct buf text;
	struct jsn_out o;
	buf_init(&text, FILE_MAX_BYTES);
	jsn_out_init(&o, &text);
	jsn_array(&o);
	for (size_t i = 0; i < jsn_count(rows); i++) {
		struct uuid id;
		if (uuid_parse(jsn_text(jsn_get(jsn_at(rows, i), "id")), &id) == ERR_OK)
			put_contact(t, &o, d, bedrijf, id, jsn_at(rows, i));
	}
	jsn_array_end(&o);
	const bool fits = !text.overflow;
	*ret_text = str_dup(task_arena(t), buf_str(&text));
	buf_fini(&text);
	return fits ? ERR_OK : ERR_INTERNAL;
}

static enum err load_people(struct task *t, struct db_tx *tx, const struct demo *d, int64_t nu)
{
	struct demo_bedrijf_in bedrijf = { .demo = region_text(), .nu = nu };
	TRY(contact_of(t, d, true, &bedrijf.contact));
	TRY(demo_bedrijf(t, tx, &bedrijf));
	struct demo_vrijwilliger_in vrijwilliger = { .demo = region_text(),
		.niveau_codes = niveau_codes(task_arena(t)),
		.vandaag = date_in_netherlands(nu),
		.nu = nu };
	TRY(contact_of(t, d, false, &vrijwilliger.contact));
	return demo_vrijwilliger(t, tx, &vrijwilliger);
}

static enum err load_rows(struct task *t, struct db_tx *tx, const struct demo *d)
{
	struct arena *a = task_arena(t);
	const struct str demo = region_text();
	const int64_t nu = clock_now_us();
	const int32_t vandaag = date_in_netherlands(nu);
	const struct db_texts niveaus = niveau_codes(a);
	TRY(demo_gemeente(t, tx, &(struct demo_gemeente_in){ .demo = demo }));
	TRY(demo_vakantie(t, tx, &(struct demo_vakantie_in){ .demo = demo }));
	const struct demo_norm_in norm = {
		.demo = demo, .niveau_codes = niveaus, .vandaag = vandaag, .nu = nu
	};
	TRY(demo_norm(t, tx, &norm));
	TRY(demo_school(t, tx,
		&(struct demo_school_in){ .demo = demo, .niveau_codes = niveaus, .nu = nu }));
	TRY(demo_kring(t, tx, &(struct demo_kring_in){ .demo = demo, .nu = nu }));
	TRY(load_people(t, tx, d, nu));
	TRY(demo_faciliteit(
		t, tx, &(struct demo_faciliteit_in){ .demo = demo, .vandaag = vandaag, .nu = nu }));
	TRY(demo_lespakket(t, tx,
		&(struct demo_lespakket_in){ .demo = demo, .niveau_codes = niveaus, .nu = nu }));
	const struct demo_aanbod_in aanbod = { .demo = demo,
		.niveau_codes = niveaus,
		.dagdeel_codes = dagdeel_codes(a),
		.vandaag = vandaag,
		.nu = nu };
	TRY(demo_aanbod(t, tx, &aanbod));
	TRY(demo_sluiting(t, tx, &(struct demo_sluiting_in){ .demo = demo, .nu = nu }));
	TRY(demo_campagne(
		t, tx, &(struct demo_campagne_in){ .demo = demo, .vandaag = vandaag, .nu = nu }));
	TRY(demo_lestijd(t, tx, &(struct demo_lestijd_in){ .demo = demo, .nu = nu }));
	TRY(demo_klas(t, tx, &(struct demo_klas_in){ .demo = demo, .nu = nu }));
	TRY(demo_plek(t, tx, &(struct demo_plek_in){ .demo = demo, .nu = nu }));
	TRY(demo_inschrijving(t, tx, &(struct demo_inschrijving_in){ .demo = demo, .nu = nu }));
	const struct demo_aanvraag_in aanvraag = {
		.demo = demo, .niveau_codes = niveaus, .vandaag = vandaag, .nu = nu
	};
	return demo_aanvraag(t, tx, &aanvraag);
}

/* ---- accounts ---- */

/* The password of last time, so that what people noted down goes on working; else a new one. */
static struct str choose_password(struct task *t, const struct demo *d, struct str email)
{
	const struct jsn_doc *accounts = jsn_get(d->before, "accounts");
	for (size_t i = 0; i < jsn_count(accounts); i++) {
		const struct jsn_doc *account = jsn_at(accounts, i);
		const struct str password = jsn_text(jsn_get(account, "wachtwoord"));
		if (str_eq(jsn_text(jsn_get(account, "email")), email) &&
			password.len >= AUTH_PASSWORD_MIN)
			return password;
	}
	char token[AUTH_TOKEN_TEXT_LEN + 1];
	uint8_t hash[AUTH_HASH_BYTES];
	auth_token_new(token, hash);
	return str_dup(task_arena(t), (struct str){ token, PASSWORD_LEN });
}

static bool read_id(const struct jsn_doc *account, const char *key, struct uuid *ret_id)
{
	return uuid_parse(jsn_text(jsn_get(account, key)), ret_id) == ERR_OK;
}

static struct db_texts read_texts(struct task *t, const struct jsn_doc *list)
{
	const size_t count = jsn_count(list);
	struct str *items = ARENA_ARRAY(task_arena(t), count > 0 ? count : 1, struct str);
	for (size_t i = 0; i < count; i++)
		items[i] = jsn_text(jsn_at(list, i));
	return (struct db_texts){ items, count };
}

static enum err load_lid(
	struct task *t, struct db_tx *tx, const struct jsn_doc *account, struct uuid account_id)
{
	struct lid_ensure_in in = { .id = uuid_new(),
		.account_id = account_id,
		.rol = jsn_text(jsn_get(account, "rol")),
		.soorten = read_texts(t, jsn_get(account, "soorten")),
		.gemeenten = read_texts(t, jsn_get(account, "gemeenten")),
		.nu = clock_now_us() };
	in.has_school_id = read_id(account, "school_id", &in.school_id);
	in.has_bedrijf_id = read_id(account, "bedrijf_id", &in.bedrijf_id);
	in.has_vrijwilliger_id = read_id(account, "vrijwilliger_id", &in.vrijwilliger_id);
	in.has_kring_id = read_id(account, "kring_id", &in.kring_id);
	struct lid_ensure_row row;
	return lid_ensure(t, tx, &in, &row);
}

static enum err load_account(struct task *t, struct db_tx *tx, struct demo *d,
	const struct jsn_doc *account, struct jsn_out *o)
{
	const struct str email = jsn_text(jsn_get(account, "email"));
	struct account_save_in in = { .vinders = contact_vinders(task_arena(t), d->keys, email),
		.naam = jsn_text(jsn_get(account, "naam")),
		.nu = clock_now_us() };
	if (!read_id(account, "id", &in.id))
		return ERR_INTERNAL;
	in.email = contact_seal(task_arena(t), d->keys, CONTACT_ACCOUNT_EMAIL, in.id, email);
	const struct str password = choose_password(t, d, email);
	TRY(auth_password_hash(t, password, &in.wachtwoord));
	struct account_save_row row;
	TRY(account_save(t, tx, &in, &row));
	TRY(load_lid(t, tx, account, row.id));
	jsn_object(o);
	jsn_kv_str(o, "rol", jsn_text(jsn_get(account, "rol")));
	jsn_kv_str(o, "email", email);
	jsn_kv_str(o, "wachtwoord", password);
	jsn_kv_str(o, "naam", in.naam);
	jsn_object_end(o);
	return ERR_OK;
}

static enum err load_accounts(struct task *t, struct db_tx *tx, struct demo *d)
{
	struct jsn_out o;
	jsn_out_init(&o, &d->answer);
	jsn_object(&o);
	jsn_kv_cstr(&o, "baseUrl", d->base_url);
	jsn_key(&o, "accounts");
	jsn_array(&o);
	const struct jsn_doc *accounts = jsn_get(d->region, "accounts");
	for (size_t i = 0; i < jsn_count(accounts); i++)
		TRY(load_account(t, tx, d, jsn_at(accounts, i), &o));
	jsn_array_end(&o);
	jsn_object_end(&o);
	return ERR_OK;
}

/* ---- command ---- */

static const struct jsn_doc *read_before(struct task *t, const char *path)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	char *text = arena_alloc(task_arena(t), FILE_MAX_BYTES);
	const ssize_t len = read(fd, text, FILE_MAX_BYTES);
	(void)close(fd);
	const struct jsn_doc *doc = NULL;
	if (len <= 0 || jsn_parse(task_arena(t), (struct str){ text, (size_t)len }, FILE_MAX_BYTES,
				&doc) != ERR_OK)
		return NULL;
	return doc;
}

/* Only its owner may read the passwords. */
static enum err write_file(struct task *t, const struct demo *d)
{
	(void)unlink(d->out);
	const int fd = open(d->out, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	const bool ok =
		fd >= 0 && write(fd, d->answer.ptr, d->answer.len) == (ssize_t)d->answer.len;
	if (fd >= 0)
		(void)close(fd);
	if (ok)
		return ERR_OK;
	return task_fail(t, ERR_INTERNAL, "bestand",
		"Kan %s niet schrijven: kijk of de map bestaat en er ruimte is.", d->out);
}

static enum err load(struct task *t, void *arg)
{
	struct demo *d = arg;
	TRY(jsn_parse(task_arena(t), region_text(), FILE_MAX_BYTES, &d->region));
	d->before = read_before(t, d->out);
	struct db_tx *tx;
	TRY(db_begin(t, d->db, &tx));
	TRY(load_rows(t, tx, d));
	TRY(load_accounts(t, tx, d));
	TRY(db_commit(t, tx));
	return write_file(t, d);
}

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		fprintf(stderr, "Demo laden mislukt: %s\n", f != NULL ? f->detail : err_name(e));
}

static int usage(void)
{
	fputs("Gebruik: schakel demo load --base-url URL --out BESTAND\n", stderr);
	return 2;
}

int demo_command(int argc, char **argv, const struct config *config)
{
	struct demo d = { 0 };
	if (argc < 2 || strcmp(argv[1], "load") != 0)
		return usage();
	for (int i = 2; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "--base-url") == 0)
			d.base_url = argv[i + 1];
		else if (strcmp(argv[i], "--out") == 0)
			d.out = argv[i + 1];
		else
			return usage();
	}
	if (d.base_url == NULL || d.out == NULL || auth_init() != ERR_OK)
		return usage();
	if (sleutels_read(config, &d.keys) != ERR_OK)
		return 1;
	buf_init(&d.answer, FILE_MAX_BYTES);
	struct loop *l = loop_create(&loop_limits_default);
	struct db_config dc = db_config_default;
	dc.uri = config->database;
	dc.actor = &db_actor_systeem;
	d.db = db_create(l, &dc, api_rules, api_rule_count);
	const enum err e = loop_run_task(l, load, &d, report);
	db_destroy(d.db);
	loop_destroy(l);
	buf_fini(&d.answer);
	auth_keys_destroy(d.keys);
	return e == ERR_OK ? 0 : 1;
}
