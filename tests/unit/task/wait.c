/* Waiting: wakes, time-outs, descriptors. */
#include <criterion/criterion.h>
#include <event2/event.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/date.h"
#include "task/task.h"

static struct loop *loop;

static void setup(void)
{
	loop = loop_create(&loop_limits_default);
}

static void teardown(void)
{
	loop_destroy(loop);
}

TestSuite(wait, .init = setup, .fini = teardown);

static enum err wait_shortly(struct task *t, void *arg)
{
	return task_wait(t, 1);
}

Test(wait, ends_at_its_deadline)
{
	cr_assert_eq(loop_run_task(loop, wait_shortly, NULL, NULL), ERR_UNAVAILABLE);
}

static int64_t now_and(int64_t ms)
{
	return clock_mono_us() + ms * 1000;
}

static enum err waits_of_a_minute(struct task *t, void *arg)
{
	int ends[2];
	cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	const int64_t begin_us = clock_mono_us();
	task_set_deadline(t, now_and(20));
	cr_assert_eq(task_wait(t, 60000), ERR_UNAVAILABLE);
	task_set_deadline(t, now_and(20));
	cr_assert_eq(task_sleep(t, 60000), ERR_UNAVAILABLE);
	task_set_deadline(t, now_and(20));
	cr_assert_eq(task_wait_fd(t, ends[0], false, 60000), ERR_UNAVAILABLE);
	/* Once it has passed, no more than one turn. */
	cr_assert_eq(task_sleep(t, 60000), ERR_UNAVAILABLE);
	cr_assert_leq(task_moment_in(t, 60000), clock_mono_us());
	cr_assert_lt(clock_mono_us() - begin_us, 30 * INT64_C(1000000));
	(void)close(ends[0]);
	(void)close(ends[1]);
	return ERR_OK;
}

static enum err sleep_to_moments(struct task *t, void *arg)
{
	const int64_t moment_us = clock_mono_us() + 2500;
	cr_assert_eq(task_sleep_until(t, moment_us), ERR_OK);
	cr_assert_geq(clock_mono_us(), moment_us);
	cr_assert_eq(task_sleep_until(t, moment_us), ERR_OK, "a moment that has passed is no wait");
	task_set_deadline(t, now_and(20));
	cr_assert_eq(task_sleep_until(t, now_and(60000)), ERR_UNAVAILABLE);
	return ERR_OK;
}

Test(wait, until_a_moment_is_never_shorter)
{
	cr_assert_eq(loop_run_task(loop, sleep_to_moments, NULL, NULL), ERR_OK);
}

Test(wait, of_any_kind_ends_at_the_deadline_of_the_task)
{
	cr_assert_eq(loop_run_task(loop, waits_of_a_minute, NULL, NULL), ERR_OK);
}

static enum err waits_with_time_to_spare(struct task *t, void *arg)
{
	task_set_deadline(t, now_and(60000));
	cr_assert_eq(task_sleep(t, 1), ERR_OK);
	cr_assert_lt(task_moment_in(t, 1), now_and(30000));
	task_set_deadline(t, now_and(-1));
	task_set_deadline(t, 0);
	return task_sleep(t, 1);
}

Test(wait, is_not_shortened_by_a_deadline_that_is_far_or_was_taken_back)
{
	cr_assert_eq(loop_run_task(loop, waits_with_time_to_spare, NULL, NULL), ERR_OK);
}

static enum err wait_not_at_all(struct task *t, void *arg)
{
	return task_wait(t, 0);
}

Test(wait, of_no_time_gives_the_loop_one_turn)
{
	cr_assert_eq(loop_run_task(loop, wait_not_at_all, NULL, NULL), ERR_UNAVAILABLE);
}

static enum err wake_then_wait(struct task *t, void *arg)
{
	task_wake(t);
	task_wake(t); /* two wakes before a wait are one */
	cr_assert_eq(task_wait(t, 60000), ERR_OK);
	return task_wait(t, 1);
}

Test(wait, a_wake_before_it_counts_once)
{
	cr_assert_eq(loop_run_task(loop, wake_then_wait, NULL, NULL), ERR_UNAVAILABLE);
}

static enum err wake_then_sleep(struct task *t, void *arg)
{
	task_wake(t);
	const int64_t begin = clock_mono_us();
	cr_assert_eq(task_sleep(t, 20), ERR_OK);
	/* The kernel's coarse clock may be a tick off. */
	cr_assert_geq(clock_mono_us() - begin, 10000);
	return task_wait(t, 60000);
}

Test(wait, a_wake_does_not_end_a_sleep_and_is_kept)
{
	cr_assert_eq(loop_run_task(loop, wake_then_sleep, NULL, NULL), ERR_OK);
}

struct players {
	struct task *task[2];
	int rounds;
	int finished;
};

