/*
 * A planted fault: a frame that lives across a suspension writes behind an array of its own.
 * AddressSanitizer has to find it and to name the array. Without our annotations it does not know
 * the stack and names nothing (seen with gcc 12); with ucontext it misses the fault, which is why
 * stacks are switched as they are.
 */
#include <stdio.h>
#include <string.h>

#include "task/task.h"

static volatile size_t behind = 16;

static void write_behind(struct task *t, void *arg)
{
	volatile char array[16];
	memset((char *)array, 0, sizeof(array));
	if (task_sleep(t, 1) != ERR_OK)
		return;
	array[behind] = 1;
	(*(int *)arg) += array[0];
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
	struct loop *const loop = loop_create(&loop_limits_default);
	int sum = 0;
	/* Others before and after it, so that stacks are switched on both sides. */
	for (int i = 0; i < 3; i++)
		if (task_spawn(loop, write_behind, &sum) != ERR_OK)
			return 2;
	if (loop_run_task(loop, until_alone, NULL, NULL) != ERR_OK)
		return 2;
	loop_destroy(loop);
	puts("the fault was missed");
	return 0;
}
