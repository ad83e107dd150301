/* What happens at the limits: of a stack, of an arena, of how many tasks there are at once. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "task/task.h"

struct end {
	int status;
	char said[512];
};

/* Runs fn in a task of a process of its own, and looks how that ends. */
static struct end end_of(void (*fn)(struct task *t, void *arg), const struct loop_limits *limits)
{
	struct end end = { .status = 0 };
	int ends[2];
	cr_assert_eq(pipe(ends), 0);
	const pid_t pid = fork();
	cr_assert_geq(pid, 0);
	if (pid == 0) {
		dup2(ends[1], STDERR_FILENO);
		struct loop *const loop = loop_create(limits);
		(void)!task_spawn(loop, fn, NULL);
		_exit(0);
	}
	close(ends[1]);
	size_t len = 0;
	for (ssize_t n = 1; n > 0 && len < sizeof(end.said) - 1; len += (size_t)n)
		n = read(ends[0], end.said + len, sizeof(end.said) - 1 - len);
	close(ends[0]);
	cr_assert_eq(waitpid(pid, &end.status, 0), pid);
	return end;
}

static size_t descend(size_t depth)
{
	volatile char frame[1024];
	memset((char *)frame, (int)depth, sizeof(frame));
	return depth == 0 ? 0 : descend(depth - 1) + (size_t)(frame[7] == (char)depth);
}

static void use_all_stack(struct task *t, void *arg)
{
	(void)t, (void)arg;
	_exit((int)descend((size_t)1 << 20));
}

Test(limits, a_stack_that_is_full_ends_the_process_with_a_line)
{
	const struct end end = end_of(use_all_stack, &loop_limits_default);
	cr_assert(WIFSIGNALED(end.status), "status %x: %s", (unsigned)end.status, end.said);
	cr_assert_eq(WTERMSIG(end.status), SIGABRT, "%s", end.said);
	const struct str begin = STR("schakel: a task used all of its stack of ");
	struct str rest = str_from(end.said);
	cr_assert(str_starts(rest, begin), "%s", end.said);
	rest = (struct str){ rest.ptr + begin.len, rest.len - begin.len };
	struct str part;
	int64_t bytes = 0;
	cr_assert(str_cut(&rest, ' ', &part));
	cr_assert_eq(str_to_int(part, 0, INT64_MAX, &bytes), ERR_OK, "%s", end.said);
	cr_assert_geq((size_t)bytes, loop_limits_default.stack_bytes);
	cr_assert(str_starts(rest, STR("bytes: at 0x")), "%s", end.said);
	cr_assert_not_null(strstr(end.said, ", task 0x"), "%s", end.said);
}

static void use_wild_pointer(struct task *t, void *arg)
{
	(void)t, (void)arg;
	volatile char *const wild = (char *)(uintptr_t)4096;
	*wild = 1;
}

Test(limits, another_fault_is_not_taken_for_a_full_stack)
{
	const struct end end = end_of(use_wild_pointer, &loop_limits_default);
	cr_assert(!WIFEXITED(end.status) || WEXITSTATUS(end.status) != 0);
	cr_assert_null(strstr(end.said, "used all of its stack"), "%s", end.said);
}

static void use_all_arena(struct task *t, void *arg)
{
	(void)arg;
	for (size_t i = 0; i < 100; i++)
		memset(arena_alloc(task_arena(t), 1024), 1, 1024);
}

Test(limits, an_arena_over_its_cap_ends_the_process_with_a_line)
{
	struct loop_limits limits = loop_limits_default;
	limits.arena_cap_bytes = (size_t)101 * 1024;
	struct end end = end_of(use_all_arena, &limits);
	cr_assert(WIFEXITED(end.status) && WEXITSTATUS(end.status) == 0, "%s", end.said);
	limits.arena_cap_bytes = (size_t)99 * 1024;
	end = end_of(use_all_arena, &limits);
	cr_assert(WIFSIGNALED(end.status) && WTERMSIG(end.status) == SIGABRT, "%s", end.said);
	cr_assert_eq(strncmp(end.said, "schakel: ", 9), 0, "%s", end.said);
}

#define MANY 10000

static void wait_for_wake(struct task *t, void *arg)
{
	struct task **const place = arg;
	*place = t;
	cr_assert_eq(task_wait(t, 600 * (int64_t)1000), ERR_OK);
	*place = NULL;
}

static enum err wake_all(struct task *t, void *arg)
{
	struct task **const tasks = arg;
	for (size_t i = 0; i < MANY; i++)
		task_wake(tasks[i]);
	TRY(task_sleep(t, 0));
	while (loop_stats(task_loop(t)).tasks > 1)
		TRY(task_sleep(t, 1));
	return ERR_OK;
}

static long resident_kib(void)
{
	char line[128];
	int64_t pages = 0;
	FILE *const f = fopen("/proc/self/statm", "r");
	cr_assert_not_null(f);
	cr_assert_not_null(fgets(line, sizeof(line), f));
	(void)fclose(f);
	struct str rest = str_from(line);
	struct str part;
	cr_assert(str_cut(&rest, ' ', &part) && str_cut(&rest, ' ', &part));
	cr_assert_eq(str_to_int(part, 0, INT32_MAX, &pages), ERR_OK);
	return (long)pages * (sysconf(_SC_PAGESIZE) / 1024);
}

Test(limits, ten_thousand_tasks_are_suspended_at_once)
{
	static struct task *tasks[MANY];
	struct loop_limits limits = loop_limits_default;
	limits.max_tasks = MANY + 1;
	struct loop *const loop = loop_create(&limits);
	const long before = resident_kib();
	for (size_t i = 0; i < MANY; i++)
		cr_assert_eq(task_spawn(loop, wait_for_wake, &tasks[i]), ERR_OK);
	const long kib = (resident_kib() - before) / (MANY / 1000);
	cr_log_info("%d suspended tasks: %ld KiB resident for each 1000", MANY, kib);
	cr_assert_eq(loop_stats(loop).tasks, MANY);
	cr_assert_eq(loop_run_task(loop, wake_all, tasks, NULL), ERR_OK);
	for (size_t i = 0; i < MANY; i++)
		cr_assert_null(tasks[i]);
	cr_assert_leq(loop_stats(loop).stacks, 256); /* the others went back to the system */
	loop_destroy(loop);
}
