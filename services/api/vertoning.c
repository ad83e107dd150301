#include "api/vertoning.h"

#include "api/app.h"

struct lijst {
	struct uuid getoond[VERTONING_MAX];
	int32_t rangen[VERTONING_MAX];
	int32_t scores[VERTONING_MAX];
	int32_t waarden[VERTONING_MAX * SCORE_FACTOR_COUNT];
	size_t count;
	size_t gekozen; /* VERTONING_MAX = not yet among them */
};

static void add(struct lijst *l, const struct score_uitkomst *u, size_t rang)
{
	l->getoond[l->count] = u->id;
	l->rangen[l->count] = (int32_t)rang;
	l->scores[l->count] = u->score;
	for (size_t f = 0; f < SCORE_FACTOR_COUNT; f++)
		l->waarden[l->count * SCORE_FACTOR_COUNT + f] = u->delen[f].waarde;
	l->count++;
}

static void fill(struct req *r, const struct motor *m, const struct voorstel_oordeel *oordeel,
	struct lijst *l)
{
	const struct score_uitkomst *gekozen = &oordeel->uitkomst;
	const struct score_rang *rangen = oordeel->rangen;
	struct score_uitkomst *u = ARENA_NEW(task_arena(r->t), struct score_uitkomst);
	l->gekozen = VERTONING_MAX;
	for (size_t i = 0; i < oordeel->count; i++) {
		if (uuid_eq(rangen[i].id, gekozen->id)) {
			l->gekozen = l->count;
			add(l, gekozen, i + 1);
			continue;
		}
		if (voorraad_beoordeel(r->app->voorraad, task_arena(r->t), m, rangen[i].id, u) ==
				ERR_OK &&
			u->mogelijk)
			add(l, u, i + 1);
	}
	if (l->gekozen < VERTONING_MAX)
		return;
	const size_t behind = l->count + 1;
	l->count -= l->count == VERTONING_MAX;
	l->gekozen = l->count;
	add(l, gekozen, behind);
}

enum err vertoning_leg_vast(struct req *r, struct db_tx *tx, const struct motor *m,
	struct uuid koppeling_id, const struct voorstel_oordeel *oordeel)
{
	struct lijst *l = ARENA_NEW(task_arena(r->t), struct lijst);
	fill(r, m, oordeel, l);
	struct str codes[SCORE_FACTOR_COUNT];
	for (size_t f = 0; f < SCORE_FACTOR_COUNT; f++)
		codes[f] = str_from(score_factor_table[f].code);
	const struct vertoning_create_in in = { .koppeling_id = koppeling_id,
		.soort = m->aanvraag.soort,
		.gewicht_versie = m->gewicht_versie,
		.nu = r->now_us,
		.getoond = { l->getoond, l->count },
		.gekozen = (int32_t)l->gekozen + 1,
		.rangen = { l->rangen, l->count },
		.scores = { l->scores, l->count },
		.codes = { codes, SCORE_FACTOR_COUNT },
		.waarden = { l->waarden, l->count * SCORE_FACTOR_COUNT } };
	return vertoning_create(r->t, tx, &in);
}
