/*
 * One copy of the supply, from its load to its end: for voorraad.c only. It follows the outbox by
 * itself from the place at which its load began.
 */
#ifndef MOTOR_VOORRAAD_STAND_H
#define MOTOR_VOORRAAD_STAND_H

#include "motor/voorraad.h"
#include "motor/voorraad_gedeeld.h"
#include "motor/voorraad_kaart.h"
#include "motor/voorraad_open.h"
#include "queue/queue.h"

/* Rows that are put in order, and cards that are given back, in one go: well under a millisecond.
 */
#define STAND_SLICE 4000
/* Events that are taken ahead of the follower at most: 2 MiB of places. */
#define STAND_VOORUIT_MAX (128 * 1024)

#define KRINGEN_MAX   4096 /* many times what the country has */
#define KRINGEN_TABEL (2 * KRINGEN_MAX)

/* Circles get numbers in the order in which they are met. */
struct kring_nummers {
	struct uuid ids[KRINGEN_MAX]; /* of number n at n - 1 */
	size_t count;
	uint16_t tabel[KRINGEN_TABEL]; /* open addressing; 0 = free, else the number */
};

/* Places in the outbox, ascending. */
struct plaatsen {
	struct queue_place *items;
	size_t count, room;
};

struct stand {
	struct db *db;
	struct score_snapshot *snapshot;
	struct tabel kaarten;		   /* of the same offers */
	struct tabel open;		   /* the open requests, as many as fit */
	size_t max_bytes;		   /* of all together */
	const struct taxonomie *taxonomie; /* held */
	struct gedeeld gedeeld;
	struct kring_nummers kringen;
	struct queue_follower *follower;
	struct plaatsen vooruit; /* taken ahead of the follower (stand_look_ahead) */
	int64_t vooruit_us;	 /* when that last began */
	uint64_t keren;		 /* how often changes were taken */
	bool bezig;	     /* a task reads and puts; two at once could put back what was before */
	int64_t begonnen_us; /* clock_now_us, when the load began */
	uint64_t geweigerd;  /* offers left out for want of room */
	const bool *stopping; /* of the owner */
	/* Called after every change, on the stack of the task that made it. */
	void (*changed)(void *arg);
	void *arg;
};

/* The number of a circle; 0 when it is not known and `add` is false, or there are too many. */
uint16_t kring_nummer(struct kring_nummers *k, struct uuid id, bool add);

/*
 * Loads all of it, in slices, and puts it in order. From the horizon that is given back on, changes
 * have to be followed: queue_follow with stand_take. ERR_TOO_LARGE: a limit.
 */
MUST_CHECK enum err stand_load(struct task *t, struct stand *s, struct queue_place *ret_horizon);

/* What these events touch is read again. */
MUST_CHECK enum err stand_take(
	struct task *t, void *stand, const struct gebeurtenis_list_row *events, size_t count);

/*
 * Takes what the follower is held back from by a transaction that is not over, an import of minutes
 * perhaps: reading rows again does no harm, and the follower takes the same events once more when
 * their turn comes. ERR_UNAVAILABLE when more is held back than STAND_VOORUIT_MAX.
 */
MUST_CHECK enum err stand_look_ahead(struct task *t, struct stand *s);

/* Whether it knows all that could be seen at `asked_us` (clock_mono_us), when `place` was the last
 * of that. */
bool stand_is_fresh(const struct stand *s, struct queue_place place, int64_t asked_us);

/* Suspends until its follower is over; takes NULL. */
void stand_destroy(struct task *t, struct stand *s);

#endif
