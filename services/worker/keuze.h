/*
 * Rounds in which both sides rank: asks each side to, once, and reminds who ranked nothing; divides
 * a round when its term is over or staff closed it; and makes the proposals when staff has
 * published it. Each thing is claimed in the database and done in one transaction: any number of
 * workers share them, and whatever dies in between is done again.
 *
 * A division is judged without holding anything: it is written only when the round is still as it
 * was read. So two workers may judge the same round, and one of them does so in vain.
 */
#ifndef WORKER_KEUZE_H
#define WORKER_KEUZE_H

#include "auth/seal.h"
#include "motor/voorraad.h"

struct keuzer {
	struct db *db;
	struct taxonomie_cache *taxonomie;
	struct voorraad *voorraad; /* for publishing alone */
	const struct auth_keys *keys;
	const char *public_url;
};

/* Letters to whoever answers for a list; how many lists. */
MUST_CHECK enum err keuze_vraag_round(
	struct task *t, const struct keuzer *k, int64_t now_us, int64_t *ret_lists);

/* How many rounds were divided. One that cannot be is told of in the log, and tried again. */
MUST_CHECK enum err keuze_verdeel_round(
	struct task *t, const struct keuzer *k, int64_t now_us, int64_t *ret_rounds);

struct keuze_count {
	int64_t proposed;
	int64_t refused; /* it cannot be (any more): the line says why */
};

/* Whether a published pair was not proposed yet; and all that wait, against the supply. */
MUST_CHECK enum err keuze_waits(struct task *t, struct db *d, bool *ret_waits);
MUST_CHECK enum err keuze_publiceer_round(
	struct task *t, const struct keuzer *k, int64_t now_us, struct keuze_count *ret_count);

#endif
