#include "admin/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "admin/import_lees.h"
#include "admin/import_verschil.h"
#include "admin/import_voortgang.h"
#include "base/date.h"
#include "db/db.h"
#include "db/migrate.h"
#include "store/migrations.h"
#include "task/task.h"

#define EXIT_DONE	     0
#define EXIT_REFUSED	     1
#define EXIT_USAGE	     2
#define STATEMENT_TIMEOUT_MS INT64_C(120000) /* closing and deriving look at whole tables */
#define PING_TIMEOUT_MS	     INT64_C(5000)
#define STACK_BYTES	     ((size_t)512 * 1024)
#define US_PER_TENTH	     INT64_C(100000)

struct opdracht {
	const char *soort;
	const char *paden[IMPORT_MAX_BESTANDEN];
	size_t count;
	bool proef; /* --dry-run */
	bool json;
	bool hulp;
};

struct import {
	struct opdracht opdracht;
	FILE *verslag; /* for people */
	struct import_melder melder;
	struct arena arena;
	struct import_bestand bestanden[IMPORT_MAX_BESTANDEN]; /* what could be opened */
	size_t count;
	struct import_telling totaal;
	struct loop *loop;
	struct db *db;
};

static const char gebruik[] =
	"gebruik: schakel import SOORT BESTAND… [--dry-run] [--json]\n"
	"\n"
	"SOORT is een van deze:\n"
	"  gemeenten   grenzen van gemeenten (GeoJSON van CBS/Kadaster)\n"
	"  postcodes   postcodes van vier cijfers (GeoNames)\n"
	"  scholen     basisscholen (DUO), scholen met coördinaten (GeoJSON), opleidingen in "
	"het vo (DUO)\n"
	"  bedrijven   erkende bedrijven (RDW), installaties in het EU-emissieregister\n"
	"  vakanties   schoolvakanties, feestdagen en de vakantieregio per gemeente "
	"(OpenHolidays)\n"
	"\n"
	"Welke van deze een bestand is, ziet het programma aan de inhoud. Elk bestand wordt in "
	"zijn "
	"geheel\n"
	"geschreven of, als er iets niet klopt, helemaal niet. Wat een bron niet meer noemt, wordt "
	"gesloten\n"
	"en nooit verwijderd. Een goede volgorde is: gemeenten, postcodes, vakanties, scholen, "
	"bedrijven.\n"
	"\n"
	"  --dry-run   schrijf niets; toon het verslag en de verschillen\n"
	"  --json      eindig met één regel JSON op de standaarduitvoer\n"
	"\n"
	"Uitkomst: 0 klaar, 1 geweigerd of fouten in een bestand, 2 verkeerd gebruik.\n";

/* ---- arguments ---- */

static bool parse_option(struct opdracht *o, const char *arg)
{
	if (strcmp(arg, "--dry-run") == 0)
		o->proef = true;
	else if (strcmp(arg, "--json") == 0)
		o->json = true;
	else if (strcmp(arg, "--help") == 0)
		o->hulp = true;
	else
		return false;
	return true;
}

/* NULL, or what is wrong with the use. */
static const char *parse_arguments(int argc, char **argv, struct opdracht *o)
{
	bool options = true;
	for (int i = 1; i < argc; i++) {
		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (options && argv[i][0] == '-') {
			if (!parse_option(o, argv[i]))
				return "Deze optie bestaat niet.";
		} else if (o->soort == NULL)
			o->soort = argv[i];
		else if (o->count == IMPORT_MAX_BESTANDEN)
			return "Er zijn te veel bestanden; het maximum is 32.";
		else
			o->paden[o->count++] = argv[i];
	}
	if (o->hulp)
		return NULL;
	if (o->soort == NULL)
		return "Het soort ontbreekt.";
	if (!import_soort_bestaat(o->soort))
		return "Dit soort bestaat niet.";
	return o->count == 0 ? "Er is geen bestand genoemd." : NULL;
}

/* ---- one file ---- */

struct bestand_taak {
	struct import *im;
	struct import_bestand *bestand;
	struct import_verschil *verschil;
	struct import_telling telling;
	struct import_voortgang voortgang;
	bool geschreven;
};

static enum err on_rij(
	void *arg, size_t regel, const struct str *velden, const struct jsn_doc *geometrie)
{
	const struct bestand_taak *b = arg;
	return import_verschil_rij(b->verschil, regel, velden, geometrie);
}

static void on_voortgang(void *arg, int64_t bytes)
{
	struct bestand_taak *b = arg;
	voortgang_toon(
		&b->voortgang, bytes, import_verschil_telling(b->verschil)->rijen, clock_mono_us());
}

