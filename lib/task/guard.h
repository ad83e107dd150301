/*
 * A task that needs more stack than it has runs into its guard page. That ends the process, as
 * every bug of ours does, but with a line that says so: a bare SIGSEGV looks like a wild pointer.
 */
#ifndef TASK_GUARD_H
#define TASK_GUARD_H

struct task;

/* The task whose stack runs on this thread now; NULL: the thread's own stack. */
extern _Thread_local const struct task *guard_task;

/*
 * Takes SIGSEGV, on the alternate stack of the calling thread, once in a process. Any other fault
 * goes to whoever had it before. The line names stack, place and task as offsets into the program:
 * addr2line -fpe PROGRAM OFFSET…
 */
void guard_init(void);

#endif
