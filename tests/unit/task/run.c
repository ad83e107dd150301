/* Starting and ending tasks, their arena and their limits. */
#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "task/task.h"

static struct loop_limits limits;
static struct loop *loop;

static void setup(void)
{
	limits = loop_limits_default;
	loop = loop_create(&limits);
}

static void teardown(void)
{
	loop_destroy(loop);
}

TestSuite(task, .init = setup, .fini = teardown);

static void set_flag(struct task *t, void *arg)
{
	*(bool *)arg = task_loop(t) == loop;
}

Test(task, runs_at_once_when_it_is_spawned)
{
	bool ran = false;
	cr_assert_eq(task_spawn(loop, set_flag, &ran), ERR_OK);
	cr_assert(ran);
	cr_assert_eq(loop_stats(loop).tasks, 0);
	cr_assert_eq(loop_stats(loop).tasks_max, 1);
}

struct trace {
	char text[64];
	struct task *sleeper;
};

static void note(struct trace *tr, const char *what)
{
	const size_t len = strlen(tr->text);
	cr_assert_lt(snprintf(tr->text + len, sizeof(tr->text) - len, "%s", what),
		(int)(sizeof(tr->text) - len));
}

static void wait_once(struct task *t, void *arg)
{
	struct trace *const tr = arg;
	tr->sleeper = t;
	note(tr, "b");
	cr_assert_eq(task_wait(t, 5000), ERR_OK);
	note(tr, "e");
}

static enum err spawn_and_wake(struct task *t, void *arg)
{
	struct trace *const tr = arg;
	note(tr, "a");
	cr_assert_eq(task_spawn(task_loop(t), wait_once, tr), ERR_OK);
	note(tr, "c");
	task_wake(tr->sleeper);
	note(tr, "d");
	cr_assert_eq(task_sleep(t, 1), ERR_OK);
	note(tr, "f");
	return ERR_NOT_FOUND;
}

Test(task, gives_control_back_to_its_spawner_and_is_woken_from_the_loop)
{
	struct trace tr = { 0 };
	cr_assert_eq(loop_run_task(loop, spawn_and_wake, &tr, NULL), ERR_NOT_FOUND);
	cr_assert_str_eq(tr.text, "abcdef");
}

static void count_release(void *object)
{
	(*(int *)object)++;
}

static void take_memory(struct task *t, void *arg)
{
	arena_defer(task_arena(t), count_release, arg);
	char *const text = arena_printf(task_arena(t), "%d", 42);
	cr_assert_str_eq(text, "42");
	cr_assert_eq(task_sleep(t, 1), ERR_OK);
	cr_assert_str_eq(text, "42");
}

static enum err wait_for_others(struct task *t, void *arg)
{
	while (loop_stats(task_loop(t)).tasks > 1)
		TRY(task_sleep(t, 1));
	return ERR_OK;
}

Test(task, releases_its_arena_when_it_ends)
{
	int released = 0;
	cr_assert_eq(task_spawn(loop, take_memory, &released), ERR_OK);
	cr_assert_eq(released, 0);
	cr_assert_eq(loop_run_task(loop, wait_for_others, NULL, NULL), ERR_OK);
	cr_assert_eq(released, 1);
}

static void sleep_a_little(struct task *t, void *arg)
{
	cr_assert_eq(task_sleep(t, 2), ERR_OK);
	(*(size_t *)arg)++;
}

Test(task, two_thousand_live_at_once)
{
	size_t done = 0;
	for (int i = 0; i < 2000; i++)
		cr_assert_eq(task_spawn(loop, sleep_a_little, &done), ERR_OK);
	cr_assert_eq(loop_stats(loop).tasks, 2000);
	cr_assert_eq(loop_run_task(loop, wait_for_others, NULL, NULL), ERR_OK);
	cr_assert_eq(done, 2000);
	cr_assert_eq(loop_stats(loop).tasks_max, 2001);
	/* Most stacks went back to the system, some were kept for the next ones. */
	cr_assert_leq(loop_stats(loop).stacks, 256);
	cr_assert_geq(loop_stats(loop).stacks, 1);
}

