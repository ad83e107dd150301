/*
 * Tasks: stackful coroutines on one libevent loop per process, and the error record of each.
 *
 * A function that may suspend takes `struct task *` first. Between two suspensions a task runs
 * alone: no locks; but nothing of a module may be half updated across one. A task owns an arena
 * (freed when it ends) and the faults that were seen on its way; whoever started the task turns
 * these into an answer. task knows no HTTP and no database.
 *
 * A task that uses all of its stack ends the process with a line that says where; so does an arena
 * over its cap. In gdb, task-gdb.py gives `schakel-tasks`: the backtraces of all suspended tasks.
 */
#ifndef TASK_TASK_H
#define TASK_TASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct event_base;
struct loop;
struct task;

struct loop_limits {
	size_t max_tasks;	  /* over it task_spawn says ERR_UNAVAILABLE */
	size_t stack_bytes;	  /* usable stack of a task, a guard page comes below it */
	size_t arena_cap_bytes;	  /* cap of a task's arena */
	size_t max_offload_queue; /* waiting task_offload jobs, over it ERR_UNAVAILABLE */
};

/* Sensible values: 4096 tasks, 128 KiB, 32 MiB, 64 jobs. */
extern const struct loop_limits loop_limits_default;

struct loop_stats {
	size_t tasks;		 /* living now */
	size_t tasks_max;	 /* most at once */
	size_t stacks;		 /* mapped now */
	size_t stack_high_bytes; /* deepest use of any stack of an ended task */
	size_t offload_waiting;
};

/*
 * A loop with its event_base and (lazily started) offload thread, for the thread and the process
 * that make it: a forked child makes its own. Aborts without memory.
 */
struct loop *loop_create(const struct loop_limits *limits);
void loop_destroy(struct loop *l); /* no task may be alive */
const char *loop_library(void);	   /* the version of libevent that is loaded */
struct event_base *loop_base(struct loop *l);

/* Asks the kernel about each stack that is kept: for metrics and tests, not for every request. */
struct loop_stats loop_stats(const struct loop *l);

/* Runs events until loop_stop; the services' main loop. */
void loop_run(struct loop *l);
void loop_stop(struct loop *l);

/*
 * Something to be done when the callbacks of this turn have run: to gather what several tasks do in
 * one turn. `fn` runs on the loop's own stack and cannot suspend. Memory of the caller; zeroed but
 * for fn and arg.
 */
struct loop_hook {
	void (*fn)(void *arg);
	void *arg;
	struct loop_hook *next;
	bool waiting;
};

/* Once, however often it is asked for before it runs. */
void loop_at_turn_end(struct loop *l, struct loop_hook *h);
void loop_hook_cancel(struct loop *l, struct loop_hook *h); /* harmless when it does not wait */

/*
 * Runs one task to its end, turning the loop meanwhile: for commands and tests. The faults stay
 * readable for `report` (may be NULL), called on the loop's own stack before the task is freed.
 */
MUST_CHECK enum err loop_run_task(struct loop *l, enum err (*fn)(struct task *t, void *arg),
	void *arg, void (*report)(struct task *t, enum err e, void *arg));

/* Starts fn(t, arg) at once, on its own stack; returns at its first suspension or end. */
MUST_CHECK enum err task_spawn(struct loop *l, void (*fn)(struct task *t, void *arg), void *arg);

struct loop *task_loop(struct task *t);
struct arena *task_arena(struct task *t);

/*
 * On whose behalf the task works, for modules that ask (db/db.h says what it points at); NULL, as
 * at the start: nobody's. What task_run starts works for the same.
 */
void task_set_actor(struct task *t, const void *actor);
const void *task_actor(const struct task *t);

/* ---- waiting ---- */

/*
 * From now on no wait of t goes beyond this moment (clock_mono_us), whatever time it was given: it
 * ends there with ERR_UNAVAILABLE. 0: there is none, as at the start.
 */
void task_set_deadline(struct task *t, int64_t deadline_us);

/* The moment `ms` from now, or the deadline of t when that comes first: for whoever waits in steps.
 */
int64_t task_moment_in(const struct task *t, int64_t ms);

/*
 * Suspends until somebody calls task_wake(t), or `timeout_ms` (0 or more) passes: ERR_UNAVAILABLE.
 * A wake before the wait counts, once; only task_wait and task_wait_fd_or_wake take it, the other
 * waits leave it for later. All times here may be a tick of the kernel (4 ms) off.
 */
