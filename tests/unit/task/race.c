/*
 * The one thread that we have beside the loop, under ThreadSanitizer: jobs come, run and are done
 * while other tasks turn the loop, and the loop ends at once behind them. No Criterion here: it
 * does not go together with that sanitizer.
 */
#include <stdio.h>
#include <stdlib.h>

#include "task/task.h"

#define TASKS 32
#define JOBS  200
#define LOOPS 5

struct work {
	unsigned long done; /* written by the thread, read by the task that waited */
	unsigned long seen;
};

static void count(void *arg)
{
	struct work *const w = arg;
	for (unsigned long i = 0; i < 1000; i++)
		w->done++;
}

static void offload_often(struct task *t, void *arg)
{
	struct work *const w = arg;
	for (int i = 0; i < JOBS; i++) {
		const enum err e = task_offload(t, count, w);
		if (e == ERR_UNAVAILABLE && task_sleep(t, 1) == ERR_OK)
			continue; /* the queue is full */
		w->seen += e == ERR_OK ? 1000 : 0;
		if (w->seen != w->done) {
			fprintf(stderr, "a job was not done when its task went on\n");
			abort();
		}
	}
}

static enum err until_alone(struct task *t, void *arg)
{
	(void)arg;
	while (loop_stats(task_loop(t)).tasks > 1)
		TRY(task_sleep(t, 1));
	return ERR_OK;
}

int main(void)
{
	for (int i = 0; i < LOOPS; i++) {
		static struct work works[TASKS];
		struct loop_limits limits = loop_limits_default;
		limits.max_offload_queue = TASKS / 2;
		struct loop *const loop = loop_create(&limits);
		for (size_t k = 0; k < TASKS; k++) {
			works[k] = (struct work){ 0 };
			if (task_spawn(loop, offload_often, &works[k]) != ERR_OK)
				abort();
		}
		if (loop_run_task(loop, until_alone, NULL, NULL) != ERR_OK)
			abort();
		unsigned long jobs = 0;
		for (size_t k = 0; k < TASKS; k++)
			jobs += works[k].done / 1000;
		if (jobs < TASKS)
			abort();
		loop_destroy(loop);
		printf("%lu jobs\n", jobs);
	}
	return 0;
}
