/*
 * Looking through an export of the audit, line by line and without the database: whether each row
 * is as it was sealed, and each seal follows from the one before it.
 *
 * The hashes have no key, so a file that is whole may still be somebody's own: an anchor from
 * elsewhere, or the marks with our keys, tell whose it is.
 */
#ifndef AUDIT_AFSCHRIFT_H
#define AUDIT_AFSCHRIFT_H

#include "audit/zegel.h"

#define AFSCHRIFT_LINE_MAX (1u << 16)

struct afschrift {
	const struct auth_keys *keys; /* NULL: marks are not looked at */
	/* A seal that is known from elsewhere; number 0: none. */
	int64_t anker_nummer;
	struct str anker_hash; /* hex */

	int64_t seals, rows; /* that hold */
	int64_t gaps;	     /* seals that are not in the file, between some that are */
	int64_t marked;	     /* seals whose mark is of our key */
	int64_t nummer;	     /* of the last seal; 0: none yet */
	char hash[2 * AUTH_HASH_BYTES + 1];
	bool anchored;	 /* the anchor is in the file */
	char fault[160]; /* Dutch; "" as long as all holds */
	uint8_t entries[ZEGEL_ROWS_MAX * ZEGEL_ENTRY_BYTES];
	size_t entry_count;
};

/* The next line, without its end; nothing more is looked at after a fault. */
void afschrift_line(struct afschrift *f, struct str line);

/* After the last line. */
void afschrift_end(struct afschrift *f);

#endif
