/* The stack switch and the stacks themselves, below the tasks. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fenv.h>
#include <string.h>
#include <unistd.h>

#include "task/stack.h"
#include "task/switch.h"

struct pair {
	struct switch_point home, other;
	int steps;
	double seen;
};

static void count_steps(void *arg)
{
	struct pair *const p = arg;
	switch_entered(&p->home);
	for (;;) {
		p->steps++;
		p->seen = p->seen * 2 + 1;
		switch_to(&p->other, &p->home, p->steps == 1000);
	}
}

Test(switch, goes_there_and_back_a_thousand_times)
{
	struct stack s;
	cr_assert(stack_map(&s, 64 * 1024));
	struct pair p = { 0 };
	switch_prepare(&p.other, s.low, s.bytes, count_steps, &p);
	for (int i = 0; i < 1000; i++) {
		volatile double kept = i * 0.5;
		switch_to(&p.home, &p.other, false);
		cr_assert_eq(p.steps, i + 1);
		cr_assert_eq(kept, i * 0.5);
	}
	stack_unmap(&s);
}

static void check_alignment(void *arg)
{
	struct pair *const p = arg;
	switch_entered(&p->home);
	_Alignas(16) volatile char aligned[16] = { 0 };
	p->steps = (size_t)aligned % 16 == 0 && (size_t)__builtin_frame_address(0) % 16 == 0;
	switch_to(&p->other, &p->home, true);
}

Test(switch, begins_with_an_aligned_stack)
{
	struct stack s;
	cr_assert(stack_map(&s, 64 * 1024));
	struct pair p = { 0 };
	switch_prepare(&p.other, s.low, s.bytes, check_alignment, &p);
	switch_to(&p.home, &p.other, false);
	cr_assert_eq(p.steps, 1);
	stack_unmap(&s);
}

static void change_rounding(void *arg)
{
	struct pair *const p = arg;
	switch_entered(&p->home);
	p->steps = fesetround(FE_UPWARD);
	switch_to(&p->other, &p->home, false);
	p->steps = fegetround();
	switch_to(&p->other, &p->home, true);
}

Test(switch, keeps_the_rounding_mode_of_each_stack)
{
	struct stack s;
	cr_assert(stack_map(&s, 64 * 1024));
	struct pair p = { 0 };
	switch_prepare(&p.other, s.low, s.bytes, change_rounding, &p);
	switch_to(&p.home, &p.other, false);
	cr_assert_eq(p.steps, 0);
	cr_assert_eq(fegetround(), FE_TONEAREST);
	switch_to(&p.home, &p.other, false);
	cr_assert_eq(p.steps, FE_UPWARD);
	stack_unmap(&s);
}

Test(stack, has_a_page_below_that_cannot_be_written)
{
	struct stack s;
	cr_assert(stack_map(&s, 64 * 1024));
	int ends[2];
	cr_assert_eq(pipe(ends), 0);
	cr_assert_eq(write(ends[1], "ab", 2), 2);
	/* The kernel says EFAULT where we would get a signal. */
	cr_assert_eq(read(ends[0], s.low - 1, 1), -1);
	cr_assert_eq(errno, EFAULT);
	cr_assert_eq(read(ends[0], s.low, 1), 1);
	(void)close(ends[0]);
	(void)close(ends[1]);
	stack_unmap(&s);
}

Test(stack, knows_its_deepest_use)
{
	struct stack s;
	cr_assert(stack_map(&s, 64 * 1024));
	const size_t page = (size_t)sysconf(_SC_PAGESIZE);
	cr_assert_eq(stack_high_bytes(&s, 0), 0);
	memset(s.low + s.bytes - 3 * page, 1, 3 * page);
	cr_assert_eq(stack_high_bytes(&s, 0), 3 * page);
	cr_assert_eq(stack_high_bytes(&s, 5 * page), 5 * page);
	memset(s.low, 1, s.bytes);
	cr_assert_eq(stack_high_bytes(&s, page), s.bytes);
	stack_unmap(&s);
}
