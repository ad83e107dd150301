#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARENA_ALIGN	  16
#define ARENA_FIRST_BLOCK ((size_t)4096)
#define ARENA_MAX_BLOCK	  ((size_t)65536)

static size_t rounded(size_t size_bytes)
{
	return (size_bytes + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
}

struct arena_deferred {
	struct arena_deferred *next;
	void (*release)(void *);
	void *object;
};

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_PER_ITEM 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_PER_ITEM 1
#endif
#endif

#ifdef ARENA_PER_ITEM

/*
 * Under AddressSanitizer each item is a piece of heap by itself, so that one byte past it, or a use
 * after the end, is seen. (The idea is that of the debug mode of libgit2's pools.)
 */
struct arena_block {
	struct arena_block *next;
	void *item;
};

static void *take(struct arena *a, size_t size_bytes)
{
	struct arena_block *b = malloc(sizeof(*b));
	void *item = calloc(1, size_bytes);
	if (b == NULL || item == NULL)
		err_fatal("out of memory");
	b->next = a->blocks;
	b->item = item;
	a->blocks = b;
	return item;
}

static void block_free(struct arena_block *b)
{
	free(b->item);
	free(b);
}

static bool block_keep(struct arena_block *b)
{
	(void)b; /* each is of one item */
	return false;
}

#else

struct arena_block {
	struct arena_block *next;
	size_t cap;
	size_t used;
	_Alignas(ARENA_ALIGN) char bytes[];
};

static struct arena_block *block_create(size_t cap)
{
	struct arena_block *b = malloc(sizeof(*b) + cap);
	if (b == NULL)
		err_fatal("out of memory");
	b->next = NULL;
	b->cap = cap;
	b->used = 0;
	return b;
}

/* The block to take from. A large item gets one of its own behind the newest, whose rest stays in
 * use. */
static struct arena_block *block_for(struct arena *a, size_t size_bytes)
{
	struct arena_block *newest = a->blocks;
	if (newest != NULL && newest->cap - newest->used >= size_bytes)
		return newest;
	if (newest != NULL && size_bytes > ARENA_MAX_BLOCK / 4) {
		struct arena_block *own = block_create(size_bytes);
		own->next = newest->next;
		newest->next = own;
		return own;
	}
	size_t cap = ARENA_FIRST_BLOCK;
	if (newest != NULL)
		cap = newest->cap >= ARENA_MAX_BLOCK / 2 ? ARENA_MAX_BLOCK : newest->cap * 2;
	if (cap < size_bytes)
		cap = size_bytes;
	struct arena_block *b = block_create(cap);
	b->next = newest;
	a->blocks = b;
	return b;
}

static void *take(struct arena *a, size_t size_bytes)
{
	const size_t bytes = rounded(size_bytes);
	struct arena_block *b = block_for(a, bytes);
	void *item = b->bytes + b->used;
	b->used += bytes;
	memset(item, 0, size_bytes);
	return item;
}

static void block_free(struct arena_block *b)
{
	free(b);
}

/* True for the oldest one when it is small: then it is as new. */
static bool block_keep(struct arena_block *b)
{
	if (b->next != NULL || b->cap > ARENA_FIRST_BLOCK)
		return false;
	b->used = 0;
	return true;
}

#endif

void arena_init(struct arena *a, size_t cap_bytes)
{
	*a = (struct arena){ .cap_bytes = cap_bytes };
}

static void run_deferred(struct arena *a)
{
	while (a->deferred != NULL) {
		const struct arena_deferred *d = a->deferred;
		a->deferred = d->next;
		d->release(d->object);
	}
}

void arena_fini(struct arena *a)
{
	if (a == NULL)
		return;
	run_deferred(a);
	while (a->blocks != NULL) {
		struct arena_block *b = a->blocks;
		a->blocks = b->next;
		block_free(b);
	}
	a->used_bytes = 0;
}

void arena_reset(struct arena *a)
{
	struct arena_block *kept = NULL;
	run_deferred(a);
	while (a->blocks != NULL) {
		struct arena_block *b = a->blocks;
		a->blocks = b->next;
		if (block_keep(b))
			kept = b;
		else
			block_free(b);
	}
	a->blocks = kept;
	a->used_bytes = 0;
}

void *arena_alloc(struct arena *a, size_t size_bytes)
{
	if (size_bytes == 0)
		size_bytes = 1;
	/* What it takes counts, not what was asked: small items would else take many times the cap.
	 */
	const size_t left_bytes = a->cap_bytes - a->used_bytes;
	const size_t taken_bytes = size_bytes > left_bytes ? size_bytes : rounded(size_bytes);
	if (taken_bytes > left_bytes)
		err_fatal("an arena passed its cap");
	a->used_bytes += taken_bytes;
	return take(a, size_bytes);
}

void *arena_array(struct arena *a, size_t count, size_t item_bytes)
{
	size_t size_bytes;
	if (__builtin_mul_overflow(count, item_bytes, &size_bytes))
		err_fatal("an array is larger than memory");
	return arena_alloc(a, size_bytes);
}

char *arena_strndup(struct arena *a, const char *s, size_t len)
{
	if (len == SIZE_MAX)
		err_fatal("a text is larger than memory");
	char *copy = arena_alloc(a, len + 1);
	if (len > 0)
		memcpy(copy, s, len);
	return copy;
}

/* What most texts fit in. */
#define QUICK_BYTES 512

struct quick {
	char *at, *end;
};

static bool quick_add(struct quick *q, const char *bytes, size_t len)
{
	if (len > (size_t)(q->end - q->at))
		return false;
	memcpy(q->at, bytes, len);
	q->at += len;
	return true;
}

static bool quick_add_number(struct quick *q, int64_t number)
{
	char text[20];
	size_t at = sizeof(text);
	uint64_t rest = (uint64_t)(number < 0 ? -number : number);
	do {
		text[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	return (number >= 0 || quick_add(q, "-", 1)) && quick_add(q, text + at, sizeof(text) - at);
}

static int64_t next_int(va_list *ap)
{
	return va_arg(*ap, int);
}

static int64_t next_unsigned(va_list *ap)
{
	return va_arg(*ap, unsigned);
}

/*
 * The directives that sentences are made of: %s, %d, %u and %%. False, with nothing said about what
 * was taken of `ap`, when there is another one or it does not fit. Some five times as fast as the
 * printf of the library, which shows where answers hold hundreds of sentences.
 */
static bool quick_format(struct quick *q, const char *fmt, va_list *ap)
{
	for (;;) {
		const char *percent = strchr(fmt, '%');
		if (percent == NULL)
			return quick_add(q, fmt, strlen(fmt));
		if (!quick_add(q, fmt, (size_t)(percent - fmt)))
			return false;
		bool fits = false;
		if (percent[1] == 's') {
			const char *text = va_arg(*ap, const char *);
			fits = text != NULL && quick_add(q, text, strlen(text));
		} else if (percent[1] == 'd' || percent[1] == 'u') {
			const int64_t number = percent[1] == 'd' ? next_int(ap) : next_unsigned(ap);
			fits = quick_add_number(q, number);
		} else if (percent[1] == '%') {
			fits = quick_add(q, "%", 1);
		}
		if (!fits)
			return false;
		fmt = percent + 2;
	}
}

char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	char text_now[QUICK_BYTES];
	struct quick q = { text_now, text_now + sizeof(text_now) };
	va_list first;
	va_copy(first, ap);
	const bool quick = quick_format(&q, fmt, &first);
	va_end(first);
	if (quick)
		return arena_strndup(a, text_now, (size_t)(q.at - text_now));
	va_list again;
	va_copy(again, ap);
	const int len = vsnprintf(NULL, 0, fmt, ap);
	if (len < 0)
		err_fatal("a text could not be formatted");
	char *text = arena_alloc(a, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, fmt, again);
	va_end(again);
	return text;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	char *text = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return text;
}

void arena_defer(struct arena *a, void (*release)(void *), void *object)
{
	struct arena_deferred *d = ARENA_NEW(a, struct arena_deferred);
	d->next = a->deferred;
	d->release = release;
	d->object = object;
	a->deferred = d;
}
