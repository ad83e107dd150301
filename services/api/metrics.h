/*
 * What a running service tells a machine that watches it: figures of every serving process, in the
 * text form of Prometheus (version 0.0.4).
 *
 * Each child writes its own slot of a board in memory that parent and children share, once a second
 * and when it is asked; whichever child is asked tells the slots of all. They are told on a
 * listener of their own (SCHAKEL_METRICS_LISTEN), never where clients come. Only counts and sizes:
 * nothing of people, no addresses.
 */
#ifndef API_METRICS_H
#define API_METRICS_H

#include <stddef.h>
#include <stdint.h>

#include "http/http.h"

struct app;
struct metrics_board;
struct metrics_slot;

/* Upper bounds of the buckets of how long requests take; the last is without bound. */
#define METRICS_BUCKETS 8

/* What the way of a request counts by itself. Of one process. */
struct metrics_requests {
	uint64_t by_class[6];		   /* answers by the first digit of their status */
	uint64_t by_time[METRICS_BUCKETS]; /* each request in one of them */
	uint64_t us;			   /* all together */
};
void metrics_count(struct metrics_requests *r, int status, int64_t us);

/* Before the children are forked; NULL when there is no memory to share. Lives until the end. */
struct metrics_board *metrics_board_create(size_t slots);

/* Makes a slot this process's own, empty, and starts the task that keeps it up to date. */
void metrics_begin(struct app *app, struct metrics_board *board, size_t slot);

/* The task ends at the next turn of the loop. */
void metrics_end(struct app *app);

/* Answers GET /metrics; everything else is 404. `ctx` is the struct app. */
void metrics_answer(struct task *t, const struct http_req *http, struct http_resp *resp, void *ctx);

#endif
