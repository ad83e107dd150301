/* Work on the offload thread. */
#include <criterion/criterion.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/date.h"
#include "task/task.h"

struct gate {
	pthread_mutex_t lock;
	pthread_cond_t opened;
	bool open;
};

struct work {
	struct gate *gate;
	pid_t thread;
	int nice;
	int done;
};

static void work_note(void *arg)
{
	struct work *const w = arg;
	w->thread = (pid_t)syscall(SYS_gettid);
	w->nice = getpriority(PRIO_PROCESS, (id_t)w->thread);
	w->done++;
}

static enum err offload_once(struct task *t, void *arg)
{
	return task_offload(t, work_note, arg);
}

Test(offload, runs_on_another_thread_that_is_nice)
{
	struct loop *const loop = loop_create(&loop_limits_default);
	struct work w = { 0 };
	cr_assert_eq(loop_run_task(loop, offload_once, &w, NULL), ERR_OK);
	cr_assert_eq(w.done, 1);
	cr_assert_neq(w.thread, (pid_t)syscall(SYS_gettid));
	cr_assert_geq(w.nice, 10);
	loop_destroy(loop);
}

static void gate_wait(void *arg)
{
	struct work *const w = arg;
	cr_assert_eq(pthread_mutex_lock(&w->gate->lock), 0);
	while (!w->gate->open)
		cr_assert_eq(pthread_cond_wait(&w->gate->opened, &w->gate->lock), 0);
	w->done++;
	cr_assert_eq(pthread_mutex_unlock(&w->gate->lock), 0);
}

static void gate_open(struct gate *g)
{
	cr_assert_eq(pthread_mutex_lock(&g->lock), 0);
	g->open = true;
	cr_assert_eq(pthread_cond_signal(&g->opened), 0);
	cr_assert_eq(pthread_mutex_unlock(&g->lock), 0);
}

static void offload_gated(struct task *t, void *arg)
{
	cr_assert_eq(task_offload(t, gate_wait, arg), ERR_OK);
}

static enum err fill_queue(struct task *t, void *arg)
{
	struct work *const w = arg;
	struct loop *const loop = task_loop(t);
	cr_assert_eq(task_spawn(loop, offload_gated, w), ERR_OK);
	while (loop_stats(loop).offload_waiting > 0) /* until the thread has taken the first */
		TRY(task_sleep(t, 1));
	cr_assert_eq(task_spawn(loop, offload_gated, w), ERR_OK);
	cr_assert_eq(task_spawn(loop, offload_gated, w), ERR_OK);
	cr_assert_eq(loop_stats(loop).offload_waiting, 2);
	const enum err full = task_offload(t, gate_wait, w);

	gate_open(w->gate);
	while (loop_stats(loop).tasks > 1)
		TRY(task_sleep(t, 1));
	return full;
}

static enum err outwait(struct task *t, void *arg)
{
	struct work *const w = arg;
	struct loop *const loop = task_loop(t);
	cr_assert_eq(task_spawn(loop, offload_gated, w), ERR_OK);
	while (loop_stats(loop).offload_waiting > 0) /* until the thread has taken the first */
		TRY(task_sleep(t, 1));
	struct work mine = { 0 };
	task_set_deadline(t, clock_mono_us() + 10000);
	const enum err late = task_offload(t, work_note, &mine);
	cr_assert_eq(loop_stats(loop).offload_waiting, 0, "it still stands in the queue");
	task_set_deadline(t, 0);
	cr_assert_eq(task_spawn(loop, offload_gated, w), ERR_OK);
	gate_open(w->gate);
	while (loop_stats(loop).tasks > 1)
		TRY(task_sleep(t, 1));
	cr_assert_eq(mine.done, 0);
	return late;
}

Test(offload, gives_up_its_turn_at_the_deadline_of_the_task)
{
	struct loop *const loop = loop_create(&loop_limits_default);
	struct gate gate = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false };
	struct work w = { .gate = &gate };
	cr_assert_eq(loop_run_task(loop, outwait, &w, NULL), ERR_UNAVAILABLE);
	cr_assert_eq(w.done, 2, "those before and behind it were done");
	loop_destroy(loop);
}

/* The deadline leaves the thread the time to begin, also on a busy machine. */
#define BEGUN_MS 1000

static void open_later(struct task *t, void *arg)
{
	struct work *const w = arg;
	cr_assert_eq(task_sleep(t, BEGUN_MS + 50), ERR_OK);
	gate_open(w->gate);
}

static enum err outlast(struct task *t, void *arg)
{
	TRY(task_spawn(task_loop(t), open_later, arg));
	task_set_deadline(t, clock_mono_us() + BEGUN_MS * 1000);
	return task_offload(t, gate_wait, arg);
}

Test(offload, is_waited_for_once_it_has_begun)
{
	struct loop *const loop = loop_create(&loop_limits_default);
	struct gate gate = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false };
	struct work w = { .gate = &gate };
	cr_assert_eq(loop_run_task(loop, outlast, &w, NULL), ERR_OK);
	cr_assert_eq(w.done, 1);
	loop_destroy(loop);
}

Test(offload, refuses_over_its_queue_and_lets_the_loop_turn)
{
	struct loop_limits limits = loop_limits_default;
	limits.max_offload_queue = 2;
	struct loop *const loop = loop_create(&limits);
	struct gate gate = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false };
	struct work w = { .gate = &gate };
	cr_assert_eq(loop_run_task(loop, fill_queue, &w, NULL), ERR_UNAVAILABLE);
	cr_assert_eq(w.done, 3);
	loop_destroy(loop);
}
