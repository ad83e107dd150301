/*
 * How often: limits per account and per address, over all processes of a host.
 *
 * The generic cell rate algorithm (as ITU-T I.371 has it): of each key only the moment is kept at
 * which all that it took is paid back, so a limit costs one word and forgets by itself. The words
 * stand in a table of fixed size in memory that parent and children share; of those who meet in a
 * full bucket the one that has used least gives way, so that nobody takes off a limit by coming
 * with many keys. The keys of the table are hashed with a secret of their own.
 */
#ifndef API_LIMIT_H
#define API_LIMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct limit_board;

/* Before the children are forked; NULL when there is no memory to share. Lives until the end. */
struct limit_board *limit_board_create(void);

/* `count` in `window_us`, all at once or spread. */
struct limit {
	const char *name; /* in the headers and part of the key */
	int64_t count;	  /* 1 … window_us: at most one in a microsecond */
	int64_t window_us;
};

struct limit_state {
	bool ok;
	int64_t left;	 /* how many more would be let through now */
	int64_t wait_us; /* until the next would be; 0 when there is left */
};

/* Takes one for this key; nothing is taken when it may not. A NULL board limits nobody. */
struct limit_state limit_take(
	struct limit_board *board, const struct limit *limit, struct str key, int64_t now_us);

/* The same without taking. */
struct limit_state limit_look(
	struct limit_board *board, const struct limit *limit, struct str key, int64_t now_us);

/* Gives back one that this key took. */
void limit_give(
	struct limit_board *board, const struct limit *limit, struct str key, int64_t now_us);

/* Gives back all that this key took. */
void limit_forget(struct limit_board *board, const struct limit *limit, struct str key);

#endif