static void play(struct task *t, void *arg)
{
	struct players *const p = arg;
	const int me = p->task[0] == NULL ? 0 : 1;
	p->task[me] = t;
	for (int i = 0; i < 1000; i++) {
		if (p->task[1 - me] != NULL)
			task_wake(p->task[1 - me]);
		if (p->finished == 0)
			cr_assert_eq(task_wait(t, 5000), ERR_OK);
		p->rounds++;
	}
	p->finished++;
	p->task[me] = NULL;
	if (p->task[1 - me] != NULL)
		task_wake(p->task[1 - me]);
}

static enum err until_finished(struct task *t, void *arg)
{
	const struct players *const p = arg;
	for (int i = 0; i < 5000 && p->finished < 2; i++)
		TRY(task_sleep(t, 1));
	return p->finished == 2 ? ERR_OK : ERR_UNAVAILABLE;
}

Test(wait, two_tasks_wake_each_other_without_recursion)
{
	struct players p = { 0 };
	cr_assert_eq(task_spawn(loop, play, &p), ERR_OK);
	cr_assert_eq(task_spawn(loop, play, &p), ERR_OK);
	cr_assert_eq(loop_run_task(loop, until_finished, &p, NULL), ERR_OK);
	cr_assert_eq(p.rounds, 2000);
}

static void wake_from_event(evutil_socket_t fd, short what, void *arg)
{
	task_wake(arg);
}

static enum err wake_at_the_deadline(struct task *t, void *arg)
{
	/* The wake and the time-out fall in the same turn; either may win, neither may be lost
	 * twice. */
	const struct timeval soon = { .tv_usec = 1000 };
	cr_assert_eq(
		event_base_once(loop_base(loop), -1, EV_TIMEOUT, wake_from_event, t, &soon), 0);
	const enum err first = task_wait(t, 1);
	if (first == ERR_OK)
		return task_wait(t, 1) == ERR_UNAVAILABLE ? ERR_OK : ERR_INTERNAL;
	return task_wait(t, 1000);
}

Test(wait, a_wake_in_the_turn_of_the_deadline_is_not_lost)
{
	cr_assert_eq(loop_run_task(loop, wake_at_the_deadline, NULL, NULL), ERR_OK);
}

static enum err wait_for_pair(struct task *t, void *arg)
{
	const int *const ends = arg;
	cr_assert_eq(task_wait_fd(t, ends[0], false, 1), ERR_UNAVAILABLE);
	cr_assert_eq(task_wait_fd(t, ends[0], true, 1000), ERR_OK);
	cr_assert_eq(write(ends[1], "x", 1), 1);
	return task_wait_fd(t, ends[0], false, 1000);
}

Test(wait, for_a_descriptor_ends_when_it_is_ready_or_at_the_deadline)
{
	int ends[2];
	cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	cr_assert_eq(loop_run_task(loop, wait_for_pair, ends, NULL), ERR_OK);
	(void)close(ends[0]);
	(void)close(ends[1]);
}

static void wake_soon(struct task *t, void *arg)
{
	cr_assert_eq(task_sleep(t, 1), ERR_OK);
	task_wake(arg);
}

static enum err wait_for_pair_or_wake(struct task *t, void *arg)
{
	const int *const ends = arg;
	cr_assert_eq(task_wait_fd_or_wake(t, ends[0], false, 1), ERR_UNAVAILABLE);
	task_wake(t);
	cr_assert_eq(task_wait_fd_or_wake(t, ends[0], false, 60000), ERR_OK);
	cr_assert_eq(task_spawn(task_loop(t), wake_soon, t), ERR_OK);
	cr_assert_eq(task_wait_fd_or_wake(t, ends[0], false, 60000), ERR_OK);
	cr_assert_eq(task_wait_fd_or_wake(t, ends[0], true, 60000), ERR_OK);
	cr_assert_eq(write(ends[1], "x", 1), 1);
	cr_assert_eq(task_wait_fd_or_wake(t, ends[0], false, 60000), ERR_OK);
	return task_wait(t, 1); /* none of it is left behind as a wake */
}

Test(wait, for_a_descriptor_or_a_wake_ends_with_either)
{
	int ends[2];
	cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	cr_assert_eq(loop_run_task(loop, wait_for_pair_or_wake, ends, NULL), ERR_UNAVAILABLE);
	(void)close(ends[0]);
	(void)close(ends[1]);
}

#ifndef NDEBUG /* asserts are what ends these */

static enum err wait_forever(struct task *t, void *arg)
{
	return task_wait(t, -1);
}

Test(wait, without_a_deadline_is_a_bug, .signal = SIGABRT)
{
	(void)!loop_run_task(loop, wait_forever, NULL, NULL); /* does not return */
}

#endif
