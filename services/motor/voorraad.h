/*
 * The open supply of this process: every active offer in a snapshot (score/snapshot.h), beside it
 * its texts and holders, the weights in force and the holidays; built from PostgreSQL at the start
 * and kept current from the outbox.
 *
 * It only proposes: what is written is judged again by fresh facts, and the database decides at
 * commit. It is loaded whole before it answers, and a new copy that grows beside it
 * takes its place at once: no answer comes from half a state. A new copy is made when the taxonomy
 * changed, when the outbox stands before the place that we were at (a database put back), and once
 * a night.
 *
 * Time needs no event: dates stand in the offers as dates and are held against the days of each
 * question. What lies behind us only takes room, until the next night. The open requests are here
 * as well, with what is counted for their school and class; what lies between a school and its
 * suppliers is not.
 *
 * It owns its task, its follower and its memory; loop, database, wake and the cache of the taxonomy
 * must outlive it. A process that meets its limits while it runs leaves out what does not fit and
 * says so; at its next start it refuses.
 */
#ifndef MOTOR_VOORRAAD_H
#define MOTOR_VOORRAAD_H

#include "db/wake.h"
#include "motor/motor.h"
#include "queue/queue.h"
#include "score/knelpunt.h"
#include "score/snapshot.h"
#include "score/uitleg.h"

struct voorraad;

/* What a process that met a limit says, and its exit status: starting again would not help. */
#define VOORRAAD_TE_GROOT /* lint: engels: for who runs the process */             \
	"Het aanbod past niet in het geheugen dat ervoor is afgesproken: verhoog " \
	"SCHAKEL_SNAPSHOT_MAX_OFFERS of SCHAKEL_SNAPSHOT_MAX_MB."
#define VOORRAAD_EXIT 78

struct voorraad_config {
	struct taxonomie_cache *taxonomie;
	size_t max_aanbod; /* 1 … SCORE_SNAPSHOT_MAX */
	size_t max_bytes;  /* of one copy; while a new one is made there are two */
	/* The first load met a limit: the process should end. May be NULL. */
	void (*te_groot)(void *arg);
	void *arg;
};

/* Starts to load; that the server is away is no failure. ERR_UNAVAILABLE over the limits of the
 * loop. */
MUST_CHECK enum err voorraad_create(struct loop *l, struct db *d, struct db_wake *w,
	const struct voorraad_config *config, struct voorraad **ret_voorraad);

/* Suspends until its tasks are over. Nobody may ask any more. */
void voorraad_destroy(struct task *t, struct voorraad *v);

/* Whether there is a whole supply to answer from. */
bool voorraad_is_ready(const struct voorraad *v);

/*
 * Waits until there is, no longer than `ms`, else ERR_UNAVAILABLE "voorraad.laadt"; and then half
 * as long until it knows what the outbox had at `nieuws` (as kandidaat/aanvraag gives it; absent:
 * no matter), so that whoever wrote something sees it. When that takes longer it answers as it is.
 */
MUST_CHECK enum err voorraad_wacht(
	struct task *t, struct voorraad *v, struct str nieuws, int64_t ms);

/* Whether it knows all events up to and including this one. */
bool voorraad_kent(const struct voorraad *v, struct queue_place place);

/*
 * The whole question of a request, with all that is fresh: what motor_load_aanvraag makes of it,
 * and the supply knows all that it was made of, unless that takes longer than half of `ms`. An open
 * request comes from memory with one statement (what lies between school and suppliers); any other,
 * and one that changed meanwhile, from the database. ERR_NOT_FOUND when `in` may not see it.
 */
MUST_CHECK enum err voorraad_load_vraag(struct task *t, struct voorraad *v, struct db_tx *tx,
	const struct kandidaat_aanvraag_in *in, int64_t ms, struct motor *ret_motor);

/*
 * Makes a question of the row of a request (motor_read_aanvraag) with what the supply has of
 * topics, weights and holidays: what motor_load_aanvraag makes of it, but for the relations of the
 * school. Does not suspend; ERR_UNAVAILABLE while there is no supply.
 */
MUST_CHECK enum err voorraad_stel(struct task *t, struct voorraad *v, struct motor *m);

