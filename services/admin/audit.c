#include "admin/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/afschrift.h"
#include "audit/nazien.h"
#include "base/date.h"
#include "store/migrations.h"
#include "json/jsn.h"

#define SEAL_TEXT_MAX (64u << 20) /* of the rows of one seal, as text */

struct opdracht {
	bool export, check;
	int64_t van_us, tot_us;
	int64_t anker_nummer;
	struct str anker_hash;
	struct db *db;
	struct auth_keys *keys;
	struct buf rows; /* of the seal at hand */
	bool wanted;	 /* one of them is of the period */
	int64_t written;
	struct nazien_uitkomst uitkomst;
};

static int usage(void)
{
	fputs("Gebruik: schakel audit verify [--anker NUMMER:HASH]\n"
	      "         schakel audit export --van TIJDSTIP [--tot TIJDSTIP]\n"
	      "         schakel audit check [--anker NUMMER:HASH] < EXPORT\n"
	      "  verify   loopt de zegels na en noemt de eerste regel die niet is zoals hij is "
	      "verzegeld.\n"
	      "           --anker noemt een zegel uit het logboek van `schakel work` of een "
	      "export:\n"
	      "           zo valt het op als het einde is afgesneden.\n"
	      "  export   schrijft de regels van een periode (UTC, zoals 2026-11-01T00:00:00Z), "
	      "een JSON-object\n"
	      "           per regel, in hele zegels, elk gevolgd door zijn zegel.\n"
	      "  check    loopt een export na, zonder de database.\n",
		stderr);
	return 2;
}

static bool take_anchor(struct opdracht *o, struct str text)
{
	struct str number;
	if (!str_cut(&text, ':', &number) || text.ptr == NULL || text.len != 2 * AUTH_HASH_BYTES)
		return false;
	o->anker_hash = text;
	return str_to_int(number, 1, INT64_MAX, &o->anker_nummer) == ERR_OK;
}

static bool take(struct opdracht *o, const char *flag, struct str value)
{
	if (!o->export)
		return strcmp(flag, "--anker") == 0 && take_anchor(o, value);
	if (strcmp(flag, "--van") == 0)
		return instant_parse(value, &o->van_us) == ERR_OK;
	return strcmp(flag, "--tot") == 0 && instant_parse(value, &o->tot_us) == ERR_OK;
}

static bool parse(int argc, char **argv, struct opdracht *o)
{
	if (argc < 2)
		return false;
	o->export = strcmp(argv[1], "export") == 0;
	o->check = strcmp(argv[1], "check") == 0;
	if ((!o->export && !o->check && strcmp(argv[1], "verify") != 0) || argc % 2 != 0)
		return false;
	for (int i = 2; i < argc; i += 2)
		if (!take(o, argv[i], str_from(argv[i + 1])))
			return false;
	return !o->export || o->van_us != INT64_MIN;
}

/* ---- export ---- */

static void show_row(void *arg, const struct audit_range_row *row, struct str line)
{
	struct opdracht *o = arg;
	buf_add_str(&o->rows, line);
	buf_add_char(&o->rows, '\n');
	o->wanted = o->wanted || (row->op >= o->van_us && row->op < o->tot_us);
}

static void write_seal(struct opdracht *o, const struct zegel_list_row *seal, struct str before)
{
	struct arena a;
	arena_init(&a, 1u << 16);
	struct jsn_out out;
	jsn_out_init(&out, &o->rows);
	jsn_object(&out);
	jsn_kv_int(&out, "zegel", seal->nummer);
	jsn_kv_instant(&out, "op", seal->op);
	jsn_kv_int(&out, "regels", (int64_t)(seal->regels.len / ZEGEL_ENTRY_BYTES));
	jsn_kv_str(&out, "vorige", before);
	jsn_kv_str(&out, "hash", auth_hex(&a, seal->hash));
	jsn_kv_str(&out, "merk", seal->merk.ptr != NULL ? auth_hex(&a, seal->merk) : STR_NULL);
	jsn_object_end(&out);
	buf_add_char(&o->rows, '\n');
	arena_fini(&a);
}

static void show_seal(void *arg, const struct zegel_list_row *seal, struct str before)
{
	struct opdracht *o = arg;
	if (o->wanted) {
		write_seal(o, seal, before);
		(void)fwrite(o->rows.ptr, 1, o->rows.len, stdout); /* looked at in the end */
		o->written++;
	}
	o->wanted = false;
	buf_reset(&o->rows);
}

/* ---- both ---- */

