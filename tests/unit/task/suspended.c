/* Tasks that wait, each in another way, and then a stop: for task-gdb.py to look at. */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "task/task.h"

static struct task *woken;

__attribute__((noinline)) static enum err deep_in_the_store(struct task *t, int left)
{
	if (left > 0) {
		const enum err e = deep_in_the_store(t, left - 1);
		return e == ERR_OK ? ERR_OK : ERR_INTERNAL; /* not a tail call */
	}
	return task_wait(t, 60000);
}

static void handler_of_a_request(struct task *t, void *arg)
{
	woken = t;
	if (deep_in_the_store(t, 2) == ERR_OK)
		puts(arg);
}

static void sleeper(struct task *t, void *arg)
{
	if (task_sleep(t, 50) == ERR_OK)
		puts(arg);
}

/* On the loop's own stack, as where a service waits for something to do. */
static void stop(void *arg)
{
	(void)arg;
	(void)raise(SIGTRAP); /* gdb stops here, with all tasks suspended */
}

static enum err stop_and_finish(struct task *t, void *arg)
{
	(void)arg;
	struct loop_hook hook = { .fn = stop };
	TRY(task_sleep(t, 1));
	loop_at_turn_end(task_loop(t), &hook);
	TRY(task_sleep(t, 1));
	task_wake(woken);
	while (loop_stats(task_loop(t)).tasks > 1)
		TRY(task_sleep(t, 1));
	return ERR_OK;
}

int main(void)
{
	struct loop *const loop = loop_create(&loop_limits_default);
	if (task_spawn(loop, handler_of_a_request, "handler done") != ERR_OK ||
		task_spawn(loop, sleeper, "sleeper done") != ERR_OK ||
		loop_run_task(loop, stop_and_finish, NULL, NULL) != ERR_OK)
		return 1;
	loop_destroy(loop);
	return 0;
}
