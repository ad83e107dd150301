#include "api/limit.h"

#include <assert.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>

#include "auth/auth.h"
#include "base/uuid.h"

#define BUCKETS 16384 /* of WAYS words each: 1 MiB; a power of two */
#define WAYS	4

struct slot {
	_Atomic uint64_t mark;	 /* whose; 0: nobody's */
	_Atomic int64_t free_us; /* when all that was taken is paid back */
};

struct limit_board {
	struct uuid secret;
	struct slot slots[BUCKETS][WAYS];
};

struct limit_board *limit_board_create(void)
{
	struct limit_board *b =
		mmap(NULL, sizeof(*b), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (b == MAP_FAILED)
		return NULL;
	b->secret = uuid_new();
	return b;
}

static uint64_t mark_of(const struct limit_board *b, const struct limit *limit, struct str key)
{
	uint8_t hash[AUTH_HASH_BYTES];
	const struct str parts[] = { { (const char *)b->secret.b, sizeof(b->secret.b) },
		str_from(limit->name), key };
	auth_fingerprint(parts, 3, hash);
	uint64_t mark = 0;
	memcpy(&mark, hash, sizeof(mark));
	return mark != 0 ? mark : 1;
}

static struct slot *find(struct limit_board *b, uint64_t mark)
{
	struct slot *bucket = b->slots[mark % BUCKETS];
	for (size_t i = 0; i < WAYS; i++)
		if (atomic_load_explicit(&bucket[i].mark, memory_order_relaxed) == mark)
			return &bucket[i];
	return NULL;
}

/* The place of a key, made when it has none: that of who is paid back first. */
static struct slot *find_or_make(struct limit_board *b, uint64_t mark)
{
	struct slot *at = find(b, mark);
	if (at != NULL)
		return at;
	struct slot *bucket = b->slots[mark % BUCKETS];
	struct slot *least = &bucket[0];
	for (size_t i = 1; i < WAYS; i++)
		if (atomic_load_explicit(&bucket[i].free_us, memory_order_relaxed) <
			atomic_load_explicit(&least->free_us, memory_order_relaxed))
			least = &bucket[i];
	/* Two that come at once may both take it: the later one begins anew, once. */
	atomic_store_explicit(&least->free_us, 0, memory_order_relaxed);
	atomic_store_explicit(&least->mark, mark, memory_order_relaxed);
	return least;
}

/* What one takes of the window. */
static int64_t step_of(const struct limit *l)
{
	assert(l->count >= 1 && l->count <= l->window_us);
	return l->window_us / l->count;
}

/* What is left when all is paid back at `free_us`. */
static struct limit_state state_at(const struct limit *l, int64_t free_us, int64_t now_us)
{
	const int64_t step = step_of(l);
	const int64_t debt = free_us > now_us ? free_us - now_us : 0;
	const int64_t left = (l->window_us - debt) / step;
	return (struct limit_state){ .ok = left >= 1,
		.left = left > 0 ? left : 0,
		.wait_us = left >= 1 ? 0 : debt + step - l->window_us };
}

static const struct limit_state no_limit = { .ok = true, .left = INT64_MAX };

struct limit_state limit_take(
	struct limit_board *board, const struct limit *limit, struct str key, int64_t now_us)
{
	if (board == NULL)
		return no_limit;
	struct slot *p = find_or_make(board, mark_of(board, limit, key));
	const int64_t step = step_of(limit);
	int64_t free_us = atomic_load_explicit(&p->free_us, memory_order_relaxed);
	for (;;) {
		struct limit_state state = state_at(limit, free_us, now_us);
		if (!state.ok)
			return state;
		const int64_t next = (free_us > now_us ? free_us : now_us) + step;
		if (atomic_compare_exchange_weak_explicit(&p->free_us, &free_us, next,
			    memory_order_relaxed, memory_order_relaxed)) {
			state.left--;
			return state;
		}
	}
}

struct limit_state limit_look(
	struct limit_board *board, const struct limit *limit, struct str key, int64_t now_us)
{
	if (board == NULL)
		return no_limit;
	const struct slot *p = find(board, mark_of(board, limit, key));
	const int64_t free_us =
		p != NULL ? atomic_load_explicit(&p->free_us, memory_order_relaxed) : 0;
	return state_at(limit, free_us, now_us);
}

void limit_give(
	struct limit_board *board, const struct limit *limit, struct str key, int64_t now_us)
{
	struct slot *p = board != NULL ? find(board, mark_of(board, limit, key)) : NULL;
	if (p == NULL)
		return;
	int64_t free_us = atomic_load_explicit(&p->free_us, memory_order_relaxed);
	while (free_us > now_us)
		if (atomic_compare_exchange_weak_explicit(&p->free_us, &free_us,
			    free_us - step_of(limit), memory_order_relaxed, memory_order_relaxed))
			return;
}

void limit_forget(struct limit_board *board, const struct limit *limit, struct str key)
{
	struct slot *p = board != NULL ? find(board, mark_of(board, limit, key)) : NULL;
	if (p != NULL)
		atomic_store_explicit(&p->free_us, 0, memory_order_relaxed);
}
