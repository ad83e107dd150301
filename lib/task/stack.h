/*
 * Stacks of tasks: mapped with a guard page below, handed out again when a task has ended, and
 * watched for their deepest use.
 */
#ifndef TASK_STACK_H
#define TASK_STACK_H

#include <stdbool.h>
#include <stddef.h>

struct stack {
	char *map; /* guard page first */
	size_t map_bytes;
	char *low; /* lowest usable byte */
	size_t bytes;
	unsigned valgrind_id;
	struct stack *next, *previous; /* of all that are mapped */
};

/* All mapped stacks of this process, each in its task: for debuggers, see task-gdb.py. */
extern struct stack *stack_first;

/* Maps a stack of at least `bytes`. False when the system has no room for it. */
bool stack_map(struct stack *s, size_t bytes);
void stack_unmap(struct stack *s);

/* Makes a stack that was used before clean for the sanitizer. */
void stack_reuse(struct stack *s);

/* How deep the stack was ever used, in whole pages, when that is more than `known_bytes`; else
 * that. */
size_t stack_high_bytes(const struct stack *s, size_t known_bytes);

#endif
