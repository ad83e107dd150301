#include "admin/gewichten.h"

#include <stdlib.h>
#include <string.h>

#include "admin/gewichten_lees.h"
#include "admin/import_voortgang.h"
#include "base/arena.h"
#include "base/date.h"
#include "domain/soort.h"
#include "store/migrations.h"
#include "store/sql.h"

#define ARENA_BYTES   (64u << 20) /* the decisions and what is made of them */
#define DAY_US	      (24 * 3600 * INT64_C(1000000))
#define TELLER_EACH   5000 /* read decisions between two lines of progress */
#define VIJFDE_PLAATS 100  /* millionths in what is printed last */
#define GETAL_SIZE    16

struct opdracht {
	bool een_soort;
	enum soort soort;
	bool sinds_gegeven;
	int32_t sinds; /* day */
	int64_t seed;
	bool zet_klaar;
};

struct leren {
	struct opdracht opdracht;
	struct loop *loop;
	struct db *db;
	struct arena arena;
	/* of the type at hand */
	struct str soort;
	struct score_gewichten nu;
	bool gewogen; /* the type has weights */
	struct gewichten_plaats plaats;
	struct score_leer_besluit *besluiten;
	size_t count;
	struct score_leer_fit fit;
	struct uuid concept; /* the version that was made */
};

/* ---- arguments ---- */

static int usage(void)
{
	fputs("Gebruik: schakel gewichten leer [--soort S] [--sinds DATUM] [--seed N] "
	      "[--zet-klaar]\n"
	      "  Leidt uit voorstellen en wat ervan kwam andere gewichten af, en toetst ze.\n"
	      "  --soort S      alleen deze activiteitsoort, zoals gastles\n"
	      "  --sinds DATUM  alleen voorstellen vanaf deze dag (JJJJ-MM-DD)\n"
	      "  --seed N       begin van de trekkingen in de toets (standaard 1)\n"
	      "  --zet-klaar    bewaar een voorstel als concept; er gaat nooit vanzelf iets in\n",
		stderr);
	return 2;
}

static bool take(struct opdracht *o, const char *flag, const char *value)
{
	const struct str text = str_from(value);
	if (strcmp(flag, "--soort") == 0) {
		o->een_soort = true;
		return soort_from_code(text, &o->soort) == ERR_OK;
	}
	if (strcmp(flag, "--sinds") == 0) {
		o->sinds_gegeven = true;
		return date_parse(text, &o->sinds) == ERR_OK;
	}
	return strcmp(flag, "--seed") == 0 && str_to_int(text, 0, INT64_MAX, &o->seed) == ERR_OK;
}

static bool parse(int argc, char **argv, struct opdracht *ret_opdracht)
{
	*ret_opdracht = (struct opdracht){ .seed = 1 };
	if (argc < 2 || strcmp(argv[1], "leer") != 0)
		return false;
	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "--zet-klaar") == 0) {
			ret_opdracht->zet_klaar = true;
			continue;
		}
		if (i + 1 == argc || !take(ret_opdracht, argv[i], argv[i + 1]))
			return false;
		i++;
	}
	return true;
}

/* ---- the database ---- */

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		fprintf(stderr, "%s\n", f != NULL ? f->detail : "De database doet het niet.");
}

static enum err check_schema(struct task *t, void *arg)
{
	const struct leren *l = arg;
	return db_migrate_check(t, l->db, store_migrations, store_migration_count);
}

static enum err read_weights(struct task *t, void *arg)
{
	struct leren *l = arg;
	const enum err e = gewichten_lees_nu(t, l->db, l->soort, &l->nu);
	l->gewogen = e == ERR_OK;
	if (e != ERR_NOT_FOUND)
		return e;
	task_clear_error(t);
	return ERR_OK;
}

/* A page is a task, so that its memory is given back before the next. */
static enum err read_page(struct task *t, void *arg)
{
	struct leren *l = arg;
	return gewichten_lees_verder(
		t, l->db, &l->plaats, l->besluiten, SCORE_LEER_BESLUIT_MAX, &l->count);
}

