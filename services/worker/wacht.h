/*
 * Tells schools on the waiting list that there is an offer now, by a letter, once, the one that
 * waits longest first. The list is gone through when something came that may bring an offer, and
 * once a day; how far the outbox was looked through for that is kept (table volgplaats). A request
 * whose last day is over is asked of the weeks that come: with another period it could be. Each is
 * claimed, told and then said to be in one transaction: any number of workers share them, and none
 * is told twice.
 */
#ifndef WORKER_WACHT_H
#define WORKER_WACHT_H

#include "auth/seal.h"
#include "motor/voorraad.h"

struct wachter {
	struct db *db;
	struct taxonomie_cache *taxonomie;
	struct voorraad *voorraad;
	const struct auth_keys *keys;
	const char *public_url;
};

/* Whether anybody waits who was not told yet, and something came since that may be for them. */
MUST_CHECK enum err wacht_is_due(struct task *t, struct db *d, int64_t now_us, bool *ret_due);

/* All that wait, against the supply of this process; how many were told. */
MUST_CHECK enum err wacht_round(
	struct task *t, const struct wachter *w, int64_t now_us, int64_t *ret_told);

#endif