MUST_CHECK enum err task_wait(struct task *t, int64_t timeout_ms);
void task_wake(struct task *t); /* from the loop's thread; resumes at the next turn */

/* Suspends for `ms` (0: one turn of the loop). ERR_UNAVAILABLE only when the deadline of the task
 * came first. */
MUST_CHECK enum err task_sleep(struct task *t, int64_t ms);

/* Suspends until this moment of clock_mono_us, to some microseconds and not to a tick: for an
 * answer whose time must tell nothing. ERR_UNAVAILABLE when the deadline came first, or no timer
 * was left.
 */
MUST_CHECK enum err task_sleep_until(struct task *t, int64_t moment_us);

/* Waits until fd is readable (or writable); ERR_UNAVAILABLE after timeout_ms. */
MUST_CHECK enum err task_wait_fd(struct task *t, int fd, bool for_write, int64_t timeout_ms);

/* The same, and task_wake ends it too: the caller looks at what it was woken for. */
MUST_CHECK enum err task_wait_fd_or_wake(
	struct task *t, int fd, bool for_write, int64_t timeout_ms);

/*
 * Runs fn in a task of its own and waits for its end, so that its memory goes with it: for a task
 * that lives long and does its work in rounds. `report` (may be NULL) sees the faults first.
 * ERR_UNAVAILABLE, without having run, over the limits of the loop.
 */
MUST_CHECK enum err task_run(struct task *t, enum err (*fn)(struct task *t, void *arg), void *arg,
	void (*report)(struct task *t, enum err e, void *arg));

/*
 * Runs fn(arg) on the offload thread (nice 10) and waits for it, however long it takes; `arg` may
 * stand on the caller's stack. fn touches nothing of the loop. ERR_UNAVAILABLE, without having run,
 * when the queue is full, no thread can be had, or its turn does not come before the task's
 * deadline.
 */
MUST_CHECK enum err task_offload(struct task *t, void (*fn)(void *arg), void *arg);

/* ---- the error record ---- */

#define TASK_MAX_FAULTS 50

/*
 * Sentences for people are Dutch where they stand. Whoever runs the task may give words in another
 * language for them: `words` gives a format for the same arguments, or what it got when it has no
 * other. NULL, as at the start: they stay Dutch. What task_run starts says it in the same.
 */
void task_set_words(struct task *t, const char *(*words)(const char *dutch));

/* A sentence, a format or a word in the language of the task; what task_fail and task_fault are
 * given as format is said so by themselves. */
const char *task_say(const struct task *t, const char *dutch) FORMAT_OF(2);
const char *task_sayf(struct task *t, const char *dutch_fmt, ...) PRINTF_LIKE(2, 3);

struct fault {
	const char *pointer; /* JSON pointer into the body, "?name" for a query key, header name;
				NULL for the whole */
	const char *code;    /* machine code, "tijdvak.bezet": part of the contract */
	const char *detail;  /* one sentence for people, in the language of the task */
	const char *bewijs;  /* it is no fault once this was confirmed; NULL: it stays one */
};

/*
 * Writes the one detail of a failure and gives `e` back: `return task_fail(t, ERR_CONFLICT,
 * "tijdvak.bezet", "…")`. A second call replaces the first.
 */
enum err task_fail(struct task *t, enum err e, const char *code, const char *detail_fmt, ...)
	PRINTF_LIKE(4, 5);

/* Adds one of several faults of the input; the first TASK_MAX_FAULTS are kept. `pointer` and texts
 * are copied. */
void task_fault(struct task *t, const char *pointer, const char *code, const char *detail_fmt, ...)
	PRINTF_LIKE(4, 5);

/* From now on a pointer begins within this part of the input: "/uitkomst"; NULL: anywhere. What is
 * given is borrowed. */
void task_faults_within(struct task *t, const char *part);

/*
 * As task_fault, for what may be right after all: no fault when `bewijs` is among what was
 * confirmed beforehand, for the whole task, with a comma between them. What is given is borrowed.
 */
void task_fault_unless_confirmed(struct task *t, const char *pointer, const char *code,
	const char *bewijs, const char *detail_fmt, ...) PRINTF_LIKE(5, 6);
void task_confirm(struct task *t, struct str bewijzen);

/* ERR_INVALID with code "invoer.ongeldig" when task_fault was called since the start, else ERR_OK.
 */
MUST_CHECK enum err task_faults_check(struct task *t);

const struct fault *task_error(const struct task *t); /* of task_fail; NULL when none */
const struct fault *task_faults(const struct task *t, size_t *ret_count);
void task_clear_error(struct task *t);

#endif