static size_t descend(struct task *t, size_t depth)
{
	volatile char frame[512];
	memset((char *)frame, (int)depth, sizeof(frame));
	if (depth == 0) {
		cr_assert_eq(task_sleep(t, 1), ERR_OK);
		return 0;
	}
	const size_t below = descend(t, depth - 1);
	cr_assert_eq(frame[511], (char)depth);
	return below + 1;
}

static void use_deep_stack(struct task *t, void *arg)
{
	*(size_t *)arg = descend(t, 150);
}

Test(task, suspends_deep_down_on_its_stack)
{
	size_t depth = 0;
	cr_assert_eq(task_spawn(loop, use_deep_stack, &depth), ERR_OK);
	cr_assert_eq(loop_run_task(loop, wait_for_others, NULL, NULL), ERR_OK);
	cr_assert_eq(depth, 150);
	cr_assert_geq(loop_stats(loop).stack_high_bytes, 150 * 512);
	/* The same stack again, shallow and deep. */
	cr_assert_eq(task_spawn(loop, use_deep_stack, &depth), ERR_OK);
	cr_assert_eq(loop_run_task(loop, wait_for_others, NULL, NULL), ERR_OK);
	cr_assert_leq(loop_stats(loop).stacks, 2);
}

static void keep_errno(struct task *t, void *arg)
{
	errno = *(int *)arg;
	cr_assert_eq(task_sleep(t, 1), ERR_OK);
	cr_assert_eq(errno, *(int *)arg);
}

Test(task, keeps_its_errno_across_a_suspension)
{
	int first = EAGAIN;
	int second = ENOENT;
	cr_assert_eq(task_spawn(loop, keep_errno, &first), ERR_OK);
	cr_assert_eq(task_spawn(loop, keep_errno, &second), ERR_OK);
	cr_assert_eq(loop_run_task(loop, wait_for_others, NULL, NULL), ERR_OK);
}

static void stop_later(struct task *t, void *arg)
{
	cr_assert_eq(task_sleep(t, 1), ERR_OK);
	loop_stop(task_loop(t));
}

Test(task, the_cap_refuses_one_more)
{
	loop_destroy(loop);
	limits.max_tasks = 3;
	loop = loop_create(&limits);
	size_t done = 0;
	cr_assert_eq(task_spawn(loop, sleep_a_little, &done), ERR_OK);
	cr_assert_eq(task_spawn(loop, sleep_a_little, &done), ERR_OK);
	cr_assert_eq(task_spawn(loop, stop_later, NULL), ERR_OK);
	cr_assert_eq(task_spawn(loop, sleep_a_little, &done), ERR_UNAVAILABLE);
	cr_assert_eq(loop_run_task(loop, wait_for_others, NULL, NULL), ERR_UNAVAILABLE);
	loop_run(loop);
	cr_assert_lt(loop_stats(loop).tasks, 3);
	cr_assert_eq(loop_run_task(loop, wait_for_others, NULL, NULL), ERR_OK);
	cr_assert_eq(done, 2);
}

Test(loop, runs_until_it_is_stopped, .init = setup, .fini = teardown)
{
	cr_assert_eq(task_spawn(loop, stop_later, NULL), ERR_OK);
	loop_run(loop);
	cr_assert_eq(loop_stats(loop).tasks, 0);
}

Test(loop, a_stop_before_the_run_counts, .init = setup, .fini = teardown)
{
	loop_stop(loop);
	loop_run(loop);
}

#ifndef NDEBUG /* asserts are what ends these */

static struct task *leaked;

static void leak_itself(struct task *t, void *arg)
{
	leaked = t;
	cr_assert_eq(task_sleep(t, 60000), ERR_OK);
}

static enum err wait_as_another(struct task *t, void *arg)
{
	return task_wait(leaked, 1);
}

