#include "motor/rondgang.h"

#include <string.h>

#define RANGEN 200 /* lines of the ranking among which the best companies are looked for */

struct zoek {
	struct motor *m;
	struct rondgang_kandidaat kandidaten[RONDGANG_KANDIDATEN_MAX];
	struct uuid aanbod_ids[RONDGANG_KANDIDATEN_MAX];
	struct uuid bedrijf_ids[RONDGANG_KANDIDATEN_MAX];
	size_t count;
};

static bool is_among(struct uuid id, const struct uuid *ids, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (uuid_eq(ids[i], id))
			return true;
	return false;
}

bool rondgang_kan_halte_zijn(const struct score_aanbod *o, const struct score_uitkomst *u,
	const struct uuid *bedrijf_ids, size_t count)
{
	return u->mogelijk && !u->online && o->plaats.bekend && !uuid_is_nil(o->bedrijf_id) &&
	       !is_among(o->bedrijf_id, bedrijf_ids, count);
}

/* The offer at `index` of m, when it can be a stop. */
static void add(struct zoek *z, struct arena *a, size_t index)
{
	const struct score_aanbod *o = &z->m->aanbod[index];
	struct score_uitkomst *u = ARENA_NEW(a, struct score_uitkomst);
	if (z->count == RONDGANG_KANDIDATEN_MAX)
		return;
	score_beoordeel(&z->m->config, &z->m->vraag, o, u);
	if (!rondgang_kan_halte_zijn(o, u, z->bedrijf_ids, z->count))
		return;
	z->kandidaten[z->count] = (struct rondgang_kandidaat){
		.plaats = o->plaats, .score = u->score, .vrij = &u->vrij
	};
	z->aanbod_ids[z->count] = o->id;
	z->bedrijf_ids[z->count++] = o->bedrijf_id;
}

static size_t index_of(const struct motor *m, struct uuid id)
{
	for (size_t i = 0; i < m->count; i++)
		if (uuid_eq(m->aanbod[i].id, id))
			return i;
	return m->count;
}

/* The best offers of the supply, by fresh facts. */
static enum err find_candidates(struct task *t, struct db_tx *tx, struct voorraad *v,
	struct db_uuids zonder, struct zoek *z)
{
	struct score_rang *rangen = ARENA_ARRAY(task_arena(t), RANGEN, struct score_rang);
	struct uuid *ids = ARENA_ARRAY(task_arena(t), RANGEN, struct uuid);
	size_t count = 0;
	size_t wanted = 0;
	TRY(voorraad_rangschik(v, task_arena(t), z->m, NULL, RANGEN, rangen, &count));
	for (size_t i = 0; i < count; i++)
		if (!is_among(rangen[i].id, zonder.items, zonder.count))
			ids[wanted++] = rangen[i].id;
	TRY(motor_load_deze(t, tx, (struct db_uuids){ ids, wanted }, z->m));
	for (size_t i = 0; i < wanted; i++) {
		const size_t index = index_of(z->m, ids[i]);
		if (index < z->m->count)
			add(z, task_arena(t), index);
	}
	return ERR_OK;
}

/* When the companies receive other classes on their way, and on which days they declined. */
static enum err read_bezet(struct task *t, struct db_tx *tx, struct zoek *z)
{
	struct rondgang_bezet_row *rows = NULL;
	size_t count = 0;
	const struct rondgang_bezet_in in = { .bedrijf_ids = { z->bedrijf_ids, z->count },
		.aanvraag_id = z->m->aanvraag.id,
		.vanaf = z->m->vandaag };
	TRY(rondgang_bezet(t, tx, &in, &rows, &count));
	for (size_t i = 0; i < z->count; i++) {
		struct rondgang_uren *uren =
			ARENA_ARRAY(task_arena(t), count + 1, struct rondgang_uren);
		size_t n = 0;
		for (size_t k = 0; k < count; k++)
			if (uuid_eq(rows[k].bedrijf_id, z->bedrijf_ids[i]))
				uren[n++] = (struct rondgang_uren){ rows[k].datum, rows[k].van_min,
					rows[k].tot_min };
		z->kandidaten[i].bezet = uren;
		z->kandidaten[i].bezet_count = n;
	}
	return ERR_OK;
}

/* Among whom, and the best one: with as many stops as are asked and else as many as there can be,
 * none when that is fewer than the minimum. */