/* Which of the supply a question is about. */
struct voorraad_keuze {
	const struct score_rang *na; /* NULL, or: only what stands behind this in the ranking */
	const struct uuid *alleen;   /* NULL, or: only these offers */
	size_t alleen_count;
};

/*
 * The best `k` (at most SCORE_TOP_MAX) for the question of m, which need not have loaded any offer;
 * `index` in the lines says nothing. Topics are taken as the taxonomy of the supply has them. Does
 * not suspend; ERR_UNAVAILABLE while there is no supply. `keuze` may be NULL: all.
 */
MUST_CHECK enum err voorraad_rangschik(struct voorraad *v, struct arena *a, const struct motor *m,
	const struct voorraad_keuze *keuze, size_t k, struct score_rang *ret_rangen,
	size_t *ret_count);

/* Judges one offer for the question of m; ERR_NOT_FOUND when it is not in the supply. */
MUST_CHECK enum err voorraad_beoordeel(struct voorraad *v, struct arena *a, const struct motor *m,
	struct uuid aanbod_id, struct score_uitkomst *ret_uitkomst);

/* An offer as an answer shows it: its texts are borrowed until the task suspends. */
struct voorraad_uitleg {
	struct motor_kaart kaart;
	struct score_uitleg uitleg;
};

/* Shows the line at `index`. */
typedef void voorraad_toon(void *arg, size_t index, const struct voorraad_uitleg *uitleg);

/* Judges and explains lines of a ranking, and has each shown in its turn: what score_leg_uit says
 * of the same offers loaded from the database. ERR_NOT_FOUND when one is not in the supply. Does
 * not suspend. */
MUST_CHECK enum err voorraad_leg_uit(struct voorraad *v, struct arena *a, enum score_taal taal,
	const struct motor *m, const struct score_rang *rangen, size_t count, voorraad_toon *toon,
	void *arg);

/* Why nobody, over the whole supply or what `keuze` leaves of it (`na` is not looked at): in
 * slices, t waits between them. */
MUST_CHECK enum err voorraad_niemand(struct task *t, struct voorraad *v, const struct motor *m,
	const struct voorraad_keuze *keuze, struct score_niemand *ret_niemand);

/* What stands between the question of m and a candidate, over all offers of its soort and, when
 * none of them fits, those of the others: in slices, t waits between them. `ruim` as for
 * score_knelpunten. */
MUST_CHECK enum err voorraad_knelpunten(struct task *t, struct voorraad *v, const struct motor *m,
	const struct score_aanvraag *ruim, struct score_knelpunten *ret_knelpunten);

/* What one blokkade asks, and of whom. */
struct voorraad_raad {
	struct str titel; /* of its example */
	unsigned count;
	struct score_raad raad[SCORE_REGEL_COUNT];
};

/* ERR_NOT_FOUND when its example is not in the supply any more, or is another now. Does not
 * suspend. */
MUST_CHECK enum err voorraad_raad(struct voorraad *v, struct arena *a, enum score_taal taal,
	const struct motor *m, const struct score_aanvraag *ruim, const struct score_blokkade *b,
	struct voorraad_raad *ret_raad);

/* The question of m with a window of `dagen` more, its half-days and days off: no longer than a
 * window can be. Does not suspend; ERR_UNAVAILABLE while there is no supply. */
MUST_CHECK enum err voorraad_ruim(struct task *t, struct voorraad *v, const struct motor *m,
	int32_t dagen, struct score_aanvraag *ret_ruim);

struct voorraad_stats {
	struct score_snapshot_stand stand; /* of the copy that answers */
	size_t open;			   /* requests that it knows */
	int64_t lag_us;	      /* age of the first event that it does not know yet; 0 = none */
	uint64_t vragen_hier; /* questions of requests that came from memory */
	uint64_t geladen;     /* whole loads */
	uint64_t geordend;    /* times that it was put in order */
	uint64_t mislukt;     /* loads that failed */
	uint64_t geweigerd;   /* offers left out for want of room */
	int64_t laden_us;     /* how long the last load took */
};
struct voorraad_stats voorraad_stats(const struct voorraad *v); /* of NULL: nothing */

#endif
