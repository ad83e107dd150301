#include "task/task.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>

#include "task/guard.h"
#include "task/internal.h"

struct loop *task_loop(struct task *t)
{
	return t->loop;
}

struct arena *task_arena(struct task *t)
{
	return &t->arena;
}

void task_set_actor(struct task *t, const void *actor)
{
	t->actor = actor;
}

const void *task_actor(const struct task *t)
{
	return t->actor;
}

/* Bottom frame of each stack. It never returns: at the end somebody else goes on. */
static void task_main(void *arg)
{
	struct task *const t = arg;
	switch_entered(t->resumed_from);
	t->fn(t, t->arg);
	t->state = TASK_ENDED;
	switch_to(&t->point, t->resumed_from, true);
	abort(); /* an ended task was resumed */
}

static struct task *task_take_spare(struct loop *l)
{
	struct task *const t = l->spare;
	if (t == NULL)
		return NULL;
	l->spare = t->next;
	l->spare_count--;
	stack_reuse(&t->stack);
	return t;
}

static struct task *task_map(struct loop *l)
{
	guard_init();
	struct task *const t = calloc(1, sizeof(*t));
	if (t == NULL)
		abort(); /* out of memory ends the process, as everywhere */
	/* Frames are two to three times as large with the sanitizer's red zones. */
	const size_t factor = SWITCH_ASAN ? 4 : 1;
	if (!stack_map(&t->stack, l->limits.stack_bytes * factor)) {
		free(t);
		return NULL;
	}
	l->stats.stacks++;
	arena_init(&t->arena, l->limits.arena_cap_bytes);
	return t;
}

enum err task_create(
	struct loop *l, void (*fn)(struct task *t, void *arg), void *arg, struct task **ret_task)
{
	if (l->stats.tasks >= l->limits.max_tasks)
		return ERR_UNAVAILABLE;
	struct task *t = task_take_spare(l);
	if (t == NULL)
		t = task_map(l);
	if (t == NULL)
		return ERR_UNAVAILABLE;
	const struct stack stack = t->stack;
	const struct arena arena = t->arena;
	*t = (struct task){
		.loop = l,
		.state = TASK_READY,
		.fn = fn,
		.arg = arg,
		.stack = stack,
		.arena = arena,
	};
	switch_prepare(&t->point, stack.low, stack.bytes, task_main, t);
	l->stats.tasks++;
	if (l->stats.tasks > l->stats.tasks_max)
		l->stats.tasks_max = l->stats.tasks;
	*ret_task = t;
	return ERR_OK;
}

void task_continue(struct task *t)
{
	struct loop *const l = t->loop;
	struct task *const before = l->running;
	const struct task *const guarded = guard_task;
	assert(t->state != TASK_ENDED && t->state != TASK_RUNNING);
	t->resumed_from = before != NULL ? &before->point : &l->home;
	t->state = TASK_RUNNING;
	l->running = t;
	guard_task = t;
	switch_to(t->resumed_from, &t->point, false);
	guard_task = guarded;
	l->running = before;
	if (t->state == TASK_ENDED && !t->kept)
		task_release(t);
}

void task_suspend(struct task *t, enum task_state state)
{
	assert(t->loop->running == t); /* only a task itself can suspend, on its own stack */
	assert(state == TASK_WAITING_WAKE || state == TASK_WAITING_OTHER);
	/* errno is of the thread, and others run on it meanwhile. */
	const int saved_errno = errno;
	t->state = state;
	switch_to(&t->point, t->resumed_from, false);
	errno = saved_errno;
}

void task_release(struct task *t)
{
	struct loop *const l = t->loop;
	assert(t->state == TASK_ENDED);
	l->stats.tasks--;
	switch_fini(&t->point);
	if (l->spare_count < LOOP_SPARE_TASKS) {
		arena_reset(&t->arena);
		t->next = l->spare;
		l->spare = t;
		l->spare_count++;
		return;
	}
	l->stats.stack_high_bytes = stack_high_bytes(&t->stack, l->stats.stack_high_bytes);
	arena_fini(&t->arena);
	stack_unmap(&t->stack);
	l->stats.stacks--;
	free(t);
}

enum err task_spawn(struct loop *l, void (*fn)(struct task *t, void *arg), void *arg)
{
	struct task *t = NULL;
	TRY(task_create(l, fn, arg, &t));
	task_continue(t);
	return ERR_OK;
}

/* ---- a task within a task ---- */

struct run {
	enum err (*fn)(struct task *t, void *arg);
	void (*report)(struct task *t, enum err e, void *arg);
	void *arg;
	struct task *waiting;			 /* for the end */
	int64_t deadline_us;			 /* that of who waits holds for it too … */
	const void *actor;			 /* … it works for the same … */
	const char *(*words)(const char *dutch); /* … in the same language */
	bool ended;
	enum err result;
};

static void run_main(struct task *t, void *arg)
{
	struct run *const run = arg;
	task_set_deadline(t, run->deadline_us);
	task_set_actor(t, run->actor);
	task_set_words(t, run->words);
	run->result = run->fn(t, run->arg);
	if (run->report != NULL)
		run->report(t, run->result, run->arg);
	run->ended = true;
	if (run->waiting != NULL)
		task_make_ready(run->waiting);
}

enum err task_run(struct task *t, enum err (*fn)(struct task *t, void *arg), void *arg,
	void (*report)(struct task *t, enum err e, void *arg))
{
	struct run run = { .fn = fn,
		.arg = arg,
		.report = report,
		.deadline_us = t->deadline_us,
		.actor = t->actor,
		.words = t->words };
	TRY(task_spawn(t->loop, run_main, &run));
	if (!run.ended) {
		run.waiting = t;
		task_suspend(t, TASK_WAITING_OTHER);
	}
	return run.result;
}