static enum err write_draft(struct task *t, void *arg)
{
	struct leren *l = arg;
	struct str codes[SCORE_FACTOR_COUNT];
	int32_t gewichten[SCORE_FACTOR_COUNT];
	for (size_t f = 0; f < SCORE_FACTOR_COUNT; f++) {
		codes[f] = str_from(score_factor_table[f].code);
		gewichten[f] = l->fit.gewichten.gewicht[f];
	}
	const struct gewicht_create_in in = { .soort = l->soort,
		.factoren = { codes, SCORE_FACTOR_COUNT },
		.gewichten = { gewichten, SCORE_FACTOR_COUNT },
		.nu = clock_now_us() };
	struct db_tx *tx;
	TRY(db_begin(t, l->db, &tx));
	struct gewicht_lock_row *held = NULL;
	size_t count = 0;
	TRY(gewicht_lock(t, tx, &(struct gewicht_lock_in){ .soort = l->soort }, &held, &count));
	struct gewicht_create_row row;
	TRY(gewicht_create(t, tx, &in, &row));
	l->concept = row.id;
	return db_commit(t, tx);
}

static enum err read_all(struct leren *l)
{
	l->plaats = (struct gewichten_plaats){ .soort = l->soort,
		.sinds_us = l->opdracht.sinds_gegeven ? l->opdracht.sinds * DAY_US : 0,
		.voor_us = clock_now_us() + DAY_US };
	l->besluiten = ARENA_ARRAY(&l->arena, SCORE_LEER_BESLUIT_MAX, struct score_leer_besluit);
	l->count = 0;
	while (!l->plaats.klaar && l->count < SCORE_LEER_BESLUIT_MAX) {
		char text[GETAL_TEXT];
		TRY(loop_run_task(l->loop, read_page, l, report));
		if (l->count % TELLER_EACH == 0 && l->count > 0)
			fprintf(stderr, "%.*s: %s voorstellen gelezen\n", STR_FMT(l->soort),
				getal_tekst((int64_t)l->count, text));
	}
	return ERR_OK;
}

/* ---- what is told ---- */

/* Millionths with four decimals, as people write them here. */
static const char *komma(int32_t miljoensten, bool teken, char text[static GETAL_SIZE])
{
	const int32_t n = (abs(miljoensten) + VIJFDE_PLAATS / 2) / VIJFDE_PLAATS;
	const char *sign = miljoensten < 0 ? "-" : teken ? "+" : "";
	snprintf(text, GETAL_SIZE, "%s%d,%04d", sign, n / 10000, n % 10000);
	return text;
}

static void tell_counts(const struct leren *l, const struct score_leer_delen *d)
{
	char a[GETAL_TEXT], b[GETAL_TEXT], c[GETAL_TEXT];
	printf("%.*s: %s voorstellen, waarvan %s bruikbaar", STR_FMT(l->soort),
		getal_tekst((int64_t)l->count, a), getal_tekst((int64_t)d->bruikbaar, b));
	if (d->niet_passend > 0)
		printf(" (%s pasten niet, en gelden niet als goede keuze)",
			getal_tekst((int64_t)d->niet_passend, c));
	puts("");
}

static void tell_too_few(const struct score_leer_delen *d)
{
	printf("  Te weinig om van te leren: nodig zijn %d bruikbare voorstellen, en in het "
	       "laatste "
	       "deel %d andere aanvragen om op te toetsen (nu %zu). Geen voorstel.\n",
		SCORE_LEER_BESLUIT_MIN, SCORE_LEER_AANVRAAG_MIN, d->toets_aanvragen);
}

static void tell_test(
	const struct leren *l, const struct score_leer_delen *d, const struct score_leer_oordeel *o)
{
	char t[5][GETAL_SIZE];
	printf("  Gepast op de eerste %zu, getoetst op %zu latere van %zu andere aanvragen.\n"
	       "  Plaats in de lijst: aandacht daalt als 1/plaats^%d,%02d; daarvoor is "
	       "gecorrigeerd.\n",
		d->leer_count, d->toets_count, d->toets_aanvragen, l->fit.eta / 100,
		l->fit.eta % 100);
	printf("  NDCG@10: nu %s, gepast %s; verschil %s, met 95 %% zekerheid van %s tot %s.\n",
		komma(o->oud, false, t[0]), komma(o->nieuw, false, t[1]),
		komma(o->verschil, true, t[2]), komma(o->laag, true, t[3]),
		komma(o->hoog, true, t[4]));
}

