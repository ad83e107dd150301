/*
 * Delivers the letters of the table post. For now that is a file each, in the form of RFC 5322, in
 * one folder.
 *
 * A letter is claimed in the database, written, and then said to be delivered, in one transaction:
 * any number of workers share them, and one that dies in between leaves the letter to the next,
 * which writes the same file under the same name. What cannot be delivered is tried again, later
 * each time.
 */
#ifndef WORKER_BEZORG_H
#define WORKER_BEZORG_H

#include "config.h"
#include "db/db.h"
#include "post/post.h"
#include "store/sql.h"

struct bezorg_config {
	const struct auth_keys *keys;
	const char *folder; /* that is there */
	struct str van;	    /* address */
	const char *public_url;
};

/* So many links go to one account while they hold. */
#define BEZORG_LINK_MAX 5

/* Makes the letter of a wish, or drops the wish: nobody has the address, or was sent enough. */
MUST_CHECK enum err bezorg_link(struct task *t, struct db_tx *tx,
	const struct bezorg_config *config, const struct post_claim_row *row, int64_t now_us);

/* The file of a letter, within the folder; it sorts by time. */
#define BEZORG_NAME_BYTES 64
void bezorg_name(int64_t op_us, struct uuid id, char ret_name[static BEZORG_NAME_BYTES]);

/* Delivers what waits at now_us until nothing does; counts what was delivered and what failed, each
 * of which is logged. Fails only when the database does. */
struct bezorg_count {
	int64_t delivered;
	int64_t failed;
};
MUST_CHECK enum err bezorg_round(struct task *t, struct db *d, const struct bezorg_config *config,
	int64_t now_us, struct bezorg_count *ret_count);

/* Takes letters out of the folder: those from before a moment, and those of who was erased. */
MUST_CHECK enum err bezorg_forget(
	struct task *t, struct db *d, const char *folder, int64_t before_us);

struct bezorger;
/* Looks for letters from now on, in a task of its own. What is given must outlive it. */
MUST_CHECK enum err bezorger_create(struct loop *l, struct db *d,
	const struct bezorg_config *config, struct bezorger **ret_bezorger);
/* Suspends until its task is over. Takes NULL. */
void bezorger_destroy(struct task *t, struct bezorger *b);

#endif
