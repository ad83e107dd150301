#include "task/switch.h"

#include <assert.h>
#include <stdint.h>

#if SWITCH_ASAN
#include <sanitizer/common_interface_defs.h>
#endif
#if SWITCH_TSAN
#include <sanitizer/tsan_interface.h>
#endif

/* For ThreadSanitizer each stack is a fiber: nothing that one does is a race with another. */
static void *fiber_create(void)
{
#if SWITCH_TSAN
	return __tsan_create_fiber(0);
#else
	return NULL;
#endif
}

#ifndef SWITCH_UCONTEXT

/* Saves the callee-saved registers on the stack, keeps its pointer in *save_sp, and loads the
 * other. */
void switch_stacks_(void **save_sp, void *load_sp) __attribute__((visibility("hidden")));

/* Where a fresh stack begins: calls entry(arg) that switch_prepare left in saved registers. */
void switch_begin_(void) __attribute__((visibility("hidden")));

#if defined(__x86_64__)

/*
 * System V ABI: rbx, rbp, r12 to r15, and the control words of SSE and x87 belong to the caller.
 * The way back is a plain ret, which indirect-branch tracking does not mind.
 */
__asm__(".text\n"
	".globl switch_stacks_\n"
	".hidden switch_stacks_\n"
	".type switch_stacks_, @function\n"
	".p2align 4\n"
	"switch_stacks_:\n"
	"	.cfi_startproc\n"
	"	endbr64\n"
	"	pushq %rbp\n"
	"	pushq %rbx\n"
	"	pushq %r12\n"
	"	pushq %r13\n"
	"	pushq %r14\n"
	"	pushq %r15\n"
	"	subq $8, %rsp\n"
	"	stmxcsr (%rsp)\n"
	"	fnstcw 4(%rsp)\n"
	"	movq %rsp, (%rdi)\n"
	"	movq %rsi, %rsp\n"
	"	ldmxcsr (%rsp)\n"
	"	fldcw 4(%rsp)\n"
	"	addq $8, %rsp\n"
	"	popq %r15\n"
	"	popq %r14\n"
	"	popq %r13\n"
	"	popq %r12\n"
	"	popq %rbx\n"
	"	popq %rbp\n"
	"	ret\n"
	"	.cfi_endproc\n"
	".size switch_stacks_, . - switch_stacks_\n"
	".globl switch_begin_\n"
	".hidden switch_begin_\n"
	".type switch_begin_, @function\n"
	".p2align 4\n"
	"switch_begin_:\n"
	"	.cfi_startproc\n"
	"	.cfi_undefined rip\n"
	"	endbr64\n"
	"	movq %r12, %rdi\n"
	"	callq *%r13\n"
	"	ud2\n"
	"	.cfi_endproc\n"
	".size switch_begin_, . - switch_begin_\n");

/* What switch_stacks_ pops, lowest address first. */
struct saved {
	uint32_t mxcsr;
	uint16_t x87_control;
	uint16_t unused;
	void *r15, *r14;
	void (*r13)(void *arg);
	void *r12, *rbx, *rbp;
	void (*return_to)(void);
	void *end[2]; /* switch_begin_ starts 16-byte aligned, as behind a call with nothing pushed
		       */
};

static void saved_fill(struct saved *s, void (*entry)(void *arg), void *arg)
{
	*s = (struct saved){
		.r13 = entry,
		.r12 = arg,
		.return_to = switch_begin_,
	};
	__asm__ volatile("stmxcsr %0" : "=m"(s->mxcsr));
	__asm__ volatile("fnstcw %0" : "=m"(s->x87_control));
}

#else

/* AAPCS64: x19 to x30 and the low halves of v8 to v15 belong to the caller. */
__asm__(".text\n"
	".globl switch_stacks_\n"
	".hidden switch_stacks_\n"
	".type switch_stacks_, %function\n"
	".p2align 4\n"
	"switch_stacks_:\n"
	"	.cfi_startproc\n"
	"	hint #34\n" /* bti c */
	"	sub sp, sp, #160\n"
	"	stp x19, x20, [sp, #0]\n"
	"	stp x21, x22, [sp, #16]\n"
	"	stp x23, x24, [sp, #32]\n"
	"	stp x25, x26, [sp, #48]\n"
	"	stp x27, x28, [sp, #64]\n"
	"	stp x29, x30, [sp, #80]\n"
	"	stp d8, d9, [sp, #96]\n"
	"	stp d10, d11, [sp, #112]\n"
	"	stp d12, d13, [sp, #128]\n"
	"	stp d14, d15, [sp, #144]\n"
	"	mov x9, sp\n"
	"	str x9, [x0]\n"
	"	mov sp, x1\n"
	"	ldp x19, x20, [sp, #0]\n"
	"	ldp x21, x22, [sp, #16]\n"
	"	ldp x23, x24, [sp, #32]\n"
	"	ldp x25, x26, [sp, #48]\n"
	"	ldp x27, x28, [sp, #64]\n"
	"	ldp x29, x30, [sp, #80]\n"
	"	ldp d8, d9, [sp, #96]\n"
	"	ldp d10, d11, [sp, #112]\n"
	"	ldp d12, d13, [sp, #128]\n"
	"	ldp d14, d15, [sp, #144]\n"
	"	add sp, sp, #160\n"
	"	ret\n"
	"	.cfi_endproc\n"
	".size switch_stacks_, . - switch_stacks_\n"
	".globl switch_begin_\n"
	".hidden switch_begin_\n"
	".type switch_begin_, %function\n"
	".p2align 4\n"
	"switch_begin_:\n"
	"	.cfi_startproc\n"
	"	.cfi_undefined x30\n"
	"	hint #34\n"
	"	mov x0, x19\n"
	"	blr x20\n"
	"	brk #1\n"
	"	.cfi_endproc\n"
	".size switch_begin_, . - switch_begin_\n");

