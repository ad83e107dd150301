#include <criterion/criterion.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

Test(arena, gives_zeroed_and_aligned_memory)
{
	struct arena a;
	arena_init(&a, 1 << 20);
	for (size_t size = 0; size < 300; size++) {
		unsigned char *p = arena_alloc(&a, size);
		cr_assert_eq((uintptr_t)p % 16, 0);
		for (size_t i = 0; i < size; i++)
			cr_assert_eq(p[i], 0);
		memset(p, 0xFF, size);
	}
	arena_fini(&a);
}

Test(arena, keeps_items_apart_across_blocks)
{
	struct arena a;
	arena_init(&a, 16 << 20);
	unsigned char *items[200];
	for (size_t i = 0; i < 200; i++) {
		const size_t size = i % 7 == 0 ? 40000 : 1000;
		items[i] = arena_alloc(&a, size);
		memset(items[i], (int)i, size);
	}
	for (size_t i = 0; i < 200; i++) {
		cr_assert_eq(items[i][0], i);
		cr_assert_eq(items[i][999], i);
	}
	arena_fini(&a);
}

Test(arena, may_be_filled_to_its_cap)
{
	struct arena a;
	arena_init(&a, 64);
	memset(arena_alloc(&a, 64), 1, 64);
	cr_assert_eq(a.used_bytes, 64);
	arena_fini(&a);
}

Test(arena, aborts_past_its_cap, .signal = SIGABRT)
{
	struct arena a;
	arena_init(&a, 64);
	arena_alloc(&a, 64);
	arena_alloc(&a, 1);
}

Test(arena, aborts_on_an_array_that_overflows, .signal = SIGABRT)
{
	struct arena a;
	arena_init(&a, SIZE_MAX);
	arena_array(&a, SIZE_MAX / 2, 3);
}

Test(arena, can_be_used_again_after_fini)
{
	struct arena a;
	arena_init(&a, 64);
	for (int i = 0; i < 3; i++) {
		cr_assert_str_eq(arena_strndup(&a, "schakel", 3), "sch");
		arena_fini(&a);
		cr_assert_eq(a.used_bytes, 0);
	}
}

static char released[4];
static size_t released_len;

static void release(void *object)
{
	released[released_len++] = *(const char *)object;
}

Test(arena, releases_deferred_objects_in_reverse_order)
{
	struct arena a;
	arena_init(&a, 4096);
	arena_defer(&a, release, "1");
	arena_defer(&a, release, "2");
	arena_defer(&a, release, arena_strndup(&a, "3", 1));
	cr_assert_str_empty(released);
	arena_fini(&a);
	cr_assert_str_eq(released, "321");
}

Test(arena, starts_afresh_after_reset)
{
	struct arena a;
	arena_init(&a, 1 << 20);
	released_len = 0;
	for (int i = 0; i < 3; i++) {
		unsigned char *first = arena_alloc(&a, 100);
		for (size_t at = 0; at < 100; at++)
			cr_assert_eq(first[at], 0);
		memset(first, 0xFF, 100);
		memset(arena_alloc(&a, 5000), 0xFF, 5000);
		memset(arena_alloc(&a, 60000), 0xFF, 60000);
		arena_defer(&a, release, "x");
		arena_reset(&a);
		cr_assert_eq(a.used_bytes, 0);
		cr_assert_eq(released_len, (size_t)i + 1);
	}
	arena_fini(&a);
}

Test(arena, formats_text)
{
	struct arena a;
	arena_init(&a, 4096);
	cr_assert_str_eq(arena_printf(&a, "%d %s", 8200, "Lelystad"), "8200 Lelystad");
	cr_assert_str_eq(arena_strndup(&a, NULL, 0), "");
	arena_fini(&a);
}

Test(arena, can_end_without_ever_being_used)
{
	struct arena a;
	arena_init(&a, 1);
	arena_fini(&a);
	arena_fini(NULL);
}

/* One way makes short texts of the usual directives, the library all others. */
Test(arena, prints_as_printf_does)
{
	struct arena a;
	arena_init(&a, 1 << 20);
	cr_assert_str_eq(arena_printf(&a, "%s %d%% van %u, %d", "één", -7, 4294967295U, INT32_MIN),
		"één -7% van 4294967295, -2147483648");
	cr_assert_str_eq(arena_printf(&a, "%s", ""), "");
	cr_assert_str_eq(arena_printf(&a, "geen"), "geen");
	cr_assert_str_eq(arena_printf(&a, "%d %.*s|%5d", 3, 2, "abc", 4), "3 ab|    4");
	cr_assert_str_eq(
		arena_printf(&a, "%s, %lld en %s", "a", 1LL << 40, "b"), "a, 1099511627776 en b");
	char longer[700];
	memset(longer, 'x', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	for (size_t cut = 180; cut < 200; cut++) {
		const char *text = arena_printf(&a, "%d%s%s!", 12, longer + cut, "");
		cr_assert_eq(strlen(text), 2 + 699 - cut + 1);
		cr_assert_eq(text[strlen(text) - 1], '!');
	}
	arena_fini(&a);
}
