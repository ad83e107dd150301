#include <assert.h>
#include <stdlib.h>

#include "task/internal.h"

/* From one look at what is ready to the next. */
#define MAX_CALLBACKS 64

const struct loop_limits loop_limits_default = {
	.max_tasks = 4096,
	.stack_bytes = 128 * 1024,
	.arena_cap_bytes = 32 * 1024 * 1024,
	.max_offload_queue = 64,
};

/* ---- the end of a turn ---- */

static void on_turn_end(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what; /* nothing happened: it was our own wish */
	struct loop *const l = arg;
	while (l->hooks != NULL) {
		struct loop_hook *const h = l->hooks;
		l->hooks = h->next;
		h->waiting = false;
		h->fn(h->arg);
	}
}

void loop_at_turn_end(struct loop *l, struct loop_hook *h)
{
	if (h->waiting)
		return;
	if (l->hooks == NULL)
		event_active(&l->turn_event, EV_TIMEOUT, 1);
	h->waiting = true;
	h->next = l->hooks;
	l->hooks = h;
}

void loop_hook_cancel(struct loop *l, struct loop_hook *h)
{
	for (struct loop_hook **at = &l->hooks; h->waiting && *at != NULL; at = &(*at)->next) {
		if (*at == h) {
			*at = h->next;
			h->waiting = false;
			return;
		}
	}
}

/* ---- life ---- */

const char *loop_library(void)
{
	return event_get_version();
}

struct loop *loop_create(const struct loop_limits *limits)
{
	struct loop *const l = calloc(1, sizeof(*l));
	struct event_config *const config = event_config_new();
	if (l == NULL || config == NULL)
		abort();
	/*
	 * One thread: no locks. No cached time, so that a wait begun late in a long callback is not
	 * too short.
	 */
	if (event_config_set_flag(config, EVENT_BASE_FLAG_NOLOCK | EVENT_BASE_FLAG_NO_CACHE_TIME) !=
		0)
		abort();
	/* Callbacks that come back for more do not keep the loop from looking for others. */
	if (event_config_set_max_dispatch_interval(config, NULL, MAX_CALLBACKS, 0) != 0)
		abort();
	l->limits = *limits;
	l->base = event_base_new_with_config(config);
	if (l->base == NULL)
		abort();
	event_config_free(config);
	loop_ready_init(l);
	if (event_assign(&l->turn_event, l->base, -1, 0, on_turn_end, l) != 0)
		abort(); /* fails only on wrong arguments */
	return l;
}

void loop_destroy(struct loop *l)
{
	if (l == NULL)
		return;
	assert(l->stats.tasks == 0);
	offload_destroy(l->offload);
	while (l->spare != NULL) {
		struct task *const t = l->spare;
		l->spare = t->next;
		arena_fini(&t->arena);
		stack_unmap(&t->stack);
		free(t);
	}
	event_base_free(l->base);
	free(l);
}

struct event_base *loop_base(struct loop *l)
{
	return l->base;
}

struct loop_stats loop_stats(const struct loop *l)
{
	struct loop_stats stats = l->stats;
	/* Of those that were unmapped it is known; the others are asked now, not after each task.
	 */
	for (const struct task *t = l->spare; t != NULL; t = t->next)
		stats.stack_high_bytes = stack_high_bytes(&t->stack, stats.stack_high_bytes);
	stats.offload_waiting = l->offload != NULL ? offload_waiting(l->offload) : 0;
	return stats;
}

void loop_run(struct loop *l)
{
	assert(l->running == NULL);
	while (!l->stopping) {
		if (event_base_loop(l->base, EVLOOP_NO_EXIT_ON_EMPTY) < 0)
			abort(); /* the kernel refuses to wait for us: nothing to go on with */
	}
	l->stopping = false;
}

void loop_stop(struct loop *l)
{
	l->stopping = true;
	if (event_base_loopbreak(l->base) != 0)
		abort(); /* fails only without a base */
}

/* ---- one task to its end ---- */

struct run_task {
	enum err (*fn)(struct task *t, void *arg);
	void *arg;
	enum err result;
};

static void run_task_main(struct task *t, void *arg)
{
	struct run_task *const run = arg;
	run->result = run->fn(t, run->arg);
}

enum err loop_run_task(struct loop *l, enum err (*fn)(struct task *t, void *arg), void *arg,
	void (*report)(struct task *t, enum err e, void *arg))
{
	assert(l->running == NULL); /* turning the loop inside the loop is not possible */
	struct run_task run = { .fn = fn, .arg = arg };
	struct task *t = NULL;
	TRY(task_create(l, run_task_main, &run, &t));
	t->kept = true;
	task_continue(t);
	while (t->state != TASK_ENDED) {
		if (event_base_loop(l->base, EVLOOP_ONCE) != 0)
			abort(); /* a waiting task has an event: this loop cannot be without */
	}
	if (report != NULL)
		report(t, run.result, arg);
	task_release(t);
	return run.result;
}
