/*
 * One bell for all processes: after a commit whoever listens here is woken at once, and whoever
 * listens in another process a moment later, by one NOTIFY for all that was committed meanwhile.
 *
 * It stands on a connection of its own, in no pool: a NOTIFY inside a transaction of the trade
 * would make all commits wait for each other, and no writer waits for this one. db_commit rings by
 * itself, also when the outcome is unknown. The bell is only a bell: it may ring for nothing, and a
 * ring may be lost (a crash behind the commit, a connection that just ended, a command that has no
 * bell). So listeners are also woken after each reconnect and every beat_ms, and always look for
 * themselves.
 *
 * It knows no table. What it tells the others beside the ring is `news`: a short text that one
 * statement of the owner gives at that moment; while that is what was told last, there is nothing
 * to tell and no NOTIFY. A listener that is given news may only use it to see that it knows them
 * already. They come from whoever may connect to the database, so they are never trusted: too long
 * or odd is no news but still a ring. Own announcements come back from the server and are passed
 * by.
 */
#ifndef DB_WAKE_H
#define DB_WAKE_H

#include "db/db.h"

/* Longest news; a payload of the server can have 7,999 bytes. */
#define DB_WAKE_NEWS_BYTES 64

struct db_wake;

struct db_wake_config {
	const struct db_stmt *news; /* rows maybe, one text, no arguments; NULL = only ring */
	int64_t beat_ms;	    /* 5000: nobody sleeps longer, whatever was lost */
	int64_t pause_ms;	    /* 20: from one NOTIFY to the next, so at most 50 a second */
};
extern const struct db_wake_config db_wake_config_default;

/* Starts to listen and to ring for the commits of d, which has one at most. ERR_UNAVAILABLE over
 * the limits of the loop; that the server is away is no failure. */
MUST_CHECK enum err db_wake_create(
	struct db *d, const struct db_wake_config *config, struct db_wake **ret_wake);

/* Announces what is still to be announced, and suspends t until the connection is closed. Nobody
 * may listen any more. */
void db_wake_destroy(struct task *t, struct db_wake *w);

/*
 * Memory of the caller, who takes it out again. `fn` runs on the stack of whoever rings (a commit
 * too): it takes notes and wakes tasks, no more. news.ptr is NULL when nothing is known but that
 * something may have changed.
 */
struct db_listener {
	void (*fn)(void *arg, struct str news);
	void *arg;
	struct db_listener *next;
};
void db_wake_listen(struct db_wake *w, struct db_listener *l);
void db_wake_unlisten(struct db_wake *w, struct db_listener *l); /* harmless when it does not */

struct db_wake_stats {
	bool listening;	   /* the connection is there */
	uint64_t sent;	   /* NOTIFYs */
	uint64_t received; /* of others */
	uint64_t wakes;	   /* of all listeners, for whatever reason */
	uint64_t lost;	   /* connections that ended, or could not be made */
};
struct db_wake_stats db_wake_stats(const struct db_wake *w); /* of NULL: nothing */

/* What one notification means, pure: false when it is not for us, else its news or NULL. */
bool db_wake_read(struct str channel, struct str payload, struct str *ret_news);

#endif
