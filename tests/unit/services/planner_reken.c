/* Solving with signs of life: what ends it, and what is told meanwhile. */
#include "worker/planner_reken.h"

#include <criterion/criterion.h>

#include "base/date.h"
#include "task/task.h"

/* A solver that goes on until it is told to stop, or for so many rounds. */
struct proef {
	struct planner_reken reken;
	uint64_t rounds, most;
	bool ended;    /* it was told to stop */
	bool stopping; /* of the worker */
	bool gewild;
	int32_t seconden; /* that a sign of life brings back */
	size_t tekens;
	struct plan_voortgang told;
};

static void solve(void *arg, const struct plan_grenzen *grenzen)
{
	struct proef *const p = arg;
	for (p->rounds = 0; p->most == 0 || p->rounds < p->most; p->rounds++) {
		const struct plan_voortgang v = {
			.gedaan = 3, .totaal = 9, .bediend = 2, .ondergrens = -7
		};
		if (!grenzen->voortgang(grenzen->arg, &v)) {
			p->ended = true;
			return;
		}
	}
}

static enum err teken(struct task *t, void *arg, const struct plan_voortgang *voortgang,
	bool *ret_gewild, int32_t *ret_seconden)
{
	struct proef *const p = arg;
	(void)t;
	p->tekens++;
	p->told = *voortgang;
	*ret_gewild = p->gewild;
	*ret_seconden = p->seconden;
	return ERR_OK;
}

static enum err run(struct task *t, void *arg)
{
	struct proef *const p = arg;
	p->reken = (struct planner_reken){ .los = solve,
		.teken = teken,
		.arg = p,
		.stopping = &p->stopping,
		.begonnen_us = clock_mono_us(),
		.seconden = p->seconden };
	return planner_reken(t, &p->reken);
}

static void run_all(struct proef *p)
{
	struct loop *const l = loop_create(&loop_limits_default);
	cr_assert_eq(loop_run_task(l, run, p, NULL), ERR_OK);
	loop_destroy(l);
}

Test(planner_reken, goes_to_its_end_when_nothing_is_in_the_way)
{
	struct proef p = { .most = 10, .gewild = true, .seconden = 600 };
	run_all(&p);
	cr_assert(!p.ended && p.rounds == 10);
}

Test(planner_reken, ends_when_its_time_is_over)
{
	struct proef p = { .gewild = true, .seconden = 0 };
	run_all(&p);
	cr_assert(p.ended && p.rounds == 0);
	p = (struct proef){ .gewild = true, .seconden = 1 };
	run_all(&p);
	cr_assert(p.ended && p.rounds > 0 && p.tekens == 0);
}

Test(planner_reken, ends_when_the_worker_has_to_stop)
{
	struct proef p = { .gewild = true, .seconden = 600, .stopping = true };
	run_all(&p);
	cr_assert(p.ended && p.tekens == 0);
}

Test(planner_reken, tells_how_far_it_is_and_ends_when_nobody_wants_it)
{
	struct proef p = { .gewild = false, .seconden = 600 };
	run_all(&p);
	cr_assert(p.ended && p.tekens == 1);
	cr_assert(p.told.gedaan == 3 && p.told.totaal == 9 && p.told.bediend == 2);
	cr_assert_eq(p.told.ondergrens, -7);
}