static enum err seek(struct task *t, struct db_tx *tx, struct voorraad *v, struct db_uuids zonder,
	const struct rondgang_vraag_row *eis, struct zoek *z, struct rondgang *ret_rondgang)
{
	z->count = 0;
	ret_rondgang->count = 0;
	if (!z->m->vraag.plaats.bekend)
		return ERR_OK;
	TRY(find_candidates(t, tx, v, zonder, z));
	TRY(read_bezet(t, tx, z));
	struct rondgang_vraag vraag = { &z->m->vraag, (size_t)eis->haltes, eis->halte_minuten };
	while (!rondgang_kies(&vraag, z->kandidaten, z->count, ret_rondgang)) {
		ret_rondgang->count = 0;
		if (--vraag.haltes < (size_t)eis->haltes_min)
			return ERR_OK;
	}
	return ERR_OK;
}

static enum err none(struct task *t)
{
	return task_fail(t, ERR_CONFLICT, "rondgang.geen",
		"Er is nu geen rondgang langs genoeg bedrijven op een dag. Vraag minder haltes of "
		"kortere bezoeken, of maak de periode langer.");
}

enum err rondgang_zoek(struct task *t, struct db_tx *tx, struct voorraad *v, struct motor *m,
	struct db_uuids zonder, struct rondgang_keus *ret_keus)
{
	struct rondgang_vraag_row eis;
	bool asked = false;
	TRY(rondgang_vraag(
		t, tx, &(struct rondgang_vraag_in){ .aanvraag_id = m->aanvraag.id }, &asked, &eis));
	if (!asked)
		return task_fail(t, ERR_CONFLICT, "rondgang.niet_gevraagd",
			"Deze aanvraag vraagt geen rondgang. Zet er eerst haltes bij.");
	struct zoek *z = ARENA_NEW(task_arena(t), struct zoek);
	z->m = m;
	TRY(seek(t, tx, v, zonder, &eis, z, &ret_keus->rondgang));
	if (ret_keus->rondgang.count == 0)
		return none(t);
	for (size_t i = 0; i < ret_keus->rondgang.count; i++)
		ret_keus->aanbod_ids[i] = z->aanbod_ids[ret_keus->rondgang.haltes[i].index];
	return ERR_OK;
}

enum err rondgang_bekijk(struct task *t, struct db_tx *tx, struct voorraad *v, struct motor *m,
	struct rondgang_beeld *ret_beeld)
{
	struct rondgang_vraag_row eis;
	bool asked = false;
	*ret_beeld = (struct rondgang_beeld){ 0 };
	TRY(rondgang_vraag(
		t, tx, &(struct rondgang_vraag_in){ .aanvraag_id = m->aanvraag.id }, &asked, &eis));
	if (!asked)
		return ERR_OK;
	struct zoek *z = ARENA_NEW(task_arena(t), struct zoek);
	struct rondgang *best = ARENA_NEW(task_arena(t), struct rondgang);
	z->m = m;
	TRY(seek(t, tx, v, (struct db_uuids){ 0 }, &eis, z, best));
	*ret_beeld = (struct rondgang_beeld){ (size_t)eis.haltes, best->count };
	return ERR_OK;
}

enum err rondgang_lees_plek(struct task *t, struct db_tx *tx, const struct motor *m, int32_t halte,
	enum dagdeel dagdeel, int32_t van_min, int32_t tot_min, struct rondgang_plek *ret_plek)
{
	struct rondgang_haltes_row *rows = NULL;
	size_t count = 0;
	TRY(rondgang_haltes(t, tx, &(struct rondgang_haltes_in){ .aanvraag_id = m->aanvraag.id },
		&rows, &count));
	struct rondgang_gat *const gat = &ret_plek->gat;
	*ret_plek = (struct rondgang_plek){ .gat = { .voor = m->vraag.plaats,
						    .voor_min = rondgang_vertrek_min(dagdeel),
						    .van_min = van_min,
						    .tot_min = tot_min,
						    .na = m->vraag.plaats,
						    .na_min = rondgang_terug_min(dagdeel) } };
	bool behind = false;
	for (size_t i = 0; i < count && i < RONDGANG_HALTES_MAX; i++) {
		const struct plaats there = motor_plaats(
			rows[i].has_rd_x && rows[i].has_rd_y, rows[i].rd_x, rows[i].rd_y);
		ret_plek->bedrijf_ids[ret_plek->count++] = rows[i].bedrijf_id;
		if (rows[i].halte < halte) {
			gat->voor = there;
			gat->voor_min = rows[i].tot_min;
		} else if (rows[i].halte > halte && !behind) {
			behind = true;
			gat->na = there;
			gat->na_min = rows[i].van_min;
		}
	}
	return ERR_OK;
}