static void tell_weights(const struct leren *l)
{
	printf("  %-14s %5s %9s %9s\n", "factor", "nu", "voorstel", "verschil");
	for (unsigned f = 0; f < SCORE_FACTOR_COUNT; f++) {
		const int nu = l->nu.gewicht[f];
		const int nieuw = l->fit.gewichten.gewicht[f];
		printf("  %-14s %5d %9d %+9d%s\n", score_factor_table[f].code, nu, nieuw,
			nieuw - nu,
			(l->fit.vast & 1u << f) != 0 ? "  gelijk voor de hele lijst: blijft" : "");
	}
}

static enum err tell_outcome(struct leren *l, const struct score_leer_oordeel *o)
{
	if (!score_leer_is_beter(o)) {
		puts("  Dat kan toeval zijn: geen voorstel.");
		return ERR_OK;
	}
	puts("  De winst is groter dan toeval. Voorstel:");
	tell_weights(l);
	if (!l->opdracht.zet_klaar) {
		puts("  Er is niets bewaard; --zet-klaar bewaart dit als concept.");
		return ERR_OK;
	}
	TRY(loop_run_task(l->loop, write_draft, l, report));
	char id[UUID_TEXT_LEN + 1];
	uuid_format(l->concept, id);
	printf("  Bewaard als concept; er is niets veranderd aan wat geldt. Een medewerker bekijkt "
	       "het met GET /v1/gewichten/%s\n"
	       "  en zet het in werking met POST /v1/gewichten/%s/activeringen.\n",
		id, id);
	return ERR_OK;
}

/* ---- learning ---- */

static enum err learn(struct leren *l)
{
	struct score_leer_delen d;
	score_leer_deel(&l->arena, l->besluiten, l->count, &d);
	tell_counts(l, &d);
	if (!score_leer_genoeg(&d)) {
		tell_too_few(&d);
		return ERR_OK;
	}
	fprintf(stderr, "%.*s: gewichten passen…\n", STR_FMT(l->soort));
	score_leer_pas(d.leer, d.leer_count, &l->nu, SCORE_LEER_CORRECTIE, &l->fit);
	fprintf(stderr, "%.*s: toetsen…\n", STR_FMT(l->soort));
	struct score_leer_oordeel o;
	score_leer_toets(
		&l->arena, d.toets, d.toets_count, &l->nu, &l->fit, (uint64_t)l->opdracht.seed, &o);
	tell_test(l, &d, &o);
	return tell_outcome(l, &o);
}

static enum err learn_type(struct leren *l, enum soort soort)
{
	l->soort = str_from(soort_table[soort].code);
	TRY(loop_run_task(l->loop, read_weights, l, report));
	if (!l->gewogen) {
		if (l->opdracht.een_soort)
			printf("%.*s: er zijn nog geen gewichten van deze soort\n",
				STR_FMT(l->soort));
		return ERR_OK;
	}
	TRY(read_all(l));
	TRY(learn(l));
	arena_reset(&l->arena);
	return ERR_OK;
}

static enum err learn_types(struct leren *l)
{
	TRY(loop_run_task(l->loop, check_schema, l, report));
	for (unsigned s = 0; s < SOORT_COUNT; s++)
		if (!l->opdracht.een_soort || l->opdracht.soort == (enum soort)s)
			TRY(learn_type(l, (enum soort)s));
	return ERR_OK;
}

int gewichten_command(int argc, char **argv, const struct config *config)
{
	struct leren l = { 0 };
	if (!parse(argc, argv, &l.opdracht))
		return usage();
	arena_init(&l.arena, ARENA_BYTES);
	l.loop = loop_create(&loop_limits_default);
	struct db_config dc = db_config_default;
	dc.uri = config->database;
	dc.actor = &db_actor_systeem;
	l.db = db_create(l.loop, &dc, NULL, 0);
	const enum err e = learn_types(&l);
	db_destroy(l.db);
	loop_destroy(l.loop);
	arena_fini(&l.arena);
	return e == ERR_OK ? 0 : 1;
}