static enum err look(struct task *t, void *arg)
{
	struct opdracht *o = arg;
	struct nazien n = { .db = o->db,
		.keys = o->keys,
		.anker_nummer = o->anker_nummer,
		.anker_hash = o->anker_hash };
	if (o->export) {
		n.show_row = show_row;
		n.show_seal = show_seal;
		n.arg = o;
	}
	TRY(db_migrate_check(t, o->db, store_migrations, store_migration_count));
	return nazien_run(t, &n, &o->uitkomst);
}

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		fprintf(stderr, "%s\n", f != NULL ? f->detail : "De database doet het niet.");
}

static int tell(const struct opdracht *o)
{
	const struct nazien_uitkomst *u = &o->uitkomst;
	FILE *out = o->export ? stderr : stdout;
	if (u->fault[0] != '\0') {
		fprintf(out, "fout   %s; daarvoor kloppen %lld zegels met %lld regels\n", u->fault,
			(long long)u->seals, (long long)u->rows);
		return 1;
	}
	fprintf(out, "goed   %lld zegels met %lld regels kloppen\n", (long long)u->seals,
		(long long)u->rows);
	if (o->export)
		fprintf(out, "goed   %lld zegels geschreven\n", (long long)o->written);
	if (u->unmarked > 0)
		fprintf(out,
			"let op %lld zegels hebben geen merk: er was geen sleutel "
			"(SCHAKEL_KEY_FILE)\n",
			(long long)u->unmarked);
	return fflush(stdout) == 0 && ferror(stdout) == 0 ? 0 : 1;
}

/* ---- check ---- */

/* Whether all could be read. */
static bool read_lines(FILE *in, struct afschrift *f)
{
	char *line = NULL;
	size_t room = 0;
	while (f->fault[0] == '\0') {
		const ssize_t len = getline(&line, &room, in);
		if (len < 0)
			break;
		const size_t end = line[len - 1] == '\n' ? 1 : 0;
		afschrift_line(f, (struct str){ line, (size_t)len - end });
	}
	free(line);
	return ferror(in) == 0;
}

static int check(const struct opdracht *o)
{
	static struct afschrift f; /* too large for the stack */
	f.keys = o->keys;
	f.anker_nummer = o->anker_nummer;
	f.anker_hash = o->anker_hash;
	if (!read_lines(stdin, &f)) {
		fputs("fout   de export is niet te lezen\n", stderr);
		return 1;
	}
	afschrift_end(&f);
	if (f.fault[0] != '\0') {
		printf("fout   %s; daarvoor kloppen %lld zegels met %lld regels\n", f.fault,
			(long long)f.seals, (long long)f.rows);
		return 1;
	}
	printf("goed   %lld zegels met %lld regels kloppen; het laatste is %lld:%s\n",
		(long long)f.seals, (long long)f.rows, (long long)f.nummer, f.hash);
	if (f.gaps > 0)
		printf("let op er ontbreken %lld zegels tussen de andere: een export laat weg waar "
		       "niets van de periode in valt, maar dit bestand kan dat niet bewijzen\n",
			(long long)f.gaps);
	if (f.marked < f.seals && !f.anchored)
		puts("let op dit zegt dat het bestand heel is, niet van wie het is: geef een "
		     "--anker uit het logboek, of de sleutels (SCHAKEL_KEY_FILE)");
	return 0;
}

int audit_command(int argc, char **argv, const struct config *config)
{
	struct opdracht o = { .van_us = INT64_MIN, .tot_us = INT64_MAX };
	if (!parse(argc, argv, &o))
		return usage();
	if (auth_init() != ERR_OK)
		return 1;
	if (config->key_file[0] != '\0' && auth_keys_create(config->key_file, &o.keys) != ERR_OK) {
		fprintf(stderr, "SCHAKEL_KEY_FILE='%s' kan niet.\n", config->key_file);
		return 1;
	}
	if (o.check) {
		const int status = check(&o);
		auth_keys_destroy(o.keys);
		return status;
	}
	buf_init(&o.rows, SEAL_TEXT_MAX);
	struct loop *l = loop_create(&loop_limits_default);
	struct db_config dc = db_config_default;
	dc.uri = config->database;
	dc.actor = &db_actor_systeem;
	o.db = db_create(l, &dc, NULL, 0);
	const enum err e = loop_run_task(l, look, &o, report);
	db_destroy(o.db);
	loop_destroy(l);
	auth_keys_destroy(o.keys);
	const int status = e == ERR_OK ? tell(&o) : 1;
	buf_fini(&o.rows);
	return status;
}

void audit_doctor(struct task *t, struct db *d)
{
	int64_t waiting_us = 0;
	if (zegel_waiting(t, d, clock_now_us(), &waiting_us) != ERR_OK)
		return; /* the caller tells of a database that is not there */
	if (waiting_us > ZEGEL_LATE_US)
		printf("let op de audit is %lld minuten niet verzegeld: draait `schakel work`?\n",
			(long long)(waiting_us / 60000000));
	else
		puts("goed   de audit is verzegeld");
}
