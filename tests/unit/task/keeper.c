/* A task that lives as long as its owner. */
#include "task/keeper.h"

#include <criterion/criterion.h>

#include "base/date.h"

#define ROUNDS_LEFT 3

struct owner {
	struct keeper keeper;
	unsigned rounds; /* after it was told to stop */
	unsigned woken;
	bool over;
};

/* Works on for some rounds when it is told to stop: it has something to bring to its end. */
static void keep(struct task *t, void *arg)
{
	struct owner *o = arg;
	while (o->rounds < ROUNDS_LEFT) {
		if (o->keeper.stopping) {
			o->rounds++;
			cr_assert_eq(task_sleep(t, 1), ERR_OK);
		} else if (task_wait(t, 60000) == ERR_OK) {
			o->woken++;
		}
	}
	o->over = true;
}

static enum err live(struct task *t, void *arg)
{
	struct owner *o = arg;
	TRY(keeper_begin(task_loop(t), &o->keeper, keep, o));
	TRY(task_sleep(t, 1));
	cr_assert_not(o->over);
	keeper_end(t, &o->keeper);
	cr_assert(o->over);
	cr_assert_null(o->keeper.task);
	return ERR_OK;
}

static void in_a_loop(enum err (*fn)(struct task *t, void *arg), struct owner *o)
{
	struct loop *l = loop_create(&loop_limits_default);
	cr_assert_eq(loop_run_task(l, fn, o, NULL), ERR_OK);
	loop_destroy(l);
}

Test(keeper, is_woken_to_stop_and_waited_for)
{
	struct owner o = { 0 };
	in_a_loop(live, &o);
	cr_assert_eq(o.rounds, ROUNDS_LEFT);
	cr_assert_eq(o.woken, 1);
}

static enum err live_late(struct task *t, void *arg)
{
	struct owner *o = arg;
	TRY(keeper_begin(task_loop(t), &o->keeper, keep, o));
	task_set_deadline(t, clock_mono_us() - 1);
	keeper_end(t, &o->keeper);
	cr_assert(o->over, "its owner would be freed under it");
	return ERR_OK;
}

Test(keeper, is_waited_for_past_the_deadline_of_who_ends_it)
{
	struct owner o = { 0 };
	in_a_loop(live_late, &o);
}

static void over_at_once(struct task *t, void *arg)
{
	(void)t;
	struct owner *o = arg;
	o->over = true;
}

static enum err live_shortly(struct task *t, void *arg)
{
	struct owner *o = arg;
	TRY(keeper_begin(task_loop(t), &o->keeper, over_at_once, o));
	keeper_end(t, &o->keeper);
	return ERR_OK;
}

Test(keeper, may_be_over_before)
{
	struct owner o = { 0 };
	in_a_loop(live_shortly, &o);
	cr_assert(o.over);
}
