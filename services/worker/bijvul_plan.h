/*
 * Whom a published planning has next for a request whose match came of it and ended: the planning
 * is made again from what it was made of, with every match that runs left as it is, only the
 * half-days that still come, and without whom the request had; what it then has for this request
 * keeps the whole of it best, with all others that it still looks for. Nothing but that one is
 * proposed. The facts of now judge it, as they judge any other.
 */
#ifndef WORKER_BIJVUL_PLAN_H
#define WORKER_BIJVUL_PLAN_H

#include "base/uuid.h"
#include "domain/tijdvak.h"
#include "store/sql.h"

/* A larger planning (of more than some 12,000 requests) is not made again for one request. */
#define BIJVUL_PLAN_BYTES_MAX ((int64_t)16 << 20)

struct bijvul_plan {
	struct uuid planning_id; /* nil: no planning has a say in it */
	struct uuid aanbod_id;	 /* nil: it has nobody for it */
	struct tijdvak tijdvak;
	bool later; /* it could not be made just now */
};

/* Of the request of `koppeling_id`, which ended; `niet` are offers that are not asked again, and
 * `wanted` is the half-day that it keeps where that can be. */
MUST_CHECK enum err bijvul_plan(struct task *t, struct db_tx *tx,
	const struct bijvulling_claim_row *row, struct tijdvak wanted, int32_t vandaag,
	struct db_uuids niet, struct bijvul_plan *ret_plan);

#endif
