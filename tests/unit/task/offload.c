/* Work on the offload thread. */
#include <criterion/criterion.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

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

	cr_assert_eq(pthread_mutex_lock(&w->gate->lock), 0);
	w->gate->open = true;
	cr_assert_eq(pthread_cond_signal(&w->gate->opened), 0);
	cr_assert_eq(pthread_mutex_unlock(&w->gate->lock), 0);
	while (loop_stats(loop).tasks > 1)
		TRY(task_sleep(t, 1));
	return full;
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
