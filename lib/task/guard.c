#include "task/guard.h"

#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

#include "task/internal.h"

/* Room for the handler and for what abort does; the kernel's own frame is up to 4 KiB of it. */
#define HANDLER_STACK_BYTES (32 * 1024)
#define LINE_BYTES	    256

_Thread_local const struct task *guard_task;

static struct sigaction before;
static _Alignas(16) char handler_stack[HANDLER_STACK_BYTES];

/* The program's first byte, under the name that the linker gives it. */
extern const char program_begin[] __asm__("__executable_start");

/* ---- a line of text, with nothing that a signal handler may not call ---- */

struct line {
	char text[LINE_BYTES];
	size_t len;
};

static void line_add(struct line *l, const char *text)
{
	const size_t len = strlen(text);
	if (len <= sizeof(l->text) - l->len) {
		memcpy(l->text + l->len, text, len);
		l->len += len;
	}
}

static void line_add_number(struct line *l, uintptr_t number, unsigned base)
{
	char digits[sizeof(number) * 8 + 1];
	size_t at = sizeof(digits) - 1;
	digits[at] = '\0';
	do {
		digits[--at] = "0123456789abcdef"[number % base];
		number /= base;
	} while (number > 0);
	line_add(l, digits + at);
}

static void line_add_place(struct line *l, const char *what, uintptr_t address)
{
	line_add(l, what);
	line_add(l, "0x");
	line_add_number(l, address - (uintptr_t)program_begin, 16);
}

/* ---- the signal ---- */

static uintptr_t program_counter(const ucontext_t *context)
{
#if defined(__x86_64__)
	return (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
	return (uintptr_t)context->uc_mcontext.pc;
#else
	(void)context; /* its form is of each processor */
	return (uintptr_t)program_begin;
#endif
}

static bool is_in_guard(const struct task *t, const void *address)
{
	return (uintptr_t)address >= (uintptr_t)t->stack.map &&
	       (uintptr_t)address < (uintptr_t)t->stack.low;
}

static void on_fault(int number, siginfo_t *info, void *context)
{
	const struct task *const t = guard_task;
	if (t == NULL || !is_in_guard(t, info->si_addr)) {
		/* Not ours. The instruction runs again, and meets the handler of before. */
		(void)sigaction(number, &before, NULL);
		return;
	}
	struct line l = { .len = 0 };
	line_add(&l, "schakel: a task used all of its stack of ");
	line_add_number(&l, t->stack.bytes, 10);
	line_add_place(&l, " bytes: at ", program_counter(context));
	line_add_place(&l, ", task ", (uintptr_t)t->fn);
	line_add(&l, " of the program (addr2line -fpe)\n");
	(void)!write(STDERR_FILENO, l.text, l.len); /* there is nobody else to tell */
	abort();
}

void guard_init(void)
{
	static bool done;
	if (done)
		return;
	done = true;
	/* A sanitizer may have given this thread one already. */
	stack_t stack = { 0 };
	if (sigaltstack(NULL, &stack) != 0)
		abort(); /* fails only on wrong arguments, as below */
	if ((stack.ss_flags & SS_DISABLE) != 0) {
		stack = (stack_t){ .ss_sp = handler_stack, .ss_size = sizeof(handler_stack) };
		if (sigaltstack(&stack, NULL) != 0)
			abort();
	}
	struct sigaction action = { .sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK };
	if (sigemptyset(&action.sa_mask) != 0 || sigaction(SIGSEGV, &action, &before) != 0)
		abort();
}
