/*
 * Following the outbox: whoever keeps something of his own in step with the state (the snapshot of
 * the engine, live streams, mail) goes through the events that each change writes in its own
 * transaction (table gebeurtenis), in the order of (transactie, id), without missing one.
 *
 * queue knows places and order, not what an event means. A transaction that commits late is waited
 * for: what came after it in the order is held back until it is over (the whole server's, so a long
 * import holds everybody). The follower's place is in memory: at the next start somebody says again
 * where to begin. Events come at least once.
 *
 * To load the state and then follow it, in this order:
 *   1. queue_horizon(): all transactions before that place are over.
 *   2. Load the state, by statements that begin after that one. They see at least what these did.
 *   3. queue_follow() from the horizon. What the state already had comes once more, which is
 *      harmless: an event names the row and its version, the row is read again.
 * The other way round an event between state and place would be lost.
 *
 * The follower owns its task and its listener; the wake and the pools must outlive it.
 */
#ifndef QUEUE_QUEUE_H
#define QUEUE_QUEUE_H

#include "db/wake.h"
#include "store/sql.h"

/* All events up to and including this one are behind us. {0, 0} is the beginning. */
struct queue_place {
	int64_t transactie;
	int64_t id;
};

bool queue_place_before(struct queue_place a, struct queue_place b);

/* As gebeurtenis/news gives it, "transactie.id", in its one form; pure. ERR_INVALID for all else.
 */
MUST_CHECK enum err queue_place_read(struct str text, struct queue_place *ret_place);

MUST_CHECK enum err queue_horizon(struct task *t, struct db_tx *tx, struct queue_place *ret_place);

#define QUEUE_MAX_BATCH 1000

struct queue_follow {
	struct queue_place from;
	size_t batch; /* most events at once, up to QUEUE_MAX_BATCH */
	/*
	 * Takes the next events, in a task of its own: it may wait, and its memory goes with it.
	 * After ERR_OK the follower goes on; else the same events come again after a pause. One
	 * that takes long looks at queue_is_stopping from time to time and gives up with any error.
	 */
	enum err (*take)(
		struct task *t, void *arg, const struct gebeurtenis_list_row *events, size_t count);
	void *arg;
};

struct queue_follower;

/* Reads at once, then whenever w rings. ERR_UNAVAILABLE over the limits of the loop. */
MUST_CHECK enum err queue_follow(struct loop *l, struct db *d, struct db_wake *w,
	const struct queue_follow *config, struct queue_follower **ret_follower);

/* Hands over nothing more and suspends t until what was handed over last is done. */
void queue_unfollow(struct task *t, struct queue_follower *f);

bool queue_is_stopping(const struct queue_follower *f);

struct queue_stats {
	struct queue_place place;
	uint64_t events;   /* taken */
	uint64_t rounds;   /* reads of the outbox */
	uint64_t failures; /* rounds that have to be done again */
	uint64_t known;	   /* rings with news that were behind us already */
	bool held_back;	   /* events are there, a transaction before them is not over */
	int64_t lag_us;	   /* age of the first event that is not taken; 0 when there is none */
};
struct queue_stats queue_stats(const struct queue_follower *f);

#endif
