#include "admin/plan_opnieuw.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "motor/planning.h"
#include "store/migrations.h"
#include "store/sql.h"

#define VERSCHIL_MAX 20 /* requests that are named */

/* What was given and what was answered come in one row. */
#define ARENA_BYTES (2 * PLANNING_BYTES_MAX + ((size_t)1 << 20))

struct opnieuw {
	struct uuid id;
	struct db *db;
	struct planning planning;
	struct planning_antwoord antwoord;
	struct buf bytes; /* of the answer of now … */
};

/* ---- what is told ---- */

static void tell_difference(const struct planning *p, size_t nr)
{
	const struct planning_aanvraag *const a =
		(const struct planning_aanvraag *)p->aanvragen.items + nr;
	char id[UUID_TEXT_LEN + 1];
	uuid_format(a->id, id);
	printf("  aanvraag %s: ", id);
}

static void tell_now(const struct opnieuw *o, size_t nr)
{
	const struct planning_inzet *const z = &o->antwoord.inzet[nr];
	const struct planning_kans *const kansen = o->planning.kansen.items;
	const struct uuid *const aanbod = o->planning.aanbod.items;
	char id[UUID_TEXT_LEN + 1];
	char day[DATE_TEXT_LEN + 1];
	if (z->kans == PLAN_GEEN) {
		puts("nu niemand");
		return;
	}
	uuid_format(aanbod[kansen[z->kans].aanbod], id);
	date_format(z->tijdvak.datum, day);
	printf("nu aanbod %s, %s %s\n", id, day, dagdeel_table[z->tijdvak.dagdeel].code);
}

static int compare(const struct opnieuw *o, struct str kept)
{
	const struct planning *const p = &o->planning;
	const struct str now = buf_str(&o->bytes);
	if (kept.ptr == NULL) {
		fputs("Van deze planning is het antwoord niet bewaard: er is niets om mee te "
		      "vergelijken.\n",
			stderr);
		return 1;
	}
	if (str_eq(kept, now)) {
		printf("gelijk: %zu aanvragen, waarde %" PRId64 "\n", p->aanvragen.count,
			o->antwoord.waarde);
		return 0;
	}
	size_t others = 0;
	size_t nr = 0;
	for (nr = planning_antwoord_verschil(p, kept, now, 0); nr < p->aanvragen.count;
		nr = planning_antwoord_verschil(p, kept, now, nr + 1))
		others++;
	printf("anders: %zu van de %zu aanvragen\n", others, p->aanvragen.count);
	nr = planning_antwoord_verschil(p, kept, now, 0);
	for (size_t i = 0; i < others && i < VERSCHIL_MAX; i++) {
		tell_difference(p, nr);
		tell_now(o, nr);
		nr = planning_antwoord_verschil(p, kept, now, nr + 1);
	}
	return PLAN_EXIT_OTHER;
}

/* ---- again ---- */

static enum err again(struct task *t, struct opnieuw *o, struct str invoer)
{
	const struct plan_grenzen limits = { .max_bytes = PLANNING_GEHEUGEN };
	if (planning_lees(invoer, &o->planning) != ERR_OK)
		return task_fail(t, ERR_INVALID, "planning",
			"De invoer van deze planning is niet te lezen door dit programma.");
	if (planning_los(&o->planning, PLANNING_BEST, &limits, &o->antwoord) != ERR_OK)
		return task_fail(t, ERR_INVALID, "planning", "De planning lukt niet meer: %s.",
			plan_fout_code(o->antwoord.fout));
	planning_antwoord_schrijf(&o->planning, &o->antwoord, &o->bytes);
	return ERR_OK;
}

struct beurt {
	struct opnieuw *o;
	int status;
};

static enum err replay(struct task *t, void *arg)
{
	struct beurt *const b = arg;
	struct planning_invoer_row row;
	bool found = false;
	TRY(db_migrate_check(t, b->o->db, store_migrations, store_migration_count));
	TRY(planning_invoer(t, db_reader(b->o->db), &(struct planning_invoer_in){ .id = b->o->id },
		&found, &row));
	if (!found)
		return task_fail(t, ERR_NOT_FOUND, "planning",
			"Deze planning is er niet, of ze is niet klaar.");
	if (!row.heel)
		return task_fail(t, ERR_INVALID, "planning",
			"De invoer van deze planning is niet meer zoals haar afdruk zegt.");
	printf("invoer %.*s, gewichten versie %" PRId32 ", loting %" PRId64 ", programma %.*s\n",
		STR_FMT(row.afdruk), row.gewicht_versie, row.loting, STR_FMT(row.programma));
	if (!str_eq(row.programma, STR(SCHAKEL_VERSION)))
		fprintf(stderr,
			"Deze planning is gemaakt door %.*s, en dit is " SCHAKEL_VERSION
			": een verschil kan daarvan komen.\n",
			STR_FMT(row.programma));
	TRY(again(t, b->o, row.invoer));
	b->status = compare(b->o, row.antwoord);
	return ERR_OK;
}

static void report(struct task *t, enum err e, void *arg)
{
	(void)arg;
	const struct fault *f = task_error(t);
	if (e != ERR_OK)
		fprintf(stderr, "%s\n", f != NULL ? f->detail : "De database doet het niet.");
}

int plan_opnieuw(struct uuid id, const struct config *config)
{
	struct opnieuw o = { .id = id };
	struct beurt beurt = { .o = &o, .status = 1 };
	struct loop_limits limits = loop_limits_default;
	limits.arena_cap_bytes = ARENA_BYTES;
	struct loop *l = loop_create(&limits);
	struct db_config dc = db_config_default;
	dc.uri = config->database;
	dc.actor = &db_actor_systeem;
	o.db = db_create(l, &dc, NULL, 0);
	buf_init(&o.bytes, PLANNING_BYTES_MAX);
	const enum err e = loop_run_task(l, replay, &beurt, report);
	db_destroy(o.db);
	loop_destroy(l);
	buf_fini(&o.bytes);
	planning_antwoord_fini(&o.antwoord);
	planning_fini(&o.planning);
	return e == ERR_OK && fflush(stdout) == 0 ? beurt.status : 1;
}
