/*
 * A rondgang out of the supply: the engine ranks and judges as for one visit, and lib/score finds
 * the way along the best of them. Also who may come in the place of a stop that ended. Knows no
 * HTTP and writes nothing.
 */
#ifndef MOTOR_RONDGANG_H
#define MOTOR_RONDGANG_H

#include "motor/voorraad.h"
#include "score/rondgang.h"

/* Offers that did not do: what the database refused a moment ago. */
#define RONDGANG_GEWEIGERD_MAX 8

struct rondgang_keus {
	struct rondgang rondgang;
	struct uuid aanbod_ids[RONDGANG_HALTES_MAX]; /* of its stops */
};

/*
 * The best one for the request of m, with as many stops as it asks and else as many as there can
 * be. ERR_CONFLICT rondgang.geen when fewer than its minimum can be, and rondgang.niet_gevraagd
 * when it asks for one visit. m has other offers loaded afterwards.
 */
MUST_CHECK enum err rondgang_zoek(struct task *t, struct db_tx *tx, struct voorraad *v,
	struct motor *m, struct db_uuids zonder, struct rondgang_keus *ret_keus);

/* How far the supply goes towards it: the stops that it asks (0: it asks for one visit), and along
 * how many companies one can go on a day: 0 when that is fewer than its minimum. m has other offers
 * loaded afterwards. */
struct rondgang_beeld {
	size_t haltes, past;
};
MUST_CHECK enum err rondgang_bekijk(struct task *t, struct db_tx *tx, struct voorraad *v,
	struct motor *m, struct rondgang_beeld *ret_beeld);

/* Whether this offer, judged as `u`, may be a stop beside those at `bedrijf_ids`: where it is is
 * known, it is there and not online, and a company is one stop at most. */
bool rondgang_kan_halte_zijn(const struct score_aanbod *o, const struct score_uitkomst *u,
	const struct uuid *bedrijf_ids, size_t count);

/* Where a stop is missing: what is before and behind it, or the school, and which companies are
 * visited already. */
struct rondgang_plek {
	struct rondgang_gat gat;
	struct uuid bedrijf_ids[RONDGANG_HALTES_MAX];
	size_t count;
};

/* Of stop `halte` of the request of m, which is from one minute to another in a half-day. */
MUST_CHECK enum err rondgang_lees_plek(struct task *t, struct db_tx *tx, const struct motor *m,
	int32_t halte, enum dagdeel dagdeel, int32_t van_min, int32_t tot_min,
	struct rondgang_plek *ret_plek);

#endif
