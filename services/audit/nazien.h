/*
 * Walking the seals of the audit, to find the first thing that is not as it was sealed: a row that
 * was changed, taken away, put in or moved, a seal that was, or an end that was cut off.
 */
#ifndef AUDIT_NAZIEN_H
#define AUDIT_NAZIEN_H

#include "audit/zegel.h"

struct nazien {
	struct db *db;
	const struct auth_keys *keys; /* NULL: marks are not looked at */
	/* A seal that is known from elsewhere, such as a log or an export; number 0: none. */
	int64_t anker_nummer;
	struct str anker_hash; /* hex */
	/* What to show of the rows and of each seal that holds; NULL: nothing. */
	void (*show_row)(void *arg, const struct audit_range_row *row, struct str line);
	void (*show_seal)(void *arg, const struct zegel_list_row *seal, struct str before);
	void *arg;
};

struct nazien_uitkomst {
	int64_t seals, rows; /* that hold */
	int64_t unmarked;    /* the first so many have no mark of a key */
	char fault[160];     /* Dutch; "" when all holds */
};

/* Fails only when the database does. */
MUST_CHECK enum err nazien_run(
	struct task *t, const struct nazien *n, struct nazien_uitkomst *ret_uitkomst);

#endif