/* Everything or nothing: commits only without any fault, and not on a dry run. */
static enum err import_file(struct task *t, void *arg)
{
	struct bestand_taak *b = arg;
	struct import_melder *m = &b->im->melder;
	const size_t fouten = m->fouten.count;
	struct db_tx *tx;
	TRY(db_begin(t, b->im->db, &tx));
	TRY(import_verschil_begin(
		t, tx, b->bestand->kop.bron, m, b->im->opdracht.proef, &b->verschil));
	const struct import_ontvanger ontvanger = {
		.rij = on_rij, .voortgang = on_voortgang, .arg = b
	};
	TRY(import_lees(b->bestand, m, &ontvanger));
	TRY(import_verschil_eind(b->verschil));
	b->telling = *import_verschil_telling(b->verschil);
	if (m->fouten.count > fouten || b->im->opdracht.proef) {
		db_rollback(tx);
		return ERR_OK;
	}
	TRY(db_commit(t, tx));
	b->geschreven = true;
	return ERR_OK;
}

/* What the task itself has to say becomes a fault of the file. */
static void report_task(struct task *t, enum err e, void *arg)
{
	struct bestand_taak *b = arg;
	const struct fault *fault = task_error(t);
	if (e == ERR_OK)
		return;
	if (fault != NULL)
		import_fout(&b->im->melder, 0, "", STR(""), "%s", fault->detail);
}

static void add_telling(struct import_telling *totaal, const struct import_telling *een)
{
	totaal->rijen += een->rijen;
	totaal->nieuw += een->nieuw;
	totaal->gewijzigd += een->gewijzigd;
	totaal->gesloten += een->gesloten;
	totaal->ongewijzigd += een->ongewijzigd;
	totaal->overgeslagen += een->overgeslagen;
}

static const char *bestandsnaam(const char *pad)
{
	const char *slash = strrchr(pad, '/');
	return slash != NULL ? slash + 1 : pad;
}

static void tell_file(const struct bestand_taak *b, struct import_stand sinds, int64_t us)
{
	const struct import *im = b->im;
	const struct import_bestand *f = b->bestand;
	char getal[5][GETAL_TEXT];
	fprintf(im->verslag, "%s: %s, %s\n", bestandsnaam(f->pad), f->kop.bron->titel,
		text_encoding_name(f->encoding));
	import_vertel(im->verslag, &im->melder, sinds);
	if (im->melder.fouten.count > sinds.fouten) {
		fputs("  niets geschreven, omdat er fouten zijn\n", im->verslag);
		return;
	}
	fprintf(im->verslag, "  nieuw %s, gewijzigd %s, gesloten %s, ongewijzigd %s",
		getal_tekst(b->telling.nieuw, getal[0]),
		getal_tekst(b->telling.gewijzigd, getal[1]),
		getal_tekst(b->telling.gesloten, getal[2]),
		getal_tekst(b->telling.ongewijzigd, getal[3]));
	if (b->telling.overgeslagen > 0)
		fprintf(im->verslag, ", overgeslagen %s",
			getal_tekst(b->telling.overgeslagen, getal[4]));
	fprintf(im->verslag, " (%lld,%lld s)%s\n", (long long)(us / US_PER_TENTH / 10),
		(long long)(us / US_PER_TENTH % 10),
		b->geschreven ? "" : "; niets geschreven: dit was een proef");
}

static void run_file(struct import *im, struct import_bestand *f)
{
	struct bestand_taak b = { .im = im, .bestand = f };
	const struct import_stand sinds = import_stand(&im->melder);
	import_melder_bestand(&im->melder, f->pad);
	if (f->kop.bron->doel == IMPORT_NIETS) {
		fprintf(im->verslag, "%s: %s; hierin staat niets om over te nemen\n",
			bestandsnaam(f->pad), f->kop.bron->titel);
		return;
	}
	const int64_t begin = clock_mono_us();
	voortgang_begin(
		&b.voortgang, stderr, isatty(STDERR_FILENO) == 1, bestandsnaam(f->pad), f->bytes);
	const enum err e = loop_run_task(im->loop, import_file, &b, report_task);
	voortgang_eind(&b.voortgang);
	if (e != ERR_OK && im->melder.fouten.count == sinds.fouten)
		import_fout(&im->melder, 0, "", STR(""),
			"De database doet het niet (%s); zie het logboek.", err_name(e));
	if (im->melder.fouten.count == sinds.fouten)
		add_telling(&im->totaal, &b.telling);
	tell_file(&b, sinds, clock_mono_us() - begin);
}

/* ---- all files ---- */

/*
 * Two files of one source: the second would close what stands only in the first. Refused both,
 * since nobody can say which of them is meant.
 */
