/*
 * The taxonomy of topics as this process knows it: codes, the tree with the nearness of every pair,
 * and the index that finds topics in free text. Made once per version of the taxonomy and shared by
 * all requests; whoever asks looks first whether the database has a newer one (one row by its key).
 *
 * A taxonomy never changes: what a task got stays whole until that task ends, also when the process
 * has taken up a newer one meanwhile.
 */
#ifndef MOTOR_TAXONOMIE_H
#define MOTOR_TAXONOMIE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "db/db.h"
#include "domain/thema.h"
#include "domain/thema_zoek.h"
#include "task/task.h"

struct taxonomie_thema {
	struct str code, naam_nl, naam_en;
	bool gesloten; /* not to be chosen any more */
};

struct taxonomie {
	int64_t versie;
	uint16_t count;
	const struct taxonomie_thema *themas; /* ascending by code, byte by byte */
	const uint16_t *ouder;		      /* index, or THEMA_GEEN */
	struct thema_boom boom;
	const struct thema_zoek *zoek; /* knows only what may be chosen */
};

/* Where a process keeps the newest; zeroed is empty. */
struct taxonomie_cache {
	struct taxonomie_gedeeld *newest;
	bool busy; /* a task is making the next */
};

/* The current one, borrowed until the task ends. */
MUST_CHECK enum err taxonomie_get(struct task *t, struct db_tx *tx, struct taxonomie_cache *cache,
	const struct taxonomie **ret_taxonomie);

/* One more user, and one less: for who keeps it beyond a task. */
void taxonomie_hold(const struct taxonomie *t);
void taxonomie_release(const struct taxonomie *t);

/* The index of a topic; THEMA_GEEN when there is none with this code. */
uint16_t taxonomie_index(const struct taxonomie *t, struct str code);

/* Empties it: at the end of the process. */
void taxonomie_forget(struct taxonomie_cache *cache);

#endif