struct saved {
	void *x19;
	void (*x20)(void *arg);
	void *x21_to_x28[8];
	void *x29;
	void (*return_to)(void); /* x30 */
	double d8_to_d15[8];
};

static void saved_fill(struct saved *s, void (*entry)(void *arg), void *arg)
{
	*s = (struct saved){
		.x19 = arg,
		.x20 = entry,
		.return_to = switch_begin_,
	};
}

#endif

void switch_prepare(struct switch_point *p, void *stack_low, size_t stack_bytes,
	void (*entry)(void *arg), void *arg)
{
	char *const high = (char *)stack_low + stack_bytes;
	assert((uintptr_t)high % 16 == 0);
	/* Both machines want a stack pointer that is a multiple of 16 where a function is called.
	 */
	struct saved *const s = (struct saved *)(high - (sizeof(*s) + 15) / 16 * 16);
	saved_fill(s, entry, arg);
	*p = (struct switch_point){
		.sp = s, .stack_low = stack_low, .stack_bytes = stack_bytes, .fiber = fiber_create()
	};
}

#else

static void context_begin(
	unsigned entry_high, unsigned entry_low, unsigned arg_high, unsigned arg_low)
{
	/* makecontext hands on nothing but ints. */
	void (*const entry)(void *) =
		(void (*)(void *))(uintptr_t)((uint64_t)entry_high << 32 | entry_low);
	entry((void *)(uintptr_t)((uint64_t)arg_high << 32 | arg_low));
}

void switch_prepare(struct switch_point *p, void *stack_low, size_t stack_bytes,
	void (*entry)(void *arg), void *arg)
{
	*p = (struct switch_point){
		.stack_low = stack_low, .stack_bytes = stack_bytes, .fiber = fiber_create()
	};
	const int failed = getcontext(&p->context);
	assert(failed == 0);
	(void)failed; /* without assert: it cannot fail on these systems */
	p->context.uc_stack.ss_sp = stack_low;
	p->context.uc_stack.ss_size = stack_bytes;
	const uint64_t e = (uintptr_t)entry;
	const uint64_t a = (uintptr_t)arg;
	makecontext(&p->context, (void (*)(void))context_begin, 4, (unsigned)(e >> 32), (unsigned)e,
		(unsigned)(a >> 32), (unsigned)a);
}

#endif

void switch_fini(struct switch_point *p)
{
#if SWITCH_TSAN
	if (p->fiber != NULL)
		__tsan_destroy_fiber(p->fiber);
#endif
	p->fiber = NULL;
}

void switch_to(struct switch_point *from, struct switch_point *to, bool from_ends)
{
#if SWITCH_ASAN
	__sanitizer_start_switch_fiber(
		from_ends ? NULL : &from->fake_stack, to->stack_low, to->stack_bytes);
#else
	(void)from_ends; /* matters to the sanitizer only */
#endif
#if SWITCH_TSAN
	from->fiber = __tsan_get_current_fiber();
	__tsan_switch_to_fiber(to->fiber, 0);
#endif
#ifdef SWITCH_UCONTEXT
	const int failed = swapcontext(&from->context, &to->context);
	assert(failed == 0);
	(void)failed; /* fails only when the stack has no room for the context */
#else
	switch_stacks_(&from->sp, to->sp);
#endif
#if SWITCH_ASAN
	__sanitizer_finish_switch_fiber(from->fake_stack, NULL, NULL);
#endif
}

void switch_entered(struct switch_point *from)
{
#if SWITCH_ASAN
	__sanitizer_finish_switch_fiber(NULL, &from->stack_low, &from->stack_bytes);
#else
	(void)from; /* matters to the sanitizer only */
#endif
}
