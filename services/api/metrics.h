/*
 * What a running service tells a machine that watches it: figures of every serving process, in the
 * text form of Prometheus (version 0.0.4).
 *
 * Each child of `serve` writes its own slot of a board in memory that parent and children share,
 * once a second and when it is asked; whichever child is asked tells the slots of all. `work` has a
 * board of one slot. They are told on a listener of their own (SCHAKEL_METRICS_LISTEN,
 * SCHAKEL_WORK_METRICS_LISTEN), never where clients come. Only counts and sizes: nothing of people,
 * no addresses.
 */
#ifndef API_METRICS_H
#define API_METRICS_H

#include <stddef.h>
#include <stdint.h>

#include "http/http.h"
#include "task/keeper.h"

struct auth_keys;
struct config;
struct db;
struct db_wake;
struct loop;
struct metrics_board;
struct metrics_slot;
struct task;
struct voorraad;

#define METRICS_CONNECTIONS 8 /* of those who ask, at once */

/* Upper bounds of the buckets of how long requests take; the last is without bound. */
#define METRICS_BUCKETS 8

/* What the way of a request counts by itself. Of one process. */
struct metrics_requests {
	uint64_t by_class[6];		   /* answers by the first digit of their status */
	uint64_t by_time[METRICS_BUCKETS]; /* each request in one of them */
	uint64_t us;			   /* all together */
};
void metrics_count(struct metrics_requests *r, int status, int64_t us);

/* What a process tells of. The first members are of its owner, and live until the task has ended;
 * what is NULL it has not, and its figures are 0. */
struct metrics {
	struct loop *loop;
	struct db *db;
	const struct auth_keys *keys;
	const struct db_wake *wake;
	const struct voorraad *voorraad;
	const struct http_server *server;
	const struct metrics_requests *requests;
	int64_t count_keys_us; /* when what older keys sealed is counted again; 0: now */
	const struct metrics_board *board; /* of all processes … */
	struct metrics_slot *slot;	   /* … and what is ours of it */
	struct keeper keeper;		   /* keeps it up to date */
};

/* Before the children are forked; NULL when there is no memory to share. Lives until the end. */
struct metrics_board *metrics_board_create(size_t slots);

/* Makes a slot this process's own, empty, and starts the task that keeps it up to date. */
void metrics_begin(struct metrics *m, struct metrics_board *board, size_t slot);

/* Waits until that task has ended; `wake` and `voorraad` may go then. */
void metrics_end(struct task *t, struct metrics *m);

/* Answers GET /metrics to whoever comes to the listener; everything else is 404. Destroyed by its
 * owner; the listening socket stays theirs too. */
struct http_server *metrics_serve(struct metrics *m, const struct config *config, int listener);

#endif