Test(task, cannot_wait_as_another, .signal = SIGABRT)
{
	cr_assert_eq(task_spawn(loop, leak_itself, NULL), ERR_OK);
	(void)!loop_run_task(loop, wait_as_another, NULL, NULL); /* does not return */
}

#endif

struct gatherer {
	struct loop_hook hook;
	size_t asked, ran;
};

static void gather(void *arg)
{
	struct gatherer *const g = arg;
	g->ran++;
}

static void ask_twice(struct task *t, void *arg)
{
	struct gatherer *const g = arg;
	cr_assert_eq(task_sleep(t, 0), ERR_OK);
	loop_at_turn_end(task_loop(t), &g->hook);
	loop_at_turn_end(task_loop(t), &g->hook);
	cr_assert_eq(g->ran, 0); /* not before the others of this turn had theirs */
	g->asked++;
	cr_assert_eq(task_sleep(t, 0), ERR_OK);
	cr_assert_eq(g->ran, 1);
}

Test(loop, a_hook_runs_once_behind_all_of_its_turn, .init = setup, .fini = teardown)
{
	struct gatherer g = { .hook = { .fn = gather, .arg = &g } };
	for (int i = 0; i < 5; i++)
		cr_assert_eq(task_spawn(loop, ask_twice, &g), ERR_OK);
	cr_assert_eq(loop_run_task(loop, wait_for_others, NULL, NULL), ERR_OK);
	cr_assert_eq(g.asked, 5);
	cr_assert_eq(g.ran, 1);
}

static enum err sleep_shortly(struct task *t, void *arg)
{
	return task_sleep(t, 1);
}

Test(loop, a_cancelled_hook_never_runs, .init = setup, .fini = teardown)
{
	struct gatherer g = { .hook = { .fn = gather, .arg = &g } };
	struct gatherer other = { .hook = { .fn = gather, .arg = &other } };
	loop_at_turn_end(loop, &other.hook);
	loop_at_turn_end(loop, &g.hook);
	loop_hook_cancel(loop, &g.hook);
	loop_hook_cancel(loop, &g.hook);
	cr_assert_eq(loop_run_task(loop, sleep_shortly, NULL, NULL), ERR_OK);
	cr_assert_eq(g.ran, 0);
	cr_assert_eq(other.ran, 1);
}

/* ---- rounds ---- */

struct round {
	int64_t pause_ms;
	size_t released, reported;
};

static void note_released(void *arg)
{
	struct round *const r = arg;
	r->released++;
}

static enum err fail_in_a_round(struct task *t, void *arg)
{
	struct round *const r = arg;
	arena_defer(task_arena(t), note_released, r);
	if (r->pause_ms > 0)
		cr_assert_eq(task_sleep(t, r->pause_ms), ERR_OK);
	return task_fail(t, ERR_CONFLICT, "proef", "Een proef.");
}

static void note_reported(struct task *t, enum err e, void *arg)
{
	struct round *const r = arg;
	cr_assert_eq(e, ERR_CONFLICT);
	cr_assert_str_eq(task_error(t)->code, "proef");
	r->reported++;
}

static enum err run_rounds(struct task *t, void *arg)
{
	struct round *const r = arg;
	task_wake(t);
	for (size_t i = 1; i <= 3; i++) {
		r->pause_ms = (int64_t)i - 1; /* the first ends before it ever waits */
		cr_assert_eq(task_run(t, fail_in_a_round, r, note_reported), ERR_CONFLICT);
		cr_assert_eq(task_sleep(t, 0), ERR_OK);
		cr_assert_eq(r->released, i);
		cr_assert_eq(r->reported, i);
	}
	cr_assert_null(task_error(t)); /* faults stay with the round */
	return task_wait(t, 60000);    /* and the wake was not taken by it */
}

Test(task, runs_rounds_whose_memory_goes_with_them)
{
	struct round r = { 0 };
	cr_assert_eq(loop_run_task(loop, run_rounds, &r, NULL), ERR_OK);
}
