/* What the files of task share. The rest of the program sees task.h only. */
#ifndef TASK_INTERNAL_H
#define TASK_INTERNAL_H

#include <event2/event.h>
#include <event2/event_struct.h>

#include "task/stack.h"
#include "task/switch.h"
#include "task/task.h"

/* Ended tasks whose stack we keep for the next; those over it are unmapped. */
#define LOOP_SPARE_TASKS 256

enum task_state {
	TASK_RUNNING, /* on its stack, or waiting for a task that it spawned to give control back */
	TASK_WAITING_WAKE,
	TASK_WAITING_OTHER, /* for time, a descriptor or the offload thread: task_wake is kept for
			       later */
	TASK_READY,	    /* stands in the queue of the loop */
	TASK_ENDED,
};

struct task {
	struct loop *loop;
	enum task_state state;
	bool woken; /* task_wake came while nobody waited for it */
	bool timed_out;
	int64_t deadline_us;			 /* of all its waits; 0: none */
	const void *actor;			 /* on whose behalf it works */
	const char *(*words)(const char *dutch); /* NULL: what is said stays Dutch */
	bool kept;	   /* not released at its end: loop_run_task still reads it */
	struct task *next; /* in the ready queue, or among the spare ones */
	void (*fn)(struct task *t, void *arg);
	void *arg;
	struct event event; /* the timer or the descriptor that it waits for */
	struct switch_point point;
	struct switch_point *resumed_from;
	struct stack stack;
	struct arena arena;
	struct fault error;
	bool has_error;
	struct fault *faults; /* TASK_MAX_FAULTS, once there is one */
	size_t fault_count;
	const char *faults_within; /* NULL: all of the input */
	struct str confirmed;	   /* of task_confirm */
};

struct offload;

struct loop {
	struct event_base *base;
	struct loop_limits limits;
	struct task *running;
	struct switch_point home; /* the loop's own stack */
	struct task *ready_first, *ready_last;
	struct event ready_event; /* a timer of zero: fires in the next turn */
	struct loop_hook *hooks;  /* newest first */
	struct event turn_event;  /* activated by hand: comes behind what is active already */
	struct task *spare;
	size_t spare_count;
	struct offload *offload; /* NULL until the first job */
	struct loop_stats stats;
	bool stopping;
};

/* Gives t the processor; returns at its next suspension or its end. An ended task is released. */
void task_continue(struct task *t);

/* Puts a waiting task in the ready queue. */
void task_make_ready(struct task *t);

/* Until the deadline of t, which it has; nothing when that has passed. */
struct timeval task_time_left(const struct task *t);

/* Gives the processor back until somebody resumes or readies t. `state` is one of the waiting ones.
 */
void task_suspend(struct task *t, enum task_state state);

/* A task that has not begun; ERR_UNAVAILABLE over the limits. It belongs to the loop. */
MUST_CHECK enum err task_create(
	struct loop *l, void (*fn)(struct task *t, void *arg), void *arg, struct task **ret_task);

/* Ends the arena of an ended task and keeps its stack for the next. */
void task_release(struct task *t);

void loop_ready_init(struct loop *l);
void offload_destroy(struct offload *o);
size_t offload_waiting(struct offload *o);

#endif
