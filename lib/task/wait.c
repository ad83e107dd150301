#include <assert.h>
#include <stdlib.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "task/internal.h"

#define MAX_SLEEP_MS (24 * 60 * 60 * INT64_C(1000))

void task_make_ready(struct task *t)
{
	struct loop *const l = t->loop;
	assert(t->state == TASK_WAITING_WAKE || t->state == TASK_WAITING_OTHER);
	t->state = TASK_READY;
	t->next = NULL;
	if (l->ready_last != NULL) {
		l->ready_last->next = t;
		l->ready_last = t;
		return;
	}
	l->ready_first = t;
	l->ready_last = t;
	const struct timeval now = { 0 };
	if (evtimer_add(&l->ready_event, &now) != 0)
		abort(); /* fails only without memory */
}

/* Those made ready meanwhile wait for the next turn: tasks that wake each other starve no socket.
 */
static void on_ready(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what; /* a timer */
	struct loop *const l = arg;
	struct task *t = l->ready_first;
	l->ready_first = NULL;
	l->ready_last = NULL;
	while (t != NULL) {
		struct task *const next = t->next;
		task_continue(t);
		t = next;
	}
}

void loop_ready_init(struct loop *l)
{
	if (evtimer_assign(&l->ready_event, l->base, on_ready, l) != 0)
		abort(); /* fails only on wrong arguments */
}

static void on_event(evutil_socket_t fd, short what, void *arg)
{
	(void)fd; /* the task knows it */
	struct task *const t = arg;
	t->timed_out = (what & EV_TIMEOUT) != 0;
	task_continue(t);
}

void task_set_deadline(struct task *t, int64_t deadline_us)
{
	t->deadline_us = deadline_us;
}

int64_t task_moment_in(const struct task *t, int64_t ms)
{
	const int64_t moment_us = clock_mono_us() + ms * 1000;
	return t->deadline_us != 0 && t->deadline_us < moment_us ? t->deadline_us : moment_us;
}

struct timeval task_time_left(const struct task *t)
{
	const int64_t us = t->deadline_us - clock_mono_us();
	if (us <= 0)
		return (struct timeval){ 0 };
	return (struct timeval){ .tv_sec = us / 1000000, .tv_usec = us % 1000000 };
}

/* Says whether the deadline of the task will end it before its own time does. */
static bool wait_begin(struct task *t, int fd, short what, int64_t timeout_ms)
{
	assert(timeout_ms >= 0); /* every wait has a deadline */
	const bool cut = t->deadline_us != 0 && task_moment_in(t, timeout_ms) == t->deadline_us;
	struct timeval timeout = {
		.tv_sec = timeout_ms / 1000,
		.tv_usec = timeout_ms % 1000 * 1000,
	};
	if (cut)
		timeout = task_time_left(t);
	t->timed_out = false;
	if (event_assign(&t->event, t->loop->base, fd, what, on_event, t) != 0 ||
		event_add(&t->event, &timeout) != 0)
		abort(); /* fails on a closed descriptor (a bug of the caller) or without memory */
	return cut;
}

static void wait_end(struct task *t)
{
	if (event_del(&t->event) != 0)
		abort(); /* fails only on an event that was never assigned */
}

enum err task_wait(struct task *t, int64_t timeout_ms)
{
	if (t->woken) {
		t->woken = false;
		return ERR_OK;
	}
	(void)wait_begin(t, -1, 0, timeout_ms); /* both ends are a time-out */
	task_suspend(t, TASK_WAITING_WAKE);
	wait_end(t);
	return t->timed_out ? ERR_UNAVAILABLE : ERR_OK;
}

void task_wake(struct task *t)
{
	assert(t->state != TASK_ENDED);
	if (t->state != TASK_WAITING_WAKE) {
		t->woken = true;
		return;
	}
	wait_end(t); /* from now on the time-out is too late */
	task_make_ready(t);
}

enum err task_sleep(struct task *t, int64_t ms)
{
	const bool cut = wait_begin(t, -1, 0, ms);
	task_suspend(t, TASK_WAITING_OTHER);
	wait_end(t);
	return cut ? ERR_UNAVAILABLE : ERR_OK;
}

enum err task_sleep_until(struct task *t, int64_t moment_us)
{
	const int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
	if (timer < 0)
		return ERR_UNAVAILABLE;
	const struct itimerspec at = { .it_value = { .tv_sec = moment_us / 1000000,
					       .tv_nsec = moment_us % 1000000 * 1000 } };
	enum err e = ERR_UNAVAILABLE;
	if (timerfd_settime(timer, TFD_TIMER_ABSTIME, &at, NULL) == 0)
		e = task_wait_fd(t, timer, false, MAX_SLEEP_MS);
	(void)close(timer); /* nothing was written to it */
	return e;
}

enum err task_wait_fd(struct task *t, int fd, bool for_write, int64_t timeout_ms)
{
	(void)wait_begin(t, fd, for_write ? EV_WRITE : EV_READ, timeout_ms); /* as above */
	task_suspend(t, TASK_WAITING_OTHER);
	wait_end(t);
	return t->timed_out ? ERR_UNAVAILABLE : ERR_OK;
}

enum err task_wait_fd_or_wake(struct task *t, int fd, bool for_write, int64_t timeout_ms)
{
	if (t->woken) {
		t->woken = false;
		return ERR_OK;
	}
	(void)wait_begin(t, fd, for_write ? EV_WRITE : EV_READ, timeout_ms); /* as above */
	task_suspend(t, TASK_WAITING_WAKE);
	wait_end(t);
	return t->timed_out ? ERR_UNAVAILABLE : ERR_OK;
}
