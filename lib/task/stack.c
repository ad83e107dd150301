#include "task/stack.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "task/switch.h"

#if SWITCH_ASAN
#include <sanitizer/asan_interface.h>
#endif

#if defined(__has_include)
#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#define STACK_VALGRIND 1
#endif
#endif

struct stack *stack_first;
static pthread_mutex_t list_lock = PTHREAD_MUTEX_INITIALIZER; /* loops may be of several threads */

static void list_lock_take(void)
{
	if (pthread_mutex_lock(&list_lock) != 0)
		abort(); /* fails only on wrong use */
}

static void list_lock_give(void)
{
	if (pthread_mutex_unlock(&list_lock) != 0)
		abort();
}

static void list_add(struct stack *s)
{
	list_lock_take();
	s->previous = NULL;
	s->next = stack_first;
	if (s->next != NULL)
		s->next->previous = s;
	stack_first = s;
	list_lock_give();
}

static void list_remove(struct stack *s)
{
	list_lock_take();
	if (s->next != NULL)
		s->next->previous = s->previous;
	if (s->previous != NULL)
		s->previous->next = s->next;
	else
		stack_first = s->next;
	list_lock_give();
}

/* More than any frame of our libraries (libc has one of 33 KB), which may step over a single page:
 * they are built without probes. It takes addresses only. */
#define STACK_GUARD_BYTES ((size_t)64 * 1024)

static size_t page_bytes(void)
{
	return (size_t)sysconf(_SC_PAGESIZE);
}

bool stack_map(struct stack *s, size_t bytes)
{
	const size_t page = page_bytes();
	const size_t usable = (bytes + page - 1) / page * page;
	const size_t guard = (STACK_GUARD_BYTES + page - 1) / page * page;
	char *const map = mmap(NULL, usable + guard, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
	if (map == MAP_FAILED)
		return false;
	if (mprotect(map, guard, PROT_NONE) != 0) {
		(void)munmap(map, usable + guard); /* our own mapping: nothing to report */
		return false;
	}
	*s = (struct stack){
		.map = map,
		.map_bytes = usable + guard,
		.low = map + guard,
		.bytes = usable,
	};
#ifdef STACK_VALGRIND
	s->valgrind_id = (unsigned)VALGRIND_STACK_REGISTER(s->low, s->low + usable);
#endif
	list_add(s);
	return true;
}

void stack_unmap(struct stack *s)
{
	list_remove(s);
#ifdef STACK_VALGRIND
	VALGRIND_STACK_DEREGISTER(s->valgrind_id);
#endif
	stack_reuse(s);			    /* the address may be mapped again by somebody else */
	(void)munmap(s->map, s->map_bytes); /* our own mapping: cannot fail */
}

void stack_reuse(struct stack *s)
{
#if SWITCH_ASAN
	ASAN_UNPOISON_MEMORY_REGION(s->low, s->bytes);
#else
	(void)s; /* only the sanitizer keeps marks */
#endif
}

size_t stack_high_bytes(const struct stack *s, size_t known_bytes)
{
	/* A page that was never touched is not resident: one cheap question for the next one down.
	 */
	const size_t page = page_bytes();
	size_t high = known_bytes / page * page;
	while (high < s->bytes) {
		unsigned char resident = 0;
		char *const next = s->low + s->bytes - high - page;
		if (mincore(next, page, &resident) != 0 || (resident & 1) == 0)
			break;
		high += page;
	}
	return high > known_bytes ? high : known_bytes;
}