static bool is_twice(struct import *im, size_t index)
{
	const struct import_bestand *f = &im->bestanden[index];
	for (size_t i = 0; i < im->count; i++) {
		if (i == index || im->bestanden[i].kop.bron != f->kop.bron)
			continue;
		import_melder_bestand(&im->melder, f->pad);
		import_fout(&im->melder, 0, "", STR(""),
			"Dit bestand heeft dezelfde bron als %s: het ene zou sluiten wat alleen in "
			"het andere staat. Geef er één.",
			bestandsnaam(im->bestanden[i].pad));
		return true;
	}
	return false;
}

static void open_files(struct import *im)
{
	for (size_t i = 0; i < im->opdracht.count; i++) {
		const char *pad = im->opdracht.paden[i];
		const struct import_stand sinds = import_stand(&im->melder);
		import_melder_bestand(&im->melder, pad);
		if (import_open(&im->arena, &im->melder, im->opdracht.soort, pad,
			    &im->bestanden[im->count]) == ERR_OK) {
			im->count++;
			continue;
		}
		fprintf(im->verslag, "%s: geweigerd\n", bestandsnaam(pad));
		import_vertel(im->verslag, &im->melder, sinds);
	}
}

/* In the order of the sources, since some lean on others. */
static void run_files(struct import *im)
{
	bool twice[IMPORT_MAX_BESTANDEN] = { false };
	for (size_t i = 0; i < im->count; i++) {
		const struct import_stand sinds = import_stand(&im->melder);
		twice[i] = is_twice(im, i);
		if (!twice[i])
			continue;
		fprintf(im->verslag, "%s: geweigerd\n", bestandsnaam(im->bestanden[i].pad));
		import_vertel(im->verslag, &im->melder, sinds);
	}
	for (size_t b = 0; b < import_bron_count; b++)
		for (size_t i = 0; i < im->count; i++)
			if (im->bestanden[i].kop.bron == &import_bronnen[b] && !twice[i])
				run_file(im, &im->bestanden[i]);
}

static enum err check_schema(struct task *t, void *arg)
{
	const struct import *im = arg;
	/* First, since a statement would wait for its own long time. */
	TRY(db_ping(t, im->db, PING_TIMEOUT_MS));
	return db_migrate_check(t, im->db, store_migrations, store_migration_count);
}

static void report_schema(struct task *t, enum err e, void *arg)
{
	struct import *im = arg;
	const struct fault *fault = task_error(t);
	if (e == ERR_OK)
		return;
	const char *reden = fault != NULL ? fault->detail : "De database doet het niet.";
	import_melder_bestand(&im->melder, "");
	import_fout(&im->melder, 0, "", STR(""), "%s", reden);
	fprintf(im->verslag, "%s\n", reden);
}

static void run_with_database(struct import *im, const char *database_uri)
{
	struct loop_limits limits = loop_limits_default;
	limits.stack_bytes = STACK_BYTES;
	limits.arena_cap_bytes = IMPORT_ARENA_BYTES;
	struct db_config config = db_config_default;
	config.uri = database_uri;
	config.read_connections = 1;
	config.write_connections = 1;
	config.statement_timeout_ms = STATEMENT_TIMEOUT_MS;
	im->loop = loop_create(&limits);
	im->db = db_create(im->loop, &config, NULL, 0);
	if (loop_run_task(im->loop, check_schema, im, report_schema) == ERR_OK)
		run_files(im);
	db_destroy(im->db);
	loop_destroy(im->loop);
}

static int run(struct import *im, const char *database_uri)
{
	im->verslag = im->opdracht.json ? stderr : stdout;
	import_melder_init(&im->melder);
	arena_init(&im->arena, IMPORT_ARENA_BYTES);
	open_files(im);
	if (im->count > 0)
		run_with_database(im, database_uri);
	for (size_t i = 0; i < im->count; i++)
		import_sluit(&im->bestanden[i]);
	if (im->opdracht.json)
		import_vertel_json(stdout, &im->melder, &im->totaal);
	const bool fout = im->melder.fouten.count > 0;
	arena_fini(&im->arena);
	import_melder_fini(&im->melder);
	return fout ? EXIT_REFUSED : EXIT_DONE;
}

int import_command(int argc, char **argv, const char *database_uri)
{
	struct import *im = calloc(1, sizeof(*im));
	if (im == NULL)
		err_fatal("no memory");
	int status = EXIT_DONE;
	const char *wrong = parse_arguments(argc, argv, &im->opdracht);
	if (wrong != NULL) {
		fprintf(stderr, "%s\n\n%s", wrong, gebruik);
		status = EXIT_USAGE;
	} else if (im->opdracht.hulp) {
		fputs(gebruik, stdout);
	} else {
		status = run(im, database_uri);
	}
	free(im);
	return status;
}
