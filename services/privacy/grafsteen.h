/*
 * Tombstones outside of the database: a file with a line for each who was erased, the moment and
 * the ids. A backup that is put back has those people again, and no tombstone for them; the file,
 * kept apart from the database, has. Bringing the two in step erases them again.
 */
#ifndef PRIVACY_GRAFSTEEN_H
#define PRIVACY_GRAFSTEEN_H

#include "db/db.h"
#include "task/task.h"

#define GRAFSTEEN_MAX_BYTES ((size_t)8 << 20) /* of the file: eighty thousand people */

struct grafsteen {
	int64_t op_us;
	struct uuid account_id;
	struct db_uuids vrijwilliger_ids;
};

/* The lines of a file. ERR_INVALID when one has not the form, or the last has no end. */
MUST_CHECK enum err grafsteen_parse(
	struct arena *a, struct str text, struct grafsteen **ret_stenen, size_t *ret_count);

struct grafsteen_telling {
	int64_t geschreven; /* lines that the file got */
	int64_t gewist;	    /* people that were erased again */
};

/* Erases whom the file names and the database does not, and adds to the file whom it lacks. The
 * file is made when it is not there. ERR_INVALID when it has another form, ERR_UNAVAILABLE when it
 * cannot be read or written. */
MUST_CHECK enum err grafsteen_sync(
	struct task *t, struct db *d, const char *path, struct grafsteen_telling *ret_telling);

#endif
