/*
 * Switching between stacks: the one place that knows processors.
 *
 * x86-64 and aarch64 have a few lines of assembly each, other machines use ucontext (slower: it
 * saves the signal mask). Each switch is told to AddressSanitizer and ThreadSanitizer; with plain
 * ucontext the first would miss overflows in frames that live across a suspension.
 */
#ifndef TASK_SWITCH_H
#define TASK_SWITCH_H

#include <stdbool.h>
#include <stddef.h>

/* A test gives SWITCH_ASAN itself, to see what goes unseen without. */
#if defined(__SANITIZE_ADDRESS__) && !defined(SWITCH_ASAN)
#define SWITCH_ASAN 1
#endif
#if defined(__SANITIZE_THREAD__)
#define SWITCH_TSAN 1
#endif
#if defined(__has_feature)
#if __has_feature(address_sanitizer) && !defined(SWITCH_ASAN)
#define SWITCH_ASAN 1
#endif
#if __has_feature(thread_sanitizer)
#define SWITCH_TSAN 1
#endif
#endif
#ifndef SWITCH_ASAN
#define SWITCH_ASAN 0
#endif
#ifndef SWITCH_TSAN
#define SWITCH_TSAN 0
#endif

#if !defined(SWITCH_UCONTEXT) && !defined(__x86_64__) && !defined(__aarch64__)
#define SWITCH_UCONTEXT 1
#endif

#ifdef SWITCH_UCONTEXT
#include <ucontext.h>
#endif

/* A point where execution stopped and can go on: of a task, or of the loop itself. */
struct switch_point {
	void *sp;
	/* The stack that it runs on; of the loop's own it is only known (to ASan) after a first
	 * switch. */
	const void *stack_low;
	size_t stack_bytes;
	void *fake_stack; /* of AddressSanitizer */
	void *fiber;	  /* of ThreadSanitizer; NULL but under it */
#ifdef SWITCH_UCONTEXT
	ucontext_t context;
#endif
};

/* Makes `p` a point at which entry(arg) begins on the given stack. entry must never return. */
void switch_prepare(struct switch_point *p, void *stack_low, size_t stack_bytes,
	void (*entry)(void *arg), void *arg);

/* Forgets a point whose entry has ended. */
void switch_fini(struct switch_point *p);

/*
 * Stops here as `from` and goes on at `to`; returns when somebody switches back. `from_ends` says
 * that nobody ever will.
 */
void switch_to(struct switch_point *from, struct switch_point *to, bool from_ends);

/* First thing in an entry function: `from` is the point that was left for it. */
void switch_entered(struct switch_point *from);

#endif
