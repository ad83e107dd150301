#include "worker/planner_reken.h"

#include "base/date.h"

#define LOOK_MS	  250
#define TEKEN_US  INT64_C(2000000)
#define SECOND_US INT64_C(1000000)

/* On the offload thread. */
static bool tell(void *arg, const struct plan_voortgang *v)
{
	struct planner_reken *const r = arg;
	atomic_store(&r->gedaan, v->gedaan);
	atomic_store(&r->totaal, v->totaal);
	atomic_store(&r->bediend, v->bediend);
	atomic_store(&r->ondergrens, v->ondergrens);
	return !atomic_load(&r->klaar) && clock_mono_us() < atomic_load(&r->tot_us);
}

static void solve_now(void *arg)
{
	struct planner_reken *const r = arg;
	const struct plan_grenzen grenzen = {
		.max_bytes = r->max_bytes, .voortgang = tell, .arg = r, .winst = true
	};
	r->los(r->arg, &grenzen);
}

static void allow(struct planner_reken *r, int32_t seconden)
{
	atomic_store(&r->tot_us, r->begonnen_us + seconden * SECOND_US);
}

static enum err give_sign(struct task *t, void *arg)
{
	struct planner_reken *const r = arg;
	const struct plan_voortgang v = { .gedaan = atomic_load(&r->gedaan),
		.totaal = atomic_load(&r->totaal),
		.bediend = atomic_load(&r->bediend),
		.ondergrens = atomic_load(&r->ondergrens) };
	bool gewild = true;
	int32_t seconden = r->seconden;
	TRY(r->teken(t, r->arg, &v, &gewild, &seconden));
	allow(r, seconden);
	if (!gewild)
		atomic_store(&r->klaar, true);
	return ERR_OK;
}

static void watch(struct task *t, void *arg)
{
	struct planner_reken *const r = arg;
	int64_t last_us = clock_mono_us();
	while (!r->keeper.stopping) {
		const enum err woken = task_wait(t, LOOK_MS);
		(void)woken; /* or not: it looks */
		if (*r->stopping)
			atomic_store(&r->klaar, true);
		if (r->keeper.stopping || clock_mono_us() - last_us < TEKEN_US)
			continue;
		last_us = clock_mono_us();
		const enum err e = task_run(t, give_sign, r, NULL);
		(void)e; /* the next one comes soon */
	}
}

enum err planner_reken(struct task *t, struct planner_reken *r)
{
	allow(r, r->seconden);
	TRY(keeper_begin(task_loop(t), &r->keeper, watch, r));
	const enum err e = task_offload(t, solve_now, r);
	keeper_end(t, &r->keeper);
	return e;
}
